//! Workspaces for the tests. Most of their crates carry the section as the derive writes it, made with
//! the same encoder, so that these tests need neither the derive nor the network. What takes the
//! derive's own output depends on the repository's errcode.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use errcode_core::section::{CodeFacts, Key, Origin, Origins, Record, encode};
use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Severity};

/// A folder of its own for one test, emptied first.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
}

/// One enum of a crate, and the codes on it.
pub(crate) struct Enum {
    pub(crate) name: &'static str,
    pub(crate) facts: Vec<(Key, String)>,
    pub(crate) codes: Vec<CodeFacts>,
}

/// How a run ended.
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Workspace {
    /// An empty workspace; `name` is unique among the tests.
    pub(crate) fn new(name: &str) -> Workspace {
        Workspace::at(Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures").join(name))
    }

    /// An empty workspace outside of the repository, whose alias `cargo errcode` is not for others.
    pub(crate) fn outside(name: &str) -> Workspace {
        Workspace::at(
            std::env::temp_dir().join(format!("errcode-{}", std::process::id())).join(name),
        )
    }

    fn at(root: PathBuf) -> Workspace {
        drop(fs::remove_dir_all(&root));
        let workspace = Workspace { root };
        workspace.write(
            "Cargo.toml",
            "[workspace]\nmembers = [\"*\"]\nexclude = [\"docs\", \"templates\"]\nresolver = \"3\"\n\
             [profile.release]\nstrip = true\nlto = \"fat\"\ncodegen-units = 1\n",
        );
        workspace
    }

    pub(crate) fn write(&self, path: &str, content: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        let content = self.read(from);
        self.write(to, &content);
        fs::remove_file(self.root.join(from)).unwrap();
    }

    /// Adds a library. Its name is unique among the tests: they share a target directory.
    pub(crate) fn library(&self, name: &str, enums: &[Enum]) {
        self.manifest(name, "");
        let file = format!("{name}/src/lib.rs");
        let source = source(name, "0.1.0", &file, enums);
        self.write(&file, &source);
    }

    /// Adds a program that links libraries and declares codes of its own.
    pub(crate) fn program(&self, name: &str, libraries: &[&str], enums: &[Enum]) {
        let mut dependencies = String::new();
        for library in libraries {
            writeln!(dependencies, "{library} = {{ path = \"../{library}\" }}").unwrap();
        }
        self.manifest(name, &dependencies);
        let file = format!("{name}/src/main.rs");
        let mut source = source(name, "0.1.0", &file, enums);
        source.push_str("fn main() {\n");
        for library in libraries {
            writeln!(source, "    {}::link();", library.replace('-', "_")).unwrap();
        }
        source.push_str("}\n");
        self.write(&file, &source);
    }

    /// Adds a package that derives its codes. `file` is `src/lib.rs` or `src/main.rs`.
    pub(crate) fn derived(&self, name: &str, libraries: &[&str], file: &str, source: &str) {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut dependencies = format!("errcode = {{ path = '{}' }}\n", repository.display());
        for library in libraries {
            writeln!(dependencies, "{library} = {{ path = \"../{library}\" }}").unwrap();
        }
        self.manifest(name, &dependencies);
        self.write(&format!("{name}/{file}"), source);
        // The repository's own versions, so that nothing is fetched.
        fs::copy(repository.join("Cargo.lock"), self.root.join("Cargo.lock")).unwrap();
    }

    /// Replaces a library by one that says it is another package.
    pub(crate) fn disguise(&self, name: &str, package: &str, version: &str, declared: Enum) {
        let file = format!("{name}/src/lib.rs");
        self.write(&file, &source(package, version, &file, &[declared]));
    }

    /// Replaces a library by one that says it was compiled from another file.
    pub(crate) fn move_source(&self, name: &str, file: &str, declared: Enum) {
        let source = source(name, "0.1.0", file, &[declared]);
        self.write(&format!("{name}/src/lib.rs"), &source);
    }

    fn manifest(&self, name: &str, dependencies: &str) {
        self.write(
            &format!("{name}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 [dependencies]\n{dependencies}"
            ),
        );
    }

    /// Takes a workspace away that is outside of the repository.
    pub(crate) fn remove(self) {
        fs::remove_dir_all(&self.root).unwrap();
        // Other tests may have theirs there.
        drop(fs::remove_dir(self.root.parent().unwrap()));
    }

    /// Runs `cargo errcode` at the root.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_in(".", arguments)
    }

    /// Runs `cargo errcode` in a folder.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        run(&self.root.join(folder), arguments)
    }
}

/// Where the fixtures are built.
pub(crate) fn target_dir() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("target")
}

/// Runs `cargo errcode` in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    command(folder, arguments).output().unwrap().into()
}

/// The command, as cargo would start it.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errcode"));
    command.current_dir(folder).arg("errcode").args(arguments);
    command.env("CARGO_TARGET_DIR", target_dir()).env("CARGO_NET_OFFLINE", "true");
    // The variables that decide about colours are the tester's own.
    for variable in ["CARGO_TERM_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(variable);
    }
    // Flags for the tests themselves, and a coverage tool's wrapper, are not for the fixtures.
    for variable in ["RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
        command.env_remove(variable);
    }
    command
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            exit: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Holds the exit code against what was expected, and shows the streams where it differs.
    #[track_caller]
    pub(crate) fn expect(self, exit: i32) -> Run {
        assert_eq!(self.exit, exit, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// An enum without further facts.
pub(crate) fn plain(name: &'static str, codes: Vec<CodeFacts>) -> Enum {
    Enum { name, facts: Vec::new(), codes }
}

/// An enum whose codes have the layout `SSMMNN`.
pub(crate) fn laid_out(name: &'static str, codes: Vec<CodeFacts>) -> Enum {
    let facts = vec![
        (Key::Layout, "digits SSMMNN".to_owned()),
        (Key::Service, "common".to_owned()),
        (Key::Module, "database".to_owned()),
    ];
    Enum { name, facts, codes }
}

/// A code; line and column are filled in when the source is written.
pub(crate) fn code(code: impl Into<OwnedCode>, http: u16, name: &str, message: &str) -> CodeFacts {
    let fault = Fault::from_http(http);
    let (grpc, retry) = match http {
        404 => (GrpcCode::NotFound, RetryAdvice::AfterStateChange),
        503 => (GrpcCode::Unavailable, RetryAdvice::Backoff),
        _ => (GrpcCode::Internal, RetryAdvice::Never),
    };
    let mut facts = CodeFacts {
        code: code.into(),
        http,
        grpc,
        retry,
        severity: Severity::from_fault(fault),
        fault,
        is_expected: false,
        message: message.to_owned(),
        name: name.to_owned(),
        line: 0,
        column: 0,
        origins: Origins::default(),
        facts: Vec::new(),
    };
    facts.origins.http = Origin::Attribute;
    facts.origins.message = Origin::Attribute;
    facts
}

pub(crate) fn text(text: &str) -> OwnedCode {
    OwnedCode::Text(text.to_owned())
}

/// Each code stands in a comment where the derive's attribute would, so that places are real.
fn source(package: &str, version: &str, file: &str, enums: &[Enum]) -> String {
    let mut source = String::from("pub fn link() {}\n");
    for (index, declared) in enums.iter().enumerate() {
        writeln!(source, "pub enum {} {{", declared.name).unwrap();
        let mut record = Record {
            facts: vec![
                (Key::Package, package.to_owned()),
                (Key::Version, version.to_owned()),
                (Key::Enum, declared.name.to_owned()),
                (Key::File, file.to_owned()),
            ],
            codes: Vec::new(),
        };
        record.facts.extend(declared.facts.iter().cloned());
        for facts in &declared.codes {
            let literal = match &facts.code {
                OwnedCode::Int(number) => number.to_string(),
                OwnedCode::Text(text) => format!("{text:?}"),
            };
            let start = "    // #[code(";
            writeln!(source, "{start}{literal}, http = {})]", facts.http).unwrap();
            let line = source.lines().count() as u32;
            record.codes.push(CodeFacts { line, column: start.len() as u32 + 1, ..facts.clone() });
        }
        let bytes = encode(&record);
        writeln!(
            source,
            "}}\n#[used]\n#[unsafe(link_section = \"errcode_records\")]\n\
             static SECTION_{index}: [u8; {}] = {bytes:?};",
            bytes.len()
        )
        .unwrap();
    }
    source
}
