//! Runs the built subcommand on small workspaces that cargo builds.

mod check;
mod explain;
mod failures;
mod fixture;
mod inspect;
mod list;
