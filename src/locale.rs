//! Locales: BCP 47 tags, and what folder names of locales look like.

use std::collections::BTreeMap;
use std::fmt;

use isolang::Language;
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

/// The ISO 15924 codes, of four letters each, that language tags carry in practice. Without the list, `no-hash` would be a kind of Norwegian.
const SCRIPTS: &str = "Adlm Arab Armn Beng Cyrl Deva Ethi Geor Grek Gujr Guru Hans Hant Hebr Jpan Khmr Knda Kore Laoo Latn \
    Mlym Mong Mymr Olck Orya Sinh Taml Telu Tfng Thaa Thai Tibt Vaii Yiii";

/// The ISO 3166 codes of regions, of two letters each, with those that stand for them in practice. Without the list, `is-ok` would be Icelandic.
const REGIONS: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
    ET EU FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM \
    IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF \
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK \
    PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD \
    TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UK UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// The three-letter codes of the languages that can be detected, with the tag of each.
#[cfg(feature = "detect")]
const DETECTED: &str = "cmn:zh spa:es por:pt rus:ru deu:de jpn:ja fra:fr ita:it kor:ko eng:en nld:nl pol:pl ces:cs tur:tr ukr:uk \
    swe:sv dan:da nob:nb fin:fi hun:hu ell:el heb:he ara:ar hin:hi ben:bn tha:th vie:vi ind:id ron:ro bul:bg \
    slk:sk slv:sl hrv:hr srp:sr lit:lt lav:lv est:et pes:fa kan:kn tam:ta tel:te mal:ml mar:mr guj:gu pan:pa \
    urd:ur cat:ca";

/// Words in the names of repositories that hold documentation.
const DOCS: [&str; 12] = [
    "book",
    "docs",
    "doc",
    "documentation",
    "guide",
    "handbook",
    "i18n",
    "l10n",
    "site",
    "translation",
    "translations",
    "website",
];

/// What a project calls its locales: codes of its own, and language tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes(BTreeMap<String, Locale>);

impl Codes {
    /// The locales by code. Codes are compared without case.
    pub fn new(codes: impl IntoIterator<Item = (String, Locale)>) -> Self {
        Self(codes.into_iter().map(|(code, locale)| (code.to_lowercase(), locale)).collect())
    }

    /// The locale that `name` is a code of.
    #[must_use]
    pub fn own(&self, name: &str) -> Option<&Locale> {
        if self.0.is_empty() { None } else { self.0.get(&name.to_lowercase()) }
    }

    /// The locale that `name` is a code or a tag of.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<Locale> {
        self.own(name).cloned().or_else(|| Locale::parse(name))
    }
}

impl Locale {
    /// Reads a tag in any case, with `-` or `_` between its parts. `None` if it is none, or if its language is not
    /// registered: `v1` and `docs` are no locales. Many words are languages too: `api` is spoken in Brazil. So a name that
    /// only may be a locale's is better read with [`Locale::of_folder`].
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = LanguageTag::parse_and_normalize(&tag.replace('_', "-")).ok()?;
        let language = tag.primary_language();
        let registered = match language.len() {
            2 => Language::from_639_1(language)?,
            3 => Language::from_639_3(language)?,
            _ => return None,
        };
        let among = |codes: &str, code: &str| {
            let mut known = codes.as_bytes().chunks(code.len() + 1);
            known.any(|known| known.trim_ascii_end() == code.as_bytes())
        };
        let script = tag.script().is_none_or(|script| among(SCRIPTS, script));
        let region = tag
            .region()
            .is_none_or(|region| region.len() == 3 || among(REGIONS, region) || region.eq_ignore_ascii_case(language));
        let plain = tag.variant().is_none() && tag.extension().is_none() && tag.private_use().is_none();
        // BCP 47 knows a language by its shortest code only.
        let short = registered.to_639_1().unwrap_or(language);
        let rest = &tag.as_str()[language.len()..];
        (script && region && plain && tag.extended_language().is_none()).then(|| Self(format!("{short}{rest}")))
    }

    /// A locale that is called by a code of its own, which no registry knows: `hk`. `None` where the name has not the form
    /// of a code: two or three letters, perhaps with a script or a region.
    #[doc(hidden)]
    #[must_use]
    pub fn unregistered(name: &str) -> Option<Self> {
        let tag = LanguageTag::parse_and_normalize(&name.replace('_', "-")).ok()?;
        let plain = tag.variant().is_none() && tag.extension().is_none() && tag.private_use().is_none();
        let code = tag.primary_language().len() <= 3 && tag.extended_language().is_none();
        (plain && code).then(|| Self(tag.into_inner()))
    }

    /// Whether a name of such a locale is hardly ever something else: its language has a code of two letters. Three letters
    /// are as often a word: `api`, `log`, `how-to`.
    #[doc(hidden)]
    #[must_use]
    pub fn is_evident(&self) -> bool {
        self.language().len() == 2
    }

    /// Reads the name of a folder that is a tag (`de-DE`) or ends in one (`docs.de-DE`), where the name alone makes that
    /// evident. The text before the tag comes second, empty where there is none.
    #[doc(hidden)]
    #[must_use]
    pub fn of_folder(name: &str) -> Option<(Self, &str)> {
        if let Some(locale) = Self::parse(name) {
            return locale.is_evident().then_some((locale, ""));
        }
        let (stem, tag) = name.rsplit_once('.')?;
        let locale = Self::parse(tag)?;
        (locale.is_evident() || locale.as_str().contains('-')).then_some((locale, stem))
    }

    /// Reads the name of a repository, or of its checkout, that holds the pages of one locale: `docs-zh-cn`,
    /// `zh-hans.site.example`, `Docs.fr-fr`. A language alone counts beside a word such as `docs` only.
    #[doc(hidden)]
    #[must_use]
    pub fn of_repository(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let about_docs = name.split(['.', '-', '_']).any(|part| DOCS.contains(&part));
        let is_meant = |locale: &Self| locale.is_evident() && (about_docs || locale.as_str().contains('-'));
        let cuts = |mark: char| name.match_indices(mark).map(|(at, _)| at);
        let places: Vec<usize> = ['.', '-', '_'].into_iter().flat_map(cuts).collect();
        // The longest text that is a locale: `zh-cn` and not `cn`.
        let ends = places.iter().map(|&at| &name[at + 1..]).chain(places.iter().map(|&at| &name[..at]));
        let found = ends.filter_map(|part| Self::parse(part).filter(is_meant));
        found.max_by_key(|locale| locale.as_str().len())
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
    #[cfg(feature = "detect")]
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

    /// Without the feature `detect`, words tell no language.
    #[cfg(not(feature = "detect"))]
    #[doc(hidden)]
    #[must_use]
    pub fn detect(_: &str) -> Option<Self> {
        None
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
    fn every_registered_language_has_a_tag() {
        for name in ["pcm", "fil", "yue", "yue-HK", "ast", "zh-Hans", "sr-Latn", "es-419", "en-uk", "ja-JA"] {
            assert!(tag(name).is_some(), "{name}");
        }
        assert_eq!(tag("deu-AT").as_deref(), Some("de-AT"), "the shortest code counts");
        for name in ["v1.0", "docs", "beta", "xx-YY", "xq", "qqq", "no-hash", "is-ok", "de-api-reference", "", "-"] {
            assert_eq!(tag(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_of_three_letters_says_nothing_by_itself() {
        for name in ["api", "sdk", "faq", "how-to", "how-TO", "src", "new", "log", "pcm", "v1.api", "docs"] {
            assert_eq!(Locale::of_folder(name), None, "{name}");
        }
        assert!(Locale::of_folder("docs.fil-PH").is_some() && Locale::of_folder("zh_CN").is_some());
    }

    #[test]
    fn a_code_of_the_project_comes_before_a_tag() {
        let tag = |text| Locale::parse(text).expect("a tag");
        let codes = Codes::new([("HK".to_owned(), tag("zh-HK")), ("tw".to_owned(), tag("zh-TW"))]);
        assert_eq!(
            [codes.read("hk"), codes.read("tw"), codes.read("de"), codes.read("cn")],
            [Some(tag("zh-HK")), Some(tag("zh-TW")), Some(tag("de")), None]
        );
        let odd = ["cn", "zh-xx", "news", "v1", "a.b"].map(|name| Locale::unregistered(name).is_some());
        assert_eq!(odd, [true, true, false, false, false]);
    }

    #[test]
    fn a_repository_may_hold_one_locale() {
        let locale = |name| Locale::of_repository(name).map(|locale| locale.to_string());
        for (name, tag) in [
            ("docs-zh-cn", "zh-CN"),
            ("zh-hans.site.example", "zh-Hans"),
            ("Docs.fr-fr", "fr-FR"),
            ("docs-fr", "fr"),
            ("ko.docs.example", "ko"),
            ("pt_BR-handbook", "pt-BR"),
        ] {
            assert_eq!(locale(name).as_deref(), Some(tag), "{name}");
        }
        for name in ["docs", "how-to", "go-to-docs", "react.dev", "something.it", "k8s.io", "my-app", "docs-sdk", "de"]
        {
            assert_eq!(locale(name), None, "{name}");
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
