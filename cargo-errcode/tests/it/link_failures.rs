//! `check` where two codes meet in the linker: real derives, governed by an errcode.toml.

use crate::fixture::{Workspace, code, plain};

/// No owners, so several packages may use the module and the linker decides.
const SHARED: &str = "layout = { digits = \"SSMMNN\" }\n";

fn declare(name: &str, code: u32) -> String {
    format!(
        "#[derive(Debug, errcode::ErrorCode)]\n\
         #[non_exhaustive] pub enum {name} {{\n    #[code({code})]\n    Taken,\n}}\n"
    )
}

fn program(uses: &str) -> String {
    format!("{}fn main() {{ println!(\"{{}} {{}}\", {uses}); }}\n", declare("ServerError", 100_101))
}

/// A program that links a library and declares the library's code again.
fn clash(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-clash"));
    workspace.write("errcode.toml", SHARED);
    let (store, server) = (format!("{prefix}-store"), format!("{prefix}-server"));
    workspace.derived(&store, &[], "src/lib.rs", &declare("StoreError", 100_101));
    let uses = format!("{}_store::StoreError::Taken, ServerError::Taken", prefix.replace('-', "_"));
    workspace.derived(&server, &[&store], "src/main.rs", &program(&uses));
    workspace
}

#[test]
fn a_program_that_does_not_link_is_read() {
    let workspace = clash("link");
    let run = workspace.run(&["check"]).expect(101);
    assert_eq!(
        run.stdout,
        "\
error[duplicate-code]: code 100101 is declared twice
 --> link-store/src/lib.rs:3:12
  |
3 |     #[code(100101)]
  |            ^^^^^^ used again by `StoreError::Taken` of crate `link-store`
  |
 ::: link-server/src/main.rs:3:12
  |
3 |     #[code(100101)]
  |            ------ first used here by `ServerError::Taken` of crate `link-server`
  |
help: the next free code of this module is 100102
  |
3 -     #[code(100101)]
3 +     #[code(100102)]
  |

2 codes in 2 crates: 1 finding
"
    );
    // Cargo's own error comes first, once; lld, then GNU ld.
    let is_named = run.stderr.contains("duplicate symbol: __errcode_100101")
        || run.stderr.contains("multiple definition of `__errcode_100101'");
    assert!(is_named, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error: linking with").count(), 1, "{}", run.stderr);
    let message = "error: the build failed, so not every code was looked at\n";
    assert!(run.stderr.ends_with(message), "{}", run.stderr);
    // The derive takes the suggested code, and the program links.
    let store = workspace.read("link-store/src/lib.rs").replace("100101", "100102");
    let store = store.replace("Taken", "Other");
    let server =
        workspace.read("link-server/src/main.rs").replace("StoreError::Taken", "StoreError::Other");
    workspace.write("link-server/src/main.rs", &server);
    workspace.write("link-store/src/lib.rs", &store);
    let run = workspace.run(&["check"]).expect(0);
    assert_eq!(run.stdout, "2 codes in 2 crates: no findings\n");
}

/// The program has nothing in common with its library but that it does not link.
#[test]
fn object_files_are_read_and_removed() {
    let workspace = Workspace::new("objects");
    workspace.library("objects-lib", &[plain("Error", vec![code(1, 500, "ONE", "One")])]);
    workspace.program("objects-bin", &[], &[plain("Error", vec![code(1, 500, "ONE", "One")])]);
    let main = workspace.read("objects-bin/src/main.rs").replace(
        "fn main() {",
        "unsafe extern \"C\" { safe fn nowhere(); }\nfn main() {\n    nowhere();",
    );
    workspace.write("objects-bin/src/main.rs", &main);
    // Relative to the current folder, which is not the one in which rustc runs.
    let arguments = ["check", "--message-format=short", "--target-dir=../../objects-target"];
    let run = workspace.run_in("objects-lib", &arguments).expect(101);
    let finding = "objects-lib/src/lib.rs:3:15: error[duplicate-code]: code 1 is declared twice \
                   (first used at objects-bin/src/main.rs:3:15)\n";
    assert!(run.stdout.starts_with(finding), "{}{}", run.stdout, run.stderr);
    let folder = workspace.root.join("../objects-target/errcode");
    assert_eq!(folder.read_dir().unwrap().count(), 0);
}

/// Nothing of an earlier run is read.
#[test]
fn every_run_sees_the_sources_as_they_are() {
    let workspace = clash("again");
    let short = &["check", "--message-format=short"];
    let first = workspace.run(short).expect(101);
    assert!(first.stdout.starts_with("again-store/src/lib.rs:3:12: error[duplicate-code]"));
    assert_eq!(workspace.run(short).expect(101).stdout, first.stdout);
    // The program does not even compile now: its code is not there.
    let main = workspace.read("again-server/src/main.rs");
    workspace.write("again-server/src/main.rs", &main.replace("fn main() {", "fn main() { no();"));
    let run = workspace.run(short).expect(101);
    assert_eq!(run.stdout, "1 code in 1 crate: no findings in what could be built\n");
}

/// The second build has the features and the targets of the first: an example, not built unless asked.
#[test]
fn examples_with_features_are_read() {
    let workspace = clash("feature");
    let main = workspace.read("feature-server/src/main.rs");
    workspace.write("feature-server/src/main.rs", "fn main() {}\n");
    let declared = main.replace("#[derive", "#[cfg(feature = \"demo\")]\n#[derive");
    let declared = declared.replace("fn main", "#[cfg(feature = \"demo\")]\nfn main");
    let without = "#[cfg(not(feature = \"demo\"))]\nfn main() {}\n";
    workspace.write("feature-server/examples/feature-demo.rs", &format!("{declared}{without}"));
    let manifest = workspace.read("feature-server/Cargo.toml");
    let manifest = format!("{manifest}[features]\ndemo = []\n");
    workspace.write("feature-server/Cargo.toml", &manifest);
    workspace.run(&["check", "--all-targets"]).expect(0);
    let run = workspace.run(&["check", "--features", "demo"]).expect(0);
    assert_eq!(run.stdout, "1 code in 1 crate: no findings\n");
    let arguments = ["check", "--all-targets", "--features=demo", "--message-format=short"];
    let run = workspace.run(&arguments).expect(101);
    let finding = "feature-store/src/lib.rs:3:12: error[duplicate-code]: code 100101 is declared twice \
                   (first used at feature-server/examples/feature-demo.rs:4:12)\n";
    assert!(run.stdout.starts_with(finding), "{}", run.stdout);
}
