//! Runs the built subcommand on small workspaces that cargo builds.

mod alloc;
mod check;
mod diff;
mod errcode_toml;
mod explain;
mod failures;
mod fixture;
mod formats;
mod git;
mod hook;
mod hostile_texts;
mod inspect;
mod link_failures;
mod lints;
mod list;
mod lock;
mod merge;
mod rules;
mod source;
mod writing;
