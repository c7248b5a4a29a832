//! The texts and files that the script of the page shows, each once.

use std::collections::HashMap;

use super::super::shown;
use crate::safe;

/// A text is cut behind this many characters.
const LONGEST: usize = 700;

/// Texts, each once.
#[derive(Default)]
pub(super) struct Texts {
    /// How long they are together, in bytes.
    pub(super) size: usize,
    known: HashMap<String, usize>,
}

impl Texts {
    /// The text's number.
    pub(super) fn add(&mut self, text: &str) -> i64 {
        let text = safe::cut(&shown(text), LONGEST).into_owned();
        let next = self.known.len();
        let at = *self.known.entry(text).or_insert_with_key(|text| {
            self.size += text.len();
            next
        });
        i64::try_from(at).unwrap_or(-1)
    }

    /// The texts in the order of their numbers.
    pub(super) fn into_all(self) -> Vec<String> {
        let mut all: Vec<(usize, String)> = self.known.into_iter().map(|(text, at)| (at, text)).collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, text)| text).collect()
    }

    /// The text's number, or -1 for none.
    pub(super) fn maybe(&mut self, text: Option<&str>) -> i64 {
        text.map_or(-1, |text| self.add(text))
    }
}

/// The files, with the page and the locale of each.
#[derive(Default)]
pub(super) struct Paths {
    pub(super) all: Vec<(String, String, String)>,
    known: HashMap<String, usize>,
}

impl Paths {
    /// The file's number.
    pub(super) fn add(&mut self, path: &str, page: &str, locale: &str) -> usize {
        if let Some(at) = self.known.get(path) {
            return *at;
        }
        self.known.insert(path.to_owned(), self.all.len());
        self.all.push((shown(path), shown(page), locale.to_owned()));
        self.all.len() - 1
    }
}
