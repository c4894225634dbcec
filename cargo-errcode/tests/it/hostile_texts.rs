//! Texts that the derive would refuse and that another encoder may have written: terminal commands,
//! ends of lines, markup. Every form stays well-formed, and none hands a command to a terminal.

use errcode_core::section::{CodeFacts, Key};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use serde_json::Value;

use crate::fixture::{Workspace, code, plain, text};

/// NUL, terminal commands in seven and eight bits, what XML does not allow, ends of lines of all kinds,
/// marks of direction, and what closes the strings of each form.
const HOSTILE: &str = "\0\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}31m\u{fffe}\u{ffff}\r\n::error::x\u{2028}\u{202e}]]>\"'<&%0A\\";
/// What has to come through as it is.
const TEXT: &str = "\u{645}\u{631}\u{62d}\u{628}\u{627} \u{1F469}\u{200D}\u{1F4BB} 数据";

fn workspace(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-hostile"));
    let hostile = CodeFacts {
        facts: vec![(Key::Reference, format!("http://{HOSTILE}{TEXT}"))],
        ..code(text(&format!("A{HOSTILE}")), 400, "ORDER", &format!("Order {HOSTILE}"))
    };
    let file = format!("{prefix}-a/src/{HOSTILE}.rs");
    workspace.library(&format!("{prefix}-a"), &[]);
    workspace.move_source(&format!("{prefix}-a"), &file, plain("Error", vec![hostile]));
    workspace
}

/// The report in a form, with colours forced.
fn report(workspace: &Workspace, format: &str) -> String {
    let check = ["check", "--quiet", "--color", "always", "--message-format", format];
    workspace.run(&check).expect(0).stdout
}

#[track_caller]
fn has_no_commands(text: &str) {
    let is_command = |c: char| c.is_control() && c != '\n' && c != '\t';
    let found: Vec<char> = text.chars().filter(|c| is_command(*c)).collect();
    assert_eq!(found, [] as [char; 0], "{text:?}");
    for hidden in ['\u{2028}', '\u{202e}', '\u{fffe}', '\u{ffff}'] {
        assert!(!text.contains(hidden), "{hidden:?}: {text:?}");
    }
}

/// The strings of a JSON value.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A program's string may end on a terminal, so the texts inside are printable as well.
#[test]
fn of_json() {
    let workspace = workspace("hostile-json");
    for format in ["json", "sarif", "gitlab"] {
        let report = report(&workspace, format);
        assert!(!report.contains('\u{1b}'), "{format}: {report:?}");
        // Of cargo's messages, the one that is ours.
        let is_ours = |line: &&str| line.contains("compiler-message");
        let report = report.lines().find(is_ours).map_or(report.clone(), str::to_owned);
        let report: Value = serde_json::from_str(&report).unwrap();
        let mut found = Vec::new();
        strings(&report, &mut found);
        found.retain(|text| text.contains(TEXT));
        assert!(!found.is_empty(), "{format}: {report}");
        for text in found {
            has_no_commands(&text);
        }
    }
}

#[test]
fn of_junit() {
    let report = report(&workspace("hostile-junit"), "junit");
    has_no_commands(&report);
    let mut reader = Reader::from_str(&report);
    let (mut texts, mut names) = (String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Text(text) => texts.push_str(&text.decode().unwrap()),
            Event::GeneralRef(name) => {
                let name = name.decode().unwrap();
                texts.push_str(resolve_predefined_entity(&name).unwrap());
            }
            Event::Start(start) | Event::Empty(start) => {
                for attribute in start.attributes() {
                    names.push(attribute.unwrap().unescape_value().unwrap().into_owned());
                }
            }
            _ => {}
        }
    }
    let shown = r#"\u{0}\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}31m\u{fffe}\u{ffff}\r\n::error::x\u{2028}\u{202e}]]>"'<&%0A\"#;
    assert!(texts.contains(&format!("http://{shown}{TEXT}")), "{texts}");
    assert!(names.contains(&format!("A{shown} Error::Order")), "{names:?}");
}

#[test]
fn of_github() {
    let report = report(&workspace("hostile-github"), "github");
    has_no_commands(&report);
    assert!(report.contains(TEXT), "{report}");
    let lines: Vec<&str> = report.lines().collect();
    assert!(lines.iter().all(|line| line.starts_with("::warning file=")), "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("%250A")), "{lines:?}");
}

#[test]
fn for_people() {
    let workspace = workspace("hostile-people");
    let short = report(&workspace, "short");
    has_no_commands(&short);
    assert!(short.contains(TEXT), "{short}");
    // Coloured, but by nobody else.
    let human = report(&workspace, "human");
    assert!(human.contains("\u{1b}[1m"), "{human}");
    // rustc's renderer leaves out joiners in titles.
    assert!(human.contains(&TEXT.replace('\u{200D}', "")), "{human}");
    assert!(!human.contains("\u{1b}[31m") && !human.contains("\u{1b}]"), "{human:?}");
    has_no_commands(&human.replace('\u{1b}', ""));
    for format in ["table", "csv", "markdown"] {
        let list = ["list", "--quiet", "--color", "always", "--format", format];
        let list = workspace.run(&list).expect(0).stdout;
        has_no_commands(&list.replace('\u{1b}', ""));
        assert!(!list.contains("\u{1b}[31m") && !list.contains("\u{1b}]"), "{format}: {list:?}");
    }
    let page = workspace.run(&["explain", "--quiet", "--color", "always", "ORDER"]).expect(0);
    has_no_commands(&page.stdout.replace('\u{1b}', ""));
    assert!(!page.stdout.contains("\u{1b}[31m"), "{:?}", page.stdout);
}

/// What a command says of its arguments, and of cargo's errors.
#[test]
fn errors() {
    let folder = std::env::temp_dir();
    let run = crate::fixture::run(&folder, &["inspect", "--color", "always", "\u{1b}[31mx\u{9b}"]);
    let run = run.expect(101);
    assert!(run.stderr.contains("codes from `\\u{1b}[31mx\\u{9b}`: "), "{:?}", run.stderr);
    let mut command = crate::fixture::command(&folder, &["list"]);
    let run =
        crate::fixture::Run::from(command.env("CARGO_TERM_COLOR", "always").output().unwrap());
    assert!(run.expect(102).stderr.contains(": could not find `Cargo.toml`"));
}
