//! Small numbers in the place of others.

use std::sync::LazyLock;

use regex::Regex;

use super::digits::digits;
use crate::group::{Slice, Unit};
use crate::rules::segment::seen::without_targets;
use crate::span::Span;

static RUN: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9]+").expect("valid"));

/// What English says of a time, or of how many zeros are missing: other languages have other numbers for it.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)[0-9]:[0-9]|[0-9] ?[ap]\.?m\b|[0-9] (?:thousand|million|billion|dozen|percent)\b")
        .expect("valid")
});

/// The number of one or two digits that a bilingual text has another one for, and that one: the only number that it lacks, and
/// the only one that it has more.
pub(super) fn replaced<'d>(unit: &Unit<'d, '_>) -> Option<(&'d str, &'d str)> {
    let (own, english) = unit.texts();
    if !unit.is_bilingual() || OTHERWISE.is_match(english) || own.contains(['千', '万', '億', '百', '十']) {
        return None;
    }
    let (mut mine, theirs) = (digits(&without_targets(&unit.own)), digits(&without_targets(&unit.english)));
    let mut lost = theirs.into_iter().filter(|run| match mine.iter().position(|own| own == run) {
        Some(at) => {
            mine.swap_remove(at);
            false
        }
        None => true,
    });
    let number = lost.next().filter(|number| number.len() < 3)?;
    let last = lost.next();
    let [found] = mine.as_slice() else { return None };
    let pair = standing(&unit.english, &number).zip(standing(&unit.own, found));
    pair.filter(|_| last.is_none())
}

/// The number of these digits where it stands alone in a text, and not in code or the target of a link.
fn standing<'d>(slice: &Slice<'d, '_>, number: &str) -> Option<&'d str> {
    let text = slice.text();
    let beside =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '#' | '&' | '%' | '$' | '{' | '.' | ',');
    let is_alone = |run: &regex::Match<'_>| {
        let behind = &text[run.end()..];
        let goes_on = behind.starts_with(['.', ',']) && behind[1..].starts_with(|c: char| c.is_ascii_digit());
        !text[..run.start()].ends_with(beside)
            && !goes_on
            && !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '%'))
    };
    let place = |run: &regex::Match<'_>| Span::from(run.range()).shifted(slice.span.start);
    let found = RUN.find_iter(text).filter(|run| run.as_str() == number).find(is_alone)?;
    (!slice.is_literal(place(&found).start)).then(|| found.as_str())
}
