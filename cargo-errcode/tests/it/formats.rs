//! The forms of findings that programs read.

use cargo_metadata::Message;
use errcode_core::section::{Key, Origin};
use errcode_core::{Fault, RetryAdvice, Severity};
use serde_json::Value;

use crate::fixture::{Workspace, code, laid_out};

/// What other readers of the section need, in the words of this one.
#[test]
fn the_document_has_the_numbers_of_the_section() {
    let document = include_str!("../../../docs/catalog-format.md");
    let rows: [(&str, Vec<&str>); 5] = [
        ("keys", Key::ALL.iter().map(|key| key.as_str()).collect()),
        ("retry advice", RetryAdvice::ALL.iter().map(|advice| advice.as_str()).collect()),
        ("severity", Severity::ALL.iter().map(|severity| severity.as_str()).collect()),
        ("fault", Fault::ALL.iter().map(|fault| fault.as_str()).collect()),
        ("origin", Origin::ALL.iter().map(|origin| origin.as_str()).collect()),
    ];
    for (what, values) in rows {
        let row = format!("| {what} | {} |", values.join(", "));
        assert!(document.lines().any(|line| line == row), "docs/catalog-format.md lacks {row}");
    }
}

/// Two crates with one code, the second with `above` lines before it.
fn clash(workspace: &Workspace, prefix: &str) {
    for (name, variant) in [("a", "FIRST"), ("b", "SECOND")] {
        let codes = vec![code(100_101, 500, variant, &format!("It is {variant}"))];
        workspace.library(&format!("{prefix}-{name}"), &[laid_out("StoreError", codes)]);
    }
}

fn check(workspace: &Workspace, format: &str) -> String {
    workspace.run(&["check", "--message-format", format]).expect(100).stdout
}

#[test]
fn json_is_cargos() {
    let workspace = Workspace::new("json-format");
    clash(&workspace, "jsonf");
    let stdout = check(&workspace, "json");
    let messages: Vec<Message> =
        Message::parse_stream(stdout.as_bytes()).collect::<Result<_, _>>().unwrap();
    // Cargo's own messages come first, so that an editor loses none of them.
    assert!(matches!(messages.first(), Some(Message::CompilerArtifact(_))), "{stdout}");
    assert!(matches!(messages.last(), Some(Message::BuildFinished(_))), "{stdout}");
    let is_ours = |message: &&Message| matches!(message, Message::CompilerMessage(_));
    let ours: Vec<&Message> = messages.iter().filter(is_ours).collect();
    let [Message::CompilerMessage(message)] = *ours.as_slice() else { panic!("{stdout}") };
    assert!(message.package_id.repr.contains("jsonf-b"), "{stdout}");
    assert_eq!(message.target.name, "jsonf_b");
    let diagnostic = &message.message;
    assert_eq!(diagnostic.code.as_ref().unwrap().code, "duplicate-code");
    assert!(
        diagnostic.rendered.as_ref().unwrap().starts_with("error[duplicate-code]: code 100101")
    );
    let [second, first] = diagnostic.spans.as_slice() else { panic!("{stdout}") };
    assert!(second.is_primary && !first.is_primary);
    assert_eq!((second.line_start, second.column_start, second.column_end), (3, 15, 21));
    assert_eq!(second.text[0].text, "    // #[code(100101, http = 500)]");
    let source = workspace.read(&second.file_name);
    assert_eq!(&source[second.byte_start as usize..second.byte_end as usize], "100101");
    // What an editor offers to write in its place.
    let offer = &diagnostic.children.last().unwrap().spans[0];
    assert_eq!(offer.suggested_replacement.as_deref(), Some("100102"), "{stdout}");
    assert_eq!((offer.byte_start, offer.byte_end), (second.byte_start, second.byte_end));
}

#[test]
fn fingerprints_survive_line_shifts() {
    let workspace = Workspace::new("fingerprint-format");
    clash(&workspace, "printf");
    let prints = || {
        let gitlab: Value = serde_json::from_str(&check(&workspace, "gitlab")).unwrap();
        let sarif: Value = serde_json::from_str(&check(&workspace, "sarif")).unwrap();
        let result = &sarif["runs"][0]["results"][0];
        let line = gitlab[0]["location"]["lines"]["begin"].clone();
        assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], line);
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        let rule = &sarif["runs"][0]["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], "duplicate-code");
        let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["insertedContent"]["text"], "100102", "{sarif}");
        assert_eq!(change["deletedRegion"]["startLine"], line);
        let print = gitlab[0]["fingerprint"].clone();
        assert_eq!(result["partialFingerprints"]["errcode/v1"], print);
        (line, print)
    };
    let (line, print) = prints();
    let codes = vec![code(100_100, 500, "ABOVE", "Above"), code(100_101, 500, "SECOND", "Second")];
    workspace.library("printf-b", &[laid_out("StoreError", codes)]);
    let (line_later, print_later) = prints();
    assert_ne!(line, line_later);
    assert_eq!(print, print_later);
}

#[test]
fn servers_read_them() {
    let workspace = Workspace::new("server-format");
    clash(&workspace, "serverf");
    let github = check(&workspace, "github");
    let start = "::error file=serverf-b/src/lib.rs,line=3,col=15,\
                 title=duplicate-code%3A code 100101 is declared twice::code 100101";
    assert!(github.starts_with(start), "{github}");
    assert_eq!(github.lines().count(), 1, "{github}");
    let junit = check(&workspace, "junit");
    assert!(junit.contains("failures=\"1\""), "{junit}");
    assert!(junit.contains("<failure message=\"code 100101 is declared twice\">"), "{junit}");
    assert!(
        junit.contains("<testcase classname=\"http-changed\" name=\"http-changed\"/>"),
        "{junit}"
    );

    // Nothing found is a report too.
    workspace.library("serverf-b", &[]);
    for (format, expected) in [("gitlab", "[]\n"), ("github", "")] {
        let run = workspace.run(&["check", "--message-format", format]).expect(0);
        assert_eq!(run.stdout, expected, "{format}");
    }
    let run = workspace.run(&["check", "--message-format", "sarif"]).expect(0);
    let sarif: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
}
