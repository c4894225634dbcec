//! Value parsers for the small vocabularies: the possible values in the help and clap's "a similar
//! value exists" come from the same list as the type.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use errcode_core::GrpcCode;

use crate::suggest;

/// A word of a vocabulary, or `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OptionalWord<T>(pub(crate) Option<T>);

const NONE: &str = "none";

/// Accepts the words of a vocabulary.
pub(super) fn word_parser<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    as_str: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|word| as_str(*word))).try_map(move |written| {
        all.iter().copied().find(|word| as_str(*word) == written).ok_or("unknown word")
    })
}

/// Accepts the words of a vocabulary, and `none`.
pub(super) fn optional_word_parser<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    as_str: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = OptionalWord<T>> {
    let words = all.iter().map(|word| as_str(*word)).chain([NONE]);
    PossibleValuesParser::new(words)
        .map(move |written| OptionalWord(all.iter().copied().find(|word| as_str(*word) == written)))
}

/// Accepts a gRPC code by name, in any case, or by number.
pub(super) fn grpc_parser(written: &str) -> Result<GrpcCode, String> {
    let by_number = || GrpcCode::from_number(written.parse().ok()?);
    GrpcCode::from_word(&written.to_ascii_uppercase()).or_else(by_number).ok_or_else(|| {
        let known = GrpcCode::ALL.iter().map(|code| code.as_str());
        match suggest::nearest(written, known) {
            Some(known) => format!("unknown gRPC code, did you mean `{known}`?"),
            None => "write a name such as UNAVAILABLE or a number from 0 to 16".to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grpc_codes() {
        assert_eq!(grpc_parser("unavailable"), Ok(GrpcCode::Unavailable));
        assert_eq!(grpc_parser("14"), Ok(GrpcCode::Unavailable));
        assert!(grpc_parser("17").is_err());
        assert!(grpc_parser("UNAVAILBLE").unwrap_err().contains("`UNAVAILABLE`"));
    }
}
