//! The report as a workbook: a sheet of the locales, of the patterns, of the translation memory, of the pages, and one of the
//! issues of each locale. Rows leave the memory as they are written.

mod issues;
mod units;

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::locale::{ages, translations};
use super::slice::slices;
use super::{Change, Level, Qa, shown};
use crate::safe::{cut, is_formula};

/// A cell holds no more characters than these.
const LONGEST: usize = 32_000;
/// How wide the columns of the summary are, in characters.
const SUMMARY_WIDTH: f64 = 13.0;
/// How high a line is, in points.
const LINE_HEIGHT: f64 = 15.0;
/// A sheet holds no more rows than these, with the heads.
const ROWS: usize = 1_048_575;

const PATTERN_HEADS: [&str; 14] = [
    "rule",
    "locale",
    "expected",
    "found",
    "issues",
    "pages",
    "severity",
    "points",
    "new",
    "owner",
    "category",
    "comment",
    "suggestion",
    "first place",
];
const PATTERN_WIDTHS: [f64; 14] = [18.0, 8.0, 34.0, 34.0, 9.0, 9.0, 10.0, 10.0, 9.0, 14.0, 28.0, 50.0, 40.0, 50.0];

const LOCALE_HEADS: [&str; 15] = [
    "locale",
    "pages",
    "segments",
    "issues",
    "critical",
    "major",
    "minor",
    "neutral",
    "pages affected",
    "contracts intact, %",
    "points",
    "points per 1,000 segments",
    "words",
    "points per 1,000 words",
    "each entry once",
];

/// Writes the workbook. Texts are written as texts, never as formulas or links; those that look like a formula carry the
/// mark that keeps them texts when they are edited.
pub(super) fn write(qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(qa).and_then(|mut book| book.save_to_buffer()).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

struct Styles {
    head: Format,
    text: Format,
    number: Format,
    quoted: Format,
    bold: Format,
    levels: [Format; 4],
}

impl Styles {
    fn new() -> Self {
        // Set off from the number that can stand before it.
        let left = Format::new().set_align(FormatAlign::Left).set_indent(1);
        let text = left.set_align(FormatAlign::Top);
        let head = Format::new().set_bold().set_background_color(Color::RGB(0x001F_3A5F)).set_font_color(Color::White);
        let number = Format::new().set_align(FormatAlign::Top);
        let tinted = |rgb| number.clone().set_align(FormatAlign::Center).set_background_color(Color::RGB(rgb));
        Self {
            head: head.set_text_wrap().set_align(FormatAlign::VerticalCenter).set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            bold: Format::new().set_bold(),
            levels: [tinted(0x00F8_D0D0), tinted(0x00FD_E3C8), tinted(0x00FF_F4C9), tinted(0x00E8_ECF1)],
            text,
            number,
        }
    }

    fn level(&self, level: Level) -> &Format {
        &self.levels[Level::ALL.iter().position(|known| *known == level).unwrap_or_default()]
    }
}

fn workbook(qa: &Qa<'_>) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The same report is the same bytes, whenever it is written.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("Localization QA").set_creation_datetime(&day));
    let styles = Styles::new();
    summary(qa, &styles, book.add_worksheet().set_name("Summary")?)?;
    patterns(qa, &styles, long(&mut book, "Patterns")?)?;
    if !qa.entries.is_empty() {
        units::memory(qa, &styles, long(&mut book, "Memory")?)?;
    }
    units::pages(qa, &styles, long(&mut book, "Pages")?)?;
    if qa.locales.iter().any(|row| !row.census.lacking.is_empty()) {
        units::missing(qa, &styles, long(&mut book, "Missing")?)?;
    }
    if qa.sample.is_some() {
        units::review(qa, &styles, long(&mut book, "Review")?)?;
    }
    for (name, issues) in issues::open(qa) {
        issues::write(qa, &styles, &issues, long(&mut book, &name)?)?;
    }
    let known = issues::known(qa);
    if !known.is_empty() {
        issues::write(qa, &styles, &known, long(&mut book, "Known")?)?;
    }
    Ok(book)
}

/// A sheet that may be long: its rows are written in order, and are not kept.
fn long<'b>(book: &'b mut Workbook, name: &str) -> Result<&'b mut Worksheet, XlsxError> {
    book.add_worksheet_with_low_memory()?.set_name(name)
}

fn put(sheet: &mut Worksheet, styles: &Styles, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let style = if is_formula(text) { &styles.quoted } else { &styles.text };
    sheet.write_string_with_format(row, column, cut(text, LONGEST), style)?;
    Ok(())
}

/// Makes the row of the heads high enough for them. Not every program does so when it opens the file.
fn fit(sheet: &mut Worksheet, row: u32, heads: &[&str]) -> Result<(), XlsxError> {
    // A line that is broken between words takes one character of room.
    let lines = |head: &&str| (number(head.width()) / (SUMMARY_WIDTH - 2.0)).ceil();
    let most = heads.iter().map(lines).fold(1.0, f64::max);
    if most > 1.0 {
        sheet.set_row_height(row, LINE_HEIGHT * most)?;
    }
    Ok(())
}

/// Writes the heads of a table: those of its first columns, which are texts, at the left, those of numbers at the right.
fn heads(sheet: &mut Worksheet, styles: &Styles, row: u32, texts: usize, heads: &[&str]) -> Result<(), XlsxError> {
    for (at, (column, head)) in (0..).zip(heads).enumerate() {
        let align = if at < texts { FormatAlign::Left } else { FormatAlign::Right };
        sheet.write_string_with_format(row, column, *head, &styles.head.clone().set_align(align))?;
    }
    fit(sheet, row, heads)
}

/// Heads that stay in sight, with filters over `rows` rows.
fn framed(sheet: &mut Worksheet, styles: &Styles, names: &[&str], widths: &[f64], rows: u32) -> Result<(), XlsxError> {
    heads(sheet, styles, 0, names.len(), names)?;
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = u16::try_from(names.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, rows.max(1), last)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

#[expect(clippy::cast_precision_loss)]
fn number(count: usize) -> f64 {
    count as f64
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn summary(qa: &Qa<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, "Localization QA", &styles.bold)?;
    let note = format!(
        "docparity {}. Issues are what the tool detected; an error is what a person has confirmed. Penalty points: {}; issues of the English count for nothing.",
        qa.report.tool.version, qa.weights
    );
    sheet.write_string(1, 0, note)?;
    let mut row = 2;
    let verdicts = qa.judged().into_iter().map(|judged| {
        let why = if judged.why.is_empty() { String::new() } else { format!(": {}", judged.why.join("; ")) };
        format!("{}: {}{why}", judged.locale, judged.verdict.name())
    });
    let verdicts: Vec<String> = verdicts.collect();
    for line in qa.about().into_iter().chain(verdicts).chain(qa.heaviest()) {
        sheet.write_string(row, 0, shown(&line))?;
        row += 1;
    }
    row += 1;
    heads(sheet, styles, row, 1, &LOCALE_HEADS)?;
    sheet.set_column_range_width(0, 14, SUMMARY_WIDTH)?.set_column_width(0, 22)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    row += 1;
    for locale in qa.locales.iter().chain([&qa.total()]) {
        sheet.write_string(row, 0, locale.locale)?;
        let counts = [locale.census.pages, locale.census.segments, locale.issues.issues];
        for (column, count) in (1..).zip(counts.iter().chain(&locale.levels).chain([&locale.issues.pages])) {
            sheet.write_number(row, column, number(*count))?;
        }
        if let Some(intact) = locale.intact() {
            sheet.write_number(row, 9, tenth(intact))?;
        }
        sheet.write_number(row, 10, number(usize::try_from(locale.points()).unwrap_or(usize::MAX)))?;
        if let Some(score) = locale.score() {
            sheet.write_number(row, 11, tenth(score))?;
        }
        sheet.write_number(row, 12, number(locale.census.words))?;
        for (column, points) in [(13, locale.per_words()), (14, locale.per_words_once())] {
            if let Some(points) = points {
                sheet.write_number(row, column, (points * 100.0).round() / 100.0)?;
            }
        }
        row += 1;
    }
    row = table(
        sheet,
        styles,
        row + 1,
        &["locale", "translation", "pages", "segments", "issues", "pages affected", "points"],
        qa.locales.iter().flat_map(|locale| {
            translations(locale).map(|(name, share, half)| {
                let points = usize::try_from(half.points).unwrap_or(usize::MAX);
                let counts = [share.pages, share.segments, half.issues, half.pages, points].map(Some).to_vec();
                (vec![locale.locale.to_owned(), name.to_owned()], counts)
            })
        }),
    )?;
    for (name, slices) in [("owner", slices(qa, |it| it.owner.name())), ("rule", slices(qa, |it| it.rule.name))] {
        let locales = qa.locales.iter().map(|locale| locale.locale);
        let names: Vec<&str> = std::iter::once(name).chain(locales).chain(["critical", "pages", "points"]).collect();
        let rows = slices.iter().map(|slice| {
            let points = usize::try_from(slice.points).unwrap_or(usize::MAX);
            let counts = slice.locales.iter().copied().chain([slice.critical, slice.pages, points]).map(Some).collect();
            (vec![slice.name.to_owned()], counts)
        });
        row = table(sheet, styles, row, &names, rows)?;
    }
    let known = qa.locales.iter().filter_map(|locale| Some((locale.locale, locale.census.freshness?)));
    let known: Vec<_> = known.collect();
    if !known.is_empty() {
        let names: Vec<&str> = std::iter::once("locale").chain(ages(&known[0].1).map(|(name, _)| name)).collect();
        let rows =
            known.iter().map(|(locale, known)| (vec![(*locale).to_owned()], ages(known).map(|it| Some(it.1)).to_vec()));
        row = table(sheet, styles, row, &names, rows)?;
    }
    if let Some(comparison) = &qa.comparison {
        let rows = comparison.locales.iter().map(|(locale, change)| (vec![(*locale).to_owned()], changes(change)));
        table(sheet, styles, row, &["locale", "new", "fixed", "remaining", "silenced", "not looked at"], rows)?;
    }
    Ok(())
}

/// The counts of a change; nothing is said of what the run did not look at.
fn changes(change: &Change) -> Vec<Option<usize>> {
    let seen = change.seen().map_or([None; 4], |seen| seen.map(Some));
    seen.into_iter().chain([Some(change.unseen)]).collect()
}

/// Writes a small table at `row`, and says where the next one can begin.
fn table(
    sheet: &mut Worksheet,
    styles: &Styles,
    mut row: u32,
    names: &[&str],
    rows: impl Iterator<Item = (Vec<String>, Vec<Option<usize>>)>,
) -> Result<u32, XlsxError> {
    let rows: Vec<(Vec<String>, Vec<Option<usize>>)> = rows.collect();
    heads(sheet, styles, row, rows.first().map_or(1, |(texts, _)| texts.len()), names)?;
    for (texts, counts) in rows {
        row += 1;
        let mut column = 0;
        for text in texts {
            sheet.write_string(row, column, text)?;
            column += 1;
        }
        for count in counts {
            match count {
                Some(count) => sheet.write_number(row, column, number(count))?,
                None => sheet.write_string(row, column, "–")?,
            };
            column += 1;
        }
    }
    Ok(row + 2)
}

fn patterns(qa: &Qa<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let patterns = &qa.patterns[..qa.patterns.len().min(ROWS)];
    framed(sheet, styles, &PATTERN_HEADS, &PATTERN_WIDTHS, rows(patterns.len()))?;
    for (row, pattern) in (1..).zip(patterns) {
        let fact = pattern.worst;
        let (expected, found) = pattern.texts();
        let texts = [
            (0, fact.rule.name.to_owned()),
            (1, pattern.home().to_owned()),
            (2, shown(expected.unwrap_or_default())),
            (3, shown(&found.unwrap_or_default())),
            (9, pattern.owners()),
            (10, fact.rule.mqm.to_owned()),
            (11, shown(&pattern.message())),
            (12, shown(&pattern.suggestion())),
            (13, shown(&format!("{}:{}", pattern.findings[0].path, pattern.findings[0].line))),
        ];
        for (column, text) in &texts {
            put(sheet, styles, (row, *column), text)?;
        }
        let new = pattern.findings.iter().filter(|finding| qa.is_new(&finding.fingerprint)).count();
        let points = usize::try_from(pattern.points).unwrap_or(usize::MAX);
        for (column, count) in [(4, pattern.findings.len()), (5, pattern.pages), (7, points), (8, new)] {
            sheet.write_number_with_format(row, column, number(count), &styles.number)?;
        }
        sheet.write_string_with_format(row, 6, pattern.level.name(), styles.level(pattern.level))?;
    }
    Ok(())
}

fn rows(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
