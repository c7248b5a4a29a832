//! Which of several equal tokens of the English a page lacks, and what it lacks with it.

use std::cell::{LazyCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use crate::group::Pair;
use crate::rules::structure::says;
use crate::span::Span;

use super::known::Known;

/// The texts and blocks of a page beside those of its English, sorted for those who ask for each token.
pub(super) struct Order {
    /// Where a text of the English ends, and of those that end there or later the first, as it stands on the page.
    texts: Vec<(usize, Option<Span>)>,
    /// Where the blocks of the page end.
    ends: Vec<usize>,
}

impl Order {
    pub(super) fn of(pair: &Pair<'_, '_>) -> Self {
        let texts = pair.alignment.iter().flat_map(|alignment| &alignment.texts);
        let mut texts: Vec<(usize, (usize, usize, Span))> =
            texts.enumerate().map(|(at, (mine, text))| (text.end, (text.start, at, *mine))).collect();
        texts.sort_by_key(|(end, _)| *end);
        let mut first: Option<(usize, usize, Span)> = None;
        let mut firsts: Vec<(usize, Option<Span>)> = Vec::new();
        for (end, text) in texts.into_iter().rev() {
            first = Some(first.map_or(text, |first| first.min(text)));
            firsts.push((end, first.map(|(_, _, mine)| mine)));
        }
        firsts.reverse();
        let mut ends: Vec<usize> = pair.view.page.blocks.iter().map(|block| block.span.end).collect();
        ends.sort_unstable();
        Self { texts: firsts, ends }
    }

    /// Where what stands before a text of the English, and ends at `end`, may stand on the page: in the text, or between it and what
    /// is before that.
    fn place(&self, end: usize) -> Option<Range<usize>> {
        let at = self.texts.partition_point(|(text, _)| *text <= end);
        let text = self.texts.get(at)?.1?;
        let before = self.ends.partition_point(|end| *end <= text.start);
        Some(before.checked_sub(1).map_or(0, |at| self.ends[at])..text.end)
    }
}

/// Looks for what a part of the page lacks.
pub(super) struct Lacking<'t, 'o> {
    order: &'o Order,
    own: HashMap<usize, Vec<Known<'t>>>,
    english: HashMap<usize, Vec<Known<'t>>>,
    known: HashMap<usize, Option<Known<'t>>>,
}

impl<'t, 'o> Lacking<'t, 'o> {
    pub(super) fn new(order: &'o Order, (own, english): (&[Known<'t>], &[Known<'t>])) -> Self {
        let sorted = |tokens: &[Known<'t>]| {
            let mut sorted: HashMap<usize, Vec<Known<'t>>> = HashMap::new();
            tokens.iter().for_each(|token| sorted.entry(token.loose).or_default().push(*token));
            sorted
        };
        Self { order, own: sorted(own), english: sorted(english), known: HashMap::new() }
    }

    /// Which of several like `token` in English is the one that the page lacks: the first before a text whose counterpart has none
    /// before it.
    pub(super) fn first(&mut self, token: Known<'t>) -> Known<'t> {
        if let Some(known) = self.known.get(&token.exact) {
            return known.unwrap_or(token);
        }
        let of = |tokens: &'_ HashMap<usize, Vec<Known<'t>>>| tokens.get(&token.loose).cloned().unwrap_or_default();
        let (own, mut same) = (of(&self.own), of(&self.english));
        same.retain(|other| other.is(&token));
        let is_lacking = |other: &&Known<'t>| {
            let has_one = |place: Range<usize>| {
                let from = own.partition_point(|mine| mine.span.start < place.start);
                own[from..].iter().take_while(|mine| mine.span.start < place.end).any(|mine| mine.is(&token))
            };
            self.order.place(other.span.end).is_some_and(|place| !has_one(place))
        };
        let found = if same.len() > 1 { same.iter().find(is_lacking).copied() } else { None };
        self.known.insert(token.exact, found);
        found.unwrap_or(token)
    }
}

/// Which blocks of the English are missing on the page and say something.
pub(super) fn lost_blocks(pair: &Pair<'_, '_>) -> Vec<bool> {
    let english = &pair.reference.page;
    let mut lost = vec![false; english.blocks.len()];
    for hole in pair.alignment.iter().flat_map(|alignment| &alignment.holes).filter(|hole| !hole.sentences) {
        if english.blocks[hole.blocks.clone()].iter().any(|block| says(english, block)) {
            lost[hole.blocks.clone()].fill(true);
        }
    }
    lost
}

/// Whether a text that the page lacks stands around or beside `place` of the English, and no text that it has.
pub(super) fn is_in_hole(pair: &Pair<'_, '_>, lost: &[bool], place: Span) -> bool {
    let blocks = &pair.reference.page.blocks;
    let is_lost = |at: usize| lost.get(at).copied().unwrap_or_default();
    let behind = blocks.partition_point(|block| block.span.start <= place.start);
    let text = pair.reference.page.text;
    match behind.checked_sub(1).filter(|&around| place.start < blocks[around].span.end) {
        // A block that is nothing but syntax is no text that is missing.
        Some(around) if blocks[around].span.trimmed(text) == place => {
            is_lost(around + 1) && around.checked_sub(1).is_some_and(is_lost)
        }
        Some(around) => is_lost(around),
        // What holds no text is lost with it only where it stands among what is lost.
        None if place.of(text).ends_with("/>") => is_lost(behind) && behind.checked_sub(1).is_some_and(is_lost),
        None => is_lost(behind) || behind.checked_sub(1).is_some_and(is_lost),
    }
}

/// What is looked up for tokens of all parts, where one asks for it.
pub(super) struct Looked<'p> {
    pub(super) order: LazyCell<Order, Box<dyn FnOnce() -> Order + 'p>>,
    pub(super) lost: LazyCell<Vec<bool>, Box<dyn FnOnce() -> Vec<bool> + 'p>>,
    /// How often the page and its English have what a reader fills in.
    filled_in: RefCell<HashMap<String, bool>>,
}

impl<'p> Looked<'p> {
    pub(super) fn of(pair: &'p Pair<'_, '_>) -> Self {
        Self {
            order: LazyCell::new(Box::new(|| Order::of(pair))),
            lost: LazyCell::new(Box::new(|| lost_blocks(pair))),
            filled_in: RefCell::default(),
        }
    }

    /// Whether the page has `shown` as often as its English.
    pub(super) fn is_as_often(&self, pair: &Pair<'_, '_>, shown: &str) -> bool {
        if let Some(known) = self.filled_in.borrow().get(shown) {
            return *known;
        }
        let times = |text: &str| text.matches(shown).count();
        let is_as_often = times(pair.view.page.text) >= times(pair.reference.page.text);
        self.filled_in.borrow_mut().insert(shown.to_owned(), is_as_often);
        is_as_often
    }
}
