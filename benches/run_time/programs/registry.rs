// C3: look-ups, and the first.

use errcode::{Entry, registry};
use std::collections::HashMap;

/// The limit: an array from the lowest code to the highest, its index checked as the registry's.
struct Direct {
    first: i64,
    entries: Vec<Option<Entry>>,
}

fn direct() -> &'static Direct {
    static DIRECT: OnceLock<Direct> = OnceLock::new();
    DIRECT.get_or_init(|| {
        let last = FIRST + (ENUMS - 1) * STEP + PER_ENUM - 1;
        let entries = (FIRST..=last).map(|number| registry().by_code(number)).collect();
        Direct { first: FIRST, entries }
    })
}

impl Direct {
    #[inline]
    fn get(&self, number: i64) -> Option<Entry> {
        let position = usize::try_from(number.checked_sub(self.first)?).ok()?;
        *self.entries.get(position)?
    }
}

struct Inputs {
    keys: Vec<i64>,
    map: HashMap<i64, usize>,
}

impl Inputs {
    fn new() -> Inputs {
        let mut keys: Vec<i64> = (0..ENUMS)
            .flat_map(|number| (0..PER_ENUM).map(move |i| FIRST + number * STEP + i))
            .collect();
        let map = keys.iter().copied().enumerate().map(|(at, key)| (key, at)).collect();
        shuffle(&mut keys);
        Inputs { keys, map }
    }

    fn operations(&self) -> usize {
        self.keys.len()
    }
}

cases! {
    nothing(inputs.keys) |key, buffer| *key;
    by_code(inputs.keys) |key, buffer| registry().by_code(*key);
    array(inputs.keys) |key, buffer| direct().get(*key);
    hash_map(inputs.keys) |key, buffer| inputs.map.get(key).copied();
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments[0].as_str() {
        "check" => {
            keep();
            for key in Inputs::new().keys {
                assert_eq!(registry().by_code(key).unwrap().code().as_int(), Some(key));
            }
            assert!(registry().by_code(FIRST - 1).is_none());
        }
        "nothing-yet" => {}
        "collect" => _ = black_box(registry()),
        "look-up" => assert!(registry().by_code(FIRST + ENUMS / 2 * STEP).is_some()),
        _ => run_cases(&arguments),
    }
}
