//! What addresses call a locale.

use crate::locale::Locale;

/// Names that sites give to locales, though no registry knows them as languages: most are countries.
const NAMES: [(&str, &str); 15] = [
    ("br", "pt-BR"),
    ("chs", "zh-Hans"),
    ("cht", "zh-Hant"),
    ("cn", "zh-CN"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gr", "el"),
    ("hk", "zh-HK"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("mo", "zh-MO"),
    ("se", "sv"),
    ("tw", "zh-TW"),
    ("ua", "uk"),
    ("vn", "vi"),
];

/// The locale of a page, and the names that folders, hosts and addresses give to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech(Option<Locale>);

impl Speech {
    /// The names of `locale`.
    #[must_use]
    pub fn of(locale: &Locale) -> Self {
        Self(Some(locale.clone()))
    }

    /// The names of English.
    #[must_use]
    pub fn english() -> Self {
        Self(Locale::parse("en"))
    }

    /// The names of all locales.
    #[must_use]
    pub fn any() -> Self {
        Self(None)
    }

    /// Whether its texts may be written in the letters of English.
    #[must_use]
    pub fn is_latin(&self) -> bool {
        const OTHERS: [&str; 17] =
            ["ar", "be", "bg", "el", "fa", "he", "hi", "ja", "ka", "ko", "mk", "ru", "sr", "ta", "th", "uk", "zh"];
        self.0.as_ref().is_none_or(|locale| !OTHERS.contains(&locale.language()))
    }

    /// Whether `name` is one of its names: `pt` and `pt-br` of Brazilian Portuguese, but not `pt-pt`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        let Some(own) = &self.0 else { return named(name).is_some() };
        name.eq_ignore_ascii_case(own.as_str())
            || named(name).is_some_and(|locale| {
                locale.language() == own.language()
                    && variant(&locale).zip(variant(own)).is_none_or(|(one, other)| one == other)
            })
    }

    /// Whether `name` is that of some locale, but of none of these.
    #[must_use]
    pub fn is_foreign(name: &str, known: [&Self; 2]) -> bool {
        named(name).is_some() && !known.iter().any(|speech| speech.is(name))
    }

    /// `name` without the locale at its end: `rope` for `rope-cn`, `map` for `map.ja`.
    #[must_use]
    pub fn without_suffix<'n>(&self, name: &'n str) -> &'n str {
        let mut cuts = name.match_indices(['-', '_', '.']).filter(|&(at, _)| at > 0);
        cuts.find(|&(at, _)| self.is(&name[at + 1..])).map_or(name, |(at, _)| &name[..at])
    }
}

/// The locale that a name stands for, where it can hardly be a word.
fn named(name: &str) -> Option<Locale> {
    let own = NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    match own {
        Some((_, tag)) => Locale::parse(tag),
        None => Locale::parse(name).filter(Locale::is_evident),
    }
}

/// What tells two locales of a language apart: the script of Chinese, the region of others.
fn variant(locale: &Locale) -> Option<&str> {
    let parts = || locale.as_str().split('-').skip(1);
    if locale.language() == "zh" {
        return parts().find_map(|part| match part {
            "Hans" | "CN" | "SG" => Some("Hans"),
            "Hant" | "TW" | "HK" | "MO" => Some("Hant"),
            _ => None,
        });
    }
    parts().last()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speech(tag: &str) -> Speech {
        Speech::of(&Locale::parse(tag).expect("a tag"))
    }

    #[test]
    fn a_locale_has_many_names() {
        let chinese = speech("zh-CN");
        assert!(["zh", "zh-cn", "zh_CN", "zh-hans", "cn"].iter().all(|name| chinese.is(name)));
        assert!(!["zh-tw", "hk", "ja", "guide"].iter().any(|name| chinese.is(name)));
        assert!(speech("pt-BR").is("pt") && !speech("pt-BR").is("pt-pt"));
        assert!(Speech::is_foreign("ja", [&chinese, &speech("en")]));
        assert!(!Speech::is_foreign("api", [&chinese, &speech("en")]));
    }

    #[test]
    fn a_name_may_end_in_the_locale() {
        assert_eq!(speech("zh-CN").without_suffix("rope-cn"), "rope");
        assert_eq!(speech("zh-CN").without_suffix("big-rope-zh-cn"), "big-rope");
        assert_eq!(speech("de").without_suffix("rope-cn"), "rope-cn");
    }
}
