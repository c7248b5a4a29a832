//! Marks that were raised to a newer English while the translation stayed as it was.

use std::sync::LazyLock;

use regex::Regex;

use super::{History, Made, Tracked};
use crate::group::PageText;
use crate::page::{FrontMatter, Page};
use crate::provenance::{OwnMark, Provenance, Raised, SIDECAR, Stamps};
use crate::text::Text;

/// What a version of a page records, and what it says beside that.
struct Recorded {
    page: Provenance,
    body: String,
}

impl Recorded {
    fn of(text: &str, marks: &[OwnMark]) -> Self {
        static COMMENT: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->|\{/\*.*?\*/\}").expect("a valid pattern"));
        let page = Provenance::read(text, FrontMatter::locate(text), &Provenance::default(), marks);
        let body = text[Page::body_start(text)..].replace("\r\n", "\n");
        Self { page, body: COMMENT.replace_all(&body, "").trim().to_owned() }
    }

    fn has_mark_of(&self, other: &Self) -> bool {
        let mark = |of: &Self| (of.page.hash.clone(), of.page.commit.clone(), of.page.sections.clone());
        mark(self) == mark(other)
    }
}

impl History {
    /// Whether the mark of a page was raised while its text stayed what it was when the mark before was set. The English of
    /// that one is added to `older`, where it is not there already.
    pub(in crate::tree) fn raised(
        &self,
        made: Made<'_>,
        marks: &[OwnMark],
        older: &mut Vec<PageText>,
    ) -> Option<Raised> {
        let today = Recorded::of(made.text, marks);
        if !today.page.names_english() {
            return self.raised_beside(made, older);
        }
        let Tracked { checkout, past, path } = self.tracked(made.file).ok()?;
        let mut versions = past.versions(&path).iter();
        let mut next = || {
            let version = versions.next()?;
            let text = Text::decode(checkout.file(&version.blob).ok()??).content;
            Some((version, Recorded::of(&text, marks)))
        };
        let mut commit = None;
        let before = loop {
            let (version, recorded) = next()?;
            if !recorded.has_mark_of(&today) {
                break recorded;
            }
            commit = Some(past.commit(version).to_owned());
        };
        // The oldest version with the mark before is the one that was made from its English.
        let mut first = before.body == today.body;
        while let Some((_, recorded)) = next() {
            if !recorded.has_mark_of(&before) {
                break;
            }
            first = recorded.body == today.body;
        }
        if !first || !before.page.names_english() {
            return None;
        }
        let (english, _) = self.find_english(&before.page, made.english).ok()?;
        Some(Raised { from: super::place(english, older), commit })
    }

    /// The same of a page whose stamp stands in the file beside it.
    fn raised_beside(&self, made: Made<'_>, older: &mut Vec<PageText>) -> Option<Raised> {
        let name = made.file.file_name()?.to_string_lossy();
        let Tracked { checkout, past, path } = self.tracked(&made.file.with_file_name(SIDECAR)).ok()?;
        let own = self.tracked(made.file).ok()?.path;
        let mut stamps = past.versions(&path).iter().filter_map(|version| {
            let stamps: Stamps = serde_json::from_slice(&checkout.file(&version.blob).ok()??).ok()?;
            Some((version, stamps.get(&*name)?.clone()))
        });
        let mut commit = None;
        let (first, before) = stamps.by_ref().find(|(version, stamp)| {
            let is_today = made.page.hash.as_deref() == Some(&stamp.source);
            commit = if is_today { Some(past.commit(version).to_owned()) } else { commit.take() };
            !is_today
        })?;
        let first = stamps.take_while(|(_, stamp)| *stamp == before).last().map_or(first, |(version, _)| version);
        let then = Text::decode(checkout.file(&format!("{}:{own}", past.commit(first))).ok()??).content;
        if then.replace("\r\n", "\n") != made.text.replace("\r\n", "\n") {
            return None;
        }
        let page = Provenance { hash: Some(before.source), sections: before.sections, ..Provenance::default() };
        let (english, _) = self.find_english(&page, made.english).ok()?;
        Some(Raised { from: super::place(english, older), commit })
    }
}
