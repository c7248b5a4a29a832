//! Tables of contents: entries that lead nowhere, and names in them.

use std::sync::LazyLock;

use regex::Regex;

use super::segment::lost_names;
use crate::checker::{Check, Checker, DataPlace, Found, Sink};
use crate::contents::{Contents, Entry, Kind, Piece};
use crate::data::{DataFile, DataGroup};
use crate::finding::{Cause, Related, Severity};
use crate::link::{Address, Leads, Speech, plain};
use crate::locale::Locale;
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "contents-dead",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "design-and-markup/link-cross-reference",
        on: true,
        what: "An entry of a table of contents leads to a page that does not exist: `toc.yml`, `docs.json`, `mint.json`, `_meta.json` or \
            `meta.json`. What is dead in English is said there, once. A page that the locale lacks is an info where the site may \
            show the English one.",
        why: "a reader who clicks it gets an error page, and some sites do not build",
        passes: "Addresses of other sites, and pages that the site shows in English where the locale lacks them. `SUMMARY.md` and \
            `_sidebar.md` are pages: `link-dead` speaks of them.",
        fix: "Correct the path, or take the entry out.",
        example: " - name: Boote\n-  href: boote.md\n+  href: boats.md",
    }
    .by(Check::Data(dead)),
    Rule {
        name: "contents-name",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A name was translated or lost in a table of contents or in the labels of a sidebar.",
        why: "a reader looks for the name, and the page it leads to has it still",
        passes: "Titles in words, endings of the reader's language, and names in Pascal case that the localized page does not keep either.",
        fix: "Write the name as the English has it.",
        example: "-- name: nächsteAbfahrt\n+- name: nextDeparture",
    }
    .by(Check::Data(names)),
];

/// What a file says to readers of one locale.
struct Side<'g> {
    file: &'g DataFile,
    kind: &'static Kind,
    is_english: bool,
    locale: Option<Locale>,
    speech: Speech,
    contents: Contents,
}

/// The English side, and the localized ones.
fn sides<'g>(group: &'g DataGroup<'_>) -> (Option<Side<'g>>, Vec<Side<'g>>) {
    let mut english: Option<Side<'g>> = None;
    let mut localized = Vec::new();
    let files = group.english.iter().map(|file| (file, true)).chain(group.files.iter().map(|file| (file, false)));
    for (file, is_english) in files {
        let Some((kind, root)) = Kind::of(&file.path).zip(file.read()) else { continue };
        for contents in (kind.read)(root) {
            let named = contents.language.as_deref().and_then(Locale::parse);
            let is_english = is_english || named.as_ref().is_some_and(Locale::is_english);
            let locale = named.or_else(|| file.locale.clone()).filter(|_| !is_english);
            let speech =
                if is_english { Speech::english() } else { locale.as_ref().map_or_else(Speech::any, Speech::of) };
            let side = Side { file, kind, is_english, locale, speech, contents };
            match is_english {
                true => english = english.or(Some(side)),
                false => localized.push(side),
            }
        }
    }
    (english, localized)
}

impl Side<'_> {
    /// Where an entry leads.
    fn follow(&self, target: &Piece, group: &DataGroup<'_>) -> Leads {
        let path = plain(&self.file.path);
        match Address::parse(&target.text).filter(Address::is_relative) {
            Some(address) => group.tree.follow(&path, &address),
            None => Leads::Unknown,
        }
    }

    /// Where an entry leads, without what names the locale.
    fn bare(&self, entry: &Entry) -> Option<String> {
        let target = entry.target.as_ref()?;
        Some(Address::parse(&target.text)?.bare_path(&self.speech))
    }

    fn place(&self) -> DataPlace<'_> {
        DataPlace { file: self.file, locale: self.locale.as_ref(), section: None }
    }

    fn related(&self, piece: &Piece) -> Vec<Related> {
        let line = self.file.position(piece.span.start).0;
        vec![Related { path: self.file.path.clone(), line, message: "here is the English".to_owned() }]
    }
}

fn dead(group: &DataGroup<'_>, sink: &mut Sink) {
    let (english, localized) = sides(group);
    // Of a table of which nothing is found, nothing is known: its site takes the paths from elsewhere.
    let works = |side: &Side<'_>| {
        let mut targets = side.contents.entries.iter().filter_map(|entry| entry.target.as_ref());
        targets.any(|target| is_there(&side.follow(target, group)))
    };
    for side in english.iter().chain(&localized).filter(|side| works(side)) {
        for entry in &side.contents.entries {
            let Some(target) = entry.target.as_ref().filter(|target| side.follow(target, group) == Leads::Nowhere)
            else {
                continue;
            };
            let twin = english.as_ref().filter(|_| !side.is_english).and_then(|english| {
                let bare = side.bare(entry)?;
                let twin = english.contents.entries.iter().find(|twin| english.bare(twin).as_ref() == Some(&bare))?;
                Some((english.follow(twin.target.as_ref()?, group), english.related(twin.target.as_ref()?)))
            });
            let lacks_page = twin.as_ref().is_some_and(|(leads, _)| is_there(leads));
            if twin.is_some() && !lacks_page || lacks_page && group.tree.fall_back() {
                continue;
            }
            let message = match lacks_page {
                true => format!("the page that the entry `{}` leads to does not exist in this locale", target.text),
                false => format!("the entry leads nowhere: there is no `{}` from here", target.text),
            };
            let found = Found {
                span: target.span,
                message,
                found: Some(target.text.clone()),
                lesser: lacks_page && side.kind.falls_back,
                hint: side.kind.makes_folders && target.text.ends_with('/'),
                cause: side.is_english.then_some(Cause::Source),
                related: twin.map(|(_, related)| related).unwrap_or_default(),
                ..Found::default()
            };
            sink.report_data(side.place(), found);
        }
    }
}

fn is_there(leads: &Leads) -> bool {
    matches!(leads, Leads::To(_) | Leads::Folder)
}

/// A name of a type or a function, as a whole title.
static PASCAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$").expect("valid"));

fn names(group: &DataGroup<'_>, sink: &mut Sink) {
    let (english, localized) = sides(group);
    for side in &localized {
        for (at, entry) in side.contents.entries.iter().enumerate() {
            let twin = english.as_ref().and_then(|english| Some((english, twin(side, (at, entry), english)?)));
            let told = twin.and_then(|(english, twin)| Some((twin.title.as_ref()?, english)));
            let known = entry.english.as_deref().or(told.map(|(title, _)| &*title.text));
            let Some((title, known)) = entry.title.as_ref().zip(known).filter(|(title, known)| title.text != *known)
            else {
                continue;
            };
            // What follows a category in its key is no part of its name.
            if known.contains(".link.") {
                continue;
            }
            let mut lost = lost_names(known, &title.text);
            if lost.is_empty() && PASCAL.is_match(known) && is_kept(side, entry, known, group) {
                lost.push(known);
            }
            if lost.is_empty() {
                continue;
            }
            let lost = lost.join("`, `");
            let found = Found {
                span: title.span,
                message: format!("the name `{lost}` was translated or lost in the table of contents"),
                expected: Some(known.to_owned()),
                found: Some(title.text.clone()),
                // A key may be another word than the label that readers see.
                hint: entry.english.is_some(),
                related: told.map(|(title, english)| english.related(title)).unwrap_or_default(),
                ..Found::default()
            };
            sink.report_data(side.place(), found);
        }
    }
}

/// The English entry of an entry: the one that leads to the same page, else the one in its place.
fn twin<'e>(side: &Side<'_>, (at, entry): (usize, &Entry), english: &'e Side<'_>) -> Option<&'e Entry> {
    let all = &english.contents.entries;
    match side.bare(entry) {
        Some(bare) => all.iter().find(|twin| english.bare(twin).as_ref() == Some(&bare)),
        None if all.len() == side.contents.entries.len() => all.get(at).filter(|twin| twin.target.is_none()),
        None => None,
    }
}

/// Whether the page that an entry leads to has the name for its title still.
fn is_kept(side: &Side<'_>, entry: &Entry, name: &str, group: &DataGroup<'_>) -> bool {
    match entry.target.as_ref().map(|target| side.follow(target, group)) {
        Some(Leads::To(page)) => (group.title_of)(&page).is_some_and(|title| title == name),
        _ => false,
    }
}
