//! The links of a page, and where they lead.

use crate::checker::Findings;
use crate::finding::Finding;
use crate::group::Doc;
use crate::link::{Address, Files, Leads, Speech, decoded, plain};
use crate::page::{PageFormat, Written};
use crate::rules::segment::resolve::Sight;

/// A link, as it is written and in its parts.
pub(super) type Link<'d> = (Written<'d>, Address<'d>);

/// The links of a page.
pub(super) struct Links<'d> {
    pub(super) doc: &'d Doc<'d>,
    /// The path of the page.
    pub(super) path: String,
    /// The folder below which the page is called by its key, with a slash at its end.
    pub(super) root: Option<String>,
    /// What the names of the pages of its locale end in, before the ending of pages: `.ja`.
    suffix: String,
    pub(super) all: Vec<Link<'d>>,
}

impl<'d> Links<'d> {
    /// Leaves out the links of which other rules say already that they lead elsewhere than in English.
    pub(super) fn leave_out(&mut self, known: &Findings<'_, '_>) {
        let mut own = known.all.iter().filter(|finding| finding.path == self.doc.file.path && finding.found.is_some());
        let is_told = |finding: &Finding| finding.rule.name == "link-target" && !finding.is_usually_info();
        let said: Vec<&Finding> = own.by_ref().filter(|finding| is_told(finding)).collect();
        self.all.retain(|(written, _)| {
            let start = self.doc.localized.reading.in_file(written.span).start;
            !said.iter().any(|finding| finding.offset <= start && start < finding.offset + finding.length.max(1))
        });
    }

    pub(super) fn of(doc: &'d Doc<'d>) -> Self {
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
    pub(super) fn at(&self, path: &str, files: &Files) -> Leads {
        let own = || files.at(&format!("{}{}", path.trim_end_matches('/'), self.suffix));
        match if self.suffix.is_empty() { Leads::Nowhere } else { own() } {
            Leads::To(own) => Leads::To(own),
            _ => files.at(path),
        }
    }

    /// The links, or the images, whose addresses lead from the page.
    pub(super) fn relative(&self, image: bool) -> impl Iterator<Item = &Link<'d>> {
        self.all.iter().filter(move |(written, address)| written.image == image && address.is_relative())
    }

    /// Where a link leads that names another page of the tree; `None` where that is not known.
    pub(super) fn follow(&self, address: &Address<'_>, sight: &Sight<'_>, files: &Files) -> Option<String> {
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

/// The name of the file that an address ends in.
pub(super) fn name(address: &Address<'_>) -> String {
    decoded(file(address.path.trim_end_matches('/'))).into_owned()
}

/// The last part of a path, without the ending of a page.
pub(super) fn file(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    PageFormat::stem(name).unwrap_or(name)
}
