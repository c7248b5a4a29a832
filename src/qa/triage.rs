//! Takes back what people decided in a sheet of issues.

use std::collections::{BTreeMap, HashMap};

use super::Row;
use crate::baseline::{Baseline, Date, Pattern, Terms};
use crate::check::Status;
use crate::finding::{Finding, fingerprints};
use crate::safe::is_formula;

/// No finding has more equals on a page than these.
const EQUALS: usize = 5_000;

/// What came of a sheet.
#[derive(Debug, Default)]
pub struct Triaged {
    /// How many rows have each status; those that are open and say nothing else are left out.
    pub decided: BTreeMap<Status, usize>,
    /// The rows that could not be taken, each with the reason.
    pub left: Vec<String>,
}

/// What a row of a sheet is about.
struct Subject {
    pattern: Pattern,
    page: String,
    /// Which of equal findings of the page, from 1.
    ordinal: usize,
}

/// Writes the decisions of `rows` into `baseline`. A row is told by its fingerprint: by the texts beside it, or by the findings
/// of the run that the sheet was made from, where they are given.
#[must_use]
pub fn triage(rows: &[Row], findings: &[&Finding], baseline: &mut Baseline, today: Date) -> Triaged {
    let known = subjects(findings);
    let mut triaged = Triaged::default();
    for row in rows {
        match decision(row) {
            Ok(None) => {}
            Err(why) => triaged.left.push(format!("{}: {why}", row.place)),
            Ok(Some(terms)) => {
                let fingerprint = row.cell("fingerprint");
                let told = known.get(fingerprint);
                let read = if told.is_none() { subject(row) } else { None };
                match told.or(read.as_ref()) {
                    Some(Subject { pattern, page, ordinal }) => {
                        let Some(status) = terms.status else { continue };
                        let is_said = status != Status::Open || terms.assignee.is_some() || terms.reason.is_some();
                        if is_said {
                            *triaged.decided.entry(status).or_default() += 1;
                        }
                        baseline.decide((pattern, page, *ordinal), is_said.then_some(Terms { decided: Some(today), ..terms }));
                    }
                    None => triaged.left.push(format!(
                        "{}: no issue has the fingerprint `{fingerprint}` and these texts; name the run that the sheet was made from with --from",
                        row.place
                    )),
                }
            }
        }
    }
    triaged
}

/// What a row decides; `None` where it says nothing.
fn decision(row: &Row) -> Result<Option<Terms>, String> {
    let text = |name| Some(row.cell(name).trim().to_owned()).filter(|text: &String| !text.is_empty());
    let (assignee, reason) = (text("assignee"), text("remark"));
    let status = match text("status") {
        None if assignee.is_none() && reason.is_none() => return Ok(None),
        None => Status::Open,
        Some(word) => Status::named(&word)
            .ok_or_else(|| format!("`{word}` is no status; there are {}", Status::ALL.map(Status::name).join(", ")))?,
    };
    Ok(Some(Terms { status: Some(status), assignee, reason, ..Terms::default() }))
}

/// The issue whose fingerprint the texts of the row give.
fn subject(row: &Row) -> Option<Subject> {
    let wanted = row.cell("fingerprint");
    if wanted.is_empty() {
        return None;
    }
    let forms = |name: &str| {
        let cell = row.cell(name);
        // A spreadsheet may show the apostrophe that keeps a text from being run.
        let plain = cell.strip_prefix('\'').filter(|rest| is_formula(rest));
        let forms = [Some(cell), plain].into_iter().flatten().map(|text| Some(text.to_owned()));
        let none = cell.is_empty().then_some(None);
        none.into_iter().chain(forms).collect::<Vec<Option<String>>>()
    };
    let (expected, found) = (forms("expected"), forms("found"));
    let locale = Some(row.cell("locale")).filter(|locale| !locale.is_empty() && *locale != super::SOURCE);
    let mut readings = Vec::new();
    for page in forms("page").into_iter().flatten() {
        for (expected, found) in expected.iter().flat_map(|expected| found.iter().map(move |found| (expected, found))) {
            let pattern = (row.cell("rule"), locale, expected.as_deref(), found.as_deref());
            readings.push((fingerprints(pattern, &page), pattern, page.clone()));
        }
    }
    (1..=EQUALS).find_map(|ordinal| {
        let is_it = readings.iter_mut().position(|(equals, ..)| equals.next().is_some_and(|it| it == wanted));
        let (_, (rule, locale, expected, found), page) = &readings[is_it?];
        Some(Subject { pattern: Pattern::new(rule, *locale, *expected, *found), page: page.clone(), ordinal })
    })
}

/// The findings of a run by fingerprint.
fn subjects<'f>(findings: &[&'f Finding]) -> HashMap<String, Subject> {
    let mut equals: HashMap<(Pattern, &'f str), usize> = HashMap::new();
    let subject = |finding: &&'f Finding| {
        let (pattern, page) = (Pattern::of(finding), finding.page.clone());
        let ordinal = equals.entry((pattern.clone(), &finding.page)).or_default();
        *ordinal += 1;
        (finding.fingerprint.clone(), Subject { pattern, page, ordinal: *ordinal })
    };
    findings.iter().map(subject).collect()
}
