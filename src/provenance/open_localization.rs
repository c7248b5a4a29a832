//! The `ms.*` keys that the Open Localization pipeline writes into a page's front matter.

use super::{Provenance, Translation, commit, date, is_sha1};
use crate::locale::Locale;
use crate::page::FrontMatter;
use crate::span::Span;

/// Reads the front matter that stands at `block` of `text`, line by line, so that it is known also where the block is no
/// valid YAML. What is malformed counts as absent.
pub(super) fn read(text: &str, block: Span, provenance: &mut Provenance) {
    for (key, value) in FrontMatter::lines(text, block) {
        let value = value.of(text).trim_matches(['"', '\'']);
        match key {
            "ms.openlocfilehash" if is_sha1(value) => provenance.hash = Some(value.to_ascii_lowercase()),
            "ms.sourcegitcommit" => provenance.commit = commit(value),
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
}
