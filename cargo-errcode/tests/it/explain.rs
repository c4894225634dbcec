//! `explain`: every fact of a code, found by any spelling.

use errcode_core::section::Key;

use crate::fixture::{Enum, Workspace, code, laid_out, plain, text};

fn codes(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-codes"));
    let mut database = code(100_101, 503, "DATABASE_DOWN", "The database is away");
    database.facts = vec![
        (Key::Description, "The pool has no connection.\n\nIt was tried three times.".to_owned()),
        (Key::Help, "Wait for the database".to_owned()),
        (Key::Since, "1.2.0".to_owned()),
        (Key::Deprecated, "too broad".to_owned()),
        (Key::ReplacedBy, "100102".to_owned()),
    ];
    let hex = vec![(Key::Layout, "hex SSNN prefix ERR_0x".to_owned())];
    workspace.library(
        &format!("{prefix}-lib"),
        &[
            laid_out("StoreError", vec![database, code(100_102, 404, "USER_NOT_FOUND", "User")]),
            Enum { name: "HexError", facts: hex, codes: vec![code(0x1F7A, 500, "HEX", "Hex")] },
            plain(
                "OtherError",
                vec![
                    code(-1, 500, "MINUS_ONE", "Minus one"),
                    code(text("USR-LG-001"), 500, "LOGIN", "Login"),
                ],
            ),
            Enum {
                name: "KafkaError",
                facts: vec![(Key::Domain, "kafka".to_owned())],
                codes: vec![code(-1, 500, "UNKNOWN_SERVER_ERROR", "Unknown")],
            },
        ],
    );
    workspace
}

#[test]
fn a_page_with_every_fact() {
    let run = codes("page").run(&["explain", "100101"]).expect(0);
    assert_eq!(
        run.stdout,
        "\
100101 DATABASE_DOWN
deprecated: too broad

  message      The database is away (attribute)
  description  The pool has no connection.

               It was tried three times.
  name         DATABASE_DOWN (derived)
  HTTP status  503 Service Unavailable (attribute)
  gRPC code    UNAVAILABLE (14) (derived)
  retry        backoff (derived)
  fault        server (derived)
  severity     error (derived)
  expected     no (derived)
  help         Wait for the database
  since        1.2.0
  replaced by  100102
  service      common
  module       database
  layout       digits SSMMNN
  variant      StoreError::DatabaseDown
  crate        page-lib 0.1.0
  declared at  page-lib/src/lib.rs:3:15
"
    );
}

#[test]
fn spellings() {
    let workspace = codes("spellings");
    for (input, titles) in [
        ("100_101", &["100101 DATABASE_DOWN"][..]),
        ("0x18705", &["100101 DATABASE_DOWN"]),
        ("0x1F7A", &["ERR_0x1F7A HEX"]),
        ("ERR_0x1f7a", &["ERR_0x1F7A HEX"]),
        ("8058", &["ERR_0x1F7A HEX"]),
        ("-1", &["-1 MINUS_ONE", "-1 UNKNOWN_SERVER_ERROR"]),
        ("usr-lg-001", &["USR-LG-001 LOGIN"]),
        ("user_not_found", &["100102 USER_NOT_FOUND"]),
        ("UserNotFound", &["100102 USER_NOT_FOUND"]),
        ("StoreError::UserNotFound", &["100102 USER_NOT_FOUND"]),
        ("crate::StoreError::USER_NOT_FOUND", &["100102 USER_NOT_FOUND"]),
    ] {
        let run = workspace.run(&["explain", input]).expect(0);
        let is_title = |line: &&str| !line.is_empty() && !line.starts_with(' ');
        let shown: Vec<&str> = run.stdout.lines().filter(is_title).collect();
        let shown: Vec<&str> =
            shown.into_iter().filter(|line| !line.starts_with("deprecated")).collect();
        assert_eq!(shown, titles, "{input}");
    }
    let json = workspace.run(&["explain", "-1", "--format", "json"]).expect(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["codes"].as_array().unwrap().len(), 2);
}

#[test]
fn near_misses() {
    let workspace = codes("misses");
    for (input, help) in [
        ("10010", "did you mean 100101 `DATABASE_DOWN` or 100102 `USER_NOT_FOUND`?"),
        ("100103", "did you mean 100102 `USER_NOT_FOUND` or 100101 `DATABASE_DOWN`?"),
        ("UserNotFund", "did you mean 100102 `USER_NOT_FOUND`?"),
        ("zebra", "`cargo errcode list` shows all codes"),
    ] {
        let run = workspace.run(&["explain", input, "--quiet"]).expect(100);
        assert_eq!(run.stderr, format!("error: no code `{input}`\nhelp: {help}\n"));
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn findings_are_explained_without_a_build() {
    let nowhere = std::env::temp_dir();
    let run = crate::fixture::run(&nowhere, &["explain", "duplicate-code"]).expect(0);
    let start = "duplicate-code: two crates declare one code (level deny)\n\nTwo crates declare";
    assert!(run.stdout.starts_with(start), "{}", run.stdout);
    let run = crate::fixture::run(&nowhere, &["explain", "code-renamed"]).expect(0);
    assert!(
        run.stdout.contains("\nBefore:\n    #[code(100101, http = 404)] NoOrder,\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("alias = \"NO_ORDER\""), "{}", run.stdout);
}
