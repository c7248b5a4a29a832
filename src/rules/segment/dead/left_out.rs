//! Links that differ from the English for a reason.

use std::collections::{HashMap, HashSet};

use super::links::Links;
use crate::finding::Finding;
use crate::group::PageGroup;
use crate::link::{Address, Files, Leads, Speech};
use crate::page::PageFormat;
use crate::rules::segment::resolve::Sight;

/// A page and its English, as they are linked.
struct Beside<'g> {
    own: Links<'g>,
    english: &'g Links<'g>,
    /// Where the English leads.
    targets: &'g HashSet<&'g str>,
    sight: Sight<'g>,
    english_sight: Sight<'g>,
    files: &'g Files,
}

/// Doubts what is said of a link of the English, which was lost or changed on a page, where it leads to a page that its locale
/// lacks, so that it is left out, or leads to one that the locale has instead; or where the page has the link that the English
/// has today, or one to another page that is there.
pub(crate) fn leave_out<'f>(group: &PageGroup<'_>, findings: impl Iterator<Item = &'f mut Finding>) {
    let (Some(english), Some(files)) = (group.english.as_ref(), group.tree.files) else { return };
    let mut findings = findings.peekable();
    if findings.peek().is_none() {
        return;
    }
    let theirs = Links::of(english);
    let targets = theirs.all.iter().map(|(written, _)| written.target).collect();
    let mut pages: HashMap<String, Option<Beside<'_>>> = HashMap::new();
    for finding in findings {
        let page = pages.entry(finding.path.clone()).or_insert_with(|| {
            let doc = group.docs.iter().find(|doc| doc.source.is_none() && doc.file.path == finding.path)?;
            Some(Beside {
                own: Links::of(doc),
                english: &theirs,
                targets: &targets,
                sight: Sight::of(doc, english),
                english_sight: Sight::of(english, english),
                files,
            })
        });
        if page.as_ref().is_some_and(|page| page.is_left_out(finding)) {
            finding.doubt();
        }
    }
}

impl Beside<'_> {
    fn is_left_out(&self, finding: &Finding) -> bool {
        let (found, expected) = (finding.found.as_deref(), finding.expected.as_deref());
        let is_there = expected.is_some_and(|expected| self.targets.contains(expected));
        if !is_there && found.is_some_and(|found| self.is_of_today(found))
            || found.is_some_and(|found| self.is_another_page(found, expected))
        {
            return true;
        }
        let (Some(root), Some(english_root), Some(expected)) = (&self.own.root, &self.english.root, expected) else {
            return false;
        };
        let leads = |links: &Links<'_>, sight: &Sight<'_>, target: &str| {
            links.follow(&Address::parse(target)?, sight, self.files)
        };
        let Some(page) = leads(self.english, &self.english_sight, expected) else { return false };
        let Some(key) = page.strip_prefix(&**english_root) else { return false };
        let own = self.own.at(&format!("{root}{}", PageFormat::stem(key).unwrap_or(key)), self.files);
        let works = |target: &str| leads(&self.own, &self.sight, target).is_some_and(|page| page.starts_with(&**root));
        !matches!(own, Leads::To(_)) && root != english_root && found.is_none_or(works)
    }

    fn is_of_today(&self, target: &str) -> bool {
        self.targets.contains(target)
            || self.english.all.iter().any(|(written, _)| self.sight.same(target, written.target))
    }

    /// Whether another page of the site that is there was chosen.
    fn is_another_page(&self, target: &str, expected: Option<&str>) -> bool {
        let bare = |address: &Address<'_>| {
            let path = address.bare_path(&Speech::any());
            path.trim_start_matches("../").to_owned()
        };
        let address = Address::parse(target).filter(|address| address.host.is_none() && !address.path.is_empty());
        let english = expected.and_then(Address::parse).map(|english| bare(&english));
        let is_another = |address: &Address<'_>| {
            let own = bare(address);
            english.as_ref().is_none_or(|english| !own.ends_with(&**english) && !english.ends_with(&*own))
        };
        address.filter(is_another).is_some_and(|address| self.own.follow(&address, &self.sight, self.files).is_some())
    }
}
