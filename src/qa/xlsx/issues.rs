//! The sheets of the issues: one of each locale, and one of what is known.

use rust_xlsxwriter::{DataValidation, Url, Worksheet, XlsxError};

use super::{ROWS, Styles, framed, number, put, rows};
use crate::check::{Decision, Status};
use crate::finding::Finding;
use crate::qa::issue::{HEADS, LINE, PRINTED, STATUS, WIDTHS, cells, decided};
use crate::qa::{Level, Qa, home};

/// What the drop-down of the statuses says.
const STATUSES: &str =
    "accepted, false positive and won't fix are not reported again once `docparity triage` has read this file.";
/// A sheet holds no more links than these, by the limits of Excel.
const LINKS: u32 = 65_530;
/// A link is no longer than this, by the same limits, in characters.
const LONGEST: usize = 2_080;
/// The name of a sheet has no more characters than these.
const NAME: usize = 31;

/// An issue, with what a person decided about it.
pub(super) type Issue<'q> = (&'q Finding, Option<Decision>);

/// The issues of each locale that has some, by the name of their sheet. Where there are none, one sheet says so.
pub(super) fn open<'q>(qa: &'q Qa<'_>) -> Vec<(String, Vec<Issue<'q>>)> {
    let of = |locale: &str| {
        let own = qa.report.findings.iter().filter(|finding| home(finding) == locale);
        own.map(|finding| (finding, qa.decision(finding).cloned())).collect()
    };
    let mut sheets: Vec<(String, Vec<Issue<'q>>)> = qa
        .locales
        .iter()
        .map(|row| (format!("Issues {}", row.locale).chars().take(NAME).collect(), of(row.locale)))
        .filter(|(_, issues): &(String, Vec<_>)| !issues.is_empty())
        .collect();
    if sheets.is_empty() {
        sheets.push(("Issues".to_owned(), Vec::new()));
    }
    sheets
}

/// The issues that a baseline knows.
pub(super) fn known<'q>(qa: &'q Qa<'_>) -> Vec<Issue<'q>> {
    qa.known().map(|silenced| (&silenced.finding, Some(decided(silenced)))).collect()
}

/// Writes a sheet of issues. Its first columns are printed: where, what, and what to do.
pub(super) fn write(
    qa: &Qa<'_>,
    styles: &Styles,
    issues: &[Issue<'_>],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let issues = &issues[..issues.len().min(ROWS)];
    framed(sheet, styles, &HEADS, &WIDTHS, rows(issues.len()))?;
    sheet.set_print_area(0, 0, rows(issues.len()), PRINTED)?;
    for (row, (finding, decision)) in (1..).zip(issues) {
        for (column, cell) in cells(qa, finding, decision.as_ref()).iter().enumerate() {
            let place = (row, u16::try_from(column).unwrap_or(u16::MAX));
            match HEADS[column] {
                "file" => match address(qa, finding, row) {
                    Some(address) => {
                        sheet.write_url_with_text(row, place.1, Url::new(address), cell)?;
                    }
                    None => put(sheet, styles, place, cell)?,
                },
                _ if column == LINE => {
                    sheet.write_number_with_format(row, place.1, number(finding.line), &styles.number)?;
                }
                "severity" => {
                    sheet.write_string_with_format(row, place.1, cell, styles.level(Level::of(finding)))?;
                }
                _ => put(sheet, styles, place, cell)?,
            }
        }
    }
    let statuses = DataValidation::new().allow_list_strings(&Status::ALL.map(Status::name))?;
    let statuses = statuses.set_input_title("Status")?.set_input_message(STATUSES)?;
    sheet.add_data_validation(1, STATUS, rows(issues.len()).max(1), STATUS, &statuses)?;
    Ok(())
}

/// Where the place of an issue is shown on the web, where the sheet has room for a link in this row.
fn address(qa: &Qa<'_>, finding: &Finding, row: u32) -> Option<String> {
    let link = qa.link.as_ref().filter(|_| row <= LINKS)?;
    Some(link.to(&finding.path, finding.line)).filter(|address| address.chars().count() <= LONGEST)
}
