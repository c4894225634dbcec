//! Names of which none is there twice.

use std::collections::{HashMap, HashSet};

/// Names that are taken.
pub(crate) struct UniqueNames {
    /// Names are equal where their keys are.
    key: fn(&str) -> String,
    keys: HashSet<String>,
    /// The number that the last name of a kind got, by the key of the first: thousands may be of one kind,
    /// and each would count from the beginning.
    numbers: HashMap<String, usize>,
}

impl UniqueNames {
    /// With names that are taken already, by their keys.
    pub(crate) fn new(
        key: fn(&str) -> String,
        taken: impl IntoIterator<Item = String>,
    ) -> UniqueNames {
        UniqueNames { key, keys: taken.into_iter().collect(), numbers: HashMap::new() }
    }

    /// Takes the first name that is not taken: `form` makes them, of 1 and the numbers behind it. Where it
    /// makes equal names of 1, it makes equal names of the other numbers too; else some are passed over.
    pub(crate) fn take(&mut self, form: impl Fn(usize) -> String) -> String {
        let number = self.numbers.entry((self.key)(&form(1))).or_default();
        loop {
            *number += 1;
            let name = form(*number);
            if self.keys.insert((self.key)(&name)) {
                return name;
            }
        }
    }

    /// Whether a name is taken.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.keys.contains(&(self.key)(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(names: &mut UniqueNames, stem: &str) -> String {
        names.take(|number| match number {
            1 => stem.to_owned(),
            number => format!("{stem}{number}"),
        })
    }

    #[test]
    fn later_ones_have_numbers() {
        let mut names = UniqueNames::new(str::to_lowercase, ["index".to_owned()]);
        assert_eq!(numbered(&mut names, "Index"), "Index2");
        assert_eq!(numbered(&mut names, "a3"), "a3");
        assert_eq!(numbered(&mut names, "a"), "a");
        assert_eq!(numbered(&mut names, "A"), "A2");
        assert_eq!(numbered(&mut names, "a"), "a4");
        assert_eq!(numbered(&mut names, "a3"), "a32");
        assert!(names.contains("a4") && !names.contains("a5"));
    }
}
