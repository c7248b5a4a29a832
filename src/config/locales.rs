//! `locales:` of `docparity.yaml`: which locales are checked, and what the paths of a project call them.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::value::{List, Text, Value};
use crate::locale::Locale;
use crate::rules::nearest;

/// Which locales are checked.
#[derive(Debug, Clone, Default)]
pub struct Locales {
    /// Only these, where there are any. A language stands for all its locales.
    pub include: Vec<Locale>,
    /// All but these.
    pub exclude: Vec<Locale>,
}

impl Locales {
    /// Whether pages of `locale` are checked.
    #[must_use]
    pub fn allow(&self, locale: Option<&Locale>) -> bool {
        let among = |ranges: &[Locale]| locale.is_some_and(|locale| ranges.iter().any(|range| locale.is_in(range)));
        (self.include.is_empty() || among(&self.include)) && !among(&self.exclude)
    }
}

/// Which locales are checked, and codes of the project with the locales that they stand for.
#[derive(Debug, Default, JsonSchema)]
#[schemars(default)]
pub(super) struct LocaleKeys {
    /// Only these.
    #[schemars(example = vec!["de-DE", "ja"])]
    pub(super) include: List<Locale>,
    /// All but these.
    #[schemars(example = vec!["zh-TW"])]
    pub(super) exclude: List<Locale>,
    /// The locale that folders or files called by this code stand for.
    #[schemars(flatten)]
    pub(super) codes: BTreeMap<String, Value<Locale>>,
}

impl Text for Locale {
    const FORM: &'static str = "a language tag";

    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text)
            .ok_or_else(|| format!("`{text}` is no language tag of BCP 47; write it like `de-DE` or `zh-Hans`"))
    }
}

const LISTS: [&str; 2] = ["include", "exclude"];

impl<'de> Deserialize<'de> for LocaleKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KeysVisitor)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = LocaleKeys;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map with `include`, `exclude` or codes of locales")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LocaleKeys, A::Error> {
        let mut keys = LocaleKeys::default();
        let mut seen = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
            match &*key {
                "include" => keys.include = map.next_value()?,
                "exclude" => keys.exclude = map.next_value()?,
                near if nearest(near, LISTS.into_iter()).is_some() => {
                    return Err(A::Error::unknown_field(near, &LISTS));
                }
                code => {
                    keys.codes.insert(code.to_owned(), map.next_value()?);
                }
            }
            seen.push(key);
        }
        Ok(keys)
    }
}
