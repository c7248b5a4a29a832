//! Caches that somebody or something has changed.

use std::fs;

use sha2::{Digest, Sha256};

use super::{check, lighthouses, lines, same, store};
use crate::support::{Project, Run};

/// What was kept is no more what the next run needs: it is as if it were not there, and made anew.
#[track_caller]
fn damage(project: &Project, fresh: &Run, bytes: &[u8]) {
    let store = store(project);
    fs::write(&store, bytes).expect("a cache that is written");
    assert_eq!(check(project, &["--cache"]), *fresh);
    let kept = lines(&store);
    assert!(kept.len() > 3 && kept.contains("docparity cache 1"), "it is whole again: {kept:?}");
}

#[test]
fn a_damaged_cache_is_ignored_and_made_anew() {
    let project = lighthouses();
    let fresh = same(&project, &[]);
    let good = fs::read(store(&project)).expect("a cache");
    for end in (0..good.len()).step_by(good.len() / 9) {
        damage(&project, &fresh, &good[..end]);
        let mut bytes = good.clone();
        bytes[end] ^= 1 << (end % 8);
        damage(&project, &fresh, &bytes);
        bytes[end] = b'\n';
        damage(&project, &fresh, &bytes);
    }
    let text = String::from_utf8(good).expect("UTF-8");
    damage(&project, &fresh, text.replace("docparity cache 1", "docparity cache 2").as_bytes());
    damage(&project, &fresh, text.replace("Hyv", "Vyh").as_bytes());
    damage(&project, &fresh, b"\0\xff\n\n \n");
}

/// The checksum of a line, as docparity makes it.
fn checksum(key: &str, json: &str) -> String {
    let key: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&key[2 * at..2 * at + 2], 16).expect("digits")).collect();
    let mut sum = Sha256::new();
    for part in [b"kept", &*key, json.as_bytes()] {
        sum.update((part.len() as u64).to_le_bytes());
        sum.update(part);
    }
    sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_forged_cache_stops_nothing() {
    let project = lighthouses();
    let fresh = same(&project, &[]);
    let good = fs::read_to_string(store(&project)).expect("a cache");
    let forge = |from: &str, to: &str| {
        let line = |line: &str| match line.splitn(3, ' ').collect::<Vec<_>>()[..] {
            [key, sum, json] if key.len() == 64 => {
                assert_eq!(checksum(key, json), sum);
                let json = json.replace(from, to);
                format!("{key} {} {json}\n", checksum(key, &json))
            }
            _ => format!("{line}\n"),
        };
        let forged: String = good.lines().map(line).collect();
        assert_ne!(forged, good, "{from}");
        damage(&project, &fresh, forged.as_bytes());
    };
    forge("\"rule\":\"header-name\"", "\"rule\":\"no-rule\"");
    forge("\"offset\":", "\"offset\":99999");
    forge("\"length\":", "\"length\":99999");
    forge("\"excerpt\":{\"text\":\"", "\"excerpt\":{\"text\":\"ä");
    forge("\"line_starts\":[", "\"line_starts\":[99999");
    forge("\"census\":{", "\"census\":[{");
    forge("\"offset\":", "\"offset\":1844674407370955161");
}
