//! The tokens of Go.

/// A token and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: usize,
    /// Its line, from 0.
    pub(super) line: usize,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word(String),
    /// An integer, or a literal that only looks like one.
    Number(String),
    Text(String),
    /// An operator or bracket.
    Sign(&'static str),
    /// A comment's text, without its marks; the last line that it is on.
    Comment {
        text: String,
        is_block: bool,
        last_line: usize,
    },
    /// The end of a declaration: a semicolon, or the end of a line where Go puts one.
    End,
}

/// What stops reading: an unclosed comment or text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    pub(super) at: usize,
    pub(super) what: &'static str,
}

/// Longer ones first.
const SIGNS: [&str; 47] = [
    "<<=", ">>=", "&^=", "...", "&&", "||", "<-", "++", "--", "==", "!=", "<=", ">=", ":=", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "&^", "+", "-", "*", "/", "%", "&", "|",
    "^", "<", ">", "=", "!", "(", ")", "[", "]", "{", "}", ",", ":", ".", "~",
];

/// Divides a text. Characters that are nothing in Go are passed over.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Unclosed> {
    let mut lexer = Lexer { text, at: 0, line: 0, tokens: Vec::new(), may_end: false };
    while let Some(letter) = lexer.rest().chars().next() {
        lexer.next(letter)?;
    }
    lexer.end_of_line();
    Ok(lexer.tokens)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
    /// Whether a line may end a declaration behind the last token.
    may_end: bool,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn next(&mut self, letter: char) -> Result<(), Unclosed> {
        let rest = self.rest();
        if letter == '\n' {
            self.end_of_line();
            self.at += 1;
            self.line += 1;
        } else if letter == ';' {
            self.take(Kind::End, 1);
        } else if let Some(comment) = rest.strip_prefix("//") {
            let text = comment.lines().next().unwrap_or_default();
            let kind =
                Kind::Comment { text: text.to_owned(), is_block: false, last_line: self.line };
            self.take(kind, 2 + text.len());
        } else if let Some(comment) = rest.strip_prefix("/*") {
            let unclosed = Unclosed { at: self.at, what: "this comment is not closed" };
            let end = comment.find("*/").ok_or(unclosed)?;
            let text = comment[..end].to_owned();
            let last_line = self.line + text.matches('\n').count();
            if last_line > self.line {
                self.end_of_line();
            }
            self.take(Kind::Comment { text, is_block: true, last_line }, end + 4);
        } else if matches!(letter, '"' | '\'' | '`') {
            self.quoted(letter)?;
        } else if letter.is_alphabetic() || letter == '_' {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            self.take(Kind::Word(rest[..end].to_owned()), end);
        } else if letter.is_ascii_digit() {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            self.take(Kind::Number(rest[..end].to_owned()), end);
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            self.take(Kind::Sign(sign), sign.len());
        } else {
            self.at += letter.len_utf8();
        }
        Ok(())
    }

    /// A text, as Go reads its simple escapes. A rune is a text of its own.
    fn quoted(&mut self, quote: char) -> Result<(), Unclosed> {
        let unclosed = Unclosed { at: self.at, what: "this text is not closed" };
        let mut text = String::new();
        let mut letters = self.rest().char_indices().skip(1);
        loop {
            let (at, letter) = match letters.next() {
                Some((_, '\n')) if quote != '`' => return Err(unclosed),
                Some(found) => found,
                None => return Err(unclosed),
            };
            if letter == quote {
                let kind =
                    if quote == '\'' { Kind::Number("'".to_owned()) } else { Kind::Text(text) };
                self.take(kind, at + 1);
                return Ok(());
            }
            if letter == '\\' && quote != '`' {
                match letters.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, other)) => text.push(other),
                    None => return Err(unclosed),
                }
            } else {
                text.push(letter);
            }
        }
    }

    fn take(&mut self, kind: Kind, length: usize) {
        let lines = self.rest()[..length].matches('\n').count();
        match &kind {
            Kind::Word(_) | Kind::Number(_) | Kind::Text(_) => self.may_end = true,
            Kind::Sign(sign) => self.may_end = matches!(*sign, ")" | "]" | "}" | "++" | "--"),
            Kind::End => self.may_end = false,
            Kind::Comment { .. } => {}
        }
        self.tokens.push(Token { kind, at: self.at, line: self.line });
        self.at += length;
        self.line += lines;
    }

    /// Go ends a declaration with the line, behind a name, a literal or a closing bracket.
    fn end_of_line(&mut self) {
        if std::mem::take(&mut self.may_end) {
            self.tokens.push(Token { kind: Kind::End, at: self.at, line: self.line });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        tokens(text).unwrap().into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn lines_end_declarations() {
        let word = |word: &str| Kind::Word(word.to_owned());
        let one = Kind::Number("1".to_owned());
        assert_eq!(
            kinds("A = 1 +\n 0x_1 // x\nB"),
            [
                word("A"),
                Kind::Sign("="),
                one.clone(),
                Kind::Sign("+"),
                Kind::Number("0x_1".to_owned()),
                Kind::Comment { text: " x".to_owned(), is_block: false, last_line: 1 },
                Kind::End,
                word("B"),
                Kind::End
            ]
        );
        assert_eq!(kinds("A;1"), [word("A"), Kind::End, one, Kind::End]);
    }

    #[test]
    fn texts_and_comments() {
        assert_eq!(kinds(r#""a\"b;//""#)[0], Kind::Text("a\"b;//".to_owned()));
        assert_eq!(kinds("`a\n\\`")[0], Kind::Text("a\n\\".to_owned()));
        let found = tokens("/* a\n b */ C `\n` D").unwrap();
        assert_eq!(found[1].line, 1);
        assert_eq!(found[3].line, 2);
        for (text, at) in [("x /* y", 2), ("\"a\nb\"", 0), ("`a", 0), ("\"\\", 0), ("'", 0)] {
            assert_eq!(tokens(text).unwrap_err().at, at, "{text}");
        }
    }
}
