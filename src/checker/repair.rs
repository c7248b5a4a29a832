//! The texts that repair defects, as edits of files.

use crate::bilingual::Part;
use crate::finding::{Edit, Fix};
use crate::group::Doc;
use crate::span::{Span, line_start};

/// A text that repairs a defect when it takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The text, as it stands in the file.
    pub text: String,
    /// Whether applying it unread could not be wrong.
    pub safe: bool,
    /// What it takes the place of, in bytes of the file, where that is not the place of the finding.
    pub place: Option<Span>,
    /// What is repaired with it: other texts, each with what it takes the place of.
    pub also: Vec<(Span, String)>,
}

impl Repair {
    /// A repair that may be applied unread: the English token that was mangled.
    #[must_use]
    pub fn safe(text: impl Into<String>) -> Option<Self> {
        Some(Self { text: text.into(), safe: true, place: None, also: Vec::new() })
    }

    /// A repair that somebody has to read.
    #[must_use]
    pub fn risky(text: impl Into<String>) -> Option<Self> {
        Some(Self { text: text.into(), safe: false, place: None, also: Vec::new() })
    }

    /// A repair of `doc` with a token of the English. On a plain page somebody has to read it: there the translation is as often
    /// right as the English.
    #[must_use]
    pub fn of_token(doc: &Doc<'_>, text: impl Into<String>) -> Option<Self> {
        if doc.source.is_some() { Self::safe(text) } else { Self::risky(text) }
    }

    /// The repair of another place than that of the finding.
    #[must_use]
    pub fn at(self, place: Span) -> Self {
        Self { place: Some(place), ..self }
    }

    /// The repair with other texts, each in the place of something else.
    #[must_use]
    pub fn with(self, also: Vec<(Span, String)>) -> Self {
        Self { also, ..self }
    }

    /// The repair as a change to the file. None where the place is not one stretch of what readers of the locale see: there tags of
    /// pairs stand in between.
    pub(super) fn edit(
        self,
        doc: &Doc<'_>,
        finding: Span,
        (expected, found): (Option<&str>, Option<&str>),
    ) -> Option<Fix> {
        let Self { text, safe, place, also } = self;
        let content = doc.content();
        let span = match (place, found) {
            (Some(place), _) => place,
            (None, Some(found)) => replaced(content, finding, found, (expected, &text))?,
            (None, None) => finding,
        };
        // What stands beside the place may be wrong; the place itself is not.
        let there = content.get(span.start..span.end).filter(|there| **there != *text)?;
        // Nobody knows what stood where bytes are no text.
        let is_readable =
            doc.file.text.invalid.iter().all(|bytes| bytes.end <= finding.start || finding.end <= bytes.start);
        if !is_readable || !keeps_signs(there, &text) && found != Some(there) {
            return None;
        }
        let title = match text.trim() {
            "" => "take it out".to_owned(),
            text => format!("restore `{}`", text.trim_matches('`')),
        };
        let safe = safe && !doubles(&text, there, &content[span.end..]) && !tears(content, span, &text);
        let places = [(span, text)].into_iter().chain(also);
        let edit = |(span, text): (Span, String)| {
            is_own(doc, span).then_some(Edit { offset: span.start, length: span.len(), text })
        };
        Some(Fix { title, safe, edits: places.map(edit).collect::<Option<_>>()? })
    }
}

/// Whether a place is one stretch of what readers of the locale see, and of nothing else.
fn is_own(doc: &Doc<'_>, place: Span) -> bool {
    let pieces = &doc.readings.pieces;
    let piece = pieces.get(pieces.partition_point(|piece| piece.span.end <= place.start));
    piece.is_some_and(|piece| {
        let is_whole = piece.span.start <= place.start && place.end <= piece.span.end && !place.is_empty();
        is_whole && (piece.part == Part::Localized || piece.part == Part::Shared && doc.source.is_none())
    })
}

/// Whether a repair brings a sign at its end that stands `behind` it already: a code that was cut off early.
fn doubles(text: &str, there: &str, behind: &str) -> bool {
    let last = |text: &str| text.trim_end_matches('`').chars().next_back();
    let next = behind.trim_start_matches([' ', '\\', '`']).chars().next();
    let counts = |text: &str, sign: char| text.matches(sign).count();
    let brought = last(text).filter(|sign| sign.is_ascii_punctuation() && counts(there, *sign) < counts(text, *sign));
    brought.is_some() && brought == next
}

/// Whether a repair takes one bracket of a pair and leaves the other one on the line.
fn tears(content: &str, place: Span, text: &str) -> bool {
    let surplus = |text: &str| {
        text.chars().fold(0_i64, |surplus, c| match c {
            '(' | '（' => surplus + 1,
            ')' | '）' => surplus - 1,
            _ => surplus,
        })
    };
    let more = surplus(text) - surplus(place.of(content));
    let end = content[place.end..].find('\n').map_or(content.len(), |end| place.end + end);
    let line = || surplus(&content[line_start(content, place.start)..end]);
    more != 0 && (line() + more).abs() > line().abs()
}

/// Signs of markup that a repair must not take away.
const SIGNS: [char; 8] = ['*', '`', '[', ']', '<', '>', '~', '|'];

fn keeps_signs(there: &str, text: &str) -> bool {
    SIGNS.iter().all(|&sign| there.matches(sign).count() <= text.matches(sign).count())
}

/// What of `span` a repair takes the place of: the text that was found. Where other text stands beside it, as the signs of
/// bold text, that stays unless the repair brings it as well. `None` where the file does not say there what was found.
fn replaced(content: &str, span: Span, found: &str, (expected, text): (Option<&str>, &str)) -> Option<Span> {
    let there = content.get(span.start..span.end)?;
    if expected != Some(text) {
        return there.contains(found).then_some(span);
    }
    let mut places = there.match_indices(found).map(|(at, _)| at);
    let (at, None) = (places.next()?, places.next()) else { return None };
    let (before, after) = (&there[..at], &there[at + found.len()..]);
    let brings = text.starts_with(before) && text.ends_with(after);
    Some(if brings { span } else { Span::new(span.start + at, span.start + at + found.len()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands at a place, what was found there, what is put in the place of what, if anything.
    #[test]
    fn a_repair_takes_the_place_of_what_was_found() {
        for (there, found, expected, text, replaces) in [
            ("**gabelung**", "gabelung", "fork", "fork", Some("gabelung")),
            ("`gabelung`", "gabelung", "`fork`", "`fork`", Some("`gabelung`")),
            ("gabelung", "gabelung", "fork", "fork", Some("gabelung")),
            ("gabelung oder gabelung", "gabelung", "fork", "fork", None),
            ("gabel&shy;ung", "gabelung", "fork", "fork", None),
            ("Satz (gabelung)", "gabelung", "fork", "Set(fork)", Some("Satz (gabelung)")),
        ] {
            let span = replaced(there, Span::new(0, there.len()), found, (Some(expected), text));
            assert_eq!(span.map(|span| span.of(there)), replaces, "{there}");
        }
        assert!(!keeps_signs("[gabelung](fork.md)", "fork"));
    }

    #[test]
    fn both_brackets_of_a_pair_stay_or_go() {
        for (line, place, text, tears) in [
            ("[ofen (ton](ofen.md) ) list", "ofen (ton", "kilnClay", true),
            ("[ofen （ton](ofen.md)）list", "ofen （ton", "kilnClay", true),
            ("1) [ofen (ton](ofen.md) ) list", "ofen (ton", "kilnClay", true),
            ("ofen (ton) list", "ofen (ton)", "kilnClay", false),
            ("`feuern(` list", "feuern(", "fire()", false),
            ("ofen (ton\n) list", "ofen (ton", "kilnClay", false),
        ] {
            let at = line.find(place).expect("the place");
            assert_eq!(super::tears(line, Span::new(at, at + place.len()), text), tears, "{line}");
        }
    }

    #[test]
    fn a_sign_that_stands_behind_is_not_brought_again() {
        for (there, text, behind, doubles) in [
            ("`fork( ...`", "`fork( ... )`", r" )\`", true),
            ("`fork('5s')`", "`fork('5s'))`", ") ist", true),
            ("`fork ()`", "`fork()`", ") ist", false),
            ("`fork(`", "`fork()`", " ist", false),
            ("gabelung", "fork", ". Ende", false),
        ] {
            assert_eq!(super::doubles(text, there, behind), doubles, "{there}");
        }
    }
}
