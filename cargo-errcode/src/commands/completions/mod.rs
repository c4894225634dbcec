//! `cargo errcode completions`

use std::io::Write;

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::Outcome;
use crate::args::{Cli, CompletionsArgs};
use crate::error::Error;
use crate::output::Output;

/// What leads from `cargo errcode` to the completion of `cargo-errcode`. Zsh needs nothing: cargo's own
/// completion there asks `_cargo-errcode`.
const CARGO: &[(Shell, &str)] =
    &[(Shell::Bash, include_str!("cargo.bash")), (Shell::Fish, include_str!("cargo.fish"))];

pub(super) fn completions(output: &mut Output, args: &CompletionsArgs) -> Result<Outcome, Error> {
    // The generator panics where its writer fails, so it writes to memory.
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "cargo-errcode", &mut script);
    let script = String::from_utf8_lossy(&script);
    // clap_complete 4.6 gives the command two names in bash if there is a hyphen in it, and then offers
    // nothing behind the first word.
    write!(output, "{}", script.replace("cargo__subcmd__errcode", "cargo__errcode"))?;
    for (_, hook) in CARGO.iter().filter(|(shell, _)| *shell == args.shell) {
        write!(output, "\n{hook}")?;
    }
    Ok(Outcome::Clean)
}
