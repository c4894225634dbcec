//! `new service`, `new module` and `new code`: into errcode.toml and into sources, as a careful hand
//! would.

use std::process::{Command, Stdio};

use crate::fixture::Workspace;

const CONFIG: &str = "\
# Who may use which codes.
layout = { digits = \"SSMMNN\" } # service, module, number

reserved = [{ from = 120000, to = 129999, reason = \"the next office\" }]

[services.shop] # the shop
code = 10
crates = [\"PKG-a\"]
modules = { store = 1 }   # more to come

# Gone.
[retired]
100102 = \"split\"
";

const STORE: &str = "\
use errcode::ErrorCode;

/// What can go wrong in the store.
#[derive(Debug, ErrorCode)]
#[errcode(service = \"shop\", module = \"store\")]
#[non_exhaustive]
pub enum StoreError {
    #[code(100101, http = 500)]
    Database, // the first
}
";

fn workspace(name: &str) -> (Workspace, String) {
    let workspace = Workspace::new(name);
    let package = format!("{name}-a");
    workspace.write("errcode.toml", &CONFIG.replace("PKG", name));
    workspace.derived(&package, &[], "src/lib.rs", STORE);
    (workspace, package)
}

/// What a dry run shows, `patch` applies.
#[track_caller]
fn dry_run_is_a_patch(workspace: &Workspace, arguments: &[&str]) {
    let shown = workspace.run(&[arguments, &["--dry-run"]].concat()).expect(0).stdout;
    assert!(shown.contains("\n@@ "), "{shown}");
    let mut patch = Command::new("git");
    patch.args(["apply", "--check", "-p0", "--unsafe-paths", "-"]).current_dir(&workspace.root);
    let mut child = patch.stdin(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), shown.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{shown}");
}

#[test]
fn from_a_service_to_a_code_that_compiles() {
    let (workspace, package) = workspace("new-way");
    workspace.derived("new-way-b", &[], "src/lib.rs", "mod cart;\npub use cart::CartError;\n");
    let before = workspace.read("errcode.toml");

    let service = ["new", "service", "cart", "--crate", "new-way-b"];
    dry_run_is_a_patch(&workspace, &service);
    assert_eq!(workspace.read("errcode.toml"), before);
    let run = workspace.run(&service).expect(0);
    // 12 is reserved whole, 10 is there.
    assert_eq!(
        run.stdout,
        "errcode.toml: service `cart` is 11 (110000..=119999), owned by `new-way-b`\n"
    );
    let run = workspace.run(&service).expect(0);
    assert_eq!(run.stdout, "errcode.toml: service `cart` is 11 already, nothing to do\n");
    let added = "\n[services.cart]\ncode = 11\ncrates = [\"new-way-b\"]\n\n# Gone.\n";
    assert_eq!(workspace.read("errcode.toml"), before.replace("\n# Gone.\n", added));
    workspace.run(&["new", "service", "next"]).expect(0);
    assert!(workspace.read("errcode.toml").contains("[services.next]\ncode = 13\n"));

    let module = ["new", "module", "cart/basket", "--enum", "CartError"];
    dry_run_is_a_patch(&workspace, &module);
    let run = workspace.run(&module).expect(0);
    assert_eq!(
        run.stdout,
        "errcode.toml: module `cart/basket` is 01 (110100..=110199)\n\
         new-way-b/src/basket.rs:10:12: 110101\n\
         add `mod basket;` to new-way-b/src/lib.rs\n"
    );
    workspace.write("new-way-b/src/lib.rs", "mod basket;\npub use basket::CartError;\n");
    let run = workspace.run(&module).expect(101);
    assert!(run.stderr.contains("`new-way-b/src/basket.rs` is there already"), "{}", run.stderr);

    let code = ["new", "code", "cart/basket", "Full", "--http", "404", "--message", "It is full"];
    dry_run_is_a_patch(&workspace, &code);
    let run = workspace.run(&code).expect(0);
    assert_eq!(run.stdout, "new-way-b/src/basket.rs:12:12: 110102\n");
    let run = workspace.run(&code).expect(101);
    assert!(
        run.stderr
            .contains("variant `Full` is there already, with the code 110102: new-way-b/src/"),
        "{}",
        run.stderr
    );
    // 100102 is retired.
    let run = workspace.run(&["new", "code", "shop/store", "Busy", "--retry", "backoff"]).expect(0);
    assert_eq!(run.stdout, format!("{package}/src/lib.rs:10:12: 100103\n"));
    let expected = STORE
        .replace("the first\n", "the first\n    #[code(100103, retry = \"backoff\")]\n    Busy,\n");
    assert_eq!(workspace.read(&format!("{package}/src/lib.rs")), expected);

    let run = workspace.run(&["list", "--format", "csv"]).expect(0);
    for code in ["100101", "100103", "110101", "110102"] {
        assert!(run.stdout.contains(code), "{}", run.stdout);
    }
}

#[test]
fn what_cannot_be_is_said() {
    let (workspace, package) = workspace("new-wrong");
    let before = (workspace.read("errcode.toml"), workspace.read(&format!("{package}/src/lib.rs")));
    #[rustfmt::skip]
    let cases: &[(&[&str], i32, &str)] = &[
        (&["service", "shop", "--code", "11"], 101, "service `shop` is there already: its number is 10, and `new-wrong-a` may use it"),
        (&["service", "x", "--code", "10"], 101, "service `shop` has the number 10 already"),
        (&["service", "x", "--code", "100"], 2, "number `100` does not fit the layout `SSMMNN`: its service is `100`"),
        (&["service", "x", "--crate", "new-wrong-b"], 2, "no package `new-wrong-b` in this workspace"),
        (&["service", "x", "--domain", "kafka"], 2, "errcode.toml has no domain `kafka`"),
        (&["service", "a b"], 2, "`a b` is no name of a service"),
        (&["module", "shop/.."], 2, "`..` is no name of a module"),
        (&["module", "shop"], 2, "`shop` names no module"),
        (&["module", "shp/x"], 2, "did you mean `shop`?; `cargo errcode new service shp` adds it"),
        (&["module", "shop/store", "--code", "2"], 101, "module `shop/store` is there already: its number is 01"),
        (&["module", "shop/x", "--code", "1"], 101, "module `shop/store` has the number 01 already"),
        (&["module", "shop/x", "--enum", "a-b"], 2, "`a-b` is no name of an enum"),
        (&["code", "shop/x", "New"], 2, "service `shop` has no module `x` in errcode.toml"),
        (&["code", "shop/store", "a-b"], 2, "`a-b` is no name of a variant"),
        (&["code", "shop/store", "New", "--http", "42"], 2, "a status has three digits, from 100 to 999"),
        (&["code", "shop/store", "New", "--retry", "backof"], 101, "did you mean `backoff`?"),
        (&["code", "shop/store", "New", "--message", "{user} is gone"], 101, "`{user}` cannot be filled in"),
        (&["code", "shop/store", "New", "--enum", "Store"], 101, "`shop/store` has no enum `Store` in the sources"),
    ];
    for (arguments, exit, expected) in cases {
        let run = workspace.run(&[&["new"], *arguments].concat()).expect(*exit);
        assert!(run.stderr.contains(expected), "{arguments:?}: {}", run.stderr);
    }
    // A file that does not parse may have the code that would be handed out.
    workspace.write(&format!("{package}/src/more.rs"), "use errcode::ErrorCode; enum {");
    let run = workspace.run(&["new", "code", "shop/store", "New"]).expect(101);
    assert!(run.stderr.contains("which codes are taken is not known"), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("{package}/src/more.rs:1:30")), "{}", run.stderr);
    let after = (workspace.read("errcode.toml"), workspace.read(&format!("{package}/src/lib.rs")));
    assert_eq!(after, before);
}

#[test]
fn several_enums_and_a_full_module() {
    let (workspace, package) = workspace("new-full");
    let file = format!("{package}/src/lib.rs");
    let other = STORE.split("\n\n").nth(1).unwrap();
    let other = other.replace("StoreError", "OtherError").replace("100101", "100103");
    workspace.write(&file, &format!("{STORE}\n{other}"));
    let run = workspace.run(&["new", "code", "shop/store", "New"]).expect(2);
    assert!(run.stderr.contains(&format!("--> {file}:7:10: StoreError")), "{}", run.stderr);
    assert!(run.stderr.contains("say which with `--enum`"), "{}", run.stderr);
    let enums = ["new", "code", "shop/store", "New", "--enum", "OtherError"];
    workspace.run(&enums).expect(0);

    // 99 codes and the retired one.
    let variants = (0..100)
        .filter(|number| *number != 2)
        .map(|number| format!("    #[code(1001{number:02})]\n    Code{number},\n"));
    let full = STORE.split("    #[code").next().unwrap().to_owned();
    workspace.write(&file, &format!("{full}{}}}\n", variants.collect::<String>()));
    let run = workspace.run(&["new", "code", "shop/store", "New"]).expect(101);
    assert!(
        run.stderr.contains(
            "segment `shop/store` (100100..=100199) is full; split the module: \
             `cargo errcode new module shop/NAME`"
        ),
        "{}",
        run.stderr
    );
}

/// A number that codes have, released or not, is not free, whatever errcode.toml says.
#[test]
fn numbers_that_codes_have_are_not_free() {
    let (workspace, package) = workspace("new-taken");
    let line =
        "110101 GONE crate=x http=500 grpc=INTERNAL retry=never severity=error message=\"x\"\n";
    workspace.write("errcode.lock", &format!("# errcode.lock 1\n{line}"));
    let run = workspace.run(&["new", "service", "cart"]).expect(0);
    assert!(run.stdout.contains("`cart` is 13 (130000..=139999), any package"), "{}", run.stdout);
    // Asked for by its number it is there again.
    let run = workspace.run(&["new", "service", "old", "--code", "11"]).expect(0);
    assert!(run.stdout.contains("`old` is 11"), "{}", run.stdout);

    // A service that did not divide has codes in 00, which then is a module too.
    let config = CONFIG.replace("PKG", "new-taken").replace("modules", "# modules");
    workspace.write("errcode.toml", &config);
    let file = format!("{package}/src/lib.rs");
    workspace.write(&file, &STORE.replace(", module = \"store\"", "").replace("100101", "100001"));
    let run = workspace.run(&["new", "code", "shop", "More"]).expect(0);
    assert_eq!(run.stdout, format!("{file}:10:12: 100002\n"));
    let run = workspace.run(&["new", "module", "shop/cart"]).expect(0);
    assert_eq!(
        run.stdout,
        "errcode.toml: module `shop/general` is 00, which codes have already\n\
         errcode.toml: module `shop/cart` is 01 (100100..=100199)\n"
    );
    std::fs::remove_file(workspace.root.join("errcode.lock")).unwrap();
    workspace.run(&["check"]).expect(0);
}

#[test]
fn all_services_are_taken() {
    let (workspace, _) = workspace("new-99");
    let services = (1..100).filter(|number| ![10, 12].contains(number));
    let services: Vec<String> = services.map(|number| format!("s{number} = {number}\n")).collect();
    let services = services.concat();
    let config = CONFIG.replace("PKG", "new-99");
    let config =
        config.replace("[services.shop]", &format!("[services]\n{services}[services.shop]"));
    workspace.write("errcode.toml", &config);
    let run = workspace.run(&["new", "service", "more"]).expect(101);
    assert!(run.stderr.contains("all 99 services are taken"), "{}", run.stderr);
    assert!(
        run.stderr.contains("widen the layout: `cargo errcode layout widen SSSMMNN`"),
        "{}",
        run.stderr
    );
}

/// Each errcode.toml, and what it is after `new service cart --crate PKG-a` and `new module cart/x`.
#[test]
fn every_form_of_errcode_toml_is_kept() {
    #[rustfmt::skip]
    let cases = [
        // Inline tables.
        ("layout = { digits = \"SSMMNN\" }\nservices = { shop = 10 } # 数\n",
         "layout = { digits = \"SSMMNN\" }\nservices = { shop = 10, cart = { code = 11, crates = [\"PKG-a\"], modules = { x = 1 } } } # 数\n"),
        // Dotted keys, and other things behind them.
        ("layout.digits = 'SSMMNN'\nservices.shop.code = 10\nservices.shop.modules.a = 1\nhttp = { profile = \"iam\" }\n",
         "layout.digits = 'SSMMNN'\nservices.shop.code = 10\nservices.shop.modules.a = 1\nservices.cart.code = 11\nservices.cart.crates = [\"PKG-a\"]\nservices.cart.modules = { x = 1 }\nhttp = { profile = \"iam\" }\n"),
        // Lines of a table.
        ("[layout]\ndigits = \"SSMMNN\"\n[services]\nshop = 10 # the shop\n\n# the end\n[lints]\n",
         "[layout]\ndigits = \"SSMMNN\"\n[services]\nshop = 10 # the shop\ncart = { code = 11, crates = [\"PKG-a\"], modules = { x = 1 } }\n\n# the end\n[lints]\n"),
        // Quoted keys and names beyond ASCII.
        ("layout = {digits=\"SSMMNN\"}\n[services.\"商店\"]\n\"code\" = 10\n",
         "layout = {digits=\"SSMMNN\"}\n[services.\"商店\"]\n\"code\" = 10\n\n[services.cart]\ncode = 11\ncrates = [\"PKG-a\"]\nmodules = { x = 1 }\n"),
        // Nothing but a layout, without a line end.
        ("layout = { digits = \"SSMMNN\" }",
         "layout = { digits = \"SSMMNN\" }\n\n[services.cart]\ncode = 10\ncrates = [\"PKG-a\"]\nmodules = { x = 1 }\n"),
        // Carriage returns, and a file that has both.
        ("layout = { digits = \"SSMMNN\" }\r\n[services.shop]\r\ncode = 10\r\n# end\r\n",
         "layout = { digits = \"SSMMNN\" }\r\n[services.shop]\r\ncode = 10\r\n\r\n[services.cart]\r\ncode = 11\r\ncrates = [\"PKG-a\"]\r\nmodules = { x = 1 }\r\n# end\r\n"),
        ("layout = { digits = \"SSMMNN\" }\n[services.shop]\r\ncode = 10\n",
         "layout = { digits = \"SSMMNN\" }\n[services.shop]\r\ncode = 10\n\n[services.cart]\ncode = 11\ncrates = [\"PKG-a\"]\nmodules = { x = 1 }\n"),
        // A named domain, which the package is to belong to.
        ("[domains.iam]\ncrates = [\n    \"other\", # first\n]\nlayout = { digits = \"SSMMNN\" }\nservices.iam = 10\n",
         "[domains.iam]\ncrates = [\n    \"other\", # first\n    \"PKG-a\",\n]\nlayout = { digits = \"SSMMNN\" }\nservices.iam = 10\nservices.cart = { code = 11, crates = [\"PKG-a\"], modules = { x = 1 } }\n"),
        ("[domains.iam]\ncrates = []\nlayout = { hex = \"SSMMNN\" }\n[domains.iam.services.iam]\ncode = 0x1F\n",
         "[domains.iam]\ncrates = [\"PKG-a\"]\nlayout = { hex = \"SSMMNN\" }\n[domains.iam.services.iam]\ncode = 0x1F\n\n[domains.iam.services.cart]\ncode = 0x10\ncrates = [\"PKG-a\"]\nmodules = { x = 0x01 }\n"),
        ("domains.iam = { crates = [\"PKG-a\"], layout = { digits = \"SSMMNN\" } }\n",
         "domains.iam = { crates = [\"PKG-a\"], layout = { digits = \"SSMMNN\" }, services = { cart = { code = 10, crates = [\"PKG-a\"], modules = { x = 1 } } } }\n"),
    ];
    let workspace = Workspace::new("new-forms");
    workspace.derived("new-forms-a", &[], "src/lib.rs", "");
    for (before, expected) in cases {
        workspace.write("errcode.toml", &before.replace("PKG", "new-forms"));
        workspace.run(&["new", "service", "cart", "--crate", "new-forms-a"]).expect(0);
        workspace.run(&["new", "module", "cart/x"]).expect(0);
        assert_eq!(workspace.read("errcode.toml"), expected.replace("PKG", "new-forms"));
    }
    // `shop = 10` becomes a table when it gets a module.
    workspace.write("errcode.toml", "layout.digits = \"SSMMNN\"\nservices = {shop=10}\n");
    workspace.run(&["new", "module", "shop/x"]).expect(0);
    let expected =
        "layout.digits = \"SSMMNN\"\nservices = {shop={ code = 10, modules = { x = 1 } }}\n";
    assert_eq!(workspace.read("errcode.toml"), expected);
    // Letters have no order.
    workspace.write("errcode.toml", "layout.text = \"AAA-MM-NNN\"\nservices.USR = \"USR\"\n");
    let run = workspace.run(&["new", "service", "ord"]).expect(2);
    assert!(run.stderr.contains("say which with `--code`"), "{}", run.stderr);
    workspace.run(&["new", "service", "ord", "--code", "ORD"]).expect(0);
    assert!(workspace.read("errcode.toml").ends_with("services.ord = \"ORD\"\n"));
}
