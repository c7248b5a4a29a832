//! Locales: BCP 47 tags, and what folder names of locales look like.

use std::fmt;

use oxilangtag::LanguageTag;
use serde::Serialize;

/// A BCP 47 language tag in canonical case, for example `de-DE` or `zh-Hans`.
///
/// ```
/// use docparity::Locale;
///
/// let locale = Locale::parse("PT_br").expect("a language tag");
/// assert_eq!(locale.to_string(), "pt-BR");
/// assert!(locale.is_in(&Locale::parse("pt").expect("a language tag")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Locale(String);

/// The two-letter codes of ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii \
    ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr \
    ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl \
    sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The ISO 15924 codes that language tags carry in practice. Without the list, `no-hash` would be a kind of Norwegian.
const SCRIPTS: &str = "Adlm Arab Armn Beng Cyrl Deva Ethi Geor Grek Gujr Guru Hans Hant Hebr Jpan Khmr Knda Kore Laoo Latn \
    Mlym Mong Mymr Olck Orya Sinh Taml Telu Tfng Thaa Thai Tibt Vaii Yiii";

/// The three-letter codes of the languages that can be detected, with the tag of each.
const DETECTED: &str = "cmn:zh spa:es por:pt rus:ru deu:de jpn:ja fra:fr ita:it kor:ko eng:en nld:nl pol:pl ces:cs tur:tr ukr:uk \
    swe:sv dan:da nob:nb fin:fi hun:hu ell:el heb:he ara:ar hin:hi ben:bn tha:th vie:vi ind:id ron:ro bul:bg \
    slk:sk slv:sl hrv:hr srp:sr lit:lt lav:lv est:et pes:fa kan:kn tam:ta tel:te mal:ml mar:mr guj:gu pan:pa \
    urd:ur cat:ca";

impl Locale {
    /// Reads a tag in any case, with `-` or `_` between its parts. `None` if it is none, or if its language is not
    /// known: `v1`, `api` and `docs` are no locales.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = LanguageTag::parse_and_normalize(&tag.replace('_', "-")).ok()?;
        let language = tag.primary_language();
        let known = match language.len() {
            2 => LANGUAGES.split_ascii_whitespace().any(|code| code == language),
            3 => tag.region().is_some() && tag.region().is_some_and(|region| region.len() == 2),
            _ => false,
        };
        let script = tag.script().is_none_or(|script| SCRIPTS.split_ascii_whitespace().any(|known| known == script));
        let plain = tag.variant().is_none() && tag.extension().is_none() && tag.private_use().is_none();
        (known && script && plain && tag.extended_language().is_none()).then(|| Self(tag.into_inner()))
    }

    /// Reads the name of a folder that is a tag (`de-DE`) or ends in one (`docs.de-DE`). The text before the tag comes
    /// second, empty where there is none.
    #[doc(hidden)]
    #[must_use]
    pub fn of_folder(name: &str) -> Option<(Self, &str)> {
        if let Some(locale) = Self::parse(name) {
            return Some((locale, ""));
        }
        let (stem, tag) = name.rsplit_once('.')?;
        Some((Self::parse(tag)?, stem))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether the locale is `range` or a kind of it: `de-AT` is in `de` (basic filtering of RFC 4647).
    #[must_use]
    pub fn is_in(&self, range: &Self) -> bool {
        self.0.strip_prefix(&range.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    /// Whether the locale is a kind of English: the language of the source.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.language() == "en"
    }

    /// The language of a text, told from its words. For texts that say nothing else about their locale.
    #[doc(hidden)]
    #[must_use]
    pub fn detect(text: &str) -> Option<Self> {
        let code = whatlang::detect(text)?.lang().code();
        let (_, tag) = DETECTED
            .split_ascii_whitespace()
            .filter_map(|pair| pair.split_once(':'))
            .find(|(long, _)| *long == code)?;
        Some(Self(tag.to_owned()))
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<String> {
        Locale::parse(text).map(|locale| locale.to_string())
    }

    #[test]
    fn tags_are_read_in_any_spelling() {
        assert_eq!(tag("DE-de").as_deref(), Some("de-DE"));
        assert_eq!(tag("pt_br").as_deref(), Some("pt-BR"));
        assert_eq!(tag("zh-hans").as_deref(), Some("zh-Hans"));
        assert_eq!(tag("sr_latn_rs").as_deref(), Some("sr-Latn-RS"));
    }

    #[test]
    fn other_names_are_no_tags() {
        for name in ["api", "v1.0", "docs", "beta", "xx-YY", "no-hash", "de-api-reference", "", "-"] {
            assert_eq!(tag(name), None, "{name}");
        }
    }

    #[test]
    fn a_language_is_the_range_of_its_locales() {
        let is_in =
            |one: &str, range: &str| Locale::parse(one).expect("a tag").is_in(&Locale::parse(range).expect("a tag"));
        assert!(is_in("de-AT", "DE") && is_in("zh-Hans-CN", "zh_hans") && is_in("de", "de"));
        assert!(!is_in("de", "de-AT") && !is_in("fil-PH", "fi"));
    }

    #[test]
    fn a_folder_may_end_in_its_tag() {
        let (locale, stem) = Locale::of_folder("contoso-docs.ja-JP").expect("a locale");
        assert_eq!((locale.as_str(), stem), ("ja-JP", "contoso-docs"));
        assert!(Locale::of_folder("v1.0").is_none());
    }
}
