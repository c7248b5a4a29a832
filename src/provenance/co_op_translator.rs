//! What co-op-translator records: the MD5 of the source file, in an HTML comment of the page or in a
//! `.co-op-translator.json` beside the pages.

use std::collections::HashMap;

use serde::Deserialize;

use super::mark::{Mark, Provenance, Recorded, Sidecar, Translation, Written};

pub(super) const MARK: Mark = Mark {
    name: "co-op-translator",
    read,
    keys: &[],
    sidecars: &[Sidecar { file: ".co-op-translator.json", read: sidecar }],
};

const HEAD: &str = "CO_OP_TRANSLATOR_METADATA:";

#[derive(Deserialize)]
struct Record {
    original_hash: String,
}

fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    let Some(at) = memchr::memmem::find(page.text.as_bytes(), HEAD.as_bytes()) else { return false };
    let json = page.text[at + HEAD.len()..].split("-->").next().unwrap_or_default();
    if let Ok(record) = serde_json::from_str::<Record>(json.trim()) {
        provenance.hash = Some(record.original_hash.to_ascii_lowercase());
        provenance.translation = Some(Translation::Machine);
    }
    true
}

/// Entries without a hash, such as the list of failed translations, are left out.
fn sidecar(json: &str) -> Result<Vec<Recorded>, serde_json::Error> {
    let entries: HashMap<String, serde_json::Value> = serde_json::from_str(json)?;
    let records = entries.into_iter().filter_map(|(page, record)| {
        let record: Record = serde_json::from_value(record).ok()?;
        let hash = Some(record.original_hash.to_ascii_lowercase());
        let provenance = Provenance { hash, ..Provenance::default() };
        Some(Recorded { locale: None, page: page.replace('\\', "/"), provenance })
    });
    Ok(records.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_names_the_hash() {
        let text = "<!--\nCO_OP_TRANSLATOR_METADATA:\n{\n  \"original_hash\": \"58A6\",\n  \"language_code\": \"de\"\n}\n-->\n# T\n";
        let mut provenance = Provenance::default();
        assert!(read(&Written::new(text, None), &mut provenance));
        assert_eq!(provenance.hash.as_deref(), Some("58a6"));
    }

    #[test]
    fn a_sidecar_may_hold_other_things() {
        let json = "{\"a\\\\b.md\": {\"original_hash\": \"58a6\"}, \"__translation_failures__\": []}";
        let records = sidecar(json).expect("an object");
        let read = records.iter().map(|record| (&*record.page, record.provenance.hash.as_deref()));
        assert_eq!(read.collect::<Vec<_>>(), [("a/b.md", Some("58a6"))]);
    }
}
