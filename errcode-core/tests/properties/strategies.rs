//! Random layouts, and codes that have them.

use errcode_core::{Base, Layout, Parts, Role};
use proptest::prelude::*;

/// A layout with what it was made of.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) layout: Layout,
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Part { role: Role, letter: char, width: usize, is_open: bool },
    Literal(String),
}

impl Piece {
    fn pattern(&self) -> String {
        match self {
            Piece::Part { letter, is_open: true, .. } => format!("{letter}*"),
            Piece::Part { letter, width, .. } => letter.to_string().repeat(*width),
            Piece::Literal(literal) if literal.len() == 1 && !literal.starts_with(['\'', '*']) => {
                literal.clone()
            }
            Piece::Literal(literal) => format!("'{literal}'"),
        }
    }
}

fn role_of(letter: char) -> Role {
    match letter {
        'F' => Role::Family,
        'H' => Role::Http,
        'S' | 'A' => Role::Service,
        'M' => Role::Module,
        _ => Role::Sequence,
    }
}

/// Letters of different parts, one of them that of the sequence.
fn letters(sequence: &'static [char]) -> impl Strategy<Value = Vec<char>> {
    let others = prop::sample::subsequence(vec!['F', 'H', 'S', 'M'], 0..=4);
    (others, prop::sample::select(sequence), any::<bool>())
        .prop_map(|(mut letters, sequence, is_application)| {
            letters.push(sequence);
            if is_application {
                letters
                    .iter_mut()
                    .filter(|letter| **letter == 'S')
                    .for_each(|letter| *letter = 'A');
            }
            letters
        })
        .prop_shuffle()
}

fn parts(sequence: &'static [char], widest: usize) -> impl Strategy<Value = Vec<Piece>> {
    (letters(sequence), prop::collection::vec((1..=widest, prop::bool::weighted(0.3)), 5)).prop_map(
        |(letters, shapes)| {
            let part = |(letter, (width, is_open))| Piece::Part {
                role: role_of(letter),
                letter,
                width: if letter == 'H' { 3 } else { width },
                is_open: is_open && letter != 'H',
            };
            letters.into_iter().zip(shapes).map(part).collect()
        },
    )
}

/// A layout of integers: decimal or hexadecimal, of either sign, perhaps with a prefix.
pub(crate) fn integer_layout() -> impl Strategy<Value = Sample> {
    let base = prop::sample::select(vec![Base::Digits, Base::Hex]);
    let prefix = prop::option::of("[A-Z]{1,3}[_-]?(0x)?");
    (base, parts(&['N', 'X'], 3), any::<bool>(), prefix).prop_map(
        |(base, mut pieces, is_negative, prefix)| {
            for piece in &mut pieces {
                if let Piece::Part { is_open, .. } = piece {
                    *is_open = false;
                }
            }
            let pattern: String = pieces.iter().map(Piece::pattern).collect();
            let mut layout = Layout::new(base, &pattern).unwrap();
            if is_negative {
                layout = layout.negative();
            }
            if let Some(prefix) = prefix {
                layout = layout.with_prefix(&prefix);
            }
            Sample { layout, pieces }
        },
    )
}

/// A layout of texts. An open part ends where a punctuation mark follows, or the code.
pub(crate) fn text_layout() -> impl Strategy<Value = Sample> {
    let literal = prop::option::of("[-_.:/#*]|[A-Z]{2,4}[-_]|[!#-&(-\\[\\]-~]{2,5}");
    (parts(&['N', 'X'], 3), prop::collection::vec((literal, "[-_.:/]"), 6), any::<bool>()).prop_map(
        |(parts, literals, begins_with_text)| {
            let mut pieces = Vec::new();
            let count = parts.len();
            for (at, (part, (literal, mark))) in parts.into_iter().zip(&literals).enumerate() {
                if at == 0 && begins_with_text {
                    pieces.extend(literals[5].0.clone().map(Piece::Literal));
                }
                let is_open = matches!(part, Piece::Part { is_open: true, .. });
                pieces.push(part);
                if is_open && at + 1 < count {
                    pieces.push(Piece::Literal(mark.clone()));
                } else if at + 1 < count {
                    pieces.extend(literal.clone().map(Piece::Literal));
                }
            }
            let pattern: String = pieces.iter().map(Piece::pattern).collect();
            Sample { layout: Layout::new(Base::Text, &pattern).unwrap(), pieces }
        },
    )
}

/// Any layout with the parts of one of its codes, and the text of that code without sign and prefix.
pub(crate) fn layout_and_code() -> impl Strategy<Value = (Sample, Parts, String)> {
    prop_oneof![integer_layout(), text_layout()].prop_flat_map(|sample| {
        let base = sample.layout.base();
        let texts: Vec<BoxedStrategy<String>> = sample
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(literal) => Just(literal.clone()).boxed(),
                Piece::Part { letter, width, is_open, .. } => {
                    let is_numeric = matches!(letter, 'N' | 'H' | 'F');
                    let class = match base {
                        Base::Digits => "[0-9]",
                        Base::Hex => "[0-9A-F]",
                        Base::Text if is_numeric => "[0-9]",
                        Base::Text => "[0-9A-Za-z]",
                    };
                    let count = if *is_open { "{1,6}".to_owned() } else { format!("{{{width}}}") };
                    proptest::string::string_regex(&format!("{class}{count}")).unwrap().boxed()
                }
            })
            .collect();
        texts.prop_map(move |texts| {
            let pieces = sample.pieces.iter().zip(&texts);
            let parts = pieces.filter_map(|(piece, text)| match piece {
                Piece::Part { role, .. } => Some((*role, text.clone())),
                Piece::Literal(_) => None,
            });
            (sample.clone(), parts.collect(), texts.concat())
        })
    })
}
