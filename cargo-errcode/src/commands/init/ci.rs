//! The jobs of build servers.

use std::path::PathBuf;

use crate::args::Ci;
use crate::cargo::Workspace;
use crate::error::{Error, Refusal};
use crate::git::git_line;

/// A file for a build server: at the root of the repository, which need not be that of the workspace.
pub(super) fn ci_file(
    workspace: &Workspace,
    ci: Ci,
    install: Option<&str>,
) -> Result<(PathBuf, String), Error> {
    // Outside of git the workspace is all there is.
    let git = |what| git_line(&workspace.root, &["rev-parse", what]).unwrap_or_default();
    let (up, prefix) = (git("--show-cdup"), git("--show-prefix"));
    let prefix = prefix.trim_end_matches('/');
    let root = if up.is_empty() { workspace.root.clone() } else { workspace.root.join(up) };
    let path = root.join(match ci {
        Ci::Github => ".github/workflows/errcode.yml",
        Ci::Gitlab => ".gitlab/errcode.yml",
    });
    if path.symlink_metadata().is_ok() {
        // It stays as it is.
        return Ok((path, String::new()));
    }
    let install = match install {
        Some(install) => install.to_owned(),
        None => install_command(workspace)?,
    };
    let text = match ci {
        Ci::Github => github(prefix, &install),
        Ci::Gitlab => gitlab(prefix, &install),
    };
    Ok((path, text))
}

fn github(prefix: &str, install: &str) -> String {
    let folder = if prefix.is_empty() {
        String::new()
    } else {
        format!("    defaults:\n      run:\n        working-directory: {}\n", quoted(prefix))
    };
    format!(
        "\
# Holds error codes against errcode.toml and errcode.lock. Made by `cargo errcode init --ci github`.
name: errcode

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  errcode:
    runs-on: ubuntu-latest
{folder}    steps:
      - uses: actions/checkout@v4
        with:
          # `cargo errcode diff` reads errcode.lock of the base.
          fetch-depth: 0
      - name: Install cargo-errcode
        run: |
          {install}
      - name: Codes that clash
        run: |
          cargo errcode check --message-format github
      - name: errcode.lock is up to date
        run: |
          cargo errcode lock --check
      - name: Changes that need another version
        if: github.event_name == 'pull_request'
        env:
          BASE: origin/${{{{ github.base_ref }}}}
        run: |
          if git cat-file -e \"$BASE:./errcode.lock\"; then cargo errcode diff \"$BASE\" --message-format github; fi
"
    )
}

fn gitlab(prefix: &str, install: &str) -> String {
    let (folder, report) = if prefix.is_empty() {
        (String::new(), "errcode-report.json".to_owned())
    } else {
        let change = quoted(&format!("cd {}", shell_quoted(prefix)));
        (format!("    - {change}\n"), format!("{prefix}/errcode-report.json"))
    };
    let (install, report) = (quoted(install), quoted(&report));
    format!(
        "\
# Holds error codes against errcode.toml and errcode.lock. Made by `cargo errcode init --ci gitlab`.
# In .gitlab-ci.yml:
#   include:
#     - local: .gitlab/errcode.yml
errcode:
  image: rust:latest
  variables:
    # `cargo errcode diff` reads errcode.lock of the base.
    GIT_DEPTH: 0
  rules:
    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
{folder}    - {install}
    - cargo errcode check --message-format gitlab > errcode-report.json
    - cargo errcode lock --check
    - |
      BASE=\"${{CI_MERGE_REQUEST_DIFF_BASE_SHA:-}}\"
      if [ -n \"$BASE\" ] && git cat-file -e \"$BASE:./errcode.lock\"; then cargo errcode diff \"$BASE\"; fi
  artifacts:
    when: always
    reports:
      codequality: {report}
"
    )
}

/// A YAML string: JSON's are such.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// How a build server gets cargo-errcode: from where the packages have errcode.
fn install_command(workspace: &Workspace) -> Result<String, Error> {
    let dependencies = workspace.members().flat_map(|member| &member.dependencies);
    let mut own = dependencies.filter(|dependency| dependency.name == "errcode");
    let found = own.find_map(|dependency| {
        if let Some(path) = &dependency.path {
            let inside = path.as_std_path().strip_prefix(&workspace.root).ok()?;
            let folder = inside.join("cargo-errcode").display().to_string();
            return Some(format!("cargo install --locked --path {}", shell_quoted(&folder)));
        }
        let source = dependency.source.as_ref()?.repr.strip_prefix("git+")?;
        let url = source.split('#').next().unwrap_or(source);
        let (url, which) = url.split_once('?').unwrap_or((url, ""));
        let which =
            which.split_once('=').map(|(kind, what)| format!(" --{kind} {}", shell_quoted(what)));
        let which = which.unwrap_or_default();
        Some(format!("cargo install --locked --git {}{which} cargo-errcode", shell_quoted(url)))
    });
    found.ok_or_else(|| {
        Refusal::usage("nothing here says from where a build server gets cargo-errcode")
            .help(
                "say it: `--ci-install 'cargo install --locked --git URL cargo-errcode'`; where \
                 packages depend on errcode by git, or by a path in the workspace, it is known",
            )
            .into()
    })
}
