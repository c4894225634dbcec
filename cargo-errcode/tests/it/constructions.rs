//! `coverage`: what counts as constructed, and what does not.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::fixture::Workspace;

/// A library whose enum has the variants, with codes from 1 on, and further files.
fn library(workspace: &Workspace, name: &str, enum_name: &str, variants: &[&str], source: &str) {
    let variants = variants.iter().enumerate();
    let lines = variants.map(|(at, variant)| format!("    #[code({})]\n    {variant},", at + 1));
    let body = lines.collect::<Vec<_>>().join("\n");
    let source = format!(
        "use errcode::ErrorCode;\n#[derive(Debug, PartialEq, ErrorCode)]\n#[non_exhaustive]\n\
         pub enum {enum_name} {{\n{body}\n}}\n{source}"
    );
    workspace.derived(name, &[], "src/lib.rs", &source);
}

fn report(workspace: &Workspace, arguments: &[&str]) -> Value {
    let all = [&["coverage", "--source", "--format", "json"], arguments].concat();
    serde_json::from_str(&workspace.run(&all).expect(0).stdout).unwrap()
}

/// The variants of a crate that are constructed.
fn constructed(workspace: &Workspace, krate: &str) -> BTreeSet<String> {
    let report = report(workspace, &["--crate", krate]);
    let codes = report["codes"].as_array().unwrap().iter();
    codes
        .filter(|code| !code["constructed"].is_null())
        .map(|code| code["variant"].as_str().unwrap().to_owned())
        .collect()
}

/// Holds which of one crate's variants are constructed: those whose name begins with `Yes`.
#[track_caller]
fn check(name: &str, variants: &[&str], source: &str) {
    let workspace = Workspace::new(&format!("constructions-{name}"));
    let krate = format!("constructions-{name}");
    library(&workspace, &krate, "Failure", variants, source);
    let expected: BTreeSet<String> = variants
        .iter()
        .filter(|variant| variant.starts_with("Yes"))
        .map(|variant| variant.split(['(', ' ']).next().unwrap().to_owned())
        .collect();
    assert_eq!(constructed(&workspace, &krate), expected);
}

#[test]
fn values_and_no_patterns() {
    check(
        "values",
        &[
            "YesUnit",
            "YesTuple(u8)",
            "YesStruct { user: String }",
            "YesFunction(std::io::Error)",
            "YesOwn",
            "YesConst",
            "YesByType",
            "YesArgument",
            "YesGuard",
            "YesOnWindows",
            "NoArm",
            "NoLet",
            "NoIfLet",
            "NoClosure",
            "NoCompared",
            "NoConstant",
            "NoTest",
            "NoTestModule",
            "NoTestBlock",
            "NoNever",
        ],
        r#"
pub const FIRST: Failure = Failure::YesConst;
pub fn unit() -> Result<(), Failure> { Err(Failure::YesUnit) }
pub fn tuple() -> Failure { crate::Failure::YesTuple(1) }
pub fn structure(user: String) -> Failure { self::Failure::YesStruct { user } }
pub fn function() -> Result<String, Failure> {
    std::fs::read_to_string("a").map_err(Failure::YesFunction)
}
pub fn by_type() -> Failure { <Failure>::YesByType }
pub fn argument(failure: &Failure) -> bool { *failure == other(Failure::YesArgument) }
fn other(failure: Failure) -> Failure { failure }
#[cfg(windows)]
pub fn on_windows() -> Failure { Failure::YesOnWindows }
impl Failure {
    pub fn own() -> Self { Self::YesOwn }
    #[cfg(test)]
    pub fn test_only() -> Self { Self::NoTest }
}
pub fn patterns(failure: Failure) -> bool {
    if let Failure::NoIfLet = failure {}
    let Failure::NoLet = failure else { return false };
    let _ = [failure].iter().any(|&Failure::NoClosure| true);
    let _ = failure.code() == Failure::NO_CONSTANT;
    #[cfg(test)]
    { let _ = Failure::NoTestBlock; }
    match failure {
        Failure::NoArm => true,
        _ if other(Failure::YesGuard) == failure => true,
        _ => failure == Failure::NoCompared || &failure != &(Failure::NoCompared),
    }
}
#[cfg(test)]
mod tests {
    #[test]
    fn test() { assert_eq!(super::other(super::Failure::NoTestModule), super::Failure::NoTestModule); }
}
"#,
    );
}

#[test]
fn macro_calls() {
    check(
        "macros",
        &[
            "YesBail",
            "YesEnsure",
            "YesVec",
            "YesNested(u8)",
            "YesRule",
            "YesStatement",
            "YesOwn",
            "NoMatches",
            "NoAssertMatches",
            "NoNestedMatches",
            "NoArm",
            "NoRuleMatches",
            "NoNever",
        ],
        r"
pub fn f(failure: Failure) -> Result<(), Failure> {
    bail!(Failure::YesBail);
    ensure!(failure.http() < 500, crate::Failure::YesEnsure);
    let _ = vec![Failure::YesVec; 3];
    tokio::join!(async { outer!(inner!(Err(Failure::YesNested(1)))) });
    try_stream! {
        let a = 1;
        match failure { Failure::NoArm => yield a, _ => Err(Failure::YesStatement)? }
    }
    assert!(matches!(failure, Failure::NoMatches | Failure::NoMatches));
    assert_matches!(failure, Failure::NoAssertMatches);
    strange!(=> Failure:: ; matches!(failure, Failure::NoNestedMatches) =>);
    Ok(())
}
impl Failure { fn own() -> Self { identity!(=> Self::YesOwn =>) } }
#[macro_export]
macro_rules! raise {
    ($e:expr) => { if !matches!($e, $crate::Failure::NoRuleMatches) { return Err($crate::Failure::YesRule); } };
}
",
    );
}

#[test]
fn names_and_imports() {
    let workspace = Workspace::new("constructions-names");
    let krate = "constructions-names";
    let variants = [
        "YesGlob",
        "YesImported",
        "YesRenamed",
        "YesAlias",
        "YesType",
        "YesInFunction",
        "YesBySuper",
        "YesByModule",
        "YesByAliasOfOther",
        "YesAbroad",
        "YesAbroadAlias",
        "YesAbroadGlob",
        "YesReexported",
        "NoNever",
        "NoSameWord",
    ];
    library(
        &workspace,
        krate,
        "Failure",
        &variants,
        r"
mod inner;
mod aliased;
pub mod prelude { pub use crate::Failure as Wrong; pub use crate::Failure::*; }
pub use Failure as Fault;
pub fn glob() -> Failure { use Failure::*; YesGlob }
pub fn in_function() -> Failure { use crate::Failure::{YesInFunction, YesRenamed as Other}; if glob() == YesInFunction { Other } else { YesInFunction } }
#[allow(non_snake_case)]
pub fn word() -> u8 { let NoSameWord = 1; 1 }
",
    );
    workspace.write(
        "constructions-names/src/inner.rs",
        "use super::Failure::YesImported;\nuse super::*;\npub type Local = super::Failure;\n\
         pub fn a() -> Local { YesImported }\npub fn b() -> Local { Local::YesType }\n\
         pub fn c() -> Failure { YesBySuper }\npub fn d() { use crate::prelude; prelude::YesByModule; }\n\
         use super::Failure as F;\npub fn e() -> F { F::YesAlias }\n",
    );
    workspace.write(
        "constructions-names/src/aliased.rs",
        "use crate::inner::Local as Far;\npub fn a() -> Far { Far::YesByAliasOfOther }\n",
    );
    // It has an enum of the same name, whose variants are its own.
    library(
        &workspace,
        "constructions-abroad",
        "Failure",
        &["YesOwn", "NoNever"],
        "mod far;\npub fn own() -> Failure { Failure::YesOwn }\n",
    );
    workspace.derived(
        "constructions-user",
        &["constructions-names"],
        "src/lib.rs",
        "use constructions_names::{Failure, Fault, prelude::*};\n\
         pub fn a() -> Failure { Failure::YesAbroad }\npub fn b() -> Failure { Fault::YesAbroadAlias }\n\
         pub fn c() -> Failure { YesAbroadGlob }\n\
         pub fn d() -> Failure { constructions_names::prelude::YesReexported }\n",
    );
    workspace.write(
        "constructions-abroad/src/far.rs",
        "pub fn a() { constructions_names::Failure::NoNever; }\n",
    );
    let expected = |yes: &[&str]| yes.iter().map(|yes| (*yes).to_owned()).collect::<BTreeSet<_>>();
    let yes: Vec<&str> = variants.into_iter().filter(|name| name.starts_with("Yes")).collect();
    assert_eq!(constructed(&workspace, "constructions-names"), {
        // The other crate does not depend on this one: what it means cannot be told.
        expected(&yes)
    });
    assert_eq!(constructed(&workspace, "constructions-abroad"), expected(&["NoNever", "YesOwn"]));
}

#[test]
fn what_nobody_wrote() {
    let workspace = Workspace::new("constructions-derived");
    workspace.derived(
        "constructions-derived",
        &[],
        "src/lib.rs",
        r#"use errcode::ErrorCode;
#[derive(Debug, Default, ErrorCode)]
#[non_exhaustive]
pub enum Failure {
    #[code(1)]
    Converted(#[from] std::io::Error),
    #[default]
    #[code(2)]
    First,
    #[code(3)]
    Never,
}
#[derive(Debug, Snafu, ErrorCode)]
pub enum Selected {
    #[code(4)]
    #[snafu(display("a"))]
    ReadError { source: std::io::Error },
    #[code(5)]
    #[snafu(display("b"), context(false))]
    Plain { source: std::fmt::Error },
    #[code(6)]
    #[snafu(display("c"))]
    Unused,
}
#[derive(Debug, ErrorCode)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[non_exhaustive]
pub enum Remote {
    #[code(7)]
    Any,
}
pub fn read() -> Result<String, Selected> { std::fs::read_to_string("a").context(ReadSnafu) }
"#,
    );
    let report = report(&workspace, &[]);
    let constructed: Vec<String> = report["codes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code["constructed"].to_string())
        .collect();
    assert_eq!(
        constructed,
        [
            r#"{"by":"From"}"#,
            r#"{"by":"Default"}"#,
            "null",
            r#"{"file":"constructions-derived/src/lib.rs","line":32}"#,
            r#"{"by":"From"}"#,
            "null",
            r#"{"by":"Deserialize"}"#,
        ]
    );
}

#[test]
fn files_of_tests_and_files_that_are_no_rust() {
    let workspace = Workspace::new("constructions-files");
    let krate = "constructions-files";
    library(
        &workspace,
        krate,
        "Failure",
        &["YesWindows", "NoTestFile", "NoTests", "NoExample", "NoBench", "NoBuild", "NoBroken"],
        "#[cfg(windows)] mod windows;\n#[cfg(test)] mod tests;\n",
    );
    let uses = |variant: &str| format!("fn main() {{ {}::Failure::{variant}; }}", "x");
    for (path, variant) in [
        ("src/windows.rs", "YesWindows"),
        ("src/tests.rs", "NoTestFile"),
        ("tests/it.rs", "NoTests"),
        ("examples/e.rs", "NoExample"),
        ("benches/b.rs", "NoBench"),
        ("build.rs", "NoBuild"),
    ] {
        workspace.write(&format!("{krate}/{path}"), &uses(variant));
    }
    assert_eq!(constructed(&workspace, krate), BTreeSet::from(["YesWindows".to_owned()]));

    workspace.write(&format!("{krate}/src/broken.rs"), "fn f() { Failure::NoBroken ");
    let run = workspace.run(&["coverage", "--source"]).expect(0);
    assert!(
        run.stderr.contains(
            "note: 1 file cannot be read as Rust, so what is constructed there is not seen: \
             constructions-files/src/broken.rs"
        ),
        "{}",
        run.stderr
    );
}
