//! What a translated page says about the English it was made from.

use crate::locale::Locale;
use crate::page::FrontMatter;
use crate::span::Span;

/// How a page was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Translation {
    /// By machine (`MT`), or by a pipeline that does not say (`Auto`).
    Machine,
    /// By a person (`HT`).
    Human,
}

/// The provenance keys of a page's front matter. They are read line by line, so that they are known also where the
/// block is no valid YAML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// `ms.openlocfilehash`: the SHA-1 of the English file, as 40 lower-case hex digits.
    pub hash: Option<String>,
    /// `ms.translationtype`.
    pub translation: Option<Translation>,
    /// `ms.contentlocale`.
    pub locale: Option<Locale>,
    /// `ms.lasthandoff`, as year, month and day.
    pub handoff: Option<(u16, u8, u8)>,
}

impl Provenance {
    /// Reads the front matter that stands at `block` of `text`. What is malformed counts as absent.
    #[must_use]
    pub fn read(text: &str, block: Span) -> Self {
        let mut provenance = Self::default();
        for (key, value) in FrontMatter::lines(text, block) {
            let value = value.of(text).trim_matches(['"', '\'']);
            match key {
                "ms.openlocfilehash" if is_sha1(value) => provenance.hash = Some(value.to_ascii_lowercase()),
                "ms.translationtype" => {
                    provenance.translation = match value {
                        "MT" | "Auto" => Some(Translation::Machine),
                        "HT" => Some(Translation::Human),
                        _ => None,
                    }
                }
                "ms.contentlocale" => provenance.locale = Locale::parse(value),
                "ms.lasthandoff" => provenance.handoff = date(value),
                _ => {}
            }
        }
        provenance
    }
}

/// Whether `text` is a SHA-1 in hex digits.
#[must_use]
pub fn is_sha1(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
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
        let provenance = Provenance::read(text, Span::new(0, text.len()));
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
