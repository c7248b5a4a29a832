//! Names of which one letter was changed.

use std::sync::LazyLock;

use regex::Regex;

use super::seen::without_targets;
use crate::checker::{Found, Sink};
use crate::group::Unit;
use crate::rules::token::{holds, is_slip};
use crate::span::Span;

/// Names with a capital letter inside, with dots or with underlines, and options.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x-u)
        --[a-z][a-z-]{3,}[a-z]
        | \b[A-Za-z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\b
        | \b[A-Za-z]\w+(?:[._][A-Za-z]\w*)+\b
        ",
    )
    .expect("valid")
});

/// Reports names of a plain page that have another letter than in English, where nothing on the English page is called so.
pub(super) fn misspelt(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.equal || unit.is_bilingual() || !(unit.signs.named() || unit.signs.any(&['_', '.', '-'])) {
        return;
    }
    let (seen, english) = (without_targets(&unit.own), without_targets(&unit.english));
    let page = unit.english.view.page.text;
    for name in NAME.find_iter(&english).map(|name| name.as_str()).filter(|name| !seen.contains(*name)) {
        let text = unit.own.text();
        let place = |own: &str| text.find(own).map(|at| Span::new(at, at + own.len()).shifted(unit.own.span.start));
        // Code and what stands in tags are told by rules of their own.
        let is_other = |place: Span| {
            let before = &text[..place.start - unit.own.span.start];
            before.ends_with(['"', '/', '='])
                || unit.own.codes().iter().any(|code| code.span.start <= place.start && place.end <= code.span.end)
        };
        // What the English has in other capitals stands for that name.
        let is_other_name = |own: &str| NAME.find_iter(&english).any(|name| name.as_str().eq_ignore_ascii_case(own));
        let is_its_like = |own: &&str| is_near(own, name) && !holds(page, own) && !is_other_name(own);
        let Some(found) = NAME.find_iter(&seen).map(|own| own.as_str()).find(is_its_like) else { continue };
        if is_renamed(found, name, unit.own.view.page.text) || is_inflected(found, name) {
            continue;
        }
        let Some(span) = place(found).filter(|place| !is_other(*place)) else { continue };
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(span),
                message: format!("the name `{name}` was misspelt as `{found}`"),
                expected: Some(name.to_owned()),
                found: Some(found.to_owned()),
                certain: is_slip((unit.own.view.page.text, found), (page, name)),
                ..Found::default()
            },
        );
    }
}

/// Whether a name has an ending of the reader's language: `BoatLoadu` of `BoatLoad` or `BoatLoads`.
fn is_inflected(own: &str, name: &str) -> bool {
    let stem = name.trim_end_matches('s');
    let ending = own.strip_prefix(stem).unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && (1..=3).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_lowercase())
        && !ending.starts_with(|c: char| stem.ends_with(c))
}

/// Whether the part of a name that differs is called so all over the page: its example has a name of its own.
fn is_renamed(own: &str, name: &str, page: &str) -> bool {
    let mut parts = own.split(['.', '_']).zip(name.split(['.', '_'])).filter(|(own, name)| own != name);
    let is_said = |(own, name): (&str, &str)| page.matches(own).count() > 2 * (1 + page.matches(name).count());
    own != name && parts.all(is_said)
}

/// Whether two names of five letters and more differ in one, and not in its case.
fn is_near(own: &str, name: &str) -> bool {
    let differ = own.bytes().zip(name.bytes()).filter(|(one, other)| !one.eq_ignore_ascii_case(other)).count();
    own.len() == name.len() && name.len() > 4 && differ == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_may_have_a_name_of_its_own() {
        let page = "- brot.md, brot.md, brot.md, brot.md, brot.md and once bret.md";
        assert!(is_renamed("brot.md", "bret.md", page) && !is_renamed("bret.md", "brot.md", page));
        assert!(!is_renamed("brot.md", "bret.md", "brot.md, brot.md, brot.md and bret.md"));
    }

    #[test]
    fn one_letter_is_a_slip() {
        assert!(is_near("LoafPax", "LoafPan") && is_near("--salt-les", "--salt-lex"));
        assert!(!is_near("loafpan", "LoafPan") && !is_near("LoafPans", "LoafPan") && !is_near("LoadTin", "LoafPan"));
    }
}
