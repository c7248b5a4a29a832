//! Trees, and the layouts they have.

use super::{Found, Tree, find};
use crate::locale::{Codes, Locale};

fn tag(text: &str) -> Locale {
    Locale::parse(text).expect("a tag")
}

fn look(paths: &[&str]) -> Vec<Found> {
    look_with(paths, &[], &Codes::default(), None)
}

fn look_with(paths: &[&str], settings: &[(&str, &str)], codes: &Codes, source: Option<&str>) -> Vec<Found> {
    let source = source.map(tag);
    find(&Tree { paths, settings, codes, source: source.as_ref() })
}

/// The name, the pattern and the English folder of each layout.
fn summary(found: &[Found]) -> Vec<(String, String, String)> {
    let row = |found: &Found| (found.name.to_owned(), found.layout.to_string(), found.english[0].folder.clone());
    found.iter().map(row).collect()
}

#[track_caller]
fn layouts(paths: &[&str], expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(name, layout, english)| ((*name).into(), (*layout).into(), (*english).into())).collect();
    assert_eq!(summary(&look(paths)), expected, "{paths:?}");
}

fn names(found: &Found) -> Vec<(&str, &str)> {
    found.locales.iter().map(|locale| (&*locale.name, locale.locale.as_str())).collect()
}

#[test]
fn locale_folders_stand_below_any_folder() {
    layouts(&["de/a.md", "en/a.md", "fr/a.md"], &[("locale folders", "{locale}/{page}", "en")]);
    layouts(
        &["site/docs/en/a.md", "site/docs/zh_CN/a.md", "README.md"],
        &[("locale folders", "site/docs/{locale}/{page}", "site/docs/en")],
    );
    layouts(
        &["files/en-us/web/a/index.md", "files/de/web/a/index.md"],
        &[("MDN", "files/{locale}/{page}", "files/en-us")],
    );
    layouts(
        &["one/docs/de/a.md", "one/docs/en/a.md", "two/docs/de/b.md", "two/docs/en/b.md"],
        &[
            ("locale folders", "one/docs/{locale}/{page}", "one/docs/en"),
            ("locale folders", "two/docs/{locale}/{page}", "two/docs/en"),
        ],
    );
}

#[test]
fn the_english_may_stand_around_the_locale_folders() {
    layouts(&["docs/ship.md", "docs/de/ship.md"], &[("locale folders", "docs/{locale}/{page}", "docs")]);
    layouts(
        &["quay.md", "guides/load.md", "fr/quay.md", "fr/guides/load.md", "es/quay.md"],
        &[("locale folders", "{locale}/{page}", ".")],
    );
    layouts(
        &["web/src/content/docs/a.mdx", "web/src/content/docs/ja/a.mdx"],
        &[("Astro Starlight", "web/src/content/docs/{locale}/{page}", "web/src/content/docs")],
    );
    layouts(&["l10n/de/a.md", "l10n/fr/a.md", "a.md"], &[("locale folders", "l10n/{locale}/{page}", ".")]);
    layouts(&["docs/a.md", "i18n/de/pages/a.md"], &[("locale folders", "i18n/{locale}/pages/{page}", "docs")]);
}

#[test]
fn jekyll_has_collections_for_each_locale() {
    layouts(
        &[
            "_tour/a.md",
            "_tour/b.md",
            "_guides/c.md",
            "_ru/tour/a.md",
            "_ru/tour/b.md",
            "_zh-cn/tour/a.md",
            "_ru/guides/c.md",
        ],
        &[("Jekyll", "_{locale}/tour/{page}", "_tour"), ("Jekyll", "_{locale}/guides/{page}", "_guides")],
    );
}

#[test]
fn docusaurus_has_versions_instances_and_plugins() {
    let plugin = "site/i18n/zh/docusaurus-plugin-content";
    let paths = [
        "site/docs/a.md",
        "site/versioned_docs/version-1.2/a.md",
        "site/community/c.md",
        "site/blog/2024/b.md",
        "site/src/pages/about.md",
    ];
    let translated = [
        "docs/current/a.md",
        "docs/version-1.2/a.md",
        "docs-community/current/c.md",
        "blog/2024/b.md",
        "pages/about.md",
    ]
    .map(|path| format!("{plugin}-{path}"));
    let all: Vec<&str> = paths.into_iter().chain(translated.iter().map(String::as_str)).collect();
    let found = look(&all);
    let mut english: Vec<&str> = found.iter().map(|found| &*found.english[0].folder).collect();
    english.sort_unstable();
    assert_eq!(
        english,
        ["site/blog", "site/community", "site/docs", "site/src/pages", "site/versioned_docs/version-1.2"]
    );
    assert!(found.iter().all(|found| found.name == "Docusaurus" && names(found) == [("zh", "zh")]));
    layouts(
        &["docs/a.md", "website/i18n/ko/docusaurus-plugin-content-docs/current/a.md"],
        &[("Docusaurus", "website/i18n/{locale}/docusaurus-plugin-content-docs/current/{page}", "docs")],
    );
}

#[test]
fn one_tree_can_have_several_layouts() {
    layouts(
        &["README.md", "translations/de/README.md", "docs/a.md", "docs/i18n/de/a.md"],
        &[
            ("co-op-translator", "translations/{locale}/{page}", "."),
            ("co-op-translator", "docs/i18n/{locale}/{page}", "docs"),
        ],
    );
}

#[test]
fn a_copy_among_the_translations_is_the_second_place() {
    let found = look(&["a.md", "b.md", "translations/en/a.md", "translations/en/b.md", "translations/de/a.md"]);
    let places: Vec<&str> = found[0].english.iter().map(|place| &*place.folder).collect();
    assert_eq!(places, [".", "translations/en"]);
    assert_eq!(found[0].english[0].key("b.md").as_deref(), Some("b.md"));
    assert_eq!(found[0].english[1].key("translations/en/b.md").as_deref(), Some("b.md"));
}

#[test]
fn files_and_folders_may_end_in_their_locale() {
    layouts(
        &["docs/a.md", "docs/a.ja.md", "docs/a.zh_cn.md"],
        &[("locale in the file name", "docs/{page}.{locale}.md", "docs")],
    );
    layouts(&["docs/a.en.mdx", "docs/a.ja.mdx"], &[("locale in the file name", "docs/{page}.{locale}.mdx", "docs")]);
    layouts(&["docs/a.md", "docs.de-DE/a.md"], &[("locale at the end of a folder", "docs.{locale}/{page}", "docs")]);
    layouts(&["docs/a.md", "docs-zh-cn/a.md"], &[("locale at the end of a folder", "docs-{locale}/{page}", "docs")]);
    layouts(&["pages/x/a.md", "pages.ja/x/a.md"], &[("tldr pages", "pages.{locale}/{page}", "pages")]);
    let found = look(&["docs/a.en.md", "docs/a.ja.md", "docs/b/c.en.md", "docs/b/c.ja.md"]);
    assert_eq!(found[0].english[0].key("docs/b/c.en.md").as_deref(), Some("b/c.md"));
}

#[test]
fn what_ends_a_name_as_words_end_others_is_a_word() {
    let words = ["docs/rope.md", "docs/rope-is.md", "docs/rope-length.md", "docs/rope-weight.md"];
    layouts(&words, &[]);
    let locales = ["docs/rope.md", "docs/rope-de.md", "docs/rope-ja.md", "docs/rope-length.md"];
    layouts(&locales, &[("locale in the file name", "docs/{page}-{locale}.md", "docs")]);
}

#[test]
fn a_readme_may_have_its_translations_further_in() {
    layouts(&["README.md", "README.de.md", "guide.md"], &[("locale in the file name", "{page}.{locale}.md", ".")]);
    layouts(&["README.md", "docs/README.de.md"], &[("locale in the file name", "docs/{page}.{locale}.md", ".")]);
    layouts(
        &["README.md", "docs/i18n/README.zh-CN.md", "docs/i18n/README.fr.md"],
        &[("locale in the file name", "docs/i18n/{page}.{locale}.md", ".")],
    );
    let mut paths: Vec<String> = (0..20).map(|page| format!("docs/{page}.md")).collect();
    paths.extend(["README.md".to_owned(), "README.ja.md".to_owned()]);
    let found = look(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(found[0].english[0].is_sparse && found[0].english[0].pages == 21);
}

#[test]
fn three_letters_are_a_locale_where_its_siblings_are() {
    let found = look(&["a.md", "translations/de/a.md", "translations/pcm/a.md", "translations/hk/a.md"]);
    assert_eq!(names(&found[0]), [("de", "de"), ("hk", "hk"), ("pcm", "pcm")]);
    let unknown: Vec<&str> =
        found[0].locales.iter().filter(|locale| !locale.is_registered).map(|locale| &*locale.name).collect();
    assert_eq!(unknown, ["hk"]);
    let codes = Codes::new([("hk".to_owned(), tag("zh-HK"))]);
    let found = look_with(&["a.md", "translations/de/a.md", "translations/hk/a.md"], &[], &codes, None);
    assert_eq!(names(&found[0]), [("de", "de"), ("hk", "zh-HK")]);
    assert_eq!(names(&look(&["docs/en/a.md", "docs/cn/a.md", "docs/api/b.md"])[0]), [("cn", "cn"), ("en", "en")]);
    let words = [
        "en/a.md",
        "de/a.md",
        "api/a1.md",
        "sdk/b.md",
        "log/index.md",
        "src/c.md",
        "how-to/d.md",
        "to-do/e.md",
        "id/f.md",
    ];
    assert_eq!(names(&look(&words)[0]), [("de", "de"), ("en", "en")]);
}

#[test]
fn the_names_of_english_files_are_no_locales_where_folders_are() {
    let names = ["mkfs", "mkfs.fat", "mkfs.io", "tar", "zip"];
    let paths = names.map(|name| [format!("pages/{name}.md"), format!("pages.ja/{name}.md")]).concat();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    layouts(&paths, &[("tldr pages", "pages.{locale}/{page}", "pages")]);
}

#[test]
fn sites_that_a_program_is_tested_with_are_left_aside() {
    layouts(
        &["docs/en/a.md", "docs/zh/a.md", "e2e/site/en/a.md", "e2e/site/zh/a.md"],
        &[("locale folders", "docs/{locale}/{page}", "docs/en")],
    );
}

#[test]
fn what_could_be_chance_is_no_layout() {
    layouts(&[], &[]);
    layouts(&["docs.de-DE/a.md", "docs.ja-JP/a.md"], &[]);
    layouts(&["de/a.md", "fr/a.md"], &[]);
    layouts(&["en/a.md", "id/b.md", "no/c.md"], &[]);
    layouts(&["en/a.md", "api/id/a.md"], &[]);
    layouts(&["api/a.md", "sdk/ja/a.md"], &[]);
    layouts(&["translations/de/a.md", "b.md"], &[]);
    layouts(&["README.md", "sdk/README.md", "sdk/ts/README.md", "sdk/go/README.md", "sdk/java/README.md"], &[]);
    layouts(&["docs/index.md", "docs/api/index.md", "docs/sdk/index.md", "docs/faq/index.md"], &[]);
}

#[test]
fn the_source_may_be_another_language() {
    let paths = ["content/zh/a.md", "content/en/a.md", "content/ja/a.md"];
    let found = look_with(&paths, &[], &Codes::default(), Some("zh-CN"));
    assert_eq!(summary(&found)[0].2, "content/zh");
    let config = "locales: { root: { label: 'x', lang: 'zh-CN' }, en: { label: 'y' } }";
    let found =
        look_with(&["guide/a.md", "en/guide/a.md"], &[(".vitepress/config.mts", config)], &Codes::default(), None);
    assert!(found.is_empty(), "the pages around are those of a locale, which no path names");
    let paths = ["guide/a.md", "en/guide/a.md", "ja/guide/a.md"];
    let found = look_with(&paths, &[(".vitepress/config.mts", config)], &Codes::default(), None);
    assert_eq!((&*found[0].english[0].folder, names(&found[0])), ("en", vec![("en", "en"), ("ja", "ja")]));
    let config = "export default { i18n: { defaultLocale: 'zh', locales: ['zh', 'en'] } };";
    let paths = ["docs/a.md", "i18n/en/docusaurus-plugin-content-docs/current/a.md"];
    let found = look_with(&paths, &[("docusaurus.config.ts", config)], &Codes::default(), None);
    assert_eq!((&*found[0].english[0].folder, names(&found[0])), ("docs", vec![("en", "en")]));
}

#[test]
fn the_configuration_of_a_generator_names_locales_and_itself() {
    let languages = "{\"navigation\": {\"languages\": [{\"language\": \"en\"}, {\"language\": \"cn\"}]}}";
    let found = look_with(&["en/a.mdx", "cn/a.mdx"], &[("docs.json", languages)], &Codes::default(), None);
    assert_eq!((found[0].name, names(&found[0])), ("Mintlify", vec![("cn", "cn"), ("en", "en")]));
    let files = [("docs/en/mkdocs.yml", ""), ("other/hugo.toml", "")];
    let found = look_with(&["docs/en/a.md", "docs/de/a.md"], &files, &Codes::default(), None);
    assert_eq!(found[0].name, "MkDocs");
}

#[test]
fn a_page_may_have_another_ending_than_its_english() {
    let found = look(&["en/a.mdx", "en/b.mdx", "es/a.md", "es/b.markdown"]);
    assert_eq!((found[0].english[0].paired, found[0].english[0].translated), (2, 2));
}

#[test]
fn a_folder_that_each_locale_has_is_a_folder_of_pages() {
    let pages = ["README.md", "guide/a.md", "faq/README.md"];
    let paths =
        ["docs", "docs/de-DE", "docs/fr-FR"].map(|folder| pages.map(|page| format!("{folder}/{page}"))).concat();
    let found = look(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(names(&found[0]), [("de-DE", "de-DE"), ("fr-FR", "fr-FR")]);
}

#[test]
fn a_locale_that_the_configuration_names_may_have_more_pages_than_the_english() {
    let paths = ["content/en/a.md", "content/de/a.md", "content/de/b.md", "content/de/c.md"];
    assert_eq!(look(&paths).len(), 0);
    let config = "[languages.en]\n[languages.de]\n";
    let found = look_with(&paths, &[("hugo.toml", config)], &Codes::default(), None);
    assert_eq!((&*found[0].english[0].folder, names(&found[0])), ("content/en", vec![("de", "de"), ("en", "en")]));
}

#[test]
fn a_locale_may_have_pages_that_the_english_folder_lacks() {
    let both = ["a.md", "b.md", "c.md"].map(|page| [format!("docs/en/{page}"), format!("docs/ru/{page}")]).concat();
    let own = ["d.md", "e.md", "f.md", "g.md", "h.md"].map(|page| format!("docs/ru/{page}"));
    let paths: Vec<&str> = both.iter().chain(&own).map(String::as_str).collect();
    let found = look(&paths);
    assert_eq!((&*found[0].english[0].folder, names(&found[0])), ("docs/en", vec![("en", "en"), ("ru", "ru")]));
    assert_eq!((found[0].english[0].paired, found[0].english[0].translated), (3, 8));
    // Two pages of the same names say nothing of eight.
    let few: Vec<&str> = paths.into_iter().filter(|path| !path.ends_with("c.md")).collect();
    assert_eq!(look(&few).len(), 0);
}

#[test]
fn a_collection_of_jekyll_may_be_a_locale() {
    let paths = ["pages/_en-US/a.md", "pages/_de-DE/a.md", "pages/_fr-FR/a.md"];
    let found = look_with(&paths, &[("_config.yml", "title: Rope\n")], &Codes::default(), None);
    assert_eq!((found[0].name, &*found[0].english[0].folder), ("Jekyll", "pages/_en-US"));
    assert_eq!(names(&found[0]), [("de-DE", "de-DE"), ("en-US", "en-US"), ("fr-FR", "fr-FR")]);
}
