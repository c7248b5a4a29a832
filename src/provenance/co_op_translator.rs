//! What co-op-translator records: the MD5 of the source file, in an HTML comment of the page or in a
//! `.co-op-translator.json` beside the pages.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Provenance, Translation};

/// The name of the file beside the pages.
pub const SIDECAR: &str = ".co-op-translator.json";

pub(super) const HEAD: &str = "CO_OP_TRANSLATOR_METADATA:";

#[derive(Deserialize)]
struct Record {
    original_hash: String,
}

/// Reads the comment of a page.
pub(super) fn read(text: &str, provenance: &mut Provenance) {
    let Some(at) = memchr::memmem::find(text.as_bytes(), HEAD.as_bytes()) else { return };
    let json = text[at + HEAD.len()..].split("-->").next().unwrap_or_default();
    if let Ok(record) = serde_json::from_str::<Record>(json.trim()) {
        provenance.hash = Some(record.original_hash.to_ascii_lowercase());
        provenance.translation = Some(Translation::Machine);
    }
}

/// Reads the file beside the pages: the hashes by page, with `/` between folders. Entries without a hash, such as the list
/// of failed translations, are left out.
///
/// # Errors
///
/// The text is no JSON object.
pub fn sidecar(json: &str) -> Result<HashMap<String, String>, serde_json::Error> {
    let entries: HashMap<String, serde_json::Value> = serde_json::from_str(json)?;
    let hashes = entries.into_iter().filter_map(|(page, record)| {
        let record: Record = serde_json::from_value(record).ok()?;
        Some((page.replace('\\', "/"), record.original_hash.to_ascii_lowercase()))
    });
    Ok(hashes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_names_the_hash() {
        let text = "<!--\nCO_OP_TRANSLATOR_METADATA:\n{\n  \"original_hash\": \"58A6\",\n  \"language_code\": \"de\"\n}\n-->\n# T\n";
        let mut provenance = Provenance::default();
        read(text, &mut provenance);
        assert_eq!(provenance.hash.as_deref(), Some("58a6"));
    }

    #[test]
    fn a_sidecar_may_hold_other_things() {
        let json = "{\"a\\\\b.md\": {\"original_hash\": \"58a6\"}, \"__translation_failures__\": []}";
        let hashes = sidecar(json).expect("an object");
        assert_eq!(hashes.get("a/b.md").map(String::as_str), Some("58a6"));
        assert_eq!(hashes.len(), 1);
    }
}
