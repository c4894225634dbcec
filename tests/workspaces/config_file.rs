//! errcode.toml as a file: found, tracked, and its mistakes shown with their place.

use crate::fixture::Workspace;

const ENUM: &str =
    "#[derive(Debug, errcode::ErrorCode)]\npub enum Error {\n    #[code(100101)]\n    One,\n}\n";
const TWO_ENUMS: &str =
    "\n#[derive(Debug, errcode::ErrorCode)]\npub enum Other {\n    #[code(100102)]\n    Two,\n}\n";

#[test]
fn a_mistake_is_reported_once_with_its_place() {
    let workspace = Workspace::new("config-mistake");
    workspace.write("errcode.toml", "[layout]\ndigits = \"SSMMNN\"\n\n[http]\nprofle = \"iam\"\n");
    workspace.package("shop", "", "src/lib.rs", &format!("{ENUM}{TWO_ENUMS}"));
    let run = workspace.cargo(&["check", "--message-format", "short"]);
    let errors = run.errors();
    assert_eq!(errors.len(), 1, "{}", run.stderr);
    assert!(errors[0].starts_with("config-mistake/shop/src/lib.rs:2:10: error: "), "{}", errors[0]);
    assert!(errors[0].contains("errcode.toml:5:1: unknown key `profle`, did you mean `profile`?"));
}

#[test]
fn a_change_of_the_file_alone_rebuilds() {
    let workspace = Workspace::new("config-change");
    workspace.write("errcode.toml", "layout = { digits = \"SSMMNN\" }\n");
    workspace.package("shop", "", "src/lib.rs", ENUM);
    assert!(workspace.cargo(&["check"]).is_success);
    // cargo compares times; a change within the clock's grain would not be seen.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    workspace
        .write("errcode.toml", "layout = { digits = \"SSMMNN\" }\n[retired]\n100101 = \"gone\"\n");
    let run = workspace.cargo(&["check"]);
    assert!(run.stderr.contains("code 100101 is retired (gone)"), "{}", run.stderr);
}

#[test]
fn the_file_may_live_in_dot_config() {
    let workspace = Workspace::new("config-folder");
    workspace.write(".config/errcode.toml", "[retired]\n100101 = \"gone\"\n");
    workspace.package("shop", "", "src/lib.rs", ENUM);
    let run = workspace.cargo(&["check"]);
    assert!(run.stderr.contains("code 100101 is retired (gone)"), "{}", run.stderr);
}

#[test]
fn the_grpc_profile_decides() {
    let workspace = Workspace::new("config-grpc");
    workspace.write("errcode.toml", "grpc = { profile = \"kratos\" }\n");
    workspace.package(
        "shop",
        "",
        "src/main.rs",
        "use errcode::ErrorCode;\n#[derive(Debug, ErrorCode)]\nenum Error {\n\
         #[code(100101, http = 502)]\nOne,\n}\nfn main() { print!(\"{}\", Error::One.grpc()); }\n",
    );
    let run = workspace.cargo(&["run"]);
    assert_eq!(run.stdout, "UNKNOWN", "{}", run.stderr);
}

#[test]
fn a_package_outside_all_named_domains_is_not_governed() {
    let workspace = Workspace::new("config-named");
    workspace.write(
        "errcode.toml",
        "[domains.other]\ncrates = [\"other\"]\nretired = { 100101 = \"gone\" }\n",
    );
    workspace.package("shop", "", "src/lib.rs", ENUM);
    let run = workspace.cargo(&["check"]);
    assert!(run.is_success, "{}", run.stderr);
}
