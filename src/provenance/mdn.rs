//! What MDN's translated pages record in their front matter: `sourceCommit` below `l10n`.

use super::mark::{Mark, Provenance, Written};
use super::value::commit;

pub(super) const MARK: Mark = Mark { name: "l10n.sourceCommit", read, keys: &[], sidecars: &[] };

fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    let mut carries = false;
    for (_, value) in page.keys().filter(|(key, _)| *key == "l10n.sourceCommit") {
        carries = true;
        provenance.take_commit(commit(value), value);
    }
    carries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn commit_of(text: &str) -> Option<String> {
        let mut provenance = Provenance::default();
        read(&Written::new(text, Some(Span::new(0, text.len()))), &mut provenance);
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
    fn what_stands_elsewhere_or_is_too_short_names_no_commit() {
        let commit = "6c3c1fd1a3e2fd64dc0a1b1d43a1c0c5ea1a5f0b";
        assert_eq!(commit_of(&format!("l10n:\n  a: b\nother:\n  sourceCommit: {commit}\n")), None);
        assert_eq!(commit_of(&format!("sourceCommit: {commit}\n")), None);
        assert_eq!(commit_of("l10n:\n  sourceCommit: 6c3c1f\n"), None);
    }
}
