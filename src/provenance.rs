//! What a translated page says about the English it was made from.

mod co_op_translator;
mod hashes;
mod mdn;
mod open_localization;
mod origin;
mod record;

pub use co_op_translator::{SIDECAR, sidecar};
pub use hashes::Hashes;
pub use origin::{Gap, Origin, Proof};
pub use record::Record;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::locale::Locale;
use crate::span::Span;

/// How a page was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Translation {
    /// By machine (`MT`), or by a pipeline that does not say (`Auto`).
    Machine,
    /// By a person (`HT`).
    Human,
}

/// What a page, or a file beside it, records. One module of this folder reads each way of recording it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The hash of the English file, as lower-case hex digits: SHA-1 or MD5.
    pub hash: Option<String>,
    /// The commit of the English tree that the English was taken from, as lower-case hex digits.
    pub commit: Option<String>,
    /// How the page was translated.
    pub translation: Option<Translation>,
    /// The locale.
    pub locale: Option<Locale>,
    /// The day of the last hand-off, as year, month and day.
    pub handoff: Option<(u16, u8, u8)>,
}

impl Provenance {
    /// Reads a page: its front matter, which stands at `block`, and its comments. `recorded` is the hash that a file beside
    /// the page names.
    #[must_use]
    pub fn read(text: &str, block: Option<Span>, recorded: Option<&str>) -> Self {
        let mut provenance = Self { hash: recorded.map(str::to_owned), ..Self::default() };
        co_op_translator::read(text, &mut provenance);
        if let Some(block) = block {
            open_localization::read(text, block, &mut provenance);
            mdn::read(text, block, &mut provenance);
        }
        provenance
    }
}

/// Whether `text` is a SHA-1 in hex digits.
#[must_use]
pub fn is_sha1(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The commit that `text` names, whole: SHA-1 or SHA-256 in hex digits.
fn commit(text: &str) -> Option<String> {
    let whole = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| text.to_ascii_lowercase())
}

/// Reads a date written `MM/DD/YYYY`.
#[must_use]
pub fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day, year): (u8, u8, u16) = (month.parse().ok()?, day.parse().ok()?, year.parse().ok()?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && year >= 1970 && parts.next().is_none();
    valid.then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provenance_survives_broken_yaml() {
        let text = "title: a: b\nms.contentlocale: de-de\nms.lasthandoff: 02/26/2019\nms.translationtype: HT\nms.openlocfilehash: 40b\n";
        let provenance = Provenance::read(text, Some(Span::new(0, text.len())), None);
        assert_eq!(provenance.locale.as_ref().map(Locale::as_str), Some("de-DE"));
        assert_eq!(provenance.handoff, Some((2019, 2, 26)));
        assert_eq!(provenance.translation, Some(Translation::Human));
        assert_eq!(provenance.hash, None);
    }

    #[test]
    fn a_date_has_a_month_first() {
        assert_eq!(date("12/31/2018"), Some((2018, 12, 31)));
        for wrong in ["31/12/2018", "2018-12-31", "1/1", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
