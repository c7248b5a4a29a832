//! Checks the files of data beside the pages: tables of contents, and descriptions of the API.

use rayon::prelude::*;

use super::corpus::{Corpus, Instead};
use super::data::Data;
use super::entry::Entry;
use super::reported::Reported;
use crate::check;
use crate::contents::Kind;
use crate::data::{DataFile, DataGroup, Node};
use crate::error::Error;
use crate::finding::Finding;
use crate::link::plain;
use crate::openapi;
use crate::page::{Page, PageFormat};

/// What was found in the files of data of a tree, and what could not be read.
pub(super) fn check_data(corpus: &Corpus<'_>, reported: &Reported<'_>) -> (Vec<Finding>, Vec<Error>) {
    let has = |data: &Data| data.entries().any(|(file, _)| reported.has_page(&file.key, &file.shown));
    let looked_at: Vec<&Data> = corpus.data.iter().filter(|data| is_looked_at(data) && has(data)).collect();
    let looked = looked_at.into_par_iter().map(|data| {
        let mut unread = Vec::new();
        let mut read = |entry: &Entry| read(entry, corpus).map_err(|error| unread.push(error)).ok().flatten();
        let files = data.files.iter().filter_map(&mut read).collect();
        let english = data.english.as_ref().and_then(&mut read);
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

/// Reads a file of data, if it is one that is compared.
fn read(entry: &Entry, corpus: &Corpus<'_>) -> Result<Option<DataFile>, Error> {
    let text = corpus.read(entry, &Instead::default())?;
    if let Some(size) = text.too_large {
        return Err(corpus.too_large(entry, size));
    }
    let content = text.text.content;
    let is_meant = Kind::of(&entry.shown).is_some() || openapi::is_description(&content);
    Ok(is_meant.then(|| {
        let root = Node::parse(&entry.shown, &content);
        DataFile::new((&entry.shown, &entry.key), entry.locale.clone(), content, root)
    }))
}

/// The title of the page at `path`, as it is shown.
fn title(path: &str, corpus: &Corpus<'_>) -> Option<String> {
    let pages = corpus.groups.iter().flat_map(|group| &group.pages);
    let entry = pages.chain(corpus.english_pages()).find(|entry| plain(&entry.shown) == path)?;
    let text = entry.read(None, None).ok()?;
    let page = Page::parse(&text.text.content, PageFormat::of(path));
    page.title().map(|title| title.title.to_string())
}
