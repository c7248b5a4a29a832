//! The pages that are open, and the trees that they stand in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use docparity::Finding;
use docparity::config::FILE_NAMES;
use docparity::error::Error;
use docparity::page::PageFormat;
use docparity::tree::{self, CheckedPage, Texts, Workspace};
use lsp_server::Notification;
use lsp_types::notification::{Notification as _, ShowMessage};
use lsp_types::{
    FileChangeType, FileEvent, MessageType, PublishDiagnosticsParams, ShowMessageParams, TextDocumentItem, Uri,
    VersionedTextDocumentIdentifier,
};

use super::diagnostics::diagnostics;
use super::place;
use crate::args;

/// What the server knows.
pub(super) struct State<'a> {
    args: &'a args::Lsp,
    open: BTreeMap<PathBuf, Open>,
    pub(super) texts: Texts,
    /// By root; a tree that cannot be read is tried again when something changes.
    trees: BTreeMap<PathBuf, Workspace>,
    /// The pages to be checked.
    due: BTreeSet<PathBuf>,
    /// The pages that are not open any more: nothing is shown of them.
    closed: Vec<Uri>,
    complaints: BTreeSet<String>,
    told: BTreeSet<String>,
}

/// An open page.
pub(super) struct Open {
    uri: Uri,
    version: i32,
    root: PathBuf,
    /// What was found when it was last checked.
    pub(super) findings: Vec<Finding>,
}

impl<'a> State<'a> {
    pub(super) fn new(args: &'a args::Lsp) -> Self {
        Self {
            args,
            open: BTreeMap::new(),
            texts: Texts::default(),
            trees: BTreeMap::new(),
            due: BTreeSet::new(),
            closed: Vec::new(),
            complaints: BTreeSet::new(),
            told: BTreeSet::new(),
        }
    }

    pub(super) fn open(&mut self, page: TextDocumentItem) {
        let Some(path) = place::path(&page.uri).filter(|path| PageFormat::stem(&path.to_string_lossy()).is_some())
        else {
            return;
        };
        let root = match tree::root_of(&path) {
            Ok(root) => root,
            Err(error) => return self.complain(&error),
        };
        // A page that the tree has not yet is new.
        if self.trees.get(&root).is_some_and(|tree| !tree.has(&path)) {
            self.trees.remove(&root);
        }
        self.texts.set(&path, page.text);
        let open = Open { uri: page.uri, version: page.version, root, findings: Vec::new() };
        self.open.insert(path.clone(), open);
        self.touch(&path);
    }

    pub(super) fn change(&mut self, page: &VersionedTextDocumentIdentifier, text: String) {
        let Some(path) = place::path(&page.uri) else { return };
        if let Some(open) = self.open.get_mut(&path) {
            open.version = page.version;
            self.texts.set(&path, text);
            self.touch(&path);
        }
    }

    pub(super) fn close(&mut self, page: &Uri) {
        let Some(path) = place::path(page) else { return };
        self.texts.forget(&path);
        self.touch(&path);
        if let Some(open) = self.open.remove(&path) {
            self.due.remove(&path);
            self.closed.push(open.uri);
            if !self.open.values().any(|other| other.root == open.root) {
                self.trees.remove(&open.root);
            }
        }
    }

    pub(super) fn saved(&mut self, page: &Uri) {
        if place::path(page).is_some_and(|path| is_configuration(&path)) {
            self.trees.clear();
            self.due.extend(self.open.keys().cloned());
        }
    }

    /// Files that came or went change the tree; those that were written are read whenever they are needed.
    pub(super) fn changed_on_disk(&mut self, changes: &[FileEvent]) {
        let is_listed = |change: &FileEvent| {
            change.typ != FileChangeType::CHANGED
                || place::path(&change.uri).is_some_and(|path| is_configuration(&path))
        };
        if changes.iter().any(is_listed) {
            self.trees.clear();
        }
        self.due.extend(self.open.keys().cloned());
    }

    /// Has a page be checked, and those that are held against it.
    fn touch(&mut self, page: &Path) {
        let Some(root) = self.open.get(page).map(|open| open.root.clone()) else { return };
        let tree = self.trees.get(&root);
        let is_beside = |other: &Path| tree.is_some_and(|tree| tree.are_beside(page, other));
        let beside = self.open.keys().filter(|other| *other == page || is_beside(other));
        self.due.extend(beside.cloned().collect::<Vec<_>>());
    }

    /// Checks what is due. A page that is compared with nothing has nothing wrong.
    pub(super) fn check(&mut self) -> Vec<PublishDiagnosticsParams> {
        let closed = std::mem::take(&mut self.closed).into_iter();
        let closed: Vec<_> = closed.map(|uri| PublishDiagnosticsParams::new(uri, Vec::new(), None)).collect();
        let due = std::mem::take(&mut self.due);
        closed.into_iter().chain(due.iter().filter_map(|page| self.check_page(page))).collect()
    }

    fn check_page(&mut self, page: &Path) -> Option<PublishDiagnosticsParams> {
        let root = self.open.get(page)?.root.clone();
        let found = self.tree(&root);
        if let Err(error) = &found {
            let error = error.to_string();
            self.complain(&error);
        }
        let checked = self.trees.get(&root).and_then(|tree| tree.check(page, &self.texts));
        let findings = checked.map_or_else(Vec::new, |CheckedPage { outcome, .. }| outcome.findings);
        let text = self.texts.get(page).unwrap_or_default();
        let shown = diagnostics(&findings, text);
        let open = self.open.get_mut(page)?;
        open.findings = findings;
        Some(PublishDiagnosticsParams::new(open.uri.clone(), shown, Some(open.version)))
    }

    /// Finds the tree at `root`, where it is not known.
    fn tree(&mut self, root: &Path) -> Result<(), Error> {
        if !self.trees.contains_key(root) {
            let config = self.args.english.project(root)?.config;
            self.trees.insert(root.to_owned(), Workspace::find(root, &config)?);
        }
        Ok(())
    }

    /// An open page with its text and the tree that it stands in.
    pub(super) fn page(&self, uri: &Uri) -> Option<(PathBuf, &Open, &str, &Workspace)> {
        let path = place::path(uri)?;
        let open = self.open.get(&path)?;
        let (text, tree) = (self.texts.get(&path)?, self.trees.get(&open.root)?);
        Some((path, open, text, tree))
    }

    fn complain(&mut self, error: &dyn std::fmt::Display) {
        self.complaints.insert(error.to_string());
    }

    /// What keeps pages from being checked, each once until something else is wrong.
    pub(super) fn complaints(&mut self) -> Vec<Notification> {
        let complaints = std::mem::take(&mut self.complaints);
        let new: Vec<String> = complaints.difference(&self.told).cloned().collect();
        if !complaints.is_empty() {
            self.told = complaints;
        }
        let told = new.into_iter().map(|message| {
            let message = format!("docparity: {message}");
            Notification::new(ShowMessage::METHOD.to_owned(), ShowMessageParams { typ: MessageType::WARNING, message })
        });
        told.collect()
    }
}

fn is_configuration(path: &Path) -> bool {
    path.file_name().is_some_and(|name| FILE_NAMES.iter().any(|known| name == *known))
}
