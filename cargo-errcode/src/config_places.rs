//! Where each value of an errcode.toml stands.
//!
//! What is valid (`Config`) keeps no places: the derive, which reads the file in every build, has no use
//! for them. A value's path in the file is its address, so a second look at the text finds its place.

use toml_span::value::{Key, Table, Value};

use crate::catalog::Place;
use crate::text_places::TextPlaces;

/// The places of one file.
pub(crate) struct Places<'t> {
    /// As it is shown.
    file: String,
    text: &'t str,
    root: Value<'t>,
    index: TextPlaces,
}

impl<'t> Places<'t> {
    /// `None` for a text that is no TOML.
    pub(crate) fn of(file: String, text: &'t str) -> Option<Places<'t>> {
        let root = toml_span::parse(text).ok()?;
        Some(Places { file, text, root, index: TextPlaces::new(text) })
    }

    /// The place of the last key of a path.
    pub(crate) fn key(&self, path: &[&str]) -> Option<Place> {
        let (last, tables) = path.split_last()?;
        let (key, _) = self.table(tables)?.get_key_value(*last)?;
        Some(self.place_of_key(key))
    }

    /// The places of the items of a list.
    pub(crate) fn items(&self, path: &[&str]) -> Vec<Place> {
        let Some((last, tables)) = path.split_last() else { return Vec::new() };
        let items = self.table(tables).and_then(|table| table.get(*last)?.as_array());
        let items = items.into_iter().flatten();
        items.map(|item| self.place(item.span.start)).collect()
    }

    /// The places of the keys of a table, in the order of the file.
    pub(crate) fn keys(&self, path: &[&str]) -> Vec<Place> {
        let keys = self.table(path).into_iter().flat_map(Table::keys);
        let mut keys: Vec<&Key<'_>> = keys.collect();
        keys.sort_by_key(|key| key.span.start);
        keys.into_iter().map(|key| self.place_of_key(key)).collect()
    }

    fn table(&self, path: &[&str]) -> Option<&Table<'t>> {
        let root = self.root.as_table()?;
        path.iter().try_fold(root, |table, key| table.get(*key)?.as_table())
    }

    fn place_of_key(&self, key: &Key<'_>) -> Place {
        // The span of a quoted key begins behind the quote.
        let start = key.span.start;
        let before = self.text.get(..start).unwrap_or_default();
        self.place(start - usize::from(before.ends_with(['"', '\''])))
    }

    fn place(&self, at: usize) -> Place {
        let (line, column) = self.index.line_and_column(at);
        Place { file: self.file.clone(), line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_value_has_its_place() {
        let text = "layout.digits = \"SSMMNN\"\nreserved = [\n  { from = 1, to = 2 },\n]\n\
                    [services.\"数据\"]\ncode = 1\nmodules.\"b\" = 2\nmodules.a = 1\n\
                    [domains.x.services]\ns = { code = 1 }\n";
        let places = Places::of("errcode.toml".to_owned(), text).unwrap();
        let key = |path: &[&str]| places.key(path).map(|Place { line, column, .. }| (line, column));
        assert_eq!(key(&["layout"]), Some((1, 1)));
        assert_eq!(key(&["layout", "digits"]), Some((1, 8)));
        assert_eq!(key(&["services", "数据"]), Some((5, 11)));
        assert_eq!(key(&["services", "数据", "modules", "a"]), Some((8, 9)));
        assert_eq!(key(&["domains", "x", "services", "s", "code"]), Some((10, 7)));
        assert_eq!(key(&["services", "absent"]), None);
        assert_eq!(key(&[]), None);
        let lines = |places: Vec<Place>| -> Vec<(u32, u32)> {
            places.iter().map(|place| (place.line, place.column)).collect()
        };
        assert_eq!(lines(places.items(&["reserved"])), [(3, 3)]);
        assert_eq!(lines(places.keys(&["services", "数据", "modules"])), [(7, 9), (8, 9)]);
        assert_eq!(lines(places.keys(&["retired"])), []);
    }
}
