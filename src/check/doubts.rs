//! What is told one level lower, as another page than the translation may be what differs.

use crate::finding::Finding;
use crate::group::{PageGroup, Pair, Stub};
use crate::locale::Locale;
use crate::rule::Rule;

/// The rules that say that a page has less than its English.
const LESS: [&str; 3] = ["section-missing", "table-shape", "text-missing"];

/// Whether what a rule finds on a page is in doubt.
pub(super) fn is_doubted(group: &PageGroup<'_>, pair: &Pair<'_, '_>, rule: &Rule) -> bool {
    let doc = pair.doc;
    if doc.source.is_some() {
        return false;
    }
    // Where the English is the translation, it may be what is out of date; other locales may be made from the same original.
    let is_less = || !group.tree.originals.is_empty() || group.stub(doc) == Some(Stub::Summary);
    group.is_original(doc) || LESS.contains(&rule.name) && is_less()
}

/// Lowers what is said of a section's first page without text, where all locales have none: a site can show its title alone.
pub(super) fn doubt_titles(group: &PageGroup<'_>, findings: &mut [Finding]) {
    let is_title = |path: &str| path.rsplit('/').next().is_some_and(|name| name.starts_with("_index."));
    let is_empty = |finding: &&mut Finding| finding.rule.name == "page-empty" && is_title(&finding.path);
    let of_others = |locale: &Locale| !locale.is_english();
    let translations = group.docs.iter().filter(|doc| doc.locale.as_ref().is_some_and(of_others)).count();
    let empty: Vec<&mut Finding> = findings.iter_mut().filter(is_empty).collect();
    if translations > 1 && empty.len() == translations {
        empty.into_iter().for_each(Finding::doubt);
    }
}
