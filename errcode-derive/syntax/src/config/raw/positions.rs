//! Lines and columns of bytes. A file may have as many mistakes as lines, and all its lines may be one, so
//! nothing is counted anew for each.

/// What is counted once in a text.
pub(super) struct Positions {
    /// Where each line begins.
    lines: Vec<usize>,
    /// The bytes that begin no character.
    continued: Vec<usize>,
}

impl Positions {
    pub(super) fn of(text: &str) -> Positions {
        // The mark is no column in editors.
        let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let bytes = || text.bytes().enumerate();
        let ends = bytes().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let continued = bytes().filter(|(_, byte)| byte & 0xC0 == 0x80).map(|(at, _)| at);
        Positions {
            lines: std::iter::once(mark).chain(ends).collect(),
            continued: continued.collect(),
        }
    }

    /// The line and column of a byte, each from 1; columns count characters.
    pub(super) fn at(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines[line - 1].min(at);
        let continued = |to: usize| self.continued.partition_point(|byte| *byte < to);
        (line, at - start - (continued(at) - continued(start)) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Positions;

    #[test]
    fn columns_count_characters() {
        let text = "a\n数 b\r\n\nc";
        let positions = Positions::of(text);
        let found: Vec<_> = ["a", "数", "b", "\r", "c"]
            .map(|part| positions.at(text.find(part).unwrap()))
            .into_iter()
            .collect();
        assert_eq!(found, [(1, 1), (2, 1), (2, 3), (2, 4), (4, 1)]);
        assert_eq!(positions.at(text.len()), (4, 2));
        assert_eq!(Positions::of("").at(0), (1, 1));
        let marked = Positions::of("\u{feff}数b");
        assert_eq!([0, 3, 6].map(|at| marked.at(at)), [(1, 1), (1, 1), (1, 2)]);
    }
}
