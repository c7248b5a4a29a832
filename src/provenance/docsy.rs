//! What Docsy sites record in their front matter: the commit in which the English was read, whole or its first digits, and
//! whether a script found that the English has changed since.

use super::mark::{Mark, Provenance, Written};
use super::value::{commit, is_yes};

pub(super) const MARK: Mark = Mark { name: COMMIT, read, keys: &[], sidecars: &[] };

const COMMIT: &str = "default_lang_commit";

fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    let mut carries = false;
    for (key, value) in page.keys() {
        match key {
            COMMIT => {
                carries = true;
                provenance.take_commit(commit(value), value);
            }
            "drifted_from_default" if is_yes(value) => provenance.is_outdated = true,
            _ => {}
        }
    }
    carries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn read_of(text: &str) -> Provenance {
        let mut provenance = Provenance::default();
        assert!(read(&Written::new(text, Some(Span::new(0, text.len()))), &mut provenance), "{text}");
        provenance
    }

    #[test]
    fn the_commit_may_be_short_and_carry_a_comment() {
        for value in ["1F2e3d4c5b", "'1f2e3d4c5b'", "1f2e3d4c5b # patched"] {
            let read = read_of(&format!("default_lang_commit: {value}\ndrifted_from_default: true\n"));
            assert_eq!((read.commit.as_deref(), read.is_outdated), (Some("1f2e3d4c5b"), true), "{value}");
        }
    }

    #[test]
    fn what_is_no_commit_is_kept_to_be_told() {
        for wrong in ["<latest commit>", "main", "1f2e"] {
            let read = read_of(&format!("default_lang_commit: {wrong}\n"));
            assert_eq!((read.commit, read.malformed.as_deref()), (None, Some(wrong)));
        }
    }
}
