//! The hashes of the sections of the English page, below `translation` in the front matter.

use super::mark::{Mark, Provenance, Written};
use super::value::hash;

pub(super) const MARK: Mark = Mark { name: KEY, read, keys: &[], sidecars: &[] };

const KEY: &str = "translation.sections";

fn read(page: &Written<'_>, provenance: &mut Provenance) -> bool {
    if !page.keys().any(|(key, _)| key == KEY) {
        return false;
    }
    let listed = page.list(KEY);
    let hashes: Option<Vec<String>> = listed.iter().map(|item| hash(item)).collect();
    match hashes.filter(|hashes| !hashes.is_empty()) {
        Some(hashes) => provenance.sections = hashes,
        None => provenance.malformed = Some(listed.join(", ")),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn sections_are_a_list_in_any_form() {
        for text in [
            "translation:\n  sections: [aff1b3e8, \"4d80558a\"]\n  tool: 1\n",
            "translation:\n  sections: [aff1b3e8,\n    4d80558a]\n",
            "translation:\n  sections:\n    - aff1b3e8\n    - '4d80558a'\n  tool: 1\n",
            "translation: {sections: [aff1b3e8, 4d80558a], tool: 1}\n",
        ] {
            let mut provenance = Provenance::default();
            assert!(read(&Written::new(text, Some(Span::new(0, text.len()))), &mut provenance), "{text}");
            assert_eq!(provenance.sections, ["aff1b3e8", "4d80558a"], "{text}");
        }
    }
}
