//! `explain`: every fact of a code, found by any spelling.

use errcode_core::section::Key;

use crate::fixture::{Enum, Workspace, code, laid_out, plain, text};

fn codes(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-codes"));
    // Not that of the repository, below which the fixture lies.
    workspace.write("errcode.toml", "");
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

  message       The database is away                         attribute
  deprecated    too broad
  use instead   100102 USER_NOT_FOUND
  help          Wait for the database
  retry         backoff: send it again, with growing pauses  derived: from gRPC UNAVAILABLE (AIP-194)
  fault         server: this service has to be mended        derived: from HTTP 5xx

  HTTP status   503 Service Unavailable                      attribute
  gRPC code     UNAVAILABLE (14)                             derived: from HTTP 503 by the profile google
  severity      error                                        derived: from fault server

  description   The pool has no connection.

                It was tried three times.
  log           [100101] The database is away                as `{:#}` prints it

  service       common
  module        database
  crate         page-lib 0.1.0
  variant       StoreError::DatabaseDown
  name          DATABASE_DOWN                                derived: from the variant's name
  layout        digits SSMMNN
  since         1.2.0
  declared at   page-lib/src/lib.rs:3:15

  |
3 |     // #[code(100101, http = 503)]
  |               ^^^^^^
"
    );
}

/// The first lines of the pages; those of source lines begin with a number too.
fn titles_of(stdout: &str) -> Vec<&str> {
    let is_title = |line: &&str| !line.is_empty() && !line.starts_with(' ') && !line.contains('|');
    stdout.lines().filter(is_title).collect()
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
        ("-1", &["-1 MINUS_ONE", "-1 UNKNOWN_SERVER_ERROR (kafka)"]),
        ("usr-lg-001", &["USR-LG-001 LOGIN"]),
        ("user_not_found", &["100102 USER_NOT_FOUND"]),
        ("UserNotFound", &["100102 USER_NOT_FOUND"]),
        ("StoreError::UserNotFound", &["100102 USER_NOT_FOUND"]),
        ("crate::StoreError::USER_NOT_FOUND", &["100102 USER_NOT_FOUND"]),
    ] {
        let run = workspace.run(&["explain", input]).expect(0);
        assert_eq!(titles_of(&run.stdout), titles, "{input}");
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
        ("UserNotFund", "did you mean 100102 `USER_NOT_FOUND`?"),
        ("duplicate-cod", "did you mean `duplicate-code`?"),
        ("zebra", "`cargo errcode list` shows all codes"),
    ] {
        let run = workspace.run(&["explain", input, "--quiet"]).expect(100);
        assert_eq!(run.stderr, format!("error: no code `{input}`\nhelp: {help}\n"));
        assert_eq!(run.stdout, "");
    }
    // No errcode.toml is needed to say whose neighbour it would be.
    let run = workspace.run(&["explain", "100103", "--quiet"]).expect(100);
    assert_eq!(
        run.stderr,
        "error: no code `100103`; it would lie in segment `common/database` (100100..=100199) of crate \
         misses-lib\nhelp: did you mean 100102 `USER_NOT_FOUND` or 100101 `DATABASE_DOWN`?\n"
    );
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

#[test]
fn lines_of_logs() {
    let workspace = codes("logs");
    for (input, titles) in [
        (r#"{"code":100102,"message":"Error 100101"}"#, &["100102 USER_NOT_FOUND"][..]),
        ("[100101] Database error: 404", &["100101 DATABASE_DOWN"]),
        (r#""{\"err_code\": \"usr-lg-001\"}""#, &["USR-LG-001 LOGIN"]),
        // None is said to be a code: every one that is printed as codes are, in the text's order.
        (
            "2026-11-22 USER_NOT_FOUND, then 100101 and 1",
            &["100102 USER_NOT_FOUND", "100101 DATABASE_DOWN"],
        ),
        ("ERR_0x1F7A: disk", &["ERR_0x1F7A HEX"]),
        ("code -1", &["-1 MINUS_ONE", "-1 UNKNOWN_SERVER_ERROR (kafka)"]),
    ] {
        let run = workspace.run(&["explain", input]).expect(0);
        assert_eq!(titles_of(&run.stdout), titles, "{input}");
    }
    let run = workspace.run(&["explain", "[100109] Database error", "--quiet"]).expect(100);
    assert!(run.stderr.starts_with("error: no code `100109`; it would lie in"), "{}", run.stderr);
    for input in ["错误码：100101，请稍后再试", "【100101】数据库错误"] {
        let run = workspace.run(&["explain", input]).expect(0);
        assert_eq!(titles_of(&run.stdout), ["100101 DATABASE_DOWN"], "{input}");
    }
    for input in ["", " "] {
        let run = workspace.run(&["explain", input, "--quiet"]).expect(2);
        assert!(run.stderr.starts_with("error: the code to explain is empty\n"), "{}", run.stderr);
    }
    let run = workspace.run(&["explain", "all is well at 10:15", "--quiet"]).expect(100);
    assert!(run.stderr.starts_with("error: no code `all is well at 10:15`\n"), "{}", run.stderr);
}

/// A workspace that the derive reads with its errcode.toml.
fn derived(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-explain"));
    workspace.write(
        "errcode.toml",
        &format!(
            "layout = {{ digits = \"SSMMNN\" }}\n\
             grpc = {{ profile = \"kratos\" }}\n\
             reserved = [{{ from = 190000, to = 199999, reason = \"the next office\" }}]\n\
             [services.shop]\ncode = 10\ncrates = [\"{prefix}-shop\"]\n\
             modules = {{ store = 1, cart = 2 }}\n\
             [retired]\n100108 = \"split into 100101 and 100102\"\n"
        ),
    );
    workspace.derived(
        &format!("{prefix}-shop"),
        &[],
        "src/lib.rs",
        r#"
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service = "shop", module = "store", retry = "throttle")]
#[non_exhaustive]
pub enum StoreError {
    /// The pool has no free connection.
    #[code(
        100101,
        grpc = "FAILED_PRECONDITION",
        detail = "pool {pool}",
    )]
    NoConnection { pool: u32 },
    #[code(100102, http = 418, severity = "critical", expected, replaced_by = 100101, deprecated = "too broad")]
    Teapot,
}
"#,
    );
    workspace
}

/// Each value with the way that it came, and the source.
#[test]
fn origins() {
    let workspace = derived("origins");
    for flags in [&[][..], &["--source"]] {
        let run = workspace.run(&[&["explain", "100101"], flags].concat()).expect(0);
        assert_eq!(
            run.stdout,
            "\
100101 NO_CONNECTION

  message       No connection                               derived: from the variant's name
  retry         throttle: send it again after the time that the server names  enum default
  fault         client: the caller has to change something  derived: from HTTP 4xx

  HTTP status   412 Precondition Failed                     derived: from gRPC FAILED_PRECONDITION by the profile kratos
  gRPC code     FAILED_PRECONDITION (9)                     attribute
  severity      warning                                     derived: from fault client

  description   The pool has no free connection.
  log           [100101] No connection: pool {pool}         as `{:#}` prints it

  service       shop
  module        store
  owned by      origins-shop
  crate         origins-shop 0.1.0
  variant       StoreError::NoConnection
  name          NO_CONNECTION                               derived: from the variant's name
  layout        digits SSMMNN
  replaces      100102 TEAPOT
  declared at   origins-shop/src/lib.rs:9:9

   |
 7 |     /// The pool has no free connection.
 8 |     #[code(
 9 |         100101,
   |         ^^^^^^
10 |         grpc = \"FAILED_PRECONDITION\",
11 |         detail = \"pool {pool}\",
12 |     )]
13 |     NoConnection { pool: u32 },
   |
",
            "{flags:?}"
        );
        let teapot = workspace.run(&[&["explain", "Teapot"], flags].concat()).expect(0).stdout;
        for line in [
            "  deprecated    too broad\n  use instead   100101 NO_CONNECTION\n",
            " attribute\n  gRPC code     UNKNOWN (2) ",
            "derived: the profile kratos has none for HTTP 418\n",
            "critical                                    attribute\n",
            "part of normal work, alerts leave it out    attribute\n",
        ] {
            assert!(teapot.contains(line), "{line}\n{teapot}");
        }
    }
    // Where another code stands now, no lines are shown.
    let run = workspace.run(&["list", "--source", "--format", "json"]).expect(0);
    workspace.write("catalog.json", &run.stdout.replace("100101", "100107"));
    let run = workspace.run(&["explain", "100107", "--catalog", "catalog.json"]).expect(0);
    assert!(!run.stdout.contains('|'), "{}", run.stdout);
    // Whose profile it was a catalog does not tell.
    assert!(run.stdout.contains("derived: from gRPC FAILED_PRECONDITION\n"), "{}", run.stdout);
}

#[test]
fn numbers_that_no_code_has() {
    let workspace = derived("absent");
    let explain = |input: &str| workspace.run(&["explain", input, "--source", "--quiet"]);
    for input in ["100108", "0x1870c", "[100108] Database error"] {
        assert_eq!(
            explain(input).expect(0).stdout,
            "100108 is retired: split into 100101 and 100102\n  \
             100101 NO_CONNECTION: No connection\n  100102 TEAPOT: Teapot\n",
            "{input}"
        );
    }
    for (input, why) in [
        ("100177", "it would lie in segment `shop/store` (100100..=100199) of crate absent-shop"),
        ("190001", "it is in the reserved band 190000..=199999 (the next office)"),
        ("110101", "it has the service part 11, which errcode.toml does not declare"),
        ("100901", "it has the module part 09, which service `shop` does not declare"),
    ] {
        let stderr = explain(input).expect(100).stderr;
        let first = stderr.lines().next();
        assert_eq!(first, Some(&*format!("error: no code `{input}`; {why}")), "{stderr}");
    }
    let json = |input: &str, exit| {
        let arguments = ["explain", input, "--source", "--quiet", "--format", "json"];
        let json = workspace.run(&arguments).expect(exit).stdout;
        serde_json::from_str::<serde_json::Value>(&json).unwrap()
    };
    let retired = json("100108", 0);
    assert_eq!(retired["codes"], serde_json::json!([]));
    assert_eq!(retired["absent"][0]["state"], "retired");
    assert_eq!(retired["absent"][0]["reason"], "split into 100101 and 100102");
    let free = json("100177", 100);
    assert_eq!(free["absent"][0]["module"], "store");
    assert_eq!(free["absent"][0]["first"], "100100");
    assert_eq!(free["near"][0]["code"], 100_102);
    // What matches is the catalog as `list` has it.
    let catalog =
        workspace.run(&["list", "--source", "--format", "json", "100102"]).expect(0).stdout;
    assert_eq!(json("TEAPOT", 0), serde_json::from_str::<serde_json::Value>(&catalog).unwrap());
}

/// Whoever is called at night needs no checkout.
#[test]
fn without_a_workspace() {
    let workspace = codes("nowhere");
    let list = ["list", "--format", "json", "--quiet"];
    let catalog = workspace.run(&list).expect(0).stdout;
    let outside = Workspace::outside("explain-nowhere");
    outside.write("codes.json", &catalog);
    std::fs::remove_file(outside.root.join("Cargo.toml")).unwrap();
    let run = outside.run(&["explain", "--catalog", "codes.json", "100101"]).expect(0);
    assert!(run.stdout.contains("declared at   nowhere-lib/src/lib.rs:3:15\n"), "{}", run.stdout);
    let wrong = outside.run(&["explain", "--catalog", "none.json", "100101"]).expect(101);
    assert!(wrong.stderr.starts_with("error: cannot read `none.json`: "), "{}", wrong.stderr);
    outside.run(&["explain", "--source", "--catalog", "codes.json", "1"]).expect(2);

    let library = crate::fixture::target_dir().join("debug/libnowhere_lib.rlib");
    let library = library.to_str().unwrap();
    let run = outside.run(&["explain", "--binary", library, "USR-LG-001"]).expect(0);
    assert_eq!(titles_of(&run.stdout), ["USR-LG-001 LOGIN"]);
    outside.remove();
}
