//! What holds of any bytes: of pages, configurations and reports that nobody wrote on purpose. A law that does not hold panics.

use std::path::Path;

use docparity::bilingual::{Reading, Readings};
use docparity::page::{FrontMatter, Page, PageFormat};
use docparity::provenance::{Provenance, Slot, Stamp, with_key};
use docparity::text::Text;
use docparity::{
    Config, Contract, Contracts, Finding, GroupText, Locale, PageText, Span, check_group, fix, report, split,
};

/// A law: what it is about, and the function that holds bytes to it.
pub(crate) type Law = (&'static str, fn(&[u8]));

/// All laws.
pub(crate) const LAWS: [Law; 9] = [
    ("split", cut),
    ("page", parsed),
    ("front-matter", front_matter),
    ("contract", contract),
    ("group", group),
    ("fix", repaired),
    ("config", configuration),
    ("report", read_report),
    ("stamp", stamped),
];

/// Holds bytes to the law of that name.
pub(crate) fn hold(name: &str, bytes: &[u8]) {
    let (_, law) = LAWS.into_iter().find(|(law, _)| *law == name).unwrap_or_else(|| panic!("no law is named {name}"));
    law(bytes);
}

/// What stands between a page and its English, where a law is about both.
pub(crate) const BETWEEN: u8 = 0;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The page, and its English: the same, where the bytes hold one page.
fn pair(bytes: &[u8]) -> (&[u8], &[u8]) {
    let at = bytes.iter().position(|&byte| byte == BETWEEN);
    at.map_or((bytes, bytes), |at| (&bytes[..at], &bytes[at + 1..]))
}

/// Each place of a reading is one of the file, and the file holds the same text there.
fn cut(bytes: &[u8]) {
    let file = text(bytes);
    let Readings { localized, source, segments, .. } = split(&file);
    for reading in [Some(&localized), source.as_ref()].into_iter().flatten() {
        placed(reading, &file);
    }
    for segment in segments {
        for span in [segment.localized, segment.source] {
            assert!(file.get(span.start..span.end).is_some(), "segment {} stands at {span:?}", segment.id);
        }
    }
}

fn placed(reading: &Reading<'_>, file: &str) {
    for (at, letter) in reading.text.char_indices() {
        let place = reading.in_file(Span::new(at, at + letter.len_utf8()));
        assert!(file.get(place.start..place.end).is_some(), "{at} stands at {place:?}");
    }
}

fn parsed(bytes: &[u8]) {
    let text = text(bytes);
    for format in [PageFormat::MARKDOWN, PageFormat::MDX] {
        let page = Page::parse(&text, format);
        for block in page.paragraphs() {
            assert!(text.get(block.span.start..block.span.end).is_some(), "a block stands at {:?}", block.span);
        }
    }
}

fn front_matter(bytes: &[u8]) {
    let text = text(bytes);
    let Some(block) = FrontMatter::locate(&text) else { return };
    assert!(text.get(block.start..block.end).is_some(), "the front matter stands at {block:?}");
    let _ = FrontMatter::parse(&text, block);
    FrontMatter::lines(&text, block).for_each(|(_, line)| assert!(text.get(line.start..line.end).is_some()));
}

/// A contract that was written is read back.
fn contract(bytes: &[u8]) {
    let Contracts { localized, source, .. } = Contracts::read(&text(bytes), Locale::parse("de-DE"), &Config::default());
    for contract in [Some(localized), source].into_iter().flatten() {
        let written = contract.to_string();
        let read: Contract = written.parse().unwrap_or_else(|error| panic!("{error}: {written}"));
        assert_eq!(read.to_string(), written);
    }
}

fn findings(page: &[u8], english: &[u8]) -> Vec<Finding> {
    let mut file = PageText::new("de/page.md", "de", "");
    file.text = Text::decode(page.to_vec());
    let group = GroupText::new("page.md", [file]).with_english(PageText::new("en/page.md", "en", &text(english)));
    check_group(&group, &Config::default().assuming_current()).findings
}

/// Each finding stands inside its page.
fn group(bytes: &[u8]) {
    let (page, english) = pair(bytes);
    for finding in findings(page, english) {
        let length = if finding.path.starts_with("de/") { page.len() } else { text(english).len() };
        let end = finding.offset + finding.length;
        assert!(end <= length, "{} stands at {end} of {length}", finding.rule.name);
        assert!(finding.line > 0 && finding.column > 0, "{} has no place", finding.rule.name);
    }
}

/// A page that was repaired has nothing left to repair.
fn repaired(bytes: &[u8]) {
    let (page, english) = pair(bytes);
    let check = |pages: &fix::Pages| findings(&pages["de/page.md"], english);
    let once = fix::repair([("de/page.md".to_owned(), page.to_vec())].into(), &|_| true, &check);
    let twice = fix::repair(once.pages.clone(), &|_| true, &check);
    assert!(twice.made.is_empty() && once.pages == twice.pages, "the second repair finds something to do");
    assert!(once.gone.len() >= once.made.len(), "what was repaired is not gone");
}

fn configuration(bytes: &[u8]) {
    let _ = Config::read(Path::new("docparity.yaml"), &text(bytes));
}

fn read_report(bytes: &[u8]) {
    let text = text(bytes);
    let _ = report::read(Path::new("run.json"), text.as_bytes());
    let _ = report::known(Path::new("run.json"), text.as_bytes());
}

/// A stamp that was written is read back, and nothing else of the page has changed.
fn stamped(bytes: &[u8]) {
    let (page, english) = pair(bytes);
    let (page, english) = (text(page), text(english));
    let read = |page: &str| Provenance::read(page, FrontMatter::locate(page), &Provenance::default(), &[]);
    let stamp = Stamp::of(&english);
    if let Some(written) = stamp.put(&page) {
        assert_eq!(read(&written).hash.as_deref(), Some(&*stamp.source), "the stamp is not read back");
        assert_eq!(Page::parse(&written, PageFormat::MARKDOWN).body(), Page::parse(&page, PageFormat::MARKDOWN).body());
    }
    for slot in Slot::all(&page, &read(&page)) {
        let filled = slot.fill(&page, &stamp.source);
        assert_eq!(filled.len(), page.len(), "a slot keeps its length");
    }
    let _ = with_key(&page, "source_hash", &stamp.source);
}
