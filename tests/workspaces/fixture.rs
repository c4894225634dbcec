//! Fixture workspaces.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A workspace in a folder of its own, emptied first.
///
/// Its packages live one folder deeper, in one of the workspace's name: cargo tells packages in a
/// shared target folder apart by their path below the workspace's root.
pub(crate) struct Workspace {
    root: PathBuf,
    name: String,
}

/// How cargo ended.
pub(crate) struct Run {
    pub(crate) is_success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The repository's root.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspaces")
}

impl Workspace {
    /// An empty workspace; `name` is unique among the tests. Its lock file is the repository's, so
    /// that nothing is fetched.
    pub(crate) fn new(name: &str) -> Workspace {
        let root = folder().join(name);
        let _ = fs::remove_dir_all(&root);
        let workspace = Workspace { root, name: name.to_string() };
        let members = format!("[workspace]\nmembers = [\"{name}/*\"]\nresolver = \"3\"\n");
        workspace.write("Cargo.toml", &members);
        fs::copy(repository().join("Cargo.lock"), workspace.root.join("Cargo.lock")).unwrap();
        workspace
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A package that depends on errcode and, by path, on `dependencies`: lines of TOML.
    pub(crate) fn package(&self, name: &str, dependencies: &str, file: &str, text: &str) {
        let mut manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n"
        );
        let errcode = repository().display();
        writeln!(manifest, "errcode = {{ path = \"{errcode}\" }}\n{dependencies}").unwrap();
        self.write(&self.member(&format!("{name}/Cargo.toml")), &manifest);
        self.write(&self.member(&format!("{name}/{file}")), text);
    }

    /// The path of a package's file below the workspace's root.
    pub(crate) fn member(&self, path: &str) -> String {
        format!("{}/{path}", self.name)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    /// Runs cargo in the workspace, without the network.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Run {
        run(&self.root, arguments)
    }
}

/// Runs cargo in a folder, with the fixtures' target folder and without the network.
pub(crate) fn run(folder_to_run_in: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    for (name, _) in env::vars_os() {
        let is_of_cargo = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG")
                || name.starts_with("CARGO_MANIFEST")
                || name == "RUSTFLAGS"
        });
        if is_of_cargo {
            command.env_remove(name);
        }
    }
    let output = command
        .current_dir(folder_to_run_in)
        .args(arguments)
        .args(["--offline", "--quiet", "--color", "never"])
        .env("CARGO_TARGET_DIR", folder().join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run {
        is_success: output.status.success(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

impl Run {
    /// The lines of `--message-format short` that are errors of the source, without the summary.
    pub(crate) fn errors(&self) -> Vec<&str> {
        self.stderr
            .lines()
            .filter(|line| line.contains(": error") && !line.starts_with("error"))
            .collect()
    }
}
