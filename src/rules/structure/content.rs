//! What tells whether a text of the English is missing on the page.

use crate::group::Pair;
use crate::page::{Block, BlockKind, Page, Section};
use crate::span::Span;

/// Whether a page has at most half of the blocks of its English: much is missing, whatever stands for what.
pub(super) fn is_torso(own: &Page<'_>, english: &Page<'_>) -> bool {
    own.blocks.len() * 2 <= english.blocks.len()
}

/// Whether a page has at most a third of them: whichever section is named as missing, most of them are.
pub(super) fn is_remnant(own: &Page<'_>, english: &Page<'_>) -> bool {
    own.blocks.len() * 3 <= english.blocks.len()
}

/// What tells whether a section is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// What it holds is nowhere on the page.
    Gone,
    /// Most of what it holds is nowhere on the page.
    Lost,
    /// Nothing: what it holds may stand elsewhere, under another heading or without one.
    None,
    /// The page has it all the same, by its name or by where its heading leads.
    There,
}

/// What tells whether a section of the English is missing on the page.
pub(super) fn proof(pair: &Pair<'_, '_>, section: &Section<'_>) -> Proof {
    let (own, english) = (&pair.view.page, &pair.reference.page);
    let is_mark = |c: char| c.is_whitespace() || "*-+`|#>_".contains(c) || c.is_ascii_digit() || c == '.';
    let name = section.title.trim_matches(is_mark);
    let is_name = name.len() > 3 && name.is_ascii();
    let heads = |line: &str| {
        let bare = line.trim_start_matches(is_mark);
        let rest = bare.strip_prefix(name).filter(|_| !name.contains(' '));
        // Of several words, or in other letters, it stands alone: as an item, or in bold.
        let is_alone = || line.starts_with(is_mark) && bare.trim_end_matches(is_mark).eq_ignore_ascii_case(name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')) || is_alone()
    };
    // A heading that is a link is known by where it leads.
    let target = |page: &Page<'_>, section: &Section<'_>| {
        let text = section.span.of(page.text);
        let (_, rest) = text.split_once("](")?;
        Some(rest.split([')', ' ']).next()?.trim_start_matches(['.', '/']).to_owned()).filter(|target| target.len() > 8)
    };
    let linked = target(english, section);
    let is_linked = || linked.is_some() && own.sections.iter().any(|other| target(own, other) == linked);
    if is_name && own.text.lines().any(heads) || is_linked() {
        return Proof::There;
    }
    let at = english.sections.iter().position(|other| other.span == section.span).unwrap_or_default();
    // What a program keeps up to date on one page is not there to be translated, and a list of other sites is for the locale to choose.
    if is_there(pair, at)
        || lists_sites(english, at)
        || english.extent(at).of(english.text).contains("<!-- ALL-CONTRIBUTORS-LIST")
    {
        return Proof::None;
    }
    match pair.is_lost(english.extent(at)) {
        _ if pair.is_gone(english.extent(at)) => Proof::Gone,
        Some(true) => Proof::Lost,
        Some(false) | None => Proof::None,
    }
}

/// Whether a section is nothing but a list of links to other sites.
fn lists_sites(page: &Page<'_>, section: usize) -> bool {
    let blocks = page.blocks.iter().filter(|block| block.section == section && block.kind != BlockKind::Heading);
    let mut blocks = blocks.peekable();
    let leads_out = |block: &Block| {
        let within = |span: Span| block.span.start <= span.start && span.end <= block.span.end;
        page.links
            .iter()
            .any(|link| within(link.span) && link.target.contains("://") && 2 * link.span.len() > block.span.len())
    };
    blocks.peek().is_some() && blocks.all(|block| matches!(block.kind, BlockKind::Item(_)) && leads_out(block))
}

/// Whether half of the blocks of a section of the English stand beside blocks of the page: then its heading alone is missing.
fn is_there(pair: &Pair<'_, '_>, at: usize) -> bool {
    let (Some(alignment), english) = (&pair.alignment, &pair.reference.page) else { return false };
    let blocks = english.blocks.iter().filter(|block| block.section == at && block.kind != BlockKind::Heading);
    let is_paired = |block: &&Block| match block.kind {
        BlockKind::Fence(fence) => alignment.fences.iter().any(|pair| pair.1 == fence),
        BlockKind::Table(table) => alignment.tables.iter().any(|pair| pair.1 == table),
        _ => alignment.texts.iter().any(|(_, text)| text.start <= block.span.start && block.span.start < text.end),
    };
    let (all, paired) = (blocks.clone().count(), blocks.filter(is_paired).count());
    paired > 0 && paired * 2 >= all
}
