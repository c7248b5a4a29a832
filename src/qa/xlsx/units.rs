//! The sheets of what is repaired or reviewed at once: entries of the translation memory, and pages.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{ROWS, Styles, framed, number, put, rows};
use crate::qa::{Qa, review, shown};

const MISSING_HEADS: [&str; 2] = ["locale", "page"];
const MISSING_WIDTHS: [f64; 2] = [10.0, 80.0];

const REVIEW_WIDTHS: [f64; 9] = [10.0, 70.0, 10.0, 9.0, 18.0, 10.0, 10.0, 10.0, 50.0];

const PAGE_HEADS: [&str; 6] = ["page", "severity", "issues", "points", "views", "weight"];
const PAGE_WIDTHS: [f64; 6] = [70.0, 10.0, 9.0, 10.0, 12.0, 14.0];

const MEMORY_HEADS: [&str; 11] = [
    "locale",
    "source",
    "target",
    "proposed target",
    "what is wrong",
    "rules",
    "severity",
    "owner",
    "issues",
    "pages",
    "points",
];
const MEMORY_WIDTHS: [f64; 11] = [8.0, 44.0, 44.0, 44.0, 50.0, 20.0, 10.0, 14.0, 9.0, 9.0, 10.0];

/// The entries of the translation memory that have issues.
pub(super) fn memory(qa: &Qa<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let entries = &qa.entries[..qa.entries.len().min(ROWS)];
    framed(sheet, styles, &MEMORY_HEADS, &MEMORY_WIDTHS, rows(entries.len()))?;
    for (row, entry) in (1..).zip(entries) {
        let rules: Vec<&str> = entry.rules().into_iter().collect();
        let texts = [
            (0, entry.locale.to_owned()),
            (1, shown(entry.source)),
            (2, shown(entry.target)),
            (3, shown(entry.proposal.as_deref().unwrap_or_default())),
            (4, shown(&entry.facts().join("\n"))),
            (5, rules.join(", ")),
            (7, entry.owners()),
        ];
        for (column, text) in &texts {
            put(sheet, styles, (row, *column), text)?;
        }
        let points = usize::try_from(entry.points).unwrap_or(usize::MAX);
        for (column, count) in [(8, entry.findings.len()), (9, entry.pages), (10, points)] {
            sheet.write_number_with_format(row, column, number(count), &styles.number)?;
        }
        sheet.write_string_with_format(row, 6, entry.level.name(), styles.level(entry.level))?;
    }
    Ok(())
}

/// The pages with issues, those to repair first at the top.
pub(super) fn pages(qa: &Qa<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let pages = qa.pages();
    let pages = &pages[..pages.len().min(ROWS)];
    framed(sheet, styles, &PAGE_HEADS, &PAGE_WIDTHS, rows(pages.len()))?;
    for (row, page) in (1..).zip(pages) {
        put(sheet, styles, (row, 0), &shown(page.page))?;
        let large = |count: u64| number(usize::try_from(count).unwrap_or(usize::MAX));
        let weight = page.weight(qa.traffic.is_some());
        for (column, value) in [(2, number(page.issues)), (3, large(page.points)), (5, large(weight))] {
            sheet.write_number_with_format(row, column, value, &styles.number)?;
        }
        if let Some(views) = page.views {
            sheet.write_number_with_format(row, 4, large(views), &styles.number)?;
        }
        sheet.write_string_with_format(row, 1, page.level.name(), styles.level(page.level))?;
    }
    Ok(())
}

/// The English pages that each locale lacks.
pub(super) fn missing(qa: &Qa<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let lacking = qa.locales.iter().flat_map(|row| row.census.lacking.iter().map(|page| (row.locale, page)));
    let lacking: Vec<(&str, &String)> = lacking.take(ROWS).collect();
    framed(sheet, styles, &MISSING_HEADS, &MISSING_WIDTHS, rows(lacking.len()))?;
    for (row, (locale, page)) in (1..).zip(lacking) {
        put(sheet, styles, (row, 0), locale)?;
        put(sheet, styles, (row, 1), &shown(page))?;
    }
    Ok(())
}

/// The pages that people are to review, with room for what they find.
pub(super) fn review(qa: &Qa<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let sample = qa.sample();
    framed(sheet, styles, &review::HEADS, &REVIEW_WIDTHS, rows(sample.len()))?;
    for (row, drawn) in (1..).zip(&sample) {
        for (column, text) in [(0, drawn.locale.clone()), (1, shown(&drawn.page)), (2, drawn.stratum().to_owned())] {
            put(sheet, styles, (row, column), &text)?;
        }
        sheet.write_number_with_format(row, 3, number(drawn.issues), &styles.number)?;
    }
    Ok(())
}
