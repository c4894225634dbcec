//! `layout widen`: what is issued keeps its number, or nothing is written.

use crate::fixture::Workspace;

const CONFIG: &str = "\
# Who may use which codes.
layout = { digits = \"SSMMNN\" } # service, module, number

[services.shop]
code = \"10\" # as text
crates = [\"PKG-a\"]
modules = { store = \"01\", cart = 2 }

[services]
low = 1

[retired]
100102 = \"split\" # then
";

const SOURCE: &str = "\
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service = \"shop\", module = \"store\")]
#[non_exhaustive]
pub enum StoreError {
    #[code(100101, http = 500)]
    Database,
}
#[derive(Debug, ErrorCode)]
#[errcode(service = 10, module = 2)]
#[non_exhaustive]
pub enum CartError {
    #[code(100_201, http = 404)]
    Full,
}
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum LowError {
    #[code(10_001, http = 404)]
    Low,
}
";

fn workspace(name: &str) -> Workspace {
    let workspace = Workspace::new(name);
    workspace.write("errcode.toml", &CONFIG.replace("PKG", name));
    workspace.derived(&format!("{name}-a"), &[], "src/lib.rs", SOURCE);
    workspace
}

#[test]
fn the_first_part_gets_wider_and_the_derive_agrees() {
    let workspace = workspace("widen-first");
    workspace.run(&["lock"]).expect(0);
    let lock = workspace.read("errcode.lock");
    let before = workspace.run(&["list", "--format", "csv"]).expect(0).stdout;
    let toml = workspace.read("errcode.toml");

    let run = workspace.run(&["layout", "widen", "SSSMMNN", "--dry-run"]).expect(0);
    assert!(run.stdout.starts_with("SSMMNN -> SSSMMNN: 4 codes"), "{}", run.stdout);
    assert!(run.stdout.contains("+layout = { digits = \"SSSMMNN\" } # service"), "{}", run.stdout);
    assert_eq!(workspace.read("errcode.toml"), toml);

    let run = workspace.run(&["layout", "widen", "SSSMMNN"]).expect(0);
    assert_eq!(
        run.stdout,
        "\
SSMMNN -> SSSMMNN: 4 codes (3 in the sources, 3 in errcode.lock, 1 retired) read the same under both layouts

  Segment     SSMMNN           SSSMMNN            Codes
  low         010000..=019999  0010000..=0019999  1
  shop/store  100100..=100199  0100100..=0100199  2
  shop/cart   100200..=100299  0100200..=0100299  1

No two codes collide, whichever layout they were made under:
  1. Only the first part gets wider. What is behind it keeps its width, so a number means the same: the service counts 10^4 under both.
  2. Codes of SSMMNN go up to 999999: service 00 to 99, which now are written 000 to 099. Service 100 to 999 are new, and begin at 1000000.
  3. So two codes are one number only if they are one code, and numbers that are taken stay taken.
What is printed gets a zero in front; numbers in programs, in JSON and in errcode.lock stay.

errcode.toml: changed; sources and errcode.lock stay as they are
"
    );
    let expected = toml
        .replace("SSMMNN", "SSSMMNN")
        .replace("code = \"10\"", "code = \"010\"")
        .replace("\n100102", "\n0100102");
    assert_eq!(workspace.read("errcode.toml"), expected);

    // rustc, with the derive, on the same sources.
    let after = workspace.run(&["list", "--format", "csv"]).expect(0).stdout;
    let plain = |text: &str| text.replace("SSSMMNN", "SSMMNN").replace(",0100", ",100");
    let (plain_before, plain_after) = (plain(&before), plain(&after));
    for code in ["100101", "100201", "10001"] {
        assert!(plain_before.contains(code) && plain_after.contains(code), "{before}\n{after}");
    }
    workspace.run(&["lock", "--check"]).expect(0);
    assert_eq!(workspace.read("errcode.lock"), lock);
    workspace.run(&["diff"]).expect(0);
    workspace.run(&["check"]).expect(0);
    // There is room now.
    let run = workspace.run(&["new", "service", "far"]).expect(0);
    assert!(run.stdout.contains("`far` is 100 (1000000..=1009999)"), "{}", run.stdout);
    let run = workspace.run(&["new", "code", "shop/store", "Next"]).expect(0);
    assert!(run.stdout.contains(": 0100103\n"), "{}", run.stdout);
    workspace.run(&["check"]).expect(0);
    let run = workspace.run(&["layout", "widen", "SSSMMNN"]).expect(0);
    assert!(run.stdout.contains("already, nothing to do"), "{}", run.stdout);
}

#[test]
fn another_part_would_renumber() {
    let workspace = workspace("widen-middle");
    let toml = workspace.read("errcode.toml");
    // A code that only the lock file knows.
    let line =
        "100299 GONE crate=x http=500 grpc=INTERNAL retry=never severity=error message=\"x\"\n";
    workspace.write("errcode.lock", &format!("# errcode.lock 1\n{line}"));
    let run = workspace.run(&["layout", "widen", "SSMMMNN"]).expect(100);
    for expected in [
        "SSMMNN -> SSMMMNN would change 5 of 5 issued codes; nothing is written\n",
        "100101  service 10, module 01, sequence 01  service 01, module 001, sequence 01  1000101\n",
        "100299  service 10, module 02, sequence 99",
        "A released code keeps its number.\n\
         `cargo errcode layout widen SSSMMNN` widens the first part, which changes no code.\n",
    ] {
        assert!(run.stdout.contains(expected), "{expected}: {}", run.stdout);
    }
    workspace.run(&["layout", "widen", "SSMMNNN"]).expect(100);
    assert_eq!(workspace.read("errcode.toml"), toml);

    let run = workspace.run(&["layout", "widen", "SSNNMM"]).expect(2);
    assert!(run.stderr.contains("layout `SSMMNN` cannot be widened: `SSNNMM` has other parts"));
    let run = workspace.run(&["layout", "widen", "SMMNN"]).expect(2);
    assert!(run.stderr.contains("the service of `SMMNN` is narrower"), "{}", run.stderr);
}

/// What a number would mean twice: the list that a reviewer asks for.
#[test]
fn collisions_are_named() {
    let workspace = Workspace::new("widen-clash");
    workspace.write(
        "errcode.toml",
        "layout.digits = \"SSMMNN\"\n[services.shop]\ncode = 10\nmodules.store = 1\n\
         [services.low]\ncode = 1\nmodules.a = 1\n",
    );
    let source = SOURCE.split("#[derive").next().unwrap().to_owned()
        + "#[derive(Debug, ErrorCode)]\n#[non_exhaustive]\npub enum E {\n    #[code(100101)]\n    \
           A,\n    #[code(010101)]\n    B,\n}\n";
    workspace.derived("widen-clash-a", &[], "src/lib.rs", &source);
    let run = workspace.run(&["layout", "widen", "SSMMMNN"]).expect(100);
    let expected = "Numbers that would stand for two codes:\n  \
                    100101: shop/store, and what 010101 would become\n";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    // Without the second code, its segment has the number all the same.
    workspace
        .write("widen-clash-a/src/lib.rs", &source.replace("    #[code(010101)]\n    B,\n", ""));
    let run = workspace.run(&["layout", "widen", "SSMMMNN"]).expect(100);
    let expected = "  100101: shop/store, and a code of low/a under the new layout\n";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    // Where nothing is issued, nothing can change.
    workspace.write("widen-clash-a/src/lib.rs", "");
    let run = workspace.run(&["layout", "widen", "SSMMMNN"]).expect(0);
    assert!(run.stdout.contains("no code is issued yet"), "{}", run.stdout);
    assert!(workspace.read("errcode.toml").starts_with("layout.digits = \"SSMMMNN\"\n"));
}

#[test]
fn other_bases_and_domains() {
    let workspace = Workspace::new("widen-bases");
    let source = |code: &str| {
        format!(
            "use errcode::ErrorCode;\n#[derive(Debug, ErrorCode)]\n#[non_exhaustive]\n\
             pub enum E {{\n    #[code({code})]\n    A,\n}}\n"
        )
    };
    workspace.derived("widen-bases-a", &[], "src/lib.rs", &source("0x1F7A"));
    workspace.write(
        "errcode.toml",
        "[domains.hw]\r\ncrates = [\"widen-bases-a\"]\r\nlayout = { hex = \"SSNN\", prefix = \"ERR_0x\" }\r\n\
         services = { bus = \"1F\" }\r\nretired = { \"ERR_0x1F7B\" = \"gone\", 1F7C = \"gone\" }\r\n",
    );
    workspace.run(&["check"]).expect(0);
    let run = workspace.run(&["layout", "widen", "SSSNN"]).expect(0);
    assert!(run.stdout.contains("the service counts 16^2 under both"), "{}", run.stdout);
    assert!(
        run.stdout.contains("service 00 to FF, which now are written 000 to 0FF"),
        "{}",
        run.stdout
    );
    assert_eq!(
        workspace.read("errcode.toml"),
        "[domains.hw]\r\ncrates = [\"widen-bases-a\"]\r\nlayout = { hex = \"SSSNN\", prefix = \"ERR_0x\" }\r\n\
         services = { bus = \"01F\" }\r\nretired = { ERR_0x01F7B = \"gone\", 01F7C = \"gone\" }\r\n"
    );
    workspace.run(&["check"]).expect(0);
    let run = workspace.run(&["layout", "widen", "SSSSNN", "--domain", "hv"]).expect(2);
    assert!(run.stderr.contains("the only domain is `hw`") || run.stderr.contains("`hw`?"));

    // A layout of four digits reserves 1 to 999 by itself, one of three does not.
    workspace.write("widen-bases-a/src/lib.rs", &source("101"));
    workspace.write("errcode.toml", "layout.digits = \"SNN\"\n[services]\na = 1\n");
    workspace.run(&["check"]).expect(0);
    workspace.run(&["layout", "widen", "SSNN"]).expect(0);
    let expected = "layout.digits = \"SSNN\"\nreserved = []\n[services]\na = 1\n";
    assert_eq!(workspace.read("errcode.toml"), expected);
    workspace.run(&["check"]).expect(0);

    // Strings have no value that stays; an open part takes any length.
    workspace.write("widen-bases-a/src/lib.rs", &source("\"USR-LG-001\""));
    workspace.write(
        "errcode.toml",
        "layout = { text = \"AAA-MM-NNN\" }\nservices.usr = { code = \"USR\", modules.login = \"LG\" }\n",
    );
    let run = workspace.run(&["layout", "widen", "AAAA-MM-NNN"]).expect(2);
    assert!(run.stderr.contains("`*` behind a letter takes any length"), "{}", run.stderr);
    workspace.run(&["layout", "widen", "A*-MM-NNN"]).expect(0);
    workspace.run(&["check"]).expect(0);
    workspace.run(&["new", "service", "order", "--code", "ORDER"]).expect(0);
    let run = workspace.run(&["new", "code", "usr/login", "Locked"]).expect(0);
    assert!(run.stdout.ends_with(": USR-LG-002\n"), "{}", run.stdout);
    workspace.run(&["check"]).expect(0);
}
