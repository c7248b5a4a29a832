//! What the configuration files of generators say about locales. They are YAML, TOML, JSON and programs, and only looked
//! through for the keys that name locales.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::convention::Convention;
use super::conventions::CONVENTIONS;
use crate::locale::Locale;

/// The configuration of a generator.
#[derive(Debug)]
pub(super) struct Settings<'t> {
    /// The folder that it stands in, empty or with `/` at its end.
    folder: &'t str,
    /// The generator.
    pub(super) convention: &'static Convention,
    /// The locale that pages are written in.
    pub(super) source: Option<Locale>,
    /// The codes of locales that it names, in lower case.
    names: BTreeSet<String>,
}

impl<'t> Settings<'t> {
    /// Reads the file at `path`. `None` where it is the configuration of no known generator.
    pub(super) fn read(path: &'t str, text: &str) -> Option<Self> {
        let files =
            CONVENTIONS.iter().flat_map(|convention| convention.files.iter().map(move |file| (convention, file)));
        let fitting = files.filter_map(|(convention, file)| Some((convention, path.strip_suffix(file)?)));
        let whole = fitting.filter(|(_, folder)| folder.is_empty() || folder.ends_with('/'));
        let (convention, folder) = whole.min_by_key(|(_, folder)| folder.len())?;
        let told = DEFAULTS.iter().filter_map(|default| Some(default.captures(text)?.get(1)?.as_str()));
        let source = told.filter_map(Locale::parse).next();
        let bare = COMMENTS.replace_all(text, "");
        let listed = LISTS.captures_iter(&bare).filter_map(|list| list.get(1)).flat_map(|list| words(list.as_str()));
        let keyed = OBJECTS.find_iter(&bare).flat_map(|start| keys(&bare[start.end()..]));
        let blocks = BLOCKS.find_iter(&bare).flat_map(|start| block_keys(&bare[start.end()..]));
        let single = ENTRIES.captures_iter(&bare).filter_map(|entry| entry.get(1)).map(|name| name.as_str());
        let all = listed.chain(keyed).chain(blocks).chain(single);
        let names = all.filter(|name| Locale::parse(name).or_else(|| Locale::unregistered(name)).is_some());
        Some(Self { folder, convention, source, names: names.map(str::to_lowercase).collect() })
    }

    /// Whether the file is about the pages below `folder`: it stands around them, or below one of the folders in it that
    /// `is_locale` names.
    pub(super) fn is_about(&self, folder: &str, is_locale: impl Fn(&str) -> bool) -> bool {
        let inside = self.folder.strip_prefix(folder).and_then(|inside| inside.split('/').next());
        folder.starts_with(self.folder) || inside.is_some_and(is_locale)
    }

    /// How near the file stands to the pages that it is about: the more, the nearer.
    pub(super) fn nearness(&self) -> usize {
        self.folder.len()
    }

    pub(super) fn names(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
    }
}

fn expression(text: &str) -> Regex {
    Regex::new(text).expect("a valid expression")
}

/// `defaultLocale: 'zh'`, `default_language = "zh"`, `defaultContentLanguage: zh`; `root: { label: '中文', lang: 'zh-CN' }`;
/// `"language": "zh", "default": true`, in one line or two.
static DEFAULTS: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        r#"(?i)\bdefault_?(?:content)?_?(?:locale|language|lang)['"]?\s*[:=]\s*['"]?([A-Za-z]{2,3}(?:[-_]\w+)*)\b"#,
        r#"\broot['"]?\s*:\s*\{[^{}]*?\blang['"]?\s*:\s*['"]([\w-]+)['"]"#,
        r#"\b(?:locale|language)['"]?\s*:\s*['"]?([\w-]+)['"]?,?\s*['"]?default['"]?\s*:\s*true"#,
    ]
    .map(expression)
});
/// `/* … */` and `// …`, but not `https://`.
static COMMENTS: LazyLock<Regex> = LazyLock::new(|| expression(r"(?s)/\*.*?\*/|(?m:(?:^|\s)//[^\n]*$)"));
/// `locales: ["en", "zh"]`.
static LISTS: LazyLock<Regex> =
    LazyLock::new(|| expression(r#"\b(?:locales|languages|langs)['"]?\s*[:=]\s*\[([^\[\]{}]*)\]"#));
/// `locales: {`, before the keys of an object.
static OBJECTS: LazyLock<Regex> =
    LazyLock::new(|| expression(r#"\b(?:locales|languages|langs)['"]?\s*(?::|=|\?\?)\s*\{"#));
/// `languages:`, before the keys of a YAML mapping.
static BLOCKS: LazyLock<Regex> = LazyLock::new(|| expression(r"(?m)^\s*(?:locales|languages|langs):[ \t]*(?:#.*)?\n"));
/// `locale: de`, `"language": "de"`, `[languages.de]`.
static ENTRIES: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r#"(?m)(?:\b(?:locale|language|lang|hreflang)['"]?\s*[:=]\s*|^\s*\[languages\.)['"]?([A-Za-z]{2,3}(?:[-_]\w+)*)\b"#,
    )
});
static WORD: LazyLock<Regex> = LazyLock::new(|| expression(r#"['"]?([A-Za-z][\w-]*)['"]?"#));

fn words(list: &str) -> impl Iterator<Item = &str> {
    WORD.captures_iter(list).filter_map(|word| Some(word.get(1)?.as_str()))
}

/// The keys of the object whose text begins behind its `{`, without those of objects inside.
fn keys(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' if depth == 0 => break,
            '}' | ']' | ')' => depth -= 1,
            ':' if depth == 0 => keys.push(text[start..at].trim().trim_matches(['"', '\''])),
            _ => {}
        }
        if depth == 0 && matches!(c, ',' | '}' | ']' | ')') {
            start = at + 1;
        }
    }
    keys
}

/// The keys of the YAML mapping whose first line begins `text`, without those of mappings inside.
fn block_keys(text: &str) -> Vec<&str> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = text.lines().find(|line| !line.trim().is_empty()).map_or(0, indent);
    let below = text.lines().take_while(|line| line.trim().is_empty() || indent(line) >= own.max(1));
    let keys = below.filter(|line| indent(line) == own).filter_map(|line| line.split_once(':'));
    keys.map(|(key, _)| key.trim().trim_matches(['"', '\''])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(path: &str, text: &str, source: Option<&str>, expected: &[&str]) {
        let settings = Settings::read(path, text).expect("a known file");
        assert_eq!(settings.source.as_ref().map(Locale::as_str), source, "{text}");
        assert_eq!(settings.names.iter().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn locales_are_found_in_any_language() {
        let program =
            "// locales: ['xh']\nexport default { i18n: { defaultLocale: 'en', locales: ['en', \"zh-Hans\"] } };\n";
        found("docusaurus.config.js", program, Some("en"), &["en", "zh-hans"]);
        let object =
            "starlight({ locales: { root: { label: 'English', lang: 'en' }, fil: { label: 'F' }, 'pt-br': {} } })";
        found("docs/astro.config.mjs", object, Some("en"), &["en", "fil", "pt-br"]);
        let yaml =
            "defaultContentLanguage: zh\nlanguages:\n  en:\n    label: English\n  zh:\n    label: x\nmenu:\n  de: x\n";
        found("config/_default/hugo.yaml", yaml, Some("zh"), &["en", "zh"]);
        found("hugo.toml", "[languages.en]\ntitle = \"x\"\n[languages.pcm]\n", None, &["en", "pcm"]);
        let json = "{\"navigation\": {\"languages\": [{\"language\": \"en\", \"default\": true, \"tabs\": []}, {\"language\": \"cn\"}]}}";
        found("docs.json", json, Some("en"), &["cn", "en"]);
        let plugin = "plugins:\n  - i18n:\n      languages:\n        - locale: en\n          default: true\n        - locale: hk\n";
        found("mkdocs.yml", plugin, Some("en"), &["en", "hk"]);
        assert!(Settings::read("other.json", "{}").is_none());
    }

    #[test]
    fn a_file_is_about_what_stands_below_it_and_about_the_locales_around_it() {
        let settings = Settings::read("site/docs/en/mkdocs.yml", "").expect("a known file");
        let about = |folder| settings.is_about(folder, |name| name == "en");
        assert!(about("site/docs/en/") && about("site/docs/en/guide/") && about("site/docs/"));
        assert!(!about("site/") && !about("") && !about("other/"));
    }
}
