//! Pages that stand in for a translation that is still to be made.

use super::{Doc, PageGroup};
use crate::locale::Locale;
use crate::page::{BlockKind, FrontMatter};
use crate::text::script::latin;

impl PageGroup<'_> {
    /// Whether a plain page is not translated yet: its front matter says so, or it is its English word for word.
    #[must_use]
    pub fn is_untranslated(&self, doc: &Doc<'_>) -> bool {
        let Some(english) = self.made_from(doc).or(self.english.as_ref()).filter(|_| doc.source.is_none()) else {
            return false;
        };
        let is_english = doc.locale.as_ref().is_some_and(Locale::is_english);
        says_so(doc) || !is_english && (is_copy(doc, english) || is_notice(doc, english))
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

fn says_so(doc: &Doc<'_>) -> bool {
    let (text, block) = (doc.localized.page.text, doc.localized.page.front_matter);
    let mut lines = block.into_iter().flat_map(|block| FrontMatter::lines(text, block));
    lines.any(|(key, value)| key == "untranslated" && matches!(value.of(text).trim(), "1" | "true" | "yes"))
}

/// How languages begin the word for translation.
const TRANSLATION: [&str; 16] = [
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
    (1..=MOST).contains(&texts(doc))
        && texts(english) > 3 * texts(doc)
        && 4 * body.trim().len() < english.localized.page.body().trim().len()
        && TRANSLATION.iter().any(|word| body.to_lowercase().contains(word))
}

/// Words that a paragraph of prose has at least.
const WORDS: usize = 4;

fn is_copy(doc: &Doc<'_>, english: &Doc<'_>) -> bool {
    let (own, english) = (&doc.localized.page, &english.localized.page);
    let is_prose = |text: &str| text.split_whitespace().count() >= WORDS;
    own.body().trim() == english.body().trim()
        && own.blocks.iter().any(|block| block.kind == BlockKind::Paragraph && is_prose(block.span.of(&own.prose)))
}
