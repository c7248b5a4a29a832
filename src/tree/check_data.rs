//! Checks the files of data beside the pages: tables of contents, and descriptions of the API.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::corpus::{Corpus, Instead};
use super::data::Data;
use super::entry::Entry;
use super::reported::Reported;
use crate::check;
use crate::contents::{Contents, Kind};
use crate::data::{DataFile, DataGroup, Node};
use crate::error::Error;
use crate::finding::Finding;
use crate::link::plain;
use crate::locale::Locale;
use crate::openapi;
use crate::page::{Page, PageFormat};

/// A file of data in all its locales, before it is read.
#[derive(Default)]
struct Group<'c> {
    files: Vec<(&'c Entry, Option<Locale>)>,
    english: Option<&'c Entry>,
}

/// What was found in the files of data of a tree, and what could not be read.
pub(super) fn check_data(corpus: &Corpus<'_>, reported: &Reported<'_>) -> (Vec<Finding>, Vec<Error>) {
    let has = |file: &Entry| reported.has_page(&file.key, &file.shown);
    let is_reported = |group: &Group<'_>| group.files.iter().map(|(file, _)| *file).chain(group.english).any(has);
    let beside = corpus.data.iter().filter(|data| is_looked_at(data)).map(|data| Group {
        files: data.files.iter().map(|file| (file, file.locale.clone())).collect(),
        english: data.english.as_ref(),
    });
    let groups: Vec<Group<'_>> = beside.chain(named(corpus)).chain(suffixed(corpus)).filter(is_reported).collect();
    let looked = groups.into_par_iter().map(|group| {
        let mut unread = Vec::new();
        let mut read =
            |entry: &Entry, locale| read((entry, locale), corpus).map_err(|error| unread.push(error)).ok().flatten();
        let files = group.files.into_iter().filter_map(|(file, locale)| read(file, locale)).collect();
        let english = group.english.and_then(|english| read(english, english.locale.clone()));
        let group = DataGroup { files, english, tree: &corpus.files, title_of: &|path| title(path, corpus) };
        let mut findings = check::check_data(&group, &corpus.config);
        findings.retain(|finding| reported.has(finding));
        (findings, unread)
    });
    let looked: Vec<(Vec<Finding>, Vec<Error>)> = looked.collect();
    let (findings, unread): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    (findings.into_iter().flatten().collect(), unread.into_iter().flatten().collect())
}

/// Whether it is a table of contents, or may be a description of the API in several locales.
fn is_looked_at(data: &Data) -> bool {
    data.entries().any(|(file, _)| Kind::of(&file.shown).is_some()) || data.english.is_some() && !data.files.is_empty()
}

/// The descriptions that a table of contents names for each locale, where their own paths do not say which stands for which.
fn named<'c>(corpus: &'c Corpus<'_>) -> impl Iterator<Item = Group<'c>> {
    let entries = || corpus.data.iter().flat_map(Data::entries).map(|(entry, _)| entry);
    let known: HashMap<String, &Entry> = entries().map(|entry| (plain(&entry.shown), entry)).collect();
    let is_known = |own: &Entry, english: &Entry| {
        let is_it = |data: &&Data| data.english.as_ref().is_some_and(|known| known.shown == english.shown);
        corpus.data.iter().find(is_it).is_some_and(|data| data.files.iter().any(|file| file.shown == own.shown))
    };
    let mut groups: BTreeMap<&str, Group<'c>> = BTreeMap::new();
    for (entry, kind) in entries().filter_map(|entry| Some((entry, Kind::of(&entry.shown)?))) {
        let Ok(Some(file)) = read((entry, None), corpus) else { continue };
        let all = file.read().map(kind.read).unwrap_or_default();
        let folder = entry.shown.rfind('/').map_or("", |at| &entry.shown[..=at]);
        let of = |contents: &Contents| -> Vec<&'c Entry> {
            let paths = contents.descriptions().map(|path| plain(&format!("{folder}{path}")));
            let mut found: Vec<&Entry> = paths.filter_map(|path| known.get(&path).copied()).collect();
            let mut seen = HashSet::new();
            found.retain(|entry| seen.insert(&entry.shown));
            found
        };
        let locale = |contents: &Contents| contents.language.as_deref().and_then(Locale::parse);
        let Some(english) = all.iter().find(|one| locale(one).is_some_and(|it| it.is_english())).map(of) else {
            continue;
        };
        for contents in &all {
            let (own, locale) = (of(contents), locale(contents));
            let pairs = own.iter().zip(&english).filter(|_| own.len() == english.len());
            for (own, english) in pairs.filter(|(own, english)| own.shown != english.shown && !is_known(own, english)) {
                let group = groups.entry(&english.shown).or_default();
                group.english = Some(english);
                if !group.files.iter().any(|(known, _)| known.shown == own.shown) {
                    group.files.push((own, locale.clone()));
                }
            }
        }
    }
    groups.into_values()
}

/// The descriptions of a folder whose names end in their locale: `harbor-api.en.yaml` beside `harbor-api.pt-BR.yaml`.
fn suffixed<'c>(corpus: &'c Corpus<'_>) -> impl Iterator<Item = Group<'c>> {
    let mut groups: BTreeMap<(&str, &str), Group<'c>> = BTreeMap::new();
    for data in corpus.data.iter().filter(|data| data.english.is_none()) {
        for entry in &data.files {
            let Some((name, ending)) = entry.shown.rsplit_once('.') else { continue };
            let Some((name, locale)) = name.rsplit_once('.') else { continue };
            let Some(locale) = Locale::parse(locale).filter(|_| Kind::of(&entry.shown).is_none()) else { continue };
            let group = groups.entry((name, ending)).or_default();
            if locale.is_english() && group.english.is_none() {
                group.english = Some(entry);
            } else {
                group.files.push((entry, Some(locale)));
            }
        }
    }
    groups.into_values().filter(|group| group.english.is_some() && !group.files.is_empty())
}

/// Reads a file of data, if it is one that is compared.
fn read((entry, locale): (&Entry, Option<Locale>), corpus: &Corpus<'_>) -> Result<Option<DataFile>, Error> {
    let text = corpus.read(entry, &Instead::default())?;
    if let Some(size) = text.too_large {
        return Err(corpus.too_large(entry, size));
    }
    let content = text.text.content;
    let is_meant = Kind::of(&entry.shown).is_some() || openapi::is_description(&content);
    Ok(is_meant.then(|| {
        let root = Node::parse(&entry.shown, &content);
        DataFile::new((&entry.shown, &entry.key), locale, content, root)
    }))
}

/// The title of the page at `path`, as it is shown.
fn title(path: &str, corpus: &Corpus<'_>) -> Option<String> {
    let pages = corpus.groups.iter().flat_map(|group| &group.pages);
    let entry = pages.chain(corpus.english_pages()).find(|entry| plain(&entry.shown) == path)?;
    let text = entry.read().ok()?;
    let page = Page::parse(&text.text.content, PageFormat::of(path));
    page.title().map(|title| title.title.to_string())
}
