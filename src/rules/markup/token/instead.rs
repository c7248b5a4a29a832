//! Which of the tokens that a page has more of stands for one that it lacks.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::markup::{Token, unformatted};

use super::known::{Class, Kinds, Known};

/// So many shortcodes of a section are compared. One with hundreds of other ones than its English is another section.
const MOST: usize = 40_000;

/// The tokens that a part of the page has more of than its English, until each stands for one.
pub(super) struct Stock<'t, 'p> {
    /// The page and its English.
    texts: (&'p str, &'p str),
    all: Vec<Known<'t>>,
    is_taken: Vec<bool>,
    /// Which of them there are.
    named: HashSet<(Class<'t>, Option<&'t str>)>,
    /// Those that the English has nowhere, by what they are and by what they are called.
    like: HashMap<Class<'t>, VecDeque<usize>>,
    likely: HashMap<(Class<'t>, Option<&'t str>), VecDeque<usize>>,
    compared: usize,
}

/// What an argument is called, and what tells the text of a footnote from its mark. Other tokens are likely to stand for any of their
/// class.
fn name<'t>(token: &Known<'t>) -> Option<&'t str> {
    let token = token.token;
    if is_footnote(token) {
        return token.value.strip_suffix(':').map(|_| ":");
    }
    if token.owner.is_empty() { None } else { token.value.split_once('=').map(|(name, _)| name) }
}

impl<'t, 'p> Stock<'t, 'p> {
    pub(super) fn new(texts: (&'p str, &'p str), all: Vec<Known<'t>>, english: &Kinds) -> Self {
        let named = all.iter().map(|token| (token.class(), name(token))).collect();
        let (mut like, mut likely) = (HashMap::<_, VecDeque<_>>::new(), HashMap::<_, VecDeque<_>>::new());
        // What the English has elsewhere stands for that.
        for (at, token) in all.iter().enumerate().filter(|(_, token)| !english.has(token)) {
            like.entry(token.class()).or_default().push_back(at);
            likely.entry((token.class(), name(token))).or_default().push_back(at);
        }
        Self { texts, is_taken: vec![false; all.len()], all, named, like, likely, compared: 0 }
    }

    /// Whether one of them is likely to stand for `token`, and is known elsewhere or not.
    pub(super) fn has_likely(&mut self, token: &Known<'t>) -> bool {
        if !is_shortcode(token) {
            return self.named.contains(&(token.class(), name(token)));
        }
        let all = std::mem::take(&mut self.all);
        let found = all.iter().any(|other| other.is_like(token) && !self.is_other(token, other));
        self.all = all;
        found
    }

    /// Takes out what stands for `token`: values of the same attribute before others.
    pub(super) fn take(&mut self, token: &Known<'t>) -> Option<Known<'t>> {
        let key = (token.class(), name(token));
        let at = match is_shortcode(token) {
            true => {
                let at = self.like.get(&key.0).cloned().unwrap_or_default();
                at.into_iter().find(|&at| !self.is_taken[at] && !self.is_other(token, &self.all[at].clone()))?
            }
            false => {
                let first = |places: Option<&mut VecDeque<usize>>| {
                    let places = places?;
                    while places.front().is_some_and(|&at| self.is_taken[at]) {
                        places.pop_front();
                    }
                    places.front().copied()
                };
                // The text of a footnote stands for no mark of one.
                let any = self.like.get_mut(&key.0).filter(|_| !is_footnote(token));
                first(self.likely.get_mut(&key)).or_else(|| first(any))?
            }
        };
        self.is_taken[at] = true;
        Some(self.all[at])
    }

    /// What stands for nothing.
    pub(super) fn rest(self) -> Vec<Known<'t>> {
        self.all.into_iter().zip(self.is_taken).filter(|(_, is_taken)| !is_taken).map(|(token, _)| token).collect()
    }

    /// Whether two shortcodes differ in their names and in what is given to them: neither is the other one, translated or
    /// misspelt.
    fn is_other(&mut self, token: &Token, own: &Token) -> bool {
        self.compared += 1;
        let given = |text: &str, token: &Token| {
            let rest = token.span.of(text).split_once(&*token.value).map_or("", |(_, rest)| rest);
            unformatted(rest)
        };
        self.compared > MOST
            || strsim::damerau_levenshtein(&token.value, &own.value) > 2
                && given(self.texts.1, token) != given(self.texts.0, own)
    }
}

fn is_footnote(token: &Token) -> bool {
    token.construct.noun == "the footnote"
}

fn is_shortcode(token: &Token) -> bool {
    token.construct.noun == "the shortcode"
}
