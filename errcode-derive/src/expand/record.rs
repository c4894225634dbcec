//! The record of an enum: its bytes in the link section, where the registry and `cargo errcode` find
//! them.

use errcode_core::section::{self, Key, Record};
use proc_macro2::Span;
use syn::GenericParam;

use super::Context;
use crate::environment::Environment;
use crate::output::Output;

impl Context<'_> {
    /// The bytes of the link section, and what hands them to the registry where it cannot find them.
    pub(super) fn record_static(&self, output: &mut Output, environment: &Environment) {
        if !self.has_codes() {
            return;
        }
        let record = section::encode(&self.record(environment));
        write!(
            output,
            "__errcode::statics! {{ unsafe {} b\"{}\" {} }}",
            record.len(),
            byte_string(&record),
            self.error_to_find().unwrap_or_default(),
        );
    }

    fn record(&self, environment: &Environment) -> Record {
        let input = self.input;
        let mut facts = vec![
            (Key::Package, environment.package.clone()),
            (Key::Version, environment.version.clone()),
            (Key::Enum, self.name.strip_prefix("r#").unwrap_or(&self.name).to_string()),
            (Key::File, environment.file(input.body)),
        ];
        facts.extend(input.facts.iter().cloned());
        let spans: Vec<Span> = self.coded().map(|code| code.span).collect();
        let places = environment.places(input.body, &spans);
        let mut codes = Vec::new();
        for (code, place) in self.coded().zip(places) {
            let mut facts = code.facts.clone();
            (facts.line, facts.column) = (place.position.line, place.position.column);
            facts.facts.extend(place.file.map(|file| (Key::File, file)));
            codes.push(facts);
        }
        Record { facts, codes }
    }

    /// The type to which `find` has to cast an error, where `Display` is not ours, which would tell it
    /// the entry at no cost. Lifetimes are `'static` behind `dyn Error + 'static`; with type parameters
    /// there is no one type to name.
    fn error_to_find(&self) -> Option<String> {
        let parameters = &self.input.generics.params;
        let is_nameable =
            parameters.iter().all(|parameter| matches!(parameter, GenericParam::Lifetime(_)));
        if self.input.emits_display || !is_nameable {
            return None;
        }
        let statics = "'static,".repeat(parameters.len());
        Some(format!("{}<{statics}>", self.name))
    }
}

/// The inside of a byte string literal.
fn byte_string(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut text = Vec::with_capacity(2 * bytes.len());
    for byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend_from_slice(&[b'\\', *byte]),
            b' '..=b'~' => text.push(*byte),
            0 => text.extend_from_slice(b"\\0"),
            _ => text.extend_from_slice(&[
                b'\\',
                b'x',
                HEX[usize::from(byte >> 4)],
                HEX[usize::from(byte & 15)],
            ]),
        }
    }
    String::from_utf8(text).unwrap_or_default()
}
