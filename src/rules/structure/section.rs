//! Sections and their anchors.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Proof, is_remnant, is_torso, proof};
use super::unread::report_unread;
use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::finding::{Cause, Severity};
use crate::group::{Alignment, Basis, Pair, View};
use crate::page::{Page, Section, slug};
use crate::rule::{Family, Rule};
use crate::rules::freshness::is_news;
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "section-missing",
        family: Family::Structure,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "accuracy/omission",
        on: true,
        what: "A section of the English page is missing.",
        why: "readers of this locale do not learn what the section says",
        passes: "Tab headings, headings that stand twice in a row in English, and pages whose English is not known. On plain pages it \
            is an info unless the page has hardly more than its title: without anchors the names are those that the order of the \
            sections suggests, and a locale may leave one out on purpose.",
        fix: "Translate the section, or hand the page off again.",
        example: " ## Anforderung\n \n+## Antwort\n+\n+`200 OK`",
    }
    .by(Check::Pair(sections)),
    Rule {
        name: "section-order",
        family: Family::Structure,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "design-and-markup/layout",
        on: true,
        what: "The sections of the page stand in another order than in English.",
        why: "links into the page and readers who compare locales land in the wrong place",
        passes: "Pages that lack sections: they are reported as missing.",
        fix: "Restore the order of the English page.",
        example: "-## Antwort\n ## Anforderung\n+## Antwort",
    }
    .by(Check::Pair(order)),
    Rule {
        name: "anchor",
        family: Family::Structure,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "design-and-markup/link-cross-reference",
        on: true,
        what: "The `<a name>` of a heading is not the anchor of its English heading.",
        why: "links to this section lead to the top of the page, and the section is not recognised",
        passes: "Tab headings, anchors that authors chose themselves, and anchors that differ in digits or `_` only, on plain \
            pages also in hyphens.",
        fix: "Restore the anchor: the English heading in lower case, blanks as `-`, without punctuation.",
        example: "-## <a name=\"requst-body\"></a>Anforderungstext\n+## <a name=\"request-body\"></a>Anforderungstext",
    }
    .by(Check::Pair(anchors)),
];

/// The anchor paths of the sections below the title, without `_`: some sites drop it. Sites number the headings of a page that
/// are called alike, each in its way: they are told apart by their order.
fn paths<'v, 'a>(view: &'v View<'a>) -> Vec<(String, &'v Section<'a>)> {
    let sections = view.page.sections.iter().enumerate().filter(|(_, section)| section.level > 1);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let path = |index: usize| -> String {
        let path = view.page.path(index).replace('_', "");
        path.split('/').map(unnumbered).collect::<Vec<_>>().join("/")
    };
    let mut numbered = |path: String| {
        let count = seen.entry(path.clone()).or_default();
        *count += 1;
        if *count > 1 { format!("{path} {count}") } else { path }
    };
    sections.map(|(index, section)| (numbered(path(index)), section)).collect()
}

/// An anchor without the number of a heading that is called as another.
fn unnumbered(anchor: &str) -> &str {
    let bare = anchor.trim_end_matches(|c: char| c.is_ascii_digit());
    bare.strip_suffix('-').filter(|name| bare.len() < anchor.len() && !name.is_empty()).unwrap_or(anchor)
}

/// Whether the sections of the page can be told apart in its locale: by anchors, or because it is English.
fn names_its_sections(pair: &Pair<'_, '_>) -> bool {
    pair.is_english() || keeps_anchors(pair)
}

/// Without anchors the sections are told apart by their order and by what stands in them. Sections that are missing in a
/// row are one finding.
fn unnamed(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let Some(alignment) = &pair.alignment else { return };
    // A block that is never closed swallows what is behind it, and is reported as that.
    let open = pair.view.page.fences.iter().any(|fence| !fence.closed);
    let title = pair.view.page.title().map(|title| title.span);
    let mut before = title.unwrap_or_default();
    let mut missing: Vec<&Section<'_>> = Vec::new();
    for (own, english) in alignment.sections.iter().copied().chain([(Some(usize::MAX), None)]) {
        let Some(own) = own else {
            let sections = &pair.reference.page.sections;
            // An English heading that stands there twice in a row is a slip of the author.
            let title = |at: usize| sections.get(at).map(|section| section.title.trim());
            let twice = |at: usize| at > 0 && title(at).is_some() && title(at - 1) == title(at);
            // Front matter without its first line is read as a heading.
            let is_key = |title: &str| {
                let key = title.split_once(": ").map_or("", |(key, _)| key);
                !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            };
            let is_title = |title: &str| !title.is_empty() && !is_key(title);
            let is_repeated =
                |at: usize| at < 2 && title(at).is_some_and(|title| is_named(&pair.reference.page, title));
            let section = english
                .filter(|&at| title(at).is_some_and(is_title) && !twice(at) && !twice(at + 1) && !is_repeated(at));
            missing.extend(section.map(|section| &sections[section]));
            continue;
        };
        let ends = own == usize::MAX;
        if !(open && ends) {
            report_missing(pair, &missing, before.trimmed(pair.view.page.text), ends, sink);
        }
        missing.clear();
        if let Some(section) = pair.view.page.sections.get(own).filter(|section| section.level > 0) {
            before = section.span;
        }
    }
}

/// Whether the front matter of a page gives it this title.
fn is_named(page: &Page<'_>, title: &str) -> bool {
    let block = page.front_matter.map_or("", |block| block.of(page.text));
    let mut lines = block.lines().filter_map(|line| line.split_once(':'));
    lines
        .any(|(key, value)| key.trim() == "title" && value.trim().trim_matches(['"', '\'']).eq_ignore_ascii_case(title))
}

/// The sections of the reference that the page lacks, each with the page's section before it; and the sections of the page
/// that stand in their place under a damaged anchor.
struct Compared<'v, 'a> {
    missing: Vec<(&'v Section<'a>, Span)>,
    renamed: Vec<(&'v Section<'a>, &'v Section<'a>)>,
}

fn compare<'v, 'a>(pair: &Pair<'v, 'a>) -> Compared<'v, 'a> {
    let (own, theirs) = (paths(pair.view), paths(pair.reference));
    let own: BTreeMap<String, &Section<'_>> = own.into_iter().rev().collect();
    let known: BTreeSet<&str> = theirs.iter().map(|(path, _)| &**path).collect();
    let mut strangers: Vec<&Section<'_>> =
        own.iter().filter(|(path, _)| !known.contains(&***path)).map(|(_, section)| *section).collect();
    strangers.sort_by_key(|section| section.span);
    let title = pair.view.page.title().map_or(Span::default(), |title| title.span);
    let mut compared = Compared { missing: Vec::new(), renamed: Vec::new() };
    let mut last = title;
    let mut outer: Vec<String> = Vec::new();
    for (at, (path, section)) in theirs.iter().enumerate() {
        if let Some(mine) = own.get(path) {
            last = mine.span;
            continue;
        }
        // What is below a missing or renamed section goes with it.
        let below = outer.iter().any(|outer| path.strip_prefix(&**outer).is_some_and(|rest| rest.starts_with('/')));
        if below {
            continue;
        }
        outer.push(path.clone());
        // A translated heading of another level says what its English says all the same.
        let same = |mine: &&Section<'_>| mine.english.as_deref() == Some(&*section.anchor);
        if let Some(at) = strangers.iter().position(same) {
            strangers.remove(at);
            continue;
        }
        // A heading can have an anchor of its author's beside the one made from its text.
        let named = format!("\"{}\"", section.anchor);
        if let Some(mine) = strangers.iter().find(|mine| mine.span.of(pair.view.page.text).contains(&named)) {
            last = mine.span;
            continue;
        }
        let twin =
            strangers.iter().position(|mine| mine.level == section.level && is_damaged(&mine.anchor, &section.anchor));
        // A section with an anchor of its own between the same neighbours stands for it.
        let next =
            theirs[at + 1..].iter().find_map(|(path, _)| own.get(path)).map_or(usize::MAX, |next| next.span.start);
        let between = |mine: &&Section<'_>| last.start < mine.span.start && mine.span.start < next;
        match twin.or_else(|| strangers.iter().position(between)) {
            Some(at) if is_damaged(&strangers[at].anchor, &section.anchor) => {
                compared.renamed.push((strangers.remove(at), section));
            }
            Some(at) => last = strangers.remove(at).span,
            None => compared.missing.push((section, last.trimmed(pair.view.page.text))),
        }
    }
    compared
}

/// Whether `anchor` is what is left of `expected`. Authors give headings anchors of their own, and English halves can be out
/// of date: only what is nearly the anchor, or is written in another script, was damaged. Some sites drop `_` from anchors,
/// and numbers of examples change where one is put before them.
fn is_damaged(anchor: &str, expected: &str) -> bool {
    let foreign = !anchor.is_ascii() && expected.is_ascii();
    letters(anchor) != letters(expected) && (foreign || strsim::levenshtein(anchor, expected) <= 2)
}

/// What of an anchor all sites keep.
fn letters(anchor: &str) -> String {
    let letters = anchor.replace(|c: char| c == '_' || c.is_ascii_digit(), "");
    // The second heading of a name is numbered.
    letters.strip_suffix('-').map(str::to_owned).unwrap_or(letters)
}

fn sections(pair: &Pair<'_, '_>, sink: &mut Sink) {
    // An empty page is reported as that.
    if pair.is_bilingual() || pair.view.page.blocks.is_empty() {
        return;
    }
    if !names_its_sections(pair) {
        return unnamed(pair, sink);
    }
    let missing = compare(pair).missing;
    for run in missing.chunk_by(|(_, one), (_, other)| one == other) {
        let sections: Vec<&Section<'_>> = run.iter().map(|(section, _)| *section).collect();
        report_missing(pair, &sections, run[0].1, false, sink);
    }
}

/// Whether nothing on the page is its own or astray: where it ends before its English does, it was cut off.
fn is_cut(pair: &Pair<'_, '_>) -> bool {
    let is_own = |alignment: &Alignment| alignment.sections.iter().any(|pair| pair.1.is_none());
    let mut whole = pair.alignment.iter().filter(|alignment| alignment.unsure == 0 && alignment.added.is_empty());
    whole.any(|alignment| !is_own(alignment))
}

/// A page of no more blocks than these, its title among them, was hardly meant to be so short, where this part of the text of its
/// English would be longer.
const LEAST_OF_A_PAGE: usize = 2;
const PART_OF_A_PAGE: usize = 3;

fn is_hardly_begun(pair: &Pair<'_, '_>) -> bool {
    let (own, english) = (&pair.view.page, &pair.reference.page);
    own.blocks.len() <= LEAST_OF_A_PAGE && own.text.len() * PART_OF_A_PAGE < english.text.len()
}

/// Reports sections that are missing in a row behind the heading at `before`; `ends` says that nothing follows them.
fn report_missing(pair: &Pair<'_, '_>, missing: &[&Section<'_>], before: Span, ends: bool, sink: &mut Sink) {
    if missing.is_empty() {
        return;
    }
    // Without anchors it is certain that there is a hole, but its edge can be off by a section.
    let named = names_its_sections(pair);
    let mut missing: Vec<(&Section<'_>, Proof)> =
        missing.iter().map(|section| (*section, proof(pair, section))).collect();
    missing.retain(|(_, proof)| named || *proof != Proof::There);
    if named {
        report_unread(pair, &mut missing, sink);
    }
    // Where the order of the sections names some, and what others hold is nowhere on the page, it is these that are missing.
    let has = |missing: &[(&Section<'_>, Proof)], sought| missing.iter().any(|(_, proof)| *proof == sought);
    let is_proved = has(&missing, Proof::Gone);
    let is_lost = has(&missing, Proof::Lost);
    if !named && (is_proved || is_lost) {
        missing.retain(|(_, proof)| *proof == if is_proved { Proof::Gone } else { Proof::Lost });
    }
    let Some((first, _)) = missing.first() else { return };
    let there = pair.reference.reading.in_file(first.span.trimmed(pair.reference.page.text));
    let names = missing.iter().map(|(section, _)| format!("`{}`", section.title)).collect::<Vec<_>>().join(", ");
    let is_remnant = is_remnant(&pair.view.page, &pair.reference.page);
    let sections = |count: usize| match count {
        1 => "a section is".to_owned(),
        count => format!("{count} sections are"),
    };
    let message = match (ends, missing.len()) {
        (true, _) => format!("the page breaks off behind this section: the English goes on with {names}"),
        (false, 1) if named => format!("the section {names} is missing behind this one"),
        (false, count) if named => format!("{count} sections are missing behind this one: {names}"),
        (false, 1) if is_proved => format!("the section {names} is missing about here"),
        (false, count) if is_proved => format!("{count} sections are missing about here: {names}"),
        (false, count) if is_remnant => {
            let (own, english) = (pair.view.page.blocks.len(), pair.reference.page.blocks.len());
            format!(
                "{} missing about here: this page has {own} of the {english} blocks of the English",
                sections(count)
            )
        }
        (false, 1) => format!("a section is missing about here, by the order of the English {names}, or one beside it"),
        (false, count) => {
            format!("{count} sections are missing about here, by the order of the English {names}, or some beside them")
        }
    };
    let is_certain =
        named || is_proved || ends && is_cut(pair) || is_torso(&pair.view.page, &pair.reference.page) || is_lost;
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(before),
            message,
            expected: Some(first.title.to_string()),
            certain: is_remnant && pair.basis == Basis::Origin && is_hardly_begun(pair),
            lesser: !named && pair.alignment.as_ref().is_some_and(Alignment::is_rewritten),
            // Under another kind of heading, or as an item, the page has it all the same.
            hint: !is_certain
                || !named && is_news(&pair.doc.file.path)
                || missing.iter().all(|(_, proof)| *proof == Proof::There),
            related: vec![related(pair.reference_doc, there, "here it stands".to_owned())],
            ..Found::default()
        },
    );
}

fn order(pair: &Pair<'_, '_>, sink: &mut Sink) {
    // The readings of one file have one order.
    if pair.is_bilingual() || !names_its_sections(pair) {
        return;
    }
    let (own, theirs) = (paths(pair.view), paths(pair.reference));
    let sorted = |sections: &[(String, &Section<'_>)]| {
        let mut paths: Vec<String> = sections.iter().map(|(path, _)| path.clone()).collect();
        paths.sort();
        paths
    };
    let moved = own.iter().zip(&theirs).find(|((mine, _), (other, _))| mine != other);
    let Some(((mine, section), (other, _))) = moved else { return };
    if sorted(&own) == sorted(&theirs) {
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(section.span.trimmed(pair.view.page.text)),
                message: format!("the section `{mine}` stands where the English has `{other}`"),
                expected: Some(other.clone()),
                found: Some(mine.clone()),
                ..Found::default()
            },
        );
    }
}

fn anchors(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() {
        for section in pair.reference.page.sections.iter().filter(|section| section.level > 0 && section.named) {
            let expected = slug(&section.title);
            if !section.title.is_empty() && is_damaged(&section.anchor, &expected) {
                report_anchor(pair, pair.reference, section, expected, sink);
            }
        }
    } else if pair.doc.source.is_none() && keeps_anchors(pair) {
        // An anchor that the English writes is syntax, and sites make the others each in its way.
        let bare = |anchor: &str| letters(anchor).replace('-', "");
        let renamed = compare(pair).renamed.into_iter();
        for (mine, section) in
            renamed.filter(|(mine, section)| !section.named && bare(&mine.anchor) != bare(&section.anchor))
        {
            report_anchor(pair, pair.view, mine, section.anchor.to_string(), sink);
        }
    }
}

/// Whether the page has the anchors of its English: some projects translate them all, and their links with them.
fn keeps_anchors(pair: &Pair<'_, '_>) -> bool {
    let headings = || pair.view.page.sections.iter().filter(|section| section.level > 1);
    let own: BTreeSet<&str> = headings().filter(|section| section.named).map(|section| &*section.anchor).collect();
    let headings = headings().count();
    let english: BTreeSet<&str> = pair.reference.page.sections.iter().map(|section| &*section.anchor).collect();
    own.len() * 2 > headings && own.intersection(&english).count() * 2 > own.len()
}

fn report_anchor(pair: &Pair<'_, '_>, view: &View<'_>, section: &Section<'_>, expected: String, sink: &mut Sink) {
    // The text of a heading may be the anchor that is made from it.
    let heading = section.span.of(view.page.text);
    let written = heading.rfind(&*section.anchor).filter(|&at| heading[..at].ends_with(['#', '"', '\'']));
    let place = |start: usize| Span::new(start, start + section.anchor.len()).shifted(section.span.start);
    sink.report(
        pair.doc,
        Found {
            // An anchor that the page does not write is made from the words of the heading.
            span: view.reading.in_file(written.map_or(section.span, place)),
            message: format!("the anchor `{}` is not that of the English heading", section.anchor),
            repair: written.and_then(|_| Repair::of_token(pair.doc, &expected)),
            expected: Some(expected),
            found: Some(section.anchor.to_string()),
            cause: Some(Cause::Damage),
            ..Found::default()
        },
    );
}

#[cfg(test)]
mod tests {
    use super::is_damaged;

    #[test]
    fn an_anchor_without_underscores_is_whole() {
        assert!(is_damaged("start-ovn", "start-oven"));
        assert!(!is_damaged("example-6-roast", "example-4-roast"));
        assert!(!is_damaged("onhookready", "on_hook_ready"));
        assert!(!is_damaged("reply-1", "reply"));
    }
}
