//! Behaviour of the facade and the derive together, one module per behaviour.

#![allow(dead_code, reason = "many variants and fields are there to be derived, not to be used")]

mod constants;
mod declare;
mod display;
mod find;
mod foreign_derives;
mod generics;
mod layouts;
mod macros;
mod no_prelude;
mod registry;
mod sources;
mod threads;
mod tidy;
