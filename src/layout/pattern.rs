//! A layout as it is written: a pattern with the places of the locale and of the page.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use super::group::groups;
use super::key::folded;
use crate::locale::{Codes, Locale};

/// Where the pages of each locale stand: a path with the placeholders `{locale}` and `{page}`, for example
/// `translations/{locale}/{page}` or `{page}.{locale}.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pattern: String,
    locale: Range<usize>,
    page: Range<usize>,
    /// What the paths of a tree call its locales, where the tree is known.
    names: Option<BTreeMap<String, Locale>>,
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
        Ok(Self { pattern: pattern.to_owned(), locale, page, names: None })
    }

    /// The layout of a tree in which locales have these names, and no others.
    #[must_use]
    pub fn with_names(self, names: impl IntoIterator<Item = (String, Locale)>) -> Self {
        Self { names: Some(names.into_iter().collect()), ..self }
    }

    /// The layout of the tree that consists of `paths`. Many words of three letters are codes of languages, and projects have
    /// codes of their own: such a name is that of a locale where it is one of the `codes`, or where half of its pages are
    /// those of an evident locale as well; and where no locale is evident.
    #[must_use]
    pub fn in_tree<'p>(self, paths: impl IntoIterator<Item = &'p str>, codes: &Codes) -> Self {
        let mut keys: BTreeMap<&'p str, Vec<String>> = BTreeMap::new();
        for (name, key) in paths.into_iter().flat_map(|path| self.splits(path)) {
            keys.entry(name).or_default().push(folded(&key));
        }
        let is_sure =
            |name: &str| codes.own(name).is_some() || Locale::parse(name).is_some_and(|locale| locale.is_evident());
        let (sure, possible): (BTreeMap<_, _>, BTreeMap<_, _>) = keys.into_iter().partition(|(name, _)| is_sure(name));
        let known: HashSet<&String> = sure.values().flatten().collect();
        let half = |keys: &[String]| keys.iter().filter(|key| known.contains(*key)).count() * 2 >= keys.len();
        // `faq/index.md` is no page of a locale among locales of many pages.
        let most = sure.values().map(Vec::len).max();
        let meant = possible.iter().filter(|(name, keys)| match sure.is_empty() {
            true => Locale::parse(name).is_some(),
            false => half(keys) && (keys.len() > 1 || most == Some(1)),
        });
        let names = sure.keys().copied().chain(meant.map(|(name, _)| *name));
        let read = |name: &str| codes.read(name).or_else(|| Locale::unregistered(name));
        let names: Vec<(String, Locale)> = names.filter_map(|name| Some((name.to_owned(), read(name)?))).collect();
        self.with_names(names)
    }

    /// What the paths of the tree call its locales, where the tree is known.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Locale)> {
        self.names.iter().flatten().map(|(name, locale)| (&**name, locale))
    }

    /// What the locale is called that the layout knows by this name.
    fn read(&self, name: &str) -> Option<Locale> {
        match &self.names {
            Some(names) => names.get(name).cloned(),
            None => Locale::parse(name).filter(Locale::is_evident),
        }
    }

    /// The locale of the page at `path`, and what the page is called in every locale. `path` is relative, with `/` between
    /// its parts. `None` for a page that does not stand where the layout says.
    #[must_use]
    pub fn locate(&self, path: &str) -> Option<(Locale, String)> {
        let named = self.splits(path).into_iter();
        let mut read = named.filter_map(|(name, key)| self.read(name).map(|locale| (locale, key)));
        // The longest text that is a locale: `zh-CN` and not `zh`.
        if self.locale_is_first() { read.next_back() } else { read.next() }
    }

    /// Whether `path` stands in the folder of one of the locales, wherever there.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        let below = path.strip_prefix(&self.pattern[..self.locale.start]).filter(|_| self.locale_is_first());
        below.and_then(|below| below.split_once('/')).is_some_and(|(name, _)| self.read(name).is_some())
    }

    /// Every way to read `path`: what stands for the locale, and what the page is called then.
    fn splits<'p>(&self, path: &'p str) -> Vec<(&'p str, String)> {
        let (first, second) = self.ordered();
        let between = &self.pattern[first.end..second.start];
        let inside = path.strip_prefix(&self.pattern[..first.start]).and_then(|path| path.strip_suffix(self.ending()));
        let Some(inside) = inside else { return Vec::new() };
        let splits = inside.match_indices(between).map(|(at, _)| (&inside[..at], &inside[at + between.len()..]));
        let ordered = splits.map(|(left, right)| if self.locale_is_first() { (left, right) } else { (right, left) });
        let whole = ordered.filter(|(locale, page)| !page.is_empty() && !locale.contains('/'));
        whole.map(|(locale, page)| (locale, format!("{page}{}", self.ending()))).collect()
    }

    /// What stands behind both placeholders.
    pub(super) fn ending(&self) -> &str {
        &self.pattern[self.ordered().1.end..]
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
        let example = self.path("de", "page");
        let groups = groups(&[&*example], &|name| name == "de");
        let own = groups.into_iter().find(|group| group.pattern == self.pattern && !group.convention.general);
        let places = own.map_or_else(|| vec![self.pattern.clone()], |group| group.english);
        let named = |place: &String| match place.contains(LOCALE) {
            true => ENGLISH.map(|tag| place.replace(LOCALE, tag)).to_vec(),
            false => vec![place.clone()],
        };
        let folder = |place: String| {
            place
                .split_once(PAGE)
                .and_then(|(before, _)| before.rsplit_once('/'))
                .map_or_else(|| ".".to_owned(), |(folder, _)| folder.to_owned())
        };
        places.iter().flat_map(named).map(folder).collect()
    }

    /// The pattern from its last folder on, for a layout whose files name the locale.
    fn named_by_file(&self) -> Self {
        let cut = self.pattern[..self.page.start].rfind('/').map_or(0, |at| at + 1);
        let shifted = |range: &Range<usize>| range.start - cut..range.end - cut;
        let pattern = self.pattern[cut..].to_owned();
        Self { pattern, locale: shifted(&self.locale), page: shifted(&self.page), names: None }
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
    fn the_english_of_a_known_layout_has_a_place() {
        assert_eq!(layout("content/{locale}/{page}").english_folders()[0], "content/en");
        assert_eq!(layout("translations/{locale}/{page}").english_folders()[0], ".");
        assert_eq!(layout("site/docs/i18n/{locale}/{page}").english_folders()[0], "site/docs");
        let version = "i18n/{locale}/docusaurus-plugin-content-docs/version-2.1/{page}";
        assert_eq!(layout(version).english_folders(), ["versioned_docs/version-2.1"]);
        assert_eq!(layout("docs/{page}.{locale}.md").english_folders(), ["docs"]);
    }

    #[test]
    fn a_name_of_three_letters_is_a_locale_beside_locales() {
        let paths = ["de/a.md", "fr/b.md", "pcm/a.md", "api/x.md", "src/y.md", "cn/b.md", "hk/a.md"];
        let codes = Codes::new([("hk".to_owned(), Locale::parse("zh-HK").expect("a tag"))]);
        let layout = layout("{locale}/{page}").in_tree(paths, &codes);
        let locales = paths.map(|path| layout.locate(path).map(|(locale, _)| locale.to_string()));
        let expected = [Some("de"), Some("fr"), Some("pcm"), None, None, Some("cn"), Some("zh-HK")];
        assert_eq!(locales, expected.map(|tag| tag.map(str::to_owned)));
    }

    #[test]
    fn one_page_makes_no_locale_of_a_word_among_locales_of_many() {
        let has_faq = |paths: &[&str]| {
            let layout = layout("docs/{locale}/{page}").in_tree(paths.iter().copied(), &Codes::default());
            layout.locate("docs/faq/index.md").is_some()
        };
        assert!(!has_faq(&["docs/de/index.md", "docs/de/oven.md", "docs/faq/index.md"]));
        assert!(has_faq(&["docs/de/index.md", "docs/de/oven.md", "docs/faq/index.md", "docs/faq/oven.md"]));
        assert!(has_faq(&["docs/de/index.md", "docs/fr/index.md", "docs/faq/index.md"]), "all have one");
    }

    #[test]
    fn a_tag_in_the_name_of_an_english_page_is_not_part_of_its_key() {
        assert_eq!(layout("docs/{page}.{locale}.md").english_key("api/a.en.md"), "api/a.md");
        assert_eq!(layout("{page}.{locale}.md").english_key("api/a.md"), "api/a.md");
        assert_eq!(layout("{locale}/{page}").english_key("a.en.md"), "a.en.md");
    }
}
