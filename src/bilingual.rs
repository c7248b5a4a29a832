//! Cuts a bilingual file into its localized and its source reading.
//!
//! A bilingual file holds pairs of the form
//!
//! ```text
//! <span data-ttu-id="1a2b3-101">Anforderung</span><span class="sxs-lookup"><span data-stu-id="1a2b3-101">Request</span></span>
//! ```
//!
//! where the first half is the translation and the second the English it was made from. All text outside the pairs
//! belongs to both readings. Splitting happens on the raw text, before any Markdown is parsed: both halves are raw
//! Markdown, and an unbalanced backtick in one must not reach the other.

mod damage;
mod markup;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

pub use damage::{Damage, DamageKind};

use crate::page::Mended;
use crate::span::Span;
use markup::Cutter;

/// A file cut into its readings, by [`split`].
///
/// ```
/// let readings = docparity::split("# A page in one language");
/// assert!(readings.source.is_none() && readings.segments.is_empty());
/// assert_eq!(readings.localized.text, "# A page in one language");
/// ```
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Readings<'a> {
    /// What a reader of the locale sees.
    pub localized: Reading<'a>,
    /// The English beside it; `None` for a plain file.
    pub source: Option<Reading<'a>>,
    /// The bilingual pairs in the order of the file.
    pub segments: Vec<Segment<'a>>,
    /// What is wrong with the pairs.
    #[doc(hidden)]
    #[serde(skip)]
    pub damage: Vec<Damage>,
    /// Every byte of the file, in order, with the readings it belongs to.
    #[doc(hidden)]
    #[serde(skip)]
    pub pieces: Vec<Piece>,
}

/// A stretch of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the file.
    pub span: Span,
    /// The reading it belongs to.
    pub part: Part,
}

/// Which reading a stretch of a bilingual file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Text outside the pairs: both readings.
    Shared,
    /// The localized half of a pair.
    Localized,
    /// The English half of a pair.
    Source,
    /// A tag of a pair: neither reading.
    Tag,
}

/// A translation unit: a localized text and the English it was made from.
///
/// ```
/// let file = "<span data-ttu-id=\"a-101\">Anforderung</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-101\">Request</span></span>";
/// let segment = docparity::split(file).segments[0];
/// assert_eq!((segment.id, segment.localized.of(file), segment.source.of(file)), ("101", "Anforderung", "Request"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Segment<'a> {
    /// The unit's number: what stands after the page's prefix in `data-ttu-id`, for example `101` or `p104`.
    pub id: &'a str,
    /// The localized half, in the file.
    pub localized: Span,
    /// The English half, in the file.
    pub source: Span,
}

/// One of the two plain Markdown texts in a bilingual file, or the only one in a plain file.
///
/// ```
/// use docparity::Span;
///
/// let file = "# <span data-ttu-id=\"a-1\">Paket</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">Parcel</span></span>";
/// let english = docparity::split(file).source.expect("a bilingual file");
/// assert_eq!(english.text, "# Parcel");
/// assert_eq!(english.in_file(Span::new(2, 8)).of(file), "Parcel");
/// ```
#[derive(Debug, Serialize)]
pub struct Reading<'a> {
    /// The text, without any tag of a pair.
    pub text: Cow<'a, str>,
    /// Where each run of the text begins, in the text and in the file.
    #[serde(skip)]
    runs: Vec<(usize, usize)>,
    /// The runs that stand in the place of other text of the file, as indices. There, no byte stands for another.
    #[serde(skip)]
    mended: BTreeSet<usize>,
}

impl<'a> Reading<'a> {
    fn plain(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), runs: vec![(0, 0)], mended: BTreeSet::new() }
    }

    fn joined(file: &str, pieces: &[Piece], own: Part) -> Self {
        let pieces =
            pieces.iter().filter(|piece| (piece.part == Part::Shared || piece.part == own) && !piece.span.is_empty());
        let (length, count) =
            pieces.clone().fold((0, 0), |(length, count), piece| (length + piece.span.len(), count + 1));
        let mut text = String::with_capacity(length);
        let mut runs = Vec::with_capacity(count + 1);
        runs.push((0, 0));
        for piece in pieces {
            if runs.last().is_some_and(|&(at, _)| at == text.len()) {
                runs.pop();
            }
            runs.push((text.len(), piece.span.start));
            text.push_str(piece.span.of(file));
        }
        Self { text: Cow::Owned(text), runs, mended: BTreeSet::new() }
    }

    /// A plain `file` as it reads without its slips.
    pub(crate) fn mended(file: &str, mended: &Mended) -> Self {
        let (mut text, mut runs) = (String::with_capacity(file.len()), vec![(0, 0)]);
        let mut own = BTreeSet::new();
        let mut push = |part: &str, place: usize, is_mended: bool| {
            if runs.last().is_some_and(|&(at, _)| at == text.len()) {
                runs.pop();
                own.remove(&runs.len());
            }
            if is_mended {
                own.insert(runs.len());
            }
            runs.push((text.len(), place));
            text.push_str(part);
        };
        let mut done = 0;
        for edit in &mended.edits {
            push(Span::new(done, edit.span.start).of(file), done, false);
            push(&edit.text, edit.span.start, true);
            done = edit.span.end;
        }
        push(&file[done..], done, false);
        Self { text: Cow::Owned(text), runs, mended: own }
    }

    /// The place in the file of the byte at `offset` of this reading.
    #[must_use]
    pub fn offset_in_file(&self, offset: usize) -> usize {
        let (run, start, file) = self.run(offset);
        if self.mended.contains(&run) { file } else { file + (offset - start) }
    }

    /// The run that holds the byte at `offset` of this reading, and where it begins in the reading and in the file.
    fn run(&self, offset: usize) -> (usize, usize, usize) {
        let run = self.runs.partition_point(|&(start, _)| start <= offset) - 1;
        let (start, file) = self.runs[run];
        (run, start, file)
    }

    /// The place in the file of `span` of this reading. Where the span crosses tags, they lie inside the result.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        let start = self.offset_in_file(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let (last, ..) = self.run(span.end - 1);
        match self.mended.contains(&last) {
            // All of what stands there is meant.
            true => Span::new(start, self.runs.get(last + 1).map_or(start, |&(_, file)| file)),
            false => Span::new(start, self.offset_in_file(span.end - 1) + 1),
        }
    }

    /// The place in this reading of the byte at `offset` of the file, or of the next byte that this reading holds.
    #[doc(hidden)]
    #[must_use]
    pub fn offset_from_file(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|&(_, file)| file <= offset).saturating_sub(1);
        let (start, file) = self.runs[run];
        let end = self.runs.get(run + 1).map_or(self.text.len(), |&(next, _)| next);
        (start + offset.saturating_sub(file)).min(end)
    }
}

/// Cuts the text of a file into its readings: two in a bilingual file, one in a plain file. Damaged pairs are survived:
/// their text stays in the reading it belongs to.
///
/// ```
/// let file = "# <span data-ttu-id=\"a-101\">Anforderung</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-101\">Request</span></span>\nGET /parcels\n";
/// let readings = docparity::split(file);
/// assert_eq!(readings.localized.text, "# Anforderung\nGET /parcels\n");
/// assert_eq!(readings.source.expect("a bilingual file").text, "# Request\nGET /parcels\n");
/// ```
#[must_use]
pub fn split(file: &str) -> Readings<'_> {
    let cut = Cutter::new(file).run();
    let bilingual = cut.pieces.iter().any(|piece| matches!(piece.part, Part::Localized | Part::Source));
    let (localized, source) = if bilingual {
        let reading = |own| Reading::joined(file, &cut.pieces, own);
        (reading(Part::Localized), Some(reading(Part::Source)))
    } else {
        (Reading::plain(file), None)
    };
    Readings { localized, source, segments: cut.segments, damage: cut.damage, pieces: cut.pieces }
}

#[cfg(test)]
mod tests;
