//! No linker drops the codes of an enum that nothing mentions, nor of one in a crate that is only named;
//! and errors are found across shared libraries.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use crate::fixture::Workspace;

/// What is passed to the linker: the default one, GNU ld, and both told to drop every section that only
/// its start and stop symbols mention, as lld does by itself.
const LINKERS: [(&str, &[&str]); 4] = [
    ("as-it-is", &[]),
    ("gnu", &["-fuse-ld=bfd"]),
    ("collecting", &["-Wl,-z,start-stop-gc"]),
    ("gnu-collecting", &["-fuse-ld=bfd", "-Wl,-z,start-stop-gc"]),
];

#[test]
fn unmentioned_enums_are_in_the_registry() {
    let workspace = Workspace::new("linkers");
    let unmentioned = "
        #[derive(Debug, errcode::ErrorCode)]
        #[non_exhaustive]
        pub enum Unmentioned { #[code(770001)] One, #[code(770002)] Two }
    ";
    workspace.package("linkers-lib", "", "src/lib.rs", unmentioned);
    for (name, arguments) in LINKERS {
        let package = format!("linkers-{name}");
        let program = "
            use linkers_lib as _;
            mod inner {
                #[derive(Debug, errcode::ErrorCode)]
                pub enum Here { #[code(770003)] Three }
            }
            fn main() {
                let codes = errcode::registry().entries().iter().map(|entry| entry.code().to_string());
                print!(\"{}\", codes.collect::<Vec<_>>().join(\" \"));
            }
        ";
        let dependency = "linkers-lib = { path = \"../linkers-lib\" }";
        workspace.package(&package, dependency, "src/main.rs", program);
        let lines: Vec<String> = arguments
            .iter()
            .map(|argument| format!("println!(\"cargo::rustc-link-arg={argument}\");"))
            .collect();
        let script = format!("fn main() {{ {} }}", lines.concat());
        workspace.write(&workspace.member(&format!("{package}/build.rs")), &script);
    }
    for (name, _) in LINKERS {
        let run = workspace.cargo(&["run", "--package", &format!("linkers-{name}")]);
        assert_eq!(run.stdout, "770001 770002 770003", "{name}: {}", run.stderr);
    }
}

#[test]
fn find_sees_errors_of_both_sides_of_a_dylib() {
    let workspace = Workspace::new("dylib");
    let library = "
        #[derive(Debug, errcode::ErrorCode)]
        #[non_exhaustive]
        pub enum Lib { #[code(770011)] One }
    ";
    workspace.package("dylib-lib", "[lib]\ncrate-type = [\"dylib\"]", "src/lib.rs", library);
    let program = "
        #[derive(Debug, errcode::ErrorCode)]
        enum App { #[code(770012)] Two }
        fn main() {
            let code = |error: &(dyn std::error::Error + 'static)| {
                errcode::find(error).map(|found| found.entry().code().to_string())
            };
            print!(\"{:?} {:?}\", code(&dylib_lib::Lib::One), code(&App::Two));
        }
    ";
    let dependency = "dylib-lib = { path = \"../dylib-lib\" }";
    workspace.package("dylib-app", dependency, "src/main.rs", program);
    let run = workspace.cargo(&["run", "--package", "dylib-app"]);
    assert_eq!(run.stdout, "Some(\"770011\") Some(\"770012\")", "{}", run.stderr);
}
