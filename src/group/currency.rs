//! Whether a page was made from the English of today.

use md5::Md5;
use serde::Serialize;
use sha1::{Digest, Sha1};

use super::{Doc, PageGroup};
use crate::contract::{Contract, additions};
use crate::finding::hex;

/// What is known of the English that a page was made from, beside the English of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Currency {
    /// It is the English of today: the hashes are equal.
    Current,
    /// It is an older English that states the same contract.
    StaleProse,
    /// It is an older English that states another contract.
    StaleContract,
    /// The page does not say.
    Unknown,
}

/// The hashes that may have been recorded for an English file: SHA-1 with CRLF line ends (Open Localization, since December
/// 2018) and with LF line ends (before), and MD5 of the bytes (co-op-translator).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hashes([String; 3]);

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
            hex(&sha1.finalize())
        };
        Self([digest("\r\n"), digest("\n"), hex(&Md5::digest(content))])
    }
}

impl PageGroup<'_> {
    /// Whether `doc` was made from the English of today. Without the English tree nothing is known.
    #[must_use]
    pub fn currency(&self, doc: &Doc<'_>) -> Currency {
        let (Some(english), Some(hashes)) = (&self.english, &self.hashes) else { return Currency::Unknown };
        let Some(hash) = &doc.provenance.hash else {
            return if self.assume_current { Currency::Current } else { Currency::Unknown };
        };
        if hashes.0.contains(hash) {
            return Currency::Current;
        }
        let (own, today) = (&doc.english().contract, &english.english().contract);
        let same = match doc.source {
            Some(_) => additions(own, today).is_empty() && additions(today, own).is_empty(),
            // The names of a translation say nothing about its English; the requests do.
            None => {
                let requests = |contract: &Contract| -> Vec<(String, String)> {
                    contract.requests.iter().map(|request| (request.method.clone(), request.path.clone())).collect()
                };
                requests(own) == requests(today)
            }
        };
        if same { Currency::StaleProse } else { Currency::StaleContract }
    }
}

#[cfg(test)]
mod tests {
    use super::Hashes;

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(Hashes::of("a\nb\n").0[..2], Hashes::of("a\r\nb\r\n").0[..2]);
        // `printf 'a\r\nb\r\n' | sha1sum`
        assert_eq!(Hashes::of("a\nb\n").0[0], "72dd82ee6968b55d1833597e2d6e1638a100c2ea");
    }
}
