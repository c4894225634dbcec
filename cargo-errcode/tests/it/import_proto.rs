//! `import` of .proto enums: plain ones, and those of kratos.

use crate::fixture::Workspace;

const PLAIN: &str = "syntax = \"proto3\";
package user.v1;
import \"google/protobuf/timestamp.proto\";

// Codes of users.
enum UserError {
  reserved 100105, 100110 to 100112;
  reserved \"OLD\";
  USER_ERROR_UNSPECIFIED = 0;
  // No such user.
  // Two lines */ ``` here.
  USER_ERROR_NOT_FOUND = 100102;
  USER_ERROR_GONE = 100103 [deprecated = true]; // behind
  USER_ERROR_2FA = -4;
  SELF = 100104;
}
message Outer {
  google.protobuf.Timestamp at = 1;
  enum Inner { INNER_UNSPECIFIED = 0; INNER_FULL = 7; }
}
";

#[test]
fn plain_enums() {
    let workspace = Workspace::new("import-proto");
    workspace.write("user.proto", PLAIN);
    let run = workspace.run(&["import", "user.proto"]).expect(0);
    let expected = r#"// Made by `cargo errcode import` from user.proto.

use errcode::ErrorCode;

/// Codes of users.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum UserError {
    /// No such user.
    /// Two lines */ ''' here.
    #[code(100102, name = "USER_ERROR_NOT_FOUND")]
    NotFound,
    /// behind
    #[code(100103, name = "USER_ERROR_GONE", deprecated)]
    Gone,
    #[code(-4, name = "USER_ERROR_2FA")]
    UserError2Fa,
    #[code(100104, name = "SELF")]
    SelfError,
}

/// Codes of `user.v1.Outer.Inner`.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum Inner {
    #[code(7, name = "INNER_FULL")]
    Full,
}
"#;
    assert_eq!(run.stdout, expected);
    let lines = "\
reserved = [{ from = 100110, to = 100112, reason = \"reserved in user.v1.UserError\" }]
[retired]
100105 = \"reserved in user.v1.UserError\"
";
    assert!(run.stderr.contains(lines), "{}", run.stderr);
    assert!(
        run.stderr.contains("user.proto:9:3: `USER_ERROR_UNSPECIFIED` is no error"),
        "{}",
        run.stderr
    );

    // With these lines, errcode.toml refuses what is reserved; the file itself keeps to it.
    let config = format!("layout = {{ digits = \"SSMMNN\" }}\n{lines}");
    workspace.write("errcode.toml", &config);
    workspace.derived("import-proto-a", &[], "src/lib.rs", "");
    let into = |file| vec!["import", file, "--output", "import-proto-a/src/lib.rs", "--force"];
    let only = [into("user.proto"), vec!["--enum", "UserError"]].concat();
    let run = workspace.run(&only).expect(101);
    assert!(run.stderr.contains("user.proto:14:3: "), "{}", run.stderr);
    let positive = PLAIN.replace("  USER_ERROR_2FA = -4;\n", "");
    workspace.write("user.proto", &positive);
    workspace.run(&only).expect(0);
    workspace.run(&["check"]).expect(0);
    workspace.write("user.csv", "code,name\n100105,AGAIN\n100111,MORE\n");
    let run = workspace.run(&into("user.csv")).expect(101);
    assert!(
        run.stderr.contains("user.csv:2:1: code 100105 is retired (reserved in"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("user.csv:3:1: code 100111 is in the reserved band"),
        "{}",
        run.stderr
    );
}

const KRATOS: &str = "syntax = \"proto3\";
package user.v1;
import \"errors/errors.proto\";
enum ErrorReason {
  option (errors.default_code) = 500;
  reserved 9;
  reserved \"OLD_REASON\";
  GREETER_UNSPECIFIED = 0;
  // Nobody.
  USER_NOT_FOUND = 1 [(errors.code) = 404];
  SKIPPED = 2 [(errors.code) = 0];
}
";

#[test]
fn enums_of_kratos() {
    let workspace = Workspace::new("import-kratos");
    workspace.write("user.proto", KRATOS);
    let run = workspace.run(&["import", "user.proto"]).expect(0);
    let expected = r#"pub enum ErrorReason {
    #[code("GREETER_UNSPECIFIED", http = 500)]
    GreeterUnspecified,
    /// Nobody.
    #[code("USER_NOT_FOUND", http = 404)]
    UserNotFound,
}
"#;
    assert!(run.stdout.ends_with(expected), "{}", run.stdout);
    assert!(run.stderr.contains("[retired]\n\"OLD_REASON\" = "), "{}", run.stderr);
    assert!(run.stderr.contains("user.proto:11:3: `SKIPPED` has the status 0"), "{}", run.stderr);
    let run = workspace.run(&["import", "user.proto", "--codes", "next"]).expect(0);
    assert!(run.stdout.contains("    #[code(next, http = 404)]\n"), "{}", run.stdout);
    let run = workspace.run(&["import", "user.proto", "--codes", "number"]).expect(101);
    assert!(run.stderr.contains("user.proto:8:3: code 0 means success"), "{}", run.stderr);

    // The option of the value is where its status is wrong.
    workspace.write("user.proto", &KRATOS.replace("= 404", "= 4040"));
    let run = workspace.run(&["import", "user.proto"]).expect(101);
    assert!(
        run.stderr.contains("user.proto:10:23: `http = 4040` is not from 100 to 999"),
        "{}",
        run.stderr
    );
    let run = workspace.run(&["import", "user.proto", "--enum", "Other"]).expect(101);
    assert!(run.stderr.contains("there are user.v1.ErrorReason"), "{}", run.stderr);

    // What lies elsewhere is found with -I.
    workspace.write("protos/shared/base.proto", "syntax = \"proto3\";\nmessage M {}\n");
    let importing = KRATOS.replace("import \"err", "import \"shared/base.proto\";\nimport \"err");
    workspace.write("user.proto", &importing);
    let run = workspace.run(&["import", "user.proto"]).expect(101);
    assert!(
        run.stderr.contains("user.proto:3:1: import 'shared/base.proto' not found; `-I`"),
        "{}",
        run.stderr
    );
    workspace.run(&["import", "user.proto", "-I", "protos"]).expect(0);
}
