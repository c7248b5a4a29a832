//! Blocks of no known language: diagrams, output, plain text, Markdown. Nobody can tell there what is run; what is no word of
//! any language is compared.

use std::sync::LazyLock;

use regex::Regex;

use super::elsewhere;
use crate::checker::{Found, Sink};
use crate::group::{Pair, View};
use crate::page::Fence;
use crate::rules::token::is_localized;
use crate::span::Span;

/// Addresses, paths, options and numbers of three digits.
static CERTAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x-u)
        (?<url>https?://(?u:[\p{Latin}0-9._~:/?\#@!$&+,;=%{}-])+)
        | (?:^|[\s("'\[=|>])(?<path>(?:~|\.{0,2})/[A-Za-z0-9_.@{][A-Za-z0-9_.@{}*:-]*(?:/[A-Za-z0-9_.@{}*:-]+)*/?)
        | (?:^|[\s("'\[=|])(?<option>--[a-z][A-Za-z0-9-]+)
        | (?:^|[\s(:='"\[])(?<number>[0-9]+(?:[.,][0-9]+)*)(?:$|[\s).,;:'"\]%|])
        "#,
    )
    .expect("valid")
});

struct Certain<'t> {
    kind: &'static str,
    text: &'t str,
    span: Span,
}

fn certain<'t>(text: &'t str, fence: &Fence<'_>) -> Vec<Certain<'t>> {
    let kinds = [("url", "address"), ("path", "path"), ("option", "option"), ("number", "number")];
    let found = CERTAIN.captures_iter(fence.content.of(text)).filter_map(|found| {
        let (kind, found) = kinds.iter().find_map(|(group, kind)| Some((*kind, found.name(group)?)))?;
        let text = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let span = Span::new(found.start(), found.start() + text.len()).shifted(fence.content.start);
        let long = kind != "number" || text.bytes().filter(u8::is_ascii_digit).count() > 2;
        (long && !is_fill_in(text)).then_some(Certain { kind, text, span })
    });
    found.collect()
}

/// Whether a reader puts something else for a part of the token.
fn is_fill_in(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["your", "path/to", "my-", "my_"].iter().any(|word| lower.contains(word))
}

/// Numbers are written with the separators of the language.
fn same(one: &Certain<'_>, other: &Certain<'_>) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // A site that is read with `http` is read with `https`.
    let bare = |text: &'_ str| text.replacen("http://", "https://", 1);
    one.kind == other.kind
        && match one.kind {
            "number" => digits(one.text) == digits(other.text),
            _ => bare(one.text) == bare(other.text),
        }
}

/// Compares two blocks of no known language.
pub(super) fn compare(pair: &Pair<'_, '_>, own: usize, english: usize, sink: &mut Sink) {
    let (view, reference): (&View<'_>, &View<'_>) = (pair.view, pair.reference);
    let (own, english) = (&view.page.fences[own], &reference.page.fences[english]);
    if own.content.of(view.page.text) == english.content.of(reference.page.text) {
        return;
    }
    let mut left = certain(view.page.text, own);
    let mut lost = Vec::new();
    let locale = pair.doc.locale.as_ref();
    let localized = |own: &str, english: &str| locale.is_some_and(|locale| is_localized(own, english, locale));
    for expected in certain(reference.page.text, english) {
        let alike = |found: &Certain<'_>| same(found, &expected) || localized(found.text, expected.text);
        match left.iter().position(alike) {
            Some(at) => drop(left.remove(at)),
            None => lost.push(expected),
        }
    }
    let Some(expected) = lost.first() else { return };
    let code = own.content.of(view.page.text);
    let beside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_');
    let mut places = code.match_indices(expected.text).map(|(at, text)| (&code[..at], &code[at + text.len()..]));
    if lost.len() == 1 && places.any(|(before, after)| !before.ends_with(beside) && !after.starts_with(beside)) {
        return;
    }
    let alike = |kind: &str| left.iter().filter(|found| found.kind == kind).count();
    let instead = lost.iter().filter(|lost| lost.kind == expected.kind).count() == alike(expected.kind);
    let found = left.iter().find(|found| found.kind == expected.kind).filter(|_| instead);
    let lines = |view: &View<'_>, fence: &Fence<'_>| fence.content.of(view.page.text).trim().lines().count();
    // What an address says may be text: that of a badge.
    let is_text =
        lost[0].kind == "address" && found.is_some_and(|found| !found.text.is_ascii() || found.text.contains('%'));
    // What the English has in another block stands for that.
    let stands = |page: &str, text: &str| {
        let mut places = page.match_indices(text).map(|(at, text)| (&page[..at], &page[at + text.len()..]));
        places.any(|(before, after)| !before.ends_with(beside) && !after.starts_with(beside))
    };
    let is_moved =
        found.is_some_and(|found| stands(reference.page.text, found.text)) || stands(view.page.text, lost[0].text);
    let is_same =
        found.is_some() && !is_moved && !is_text && lost.len() < 3 && lines(view, own) == lines(reference, english);
    let (Certain { kind, text, span: there }, whole) = (expected, own.content.trimmed(view.page.text));
    // Files of samples have names in the language of the page; a letter that is lost is none.
    let is_far = |found: &Certain<'_>| strsim::damerau_levenshtein(found.text, text) > 2;
    let is_named_anew = *kind == "path" && !pair.is_bilingual() && found.is_some_and(is_far);
    let message = match found {
        Some(found) => format!("the {kind} `{text}` of this block was changed to `{}`", found.text),
        None => format!("the {kind} `{text}` of this block was changed or lost"),
    };
    sink.report(
        pair.doc,
        Found {
            span: view.reading.in_file(found.map_or(whole, |found| found.span)),
            message,
            expected: Some((*text).to_owned()),
            found: found.map(|found| found.text.to_owned()),
            related: vec![elsewhere(pair, *there, "here it stands".to_owned())],
            lesser: is_same,
            hint: !is_same || is_named_anew,
            ..Found::default()
        },
    );
}
