//! `#[code(..)]` and `#[errcode(..)]`: one attribute at a time.
//!
//! [`item`] splits an attribute into its items, [`keys`] says which keys there are, [`value`] reads what
//! each of them takes. What takes several attributes to judge is in `check`.

mod item;
mod keys;
mod value;

use errcode_core::OwnedCode;
use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Attribute, Meta};

use self::item::{Item, KeyItem, read_items};
pub use self::keys::{CODE_KEYS, ENUM_KEYS};
pub(crate) use self::keys::{EnumAttr, Keys, MessageFrom, NameOrNumber, Spanned, UniqueIn};
use self::keys::{HasKeys as _, is_default};
use self::value::parse_code_literal;
use crate::diag::Errors;
use crate::suggest::{did_you_mean, way_out};

/// What stands in the place of a code that `cargo errcode alloc` is to write.
pub const NEXT: &str = "next";

/// `#[code(..)]`.
#[derive(Clone, Debug)]
pub(crate) enum CodeAttr {
    /// `#[code(transparent)]`: everything comes from the error inside.
    Transparent(Span),
    /// `#[code(100101, ..)]`.
    Coded(Spanned<OwnedCode>, Box<Keys>),
}

/// Reads the `#[code(..)]` of a variant. `None` if it is wrong, which is then reported.
pub(crate) fn parse_code(errors: &mut Errors, attribute: &Attribute) -> Option<CodeAttr> {
    let mut items = parse_items(errors, attribute, "#[code(100101, http = 500)]")?;
    if items.is_empty() {
        errors.push(attribute.meta.path().span(), MISSING_CODE);
        return None;
    }
    let rest = items.split_off(1);
    let first = items.pop()?;
    let literal = match first {
        Item::Literal(literal) => literal,
        Item::Key(first) if first.key == "transparent" && first.is_alone() => {
            let message =
                "a transparent variant takes everything from the error inside it; remove this";
            for span in rest.iter().filter_map(Item::span) {
                errors.push(span, message);
            }
            return Some(CodeAttr::Transparent(first.span));
        }
        Item::Key(first) => {
            refuse_first_key(errors, attribute, first, rest);
            return None;
        }
        Item::Unreadable => {
            read_keys(errors, rest);
            return None;
        }
    };
    let span = literal.span();
    let code = parse_code_literal(&literal).map_err(|message| errors.push(span, message)).ok();
    let keys = read_keys(errors, rest);
    let code = Spanned { value: code?, span };
    Some(CodeAttr::Coded(code, Box::new(keys)))
}

/// Says what is wrong where a key stands in the place of the code.
fn refuse_first_key(errors: &mut Errors, attribute: &Attribute, first: KeyItem, rest: Vec<Item>) {
    let (written, span) = (&*first.key, first.span);
    let is_alone = first.is_alone();
    if written == "transparent" {
        errors.push(span, "`transparent` stands alone: `#[code(transparent)]`");
    } else if written == NEXT && is_alone {
        errors.push(
            span,
            "this code has no number yet; run `cargo errcode alloc`, which writes the next free one",
        );
        read_keys(errors, rest);
    } else if is_alone {
        let message = match did_you_mean(written, ["transparent"]) {
            Some(close) => format!("`{written}` is no code, did you mean `{close}`?"),
            None => {
                format!("`{written}` is no code; write its literal: `#[code(100101, http = 500)]`")
            }
        };
        errors.push(span, message);
    } else if written == "code" {
        let message = "the code comes first and without a key: `#[code(100101, http = 500)]`";
        errors.push(span, message);
    } else {
        let is_literal = |item: &Item| matches!(item, Item::Literal(_));
        let (literals, mut keys): (Vec<Item>, Vec<Item>) = rest.into_iter().partition(is_literal);
        match literals.first().and_then(Item::span) {
            Some(literal) => errors.push(literal, "the code comes first, before the keys"),
            None => errors.push(attribute.meta.path().span(), MISSING_CODE),
        }
        keys.insert(0, Item::Key(first));
        read_keys(errors, keys);
    }
}

fn read_keys(errors: &mut Errors, items: Vec<Item>) -> Keys {
    let item_count = items.len();
    let good = check_keys(errors, items, CODE_KEYS);
    let mut keys = Keys::default();
    let is_read = keys.read(errors, &good);
    keys.is_partial = !is_read || good.len() < item_count;
    keys
}

/// Reads all `#[errcode(..)]` of an enum together.
pub(crate) fn parse_enum(errors: &mut Errors, attributes: &[Attribute]) -> EnumAttr {
    let items: Vec<Item> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("errcode"))
        .filter_map(|attribute| parse_items(errors, attribute, "#[errcode(service = 10)]"))
        .flatten()
        .collect();
    let is_of_a_code = |key: &str| CODE_KEYS.contains(&key) && !ENUM_KEYS.contains(&key);
    let is_misplaced = |item: &Item| matches!(item, Item::Key(item) if is_of_a_code(&item.key));
    let (misplaced, items): (Vec<Item>, Vec<Item>) = items.into_iter().partition(is_misplaced);
    for item in misplaced {
        if let Item::Key(KeyItem { key, span, .. }) = item {
            let message =
                format!("`{key}` belongs to one code; write it in the variant's `#[code(..)]`");
            errors.push(span, message);
        }
    }
    let item_count = items.len();
    let good = check_keys(errors, items, ENUM_KEYS);
    let (defaults, own): (Vec<&KeyItem>, Vec<&KeyItem>) =
        good.iter().partition(|item| is_default(&item.key));
    let mut attr = EnumAttr::default();
    attr.is_partial = !attr.read(errors, own) || good.len() < item_count;
    attr.defaults.is_partial = !attr.defaults.read(errors, defaults);
    attr
}

const MISSING_CODE: &str =
    "the code is missing; it comes first, as a literal: `#[code(100101, http = 500)]`";

/// The items of an attribute; `None` if it has another form, which is reported.
fn parse_items(errors: &mut Errors, attribute: &Attribute, form: &str) -> Option<Vec<Item>> {
    let Meta::List(list) = &attribute.meta else {
        errors.push(attribute.meta.span(), format!("this attribute has the form `{form}`"));
        return None;
    };
    Some(read_items(errors, list.tokens.clone(), form))
}

/// Reports keys that are unknown, given twice, or no key at all, and gives the others.
fn check_keys(errors: &mut Errors, items: Vec<Item>, known: &[&str]) -> Vec<KeyItem> {
    let mut good: Vec<KeyItem> = Vec::new();
    for item in items {
        let item = match item {
            Item::Key(item) => item,
            Item::Literal(literal) => {
                let message = if known == CODE_KEYS {
                    "a variant has one code; what follows it are `key = value` pairs"
                } else {
                    "`#[errcode(..)]` has `key = value` pairs; codes stand in the variants' `#[code(..)]`"
                };
                errors.push(literal.span(), message);
                continue;
            }
            Item::Unreadable => continue,
        };
        let written = &*item.key;
        if !known.contains(&written) {
            let message = if known == CODE_KEYS && written == "transparent" {
                "`transparent` takes the place of a code; remove one of them".to_string()
            } else if known == CODE_KEYS && ENUM_KEYS.contains(&written) {
                format!(
                    "`{written}` belongs to the enum; write it in `#[errcode(..)]` above the enum"
                )
            } else {
                format!("unknown key `{written}`{}", way_out(written, known))
            };
            errors.push(item.span, message);
        } else if let Some(first) = good.iter().find(|other| other.key == item.key) {
            let message = format!("`{written}` is given twice; remove one");
            errors.push_clash(item.span, message, first.span);
        } else {
            good.push(item);
        }
    }
    good
}
