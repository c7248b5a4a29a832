//! What pages say of their own state: translated by machine, or out of date.

use super::mark::{Mark, Provenance, Translation, Written};
use super::value::is_yes;

pub(super) const MARK: Mark = Mark { name: "state", read, keys: &[], sidecars: &[] };

const MACHINE: [&str; 4] = ["machine_translated", "machineTranslated", "machine_translation", "auto_translated"];
const OUTDATED: [&str; 4] = ["outdated", "outdated_translation", "translation_outdated", "translation.outdated"];

/// States name no English: alone they are no mark.
fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
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
        assert_eq!(read_of("machine_translated: false\noutdated: no\n"), (None, false));
    }
}
