//! What of the front matter is data.

use serde_json::{Map, Value};

use super::leaked::is_leaked;
use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::Severity;
use crate::group::{Pair, View};
use crate::page::FrontMatter;
use crate::rule::{Family, Rule};
use crate::rules::token::is_localized;
use crate::span::{Span, line_start};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "front-matter-data",
    family: Family::Page,
    severity: Severity::Warning,
    plain: Severity::Info,
    mqm: "accuracy/do-not-translate",
    on: true,
    what: "Data in the front matter was changed, a key was translated or lost, or the lines around the front matter were lost or \
        added.",
    why: "the site sorts the page elsewhere, takes another template or address for it, or does not build it",
    passes: "Titles, descriptions, labels and other texts, languages, dates of the translation, keys of the translation's own, \
        and those that the text of the English speaks of in place of its own key. On plain pages a value that differs, and a key that \
        is lost, are an info.",
    fix: "Restore the key and its value as the English has them.",
    example: "-peso: 30\n+weight: 30",
}
.by(Check::Pair(data))];

/// Keys whose values sites read, and readers do not.
const DATA: [&str; 28] = [
    "api",
    "authors",
    "categories",
    "comments",
    "content_type",
    "displayed_sidebar",
    "hide",
    "hide_title",
    "icon",
    "id",
    "layout",
    "mode",
    "nav_order",
    "openapi",
    "order",
    "pagination_next",
    "pagination_prev",
    "permalink",
    "position",
    "sidebar_class_name",
    "sidebar_position",
    "slug",
    "status",
    "template",
    "toc",
    "type",
    "url",
    "weight",
];
/// Keys that say something of the translation itself.
const OWN: [&str; 14] = [
    "i18n",
    "i18nready",
    "stub",
    "lang",
    "language",
    "locale",
    "date",
    "lastmod",
    "last_update",
    "updated",
    "modified",
    "reviewers",
    "translator",
    "translators",
];

fn data(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() || pair.is_english() {
        return;
    }
    let Some(english) = read(pair.reference) else { return added(pair, sink) };
    let Some(block) = pair.view.page.front_matter else { return unopened(pair, &english, sink) };
    let Ok(own) = FrontMatter::parse(pair.view.page.text, block) else { return };
    let own = flat(&own.values);
    // Some sites read keys in any case.
    let value = |key: &str| {
        let exact = own.iter().find(|(known, _)| known == key);
        exact.or_else(|| own.iter().find(|(known, _)| known.eq_ignore_ascii_case(key))).map(|(_, value)| value)
    };
    let renamed = renamed(&own, &english);
    // What the page has nothing of may be left to the English on purpose.
    let top = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
    let has_part = |key: &str| !key.contains('.') || own.iter().any(|(known, _)| top(known) == top(key));
    for (key, expected) in &english {
        let instead = renamed.iter().find(|(_, theirs)| theirs == key).map(|(mine, _)| *mine);
        match (value(key), instead) {
            (Some(found), _) => value_of(pair, key, (found, expected), sink),
            (None, Some(instead)) if is_mended(pair, (instead, key)) => {}
            (None, Some(instead)) => {
                let message = format!("the key `{key}` of the front matter was changed to `{instead}`");
                let (wanted, found) = (Some(key.clone()), Some(instead.to_owned()));
                let span = key_at(pair.view, instead).unwrap_or(Span::new(block.start, block.start));
                let found = Found { span, message, expected: wanted, found, certain: true, ..Found::default() };
                report(pair, key, found, sink);
            }
            (None, None) if is_data(key, expected) && has_part(key) => {
                let message = format!("the key `{key}` of the front matter was lost");
                let span = Span::new(block.start, block.start);
                // What no generator knows by its name, a theme may have a default for.
                let hint = !is_known(key);
                report(pair, key, Found { span, message, expected: Some(key.clone()), hint, ..Found::default() }, sink);
            }
            (None, None) => {}
        }
    }
}

/// Keys with their values; those inside others with a dot between.
type Values = Vec<(String, Value)>;

/// The front matter of the English, if it has any that is valid.
fn read(view: &View<'_>) -> Option<Values> {
    let read = FrontMatter::parse(view.page.text, view.page.front_matter?).ok()?;
    Some(flat(&read.values)).filter(|values| !values.is_empty())
}

fn flat(values: &Map<String, Value>) -> Values {
    let inner = |(key, value): (&String, &Value)| match value {
        Value::Object(inside) => {
            flat(inside).into_iter().map(|(inner, value)| (format!("{key}.{inner}"), value)).collect()
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let items = items.iter().enumerate().filter_map(|(at, item)| Some((at, item.as_object()?)));
            items
                .flat_map(|(at, item)| {
                    flat(item).into_iter().map(move |(inner, value)| (format!("{key}.{at}.{inner}"), value))
                })
                .collect()
        }
        value => vec![(key.clone(), value.clone())],
    };
    values.iter().flat_map(inner).collect()
}

/// The keys that stand where the English has others: own, English. Certain where both have as many keys.
fn renamed<'v>(own: &'v Values, english: &'v Values) -> Vec<(&'v str, &'v str)> {
    let has = |values: &Values, key: &str| values.iter().any(|(known, _)| known == key);
    let is_own =
        |key: &str| ["commit", "hash", "revision", "transl", "lang", "source"].iter().any(|part| key.contains(part));
    if own.len() != english.len() {
        return Vec::new();
    }
    let pairs = own.iter().zip(english).filter(|((mine, value), (theirs, other))| {
        let translated =
            !mine.is_ascii() || value == other || !is_data(theirs, other) && value.is_string() && other.is_string();
        // A key that sites know is meant, and stands for no other.
        let is_known = OWN.contains(&&**mine)
            || DATA.contains(&&**mine)
            || matches!(&**mine, "title" | "description" | "sidebar_label");
        !is_known
            && !mine.eq_ignore_ascii_case(theirs)
            && !has(english, mine)
            && !has(own, theirs)
            && !is_own(mine)
            && translated
    });
    pairs.map(|((mine, _), (theirs, _))| (&**mine, &**theirs)).collect()
}

/// Whether the English page speaks of the key that the translation has, and never of its own: then its own is the wrong one.
fn is_mended(pair: &Pair<'_, '_>, (own, english): (&str, &str)) -> bool {
    let page = &pair.reference.page;
    let body = page.front_matter.map_or(page.text, |block| &page.text[block.end..]);
    let speaks_of = |key: &str| body.contains(key.rsplit('.').next().unwrap_or(key));
    speaks_of(own) && !speaks_of(english)
}

/// Whether generators of sites have a meaning for a key.
fn is_known(path: &str) -> bool {
    DATA.contains(&path.rsplit('.').next().unwrap_or(path).to_ascii_lowercase().as_str())
}

/// Whether a value is no text, and none of the translation's own.
fn is_data(path: &str, value: &Value) -> bool {
    let key = path.rsplit('.').next().unwrap_or(path).to_ascii_lowercase();
    let is_own = OWN.contains(&key.as_str()) || key.contains("date") && !value.is_boolean() || key.contains("hash");
    !is_own
        && !path.starts_with("ms.")
        && (DATA.contains(&key.as_str()) || matches!(value, Value::Bool(_) | Value::Number(_)))
}

fn value_of(pair: &Pair<'_, '_>, key: &str, (own, english): (&Value, &Value), sink: &mut Sink) {
    if own == english || !is_data(key, english) {
        return;
    }
    let (expected, found) = (shown(english), shown(own));
    let is_of_locale = || pair.doc.locale.as_ref().is_some_and(|locale| is_localized(&found, &expected, locale));
    if expected == found || is_leaked(&found) || is_of_locale() {
        return;
    }
    let message = format!("the value of `{key}` is `{found}` where the English has `{expected}`");
    let span = key_at(pair.view, key).unwrap_or_default();
    // The type of an argument may be told in words, an address made of words of the language, and a person named in its letters.
    let last = key.rsplit('.').next().unwrap_or(key).to_ascii_lowercase();
    let hint = match &*last {
        "type" => key.contains('.') && !found.is_ascii(),
        "slug" | "permalink" | "url" | "path" => strsim::damerau_levenshtein(&found, &expected) > 2,
        "author" | "authors" => true,
        // A locale may have other pages, and count its own.
        "order" | "num" | "number" | "index" | "position" | "sidebar_position" | "nav_order" | "weight" => {
            own.is_number() && english.is_number()
        }
        _ => false,
    };
    let found = Some(found);
    report(pair, key, Found { span, message, expected: Some(expected), found, hint, ..Found::default() }, sink);
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Where the line of a key stands, in bytes of the reading.
fn key_at(view: &View<'_>, key: &str) -> Option<Span> {
    let (text, block) = (view.page.text, view.page.front_matter?);
    let lines: Vec<(&str, Span)> = FrontMatter::lines(text, block).collect();
    let is = |line: &(&str, Span), name: &str| line.0.trim_matches([' ', '-', '"']) == name;
    let last = key.rsplit('.').next().unwrap_or(key);
    let at = line_of(&lines, key, is).or_else(|| lines.iter().position(|line| is(line, last)))?;
    let value = lines[at].1;
    Some(Span::new(line_start(text, value.start).max(block.start), value.end))
}

/// The line of a key by the way to it: `actions.1.link` is the one of the second item below `actions`.
fn line_of(lines: &[(&str, Span)], key: &str, is: impl Fn(&(&str, Span), &str) -> bool) -> Option<usize> {
    let dash = |line: &(&str, Span)| line.0.find(|c| c != ' ').filter(|at| line.0[*at..].starts_with('-'));
    let (mut at, mut first) = (0, 0);
    for part in key.split('.') {
        let rest = lines.get(first..)?;
        at = match part.parse::<usize>() {
            Ok(item) => {
                let indent = rest.iter().find_map(dash)?;
                first + rest.iter().enumerate().filter(|(_, line)| dash(line) == Some(indent)).nth(item)?.0
            }
            Err(_) => first + rest.iter().position(|line| is(line, part))?,
        };
        // The first key of an item stands on its line.
        first = if part.parse::<usize>().is_ok() { at } else { at + 1 };
    }
    Some(at)
}

/// Reports with `found.span` in bytes of the reading.
fn report(pair: &Pair<'_, '_>, key: &str, found: Found, sink: &mut Sink) {
    let span = pair.view.reading.in_file(found.span);
    let there = key_at(pair.reference, key).map(|there| pair.reference.reading.in_file(there));
    let related = there.map(|there| related(pair.reference_doc, there, "here is the English".to_owned()));
    sink.report(pair.doc, Found { span, related: related.into_iter().collect(), ..found });
}

/// A rule at the top of a page that makes front matter of what stands below it, where the English has none.
fn added(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (text, Some(block), None) =
        (pair.view.page.text, pair.view.page.front_matter, pair.reference.page.front_matter)
    else {
        return;
    };
    let is_heading = |line: &str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let mut lines = block.of(text).lines();
    if lines.any(|line| is_heading(line) && pair.reference.page.sections.len() > 1) {
        let message = "this `---` makes front matter of the text below it: the English has none".to_owned();
        let span = pair.view.reading.in_file(Span::new(0, 3.min(text.len())));
        let found = Some("---".to_owned());
        sink.report(pair.doc, Found { span, message, found, certain: true, ..Found::default() });
    }
}

/// Front matter without one of the lines around it.
fn unopened(pair: &Pair<'_, '_>, english: &Values, sink: &mut Sink) {
    let text = pair.view.page.text;
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let line = text[start..].lines().next().unwrap_or_default();
    let is_open = line.trim_end() == "---";
    let first = text[start..].lines().nth(usize::from(is_open)).unwrap_or_default();
    let is_key = first.split_once(':').is_some_and(|(key, _)| english.iter().any(|(known, _)| known == key.trim()));
    if !is_key {
        return;
    }
    let is_closed = is_open && text[start..].lines().skip(1).any(|line| line.trim_end() == "---");
    let what = match (is_open, is_closed) {
        (true, true) => "stands below a blank line: it must begin in the first line of the file",
        (true, false) => "is never closed: it needs a `---` there",
        (false, _) => "lost its first line: it needs a `---` there",
    };
    let message = format!("the front matter {what}");
    let span = pair.view.reading.in_file(Span::new(start, start + line.len()));
    let expected = Some("---".to_owned());
    // Hugo finds it below blank lines as well.
    let certain = !is_closed;
    sink.report(pair.doc, Found { span, message, expected, certain, ..Found::default() });
}
