//! The terminal of the README: what the program says of this repository's examples, as an SVG.
//!
//! `ERRCODE_BLESS=1 cargo test -p cargo-errcode --test it pictures::` draws it again. The page beside it is
//! of docs/pictures/make.

use std::fs;
use std::path::Path;

use anstyle::{Color, RgbColor};
use anstyle_svg::{Term, WIN10_CONSOLE};

use crate::fixture::run;

/// The commands whose output is shown.
const SHOWN: &[&[&str]] = &[&["explain", "100101"], &["map", "--service", "common"]];

const TEXT: Color = Color::Rgb(RgbColor(0xdd, 0xdd, 0xdd));

/// Seen as a window on a white page, and on a black one.
const BACKGROUND: Color = Color::Rgb(RgbColor(0x1c, 0x20, 0x28));

fn terminal() -> String {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let shown = SHOWN.iter().map(|command| {
        // The sources say the same as a build, which would have to be made here first.
        let arguments = [command, ["--source", "--color", "always"].as_slice()].concat();
        let output = run(repository, &arguments).expect(0).stdout;
        let command = format!("\x1b[1mcargo errcode {}\x1b[0m", command.join(" "));
        format!("\x1b[1;32m$\x1b[0m {command}\n{}", output.trim_end())
    });
    let text = shown.collect::<Vec<_>>().join("\n\n");
    let term = Term::new().palette(WIN10_CONSOLE).fg_color(TEXT).bg_color(BACKGROUND);
    // A line more, for as much room below as above.
    let svg = term.render_svg(&format!("{text}\n "));
    // At 0.4 what is dimmed is hard to read.
    scalable(&svg).replace("opacity: 0.4", "opacity: 0.65")
}

/// With a view box, so that the picture shrinks where a page is narrow, and is not cut off.
fn scalable(svg: &str) -> String {
    let attribute = |name: &str| {
        let (_, behind) = svg.split_once(&format!("{name}=\"")).unwrap();
        behind.split_once("px\"").unwrap().0
    };
    let view = format!("<svg viewBox=\"0 0 {} {}\" ", attribute("width"), attribute("height"));
    svg.replacen("<svg ", &view, 1)
}

#[test]
fn the_terminal_of_the_readme_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/pictures/terminal.svg");
    let svg = terminal();
    if std::env::var_os("ERRCODE_BLESS").is_some() {
        fs::write(path, &svg).unwrap();
    }
    // Git may have given the file other line ends.
    let drawn = fs::read_to_string(path).unwrap_or_default().replace('\r', "");
    assert_eq!(drawn, svg, "draw it again: see the top of pictures.rs");
}
