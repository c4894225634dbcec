//! Enums and crates as a whole.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use cargo_metadata::DependencyKind;
use errcode_syntax::config::LintLevel;

use super::{Context, Hit, Lint, hit};
use crate::cargo::{LOCK, Member, Workspace};
use crate::catalog::{CatalogEntry, Place};
use crate::count::counted;
use crate::finding::{Finding, Label, Level};
use crate::rules::Rule;

pub(super) static EXHAUSTIVE_ENUM: Lint = Lint {
    rule: Rule {
        id: "exhaustive-enum",
        summary: "a public enum of a library is not `#[non_exhaustive]`",
        explanation: "\
Codes are added all the time. Where other crates can match a public enum without an arm for what is to
come, each new code breaks their build, and semver asks for a major version.

Ways out: `#[non_exhaustive]` above the enum.
",
        fires: "\
#[derive(Debug, ErrorCode)]
pub enum ShopError {
    #[code(100101)]
    Closed,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum ShopError {
    #[code(100101)]
    Closed,
}
",
    },
    level: LintLevel::Warn,
    check: exhaustive_enum,
};

pub(super) static UNLINKED_CRATE: Lint = Lint {
    rule: Rule {
        id: "unlinked-crate",
        summary: "a crate declares codes, and no program of the workspace links it",
        explanation: "\
`errcode::registry()` knows the codes of what is linked. A page, an alert rule or a client that is made
from a program's registry lacks the codes of a crate that nobody depends on.

In a workspace of libraries alone nothing is reported.

Ways out: depend on the crate where its errors occur; or remove it.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    Closed,
}
//- server/src/main.rs
fn main() {}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    Closed,
}
//- server/Cargo.toml
shop = { path = \"../shop\" }
//- server/src/main.rs
fn main() {}
",
    },
    level: LintLevel::Warn,
    check: unlinked_crate,
};

pub(super) static SEVERAL_VERSIONS: Lint = Lint {
    rule: Rule {
        id: "several-errcode-versions",
        summary: "several versions of errcode-core are linked",
        explanation: "\
Each version of errcode-core is a crate of its own to rustc: `ErrorCode` of one is not `ErrorCode` of the
other, and `errcode::find` looks for its own kind only.

Ways out: `cargo update -p errcode-core`, or one version requirement in `[workspace.dependencies]`;
`cargo tree -i errcode-core@VERSION` shows who wants it.
",
        fires: "\
//- Cargo.lock
version = 4

[[package]]
name = \"errcode-core\"
version = \"0.1.0\"

[[package]]
name = \"errcode-core\"
version = \"0.2.0\"
//- shop/src/lib.rs
",
        silent: "\
//- Cargo.lock
version = 4

[[package]]
name = \"errcode-core\"
version = \"0.2.0\"
//- shop/src/lib.rs
",
    },
    level: LintLevel::Warn,
    check: several_versions,
};

fn exhaustive_enum(context: &Context<'_>) -> Vec<Hit> {
    let is_library = |entry: &CatalogEntry| {
        context.workspace.member(&entry.package).is_some_and(|member| member.is_library)
    };
    let mut seen = HashSet::new();
    let exhaustive = context.own_codes().filter(|entry| entry.is_exhaustive && is_library(entry));
    let mut first: Vec<&CatalogEntry> = exhaustive.collect();
    first.sort_by_key(|entry| &entry.place);
    // One for each enum, at its first code.
    first.retain(|entry| seen.insert((&entry.package, &entry.place.file, &entry.enum_name)));
    let hit = |entry: &CatalogEntry| {
        let title = format!("public enum `{}` is not `#[non_exhaustive]`", entry.enum_name);
        let label = "each new code beside this one breaks those who match it";
        hit(&EXHAUSTIVE_ENUM.rule, entry, title, label, "write `#[non_exhaustive]` above the enum")
    };
    first.into_iter().map(hit).collect()
}

fn unlinked_crate(context: &Context<'_>) -> Vec<Hit> {
    let linked = linked_folders(context.workspace);
    if linked.is_empty() {
        return Vec::new();
    }
    let mut by_package: BTreeMap<&str, Vec<&CatalogEntry>> = BTreeMap::new();
    for entry in context.own_codes() {
        by_package.entry(&entry.package).or_default().push(entry);
    }
    let is_unlinked = |package: &str| {
        let member = context.workspace.member(package);
        member.is_some_and(|member| !linked.contains(member.folder.as_path()))
    };
    by_package
        .into_iter()
        .filter(|(package, _)| is_unlinked(package))
        .filter_map(|(package, codes)| {
            let first = codes.iter().min_by_key(|entry| &entry.place)?;
            let count = counted(codes.len(), "code");
            let title = format!("no program links crate `{package}`, which declares {count}");
            let help = "depend on it where its errors occur, or remove it";
            Some(hit(&UNLINKED_CRATE.rule, first, title, "the first of them", help))
        })
        .collect()
}

/// The folders of the packages that are programs, or that programs link.
fn linked_folders(workspace: &Workspace) -> HashSet<&Path> {
    let members: BTreeMap<&Path, &Member> =
        workspace.members().map(|member| (member.folder.as_path(), member)).collect();
    let mut linked: HashSet<&Path> = HashSet::new();
    let products = workspace.members().filter(|member| member.is_product);
    let mut open: Vec<&Path> = products.map(|member| member.folder.as_path()).collect();
    while let Some(folder) = open.pop() {
        if linked.insert(folder) {
            let of_member = members.get(folder).map(|member| &member.dependencies);
            let linked = of_member.into_iter().flatten();
            let linked = linked.filter(|dependency| dependency.kind == DependencyKind::Normal);
            open.extend(
                linked.filter_map(|dependency| Some(dependency.path.as_ref()?.as_std_path())),
            );
        }
    }
    linked
}

fn several_versions(context: &Context<'_>) -> Vec<Hit> {
    let mut lines = context.cargo_lock.lines().enumerate();
    let mut found: Vec<(usize, &str)> = Vec::new();
    while let Some((_, line)) = lines.next() {
        // Cargo writes the version behind the name.
        if line == "name = \"errcode-core\""
            && let Some((index, version)) = lines.next()
            && let Some(version) = version.strip_prefix("version = ")
        {
            found.push((index + 1, version.trim_matches('"')));
        }
    }
    let Some((second, _)) = found.get(1) else { return Vec::new() };
    let versions: Vec<&str> = found.iter().map(|(_, version)| *version).collect();
    let file = LOCK.to_owned();
    let finding = Finding {
        id: SEVERAL_VERSIONS.rule.id,
        level: Level::Warning,
        title: format!("errcode-core is there in the versions {}", versions.join(", ")),
        subject: "errcode-core".to_owned(),
        primary: Some(Label {
            place: Place { file, line: *second as u32, column: 1 },
            text: "the second version".to_owned(),
        }),
        secondary: None,
        notes: Vec::new(),
        help: Some("`cargo tree -i errcode-core@VERSION` shows who wants it".to_owned()),
        replacement: None,
    };
    vec![Hit { code: None, finding }]
}
