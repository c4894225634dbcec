//! Runs the built subcommand on small workspaces that cargo builds.

mod alloc;
mod check;
mod diff;
mod errcode_toml;
mod explain;
mod failures;
mod fixture;
mod formats;
mod hook;
mod import;
mod import_proto;
mod import_thiserror;
mod import_versions;
mod inspect;
mod link_failures;
mod lints;
mod list;
mod lock;
mod merge;
mod proto_check;
mod source;
