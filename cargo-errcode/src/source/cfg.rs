//! What `cfg` and `cfg_attr` leave of a source, as far as one can tell without cargo.
//!
//! `test` is off, since tests are no product. What the target decides is known where the build is for
//! this machine. Features and flags may be on: a code behind one counts.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, ItemEnum, Lit, Meta, Token};

type Metas = Punctuated<Meta, Token![,]>;

/// Whether the attributes of an item leave it out of every build that counts.
pub(super) fn is_off(attributes: &[Attribute]) -> bool {
    has_false(attributes, of_this_machine)
}

/// Whether the attributes of an item leave it out of every build but that of tests, on any machine.
pub(crate) fn is_for_tests(attributes: &[Attribute]) -> bool {
    has_false(attributes, |option| option.path().is_ident("test").then_some(false))
}

fn has_false(attributes: &[Attribute], known: fn(&Meta) -> Option<bool>) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<Meta>()
                .is_ok_and(|predicate| value_where(&predicate, known) == Some(false))
    })
}

/// An enum as the derive sees it: without what `cfg` leaves out, with what `cfg_attr` may add.
pub(super) fn expanded(item: &ItemEnum) -> ItemEnum {
    let mut item = item.clone();
    expand(&mut item.attrs);
    let variants = std::mem::take(&mut item.variants);
    // With their commas, whose places somebody may want.
    let pairs = variants.into_pairs();
    item.variants = pairs.filter(|pair| !is_off(&pair.value().attrs)).collect();
    for variant in &mut item.variants {
        expand(&mut variant.attrs);
        for field in &mut variant.fields {
            expand(&mut field.attrs);
        }
        // Of codes that depend on features, the first stands for all.
        let mut has_code = false;
        variant.attrs.retain(|attribute| {
            let is_code = attribute.path().is_ident("code");
            !(is_code && std::mem::replace(&mut has_code, true))
        });
    }
    item
}

fn expand(attributes: &mut Vec<Attribute>) {
    if attributes.iter().any(is_cfg_attr) {
        *attributes = attributes.drain(..).flat_map(expanded_attribute).collect();
    }
}

fn is_cfg_attr(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg_attr")
}

/// The attributes that `cfg_attr` holds, unless its predicate is false; any other as it is.
pub(super) fn expanded_attribute(attribute: Attribute) -> Vec<Attribute> {
    if !is_cfg_attr(&attribute) {
        return vec![attribute];
    }
    let Ok(metas) = attribute.parse_args_with(Metas::parse_terminated) else {
        return Vec::new();
    };
    let mut metas = metas.into_iter();
    if metas.next().is_none_or(|predicate| value(&predicate) == Some(false)) {
        return Vec::new();
    }
    metas.flat_map(|meta| expanded_attribute(Attribute { meta, ..attribute.clone() })).collect()
}

/// The value of a predicate; `None` where it may be either.
fn value(predicate: &Meta) -> Option<bool> {
    value_where(predicate, of_this_machine)
}

/// As [`value`], where `known` says what is known of single options.
fn value_where(predicate: &Meta, known: fn(&Meta) -> Option<bool>) -> Option<bool> {
    let Meta::List(list) = predicate else { return known(predicate) };
    let operands = Metas::parse_terminated.parse2(list.tokens.clone()).ok()?;
    let values: Vec<Option<bool>> =
        operands.iter().map(|operand| value_where(operand, known)).collect();
    let decides = |wanted| values.contains(&Some(wanted)).then_some(wanted);
    let is_known = values.iter().all(Option::is_some);
    match list.path.get_ident()?.to_string().as_str() {
        "all" => decides(false).or(is_known.then_some(true)),
        "any" => decides(true).or(is_known.then_some(false)),
        "not" => values.first().copied().flatten().map(|value| !value),
        _ => None,
    }
}

/// The value of an option in a build for this machine, without tests.
fn of_this_machine(option: &Meta) -> Option<bool> {
    let path = option.path();
    match option {
        Meta::Path(_) => match path.get_ident()?.to_string().as_str() {
            "test" => Some(false),
            "unix" => Some(cfg!(unix)),
            "windows" => Some(cfg!(windows)),
            _ => None,
        },
        Meta::NameValue(pair) => {
            let Expr::Lit(ExprLit { lit: Lit::Str(wanted), .. }) = &pair.value else { return None };
            let actual = match path.get_ident()?.to_string().as_str() {
                "target_os" => std::env::consts::OS,
                "target_arch" => std::env::consts::ARCH,
                "target_family" => std::env::consts::FAMILY,
                _ => return None,
            };
            Some(wanted.value() == actual)
        }
        Meta::List(_) => None,
    }
}

/// Whether tokens have a word anywhere.
pub(crate) fn mentions(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(&group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::*;

    #[track_caller]
    fn check(predicate: &str, expected: Option<bool>) {
        assert_eq!(value(&syn::parse_str(predicate).unwrap()), expected, "{predicate}");
    }

    #[test]
    fn predicates() {
        check("test", Some(false));
        check("not(test)", Some(true));
        check("all(test, feature = \"a\")", Some(false));
        check("all(unix, windows)", Some(false));
        check("any(test, feature = \"a\")", None);
        check("any(unix, windows)", Some(cfg!(any(unix, windows))));
        check("feature = \"a\"", None);
        check("target_os = \"none\"", Some(false));
        check("debug_assertions", None);
        check("all()", Some(true));
        check("any()", Some(false));
        check("not()", None);
        check("strange(a)", None);
        check("not(all(test))", Some(true));
    }

    #[test]
    fn what_is_for_tests_alone() {
        let check = |attribute: Attribute, expected| {
            let text = attribute.to_token_stream().to_string();
            assert_eq!(is_for_tests(&[attribute]), expected, "{text}");
        };
        check(syn::parse_quote!(#[cfg(test)]), true);
        check(syn::parse_quote!(#[cfg(all(test, windows))]), true);
        check(syn::parse_quote!(#[cfg(any(test, windows))]), false);
        check(syn::parse_quote!(#[cfg(all(unix, windows))]), false);
        check(syn::parse_quote!(#[cfg(target_os = "none")]), false);
        check(syn::parse_quote!(#[cfg(not(test))]), false);
    }

    #[test]
    fn enums_are_expanded_as_far_as_one_can_tell() {
        let item: ItemEnum = syn::parse_quote! {
            #[cfg_attr(feature = "codes", derive(ErrorCode), cfg_attr(test, errcode(a)))]
            enum E {
                #[cfg_attr(feature = "a", code(1))]
                #[cfg_attr(not(feature = "a"), code(2))]
                A,
                #[cfg(all(test, unix))]
                #[code(3)]
                B,
            }
        };
        let expected: ItemEnum = syn::parse_quote! {
            #[derive(ErrorCode)]
            enum E {
                #[code(1)]
                A,
            }
        };
        let text = |item: &ItemEnum| item.to_token_stream().to_string().replace(", }", "}");
        assert_eq!(text(&expanded(&item)), text(&expected));
    }
}
