//! Names that the page proves, or what a translation left of them: words of a sentence but for the proof.

mod list;

use std::sync::LazyLock;

use regex::Regex;

use super::remains::{remains, respelt};
use crate::contract::HeaderValue;
use crate::group::{Standing, Unit};
use crate::page::{Link, Page, PageFormat};
use crate::rules::token::{Change, holds, mangled};
use crate::span::Span;
use list::{PASCAL, bold_word, column_name, list_heads, named_by};

/// How many names of a text that are not written in its translation are looked for in what is left of them.
pub(super) const MOST_SOUGHT: usize = 100;

/// The places of names in the English of `unit` that its translation (`own`, without the targets of links) lacks or has
/// mangled, and that only a proof tells from words: the action of a title, permission scopes and media types of a sentence, names
/// in capitals or Pascal case that the page knows, and names by their form (`form`), which stand at `by_form`, of which the
/// translation holds remains.
pub(super) fn proved(unit: &Unit<'_, '_>, own: &str, (form, by_form): (&Regex, &[Span])) -> Vec<Span> {
    let text = unit.english.text();
    let in_page = |found: regex::Match<'_>| Span::from(found.range()).shifted(unit.english.span.start);
    let mut names: Vec<Span> = Vec::new();
    if unit.signs.named() {
        let lost = |name: &regex::Match<'_>| !own.contains(name.as_str());
        let left = |place: &Span| {
            let name = unit.english.at(*place);
            remains(name, own).is_some()
                || is_broken(name, own)
                || is_lost_option(name, (own, text))
                || half_translated(name, (own, text)).is_some()
        };
        let lost_by_form = by_form.iter().filter(|place| !own.contains(unit.english.at(**place)));
        names.extend(lost_by_form.copied().take(MOST_SOUGHT).filter(left));
        if unit.signs.humped() {
            let in_code = |name: &str| is_in_code(&unit.english.view.page, name);
            let known = |name: &regex::Match<'_>| {
                let (place, name) = (in_page(*name), name.as_str());
                is_known(unit, place) || is_left_of_type(name, own) || respelt(name, own).is_some() && in_code(name)
            };
            names.extend(PASCAL.find_iter(text).filter(lost).take(MOST_SOUGHT).filter(known).map(in_page));
        }
        let called = |name: &regex::Match<'_>| {
            let goes_on =
                text[name.end()..].strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            let is_broken_code = name.as_str().len() > 7 && !goes_on && is_broken(name.as_str(), own);
            let page = &unit.english.view.page;
            is_broken_code
                || is_called(page, name.as_str())
                || is_error(name.as_str()) && is_in_code(page, name.as_str())
        };
        names.extend(CAPITALS.find_iter(text).filter(lost).filter(called).map(in_page));
        let has_parts = unit.signs.jointed();
        if has_parts && unit.is_bilingual() {
            names.extend(FILE.find_iter(text).filter(lost).map(in_page));
        }
        if has_parts && unit.standing() == Standing::Prose {
            names.extend(SCOPE.find_iter(text).filter(|scope| is_scope(scope.as_str())).map(in_page));
        }
    }
    names.extend(shown_option(unit));
    names.extend(column_name(unit));
    if unit.signs.any(&['*']) {
        names.extend(resources(unit));
        names.extend(list_heads(unit, own, form));
        names.extend(header_names(text).map(|place| place.shifted(unit.english.span.start)));
    }
    if text.contains('\\') {
        names.extend(PATH.find_iter(text).filter(|path| !own.contains(path.as_str())).map(in_page));
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

/// Whether a name stands in a text with spaces inside, and at fewer places than its words meet: nobody says it in words so.
fn is_broken(name: &str, own: &str) -> bool {
    let Some((span, Change::Space)) = mangled(name, own) else { return false };
    let words = 1 + name.chars().skip(1).filter(char::is_ascii_uppercase).count();
    span.of(own).split_whitespace().count() < words
}

/// The name in capitals or with `_` that a translation has for `name`, of which it kept a part: `HARBOR_LOKALER_KRAN` for
/// `HARBOR_LOCAL_CRANE`.
pub(super) fn half_translated<'t>(name: &str, (own, english): (&'t str, &str)) -> Option<&'t str> {
    let words = own.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let keeps = |word: &&str| {
        word.trim_matches('_').contains('_') && !english.contains(word) && {
            let (parts, others): (Vec<&str>, Vec<&str>) = (word.split('_').collect(), name.split('_').collect());
            parts.len() == others.len()
                && parts.iter().zip(&others).any(|(part, other)| part.len() > 2 && part == other)
        }
    };
    name.contains('_').then(|| words.into_iter().find(keeps))?
}

/// The name of an error of a system: `EINVAL`.
fn is_error(name: &str) -> bool {
    name.len() > 4 && name.starts_with('E')
}

/// Whether a name is an option of a query, `$crumb`, of which the translation has the sign alone or before a word of its own.
fn is_lost_option(name: &str, (own, english): (&str, &str)) -> bool {
    name.starts_with('$') && own.contains('$') && own.matches('$').count() == english.matches('$').count()
}

/// The name of a file, which is one word in every language.
static FILE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)[A-Za-z][A-Za-z0-9_-]*\.(?:config|cs|cshtml|dll|exe|html|js|json|plist|ts|xml|yaml)(?-u:\b)")
        .expect("valid")
});

/// A path of Windows that begins with a variable or a drive.
static PATH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:%[A-Za-z]+%|(?-u:\b)[A-Z]:)(?:\\[A-Za-z0-9_.-]*[A-Za-z0-9_])+").expect("valid"));

/// The names of headers in bold that a text calls headers: `the **Crumb-Location** header`.
fn header_names(text: &str) -> impl Iterator<Item = Span> {
    static HEADER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\*\*([A-Z][a-z]+(?:-[A-Z][A-Za-z]+)+)\*\*(?: response| request)? header").expect("valid")
    });
    HEADER.captures_iter(text).filter_map(|found| found.get(1)).map(|name| name.range().into())
}

/// Words in bold that are called a resource and stand in a request of the page: `a **gate** resource`, `/locks/{id}/gates`.
fn resources<'u>(unit: &'u Unit<'_, '_>) -> impl Iterator<Item = Span> + use<'u> {
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
    if !unit.signs.any(&[':']) || unit.standing() != Standing::Heading {
        return None;
    }
    let (_, name) = english.trim_end().rsplit_once(": ")?;
    let is_word = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_title = || {
        let page = &unit.english.view.page;
        page.sections[page.section_at(unit.english.span.start)].level == 1
    };
    if !is_word || !is_title() {
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
    if !is_name && text != "/?" || unit.standing() != Standing::Cell || unit.stated().is_some() {
        return None;
    }
    let is_used = || {
        let (page, option) = (&unit.english.view.page, format!("--{text}"));
        page.fences.iter().any(|fence| holds(fence.content.of(page.text), &option))
    };
    (slash.is_some() || is_used()).then(|| unit.english.trimmed())
}

/// Whether a marked word at `place` is what the page is called, or stands in its code; or is all that the first cell of a row says.
fn is_known(unit: &Unit<'_, '_>, place: Span) -> bool {
    let english = &unit.english;
    let name = english.at(place);
    let around = |span: Span| span.start <= place.start && place.end <= span.end;
    let is_title = || name.len() > 5 && page_name(&unit.doc.file.path).contains(&name.to_lowercase());
    // Titles have a capital a word, and sentences name products.
    let marked = unit.standing() == Standing::Heading || english.stressed().any(around);
    let is_whole = || {
        unit.is_bilingual()
            && english.trimmed() == place
            && (unit.standing() == Standing::Heading || named_by(english).is_some())
    };
    let in_code = || is_in_code(&english.view.page, name);
    is_whole() || is_linked(unit, name) || marked && is_title() || (marked || unit.is_bilingual()) && in_code()
}

/// Whether a name in Pascal case is that of the page that its link leads to.
fn is_linked(unit: &Unit<'_, '_>, name: &str) -> bool {
    let is_it =
        |link: &Link<'_>| link.label.contains(name) && stem(link).is_some_and(|stem| stem == name.to_lowercase());
    unit.is_bilingual() && PASCAL.is_match(name) && unit.english.links_around().any(is_it)
}

/// Whether a name is what people call its resource as well: a word in bold, or the text of a link that no code has.
pub(super) fn may_be_said(unit: &Unit<'_, '_>, name: &str) -> bool {
    resources(unit).any(|word| unit.english.at(word) == name)
        || is_linked(unit, name) && !is_in_code(&unit.english.view.page, name)
}

/// Whether a translation holds remains of a name in Pascal case. In katakana these are products more often than not.
fn is_left_of_type(name: &str, own: &str) -> bool {
    let is_katakana = |left: &str| left.starts_with(|c: char| ('\u{30a0}'..='\u{30ff}').contains(&c));
    remains(name, own).is_some_and(|left| !is_katakana(left))
}

/// Whether the code of a page calls `name`.
fn is_called(page: &Page<'_>, name: &str) -> bool {
    in_code(page, name).any(|behind| behind.starts_with('('))
}

/// Whether the code of a page has `name`, alone or behind a hyphen.
fn is_in_code(page: &Page<'_>, name: &str) -> bool {
    in_code(page, name).any(|behind| !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// What stands behind each `name` in the code of a page that begins there.
fn in_code<'p>(page: &'p Page<'_>, name: &'p str) -> impl Iterator<Item = &'p str> {
    page.fences.iter().flat_map(move |fence| {
        let code = fence.content.of(page.text);
        code.match_indices(name).filter_map(move |(at, _)| {
            let before = code[..at].chars().next_back();
            (!before.is_some_and(|c| c.is_alphanumeric() || c == '_')).then(|| &code[at + name.len()..])
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
