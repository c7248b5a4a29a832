//! How well a profile fits pages.

use std::sync::LazyLock;

use regex::Regex;

use super::{Base, METHODS, Profile, begins, is_among};
use crate::page::{Block, Page, Section, Table};

/// How well a profile fits pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    /// The pages that have sections or tables which the profile names.
    pub named: usize,
    /// Those of them on which most of these hold what the profile says of them.
    pub explained: usize,
}

impl Fit {
    /// How well `profile` fits English pages.
    #[must_use]
    pub fn of<'p>(profile: &Profile, pages: impl IntoIterator<Item = &'p Page<'p>>) -> Self {
        let mut fit = Self::default();
        for page in pages {
            let parts = parts(profile, page);
            let fitting = parts.iter().filter(|fits| **fits).count();
            fit.named += usize::from(!parts.is_empty());
            fit.explained += usize::from(fitting * 2 > parts.len());
        }
        fit
    }

    /// Whether the profile explains most of the pages that it is about.
    #[must_use]
    pub fn is_good(self) -> bool {
        self.explained * 2 > self.named
    }
}

/// The built-in profile that all English pages of a tree together are evidence for: the one that explains most of them, if
/// it explains most of the pages that it is about and at least a tenth of all. Else [`Base::NEUTRAL`], which says of pages
/// only what is certain on any.
#[must_use]
pub fn fitting<'p>(pages: &[&'p Page<'p>]) -> (Base, Fit) {
    let of = |base: Base| (base, Fit::of(base.profile(), pages.iter().copied()));
    let (neutral, fit) = of(Base::NEUTRAL);
    let is_meant = |(_, fit): &(Base, Fit)| fit.is_good() && fit.explained * 10 >= pages.len();
    let others = Base::all().filter(|base| *base != Base::NEUTRAL).map(of).filter(is_meant);
    let best = others.max_by_key(|(base, fit)| (fit.explained, *base == Base::DEFAULT));
    best.unwrap_or((neutral, fit))
}

/// The profile of a tree whose user names none: the one that its pages are evidence for. Where nothing on them is called as in
/// the default one, that one does no harm.
#[must_use]
pub fn evident(pages: &[Page<'_>]) -> Base {
    let pages: Vec<&Page<'_>> = pages.iter().collect();
    let (base, _) = fitting(&pages);
    let is_named = || Fit::of(Base::DEFAULT.profile(), pages.iter().copied()).named > 0;
    if base == Base::NEUTRAL && !is_named() { Base::DEFAULT } else { base }
}

/// A line that begins with a request to a path.
pub(super) static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?:{})[ \t]+(?:https?:/)?/", METHODS.join("|"))).expect("a valid expression")
});

/// The sections in which a code block begins with a request.
pub(super) fn requests_in_fences(page: &Page<'_>) -> Vec<usize> {
    let begins = |fence: &&crate::page::Fence<'_>| {
        let first = fence.lines(page.text).find(|(_, line)| !line.is_empty());
        first.is_some_and(|(_, line)| REQUEST.is_match(line))
    };
    page.fences.iter().filter(begins).map(|fence| fence.section).collect()
}

/// The sections in which a paragraph begins with a request.
pub(super) fn requests_in_text(page: &Page<'_>) -> Vec<usize> {
    let is_request = |block: &&Block| REQUEST.is_match(block.span.of(page.text));
    page.paragraphs().filter(is_request).map(|block| block.section).collect()
}

/// Of each part of the page that the profile names, whether it holds what the profile says of it.
fn parts(profile: &Profile, page: &Page<'_>) -> Vec<bool> {
    let mut requests = requests_in_fences(page);
    if profile.requests_in_text {
        requests.extend(requests_in_text(page));
    }
    let announces = |section: &&Section<'_>| {
        profile.request_levels.contains(&section.level) && begins(&profile.request_sections, section.key())
    };
    let holds = |section: &Section<'_>| {
        requests.iter().any(|&request| page.lineage(request).any(|outer| std::ptr::eq(outer, section)))
    };
    let sections = page.sections.iter().filter(announces).map(holds);
    sections.chain(page.tables.iter().filter_map(|table| table_part(profile, page, table))).collect()
}

/// Whether a table that the profile names holds what the profile says of it. `None` for a table that it does not name.
fn table_part(profile: &Profile, page: &Page<'_>, table: &Table<'_>) -> Option<bool> {
    let within = |anchors: &[String]| page.lineage(table.section).any(|outer| is_among(anchors, outer.key()));
    let head = table.head.cells.first().map_or("", |cell| &*cell.text).to_lowercase();
    let cells = || table.rows.iter().flat_map(|row| row.cells.iter());
    let names = || table.rows.iter().filter_map(|row| row.cells.first());
    if within(&profile.permission_sections) || profile.permission_heads.iter().any(|known| head.starts_with(known)) {
        return Some(cells().any(|cell| profile.scope.is_match(&cell.text)));
    }
    if within(&profile.header_sections) {
        let is_header = |text: &str| text.contains('-') || ["authorization", "accept", "prefer"].contains(&text);
        return Some(names().any(|cell| is_header(&cell.text.to_lowercase())));
    }
    let among = |kinds: &super::Kinds| kinds.values().flatten().any(|known| *known == head);
    let in_section = profile.identifier_sections.values().any(|anchors| within(anchors));
    if among(&profile.identifier_heads) || in_section && profile.name_heads.contains(&head) {
        let identifiers = names().filter(|cell| is_identifier(&cell.text, cell.span.of(page.text))).count();
        return Some(identifiers * 2 > table.rows.len());
    }
    None
}

/// Whether a cell names something as a client sends it. A word in capital letters or with one at its beginning is as often a
/// label that is shown, unless it is code.
fn is_identifier(text: &str, written: &str) -> bool {
    let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.@$-/{}[]:".contains(&byte));
    let inner = text.chars().skip(1).any(|c| c.is_ascii_uppercase() || c == '_');
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase() || "@$_".contains(c));
    !text.is_empty() && is_name && (begins || inner || written.contains('`'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    #[track_caller]
    fn fits(pages: &[&str], base: &str, numbers: (usize, usize)) {
        let pages: Vec<Page<'_>> = pages.iter().map(|text| Page::parse(text, PageFormat::MARKDOWN)).collect();
        let (found, fit) = fitting(&pages.iter().collect::<Vec<_>>());
        assert_eq!((found.name(), (fit.explained, fit.named)), (base, numbers));
    }

    const METHOD: &str = "# Tow\n## Permissions\n|Permission type|Permissions|\n|--|--|\n|Application|Tug.Read|\n## HTTP request\n```http\nGET /tugs\n```\n## Request headers\n|Name|Value|\n|--|--|\n|Authorization|Bearer|\n";
    const RESOURCE: &str = "# Tug\n## Properties\n|Property|Type|Description|\n|--|--|--|\n|id|String|Its id.|\n|bollardPull|Double|In tons.|\n";
    const LABELS: &str = "# Panel\n## Fields\n|Parameter|Meaning|\n|--|--|\n|Display name|What is shown.|\n|Status|On or off.|\n|Opening hours|When.|\n";

    #[test]
    fn a_reference_of_the_vendor_is_evidence_for_its_profile() {
        fits(&[METHOD, RESOURCE], "graph", (2, 2));
        fits(&[METHOD, RESOURCE, LABELS], "graph", (2, 3));
        fits(&[RESOURCE], "graph", (1, 1));
    }

    #[test]
    fn labels_below_a_head_of_the_vendor_are_none() {
        fits(&[LABELS], "http", (0, 0));
        fits(&[LABELS, LABELS, RESOURCE], "http", (0, 0));
        let others = ["# A\n\nText.\n"; 10];
        fits(&[&[RESOURCE], &others[..]].concat(), "http", (0, 0));
        fits(&["# A\n\nText.\n"], "http", (0, 0));
    }

    #[test]
    fn requests_in_lines_of_text_are_evidence_for_kubernetes() {
        let operation = "## Operations\n### `get` read\n#### HTTP Request\n\nGET /api/v1/tugs/{name}\n\n#### Parameters\n\n- **name** (*in path*): string, required\n";
        fits(&[operation], "kubernetes", (1, 1));
    }

    #[test]
    fn requests_alone_are_certain_on_any_page() {
        let request = "# Tow\n## HTTP request\n```http\nGET /tugs\n```\n";
        let pages = [Page::parse(request, PageFormat::MARKDOWN)];
        assert_eq!(Fit::of(Base::NEUTRAL.profile(), &pages), Fit { named: 1, explained: 1 });
    }
}
