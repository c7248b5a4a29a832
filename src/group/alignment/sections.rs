//! Which sections of a plain page stand for which of its English. Where one was lost, the others are told apart by what a
//! translation leaves alone: the levels of headings, anchors, code, and links.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::page::{BlockKind, Page};

/// Beyond this number of comparisons nothing is certain any more: no page has so many sections.
const MOST: usize = 250_000;

/// What a section is recognised by in any language.
struct Marks<'p> {
    level: u8,
    /// The anchor, where the page names it.
    anchor: Option<&'p str>,
    title: &'p str,
    /// By their numbers, in order.
    tokens: Vec<usize>,
    kinds: Vec<std::mem::Discriminant<BlockKind>>,
}

/// The numbers of tokens: they compare faster than text.
type Numbers<'p> = HashMap<&'p str, usize>;

fn marks<'p>(page: &'p Page<'_>, numbers: &mut Numbers<'p>) -> Vec<Marks<'p>> {
    let mut tokens: Vec<Vec<&str>> = vec![Vec::new(); page.sections.len()];
    let mut marks: Vec<Marks<'_>> = page
        .sections
        .iter()
        .map(|section| Marks {
            level: section.level,
            anchor: section.named.then_some(&*section.anchor),
            title: section.title.trim(),
            tokens: Vec::new(),
            kinds: Vec::new(),
        })
        .collect();
    for block in &page.blocks {
        marks[block.section].kinds.push(std::mem::discriminant(&block.kind));
    }
    for code in &page.code_spans {
        tokens[code.section].push(&code.text);
    }
    for link in &page.links {
        let name = link.target.rsplit('/').next().unwrap_or_default();
        tokens[link.section].push(name);
    }
    for fence in &page.fences {
        tokens[fence.section].extend(fence.lines(page.text).map(|(_, line)| line).filter(|line| line.len() > 3));
    }
    for ((marks, section), mut tokens) in marks.iter_mut().zip(&page.sections).zip(tokens) {
        let words = section.title.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')));
        tokens.extend(words.filter(|word| !word.is_empty()));
        let mut number = |token| {
            let next = numbers.len();
            *numbers.entry(token).or_insert(next)
        };
        marks.tokens = tokens.into_iter().map(&mut number).collect();
        marks.tokens.sort_unstable();
        marks.tokens.dedup();
    }
    marks
}

/// How many numbers two lists have in common, each in order.
fn common(mut one: &[usize], mut other: &[usize]) -> usize {
    let mut common = 0;
    while let (Some((first, rest)), Some((second, others))) = (one.split_first(), other.split_first()) {
        common += usize::from(first == second);
        (one, other) = (if first <= second { rest } else { one }, if second <= first { others } else { other });
    }
    common
}

impl Marks<'_> {
    /// How well this section stands for `other`.
    fn likeness(&self, other: &Self) -> i32 {
        if let (Some(one), Some(two)) = (self.anchor, other.anchor)
            && one == two
        {
            return 100;
        }
        // A name stays the same in any language.
        let same = if self.title == other.title && self.title.contains(char::is_alphabetic) { 16 } else { 0 };
        let common = common(&self.tokens, &other.tokens);
        let all = (self.tokens.len() + other.tokens.len() - common).max(1);
        // The section before a hole is often cut itself.
        let kinds = if other.kinds.starts_with(&self.kinds) { 4 } else { 0 };
        let shared = i32::try_from(20 * common / all).unwrap_or_default();
        // A translator may have mended the level of a heading.
        let level = if self.level == other.level { 2 } else { -12 };
        level + kinds + shared + same
    }
}

/// A section of the page and one of its English, as indices.
pub(super) type SectionPair = (Option<usize>, Option<usize>);

/// The sections of both pages by their order, with those that one of them lacks. Sections that stand elsewhere under the same
/// title come last, with those below them.
pub(super) fn sections(own: &Page<'_>, english: &Page<'_>) -> Vec<SectionPair> {
    let moved = moved(own, english);
    let rest = |page: &Page<'_>, side: fn(&Chunk) -> &Range<usize>| -> Vec<usize> {
        let mut has_moved = vec![false; page.sections.len()];
        moved.iter().for_each(|chunk| has_moved[side(chunk).clone()].fill(true));
        (0..has_moved.len()).filter(|at| !has_moved[*at]).collect()
    };
    let in_place = (rest(own, |chunk| &chunk.0), rest(english, |chunk| &chunk.1));
    let chunks = moved.iter().map(|(mine, theirs)| (mine.clone().collect(), theirs.clone().collect()));
    let marks = OnceCell::new();
    let pairs = std::iter::once(in_place).chain(chunks);
    pairs
        .flat_map(|(mine, theirs): (Vec<usize>, Vec<usize>)| in_order((own, &mine), (english, &theirs), &marks))
        .collect()
}

/// A section with those below it, and the one of the English that has its title, as indices.
type Chunk = (Range<usize>, Range<usize>);

/// The sections that no other one of their page has the title of, and one of the other page has, where those stand in another order:
/// names of functions that one page sorts otherwise. None where the order is the same.
fn moved(own: &Page<'_>, english: &Page<'_>) -> Vec<Chunk> {
    let theirs = titles(english);
    let both = titles(own).into_iter().filter_map(|(title, at)| Some((at?, (*theirs.get(&title)?)?)));
    let mut both: Vec<(usize, usize)> = both.collect();
    both.sort_unstable();
    if both.is_sorted_by_key(|pair| pair.1) {
        return Vec::new();
    }
    let with_below = |page: &Page<'_>, at: usize| {
        let below = page.sections[at + 1..].iter().take_while(|section| section.level > page.sections[at].level);
        at..at + 1 + below.count()
    };
    let (mut end, mut is_taken) = (0, vec![false; english.sections.len()]);
    let mut chunks = Vec::new();
    for (mine, theirs) in both {
        let (own, english) = (with_below(own, mine), with_below(english, theirs));
        if own.start >= end && !is_taken[english.clone()].contains(&true) {
            end = own.end;
            is_taken[english.clone()].fill(true);
            chunks.push((own, english));
        }
    }
    chunks
}

/// Where the only section of a level with a title stands; `None` where there are several.
fn titles<'p>(page: &'p Page<'_>) -> HashMap<(u8, &'p str), Option<usize>> {
    let mut titles = HashMap::new();
    for (at, section) in page.sections.iter().enumerate() {
        let title = section.title.trim();
        if title.contains(char::is_alphabetic) {
            titles.entry((section.level, title)).and_modify(|one| *one = None).or_insert(Some(at));
        }
    }
    titles
}

/// What the sections of both pages are recognised by, where that is asked for.
type BothMarks<'p> = OnceCell<(Vec<Marks<'p>>, Vec<Marks<'p>>)>;

/// Pairs these sections of both pages by their order.
fn in_order<'p>(
    (own, mine): (&'p Page<'_>, &[usize]),
    (english, theirs): (&'p Page<'_>, &[usize]),
    marks_of_both: &BothMarks<'p>,
) -> Vec<SectionPair> {
    let levels = |page: &Page<'_>, sections: &[usize]| -> Vec<u8> {
        sections.iter().map(|section| page.sections[*section].level).collect()
    };
    if levels(own, mine) == levels(english, theirs) {
        return mine.iter().zip(theirs).map(|(mine, theirs)| (Some(*mine), Some(*theirs))).collect();
    }
    if mine.len() * theirs.len() > MOST {
        return Vec::new();
    }
    let (own, english) = marks_of_both.get_or_init(|| {
        let mut numbers = Numbers::new();
        (marks(own, &mut numbers), marks(english, &mut numbers))
    });
    let own: Vec<&Marks<'_>> = mine.iter().map(|at| &own[*at]).collect();
    let english: Vec<&Marks<'_>> = theirs.iter().map(|at| &english[*at]).collect();
    let shown = |(one, other): SectionPair| (one.map(|at| mine[at]), other.map(|at| theirs[at]));
    by_likeness(&own, &english).into_iter().map(shown).collect()
}

fn by_likeness(own: &[&Marks<'_>], english: &[&Marks<'_>]) -> Vec<SectionPair> {
    // The pairing that keeps the order and is most alike in sum.
    let width = english.len() + 1;
    let mut best = vec![0_i32; (own.len() + 1) * width];
    for (mine, marks) in own.iter().enumerate().rev() {
        for (theirs, other) in english.iter().enumerate().rev() {
            let at = |mine: usize, theirs: usize| best[mine * width + theirs];
            let paired = marks.likeness(other) + at(mine + 1, theirs + 1);
            best[mine * width + theirs] = paired.max(at(mine + 1, theirs)).max(at(mine, theirs + 1));
        }
    }
    let (mut mine, mut theirs) = (0, 0);
    let mut pairs = Vec::with_capacity(own.len().max(english.len()));
    while mine < own.len() || theirs < english.len() {
        let here = best[mine * width + theirs];
        let both = mine < own.len() && theirs < english.len();
        // Where nothing tells which section is lost, it is the last: pages break off.
        if both && here == own[mine].likeness(english[theirs]) + best[(mine + 1) * width + theirs + 1] {
            pairs.push((Some(mine), Some(theirs)));
            (mine, theirs) = (mine + 1, theirs + 1);
        } else if mine < own.len() && here == best[(mine + 1) * width + theirs] {
            pairs.push((Some(mine), None));
            mine += 1;
        } else {
            pairs.push((None, Some(theirs)));
            theirs += 1;
        }
    }
    pairs
        .chunk_by(|one, other| is_alone(one) && is_alone(other))
        .flat_map(|run| relevelled(run, own, english))
        .collect()
}

pub(super) fn is_alone(pair: &SectionPair) -> bool {
    pair.0.is_none() || pair.1.is_none()
}

/// How many sections of those that follow the first one stand alone, and stand behind it on their page.
pub(super) fn alone_behind(pairs: &[SectionPair]) -> usize {
    let Some((mut last, others)) = pairs.split_first().map(|(first, others)| (*first, others)) else { return 0 };
    let is_next = |before: Option<usize>, at: Option<usize>| before.zip(at).is_none_or(|(before, at)| at == before + 1);
    let is_behind = |pair: &&SectionPair| {
        let is_behind = is_alone(pair) && is_next(last.0, pair.0) && is_next(last.1, pair.1);
        last = (pair.0.or(last.0), pair.1.or(last.1));
        is_behind
    };
    others.iter().take_while(is_behind).count()
}

/// Sections in a row that stand alone, as many on both pages and of the same blocks, are the same ones: a translator has
/// mended the levels of their headings.
fn relevelled(run: &[SectionPair], own: &[&Marks<'_>], english: &[&Marks<'_>]) -> Vec<SectionPair> {
    let mine: Vec<usize> = run.iter().filter_map(|pair| pair.0).collect();
    let theirs: Vec<usize> = run.iter().filter_map(|pair| pair.1).collect();
    let alike = |(mine, theirs): (&usize, &usize)| own[*mine].kinds == english[*theirs].kinds;
    if run.iter().any(is_alone) && mine.len() == theirs.len() && mine.iter().zip(&theirs).all(alike) {
        return mine.into_iter().map(Some).zip(theirs.into_iter().map(Some)).collect();
    }
    run.to_vec()
}
