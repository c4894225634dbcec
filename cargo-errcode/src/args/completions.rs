//! The arguments of `completions`.

use clap::Args;
use clap_complete::Shell;

/// Where the scripts go. Tried with bash 5.2, zsh 5.9 and fish 3.6, beside cargo's own completion.
const INSTALL: &str = "\
Where it goes:
  bash        source <(cargo errcode completions bash)      in ~/.bashrc
  zsh         as _cargo-errcode into a folder of $fpath, before `compinit`
  fish        as ~/.config/fish/conf.d/cargo-errcode.fish
  powershell  cargo errcode completions powershell | Out-String | Invoke-Expression      in $PROFILE
  elvish      eval (cargo errcode completions elvish | slurp)      in ~/.config/elvish/rc.elv

In bash, zsh and fish both `cargo errcode` and `cargo-errcode` are completed; in zsh the first one needs
cargo's own completion, which asks for it. In PowerShell and Elvish only `cargo-errcode` is.";

/// The arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = INSTALL)]
pub(crate) struct CompletionsArgs {
    /// The shell that reads the script
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}
