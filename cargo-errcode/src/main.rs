//! `cargo errcode`: lists, checks and explains the error codes of a workspace.
//!
//! The codes come from what rustc compiled: a build of the workspace, whose libraries and programs
//! carry them in a section. Nothing of the workspace is run. The way is
//! arguments → build → records → [`catalog`] → filter or lint → render; every stage knows only the
//! one before it. This file decides the exit code, and nothing else does.

#![forbid(unsafe_code)]

mod args;
mod cargo;
mod catalog;
mod collect;
mod commands;
mod count;
mod error;
mod exit;
mod filter;
mod find;
mod lint;
mod object_file;
mod output;
mod render;
mod snippet;
mod suggest;

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use commands::Outcome;
use error::Error;
use exit::Exit;
use output::Output;

fn main() -> ExitCode {
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
        Error::UnknownValue { .. } => Exit::Usage,
        Error::NoCodes { .. } | Error::NoMatch { .. } => Exit::NoCodes,
        Error::UnknownCode { .. } => Exit::Findings,
        Error::Cargo(_) | Error::Build | Error::Read { .. } | Error::Write(_) => Exit::Failure,
        Error::Metadata(_) => Exit::Metadata,
    }
}

/// Cargo runs `cargo-errcode errcode …`; by hand the second word is left out.
fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = env::args_os().collect();
    if arguments.get(1).is_some_and(|argument| argument == "errcode") {
        arguments.remove(1);
    }
    arguments
}
