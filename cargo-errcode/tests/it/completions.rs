//! `completions`: the bash script is loaded by a real bash.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::fixture::run;

fn script(shell: &str) -> String {
    let run = run(Path::new("."), &["completions", shell]).expect(0);
    assert_eq!(run.stderr, "");
    run.stdout
}

/// What bash offers for a command line, whose last word is being typed. `before` runs first.
fn offers(before: &str, words: &[&str]) -> String {
    // As bash itself calls the function that is registered for a command.
    let driver = r#"
        complete_words() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
            [[ $(complete -p "$1") =~ -F\ ([^ ]+) ]] || return 1
            "${BASH_REMATCH[1]}" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[*]}"
        }
    "#;
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let mut bash = Command::new("bash")
        .args(["--norc", "--noprofile", "-u", "-s"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text =
        format!("{before}\n{}\n{driver}\ncomplete_words {}\n", script("bash"), quoted.join(" "));
    bash.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn bash_completes_commands_and_values() {
    assert_eq!(offers("", &["cargo-errcode", "che"]), "check");
    assert_eq!(offers("", &["cargo-errcode", "hook", "un"]), "uninstall");
    assert_eq!(offers("", &["cargo-errcode", "check", "--sta"]), "--staged");
    assert_eq!(offers("", &["cargo-errcode", "check", "--message-format", "git"]), "github gitlab");
}

#[test]
fn bash_completes_behind_cargo_too() {
    assert_eq!(offers("", &["cargo", "errcode", "che"]), "check");
    assert_eq!(offers("", &["cargo", "+nightly", "errcode", "hook", "un"]), "uninstall");
    assert_eq!(offers("", &["cargo", "errcode", "layout", "widen", "--dry"]), "--dry-run");
}

#[test]
fn everything_else_stays_with_cargos_own_completion() {
    let own = "_own() { COMPREPLY=(\"own:$1:$2:$3\"); }; complete -F _own cargo";
    assert_eq!(offers(own, &["cargo", "bui"]), "own:cargo:bui:cargo");
    assert_eq!(offers(own, &["cargo", "build", "errcode"]), "own:cargo:errcode:build");
    // The command itself is cargo's to complete.
    assert_eq!(offers(own, &["cargo", "errcode"]), "own:cargo:errcode:cargo");
    assert_eq!(offers(own, &["cargo", "errcode", "che"]), "check");
    // Loaded twice it does not hand over to itself.
    let twice = format!("{own}\n{}", script("bash"));
    assert_eq!(offers(&twice, &["cargo", "bui"]), "own:cargo:bui:cargo");
    // bash-completion loads cargo's when it is first asked for.
    let lazy =
        "_completion_loader() { _cargo() { COMPREPLY=(\"lazy:$2\"); }; complete -F _cargo cargo; }";
    assert_eq!(offers(lazy, &["cargo", "bui"]), "lazy:bui");
    assert_eq!(offers("", &["cargo", "bui"]), "");
}

#[test]
fn every_shell_has_a_script() {
    assert!(script("zsh").starts_with("#compdef cargo-errcode\n"));
    let fish = script("fish");
    assert!(fish.contains("complete -c cargo-errcode") && fish.contains("__fish_cargo_errcode"));
    assert!(
        script("powershell")
            .contains("Register-ArgumentCompleter -Native -CommandName 'cargo-errcode'")
    );
    assert!(script("elvish").contains("edit:completion:arg-completer[cargo-errcode]"));
    let run = run(Path::new("."), &["completions", "tcsh"]).expect(2);
    assert!(run.stderr.contains("[possible values: bash, elvish, fish, powershell, zsh]"));
}
