//! The hashes that pipelines record of an English file. Which one it is, nobody says: it is found by trying.

use std::cell::OnceCell;
use std::fmt;

use super::digest::{Algorithm, Form, all};

/// The algorithms with the number of their hex digits, as users call them.
const ALGORITHMS: [(Algorithm, usize, &str); 4] = [
    (Algorithm::Sha1, 40, "SHA-1"),
    (Algorithm::GitBlob, 40, "git blob id"),
    (Algorithm::Md5, 32, "MD5"),
    (Algorithm::Sha256, 64, "SHA-256"),
];

/// What a hash that was recorded proves to be the hash of. It shows as users would call it: `SHA-256 of the body`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// How it was made.
    pub algorithm: Algorithm,
    /// Of what.
    pub form: Form,
    /// Whether the first digits alone were recorded.
    pub is_short: bool,
}

impl Known {
    /// The hash of `text` that is made the same way, whole.
    pub(super) fn hash(self, text: &str) -> String {
        self.form.hash(self.algorithm, text)
    }
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = ALGORITHMS.iter().find(|(known, ..)| *known == self.algorithm).map_or("", |(.., name)| name);
        let short = if self.is_short { "first digits of the " } else { "" };
        write!(f, "{short}{name} of {}", self.form)
    }
}

/// The hashes that may have been recorded of a text: of the file or of its body, with the line ends that a checkout may have
/// given it. Each kind is made when it is first asked for.
#[derive(Debug)]
pub(super) struct Hashes<'t> {
    text: &'t str,
    made: [OnceCell<Vec<(String, Form)>>; ALGORITHMS.len()],
}

impl<'t> Hashes<'t> {
    /// The hashes of `text`.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, made: Default::default() }
    }

    /// What `hash`, in lower-case hex digits, is the hash of, or the beginning of one.
    pub(super) fn proof(&self, hash: &str) -> Option<Known> {
        let whole = ALGORITHMS.iter().any(|(_, digits, _)| hash.len() == *digits);
        let is_tried = |digits: usize| if whole { hash.len() == digits } else { hash.len() < digits };
        let tried = ALGORITHMS.iter().zip(&self.made).filter(|((_, digits, _), _)| is_tried(*digits));
        tried.into_iter().find_map(|((algorithm, ..), made)| {
            let made = made.get_or_init(|| all(self.text, *algorithm));
            let known = made.iter().find(|(known, _)| known.starts_with(hash));
            known.map(|(_, form)| Known { algorithm: *algorithm, form: *form, is_short: !whole })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn proof(text: &str, hash: &str, expected: &str) {
        assert_eq!(Hashes::of(text).proof(hash).map(|known| known.to_string()).as_deref(), Some(expected), "{hash}");
    }

    #[test]
    fn line_ends_do_not_count() {
        for text in ["a\nb\n", "a\r\nb\r\n"] {
            // `printf 'a\r\nb\r\n' | sha1sum`, `printf 'a\nb\n' | md5sum`
            assert!(Hashes::of(text).proof("72dd82ee6968b55d1833597e2d6e1638a100c2ea").is_some());
            assert!(Hashes::of(text).proof("dd8c6a395b5dd36c56d23275028f526c").is_some());
            assert_eq!(Hashes::of(text).proof("dd8c6a395b5dd36c56d23275028f526d"), None);
        }
    }

    #[test]
    fn the_algorithm_is_found_by_trying() {
        let text = "---\ntitle: Quay\n---\n\n# Quay\n";
        // `printf '---\ntitle: Quay\n---\n\n# Quay\n' | git hash-object --stdin`
        proof(text, "0666d269718b36a91451b232b01a9a6ac1ed1d61", "git blob id of the file");
        // `printf '\n# Quay\n' | sha256sum`, and `printf '# Quay' | sha1sum`
        proof(text, "f376140f983aec0290c4289e107f9de9059a41b94bf997b3318692e3d76adec2", "SHA-256 of the body");
        proof(text, "9c11c90debeaa7d43959dd965ecebee3acb0f58e", "SHA-1 of the body without white space around it");
        proof(text, "f376140f", "first digits of the SHA-256 of the body");
    }
}
