//! `map`: used, deprecated, retired, reserved and free codes of each module.

use errcode_core::section::Key;

use crate::fixture::{Workspace, code, laid_out, plain, text};

fn shop(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-map"));
    let mut old = code(100_102, 404, "GONE", "It is gone");
    old.facts = vec![(Key::Deprecated, "no longer raised".to_owned())];
    let codes = vec![code(100_101, 503, "DATABASE", "Busy"), old];
    workspace.library(&format!("{prefix}-store"), &[laid_out("StoreError", codes)]);
    workspace.write(
        "errcode.toml",
        "layout = { digits = \"SSMMNN\" }\n\
         reserved = [{ from = 100190, to = 100199, reason = \"partners\" }]\n\
         retired = { 100105 = \"split\" }\n\
         [services.common]\ncode = 10\nmodules = { basic = 0, database = 1 }\n\
         [services.later]\ncode = 11\n",
    );
    workspace
}

#[test]
fn a_strip_for_each_module() {
    let run = shop("strip").run(&["map"]).expect(0);
    assert_eq!(
        run.stdout,
        "codes digits SSMMNN, 2 of 100 services

common 2 of 100 modules
  basic     100000–100099  ··················································  100 free
  database  100100–100199  ▄▒×··········································░░░░░  1 used, 1 deprecated, 1 retired, 10 reserved, 87 free

later 0 of 100 modules

█ used  ▒ deprecated  × retired  ░ reserved  · free
"
    );
}

#[test]
fn the_map_for_programs() {
    let workspace = shop("programs");
    let run = workspace.run(&["map", "--format", "json"]).expect(0);
    let map: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let strip = &map["domains"][0]["services"][0]["strips"][1];
    assert_eq!(strip["counts"]["reserved"], 10);
    let runs = strip["runs"].as_array().unwrap();
    let states: Vec<&str> = runs.iter().map(|run| run["state"].as_str().unwrap()).collect();
    let wanted = ["free", "used", "deprecated", "free", "retired", "free", "reserved"];
    assert_eq!(states, wanted);
    assert_eq!(runs[4]["about"], "split");
    let lengths: u64 = runs.iter().map(|run| run["length"].as_u64().unwrap()).sum();
    assert_eq!(lengths, 100);
}

#[test]
fn rows_can_be_chosen() {
    let workspace = shop("rows");
    let run = workspace.run(&["map", "--service", "later"]).expect(0);
    assert!(!run.stdout.contains("database") && run.stdout.contains("later"), "{}", run.stdout);
    let run = workspace.run(&["map", "--service", "comon"]).expect(2);
    assert!(run.stderr.contains("common"), "{}", run.stderr);
}

#[test]
fn codes_without_a_layout_have_a_strip_too() {
    let workspace = Workspace::new("plain-map");
    let codes = vec![code(-1, 500, "UNKNOWN", "Unknown"), code(3, 500, "THREE", "Three")];
    workspace.library("plain-map-store", &[plain("StoreError", codes)]);
    workspace.write("errcode.toml", "");
    let run = workspace.run(&["map"]).expect(0);
    assert!(run.stdout.contains("  -1–3  █···█  2 used, 3 free\n"), "{}", run.stdout);
    // Strings and numbers far apart are counted only.
    let codes = vec![code(1, 500, "ONE", "One"), code(9_000_000_000, 500, "FAR", "Far")];
    workspace.library("plain-map-store", &[plain("StoreError", codes)]);
    let run = workspace.run(&["map"]).expect(0);
    assert!(run.stdout.contains("1–9000000000") && run.stdout.contains("2 used"), "{}", run.stdout);
}

#[test]
fn the_farthest_numbers_and_texts_are_counted() {
    let workspace = Workspace::new("far-map");
    let codes = vec![
        code(i64::MIN, 500, "LOWEST", "Lowest"),
        code(i64::MAX, 500, "HIGHEST", "Highest"),
        code(text("USR-1"), 404, "USER", "No user"),
        code(text("USR-2"), 404, "NAME", "No name"),
    ];
    workspace.library("far-map-store", &[plain("StoreError", codes)]);
    workspace.write("errcode.toml", "");
    let run = workspace.run(&["map"]).expect(0);
    let numbers = format!("  {}–{}    2 used\n", i64::MIN, i64::MAX);
    assert!(run.stdout.contains(&numbers), "{}", run.stdout);
    assert!(run.stdout.contains("  USR-1–USR-2 "), "{}", run.stdout);
    // Nothing is drawn, so nothing needs a legend.
    assert!(run.stdout.ends_with("  2 used\n"), "{}", run.stdout);
    workspace.run(&["html", "--output", "codes.html"]).expect(0);
}

#[test]
fn layouts_of_several_catalogs_are_not_mixed() {
    let one = Workspace::new("mixed-map-one");
    let codes = vec![code(100_101, 503, "DATABASE", "Busy")];
    one.library("mixed-map-store", &[laid_out("StoreError", codes)]);
    one.write("errcode.toml", "");
    let listing = one.run(&["list", "--format", "json"]).expect(0).stdout;
    let two = Workspace::new("mixed-map-two");
    two.library("mixed-map-other", &[plain("OtherError", vec![code(7, 500, "SEVEN", "Seven")])]);
    two.write("errcode.toml", "");
    two.write("one.json", &listing);
    let run = two.run(&["map", "--catalog", "one.json"]).expect(0);
    assert!(run.stdout.contains("\nother codes\n  7  █  1 used\n"), "{}", run.stdout);
    assert!(run.stdout.contains("100100–100199"), "{}", run.stdout);
}

#[test]
fn reserved_bands_of_long_strips() {
    let workspace = Workspace::new("long-map");
    let codes = vec![code(10_000_001, 503, "DATABASE", "Busy")];
    workspace.library("long-map-store", &[plain("StoreError", codes)]);
    let layout = "layout = { digits = \"SNNNNNNN\" }\n\
                  reserved = [{ from = 10000100, to = 15000099, reason = \"partners\" }]\n";
    workspace.write("errcode.toml", layout);
    let run = workspace.run(&["map", "--format", "json"]).expect(0);
    let map: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let strip = &map["domains"][0]["services"][0]["strips"][0];
    assert_eq!(strip["counts"]["reserved"], 5_000_000, "{strip}");
}
