//! What the English has and the translation lacks. The order does not count: a translation moves words.

/// Something of the English that the translation lacks, with what the translation has in its stead, where that is clear.
pub(super) struct Loss<'l, T> {
    pub(super) expected: &'l T,
    pub(super) found: Option<&'l T>,
    /// Whether all that is lost is the same, so that there is no doubt what stands for what.
    pub(super) alone: bool,
}

/// Compares `own` with `english` as multisets.
pub(super) fn losses<'l, T>(own: &'l [T], english: &'l [T], same: impl Fn(&T, &T) -> bool) -> Vec<Loss<'l, T>> {
    let mut left: Vec<&T> = own.iter().collect();
    let mut lost: Vec<&T> = Vec::new();
    for expected in english {
        match left.iter().position(|found| same(found, expected)) {
            Some(at) => drop(left.remove(at)),
            None => lost.push(expected),
        }
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
            let losses = losses(own, english, |one, other| one == other);
            losses.iter().map(|loss| (loss.expected.to_string(), loss.found.map(ToString::to_string))).collect()
        };
        assert!(lost(&["b", "a", "c"], &["a", "b"]).is_empty());
        assert_eq!(lost(&["a", "x"], &["a", "a"]), [("a".to_owned(), Some("x".to_owned()))]);
        assert_eq!(lost(&["x"], &["a", "b"]), [("a".to_owned(), None), ("b".to_owned(), None)]);
    }
}
