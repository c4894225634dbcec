//! What holds for every code, layout and segment, tried on random ones.
//!
//! A case that fails is written below `proptest-regressions`, to be committed: it is tried first from then
//! on. What the strategies make is small on purpose, so that codes meet.

mod codes;
mod layouts;
mod segments;
mod strategies;
