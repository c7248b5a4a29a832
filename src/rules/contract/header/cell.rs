//! The cell with the value of a header, and how its tokens are restored where a translator changed nothing but them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use crate::bilingual::Reading;
use crate::checker::Repair;
use crate::contract::Header;
use crate::group::Pair;
use crate::span::Span;

/// A cell, with the English cell that it stands for; both as they are written.
pub(super) struct Cell<'p> {
    /// Where it stands in the file.
    pub(super) place: Span,
    /// Its text without markup.
    pub(super) text: &'p str,
    /// Whether its header has the name that it has in English.
    pub(super) is_of_header: bool,
    own: &'p str,
    english: &'p str,
    /// Where it stands in the reading.
    span: Span,
    reading: &'p Reading<'p>,
}

/// A word in the place of a scheme: first in the cell, before a placeholder or a full stop.
static FIRST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^([\p{L}\p{M}ー・]+)(\s*)(?:\\?[<\[{]|&lt;|[.。](?:\s|$))").expect("valid"));

/// A placeholder, with what stands between its brackets.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(\\?<|&lt;)([^<>{}\[\]&\\|]+)(?:\\?>|&gt;))|(?:(\\?\{)([^<>{}\[\]&\\|]+)\\?\})").expect("valid")
});

/// What has the form of a media type, in any language.
static MEDIA_TYPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{M}\p{N}.+-]+ ?/ ?[\p{L}\p{M}\p{N}.+*-]*[\p{L}\p{N}*]").expect("valid"));

/// What has the form of `return=minimal`, in any language.
static SETTING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{M}\p{N}.-]+\s*=\s*[\p{L}\p{M}\p{N}-]+").expect("valid"));

/// The one place that an expression finds; `None` where there are others.
fn only<'t>(grammar: &Regex, text: &'t str) -> Option<Captures<'t>> {
    let mut found = grammar.captures_iter(text);
    found.next().filter(|_| found.next().is_none())
}

/// The same without the groups of the expression.
fn only_match<'t>(grammar: &Regex, text: &'t str) -> Option<Match<'t>> {
    let mut found = grammar.find_iter(text);
    found.next().filter(|_| found.next().is_none())
}

impl<'p> Cell<'p> {
    /// The cell of `own` that stands for the one of `other` with `token`.
    pub(super) fn of(pair: &'p Pair<'_, '_>, (own, other): (&'p Header, &Header), token: &str) -> Self {
        let mine = pair.view.page.cells_within(own.value_span);
        let theirs = pair.reference.page.cells_within(other.value_span);
        let at = theirs.iter().position(|cell| cell.text.contains(token));
        let (span, text) =
            at.and_then(|at| mine.get(at)).map_or((own.value_span, &*own.value), |cell| (cell.span, &*cell.text));
        let english = at.map_or(other.value_span, |at| theirs[at].span);
        Self {
            place: pair.view.reading.in_file(span),
            text,
            is_of_header: own.name.eq_ignore_ascii_case(&other.name),
            own: span.of(pair.view.page.text),
            english: english.of(pair.reference.page.text),
            span,
            reading: pair.view.reading,
        }
    }

    /// `text` in the place of a stretch of the cell.
    fn write(&self, text: impl Into<String>, (start, end): (usize, usize)) -> Option<Repair> {
        let place = self.reading.in_file(Span::new(start, end).shifted(self.span.start));
        Repair::safe(text).map(|repair| repair.at(place))
    }

    /// The scheme in the place of its translation, where that stands first in the cell as the scheme does in English. Another
    /// order of words has to be read.
    pub(super) fn translated_scheme(&self, scheme: &str) -> Option<Repair> {
        let english = FIRST.captures(self.english).filter(|found| &found[1] == scheme)?;
        if let Some(own) = FIRST.captures(self.own) {
            let (word, blank) = (own.get(1)?, own.get(2)?);
            let is_glued = blank.is_empty() && !english[2].is_empty();
            let opens = own.get(0)?.end();
            // A translated placeholder behind it goes with it: one without the other is another defect.
            let named = self.named().filter(|(place, name)| place.start == opens && &self.own[place.clone()] != *name);
            let (end, rest) = named.map_or((word.end(), String::new()), |(place, name)| {
                (place.end, format!("{}{name}", &self.own[word.end()..place.start]))
            });
            let blank = if is_glued { " " } else { "" };
            return self.write(format!("{scheme}{blank}{rest}"), (word.start(), end));
        }
        let placeholder = only_match(&PLACEHOLDER, self.own)?;
        let rest = &self.own[placeholder.end()..];
        let words = rest.find(['.', '。', '|']).unwrap_or(rest.len());
        let end = placeholder.end() + rest[..words].trim_end().len();
        let repair = self.write(format!("{scheme} {}", placeholder.as_str()), (placeholder.start(), end));
        repair.map(|repair| Repair { safe: false, ..repair })
    }

    /// The scheme set apart from what it was glued to: a placeholder, or what was one.
    pub(super) fn glued_scheme(&self, scheme: &str) -> Option<Repair> {
        let (lower, wanted) = (self.own.to_ascii_lowercase(), scheme.to_ascii_lowercase());
        let mut places = lower.match_indices(&wanted).map(|(at, _)| at);
        let at = places.next().filter(|_| places.next().is_none())?;
        let end = at + scheme.len();
        let rest = &self.own[end..];
        if rest.starts_with(['<', '{', '[', '\\']) || rest.starts_with("&lt;") {
            return self.write(format!("{scheme} "), (at, end));
        }
        let placeholder = only(&PLACEHOLDER, self.english)?;
        let inner = placeholder.get(2).or(placeholder.get(4))?.as_str();
        let behind = rest.strip_prefix(inner)?;
        let is_whole = !behind.starts_with(char::is_alphanumeric);
        let is_so = is_whole && self.english.starts_with(&format!("{scheme} {}", &placeholder[0]));
        is_so.then(|| self.write(format!("{scheme} {}", &placeholder[0]), (at, end + inner.len())))?
    }

    /// The name of the only placeholder. Without a scheme before it, it is as often a word for what is sent, which a translator
    /// may choose.
    pub(super) fn placeholder(&self, has_scheme: bool) -> Option<Repair> {
        let (place, name) = self.named()?;
        let repair = self.write(name, (place.start, place.end))?;
        Some(Repair { safe: repair.safe && has_scheme, ..repair })
    }

    /// Where the name of the only placeholder stands, and the name that it has in English.
    fn named(&self) -> Option<(Range<usize>, &'p str)> {
        let (own, english) = (only(&PLACEHOLDER, self.own)?, only(&PLACEHOLDER, self.english)?);
        let inner = |found: &Captures<'_>| found.get(2).or(found.get(4)).map(|inner| inner.range());
        let brackets = |found: &Captures<'_>| found.get(3).is_some();
        let same = brackets(&own) == brackets(&english);
        same.then(|| Some((inner(&own)?, &self.english[inner(&english)?])))?
    }

    /// The media type in the place of the only one that is not English.
    pub(super) fn media_type(&self, token: &str) -> Option<Repair> {
        let found = only_match(&MEDIA_TYPE, self.own)?;
        self.in_list(token, self.write(token, with_parts(self.own, (found.start(), found.end()), token))?)
    }

    /// The setting in the place of the only one.
    pub(super) fn setting(&self, token: &str) -> Option<Repair> {
        let found = only_match(&SETTING, self.own)?;
        self.in_list(token, self.write(token, (found.start(), found.end()))?)
    }

    /// The repair of a token that may stand beside others in its list: these may be translated as well. None where it is the beginning
    /// of a longer one.
    fn in_list(&self, token: &str, repair: Repair) -> Option<Repair> {
        let Some((before, behind)) = self.english.split_once(token) else { return Some(repair) };
        let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '=' | '/'));
        let is_alone = !before.trim_end().ends_with([',', ';', '=']) && !behind.trim_start().starts_with([',', ';']);
        (!goes_on).then_some(Repair { safe: repair.safe && is_alone, ..repair })
    }
}

/// The place of a media type with the letters of `token` that a space or an invisible sign parted from it: `appl ication/json`.
fn with_parts(text: &str, (start, end): (usize, usize), token: &str) -> (usize, usize) {
    let lower = text.to_ascii_lowercase();
    let token = token.to_ascii_lowercase();
    let parts = |text: &str| text.split_once('/').map(|(kind, name)| (kind.to_owned(), name.to_owned()));
    let Some(((own_kind, own_name), (kind, name))) = parts(&lower[start..end]).zip(parts(&token)) else {
        return (start, end);
    };
    let before = lower[..start].trim_end_matches(|c: char| !c.is_alphanumeric());
    let behind = lower[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = kind.strip_suffix(&*own_kind).filter(|head| !head.is_empty() && before.ends_with(head));
    let tail = name.strip_prefix(&*own_name).filter(|tail| !tail.is_empty() && behind.starts_with(tail));
    let start = head.map_or(start, |head| before.len() - head.len());
    (start, tail.map_or(end, |tail| text.len() - behind.len() + tail.len()))
}
