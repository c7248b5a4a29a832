//! How docs and an OpenAPI description differ, for code scanning and for people who read a job page.

use std::io::{self, Write};

use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use super::format::markdown::row;
use super::sarif::uri_of;
use super::{NO_PAGE, relative};
use crate::openapi::{Gap, Side};
use crate::report::number::grouped;
use crate::safe::{Unarmed, code, prose};

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

/// So many results of a run does code scanning take.
const MOST: usize = 25_000;
/// No more bytes than these are written into a table: GitHub takes comments of 65,536 characters.
const LARGEST: usize = 60_000;
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
            json!({"id": id, "name": name, "shortDescription": {"text": what}, "defaultConfiguration": {"level": "warning"}})
        });
        let results: Vec<Value> = self.gaps.iter().take(MOST).map(|gap| self.result(gap)).collect();
        let left = self.gaps.len() - results.len();
        let told =
            (left > 0).then(|| format!("{}; {} are more than code scanning takes", self.sentence, grouped(left)));
        let said = json!({"level": "note", "message": {"text": told.as_deref().unwrap_or(self.sentence)}});
        let log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": env!("CARGO_PKG_NAME"), "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules,
                }},
                "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": [said]}],
                "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that docparity was run in."}}},
                "results": results,
            }],
        });
        serde_json::to_writer(Unarmed::new(&mut *out), &log)?;
        writeln!(out)
    }

    fn result(&self, gap: &Gap) -> Value {
        let (id, index) = (rule(gap.side).0, usize::from(gap.side == Side::Description));
        let mut pages = gap.pages.iter().map(|page| location(page));
        let first = pages.next().unwrap_or_else(|| location(self.description));
        let related: Vec<Value> = pages.take(MOST_PAGES).collect();
        let print: String = Sha1::digest(gap.to_string()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        json!({
            "ruleId": id,
            "ruleIndex": index,
            "level": "warning",
            "message": {"text": gap.to_string()},
            "locations": [first],
            "relatedLocations": related,
            "partialFingerprints": {"docparity/v1": print},
        })
    }

    /// Writes a table of the differences: as many as have room, and how many are left out.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut text = format!("{NO_PAGE}\n\n## docparity openapi\n\n{}.\n", self.sentence);
        let rows: Vec<String> = self.gaps.iter().map(table_row).collect();
        let mut shown = 0;
        if !rows.is_empty() {
            text += "\n| operation | what differs | pages |\n|---|---|---|\n";
            for row in rows.iter().take_while(|row| row.len() < LARGEST) {
                if text.len() + row.len() > LARGEST {
                    break;
                }
                text += row;
                shown += 1;
            }
        }
        if shown < rows.len() {
            text += &format!("\n{} more are left out here.\n", grouped(rows.len() - shown));
        }
        out.write_all(text.as_bytes())
    }
}

/// What relative URIs start from.
const ROOT: &str = "%SRCROOT%";

fn location(path: &str) -> Value {
    let (uri, is_relative) = uri_of(path);
    let mut artifact = json!({"uri": uri});
    if is_relative {
        artifact["uriBaseId"] = ROOT.into();
    }
    json!({"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1}}})
}

fn table_row(gap: &Gap) -> String {
    let mut pages: Vec<String> = gap.pages.iter().take(MOST_PAGES).map(|page| code(relative(page))).collect();
    if gap.pages.len() > MOST_PAGES {
        pages.push(format!("{} more", gap.pages.len() - MOST_PAGES));
    }
    row(&[code(&gap.operation), prose(&gap.what), pages.join(", ")])
}
