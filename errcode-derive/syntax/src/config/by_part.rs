//! Services, or the modules of one: a list in the order of the file, which finds by the part of a code.
//!
//! Every code of a workspace is looked up, and hundreds of services share a number space.

use std::collections::HashMap;
use std::ops::Deref;

/// What a part of the number space belongs to.
pub trait HasPart {
    /// The part as printed: `10`, `USR`.
    fn part(&self) -> &str;
}

/// A list whose items have a part each.
#[derive(Clone, Debug)]
pub struct ByPart<T> {
    items: Vec<T>,
    positions: HashMap<String, usize>,
}

impl<T: HasPart> ByPart<T> {
    /// Adds an item at the end. Of two with the same part the first is found.
    pub fn push(&mut self, item: T) {
        self.positions.entry(item.part().to_string()).or_insert(self.items.len());
        self.items.push(item);
    }

    /// The first such item, whose part has to stay as it is.
    pub fn find_mut(&mut self, is_wanted: impl Fn(&T) -> bool) -> Option<&mut T> {
        self.items.iter_mut().find(|item| is_wanted(item))
    }

    /// The items alone.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }

    /// The item of a part.
    #[must_use]
    pub fn of_part(&self, part: &str) -> Option<&T> {
        self.positions.get(part).map(|at| &self.items[*at])
    }
}

impl<T: HasPart> FromIterator<T> for ByPart<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> ByPart<T> {
        let mut all = ByPart::default();
        items.into_iter().for_each(|item| all.push(item));
        all
    }
}

impl<T> Default for ByPart<T> {
    fn default() -> ByPart<T> {
        ByPart { items: Vec::new(), positions: HashMap::new() }
    }
}

impl<T> Deref for ByPart<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<'a, T> IntoIterator for &'a ByPart<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
