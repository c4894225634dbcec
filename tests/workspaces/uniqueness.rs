//! A code is taken once: in a crate, in what is linked together.

use crate::fixture::{Run, Workspace};

const TWO_ENUMS: &str = r"
pub mod first {
    #[derive(Debug, errcode::ErrorCode)]
    #[non_exhaustive]
    pub enum First {
        #[code(100101)]
        One,
    }
}
pub mod second {
    #[derive(Debug, errcode::ErrorCode)]
    #[non_exhaustive]
    pub enum Second {
        #[code(0x18705)]
        Other,
    }
}
";

fn one_enum(code: &str) -> String {
    format!(
        "#[derive(Debug, errcode::ErrorCode)]\npub enum Error {{\n    #[code({code})]\n    Taken,\n}}\n"
    )
}

/// No layout and no owners: several packages may use any code, so the linker decides.
const SHARED: &str = "reserved = []\n";

#[track_caller]
fn check_two_enums(run: &Run) {
    assert!(!run.is_success);
    let text = &run.stderr;
    assert_eq!(text.matches("error[E0428]").count(), 1, "{text}");
    assert!(text.contains("the name `error_code_100101` is defined multiple times"), "{text}");
    let first = "#[code(100101)]\n   |                ------ previous definition";
    let second = "#[code(0x18705)]\n   |                ^^^^^^^ `error_code_100101` redefined here";
    for place in [first, second] {
        let place: String = place.split_whitespace().collect();
        let text: String = text.split_whitespace().filter(|word| *word != "|").collect();
        let place = place.replace('|', "");
        assert!(text.contains(&place), "{place} in {text}");
    }
}

#[test]
fn two_enums_of_a_library() {
    let workspace = Workspace::new("two-enums-of-a-library");
    workspace.package("shop", "", "src/lib.rs", TWO_ENUMS);
    check_two_enums(&workspace.cargo(&["check"]));
}

#[test]
fn two_enums_of_a_binary() {
    let workspace = Workspace::new("two-enums-of-a-binary");
    workspace.package("shop", "", "src/main.rs", &format!("{TWO_ENUMS}\nfn main() {{}}\n"));
    check_two_enums(&workspace.cargo(&["check"]));
}

#[test]
fn unique_in_the_enum_only() {
    let workspace = Workspace::new("unique-in-the-enum-only");
    let text = TWO_ENUMS.replace("#[non_exhaustive]", "#[errcode(unique = \"enum\")]");
    workspace.package("shop", "", "src/lib.rs", &text);
    let run = workspace.cargo(&["check"]);
    assert!(run.is_success, "{}", run.stderr);
}

/// Two libraries and a program that uses both.
fn two_crates(name: &str, codes: [&str; 2]) -> Workspace {
    let workspace = Workspace::new(name);
    workspace.write("errcode.toml", SHARED);
    workspace.package("store", "", "src/lib.rs", &one_enum(codes[0]));
    workspace.package("users", "", "src/lib.rs", &one_enum(codes[1]));
    workspace.package(
        "server",
        "store = { path = \"../store\" }\nusers = { path = \"../users\" }\n",
        "src/main.rs",
        "fn main() { println!(\"{} {}\", store::Error::Taken, users::Error::Taken); }\n",
    );
    workspace
}

#[test]
fn two_crates_do_not_link() {
    let workspace = two_crates("two-crates-do-not-link", ["100101", "100101"]);
    for profile in [&["build"][..], &["build", "--release"]] {
        let run = workspace.cargo(profile);
        assert!(!run.is_success, "{profile:?}");
        let text = &run.stderr;
        // lld, then GNU ld.
        let is_named = text.contains("duplicate symbol: __errcode_100101")
            || text.contains("multiple definition of `__errcode_100101'");
        assert!(is_named, "{text}");
    }
    // Each library alone is fine.
    assert!(workspace.cargo(&["build", "--package", "store", "--package", "users"]).is_success);
}

#[test]
fn two_crates_with_their_own_codes_link() {
    let workspace = two_crates("two-crates-link", ["100101", "100102"]);
    let run = workspace.cargo(&["run", "--package", "server"]);
    assert!(run.is_success, "{}", run.stderr);
    assert_eq!(run.stdout, "Taken Taken\n");
}

#[test]
fn two_domains_may_share_a_number() {
    let workspace = two_crates("two-domains", ["100101", "100101"]);
    workspace.write(
        "errcode.toml",
        "[domains.store]\ncrates = [\"store\"]\n[domains.users]\ncrates = [\"users\"]\n",
    );
    let run = workspace.cargo(&["build"]);
    assert!(run.is_success, "{}", run.stderr);
}

/// A dev-dependency cycle links a crate twice: as the test, and as its dependency's dependency.
#[test]
fn a_dev_dependency_cycle_links() {
    let workspace = Workspace::new("dev-dependency-cycle");
    workspace.write("errcode.toml", SHARED);
    let unit_test = "
        #[test]
        fn both() {
            assert_eq!(helper::message(), Error::Taken.to_string());
            assert_eq!(errcode::registry().entries().len(), 1);
            assert_eq!(errcode::registry().duplicates().count(), 0);
        }
    ";
    let text = format!(
        "{}\n#[cfg(test)]\nmod tests {{ use super::*; {unit_test} }}\n",
        one_enum("100101")
    );
    workspace.package(
        "store",
        "[dev-dependencies]\nhelper = { path = \"../helper\" }\n",
        "src/lib.rs",
        &text,
    );
    workspace.package(
        "helper",
        "store = { path = \"../store\" }\n",
        "src/lib.rs",
        "pub fn message() -> String { store::Error::Taken.to_string() }\n",
    );
    let run = workspace.cargo(&["test", "--package", "store", "--lib"]);
    assert!(run.is_success, "{}\n{}", run.stdout, run.stderr);
}

/// Two published versions of one crate must not clash, so nothing is held at link without
/// errcode.toml.
#[test]
fn two_versions_without_errcode_toml_link() {
    let workspace = Workspace::new("two-versions");
    workspace.package("store", "", "src/lib.rs", &one_enum("100101"));
    let next = one_enum("100101").replace("Taken,", "Taken,\n    #[code(100102)]\n    New,");
    workspace.package("store-next", "", "src/lib.rs", &next);
    let path = workspace.member("store-next/Cargo.toml");
    let manifest = workspace
        .read(&path)
        .replace("name = \"store-next\"", "name = \"store\"")
        .replace("version = \"0.1.0\"", "version = \"0.2.0\"");
    workspace.write(&path, &manifest);
    workspace.package(
        "server",
        "old = { package = \"store\", path = \"../store\" }\n\
         new = { package = \"store\", path = \"../store-next\" }\n",
        "src/main.rs",
        "fn main() { println!(\"{} {}\", old::Error::Taken, new::Error::New); }\n",
    );
    workspace.write(
        "Cargo.toml",
        "[workspace]
members = [\"two-versions/server\"]
exclude = [\"two-versions/store\", \"two-versions/store-next\"]
resolver = \"3\"
",
    );
    let run = workspace.cargo(&["run", "--package", "server"]);
    assert!(run.is_success, "{}", run.stderr);
    assert_eq!(run.stdout, "Taken New\n");
}
