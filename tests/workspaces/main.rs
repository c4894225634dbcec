//! What takes a workspace of its own: uniqueness across enums, crates and the link; errcode.toml;
//! the strictest lints. Each case is a real workspace that cargo builds, and the test reads what
//! cargo prints. They share one target folder, so errcode is compiled once for all.

mod allocation;
mod config_file;
mod examples;
mod fixture;
mod linkers;
mod lints;
mod lock_graph;
mod readme;
mod uniqueness;
mod views;
