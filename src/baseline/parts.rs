//! Parts of a baseline that several projects share: the pages of each stand below its folder.

use super::Baseline;

impl Baseline {
    /// Takes out what is known on the pages for whose keys `own` has a name, and calls them by it.
    #[must_use]
    pub fn take_out(&mut self, own: &dyn Fn(&str) -> Option<String>) -> Self {
        let (mut taken, mut left) = (Self::default(), Self::default());
        for (pattern, entries) in std::mem::take(&mut self.entries) {
            for (terms, pages) in entries {
                for known in pages.into_values() {
                    let (part, key) = match own(&known.key) {
                        Some(key) => (&mut taken, key),
                        None => (&mut left, known.key.clone()),
                    };
                    let on_page = part.on_page(pattern.clone(), terms.clone(), &key);
                    on_page.any += known.any;
                    on_page.ordinals.extend(known.ordinals);
                }
            }
        }
        *self = left;
        taken
    }

    /// Puts in what `other` knows, with its pages below `folder`.
    pub fn put_in(&mut self, mut other: Self, folder: &str) {
        let below = |key: &str| if folder.is_empty() { key.to_owned() } else { format!("{folder}/{key}") };
        for (pattern, entries) in other.take_out(&|key| Some(below(key))).entries {
            for (terms, pages) in entries {
                for known in pages.into_values() {
                    let on_page = self.on_page(pattern.clone(), terms.clone(), &known.key);
                    on_page.any += known.any;
                    on_page.ordinals.extend(known.ordinals);
                }
            }
        }
    }
}
