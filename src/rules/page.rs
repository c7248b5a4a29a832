//! Damage to the file.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::bilingual::{DamageKind, Part};
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::{Cause, Severity};
use crate::group::{Doc, PageGroup};
use crate::page::FrontMatter;
use crate::provenance::{Key, MARKS};
use crate::rule::{Family, Rule};
use crate::span::Span;
use crate::text::Size;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "span-syntax",
        family: Family::Page,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "The markup of a bilingual pair is broken: a span is not closed, a half is missing, ids are unequal or repeated, or \
            a merge conflict was committed.",
        why: "the page shows the English beside the translation, or loses text, and the pair is lost to the translation memory",
        passes: "The author's own spans, gaps in the numbers, and numbers that begin with `p`.",
        fix: "Restore the pair as the pipeline writes it, or hand the page off again.",
        example: "-<span data-ttu-id=\"0a0a0-101\">Paket<span class=\"sxs-lookup\">\n+<span data-ttu-id=\"0a0a0-101\">Paket</span><span class=\"sxs-lookup\">",
    }
    .by(Check::Group(span_syntax)),
    Rule {
        name: "front-matter",
        family: Family::Page,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "The front matter is no valid YAML or TOML, or was taken for prose and translated.",
        why: "the site shows the front matter as text, or refuses to build the page",
        passes: "Pages without front matter, and translated titles and descriptions.",
        fix: "Correct the line. Where the English page has the same error, correct it there first.",
        example: "-Titel: Paket: abrufen\n+title: \"Paket: abrufen\"",
    }
    .by(Check::Group(front_matter)),
    Rule {
        name: "front-matter-key",
        family: Family::Page,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/non-conformance",
        on: true,
        what: "A provenance key is malformed, or missing beside the others.",
        why: "nobody can tell any more which English the page was made from",
        passes: "Pages without any provenance key: they were added by hand.",
        fix: "Restore the key from the last hand-off.",
        example: "-ms.openlocfilehash: 6b7f\n+ms.openlocfilehash: 6b7f0f1c2d3e4a5b6c7d8e9f0a1b2c3d4e5f6a7b",
    }
    .by(Check::Doc(front_matter_key)),
    Rule {
        name: "locale-mismatch",
        family: Family::Page,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "other/non-conformance",
        on: true,
        what: "The path and the front matter name different locales.",
        why: "the page is published in the wrong language",
        passes: "Tags that differ only in case, or of which one leaves out the region.",
        fix: "Move the page, or correct `ms.contentlocale`.",
        example: " docs.de-DE/parcel.md\n-ms.contentlocale: fr-FR\n+ms.contentlocale: de-DE",
    }
    .by(Check::Doc(locale_mismatch)),
    Rule {
        name: "encoding",
        family: Family::Page,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "linguistic-conventions/character-encoding",
        on: true,
        what: "The file is not UTF-8, or holds U+FFFD, a bidirectional control, or a byte order mark in its middle.",
        why: "text is lost, or reads differently from what a client receives",
        passes: "A byte order mark at the very beginning, the marks U+200E and U+200F, and bidirectional controls that the English \
            has as well.",
        fix: "Restore the text from the last good revision and save it as UTF-8.",
        example: "-Gr��e in Zentimetern\n+Größe in Zentimetern",
    }
    .by(Check::Group(encoding)),
    Rule {
        name: "control-character",
        family: Family::Page,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "linguistic-conventions/character-encoding",
        on: true,
        what: "The file holds a control character other than tab, line end and form feed.",
        why: "the character is invisible, and is copied with the code around it",
        passes: "Tabs, CR, LF and form feeds, and what the English page has as well.",
        fix: "Delete the character.",
        example: "",
    }
    .by(Check::Group(control_characters)),
    Rule {
        name: "too-large",
        family: Family::Page,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/non-conformance",
        on: true,
        what: "A page is larger than `largest-page` of docparity.yaml allows, or one text of it is longer than 32 KiB.",
        why: "nothing was compared there, and no other finding can be expected",
        passes: "Code blocks of any length. A long text of a plain page is an info: most hold an image (`data:`).",
        fix: "Take the file out of the docs, or break the text into paragraphs; where the page is meant to be so large, allow it.",
        example: "",
    }
    .by(Check::Group(too_large)),
];

fn damage(span: Span, message: String) -> Found {
    Found { span, message, cause: Some(Cause::Damage), ..Found::default() }
}

fn too_large(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in &group.docs {
        if let Some(size) = doc.file.too_large {
            let message = format!("{} are too large for a page: it was not read", Size(size));
            sink.report(doc, damage(Span::default(), message));
        }
        // A page that is compared with nothing may be as long as it likes.
        for text in doc.endless().into_iter().filter(|_| doc.source.is_some() || group.english.is_some()) {
            let size = Size(u64::try_from(text.len()).unwrap_or(u64::MAX));
            let message = format!("{size} are too long for one text: it was not compared word by word");
            sink.report(doc, Found { hint: doc.source.is_none(), ..damage(text, message) });
        }
    }
}

fn span_syntax(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in &group.docs {
        // A page with spans of its author's alone is none of this.
        let is_bilingual =
            doc.source.is_some() || doc.content().contains("sxs-lookup") || doc.content().contains("data-ttu-id");
        // A page may show what a conflict looks like, as its English does.
        let is_shown = |marker: &str| group.english.as_ref().is_some_and(|english| english.content().contains(marker));
        let is_told = |kind: &DamageKind| match kind {
            DamageKind::MergeConflict(marker) => is_bilingual || !is_shown(marker),
            _ => is_bilingual,
        };
        for found in doc.readings.damage.iter().filter(|found| is_told(&found.kind)) {
            sink.report(doc, damage(found.span, found.kind.to_string()));
        }
    }
}

/// The front matter in the file: the lines between the two rules.
fn block(doc: &Doc<'_>) -> Option<Span> {
    Some(doc.localized.reading.in_file(doc.localized.page.front_matter?))
}

/// The first translated stretch of the front matter, if it was taken for prose.
fn translated(doc: &Doc<'_>) -> Option<Span> {
    let content = doc.content();
    let first = doc.readings.pieces.iter().find(|piece| piece.part == Part::Localized)?;
    let before = Span::new(0, first.span.start).of(content);
    let open = before.lines().any(|line| line.trim() == "---") && !before.contains("\n#");
    let inside = match block(doc) {
        Some(block) => first.span.start < block.end,
        None => open && doc.segment_at(first.span.start)?.source.of(content).contains(": "),
    };
    inside.then_some(first.span)
}

fn front_matter(group: &PageGroup<'_>, sink: &mut Sink) {
    let is_broken = |english: &Doc<'_>| {
        let text = english.localized.page.text;
        english.localized.page.front_matter.is_some_and(|span| FrontMatter::parse(text, span).is_err())
    };
    // What reads the English so reads its translation: it is no page of a site.
    let is_read = group.english.as_ref().is_some_and(is_broken);
    group.docs.iter().for_each(|doc| front_matter_of(doc, is_read || group.tree.is_outside, sink));
    for doc in &group.docs {
        let Some((key, span)) = second_of_a_key(doc) else { continue };
        if group.english.as_ref().and_then(second_of_a_key).is_none() {
            let message = format!("the key `{key}` stands twice in the front matter");
            let found = Some(key.to_owned());
            // Some generators take the last.
            let found = Found { lesser: true, found, ..damage(doc.localized.reading.in_file(span), message) };
            sink.report(doc, found);
        }
    }
}

/// The first key of YAML that stands twice at the top of the front matter, with its second place.
fn second_of_a_key<'d>(doc: &Doc<'d>) -> Option<(&'d str, Span)> {
    let text = doc.localized.page.text;
    let block = doc.localized.page.front_matter?;
    if FrontMatter::is_toml(text, block) || FrontMatter::is_plain(text, block) {
        return None;
    }
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    let (mut seen, mut start) = (HashSet::new(), block.start);
    let mut keys = block.of(text).split_inclusive('\n').filter_map(|line| {
        let at = start;
        start += line.len();
        let (key, _) = line.split_once(':').filter(|(key, _)| !key.is_empty() && key.bytes().all(is_sign))?;
        Some((key, Span::new(at, at + key.len())))
    });
    keys.find(|(key, _)| !seen.insert(*key)).filter(|_| FrontMatter::parse(text, block).is_ok())
}

/// A page outside of the layout may be none of the site.
fn front_matter_of(doc: &Doc<'_>, is_outside: bool, sink: &mut Sink) {
    if let Some(span) = translated(doc) {
        let found = damage(span, "the front matter was taken for prose and translated".to_owned());
        return sink.report(doc, Found { cause: Some(Cause::Source), ..found });
    }
    let Some(span) = doc.localized.page.front_matter else { return };
    // A file from which a tool makes pages is none itself.
    let is_template = span.of(doc.localized.page.text).lines().any(|line| {
        let value = line.split_once(": ").map_or(line, |(_, value)| value);
        value.trim_start_matches(['"', '\'', ' ']).starts_with("{{")
    });
    if is_template || FrontMatter::is_plain(doc.localized.page.text, span) {
        return;
    }
    if let Err(error) = FrontMatter::parse(doc.localized.page.text, span) {
        let language = if FrontMatter::is_toml(doc.localized.page.text, span) { "TOML" } else { "YAML" };
        let message = format!("the front matter is no valid {language}: {}", error.message);
        let found = damage(doc.localized.reading.in_file(error.span), message);
        let lesser = has_second_key(span.of(doc.localized.page.text));
        sink.report(doc, Found { lesser, hint: is_outside, ..found });
    }
}

/// Whether nothing is wrong with YAML but a key that stands behind a list in brackets, in its line: js-yaml 3 reads it, which
/// generators have from gray-matter, <https://github.com/jonschlinkert/gray-matter>.
fn has_second_key(yaml: &str) -> bool {
    static SECOND: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^([\w-]+:[ \t]*\[[^\]\n]*\])[ \t]+([\w-]+:)").expect("a valid pattern"));
    let apart = SECOND.replace_all(yaml, "$1\n$2");
    apart != yaml && FrontMatter::parse(&apart, Span::new(0, apart.len())).is_ok()
}

fn front_matter_key(doc: &Doc<'_>, sink: &mut Sink) {
    let Some(block) = block(doc) else { return };
    let marks = MARKS.iter().filter(|mark| !mark.keys.is_empty());
    marks.for_each(|mark| keys(doc, block, mark.keys, sink));
}

/// Holds the front matter at `block` of the file to the `keys` of a mark.
fn keys(doc: &Doc<'_>, block: Span, keys: &[Key], sink: &mut Sink) {
    let content = doc.content();
    let mut places = vec![None; keys.len()];
    for (key, place) in FrontMatter::lines(content, block) {
        if let Some(at) = keys.iter().position(|known| known.name == key) {
            places[at].get_or_insert(place);
        }
    }
    if places.iter().all(Option::is_none) {
        return;
    }
    for (Key { name, is_valid, form }, place) in keys.iter().zip(places) {
        let Some(place) = place else {
            let message = format!("the key `{name}` is missing beside the other provenance keys");
            let top = Span::new(block.start, block.start);
            sink.report(doc, Found { expected: Some((*name).to_owned()), ..damage(top, message) });
            continue;
        };
        let value = place.of(content).trim_matches(['"', '\'']);
        if !is_valid(value) {
            let message = format!("the value of `{name}` is not {form}: `{value}`");
            sink.report(doc, Found { found: Some(value.to_owned()), ..damage(place, message) });
        }
    }
}

fn locale_mismatch(doc: &Doc<'_>, sink: &mut Sink) {
    let (Some(path), Some(written)) = (&doc.file.locale, &doc.provenance.locale) else { return };
    let one_is_general = path.as_str() == written.language() || written.as_str() == path.language();
    if path == written || one_is_general {
        return;
    }
    let mut lines = block(doc).into_iter().flat_map(|block| FrontMatter::lines(doc.content(), block));
    let Some((_, place)) = lines.find(|(key, _)| *key == "ms.contentlocale") else { return };
    let message = format!("the page stands in the folder of `{path}` and says it is `{written}`");
    let (expected, found) = (Some(path.to_string()), Some(written.to_string()));
    sink.report(doc, Found { expected, found, ..damage(place, message) });
}

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 8] = ["ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi"];

fn encoding(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in &group.docs {
        characters(group, doc, sink);
    }
}

fn characters(group: &PageGroup<'_>, doc: &Doc<'_>, sink: &mut Sink) {
    let content = doc.content();
    if let Some(first) = doc.file.text.invalid.first() {
        let bytes: usize = doc.file.text.invalid.iter().map(|span| span.len()).sum();
        let noun = if bytes == 1 { "byte is" } else { "bytes are" };
        sink.report(doc, damage(*first, format!("{bytes} {noun} not UTF-8, here the first")));
    }
    let english = group.english.as_ref().or(group.untranslated.as_ref());
    let shared = |c: char| {
        let in_source = doc.source.as_ref().is_some_and(|source| source.page.text.contains(c));
        in_source && c != '\u{fffd}' || english.is_some_and(|english| english.content().contains(c))
    };
    // What is lost in an English half was lost before the translation: one locale says it for all.
    let of_author = |at: usize| doc.part_at(at) == Part::Source;
    let is_told = |doc: &Doc<'_>| doc.source.as_ref().is_some_and(|source| source.page.text.contains('\u{fffd}'));
    let is_first = group.docs.iter().find(|doc| is_told(doc)).is_some_and(|first| std::ptr::eq(first, doc));
    // All characters looked for begin with one of these bytes.
    for at in memchr::memchr2_iter(0xe2, 0xef, content.as_bytes()) {
        let Some(c) = content[at..].chars().next() else { continue };
        let message = match c {
            // The bytes of one character are lost together.
            '\u{fffd}' if content[..at].ends_with(c) => continue,
            '\u{fffd}' if !shared(c) => "U+FFFD stands where a character was lost".to_owned(),
            '\u{feff}' if at > 0 => "a byte order mark stands inside the text".to_owned(),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' if !shared(c) => {
                format!("the bidirectional control U+{:04X} changes the order in which text is shown", u32::from(c))
            }
            _ => continue,
        };
        let found = Some(format!("U+{:04X}", u32::from(c)));
        // Texts that are written from right to left are set with them, but for those that turn all letters round.
        let is_set = !matches!(c, '\u{fffd}' | '\u{feff}' | '\u{202d}' | '\u{202e}');
        let is_rtl = || doc.locale.as_ref().is_some_and(|locale| RIGHT_TO_LEFT.contains(&locale.language()));
        // Nothing follows that it could do harm to.
        let is_last = c == '\u{feff}' && content[at + c.len_utf8()..].trim_start_matches([' ', '\r']).starts_with('\n');
        // What stands outside of the layout may be no page of the site.
        let hint = is_set && is_rtl() || doc.source.is_none() && (group.tree.is_outside || is_last);
        // Most browsers show nothing of it.
        let lesser = c == '\u{feff}' && doc.source.is_none();
        let found = Found { found, hint, lesser, ..damage(Span::new(at, at + c.len_utf8()), message) };
        match c == '\u{fffd}' && of_author(at) {
            true if is_first => sink.report(doc, Found { cause: Some(Cause::Source), lesser: true, ..found }),
            true => {}
            false => sink.report(doc, found),
        }
    }
}

fn control_characters(group: &PageGroup<'_>, sink: &mut Sink) {
    group.docs.iter().for_each(|doc| control_character(group, doc, sink));
}

fn control_character(group: &PageGroup<'_>, doc: &Doc<'_>, sink: &mut Sink) {
    // A form feed is white space, and parts the pages of licences.
    let control = |byte: &u8| (*byte < 0x20 && !matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0c)) | (*byte == 0x7f);
    let bytes = doc.content().as_bytes();
    // A fold without early exit over each stretch is what the compiler turns into vector code.
    let clean = bytes.chunks(4096).all(|chunk| !chunk.iter().fold(false, |found, byte| found | control(byte)));
    if clean {
        return;
    }
    let english = group.english.as_ref().map_or(&[][..], |english| english.content().as_bytes());
    let mut places = bytes.iter().enumerate().filter(|(_, byte)| control(byte) && !english.contains(byte));
    if let Some((at, byte)) = places.next() {
        let more = match places.count() {
            0 => String::new(),
            more => format!(", and {more} more behind it"),
        };
        let message = format!("the control character U+{byte:04X} stands here{more}");
        let found = Some(format!("U+{byte:04X}"));
        sink.report(doc, Found { found, ..damage(Span::new(at, at + 1), message) });
    }
}
