//! Whether the references of codes are asked for, once the page is made.

use std::time::Duration;

use clap::Args;

/// How references are checked.
#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// Also ask for every `reference` of these codes, and find those that are dead or name an anchor which
    /// the page does not have. Takes a build with the feature `links`
    #[arg(long)]
    check_links: bool,

    /// How many seconds a page may take
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 10,
        value_parser = clap::value_parser!(u64).range(1..=3600),
        requires = "check_links"
    )]
    link_timeout: u64,
}

impl LinkArgs {
    /// How long a page may take; `None` where none is asked for.
    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.check_links.then_some(Duration::from_secs(self.link_timeout))
    }
}
