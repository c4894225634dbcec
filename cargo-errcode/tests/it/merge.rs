//! Two branches, real merges: who took one number learns of it, who took different ones is left alone.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixture::{Workspace, target_dir};

struct Repository {
    workspace: Workspace,
}

impl Repository {
    fn git(&self, arguments: &[&str]) -> bool {
        let program = Path::new(env!("CARGO_BIN_EXE_cargo-errcode")).parent().unwrap();
        let path = env::var_os("PATH").unwrap();
        let path =
            env::join_paths([PathBuf::from(program)].into_iter().chain(env::split_paths(&path)));
        let mut command = Command::new("git");
        command.current_dir(&self.workspace.root);
        command.args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "gc.auto=0"]);
        command.args(arguments).env("PATH", path.unwrap());
        command.env("CARGO_TARGET_DIR", target_dir()).output().unwrap().status.success()
    }

    #[track_caller]
    fn must(&self, arguments: &[&str]) {
        assert!(self.git(arguments), "{arguments:?}");
    }

    /// The sources of a branch in a file of its own, and all codes in errcode.lock.
    fn commit(&self, branch: &str, all: &BTreeSet<u32>, own: &BTreeSet<u32>) {
        let mut source = String::from("use errcode::ErrorCode;\n");
        writeln!(source, "#[derive(Debug, ErrorCode)]\n#[non_exhaustive]\npub enum {branch} {{")
            .unwrap();
        for code in own {
            writeln!(
                source,
                "    #[code({code}, message = \"{}\")] {branch}{code},",
                message(branch, *code)
            )
            .unwrap();
        }
        source.push_str("}\n");
        self.workspace.write(&format!("merged/src/{branch}.rs"), &source);
        let mut lock = String::from("# errcode.lock 1\npackage merged 0.1.0\n");
        for code in all {
            let owner = if own.contains(code) { branch } else { "Base" };
            writeln!(
                lock,
                "{code} {}{code} crate=merged http=500 grpc=INTERNAL retry=never fault=server \
                 severity=error message=\"{}\"",
                owner.to_uppercase(),
                message(owner, *code)
            )
            .unwrap();
        }
        self.workspace.write("errcode.lock", &lock);
        self.must(&["add", "."]);
        self.must(&["commit", "--quiet", "--message", branch]);
    }
}

fn message(branch: &str, code: u32) -> String {
    format!("{branch} failed in {code}")
}

/// A sequence of numbers that is the same in each run (Numerical Recipes, 7.1).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }

    /// One to three codes of two modules that are not taken.
    fn codes(&mut self, taken: &BTreeSet<u32>) -> BTreeSet<u32> {
        let mut codes = BTreeSet::new();
        let count = 1 + self.below(3) as usize;
        while codes.len() < count {
            let code = 100_100 + 100 * self.below(2) + self.below(16);
            if !taken.contains(&code) {
                codes.insert(code);
            }
        }
        codes
    }
}

/// 50 pairs of branches; `ERRCODE_MERGES=1000` makes more.
#[test]
fn no_collision_is_merged_in_silence() {
    let count = env::var("ERRCODE_MERGES").ok().and_then(|count| count.parse().ok()).unwrap_or(50);
    let repository = Repository { workspace: Workspace::outside("merge") };
    let workspace = &repository.workspace;
    workspace.derived("merged", &[], "src/lib.rs", "mod Base;\n");
    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"merged\"]\nresolver = \"3\"\n");
    repository.must(&["init", "--quiet", "--initial-branch", "main"]);
    let base: BTreeSet<u32> = [100_101, 100_105, 100_201, 100_214].into();
    repository.commit("Base", &base, &base);
    let mut random = Random(7);
    let (mut collisions, mut clean) = (0, 0);
    for pair in 0..count {
        // Every third pair without our merge driver, as in a clone without hooks.
        let has_driver = pair % 3 != 0;
        let hook = ["hook", if has_driver { "install" } else { "uninstall" }];
        workspace.run(&hook).expect(0);
        let (ours, theirs) = (random.codes(&base), random.codes(&base));
        for (branch, own) in [("Ours", &ours), ("Theirs", &theirs)] {
            repository.must(&["checkout", "--quiet", "-B", branch, "main"]);
            repository.commit(branch, &(&base | own), own);
        }
        repository.must(&["checkout", "--quiet", "Ours"]);
        let is_merged = repository.git(&["merge", "--quiet", "--no-edit", "Theirs"]);
        let collide = !ours.is_disjoint(&theirs);
        if is_merged {
            let run = workspace.run(&["check", "--source"]);
            assert_eq!(
                run.exit,
                if collide { 100 } else { 0 },
                "{ours:?} {theirs:?}: {}",
                run.stdout
            );
            let lock = workspace.read("errcode.lock");
            let codes = lock.lines().skip(2).filter(|line| !line.starts_with(['#', 'p']));
            let codes: BTreeSet<u32> =
                codes.map(|line| line.split(' ').next().unwrap().parse().unwrap()).collect();
            assert_eq!(codes, &(&base | &ours) | &theirs, "{lock}");
        } else {
            assert!(collide || !has_driver, "a conflict without a collision: {ours:?} {theirs:?}");
            repository.must(&["merge", "--abort"]);
        }
        collisions += usize::from(collide);
        clean += usize::from(is_merged && !collide);
    }
    assert!(collisions * 20 > count && clean * 4 > count, "{collisions} and {clean} of {count}");
    repository.workspace.remove();
}
