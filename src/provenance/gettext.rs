//! The catalogues of gettext from which pages are made, as beside an mdBook: the day of the English that a catalogue was
//! merged with, and which pages have texts that are fuzzy or not translated.

use std::collections::BTreeMap;

use super::mark::{Mark, Provenance, Recorded, Sidecar, Written};
use super::value::day;

pub(super) const MARK: Mark = Mark {
    name: "gettext",
    read,
    keys: &[],
    sidecars: &[
        Sidecar { file: "po/{locale}.po", read: sidecar },
        Sidecar { file: "locale/{locale}.po", read: sidecar },
        Sidecar { file: "{locale}.po", read: sidecar },
    ],
};

/// It stands beside the pages alone.
fn read(_: &Written<'_>, _: &mut Provenance) -> bool {
    false
}

/// The pages that a catalogue refers to.
fn sidecar(catalogue: &str) -> Result<Vec<Recorded>, serde_json::Error> {
    let made = catalogue.lines().find_map(|line| line.strip_prefix("\"POT-Creation-Date: ")).and_then(day);
    // What a page says of itself: whether one of its texts is to be done.
    let mut pages: BTreeMap<String, bool> = BTreeMap::new();
    let entries = catalogue.replace("\r\n", "\n");
    for entry in entries.split("\n\n").filter(|entry| !entry.contains("msgid \"\"\nmsgstr")) {
        let lines = |start: &str| entry.lines().filter_map(move |line| line.strip_prefix(start)).collect::<Vec<_>>();
        let is_fuzzy = lines("#,").iter().any(|flags| flags.split(',').any(|flag| flag.trim() == "fuzzy"));
        let is_empty = entry.trim_end().ends_with("\nmsgstr \"\"");
        for reference in lines("#:").iter().flat_map(|line| line.split_whitespace()) {
            let page = reference.rsplit_once(':').map_or(reference, |(page, _)| page);
            let page = page.trim_start_matches("./").trim_start_matches("src/");
            *pages.entry(page.to_owned()).or_default() |= is_fuzzy || is_empty;
        }
    }
    let record = |(page, is_outdated): (String, bool)| {
        let provenance = Provenance { is_outdated, day: made, ..Provenance::default() };
        Recorded { locale: None, page, provenance }
    };
    Ok(pages.into_iter().map(record).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_says_which_pages_have_something_to_do() {
        let catalogue = "msgid \"\"\nmsgstr \"\"\n\"POT-Creation-Date: 2026-02-28 10:00+0000\\n\"\n\n#: src/quay.md:3 \
            src/pier.md:1\nmsgid \"Quay\"\nmsgstr \"Kai\"\n\n#: src/pier.md:5\n#, fuzzy\nmsgid \"Pier\"\nmsgstr \"Steg\"\n\n#: \
            src/lock.md:1\nmsgid \"Lock\"\nmsgstr \"\"\n";
        let records = sidecar(catalogue).expect("a catalogue");
        let told = records.iter().map(|record| (&*record.page, record.provenance.is_outdated));
        assert_eq!(told.collect::<Vec<_>>(), [("lock.md", true), ("pier.md", true), ("quay.md", false)]);
        assert!(records.iter().all(|record| record.provenance.day == Some((2026, 2, 28))));
    }
}
