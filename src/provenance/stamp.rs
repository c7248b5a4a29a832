//! What `docparity stamp` records: the SHA-256 of the English file, and the hashes of its sections.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::mark::{Mark, Provenance, Recorded, Sidecar, Written};
use super::value::hash;

pub(super) const MARK: Mark =
    Mark { name: KEY, read, keys: &[], sidecars: &[Sidecar { file: SIDECAR, read: sidecar }] };

/// The key of the front matter.
const KEY: &str = "docparity";
/// The file beside the pages.
const SIDECAR: &str = ".docparity.json";

/// What is recorded of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The SHA-256 of the English file with LF line ends, as hex digits.
    pub source: String,
    /// The first digits of the SHA-256 of its sections.
    #[serde(default)]
    pub sections: Vec<String>,
}

/// The stamps of a file beside the pages, by the path of each page from its folder.
pub type Stamps = BTreeMap<String, Stamp>;

fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    let mut carries = false;
    for (_, value) in page.keys().filter(|(key, _)| *key == "docparity.source") {
        carries = true;
        provenance.take_hash(hash(value), value);
    }
    if carries {
        provenance.sections = page.list("docparity.sections").iter().filter_map(|item| hash(item)).collect();
    }
    carries
}

fn sidecar(json: &str) -> Result<Vec<Recorded>, serde_json::Error> {
    let stamps: Stamps = serde_json::from_str(json)?;
    let records = stamps.into_iter().map(|(page, stamp)| {
        let sections = stamp.sections.iter().filter_map(|item| hash(item)).collect();
        let mut provenance = Provenance { sections, ..Provenance::default() };
        provenance.take_hash(hash(&stamp.source), &stamp.source);
        Recorded { locale: None, page, provenance }
    });
    Ok(records.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_stamp_is_read_back() {
        let text = "docparity: {source: 7e45a52f21, sections: [aff1b3e8, 4d80558a]}\n";
        let mut provenance = Provenance::default();
        assert!(read(&Written::new(text, Some(Span::new(0, text.len()))), &mut provenance));
        assert_eq!((provenance.hash.as_deref(), provenance.sections.len()), (Some("7e45a52f21"), 2));
        let records = sidecar("{\"de/quay.md\": {\"source\": \"7e45a52f21\", \"sections\": [\"aff1b3e8\"]}}");
        let records = records.expect("an object");
        assert_eq!((&*records[0].page, &*records[0].provenance.sections[0]), ("de/quay.md", "aff1b3e8"));
    }
}
