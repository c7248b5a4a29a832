//! The hashes that pipelines record of an English file.

use std::cell::OnceCell;

use md5::Md5;
use sha1::{Digest, Sha1};

use crate::text::hex;

/// The hashes that may have been recorded of a text: SHA-1 with CRLF line ends (Open Localization, since December 2018) or
/// with LF line ends (before), and MD5 of the bytes (co-op-translator), which a checkout may hold with other line ends.
/// Each kind is made when it is first asked for.
#[derive(Debug)]
pub struct Hashes<'t> {
    text: &'t str,
    sha1: OnceCell<[String; 2]>,
    md5: OnceCell<[String; 3]>,
}

impl<'t> Hashes<'t> {
    /// The hashes of `text`.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        Self { text, sha1: OnceCell::new(), md5: OnceCell::new() }
    }

    /// Whether `hash`, in lower-case hex digits, is one of them.
    #[must_use]
    pub fn contain(&self, hash: &str) -> bool {
        let text = self.text;
        match hash.len() {
            40 => {
                let made = || [with_ends::<Sha1>(text, "\r\n"), with_ends::<Sha1>(text, "\n")];
                self.sha1.get_or_init(made).iter().any(|known| known == hash)
            }
            32 => {
                let made = || [hex(&Md5::digest(text)), with_ends::<Md5>(text, "\n"), with_ends::<Md5>(text, "\r\n")];
                self.md5.get_or_init(made).iter().any(|known| known == hash)
            }
            _ => false,
        }
    }
}

/// The hash of `text` with `end` for each of its line ends.
fn with_ends<D: Digest>(text: &str, end: &str) -> String {
    let mut digest = D::new();
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let ended = lines.peek().is_some();
        digest.update(line.strip_suffix('\r').filter(|_| ended).unwrap_or(line));
        if ended {
            digest.update(end);
        }
    }
    hex(&digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::Hashes;

    #[test]
    fn line_ends_do_not_count() {
        for text in ["a\nb\n", "a\r\nb\r\n"] {
            // `printf 'a\r\nb\r\n' | sha1sum`, `printf 'a\nb\n' | md5sum`
            assert!(Hashes::of(text).contain("72dd82ee6968b55d1833597e2d6e1638a100c2ea"));
            assert!(Hashes::of(text).contain("dd8c6a395b5dd36c56d23275028f526c"));
            assert!(!Hashes::of(text).contain("dd8c6a395b5dd36c56d23275028f526d"));
        }
    }
}
