//! Runs the built subcommand on small workspaces that cargo builds.

mod check;
mod errcode_toml;
mod explain;
mod failures;
mod fixture;
mod inspect;
mod link_failures;
mod list;
