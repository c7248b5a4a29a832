//! Tells the layout of a tree from the paths of its pages.

use std::collections::{BTreeMap, HashSet};

use super::{Layout, folded};
use crate::locale::Locale;

/// The layout that a tree was found to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detected {
    /// The layout.
    pub layout: Layout,
    /// The folder of the English pages, from the folder that the paths start at.
    pub source: String,
}

/// Tells the layout of the tree that consists of `paths`: relative, with `/` between their parts.
///
/// A folder that is called `id` or `no` need not be a locale. So a layout counts only if an English tree stands where its
/// users keep it, if at least half of the translated pages have an English page there, and if the fullest locale has at
/// least a tenth of the English pages. Of several layouts the one counts that explains most pages.
#[must_use]
pub fn detect(paths: &[&str]) -> Option<Detected> {
    let found = Layout::known().enumerate().filter_map(|(order, layout)| {
        let (source, explained) = english(&layout, paths)?;
        Some(((explained, std::cmp::Reverse(order)), Detected { layout, source }))
    });
    found.max_by_key(|(rank, _)| *rank).map(|(_, detected)| detected)
}

/// The folder of the English of `paths`, and how many translated pages have a page there.
fn english(layout: &Layout, paths: &[&str]) -> Option<(String, usize)> {
    let mut translated: BTreeMap<Locale, Vec<String>> = BTreeMap::new();
    let mut rest = Vec::new();
    for path in paths {
        match layout.locate(path) {
            Some((locale, key)) if !locale.is_english() => translated.entry(locale).or_default().push(folded(&key)),
            _ => rest.push(*path),
        }
    }
    if translated.is_empty() {
        return None;
    }
    layout.english_folders().into_iter().find_map(|folder| {
        let below = rest.iter().filter_map(|path| match &*folder {
            "." => Some(*path),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        });
        let pages: HashSet<String> = below.map(|path| folded(&layout.english_key(path))).collect();
        let shared = |keys: &Vec<String>| keys.iter().filter(|key| pages.contains(*key)).count();
        let explained: usize = translated.values().map(shared).sum();
        let fullest = translated.values().map(shared).max().unwrap_or_default();
        let all: usize = translated.values().map(Vec::len).sum();
        let evident = explained > 0 && explained * 2 >= all && fullest * 10 >= pages.len();
        evident.then_some((folder, explained))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(paths: &[&str], expected: Option<(&str, &str)>) {
        let detected = detect(paths);
        let detected = detected.as_ref().map(|found| (found.layout.to_string(), found.source.clone()));
        assert_eq!(detected, expected.map(|(layout, source)| (layout.to_owned(), source.to_owned())), "{paths:?}");
    }

    #[test]
    fn known_trees_are_recognised() {
        found(&["de/a.md", "en/a.md", "fr/a.md"], Some(("{locale}/{page}", "en")));
        found(&["a.md", "translations/de/a.md"], Some(("translations/{locale}/{page}", ".")));
        found(&["content/en/a.md", "content/zh-cn/a.md", "README.md"], Some(("content/{locale}/{page}", "content/en")));
        found(
            &["files/en-us/web/a/index.md", "files/de/web/a/index.md"],
            Some(("files/{locale}/{page}", "files/en-us")),
        );
        found(
            &["docs/a.md", "i18n/ja/docusaurus-plugin-content-docs/current/a.md"],
            Some(("i18n/{locale}/docusaurus-plugin-content-docs/current/{page}", "docs")),
        );
        found(&["docs/a.md", "docs/i18n/ja/a.md"], Some(("docs/i18n/{locale}/{page}", "docs")));
        found(&["docs/en/a.md", "docs/ja/a.md"], Some(("docs/{locale}/{page}", "docs/en")));
        found(&["pages/x/a.md", "pages.ja/x/a.md"], Some(("pages.{locale}/{page}", "pages")));
        let astro = ["src/content/docs/a.md", "src/content/docs/ja/a.md"];
        found(&astro, Some(("src/content/docs/{locale}/{page}", "src/content/docs")));
        found(&["docs/a.md", "docs/a.ja.md", "docs/a.zh_cn.md"], Some(("{page}.{locale}.md", ".")));
        found(&["docs/a.en.md", "docs/a.ja.md"], Some(("{page}.{locale}.md", ".")));
    }

    #[test]
    fn what_could_be_chance_is_no_layout() {
        found(&[], None);
        found(&["docs.de-DE/a.md", "docs.ja-JP/a.md"], None);
        found(&["de/a.md", "fr/a.md"], None);
        found(&["en/a.md", "id/b.md", "no/c.md"], None);
        found(&["en/a.md", "api/id/a.md"], None);
        found(&["api/a.md", "sdk/ja/a.md"], None);
        found(&["translations/de/a.md", "b.md"], None);
        let mut readme: Vec<String> = (0..20).map(|page| format!("docs/{page}.md")).collect();
        readme.extend(["README.md".to_owned(), "README.ja.md".to_owned()]);
        found(&readme.iter().map(String::as_str).collect::<Vec<_>>(), None);
    }
}
