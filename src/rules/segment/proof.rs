//! Names that the page proves, or what a translation left of them: words of a sentence but for the proof.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::remains::remains;
use crate::contract::HeaderValue;
use crate::group::{Slice, Standing, Unit};
use crate::page::{Link, Page, PageFormat, Row, Table};
use crate::rules::token::holds;
use crate::span::Span;

/// How many names of a text that are not written in its translation are looked for in what is left of them.
pub(super) const MOST_SOUGHT: usize = 100;

/// The places of names in the English of `unit` that its translation (`own`, without the targets of links) lacks or has
/// mangled, and that only a proof tells from words: the action of a title, permission scopes and media types of a sentence, names
/// in capitals or Pascal case that the page knows, and names by their form (`by_form`) of which the translation holds remains.
pub(super) fn proved(unit: &Unit<'_, '_>, own: &str, by_form: &Regex) -> Vec<Span> {
    let text = unit.english.text();
    let in_page = |found: regex::Match<'_>| Span::from(found.range()).shifted(unit.english.span.start);
    let mut names: Vec<Span> = Vec::new();
    if unit.signs.named() {
        let lost = |name: &regex::Match<'_>| !own.contains(name.as_str());
        let left = |name: &regex::Match<'_>| remains(name.as_str(), own).is_some();
        names.extend(by_form.find_iter(text).filter(lost).take(MOST_SOUGHT).filter(left).map(in_page));
        let known = |name: &regex::Match<'_>| is_known(unit, in_page(*name)) || is_left_of_type(name.as_str(), own);
        names.extend(PASCAL.find_iter(text).filter(lost).take(MOST_SOUGHT).filter(known).map(in_page));
        let called = |name: &regex::Match<'_>| is_called(&unit.english.view.page, name.as_str());
        names.extend(CAPITALS.find_iter(text).filter(lost).filter(called).map(in_page));
        if unit.standing() == Standing::Prose {
            names.extend(SCOPE.find_iter(text).filter(|scope| is_scope(scope.as_str())).map(in_page));
        }
    }
    names.extend(shown_option(unit));
    if unit.signs.any(&['*']) {
        names.extend(resources(unit));
        names.extend(list_heads(unit, own, by_form));
        names.extend(column_name(unit));
    }
    if unit.signs.any(&['/']) && unit.stated().is_none() {
        let value = HeaderValue::from(text.to_owned());
        let types = value.media_types().filter(|media_type| is_written_alike(media_type));
        let places = types.flat_map(|media_type| text.match_indices(media_type));
        names.extend(places.map(|(at, name)| Span::new(at, at + name.len()).shifted(unit.english.span.start)));
    }
    names.sort();
    names.dedup();
    names
}

/// The word in bold at `strong`.
fn bold_word(unit: &Unit<'_, '_>, strong: Span) -> Option<Span> {
    let word = unit.english.at(strong).strip_prefix("**")?.strip_suffix("**")?;
    let is_word = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word.then(|| Span::new(strong.start + 2, strong.end - 2))
}

/// Words in bold that are called a resource and stand in a request of the page: `a **gate** resource`, `/locks/{id}/gates`.
pub(super) fn resources<'u>(unit: &'u Unit<'_, '_>) -> impl Iterator<Item = Span> + use<'u> {
    let is_requested = |word: &str| {
        let is_it = |part: &str| part == word || part.strip_suffix('s') == Some(word);
        unit.english.view.contract.requests.iter().any(|request| request.path.split(['/', '?', '(']).any(is_it))
    };
    let words = unit.english.strong().iter().filter_map(|&strong| bold_word(unit, strong));
    words.filter(move |word| {
        let english = &unit.english;
        let near = english.at(Span::new(word.end, english.span.end));
        let is_near = near.len() >= "** resource".len();
        let behind = || if is_near { near } else { &english.view.page.text[word.end..] };
        let is_noun = |noun: &&str| behind().strip_prefix("** ").is_some_and(|behind| behind.starts_with(noun));
        let name = english.at(*word);
        name.bytes().all(|byte| byte.is_ascii_lowercase())
            && ["resource", "object", "entity"].iter().any(is_noun)
            && is_requested(name)
    })
}

/// The heads in lower case of a list in a cell, `- **crumb**: a string`, that a translation lost while it kept most of them, and
/// names by their form (`by_form`) are among these.
fn list_heads(unit: &Unit<'_, '_>, own: &str, by_form: &Regex) -> Vec<Span> {
    if unit.standing() != Standing::Cell || !unit.english.text().contains("- **") {
        return Vec::new();
    }
    let text = unit.english.view.page.text;
    let is_head = |word: &Span| text[..word.start].ends_with("- **") && text[word.end..].starts_with("**:");
    let heads: Vec<Span> =
        unit.english.strong().iter().filter_map(|&strong| bold_word(unit, strong)).filter(is_head).collect();
    let lowered = own.to_lowercase();
    let (kept, lost): (Vec<Span>, Vec<Span>) =
        heads.iter().partition(|head| lowered.contains(&format!("**{}**", head.of(text).to_lowercase())));
    let is_proved = kept.iter().any(|head| by_form.is_match(head.of(text)) && own.contains(head.of(text)));
    let is_lower = |head: &Span| text[head.start..].starts_with(|c: char| c.is_ascii_lowercase());
    let is_list = is_proved && kept.len() > lost.len() && own.matches("- **").count() == heads.len();
    if is_list { lost.into_iter().filter(is_lower).collect() } else { Vec::new() }
}

/// The table in which a text is the first cell of a row.
fn named_by<'d>(slice: &Slice<'d, '_>) -> Option<&'d Table<'d>> {
    let is_first = |row: &Row<'_>| row.cells.first().is_some_and(|cell| cell.span == slice.span);
    slice.view.get().page.tables.iter().find(|table| table.rows.iter().any(is_first))
}

/// What the first column of a table says in bold, where its head calls it a name and the translation kept most of them.
fn column_name(unit: &Unit<'_, '_>) -> Option<Span> {
    let word = bold_word(unit, unit.english.trimmed()).filter(|_| unit.standing() == Standing::Cell)?;
    let (own, english) = named_by(&unit.own).zip(named_by(&unit.english))?;
    let head = english.head.cells.first()?.text.to_lowercase();
    let mine: HashSet<&str> = own.rows.iter().filter_map(|row| Some(&*row.cells.first()?.text)).collect();
    let names = english.rows.iter().filter_map(|row| Some(&*row.cells.first()?.text));
    let (kept, lost): (Vec<&str>, Vec<&str>) = names.partition(|name| mine.contains(name));
    let is_list = kept.len() > 1 && kept.len() >= lost.len() && kept.iter().any(|name| PASCAL.is_match(name));
    (is_list && (head.ends_with("column name") || head == "column")).then_some(word)
}

/// Names of types and functions: `CargoDocument`.
static PASCAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b").expect("valid"));

/// A word in capitals: `EINVAL`.
static CAPITALS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[A-Z][A-Z0-9]{2,}\b").expect("valid"));

static SCOPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)?(?:\.[A-Z][A-Za-z]+){1,3}\b").expect("valid"));

/// What a scope allows: one of its parts behind the first.
const ALLOWS: [&str; 14] = [
    "AccessAsUser",
    "All",
    "Create",
    "Export",
    "Initiate",
    "Invite",
    "Join",
    "Manage",
    "Read",
    "ReadBasic",
    "ReadWrite",
    "Send",
    "Update",
    "Write",
];

pub(super) fn is_scope(name: &str) -> bool {
    name.split('.').skip(1).any(|part| ALLOWS.contains(&part))
}

/// Second parts of media types that are not told by their form; two words of a sentence have a slash between them as well.
const SUBTYPES: [&str; 14] = [
    "calendar",
    "css",
    "csv",
    "gif",
    "html",
    "javascript",
    "jpeg",
    "json",
    "markdown",
    "pdf",
    "plain",
    "png",
    "xml",
    "zip",
];

fn is_written_alike(media_type: &str) -> bool {
    let (_, second) = media_type.split_once('/').unwrap_or_default();
    SUBTYPES.contains(&second) || second.contains(['.', '+', '-'])
}

/// The action in the title of an operation, `parcel: dismiss`, which a documented request or the name of the page ends with, where
/// the translation has another.
pub(super) fn lost_action<'d>(unit: &Unit<'d, '_>) -> Option<&'d str> {
    let (own, english) = unit.texts();
    let (_, name) = english.trim_end().rsplit_once(": ")?;
    let is_word = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_title = || {
        let page = &unit.english.view.page;
        page.sections[page.section_at(unit.english.span.start)].level == 1
    };
    if !is_word || unit.standing() != Standing::Heading || !is_title() {
        return None;
    }
    let requests = &unit.english.view.contract.requests;
    let last = |path: &str| {
        let path = path.split(['?', '(']).next().unwrap_or_default().trim_end_matches('/');
        path.rsplit(['/', '.']).next().is_some_and(|part| part.eq_ignore_ascii_case(name))
    };
    let is_known = page_name(&unit.doc.file.path).ends_with(&name.to_lowercase())
        || requests.iter().any(|request| last(&request.path));
    (is_known && !holds(&own.to_lowercase(), &name.to_lowercase())).then_some(name)
}

/// A cell that is the name of an option: `/reset`, or `tide-level` where the code of the page uses `--tide-level`.
fn shown_option(unit: &Unit<'_, '_>) -> Option<Span> {
    let text = unit.english.text().trim();
    let slash = text.strip_prefix('/');
    let name = slash.unwrap_or(text);
    let is_name = name.len() > 2
        && (slash.is_some() || text.contains('-'))
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_name || unit.standing() != Standing::Cell || unit.stated().is_some() {
        return None;
    }
    let is_used = || {
        let (page, option) = (&unit.english.view.page, format!("--{text}"));
        page.fences.iter().any(|fence| holds(fence.content.of(page.text), &option))
    };
    (slash.is_some() || is_used()).then(|| unit.english.trimmed())
}

/// Whether a marked word at `place` is what the page is called, or a function that its code calls.
fn is_known(unit: &Unit<'_, '_>, place: Span) -> bool {
    let english = &unit.english;
    let name = english.at(place);
    let around = |span: Span| span.start <= place.start && place.end <= span.end;
    let is_title = || name.len() > 5 && page_name(&unit.doc.file.path).contains(&name.to_lowercase());
    // Titles have a capital a word, and sentences name products.
    let marked = unit.standing() == Standing::Heading || english.stressed().any(around);
    marked && (is_title() || is_called(&english.view.page, name))
}

/// Whether a translation holds remains of a name in Pascal case. In katakana these are products more often than not.
fn is_left_of_type(name: &str, own: &str) -> bool {
    let is_katakana = |left: &str| left.starts_with(|c: char| ('\u{30a0}'..='\u{30ff}').contains(&c));
    remains(name, own).is_some_and(|left| !is_katakana(left))
}

/// Whether the code of a page calls `name`, or begins a line with it.
fn is_called(page: &Page<'_>, name: &str) -> bool {
    page.fences.iter().any(|fence| {
        let code = fence.content.of(page.text);
        code.match_indices(name).any(|(at, _)| {
            let before = code[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_') && code[at + name.len()..].starts_with('(')
        })
    })
}

/// The name of a page in lower case and without hyphens.
fn page_name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    PageFormat::stem(file).unwrap_or(file).to_lowercase().replace('-', "")
}

/// The name of the page that a link leads to, in lower case and without hyphens: `follow-site` is the page of `followSite`.
pub(super) fn stem(link: &Link<'_>) -> Option<String> {
    let page = link.target.split(['#', '?']).next()?.rsplit('/').next()?;
    let stem = page_name(page);
    (!stem.is_empty()).then_some(stem)
}
