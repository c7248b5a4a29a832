//! A number for all that something depends on.

use std::fmt::Debug;

use sha2::{Digest, Sha256};

use crate::text::hex;

/// A number for all that something depends on: where it is the same, that is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::tree) struct Key([u8; 32]);

/// Takes what a key is of, part by part.
pub(in crate::tree) struct Parts(Sha256);

impl Key {
    /// The key as hex digits.
    pub(super) fn digits(&self) -> String {
        hex(&self.0)
    }

    /// Reads hex digits.
    pub(super) fn read(digits: &[u8]) -> Option<Self> {
        let mut bytes = [0; 32];
        let (pairs, []) = digits.as_chunks::<2>() else { return None };
        if pairs.len() != bytes.len() {
            return None;
        }
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = value(*high)? << 4 | value(*low)?;
        }
        Some(Self(bytes))
    }
}

impl Parts {
    /// Nothing yet. `what` keeps the keys of different things apart.
    pub(in crate::tree) fn of(what: &str) -> Self {
        Self(Sha256::new()).bytes(what.as_bytes())
    }

    /// Each part goes in behind its length: no two lists of parts make one text.
    pub(in crate::tree) fn bytes(mut self, part: &[u8]) -> Self {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// Takes a value whose text tells all of it.
    pub(in crate::tree) fn value(self, value: &dyn Debug) -> Self {
        self.bytes(format!("{value:?}").as_bytes())
    }

    pub(in crate::tree) fn key(self, key: &Key) -> Self {
        self.bytes(&key.0)
    }

    pub(in crate::tree) fn end(self) -> Key {
        Key(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_and_nothing_else_is_a_key() {
        let key = Parts::of("mill").bytes(b"wheel").end();
        assert_eq!(Key::read(key.digits().as_bytes()), Some(key));
        for digits in ["", "0", &key.digits()[1..], &format!("{}00", key.digits()), &key.digits().replace('a', "A")] {
            assert_eq!(Key::read(digits.as_bytes()).filter(|read| *read != key), None, "{digits}");
        }
    }

    #[test]
    fn where_a_part_ends_counts() {
        let keys = [["ab", "c"], ["a", "bc"], ["abc", ""]];
        let keys = keys.map(|[one, other]| Parts::of("mill").bytes(one.as_bytes()).bytes(other.as_bytes()).end());
        assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
    }
}
