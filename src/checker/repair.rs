//! The texts that repair defects, as edits of files.

use crate::bilingual::Part;
use crate::finding::{Edit, Fix};
use crate::group::Doc;
use crate::span::Span;

/// A text that repairs a defect when it takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The text, as it stands in the file.
    pub text: String,
    /// Whether applying it unread could not be wrong.
    pub safe: bool,
    /// What it takes the place of, in bytes of the file, where that is not the place of the finding.
    pub place: Option<Span>,
}

impl Repair {
    /// A repair that may be applied unread: the English token that was mangled.
    #[must_use]
    pub fn safe(text: impl Into<String>) -> Option<Self> {
        Some(Self { text: text.into(), safe: true, place: None })
    }

    /// A repair that somebody has to read.
    #[must_use]
    pub fn risky(text: impl Into<String>) -> Option<Self> {
        Some(Self { text: text.into(), safe: false, place: None })
    }

    /// The repair of another place than that of the finding.
    #[must_use]
    pub fn at(self, place: Span) -> Self {
        Self { place: Some(place), ..self }
    }

    /// The repair as a change to the file. None where the place is not one stretch of what readers of the locale see: there tags of
    /// pairs stand in between.
    pub(super) fn edit(self, doc: &Doc<'_>, span: Span, found: Option<&str>) -> Option<Fix> {
        let Self { text, safe, place } = self;
        let span = replaced(doc.content(), place.unwrap_or(span), found.unwrap_or_default(), &text)?;
        let pieces = &doc.readings.pieces;
        let piece = pieces.get(pieces.partition_point(|piece| piece.span.end <= span.start))?;
        let whole = piece.span.start <= span.start && span.end <= piece.span.end && !span.is_empty();
        let own = piece.part == Part::Localized || piece.part == Part::Shared && doc.source.is_none();
        let title = format!("restore `{text}`");
        let edits = vec![Edit { offset: span.start, length: span.len(), text }];
        (whole && own).then_some(Fix { title, safe, edits })
    }
}

/// Signs of markup that a repair must not take away.
const SIGNS: [char; 8] = ['*', '`', '[', ']', '<', '>', '~', '|'];

/// What of `span` the text of a repair takes the place of: what was `found` there, where other signs stand around it. None
/// where signs of markup would be lost all the same.
fn replaced(content: &str, span: Span, found: &str, text: &str) -> Option<Span> {
    let whole = content.get(span.start..span.end)?;
    let mut places = whole.match_indices(found).filter(|_| !found.is_empty());
    let span = match (places.next(), places.next()) {
        (Some((at, _)), None) if !(text.starts_with(&whole[..at]) && text.ends_with(&whole[at + found.len()..])) => {
            Span::new(span.start + at, span.start + at + found.len())
        }
        _ => span,
    };
    let signs = |text: &str| SIGNS.map(|sign| text.matches(sign).count());
    let keeps = signs(span.of(content)).iter().zip(signs(text)).all(|(own, new)| *own <= new);
    (keeps || span.of(content) == found).then_some(span)
}
