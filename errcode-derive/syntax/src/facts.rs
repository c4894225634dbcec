//! What is recorded of an enum and of its codes beside the values that every code has.

use errcode_core::section::{Key, variant_of_name};

use crate::allocation::{Home, Place};
use crate::attr::{EnumAttr, Keys, Spanned};
use crate::config::Domain;
use crate::input::Variant;
use crate::template::Template;

/// The facts of a whole enum.
pub(crate) fn enum_facts(
    domain: Option<&Domain>,
    home: Home<'_>,
    is_exhaustive: bool,
) -> Vec<(Key, String)> {
    let layout = domain.and_then(|domain| domain.layout.as_ref());
    [
        (Key::Domain, domain.and_then(|domain| domain.name.clone())),
        (Key::Layout, layout.map(ToString::to_string)),
        (Key::Service, home.service_name),
        (Key::Module, home.module_name),
        (Key::Contact, home.contact),
        (Key::ReferenceTemplate, domain.and_then(|domain| domain.reference.clone())),
        (Key::Exhaustive, is_exhaustive.then(String::new)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

/// The facts of a code; `attr` and `home` are its enum's.
pub(crate) fn variant_facts(
    attr: &EnumAttr,
    home: Option<&Home<'_>>,
    variant: &Variant,
    keys: &Keys,
    name: &str,
    message: &Template,
    place: &Place,
) -> Vec<(Key, String)> {
    let defaults = &attr.defaults;
    let mut facts = Vec::new();
    let mut add = |key, value: Option<String>| {
        if let Some(value) = value {
            facts.push((key, value));
        }
    };
    let text = |own: &Option<Spanned<String>>| own.as_ref().map(|text| text.value.clone());
    let or = |own: &Option<Spanned<String>>, default| text(own).or_else(|| text(default));
    let is_new = |own: &Option<String>, of_enum: Option<&Option<String>>| {
        own.clone().filter(|own| of_enum.and_then(Option::as_ref) != Some(own))
    };
    let ident = variant.ident.to_string();
    add(Key::Variant, (variant_of_name(name) != ident).then_some(ident));
    add(Key::Service, is_new(&place.service, home.map(|home| &home.service_name)));
    add(Key::Module, is_new(&place.module, home.map(|home| &home.module_name)));
    add(Key::Contact, is_new(&place.contact, home.map(|home| &home.contact)));
    add(Key::Detail, text(&keys.detail));
    add(Key::Description, (!variant.doc.is_empty()).then(|| variant.doc.clone()));
    add(Key::Class, or(&keys.class, &defaults.class));
    add(Key::Trigger, text(&keys.trigger));
    add(Key::Help, or(&keys.help, &defaults.help));
    add(Key::Log, text(&keys.log));
    add(Key::Reference, or(&keys.reference, &defaults.reference));
    add(Key::Since, or(&keys.since, &defaults.since));
    add(Key::Deprecated, keys.deprecated.as_ref().map(|flag| flag.value.0.clone()));
    add(Key::ReplacedBy, keys.replaced_by.as_ref().map(|code| code.value.to_string()));
    add(Key::Alias, text(&keys.alias));
    if message.has_placeholders() {
        let fields: Vec<&str> =
            message.placeholders().map(|placeholder| placeholder.field.as_str()).collect();
        add(Key::Placeholders, Some(fields.join(",")));
    }
    facts
}
