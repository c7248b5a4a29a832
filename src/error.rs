//! Why docparity could not do its job. What is wrong with a page is a finding, never an error.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::page::PageFormat;

/// Why docparity could not do its job: the command exits with 2.
///
/// ```
/// use docparity::{Config, Error, tree};
///
/// match tree::check(&["no such folder".into()], &Config::default()) {
///     Err(Error::Io { path, .. }) => assert!(path.ends_with("no such folder")),
///     other => panic!("{other:?}"),
/// }
/// match Config::read("docparity.yaml".as_ref(), "source: docs\nfail-on: fatal\n") {
///     Err(Error::Invalid { line, column, message, .. }) => {
///         assert_eq!((line, column), (2, 10));
///         assert_eq!(message, "nothing can fail on `fatal`; use error, warning, info or never");
///     }
///     other => panic!("{other:?}"),
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file does not hold what it should: a configuration, a baseline, a pinned contract, an OpenAPI description, or the
    /// JSON of an earlier run.
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// What is wrong there, and the cure.
        message: String,
    },
    /// Several values of one list are wrong.
    Several(Vec<Error>),
    /// Something is asked for that does not exist or makes no sense.
    Usage(String),
    /// There is no page or locale below the given paths that is called as it is asked for.
    NotThere(String),
    /// No page was found below the given paths.
    NothingToCheck(Vec<PathBuf>),
    /// The configuration leaves out all pages below the given paths.
    NothingLeft(Vec<PathBuf>),
    /// All pages below the given paths are English pages.
    OnlyEnglish(Vec<PathBuf>),
}

impl Error {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    pub(crate) fn invalid(path: &Path, (line, column): (usize, usize), message: impl Into<String>) -> Self {
        Self::Invalid { path: path.to_owned(), line, column, message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Invalid { path, line, column, message } => {
                write!(f, "{}:{line}:{column}: {message}", path.display())
            }
            Self::Several(errors) => {
                let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
                f.write_str(&told.join("\n"))
            }
            Self::Usage(message) | Self::NotThere(message) => f.write_str(message),
            Self::NothingToCheck(paths) => {
                let pages = PageFormat::extensions().map(|extension| format!("*.{extension}"));
                let (pages, paths) = (pages.collect::<Vec<_>>().join(", "), listed(paths));
                write!(f, "no page ({pages}) below {paths}: there is nothing to check")
            }
            Self::NothingLeft(paths) => {
                write!(f, "`exclude` and `locales` of docparity.yaml leave no page below {} to check", listed(paths))
            }
            Self::OnlyEnglish(paths) => {
                write!(f, "all pages below {} are English pages: there is no translation to check", listed(paths))
            }
        }
    }
}

fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    paths.join(", ")
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
