//! Links that lead nowhere, or out of the locale.

use super::resolve::Sight;
use crate::checker::{Check, Checker, Findings, Found, Sink};
use crate::finding::{Awaited, Cause, Finding, Severity};
use crate::group::{Doc, PageGroup};
use crate::link::{Address, Anchors, Files, Leads, Speech, decoded, plain, way};
use crate::page::{PageFormat, Written, slug};
use crate::rule::{Family, Rule};

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
        passes: "Links that are dead in English as well, paths out of the folders that are checked, and pages that the site shows in \
            English where the locale lacks them.",
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

/// A link, as it is written and in its parts.
type Link<'d> = (Written<'d>, Address<'d>);

/// The links of a page.
struct Links<'d> {
    doc: &'d Doc<'d>,
    /// The path of the page.
    path: String,
    /// The folder below which the page is called by its key, with a slash at its end.
    root: Option<String>,
    /// What the names of the pages of its locale end in, before the ending of pages: `.ja`.
    suffix: String,
    all: Vec<Link<'d>>,
}

impl<'d> Links<'d> {
    /// Leaves out the links of which other rules say already that they lead elsewhere than in English.
    fn leave_out(&mut self, known: &Findings<'_, '_>) {
        let mut own = known.all.iter().filter(|finding| finding.path == self.doc.file.path && finding.found.is_some());
        let said: Vec<&Finding> = own.by_ref().filter(|finding| finding.rule.name == "link-target").collect();
        self.all.retain(|(written, _)| {
            let start = self.doc.localized.reading.in_file(written.span).start;
            !said.iter().any(|finding| finding.offset <= start && start < finding.offset + finding.length.max(1))
        });
    }

    fn of(doc: &'d Doc<'d>) -> Self {
        let path = plain(&doc.file.path);
        let addresses = doc.localized.page.addresses();
        let all = addresses.into_iter().filter_map(|written| Some((written, Address::parse(written.target)?)));
        let stem = PageFormat::stem(&path).unwrap_or(&path);
        let key = PageFormat::stem(&doc.file.key).unwrap_or(&doc.file.key);
        let bare = doc.file.locale.as_ref().map_or(stem, |locale| Speech::of(locale).without_suffix(stem));
        let place = [stem, bare].into_iter().find_map(|name| Some((name.strip_suffix(key)?, &stem[name.len()..])));
        let place = place.filter(|(root, _)| root.is_empty() || root.ends_with('/'));
        let (root, suffix) = (place.map(|place| place.0.to_owned()), place.map_or("", |place| place.1).to_owned());
        Self { doc, root, suffix, all: all.collect(), path }
    }

    /// Where a path leads that stands below the folder of the locale, or names its page without its locale.
    fn at(&self, path: &str, files: &Files) -> Leads {
        let own = || files.at(&format!("{}{}", path.trim_end_matches('/'), self.suffix));
        match if self.suffix.is_empty() { Leads::Nowhere } else { own() } {
            Leads::To(own) => Leads::To(own),
            _ => files.at(path),
        }
    }

    /// The links, or the images, whose addresses lead from the page.
    fn relative(&self, image: bool) -> impl Iterator<Item = &Link<'d>> {
        self.all.iter().filter(move |(written, address)| written.image == image && address.is_relative())
    }

    /// Those of them that name a file which no link of the other page names.
    fn strangers(&self, other: &Links<'_>, image: bool) -> Vec<&Link<'d>> {
        let known: Vec<String> = other.relative(image).map(|(_, address)| name(address)).collect();
        self.relative(image).filter(|(_, address)| !known.contains(&name(address))).collect()
    }

    /// Where a link leads that names another page of the tree; `None` where that is not known.
    fn follow(&self, address: &Address<'_>, sight: &Sight<'_>, files: &Files) -> Option<String> {
        let leads = match address.path.strip_prefix('/') {
            _ if address.is_relative() && !self.suffix.is_empty() => {
                let folder = &self.path[..self.path.rfind('/').map_or(0, |at| at + 1)];
                self.at(&format!("{folder}{}", decoded(address.path)), files)
            }
            _ if address.is_relative() => files.follow(&self.path, address),
            Some(path) if address.host.is_none() => {
                let path = decoded(path);
                let (first, rest) = path.split_once('/').unwrap_or((&path, ""));
                let below = if sight.names_locale(first) { rest } else { &path };
                let root = self.root.as_deref()?;
                // The top of the site may be the folder of the pages, or the one above it.
                let base = root.trim_end_matches('/').rsplit('/').next().filter(|base| !base.is_empty());
                let rest = base.and_then(|base| below.strip_prefix(base)?.strip_prefix('/'));
                match (self.at(&format!("{root}{below}"), files), rest) {
                    (Leads::To(page), _) => Leads::To(page),
                    (found, None) => found,
                    (_, Some(rest)) => self.at(&format!("{root}{rest}"), files),
                }
            }
            _ => Leads::Unknown,
        };
        match leads {
            Leads::To(path) => Some(path),
            _ => None,
        }
    }
}

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
        pages.dead_on_page(sink);
        if let Some(files) = group.tree.files {
            pages.dead_files(files, sink);
            pages.fragments_elsewhere(files, sink);
        }
    }
}

impl Beside<'_> {
    fn report(&self, written: &Written<'_>, found: Found, sink: &mut Sink) {
        let span = self.own.doc.localized.reading.in_file(written.span);
        let target = Some(written.target.to_owned());
        sink.report(self.own.doc, Found { span, found: target, cause: Some(Cause::Translation), ..found });
    }

    /// Fragments of the page itself.
    fn dead_on_page(&self, sink: &mut Sink) {
        let fragments = |links: &Links<'_>| -> Vec<String> {
            let on_page = links.all.iter().filter(|(_, address)| address.is_on_page());
            on_page.filter_map(|(_, address)| Some(address.fragment?.to_owned())).collect()
        };
        let theirs = fragments(self.english);
        if theirs.is_empty() {
            return;
        }
        let (page, english) = (&self.own.doc.localized.page, &self.english.doc.localized.page);
        let (anchors, known) = (Anchors::of(page), Anchors::of(english));
        let works = theirs.iter().any(|fragment| known.has(fragment));
        let own = self.own.all.iter().filter(|(_, address)| address.is_on_page());
        let as_many = own.clone().count() == theirs.len();
        for (at, (written, address)) in own.enumerate() {
            let fragment = address.fragment.unwrap_or_default();
            // What is no heading may have an anchor all the same: a tab.
            let twin = if as_many { theirs.get(at).map(String::as_str) } else { Some(fragment) };
            let is_of_english = theirs.iter().any(|own| own == fragment) && !known.has(fragment)
                || twin.is_some_and(|twin| theirs.iter().any(|own| own == twin) && !known.has(twin));
            if !works || is_of_english || anchors.has(fragment) {
                continue;
            }
            let heading = page.sections.iter().find(|section| {
                section.english.as_deref().is_some_and(|english| english.eq_ignore_ascii_case(fragment))
            });
            let hint = heading.map(|section| format!(": the heading is `#{}` here", slug(&section.title)));
            let message = format!("no heading of this page has the anchor `#{fragment}`{}", hint.unwrap_or_default());
            self.report(written, Found { message, ..Found::default() }, sink);
        }
    }

    /// Relative addresses of files that are not there.
    fn dead_files(&self, files: &Files, sink: &mut Sink) {
        let relative = self.own.all.iter().filter(|(_, address)| address.is_relative());
        for link @ (written, address) in relative {
            if files.follow(&self.own.path, address) != Leads::Nowhere {
                continue;
            }
            let twins = self.twins(link);
            let leads: Vec<Leads> = twins.iter().map(|(_, twin)| files.follow(&self.english.path, twin)).collect();
            let Some((expected, _)) = twins.first().filter(|_| leads.iter().all(is_there)) else { continue };
            let is_same = expected.target.split(['#', '?']).next() == Some(address.path);
            let is_page = |leads: &Leads| matches!(leads, Leads::To(path) if PageFormat::stem(path).is_some());
            // The English may link the page by another path.
            let has_page = || is_page(&files.follow(&self.english.path, address));
            let lacks_page = if is_same { leads.iter().all(is_page) } else { has_page() };
            if lacks_page && files.fall_back() || is_same && written.image && self.is_in_bundle(address) {
                continue;
            }
            let message = match lacks_page {
                true => format!("the page that `{}` leads to does not exist in this locale", written.target),
                false => format!("the link leads nowhere: there is no `{}` from here", written.target),
            };
            let expected = (!is_same).then(|| expected.target.to_owned());
            // A locale without any folder of the kind shows the files of the English.
            let hint = is_same && !lacks_page && !self.has_folder(address, files);
            self.report(written, Found { message, expected, lesser: lacks_page, hint, ..Found::default() }, sink);
        }
    }

    /// The links of the English that stand for one of the page: those with its path, else with the name of its file; of
    /// an image else, where both pages have as many that the other lacks, the one in its place.
    fn twins(&self, (written, address): &Link<'_>) -> Vec<&Link<'_>> {
        let theirs = || self.english.relative(written.image);
        let same: Vec<_> = theirs().filter(|(_, twin)| twin.path == address.path).collect();
        if !same.is_empty() {
            return same;
        }
        let named: Vec<_> = theirs().filter(|(_, twin)| name(twin) == name(address)).collect();
        // Each folder has an index page: its name says nothing.
        let is_index = matches!(&*name(address).to_lowercase(), "readme" | "index" | "_index");
        if !named.is_empty() && !is_index {
            return named;
        }
        // A link that was changed is told by its English; images are drawn anew and have other names.
        if !written.image {
            return Vec::new();
        }
        let mine = self.own.strangers(self.english, true);
        let strangers = self.english.strangers(&self.own, true);
        let at = mine.iter().position(|(own, _)| own.span == written.span);
        at.filter(|_| mine.len() == strangers.len()).map(|at| strangers[at]).into_iter().collect()
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
        let theirs: Vec<(String, String)> = self
            .english
            .all
            .iter()
            .filter_map(|(_, address)| {
                let fragment = address.fragment.filter(|_| !address.path.is_empty())?;
                let page = self.english.follow(address, &self.english_sight, files)?;
                Some((page, fragment.to_owned()))
            })
            .collect();
        for (written, address) in self.own.all.iter().filter(|(_, address)| !address.path.is_empty()) {
            let Some(fragment) = address.fragment.filter(|fragment| !fragment.is_empty()) else { continue };
            let Some(page) = self.own.follow(address, &self.sight, files) else { continue };
            // From the top of a site without a locale, a link leads to the English, or where the site likes.
            let is_of_locale = address.is_relative() || self.sight.is_in_locale(address.path);
            let english: Vec<(String, String)> =
                theirs.iter().filter(|(english, _)| file(english) == file(&page)).cloned().collect();
            if !english.is_empty() {
                let message = format!("no heading of `{}` has the anchor `#{fragment}`", way(&self.own.path, &page));
                let awaited = Some(Box::new(Awaited { page, fragment: fragment.to_owned(), english, is_of_locale }));
                self.report(written, Found { message, awaited, ..Found::default() }, sink);
            }
        }
    }
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
                all.filter_map(|(_, address)| english.follow(address, &pages.english_sight, files)).collect::<Vec<_>>()
            });
            let leads_there = theirs.iter().any(|their| {
                PageFormat::stem(their).unwrap_or(their)
                    == PageFormat::stem(&page).unwrap_or(&page).trim_end_matches('/')
            });
            if own != pages.own.path && leads_there {
                let message =
                    format!("the link leads to the English page, though there is `{}`", way(&pages.own.path, &own));
                pages.report(written, Found { message, ..Found::default() }, sink);
            }
        }
    }
}

/// Whether a link of the English, which was lost or changed on a page, leads to a page that its locale lacks, so that it is left
/// out, or leads to one that the locale has instead; or whether the page has the link that the English has today, or one to
/// another page that is there.
pub(crate) fn is_left_out(group: &PageGroup<'_>, finding: &Finding) -> bool {
    let doc = group.docs.iter().find(|doc| doc.source.is_none() && doc.file.path == finding.path);
    let (Some(doc), Some(english), Some(files)) = (doc, group.english.as_ref(), group.tree.files) else { return false };
    let (own, theirs) = (Links::of(doc), Links::of(english));
    let sight = Sight::of(doc, english);
    let is_of_today = |target: &String| {
        theirs.all.iter().any(|(written, _)| sight.same(target, written.target))
            && !theirs.all.iter().any(|(written, _)| Some(written.target) == finding.expected.as_deref())
    };
    if finding.found.as_ref().is_some_and(is_of_today) {
        return true;
    }
    // Another page of the site that is there was chosen.
    let bare = |address: &Address<'_>| {
        let path = address.bare_path(&Speech::any());
        path.trim_start_matches("../").to_owned()
    };
    let is_page = |target: &String| {
        let address = Address::parse(target).filter(|address| address.host.is_none() && !address.path.is_empty());
        let english = finding.expected.as_deref().and_then(Address::parse).map(|english| bare(&english));
        let is_another = |address: &Address<'_>| {
            let own = bare(address);
            english.as_ref().is_none_or(|english| !own.ends_with(&**english) && !english.ends_with(&*own))
        };
        address.filter(is_another).is_some_and(|address| own.follow(&address, &sight, files).is_some())
    };
    if finding.found.as_ref().is_some_and(is_page) {
        return true;
    }
    let (Some(root), Some(english_root), Some(expected)) = (&own.root, &theirs.root, &finding.expected) else {
        return false;
    };
    let leads = |links: &Links<'_>, doc: &Doc<'_>, target: &str| {
        links.follow(&Address::parse(target)?, &Sight::of(doc, english), files)
    };
    let Some(page) = leads(&theirs, english, expected) else { return false };
    let Some(key) = page.strip_prefix(&**english_root) else { return false };
    let is_lacking = !matches!(own.at(&format!("{root}{}", PageFormat::stem(key).unwrap_or(key)), files), Leads::To(_));
    let works = |target: &String| leads(&own, doc, target).is_some_and(|page| page.starts_with(&**root));
    is_lacking && root != english_root && finding.found.as_ref().is_none_or(works)
}

fn is_there(leads: &Leads) -> bool {
    matches!(leads, Leads::To(_) | Leads::Folder)
}

/// The name of the file that an address ends in.
fn name(address: &Address<'_>) -> String {
    decoded(file(address.path.trim_end_matches('/'))).into_owned()
}

/// The last part of a path, without the ending of a page.
fn file(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    PageFormat::stem(name).unwrap_or(name)
}
