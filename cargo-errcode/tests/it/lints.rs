//! Lints: each fires where it should, is silent where it should, and obeys errcode.toml.

use errcode_core::Fault;
use errcode_core::section::{CodeFacts, Key};

use crate::fixture::{Workspace, code, plain};

/// The lints that find something in codes, with errcode.toml's `lints`.
fn lints(workspace: &Workspace, prefix: &str, codes: Vec<CodeFacts>, toml: &str) -> Vec<String> {
    workspace.library(&format!("{prefix}-a"), &[plain("Error", codes)]);
    workspace.write("errcode.toml", toml);
    let run = workspace.run(&["check", "--message-format", "short"]);
    assert!(matches!(run.exit, 0 | 100), "{}{}", run.stdout, run.stderr);
    let found = run.stdout.lines().filter_map(|line| {
        let (before, rest) = line.split_once('[')?;
        Some(format!("{} {}", before.rsplit(' ').next()?, rest.split_once(']')?.0))
    });
    found.collect()
}

#[test]
fn each_fires_and_is_silent() {
    let fact = |facts: CodeFacts, key, value: &str| CodeFacts {
        facts: vec![(key, value.to_owned())],
        ..facts
    };
    let one = |message: &str| code(1001, 400, "ORDER", message);
    let two = |name: &str, message: &str| vec![one("Order {id}"), code(1002, 400, name, message)];
    let cases: Vec<(&str, Vec<CodeFacts>, Vec<CodeFacts>)> = vec![
        (
            "warning near-duplicate-message",
            two("STOCK", "ORDER, {name}!"),
            two("STOCK", "Stock {name}"),
        ),
        ("warning near-duplicate-name", two("OR_DER", "Stock"), two("ORDERS", "Stock")),
        (
            "error secret-in-message",
            vec![fact(one("Key {api_key}"), Key::Placeholders, "api_key")],
            vec![fact(one("Key {max_tokens}"), Key::Placeholders, "max_tokens")],
        ),
        (
            "warning internals-in-message",
            vec![one("SELECT 1 FROM orders failed")],
            vec![one("SELECT another one")],
        ),
        (
            "warning internals-in-message",
            vec![one("No /etc/shadow")],
            vec![one("No and/or is here")],
        ),
        ("warning internals-in-message", vec![one("Ask 10.0.0.1")], vec![one("Ask 10.0.0")]),
        (
            "warning fault-against-status",
            vec![CodeFacts { fault: Some(Fault::Server), ..one("Order") }],
            vec![CodeFacts { fault: Some(Fault::Client), ..one("Order") }],
        ),
        (
            "warning unusual-status",
            vec![code(1001, 599, "ORDER", "Order")],
            vec![code(1001, 511, "ORDER", "Order")],
        ),
        (
            "warning unusual-status",
            vec![code(1001, 299, "ORDER", "Order")],
            vec![code(1001, 226, "ORDER", "Order")],
        ),
        (
            "warning insecure-reference",
            vec![fact(one("Order"), Key::Reference, "http://example.com")],
            vec![fact(one("Order"), Key::Reference, "https://example.com")],
        ),
        (
            "warning no-advice",
            vec![one("The paycheck is gone")],
            vec![fact(one("Order"), Key::Help, "Ask"), code(1002, 400, "STOCK", "Gone, check it")],
        ),
        (
            "warning generic-code",
            vec![code(1001, 500, "INTERNAL_SERVER_ERROR", "Order")],
            vec![code(1001, 500, "STORE_ERROR", "Order")],
        ),
    ];
    let workspace = Workspace::new("each-lint");
    for (expected, firing, silent) in cases {
        let id = expected.split_once(' ').unwrap().1;
        // Those that are not asked by default.
        let toml = match id {
            "no-advice" | "generic-code" => format!("[lints]\n{id} = \"warn\"\n"),
            _ => String::new(),
        };
        assert_eq!(lints(&workspace, "each", firing, &toml), [expected], "{id} fires");
        assert_eq!(lints(&workspace, "each", silent, &toml), [""; 0], "{id} is silent");
    }
}

#[test]
fn levels_and_exceptions() {
    let workspace = Workspace::new("lint-levels");
    let codes = || vec![code(1001, 599, "ORDER", "Order"), code(1002, 599, "STOCK", "Stock")];
    let with = |toml: &str| lints(&workspace, "levels", codes(), toml);
    assert_eq!(with("[lints]\nunusual-status = \"allow\"\n"), [""; 0]);
    let deny = "[lints]\nunusual-status = \"deny\"\n";
    assert_eq!(with(deny), ["error unusual-status", "error unusual-status"]);
    workspace.run(&["check"]).expect(100);
    let one =
        "[lints.unusual-status]\nlevel = \"deny\"\nallow = { 1001 = \"a partner demands it\" }\n";
    assert_eq!(with(one), ["error unusual-status"]);

    // The derive's errors are the compiler's too. That they are errors may be written.
    with("[lints]\ninvalid-code = \"deny\"\n");
    let mistakes = |toml: &str| {
        workspace.write("errcode.toml", toml);
        workspace.run(&["check"]).expect(102).stderr
    };
    let run = mistakes("[lints]\nunusual-statos = \"deny\"\n");
    assert!(run.contains("errcode.toml:2:1: unknown lint `unusual-statos`, did you mean"), "{run}");
    let run = mistakes("[lints]\nunusual-status = \"forbid\"\n");
    assert!(run.contains("errcode.toml:2:19: the level of lint `unusual-status` is"), "{run}");
    let run = mistakes("[lints.unusual-status.allow]\n1001 = \" \"\n");
    assert!(run.contains("2:9: say why lint `unusual-status` leaves 1001 alone"), "{run}");
    for setting in ["\"allow\"", "\"warn\"", "{ allow = { 1001 = \"why\" } }"] {
        let run = mistakes(&format!("[lints]\nno-advice = \"warn\"\ninvalid-code = {setting}\n"));
        let reason =
            "errcode.toml:3:1: `invalid-code` cannot be allowed: such an enum does not compile";
        assert!(run.contains(reason), "{setting}: {run}");
    }
}

#[test]
fn exceptions_that_are_left_over() {
    let workspace = Workspace::new("lint-unused");
    let toml = "[lints.unusual-status.allow]\n1001 = \"a partner\"\n1003 = \"gone\"\n\"USR-1\" = \"gone\"\n\
                [lints.proto-unknown-value.allow]\n1004 = \"the .proto file has it alone\"\n";
    let codes = || vec![code(1001, 599, "ORDER", "Order"), code(1002, 500, "STOCK", "Stock")];
    let found = lints(&workspace, "lint-unused", codes(), toml);
    assert_eq!(found, ["warning unused-exception", "warning unused-exception"]);
    let run = workspace.run(&["check"]).expect(0);
    let expected = "\
warning[unused-exception]: `unusual-status` leaves out code 1003, which no crate declares
 --> errcode.toml:3:1
  |
3 | 1003 = \"gone\"
  | ^^^^ this exception
  |
  = help: correct the code, or remove the exception

warning[unused-exception]: `unusual-status` leaves out code USR-1, which no crate declares
 --> errcode.toml:4:1
  |
4 | \"USR-1\" = \"gone\"
  | ^^^^^^^ this exception
";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    // Who looks at a part does not know what the rest declares.
    workspace.library("lint-unused-b", &[plain("Other", vec![code(1009, 500, "OTHER", "Other")])]);
    let part = ["check", "--message-format", "short", "--package", "lint-unused-b"];
    let run = workspace.run(&part).expect(0);
    assert!(!run.stdout.contains("unused-exception"), "{}", run.stdout);
    let levels = format!("[lints]\nunused-exception = \"allow\"\n{toml}");
    assert_eq!(lints(&workspace, "lint-unused", codes(), &levels), [""; 0]);
}
