//! Whether a page was made from the English of today.

use sha1::{Digest, Sha1};

use super::{Doc, PageGroup};

/// What is known of the English that a page was made from, beside the English of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Currency {
    /// It is the English of today: the hashes are equal.
    Current,
    /// It is another English than that of today.
    Stale,
    /// The page does not say.
    Unknown,
}

/// The SHA-1 hashes that a hand-off may have written for an English file: with CRLF line ends (since December 2018) and
/// with LF line ends (before).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hashes([String; 2]);

impl Hashes {
    pub(super) fn of(content: &str) -> Self {
        let digest = |end: &str| {
            let mut sha1 = Sha1::new();
            let mut lines = content.split('\n').peekable();
            while let Some(line) = lines.next() {
                sha1.update(line.strip_suffix('\r').unwrap_or(line));
                if lines.peek().is_some() {
                    sha1.update(end);
                }
            }
            sha1.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
        };
        Self([digest("\r\n"), digest("\n")])
    }
}

impl PageGroup<'_> {
    /// Whether `doc` was made from the English of today. Without the English tree nothing is known.
    #[must_use]
    pub fn currency(&self, doc: &Doc<'_>) -> Currency {
        match (&self.hashes, &doc.provenance.hash) {
            (Some(hashes), Some(hash)) if hashes.0.contains(hash) => Currency::Current,
            (Some(_), Some(_)) => Currency::Stale,
            _ => Currency::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hashes;

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(Hashes::of("a\nb\n"), Hashes::of("a\r\nb\r\n"));
        // `printf 'a\r\nb\r\n' | sha1sum`
        assert_eq!(Hashes::of("a\nb\n").0[0], "72dd82ee6968b55d1833597e2d6e1638a100c2ea");
    }
}
