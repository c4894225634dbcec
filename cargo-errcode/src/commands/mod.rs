//! The commands: each shows its stages in order and little else.

mod alloc;
mod changelog;
mod check;
mod completions;
mod config;
mod coverage;
mod diff;
mod docs;
mod explain;
mod hook;
mod html;
mod import;
mod init;
mod inspect;
mod layout;
mod list;
mod listing;
mod lock;
mod man;
mod map;
mod new;
mod proto;

use crate::args::{Cli, Command};
use crate::error::Error;
use crate::output::Output;

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to object to.
    Clean,
    /// There are findings.
    Findings,
}

impl Outcome {
    /// Of two parts of a command.
    pub(crate) fn and(self, other: Outcome) -> Outcome {
        match self {
            Outcome::Clean => other,
            Outcome::Findings => Outcome::Findings,
        }
    }
}

/// Runs the command.
pub(crate) fn run(output: &mut Output, cli: &Cli) -> Result<Outcome, Error> {
    match &cli.command {
        Command::List(args) => list::list(output, args, cli.global),
        Command::Check(args) => check::check(output, args, cli.global),
        Command::Init(args) => init::init(output, args),
        Command::New(args) => new::new(output, args),
        Command::Alloc(args) => alloc::alloc(output, args),
        Command::Layout(args) => layout::layout(output, args),
        Command::Config(args) => config::config(output, args),
        Command::Lock(args) => lock::lock(output, args, cli.global),
        Command::Diff(args) => diff::diff(output, args, cli.global),
        Command::Changelog(args) => changelog::changelog(output, args, cli.global),
        Command::Coverage(args) => coverage::coverage(output, args, cli.global),
        Command::Hook(args) => hook::hook(output, args),
        Command::Explain(args) => explain::explain(output, args, cli.global),
        Command::Docs(args) => docs::docs(output, args, cli.global),
        Command::Html(args) => html::html(output, args, cli.global),
        Command::Map(args) => map::map(output, args, cli.global),
        Command::Import(args) => import::import(output, args),
        Command::Proto(args) => proto::proto(output, args, cli.global),
        Command::Inspect(args) => inspect::inspect(output, args),
        Command::Completions(args) => completions::completions(output, args),
        Command::Man(args) => man::man(output, args),
    }
}
