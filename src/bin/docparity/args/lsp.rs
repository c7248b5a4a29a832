//! The command line of `docparity lsp`.

use clap::Args;

use super::AnyEnglish;

#[derive(Debug, Args)]
#[command(
    after_help = "An editor starts it and speaks with it over stdin and stdout; docs/editors.md has the settings of some."
)]
pub(crate) struct Lsp {
    #[command(flatten)]
    pub(crate) english: AnyEnglish,

    /// Taken for granted: editors name it to servers that know other ways to speak
    #[arg(long, hide = true)]
    stdio: bool,
}
