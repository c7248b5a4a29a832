//! The `ms.*` keys that the Open Localization pipeline writes into a page's front matter.

use super::mark::{Key, Mark, Provenance, Translation, Written};
use super::value::{commit, date, is_sha1};
use crate::locale::Locale;

pub(super) const MARK: Mark = Mark { name: HASH, read, keys: &KEYS, sidecars: &[] };

const HASH: &str = "ms.openlocfilehash";

const KEYS: [Key; 6] = [
    Key { name: HASH, is_valid: is_sha1, form: "the 40 hex digits of a SHA-1" },
    Key { name: "ms.sourcegitcommit", is_valid: is_sha1, form: "the 40 hex digits of a commit" },
    Key { name: "ms.translationtype", is_valid: |value| translation(value).is_some(), form: "`MT`, `HT` or `Auto`" },
    Key { name: "ms.contentlocale", is_valid: |value| Locale::parse(value).is_some(), form: "a language tag" },
    Key { name: "ms.lasthandoff", is_valid: |value| date(value).is_some(), form: "a date MM/DD/YYYY" },
    Key { name: "ms.locfileid", is_valid: is_number, form: "a number" },
];

fn translation(value: &str) -> Option<Translation> {
    match value {
        "MT" | "Auto" => Some(Translation::Machine),
        "HT" => Some(Translation::Human),
        _ => None,
    }
}

fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    let mut carries = false;
    for (key, value) in page.keys() {
        carries |= key == HASH;
        match key {
            HASH if is_sha1(value) => provenance.hash = Some(value.to_ascii_lowercase()),
            "ms.sourcegitcommit" => provenance.commit = commit(value),
            "ms.translationtype" => provenance.translation = translation(value),
            "ms.contentlocale" => provenance.locale = Locale::parse(value),
            "ms.lasthandoff" => provenance.handoff = date(value),
            _ => {}
        }
    }
    carries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn provenance_survives_broken_yaml() {
        let text = "title: a: b\nms.contentlocale: de-de\nms.lasthandoff: 02/26/2019\nms.translationtype: HT\nms.openlocfilehash: 40b\n";
        let mut provenance = Provenance::default();
        assert!(read(&Written::new(text, Some(Span::new(0, text.len()))), &mut provenance));
        assert_eq!(provenance.locale.as_ref().map(Locale::as_str), Some("de-DE"));
        assert_eq!(provenance.handoff, Some((2019, 2, 26)));
        assert_eq!(provenance.translation, Some(Translation::Human));
        assert_eq!(provenance.hash, None);
    }
}
