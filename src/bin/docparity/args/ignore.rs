//! The command line of `docparity ignore`.

use std::path::PathBuf;

use clap::Args;

use super::AnyEnglish;

#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 the comments are written, 2 one was not.")]
pub(crate) struct Ignore {
    /// The pages, each with the line of the finding; without a line, the rule is silent on the whole page
    #[arg(value_name = "PATH[:LINE]", required = true, value_parser = place)]
    pub(crate) places: Vec<Place>,

    /// The rule or family whose findings are no defects
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: String,

    /// Why they are none, for whoever reads the page
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,

    #[command(flatten)]
    pub(crate) english: AnyEnglish,
}

/// A page, or a line of it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    /// The line, from 1.
    pub(crate) line: Option<usize>,
}

/// Reads `PATH`, `PATH:LINE` or `PATH:LINE:COLUMN`, as findings are shown.
fn place(text: &str) -> Result<Place, String> {
    let number = |text: &str| text.parse::<usize>().ok();
    let Some((path, last)) = text.rsplit_once(':').and_then(|(path, last)| Some((path, number(last)?))) else {
        return Ok(Place { path: text.into(), line: None });
    };
    let (path, line) = match path.rsplit_once(':').and_then(|(path, line)| Some((path, number(line)?))) {
        Some((path, line)) => (path, line),
        None => (path, last),
    };
    match line {
        0 => Err("lines are counted from 1".to_owned()),
        line => Ok(Place { path: path.into(), line: Some(line) }),
    }
}
