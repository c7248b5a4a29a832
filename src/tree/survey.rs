//! Looks at a tree, and writes the configuration that says what was found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::coverage::coverage;
use super::discover::{Entry, discover};
use super::english::English;
use super::list::joined;
use super::write::write;
use crate::bilingual::{self, Readings};
use crate::config::{Config, FILE_NAME};
use crate::error::Error;
use crate::group::{Coverage, PageText};
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
    let mut tree = discover(&[folder.to_owned()], &config)?;
    let english = English::find(&mut tree, &config)?;
    let coverage = english.as_ref().map(|english| coverage(&tree.groups, english, &tree.places));
    let strays = tree.strays.iter().map(Vec::len).sum();
    let profile = match &english {
        Some(english) => proposed(english.pages().len(), |page| english.read(page)),
        None => {
            let pages: Vec<&Entry> = tree.groups.iter().flatten().collect();
            proposed(pages.len(), |page| pages[page].clone().read())
        }
    };
    let entries: Vec<Entry> = tree.groups.into_iter().flatten().collect();
    let read: Vec<Result<Looked, Error>> = entries.into_par_iter().map(look).collect();
    let mut unread = tree.unread;
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
        let missing = coverage.as_ref().zip(locale.as_deref()).map(|(coverage, tag)| lacking(coverage, tag));
        LocaleSurvey { locale, missing, ..found }
    });
    let source = tree.places.source().map(|source| match source.strip_prefix(folder).map(joined) {
        Ok(inside) if !inside.is_empty() => inside,
        _ => ".".to_owned(),
    });
    let english = source.zip(english).map(|(folder, english)| EnglishTree { folder, pages: english.pages().len() });
    let layout = tree.places.layout().cloned();
    let layout_name = tree.places.layout_name;
    Ok((Survey { layout, layout_name, english, locales: locales.collect(), strays, profile }, unread))
}

/// How many pages tell what a profile has to say.
const SAMPLE: usize = 500;

/// The profile that fits the English of some of `count` pages, from the first to the last. Pages that cannot be read say
/// nothing about it.
fn proposed(count: usize, read: impl Fn(usize) -> Result<PageText, Error> + Sync) -> Option<Proposal> {
    let sample: Vec<usize> = (0..count.min(SAMPLE)).map(|at| at * count / count.min(SAMPLE)).collect();
    let texts: Vec<PageText> = sample.into_par_iter().filter_map(|page| read(page).ok()).collect();
    let readings: Vec<Readings<'_>> = texts.par_iter().map(|page| bilingual::split(&page.text.content)).collect();
    let is_english = |page: &PageText| page.locale.as_ref().is_none_or(Locale::is_english);
    let pages = texts.iter().zip(&readings).filter(|(page, readings)| readings.source.is_some() || is_english(page));
    let pages = pages.map(|(_, readings)| readings.source.as_ref().unwrap_or(&readings.localized));
    let pages: Vec<Page<'_>> = pages.map(|reading| Page::parse(&reading.text)).collect();
    propose(&pages)
}

/// The locale of a page, and the marks of its English that it carries.
type Looked = (Option<String>, Vec<&'static str>);

fn look(entry: Entry) -> Result<Looked, Error> {
    let page = entry.read()?;
    let content = &page.text.content;
    let provenance = Provenance::read(content, FrontMatter::locate(content), &page.recorded);
    let locale = page.locale.or(provenance.locale);
    Ok((locale.map(|locale| locale.to_string()), provenance.marks))
}

fn lacking(coverage: &Coverage, tag: &str) -> usize {
    coverage.pages.iter().filter(|page| page.lacking.iter().any(|locale| locale.as_str() == tag)).count()
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
