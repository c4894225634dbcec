//! Files as text, with places.

use std::path::Path;

use proc_macro2::LineColumn;

use crate::catalog::Place;
use crate::error::Error;
use crate::input_file;
use crate::text_places::TextPlaces;

/// The byte order mark.
const MARK: char = '\u{feff}';

/// A file that was read.
pub(crate) struct TextFile {
    /// Its path as it was given.
    pub(crate) shown: String,
    /// Without a byte order mark.
    pub(crate) text: String,
    has_mark: bool,
    places: TextPlaces,
}

impl TextFile {
    /// Reads a file.
    ///
    /// # Errors
    /// That it cannot be read, or where it is no UTF-8.
    pub(crate) fn read(path: &Path) -> Result<TextFile, Error> {
        let bytes = input_file::read(path)
            .map_err(|error| Error::Source { path: path.to_owned(), error })?;
        TextFile::of_bytes(path.display().to_string(), bytes)
    }

    /// A file's bytes as text.
    ///
    /// # Errors
    /// Where they are no UTF-8.
    pub(crate) fn of_bytes(shown: String, bytes: Vec<u8>) -> Result<TextFile, Error> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(TextFile::new(shown, &text)),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
                let place = TextFile::new(shown, &text).place(usize::MAX);
                let message = "this is no UTF-8; save the file as UTF-8";
                Err(Error::List { mistakes: vec![format!("{place}: {message}")] })
            }
        }
    }

    pub(crate) fn new(shown: String, text: &str) -> TextFile {
        let has_mark = text.starts_with(MARK);
        let text = text.strip_prefix(MARK).unwrap_or(text).to_owned();
        let places = TextPlaces::unmarked(&text);
        TextFile { shown, text, has_mark, places }
    }

    /// As it is on the disk.
    pub(crate) fn original(&self) -> String {
        if self.has_mark { format!("{MARK}{}", self.text) } else { self.text.clone() }
    }

    /// The byte of a line (from 1) and a column in characters (from 0), as spans have them; the end of the
    /// line for one behind it, and of the text for a line that is not there.
    pub(crate) fn byte_of(&self, at: LineColumn) -> usize {
        let byte = self.places.byte(at.line as u32, at.column as u32 + 1);
        let end = || self.places.line(at.line as u32).map(|line| line.end);
        byte.or_else(end).unwrap_or(self.text.len())
    }

    /// The place of a byte; the end for one that lies behind it.
    pub(crate) fn place(&self, at: usize) -> Place {
        let (line, column) = self.places.line_and_column(at);
        Place { file: self.shown.clone(), line, column }
    }

    /// The place of a column in bytes of a line, both from 0.
    pub(crate) fn place_in_line(&self, line: usize, column: usize) -> Place {
        let line = self.places.line(line as u32 + 1);
        let start = line.map_or(self.text.len(), |line| line.start);
        self.place(start.saturating_add(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let file = TextFile::new("a".to_owned(), "\u{feff}数 x\r\ny");
        let place = |at| {
            let place = file.place(at);
            (place.line, place.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(4), (1, 3));
        assert_eq!(place(7), (2, 1));
        assert_eq!(place(99), (2, 2));
        for (line, column, byte) in
            [(1, 0, 0), (1, 1, 3), (1, 2, 4), (2, 0, 7), (2, 9, 8), (9, 0, 8)]
        {
            assert_eq!(file.byte_of(LineColumn { line, column }), byte, "{line}:{column}");
        }
        let place = file.place_in_line(1, 1);
        assert_eq!((place.line, place.column), (2, 2));
        assert_eq!(file.place_in_line(7, 1).line, 2);
    }
}
