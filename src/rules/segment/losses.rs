//! What the English has and the translation lacks. The order does not count: a translation moves words.

use std::collections::{HashMap, HashSet};
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

/// Codes that were changed together stand for those of the same signs: `loss.back()` for `x.y()`, and not for `cross_loss` because that
/// is the first of both. Nothing changes where the signs do not tell all of them apart.
pub(super) fn by_signs<'l, T>(losses: &mut [Loss<'l, T>], text: impl Fn(&T) -> &str) {
    let signs = |of: &T| text(of).chars().filter(char::is_ascii_punctuation).collect::<String>();
    let Some(found) =
        losses.iter().map(|loss| loss.found.map(|found| (signs(found), found))).collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let mut found: HashMap<String, &'l T> = found.into_iter().collect();
    let expected: HashSet<String> = losses.iter().map(|loss| signs(loss.expected)).collect();
    if found.len() == losses.len()
        && expected.len() == losses.len()
        && losses.iter().all(|loss| found.contains_key(&signs(loss.expected)))
    {
        losses.iter_mut().for_each(|loss| loss.found = found.remove(&signs(loss.expected)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_same_signs_stands_for_each_other() {
        let paired = |own: &[&str], english: &[&str]| -> Vec<String> {
            let mut losses = losses(own, english, |text| *text, |_, _| false);
            by_signs(&mut losses, |text| text);
            losses.iter().map(|loss| format!("{} {}", loss.expected, loss.found.unwrap_or(&"-"))).collect()
        };
        assert_eq!(
            paired(&["fluch_hoehe", "boot.los()"], &["boat.go()", "tide_height"]),
            ["boat.go() boot.los()", "tide_height fluch_hoehe"]
        );
        assert_eq!(paired(&["boot", "fluch"], &["boat", "tide"]), ["boat boot", "tide fluch"]);
        assert_eq!(paired(&["boot()", "fluch"], &["boat", "tide"]), ["boat boot()", "tide fluch"]);
        assert_eq!(paired(&["boot()"], &["boat", "tide()"]), ["boat -", "tide() -"]);
    }

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
