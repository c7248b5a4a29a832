//! What MDN's translated pages record in their front matter: `sourceCommit` below `l10n`.

use super::{Provenance, commit};
use crate::page::FrontMatter;
use crate::span::Span;

/// Reads the front matter that stands at `block` of `text`, line by line, so that it is known also where the block is no
/// valid YAML. What is malformed counts as absent.
pub(super) fn read(text: &str, block: Span, provenance: &mut Provenance) {
    let mut inside = false;
    for (key, value) in FrontMatter::lines(text, block) {
        let value = value.of(text);
        if !key.starts_with([' ', '\t']) {
            inside = key == "l10n";
            // `l10n: { sourceCommit: … }`
            let flow = value.strip_prefix('{').filter(|_| inside).and_then(|rest| rest.split_once("sourceCommit:"));
            let named = flow.and_then(|(_, rest)| rest.split([',', '}']).next());
            provenance.commit = named.and_then(|named| commit(bare(named))).or(provenance.commit.take());
        } else if inside && key.trim() == "sourceCommit" {
            provenance.commit = commit(bare(value)).or(provenance.commit.take());
        }
    }
}

/// The value without quotes, and without the comment behind it.
fn bare(value: &str) -> &str {
    let value = value.split(" #").next().unwrap_or_default();
    value.trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit_of(text: &str) -> Option<String> {
        let mut provenance = Provenance::default();
        read(text, Span::new(0, text.len()), &mut provenance);
        provenance.commit
    }

    #[test]
    fn the_commit_stands_below_l10n() {
        let commit = "6C3C1fd1a3e2fd64dc0a1b1d43a1c0c5ea1a5f0b";
        let known = Some(commit.to_lowercase());
        assert_eq!(commit_of(&format!("title: A\nl10n:\n  sourceCommit: {commit}\n")), known);
        assert_eq!(commit_of(&format!("l10n:\n  sourceCommit: \"{commit}\" # 2024\nslug: a\n")), known);
        assert_eq!(commit_of(&format!("l10n: {{ sourceCommit: {commit} }}\n")), known);
    }

    #[test]
    fn what_stands_elsewhere_or_is_cut_short_names_no_commit() {
        let commit = "6c3c1fd1a3e2fd64dc0a1b1d43a1c0c5ea1a5f0b";
        assert_eq!(commit_of(&format!("l10n:\n  a: b\nother:\n  sourceCommit: {commit}\n")), None);
        assert_eq!(commit_of(&format!("sourceCommit: {commit}\n")), None);
        assert_eq!(commit_of("l10n:\n  sourceCommit: 6c3c1fd\n"), None);
    }
}
