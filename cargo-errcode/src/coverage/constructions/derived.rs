//! Variants that code constructs which no one wrote: conversions, and what other derives make.

use proc_macro2::TokenStream;
use syn::{Attribute, ItemEnum, Meta, Variant};

use super::file::text;
use crate::source::mentions;

/// Derives that make any variant, such as the one that a remote side names.
const MAKERS: &[&str] = &[
    "Deserialize",
    "EnumIter",
    "EnumString",
    "FromPrimitive",
    "FromRepr",
    "TryFromPrimitive",
    "ValueEnum",
    "VariantArray",
    "Arbitrary",
];

/// Each variant that is constructed so, and by what.
pub(super) fn constructions(item: &ItemEnum) -> impl Iterator<Item = (String, &'static str)> {
    let maker = MAKERS.iter().copied().find(|maker| derives(&item.attrs, maker));
    let has_default = derives(&item.attrs, "Default");
    item.variants.iter().filter_map(move |variant| {
        let by = if is_converted(variant) {
            "From"
        } else if has_default && has(&variant.attrs, "default") {
            "Default"
        } else {
            maker?
        };
        Some((text(&variant.ident), by))
    })
}

/// The selectors that snafu makes for an enum, each with its variant.
pub(super) fn selectors(item: &ItemEnum) -> Vec<(String, String)> {
    if !derives(&item.attrs, "Snafu") {
        return Vec::new();
    }
    let of_variant = |variant: &Variant| {
        let variant = text(&variant.ident);
        let stem = variant.strip_suffix("Error").filter(|stem| !stem.is_empty());
        let stem = stem.unwrap_or(&variant).to_owned();
        // The second is that of `context(suffix(false))`.
        [(format!("{stem}{SUFFIX}"), variant.clone()), (stem, variant)]
    };
    item.variants.iter().flat_map(of_variant).collect()
}

const SUFFIX: &str = "Snafu";

/// Whether a name may be that of a selector.
pub(super) fn is_selector(name: &str) -> bool {
    name.ends_with(SUFFIX)
}

/// Whether `?` makes the variant: `#[from]`, or snafu's `context(false)`.
fn is_converted(variant: &Variant) -> bool {
    let is_snafu = |attribute: &Attribute| {
        attribute.path().is_ident("snafu")
            && tokens(attribute).is_some_and(|tokens| {
                mentions(tokens, "context")
                    && mentions(tokens, "false")
                    && !mentions(tokens, "suffix")
            })
    };
    variant.attrs.iter().any(is_snafu)
        || variant.fields.iter().any(|field| has(&field.attrs, "from"))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident(name)
            || (attribute.path().is_ident("cfg_attr")
                && tokens(attribute).is_some_and(|tokens| mentions(tokens, name)))
    })
}

/// Whether a derive is there, perhaps behind a feature.
fn derives(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| {
        (attribute.path().is_ident("derive") || attribute.path().is_ident("cfg_attr"))
            && tokens(attribute).is_some_and(|tokens| mentions(tokens, name))
    })
}

fn tokens(attribute: &Attribute) -> Option<&TokenStream> {
    match &attribute.meta {
        Meta::List(list) => Some(&list.tokens),
        Meta::Path(_) | Meta::NameValue(_) => None,
    }
}
