//! The samples of docs/layouts.md.

use errcode::{Layout, OwnedCode, Parts, Role};
use errcode_syntax::config::Config;

const PAGE: &str = include_str!("../../docs/layouts.md");

/// The rows of the table with these headings, without backticks.
#[track_caller]
fn table<const N: usize>(headings: [&str; N]) -> Vec<[String; N]> {
    let header = format!("| {} |\n", headings.join(" | "));
    let (_, rest) = PAGE.split_once(&header).unwrap_or_else(|| panic!("no table {header}"));
    let rows = rest.lines().skip(1).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| {
        let cells = row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
        cells.collect::<Vec<String>>().try_into().unwrap()
    };
    let rows: Vec<[String; N]> = rows.map(cells).collect();
    assert!(rows.len() > 3);
    rows
}

/// A layout as errcode.toml has it.
fn layout(cell: &str) -> Layout {
    let config = Config::parse(&format!("layout = {}", bare(cell))).unwrap();
    config.domains[0].layout.clone().unwrap()
}

fn bare(cell: &str) -> &str {
    cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`')).unwrap_or(cell)
}

/// A code as the source has it.
fn code(cell: &str) -> OwnedCode {
    let cell = bare(cell);
    match cell.strip_prefix('"') {
        Some(text) => OwnedCode::Text(text.trim_end_matches('"').to_owned()),
        None => OwnedCode::from_input(cell),
    }
}

fn words(parts: &Parts) -> String {
    parts.iter().map(|(role, part)| format!("{role} {part}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_form_reads_its_code() {
    for [written, printed, parts, capacity] in
        table(["in errcode.toml", "code", "reads as", "codes in a module"])
    {
        let layout = layout(&written);
        let code = layout.parse(bare(&printed)).unwrap();
        assert_eq!(layout.format(&code), bare(&printed), "{written}");
        assert_eq!(words(&layout.split(&code).unwrap()), parts, "{written}");
        let codes = layout.capacity(Role::Sequence).map(|codes| codes.to_string());
        assert_eq!(codes.as_deref().unwrap_or("letters count"), capacity, "{written}");
    }
}

#[test]
fn every_code_is_printed_as_shown() {
    for [written, source, printed] in table(["in errcode.toml", "in the source", "printed"]) {
        let (layout, code) = (layout(&written), code(&source));
        assert_eq!(layout.format(&code), bare(&printed), "{written}");
        assert_eq!(layout.parse(bare(&printed)).unwrap(), code, "{written}");
    }
}

#[test]
fn every_misfit_is_told_in_these_words() {
    for [written, source, said] in table(["in errcode.toml", "code", "what is said"]) {
        let error = layout(&written).split(&code(&source)).unwrap_err().to_string();
        assert!(error.ends_with(&said), "{written}: {error}");
    }
}

#[test]
fn every_widening_reads_as_shown() {
    for [from, to, source, before, after] in table(["from", "to", "code", "before", "after"]) {
        let code = code(&source);
        assert_eq!(words(&layout(&from).split(&code).unwrap()), before, "{from}");
        assert_eq!(words(&layout(&to).split(&code).unwrap()), after, "{to}");
    }
}

#[test]
fn the_families_are_an_errcode_toml() {
    let block = PAGE.split("```toml\n").find(|block| block.contains("[families]")).unwrap();
    let config = Config::parse(block.split("```").next().unwrap()).unwrap();
    assert_eq!(config.domains[0].families.len(), 3);
}
