//! The English of some pages of a tree: what all of them are like.

use rayon::prelude::*;

use super::entry::Entry;
use crate::bilingual::{self, Readings};
use crate::group::PageText;
use crate::locale::Locale;
use crate::page::Page;

/// How many pages tell what all are like.
const SAMPLE: usize = 500;

/// Hands the English of some of `pages`, from the first to the last, to `look`. Pages that cannot be read, and those without
/// English, are left out.
pub(super) fn sample<T>(pages: &[&Entry], look: impl FnOnce(&[Page<'_>]) -> T) -> T {
    let count = pages.len().min(SAMPLE);
    let chosen: Vec<&Entry> = (0..count).map(|at| pages[at * pages.len() / count]).collect();
    let texts: Vec<PageText> = chosen.into_par_iter().filter_map(|page| page.read().ok()).collect();
    let readings: Vec<Readings<'_>> = texts.par_iter().map(|page| bilingual::split(&page.text.content)).collect();
    let is_english = |page: &PageText| page.locale.as_ref().is_none_or(Locale::is_english);
    let pages =
        texts.par_iter().zip(&readings).filter(|(page, readings)| readings.source.is_some() || is_english(page));
    let pages = pages.map(|(page, readings)| {
        let english = readings.source.as_ref().unwrap_or(&readings.localized);
        Page::parse(&english.text, page.format())
    });
    look(&pages.collect::<Vec<_>>())
}
