//! What a change means to translations: which of them a change of the English makes stale, and whether a translation that
//! changed is current now.

use super::changed::Changed;
use crate::change::{Change, changes};
use crate::group::{Currency, Doc, PageGroup};
use crate::page::FrontMatter;
use crate::provenance::{Origin, OwnMark, Provenance, Stamp};

/// What is told of a page group: a line for each of its translations that changed, and one for its English page. `is_meant`
/// names the pages that are reported on.
pub(super) fn news(
    group: &PageGroup<'_>,
    changed: &Changed,
    is_meant: &dyn Fn(&Doc<'_>) -> bool,
    marks: &[OwnMark],
) -> Vec<String> {
    let Some(english) = &group.english else { return Vec::new() };
    let docs = || group.docs.iter().filter(|doc| is_meant(doc));
    let own = docs().filter(|doc| changed.is_own(&doc.file.path));
    let mut told: Vec<String> = own.map(|doc| of_translation(group, doc, changed, marks)).collect();
    if changed.is_own(&english.file.path) {
        let others = docs().filter(|doc| !changed.is_own(&doc.file.path));
        told.extend(of_english(group, english, others, changed));
    }
    told
}

fn of_translation(group: &PageGroup<'_>, doc: &Doc<'_>, changed: &Changed, marks: &[OwnMark]) -> String {
    let path = &doc.file.path;
    match group.currency(doc) {
        Currency::Current if group.unseen(doc).is_some() => {
            format!("{path}: its stamp says that it is current now, but its text did not change")
        }
        Currency::Current => format!("{path}: it is current now"),
        Currency::Unknown => format!("{path}: nothing tells which English it was made from"),
        stale if has_old_stamp(doc, changed, marks) => format!(
            "{path}: it changed, but its stamp still names an older English ({}); if it is current, `docparity stamp --pages {path}` \
             records that",
            stale.name()
        ),
        stale => {
            format!("{path}: {}; `docparity outdated --page {path}` lists what changed in the English", stale.name())
        }
    }
}

/// Whether a page that changed records the same English as before.
fn has_old_stamp(doc: &Doc<'_>, changed: &Changed, marks: &[OwnMark]) -> bool {
    let read = |text: &str| Provenance::read(text, FrontMatter::locate(text), &Provenance::default(), marks);
    let mark = |text: &str| {
        let page = read(text);
        page.names_english().then_some((page.hash, page.commit, page.sections))
    };
    if doc.file.recorded.marks.contains(&Stamp::KEY) {
        return !changed.is_restamped(&doc.file.path);
    }
    let before = changed.before(&doc.file.path).and_then(|text| mark(&text));
    before.is_some() && before == mark(doc.content())
}

fn of_english<'d, 'a: 'd>(
    group: &PageGroup<'_>,
    english: &Doc<'_>,
    docs: impl Iterator<Item = &'d Doc<'a>>,
    changed: &Changed,
) -> Option<String> {
    let before = changed.before(&english.file.path)?.replace("\r\n", "\n");
    if !changes(&before, english.content()).iter().any(Change::ages) {
        return None;
    }
    let is_stale = |doc: &&Doc<'_>| !matches!(group.currency(doc), Currency::Current | Currency::Unknown);
    let was_current = |doc: &&Doc<'_>| match doc.origin {
        Origin::Older(at, _) => {
            group.older.get(at).is_some_and(|older| older.content().replace("\r\n", "\n") == before)
        }
        _ => false,
    };
    let (made, already): (Vec<&Doc<'_>>, Vec<&Doc<'_>>) = docs.filter(is_stale).partition(was_current);
    let listed = |docs: Vec<&Doc<'_>>, what: &str| {
        let locale = |doc: &Doc<'_>| doc.locale.as_ref().map_or_else(|| doc.file.path.clone(), ToString::to_string);
        let locales: Vec<String> = docs.into_iter().map(locale).collect();
        (!locales.is_empty()).then(|| format!("{what} {}", locales.join(", ")))
    };
    let parts = [listed(made, "its change makes stale:"), listed(already, "stale before it:")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{}: {}", english.file.path, parts.join("; ")))
}
