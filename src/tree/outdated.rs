//! What translators have to do.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::{Corpus, Looked, Wanted};
use super::entry::Group;
use super::place::Role;
use crate::baseline::Date;
use crate::change::Fate;
use crate::check::{Gaps, add_gaps, gaps};
use crate::config::Config;
use crate::error::Error;
use crate::group::{Currency, Doc, PageGroup};
use crate::outdated::{Commit, Later, Outdated, OutdatedPage, outdated_page};
use crate::scope::Scope;

/// What is listed.
#[derive(Debug, Default)]
pub struct OutdatedOptions {
    /// Which pages.
    pub scope: Scope,
    /// The revision whose English all pages are taken to know.
    pub since: Option<String>,
    /// Also pages where nothing but case, punctuation or the targets of links changed.
    pub all: bool,
}

/// Lists what changed in the English since each page below `paths` was made from it. Files that cannot be read stand in the
/// second list.
///
/// # Errors
///
/// A path does not exist, no page is below any of them, there is no English tree, or its history has no such revision.
pub fn outdated(
    paths: &[PathBuf],
    config: &Config,
    options: &OutdatedOptions,
) -> Result<(Outdated, Vec<Error>), Error> {
    let mut corpus = Corpus::find(paths, config)?;
    let mut unread = std::mem::take(&mut corpus.unread);
    if corpus.english.is_none() {
        let message = "no English tree was found: name it with --source DIR, or with `source` in docparity.yaml";
        return Err(Error::Usage(message.to_owned()));
    }
    corpus.has_translations(paths)?;
    options.since.iter().try_for_each(|revision| corpus.since(revision))?;
    let groups: Vec<&Group> = corpus.groups.iter().filter(|group| group.role == Role::Localized).collect();
    let looked = corpus.map(groups, (Wanted::Verdicts, None), |group| look(group, &corpus, &options.scope));
    let looked: Vec<Looked<Seen>> = looked.collect();
    let mut sum = Seen::default();
    for Looked { seen, unread: mut errors, .. } in looked {
        unread.append(&mut errors);
        let Some(Seen { mut pages, looked_at, unknown, gaps }) = seen else { continue };
        sum.pages.append(&mut pages);
        sum.looked_at += looked_at;
        sum.unknown += unknown;
        add_gaps(&mut sum.gaps, gaps);
    }
    let is_meant = |page: &OutdatedPage| {
        let has_moved = || page.changes.iter().any(|block| block.fate == Fate::Moved);
        options.all || page.state != Currency::Current || has_moved()
    };
    let (pages, form): (Vec<_>, Vec<_>) = sum.pages.into_iter().partition(is_meant);
    let note = corpus.places.note.clone();
    let outdated = Outdated {
        looked_at: sum.looked_at,
        form_only: form.len(),
        unknown: sum.unknown,
        gaps: sum.gaps,
        note,
        ..Outdated::new(pages)
    };
    Ok((outdated, unread))
}

#[derive(Default)]
struct Seen {
    pages: Vec<OutdatedPage>,
    looked_at: usize,
    unknown: usize,
    gaps: Gaps,
}

fn look(group: &PageGroup<'_>, corpus: &Corpus<'_>, scope: &Scope) -> Seen {
    let is_meant = |doc: &&Doc<'_>| {
        scope.has_page(&doc.file.path, &doc.file.key)
            && doc.locale.as_ref().is_none_or(|locale| scope.has_locale(locale))
            && group.english.is_some()
    };
    let docs: Vec<&Doc<'_>> = group.docs.iter().filter(is_meant).collect();
    let pages = docs.iter().filter_map(|doc| page(group, doc, corpus)).collect();
    let unknown = docs.iter().filter(|doc| group.currency(doc) == Currency::Unknown).count();
    Seen { pages, looked_at: docs.len(), unknown, gaps: gaps(group) }
}

fn page(group: &PageGroup<'_>, doc: &Doc<'_>, corpus: &Corpus<'_>) -> Option<OutdatedPage> {
    let english = Path::new(&group.english.as_ref()?.file.path);
    let after = group.made_from(doc).and_then(|older| corpus.after(english, older.content()));
    let Some(after) = after else { return outdated_page(group, doc, None) };
    let commit = |at: usize| {
        let (id, time, subject) = after.commit(at)?;
        let day = Date::at(time).map(|day| day.to_string()).unwrap_or_default();
        Some(Commit { id: id.to_owned(), day, subject: subject.to_owned() })
    };
    let later = Later { count: after.count, text: &|at| after.text(at), commit: &commit };
    outdated_page(group, doc, Some(&later))
}
