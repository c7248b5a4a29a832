//! Which blocks of a section stand for which of its English: the way through both that keeps the order and is most alike.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::page::{Block, BlockKind, Page};
use crate::span::Span;

/// Beyond this number of comparisons nothing is certain any more: no section has so many blocks.
const MOST: usize = 40_000;
/// A pair of blocks less alike than this is no pair.
const ALIKE: f64 = 2.0;

/// A part of the way through the blocks of two sections, as indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// They stand for each other: one for one, one for two, or two for one.
    Pair(Range<usize>, Range<usize>),
    /// The English has them, the page does not.
    Hole(Range<usize>),
    /// The page has them, the English does not.
    Added(Range<usize>),
    /// Something differs here, and nothing tells what.
    Unsure,
}

/// What a block is recognised by in any language.
#[derive(Debug, Clone)]
pub(super) struct Traits<'p> {
    kind: BlockKind,
    /// Code, links and numbers.
    tokens: [BTreeSet<&'p str>; 3],
    /// Words in Latin letters.
    words: BTreeSet<&'p str>,
    /// The number of bold texts.
    bold: usize,
    /// Characters.
    length: f64,
    /// The last sign of the text.
    last: char,
}

/// How long the texts of a page are beside those of its English. A page may have lost much: its script says most.
pub(super) fn ratio(own: &Page<'_>, english: &Page<'_>) -> f64 {
    let texts = |page: &Page<'_>| -> String { page.paragraphs().map(|block| block.span.of(page.text)).collect() };
    let (own, english) = (texts(own), texts(english));
    let (mine, theirs) = (count(own.chars().count()), count(english.chars().count()));
    let share = |is: fn(&char) -> bool| count(own.chars().filter(is).count()) / mine.max(1.0);
    let han = share(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let syllables = share(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}'));
    let usual = match (syllables > 0.15, han > 0.2) {
        (true, _) => 0.5,
        (_, true) => 0.36,
        _ => 1.1,
    };
    (mine / theirs.max(1.0)).clamp(0.88 * usual, 1.3 * usual)
}

/// The digits of a number, or a word.
pub(super) fn runs(text: &str, of: fn(&char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c: char| !of(&c)).filter(|run| !run.is_empty())
}

impl<'p> Traits<'p> {
    pub(super) fn of(page: &'p Page<'_>, block: &Block) -> Self {
        let text = block.span.of(&page.prose);
        let within = |span: Span| block.span.start <= span.start && span.start < block.span.end;
        let first = page.code_spans.partition_point(|code| code.span.start < block.span.start);
        let codes = page.code_spans[first..].iter().take_while(|code| within(code.span)).map(|code| &*code.text);
        let first = page.links.partition_point(|link| link.span.start < block.span.start);
        let links = page.links[first..].iter().take_while(|link| within(link.span));
        let names = links.map(|link| link.target.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
        let lines = match block.kind {
            BlockKind::Fence(fence) => page.fences[fence].content.of(page.text),
            BlockKind::Table(_) => block.span.of(page.text),
            _ => text,
        };
        let is_structure = matches!(block.kind, BlockKind::Fence(_) | BlockKind::Table(_));
        let numbers = runs(lines, char::is_ascii_digit).filter(|number| number.len() > 1);
        let words = runs(lines, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let length = count(lines.chars().count());
        Self {
            kind: block.kind,
            tokens: [
                if is_structure { BTreeSet::new() } else { codes.collect() },
                if is_structure { BTreeSet::new() } else { names.collect() },
                numbers.collect(),
            ],
            words: words.filter(|word| word.len() > 2).collect(),
            bold: page.strong.iter().filter(|span| within(**span)).count(),
            length,
            last: text.trim_end().chars().next_back().map_or(' ', folded),
        }
    }

    /// Two blocks as if they were one.
    fn and(&self, next: &Self) -> Self {
        let join = |one: &BTreeSet<&'p str>, two: &BTreeSet<&'p str>| one.union(two).copied().collect();
        Self {
            kind: self.kind,
            tokens: std::array::from_fn(|class| join(&self.tokens[class], &next.tokens[class])),
            words: join(&self.words, &next.words),
            bold: self.bold + next.bold,
            length: self.length + next.length,
            last: next.last,
        }
    }

    fn is_text(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::Item(_))
    }

    /// Whether it is certain that a block, which stands in the place of `other`, stands for it, although its section has others
    /// more or less. Of a section that was `rewritten` only what shares something is certain.
    fn is_certain(&self, other: &Self, rewritten: bool) -> bool {
        if !self.is_text() {
            let common = count(self.words.intersection(&other.words).count());
            return !rewritten || 2.0 * common >= count(self.words.union(&other.words).count());
        }
        let sum = |tokens: &[BTreeSet<&str>; 3]| tokens.iter().map(BTreeSet::len).sum::<usize>();
        let (mine, theirs) = (sum(&self.tokens), sum(&other.tokens));
        let shares = self.tokens.iter().zip(&other.tokens).any(|(mine, theirs)| !mine.is_disjoint(theirs));
        theirs == 0 || shares || !rewritten && mine == theirs
    }

    /// Whether this block of the page, which stands for `other`, has a name of `lost` that `other` has not.
    fn names_more_of(&self, lost: &Self, other: &Self) -> bool {
        let is_name = |word: &&&str| {
            word.chars().skip(1).any(|c| c.is_ascii_uppercase() || c == '_') && word.chars().any(char::is_alphabetic)
        };
        lost.words.iter().filter(is_name).any(|name| self.words.contains(*name) && !other.words.contains(*name))
    }

    /// How well this block of the page stands for `other`; `ratio` is what a text grows by in translation.
    fn likeness(&self, other: &Self, ratio: f64) -> f64 {
        let kind = match (self.kind, other.kind) {
            (BlockKind::Item(one), BlockKind::Item(two)) => {
                if one == two {
                    4.0
                } else {
                    3.0
                }
            }
            (BlockKind::Paragraph, BlockKind::Item(_)) | (BlockKind::Item(_), BlockKind::Paragraph) => 1.0,
            (one, two) if std::mem::discriminant(&one) == std::mem::discriminant(&two) => 4.0,
            _ => return -100.0,
        };
        let common = count(self.words.intersection(&other.words).count());
        if matches!(self.kind, BlockKind::Fence(_) | BlockKind::Table(_)) {
            return kind + 10.0 * common / count(self.words.union(&other.words).count()).max(1.0);
        }
        let tokens: f64 = self.tokens.iter().zip(&other.tokens).map(|(mine, theirs)| shared(mine, theirs)).sum();
        let words = common.min(4.0) / 2.0;
        let bold = 0.5 * count(self.bold.min(other.bold)).min(2.0) - count(self.bold.abs_diff(other.bold)).min(2.0);
        let last = match (self.last, other.last) {
            (one, two) if one == two && matches!(one, ':' | '?' | '!') => 1.0,
            (one, two) if one != two && (one == ':' || two == ':') => -1.0,
            _ => 0.0,
        };
        kind + tokens.clamp(-6.0, 14.0) + words + bold + last - self.misfit(other, ratio)
    }

    /// How badly the lengths fit.
    fn misfit(&self, other: &Self, ratio: f64) -> f64 {
        let ratio = if matches!(self.kind, BlockKind::Heading) { 1.0 } else { ratio };
        let (mine, theirs) = (self.length + 4.0, other.length * ratio + 4.0);
        (2.5 * (mine / theirs).ln().abs() * (theirs.max(mine) / 40.0).min(1.0)).min(6.0)
    }
}

pub(super) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// What two blocks have of one class of tokens: those they share, those that may stand for each other, and those that only one
/// of them has.
fn shared(mine: &BTreeSet<&str>, theirs: &BTreeSet<&str>) -> f64 {
    let common = mine.intersection(theirs).count();
    let instead = mine.len().min(theirs.len()) - common;
    4.0 * count(common) + 1.5 * count(instead) - 2.0 * count(mine.len().abs_diff(theirs.len()))
}

/// The sign of Western texts that means the same.
fn folded(c: char) -> char {
    match c {
        '：' => ':',
        '？' | '؟' => '?',
        '！' => '!',
        c => c,
    }
}

/// The way through the blocks of a page and of its English.
pub(super) fn path(own: &[Traits<'_>], english: &[Traits<'_>], ratio: f64) -> Vec<Step> {
    let width = english.len() + 1;
    if (own.len() + 1) * width > MOST {
        return vec![Step::Unsure];
    }
    // The best sum from each place to the end, and how many blocks of both the first step takes.
    let mut best = vec![(0.0_f64, (0_usize, 0_usize)); (own.len() + 1) * width];
    for mine in (0..=own.len()).rev() {
        for theirs in (0..=english.len()).rev() {
            let Some(step) = first_step((own, mine), (english, theirs), ratio, |one, two| best[one * width + two].0)
            else {
                continue;
            };
            best[mine * width + theirs] = step;
        }
    }
    let (mut mine, mut theirs) = (0, 0);
    let mut steps = Vec::new();
    while mine < own.len() || theirs < english.len() {
        let (one, two) = best[mine * width + theirs].1;
        let (ours, other) = (mine..mine + one, theirs..theirs + two);
        steps.push(match (one, two) {
            (0, _) => Step::Hole(other),
            (_, 0) => Step::Added(ours),
            _ => Step::Pair(ours, other),
        });
        (mine, theirs) = (mine + one, theirs + two);
    }
    certain(joined(steps), own, english, ratio)
}

/// The best sum from a place on, with its first step.
fn first_step(
    (own, mine): (&[Traits<'_>], usize),
    (english, theirs): (&[Traits<'_>], usize),
    ratio: f64,
    sum: impl Fn(usize, usize) -> f64,
) -> Option<(f64, (usize, usize))> {
    let mut steps = Vec::with_capacity(5);
    if let (Some(one), Some(two)) = (own.get(mine), english.get(theirs)) {
        let likeness = one.likeness(two, ratio);
        if likeness >= ALIKE {
            steps.push((likeness + sum(mine + 1, theirs + 1), (1, 1)));
        }
        // A text that is joined with the next, or cut in two.
        let is_alike = |one: &Traits<'_>, two: &Traits<'_>| one.is_text() && one.kind == two.kind;
        if let Some(next) = english.get(theirs + 1).filter(|next| is_alike(one, two) && is_alike(one, next)) {
            steps.push((one.likeness(&two.and(next), ratio) - 1.0 + sum(mine + 1, theirs + 2), (1, 2)));
        }
        if let Some(next) = own.get(mine + 1).filter(|next| is_alike(one, two) && is_alike(two, next)) {
            steps.push((one.and(next).likeness(two, ratio) - 1.0 + sum(mine + 2, theirs + 1), (2, 1)));
        }
    }
    if mine < own.len() {
        steps.push((sum(mine + 1, theirs), (1, 0)));
    }
    if theirs < english.len() {
        steps.push((sum(mine, theirs + 1), (0, 1)));
    }
    steps.into_iter().reduce(|best, step| if step.0 > best.0 { step } else { best })
}

/// The same way, with what is alone in a row in one step.
fn joined(steps: Vec<Step>) -> Vec<Step> {
    let mut joined: Vec<Step> = Vec::new();
    for step in steps {
        match (joined.last_mut(), &step) {
            (Some(Step::Hole(before)), Step::Hole(more)) => before.end = more.end,
            (Some(Step::Added(before)), Step::Added(more)) => before.end = more.end,
            _ => joined.push(step),
        }
    }
    joined
}

/// The way without what may be none: a hole where the page has something of its own nearby, or where the text before or behind
/// is as long as both together; and a pair that shares nothing.
fn certain(steps: Vec<Step>, own: &[Traits<'_>], english: &[Traits<'_>], ratio: f64) -> Vec<Step> {
    let alone = |step: &Step| match step {
        Step::Hole(range) | Step::Added(range) => range.len(),
        Step::Pair(..) | Step::Unsure => 0,
    };
    let rewritten = 4 * steps.iter().map(alone).sum::<usize>() > own.len() + english.len();
    let is_structure = |of: &&Traits<'_>| matches!(of.kind, BlockKind::Fence(_) | BlockKind::Table(_));
    let uneven = own.iter().filter(is_structure).count() != english.iter().filter(is_structure).count();
    let added =
        || steps.iter().filter_map(|step| if let Step::Added(range) = step { Some(&own[range.clone()]) } else { None });
    let is_hole = |at: usize, lost: &Range<usize>| {
        let lost = &english[lost.clone()];
        let same = |one: &Traits<'_>, two: &Traits<'_>| {
            std::mem::discriminant(&one.kind) == std::mem::discriminant(&two.kind) || one.is_text() && two.is_text()
        };
        let beside = at.checked_sub(1).and_then(|before| steps.get(before)).into_iter().chain(steps.get(at + 1));
        let has_own = beside.into_iter().any(|step| matches!(step, Step::Added(_)));
        let replaced = has_own || added().flatten().any(|added| lost.iter().any(|lost| same(added, lost)));
        let whole = lost.iter().skip(1).fold(lost[0].clone(), |whole, next| whole.and(next));
        let before = at.checked_sub(1).and_then(|before| steps.get(before));
        let swallows = |step: Option<&Step>| {
            let Some(Step::Pair(one, two)) = step else { return false };
            let (one, two) = (&own[one.end - 1], &english[two.end - 1]);
            // Items are seldom joined.
            let doubt = if matches!(whole.kind, BlockKind::Item(_)) { 0.2 } else { 1.2 };
            let is_text = one.is_text() && two.is_text() && whole.is_text();
            let is_longer = || one.likeness(&two.and(&whole), ratio) >= one.likeness(two, ratio) - doubt;
            is_text && (one.names_more_of(&whole, two) || is_longer())
        };
        !replaced && !swallows(before) && !swallows(steps.get(at + 1))
    };
    let certain = steps.iter().enumerate().map(|(at, step)| match step {
        Step::Hole(lost) if !is_hole(at, lost) => Step::Unsure,
        Step::Pair(one, two) if one.len() == 1 && two.len() == 1 => {
            let (one, two) = (&own[one.start], &english[two.start]);
            let changed = rewritten || uneven && !one.is_text();
            let is_heading = matches!(one.kind, BlockKind::Heading);
            if is_heading || one.is_certain(two, changed) { step.clone() } else { Step::Unsure }
        }
        step => step.clone(),
    });
    certain.collect()
}
