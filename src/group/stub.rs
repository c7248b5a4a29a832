//! Pages that stand in for a translation that is still to be made.

use super::{Doc, PageGroup, Stub};
use crate::link::plain;
use crate::locale::Locale;
use crate::page::{Block, BlockKind, FrontMatter, PageFormat};
use crate::text::script::latin;

impl PageGroup<'_> {
    /// What a plain page is instead of a translation, if it is none.
    #[must_use]
    pub fn stub(&self, doc: &Doc<'_>) -> Option<Stub> {
        *doc.stub.get_or_init(|| self.find_stub(doc))
    }

    fn find_stub(&self, doc: &Doc<'_>) -> Option<Stub> {
        let english = self.made_from(doc).or(self.english.as_ref()).filter(|_| doc.source.is_none())?;
        let is_english = doc.locale.as_ref().is_some_and(Locale::is_english);
        if says(doc, is_draft) {
            return Some(Stub::Draft);
        }
        if says(doc, is_untranslated) || !is_english && (is_copy(doc, english) || is_notice(doc, english)) {
            return Some(Stub::Untranslated);
        }
        // An older English has no path that a page could lead to.
        let today = self.english.as_ref().unwrap_or(english);
        is_summary(doc, english, today).then_some(Stub::Summary)
    }

    /// Whether a plain page is none that can be compared: not translated yet, or no reader sees it.
    #[must_use]
    pub fn is_untranslated(&self, doc: &Doc<'_>) -> bool {
        matches!(self.stub(doc), Some(Stub::Untranslated | Stub::Draft))
    }
}

impl Doc<'_> {
    /// Whether a page whose path says that it is English is not: more than a fifth of the letters of its text are of another
    /// script. Where the user names the source, it may be in any language.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        if !self.file.locale.as_ref().is_some_and(Locale::is_english) {
            return false;
        }
        let page = &self.localized.page;
        let blocks = page.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Fence(_)));
        let text: String = blocks.map(|block| block.span.of(&page.prose)).collect();
        latin(&text) < 0.8
    }
}

/// Whether a line of the front matter says something.
fn says(doc: &Doc<'_>, what: fn(&str, &str) -> bool) -> bool {
    let (text, block) = (doc.localized.page.text, doc.localized.page.front_matter);
    let mut lines = block.into_iter().flat_map(|block| FrontMatter::lines(text, block));
    lines.any(|(key, value)| what(key, value.of(text).trim()))
}

fn is_untranslated(key: &str, value: &str) -> bool {
    key == "untranslated" && matches!(&*bare(value), "1" | "true" | "yes")
}

/// Hugo, Docusaurus, Starlight and Jekyll leave such pages out.
fn is_draft(key: &str, value: &str) -> bool {
    matches!((key, &*bare(value)), ("draft", "true") | ("published", "false"))
}

/// A value of one word, in lower case, without its quotation marks and the comment behind it.
fn bare(value: &str) -> String {
    let word = value.split_whitespace().next().unwrap_or_default();
    let unquoted = |mark: char| word.strip_prefix(mark)?.strip_suffix(mark);
    unquoted('"').or_else(|| unquoted('\'')).unwrap_or(word).to_ascii_lowercase()
}

/// How languages begin the word for translation.
const TRANSLATION: [&str; 28] = [
    "translat",
    "traduc",
    "traduç",
    "traduz",
    "tradui",
    "übersetz",
    "перевод",
    "переклад",
    "翻訳",
    "翻译",
    "翻譯",
    "번역",
    "tłumacz",
    "çevir",
    "çevri",
    "tradott",
    "переве",
    "превод",
    "překlad",
    "preklad",
    "vertaa",
    "översätt",
    "terjemah",
    "अनुवाद",
    "แปล",
    "μεταφρ",
    "dịch",
    "ترجم",
];

/// Whether a page has hardly more text than a word on its translation, and its English has much.
fn is_notice(doc: &Doc<'_>, english: &Doc<'_>) -> bool {
    const MOST: usize = 3;
    let texts = |doc: &Doc<'_>| {
        let blocks = doc.localized.page.blocks.iter().filter(|block| block.kind != BlockKind::Heading);
        blocks.count()
    };
    let body = doc.localized.page.body();
    // One line alone may stand for few.
    let times = if texts(doc) == 1 { 1 } else { 3 };
    (1..=MOST).contains(&texts(doc))
        && texts(english) > times * texts(doc)
        && (times + 1) * body.trim().len() < english.localized.page.body().trim().len()
        && {
            let body = body.to_lowercase();
            TRANSLATION.iter().any(|word| body.contains(word))
        }
}

/// Whether a page has at most half of the blocks of its English, and one of its first sentences sends readers to that of `today`.
fn is_summary(doc: &Doc<'_>, english: &Doc<'_>, today: &Doc<'_>) -> bool {
    const FIRST: usize = 4;
    let page = &doc.localized.page;
    // On a page of a few lines the link may stand alone.
    let is_short = page.blocks.len() < 2 * FIRST && 4 * page.blocks.len() < english.localized.page.blocks.len();
    if 2 * page.blocks.len() > english.localized.page.blocks.len() {
        return false;
    }
    let sends = |block: &Block| {
        let links = || {
            page.links
                .iter()
                .filter(|link| (block.span.start..block.span.end).contains(&link.span.start) && !link.image)
        };
        let around = links()
            .fold(block.span.of(&page.prose).to_owned(), |text, link| text.replacen(link.span.of(&page.prose), " ", 1));
        let is_sentence = around.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 1;
        (is_sentence || is_short) && links().any(|link| leads_to(&link.target, doc, today))
    };
    let texts = page.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item(_)));
    texts.take(FIRST).any(sends)
}

/// Whether an address is that of the English: the path from the page, or what its path ends in. A tree may have two kinds of English.
fn leads_to(target: &str, doc: &Doc<'_>, english: &Doc<'_>) -> bool {
    let stem = |path: &str| -> String {
        let path = path.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        PageFormat::stem(path).unwrap_or(path).trim_end_matches("/index").to_owned()
    };
    let folder = &doc.file.path[..doc.file.path.rfind('/').map_or(0, |at| at + 1)];
    let (target, path) = (stem(target), stem(&english.file.path));
    let from_root =
        target.split_once("://").map_or(target.as_str(), |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let named = plain(&format!("{folder}{target}"));
    let before = named.strip_suffix(&*stem(&english.file.key)).and_then(|before| before.strip_suffix('/'));
    let locale = before.and_then(|before| Locale::parse(before.rsplit('/').next()?));
    named == path
        || locale.is_some_and(|locale| locale.is_english())
        || from_root.trim_start_matches('/').contains('/')
            && path.ends_with(&format!("/{}", from_root.trim_start_matches('/')))
}

/// Words that a paragraph of prose has at least.
const WORDS: usize = 4;

fn is_copy(doc: &Doc<'_>, english: &Doc<'_>) -> bool {
    let (own, english) = (&doc.localized.page, &english.localized.page);
    let is_prose = |text: &str| text.split_whitespace().count() >= WORDS;
    own.body().trim() == english.body().trim()
        && own.blocks.iter().any(|block| block.kind == BlockKind::Paragraph && is_prose(block.span.of(&own.prose)))
}

#[cfg(test)]
mod tests {
    use super::{is_draft, is_untranslated};

    #[test]
    fn a_page_says_in_several_spellings_that_no_reader_sees_it() {
        for value in ["true", "True", "TRUE", "\"true\"", "'true'", "true # until spring", "'true' #"] {
            assert!(is_draft("draft", value) && is_untranslated("untranslated", value), "{value}");
        }
        assert!(
            is_draft("published", "False")
                && is_draft("published", "\"false\"")
                && is_untranslated("untranslated", "Yes")
        );
        for value in ["false", "# true", "\"true", "truely", "", "not true"] {
            assert!(!is_draft("draft", value), "{value}");
        }
        assert!(!is_draft("published", "true") && !is_draft("drafts", "true"));
    }
}
