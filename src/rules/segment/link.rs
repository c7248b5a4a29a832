//! Links: where they lead.

mod linked;
mod plain;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::losses::{Loss, losses};
use super::resolve::{self, Sight};
use crate::checker::{Check, Checker, Found, Repair, Sink};
use crate::finding::Severity;
use crate::group::{Alignment, Pair, Unit};
use crate::link::decoded;
use crate::page::{Link, PageFormat, Written};
use crate::rule::{Family, Rule};
use crate::rules::freshness::is_news;
use crate::rules::token::is_slip;
use crate::span::Span;
use linked::Beside;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "link-target",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "design-and-markup/link-cross-reference",
        on: true,
        what: "A link leads to another place than in English, or was lost.",
        why: "a reader who clicks it lands on the wrong page, or on none",
        passes: "Targets in the reader's language - a locale in the path, the host or the end of a name -, relative paths adjusted to the \
            folder of the locale, fragments of translated headings, localized images, a link to the English of the page, one of \
            a list of languages to the page itself, and a bare URL in place of a link. \
            On plain pages it is an info, but a warning where a reference does not exist, and where one letter or two of the \
            target were changed.",
        fix: "Restore the link as the English has it.",
        example: "-[Paket](../../parcels)\n+[Paket](#parcels)",
    }
    .by(Check::Pair(all_targets)),
    Rule {
        name: "link-syntax",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "A link was broken: a blank between its halves, or brackets of another width.",
        why: "a reader sees the markup, and there is nothing to click",
        passes: "Links that are broken in English as well.",
        fix: "Write the link as `[text](target)`.",
        example: "-[Paket] (parcel.md)\n+[Paket](parcel.md)",
    }
    .by(Check::Unit(syntax)),
    Rule {
        name: "url",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "design-and-markup/link-cross-reference",
        on: true,
        what: "A URL in the text was changed or lost.",
        why: "a reader copies it, and it leads nowhere",
        passes: "The part that names the language, and punctuation behind the URL. An info on plain pages.",
        fix: "Restore the URL as the English has it.",
        example: "-https://api.example.com/pakete\n+https://api.example.com/parcels",
    }
    .by(Check::Unit(urls)),
];

fn all_targets(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let beside = Beside::of(pair);
    pair.units().iter().for_each(|unit| targets(unit, pair.alignment.as_ref(), &beside, sink));
    if pair.doc.source.is_none() {
        targets_in_tags(pair, &beside.sight, sink);
    }
}

/// The addresses in tags stand for each other by their sections: many stand in no text.
fn targets_in_tags(pair: &Pair<'_, '_>, sight: &Sight<'_>, sink: &mut Sink) {
    let (own, english) = (pair.view.page.addresses_in_tags(), pair.reference.page.addresses_in_tags());
    if own.is_empty() || english.is_empty() {
        return;
    }
    let sections = pair.alignment.iter().flat_map(|alignment| &alignment.sections);
    let english_targets = &english;
    for (mine, theirs) in sections.filter_map(|&(mine, theirs)| mine.zip(theirs)) {
        let (own, english) = (links_in(&own, mine), links_in(&english, theirs));
        let losses = losses(&own, &english, |found| found.target, |one, other| sight.same(one.target, other.target));
        // A link that the English has as well, behind another, leads where it should.
        let is_there =
            |target: &str| !sight.is_spent() && english_targets.iter().any(|other| sight.same(target, other.target));
        let instead = losses.iter().filter_map(|loss| Some((loss.expected.target, loss.found?)));
        for (expected, found) in instead {
            sink.report_with(pair.doc, || Found {
                span: pair.view.reading.in_file(found.span),
                message: format!("the link leads to `{}` instead of `{expected}`", found.target),
                expected: Some(expected.to_owned()),
                found: Some(found.target.to_owned()),
                hint: pair.is_loose()
                    || is_there(found.target)
                    || plain::is_another_site(found.target, expected, sight),
                ..Found::default()
            });
        }
    }
}

/// The links in tags of a section. They stand in the order of the text.
fn links_in<'p>(all: &[Written<'p>], section: usize) -> Vec<Written<'p>> {
    let behind = &all[all.partition_point(|found| found.section < section)..];
    let within = behind.iter().take_while(|found| found.section == section);
    within.filter(|found| !found.image).copied().collect()
}

fn targets(unit: &Unit<'_, '_>, alignment: Option<&Alignment>, beside: &Beside<'_, '_>, sink: &mut Sink) {
    if !unit.signs.any(&['[', '<']) {
        return;
    }
    let (own, english) = (unit.own.links(), unit.english.links());
    let bilingual = unit.is_bilingual();
    let is_kept = || own.iter().map(|link| &link.target).eq(english.iter().map(|link| &link.target));
    if english.is_empty() || bilingual && is_kept() || is_broken(unit.own.text(), unit.english.text()).is_some() {
        return;
    }
    let sight = &beside.sight;
    let losses = match bilingual {
        true => losses(
            own,
            english,
            |link| &*link.target,
            |one, other| one.target == other.target || resolve::neutral(&one.target) == resolve::neutral(&other.target),
        ),
        false => plain::lost(own, english, sight)
            .into_iter()
            .filter(|loss| !plain::has_moved(unit, loss.expected, beside) && !sight.is_own_file(&loss.expected.target))
            .filter(|loss| !sight.is_edition(&loss.expected.target))
            .filter(|loss| !is_dead_in_english(beside, &loss.expected.target))
            // What the English links elsewhere stands for that.
            .map(|loss| Loss { found: loss.found.filter(|found| !plain::is_of_english(found, beside)), ..loss })
            .collect(),
    };
    let by_reference = |loss: &Loss<'_, Link<'_>>| loss.expected.span.of(unit.english.view.page.text).ends_with(']');
    let dangling = dangling(unit);
    // Each broken reference stands for a lost link only where they are as many.
    // One link of the page's own stands for several of the English.
    let is_own = |link: &Link<'_>| !plain::is_of_english(link, beside) || plain::is_chosen(link, english, beside);
    let has_own = || own.iter().any(|link| !link.image && is_own(link));
    let is_retold = !bilingual && (has_own() || plain::is_retold(unit));
    let paired = dangling.len() == losses.iter().filter(|loss| loss.found.is_none() && by_reference(loss)).count();
    let mut dangling = dangling.into_iter().filter(|_| paired);
    let own_text = unit.own.text();
    let mut told = BTreeSet::new();
    for loss in losses {
        let expected = &loss.expected.target;
        if !bilingual
            && (expected.trim().is_empty() || loss.found.is_none() && plain::is_bare(expected, own_text, sight))
        {
            continue;
        }
        let broken = if loss.found.is_none() && by_reference(&loss) { dangling.next() } else { None };
        let (span, message) = match (loss.found, broken) {
            (Some(found), _) => (
                found.target_span(unit.own.view.page.text),
                format!("the link leads to `{}` instead of `{expected}`", found.target),
            ),
            (None, Some(broken)) => {
                let reference = broken.of(unit.own.view.page.text);
                (broken, format!("the link to `{expected}` was lost: no reference is called `{reference}`"))
            }
            (None, None) if loss.expected.image => (unit.own.span, format!("the image `{expected}` was lost")),
            (None, None) => (unit.own.span, format!("the link to `{expected}` was lost")),
        };
        // What the English links twice is told once.
        if !bilingual && !told.insert((span, message.clone())) {
            continue;
        }
        sink.report_with(unit.doc, || {
            let reference = broken.filter(|_| loss.alone).and_then(|broken| named(unit, broken, expected));
            Found {
                span: unit.own.in_file(span),
                message,
                expected: Some(expected.to_string()),
                found: loss.found.map(|found: &Link<'_>| found.target.to_string()),
                // A path of the English page leads elsewhere from another folder.
                repair: loss
                    .found
                    .filter(|_| bilingual && loss.alone)
                    .and_then(|found| match is_elsewhere(beside, &found.target, expected) {
                        true => Repair::risky(&**expected),
                        false => Repair::safe(&**expected),
                    })
                    .or(reference),
                certain: match loss.found {
                    _ if bilingual => true,
                    Some(found) => {
                        is_slip((unit.own.view.page.text, &found.target), (unit.english.view.page.text, expected))
                    }
                    None => broken.is_some(),
                },
                lesser: !bilingual
                    && loss.found.is_some_and(|found| plain::is_another_site(&found.target, expected, sight)),
                hint: !bilingual
                    && (unit.loose
                        || match loss.found {
                            None => {
                                is_news(&unit.doc.file.path)
                                    || plain::is_on_page(unit, expected, beside)
                                    || is_retold
                                    || alignment.is_some_and(|alignment| plain::is_beside(unit, alignment))
                            }
                            Some(found) => {
                                plain::is_told_apart(unit, loss.expected)
                                    || plain::is_kept(loss.expected, found, beside)
                                    || is_own_place(&found.target)
                            }
                        }),
                ..Found::default()
            }
        });
    }
}

/// Whether a target is a place in another page whose heading is in another script: whoever wrote it looked it up.
fn is_own_place(target: &str) -> bool {
    let place = target.split_once('#').filter(|(page, _)| !page.is_empty()).map(|(_, place)| decoded(place));
    place.is_some_and(|place| !place.is_ascii())
}

/// Whether a link leads to another site than that of the English, or to a place of its own page that is there: somebody looked it up.
fn is_elsewhere(beside: &Beside<'_, '_>, found: &str, expected: &str) -> bool {
    let host = |target: &str| target.split_once("://").map(|(_, rest)| rest.split('/').next().map(str::to_owned));
    let is_place = || found.strip_prefix('#').is_some_and(|place| beside.own.anchors().has(place));
    host(found) != host(expected) || is_place()
}

/// Whether a place of its own page that the English links is not there: nobody misses the link.
fn is_dead_in_english(beside: &Beside<'_, '_>, target: &str) -> bool {
    target.strip_prefix('#').is_some_and(|place| !beside.english.anchors().has(place))
}

/// The name of the English reference that leads to `target`, in the place of the one that does not exist.
fn named(unit: &Unit<'_, '_>, broken: Span, target: &str) -> Option<Repair> {
    let text = unit.english.view.page.text;
    let link = unit.english.links().iter().find(|link| link.target == target)?.span.of(text);
    let (label, name) = link.strip_suffix(']')?.rsplit_once('[')?;
    let name = if name.is_empty() { label.trim_end().strip_prefix('[')?.strip_suffix(']')? } else { name };
    let own = broken.of(unit.own.view.page.text);
    let open = broken.start + own.rfind('[')?;
    let shown = own[..own.rfind('[')?].trim_matches(['[', ']', ' ']);
    let is_there = !shown.is_empty() && !name.is_empty() && unit.own.view.page.text.contains(&format!("[{name}]: "));
    let place = unit.own.in_file(Span::new(open, broken.end));
    is_there.then(|| Repair::safe(format!("[{name}]")).map(|repair| repair.at(place)))?
}

/// Where links by reference stand whose reference does not exist, in bytes of the reading.
fn dangling(unit: &Unit<'_, '_>) -> Vec<Span> {
    let places =
        DANGLING.find_iter(unit.own.text()).map(|found| Span::from(found.range()).shifted(unit.own.span.start));
    // An image may be the text of a link, whose own reference follows.
    let is_image = |place: &Span| unit.own.view.page.text[..place.start].ends_with('!');
    places.filter(|place| !unit.own.is_in_link(place.start) && !is_image(place)).collect()
}

/// A link by reference.
static DANGLING: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[[^\[\]]*\] ?\[[^\[\]]*\]").expect("valid"));

static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    let pages = PageFormat::extensions().collect::<Vec<_>>().join("|");
    Regex::new(&format!(
        r"\][ \t\u{{a0}}\u{{3000}}]+\((?:[./#]|https?:|[\w./-]+\.(?:{pages}|yml|html?)\b)[^()\s]*\)?|\]\s*（[^）]*[）)]|\]\((?:[^()\s]*）)|［[^］]*］\(|】\("
    ))
    .expect("valid")
});

/// Where a link of the localized text is broken that is none in English.
fn is_broken(own: &str, english: &str) -> Option<Span> {
    let found = BROKEN.find(own)?;
    // What a comment holds, nobody sees.
    let is_hidden = own[..found.start()].rfind("<!--").is_some_and(|open| !own[open..found.start()].contains("-->"));
    (!is_hidden && english.contains("](") && !BROKEN.is_match(english)).then(|| found.range().into())
}

fn syntax(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.equal || !unit.signs.any(&['[']) {
        return;
    }
    let (own, english) = unit.texts();
    // A link that is broken in English as well is none there.
    if unit.own.links().len() >= unit.english.links().len() {
        return;
    }
    let Some(span) = is_broken(own, english) else { return };
    sink.report(
        unit.doc,
        Found {
            span: unit.own.in_file(span.shifted(unit.own.span.start)),
            message: match span.of(own).starts_with(['［', '】']) {
                true => "this link is broken: its brackets are not `[` and `]`".to_owned(),
                false => "this link is broken: its two halves do not touch".to_owned(),
            },
            found: Some(span.of(own).to_owned()),
            // A bracket that is escaped, or that nothing opens, makes no link, however near its other half is.
            repair: joined(span.of(own)).zip(opening(&own[..span.start])).and_then(|(text, open)| {
                let blank = image_blank(&own[..open], english);
                let blank = blank.map(|blank| unit.own.in_file(blank.shifted(unit.own.span.start)));
                let leads =
                    |link: &Link<'_>| text.strip_prefix("](").is_some_and(|rest| rest.starts_with(&*link.target));
                let is_of_english = unit.english.links().iter().any(leads);
                let repair = if is_of_english { Repair::safe(&*text) } else { Repair::risky(&*text) };
                Some(repair?.with(blank.into_iter().map(|blank| (blank, String::new())).collect()))
            }),
            ..Found::default()
        },
    );
}

/// Where the text of a link opens that closes behind `text`.
fn opening(text: &str) -> Option<usize> {
    let mut open = 0;
    let is_escaped = |at: usize| text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    if is_escaped(text.len()) {
        return None;
    }
    let brackets = text.rmatch_indices(['[', ']']).filter(|(at, _)| !is_escaped(*at));
    brackets.into_iter().find_map(|(at, bracket)| match bracket {
        "]" => {
            open += 1;
            None
        }
        _ if open > 0 => {
            open -= 1;
            None
        }
        _ => Some(at),
    })
}

/// The blank between the sign of an image and its text, where that opens behind `before` and the English has images alone.
fn image_blank(before: &str, english: &str) -> Option<Span> {
    let is_image = before.ends_with("! ") && english.matches("![").count() == english.matches("](").count();
    is_image.then(|| Span::new(before.len() - 1, before.len()))
}

/// A link whose halves are set apart by blanks alone, put together.
fn joined(broken: &str) -> Option<String> {
    let target = broken.strip_prefix(']')?.trim_start().strip_prefix('(')?;
    target.ends_with(')').then(|| format!("]({target}"))
}

fn urls(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = unit.texts();
    if unit.equal || !unit.signs.any(&[':']) || !english.contains("://") {
        return;
    }
    let bare = |slice: &crate::group::Slice<'_, '_>| -> Vec<String> {
        let text = slice.text();
        let inside = |at: usize| slice.is_in_link(at) || slice.is_in_code(at);
        let found = plain::URL.find_iter(text).filter(|url| !inside(url.start() + slice.span.start));
        found.map(|url| url.as_str().trim_end_matches(['.', ',', ')', ';', ':']).to_owned()).collect()
    };
    let known: BTreeSet<String> = plain::URL.find_iter(own).map(|found| resolve::neutral(found.as_str())).collect();
    for url in bare(&unit.english) {
        let wanted = resolve::neutral(&url);
        let begins = |start: &str| known.range(start.to_owned()..).next().is_some_and(|found| found.starts_with(start));
        // A slip of the author at its end, such as a glued footnote number, may have been mended.
        let shorter = wanted.char_indices().next_back().map_or("", |(at, _)| &wanted[..at]);
        if !begins(&wanted) && !known.contains(shorter) && !own.contains(&url) {
            sink.report(
                unit.doc,
                Found {
                    span: unit.own.in_file(unit.own.span),
                    message: format!("the URL `{url}` was changed or lost"),
                    expected: Some(url),
                    ..Found::default()
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_broken_by_what_stands_between_its_halves() {
        let broken = |own| is_broken(own, "see [a](a.md)").map(|span| span.of(own));
        for own in ["[a] (a.md)", "[a]（a.md）", "[a] (https://contoso.com)", "［a］(a.md)", "[a](a.md）"] {
            assert!(broken(own).is_some(), "{own}");
        }
        for own in ["[a](a.md)（a）", "[a](a.md) (see b)", "[0] (zero)", "「[a](a.md)」"] {
            assert_eq!(broken(own), None, "{own}");
        }
    }
}
