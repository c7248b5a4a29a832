//! Links that lead nowhere, or out of the locale.

mod left_out;
mod links;
mod twins;

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::resolve::Sight;
use crate::checker::{Check, Checker, Findings, Found, Sink};
use crate::finding::{Awaited, Cause, Finding, Severity};
use crate::group::PageGroup;
use crate::link::{Address, Anchors, Files, Leads, decoded, way};
use crate::locale::Locale;
use crate::page::{PageFormat, Written};
use crate::rule::{Family, Rule};
pub(crate) use left_out::leave_out;
use links::{Links, file};
use twins::{Index, is_page};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "link-dead",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "design-and-markup/link-cross-reference",
        on: true,
        what: "A link leads to a file that does not exist from the localized page, or to a heading that its page does not have, \
            though the link of the English works. A page that the locale lacks is an info, and so is a file of a folder that it lacks.",
        why: "a reader who clicks it gets an error page, or lands at the top of a long one",
        passes: "Links that are dead in English as well, paths out of the folders that are checked or that `.gitignore` names, and pages \
            that the site shows in English where the locale lacks them. An info are links that the English does not have, and anchors \
            that a site makes only where it leaves out accents or the letters of other scripts: Docusaurus, Starlight and GitHub keep them.",
        fix: "Correct the path, seen from the folder of the localized page; write the anchor that the translated heading has.",
        example: "-Siehe [Räder](mill.md#wheels).\n+Siehe [Räder](mill.md#räder).",
    }
    .by(Check::Findings(dead)),
    Rule {
        name: "link-leaves-locale",
        family: Family::Segment,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "design-and-markup/link-cross-reference",
        on: true,
        what: "A link leads to the English page, though the page exists in the locale.",
        why: "a reader who clicks it goes on reading in English",
        passes: "Links to the English of the same page, and to pages that the locale lacks.",
        fix: "Let the link lead to the page in the locale.",
        example: "-Siehe [Räder](../en/wheels.md).\n+Siehe [Räder](wheels.md).",
    }
    .by(Check::Group(leaves)),
];

/// Where an anchor is made without what other sites leave out.
pub(crate) const ON_SOME_SITES: &str = " where a site keeps letters as they are, as GitHub does";

/// A localized page beside its English one.
struct Beside<'d> {
    own: Links<'d>,
    english: &'d Links<'d>,
    sight: Sight<'d>,
    english_sight: Sight<'d>,
}

fn beside<'d>(group: &'d PageGroup<'_>, english: &'d Links<'d>) -> impl Iterator<Item = Beside<'d>> {
    group.docs.iter().filter(|doc| doc.source.is_none()).map(|doc| Beside {
        own: Links::of(doc),
        sight: Sight::of(doc, english.doc),
        english_sight: Sight::of(english.doc, english.doc),
        english,
    })
}

fn dead(group: &PageGroup<'_>, known: &Findings<'_, '_>, sink: &mut Sink) {
    let Some(english) = group.english.as_ref() else { return };
    let english = Links::of(english);
    for mut pages in beside(group, &english) {
        pages.own.leave_out(known);
        pages.dead_on_page(group.tree.files, sink);
        if let Some(files) = group.tree.files {
            pages.dead_files(files, sink);
            pages.fragments_elsewhere(files, sink);
        }
    }
}

impl Beside<'_> {
    fn report(&self, written: &Written<'_>, sink: &mut Sink, found: impl FnOnce() -> Found) {
        sink.report_with(self.own.doc, || {
            let span = self.own.doc.localized.reading.in_file(written.span);
            let target = Some(written.target.to_owned());
            Found { span, found: target, cause: Some(Cause::Translation), ..found() }
        });
    }

    /// Fragments of the page itself.
    fn dead_on_page(&self, files: Option<&Files>, sink: &mut Sink) {
        let fragments = |links: &Links<'_>| -> Vec<String> {
            let on_page = links.all.iter().filter(|(_, address)| address.is_on_page());
            on_page.filter_map(|(_, address)| Some(address.fragment?.to_owned())).collect()
        };
        let theirs = fragments(self.english);
        if theirs.is_empty() {
            return;
        }
        let (page, english) = (&self.own.doc.localized.page, &self.english.doc.localized.page);
        let slugs = files.map(Files::slugs).unwrap_or_default();
        let (anchors, known) = (Anchors::of(page, slugs), Anchors::of(english, slugs));
        let works = theirs.iter().any(|fragment| known.has(fragment));
        let all: HashSet<&str> = theirs.iter().map(String::as_str).collect();
        let own = self.own.all.iter().filter(|(_, address)| address.is_on_page());
        let as_many = own.clone().count() == theirs.len();
        for (at, (written, address)) in own.enumerate() {
            let fragment = address.fragment.unwrap_or_default();
            // What is no heading may have an anchor all the same: a tab.
            let twin = if as_many { theirs.get(at).map(String::as_str) } else { Some(fragment) };
            let is_dead = |fragment: &str| all.contains(fragment) && !known.has(fragment);
            let is_of_english = is_dead(fragment) || twin.is_some_and(is_dead);
            let is_made = anchors.has(fragment);
            let is_sure = || anchors.is_sure(fragment) || twin.is_some_and(|twin| !known.is_sure(twin));
            if !works || is_of_english || is_made && is_sure() {
                continue;
            }
            self.report(written, sink, || {
                let mut headings = page.sections.iter().filter(|section| {
                    section.english.as_deref().is_some_and(|english| english.eq_ignore_ascii_case(fragment))
                });
                let heading = headings.next().filter(|_| headings.next().is_none());
                let named = heading.and_then(|section| slugs.of(&section.title));
                let named = named.map(|anchor| format!(": the heading is `#{anchor}` here"));
                let some = if is_made { ON_SOME_SITES } else { "" };
                let named = named.unwrap_or_default();
                let message = format!("no heading of this page has the anchor `#{fragment}`{some}{named}");
                // In English it works only on some sites.
                let hint = is_made || twin.is_some_and(|twin| known.has(twin) && !known.spells(twin));
                Found { message, hint, ..Found::default() }
            });
        }
    }

    /// Relative addresses of files that are not there.
    fn dead_files(&self, files: &Files, sink: &mut Sink) {
        let index = LazyCell::new(|| Index::of(&self.own, self.english));
        let relative = self.own.all.iter().filter(|(_, address)| address.is_relative());
        for link @ (written, address) in relative {
            if files.follow(&self.own.path, address) != Leads::Nowhere {
                continue;
            }
            let Some(twins) = index.twins(link) else {
                // The page has a link of its own; one to another language may be of a tree that is not here.
                let page = PageFormat::stem(address.path);
                if page.is_some_and(|page| !page.split(['/', '.']).any(|part| Locale::parse(part).is_some())) {
                    let message = leads_nowhere(written);
                    self.report(written, sink, || Found { message, hint: true, ..Found::default() });
                }
                continue;
            };
            let leads = twins.leads(&self.english.path, files);
            if !leads.there {
                continue;
            }
            let is_same = twins.first().target.split(['#', '?']).next() == Some(address.path);
            // The English may link the page by another path.
            let has_page = || is_page(&files.follow(&self.english.path, address));
            let lacks_page = if is_same { leads.pages } else { has_page() };
            if lacks_page && files.fall_back()
                || is_same && !lacks_page && files.share()
                || is_same && written.image && self.is_in_bundle(address)
            {
                continue;
            }
            self.report(written, sink, || {
                let message = match lacks_page {
                    true => format!("the page that `{}` leads to does not exist in this locale", written.target),
                    false => leads_nowhere(written),
                };
                let expected = if is_same { None } else { twins.expected(written, address) };
                // A locale without any folder of the kind shows the files of the English.
                let hint = !lacks_page && (is_same && !self.has_folder(address, files) || !is_same && files.share())
                    || twins.placed && !written.image && !twins.is_slip_of(address);
                Found { message, expected, lesser: lacks_page, hint, ..Found::default() }
            });
        }
    }

    /// Whether the locale has the folder in which an address names a file.
    fn has_folder(&self, address: &Address<'_>, files: &Files) -> bool {
        let folder = &self.own.path[..self.own.path.rfind('/').map_or(0, |at| at + 1)];
        let target = decoded(address.path);
        let parent = target.rsplit_once('/').map(|(parent, _)| format!("{folder}{parent}"));
        parent.is_none_or(|parent| files.at(&parent) != Leads::Nowhere)
    }

    /// Whether an address names a file beside an index page: sites share the files of such a folder among the locales.
    fn is_in_bundle(&self, address: &Address<'_>) -> bool {
        let stem = PageFormat::stem(&self.own.path).unwrap_or_default();
        (stem.ends_with("/index") || stem.ends_with("/_index")) && !address.path.contains("..")
    }

    /// Fragments of other pages: whether they have such headings is told when those pages have been read.
    fn fragments_elsewhere(&self, files: &Files, sink: &mut Sink) {
        let mut theirs: HashMap<String, Vec<(String, String)>> = HashMap::new();
        for (_, address) in &self.english.all {
            let Some(fragment) = address.fragment.filter(|_| !address.path.is_empty()) else { continue };
            let Some(page) = self.english.follow(address, &self.english_sight, files) else { continue };
            theirs.entry(file(&page).to_owned()).or_default().push((page, fragment.to_owned()));
        }
        // Many findings wait for the same places.
        let shared = |(name, english): (String, Vec<(String, String)>)| (name, Arc::from(english));
        let theirs: HashMap<String, Arc<[(String, String)]>> = theirs.into_iter().map(shared).collect();
        for (written, address) in self.own.all.iter().filter(|(_, address)| !address.path.is_empty()) {
            let Some(fragment) = address.fragment.filter(|fragment| !fragment.is_empty()) else { continue };
            // GitHub shows the README of a folder under this name.
            if fragment == "readme" && PageFormat::stem(address.path).is_none() {
                continue;
            }
            let Some(page) = self.own.follow(address, &self.sight, files) else { continue };
            // From the top of a site without a locale, a link leads to the English, or where the site likes.
            let is_of_locale = address.is_relative() || self.sight.is_in_locale(address.path);
            let Some(english) = theirs.get(file(&page)).map(Arc::clone) else { continue };
            self.report(written, sink, || {
                let message = format!("no heading of `{}` has the anchor `#{fragment}`", way(&self.own.path, &page));
                let awaited = Awaited { page, fragment: fragment.to_owned(), english, is_of_locale };
                Found { message, awaited: Some(Box::new(awaited)), ..Found::default() }
            });
        }
    }
}

fn leads_nowhere(written: &Written<'_>) -> String {
    format!("the link leads nowhere: there is no `{}` from here", written.target)
}

/// Tells a dead link once: what is only an info about a link that was lost or leads elsewhere than in English goes where a warning
/// tells it to lead nowhere, and stays where that is an info as well.
pub(crate) fn tell_dead_once(findings: &mut Vec<Finding>) {
    let of = |rule: &'static str| move |finding: &&Finding| finding.rule.name == rule;
    let dead = findings.iter().filter(of("link-dead")).filter(|finding| !finding.is_usually_info());
    let dead = Told::of(dead, |finding| [finding.found.as_ref(), finding.expected.as_ref()]);
    let other = Told::of(findings.iter().filter(of("link-target")), |finding| [finding.found.as_ref(), None]);
    findings.retain(|finding| match finding.rule.name {
        "link-target" if finding.is_usually_info() => {
            !dead.has(finding, finding.found.as_ref().or(finding.expected.as_ref()))
        }
        "link-dead" if finding.is_usually_info() => !other.has(finding, finding.found.as_ref()),
        _ => true,
    });
}

/// Where findings stand, by the pages and the targets that they name.
struct Told(HashMap<(String, String), Vec<Range<usize>>>);

impl Told {
    fn of<'f>(findings: impl Iterator<Item = &'f Finding>, targets: fn(&Finding) -> [Option<&String>; 2]) -> Self {
        let mut told: HashMap<_, Vec<_>> = HashMap::new();
        for finding in findings {
            for target in targets(finding).into_iter().flatten() {
                told.entry((finding.path.clone(), target.clone())).or_default().push(place(finding));
            }
        }
        Self(told)
    }

    /// Whether one about this target stands in the place of a finding, or around it.
    fn has(&self, finding: &Finding, target: Option<&String>) -> bool {
        let own = place(finding);
        let meets = |other: &Range<usize>| other.start < own.end && own.start < other.end;
        let places = target.and_then(|target| self.0.get(&(finding.path.clone(), target.clone())));
        places.is_some_and(|places| places.iter().any(meets))
    }
}

fn place(finding: &Finding) -> Range<usize> {
    finding.offset..finding.offset + finding.length.max(1)
}

fn leaves(group: &PageGroup<'_>, sink: &mut Sink) {
    let (Some(english), Some(files)) = (group.english.as_ref(), group.tree.files) else { return };
    let english = Links::of(english);
    let Some(english_root) = &english.root else { return };
    for pages in beside(group, &english) {
        let Some(root) = pages.own.root.as_ref().filter(|root| *root != english_root) else { continue };
        let mut theirs = None;
        for (written, address) in
            pages.own.all.iter().filter(|(written, address)| !written.image && address.host.is_none())
        {
            let page = match address.path.strip_prefix('/') {
                None if address.is_relative() => match files.follow(&pages.own.path, address) {
                    Leads::To(path) => path,
                    _ => continue,
                },
                Some(path) => match path.split_once('/') {
                    Some((first, rest)) if pages.english_sight.names_locale(first) => format!("{english_root}{rest}"),
                    _ => continue,
                },
                None => continue,
            };
            let Some(key) = page.strip_prefix(&**english_root).filter(|_| !page.starts_with(&**root)) else { continue };
            let Leads::To(own) = files.at(&format!("{root}{}", PageFormat::stem(key).unwrap_or(key))) else { continue };
            let theirs = theirs.get_or_insert_with(|| {
                let all = english.all.iter();
                let all = all.filter_map(|(_, address)| english.follow(address, &pages.english_sight, files));
                all.map(|their| PageFormat::stem(&their).map(str::to_owned).unwrap_or(their)).collect::<HashSet<_>>()
            });
            let leads_there = theirs.contains(PageFormat::stem(&page).unwrap_or(&page).trim_end_matches('/'));
            if own != pages.own.path && leads_there {
                pages.report(written, sink, || {
                    let own = way(&pages.own.path, &own);
                    let message = format!("the link leads to the English page, though there is `{own}`");
                    Found { message, ..Found::default() }
                });
            }
        }
    }
}
