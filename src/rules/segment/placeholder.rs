//! Placeholders: what a reader fills in.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::LazyLock;

use regex::Regex;

use super::losses::losses;
use crate::checker::{Check, Checker, Found, Repair, Sink};
use crate::contract::HeaderValue;
use crate::finding::Severity;
use crate::group::{Slice, Stated, Unit};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "placeholder",
    family: Family::Segment,
    severity: Severity::Warning,
    plain: Severity::Info,
    mqm: "accuracy/do-not-translate",
    on: true,
    what: "A placeholder was translated, changed or lost.",
    why: "the text names another placeholder than the request or the code that it explains",
    passes: "White space inside the braces, case, order, JSON, and placeholders in requests and in the values of request headers: they \
        have rules of their own. An info on plain pages.",
    fix: "Restore the placeholder as the English has it.",
    example: "-/parcels/{Paket-ID}\n+/parcels/{parcel-id}",
}
.by(Check::Unit(placeholders))];

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\{\{?\s*[^\s{}()\[\]"“”]+(?:[ _-][^\s{}()\[\]"“”]+){0,3}\s*\}?\}|(?:\\?<|&lt;)[A-Za-z][A-Za-z0-9 _-]*(?:\\?>|&gt;)|%[sd](?-u:\b)"#)
        .expect("valid")
});

/// A placeholder without white space and escapes.
fn bare(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
}

fn placeholders(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let own = unit.own.text();
    if unit.equal
        || !unit.signs.any(&['{', '<', '%', '&'])
        || matches!(unit.stated(), Some(Stated::HeaderValue | Stated::Identifier))
    {
        return;
    }
    let found = |slice: &Slice<'_, '_>| -> Vec<(String, Span)> {
        let is_literal = |at: usize| slice.is_literal(at + slice.span.start);
        let all = PLACEHOLDER.find_iter(slice.text()).filter(|found| !is_literal(found.start()));
        // Ids of headings and imports of MDX are syntax.
        let begins = |at: usize| slice.text()[..at].rsplit('\n').next().unwrap_or_default();
        let is_syntax = |at: usize| {
            slice.text()[at..].starts_with("{/*")
                || slice.text()[at..].starts_with("{#")
                || begins(at).starts_with("import ")
        };
        let all = all.filter(|found| !is_syntax(found.start()));
        // Tags, components and shortcodes are syntax on plain pages: what is wrong with them is told as that.
        let is_syntax = |text: &str| {
            let name = text.trim_start_matches(['<', '/']).trim_end_matches('>').trim_end();
            text.starts_with('<') && (crate::markup::is_element(name) || name.starts_with(|c: char| c.is_uppercase()))
                || text.starts_with("{{%")
                || text.starts_with("{{<")
        };
        let is_tag = |text: &str| {
            text.starts_with('<') && text.split(' ').next().is_some_and(crate::page::is_element)
                || !unit.is_bilingual() && is_syntax(text)
        };
        all.filter(|found| !is_tag(found.as_str()) && !is_script(slice.text(), Span::from(found.range())))
            .map(|found| (bare(found.as_str()), Span::from(found.range()).shifted(slice.span.start)))
            .collect()
    };
    let (mine, theirs) = (found(&unit.own), found(&unit.english));
    let english_span = unit.english.span;
    let in_request = |place: Span| place.start < english_span.end && english_span.start < place.end;
    if theirs.is_empty() || unit.english.view.contract.requests.iter().any(|request| in_request(request.place.span)) {
        return;
    }
    let whole = bare(own).to_lowercase();
    let mut recased = recased(unit, &mine, &theirs);
    for loss in losses(&mine, &theirs, |found| found.0.to_lowercase(), |_, _| false) {
        let (wanted, place) = loss.expected;
        if whole.contains(&wanted.to_lowercase()) {
            continue;
        }
        let expected = place.of(unit.english.view.page.text);
        let found = loss.found.map(|(_, span)| span.of(unit.own.view.page.text));
        let (span, message) = match loss.found.zip(found) {
            Some(((_, span), found)) => (*span, format!("the placeholder `{expected}` was changed to `{found}`")),
            None => (unit.own.span, format!("the placeholder `{expected}` was lost")),
        };
        sink.report_with(unit.doc, || Found {
            span: unit.own.in_file(span),
            message,
            expected: Some(expected.to_owned()),
            found: found.map(str::to_owned),
            // A placeholder and what is said of it in the same text may be translated together.
            lesser: found.is_some_and(|found| is_explained((own, found), (unit.english.text(), expected))),
            repair: loss.found.filter(|_| loss.alone).and_then(|(_, own)| {
                let is_read = is_torn(unit, *own, *place) || is_part(unit, *own, *place) || is_said(expected);
                match is_read || !is_sent(unit, (*own, *place), expected) {
                    true => Repair::risky(expected),
                    false => Repair::of_token(&unit.doc, expected).map(|repair| repair.with(mem::take(&mut recased))),
                }
            }),
            ..Found::default()
        });
    }
}

/// The placeholders that differ from those of the English in capitals alone, each with what the English has there. That is no finding,
/// but a text whose other placeholder is repaired would be repaired by half.
fn recased(unit: &Unit<'_, '_>, mine: &[(String, Span)], theirs: &[(String, Span)]) -> Vec<(Span, String)> {
    let known: HashSet<&str> = theirs.iter().map(|(english, _)| &**english).collect();
    let mut folded: HashMap<String, Vec<Span>> = HashMap::new();
    theirs.iter().for_each(|(english, span)| folded.entry(english.to_lowercase()).or_default().push(*span));
    let mine = mine.iter().filter(|(own, _)| !known.contains(&**own));
    let mine = mine.filter_map(|(own, span)| match folded.get(&own.to_lowercase())?.as_slice() {
        [english] => Some((unit.own.in_file(*span), english.of(unit.english.view.page.text).to_owned())),
        _ => None,
    });
    mine.collect()
}

/// Whether braces hold words of a sentence, which are read as they stand: `{from setting}`; or a sign that is written as an entity.
fn is_said(expected: &str) -> bool {
    expected.trim().contains([' ', '&'])
}

/// Whether a placeholder is one of the interface, and none of the sentence alone, which readers may have in their language: it stands in
/// a path, or elsewhere on the page. The text of a link is read.
fn is_sent(unit: &Unit<'_, '_>, (own, english): (Span, Span), expected: &str) -> bool {
    let text = unit.english.view.page.text;
    let is_in_path = text[..english.start].ends_with('/') || text[english.end..].starts_with('/');
    !unit.own.is_in_link(own.start) && (is_in_path || unit.own.view.page.text.contains(expected))
}

/// Whether a blank parts a placeholder from the path that it stands in: then the path is to be repaired as a whole.
fn is_torn(unit: &Unit<'_, '_>, own: Span, english: Span) -> bool {
    let around = |slice: &Slice<'_, '_>, place: Span| {
        let text = slice.view.page.text;
        [text[..place.start].chars().next_back(), text[place.end..].chars().next()]
    };
    let sides = around(&unit.own, own).into_iter().zip(around(&unit.english, english));
    sides.into_iter().any(|(own, english)| english == Some('/') && own.is_some_and(char::is_whitespace))
}

/// Whether a placeholder is part of a value that is not as in the English: of a path, or behind an authorization scheme. It would be
/// repaired by half.
fn is_part(unit: &Unit<'_, '_>, own: Span, english: Span) -> bool {
    let (own_text, text) = (unit.own.view.page.text, unit.english.view.page.text);
    let is_edge = |c: char| c.is_whitespace() || "{}<>[]".contains(c);
    let before = text[unit.english.span.start..english.start].rsplit(is_edge).next().unwrap_or_default();
    let behind = text[english.end..unit.english.span.end].split(is_edge).next().unwrap_or_default();
    let is_value = |part: &str| part.contains('/') && part.contains(char::is_alphanumeric);
    let is_lost = |scheme: &str| !unit.own.text().contains(scheme);
    is_value(before) && !own_text[..own.start].ends_with(before)
        || is_value(behind) && !own_text[own.end..].starts_with(behind)
        || HeaderValue::from(unit.english.text().to_owned()).scheme().is_some_and(is_lost)
}

/// Whether a placeholder stands twice in the English or more often, and its translation as often in the translation.
fn is_explained((own, found): (&str, &str), (english, expected): (&str, &str)) -> bool {
    let count = english.matches(expected).count();
    let signs = |text: &str| text.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').collect::<String>();
    signs(found) == signs(expected) && count > 1 && own.matches(found).count() == count
}

/// Whether braces hold what a page is built from: names that it imports, a property of an element, a comment, the id of a heading.
fn is_script(text: &str, place: Span) -> bool {
    let before = text[..place.start].rsplit('\n').next().unwrap_or_default();
    let inside = place.of(text);
    let import = ["import ", "export "].iter().any(|word| before.trim_start().starts_with(word));
    let comment = inside.trim_start_matches(['{', ' ']).starts_with(['#', '/', '.']);
    let element = before.rfind('<').is_some_and(|open| !before[open..].contains('>'));
    inside.starts_with('{')
        && (import || element && before.ends_with('=') || comment || inside.contains(['\n', ',', '\'', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_told_by_its_form() {
        let found = |text| PLACEHOLDER.find_iter(text).map(|found| bare(found.as_str())).collect::<Vec<_>>();
        assert_eq!(found("{id} { user-id } {{mail}}"), ["{id}", "{user-id}", "{{mail}}"]);
        assert_eq!(found("\\<token> &lt;the key&gt; %s"), ["<token>", "<thekey>", "%s"]);
        assert_eq!(found("{\"id\":1} {} a < b > 50%source"), Vec::<String>::new());
    }

    #[test]
    fn what_a_page_is_built_from_is_no_placeholder() {
        let script =
            |text: &str| PLACEHOLDER.find(text).is_some_and(|found| is_script(text, Span::from(found.range())));
        for text in
            ["import { Oven, Loaf } from 'x'", "<Oven item={{ label: 'Hot' }} />", "# Bake {#bake}", "## A {/*a*/}"]
        {
            assert!(script(text), "{text}");
        }
        assert!(!script("CN={{Baker}},O=Oven"));
        assert!(!script("Bake {loaf} now") && !script("Bake <loaf> now"));
    }
}
