//! What pages say of their own state: translated by machine, out of date, or as of which day.

use super::mark::{Mark, Provenance, Translation, Written};
use super::value::{day, is_yes};

pub(super) const MARK: Mark = Mark { name: "state", read, keys: &[], sidecars: &[] };

const MACHINE: [&str; 4] = ["machine_translated", "machineTranslated", "machine_translation", "auto_translated"];
const OUTDATED: [&str; 4] = ["outdated", "outdated_translation", "translation_outdated", "translation.outdated"];

const DAYS: [&str; 3] = ["lastmod", "last_modified", "lastModified"];

/// States name no English: alone they are no mark.
fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    let days = page.keys().filter(|(key, _)| DAYS.contains(key)).filter_map(|(_, value)| day(value));
    provenance.day = days.last().or(provenance.day);
    for (key, _) in page.keys().filter(|(_, value)| is_yes(value)) {
        if MACHINE.contains(&key) {
            provenance.translation = Some(Translation::Machine);
        }
        provenance.is_outdated |= OUTDATED.contains(&key);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_state_counts_when_it_is_set() {
        let read_of = |text: &str| {
            let mut provenance = Provenance::default();
            assert!(!read(&Written::new(text, Some(Span::new(0, text.len()))), &mut provenance));
            (provenance.translation, provenance.is_outdated)
        };
        assert_eq!(read_of("machine_translated: true\noutdated: 1\n"), (Some(Translation::Machine), true));
        assert_eq!(read_of("translation:\n  outdated: yes\n"), (None, true));
        let text = "lastmod: 2026-02-28T10:00:00Z\n";
        let mut provenance = Provenance::default();
        assert!(!read(&Written::new(text, Some(Span::new(0, text.len()))), &mut provenance));
        assert_eq!(provenance.day, Some((2026, 2, 28)));
        assert_eq!(read_of("machine_translated: false\noutdated: no\n"), (None, false));
    }
}
