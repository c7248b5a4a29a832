//! Tokens with numbers for what they say, so that each is looked up and not compared with all the others.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use crate::markup::{Construct, Token, unformatted};

/// What a token is and what it belongs to.
pub(super) type Class<'t> = (*const Construct, &'t str);

/// A token, and numbers that are equal where two tokens are the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'t> {
    pub(super) token: &'t Token,
    /// Equal where all is.
    pub(super) exact: usize,
    /// Equal where formatters of code have made the difference, if any.
    pub(super) loose: usize,
}

impl Deref for Known<'_> {
    type Target = Token;

    fn deref(&self) -> &Token {
        self.token
    }
}

impl<'t> Known<'t> {
    /// Whether both are the same piece of syntax.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.exact == other.exact || self.loose == other.loose && self.token.is_code()
    }

    pub(super) fn class(&self) -> Class<'t> {
        (std::ptr::from_ref(self.token.construct), &self.token.owner)
    }
}

/// The numbers that were given.
#[derive(Debug, Default)]
pub(super) struct Numbers<'t> {
    exact: HashMap<(Class<'t>, &'t str), (usize, usize)>,
    loose: HashMap<(Class<'t>, Option<u8>, String), usize>,
}

impl<'t> Numbers<'t> {
    pub(super) fn number(&mut self, tokens: &'t [Token]) -> Vec<Known<'t>> {
        let number = |token: &'t Token| {
            let class: Class<'t> = (std::ptr::from_ref(token.construct), &token.owner);
            let (next, other) = (self.exact.len(), self.loose.len());
            let (exact, loose) = *self.exact.entry((class, &token.value)).or_insert_with(|| {
                let key = (class, token.value.bytes().next(), unformatted(&token.value));
                (next, *self.loose.entry(key).or_insert(other))
            });
            Known { token, exact, loose }
        };
        tokens.iter().map(number).collect()
    }
}

/// Tokens of which is asked whether one is the same as another.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    exact: HashSet<usize>,
    code: HashSet<usize>,
}

impl Kinds {
    pub(super) fn insert(&mut self, token: &Known<'_>) {
        self.exact.insert(token.exact);
        if token.is_code() {
            self.code.insert(token.loose);
        }
    }

    /// Whether one of them is `token`.
    pub(super) fn has(&self, token: &Known<'_>) -> bool {
        self.exact.contains(&token.exact) || self.code.contains(&token.loose)
    }
}

impl<'k, 't: 'k> FromIterator<&'k Known<'t>> for Kinds {
    fn from_iter<I: IntoIterator<Item = &'k Known<'t>>>(tokens: I) -> Self {
        let mut kinds = Self::default();
        tokens.into_iter().for_each(|token| kinds.insert(token));
        kinds
    }
}

/// What is in `some` and not in `others`, as multisets.
pub(super) fn beyond<'t>(some: &[Known<'t>], others: &[Known<'_>]) -> Vec<Known<'t>> {
    let mut left: HashMap<usize, usize> = HashMap::new();
    let mut code: HashMap<usize, Vec<usize>> = HashMap::new();
    for other in others {
        *left.entry(other.exact).or_default() += 1;
        if other.is_code() {
            code.entry(other.loose).or_default().push(other.exact);
        }
    }
    let mut take = |exact: usize| match left.get_mut(&exact) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let mut is_new = |token: &&Known<'t>| {
        if take(token.exact) {
            return false;
        }
        let Some(code) = code.get_mut(&token.loose) else { return true };
        while let Some(exact) = code.pop() {
            if take(exact) {
                return false;
            }
        }
        true
    };
    some.iter().filter(|token| is_new(token)).copied().collect()
}
