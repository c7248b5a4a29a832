//! Looks at a tree, and writes the configuration that says what was found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::Corpus;
use super::entry::Entry;
use super::places::Role;
use super::write::write;
use crate::bilingual::{self, Readings};
use crate::config::{Config, FILE_NAME};
use crate::error::Error;
use crate::group::{PageText, Translations};
use crate::locale::Locale;
use crate::page::{FrontMatter, Page};
use crate::profile::{Proposal, propose};
use crate::provenance::Provenance;
use crate::survey::{EnglishTree, LocaleSurvey, Survey};

/// Looks at the tree below `folder`, without its configuration. Files that cannot be read stand in the second list.
///
/// # Errors
///
/// `folder` is no folder, or no page is below it.
pub fn survey(folder: &Path) -> Result<(Survey, Vec<Error>), Error> {
    if folder.is_file() {
        return Err(Error::Usage(format!("{} is no folder: `init` looks at a tree", folder.display())));
    }
    let config = Config::default();
    let corpus = Corpus::find(&[folder.to_owned()], &config)?;
    let translations = corpus.translations();
    let pages = |role: Role| {
        let groups = corpus.groups.iter().filter(move |group| group.role == role);
        groups.flat_map(|group| &group.pages).collect::<Vec<_>>()
    };
    let localized = pages(Role::Localized);
    let english: Vec<&Entry> = corpus.english_pages().iter().collect();
    let profile = proposed(if corpus.english.is_some() { &english } else { &localized });
    let read: Vec<Result<Looked, Error>> = localized.into_par_iter().map(look).collect();
    let strays = pages(Role::Stray).len();
    let set = corpus.places.sets.first();
    let english = set.and_then(|set| set.english.as_ref()).map(|place| place.folder.clone());
    let english = english.map(|folder| EnglishTree { folder, pages: corpus.english_pages().len() });
    let layout_name = set.and_then(|set| set.name);
    let layout = corpus.places.layout().cloned();
    let mut unread = corpus.unread;
    let mut locales: BTreeMap<Option<String>, LocaleSurvey> = BTreeMap::new();
    for page in read {
        let (tag, marks) = match page {
            Ok(page) => page,
            Err(error) => {
                unread.push(error);
                continue;
            }
        };
        let locale = locales.entry(tag).or_default();
        locale.pages += 1;
        let marks = if marks.is_empty() { vec![None] } else { marks.into_iter().map(Some).collect() };
        marks.into_iter().for_each(|mark| *locale.marks.entry(mark).or_default() += 1);
    }
    let locales = locales.into_iter().map(|(locale, found)| {
        let missing =
            translations.as_ref().zip(locale.as_deref()).map(|(translations, tag)| lacking(translations, tag));
        LocaleSurvey { locale, missing, ..found }
    });
    Ok((Survey { layout, layout_name, english, locales: locales.collect(), strays, profile }, unread))
}

/// How many pages tell what a profile has to say.
const SAMPLE: usize = 500;

/// The profile that fits the English of some of `pages`, from the first to the last. Pages that cannot be read say nothing
/// about it.
fn proposed(pages: &[&Entry]) -> Option<Proposal> {
    let sample = pages.len().min(SAMPLE);
    let sample: Vec<&Entry> = (0..sample).map(|at| pages[at * pages.len() / sample]).collect();
    let texts: Vec<PageText> = sample.into_par_iter().filter_map(|page| page.read(None).ok()).collect();
    let readings: Vec<Readings<'_>> = texts.par_iter().map(|page| bilingual::split(&page.text.content)).collect();
    let is_english = |page: &PageText| page.locale.as_ref().is_none_or(Locale::is_english);
    let pages = texts.iter().zip(&readings).filter(|(page, readings)| readings.source.is_some() || is_english(page));
    let pages = pages.map(|(page, readings)| {
        let english = readings.source.as_ref().unwrap_or(&readings.localized);
        Page::parse(&english.text, page.format())
    });
    let pages: Vec<Page<'_>> = pages.collect();
    propose(&pages)
}

/// The locale of a page, and the marks of its English that it carries.
type Looked = (Option<String>, Vec<&'static str>);

fn look(entry: &Entry) -> Result<Looked, Error> {
    let page = entry.read(None)?;
    let content = &page.text.content;
    let provenance = Provenance::read(content, FrontMatter::locate(content), &page.recorded);
    let locale = page.locale.or(provenance.locale);
    Ok((locale.map(|locale| locale.to_string()), provenance.marks))
}

fn lacking(translations: &Translations, tag: &str) -> usize {
    translations.pages.iter().filter(|page| page.lacking.iter().any(|locale| locale.as_str() == tag)).count()
}

/// The place of the configuration of `folder`.
///
/// # Errors
///
/// A configuration stands there, and `force` does not say that it may be overwritten.
pub fn configuration_file(folder: &Path, force: bool) -> Result<PathBuf, Error> {
    let file = folder.join(FILE_NAME);
    if file.exists() && !force {
        return Err(Error::Usage(format!("{} stands there already; --force overwrites it", file.display())));
    }
    Ok(file)
}

/// Writes a configuration, whole or not at all.
///
/// # Errors
///
/// The file cannot be written.
pub fn write_configuration(file: &Path, text: &str) -> Result<(), Error> {
    write(file, |out| out.write_all(text.as_bytes()))
}
