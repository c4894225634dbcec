//! What the commands that make pages and files share: which codes, and where the result goes.

use std::path::PathBuf;

use clap::Args;

use super::{BuildArgs, Filters, LinkArgs};

/// Where codes come from.
#[derive(Debug, Args)]
pub(crate) struct OriginArgs {
    /// Read the sources instead of building. Enums that macros make are not seen
    #[arg(long)]
    pub(crate) source: bool,

    /// Also the codes of other repositories: catalogs of `list --format json`. Without a workspace,
    /// those alone
    #[arg(long, value_name = "FILE")]
    pub(crate) catalog: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) build: BuildArgs,
}

/// Which codes are shown.
#[derive(Debug, Args)]
pub(crate) struct CodesArgs {
    #[command(flatten)]
    pub(crate) origin: OriginArgs,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Where what is generated goes.
#[derive(Debug, Args)]
pub(crate) struct GeneratedArgs {
    /// Where to write; `-` prints it [default: below target/errcode]
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// Write nothing; fail, and show the difference, if what is there is not what would be written
    #[arg(long)]
    pub(crate) check: bool,
}

/// The arguments of `docs`.
#[derive(Debug, Args)]
pub(crate) struct DocsArgs {
    /// A page for each service, in a folder with an index, instead of one page
    #[arg(long)]
    pub(crate) per_service: bool,

    /// The heading of the page
    #[arg(long, value_name = "TEXT", default_value = "Error codes")]
    pub(crate) title: String,

    /// Name the files of codes without lines, so that moving code changes no page
    #[arg(long)]
    pub(crate) no_lines: bool,

    #[command(flatten)]
    pub(crate) generated: GeneratedArgs,

    #[command(flatten)]
    pub(crate) links: LinkArgs,

    #[command(flatten)]
    pub(crate) codes: CodesArgs,
}

/// The arguments of `html`.
#[derive(Debug, Args)]
pub(crate) struct HtmlArgs {
    /// Show the page in the browser
    #[arg(long, conflicts_with = "check")]
    pub(crate) open: bool,

    /// The heading of the page
    #[arg(long, value_name = "TEXT", default_value = "Error codes")]
    pub(crate) title: String,

    /// A folder with templates of your own; a template that it does not have is the built-in one
    #[arg(long, value_name = "FOLDER")]
    pub(crate) templates: Option<PathBuf>,

    /// Write the built-in templates into a folder, as a start for your own, and nothing else
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["open", "templates", "check", "output", "check_links"])]
    pub(crate) write_templates: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) generated: GeneratedArgs,

    #[command(flatten)]
    pub(crate) links: LinkArgs,

    #[command(flatten)]
    pub(crate) codes: CodesArgs,
}

/// The arguments of `map`.
#[derive(Debug, Args)]
pub(crate) struct MapArgs {
    /// How the map is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: super::PageFormat,

    /// Only these services, by name
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) service: Vec<String>,

    /// Only these number spaces
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) domain: Vec<String>,

    #[command(flatten)]
    pub(crate) origin: OriginArgs,
}
