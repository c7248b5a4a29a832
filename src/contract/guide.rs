//! What each table of a page is. It is decided on the English reading and looked up by line, so that a translated head
//! or label cannot hide a table.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::Place;
use crate::bilingual::Reading;
use crate::page::{Page, Row, Table};
use crate::profile::{Profile, is_among};
use crate::span::{Span, line_start};

/// A reading that a contract is taken from.
pub struct Subject<'a> {
    /// The text of the file.
    pub file: &'a str,
    /// The reading, with its map to the file.
    pub reading: &'a Reading<'a>,
    /// The reading, parsed.
    pub page: &'a Page<'a>,
    /// Whether the reading is English, so that the heads of its tables can be read.
    pub english: bool,
    /// The place in the file last asked for, and where its line begins: facts are asked for in their order, and a line can
    /// be as long as the file.
    last: Cell<(usize, usize)>,
}

impl<'a> Subject<'a> {
    /// A reading of `file`; `english` says whether its table heads can be read.
    #[must_use]
    pub fn new(file: &'a str, reading: &'a Reading<'a>, page: &'a Page<'a>, english: bool) -> Self {
        Self { file, reading, page, english, last: Cell::new((0, 0)) }
    }

    /// The place of something in the reading.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { span, line: self.line(span.start) }
    }

    /// Where the line begins, in the file, that holds `offset` of the reading.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        let place = self.reading.offset_in_file(offset);
        let (last, start) = self.last.get();
        let newline = self.file.as_bytes().get(last..place).map(|between| memchr::memrchr(b'\n', between));
        let start = match newline {
            Some(None) => start,
            Some(Some(newline)) => last + newline + 1,
            None => line_start(self.file, place),
        };
        self.last.set((place, start));
        start
    }
}

/// What the rows of a table state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableKind {
    /// Permission scopes by account kind.
    Permissions,
    /// Request headers.
    Headers,
    /// Names, of the kind that is named here.
    Identifiers(String),
}

/// The kinds and the heads of a page's tables, and the labels of their rows, by line of the file.
#[derive(Debug, Default)]
pub struct Guide {
    kinds: BTreeMap<usize, TableKind>,
    heads: BTreeMap<usize, Vec<String>>,
    labels: BTreeMap<usize, String>,
}

impl Guide {
    /// Decides what the tables of `subject` are.
    #[must_use]
    pub fn new(subject: &Subject<'_>, profile: &Profile) -> Self {
        let mut guide = Self::default();
        for table in &subject.page.tables {
            let line = subject.line(table.head.span.start);
            let heads = guide.heads.entry(line).or_insert_with(|| head_of(table));
            let Some(kind) = kind_of((table, heads), subject.page, subject.english, profile) else { continue };
            if kind == TableKind::Permissions {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let label = row.cells.first().map_or(String::new(), |cell| cell.text.trim().to_owned());
                    guide.labels.insert(subject.line(row.span.start), label);
                }
            }
            guide.kinds.insert(line, kind);
        }
        guide
    }

    /// Decides what the tables of a plain page are, from the tables of its English page: those at the same place in the
    /// same section. `english` is the guide of the English page.
    #[must_use]
    pub fn across(subject: &Subject<'_>, other: &Subject<'_>, english: &Self) -> Self {
        let mut guide = Self::default();
        for (table, twin) in twins(subject.page, other.page) {
            let line = subject.line(table.head.span.start);
            guide.heads.extend(english.head(other, twin).map(|head| (line, head.to_vec())));
            let Some(kind) = english.kind(other, twin) else { continue };
            for (row, twin) in table.rows.iter().zip(&twin.rows).filter(|_| table.rows.len() == twin.rows.len()) {
                if let Some(label) = english.label(other, twin) {
                    guide.labels.insert(subject.line(row.span.start), label.to_owned());
                }
            }
            guide.kinds.insert(line, kind.clone());
        }
        guide
    }

    /// What `table` is.
    #[must_use]
    pub fn kind(&self, subject: &Subject<'_>, table: &Table<'_>) -> Option<&TableKind> {
        self.kinds.get(&subject.line(table.head.span.start))
    }

    /// The English head of `table`, in lower case.
    pub(super) fn head(&self, subject: &Subject<'_>, table: &Table<'_>) -> Option<&[String]> {
        self.heads.get(&subject.line(table.head.span.start)).map(Vec::as_slice)
    }

    /// The English label of a row of a permission table.
    pub(super) fn label(&self, subject: &Subject<'_>, row: &Row<'_>) -> Option<&str> {
        self.labels.get(&subject.line(row.span.start)).map(String::as_str)
    }
}

/// The tables of a page beside those of its English page: one to one where both have as many, else those with the same
/// number in the same section.
fn twins<'p, 'a>(own: &'p Page<'a>, other: &'p Page<'a>) -> Vec<(&'p Table<'a>, &'p Table<'a>)> {
    if own.tables.len() == other.tables.len() {
        return own.tables.iter().zip(&other.tables).collect();
    }
    let theirs = places(other);
    places(own).into_iter().filter_map(|(place, table)| Some((table, *theirs.get(&place)?))).collect()
}

/// The tables of a page by section path and by their number in the section.
fn places<'p, 'a>(page: &'p Page<'a>) -> BTreeMap<(String, usize), &'p Table<'a>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for table in &page.tables {
        let path = page.path(table.section);
        let count = counts.entry(path.clone()).or_default();
        places.insert((path, *count), table);
        *count += 1;
    }
    places
}

fn head_of(table: &Table<'_>) -> Vec<String> {
    table.head.cells.iter().map(|cell| cell.text.replace('\u{a0}', " ").trim().to_lowercase()).collect()
}

fn kind_of(
    (table, head): (&Table<'_>, &[String]),
    page: &Page<'_>,
    english: bool,
    profile: &Profile,
) -> Option<TableKind> {
    let name = head.first()?.as_str();
    let within = |anchors: &[String]| page.lineage(table.section).any(|section| is_among(anchors, section.key()));
    // A permission section may also hold tables about something else: those name no scope.
    let has_scope = || {
        let mut cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| profile.scope.is_match(&cell.text))
    };
    if profile.permission_heads.iter().any(|head| name.starts_with(&**head))
        || within(&profile.permission_sections) && has_scope()
    {
        return Some(TableKind::Permissions);
    }
    if within(&profile.header_sections) {
        return Some(TableKind::Headers);
    }
    let by_head = || {
        let mut kinds = profile.identifier_heads.iter();
        kinds.find(|(_, heads)| heads.iter().any(|head| head == name))
    };
    let by_section = || {
        let anchor = page.sections[table.section].key();
        let known = profile.identifier_sections.iter().find(|(_, sections)| is_among(sections, anchor));
        let ends = |(_, endings): &(&String, &Vec<String>)| endings.iter().any(|ending| anchor.ends_with(&**ending));
        let kind = known.or_else(|| profile.value_sections.iter().find(ends));
        kind.filter(|_| !english || profile.name_heads.iter().any(|head| head == name))
    };
    let (kind, _) = by_head().or_else(by_section)?;
    Some(TableKind::Identifiers(kind.clone()))
}
