//! The enums of a source file that derive `ErrorCode`.

use errcode_syntax::NEXT;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItemFn, Item, ItemEnum, Macro, UseRename};

use super::cfg::{expanded, expanded_attribute, is_off, mentions};

/// The name of the derive.
pub(crate) const DERIVE: &str = "ErrorCode";

/// What a file holds.
pub(crate) struct Enums {
    /// The names of the derives that are looked for, also those that the file gives them.
    derives: Vec<String>,
    /// The enums, as the derive sees them.
    pub(crate) found: Vec<ItemEnum>,
    /// Whether a macro names the derive: it may make enums that are not found.
    pub(crate) has_macros: bool,
    /// Where `code(next` stands inside of macros.
    pub(crate) next_in_macros: Vec<Span>,
}

impl Enums {
    /// Finds the enums of a file; those of tests are no product.
    pub(crate) fn of(file: &syn::File) -> Enums {
        Enums::deriving(file, &[DERIVE])
    }

    /// Finds the enums that have one of some derives.
    pub(crate) fn deriving(file: &syn::File, derives: &[&str]) -> Enums {
        let mut names = Names(derives.iter().map(|&name| name.to_owned()).collect());
        names.visit_file(file);
        let derives = names.0;
        let (found, next_in_macros) = (Vec::new(), Vec::new());
        let mut enums = Enums { derives, found, has_macros: false, next_in_macros };
        if !is_off(&file.attrs) {
            enums.visit_file(file);
        }
        enums
    }
}

impl<'f> Visit<'f> for Enums {
    fn visit_item(&mut self, item: &'f Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Const(item) => &item.attrs,
            Item::Static(item) => &item.attrs,
            Item::Trait(item) => &item.attrs,
            Item::Macro(item) => &item.attrs,
            Item::Enum(item) => &item.attrs,
            // Nothing inside of them can declare an enum.
            _ => return,
        };
        if !is_off(attributes) && !attributes.iter().any(is_test) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_enum(&mut self, item: &'f ItemEnum) {
        let attributes = item.attrs.iter().cloned().flat_map(expanded_attribute);
        let derives = &self.derives;
        if attributes.into_iter().any(|attribute| derives_one_of(&attribute, derives)) {
            self.found.push(expanded(item));
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'f ImplItemFn) {
        if !is_off(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_macro(&mut self, call: &'f Macro) {
        self.has_macros |= mentions(&call.tokens, DERIVE);
        self.find_next(&call.tokens);
    }

    fn visit_attribute(&mut self, _: &'f Attribute) {}
}

impl Enums {
    fn find_next(&mut self, tokens: &TokenStream) {
        let mut is_after_code = false;
        for token in tokens.clone() {
            if let TokenTree::Group(group) = &token {
                let first = group.stream().into_iter().next();
                match first {
                    Some(TokenTree::Ident(first))
                        if is_after_code
                            && group.delimiter() == Delimiter::Parenthesis
                            && first == NEXT =>
                    {
                        self.next_in_macros.push(first.span());
                    }
                    _ => self.find_next(&group.stream()),
                }
            }
            is_after_code = matches!(&token, TokenTree::Ident(ident) if ident == "code");
        }
    }
}

/// The names of derives, and those of `use .. as ..`.
struct Names(Vec<String>);

impl<'f> Visit<'f> for Names {
    fn visit_item(&mut self, item: &'f Item) {
        // A derive is named in a module; within a function nobody does.
        if matches!(item, Item::Mod(_) | Item::Use(_)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_use_rename(&mut self, rename: &'f UseRename) {
        if self.0.iter().any(|name| rename.ident == name) {
            self.0.push(rename.rename.to_string());
        }
    }
}

/// `#[test]`, and those that become it, such as `#[tokio::test]`.
pub(crate) fn is_test(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == "test")
}

/// Whether an attribute is a derive of one of some traits, however they are reached.
pub(crate) fn derives_one_of(attribute: &Attribute, derives: &[impl AsRef<str>]) -> bool {
    let mut is_found = false;
    if attribute.path().is_ident("derive") {
        let read = attribute.parse_nested_meta(|meta| {
            let last = meta.path.segments.last();
            is_found |=
                last.is_some_and(|last| derives.iter().any(|derive| last.ident == derive.as_ref()));
            Ok(())
        });
        // A derive that does not parse is rustc's to report.
        drop(read);
    }
    is_found
}
