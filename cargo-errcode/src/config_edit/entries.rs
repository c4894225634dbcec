//! New entries beside old ones, in the form that those have: a line, a dotted key, an inline table or a
//! table with a header.

use toml_edit::{Array, InlineTable, Item, Key, RawString, Table, Value};

use super::list;

/// A service or module, as it is to be written.
pub(crate) struct Entry {
    /// Its number.
    pub(crate) number: Value,
    /// The packages that own it.
    pub(crate) packages: Vec<String>,
}

impl Entry {
    /// `12`, or `{ code = 12, crates = ["cart"] }`.
    fn value(&self) -> Value {
        if self.packages.is_empty() {
            return self.number.clone();
        }
        let mut table = InlineTable::new();
        table.insert("code", self.number.clone());
        table.insert("crates", list(&self.packages));
        Value::InlineTable(table)
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.insert("code", Item::Value(self.number.clone()));
        if !self.packages.is_empty() {
            table.insert("crates", Item::Value(list(&self.packages)));
        }
        table
    }
}

/// Adds an entry to the table `of` of a parent, which is made if need be, with a header of its own where
/// nothing speaks against it.
pub(super) fn add(parent: &mut Item, of: &str, name: &str, entry: &Entry) {
    let takes_headers = parent.as_table().is_some_and(|parent| !parent.is_dotted());
    if takes_headers && parent.get(of).is_none() {
        let mut table = Table::new();
        table.set_implicit(true);
        table.insert(name, Item::Table(entry.table()));
        parent[of] = Item::Table(table);
        return;
    }
    add_value(parent, of, name, entry);
}

/// Adds an entry to the table `of` of a parent, as its last sibling is written; as a value where there is
/// none.
pub(super) fn add_value(parent: &mut Item, of: &str, name: &str, entry: &Entry) {
    if parent.get(of).is_none() {
        let mut table = InlineTable::new();
        table.insert(name, entry.value());
        insert(parent, of, Value::InlineTable(table));
        return;
    }
    let Some(siblings) = parent.get_mut(of) else { return };
    let sibling = siblings.as_table().and_then(|table| table.iter().last());
    // `[services.shop]` beside others of its kind, and `services.shop.code = 10` likewise.
    if let Some((_, Item::Table(sibling))) = sibling {
        let mut table = entry.table();
        table.set_dotted(sibling.is_dotted());
        siblings[name] = Item::Table(table);
    } else {
        insert(siblings, name, entry.value());
    }
}

/// Inserts a value. In an inline table the space before the brace stays there.
pub(super) fn insert(table: &mut Item, name: &str, value: Value) {
    let Some(inline) = table.as_inline_table_mut() else {
        table[name] = Item::Value(value);
        return;
    };
    let last = inline.iter_mut().last().and_then(|(_, last)| {
        let suffix = last.decor().suffix()?.as_str()?.to_owned();
        last.decor_mut().set_suffix("");
        Some(suffix)
    });
    let value = match last {
        Some(space) => value.decorated(" ", space),
        // Spaces are as usual.
        None => value,
    };
    inline.insert(name, value);
}

/// Makes `shop = 10` a table: `shop = { code = 10 }`.
pub(super) fn make_table(service: &mut Item) {
    if let Item::Value(number) = service
        && !number.is_inline_table()
    {
        let decor = number.decor().clone();
        let mut table = InlineTable::new();
        let mut code = number.clone();
        code.decor_mut().clear();
        table.insert("code", code);
        *table.decor_mut() = decor;
        *number = Value::InlineTable(table);
    }
}

/// Adds a string to a list, laid out as the last one is. A comment behind that one stays behind it.
pub(super) fn push(array: &mut Array, text: &str) {
    let raw = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or("").to_owned();
    let has_comma = array.trailing_comma();
    let trailing = raw(Some(array.trailing()));
    let mut new = Value::from(text);
    if let Some(last) = array.iter_mut().last() {
        let behind = if has_comma { trailing } else { raw(last.decor().suffix()) };
        let (comment, end) = behind.split_at(behind.rfind('\n').unwrap_or(0));
        let prefix = raw(last.decor().prefix());
        let indent = prefix.rfind('\n').map_or(" ", |newline| &prefix[newline..]);
        new.decor_mut().set_prefix(format!("{comment}{indent}"));
        if has_comma {
            array.set_trailing(end);
        } else {
            last.decor_mut().set_suffix("");
            new.decor_mut().set_suffix(end);
        }
    }
    array.push_formatted(new);
}

/// Rewrites the numbers of services or modules that are strings, in their places.
pub(super) fn rewrite_numbers(table: &mut Item, rewrite: &impl Fn(&str) -> Option<String>) {
    let Some(table) = table.as_table_like_mut() else { return };
    for (_, item) in table.iter_mut() {
        let number = if item.is_table_like() { item.get_mut("code") } else { Some(item) };
        if let Some(number) = number.and_then(Item::as_value_mut)
            && let Some(after) = number.as_str().and_then(rewrite)
        {
            replace(number, after.into());
        }
    }
}

/// Another value in the place of one.
pub(super) fn replace(value: &mut Value, by: Value) {
    let decor = value.decor().clone();
    *value = by;
    *value.decor_mut() = decor;
}

/// Renames keys in their places.
pub(super) fn rename_keys(item: &mut Item, rename: impl Fn(&str) -> Option<String>) {
    let Some(table) = item.as_table_like_mut() else { return };
    let keys: Vec<Key> = table.iter().filter_map(|(name, _)| table.key(name).cloned()).collect();
    let mut entries = Vec::new();
    for key in keys {
        let Some(value) = table.remove(key.get()) else { continue };
        let new = rename(key.get()).map_or_else(
            || key.clone(),
            |name| {
                Key::new(name)
                    .with_leaf_decor(key.leaf_decor().clone())
                    .with_dotted_decor(key.dotted_decor().clone())
            },
        );
        entries.push((new, value));
    }
    for (key, value) in entries {
        table.entry_format(&key).or_insert(value);
    }
}
