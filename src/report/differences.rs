//! How docs and an OpenAPI description differ, for code scanning and for people who read a job page.

use std::io::{self, Write};

use sha1::{Digest, Sha1};

use super::format::markdown::{LARGEST, REST, fill, row};
use super::sarif::location;
use super::sarif::log::{
    Configuration, Descriptor, Fingerprints, Location, Log, MOST, Message, Notification, Region, Result,
};
use super::{NO_PAGE, relative};
use crate::openapi::{Gap, Side};
use crate::report::number::grouped;
use crate::safe::{code, prose};

/// What came of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Differences<'d> {
    /// The description, as the user names it.
    pub description: &'d str,
    /// What the comparison is in a sentence.
    pub sentence: &'d str,
    /// What differs.
    pub gaps: &'d [Gap],
}

/// How many pages of one difference are named.
const MOST_PAGES: usize = 3;

/// What a side says alone: the id of a rule, its name, and what it is.
fn rule(side: Side) -> (&'static str, &'static str, &'static str) {
    match side {
        Side::Docs => ("openapi-undescribed", "Undescribed", "The docs promise what the OpenAPI description lacks."),
        Side::Description => {
            ("openapi-undocumented", "Undocumented", "The OpenAPI description has what the docs lack.")
        }
    }
}

impl Differences<'_> {
    /// Writes SARIF 2.1.0, a result for each difference: at its first page, or at the description where no page documents it.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write_sarif(&self, out: &mut dyn Write) -> io::Result<()> {
        let rules = [Side::Docs, Side::Description].map(|side| {
            let (id, name, what) = rule(side);
            Descriptor {
                id,
                name: name.to_owned(),
                short_description: Message { text: what.to_owned() },
                full_description: None,
                help: None,
                default_configuration: Configuration { level: LEVEL, enabled: true },
                properties: None,
            }
        });
        let results: Vec<Result<'_>> = self.gaps.iter().take(MOST).map(|gap| self.result(gap)).collect();
        let left = self.gaps.len() - results.len();
        let more =
            if left > 0 { format!("; {} are more than code scanning takes", grouped(left)) } else { String::new() };
        let told = Notification { level: "note", message: Message { text: self.sentence.to_owned() + &more } };
        Log::new(rules.into(), vec![told], results).write(out)
    }

    fn result<'g>(&'g self, gap: &'g Gap) -> Result<'g> {
        let start = |page: &'g str| location(page, Region { start_line: Some(1), ..Region::default() });
        let mut pages = gap.pages.iter().map(|page| start(page));
        let first = pages.next().unwrap_or_else(|| start(self.description));
        let related: Vec<Location<'_>> = pages.take(MOST_PAGES).collect();
        let print: String = Sha1::digest(gap.to_string()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Result {
            rule_id: rule(gap.side).0,
            rule_index: Some(usize::from(gap.side == Side::Description)),
            level: LEVEL,
            message: Message { text: gap.to_string().into() },
            locations: [first],
            related_locations: related,
            baseline_state: None,
            partial_fingerprints: Fingerprints { own: print.into() },
            fixes: Vec::new(),
            suppressions: None,
            properties: None,
        }
    }

    /// Writes a table of the differences: as many as have room, and how many are left out.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut text = format!("{NO_PAGE}\n\n## docparity openapi\n\n{}.\n", self.sentence);
        if !self.gaps.is_empty() {
            text += "\n| operation | what differs | pages |\n|---|---|---|\n";
        }
        let shown = fill(&mut text, self.gaps.iter().map(table_row), LARGEST - REST);
        if shown < self.gaps.len() {
            text += &format!("\n{} more are left out here.\n", grouped(self.gaps.len() - shown));
        }
        out.write_all(text.as_bytes())
    }
}

/// How grave a difference is.
const LEVEL: &str = "warning";

fn table_row(gap: &Gap) -> String {
    let mut pages: Vec<String> = gap.pages.iter().take(MOST_PAGES).map(|page| code(relative(page))).collect();
    if gap.pages.len() > MOST_PAGES {
        pages.push(format!("{} more", gap.pages.len() - MOST_PAGES));
    }
    row(&[code(&gap.operation), prose(&gap.what), pages.join(", ")])
}
