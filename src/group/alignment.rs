//! Which parts of a plain page stand for which parts of its English.
//!
//! A translation keeps the order of sections and of the blocks in them, so both are paired by their order. Where a section
//! was lost, the others are told apart by what a translation leaves alone: the levels of headings, anchors, code, and links.

use std::collections::BTreeSet;

use crate::page::{Block, BlockKind, Page};
use crate::span::Span;

/// The parts of a plain page beside those of its English.
#[derive(Debug, Default)]
pub struct Alignment {
    /// The sections, as indices: own, English. Each stands in one pair, `None` where the other page lacks it.
    pub sections: Vec<(Option<usize>, Option<usize>)>,
    /// The fenced code blocks of sections that both pages have, as indices: own, English.
    pub fences: Vec<(Option<usize>, Option<usize>)>,
    /// The tables of sections that both pages have, as indices: own, English.
    pub tables: Vec<(Option<usize>, Option<usize>)>,
    /// The headings, paragraphs, list items and cells, in bytes of their readings: own, English.
    pub texts: Vec<(Span, Span)>,
}

/// Beyond this number of comparisons nothing is certain any more: no page has so many sections.
const MOST: usize = 250_000;

impl Alignment {
    /// Aligns a page with its English.
    #[must_use]
    pub fn new(own: &Page<'_>, english: &Page<'_>) -> Self {
        let mut alignment = Self { sections: sections(own, english), ..Self::default() };
        for pair in 0..alignment.sections.len() {
            if let (Some(mine), Some(theirs)) = alignment.sections[pair] {
                alignment.blocks(own, english, (mine, theirs));
            }
        }
        alignment
    }

    fn blocks(&mut self, own: &Page<'_>, english: &Page<'_>, (mine, theirs): (usize, usize)) {
        let (mine, theirs) = (own.blocks_of(mine), english.blocks_of(theirs));
        self.fences.extend(beside(mine, theirs, |block| match block.kind {
            BlockKind::Fence(fence) => Some(fence),
            _ => None,
        }));
        let tables = beside(mine, theirs, |block| match block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        for (mine, theirs) in tables.iter().filter_map(|&(mine, theirs)| mine.zip(theirs)) {
            let (mine, theirs) = (&own.tables[mine], &english.tables[theirs]);
            if mine.rows.len() == theirs.rows.len() && mine.head.cells.len() == theirs.head.cells.len() {
                let rows = |table: &crate::page::Table<'_>| -> Vec<Span> {
                    let rows = std::iter::once(&table.head).chain(&table.rows);
                    rows.flat_map(|row| &row.cells).map(|cell| cell.span).collect()
                };
                self.texts.extend(rows(mine).into_iter().zip(rows(theirs)));
            }
        }
        self.tables.extend(tables);
        if mine.len() == theirs.len() && mine.iter().zip(theirs).all(|(mine, theirs)| same_kind(mine, theirs)) {
            let texts = mine.iter().zip(theirs).filter(|(mine, _)| {
                matches!(mine.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item(_))
            });
            self.texts.extend(texts.map(|(mine, theirs)| (mine.span, theirs.span)));
        } else if let (Some(mine), Some(theirs)) = (mine.first(), theirs.first())
            && (mine.kind, theirs.kind) == (BlockKind::Heading, BlockKind::Heading)
        {
            self.texts.push((mine.span, theirs.span));
        }
    }
}

fn same_kind(one: &Block, other: &Block) -> bool {
    std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind)
}

/// The things of one kind in two sections, by their order where both have as many; else only what one of them lacks
/// altogether is certain.
fn beside(
    own: &[Block],
    english: &[Block],
    index: impl Fn(&Block) -> Option<usize>,
) -> Vec<(Option<usize>, Option<usize>)> {
    let own: Vec<usize> = own.iter().filter_map(&index).collect();
    let english: Vec<usize> = english.iter().filter_map(&index).collect();
    match (own.is_empty(), english.is_empty()) {
        (true, _) => english.into_iter().map(|english| (None, Some(english))).collect(),
        (_, true) => own.into_iter().map(|own| (Some(own), None)).collect(),
        _ if own.len() == english.len() => own.into_iter().map(Some).zip(english.into_iter().map(Some)).collect(),
        _ => Vec::new(),
    }
}

/// What a section is recognised by in any language.
struct Marks<'p> {
    level: u8,
    /// The anchor, where the page names it.
    anchor: Option<&'p str>,
    tokens: BTreeSet<&'p str>,
    kinds: Vec<std::mem::Discriminant<BlockKind>>,
}

fn marks<'p>(page: &'p Page<'_>) -> Vec<Marks<'p>> {
    let mut marks: Vec<Marks<'_>> = page
        .sections
        .iter()
        .map(|section| Marks {
            level: section.level,
            anchor: section.named.then_some(&*section.anchor),
            tokens: BTreeSet::new(),
            kinds: Vec::new(),
        })
        .collect();
    for block in &page.blocks {
        marks[block.section].kinds.push(std::mem::discriminant(&block.kind));
    }
    for code in &page.code_spans {
        marks[code.section].tokens.insert(&code.text);
    }
    for link in &page.links {
        let name = link.target.rsplit('/').next().unwrap_or_default();
        marks[link.section].tokens.insert(name);
    }
    for fence in &page.fences {
        marks[fence.section].tokens.extend(fence.lines(page.text).map(|(_, line)| line).filter(|line| line.len() > 3));
    }
    for (marks, section) in marks.iter_mut().zip(&page.sections) {
        let words = section.title.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')));
        marks.tokens.extend(words.filter(|word| !word.is_empty()));
    }
    marks
}

impl Marks<'_> {
    /// How well this section stands for `other`.
    fn likeness(&self, other: &Self) -> i32 {
        if let (Some(one), Some(two)) = (self.anchor, other.anchor)
            && one == two
        {
            return 100;
        }
        let common = self.tokens.intersection(&other.tokens).count();
        let all = self.tokens.union(&other.tokens).count().max(1);
        // The section before a hole is often cut itself.
        let kinds = if other.kinds.starts_with(&self.kinds) { 4 } else { 0 };
        let shared = i32::try_from(20 * common / all).unwrap_or_default();
        // A translator may have mended the level of a heading.
        let level = if self.level == other.level { 2 } else { -12 };
        level + kinds + shared
    }
}

/// A section of the page and one of its English, as indices.
type SectionPair = (Option<usize>, Option<usize>);

/// The sections of both pages by their order, with those that one of them lacks.
fn sections(own: &Page<'_>, english: &Page<'_>) -> Vec<SectionPair> {
    let level = |page: &Page<'_>| page.sections.iter().map(|section| section.level).collect::<Vec<_>>();
    if level(own) == level(english) {
        return (0..own.sections.len()).map(|section| (Some(section), Some(section))).collect();
    }
    let (own, english) = (marks(own), marks(english));
    if own.len() * english.len() > MOST {
        return Vec::new();
    }
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
        if both && here == own[mine].likeness(&english[theirs]) + best[(mine + 1) * width + theirs + 1] {
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
        .flat_map(|run| relevelled(run, &own, &english))
        .collect()
}

fn is_alone(pair: &SectionPair) -> bool {
    pair.0.is_none() || pair.1.is_none()
}

/// Sections in a row that stand alone, as many on both pages and of the same blocks, are the same ones: a translator has
/// mended the levels of their headings.
fn relevelled(run: &[SectionPair], own: &[Marks<'_>], english: &[Marks<'_>]) -> Vec<SectionPair> {
    let mine: Vec<usize> = run.iter().filter_map(|pair| pair.0).collect();
    let theirs: Vec<usize> = run.iter().filter_map(|pair| pair.1).collect();
    let alike = |(mine, theirs): (&usize, &usize)| own[*mine].kinds == english[*theirs].kinds;
    if run.iter().any(is_alone) && mine.len() == theirs.len() && mine.iter().zip(&theirs).all(alike) {
        return mine.into_iter().map(Some).zip(theirs.into_iter().map(Some)).collect();
    }
    run.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    #[test]
    fn a_lost_section_is_told_by_what_the_others_hold() {
        let english = "# T\n\n## Install\n\n`cargo` now\n\n## Run\n\n```sh\nrun it\n```\n\n## Stop\n\n[x](stop.md)\n";
        let german = "# T\n\n## Installieren\n\n`cargo` jetzt\n\n## Anhalten\n\n[x](../stop.md)\n";
        let (own, english) = (Page::parse(german, PageFormat::MARKDOWN), Page::parse(english, PageFormat::MARKDOWN));
        let alignment = Alignment::new(&own, &english);
        let lost: Vec<_> = alignment.sections.iter().filter(|(mine, _)| mine.is_none()).collect();
        assert_eq!(lost, [&(None, Some(3))]);
        assert!(alignment.sections.contains(&(Some(3), Some(4))));
    }

    #[test]
    fn a_section_that_is_cut_stands_for_its_own() {
        let english = "# T\n\n## Dough\n\nx\n\n- y\n\n## Rest\n\nx\n\n## Bake\n\n- z\n";
        let sections = Alignment::new(
            &Page::parse("# T\n\n## Teig\n\nx\n", PageFormat::MARKDOWN),
            &Page::parse(english, PageFormat::MARKDOWN),
        )
        .sections;
        let lost: Vec<_> = sections.iter().filter(|(mine, _)| mine.is_none()).collect();
        assert_eq!(lost, [&(None, Some(3)), &(None, Some(4))]);
    }

    #[test]
    fn a_section_whose_level_was_mended_is_not_lost() {
        let english = "# T\n\n## Dough\n\nx\n\n### Rest\n\ny\n\n### Bake\n\n`z`\n";
        let of = |german: &str| {
            Alignment::new(&Page::parse(german, PageFormat::MARKDOWN), &Page::parse(english, PageFormat::MARKDOWN))
                .sections
        };
        let mended = of("# T\n\n## Teig\n\nx\n\n## Ruhe\n\ny\n\n### Backen\n\n`z`\n");
        assert!(mended.iter().all(|pair| !is_alone(pair)), "{mended:?}");
        let lost = of("# T\n\n## Teig\n\nx\n\n### Backen\n\n`z`\n");
        assert_eq!(lost.iter().filter(|pair| is_alone(pair)).collect::<Vec<_>>(), [&(None, Some(3))]);
    }

    #[test]
    fn blocks_are_paired_only_where_all_of_a_section_agree() {
        let (own, english) = (
            Page::parse("# T\n\na\n\n- b\n", PageFormat::MARKDOWN),
            Page::parse("# T\n\na\n\nc\n\n- b\n", PageFormat::MARKDOWN),
        );
        let texts = |own: &Page<'_>| Alignment::new(own, &english).texts.len();
        assert_eq!((texts(&own), texts(&english)), (1, 4));
    }
}
