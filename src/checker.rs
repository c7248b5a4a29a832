//! What rules look at, and what takes their findings.

mod excerpt;
mod repair;

use std::collections::HashMap;
use std::ops::Deref;

use excerpt::{excerpt, quote, window};

use crate::data::{DataFile, DataGroup};
use crate::finding::{Awaited, Cause, Excerpt, Finding, Owner, Quote, Related, Severity};
use crate::group::{Doc, Ignore, Outlier, PageGroup, Pair, Renderings, Translated, Translations, Unit};
use crate::locale::Locale;
use crate::provenance::Translation;
use crate::rule::{Family, Rule};
use crate::span::Span;
pub use repair::Repair;

/// A rule and its check.
#[derive(Debug)]
pub struct Checker {
    /// The rule.
    pub rule: Rule,
    /// The check; its type says what it looks at.
    pub check: Check,
}

impl Rule {
    /// The rule with its check.
    pub(crate) const fn by(self, check: Check) -> Checker {
        Checker { rule: self, check }
    }
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One file.
    Doc(fn(&Doc<'_>, &mut Sink)),
    /// A reading and the reading it is held against.
    Pair(fn(&Pair<'_, '_>, &mut Sink)),
    /// The same, and also a plain page of unknown revision beside the English of today: there only what no revision
    /// explains is a defect.
    AnyPair(fn(&Pair<'_, '_>, &mut Sink)),
    /// A localized text and the English it stands for.
    Unit(fn(&Unit<'_, '_>, &mut Sink)),
    /// A page in all its locales.
    Group(fn(&PageGroup<'_>, &mut Sink)),
    /// A page in all its locales, and what the rules that stand before found there.
    Findings(fn(&PageGroup<'_>, &Findings<'_, '_>, &mut Sink)),
    /// A file of data in all its locales.
    Data(fn(&DataGroup<'_>, &mut Sink)),
    /// All pages together.
    AllPages {
        /// Whether it asks where their headings stand, which is kept for such rules alone: it takes much memory.
        headings: bool,
        /// The check.
        check: fn(&AllPages<'_>, &mut Sink),
    },
}

impl Checker {
    /// Whether the rule holds pages against another reading.
    #[must_use]
    pub fn compares(&self) -> bool {
        let compares =
            matches!(self.check, Check::Pair(_) | Check::AnyPair(_) | Check::Unit(_) | Check::AllPages { .. });
        compares || self.rule.family == Family::Freshness
    }
}

/// What was found on a page in all its locales.
#[derive(Debug)]
pub struct Findings<'f, 'a> {
    /// The findings, also those that comments silence.
    pub all: &'f [Finding],
    /// The comments that silence none of them.
    pub idle: Vec<Idle<'f, 'a>>,
}

/// A name in a comment that silences nothing, though the rules that it stands for looked at the page.
#[derive(Debug)]
pub struct Idle<'f, 'a> {
    /// The page.
    pub doc: &'f Doc<'a>,
    /// The comment.
    pub ignore: &'f Ignore<'f>,
    /// The rule or family.
    pub name: &'f str,
}

/// What is seen of all pages together, as far as it is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct AllPages<'t> {
    /// The English pages, and which locales have them.
    pub translations: Option<&'t Translations>,
    /// How the headings were translated.
    pub renderings: Option<&'t Renderings>,
}

/// What a check found, before it gets its place, its owner and its fingerprint.
#[derive(Debug, Default)]
pub struct Found {
    /// The place, in bytes of the file.
    pub span: Span,
    /// What is wrong, in a sentence. Code is in backticks.
    pub message: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// Why the page is wrong, where the check knows better than its caller.
    pub cause: Option<Cause>,
    /// Whether it matters less than the other findings of its rule: one level, as long as nobody lowers the rule itself.
    pub lesser: bool,
    /// Whether a translator may have meant it, or its place is not certain: it is an info.
    pub hint: bool,
    /// Whether nobody can have meant it: on plain pages it is worth as much as one of its rule is on bilingual ones.
    pub certain: bool,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// What to put in its place, where that is certain.
    pub repair: Option<Repair>,
    /// Whether a text as a whole lacks its translation.
    pub untranslated: bool,
    /// What has to be known of another page first.
    pub awaited: Option<Box<Awaited>>,
}

/// Where something of a file of data was found.
#[derive(Debug, Clone)]
pub struct DataPlace<'d> {
    /// The file.
    pub file: &'d DataFile,
    /// The locale whose readers are concerned.
    pub locale: Option<&'d Locale>,
    /// The keys that lead there, joined with `/`.
    pub section: Option<String>,
}

/// Takes what one rule finds.
#[derive(Debug)]
pub struct Sink {
    rule: &'static Rule,
    cause: Cause,
    findings: Vec<Finding>,
    /// How many findings each page has, also those that are not kept.
    found: HashMap<String, usize>,
    /// How many findings there are in all, also those that are not kept.
    told: usize,
}

/// No more findings of a rule are kept of a page. What has more is not repaired one by one, and may be made to fill the
/// memory.
const MOST_OF_A_PAGE: usize = 1_000;

impl Found {
    /// How many steps it is below what one of its rule is usually worth.
    fn below(&self, rule: &Rule) -> usize {
        match (self.hint, self.lesser) {
            (true, _) => rule.severity.above_info(),
            (false, lesser) => usize::from(lesser),
        }
    }
}

impl Sink {
    /// What is reported has `cause` where it names none.
    pub(crate) fn new(rule: &'static Rule, cause: Cause) -> Self {
        Self { rule, cause, findings: Vec::new(), found: HashMap::new(), told: 0 }
    }

    /// The findings, where `level` gives the rule a severity on the page at a path, which is the usual one where nothing is
    /// configured. So far they have the usual one, or a lesser one; a lesser one stays below where the level is raised.
    pub(crate) fn into_findings(
        self,
        level: impl Fn(&str, Severity) -> Option<Severity>,
    ) -> impl Iterator<Item = Finding> {
        let mut findings = self.findings;
        let mut more: HashMap<String, usize> =
            self.found.into_iter().filter(|(_, count)| *count > MOST_OF_A_PAGE).collect();
        // The last finding of a page speaks for those that are not kept.
        for finding in findings.iter_mut().rev() {
            if more.is_empty() {
                break;
            }
            if let Some(count) = more.remove(&finding.path) {
                finding.message += &format!(" (and {} more on this page)", count - MOST_OF_A_PAGE);
            }
        }
        findings.into_iter().filter_map(move |finding| {
            let level = level(&finding.path, finding.usual)?;
            // A rule that is lowered to where its lesser findings are takes them no further.
            let base = if level == finding.usual { level } else { level.max(finding.rule.severity) };
            Some(Finding { severity: base.lowered(finding.below).min(level), ..finding })
        })
    }

    /// A finding of the rule at the beginning of a file that is still to be named.
    fn finding(&self, cause: Cause, owner: Owner, message: String) -> Finding {
        Finding {
            rule: self.rule,
            severity: self.rule.severity,
            usual: self.rule.severity,
            below: 0,
            cause,
            owner,
            locale: None,
            locales: Vec::new(),
            path: String::new(),
            page: String::new(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            offset: 0,
            length: 0,
            section: None,
            segment: None,
            translation: None,
            text: None,
            message,
            expected: None,
            found: None,
            fingerprint: String::new(),
            related: Vec::new(),
            fix: None,
            untranslated: false,
            awaited: None,
            excerpt: Excerpt::default(),
            line_starts: (0, 0),
        }
    }

    /// How many findings were taken about pages.
    pub(crate) fn told(&self) -> usize {
        self.told
    }

    /// Whether one more finding of the file at `path` is kept.
    fn counts(&mut self, path: &str) -> bool {
        if let Some(count) = self.found.get_mut(path) {
            *count += 1;
            return *count <= MOST_OF_A_PAGE;
        }
        self.found.insert(path.to_owned(), 1);
        true
    }

    /// Takes a finding about `doc`.
    pub fn report<'a>(&mut self, doc: impl Deref<Target = Doc<'a>>, found: Found) {
        self.take(&doc, found);
    }

    fn take(&mut self, doc: &Doc<'_>, found: Found) {
        self.told += 1;
        if !self.counts(&doc.file.path) {
            return;
        }
        debug_assert!(
            doc.content().get(found.span.start..found.span.end).is_some(),
            "{}: {} of {} is no place in the {} bytes of the file",
            self.rule.name,
            format_args!("{:?}", found.span),
            doc.file.path,
            doc.content().len()
        );
        let cause = found.cause.unwrap_or(self.cause);
        let (line, column) = doc.position(found.span.start);
        let (end_line, end_column) = doc.position(found.span.end);
        let page = &doc.localized.page;
        let section = page.path(page.section_at(doc.localized.reading.offset_from_file(found.span.start)));
        let excerpt = excerpt(doc, found.span);
        let is_meant = doc.source.is_none() && !found.certain;
        let usual = if is_meant { self.rule.plain } else { self.rule.severity };
        let below = found.below(self.rule);
        let texts = (found.expected.as_deref(), found.found.as_deref());
        let fix = found.repair.and_then(|repair| repair.edit(doc, found.span, texts));
        let finding = Finding {
            severity: usual.lowered(below),
            usual,
            below,
            locale: doc.locale.as_ref().map(ToString::to_string),
            path: doc.file.path.clone(),
            page: doc.file.key.clone(),
            line,
            column,
            end_line,
            end_column,
            offset: found.span.start,
            length: found.span.len(),
            section: (!section.is_empty()).then_some(section),
            segment: doc.segment_at(found.span.start).map(|segment| segment.id.to_owned()),
            translation: doc.provenance.translation,
            text: quote(doc, found.span, &excerpt),
            expected: found.expected,
            found: found.found,
            related: found.related,
            fix,
            untranslated: found.untranslated,
            awaited: found.awaited,
            excerpt,
            line_starts: (doc.line_start(line), doc.line_start(end_line)),
            ..self.finding(cause, owner(cause, doc), found.message)
        };
        self.findings.push(finding);
    }

    /// Takes a finding about a file of data, with its place in bytes of the file. It is not repaired.
    pub fn report_data(&mut self, place: DataPlace<'_>, found: Found) {
        let DataPlace { file, locale, section } = place;
        if !self.counts(&file.path) {
            return;
        }
        let cause = found.cause.unwrap_or(self.cause);
        let owner = if cause == Cause::Source { Owner::Author } else { Owner::Editor };
        let (line, column) = file.position(found.span.start);
        let (end_line, end_column) = file.position(found.span.end);
        let excerpt = window(&file.content, found.span.start, found.span.end);
        let finding = Finding {
            severity: self.rule.severity.lowered(found.below(self.rule)),
            below: found.below(self.rule),
            locale: locale.map(ToString::to_string),
            path: file.path.clone(),
            page: file.key.clone(),
            line,
            column,
            end_line,
            end_column,
            offset: found.span.start,
            length: found.span.len(),
            section,
            text: Some(Quote { localized: excerpt.text.clone(), source: None, offset: None }),
            expected: found.expected,
            found: found.found,
            related: found.related,
            excerpt,
            line_starts: (file.line_start(line), file.line_start(end_line)),
            ..self.finding(cause, owner, found.message)
        };
        self.findings.push(finding);
    }

    /// Takes a finding about each place of a heading that most pages translate in another way.
    pub fn report_headings(&mut self, outlier: &Outlier<'_>) {
        let (usual, count) = outlier.usual;
        for place in &outlier.rendering.places {
            let end = place.column + outlier.own.chars().count();
            let message = format!("`{}` is `{usual}` in {count} other headings", outlier.english);
            // One heading is on one line.
            let finding = Finding {
                locale: Some(outlier.locale.to_owned()),
                path: place.path.to_string(),
                page: place.page.to_string(),
                line: place.line,
                column: place.column,
                end_line: place.line,
                end_column: end,
                offset: place.offset,
                length: outlier.own.len(),
                segment: Some(place.segment.clone()),
                text: Some(Quote {
                    localized: outlier.own.to_owned(),
                    source: Some(outlier.english.to_owned()),
                    offset: None,
                }),
                expected: Some(usual.to_owned()),
                found: Some(outlier.own.to_owned()),
                excerpt: Excerpt { text: outlier.own.to_owned(), start: 0, end: outlier.own.len() },
                line_starts: (place.line_start, place.line_start),
                ..self.finding(self.cause, Owner::Vendor, message)
            };
            self.findings.push(finding);
        }
    }

    /// Takes a finding about an English page as a whole, in no locale: its translations are behind.
    pub fn report_page(&mut self, page: &Translated, message: String) {
        let (path, page) = (page.path.clone(), page.key.clone());
        let finding = Finding { path, page, ..self.finding(Cause::Stale, Owner::Vendor, message) };
        self.findings.push(finding);
    }
}

fn owner(cause: Cause, doc: &Doc<'_>) -> Owner {
    match cause {
        Cause::Source => Owner::Author,
        Cause::Translation | Cause::Stale if doc.provenance.translation != Some(Translation::Human) => Owner::Vendor,
        Cause::Translation | Cause::Stale | Cause::Damage | Cause::Undecided => Owner::Editor,
    }
}

/// A place in another file, for [`Found::related`].
pub(crate) fn related(doc: &Doc<'_>, span: Span, message: String) -> Related {
    Related { path: doc.file.path.clone(), line: doc.position(span.start).0, message }
}
