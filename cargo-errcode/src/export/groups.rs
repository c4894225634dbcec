//! The codes as clients see them: by number space, integers apart from strings, each code once.

use std::collections::BTreeMap;
use std::fmt::Write;

use errcode_core::OwnedCode;

use super::names::pascal;
use crate::book::Book;
use crate::catalog::CatalogEntry;
use crate::contract::Contract;
use crate::error::{Error, Refusal};
use crate::unique_names::UniqueNames;

/// The codes that become one type: those of a number space, unless it has integers and strings.
pub(super) struct Group<'a> {
    pub(super) domain: Option<&'a str>,
    pub(super) is_text: bool,
    /// What its names begin with: nothing for the unnamed number space, `Iam`, `IamText`.
    pub(super) prefix: String,
    /// Sorted by code.
    pub(super) entries: Vec<&'a CatalogEntry>,
}

impl Group<'_> {
    /// What stands in comments.
    pub(super) fn title(&self) -> String {
        // A foreign catalog may have any text there.
        let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
        match self.domain {
            Some(domain) => {
                format!("The codes of {}", domain.chars().map(plain).collect::<String>())
            }
            None => "The codes".to_owned(),
        }
    }
}

/// The groups, sorted by number space.
///
/// # Errors
/// One code for two things: a client could not tell them apart.
pub(super) fn groups(book: &Book) -> Result<Vec<Group<'_>>, Error> {
    let mut groups: BTreeMap<(Option<&str>, bool), Vec<&CatalogEntry>> = BTreeMap::new();
    let mut clashes = Vec::new();
    // They are sorted by number space and code.
    for entry in &book.catalog.codes {
        let is_text = matches!(entry.code, OwnedCode::Text(_));
        let entries = groups.entry((entry.domain.as_deref(), is_text)).or_default();
        match entries.last() {
            Some(last) if last.code == entry.code => {
                // Two versions of one package may declare one code, if they promise the same.
                if Contract::from(*last) != Contract::from(entry) {
                    clashes.push(format!(
                        "{}: code {} of crate `{}` is also used by crate `{}` at {}",
                        entry.place, entry.text, entry.package, last.package, last.place
                    ));
                }
            }
            _ => entries.push(entry),
        }
    }
    if !clashes.is_empty() {
        return Err(Refusal::new("codes clash, so a client could not tell them apart")
            .at(clashes)
            .help("`cargo errcode check` shows the lines and free codes")
            .into());
    }
    let prefixes = prefixes(groups.keys().filter_map(|(domain, _)| *domain));
    let is_mixed: Vec<bool> = groups
        .keys()
        .map(|(domain, is_text)| *is_text && groups.contains_key(&(*domain, false)))
        .collect();
    let groups = groups.into_iter().zip(is_mixed);
    Ok(groups
        .map(|(((domain, is_text), entries), is_mixed)| {
            let prefix = domain.and_then(|domain| prefixes.get(domain));
            let mut prefix = prefix.cloned().unwrap_or_default();
            if is_mixed {
                prefix.push_str("Text");
            }
            Group { domain, is_text, prefix, entries }
        })
        .collect())
}

/// What the names of each number space begin with. It depends on its own name alone, unless two are
/// alike but for their signs.
fn prefixes<'a>(domains: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let mut taken = UniqueNames::new(str::to_ascii_lowercase, []);
    let mut prefixes: BTreeMap<&str, String> = BTreeMap::new();
    for domain in domains {
        if prefixes.contains_key(domain) {
            continue;
        }
        let mut ascii = String::new();
        for c in domain.chars() {
            match c {
                c if c.is_ascii_alphanumeric() => ascii.push(c),
                c if c.is_ascii() => ascii.push('_'),
                // Not every language takes other letters.
                c => {
                    let _ = write!(ascii, "_U{:X}", c as u32);
                }
            }
        }
        let plain = pascal(&ascii);
        let is_name = plain.starts_with(|c: char| c.is_ascii_alphabetic());
        let plain = if is_name { plain } else { format!("Domain{plain}") };
        let name = taken.take(|number| match number {
            1 => plain.clone(),
            number => format!("{plain}{number}"),
        });
        prefixes.insert(domain, name);
    }
    prefixes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_number_spaces() {
        let domains = ["iam", "my-shop", "my_shop", "9gag", "订单", "kafkaCodes"];
        let prefixes = prefixes(domains.into_iter());
        let of = |domain: &str| &*prefixes[domain];
        assert_eq!(of("iam"), "Iam");
        assert_eq!(of("my-shop"), "MyShop");
        assert_eq!(of("my_shop"), "MyShop2");
        assert_eq!(of("9gag"), "Domain9gag");
        assert_eq!(of("订单"), "U8ba2U5355");
        assert_eq!(of("kafkaCodes"), "Kafkacodes");
    }
}
