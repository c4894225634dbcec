//! `cargo errcode`: hands out, lists, guards and explains the error codes of a workspace.
//!
//! The codes come from what rustc compiled: a build of the workspace, whose libraries and programs
//! carry them in a section; or, without a build, from the sources. Nothing of the workspace is run. The
//! way is arguments → build or sources → records → `catalog` → filter, lint or diff → render; every
//! stage knows only the one before it. This file decides the exit code, and nothing else does.
//!
//! The library is the program: [`main`] is all that is public, but for what fuzzers call.

#![forbid(unsafe_code)]

mod alloc;
mod anchors;
mod args;
mod atomic_write;
mod book;
mod cargo;
mod catalog;
mod changelog;
mod changes;
mod collect;
mod commands;
mod config_edit;
mod config_file;
mod config_places;
mod contact;
mod content_key;
mod contract;
mod count;
mod coverage;
mod diff;
mod docs;
mod effective_config;
mod error;
mod exit;
mod explain;
mod export;
mod file_change;
mod filter;
mod finding;
mod free_codes;
#[doc(hidden)]
pub mod fuzzing;
mod generated;
mod git;
mod home;
mod html;
mod import;
mod input_file;
mod layouts;
mod links;
mod lint;
mod lock;
mod manifest;
mod modules;
mod nesting;
mod new_variant;
mod next_code;
mod numbers;
mod object_file;
mod output;
mod package_spec;
mod parts;
mod proto;
mod render;
mod report;
mod results;
mod rules;
mod rustc_wrapper;
#[cfg(test)]
mod schemas;
mod segment_map;
mod side;
mod snippet;
mod source;
mod suggest;
mod text_places;
mod unique_names;
mod used;
mod widen;
mod written;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{ExitCode, ExitStatus};

use clap::Parser;

use args::Cli;
use commands::Outcome;
use error::Error;
use exit::Exit;
use output::Output;

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    if let Some(result) = rustc_wrapper::run() {
        return exit_of_rustc(result);
    }
    // For a wrong command line clap itself ends the program, with `Exit::Usage`.
    let cli = Cli::parse_from(arguments());
    let mut output = Output::new(cli.global);
    let result = commands::run(&mut output, &cli).and_then(|outcome| {
        output.flush()?;
        Ok(outcome)
    });
    let exit = match &result {
        Ok(Outcome::Clean) => Exit::Clean,
        Ok(Outcome::Findings) => Exit::Findings,
        Err(error) => exit_of(error),
    };
    if let Err(error) = &result {
        // What was written before the error comes before it.
        drop(output.flush());
        output.error(error);
    }
    exit.into()
}

fn exit_of(error: &Error) -> Exit {
    match error {
        Error::Usage { .. }
        | Error::UnknownValue { .. }
        | Error::UnknownPackage { .. }
        | Error::UnknownSide { .. } => Exit::Usage,
        Error::Refused(refusal) if refusal.is_usage => Exit::Usage,
        Error::NoCodes { .. } | Error::NoMatch { .. } => Exit::NoCodes,
        Error::UnknownCode { .. } | Error::Uncovered { .. } => Exit::Findings,
        Error::Cargo(_)
        | Error::Build
        | Error::PartOfBuild
        | Error::Tests { .. }
        | Error::Folder { .. }
        | Error::Read { .. }
        | Error::Write(_)
        | Error::WriteFile { .. }
        | Error::NoLock { .. }
        | Error::Source { .. }
        | Error::NoGit(_)
        | Error::NoRepository
        | Error::Git { .. }
        | Error::ForeignHook { .. }
        | Error::NoFreeCode { .. }
        | Error::Invalid { .. }
        | Error::Hidden
        | Error::Refused(_)
        | Error::List { .. }
        | Error::Exists { .. }
        | Error::Locked { .. }
        | Error::NoLockInRevision { .. }
        | Error::Side { .. } => Exit::Failure,
        Error::Metadata(_) | Error::Config { .. } | Error::NoWorkspace => Exit::Metadata,
    }
}

/// As the wrapper of rustc this program ends as rustc did.
fn exit_of_rustc(result: io::Result<ExitStatus>) -> ExitCode {
    let code =
        result.ok().and_then(|status| status.code()).and_then(|code| u8::try_from(code).ok());
    code.map_or(Exit::Failure.into(), ExitCode::from)
}

/// Cargo runs `cargo-errcode errcode …`; by hand the second word is left out.
fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = env::args_os().collect();
    if arguments.get(1).is_some_and(|argument| argument == "errcode") {
        arguments.remove(1);
    }
    arguments
}
