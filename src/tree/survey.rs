//! Looks at a tree, and writes the configuration that says what was found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::Corpus;
use super::entry::Entry;
use super::list::{joined, with_near_name};
use super::place::{Role, Set};
use super::sample::sample;
use super::write::write;
use crate::config::{Config, FILE_NAME, FILE_NAMES, absolute};
use crate::error::Error;
use crate::group::Translations;
use crate::locale::Locale;
use crate::page::FrontMatter;
use crate::profile::propose;
use crate::provenance::Provenance;
use crate::survey::{EnglishTree, LocaleSurvey, Survey};

/// Looks at the tree below `folder`, without its configuration. `named` says what the user knows: the English tree, and the locale
/// of pages that stand in no locale's place. Files that cannot be read stand in the second list.
///
/// # Errors
///
/// `folder` is no folder, or no page is below it.
pub fn survey(folder: &Path, (source, locale): Named<'_>) -> Result<(Survey, Vec<Error>), Error> {
    if folder.is_file() {
        return Err(Error::Usage(format!("{} is no folder: `init` looks at a tree", folder.display())));
    }
    if let Some(source) = source {
        let kind = source.metadata().map_err(|error| Error::io(source, with_near_name(source, error)))?;
        if !kind.is_dir() {
            return Err(Error::Usage(format!("--source: {} is no folder", source.display())));
        }
        let (pages, english) = (absolute(folder), absolute(source));
        if pages != english && pages.starts_with(english) {
            let message =
                "the pages stand in it; name the folder of the English pages alone, or look at the whole of it";
            return Err(Error::Usage(format!("--source: {}: {message}", source.display())));
        }
    }
    let mut config = Config::default();
    config.source = source.map(Path::to_owned);
    config.locale = locale.cloned();
    let corpus = Corpus::find(&[folder.to_owned()], &config)?;
    let translations = corpus.translations();
    let pages = |role: Role| {
        let groups = corpus.groups.iter().filter(move |group| group.role == role);
        groups.flat_map(|group| &group.pages).collect::<Vec<_>>()
    };
    let localized = pages(Role::Localized);
    let english: Vec<&Entry> = corpus.english_pages().iter().collect();
    let profile = sample(if corpus.english.is_some() { &english } else { &localized }, |pages| propose(pages));
    let read: Vec<Result<Looked, Error>> = localized.into_par_iter().map(|page| look(page, &config)).collect();
    let strays = pages(Role::Stray).len();
    let set = corpus.places.sets.first();
    let beside = corpus.places.source().and_then(|source| source.strip_prefix(folder).ok()).map(joined);
    let named = source.map(|source| from_folder(folder, source));
    let found = || set.and_then(|set| set.english.as_ref()).map(|place| place.folder.clone());
    let english = named.or_else(found).or(beside);
    let english = english.map(|folder| EnglishTree { folder, pages: corpus.english_pages().len() });
    let sets = &corpus.places.sets;
    let of_several = |set: &Set| set.rooted.layout.to_string();
    let layouts: Vec<String> = sets.iter().filter(|_| sets.len() > 1).map(of_several).collect();
    let layout_name = set.and_then(|set| set.name).filter(|_| layouts.is_empty());
    let layout = corpus.places.layout().filter(|_| layouts.is_empty()).cloned();
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
    let named = locale.cloned();
    let locales = locales.collect();
    let is_named = source.is_some();
    Ok((Survey { layout, layouts, layout_name, english, is_named, locales, locale: named, strays, profile }, unread))
}

/// What a user knows of a tree: the English tree, and the locale of pages that stand in no locale's place.
type Named<'n> = (Option<&'n Path>, Option<&'n Locale>);

/// The way from a folder to another one, joined with `/`.
fn from_folder(folder: &Path, to: &Path) -> String {
    let (from, to) = (absolute(folder), absolute(to));
    let common = from.ancestors().find(|above| to.starts_with(above)).unwrap_or(Path::new(""));
    let up = from.strip_prefix(common).map_or(0, |below| below.components().count());
    let way =
        std::iter::repeat_n(Path::new(".."), up).collect::<PathBuf>().join(to.strip_prefix(common).unwrap_or(&to));
    if way.as_os_str().is_empty() { ".".to_owned() } else { joined(&way).trim_end_matches('/').to_owned() }
}

/// The locale of a page, and the marks of its English that it carries.
type Looked = (Option<String>, Vec<&'static str>);

fn look(entry: &Entry, config: &Config) -> Result<Looked, Error> {
    let page = entry.read()?;
    let content = &page.text.content;
    let provenance = Provenance::read(content, FrontMatter::locate(content), &page.recorded, &config.marks);
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
    let mut known = FILE_NAMES.iter().map(|name| folder.join(name)).filter(|file| file.exists());
    match known.next() {
        Some(file) if !force => {
            Err(Error::Usage(format!("{} stands there already; --force overwrites it", file.display())))
        }
        Some(file) => Ok(file),
        None => Ok(folder.join(FILE_NAME)),
    }
}

/// Writes a configuration, whole or not at all.
///
/// # Errors
///
/// The file cannot be written.
pub fn write_configuration(file: &Path, text: &str) -> Result<(), Error> {
    write(file, |out| out.write_all(text.as_bytes()))
}
