//! Layouts: where the pages of each locale stand, and where their English stands.

mod convention;
mod conventions;
mod detect;

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

pub use convention::{Convention, Shape};
use conventions::CONVENTIONS;
pub use detect::{Detected, detect};

use crate::locale::Locale;

/// Where the pages of each locale stand: a path with the placeholders `{locale}` and `{page}`, for example
/// `translations/{locale}/{page}` or `{page}.{locale}.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pattern: String,
    locale: Range<usize>,
    page: Range<usize>,
}

/// A layout, with the folder that its pattern starts at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rooted {
    /// The folder.
    pub root: PathBuf,
    /// The layout.
    pub layout: Layout,
}

/// Why a text is no layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutError {
    /// Where the text is wrong, in bytes.
    pub at: usize,
    /// What is wrong, and the cure.
    pub message: String,
}

const LOCALE: &str = "{locale}";
const PAGE: &str = "{page}";

/// How the folder of the English pages is called, the most usual name first.
const ENGLISH: [&str; 6] = ["en", "en-us", "en-US", "en_US", "en-gb", "en-GB"];

impl Layout {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// A placeholder is missing, doubled or not known, nothing stands between the two, or the pattern is no path below a
    /// folder.
    pub fn parse(pattern: &str) -> Result<Self, LayoutError> {
        let error = |at, message: String| Err(LayoutError { at, message });
        if pattern.starts_with('/') || pattern.contains('\\') || pattern.split('/').any(|part| part == "..") {
            let message = "a layout is a path below the folder of docparity.yaml, with `/` between its parts";
            return error(0, message.to_owned());
        }
        for (at, _) in pattern.match_indices('{') {
            let name = pattern[at..].split_inclusive('}').next().unwrap_or_default();
            if name != LOCALE && name != PAGE {
                return error(at, format!("no placeholder is called `{name}`; use `{LOCALE}` and `{PAGE}`"));
            }
        }
        let place = |name: &str| {
            let mut places = pattern.match_indices(name).map(|(at, _)| at..at + name.len());
            match (places.next(), places.next()) {
                (Some(place), None) => Ok(place),
                (None, _) => {
                    let message =
                        format!("the layout has no `{name}`; write for example `translations/{LOCALE}/{PAGE}`");
                    Err(LayoutError { at: 0, message })
                }
                (_, Some(second)) => {
                    let message = format!("`{name}` stands twice in the layout; one place is enough");
                    Err(LayoutError { at: second.start, message })
                }
            }
        };
        let (locale, page) = (place(LOCALE)?, place(PAGE)?);
        if locale.end == page.start || page.end == locale.start {
            let message = format!("nothing stands between `{LOCALE}` and `{PAGE}`; put a `/` or a `.` there");
            return error(locale.start.max(page.start), message);
        }
        Ok(Self { pattern: pattern.to_owned(), locale, page })
    }

    /// The layouts that docs projects use.
    pub fn known() -> impl Iterator<Item = Self> {
        let shapes = CONVENTIONS.iter().flat_map(|convention| convention.shapes);
        shapes.filter_map(|shape| Self::parse(shape.pattern).ok())
    }

    /// What people call the layout, where it is a known one.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        self.convention().map(|(convention, _)| convention.name)
    }

    /// The convention that the layout is a shape of.
    fn convention(&self) -> Option<(&'static Convention, &'static Shape)> {
        let shapes = CONVENTIONS.iter().flat_map(|known| known.shapes.iter().map(move |shape| (known, shape)));
        shapes.into_iter().find(|(_, shape)| shape.pattern == self.pattern)
    }

    /// The locale of the page at `path`, and what the page is called in every locale. `path` is relative, with `/` between
    /// its parts. `None` for a page that does not stand where the layout says.
    #[must_use]
    pub fn locate(&self, path: &str) -> Option<(Locale, String)> {
        let (first, second) = self.ordered();
        let (before, after) = (&self.pattern[..first.start], &self.pattern[second.end..]);
        let between = &self.pattern[first.end..second.start];
        let inside = path.strip_prefix(before)?.strip_suffix(after)?;
        let splits = inside.match_indices(between).map(|(at, _)| (&inside[..at], &inside[at + between.len()..]));
        let read = |(left, right)| {
            let (locale, page): (&str, &str) = if self.locale_is_first() { (left, right) } else { (right, left) };
            let locale = if page.is_empty() { None } else { Locale::parse(locale) };
            locale.map(|locale| (locale, format!("{page}{after}")))
        };
        // The longest text that is a locale: `zh-CN` and not `zh`.
        if self.locale_is_first() { splits.filter_map(read).last() } else { splits.filter_map(read).next() }
    }

    /// Where the page that is called `key` in every locale stands in `locale`.
    #[must_use]
    pub fn path(&self, locale: &str, key: &str) -> String {
        let (first, second) = self.ordered();
        let after = &self.pattern[second.end..];
        let page = key.strip_suffix(after).unwrap_or(key);
        let (left, right) = if self.locale_is_first() { (locale, page) } else { (page, locale) };
        format!("{}{left}{}{right}{after}", &self.pattern[..first.start], self.between())
    }

    /// What an English page is called in every locale: its path below the folder of the English, without a tag that says
    /// that it is English.
    #[must_use]
    pub fn english_key(&self, relative: &str) -> String {
        let located = if self.locale_is_first() { None } else { self.named_by_file().locate(relative) };
        match located {
            Some((locale, key)) if locale.is_english() => key,
            _ => relative.to_owned(),
        }
    }

    /// The folders in which the English may stand, the likeliest first: the folder of the English locale, or the place that
    /// users of the layout keep it in. `.` is the folder that the pattern starts at.
    #[must_use]
    pub fn english_folders(&self) -> Vec<String> {
        if !self.locale_is_first() {
            // The English stands beside its translations.
            let folder = self.pattern[..self.page.start].rsplit_once('/').map_or(".", |(folder, _)| folder);
            return vec![folder.to_owned()];
        }
        let usual = self.convention().and_then(|(_, shape)| shape.english);
        let folder = |tag| format!("{}{tag}{}", &self.pattern[..self.locale.start], self.between());
        let own = self.between().ends_with('/').then_some(ENGLISH).into_iter().flatten();
        own.map(|tag| folder(tag).trim_end_matches('/').to_owned()).chain(usual.map(str::to_owned)).collect()
    }

    /// The pattern from its last folder on, for a layout whose files name the locale.
    fn named_by_file(&self) -> Self {
        let cut = self.pattern[..self.page.start].rfind('/').map_or(0, |at| at + 1);
        let shifted = |range: &Range<usize>| range.start - cut..range.end - cut;
        let pattern = self.pattern[cut..].to_owned();
        Self { pattern, locale: shifted(&self.locale), page: shifted(&self.page) }
    }

    fn locale_is_first(&self) -> bool {
        self.locale.start < self.page.start
    }

    fn ordered(&self) -> (&Range<usize>, &Range<usize>) {
        if self.locale_is_first() { (&self.locale, &self.page) } else { (&self.page, &self.locale) }
    }

    fn between(&self) -> &str {
        let (first, second) = self.ordered();
        &self.pattern[first.end..second.start]
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

/// The form in which the keys of pages compare: file names changed over the years in case and from `_` to `-`.
#[must_use]
pub fn folded(key: &str) -> String {
    key.to_lowercase().replace('_', "-")
}

/// `key` without its first `count` folders; `None` where it has less.
#[must_use]
pub fn without(key: &str, count: usize) -> Option<&str> {
    (0..count).try_fold(key, |key, _| key.split_once('/').map(|(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(pattern: &str) -> Layout {
        Layout::parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {}", error.message))
    }

    #[track_caller]
    fn located(pattern: &str, path: &str, expected: Option<(&str, &str)>) {
        let found = layout(pattern).locate(path);
        assert_eq!(found.as_ref().map(|(locale, key)| (locale.as_str(), &**key)), expected, "{pattern} {path}");
    }

    #[test]
    fn a_page_has_the_locale_and_the_key_that_the_pattern_says() {
        located("{locale}/{page}", "pt_br/api/a.md", Some(("pt-BR", "api/a.md")));
        located("{locale}/{page}", "api/a.md", None);
        located("{locale}/{page}", "de", None);
        located("docs.{locale}/{page}", "docs.de-DE/sdk/ja/a.md", Some(("de-DE", "sdk/ja/a.md")));
        located("docs.{locale}/{page}", "pages.de-DE/a.md", None);
        let docusaurus = "i18n/{locale}/docusaurus-plugin-content-docs/current/{page}";
        located(docusaurus, "i18n/fr/docusaurus-plugin-content-docs/current/a/b.md", Some(("fr", "a/b.md")));
        located(docusaurus, "i18n/fr/docusaurus-plugin-content-blog/a.md", None);
        located("files/{locale}/{page}", "files/zh-cn/web/api/x/index.md", Some(("zh-CN", "web/api/x/index.md")));
        located("{page}.{locale}.md", "api/a.b.zh_hans.md", Some(("zh-Hans", "api/a.b.md")));
        located("{page}.{locale}.md", "api/a.md", None);
        located("{locale}-{page}", "zh-CN-a.md", Some(("zh-CN", "a.md")));
    }

    #[test]
    fn a_path_is_made_of_locale_and_key() {
        for (pattern, path) in [("docs/{page}.{locale}.md", "docs/api/a.ja.md"), ("x/{locale}/{page}", "x/ja/api/a.md")]
        {
            assert_eq!(layout(pattern).path("ja", "api/a.md"), path);
            assert_eq!(layout(pattern).locate(path).map(|(_, key)| key).as_deref(), Some("api/a.md"));
        }
    }

    #[test]
    fn a_wrong_pattern_is_met_with_its_place_and_a_cure() {
        let wrong = |pattern: &str| Layout::parse(pattern).map_err(|error| (error.at, error.message));
        let starts = |pattern: &str, at, text: &str| {
            let (place, message) = wrong(pattern).expect_err(pattern);
            assert!(place == at && message.starts_with(text), "{pattern}: {place} {message}");
        };
        starts("docs/{page}", 0, "the layout has no `{locale}`; write for example");
        starts("docs/{locale}", 0, "the layout has no `{page}`");
        starts("{locale}/{locale}/{page}", 9, "`{locale}` stands twice");
        starts("docs/{locale}{page}", 13, "nothing stands between");
        starts("docs/{lang}/{page}", 5, "no placeholder is called `{lang}`; use `{locale}` and `{page}`");
        starts("../{locale}/{page}", 0, "a layout is a path below the folder");
        starts("", 0, "the layout has no");
    }

    #[test]
    fn every_known_layout_has_a_place_for_its_english() {
        assert_eq!(Layout::known().count(), CONVENTIONS.iter().flat_map(|known| known.shapes).count());
        assert!(Layout::known().all(|layout| layout.name().is_some_and(|name| !name.is_empty())));
        assert!(Layout::known().all(|layout| !layout.english_folders().is_empty()));
        assert_eq!(layout("content/{locale}/{page}").english_folders()[0], "content/en");
        assert_eq!(layout("translations/{locale}/{page}").english_folders().last().map(String::as_str), Some("."));
        assert_eq!(layout("docs/{page}.{locale}.md").english_folders(), ["docs"]);
    }

    #[test]
    fn a_tag_in_the_name_of_an_english_page_is_not_part_of_its_key() {
        assert_eq!(layout("docs/{page}.{locale}.md").english_key("api/a.en.md"), "api/a.md");
        assert_eq!(layout("{page}.{locale}.md").english_key("api/a.md"), "api/a.md");
        assert_eq!(layout("{locale}/{page}").english_key("a.en.md"), "a.en.md");
    }
}
