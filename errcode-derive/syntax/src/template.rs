//! Message templates: text with `{field}` placeholders, in the syntax of `format!`.

/// A message or detail, divided into text and placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// As written.
    pub raw: String,
    /// Its parts in order.
    pub pieces: Vec<Piece>,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text, with `{{` and `}}` already single.
    Text(String),
    /// A value to fill in.
    Placeholder(Placeholder),
}

/// `{name}`, `{0}`, `{name:?}`, `{name:>5}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The field: a name or a position.
    pub field: String,
    /// The format spec after the colon, without it.
    pub spec: String,
}

impl Placeholder {
    /// The trait of `std::fmt` that the spec asks for.
    #[must_use]
    pub fn format_trait(&self) -> &'static str {
        match self.spec.trim_start_matches(|c: char| !c.is_alphabetic() && c != '?') {
            "?" | "x?" | "X?" => "Debug",
            "x" => "LowerHex",
            "X" => "UpperHex",
            "o" => "Octal",
            "b" => "Binary",
            "e" => "LowerExp",
            "E" => "UpperExp",
            "p" => "Pointer",
            _ => "Display",
        }
    }
}

impl Template {
    /// Divides a text.
    ///
    /// # Errors
    /// What is wrong with its braces, as a message.
    pub fn parse(raw: &str) -> Result<Template, String> {
        // Bytes, since the derive runs unoptimised: searching for characters costs ten times as much.
        if !raw.bytes().any(|byte| matches!(byte, b'{' | b'}')) {
            let pieces =
                if raw.is_empty() { Vec::new() } else { vec![Piece::Text(raw.to_string())] };
            return Ok(Template { raw: raw.to_string(), pieces });
        }
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = raw;
        while let Some(at) = rest.find(['{', '}']) {
            text.push_str(&rest[..at]);
            let brace = &rest[at..];
            if let Some(after) = brace.strip_prefix("{{") {
                text.push('{');
                rest = after;
            } else if let Some(after) = brace.strip_prefix("}}") {
                text.push('}');
                rest = after;
            } else if brace.starts_with('}') {
                return Err("a `}` stands alone in it; write `}}` for the character".into());
            } else {
                let end = brace
                    .find('}')
                    .ok_or("a `{` is not closed in it; write `{{` for the character")?;
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Placeholder(parse_placeholder(&brace[1..end])?));
                rest = &brace[end + 1..];
            }
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Template { raw: raw.to_string(), pieces })
    }

    /// The placeholders in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Placeholder(placeholder) => Some(placeholder),
        })
    }

    /// Whether there is something to fill in.
    #[must_use]
    pub fn has_placeholders(&self) -> bool {
        self.placeholders().next().is_some()
    }

    /// The text as it is stored: as written if it has placeholders, else with braces single.
    #[must_use]
    pub fn stored(&self) -> String {
        match self.pieces.as_slice() {
            [Piece::Text(text)] => text.clone(),
            _ => self.raw.clone(),
        }
    }
}

fn parse_placeholder(inside: &str) -> Result<Placeholder, String> {
    let (field, spec) = inside.split_once(':').unwrap_or((inside, ""));
    let field = field.trim();
    if field.is_empty() {
        return Err(format!(
            "the placeholder `{{{inside}}}` names no field; write `{{name}}`, or `{{0}}` for the \
             first field of a tuple variant"
        ));
    }
    if field.contains('{') {
        return Err("a `{` is not closed in it; write `{{` for the character".into());
    }
    let is_name = field.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_name {
        return Err(format!(
            "the placeholder `{{{inside}}}` is no field name; only fields can be filled in"
        ));
    }
    let spec = spec.trim_end();
    if spec.contains('$') || spec.contains('*') {
        return Err(format!(
            "the placeholder `{{{inside}}}` takes a width or precision from an argument; write a number"
        ));
    }
    if !is_spec(spec) {
        return Err(format!("the format `:{spec}` of `{{{inside}}}` is not known to `format!`"));
    }
    Ok(Placeholder { field: field.to_string(), spec: spec.to_string() })
}

/// Whether a text is a format spec of `std::fmt`: `[[fill]align][sign]['#']['0'][width]['.'precision][type]`.
fn is_spec(spec: &str) -> bool {
    let mut rest = spec;
    let mut letters = rest.chars();
    let (first, second) = (letters.next(), letters.next());
    let is_align = |c: Option<char>| matches!(c, Some('<' | '^' | '>'));
    if is_align(second) {
        let length = first.map_or(0, char::len_utf8) + 1;
        rest = &rest[length..];
    } else if is_align(first) {
        rest = &rest[1..];
    }
    rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    rest = rest.strip_prefix('#').unwrap_or(rest);
    rest = match after_number(rest) {
        Some(rest) => rest,
        None => return false,
    };
    if let Some(precision) = rest.strip_prefix('.') {
        match after_number(precision) {
            Some(after) if after.len() < precision.len() => rest = after,
            _ => return false,
        }
    }
    matches!(rest, "" | "?" | "x?" | "X?" | "x" | "X" | "o" | "b" | "e" | "E" | "p")
}

/// What follows a number, which may be absent; `None` if `format!` does not take one so large.
fn after_number(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &text[..text.len() - after.len()];
    (number.is_empty() || number.parse::<u16>().is_ok()).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        let template = Template::parse("User {user:>5} of {{x}} has {0:?}").unwrap();
        let placeholders: Vec<_> = template.placeholders().collect();
        assert_eq!(placeholders[0].field, "user");
        assert_eq!(placeholders[0].format_trait(), "Display");
        assert_eq!(placeholders[1].format_trait(), "Debug");
        assert_eq!(template.stored(), "User {user:>5} of {{x}} has {0:?}");
        assert_eq!(Template::parse("{{x}}").unwrap().stored(), "{x}");
        assert_eq!(Template::parse("").unwrap().pieces, []);
    }

    #[test]
    fn wrong_templates() {
        for (text, part) in [
            ("a { b", "not closed"),
            ("a } b", "stands alone"),
            ("a {} b", "names no field"),
            ("a {b.c} d", "no field name"),
            ("a {b:>w$}", "write a number"),
            ("a {b:y}", "not known"),
            ("a {b {c}}", "not closed"),
        ] {
            let error = Template::parse(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn format_specs() {
        for spec in ["", ">5", "*^8", "中<3", "+", "#x", "08.3", ".2e", "#?", "02x?", "p"] {
            assert!(is_spec(spec), "{spec}");
        }
        for spec in ["y", "5q", ".", ">>>"] {
            assert!(!is_spec(spec), "{spec}");
        }
    }
}
