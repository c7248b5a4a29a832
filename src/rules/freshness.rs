//! Whether a page was made from the English of today, as far as the pages themselves tell.

use super::stale::title;
use crate::checker::{AllPages, Check, Checker, Found, Sink, related};
use crate::finding::{Cause, Related, Severity};
use crate::group::{Currency, Doc, Gone, Likeness, PageGroup};
use crate::page::{PageFormat, slug};
use crate::provenance::{Gap, Origin, Provenance};
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "revision-unknown",
        family: Family::Freshness,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The English that the page says it was made from is not at hand, or a bilingual page does not say which one it was.",
        why: "whether it is current cannot be proved, and what differs from the English of today may only be out of date",
        passes: "Pages without the English tree (`--source`), and all pages under `--assume-current`.",
        fix: "Record the provenance with the next hand-off. Where every page is known to follow the English of today, set \
            `assume-current: true` in docparity.yaml: then it is compared.",
        example: "",
    }
    .by(Check::Group(revision_unknown)),
    Rule {
        name: "page-missing",
        family: Family::Freshness,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "accuracy/omission",
        on: true,
        what: "An English page is translated in some locales and missing in others.",
        why: "readers of these locales do not learn of the API, or are sent to the English page",
        passes: "Pages that no locale has: they are not translated at all (so of a single locale nothing is reported; \
            `docparity freshness` counts and lists its missing pages). Pages that would stand outside the given paths, and \
            runs without the English tree (`--source`).",
        fix: "Hand the page off to the locales that lack it.",
        example: "",
    }
    .by(Check::AllPages { headings: false, check: page_missing }),
    Rule {
        name: "page-orphaned",
        family: Family::Freshness,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The English tree has no page of this name.",
        why: "readers of this locale find an API that may be gone",
        passes: "Names that differ in case or in `_` and `-`, pages outside the layout, and runs without the English tree (`--source`). A plain page \
            may be kept on purpose: it is a warning where another English page documents the same, else an info that says what git tells.",
        fix: "Rename the page after its English page (the finding names the one that documents the same), or delete it.",
        example: "",
    }
    .by(Check::Group(page_orphaned)),
    Rule {
        name: "mixed-revisions",
        family: Family::Freshness,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "other/other",
        on: false,
        what: "The page was made from another revision of the English than the newest one among its locales.",
        why: "its contract cannot be compared with the other locales fact by fact",
        passes: "Nothing: it tells which pages cannot be compared with each other. Off by default: two thirds of all pages mix \
            revisions while nothing is wrong with them.",
        fix: "Hand the page off again when the group is due.",
        example: "",
    }
    .by(Check::Group(mixed_revisions)),
];

fn revision_unknown(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(english) = &group.english else { return };
    // A plain page that says nothing is held against the English of today.
    let is_said = |doc: &&Doc<'_>| match &doc.origin {
        Origin::Unknown(gap) => !matches!(gap, Gap::NoDate { .. }),
        _ => doc.source.is_some(),
    };
    let unknown = group.docs.iter().filter(|doc| group.currency(doc) == Currency::Unknown);
    for doc in unknown.filter(is_said) {
        let message = unknown_english(doc);
        sink.report(
            doc,
            Found {
                span: title(doc),
                message,
                cause: Some(Cause::Stale),
                related: vec![related(english, title(english), "this is its English page today".to_owned())],
                ..Found::default()
            },
        );
    }
}

/// Why nobody knows which English a page was made from.
fn unknown_english(doc: &Doc<'_>) -> String {
    let Provenance { hash, commit, malformed, sections, .. } = doc.provenance;
    match (&doc.origin, commit, hash) {
        (Origin::Unknown(Gap::Malformed), ..) => {
            let written = malformed.as_deref().unwrap_or_default();
            format!("the page names its English by `{written}`, which is neither a hash nor a commit")
        }
        (Origin::Unknown(Gap::Ambiguous), Some(commit), _) => {
            format!("several commits of the English tree begin with the digits that the page records: `{commit}`")
        }
        (Origin::Unknown(Gap::NoPage), Some(commit), _) => {
            format!("the commit that the page records does not hold its English page: `{commit}`")
        }
        (_, _, Some(hash)) => format!("no version of its English page has the hash that the page records: `{hash}`"),
        (_, Some(commit), None) => {
            format!("the English it was made from is not at hand: commit `{commit}` of the English tree")
        }
        (_, None, None) if !sections.is_empty() => {
            "no version of its English page has the sections whose hashes the page records".to_owned()
        }
        (_, None, None) => "the page does not say which English it was made from".to_owned(),
    }
}

fn page_missing(all: &AllPages<'_>, sink: &mut Sink) {
    let pages = all.translations.iter().flat_map(|translations| &translations.pages);
    for page in pages.filter(|page| !page.locales.is_empty() && !page.lacking.is_empty()) {
        let tags: Vec<String> = page.lacking.iter().map(|locale| format!("`{locale}`")).collect();
        let (lacking, all) = (page.lacking.len(), page.lacking.len() + page.locales.len());
        sink.report_page(page, format!("missing in {lacking} of {all} locales: {}", tags.join(", ")));
    }
}

/// Whether the English of a page, renamed to `to`, is another page: one may have been taken out of the English tree.
fn is_another(to: &str, doc: &Doc<'_>) -> bool {
    !doc.file.path.ends_with(to)
}

/// Whether a file is a piece that pages include, by the underline before its name: no page of a site.
fn is_partial(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('_') && !name.starts_with("_index.")
}

fn page_orphaned(group: &PageGroup<'_>, sink: &mut Sink) {
    if !group.tree.has_english || group.english.is_some() || group.untranslated.is_some() {
        return;
    }
    let is_beside_english =
        |doc: &Doc<'_>| doc.source.is_some() || group.tree.renames.is_none_or(|renames| renames.has_folder(group.key));
    for doc in &group.docs {
        let renamed = group.tree.renames.and_then(|renames| renames.find(doc));
        let gone = group.tree.gone.filter(|_| renamed.is_none() && doc.source.is_none());
        let end = match gone {
            Some(Gone::Deleted { commit, day }) => {
                let day = day.as_ref().map_or_else(String::new, |day| format!(" on {day}"));
                format!(": it was deleted{day} (commit {})", commit.get(..12).unwrap_or(commit))
            }
            Some(Gone::Renamed { to }) if is_another(to, doc) => format!(": it was renamed to `{to}`"),
            Some(Gone::Renamed { .. }) => ": it became this page".to_owned(),
            Some(Gone::Never) => ", and git knows none at its path".to_owned(),
            None => String::new(),
        };
        let hint = renamed.map_or_else(String::new, |page| {
            let same = match page.by {
                Likeness::Requests => "documents the same requests",
                Likeness::Names => "describes the same names",
                Likeness::Title => "has the same title",
                Likeness::Key => "has the same name behind another number",
            };
            format!("; `{}` {same}", page.key)
        });
        let is_deleted = matches!(gone, Some(Gone::Deleted { .. }));
        let namesake = group.tree.renames.filter(|_| is_deleted).and_then(|renames| renames.namesake(doc));
        let (place, hint) = match namesake {
            Some(path) => (" in this folder", format!("; `{path}` has the same name")),
            None => ("", hint),
        };
        let related = renamed.into_iter().map(|page| Related {
            path: page.path.to_owned(),
            line: page.line,
            message: "this English page has no page in this locale".to_owned(),
        });
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: format!("the English tree has no page of this name{place}{end}{hint}"),
                cause: Some(Cause::Stale),
                // A page that the English gave up may be kept on purpose; one that documents what another page does is not.
                certain: renamed.is_some_and(|page| matches!(page.by, Likeness::Requests | Likeness::Names)),
                // Each locale may order its pages in its own way.
                hint: match renamed {
                    Some(page) => page.by == Likeness::Key,
                    None => {
                        is_partial(&doc.file.path)
                            || is_of_locale(&doc.file.path)
                            || !is_beside_english(doc)
                            || gone == Some(&Gone::Never) && is_named_by_title(doc)
                    }
                },
                related: related.collect(),
                ..Found::default()
            },
        );
    }
}

/// Whether a page is called as its title in the language of its readers: `trabalhando-com-barcos`, `Trabalhando com barcos`. Its
/// English may have another name.
fn is_named_by_title(doc: &Doc<'_>) -> bool {
    const ALIKE: f64 = 0.75;
    let title = doc.localized.page.title().map_or("", |title| &title.title);
    let name = doc.file.path.rsplit('/').next().and_then(PageFormat::stem).unwrap_or_default().replace('_', "-");
    name.contains('-') && strsim::normalized_levenshtein(&slug(title), &name) > ALIKE
}

/// Whether a page is one that each locale writes for itself: news, what its readers see of an error, or what its translators
/// have to know.
fn is_of_locale(path: &str) -> bool {
    const NAMES: [&str; 7] =
        ["404", "changelog", "code_of_conduct", "contributing", "in_translation", "readme", "security"];
    let name = path.rsplit('/').next().and_then(|file| file.split('.').next()).unwrap_or_default().to_lowercase();
    is_news(path) || NAMES.contains(&&*name)
}

/// Whether a page stands among news, which each locale tells its own readers.
pub(super) fn is_news(path: &str) -> bool {
    const FOLDERS: [&str; 9] = [
        "_posts",
        "blog",
        "blogs",
        "docusaurus-plugin-content-blog",
        "news",
        "posts",
        "community",
        "case-studies",
        "events",
    ];
    path.split('/').any(|part| FOLDERS.contains(&part))
}

fn mixed_revisions(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in group.revisions.iter().skip(1).flat_map(|revision| &revision.docs).map(|&doc| &group.docs[doc]) {
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: "made from another revision of the English than the newest among its locales".to_owned(),
                cause: Some(Cause::Stale),
                ..Found::default()
            },
        );
    }
}
