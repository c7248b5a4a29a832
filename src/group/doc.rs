//! One file: a page in one locale.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::sync::Arc;

use super::Terms;
use super::since::Since;
use crate::bilingual::{self, Part, Reading, Readings, Segment};
use crate::contract::{Contract, Guide, Subject};
use crate::link::Dialect;
use crate::locale::Locale;
use crate::page::{FrontMatter, Mended, Page, PageFormat, Slip, SlipKind, blanked};
use crate::profile::Profile;
use crate::provenance::{Origin, OwnMark, Provenance, Raised};
use crate::span::{LineIndex, Span};
use crate::text::Text;

/// A page in one locale: its text, with what its path says about it.
///
/// ```
/// let page = docparity::PageText::new("docs.de-DE/parcel-list.md", "de-DE", "# Pakete\n");
/// assert_eq!(page.locale.expect("a language tag").as_str(), "de-DE");
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PageText {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// The locale that the path names.
    pub locale: Option<Locale>,
    /// What the page is called in every locale.
    pub key: String,
    /// The content.
    #[doc(hidden)]
    pub text: Text,
    /// How large the file is, where it is too large to be read. Its text is empty then.
    #[doc(hidden)]
    pub too_large: Option<u64>,
    /// The contract that is pinned for it, where pages are held to pinned contracts.
    #[doc(hidden)]
    pub pinned: Option<Arc<Pinned>>,
    /// What a file beside the page records of its English.
    #[doc(hidden)]
    pub recorded: Provenance,
}

/// What is pinned for a page.
#[derive(Debug)]
pub struct Pinned {
    /// The file of the snapshot, joined with `/`; where there is none, the one that would be.
    pub snapshot: String,
    /// The contract; `None` where there is no snapshot.
    pub contract: Option<Contract>,
    /// Whether it is that of the page, not of its English page.
    pub own: bool,
}

impl PageText {
    /// The page at `path`. Without a `locale` that is a language tag, what the page says of its locale counts, or else its
    /// words.
    #[must_use]
    pub fn new(path: &str, locale: &str, text: &str) -> Self {
        let (path, text, recorded) = (path.to_owned(), text.to_owned().into(), Provenance::default());
        Self { path, locale: Locale::parse(locale), key: String::new(), text, too_large: None, pinned: None, recorded }
    }

    /// The format of the page, which its path tells.
    pub(crate) fn format(&self) -> PageFormat {
        PageFormat::of(&self.path)
    }
}

/// A reading with all that is known about it.
#[derive(Debug)]
pub struct View<'a> {
    /// The reading, with its map to the file.
    pub reading: &'a Reading<'a>,
    /// The reading, parsed.
    pub page: Page<'a>,
    /// The contract it states.
    pub contract: Contract,
}

impl View<'_> {
    /// The text, as long, with blanks for what no reader sees: imports and exports of MDX, and its comments.
    #[must_use]
    pub fn seen(&self) -> Cow<'_, str> {
        let mdx = &self.page.mdx;
        let comments = mdx.expressions.iter().filter(|span| span.of(self.page.text).starts_with("{/*"));
        let mut hidden = mdx.esm.iter().chain(comments).copied().peekable();
        match hidden.peek() {
            None => Cow::Borrowed(self.page.text),
            Some(_) => blanked(self.page.text, hidden).into(),
        }
    }

    /// A text without the `<a name="…"></a>` that it begins with: that is the name of a heading, not its text.
    pub(super) fn without_anchor(&self, span: Span) -> Span {
        let text = span.of(&self.page.prose);
        let rest = text.trim_start().strip_prefix("<a ").and_then(|rest| rest.split_once("></a>"));
        match rest {
            Some((attributes, rest)) if !attributes.contains(['<', '>', '\n']) => {
                Span::new(span.end - rest.trim_start().len(), span.end)
            }
            _ => span,
        }
    }

    /// An English reading as a subject of extraction. `file` is the text of its file.
    fn subject<'s>(&'s self, file: &'s str) -> Subject<'s> {
        Subject::new(file, self.reading, &self.page, true)
    }
}

/// A file, cut into its readings, with what it says about the English it was made from.
#[derive(Debug)]
pub struct Cut<'a> {
    /// The file.
    pub file: &'a PageText,
    /// What it holds.
    pub readings: Readings<'a>,
    /// What it says about its English.
    pub provenance: Provenance,
    /// A plain page as it reads without its slips, with what they are, once it is parsed.
    mended: OnceCell<(Option<Reading<'static>>, Vec<Slip>)>,
}

impl<'a> Cut<'a> {
    /// Cuts a file. `marks` are those of the configuration.
    #[must_use]
    pub fn new(file: &'a PageText, marks: &[OwnMark]) -> Self {
        let readings = bilingual::split(&file.text.content);
        let localized = &readings.localized;
        let block = FrontMatter::locate(&localized.text).map(|block| localized.in_file(block));
        let provenance = Provenance::read(&file.text.content, block, &file.recorded, marks);
        Self { file, readings, provenance, mended: OnceCell::new() }
    }

    /// What a reader of the locale sees, as it was meant, and the slips that are in the way. Paragraphs above `---` are
    /// headings where those of `english` are.
    fn meant(&self, english: Option<&Doc<'_>>) -> (&Reading<'a>, &[Slip]) {
        let text = &*self.readings.localized.text;
        if self.readings.source.is_some() {
            return (&self.readings.localized, &[]);
        }
        let (reading, slips) = self.mended.get_or_init(|| {
            let underlines = english.is_none_or(|english| {
                let text = english.content();
                Mended::has_underlines(text, Page::body_start(text))
            });
            let mut mended = Mended::new(text, Page::body_start(text), underlines);
            mended.slips.retain(|slip| slip.kind != SlipKind::Underline || !underlines);
            ((!mended.edits.is_empty()).then(|| Reading::mended(text, &mended)), mended.slips)
        });
        (reading.as_ref().unwrap_or(&self.readings.localized), slips)
    }
}

/// A page in one locale.
#[derive(Debug)]
pub struct Doc<'a> {
    /// The file.
    pub file: &'a PageText,
    /// The file, cut into its readings.
    pub readings: &'a Readings<'a>,
    /// What a reader of the locale sees.
    pub localized: View<'a>,
    /// The English beside it; `None` for a plain page.
    pub source: Option<View<'a>>,
    /// What the page says about the English it was made from.
    pub provenance: &'a Provenance,
    /// What is broken in the markup of its blocks; a plain page is read as if it were not.
    pub slips: &'a [Slip],
    /// Where that English is found.
    pub origin: Origin,
    /// Whether its mark was raised without the translation.
    pub raised: Option<Raised>,
    /// The locale: from the path, from the front matter, or from the words of the page, in this order.
    pub locale: Option<Locale>,
    /// Where facts stand on the page.
    pub profile: &'a Profile,
    /// The terms of its English that are not translated.
    pub terms: Terms,
    /// What its site takes for markup where CommonMark sees text.
    pub dialect: Dialect,
    /// What changed in the English since the one it carries.
    pub(super) since: OnceCell<Since>,
    /// What it is instead of a translation.
    pub(super) stub: OnceCell<Option<Stub>>,
    /// Whether a rule looked beyond the texts of a unit.
    pub(super) seen: Cell<bool>,
    lines: OnceCell<LineIndex>,
}

/// What a page is instead of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stub {
    /// It is not translated yet: its front matter says so, or it is its English word for word.
    Untranslated,
    /// Its front matter says that no reader sees it.
    Draft,
    /// It tells the most important and sends its readers to the English.
    Summary,
}

/// What holds for all pages of a run.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Where facts stand on a page.
    pub profile: &'a Profile,
    /// The terms that are not translated.
    pub terms: &'a Terms,
    /// What the site takes for markup where CommonMark sees text.
    pub dialect: Dialect,
}

impl<'a> Doc<'a> {
    /// Parses the readings of a file and takes their contracts. `english` is the English page that the page was made
    /// from, or that of today: it tells what the tables of a plain page are.
    #[must_use]
    pub fn new(cut: &'a Cut<'a>, origin: Origin, english: Option<&Self>, setting: Setting<'a>) -> Self {
        let Cut { file, readings, provenance, .. } = cut;
        let (reading, slips) = cut.meant(english);
        let Setting { profile, terms, dialect } = setting;
        let content = &file.text.content;
        let mut page = Page::parse(&reading.text, file.format());
        if let Some(english) = english.filter(|_| readings.source.is_none()) {
            page.name_after(&english.localized.page);
        }
        let is_english = file.locale.as_ref().is_some_and(Locale::is_english);
        let subject = Subject::new(content, reading, &page, is_english);
        let (contract, source) = match &readings.source {
            Some(reading) => {
                let english = Page::parse(&reading.text, file.format());
                let source = Subject::new(content, reading, &english, true);
                let guide = Guide::new(&source, profile);
                let localized = Contract::extract(&subject, &guide, profile);
                let contract = Contract::extract(&source, &guide, profile);
                (localized, Some(View { reading, page: english, contract }))
            }
            None => {
                let guide = match english {
                    Some(english) => {
                        let english = english.localized.subject(english.content());
                        Guide::across(&subject, &english, &Guide::new(&english, profile))
                    }
                    None => Guide::new(&subject, profile),
                };
                (Contract::extract(&subject, &guide, profile), None)
            }
        };
        let locale = file.locale.clone().or_else(|| provenance.locale.clone());
        let locale = locale.or_else(|| Locale::detect(&prose(&page, readings, content)));
        let terms = terms.with_no_loc(&page);
        let localized = View { reading, page, contract };
        Self {
            file,
            readings,
            localized,
            source,
            provenance,
            slips,
            origin,
            raised: None,
            locale,
            profile,
            terms,
            dialect,
            since: OnceCell::new(),
            stub: OnceCell::new(),
            seen: Cell::new(false),
            lines: OnceCell::new(),
        }
    }

    /// The page, whose mark was raised as `raised` says.
    pub(crate) fn with_raised(self, raised: Option<Raised>) -> Self {
        Self { raised, ..self }
    }

    /// The English that the page carries: its source reading, or its only one.
    #[must_use]
    pub fn english(&self) -> &View<'a> {
        self.source.as_ref().unwrap_or(&self.localized)
    }

    /// The text of the file.
    #[must_use]
    pub fn content(&self) -> &'a str {
        &self.file.text.content
    }

    /// The 1-based line and column of `offset` in the file; columns count characters.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        self.lines().position(self.content(), offset)
    }

    /// The offset of the first byte of a 1-based line of the file.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        self.lines().start(line)
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.content()))
    }

    /// Which reading the byte at `offset` of the file belongs to.
    #[must_use]
    pub fn part_at(&self, offset: usize) -> Part {
        let pieces = &self.readings.pieces;
        let piece = pieces.partition_point(|piece| piece.span.end <= offset);
        pieces.get(piece).map_or(Part::Shared, |piece| piece.part)
    }

    /// The bilingual segment that holds `offset` of the file.
    #[must_use]
    pub fn segment_at(&self, offset: usize) -> Option<&Segment<'a>> {
        let segments = &self.readings.segments;
        let before = segments.partition_point(|segment| segment.localized.start <= offset);
        segments[..before].last().filter(|segment| offset <= segment.source.end)
    }
}

/// The words of a page, for telling its language: the localized halves of its segments, or its paragraphs.
fn prose(page: &Page<'_>, readings: &Readings<'_>, file: &str) -> String {
    let segments = readings.segments.iter().map(|segment| segment.localized.of(file));
    let paragraphs = page.paragraphs().map(|block| block.span.of(&page.prose));
    let all: Vec<&str> = if readings.segments.is_empty() { paragraphs.collect() } else { segments.collect() };
    all.join("\n")
}
