//! The keys of `#[code(..)]` and `#[errcode(..)]`, and what was read of them.

use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Severity};
use proc_macro2::Span;

use super::item::KeyItem;
use super::value::FromItem;
use crate::diag::{Errors, Problem};

/// A value and the place of its literal.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// The literal.
    pub(crate) span: Span,
}

/// The keys that say something about a code: on a variant, or once on the enum as a default.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    pub(crate) http: Option<Spanned<u16>>,
    pub(crate) grpc: Option<Spanned<GrpcCode>>,
    pub(crate) retry: Option<Spanned<RetryAdvice>>,
    pub(crate) message: Option<Spanned<String>>,
    pub(crate) detail: Option<Spanned<String>>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) severity: Option<Spanned<Severity>>,
    pub(crate) fault: Option<Spanned<Fault>>,
    pub(crate) class: Option<Spanned<String>>,
    pub(crate) expected: Option<Spanned<bool>>,
    pub(crate) trigger: Option<Spanned<String>>,
    pub(crate) help: Option<Spanned<String>>,
    pub(crate) log: Option<Spanned<String>>,
    pub(crate) reference: Option<Spanned<String>>,
    pub(crate) since: Option<Spanned<String>>,
    pub(crate) deprecated: Option<Spanned<Flag>>,
    pub(crate) replaced_by: Option<Spanned<OwnedCode>>,
    pub(crate) alias: Option<Spanned<String>>,
    /// Something was wrong and is reported, so what is absent may have been written.
    pub(crate) is_partial: bool,
}

/// The keys of `#[code(..)]`.
pub const CODE_KEYS: &[&str] = &[
    "http",
    "grpc",
    "retry",
    "message",
    "detail",
    "name",
    "severity",
    "fault",
    "class",
    "expected",
    "trigger",
    "help",
    "log",
    "reference",
    "since",
    "deprecated",
    "replaced_by",
    "alias",
];

/// The keys of `#[errcode(..)]`.
pub const ENUM_KEYS: &[&str] = &[
    "service",
    "module",
    "message",
    "unique",
    "display",
    "error",
    "crate",
    "http",
    "grpc",
    "retry",
    "severity",
    "fault",
    "class",
    "expected",
    "help",
    "reference",
    "since",
];

/// Whether a key of `#[errcode(..)]` is a default for the enum's codes. `message` says something else there.
pub(super) fn is_default(key: &str) -> bool {
    CODE_KEYS.contains(&key) && ENUM_KEYS.contains(&key) && key != "message"
}

/// `deprecated` alone, or with a reason.
#[derive(Clone, Debug)]
pub(crate) struct Flag(pub(crate) String);

/// `#[errcode(..)]` on the enum.
#[derive(Default)]
pub(crate) struct EnumAttr {
    pub(crate) service: Option<Spanned<NameOrNumber>>,
    pub(crate) module: Option<Spanned<NameOrNumber>>,
    /// `message = "doc"`: messages come from the doc comments.
    pub(crate) message: Option<Spanned<MessageFrom>>,
    pub(crate) unique: Option<Spanned<UniqueIn>>,
    pub(crate) display: Option<Spanned<bool>>,
    pub(crate) error: Option<Spanned<bool>>,
    /// `crate`.
    pub(crate) crate_path: Option<Spanned<syn::Path>>,
    /// Defaults for the enum's codes.
    pub(crate) defaults: Keys,
    /// As [`Keys::is_partial`].
    pub(crate) is_partial: bool,
}

/// A service or module by its name in errcode.toml, or by its number.
#[derive(Clone, Debug)]
pub(crate) enum NameOrNumber {
    /// Its name.
    Name(String),
    /// Its number.
    Number(u64),
}

/// Where messages come from that are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MessageFrom {
    /// The first line of the doc comment.
    Doc,
}

/// How far the compiler holds codes unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UniqueIn {
    /// Within the crate.
    Crate,
    /// Within the enum only.
    Enum,
}

/// What has keys.
pub(super) trait HasKeys {
    /// Reads the value of a key that belongs here; another key is passed over.
    fn set(&mut self, item: &KeyItem) -> Result<(), Problem>;

    /// Reads values, and whether all of them could be read: those that could not are reported and absent.
    fn read<'i>(
        &mut self,
        errors: &mut Errors,
        items: impl IntoIterator<Item = &'i KeyItem>,
    ) -> bool {
        let mut is_read = true;
        for item in items {
            if let Err(problem) = self.set(item) {
                errors.push(problem.span, problem.message);
                is_read = false;
            }
        }
        is_read
    }
}

fn read<T: FromItem>(item: &KeyItem) -> Result<Option<T>, Problem> {
    T::from_item(item).map(Some)
}

impl HasKeys for Keys {
    fn set(&mut self, item: &KeyItem) -> Result<(), Problem> {
        match &*item.key {
            "http" => self.http = read(item)?,
            "grpc" => self.grpc = read(item)?,
            "retry" => self.retry = read(item)?,
            "message" => self.message = read(item)?,
            "detail" => self.detail = read(item)?,
            "name" => self.name = read(item)?,
            "severity" => self.severity = read(item)?,
            "fault" => self.fault = read(item)?,
            "class" => self.class = read(item)?,
            "expected" => self.expected = read(item)?,
            "trigger" => self.trigger = read(item)?,
            "help" => self.help = read(item)?,
            "log" => self.log = read(item)?,
            "reference" => self.reference = read(item)?,
            "since" => self.since = read(item)?,
            "deprecated" => self.deprecated = read(item)?,
            "replaced_by" => self.replaced_by = read(item)?,
            "alias" => self.alias = read(item)?,
            _ => {}
        }
        Ok(())
    }
}

impl HasKeys for EnumAttr {
    fn set(&mut self, item: &KeyItem) -> Result<(), Problem> {
        match &*item.key {
            "service" => self.service = read(item)?,
            "module" => self.module = read(item)?,
            "message" => self.message = read(item)?,
            "unique" => self.unique = read(item)?,
            "display" => self.display = read(item)?,
            "error" => self.error = read(item)?,
            "crate" => self.crate_path = read(item)?,
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::item::{Item, read_items};
    use super::*;

    /// No value fits, so a key that is not read is one without a problem.
    #[test]
    fn every_key_is_read() {
        let is_refused = |attr: &mut dyn FnMut(&KeyItem) -> bool, key: &str| {
            let tokens = format!("{key} = *").parse().unwrap();
            let mut errors = Errors::default();
            match &*read_items(&mut errors, tokens, "") {
                [Item::Key(item)] => attr(item),
                items => panic!("{} items", items.len()),
            }
        };
        for key in CODE_KEYS {
            assert!(is_refused(&mut |item| Keys::default().set(item).is_err(), key), "{key}");
        }
        for key in ENUM_KEYS {
            let mut own = |item: &KeyItem| EnumAttr::default().set(item).is_err();
            assert_ne!(is_refused(&mut own, key), is_default(key), "{key}");
        }
    }
}
