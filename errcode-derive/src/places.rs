//! Where the codes of an enum stand: file, line and column of each literal.
//!
//! rustc walks along the whole line when it is asked for a line or a column, so asking for each of a
//! thousand codes on one line would cost it the square of their number. Instead the enum's text is asked
//! for once, and lines are counted here. Where in it a code stands, only `Debug` of a span tells; its
//! form is no promise, so the result is compared with what rustc says about the last code, and rustc is
//! asked for all of them where it differs or where there is no text.

use proc_macro2::Span;

/// Where a literal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file, if it is not the enum's (a macro of another file wrote the code).
    pub(crate) file: Option<String>,
    pub(crate) position: Position,
}

/// Line and column, from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// The place of each code; `body` is the enum's braces.
pub(crate) fn places(body: Span, codes: &[Span]) -> Vec<Place> {
    count(body, codes).unwrap_or_else(|| {
        let file = body.unwrap().file();
        codes.iter().map(|code| ask(*code, &file)).collect()
    })
}

fn ask(code: Span, file_of_enum: &str) -> Place {
    let file = Some(code.unwrap().file()).filter(|file| file != file_of_enum);
    Place { file, position: position(code) }
}

fn position(span: Span) -> Position {
    let span = span.unwrap();
    Position { line: span.line() as u32, column: span.column() as u32 }
}

/// The places as counted in the enum's text; `None` if that cannot be relied on.
fn count(body: Span, codes: &[Span]) -> Option<Vec<Place>> {
    let start = first_byte(body)?;
    let text = body.source_text()?;
    let mut walk = Walk::new(&text, position(body));
    let mut places = Vec::with_capacity(codes.len());
    let mut last = None;
    for code in codes {
        let offset = first_byte(*code)?.checked_sub(start).filter(|offset| *offset < text.len());
        places.push(match offset {
            Some(offset) => {
                let position = walk.go_to(offset);
                last = Some((*code, position));
                Place { file: None, position }
            }
            // A code that a macro brought from elsewhere.
            None => ask(*code, &body.unwrap().file()),
        });
    }
    last.is_none_or(|(code, counted)| counted == position(code)).then_some(places)
}

/// The first byte of a span in all that rustc has read: `#0 bytes(120..126)` says it.
fn first_byte(span: Span) -> Option<usize> {
    let text = format!("{:?}", span.unwrap());
    let (_, bytes) = text.split_once(" bytes(")?;
    bytes.split_once("..")?.0.parse().ok()
}

/// Walks through a text, counting.
struct Walk<'t> {
    text: &'t str,
    start: Position,
    offset: usize,
    position: Position,
}

impl<'t> Walk<'t> {
    /// A walk through a text that starts at a position.
    fn new(text: &'t str, start: Position) -> Walk<'t> {
        Walk { text, start, offset: 0, position: start }
    }

    /// The position of the character at an offset, in bytes.
    fn go_to(&mut self, offset: usize) -> Position {
        if offset < self.offset {
            (self.offset, self.position) = (0, self.start);
        }
        let Position { mut line, mut column } = self.position;
        for byte in &self.text.as_bytes()[self.offset..offset] {
            if *byte == b'\n' {
                line += 1;
                column = 1;
            } else if *byte & 0xC0 != 0x80 {
                // All but the further bytes of a character.
                column += 1;
            }
        }
        (self.offset, self.position) = (offset, Position { line, column });
        self.position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_counts_lines_and_characters() {
        let text = "{ \"数据\" 1,\n\n\t2 }";
        let mut walk = Walk::new(text, Position { line: 7, column: 10 });
        let mut check = |letter, line, column| {
            let offset = text.find(letter).unwrap();
            assert_eq!(walk.go_to(offset), Position { line, column }, "{letter}");
        };
        check('1', 7, 17);
        check('2', 9, 2);
        check('"', 7, 12);
        check('}', 9, 4);
    }
}
