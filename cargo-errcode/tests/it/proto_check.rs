//! `proto check`: .proto enums beside the codes of the workspace.

use errcode_core::OwnedCode;
use errcode_core::section::{CodeFacts, Key};

use crate::fixture::{Enum, Workspace, code, plain};

const CONFIG: &str = "
layout = { digits = \"SSMMNN\" }
reserved = [{ from = 100190, to = 100199, reason = \"the next office\" }]
[services.shop]
code = 10
modules = { store = 1, cart = 2 }
[retired]
100180 = \"split\"
";

fn of_module(name: &'static str, module: &str, codes: Vec<CodeFacts>) -> Enum {
    let facts = vec![
        (Key::Layout, "digits SSMMNN".to_owned()),
        (Key::Service, "shop".to_owned()),
        (Key::Module, module.to_owned()),
    ];
    Enum { name, facts, codes }
}

fn workspace(name: &str) -> Workspace {
    let workspace = Workspace::new(name);
    workspace.write("errcode.toml", CONFIG);
    let store = vec![
        code(100_101, 500, "DATABASE", "Try again"),
        code(100_102, 404, "USER_NOT_FOUND", "No such user"),
        code(100_103, 400, "BAD_NAME", "No such name"),
    ];
    let cart = vec![code(100_201, 500, "CART_BROKEN", "Try again")];
    workspace.library(
        &format!("{name}-a"),
        &[of_module("StoreError", "store", store), of_module("CartError", "cart", cart)],
    );
    workspace
}

const GOOD: &str = "syntax = \"proto3\";
package shop.v1;
// What can go wrong.
enum StoreError {
  STORE_ERROR_UNSPECIFIED = 0;
  STORE_ERROR_DATABASE = 100101;
  STORE_ERROR_USER_NOT_FOUND = 100102;
  BAD_NAME = 100103;
}
";

#[test]
fn an_enum_that_agrees() {
    let workspace = workspace("proto-good");
    workspace.write("store.proto", GOOD);
    let run = workspace.run(&["proto", "check", "store.proto"]).expect(0);
    assert_eq!(run.stdout, "1 enum with 4 values: no findings\n");
    // Places are those of the workspace, wherever it is run.
    workspace.write("proto-good-a/api/drift.proto", &GOOD.replace("ROR_DATABASE", "ROR_DB"));
    let run = workspace.run_in("proto-good-a", &["proto", "check", "api/drift.proto"]).expect(100);
    assert!(run.stdout.contains("--> proto-good-a/api/drift.proto:6:3"), "{}", run.stdout);
    assert!(run.stdout.contains("  STORE_ERROR_DB = 100101;"), "{}", run.stdout);
    // proto3 asks for a value 0, and does not say what it is called.
    workspace.write("ok.proto", &GOOD.replace("STORE_ERROR_UNSPECIFIED", "STORE_ERROR_OK"));
    workspace.run(&["proto", "check", "ok.proto"]).expect(0);
    // From the sources: the fixture carries a section and derives nothing, so they have no codes.
    let run = workspace.run(&["proto", "check", "store.proto", "--source"]).expect(100);
    assert!(run.stdout.contains("error[proto-unknown-value]"), "{}", run.stdout);
    let run =
        workspace.run(&["proto", "check", "store.proto", "--message-format", "sarif"]).expect(0);
    assert!(run.stdout.contains("\"results\": []"), "{}", run.stdout);
}

/// Every kind of difference of a plain enum, each at its place and nothing else.
#[test]
fn what_differs_in_a_plain_enum() {
    let workspace = workspace("proto-plain");
    workspace.write(
        "store.proto",
        "syntax = \"proto3\";
enum StoreError {
  option allow_alias = true;
  STORE_ERROR_UNSPECIFIED = 0;
  STORE_ERROR_DATABASE = 100101;
  STORE_ERROR_DB = 100101;
  /* 数 */ STORE_ERROR_NO_USER = 100102;
  STORE_ERROR_SPLIT = 100180;
  STORE_ERROR_OFFICE = 100191;
  STORE_ERROR_CART = 100201;
  STORE_ERROR_LONG = 1;
  STORE_ERROR_NEW = 100110;
}
enum Colour { RED = 0; GREEN = 1; BLUE = 2; }
",
    );
    let short = ["proto", "check", "store.proto", "--message-format", "short"];
    let run = workspace.run(&short).expect(100);
    let expected = "\
store.proto:2:6: error[proto-missing-value]: enum `StoreError` lacks code 100103 `BAD_NAME` (see proto-plain-a/src/lib.rs:5:15)
store.proto:6:3: error[proto-number-twice]: number 100101 is used twice (first used at store.proto:5:3)
store.proto:7:11: error[proto-name-drift]: code 100102 is `STORE_ERROR_NO_USER` here and `USER_NOT_FOUND` in Rust (see proto-plain-a/src/lib.rs:4:15)
store.proto:8:3: error[proto-retired-value]: code 100180 is retired (split)
store.proto:9:3: error[proto-reserved-value]: code 100191 is in the reserved band 100190..=100199 (the next office)
store.proto:10:3: error[proto-outside-segment]: code 100201 is outside segment `shop/store` (100100..=100199)
store.proto:11:3: error[proto-outside-segment]: code 1 is outside segment `shop/store` (100100..=100199)
store.proto:12:3: error[proto-unknown-value]: `STORE_ERROR_NEW` is no code of the workspace: no code has this number
1 enum with 9 values: 8 findings
";
    assert_eq!(run.stdout, expected);
    assert!(run.stderr.contains("`Colour` is not compared"), "{}", run.stderr);

    let human = workspace.run(&["proto", "check", "store.proto"]).expect(100).stdout;
    assert!(human.contains("STORE_ERROR_NO_USER = 100102"), "{human}");
    assert!(human.contains("`USER_NOT_FOUND` in Rust"), "{human}");

    // errcode.toml decides about levels and single codes.
    workspace.write(
        "errcode.toml",
        &format!(
            "{CONFIG}[lints]\nproto-number-twice = \"warn\"\nproto-name-drift = \"allow\"\n\
             proto-missing-value = {{ allow = {{ 100103 = \"internal\" }} }}\n"
        ),
    );
    let run = workspace.run(&short).expect(100);
    assert!(run.stdout.contains("warning[proto-number-twice]"), "{}", run.stdout);
    assert!(!run.stdout.contains("drift") && !run.stdout.contains("missing"), "{}", run.stdout);
    let run = workspace.run(&["explain", "proto-name-drift"]).expect(0);
    assert!(run.stdout.contains("The number is the same and the name is not"), "{}", run.stdout);
}

#[test]
fn two_files_share_the_codes_of_one_enum() {
    let workspace = workspace("proto-two");
    let (first, second) = GOOD.split_at(GOOD.find("  BAD_NAME").unwrap());
    workspace.write("a.proto", &format!("{first}}}"));
    let second = format!("syntax = \"proto3\";\nenum More {{\n  MORE_UNSPECIFIED = 0;\n{second}");
    workspace.write("b.proto", &second);
    let run = workspace.run(&["proto", "check", "a.proto"]).expect(100);
    assert!(run.stdout.contains("lacks code 100103 `BAD_NAME`"), "{}", run.stdout);
    workspace.run(&["proto", "check", "a.proto", "b.proto"]).expect(0);
    // One number in two enums.
    workspace.write("b.proto", &second.replace("100103", "100102"));
    let run = workspace.run(&["proto", "check", "a.proto", "b.proto"]).expect(100);
    assert!(run.stdout.contains("error[proto-number-twice]"), "{}", run.stdout);
    assert!(run.stdout.contains("first used by `STORE_ERROR_USER_NOT_FOUND`"), "{}", run.stdout);
}

const KRATOS: &str = "syntax = \"proto3\";
package user.v1;
import \"errors/errors.proto\";
enum ErrorReason {
  option (errors.default_code) = 500;
  USER_UNKNOWN = 0;
  USER_NOT_FOUND = 1 [(errors.code) = 404];
  GONE = 2 [(errors.code) = 410];
  USR_007 = 3;
}
";

#[test]
fn an_enum_of_kratos_is_compared_by_name() {
    let workspace = Workspace::new("proto-kratos");
    let codes = vec![
        code(OwnedCode::Text("USER_NOT_FOUND".to_owned()), 404, "USER_NOT_FOUND", "No such user"),
        code(7, 400, "USER_UNKNOWN", "No such user"),
        code(OwnedCode::Text("USR_007".to_owned()), 500, "USER_SEVEN", "Seven"),
        code(9, 500, "NINE", "Nine"),
    ];
    workspace.library("proto-kratos-a", &[plain("ReasonError", codes)]);
    workspace.write("proto-kratos-a/user.proto", KRATOS);
    let short = ["proto", "check", "proto-kratos-a/user.proto", "--message-format", "short"];
    let run = workspace.run(&short).expect(100);
    let expected = "\
proto-kratos-a/user.proto:4:6: error[proto-missing-value]: enum `user.v1.ErrorReason` lacks code 9 `NINE` (see proto-kratos-a/src/lib.rs:6:15)
proto-kratos-a/user.proto:5:3: error[proto-http-drift]: `USER_UNKNOWN` has HTTP 500 here and 400 in Rust (see proto-kratos-a/src/lib.rs:4:15)
proto-kratos-a/user.proto:8:3: error[proto-unknown-value]: `GONE` is no code of the workspace: no code has this name
1 enum with 4 values: 3 findings
";
    assert_eq!(run.stdout, expected);

    // A copy of kratos's own file is taken where there is one.
    workspace.write(
        "proto-kratos-a/third_party/errors/errors.proto",
        "syntax = \"proto3\";\npackage errors;\n",
    );
    let run = workspace
        .run(&[
            "proto",
            "check",
            "proto-kratos-a/user.proto",
            "-I",
            "proto-kratos-a/third_party",
            "-I",
            "proto-kratos-a",
        ])
        .expect(101);
    assert!(run.stderr.contains("user.proto:5:3:"), "{}", run.stderr);
}

#[test]
fn files_that_cannot_be_read() {
    let workspace = workspace("proto-broken");
    workspace.write("broken.proto", "syntax = \"proto3\";\nenum StoreError {\n  A = ;\n}\n");
    workspace.write("import.proto", "syntax = \"proto3\";\nimport \"nowhere.proto\";\n");
    let run = workspace.run(&["proto", "check", "broken.proto", "import.proto"]).expect(101);
    assert!(run.stderr.contains("broken.proto:3:7: expected an integer"), "{}", run.stderr);
    assert!(run.stderr.contains("import.proto:2:"), "{}", run.stderr);
    assert!(run.stderr.contains("`-I` says where imports are"), "{}", run.stderr);
    workspace.run(&["proto", "check", "nowhere.proto"]).expect(101);
    workspace.write("store.proto", GOOD);
    let run = workspace.run(&["proto", "check", "store.proto", "--enum", "Store"]).expect(2);
    assert!(run.stderr.contains("shop.v1.StoreError"), "{}", run.stderr);
    workspace
        .write("colour.proto", "syntax = \"proto3\";\nenum A { X = 0; Y = 1; }\nenum B { Z = 0; }");
    let run = workspace.run(&["proto", "check", "colour.proto"]).expect(2);
    assert!(run.stderr.contains("no enum of these files is one of codes"), "{}", run.stderr);
}

/// Values that are no codes, beside as many codes: a look at all codes for each value takes minutes.
#[test]
fn many_values_beside_many_codes() {
    const COUNT: i64 = 12_000;

    let workspace = Workspace::new("many-values");
    let config = "layout = { digits = \"SSMMNNNNN\" }\n[services.shop]\ncode = 10\n";
    workspace.write("errcode.toml", config);
    let of_code = |n| format!("#[code({}, message = \"Gone away\")]\nV{n},\n", 100_000_001 + n);
    let codes: String = (0..COUNT).map(of_code).collect();
    let source = format!("#[derive(Debug, errcode::ErrorCode)]\npub enum Codes {{\n{codes}}}\n");
    workspace.derived("many-values-a", &[], "src/lib.rs", &source);
    let value = |n| format!("X{n} = {};\n", 200_000_001 + n);
    let values: String = (0..COUNT).map(value).collect();
    let text = format!("syntax = \"proto3\";\nenum Codes {{\nNONE = 0;\n{values}}}\n");
    workspace.write("many.proto", &text);
    let start = std::time::Instant::now();
    let run = workspace.run(&["proto", "check", "many.proto", "--source"]).expect(100);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    assert!(run.stdout.contains("many.proto:12003"), "{}", run.stderr);
}
