//! `import`: lists of other forms into enums that compile.

use std::process::Command;

use crate::fixture::{Run, Workspace};

/// Imports one file and expects mistakes.
#[track_caller]
fn mistakes(workspace: &Workspace, file: &str, content: &str) -> String {
    workspace.write(file, content);
    let run = workspace.run(&["import", file]).expect(101);
    assert!(run.stdout.is_empty(), "{}", run.stdout);
    run.stderr
}

/// Imports one file to stdout.
#[track_caller]
fn imported(workspace: &Workspace, file: &str, content: &str, further: &[&str]) -> Run {
    workspace.write(file, content);
    let run = workspace.run(&[&["import", file], further].concat()).expect(0);
    is_formatted(workspace, &run.stdout);
    run
}

/// rustfmt, with its defaults, changes nothing.
#[track_caller]
fn is_formatted(workspace: &Workspace, source: &str) {
    workspace.write("formatted/rustfmt.toml", "");
    workspace.write("formatted/source.rs", source);
    let folder = workspace.root.join("formatted");
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--check", "--config-path"]);
    let output = rustfmt.arg(&folder).arg(folder.join("source.rs")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    std::fs::remove_dir_all(folder).unwrap();
}

const GO: &str = r#"// Package code has codes.
package code

//go:generate codegen -type=int

// Common: basic errors.
const (
	// ErrSuccess - 200: OK.
	ErrSuccess int = iota + 100001

	// ErrBind - 400: Error occurred while binding {the} "body".
	ErrBind
	_
	/* ErrToken - 401: Token
	 * is invalid.
	 */
	ErrToken
)

const (
	ErrPlain, ErrOther = base + 1, base + iota*100 + 2 // the plain one. It has a friend.
	// CodeNeg is returned when the queue is full.
	CodeNeg = -0x1F
	//nolint:gomnd
	Code64 Code = 1 << 20

	// Deprecated: use CodeNeg.
	ErrOld = 1_000
)

const base = 100_100
var x = 3
func f() { const inner = 5 }
const timeout = 5 * time.Second
"#;

#[test]
fn constants_of_go() {
    let workspace = Workspace::new("import-go");
    let run = imported(&workspace, "base_code.go", GO, &[]);
    let expected = r#"// Made by `cargo errcode import` from base_code.go.

use errcode::ErrorCode;

/// Codes of `base_code.go`.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum BaseError {
    #[code(100001, http = 200, message = "OK")]
    ErrSuccess,
    #[code(
        100002,
        http = 400,
        message = "Error occurred while binding {{the}} \"body\""
    )]
    ErrBind,
    #[code(100004, http = 401, message = "Token is invalid")]
    ErrToken,
    /// the plain one. It has a friend.
    #[code(100101, message = "The plain one")]
    ErrPlain,
    /// the plain one. It has a friend.
    #[code(100102, message = "The plain one")]
    ErrOther,
    #[code(-31, message = "The queue is full")]
    CodeNeg,
    #[code(1048576)]
    Code64,
    #[code(1000, deprecated = "Use CodeNeg")]
    ErrOld,
}
"#;
    assert_eq!(run.stdout, expected);
    assert!(run.stderr.contains("not exported or no numbers: base, timeout\n"), "{}", run.stderr);

    // Files of one package use each other's constants, in any order.
    workspace.write("a/user.go", "package code\nconst ErrUser = base + 1 // gone\n");
    workspace.write("a/base.go", "package code\nconst base = 110000\n");
    let run = workspace.run(&["import", "a/user.go", "a/base.go"]).expect(0);
    assert!(!run.stdout.contains("BaseError"), "{}", run.stdout);
    workspace.write("a/base.go", "package code\nconst base = 110000\nconst ErrBase = base\n");
    let run = workspace.run(&["import", "a/user.go", "a/base.go", "--enum", "All"]).expect(0);
    assert!(run.stdout.contains("/// Codes of `user.go` and `base.go`."), "{}", run.stdout);
    assert!(
        run.stdout.contains("#[code(110001, message = \"Gone\")]\n    ErrUser,"),
        "{}",
        run.stdout
    );
    // Texts are codes where there are no numbers.
    let texts = "package e\nconst (\n\tNotFound Code = \"USR-001\" // gone\n)\n";
    let run = imported(&workspace, "texts.go", texts, &[]);
    assert!(run.stdout.contains("#[code(\"USR-001\", message = \"Gone\")]"), "{}", run.stdout);
}

#[test]
fn mistakes_in_go() {
    let workspace = Workspace::new("import-go-wrong");
    let stderr = mistakes(
        &workspace,
        "wrong.go",
        "package code
const (
	// ErrHttp - 999: Too large.
	ErrA = 1
	// ErrZero - 404: Zero.
	ErrZero = 0
	ErrF = f(1, 2)
	ErrTime = time.Second
	ErrAgain = 1
	ErrLost = lost + 1
	ErrHuge = 1 << 63
)
const ErrNone
",
    );
    for line in [
        "7 mistakes, so nothing was done",
        "wrong.go:6:2: code 0 means success; give the error another code",
        "wrong.go:7:9: the value of `ErrF` is an expression that is not evaluated here",
        "wrong.go:8:12: the value of `ErrTime` is an expression that is not evaluated here",
        "wrong.go:9:2: code 1 is used twice; first used at wrong.go:4:2",
        "wrong.go:10:12: the value of `ErrLost` needs `lost`, which has no value here",
        "wrong.go:11:2: `ErrHuge` is 9223372036854775808, which no code can be",
        "wrong.go:13:7: `ErrNone` has no value",
    ] {
        assert!(stderr.contains(line), "{line}\n{stderr}");
    }
    assert!(
        mistakes(&workspace, "open.go", "package a\nconst (\nA = 1\n")
            .contains("open.go:2:7: this block")
    );
    assert!(
        mistakes(&workspace, "open.go", "package a\n/* x").contains("open.go:2:1: this comment")
    );
    assert!(mistakes(&workspace, "none.go", "package a\n").contains("no constant here"));
}

#[test]
fn tables() {
    let workspace = Workspace::new("import-table");
    let table = "# a comment\n\
        code\tname\tgo_name\tretriable\tmessage\tdescription\n\
        -1\tUNKNOWN_SERVER_ERROR\tx\tfalse\tUnexpected: \"{0}\" */ x.\tWhy?\n\
        3\tUNKNOWN_TOPIC\tx\ttrue\tunknown topic\t\n";
    let run = imported(&workspace, "kafka_errors.tsv", table, &[]);
    let body = run.stdout.split("pub enum ").nth(1).unwrap();
    let expected = r#"KafkaError {
    /// Why?
    #[code(-1, retry = "never", message = "Unexpected: \"{{0}}\" */ x")]
    UnknownServerError,
    #[code(3, retry = "backoff", message = "Unknown topic")]
    UnknownTopic,
}
"#;
    assert_eq!(body, expected);
    assert!(run.stderr.contains("no key has these names: `go_name`"), "{}", run.stderr);

    // A table of a spreadsheet: quotes, lines in cells, CRLF, a byte order mark, other names.
    let table = "\u{feff}Error Code;HTTP Status;What;Msg\r\n\
        USR-001;404;\"a; \"\"b\"\"\r\n    c\r\n```\r\nx\";\"line\r\nbreak.\"\r\n\
        self;;;\r\n";
    let run = imported(&workspace, "codes.csv", table, &["--column", "description=What"]);
    let body = run.stdout.split("pub enum ").nth(1).unwrap();
    let expected = r#"Error {
    /// a; "b"
    /// c
    /// '''
    /// x
    #[code("USR-001", http = 404, message = "Line break", name = "CODE_USR_001")]
    LineBreak,
    #[code("self")]
    CodeSelf,
}
"#;
    assert_eq!(body, expected);

    // The name is kept where the derive would make another.
    let table = "number,reason,http\n0,OK,200\n1,HTTP_2_GONE,410\n2,Self,500\n3,404Page,404\n";
    let run = imported(&workspace, "list", table, &["--enum", "ListError"]);
    for part in [
        "    #[code(0, http = 200)]\n    Ok,\n",
        "    #[code(1, http = 410, name = \"HTTP_2_GONE\")]\n    Http2Gone,\n",
        "    #[code(2, http = 500, name = \"SELF\")]\n    SelfError,\n",
        "    #[code(3, http = 404, name = \"CODE_404_PAGE\")]\n    Code404Page,\n",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    let run =
        imported(&workspace, "list", table, &["--codes", "next", "--format", "csv", "--enum", "A"]);
    assert!(run.stdout.contains("    #[code(next, http = 410, name = \"HTTP_2_GONE\")]\n"));
    let run = imported(&workspace, "list", table, &["--codes", "name", "--enum", "A"]);
    assert!(run.stdout.contains("    #[code(\"HTTP_2_GONE\", http = 410,"), "{}", run.stdout);
}

#[test]
fn mistakes_in_tables() {
    let workspace = Workspace::new("import-table-wrong");
    let stderr = mistakes(
        &workspace,
        "codes.csv",
        "code,name,http,grpc,message\n\
         1,ONE,70000,,One\n\
         2,TWO,404,OK,Two\n\
         3,THREE,no,,Three\n\
         10O,FOUR,404,,Four\n\
         5,FIVE,404\n\
         6,SIX,404,NOTFOUNDS,(six)\n\
         3,SEVEN,404,,\n\
         3,EIGHT,404,,\n\
         ,NINE,404,,\n",
    );
    for line in [
        "codes.csv:2:7: `http = 70000` is not from 100 to 999",
        "codes.csv:3:11: HTTP 404 beside gRPC OK: success in gRPC cannot be failure in HTTP",
        "codes.csv:4:9: `no` is no HTTP status, such as 404",
        "codes.csv:5:1: `10O` is no number, and the other codes of the list are",
        "codes.csv:6:1: this row has 3 cells, and the header names 5 columns",
        "codes.csv:7:11: unknown gRPC code `NOTFOUNDS`",
        "codes.csv:7:21: the message must start with an upper-case letter",
        "codes.csv:9:1: code 3 is used twice; first used at codes.csv:8:1",
        "codes.csv:10:1: this row has no code",
    ] {
        assert!(stderr.contains(line), "{line}\n{stderr}");
    }
    // Two enums of one crate share no code either.
    workspace.write("a.csv", "code,name\n1,ONE\n");
    workspace.write("b.csv", "code,name\n2,TWO\n1,ONE\n");
    let run = workspace.run(&["import", "a.csv", "b.csv"]).expect(101);
    assert!(
        run.stderr.contains("b.csv:3:1: code 1 is used twice; first used at a.csv:2:1"),
        "{}",
        run.stderr
    );

    for (content, part) in [
        ("", "nothing tells what `x.txt` is"),
        ("a,b\n1,2\n", "x.txt:1:1: no column is the code"),
        ("code,name\n", "x.txt:1:1: there are no rows"),
        ("code,name\n1,\"a\n", "x.txt:2:3: this quotation mark is not closed"),
    ] {
        workspace.write("x.txt", content);
        let run = workspace.run(&["import", "x.txt"]);
        assert!(run.exit > 1 && run.stderr.contains(part), "{content}: {}", run.stderr);
    }
}

#[test]
fn the_output_is_not_overwritten_by_accident() {
    let workspace = Workspace::new("import-output");
    workspace.write("a.csv", "code,name\n1,ONE\n");
    let into = ["import", "a.csv", "--output", "a.rs"];
    assert_eq!(workspace.run(&into).expect(0).stdout, "");
    let written = workspace.read("a.rs");
    assert!(written.contains("pub enum AError"), "{written}");
    // The same again is no loss.
    workspace.run(&into).expect(0);
    workspace.write("a.csv", "code,name\n1,TWO\n");
    let run = workspace.run(&into).expect(101);
    assert!(run.stderr.contains("`a.rs` is there already"), "{}", run.stderr);
    assert_eq!(workspace.read("a.rs"), written);
    workspace.run(&["import", "a.csv", "--output", "a.rs", "--force"]).expect(0);
    assert!(workspace.read("a.rs").contains("Two,"));
    workspace.write("wrong.csv", "code,name\n0,TWO\n");
    workspace.run(&["import", "wrong.csv", "--output", "wrong.rs"]).expect(101);
    assert!(!workspace.root.join("wrong.rs").exists());
    for wrong in [
        vec!["import", "a.csv", "--dry-run"],
        vec!["import", "a.csv", "--enum", "not a name"],
        vec!["import", "a.csv", "--enum", "A", "--enum", "B"],
        vec!["import", "a.csv", "--force"],
        vec!["import", "a.csv", "a.rs"],
        vec!["import", "a.rs", "--output", "b.rs"],
        vec!["import", "a.csv", "--column", "code"],
        vec!["import"],
    ] {
        workspace.run(&wrong).expect(2);
    }
}

/// What errcode.toml forbids where the file is written is found before it is written.
#[test]
fn errcode_toml_governs_the_output() {
    let workspace = Workspace::new("import-governed");
    workspace.write(
        "errcode.toml",
        "layout = { digits = \"SSMMNN\" }\n[services.shop]\ncode = 10\ncrates = [\"import-governed-a\"]\n",
    );
    // A package without a source file: cargo itself refuses it.
    workspace.write(
        "a/Cargo.toml",
        "[package]\nname = \"import-governed-a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    workspace.write("a/src/.keep", "");
    workspace.write("a.csv", "code,name\n100101,ONE\n200101,TWO\n");
    let run = workspace.run(&["import", "a.csv", "--output", "a/src/lib.rs"]).expect(101);
    assert!(run.stderr.contains("a.csv:3:1: code 200101 has service part 20"), "{}", run.stderr);
    workspace.run(&["import", "a.csv"]).expect(0);
}

/// No file makes it panic or hang.
#[test]
fn hostile_files() {
    let workspace = Workspace::new("import-hostile");
    let long = "x".repeat(1_000_000);
    let deep = "(".repeat(100_000);
    let braces = "{".repeat(100_000);
    let texts = [
        String::new(),
        "\u{feff}".to_owned(),
        "\0".to_owned(),
        "\r\n\r\n\r".to_owned(),
        format!("code,name\n1,{long}\n"),
        format!("code\tname\n{long}\t1\n"),
        format!("package a\nconst A = {deep}1\n"),
        format!("package a\nconst A{long} = 1\n"),
        "package a\nconst A, = ,\nconst ) = (\nconst = = 1\n".to_owned(),
        format!("package a\n// {long}\nconst A = 1\n"),
        format!("syntax = \"proto3\";\nmessage A {braces}"),
        format!("syntax = \"proto3\";\noption (x) = {braces}"),
        format!("enum A {braces}"),
        format!("fn a() {braces}"),
        "code,name\n1,a\0b\u{202e}\n".to_owned(),
        "code,name,message,description\n1,A,\u{1b}[31m\u{202e},\u{202e}\u{7}\n".to_owned(),
    ];
    for text in &texts {
        for file in ["a.go", "a.csv", "a.tsv", "a.proto", "a.rs", "a.txt"] {
            workspace.write(file, text);
            let run = workspace.run(&["import", file]);
            let shown: String = text.chars().take(60).collect();
            assert!([0, 2, 101].contains(&run.exit), "{file} {shown:?}: {}", run.stderr);
            assert!(
                run.exit == 0 || run.stderr.starts_with("error: "),
                "{file} {shown:?}: {}",
                run.stderr
            );
            assert!(!run.stderr.contains("panicked"), "{file} {shown:?}: {}", run.stderr);
        }
    }
    std::fs::write(workspace.root.join("latin.csv"), b"code,name\n1,A\xe9\n").unwrap();
    let run = workspace.run(&["import", "latin.csv"]).expect(101);
    assert!(run.stderr.contains("latin.csv:2:4: this is no UTF-8"), "{}", run.stderr);
    workspace.run(&["import", "nowhere.csv"]).expect(101);
    // What changes how a terminal shows text is refused in a message, and escaped in a comment.
    let stderr = mistakes(&workspace, "mark.csv", "code,message\n1,A\u{202e}b\n");
    assert!(
        stderr.contains("mark.csv:2:3: the message must not have control characters"),
        "{stderr}"
    );
    let run = imported(&workspace, "mark.csv", "code,description\n1,A\u{202e}b\n", &[]);
    assert!(run.stdout.contains("#[doc = \" A\\u{202e}b\"]"), "{}", run.stdout);
}
