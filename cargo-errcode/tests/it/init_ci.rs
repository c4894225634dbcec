//! The files that `init` makes for build servers: what stands in them is run here.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::fixture::{Run, Workspace, run, target_dir};
use crate::hook::{expect, git};
use crate::init::{commit, import, shop};

/// All but the installation.
#[test]
fn the_steps_of_a_build_server() {
    let name = "day-ci";
    let workspace = shop(name);
    let file = ".github/workflows/errcode.yml";
    let run = workspace.run(&["init", "--ci", "github"]).expect(2);
    assert!(run.stderr.contains("--ci-install"), "{}", run.stderr);
    assert!(!workspace.root.join("errcode.toml").exists());
    let arguments =
        ["init", "--ci", "github", "--ci-install", "false # \"quoted\": yes", "--hooks"];
    let run = workspace.run(&[&arguments[..], &["--docs"]].concat()).expect(0);
    for made in ["errcode.toml", file, "docs/errors.md", ".git/hooks/pre-commit"] {
        assert!(run.stdout.contains(&format!("{made}: made\n")), "{}", run.stdout);
    }
    assert!(!run.stdout.contains("hook install"), "{}", run.stdout);
    let run = workspace.run(&["init", "--ci", "github", "--docs"]).expect(0);
    assert_eq!(run.stdout.matches(": nothing to do\n").count(), 3, "{}", run.stdout);

    for file in ["cart/src/lib.rs", "server/src/main.rs", "store/src/lib.rs"] {
        import(&workspace, &format!("{name}-{file}"));
    }
    workspace.run(&["alloc"]).expect(0);
    workspace.run(&["lock"]).expect(0);
    commit(&workspace, "Codes", true);
    expect(&git(&workspace.root, &["update-ref", "refs/remotes/origin/main", "HEAD"]), true);
    let text = workspace.read(file);
    let steps: Vec<&str> =
        text.split("run: |\n").skip(1).map(|step| step.lines().next().unwrap().trim()).collect();
    assert_eq!(steps.len(), 4);
    assert_eq!(steps[0], "false # \"quoted\": yes");
    assert!(text.contains("BASE: origin/${{ github.base_ref }}\n"), "{text}");
    for step in &steps[1..] {
        step_of(&workspace, step).expect(0);
    }
    // Each of them can fail.
    let file = format!("{name}-store/src/lib.rs");
    let good = workspace.read(&file);
    workspace.write(&file, &good.replace("code(120002)", "code(120002, http = 404)"));
    step_of(&workspace, steps[2]).expect(100);
    let run = step_of(&workspace, steps[3]).expect(100);
    assert!(run.stdout.contains("::error "), "{}", run.stdout);
    workspace.run(&["new", "service", "common"]).expect(0);
    let own = "#[derive(Debug, errcode::ErrorCode)]\n#[non_exhaustive]\n\
               pub enum CommonError {\n    #[code(130001)]\n    Busy,\n}\n";
    let other = format!("{name}-cart/src/lib.rs");
    workspace.write(&file, &format!("{good}{own}"));
    workspace.write(&other, &format!("{}{own}", workspace.read(&other)));
    let run = step_of(&workspace, steps[1]).expect(100);
    assert!(run.stdout.contains("::error "), "{}", run.stdout);
    workspace.remove();
}

/// Runs a line as a build server does.
pub(crate) fn step_of(workspace: &Workspace, line: &str) -> Run {
    let mut shell = Command::new("sh");
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-errcode")).parent().unwrap();
    let path = env::var_os("PATH").unwrap();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&path)));
    shell.current_dir(&workspace.root).args(["-e", "-c", line]).env("PATH", path.unwrap());
    shell.env("BASE", "origin/main").env("CARGO_NET_OFFLINE", "true");
    shell.env("CARGO_TARGET_DIR", target_dir()).env_remove("RUSTFLAGS");
    shell.output().unwrap().into()
}

#[test]
fn a_workspace_below_the_root_of_the_repository() {
    let outer = Workspace::outside("day-below");
    outer.derived("it's here", &[], "src/lib.rs", "");
    outer.write("Cargo.toml", "");
    let manifest = outer.read("it's here/Cargo.toml").replace("it's here", "day-below-a");
    outer.write("it's here/Cargo.toml", &format!("[workspace]\n{manifest}"));
    expect(&git(&outer.root, &["init", "--quiet"]), true);
    let below = outer.root.join("it's here");
    let ci = |server| ["init", "--ci", server, "--ci-install", "true"];
    run(&below, &ci("github")).expect(0);
    let text = outer.read(".github/workflows/errcode.yml");
    assert!(text.contains("        working-directory: \"it's here\"\n"), "{text}");
    run(&below, &ci("gitlab")).expect(0);
    let text = outer.read(".gitlab/errcode.yml");
    assert!(text.contains("    - \"cd 'it'\\\\''s here'\"\n    - \"true\"\n"), "{text}");
    assert!(text.contains("codequality: \"it's here/errcode-report.json\"\n"), "{text}");
    outer.remove();
}
