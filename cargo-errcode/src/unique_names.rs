//! Names of which none is there twice.

use std::collections::{HashMap, HashSet};

/// Names that are taken. Names are equal where their keys are.
#[derive(Default)]
pub(crate) struct UniqueNames {
    keys: HashSet<String>,
    /// The number that the last name of a kind got, by the key of the first: thousands may be of one kind,
    /// and each would count from the beginning.
    numbers: HashMap<String, usize>,
}

impl UniqueNames {
    /// With keys that are taken already.
    pub(crate) fn with(keys: impl IntoIterator<Item = String>) -> UniqueNames {
        UniqueNames { keys: keys.into_iter().collect(), numbers: HashMap::new() }
    }

    /// Takes the first name that is not taken: `form` makes them, of 1 and the numbers behind it.
    pub(crate) fn take(
        &mut self,
        key: fn(&str) -> String,
        form: impl Fn(usize) -> String,
    ) -> String {
        let number = self.numbers.entry(key(&form(1))).or_default();
        loop {
            *number += 1;
            let name = form(*number);
            if self.keys.insert(key(&name)) {
                return name;
            }
        }
    }

    /// Whether a key is taken.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(names: &mut UniqueNames, stem: &str) -> String {
        names.take(str::to_lowercase, |number| match number {
            1 => stem.to_owned(),
            number => format!("{stem}{number}"),
        })
    }

    #[test]
    fn later_ones_have_numbers() {
        let mut names = UniqueNames::with(["index".to_owned()]);
        assert_eq!(numbered(&mut names, "Index"), "Index2");
        assert_eq!(numbered(&mut names, "a3"), "a3");
        assert_eq!(numbered(&mut names, "a"), "a");
        assert_eq!(numbered(&mut names, "A"), "A2");
        assert_eq!(numbered(&mut names, "a"), "a4");
        assert_eq!(numbered(&mut names, "a3"), "a32");
        assert!(names.contains("a4") && !names.contains("a5"));
    }
}
