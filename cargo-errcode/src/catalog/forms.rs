//! How values stand in JSON: as their words, as numbers or strings.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A value with one spelling, as that word.
pub(super) mod word {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<T: Display, S: Serializer>(
        value: &T,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(crate) fn deserialize<'de, T, D>(from: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// As `word`, for a value that may be missing.
pub(super) mod optional_word {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde calls it with a reference to the field")]
    pub(crate) fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        super::word::deserialize(from).map(Some)
    }
}

/// An HTTP status, of three digits as in RFC 9110.
pub(super) fn status<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let status = u16::deserialize(from)?;
    let wrong =
        || D::Error::custom(format_args!("`http` is a status from 100 to 999, not {status}"));
    (100..=999).contains(&status).then_some(status).ok_or_else(wrong)
}

/// A code as a JSON number or string.
pub(crate) mod code {
    use std::fmt;

    use errcode_core::OwnedCode;
    use serde::de::{Error, Unexpected, Visitor};
    use serde::{Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(code: &OwnedCode, to: S) -> Result<S::Ok, S::Error> {
        match code {
            OwnedCode::Int(number) => to.serialize_i64(*number),
            OwnedCode::Text(text) => to.serialize_str(text),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<OwnedCode, D::Error> {
        from.deserialize_any(Code)
    }

    struct Code;

    impl Visitor<'_> for Code {
        type Value = OwnedCode;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a code, which is a string or an integer of 64 bits")
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<OwnedCode, E> {
            Ok(OwnedCode::Int(number))
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<OwnedCode, E> {
            let wrong = |_| E::invalid_value(Unexpected::Unsigned(number), &self);
            i64::try_from(number).map(OwnedCode::Int).map_err(wrong)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<OwnedCode, E> {
            Ok(OwnedCode::Text(text.to_owned()))
        }
    }
}
