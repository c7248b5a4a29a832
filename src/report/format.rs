//! The formats of `docparity check`, each declared once.

mod azure;
mod concise;
mod excerpt;
mod github;
mod gitlab;
mod jsonl;
mod junit;
pub(crate) mod markdown;
mod rdjson;
pub(crate) mod summary;
mod text;

use std::io::{self, Write};

pub use text::{Extent, WriteOptions, write as write_text};

use super::{NO_PAGE, Report, relative};

/// A format that a report can be written in. The command line, its help and the shell completions are made from these.
#[derive(Debug)]
pub struct Format {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub what: &'static str,
    /// Whether it says which repairs are safe: where none does, they need not be tried.
    pub tells_safe: bool,
    /// Whether it has a place for how many findings are hidden: beside the others it is said on stderr.
    tells_hidden: bool,
    write: fn(&Report, WriteOptions, &mut dyn Write) -> io::Result<()>,
}

/// All formats. The first is the one that is written when nothing is asked for.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        tells_safe: false,
        tells_hidden: true,
        what: "For people: each finding with its line, and a summary",
        write: text::write,
    },
    Format {
        name: "concise",
        tells_safe: false,
        tells_hidden: false,
        what: "One line a finding, for editors and grep",
        write: |report, _, out| concise::write(report, out),
    },
    Format {
        name: "json",
        tells_safe: true,
        tells_hidden: true,
        what: "One JSON object (`docparity schema` describes it)",
        write: |report, _, out| report.write_json(out),
    },
    Format {
        name: "jsonl",
        tells_safe: true,
        tells_hidden: false,
        what: "One JSON object a line and finding",
        write: |report, _, out| jsonl::write(report, out),
    },
    Format {
        name: "sarif",
        tells_safe: false,
        tells_hidden: true,
        what: "SARIF 2.1.0, for code scanning",
        write: |report, options, out| report.write_sarif_with(options.suppressed, out),
    },
    Format {
        name: "github",
        tells_safe: false,
        tells_hidden: true,
        what: "Annotations of GitHub Actions, one a pattern",
        write: |report, _, out| github::write(report, out),
    },
    Format {
        name: "gitlab",
        tells_safe: false,
        tells_hidden: false,
        what: "GitLab Code Quality",
        write: |report, _, out| gitlab::write(report, out),
    },
    Format {
        name: "junit",
        tells_safe: false,
        tells_hidden: true,
        what: "JUnit XML: a file is a test suite, a finding a test that failed",
        write: |report, _, out| junit::write(report, out),
    },
    Format {
        name: "azure",
        tells_safe: false,
        tells_hidden: false,
        what: "Issues of Azure Pipelines, one a pattern",
        write: |report, _, out| azure::write(report, out),
    },
    Format {
        name: "markdown",
        tells_safe: false,
        tells_hidden: true,
        what: "A summary for a job page or a pull request",
        write: |report, _, out| markdown::write(report, out),
    },
    Format {
        name: "rdjson",
        tells_safe: false,
        tells_hidden: false,
        what: "Reviewdog diagnostics",
        write: |report, _, out| rdjson::write(report, out),
    },
];

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// How many findings of `report` are hidden, where this format has no place for it.
    #[must_use]
    pub fn untold(&self, report: &Report) -> Option<String> {
        report.hidden().filter(|_| !self.tells_hidden)
    }

    /// Writes `report` in this format.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write(&self, report: &Report, options: WriteOptions, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(report, options, out)
    }
}
