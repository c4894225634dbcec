//! The constants of a Go package: names, expressions as tokens, and the comment of each.

use std::rc::Rc;

use super::super::row::Mistake;
use super::super::text_file::TextFile;
use super::lexer::{Kind, Token, tokens};

/// How many constants one declaration may name: each has the declaration's comment.
const MOST_NAMES: usize = 64;
/// How many tokens an expression may have that is repeated for constants without one, and how many bytes
/// all its words and texts: it is evaluated for each.
const MOST_REPEATED: usize = 50;
const LONGEST_REPEATED: usize = 1_000;

/// A constant as declared.
#[derive(Debug)]
pub(super) struct Constant {
    pub(super) name: String,
    pub(super) at: usize,
    /// What `iota` is for it.
    pub(super) iota: i128,
    /// Its value; shared by all constants for which Go repeats it.
    pub(super) expression: Rc<[Token]>,
    /// The lines of its comment: above it, else behind it.
    pub(super) comment: Rc<[String]>,
    pub(super) comment_at: Option<usize>,
}

/// Finds the constants that are declared outside of functions.
pub(super) fn constants(file: &TextFile, mistakes: &mut Vec<Mistake>) -> Vec<Constant> {
    let tokens = match tokens(&file.text) {
        Ok(tokens) => tokens,
        Err(unclosed) => {
            let place = file.place(unclosed.at);
            mistakes.push(Mistake { place, message: unclosed.what.to_owned() });
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(token) = tokens.get(at) {
        match &token.kind {
            Kind::Sign("{" | "(" | "[") => depth += 1,
            Kind::Sign("}" | ")" | "]") => depth = depth.saturating_sub(1),
            Kind::Word(word) if word == "const" && depth == 0 => {
                let mut block = Block { file, tokens: &tokens, mistakes, found: &mut found };
                at = block.read(at + 1);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

struct Block<'a> {
    file: &'a TextFile,
    tokens: &'a [Token],
    mistakes: &'a mut Vec<Mistake>,
    found: &'a mut Vec<Constant>,
}

impl Block<'_> {
    fn kind(&self, at: usize) -> Option<&Kind> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    /// Reads what stands behind `const`; returns the token behind it.
    fn read(&mut self, start: usize) -> usize {
        if self.kind(start) != Some(&Kind::Sign("(")) {
            return self.declaration(start, 0, &mut Vec::new());
        }
        let (mut at, mut iota) = (start + 1, 0);
        let mut above = Vec::new();
        loop {
            match self.kind(at) {
                None => {
                    let at = self.tokens[start].at;
                    self.mistake(at, "this block is not closed".to_owned());
                    return self.tokens.len();
                }
                Some(Kind::Sign(")")) => return at + 1,
                Some(Kind::End | Kind::Comment { .. }) => at += 1,
                Some(_) => {
                    at = self.declaration(at, iota, &mut above);
                    iota += 1;
                }
            }
        }
    }

    /// `A, B int = 1, 2`, up to its end. `above` has the expressions of the declaration above, and then
    /// those of this one.
    fn declaration(&mut self, start: usize, iota: i128, above: &mut Vec<Rc<[Token]>>) -> usize {
        let mut depth = 0_usize;
        let ends = |token: &Token| match &token.kind {
            Kind::Sign("(" | "[" | "{") => {
                depth += 1;
                false
            }
            Kind::Sign(")" | "]" | "}") if depth == 0 => true,
            Kind::Sign(")" | "]" | "}") => {
                depth -= 1;
                false
            }
            // A line may end in brackets, after a comma.
            Kind::End => depth == 0,
            _ => false,
        };
        let end =
            self.tokens[start..].iter().position(ends).map_or(self.tokens.len(), |at| start + at);
        let is_code = |token: &&Token| !matches!(token.kind, Kind::Comment { .. });
        let tokens: Vec<&Token> = self.tokens[start..end].iter().filter(is_code).collect();
        let names = names(&tokens);
        if names.is_empty() {
            let at = self.tokens[start].at;
            self.mistake(at, "a constant begins with its name".to_owned());
            return end.max(start + 1);
        }
        if names.len() > MOST_NAMES {
            let message = format!(
                "this names {} constants at once, and at most {MOST_NAMES} are read; write one a line",
                names.len()
            );
            self.mistake(names[0].1, message);
            return end;
        }
        let equals = tokens.iter().position(|token| token.kind == Kind::Sign("="));
        if let Some(equals) = equals {
            *above = expressions(&tokens[equals + 1..]);
        } else if above.is_empty() {
            let at = names[0].1;
            self.mistake(at, format!("`{}` has no value: `{} = 100101`", names[0].0, names[0].0));
            return end;
        } else if above.iter().any(|expression| is_too_long(expression)) {
            let message =
                format!("`{}` repeats an expression that is too long for that", names[0].0);
            self.mistake(names[0].1, message);
            return end;
        }
        let (comment, comment_at) = self.comment(start, end);
        let comment: Rc<[String]> = comment.into();
        for (index, (name, at)) in names.iter().enumerate() {
            let Some(expression) = above.get(index) else {
                self.mistake(
                    *at,
                    format!("`{name}` has no value; there are fewer values than names"),
                );
                continue;
            };
            self.found.push(Constant {
                name: name.clone(),
                at: *at,
                iota,
                expression: Rc::clone(expression),
                comment: Rc::clone(&comment),
                comment_at,
            });
        }
        end
    }

    /// The comment directly above a declaration, else the one behind it on its line.
    fn comment(&self, start: usize, end: usize) -> (Vec<String>, Option<usize>) {
        let is_code = |token: &Token| !matches!(token.kind, Kind::Comment { .. } | Kind::End);
        // A comment on the line of the declaration above is that one's.
        let above = self.tokens[..start].iter().rposition(is_code);
        let above = above.map(|at| &self.tokens[at]).filter(|token| token.kind != Kind::Sign("("));
        let (mut texts, mut place) = (Vec::new(), None);
        let mut below = self.tokens[start].line;
        for at in (0..start).rev() {
            let Token { kind: Kind::Comment { text, is_block, last_line }, line, .. } =
                &self.tokens[at]
            else {
                break;
            };
            if last_line + 1 < below || above.is_some_and(|above| above.line == *line) {
                break;
            }
            texts.push(comment_lines(text, *is_block));
            place = Some(self.tokens[at].at);
            below = *line;
        }
        let lines: Vec<String> = texts.into_iter().rev().flatten().collect();
        if lines.iter().any(|line| !line.trim().is_empty()) {
            return (lines, place);
        }
        let last = end.checked_sub(1).map_or(0, |at| self.tokens[at].line);
        let behind = self.tokens[start..]
            .iter()
            .enumerate()
            .take_while(|(at, token)| token.line <= last && (start + at < end || !is_code(token)));
        let behind = behind.filter_map(|(_, token)| match &token.kind {
            Kind::Comment { text, is_block, .. } => {
                Some((comment_lines(text, *is_block), Some(token.at)))
            }
            _ => None,
        });
        // The last: those before stand between the parts.
        behind.last().unwrap_or_default()
    }

    fn mistake(&mut self, at: usize, message: String) {
        self.mistakes.push(Mistake { place: self.file.place(at), message });
    }
}

/// Whether an expression is too long to be repeated.
fn is_too_long(expression: &[Token]) -> bool {
    let length = |token: &Token| match &token.kind {
        Kind::Word(text) | Kind::Number(text) | Kind::Text(text) => text.len(),
        Kind::Sign(_) | Kind::Comment { .. } | Kind::End => 0,
    };
    expression.len() > MOST_REPEATED
        || expression.iter().map(length).sum::<usize>() > LONGEST_REPEATED
}

/// The names that a declaration begins with.
fn names(tokens: &[&Token]) -> Vec<(String, usize)> {
    let mut names = Vec::new();
    let mut tokens = tokens.iter();
    while let Some(Token { kind: Kind::Word(name), at, .. }) = tokens.next() {
        names.push((name.clone(), *at));
        if tokens.next().map(|token| &token.kind) != Some(&Kind::Sign(",")) {
            break;
        }
    }
    names
}

/// Divides at the commas that are in no brackets.
fn expressions(tokens: &[&Token]) -> Vec<Rc<[Token]>> {
    let mut depth = 0_usize;
    let is_comma = |token: &&Token| {
        match &token.kind {
            Kind::Sign("(" | "[" | "{") => depth += 1,
            Kind::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.kind == Kind::Sign(",")
    };
    let of = |tokens: &[&Token]| tokens.iter().map(|token| (*token).clone()).collect();
    tokens.split(is_comma).map(of).collect()
}

/// The lines of a comment, but for what is for tools.
fn comment_lines(text: &str, is_block: bool) -> Vec<String> {
    if !is_block {
        let is_directive = text.starts_with("go:") || text.starts_with("nolint");
        return if is_directive { Vec::new() } else { vec![text.trim().to_owned()] };
    }
    let without_star = |line: &str| {
        let line = line.trim();
        line.strip_prefix('*').unwrap_or(line).trim().to_owned()
    };
    text.lines().map(without_star).collect()
}
