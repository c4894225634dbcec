//! `init`: the first day of a workspace that has error enums and no codes.

use std::env;
use std::fs;

use crate::fixture::{Run, Workspace, command};
use crate::hook::{expect, git};
use crate::init_ci::step_of;

const STORE: &str = "\
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    #[error(\"the database is away\")]
    Database(#[from] std::io::Error),
    #[error(\"user {0} was not found\")]
    User(String),
}
";

/// Three packages with thiserror's enums, one of them a program, in a repository of git.
pub(crate) fn shop(name: &str) -> Workspace {
    let workspace = Workspace::outside(name);
    for (package, file) in
        [("cart", "src/lib.rs"), ("server", "src/main.rs"), ("store", "src/lib.rs")]
    {
        let source = match package {
            "store" => STORE.to_owned(),
            _ => STORE.replace("StoreError", &format!("Own{package}Error")),
        };
        let main = if file == "src/main.rs" { "fn main() {}\n" } else { "" };
        let package = format!("{name}-{package}");
        workspace.derived(&package, &[], file, &format!("{source}{main}"));
        let manifest = workspace.read(&format!("{package}/Cargo.toml"));
        workspace
            .write(&format!("{package}/Cargo.toml"), &format!("{manifest}thiserror = \"2\"\n"));
    }
    workspace.write(".gitignore", "/target\n");
    workspace
        .write("Cargo.toml", &format!("[workspace]\nmembers = [\"{name}-*\"]\nresolver = \"3\"\n"));
    expect(&git(&workspace.root, &["init", "--quiet", "--initial-branch", "main"]), true);
    commit(&workspace, "First", true);
    workspace
}

#[track_caller]
pub(crate) fn commit(workspace: &Workspace, message: &str, is_success: bool) {
    expect(&git(&workspace.root, &["add", "."]), true);
    expect(&git(&workspace.root, &["commit", "--quiet", "--message", message]), is_success);
}

/// What `import` does: the derive, and a code that is still open on each variant.
pub(crate) fn import(workspace: &Workspace, file: &str) {
    let text = workspace.read(file);
    let text = text.replace("thiserror::Error)]", "thiserror::Error, errcode::ErrorCode)]");
    workspace.write(file, &text.replace("    #[error(", "    #[code(next)]\n    #[error("));
}

#[test]
fn the_first_day() {
    let name = "day-one";
    let workspace = shop(name);
    let shown = workspace.run(&["init", "--dry-run"]).expect(0);
    assert!(shown.stdout.starts_with("--- /dev/null\n+++ errcode.toml\n@@ "), "{}", shown.stdout);
    assert!(!workspace.root.join("errcode.toml").exists());

    let run = workspace.run_in("day-one-cart/src", &["init"]).expect(0);
    assert_eq!(
        run.stdout,
        "\
errcode.toml: made
  Service         Number  Has
  day-one-cart    10      1 error enum with 2 variants
  day-one-server  11      1 error enum with 2 variants
  day-one-store   12      1 error enum with 2 variants

Next
  1. cargo errcode import .      puts `#[code(next)]` on the variants of error enums
  2. cargo errcode alloc         writes the next free code where `next` stands
  3. cargo errcode lock          writes errcode.lock, to be committed
  4. cargo errcode hook install  lets git check codes before commits and pushes
"
    );
    let toml = workspace.read("errcode.toml");
    let run = workspace.run(&["init"]).expect(0);
    assert!(run.stdout.starts_with("errcode.toml: nothing to do\n"), "{}", run.stdout);
    assert_eq!(workspace.read("errcode.toml"), toml);

    for file in ["cart/src/lib.rs", "server/src/main.rs", "store/src/lib.rs"] {
        import(&workspace, &format!("{name}-{file}"));
    }
    let run = workspace.run(&["alloc"]).expect(0);
    let places: Vec<&str> =
        run.stdout.lines().map(|line| line.rsplit(' ').next().unwrap()).collect();
    assert_eq!(places, ["100001", "100002", "110001", "110002", "120001", "120002"]);
    let run = workspace.run(&["lock"]).expect(0);
    assert!(run.stdout.contains("6 codes in 3 crates"), "{}", run.stdout);
    let run = workspace.run(&["hook", "install"]).expect(0);
    assert_eq!(run.stdout.matches(": made\n").count(), 2, "{}", run.stdout);
    let run = workspace.run(&["init"]).expect(0);
    assert_eq!(run.stdout, "errcode.toml: nothing to do\n");
    commit(&workspace, "Codes", true);

    // A clash that no compiler sees: two packages of a service that all may use.
    workspace.run(&["new", "service", "common"]).expect(0);
    for file in ["cart/src/lib.rs", "store/src/lib.rs"] {
        let file = format!("{name}-{file}");
        let own = "#[derive(Debug, errcode::ErrorCode)]\n#[non_exhaustive]\n\
                   pub enum CommonError {\n    #[code(130001)]\n    Busy,\n}\n";
        workspace.write(&file, &format!("{}{own}", workspace.read(&file)));
    }
    let run = workspace.run(&["check"]).expect(100);
    assert!(run.stdout.contains("error[duplicate-code]"), "{}", run.stdout);
    assert!(run.stdout.contains("130002"), "{}", run.stdout);
    commit(&workspace, "Clash", false);
    let file = format!("{name}-store/src/lib.rs");
    workspace.write(&file, &workspace.read(&file).replace("130001", "130002"));
    workspace.run(&["check"]).expect(0);
    workspace.run(&["lock"]).expect(0);
    commit(&workspace, "No clash", true);

    // A break: clients have seen 120002 as a 500.
    workspace
        .write(&file, &workspace.read(&file).replace("code(120002)", "code(120002, http = 404)"));
    let run = workspace.run(&["diff"]).expect(100);
    assert!(run.stdout.contains("120002"), "{}", run.stdout);
    workspace.remove();
}

/// What docs/allocation.md shows is what is printed.
#[test]
fn the_page_is_real() {
    let page = include_str!("../../../docs/allocation.md");
    let blocks: Vec<&str> =
        page.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let workspace = shop("shop");
    let packages = ["shop-cart", "shop-server", "shop-store"];
    let manifests = packages.map(|package| {
        let path = format!("{package}/Cargo.toml");
        let text = workspace.read(&path);
        let without = text.lines().filter(|line| !line.starts_with("errcode = "));
        workspace
            .write(&path, &without.map(|line| format!("{line}\n")).collect::<Vec<_>>().concat());
        (path, text)
    });
    let mut printed = Vec::new();
    let shell = |line: &str, workspace: &Workspace| {
        let run = step_of(workspace, line).expect(0);
        format!("$ {line}\n{}", run.stdout)
    };
    printed.push(shell("cargo errcode init", &workspace));
    for (path, text) in manifests {
        workspace.write(&path, &text);
    }
    for file in ["cart/src/lib.rs", "server/src/main.rs", "store/src/lib.rs"] {
        import(&workspace, &format!("shop-{file}"));
    }
    workspace.run(&["alloc"]).expect(0);
    workspace.run(&["lock"]).expect(0);
    printed.push(
        [
            "cargo errcode new service common",
            "cargo errcode new module shop-store/orders --enum OrderError",
            "cargo errcode new code shop-store/orders NotFound --http 404 \
             --message \"This order does not exist\"",
        ]
        .map(|line| shell(line, &workspace))
        .concat(),
    );
    printed.push(shell("cargo errcode layout widen SSSMMNN", &workspace));
    assert_eq!(printed, blocks);
    workspace.remove();
}

#[test]
fn codes_that_are_there_decide() {
    let workspace = Workspace::new("day-codes");
    let own = |codes: &str| {
        format!(
            "use errcode::ErrorCode;\n#[derive(Debug, ErrorCode)]\n#[non_exhaustive]\n\
             pub enum StoreError {{\n{codes}}}\n"
        )
    };
    let a = own("    #[code(200101, http = 404)]\n    A,\n    #[code(200201)]\n    B,\n");
    workspace.derived("day-codes-a", &[], "src/lib.rs", &a);
    workspace.derived("day-codes-b", &[], "src/lib.rs", &own("    #[code(next)]\n    A,\n"));
    workspace.derived("day-codes-c", &[], "src/lib.rs", "");
    let run = workspace.run(&["init"]).expect(0);
    assert!(run.stdout.contains("note: no service for `day-codes-c`"), "{}", run.stdout);
    assert!(run.stdout.contains("  1. cargo clean -p day-codes-a  once: "), "{}", run.stdout);
    let toml = workspace.read("errcode.toml");
    let services = "[services.day-codes-b]\ncode = 10\ncrates = [\"day-codes-b\"]\n\
                    modules = { general = 0 }\n\n[services.day-codes-a]\ncode = 20\n\
                    crates = [\"day-codes-a\"]\nmodules = { store = 1, module-02 = 2 }\n";
    assert!(toml.ends_with(services), "{toml}");
    workspace.run(&["alloc"]).expect(0);
    workspace.run(&["check"]).expect(0);

    // Enums that say where they live are believed.
    fs::remove_file(workspace.root.join("errcode.toml")).unwrap();
    let said = |text: &str, module: &str| {
        let home = format!("#[errcode(service = \"shop\", module = \"{module}\")]\n#[non_exh");
        text.replace("#[non_exh", &home)
    };
    let one = own("    #[code(200101, http = 404)]\n    A,\n");
    workspace.write("day-codes-a/src/lib.rs", &said(&one, "place"));
    workspace.write("day-codes-b/src/lib.rs", &said(&own("    #[code(next)]\n    A,\n"), "cart"));
    workspace.run(&["init"]).expect(0);
    let services = "[services.shop]\ncode = 20\ncrates = [\"day-codes-a\", \"day-codes-b\"]\n\
                    modules = { place = 1, cart = 2 }\n";
    let toml = workspace.read("errcode.toml");
    assert!(toml.ends_with(services), "{toml}");
    workspace.run(&["alloc"]).expect(0);
    workspace.run(&["check"]).expect(0);
    fs::remove_file(workspace.root.join("errcode.toml")).unwrap();
    // Two enums with codes of one service, and two names for it: nobody can please both.
    workspace.write("day-codes-b/src/lib.rs", &said(&one, "place").replace("shop", "b"));
    let run = workspace.run(&["init"]).expect(101);
    assert!(
        run.stderr.contains("day-codes-a/src/lib.rs:5:10: errcode.toml has no"),
        "{}",
        run.stderr
    );
    assert!(!workspace.root.join("errcode.toml").exists());
    workspace.write("day-codes-b/src/lib.rs", &own("    #[code(next)]\n    A,\n"));
    workspace.write("day-codes-a/src/lib.rs", &a);

    // Codes of another layout.
    let run = workspace.run(&["init", "--layout", "SMMNN"]).expect(101);
    assert!(run.stderr.contains("choose the layout of your codes"), "{}", run.stderr);
    assert!(run.stderr.contains("--> day-codes-a/src/lib.rs:6:5: code 200101"), "{}", run.stderr);
    // A service gets the name that is wanted; codes below 1000 stay.
    workspace.write("day-codes-a/src/lib.rs", &a.replace("200101", "101").replace("200201", "201"));
    workspace.write("day-codes-b/src/lib.rs", "");
    let run =
        workspace.run(&["init", "--service", "legacy=0", "--service", "day-codes-b"]).expect(0);
    assert!(run.stdout.contains("  legacy       00      1 error enum"), "{}", run.stdout);
    assert!(workspace.read("errcode.toml").contains("\nreserved = []\n"));
    workspace.run(&["check"]).expect(0);
}

#[test]
fn other_layouts() {
    let workspace = Workspace::new("day-layouts");
    workspace.derived("day-layouts-a", &[], "src/lib.rs", "");
    for (arguments, expected) in [
        (
            &["--layout", "hex SSMMNN prefix ERR_0x"][..],
            "layout = { hex = \"SSMMNN\", prefix = \"ERR_0x\" }\n\n# A service",
        ),
        (&["--layout", "hex SSMMNN"], "[services.day-layouts-a]\ncode = 0x10\n"),
        (&["--layout", "NNNN"], "layout = { digits = \"NNNN\" }\n\n# Codes that nobody"),
        (&["--layout", "digits NNN negative"], "layout = { digits = \"NNN\", negative = true }\n"),
        (
            &["--layout", "FSSNNN"],
            "# How a code divides: 410001 is family 4, service 10, sequence 001.\n",
        ),
        (
            &["--layout", "text AAA-MM-NNN", "--service", "user=USR"],
            "[services.user]\ncode = \"USR\"\n",
        ),
        (&["--service", "商店=7"], "[services.\"商店\"]\ncode = 7\n"),
    ] {
        let run = workspace.run(&[&["init"], arguments].concat()).expect(0);
        assert!(run.stdout.starts_with("errcode.toml: made\n"), "{}", run.stdout);
        let first = "new module day-layouts-a/general --enum NameError  writes a first enum\n";
        assert_eq!(
            run.stdout.contains(first),
            arguments == ["--layout", "hex SSMMNN"] || arguments[1].ends_with("ERR_0x"),
            "{}",
            run.stdout
        );
        let text = workspace.read("errcode.toml");
        assert!(text.contains(expected), "{text}");
        fs::remove_file(workspace.root.join("errcode.toml")).unwrap();
    }
    for (arguments, exit, expected) in [
        (&["--layout", "SSMM"][..], 2, "it has no sequence"),
        (&["--layout", "text AAA-NNN"], 2, "name them: `--service shop=SHP`"),
        (&["--layout", "NNNN", "--service", "a"], 2, "`a` has no number"),
        (&["--service", "a b"], 2, "is no name of a service"),
        (&["--service", "a=123"], 2, "number `123` does not fit the layout `SSMMNN`"),
        (&["--service", "a=1", "--service", "a=2"], 2, "service `a` would be both 01 and 02"),
        (&["--hooks", "--manifest-path", "Cargo.toml"], 2, "leads elsewhere"),
    ] {
        let run = workspace.run(&[&["init"], arguments].concat()).expect(exit);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
        assert!(!workspace.root.join("errcode.toml").exists());
    }
}

/// More packages than a layout has services.
#[test]
fn too_many_packages() {
    let workspace = Workspace::new("day-many");
    for number in 0..10 {
        workspace.derived(&format!("day-many-{number}"), &[], "src/lib.rs", "");
    }
    let run = workspace.run(&["init", "--layout", "SMMNN"]).expect(101);
    assert!(run.stderr.contains("has too few services for this workspace"), "{}", run.stderr);
    workspace.run(&["init"]).expect(0);
}

#[test]
fn where_there_is_nothing_to_set_up() {
    let folder = env::temp_dir().join(format!("errcode-no-cargo-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let run = Run::from(command(&folder, &["init"]).output().unwrap()).expect(102);
    assert!(run.stderr.contains("could not find `Cargo.toml`"), "{}", run.stderr);
    fs::remove_dir(&folder).unwrap();
    // A file above governs the workspace.
    let outer = Workspace::new("day-above");
    outer.derived("inner", &[], "src/lib.rs", "");
    outer.write("Cargo.toml", "");
    let manifest = outer.read("inner/Cargo.toml").replace("inner", "day-above-a");
    outer.write("inner/Cargo.toml", &format!("[workspace]\n{manifest}"));
    outer.write("errcode.toml", "layout.digits = \"SSMMNN\"\n");
    let run = outer.run_in("inner", &["init"]).expect(0);
    assert!(run.stdout.contains("errcode.toml: nothing to do\n"), "{}", run.stdout);
    assert!(!outer.root.join("inner/errcode.toml").exists());
    // A named domain of another package's does not.
    outer.write("errcode.toml", "[domains.x]\ncrates = [\"other\"]\n");
    outer.run_in("inner", &["init"]).expect(0);
    assert!(outer.root.join("inner/errcode.toml").exists());
}
