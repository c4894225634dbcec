//! `import` of Rust files: enums of thiserror get codes in place, and compile with them.

use std::path::Path;

use crate::fixture::Workspace;

const SOURCE: &str = "//! 数
use thiserror::Error as Wrong;

/// Store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// 数 stays.
    // And this.
    #[error(\"no user {0}\")] // and that
    User(String),
    #[error(transparent)] Auth(#[from] inner::AuthError), #[error(\"数\")] Other { field: u8 },
    #[error(transparent)]
    Own(#[from] AuthError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Passed on.
#[derive(
    Debug,
    Wrong,
)]
#[non_exhaustive]
pub enum AuthError {
    /// No.
    #[error(\"denied\")] Denied,
}

mod inner {
\tuse thiserror::Error;

\t#[derive(Error, Debug)]
\tpub enum AuthError {
\t\tDenied,
\t}

\timpl std::fmt::Display for AuthError {
\t\tfn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
\t\t\tf.write_str(\"by hand\")
\t\t}
\t}
}

/// No error.
#[derive(Debug)]
pub enum Colour { Red }

#[derive(Debug)]
pub struct Error;
#[cfg(test)]
mod tests {
    #[derive(Debug, thiserror::Error)]
    enum Tested { #[error(\"t\")] T }
}
";

fn workspace(name: &str) -> Workspace {
    let workspace = Workspace::new(name);
    workspace.derived(name, &[], "src/lib.rs", SOURCE);
    let manifest = workspace.read(&format!("{name}/Cargo.toml"));
    workspace.write(&format!("{name}/Cargo.toml"), &format!("{manifest}thiserror = \"2\"\n"));
    workspace.write(
        "errcode.toml",
        "layout = { digits = \"SSMMNN\" }\n[services.shop]\ncode = 10\nmodules = { store = 1, auth = 2, inner = 3 }\n",
    );
    workspace
}

#[test]
fn codes_are_added_in_place_and_compile() {
    let name = "import-thiserror";
    let workspace = workspace(name);
    let file = format!("{name}/src/lib.rs");
    let run = workspace.run(&["import", name, "--dry-run"]).expect(0);
    assert!(
        run.stdout.contains("\n+    #[code(next)]\n     #[error(\"no user {0}\")] // and that\n")
    );
    assert_eq!(workspace.read(&file), SOURCE);

    let run = workspace.run(&["import", name]).expect(0);
    assert!(run.stdout.starts_with(&format!("{file}: 7 codes on 3 enums\n")), "{}", run.stdout);
    assert!(
        run.stdout.contains("next: `cargo errcode alloc` writes the numbers"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("cargo add"), "{}", run.stdout);
    let expected = SOURCE
        .replace(
            "(Debug, thiserror::Error)]\npub",
            "(Debug, thiserror::Error, errcode::ErrorCode)]\npub",
        )
        .replace("    Wrong,\n)]", "    Wrong, errcode::ErrorCode\n)]")
        .replace(
            "(Error, Debug)]\n",
            "(Error, Debug, errcode::ErrorCode)]\n\t#[errcode(display = false, error = false)]\n",
        )
        .replace("    #[error(\"no", "    #[code(next)]\n    #[error(\"no")
        .replace(
            "    #[error(transparent)] Auth",
            "    #[code(transparent)]\n    #[error(transparent)] Auth",
        )
        .replace("#[error(\"数\")]", "#[code(next)] #[error(\"数\")]")
        .replace(
            "    #[error(transparent)]\n    Own",
            "    #[code(transparent)]\n    #[error(transparent)]\n    Own",
        )
        .replace(
            "    #[error(transparent)]\n    Io",
            "    #[code(next)]\n    #[error(transparent)]\n    Io",
        )
        .replace("    #[error(\"denied", "    #[code(next)]\n    #[error(\"denied")
        .replace("\t\tDenied", "\t\t#[code(next)]\n\t\tDenied");
    assert_eq!(workspace.read(&file), expected);
    // Once more there is nothing to do.
    let run = workspace.run(&["import", name]).expect(0);
    assert_eq!(run.stdout, "no enum here needs a code\n");
    assert_eq!(workspace.read(&file), expected);

    // What alloc asks for is where the codes lie.
    let placed = expected
        .replace(
            "ErrorCode)]\npub enum StoreError",
            "ErrorCode)]\n#[errcode(service = \"shop\", module = \"store\")]\npub enum StoreError",
        )
        .replace("\n)]\n#[non", "\n)]\n#[errcode(service = \"shop\", module = \"auth\")]\n#[non")
        .replace(
            "(display = false, ",
            "(service = \"shop\", module = \"inner\", display = false, ",
        );
    workspace.write(&file, &placed);
    workspace.run(&["alloc"]).expect(0);
    let run = workspace.run(&["list", "--format", "csv"]).expect(0);
    let codes: Vec<String> = run
        .stdout
        .lines()
        .skip(1)
        .map(|line| line.split(',').skip(1).take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        codes,
        ["100101 USER", "100102 OTHER", "100103 IO_ERROR", "100201 DENIED", "100301 DENIED"]
    );
}

/// A program that wraps the errors of its libraries passes on their codes.
#[test]
fn errors_of_another_package() {
    let workspace = Workspace::new("import-across");
    let library = "#[derive(Debug, thiserror::Error)]\npub enum StoreError {\n    \
                   #[error(\"down\")]\n    Down,\n}\n";
    let program = "#[derive(Debug, thiserror::Error)]\npub enum ServerError {\n    \
                   #[error(transparent)]\n    Store(#[from] import_across_a::StoreError),\n    \
                   #[error(transparent)]\n    Other(#[from] elsewhere::StoreError),\n}\n";
    workspace.derived("import-across-a", &[], "src/lib.rs", library);
    workspace.derived("import-across-b", &["import-across-a"], "src/lib.rs", program);
    workspace.run(&["import", "."]).expect(0);
    let text = workspace.read("import-across-b/src/lib.rs");
    assert!(text.contains("#[code(transparent)]\n    #[error(transparent)]\n    Store"), "{text}");
    assert!(text.contains("#[code(next)]\n    #[error(transparent)]\n    Other"), "{text}");
    workspace.remove();
}

#[test]
fn some_enums_and_foreign_files() {
    let name = "import-thiserror-some";
    let workspace = workspace(name);
    let file = format!("{name}/src/lib.rs");
    let run = workspace.run(&["import", &file, "--enum", "StoreError"]).expect(0);
    assert!(run.stdout.contains("5 codes on 1 enum"), "{}", run.stdout);
    // Nobody else has codes, so none is passed on.
    assert!(
        !workspace.read(&file).contains("transparent)]\n    #[error"),
        "{}",
        workspace.read(&file)
    );
    let run = workspace.run(&["import", &file, "--enum", "Colour"]).expect(101);
    assert!(
        run.stderr.contains("no enum `Colour` here derives thiserror's `Error`"),
        "{}",
        run.stderr
    );

    // A package without errcode; line ends and a byte order mark stay.
    workspace.write(
        "plain/Cargo.toml",
        "[package]\nname = \"plain\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nthiserror = \"2\"\n",
    );
    let source = "\u{feff}#[derive(Debug, thiserror::Error)]\r\nenum E {\r\n    #[error(\"数\")]\r\n    A,\r\n}\r\n";
    workspace.write("plain/src/lib.rs", source);
    workspace.write("plain/target/built.rs", source);
    workspace.write("plain/skipped/a.rs", source);
    workspace.write("plain/.gitignore", "skipped\n");
    let run = workspace.run_in("plain", &["import", "."]).expect(0);
    assert!(
        run.stdout.contains("add errcode to the `[dependencies]` of `plain`"),
        "{}",
        run.stdout
    );
    let after = workspace.read("plain/src/lib.rs");
    assert_eq!(
        after,
        source
            .replace("Error)]", "Error, errcode::ErrorCode)]")
            .replace("    #[error", "    #[code(next)]\r\n    #[error")
    );
    for untouched in ["plain/target/built.rs", "plain/skipped/a.rs"] {
        assert_eq!(workspace.read(untouched), source);
    }

    // A script's first line is no Rust, and stays.
    let script = "#!/usr/bin/env run\n#[derive(thiserror::Error)]\nenum E {\n    #[error(\"a\")]\n    A,\n}\n";
    workspace.write("script/build.rs", script);
    workspace.run(&["import", "script/build.rs"]).expect(0);
    let after = workspace.read("script/build.rs");
    assert!(after.starts_with("#!/usr/bin/env run\n#[derive(thiserror::Error, errcode"), "{after}");
    assert!(after.contains("\n    #[code(next)]\n    #[error(\"a\")]"), "{after}");

    // One file that is no Rust, and nothing is written.
    workspace.write("plain/src/lib.rs", source);
    workspace.write("plain/src/other.rs", "fn 数() {\n    let x = ;\n}\n");
    let run = workspace.run(&["import", "plain/src"]).expect(101);
    let shown = Path::new("plain/src/other.rs").display().to_string();
    assert!(run.stderr.contains(&format!("{shown}:2:13: ")), "{}", run.stderr);
    assert_eq!(workspace.read("plain/src/lib.rs"), source);
}
