//! What a request header carries.

use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

/// The value of a request header as a page describes it: what is sent, among words about it.
///
/// ```
/// let contract: docparity::Contract = "header Accept: application/json or message/rfc822".parse()?;
/// assert_eq!(contract.headers[0].value.media_types().collect::<Vec<_>>(), ["application/json", "message/rfc822"]);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HeaderValue(String);

/// The HTTP Authentication Scheme Registry of IANA: <https://www.iana.org/assignments/http-authschemes>.
const SCHEMES: [&str; 14] = [
    "Basic",
    "Bearer",
    "Concealed",
    "DPoP",
    "Digest",
    "GNAP",
    "HOBA",
    "Mutual",
    "Negotiate",
    "OAuth",
    "PrivateToken",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
    "vapid",
];

/// A media type or a range of them, as RFC 6838 writes its names, of a top-level type in the registry of IANA:
/// <https://www.iana.org/assignments/top-level-media-types>.
static MEDIA_TYPE: LazyLock<Regex> = LazyLock::new(|| {
    let top_level = "application|audio|example|font|haptics|image|message|model|multipart|text|video";
    Regex::new(&format!(r"\b(?:{top_level})/(?:[A-Za-z0-9][A-Za-z0-9.+_-]*[A-Za-z0-9]|\*)")).expect("valid")
});
static SETTING: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[a-z][a-z.-]*=[A-Za-z][A-Za-z-]*\b").expect("valid"));
static PLACEHOLDER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{[A-Za-z][\w -]*\}|<[A-Za-z][\w -]*>").expect("valid"));

/// Words for `required`, as header tables of several languages write it.
const REQUIRED: [&str; 14] = [
    "required",
    "erforderlich",
    "obligatori",
    "requerid",
    "necesari",
    "obligatoire",
    "requis",
    "必須",
    "必需",
    "필수",
    "обязател",
    "требуется",
    "verplicht",
    "wymagan",
];

impl HeaderValue {
    /// The authorization scheme, where it stands for itself: before a placeholder, or first in a cell.
    #[must_use]
    pub fn scheme(&self) -> Option<&'static str> {
        SCHEMES.into_iter().find(|scheme| {
            self.split_once(scheme).is_some_and(|(before, after)| {
                let opens = |text: &str| text.starts_with(['{', '<', '[']);
                let before = before.trim_end();
                let before_placeholder = after.starts_with(char::is_whitespace) && opens(after.trim_start());
                let begins_cell = before.is_empty() || before.ends_with('|');
                before_placeholder || begins_cell && !opens(after) && !after.starts_with(char::is_alphanumeric)
            })
        })
    }

    /// The media types, in order.
    pub fn media_types(&self) -> impl Iterator<Item = &str> {
        // Most values have none.
        let value = if self.contains('/') { &**self } else { "" };
        MEDIA_TYPE.find_iter(value).map(|found| found.as_str())
    }

    /// The fixed values of the form `return=minimal`, as `Prefer` takes them.
    pub fn settings(&self) -> impl Iterator<Item = &str> {
        SETTING.find_iter(self).map(|found| found.as_str())
    }

    /// The placeholders, with their braces.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        PLACEHOLDER.find_iter(self).map(|found| found.as_str())
    }

    /// The words that are sent, in order: schemes, media types and what else has a slash, settings, and placeholders.
    pub(super) fn sent(&self) -> impl Iterator<Item = &str> {
        let words = self.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '。' | '、'));
        let words = words.map(|word| word.trim_matches(['.', ':', '`', '"', '(', ')']));
        words.filter(|word| {
            SCHEMES.iter().any(|scheme| word.starts_with(scheme))
                || word.contains(['{', '<', '=', '['])
                || word.split_once('/').is_some_and(|(kind, rest)| !kind.is_empty() && !rest.is_empty())
        })
    }

    /// Whether the page says that the header is required.
    pub(super) fn is_required(&self) -> bool {
        let value = self.to_lowercase();
        REQUIRED.iter().any(|word| value.contains(word)) && !value.contains("not required")
    }
}

impl From<String> for HeaderValue {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl Deref for HeaderValue {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for HeaderValue {
    fn eq(&self, text: &&str) -> bool {
        **self == **text
    }
}

impl fmt::Display for HeaderValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_stands_for_itself() {
        let scheme = |value: &str| HeaderValue::from(value.to_owned()).scheme();
        assert_eq!(scheme("DPoP {token}. Required."), Some("DPoP"));
        assert_eq!(scheme("x | Negotiate, as the server asks"), Some("Negotiate"));
        for prose in ["The Basic plan is enough.", "Bearer{token}", "Mutually agreed"] {
            assert_eq!(scheme(prose), None, "{prose}");
        }
    }

    #[test]
    fn a_media_type_has_a_top_level_type_of_the_registry() {
        let value = HeaderValue::from("message/rfc822, haptics/ivs; image/*, and/or 1/2, Context/html".to_owned());
        assert_eq!(value.media_types().collect::<Vec<_>>(), ["message/rfc822", "haptics/ivs", "image/*"]);
    }
}
