//! What the English has and the translation lacks. The order does not count: a translation moves words.

use std::collections::HashMap;
use std::hash::Hash;

/// Something of the English that the translation lacks, with what the translation has in its stead, where that is clear.
pub(super) struct Loss<'l, T> {
    pub(super) expected: &'l T,
    pub(super) found: Option<&'l T>,
    /// Whether all that is lost is the same, so that there is no doubt what stands for what.
    pub(super) alone: bool,
}

/// So many comparisons of what is not equal are made. A text with hundreds of other things on either side is another text.
const MOST: usize = 40_000;

/// Compares `own` with `english` as multisets. Things of one `key` are the same; others may be as well.
pub(super) fn losses<'l, T, K: Eq + Hash>(
    own: impl IntoIterator<Item = &'l T>,
    english: impl IntoIterator<Item = &'l T>,
    key: impl Fn(&'l T) -> K,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Loss<'l, T>> {
    let (own, english): (Vec<&T>, Vec<&T>) = (own.into_iter().collect(), english.into_iter().collect());
    if own.iter().copied().map(&key).eq(english.iter().copied().map(&key)) {
        return Vec::new();
    }
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    own.iter().enumerate().rev().for_each(|(at, found)| places.entry(key(*found)).or_default().push(at));
    let mut left: Vec<Option<&T>> = own.iter().copied().map(Some).collect();
    let mut lost: Vec<&T> = Vec::new();
    for expected in english {
        match places.get_mut(&key(expected)).and_then(Vec::pop) {
            Some(at) => left[at] = None,
            None => lost.push(expected),
        }
    }
    let mut left: Vec<&T> = left.into_iter().flatten().collect();
    if left.len() * lost.len() <= MOST {
        lost.retain(|expected| {
            let at = left.iter().position(|found| same(found, expected));
            at.map(|at| left.remove(at)).is_none()
        });
    }
    // What is left over on both sides stands for each other, as long as it is as many.
    let alone = lost.windows(2).all(|two| same(two[0], two[1]));
    let instead = left.len() == lost.len();
    let pair = |(at, expected)| Loss { expected, found: if instead { left.get(at).copied() } else { None }, alone };
    lost.into_iter().enumerate().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_count_and_number_does() {
        let lost = |own: &[&str], english: &[&str]| -> Vec<(String, Option<String>)> {
            let losses = losses(own, english, |text| *text, |one, other| one == other);
            losses.iter().map(|loss| (loss.expected.to_string(), loss.found.map(ToString::to_string))).collect()
        };
        assert!(lost(&["b", "a", "c"], &["a", "b"]).is_empty());
        assert_eq!(lost(&["a", "x"], &["a", "a"]), [("a".to_owned(), Some("x".to_owned()))]);
        assert_eq!(lost(&["x"], &["a", "b"]), [("a".to_owned(), None), ("b".to_owned(), None)]);
    }
}
