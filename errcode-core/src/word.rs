//! The small vocabularies (fault, severity, retry advice …): each is an enum whose values have one
//! spelling, written once in the table that declares it.

/// Declares an enum whose values are words: spelling, order and index come from one list.
macro_rules! word_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($what:literal) {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// What this vocabulary is called in messages.
            pub const WHAT: &'static str = $what;

            /// The one spelling of this value, as written in attributes and output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( $name::$variant => $word, )+
                }
            }

            /// The value whose [`as_str`](Self::as_str) is `word`.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }

            /// The value at `index` in [`ALL`](Self::ALL).
            #[must_use]
            pub const fn from_index(index: u8) -> Option<$name> {
                if (index as usize) < Self::ALL.len() {
                    Some(Self::ALL[index as usize])
                } else {
                    None
                }
            }

            /// As [`from_index`](Self::from_index), without asking.
            ///
            /// # Safety
            /// There is a value at `index`.
            #[inline]
            #[allow(dead_code)]
            #[expect(unsafe_code, reason = "asking costs half of what reading the index does")]
            pub(crate) const unsafe fn from_index_unchecked(index: u8) -> $name {
                // SAFETY: the values are numbered from 0 on, and the caller has one's number.
                unsafe { core::mem::transmute::<u8, $name>(index) }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::str::FromStr for $name {
            type Err = crate::word::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::from_word(word).ok_or(crate::word::UnknownWord { what: $what })
            }
        }
    };
}
pub(crate) use word_enum;

/// A word that a vocabulary does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    pub(crate) what: &'static str,
}

impl core::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "unknown {}", self.what)
    }
}

impl core::error::Error for UnknownWord {}
