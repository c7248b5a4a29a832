//! Paragraphs, list items, code blocks and images that one of two pages lacks.

use std::cell::OnceCell;

use serde_json::Value;

use super::content::is_torso;
use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::Severity;
use crate::group::{Basis, Hole, PageGroup, Pair, Stub, filled};
use crate::link::is_edition;
use crate::page::{Block, BlockKind, FrontMatter, Link, Page};
use crate::rule::{Family, Rule};
use crate::rules::freshness::is_news;
use crate::safe;
use crate::span::{Span, line_start};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "text-missing",
        family: Family::Structure,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "accuracy/omission",
        on: true,
        what: "A paragraph, a list item, a code block, an image or a sentence of the English is missing on a plain page.",
        why: "readers of this locale do not learn what it says",
        passes: "Texts that were joined, cut in two or moved, places where the page has something of its own instead, and sections that \
            are missing as a whole: they are reported as such. It is a warning where the page lacks all code, links and \
            names of the text, but not a third of all that the English says. What a `SUMMARY.md` does not list is an info: the page may \
            not be there. Sentences count only where all code, links and numbers in them are lost with them.",
        fix: "Translate the text, or hand the page off again.",
        example: " Das Paket wird gewogen.\n \n+Danach wird es verschickt.",
    }
    .by(Check::Pair(missing)),
    Rule {
        name: "text-added",
        family: Family::Structure,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "accuracy/addition",
        on: false,
        what: "A plain page has a paragraph, a list item or a code block that its English has not.",
        why: "readers of this locale learn something that nobody else does, and nobody keeps it up to date",
        passes: "Disclaimers of translation tools, and texts that were cut in two. Off by default: notes of translators are often \
            meant.",
        fix: "Bring the text into the English, or take it out.",
        example: "-Anmerkung: Pakete sind hier selten.",
    }
    .by(Check::Pair(added)),
    Rule {
        name: "page-empty",
        family: Family::Structure,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/omission",
        on: true,
        what: "A page has no text, and its English has.",
        why: "readers of this locale see an empty page",
        passes: "Pages that say in their front matter that they are not translated.",
        fix: "Translate the page, or delete it, so that readers get the English one.",
        example: "",
    }
    .by(Check::Pair(empty)),
    Rule {
        name: "page-untranslated",
        family: Family::Structure,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "accuracy/untranslated",
        on: true,
        what: "A plain page is not translated yet: its front matter says `untranslated`, or it is the English word for word. Or it is \
            a draft, or a short version that sends its readers to the English. Or a page of the English tree is not in English.",
        why: "readers of this locale get another language, or nothing",
        passes: "Pages without a sentence. Nothing else is reported of such a page, and it counts as not compared; a short version is \
            compared, and what it lacks is an info. Translations are not compared with an English page that is not in English.",
        fix: "Translate the page, or delete it, so that readers get the English one.",
        example: "",
    }
    .by(Check::Group(untranslated)),
];

fn untranslated(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in &group.docs {
        let message = match group.stub(doc) {
            Some(Stub::Untranslated) => "the page is not translated yet",
            Some(Stub::Draft) => "the page is a draft: it is not compared",
            Some(Stub::Summary) => {
                "the page is a short version that leads to the English: what it leaves out is told as an info"
            }
            None => continue,
        };
        sink.report(doc, Found { message: message.to_owned(), ..Found::default() });
    }
    if let Some(english) = &group.untranslated {
        let message = match group.docs.len() {
            1 => "the page is not in English, though its path says so: its translation is not compared with it"
                .to_owned(),
            pages => {
                format!(
                    "the page is not in English, though its path says so: its {pages} translations are not compared with it"
                )
            }
        };
        sink.report(english, Found { message, ..Found::default() });
    }
}

fn missing(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (Some(alignment), true) = (&pair.alignment, pair.is_translated()) else { return };
    let (own, english) = (&pair.view.page, &pair.reference.page);
    if own.blocks.is_empty() {
        return;
    }
    // What a block that is never closed swallows is reported as that.
    let open = own.fences.iter().find(|fence| !fence.closed).map_or(usize::MAX, |fence| fence.span.start);
    let is_certain = |hole: &&Hole| hole.behind.start < open && (hole.sentences || !hides_text(own, hole.behind));
    let texts = [OnceCell::new(), OnceCell::new()];
    let bare = |page: &Page<'_>| {
        let text = &texts[usize::from(std::ptr::eq(page, english))];
        text.get_or_init(|| unspaced(page.text)).as_str()
    };
    // A short command may be said in a sentence, an image be shown by a tag, and what holds names may stand elsewhere.
    let is_said = |block: &&Block| match block.kind {
        _ if is_image(english, block) => {
            let mut links = english
                .links
                .iter()
                .filter(|link| link.image && block.span.start <= link.span.start && link.span.end <= block.span.end);
            links.any(|link| link.target.len() > 4 && own.text.contains(&*link.target))
        }
        BlockKind::Fence(fence) => {
            let content = english.fences[fence].content.of(english.text).trim();
            let content = content.trim_start_matches(['$', '>', '%', ' ']);
            // It may stand in a block that is set off by spaces, or in that of the command whose output it is. Blocks that are
            // much alike have their lines more than once.
            let count = |line: &str| bare(own).matches(&unspaced(line)).count();
            let is_as_often = |text: &str| count(text) >= bare(english).matches(&unspaced(text)).count();
            let longest = content.lines().max_by_key(|line| line.len()).unwrap_or(content);
            let is_scattered = || longest.len() > 6 && content.lines().all(|line| count(line) > 0);
            let is_long = content.lines().count() > 3;
            content.len() > 6 && is_as_often(content) || is_scattered() && (!is_long || is_as_often(longest))
        }
        _ => {
            let codes = english.code_spans.iter().map(|code| (code.span, &*code.text));
            let links = english.links.iter().map(|link| (link.span, &*link.target));
            let within = |span: Span| block.span.start <= span.start && span.end <= block.span.end;
            let text = block.span.trimmed(english.text).of(english.text);
            let is_list_of_languages = {
                let mut targets = links.clone().filter(|(span, _)| within(*span)).peekable();
                let page = &*pair.reference_doc.file.path;
                targets.peek().is_some() && targets.all(|(_, target)| is_edition(page, target))
            };
            let times = |page: &Page<'_>, token: &str| page.text.matches(token).count();
            if is_list_of_languages || text.len() > 8 && times(own, text) >= times(english, text) {
                return true;
            }
            let mut tokens = codes.chain(links).filter(|(span, token)| within(*span) && token.len() > 8).peekable();
            tokens.peek().is_some() && tokens.all(|(_, token)| times(own, token) >= times(english, token))
        }
    };
    // What the page has of its own in the same place may say it in other words.
    let is_replaced = |hole: &Hole| {
        let mut next = own.blocks.iter().filter(|block| block.span.start >= hole.behind.end);
        let own_text = next.find(|block| block.kind != BlockKind::Heading);
        let is_prose =
            |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item(_)) && says(own, block);
        own_text.is_some_and(|block| is_prose(block) && !alignment.texts.iter().any(|(mine, _)| *mine == block.span))
    };
    // A block that is never closed swallows what is behind it, and is reported as that.
    let open = own.fences.iter().find(|fence| !fence.closed).map(|fence| fence.content.start);
    let is_swallowed = |hole: &Hole| hole.ends && open.is_some_and(|open| hole.behind.start < open);
    // A page that lacks much here and there may say it shorter.
    let lost: usize = alignment.holes.iter().filter(|hole| !hole.sentences).map(|hole| hole.blocks.len()).sum();
    let is_condensed = lost > 1 && lost * 3 >= english.blocks.len();
    for hole in alignment.holes.iter().filter(is_certain).filter(|hole| !is_swallowed(hole)) {
        let blocks: Vec<&Block> = english.blocks[hole.blocks.clone()]
            .iter()
            .filter(|block| says(english, block) && !is_said(block))
            .collect();
        let Some(first) = blocks.first() else { continue };
        let begins = if hole.sentences { hole.text } else { first.span };
        let begins = beginning(english, first, begins);
        let there = pair.reference.reading.in_file(if hole.sentences { hole.text } else { first.span });
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(last_line(own, hole.behind)),
                message: message(english, hole, &blocks, &begins),
                expected: Some(begins),
                related: vec![related(pair.reference_doc, there, "here it stands".to_owned())],
                lesser: pair.basis == Basis::Today || alignment.is_rewritten(),
                certain: alignment.is_whole() && pair.is_gone(hole.text) && !is_in_tags(own),
                // Where nothing tells that the text is lost, it may stand elsewhere in other words.
                hint: hole.sentences
                    || is_news(&pair.doc.file.path)
                    || blocks.iter().all(|block| is_repeated(english, block))
                    || blocks.len() == 1 && (is_filler(english, hole) || is_replaced(hole))
                    || blocks.iter().all(|block| is_of_contents(english, block))
                    || pair.doc.file.path.ends_with("SUMMARY.md")
                    || is_condensed && !hole.ends && hole.blocks.start > 1
                    || !alignment.is_whole() && !is_torso(own, english) && pair.is_lost(hole.text) != Some(true),
                ..Found::default()
            },
        );
    }
}

/// Whether a page has its texts in tags of HTML.
fn is_in_tags(own: &Page<'_>) -> bool {
    ["<p>", "<p ", "<li>", "<li "].iter().any(|tag| own.text.contains(tag))
}

fn message(english: &Page<'_>, hole: &Hole, blocks: &[&Block], begins: &str) -> String {
    if hole.sentences {
        return format!("a sentence is missing in this text: “{begins}”");
    }
    let nouns: Vec<&str> = blocks.iter().map(|block| noun(english, block)).collect();
    let same = nouns.iter().all(|noun| *noun == nouns[0]);
    let article = if nouns[0].starts_with('i') { "an" } else { "a" };
    match nouns.len() {
        _ if hole.ends => format!("the page breaks off behind this text: the English goes on with “{begins}”"),
        1 => format!("{article} {} is missing behind this text: “{begins}”", nouns[0]),
        count if same => format!("{count} {}s are missing behind this text; the first begins “{begins}”", nouns[0]),
        count => {
            format!("{count} blocks are missing behind this text; the first, {article} {}, begins “{begins}”", nouns[0])
        }
    }
}

fn noun(page: &Page<'_>, block: &Block) -> &'static str {
    match block.kind {
        BlockKind::Heading => "heading",
        BlockKind::Fence(_) => "code block",
        BlockKind::Table(_) => "table",
        _ if is_image(page, block) => "image",
        BlockKind::Item(_) => "list item",
        BlockKind::Paragraph => "paragraph",
    }
}

/// Whether a text is nothing but an image, or a link that is one.
fn is_image(page: &Page<'_>, block: &Block) -> bool {
    let text = block.span.trimmed(page.text);
    let mut links = page.links.iter().filter(|link| link.span.start == text.start);
    links.any(|link| (link.image || link.holds_image) && link.span.end == text.end)
}

/// Whether the English has a text or a block of code several times: before two examples it may be said once.
fn is_repeated(english: &Page<'_>, block: &Block) -> bool {
    let text = |block: &Block| block.span.trimmed(english.text).of(english.text);
    let same = english.blocks.iter().filter(|other| text(other) == text(block));
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Fence(_)) && same.count() > 1
}

/// Whether a hole is a short sentence between a heading and a block of code that says nothing but what both say.
fn is_filler(english: &Page<'_>, hole: &Hole) -> bool {
    let text = hole.text.trimmed(english.text).of(english.text);
    let beside = |at: Option<usize>| at.and_then(|at| english.blocks.get(at)).map(|block| block.kind);
    let is_between = matches!(beside(hole.blocks.start.checked_sub(1)), Some(BlockKind::Heading))
        && matches!(beside(Some(hole.blocks.end)), Some(BlockKind::Fence(_)));
    is_between
        && text.len() < QUOTED
        && !text.contains(['`', '[', '*', '<'])
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a block is an entry of a list of contents: a link to a place of its own page.
fn is_of_contents(english: &Page<'_>, block: &Block) -> bool {
    let mut links =
        english.links.iter().filter(|link| block.span.start <= link.span.start && link.span.end <= block.span.end);
    let is_entry =
        |link: &Link<'_>| link.target.starts_with('#') && 2 * link.span.len() > block.span.trimmed(english.text).len();
    matches!(block.kind, BlockKind::Item(_)) && links.next().is_some_and(is_entry) && links.next().is_none()
}

/// A text without white space: columns of an output are aligned anew.
fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether readers of a block learn something.
pub(in crate::rules) fn says(page: &Page<'_>, block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading => false,
        BlockKind::Fence(fence) => !page.fences[fence].content.of(page.text).trim().is_empty(),
        BlockKind::Table(table) => !filled(&page.tables[table]).is_empty(),
        BlockKind::Paragraph | BlockKind::Item(_) => {
            // Cells of a table in HTML may stand in another table.
            let text = block.span.of(&page.prose);
            is_image(page, block) || !text.starts_with("<t") && letters(&bare(text)) >= 8
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether text stands behind the block at `behind` that is no block, as it follows a comment.
fn hides_text(page: &Page<'_>, behind: Span) -> bool {
    let next = page.blocks.partition_point(|block| block.span.start < behind.end);
    let next = page.blocks.get(next).map_or(page.text.len(), |block| block.span.start);
    let between = Span::new(behind.end, next.max(behind.end)).of(&page.prose);
    let text = between.rsplit_once("-->").map_or("", |(_, text)| text);
    letters(&bare(text)) >= 8
}

/// A text without tags, shortcodes and what stands in braces.
fn bare(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        let around = depth;
        match c {
            '<' | '{' => depth += 1,
            '>' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && around == 0
    };
    text.chars().filter(outside).collect()
}

/// Characters of a text that are quoted.
const QUOTED: usize = 60;

fn beginning(page: &Page<'_>, block: &Block, span: Span) -> String {
    let text = match block.kind {
        BlockKind::Fence(fence) => {
            page.fences[fence].content.of(page.text).trim_start().lines().next().unwrap_or_default()
        }
        _ => span.of(page.text),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    safe::cut(&text, QUOTED).into_owned()
}

/// The last line of what stands at `span`.
fn last_line(page: &Page<'_>, span: Span) -> Span {
    let span = span.trimmed(page.text);
    Span::new(line_start(page.text, span.end).max(span.start), span.end)
}

fn added(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (Some(alignment), true) = (&pair.alignment, pair.is_translated()) else { return };
    let page = &pair.view.page;
    for span in &alignment.added {
        let Some(block) = page.blocks.iter().find(|block| block.span == *span).filter(|block| says(page, block)) else {
            continue;
        };
        let begins = beginning(page, block, *span);
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(span.trimmed(page.text)),
                message: format!("the English has nothing like this {}", noun(page, block)),
                found: Some(begins),
                ..Found::default()
            },
        );
    }
}

/// Whether the front matter holds parts of a page with texts, from which the site makes what readers see: `hero`, `features`.
fn is_laid_out(page: &Page<'_>) -> bool {
    fn says(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains(|c: char| c == ' ' || !c.is_ascii()),
            Value::Array(parts) => parts.iter().any(says),
            Value::Object(parts) => parts.values().any(says),
            _ => false,
        }
    }
    let is_part = |value: &Value| match value {
        Value::Object(_) => says(value),
        Value::Array(parts) => parts.iter().any(|part| part.is_object() && says(part)),
        _ => false,
    };
    let read = page.front_matter.and_then(|span| FrontMatter::parse(page.text, span).ok());
    // What is written into the head of a page is seen by search engines.
    read.is_some_and(|read| read.values.iter().any(|(key, value)| key != "head" && is_part(value)))
}

fn empty(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (own, english) = (&pair.view.page, &pair.reference.page);
    // A heading alone may come from the front matter.
    let has_text = || english.blocks.iter().any(|block| says(english, block));
    let is_bare = own.blocks.is_empty() && bare(own.body()).trim().is_empty();
    if pair.is_translated() && is_bare && has_text() && !is_laid_out(own) {
        // Where the English is in another format, its translation is in that one.
        let format =
            |doc: &crate::group::Doc<'_>| doc.file.path.rsplit_once('.').map(|(_, extension)| extension.to_owned());
        let hint = format(pair.doc) != format(pair.reference_doc);
        let message = "the page has no text: its English has".to_owned();
        sink.report(pair.doc, Found { message, hint, ..Found::default() });
    }
}
