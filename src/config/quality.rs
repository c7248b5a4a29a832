//! `quality:` of `docparity.yaml`: how much a locale may cost before the report fails it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::value::{Text, Value};

/// How much each locale may cost at most; nothing is judged without a limit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quality {
    /// The limits of all locales.
    pub all: Limits,
    /// Other limits for some locales, by tag.
    pub locales: BTreeMap<String, Limits>,
    /// Limits for the issues of an MQM category, in each locale.
    pub categories: BTreeMap<String, Limits>,
}

/// The most that is let pass.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Limits {
    /// Penalty points for 1,000 words of the English.
    pub points: Option<f64>,
    /// Critical issues.
    pub critical: Option<usize>,
}

impl Quality {
    /// Whether anything is judged.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        *self != Self::default()
    }

    /// The limits of a locale.
    #[must_use]
    pub fn of(&self, locale: &str) -> Limits {
        let own = self.locales.get(locale).copied().unwrap_or_default();
        Limits { points: own.points.or(self.all.points), critical: own.critical.or(self.all.critical) }
    }
}

/// The limits of all locales, and others for some.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(
    default,
    rename_all = "kebab-case",
    deny_unknown_fields,
    expecting = "a map with `points`, `critical`, `locales` or `categories`"
)]
pub(super) struct QualityKeys {
    /// The most penalty points for 1,000 words of the English.
    #[schemars(example = &"5")]
    points: Option<Value<Points>>,
    /// The most critical issues.
    #[schemars(example = &"0")]
    critical: Option<Value<Issues>>,
    /// Other limits for some locales.
    #[schemars(example = serde_json::json!({"ja-JP": {"points": "10"}}))]
    locales: BTreeMap<String, LimitKeys>,
    /// Limits for the issues of an MQM category, in each locale.
    #[schemars(example = serde_json::json!({"accuracy/do-not-translate": {"points": "2"}}))]
    categories: BTreeMap<String, LimitKeys>,
}

/// The most that is let pass.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields, expecting = "a map with `points` or `critical`")]
struct LimitKeys {
    /// The most penalty points for 1,000 words of the English.
    #[schemars(example = &"10")]
    points: Option<Value<Points>>,
    /// The most critical issues.
    #[schemars(example = &"0")]
    critical: Option<Value<Issues>>,
}

/// Penalty points for 1,000 words.
#[derive(Debug, Clone, Copy)]
struct Points(f64);

/// A number of issues.
#[derive(Debug, Clone, Copy)]
struct Issues(usize);

impl Text for Points {
    const FORM: &'static str = "penalty points for 1,000 words, such as `5` or `2.5`";

    fn read(text: &str) -> Result<Self, String> {
        let points = text.trim().parse().ok().filter(|points: &f64| points.is_finite() && *points >= 0.0);
        points
            .map(Self)
            .ok_or_else(|| format!("`{text}` is no number of penalty points; write for example `5` or `2.5`"))
    }
}

impl Text for Issues {
    const FORM: &'static str = "a number of issues, such as `0`";

    fn read(text: &str) -> Result<Self, String> {
        let issues = text.trim().parse().ok();
        issues.map(Self).ok_or_else(|| format!("`{text}` is no number of issues; write for example `0`"))
    }
}

impl From<LimitKeys> for Limits {
    fn from(keys: LimitKeys) -> Self {
        Self { points: keys.points.map(|Value(it)| it.0), critical: keys.critical.map(|Value(it)| it.0) }
    }
}

impl From<QualityKeys> for Quality {
    fn from(keys: QualityKeys) -> Self {
        let limits =
            |named: BTreeMap<String, LimitKeys>| named.into_iter().map(|(name, keys)| (name, keys.into())).collect();
        Self {
            all: LimitKeys { points: keys.points, critical: keys.critical }.into(),
            locales: limits(keys.locales),
            categories: limits(keys.categories),
        }
    }
}
