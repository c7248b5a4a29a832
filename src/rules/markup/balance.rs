//! Tags and containers that do not close.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Pair, View};
use crate::markup::tilts;
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "tag-balance",
    family: Family::Structure,
    severity: Severity::Warning,
    plain: Severity::Info,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A tag or a container is not closed, is closed before it is opened, or stands on one line with the heading behind it.",
    why: "the box swallows the text behind it, or readers see its signs",
    passes: "Tags that the English leaves open as well, elements that need no closing tag, and MDX pages that do not compile: \
        `mdx-syntax` says so.",
    fix: "Close the tag or container where the English does.",
    example: " :::tip\n Halten Sie das Seil trocken.\n+:::",
}
.by(Check::Pair(balance))];

fn balance(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let text = pair.view.page.text;
    // What both readings of a bilingual page share is as balanced in one as in the other.
    let is_shared = pair.is_bilingual() && pair.differing(["<", ":::", "///"]).next().is_none();
    if is_shared || !text.contains(['<', ':', '/']) {
        return;
    }
    glued(pair, sink);
    let ((own, opened), (english, there)) = (tilts(&pair.view.page), tilts(&pair.reference.page));
    let is_broken = pair.view.page.mdx.broken.is_some();
    let (own_tilts, english_tilts) =
        (times(own.iter().map(|tilt| &*tilt.name)), times(english.iter().map(|tilt| &*tilt.name)));
    let (own_openings, english_openings) =
        (times(opened.iter().map(String::as_str)), times(there.iter().map(String::as_str)));
    let mut told: HashSet<&str> = HashSet::new();
    for tilt in &own {
        let name = &*tilt.name;
        let has_more = |one: &Times<'_>, other: &Times<'_>| count(one, name) > count(other, name);
        // What was never opened is told where it is missing.
        let is_component = tilt.container || name.starts_with(|c: char| c.is_ascii_uppercase());
        let lost = is_component && has_more(&english_openings, &own_openings);
        if told.contains(name) || !has_more(&own_tilts, &english_tilts) || lost || is_broken && !tilt.container {
            continue;
        }
        told.insert(name);
        let line = tilt.span.of(text).lines().next().unwrap_or_default();
        let message = match (tilt.container, tilt.opened) {
            (true, true) => format!("the container `{line}` is never closed"),
            (false, true) => format!("the tag `{line}` is never closed"),
            (_, false) => format!("`{line}` closes nothing that is open"),
        };
        let span = Span::new(tilt.span.start, tilt.span.start + line.len());
        let found = Some(line.to_owned());
        // But in MDX, no name of a tag has such signs: `Loaf<Oven.Heat>` is shown as it stands.
        let is_shown = name.contains(['.', '_']) && !pair.doc.file.format().is_mdx();
        // Some sites close a container at the end of a text.
        let is_closed = tilt.container && tilt.opened && text[span.end..].lines().any(|line| line.ends_with(" :::"));
        // The English has the same in other letters.
        let is_of_english = || {
            let english = pair.reference.page.text.to_ascii_lowercase();
            tilt.opened
                && !tilt.container
                && !text.contains(&format!("</{name}>"))
                && english.contains(&format!("<{}>", name.to_ascii_lowercase()))
                && !english.contains(&format!("</{}>", name.to_ascii_lowercase()))
        };
        let hint = is_shown || is_closed || is_of_english();
        sink.report(
            pair.doc,
            Found { span: pair.view.reading.in_file(span), message, found, hint, ..Found::default() },
        );
    }
}

/// How often each name stands somewhere.
type Times<'n> = HashMap<&'n str, usize>;

fn times<'n>(names: impl Iterator<Item = &'n str>) -> Times<'n> {
    let mut times = Times::new();
    names.for_each(|name| *times.entry(name).or_default() += 1);
    times
}

fn count(times: &Times<'_>, name: &str) -> usize {
    times.get(name).copied().unwrap_or_default()
}

static GLUED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)</[A-Za-z][0-9A-Za-z_.]*>[ \t]*(#{1,6}[ \t]+\S[^\n]*)").expect("valid"));

/// Headings behind a closing tag, on its line.
fn glued(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let count = |view: &View<'_>| GLUED.find_iter(view.page.text).count();
    if count(pair.view) <= count(pair.reference) {
        return;
    }
    let text = pair.view.page.text;
    for heading in GLUED.captures_iter(text).filter_map(|found| found.get(1)) {
        let message = "this heading stands behind a closing tag on one line: it is shown as text".to_owned();
        let span = pair.view.reading.in_file(Span::from(heading.range()));
        sink.report(pair.doc, Found { span, message, found: Some(heading.as_str().to_owned()), ..Found::default() });
    }
}
