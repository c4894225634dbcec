//! References: absolute URLs, which may have places for what tells one code from another.

use core::fmt;

use crate::code::CodeRef;

/// Where to read more about a code. `Display` writes the URL, with its places filled.
///
/// A place is `{code}`, `{name}`, `{service}`, `{module}` or `{crate}`. What fills it is
/// percent-encoded (RFC 3986, section 2.1) except for unreserved characters; what a code does not have
/// is left out.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    /// As written.
    pub template: &'a str,
    /// `{code}`: an integer in decimal, whatever the layout.
    pub code: CodeRef<'a>,
    /// `{name}`.
    pub name: &'a str,
    /// `{service}`.
    pub service: Option<&'a str>,
    /// `{module}`.
    pub module: Option<&'a str>,
    /// `{crate}`: the package that declares the code.
    pub package: &'a str,
}

/// The places that a reference may have.
pub const PLACES: &[&str] = &["code", "name", "service", "module", "crate"];

/// What is wrong with a reference as written, with the way out.
#[must_use]
pub fn problem(template: &str) -> Option<&'static str> {
    let is_absolute = ["https://", "http://"]
        .iter()
        .any(|scheme| template.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if !is_absolute || template.contains(char::is_whitespace) {
        return Some(
            "`reference` is an absolute URL, such as `https://docs.example.com/errors/100101`",
        );
    }
    let is_known = |place: Option<&str>| place.is_none_or(|place| PLACES.contains(&place));
    let all_known =
        pieces(template).all(|(text, place)| is_known(place) && !text.contains(['{', '}']));
    (!all_known).then_some(
        "braces in `reference` are places: `{code}`, `{name}`, `{service}`, `{module}` and `{crate}`",
    )
}

/// The texts of a template, each with the place behind it.
fn pieces(template: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(template);
    core::iter::from_fn(move || {
        let text = rest.take()?;
        let split = text.split_once('{').and_then(|(before, behind)| {
            let (place, after) = behind.split_once('}')?;
            Some((before, place, after))
        });
        let Some((before, place, after)) = split else { return Some((text, None)) };
        rest = Some(after);
        Some((before, Some(place)))
    })
}

impl fmt::Display for Reference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;

        for (text, place) in pieces(self.template) {
            f.write_str(text)?;
            let mut to = Encoded(f);
            match place {
                Some("code") => write!(to, "{}", self.code)?,
                Some("name") => to.write_str(self.name)?,
                Some("service") => to.write_str(self.service.unwrap_or_default())?,
                Some("module") => to.write_str(self.module.unwrap_or_default())?,
                Some("crate") => to.write_str(self.package)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Writes a text percent-encoded.
struct Encoded<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl fmt::Write for Encoded<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    self.0.write_char(byte as char)?;
                }
                byte => write!(self.0, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn filled(template: &str) -> alloc::string::String {
        let reference = Reference {
            template,
            code: CodeRef::Int(-1),
            name: "USER_NOT_FOUND",
            service: Some("用户 a/b"),
            module: None,
            package: "shop-store",
        };
        reference.to_string()
    }

    #[test]
    fn places_are_filled() {
        assert_eq!(filled("https://a.b/#{code}"), "https://a.b/#-1");
        assert_eq!(
            filled("https://a.b/{crate}/{name}?q"),
            "https://a.b/shop-store/USER_NOT_FOUND?q"
        );
        assert_eq!(
            filled("https://a.b/{service}/{module}."),
            "https://a.b/%E7%94%A8%E6%88%B7%20a%2Fb/."
        );
        assert_eq!(filled("https://a.b/100101"), "https://a.b/100101");
    }

    #[test]
    fn what_is_no_reference() {
        for right in
            ["https://a.b", "http://a/#{code}", "https://a/{service}/{module}/{crate}/{name}"]
        {
            assert_eq!(problem(right), None, "{right}");
        }
        for wrong in ["https://", "a.b", "https://a b", "ftp://a"] {
            assert!(problem(wrong).unwrap().contains("absolute URL"), "{wrong}");
        }
        for wrong in ["https://a/{cod}", "https://a/{code", "https://a/code}", "https://a/{{code}}"]
        {
            assert!(problem(wrong).unwrap().contains("braces"), "{wrong}");
        }
    }
}
