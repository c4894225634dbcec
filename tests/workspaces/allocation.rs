//! errcode.toml at compile time: one clear error, at the literal, with the way out.

use std::fmt::Write as _;

use crate::fixture::Workspace;

const IAM: &str = r#"
layout = { digits = "SSMMNN" }
http = { profile = "iam" }
reserved = [
    { from = 1, to = 999, reason = "kept for libraries" },
    { from = 109000, to = 109999, reason = "the next office" },
]
[services.common]
code = 10
crates = ["shop"]
modules = { basic = 0, database = 1 }
[services.gateway]
code = 11
crates = ["gateway"]
modules = { route = 0 }
[services.open]
code = 12
[retired]
100108 = "split into 100109 and 100110"
"#;

/// Builds a package `shop` with one enum; `expected` is `line:column: message` of its only error, or
/// empty if it compiles.
#[track_caller]
fn check(name: &str, toml: &str, enum_attribute: &str, codes: &[&str], expected: &str) {
    let workspace = Workspace::new(&format!("allocation-{name}"));
    workspace.write("errcode.toml", toml);
    let mut text =
        format!("#[derive(Debug, errcode::ErrorCode)]\n{enum_attribute}\npub enum Error {{\n");
    for (number, code) in codes.iter().enumerate() {
        writeln!(text, "#[code({code})] Variant{number},").unwrap();
    }
    text += "}\n";
    workspace.package("shop", "", "src/lib.rs", &text);
    let run = workspace.cargo(&["check", "--message-format", "short"]);
    let expected: Vec<String> =
        expected.lines().map(|line| workspace.member(&format!("shop/src/lib.rs:{line}"))).collect();
    let errors: Vec<String> =
        run.errors().iter().map(|line| line.replacen(": error: ", ": ", 1)).collect();
    assert_eq!(errors, expected, "{}", run.stderr);
    assert_eq!(run.is_success, expected.is_empty(), "{}", run.stderr);
}

const DATABASE: &str = "#[errcode(service = \"common\", module = \"database\")]";

#[test]
fn inside() {
    check("inside", IAM, DATABASE, &["100101", "100102", "100199"], "");
    check("by-number", IAM, "#[errcode(service = 10, module = 1)]", &["100101"], "");
    check("two-modules", IAM, "", &["100001", "100101"], "");
    check("open", IAM, "#[errcode(service = \"open\")]", &["120101"], "");
}

#[test]
fn outside_the_segment() {
    check(
        "outside",
        IAM,
        DATABASE,
        &["100101", "100501"],
        "5:8: code 100501 is outside segment `common/database` (100100..=100199); the next free code \
         that this enum shows is 100102",
    );
    let full: Vec<String> =
        (100_100..=100_200).filter(|n| *n != 100_108).map(|n| n.to_string()).collect();
    let full: Vec<&str> = full.iter().map(String::as_str).collect();
    let without_retired = IAM.replace("100108 =", "100208 =");
    let all: Vec<String> = (100_100..=100_200).map(|n| n.to_string()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    check(
        "full",
        &without_retired,
        DATABASE,
        &all,
        "104:8: code 100200 is outside segment `common/database` (100100..=100199); all its codes are \
         used here: split the module",
    );
    check(
        "full-but-retired",
        IAM,
        DATABASE,
        &full,
        "103:8: code 100200 is outside segment `common/database` (100100..=100199); all its codes are \
         used here: split the module",
    );
}

#[test]
fn not_the_owner() {
    check(
        "owner",
        IAM,
        "",
        &["110001"],
        "4:8: code 110001 is in segment `gateway/route`, owned by `gateway`, not by package `shop`; \
         `shop` owns `common/basic` (100000..=100099), `common/database` (100100..=100199), `open` (120000..=129999)",
    );
    check(
        "owner-enum",
        IAM,
        "#[errcode(service = \"gateway\", module = \"route\")]",
        &["110001"],
        "2:41: segment `gateway/route` is owned by `gateway`, not by package `shop`; `shop` owns \
         `common/basic` (100000..=100099), `common/database` (100100..=100199), `open` (120000..=129999)",
    );
}

#[test]
fn not_declared() {
    check(
        "service",
        IAM,
        "",
        &["130001"],
        "4:8: code 130001 has service part 13, which errcode.toml does not declare; its services are \
         common (10), gateway (11), open (12)",
    );
    check(
        "module",
        IAM,
        "",
        &["100701"],
        "4:8: code 100701 has module part 07, which service `common` does not declare in errcode.toml; \
         its modules are basic (00), database (01)",
    );
    check(
        "service-name",
        IAM,
        "#[errcode(service = \"comon\")]",
        &["100001"],
        "2:21: errcode.toml has no service `comon`, did you mean `common`?",
    );
    check(
        "module-name",
        IAM,
        "#[errcode(service = \"common\", module = \"databse\")]",
        &["100101"],
        "2:40: service `common` has no module `databse` in errcode.toml, did you mean `database`?",
    );
}

#[test]
fn reserved_and_retired() {
    check(
        "reserved",
        IAM,
        "",
        &["109001"],
        "4:8: code 109001 is in the reserved band 109000..=109999 (the next office)",
    );
    check(
        "library-band",
        IAM,
        "",
        &["500"],
        "4:8: code 000500 is in the reserved band 1..=999 (kept for libraries)",
    );
    check(
        "default-band",
        "layout = { digits = \"SSMMNN\" }\n",
        "",
        &["7"],
        "4:8: code 000007 is in the reserved band 1..=999 (kept for libraries unless errcode.toml says \
         otherwise)",
    );
    check(
        "retired",
        IAM,
        DATABASE,
        &["100101", "100108"],
        "5:8: code 100108 is retired (split into 100109 and 100110); retired codes are never used \
         again; segment `common/database` is 100100..=100199; the next free code that this enum shows is \
         100109",
    );
}

#[test]
fn another_layout() {
    check(
        "wide",
        IAM,
        "",
        &["1001010"],
        "4:8: code 1001010 does not have the layout `SSMMNN`: it has 7 digits, the layout has 6",
    );
    check(
        "wide-at-home",
        IAM,
        DATABASE,
        &["1001010"],
        "4:8: code 1001010 does not have the layout `SSMMNN`: it has 7 digits, the layout has 6; segment \
         `common/database` is 100100..=100199; the next free code that this enum shows is 100101",
    );
    check(
        "text",
        IAM,
        "",
        &["\"USR-1\""],
        "4:8: code \"USR-1\" does not have the layout `SSMMNN`, whose codes are integers",
    );
    check(
        "text-layout",
        "layout = { text = \"AAA-MM-NNN\" }\n",
        "",
        &["\"USR-LG-001\"", "\"USR-LG-1\""],
        "5:8: code USR-LG-1 does not have the layout `AAA-MM-NNN`: its sequence is `1`, 3 digits are \
         expected; the next free code that this enum shows is USR-LG-002",
    );
    check(
        "hex",
        "layout = { hex = \"MMNN\", prefix = \"ERR_0x\" }\n[retired]\n\"ERR_0x1F7B\" = \"gone\"\n",
        "",
        &["0x1F7A", "0x1F7B"],
        "5:8: code ERR_0x1F7B is retired (gone); retired codes are never used again; the next free code that this enum shows is ERR_0x1F7C",
    );
    check(
        "negative",
        "layout = { digits = \"MMNN\", negative = true }\n",
        "",
        &["-1001", "1001"],
        "5:8: code 1001 does not have the layout `MMNN`: codes of this layout are negative; \
         the next free code that this enum shows is -1002",
    );
}

#[test]
fn statuses() {
    check(
        "profile",
        IAM,
        "",
        &["100001, http = 418"],
        "4:23: `http = 418` is not one of 200, 400, 401, 403, 404, 500 (HTTP profile `iam` of \
         errcode.toml)",
    );
    check(
        "http-part",
        "layout = { digits = \"HHHMMNN\" }\n",
        "",
        &["4040101", "4040102, http = 500"],
        "5:24: HTTP 500 does not fit the code: its part 404 stands for 404",
    );
    check(
        "family",
        "layout = { digits = \"FFFNNN\" }\n",
        "",
        &["400002, http = 404", "501001, http = 400"],
        "5:23: HTTP 400 does not fit the code: its part 501 stands for 5xx",
    );
    check(
        "own-family",
        "layout = { digits = \"FFFNNN\" }\n[families]\n666 = { meaning = \"a person\", http = 500, severity = \"critical\" }\n",
        "",
        &["666001", "666002, http = 503"],
        "5:23: HTTP 503 does not fit the code: its part 666 stands for 500",
    );
}
