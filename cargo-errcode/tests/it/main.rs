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
mod init;
mod init_ci;
mod inspect;
mod link_failures;
mod lints;
mod list;
mod lock;
mod merge;
mod new;
mod rules;
mod source;
mod widen;
mod writing;
