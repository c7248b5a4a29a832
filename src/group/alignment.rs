//! Which parts of a plain page stand for which parts of its English.
//!
//! A translation keeps the order of sections and of the blocks in them. Where a block was lost, added, joined with the next
//! or cut in two, the others are told apart by what a translation leaves alone, so that it costs that block alone.

mod blocks;
mod rows;
mod sections;
mod sentences;

use std::ops::Range;

use crate::page::{Block, BlockKind, Page};
use crate::span::Span;
use blocks::{Step, Traits, path};
pub(crate) use rows::filled;
pub(super) use rows::{by_name, rest};
use sections::sections;

/// The parts of a plain page beside those of its English.
#[derive(Debug, Default)]
pub struct Alignment {
    /// The sections, as indices: own, English. Each stands in one pair, `None` where the other page lacks it.
    pub sections: Vec<(Option<usize>, Option<usize>)>,
    /// The fenced code blocks that stand for each other, as indices: own, English.
    pub fences: Vec<(usize, usize)>,
    /// The tables that stand for each other, as indices: own, English.
    pub tables: Vec<(usize, usize)>,
    /// The headings, paragraphs, list items and cells, in bytes of their readings: own, English.
    pub texts: Vec<(Span, Span)>,
    /// What the English has and the page lacks, in sections that both have.
    pub holes: Vec<Hole>,
    /// What the page has and the English lacks, in bytes of the reading.
    pub added: Vec<Span>,
    /// How many blocks of the English stand beside one of the page.
    pub aligned: usize,
    /// How many blocks of the English may stand for something on the page, and nothing tells for what.
    pub unsure: usize,
    /// How many blocks the page or the English has alone.
    alone: usize,
}

/// Something that the English has and the page lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The blocks of the English; where sentences are missing, the block that holds them.
    pub blocks: Range<usize>,
    /// The text, in bytes of the English reading.
    pub text: Span,
    /// What stands before it on the page, in bytes of its reading.
    pub behind: Span,
    /// Whether only sentences of the block are missing.
    pub sentences: bool,
    /// Whether nothing follows it.
    pub ends: bool,
}

impl Alignment {
    /// Aligns a page with its English.
    #[must_use]
    pub fn new(own: &Page<'_>, english: &Page<'_>) -> Self {
        let mut alignment = Self { sections: sections(own, english), ..Self::default() };
        let ratio = blocks::ratio(own, english);
        let mut at = 0;
        while at < alignment.sections.len() {
            // A section that only one page has may be a heading that was lost or added: its blocks stand in the one before.
            let more = sections::alone_behind(&alignment.sections[at..]);
            let run = alignment.sections[at..=at + more].to_vec();
            alignment.blocks(own, english, &run, ratio);
            at += more + 1;
        }
        alignment
    }

    /// Whether the page has sections that its English lacks: then it was not only translated, and its gaps may be meant.
    #[must_use]
    pub fn is_rewritten(&self) -> bool {
        self.sections.iter().any(|pair| pair.1.is_none())
    }

    /// Whether all that stands on the page is told, and nothing of it is its own: what is missing then stands nowhere else.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_paired = |pair: &(Option<usize>, Option<usize>)| pair.0.is_some() && pair.1.is_some();
        self.unsure == 0 && self.added.is_empty() && self.sections.iter().all(is_paired)
    }

    /// Whether the page lacks so much of its English, or has so much of its own, that what stands side by side may be no
    /// translation of it.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        const FEW: usize = 3;
        let astray = self.unsure + self.alone;
        astray > FEW && 4 * astray > self.aligned
    }

    fn blocks(&mut self, own: &Page<'_>, english: &Page<'_>, run: &[(Option<usize>, Option<usize>)], ratio: f64) {
        let mine = range(own, run.iter().filter_map(|pair| pair.0));
        let theirs = range(english, run.iter().filter_map(|pair| pair.1));
        let (my_blocks, their_blocks) = (&own.blocks[mine.clone()], &english.blocks[theirs.clone()]);
        if my_blocks.len() == their_blocks.len()
            && my_blocks.iter().zip(their_blocks).all(|(mine, theirs)| same_kind(mine, theirs))
        {
            self.aligned += theirs.len();
            mine.zip(theirs).for_each(|(mine, theirs)| self.pair(own, english, (mine, theirs), ratio));
            return;
        }
        let my_traits: Vec<Traits<'_>> = my_blocks.iter().map(|block| Traits::of(own, block)).collect();
        let their_traits: Vec<Traits<'_>> = their_blocks.iter().map(|block| Traits::of(english, block)).collect();
        let steps = path(&my_traits, &their_traits, ratio);
        let shifted = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
        let mut behind = my_blocks.first().map_or(Span::default(), |block| block.span);
        let only_theirs = |theirs: usize| run.iter().any(|pair| *pair == (None, Some(english.blocks[theirs].section)));
        let mut unsure = their_blocks.len();
        for step in &steps {
            match step {
                Step::Pair(one, two) => {
                    self.aligned += two.len();
                    unsure -= two.len();
                    let (one, two) = (shifted(one, mine.start), shifted(two, theirs.start));
                    behind = own.blocks[one.end - 1].span;
                    if one.len() == 1 && two.len() == 1 {
                        self.pair(own, english, (one.start, two.start), ratio);
                    } else {
                        let whole = |page: &Page<'_>, range: Range<usize>| {
                            Span::new(page.blocks[range.start].span.start, page.blocks[range.end - 1].span.end)
                        };
                        self.texts.push((whole(own, one), whole(english, two)));
                    }
                }
                Step::Hole(lost) => {
                    self.alone += lost.len();
                    unsure -= lost.len();
                    let blocks = shifted(lost, theirs.start);
                    let ends = blocks.end == english.blocks.len();
                    if !only_theirs(blocks.start) {
                        let text =
                            Span::new(english.blocks[blocks.start].span.start, english.blocks[blocks.end - 1].span.end);
                        self.holes.push(Hole { blocks, text, behind, sentences: false, ends });
                    }
                }
                Step::Added(added) => {
                    self.alone += added.len();
                    self.added.extend(shifted(added, mine.start).map(|block| own.blocks[block].span));
                }
                Step::Unsure => {}
            }
        }
        self.unsure += unsure;
    }

    /// Takes two blocks that stand for each other.
    fn pair(&mut self, own: &Page<'_>, english: &Page<'_>, (mine, theirs): (usize, usize), ratio: f64) {
        let (one, two) = (&own.blocks[mine], &english.blocks[theirs]);
        match (one.kind, two.kind) {
            (BlockKind::Fence(one), BlockKind::Fence(two)) => self.fences.push((one, two)),
            (BlockKind::Table(one), BlockKind::Table(two)) => {
                self.tables.push((one, two));
                self.texts.extend(rows::cells(&own.tables[one], &english.tables[two]));
            }
            (BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item(_), _) => {
                let lost = sentences::lost((own, one.span), (english, two.span), ratio);
                let Some(lost) = lost else { return self.texts.push((one.span, two.span)) };
                let rest = if lost.start == two.span.start {
                    Span::new(lost.end, two.span.end)
                } else {
                    Span::new(two.span.start, lost.start)
                };
                self.texts.push((one.span, rest.trimmed(english.text)));
                let ends = false;
                let hole = Hole { blocks: theirs..theirs + 1, text: lost, behind: one.span, sentences: true, ends };
                self.holes.push(hole);
            }
            _ => {}
        }
    }
}

/// The blocks of sections that follow each other.
fn range(page: &Page<'_>, sections: impl Iterator<Item = usize>) -> Range<usize> {
    let sections: Vec<usize> = sections.collect();
    let (Some(first), Some(last)) = (sections.first(), sections.last()) else { return 0..0 };
    let start = page.blocks.partition_point(|block| block.section < *first);
    start..start + page.blocks[start..].partition_point(|block| block.section <= *last)
}

fn same_kind(one: &Block, other: &Block) -> bool {
    std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind)
}

#[cfg(test)]
mod tests {
    use super::sections::is_alone;
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
    fn a_lost_block_costs_that_block_alone() {
        let english = "# T\n\nThe dough rests overnight, and the oven is cold.\n\nSet `heat_limit` to 220 first.\n\nRead the \
            [plan](plan.md) then.\n\n```sh\nbake --rye 3\n```\n\nThen:\n\n```sh\nbake status\n```\n";
        let german = "# T\n\nSetzen Sie zuerst `grenze` auf 240.\n\nLesen Sie dann den [Plan](x.md).\n\n```sh\nbacke --roggen 3\n\
            ```\n\nDann:\n\n```sh\nbake status\n```\n";
        let (own, english) = (Page::parse(german, PageFormat::MARKDOWN), Page::parse(english, PageFormat::MARKDOWN));
        let alignment = Alignment::new(&own, &english);
        let texts: Vec<_> = alignment.texts.iter().map(|(_, text)| text.of(english.text)).collect();
        assert_eq!(texts, ["T", "Set `heat_limit` to 220 first.", "Read the [plan](plan.md) then.", "Then:"]);
        assert_eq!(alignment.fences, [(0, 0), (1, 1)]);
        assert!(alignment.holes.iter().map(|hole| hole.blocks.clone()).eq(std::iter::once(1..2)));
    }

    #[test]
    fn joined_and_added_paragraphs_are_no_holes() {
        let english =
            "# T\n\nThe dough rests overnight in a bowl.\n\nThe oven is heated in the morning.\n\nUse `rye`.\n";
        let of = |german: &str| {
            let english = Page::parse(english, PageFormat::MARKDOWN);
            let alignment = Alignment::new(&Page::parse(german, PageFormat::MARKDOWN), &english);
            (alignment.texts.len(), alignment.holes.len(), alignment.added.len())
        };
        let joined =
            "# T\n\nDer Teig ruht über Nacht in einer Schüssel. Der Ofen wird am Morgen geheizt.\n\nNimm `rye`.\n";
        assert_eq!(of(joined), (3, 0, 0));
        let added = "# T\n\nDer Teig ruht über Nacht in einer Schüssel.\n\nDer Ofen wird am Morgen angeheizt.\n\nNimm `rye`.\n\nAnmerkung.\n";
        assert_eq!(of(added), (4, 0, 1));
    }
}
