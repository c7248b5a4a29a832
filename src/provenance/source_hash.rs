//! A hash or a commit of the English under one of the names that projects give it: in the front matter, in a comment, or in a
//! JSON file of the state of all translations.

use serde_json::Value;

use super::mark::{Mark, Provenance, Recorded, Sidecar, Written, pairs};
use super::value::{commit, hash};

pub(super) const MARK: Mark = Mark { name: "source hash", read, keys: &[], sidecars: &SIDECARS };

const SIDECARS: [Sidecar; 6] = [
    Sidecar { file: "translation-status.json", read: sidecar },
    Sidecar { file: ".translation-status.json", read: sidecar },
    Sidecar { file: "translation-hashes.json", read: sidecar },
    Sidecar { file: ".translation-hashes.json", read: sidecar },
    Sidecar { file: "i18n-status.json", read: sidecar },
    Sidecar { file: ".i18n-hashes.json", read: sidecar },
];

/// What the names of keys end in that hold a hash, in lower case and without `-`, `_` and `.`.
const HASHES: [&str; 11] = [
    "sourcehash",
    "sourcesha",
    "sourcesha1",
    "sourcesha256",
    "sourcemd5",
    "sourceblob",
    "sourceblobsha",
    "sourcechecksum",
    "sourcecontenthash",
    "sourcefilehash",
    "englishhash",
];

/// The same of keys that hold a commit.
const COMMITS: [&str; 4] = ["sourcecommit", "sourcecommitsha", "originalcommit", "englishcommit"];

/// The same of keys that hold the path of the English file.
const FILES: [&str; 4] = ["source_file", "source-file", "sourceFile", "source_path"];

/// Keys that other marks read.
const OTHERS: [&str; 2] = ["l10n.", "ms."];

/// Takes over the value of a key; whether the key is one of these.
fn take(key: &str, value: &str, provenance: &mut Provenance) -> bool {
    if FILES.contains(&key.rsplit('.').next().unwrap_or(key)) && Recorded::is_page(value) {
        provenance.source_file = Some(value.replace('\\', "/"));
        return false;
    }
    let is_one_of = |names: &[&str]| names.iter().any(|name| ends(key, name));
    // A comment among the keys of the front matter is a comment.
    if OTHERS.iter().any(|other| key.starts_with(other)) || key.starts_with("<!--") || value.is_empty() {
        return false;
    }
    if is_one_of(&HASHES) {
        provenance.take_hash(hash(value), value);
    } else if is_one_of(&COMMITS) {
        provenance.take_commit(commit(value), value);
    } else {
        return false;
    }
    true
}

/// Whether the letters and digits of `key` end in `name`, whatever their case.
fn ends(key: &str, name: &str) -> bool {
    let mut own = key.bytes().rev().filter(u8::is_ascii_alphanumeric);
    name.bytes().rev().all(|byte| own.next().is_some_and(|own| own.to_ascii_lowercase() == byte))
}

/// Takes over the values of several keys; whether one of them holds a hash or a commit.
fn take_all<'k>(pairs: impl Iterator<Item = (&'k str, &'k str)>, provenance: &mut Provenance) -> bool {
    pairs.fold(false, |carries, (key, value)| take(key, value, provenance) | carries)
}

/// The front matter counts before comments, and of those the first: the newest stamp stands above those it replaced. The hashes
/// of the others are kept: where tools leave marks of their own, one of them may be newer.
fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    let mut carries = take_all(page.keys(), provenance);
    for comment in page.comments() {
        if carries {
            let mut other = Provenance::default();
            take_all(pairs(comment), &mut other);
            provenance.others.extend(other.hash.filter(|hash| provenance.hash.as_ref() != Some(hash)));
        } else {
            carries = take_all(pairs(comment), provenance);
        }
    }
    carries
}

/// What a status file records: each hash below the names of its page, and maybe of its locale.
fn sidecar(json: &str) -> Result<Vec<Recorded>, serde_json::Error> {
    let mut records = Vec::new();
    collect(&serde_json::from_str(json)?, &mut Vec::new(), &mut records);
    Ok(records)
}

fn collect(value: &Value, names: &mut Vec<String>, records: &mut Vec<Recorded>) {
    let Value::Object(entries) = value else { return };
    let mut provenance = Provenance::default();
    let is_record = entries.iter().fold(false, |is_record, (key, value)| {
        is_record | value.as_str().is_some_and(|value| take(key, value, &mut provenance))
    });
    if is_record {
        records.push(Recorded::new(names, provenance));
        return;
    }
    for (key, value) in entries {
        names.push(key.clone());
        match value {
            // A page and its hash, and nothing else.
            Value::String(text) if Recorded::is_page(key) => {
                let provenance = Provenance { hash: hash(text), ..Provenance::default() };
                records.extend(provenance.hash.is_some().then(|| Recorded::new(names, provenance)));
            }
            _ => collect(value, names, records),
        }
        names.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::page::FrontMatter;

    fn hash_of(text: &str) -> Option<String> {
        let mut provenance = Provenance::default();
        read(&Written::new(text, FrontMatter::locate(text)), &mut provenance);
        provenance.hash
    }

    #[test]
    fn a_hash_stands_in_the_front_matter_or_in_a_comment() {
        for text in [
            "---\nsource_hash: sha256:7e45a52f21\n---\n",
            "---\ni18n_source_sha: 7E45A52F21\n---\n",
            "---\ntranslation:\n  sourceHash: \"7e45a52f21\"\n---\n",
            "---\nt: a\n---\n{/* pier-source-hash: 7e45a52f21 */}\n\n# A\n",
            "<!-- source-blob=7e45a52f21 -->\n# A\n",
            "<!-- source-hash: 7e45a52f21 -->\n\n<!-- source-hash: 5399e01b00 -->\n# A\n",
            "# A\n\n<!--\nkept by hand\nsource_sha256: 7e45a52f21\n-->\n",
            "<!-- {\"source_hash\": \"7e45a52f21\", \"locale\": \"de\"} -->\n# A\n",
        ] {
            assert_eq!(hash_of(text).as_deref(), Some("7e45a52f21"), "{text}");
        }
    }

    #[test]
    fn the_mark_of_another_tool_is_kept() {
        let text = "---\nsource_hash: 5399e01b00\n---\n{/* pier-source-hash: 7e45a52f21 */}\n# A\n";
        let mut provenance = Provenance::default();
        read(&Written::new(text, FrontMatter::locate(text)), &mut provenance);
        assert_eq!(
            (provenance.hash.as_deref(), &*provenance.others),
            (Some("5399e01b00"), &["7e45a52f21".to_owned()][..])
        );
    }

    #[test]
    fn a_comment_among_the_keys_is_a_comment() {
        let text = "---\ntitle: A\n<!-- source-hash: 5399e01b00 -->\n---\n{/* pier-source-hash: 7e45a52f21 */}\n# A\n";
        let mut provenance = Provenance::default();
        read(&Written::new(text, FrontMatter::locate(text)), &mut provenance);
        let hashes: Vec<&String> = provenance.hash.iter().chain(&provenance.others).collect();
        assert!(provenance.malformed.is_none() && hashes.contains(&&"7e45a52f21".to_owned()), "{hashes:?}");
    }

    #[test]
    fn what_a_page_shows_is_no_mark() {
        assert_eq!(hash_of("# A\n\n```md\n<!-- source-hash: 7e45a52f21 -->\n```\n"), None);
        assert_eq!(hash_of("# A\n\nWrite `<!-- source-hash: 7e45a52f21 -->` there.\n"), None);
        assert_eq!(hash_of("---\nresource_hashtag: 7e45a52f21\n---\n"), None);
    }

    #[test]
    fn a_status_file_may_be_nested() {
        let german = Locale::parse("de");
        for (json, name) in [
            ("{\"de/quay.md\": {\"source_hash\": \"7e45a52f21\", \"date\": \"2026-01-02\"}}", "de/quay.md"),
            ("{\"version\": 2, \"files\": {\"quay.md\": {\"de\": {\"sourceHash\": \"7e45a52f21\"}}}}", "quay.md"),
            ("{\"de\": {\"quay.md\": \"7e45a52f21\"}}", "quay.md"),
        ] {
            let records = sidecar(json).expect("an object");
            assert_eq!(records.len(), 1, "{json}");
            assert!(records[0].is_of(german.as_ref(), &[name]), "{json}");
            assert_eq!(records[0].provenance.hash.as_deref(), Some("7e45a52f21"), "{json}");
            assert!(!records[0].is_of(german.as_ref(), &["pier.md"]), "{json}");
        }
    }
}
