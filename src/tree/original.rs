//! Locales in which pages were written before there was an English page.

use std::collections::BTreeMap;

use super::english::English;
use super::entry::Group;
use super::history::History;
use crate::locale::Locale;

/// The locales whose pages were written first: there the English is the translation.
#[derive(Debug, Default)]
pub(super) struct Originals {
    /// The locales.
    pub(super) locales: Vec<Locale>,
    /// What the reader of the output is told of them.
    pub(super) note: Option<String>,
}

/// Pages from which on it is no accident.
const FEW: usize = 10;

impl Originals {
    /// Finds them by what git tells: they have ten pages or more, and more than four in five, of those that one commit did not
    /// bring together with their English, that were there before it.
    pub(super) fn find(groups: &[Group], known: Option<(&English, &History)>) -> Self {
        let Some((english, history)) = known else { return Self::default() };
        let mut births: BTreeMap<&Locale, (usize, usize)> = BTreeMap::new();
        for group in groups {
            let Some(born) = group.english.and_then(|at| history.born(&english.pages()[at].path)) else { continue };
            for page in &group.pages {
                let (Some(locale), Some(own)) = (&page.locale, history.born(&page.path)) else { continue };
                let (before, after) = births.entry(locale).or_default();
                *before += usize::from(own < born);
                *after += usize::from(own > born);
            }
        }
        births.retain(|_, (before, after)| *before >= FEW && *before > 4 * *after);
        let named = births.iter().map(|(locale, (before, _))| format!("{before} pages in `{locale}`"));
        let note = format!(
            "{} were written before their English: what differs there is told one level lower, as the English may be out of date \
             (`source:` says which is the source)",
            named.collect::<Vec<_>>().join(" and ")
        );
        Self { note: (!births.is_empty()).then_some(note), locales: births.into_keys().cloned().collect() }
    }
}
