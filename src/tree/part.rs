//! A part of a tree: the pages that a run reports on.

use std::str::FromStr;

use sha1::{Digest, Sha1};

use crate::layout::folded;

/// Which pages of a tree are reported on. What they are compared with still comes from the whole tree.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// One of several runs that together report on the whole tree.
    pub shard: Option<Shard>,
    /// Only the pages that differ from this git revision, and those whose English page does.
    pub changed_since: Option<String>,
}

impl Part {
    /// Whether nothing is left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.shard.is_none() && self.changed_since.is_none()
    }
}

/// One of several runs over a tree. A hash of the page's key decides which run reports on it, so that a page stays in its
/// shard while others come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 0.
    index: u64,
    /// How many there are.
    of: u64,
}

impl Shard {
    /// Whether the page that is called `key` in every locale belongs to this run.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        let digest = Sha1::digest(folded(key));
        let (head, _) = digest.split_at(8);
        head.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)) % self.of == self.index
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `I/N`, with I from 1 to N.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no shard; write I/N with I from 1 to N, for example 1/4");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let (number, of): (u64, u64) = (number.parse().map_err(|_| wrong())?, of.parse().map_err(|_| wrong())?);
        if number == 0 || number > of {
            return Err(wrong());
        }
        Ok(Self { index: number - 1, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_belongs_to_one_shard_and_the_shards_are_alike_in_size() {
        let shards: Vec<Shard> = ["1/3", "2/3", "3/3"].iter().map(|text| text.parse().expect("a shard")).collect();
        let mut sizes = [0; 3];
        for page in 0..3000 {
            let key = format!("api/Page_{page}.md");
            let of: Vec<usize> = (0..3).filter(|&at| shards[at].has(&key)).collect();
            assert_eq!(of.len(), 1, "{key}");
            sizes[of[0]] += 1;
            assert!(shards[of[0]].has(&format!("api/page-{page}.md")), "keys compare folded");
        }
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
    }

    #[test]
    fn a_wrong_shard_is_refused() {
        for text in ["", "1", "0/2", "3/2", "a/b", "1/0", "1/2/3", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
