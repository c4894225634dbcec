//! The command line, as types. What the flags mean is in the doc comments: they are the help.

mod build;
mod changelog;
mod completions;
mod config;
mod coverage;
mod explain;
mod filters;
mod import;
mod init;
mod layout;
mod links;
mod man;
#[cfg(test)]
mod named_commands;
mod new;
mod proto;
#[cfg(test)]
mod reference;
mod show;
mod words;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use build::{BuildArgs, WorkspaceArgs};
pub(crate) use changelog::{ChangelogArgs, ChangelogFormat};
pub(crate) use completions::CompletionsArgs;
pub(crate) use config::ConfigArgs;
pub(crate) use coverage::{CoverageArgs, CoverageFormat, Runner, Thresholds};
pub(crate) use explain::{ExplainArgs, PageFormat};
pub(crate) use filters::Filters;
pub(crate) use import::{CodeForm, ColumnName, ImportArgs};
pub(crate) use init::{Ci, InitArgs};
pub(crate) use layout::{LayoutArgs, LayoutCommand, WidenArgs};
pub(crate) use links::LinkArgs;
pub(crate) use man::ManArgs;
pub(crate) use new::{CommonArgs, NewArgs, NewCodeArgs, NewCommand, NewModuleArgs, NewServiceArgs};
pub(crate) use proto::{ProtoArgs, ProtoCheckArgs, ProtoCommand};
pub(crate) use show::{CodesArgs, DocsArgs, GeneratedArgs, HtmlArgs, MapArgs, OriginArgs};

/// Hand out, list, guard and explain the error codes of a workspace
#[derive(Debug, Parser)]
#[command(
    name = "cargo-errcode",
    bin_name = "cargo errcode",
    version,
    styles = clap_cargo::style::CLAP_STYLING,
    after_help = crate::exit::help()
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) global: GlobalArgs,
}

/// What every command takes.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct GlobalArgs {
    /// When to colour the output
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        env = "CARGO_TERM_COLOR",
        hide_env_values = true,
        default_value = "auto"
    )]
    pub(crate) color: Color,

    /// Show no progress, also not cargo's
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Set a workspace up: errcode.toml and, if asked for, hooks and CI
    Init(InitArgs),
    /// Add a service, a module or a code, with the first number that is free
    New(NewArgs),
    /// List the codes of the workspace
    List(ListArgs),
    /// Find codes that clash between crates
    Check(CheckArgs),
    /// Write the next free code where `#[code(next)]` stands
    Alloc(AllocArgs),
    /// Change how codes divide
    Layout(LayoutArgs),
    /// Show what errcode.toml says, what holds by default, and where each value is from
    Config(ConfigArgs),
    /// Write errcode.lock: what every code promises, to be committed
    Lock(LockArgs),
    /// Find what changed since a release, and which version that needs
    Diff(DiffArgs),
    /// Tell the users of an API which codes changed between two versions, as Markdown or JSON
    Changelog(ChangelogArgs),
    /// Show which codes are documented, constructed by the sources and produced by tests
    Coverage(CoverageArgs),
    /// Let git check codes before a commit and before a push
    Hook(HookArgs),
    /// Show every fact of a code, or what a finding of `check` or `diff` means
    Explain(ExplainArgs),
    /// Write the reference docs in Markdown: every code with all its facts
    Docs(DocsArgs),
    /// Write the catalogue as one HTML page with search, which needs no network
    Html(HtmlArgs),
    /// Show which codes of each segment are used, free, reserved and retired
    Map(MapArgs),
    /// Make enums of lists: Go constants, CSV, .proto, thiserror
    Import(ImportArgs),
    /// Compare .proto files with the codes of the workspace
    Proto(ProtoArgs),
    /// List the codes of programs, libraries and object files that are built already
    Inspect(InspectArgs),
    /// Print a script that lets a shell complete the command line
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// The arguments of `list`.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Only codes whose number, name or message holds this text, in any case
    pub(crate) text: Option<String>,

    /// Read the sources instead of building. Enums that macros make are not seen
    #[arg(long)]
    pub(crate) source: bool,

    #[command(flatten)]
    pub(crate) listing: ListingArgs,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,

    /// Read the sources instead of building: fast, and also where the code does not compile. Enums that
    /// macros make are not seen
    #[arg(long)]
    pub(crate) source: bool,

    /// As `--source`, for what is about to be committed: files as they are staged, and findings in them
    /// alone
    #[arg(long)]
    pub(crate) staged: bool,

    /// Codes of other repositories, which no code here may clash with: catalogs of `list --format json`
    #[arg(long, value_name = "FILE")]
    pub(crate) catalog: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// The arguments of `alloc`.
#[derive(Debug, Args)]
pub(crate) struct AllocArgs {
    /// Write nothing, and show what would be written as a diff
    #[arg(long)]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// The arguments of `lock`.
#[derive(Debug, Args)]
pub(crate) struct LockArgs {
    /// Write nothing; fail if errcode.lock is not what would be written
    #[arg(long)]
    pub(crate) check: bool,

    /// Merge lock files code by code, into the second: what git runs after `hook install`
    #[arg(long, num_args = 3, value_names = ["BASE", "OURS", "THEIRS"], conflicts_with = "check")]
    pub(crate) merge: Option<Vec<PathBuf>>,

    /// Read the sources instead of building. Where macros may make enums, nothing is written
    #[arg(long)]
    pub(crate) source: bool,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// What was promised: errcode.lock, a git revision (its errcode.lock), a catalog of `list --format
    /// json`, a program or library, or `workspace`
    #[arg(default_value = "errcode.lock")]
    pub(crate) base: String,

    /// What is there now, in the same forms
    #[arg(default_value = "workspace")]
    pub(crate) current: String,

    /// How changes are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,

    /// Read the sources of the workspace instead of building. Where macros may make enums, nothing is
    /// said about codes that are gone
    #[arg(long)]
    pub(crate) source: bool,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// The arguments of `hook`.
#[derive(Debug, Args)]
pub(crate) struct HookArgs {
    #[command(subcommand)]
    pub(crate) command: HookCommand,
}

/// What happens to the hooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub(crate) enum HookCommand {
    /// Add to pre-commit and pre-push; what is there already stays
    Install,
    /// Take out again what was added
    Uninstall,
}

/// The arguments of `inspect`.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// Programs, libraries (.rlib, .a, .so) or object files (.o)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Only codes whose number, name or message holds this text, in any case
    #[arg(long, value_name = "TEXT", help_heading = "Filters")]
    pub(crate) text: Option<String>,

    #[command(flatten)]
    pub(crate) listing: ListingArgs,
}

/// How a catalog is listed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Listing")]
pub(crate) struct ListingArgs {
    /// How the codes are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,

    /// What the codes are sorted by
    #[arg(long, value_name = "FIELD", default_value = "code")]
    pub(crate) sort: Sort,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// The forms of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// The whole catalog, every fact of each code
    Json,
    /// For spreadsheets
    Csv,
    /// For pages
    Markdown,
}

/// The forms of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// As rustc writes it, with source lines
    Human,
    /// One line each
    Short,
    /// Cargo's messages, one JSON object a line, for editors
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub's annotations
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// The XML of `JUnit`
    Junit,
}

/// What a listing can be sorted by; ties stay in the order of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    /// Number space, then code
    Code,
    /// Name
    Name,
    /// HTTP status
    Http,
    /// gRPC number
    Grpc,
    /// Retry advice, from `never` up
    Retry,
    /// Loudest first
    Severity,
    /// Crate
    Crate,
    /// File and line
    Place,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    // Without doc comments the help lists them in one line.
    Auto,
    Always,
    Never,
}

impl Color {
    /// The word, as cargo takes it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Color::Auto => "auto",
            Color::Always => "always",
            Color::Never => "never",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;

        Cli::command().debug_assert();
    }
}
