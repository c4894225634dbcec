//! What somebody may have meant: the nearest known words.

use strsim::damerau_levenshtein;

/// What is longer, in characters, is no word that anybody mistypes.
const LONGEST: usize = 200;

/// The nearest of the known words, if one is near.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let known = known.into_iter().filter_map(|word| Some((distance(written, word)?, word)));
    known.min().map(|(_, word)| word)
}

/// How far a known word is from a written one; `None` where nobody would mistake one for the other.
pub(crate) fn distance(written: &str, known: &str) -> Option<usize> {
    let (length, other) = (written.chars().count(), known.chars().count());
    let limit = (length / 3).max(1);
    // A text from a foreign file can be long, and the distance takes quadratic time and memory.
    if length.max(other) > LONGEST || length.abs_diff(other) > limit {
        return None;
    }
    let distance = damerau_levenshtein(&written.to_lowercase(), &known.to_lowercase());
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_only() {
        assert_eq!(nearest("backof", ["backoff", "never"]), Some("backoff"));
        assert_eq!(nearest("IAM-COMON", ["iam-common", "iam-server"]), Some("iam-common"));
        assert_eq!(nearest("zebra", ["backoff", "never"]), None);
        assert_eq!(nearest("", ["a", "never"]), Some("a"));
    }
}
