//! Where links lead, seen from the place of a page in its locale.

use std::cell::Cell;

use crate::group::Doc;
use crate::link::{Address, Speech, is_edition};
use crate::locale::Locale;
use crate::page::PageFormat;

/// No name of a locale and no `index` is as long.
const LONG: usize = 10;

/// Whether two targets name files that nothing makes one: neither name is the other with the name of a locale behind it. A page
/// of thousands of links compares each with each.
fn are_others(own: &str, english: &str) -> bool {
    let folded = |byte: &u8| if *byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
    let (mine, theirs) = (name(own).as_bytes(), name(english).as_bytes());
    let is_known = |name: &[u8]| name.len() >= LONG && name.is_ascii() && !name.contains(&b'%');
    is_known(mine)
        && is_known(theirs)
        && !mine.iter().map(folded).zip(theirs.iter().map(folded)).all(|(one, two)| one == two)
}

/// The name of the file that a target leads to, without its extension.
fn name(target: &str) -> &str {
    let path = target.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // `mill.de.html`
    let is_locale = |end: &str| end.starts_with(|c: char| c.is_ascii_lowercase()) && end.len() < LONG;
    name.rsplit_once('.').filter(|(_, end)| is_locale(end)).map_or(name, |(stem, _)| stem)
}

/// So many targets of a page are held against others that are not written alike. A page with hundreds of other links than its
/// English is another page.
const MOST: usize = 400_000;

/// A page and its English, as links see them.
#[derive(Debug)]
pub(super) struct Sight<'d> {
    own: (&'d str, Speech),
    english: (&'d str, Speech),
    /// How many targets may still be compared.
    left: Cell<usize>,
}

impl<'d> Sight<'d> {
    pub(super) fn of(doc: &'d Doc<'_>, english: &'d Doc<'_>) -> Self {
        let written = english.file.locale.as_ref().map_or_else(Speech::english, Speech::of);
        // A page whose path names no locale may be in any.
        let reader = doc.file.locale.as_ref().map_or_else(Speech::any, Speech::of);
        Self { own: (&doc.file.path, reader), english: (&english.file.path, written), left: Cell::new(MOST) }
    }

    /// Whether two targets, of the page and of its English, lead to the same thing: the same site, some heading of the page,
    /// or a file at the same place below the locale, or the English file itself.
    pub(super) fn same(&self, own: &str, english: &str) -> bool {
        // A sign of the sentence around it is none of the address.
        if own == english || own == english.trim_end_matches(['.', ',']) {
            return true;
        }
        if self.is_spent() || are_others(own, english) {
            return false;
        }
        self.left.set(self.left.get() - 1);
        let (Some(mine), Some(theirs)) = (Address::parse(own), Address::parse(english)) else { return false };
        match (mine.is_on_page(), theirs.is_on_page()) {
            (true, true) => true,
            (true, false) => theirs.host.is_none() && self.is_own_path(theirs.path),
            (false, true) => self.is_own_page(&mine) || mine.host.is_none() && self.is_self(&mine),
            (false, false) => {
                Address::same((&mine, &self.own.1), (&theirs, &self.english.1))
                    || mine.host.is_none() && Address::same((&mine, &self.english.1), (&theirs, &self.english.1))
                    || self.is_of_another(&mine, &theirs)
                    || self.is_renamed(&mine, &theirs)
                    || self.is_deployed(&mine, &theirs)
                    || mine.has_fragment_of(&theirs, &self.own.1)
                        && (mine.host.is_none() && theirs.host.is_none() && self.same_file(mine.path, theirs.path)
                            || self.ends_in(&mine, &theirs))
            }
        }
    }

    /// Whether so many targets were compared that only those written alike are still the same.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Whether the English leads to a page in another locale, and the page to the same one in its own: `/zh-cn/mill` and
    /// `de/mill`.
    fn is_of_another(&self, own: &Address<'_>, english: &Address<'_>) -> bool {
        let (mine, theirs) = (own.path.trim_matches('/'), english.path.trim_matches('/'));
        let split = mine.split_once('/').zip(theirs.split_once('/'));
        own.host == english.host
            && split.is_some_and(|((locale, rest), (other, same))| {
                self.own.1.is(locale)
                    && Speech::is_foreign(other, [&self.own.1, &self.english.1])
                    && stem(rest) == stem(same)
            })
    }

    /// Whether the last part of a path in the locale is a name in its script for that of the English.
    fn is_renamed(&self, own: &Address<'_>, english: &Address<'_>) -> bool {
        let (mine, theirs) = (own.bare_path(&self.own.1), english.bare_path(&self.english.1));
        let split = |path: &str| path.rsplit_once('/').map(|(folder, name)| (folder.to_owned(), name.to_owned()));
        let (Some((folder, name)), Some((other, _))) = (split(&mine), split(&theirs)) else { return false };
        own.host == english.host && self.is_in_locale(own.path) && folder == other && !name.is_ascii()
    }

    /// Whether an address has the whole path of the English one behind its locale, as the site shows the page.
    fn is_deployed(&self, own: &Address<'_>, english: &Address<'_>) -> bool {
        let (mine, theirs) = (own.bare_path(&self.own.1), english.bare_path(&self.english.1));
        english.host.is_none()
            && english.path.starts_with('/')
            && own.path.split('/').any(|part| self.own.1.is(part))
            && theirs.contains('/')
            && format!("/{mine}").ends_with(&format!("/{theirs}"))
    }

    /// Whether a target is the English page of the page itself.
    pub(super) fn is_english_page(&self, target: &str) -> bool {
        let Some(address) = Address::parse(target).filter(|address| !address.path.is_empty()) else { return false };
        match address.is_relative() {
            true => resolve(self.own.0, address.path) == itself(self.english.0),
            false => self.is_own_path(address.path),
        }
    }

    /// Whether a target of the English page is the page itself: a list of languages leads to all but the one it stands in.
    pub(super) fn is_own_file(&self, target: &str) -> bool {
        let address = Address::parse(target).filter(|address| !address.path.is_empty() && address.is_relative());
        address.is_some_and(|address| resolve(self.english.0, address.path) == itself(self.own.0))
    }

    /// Whether a target is the page in any locale.
    pub(super) fn is_edition(&self, target: &str) -> bool {
        is_edition(self.english.0, target)
    }

    /// Whether a part of a path is a name of the page's locale.
    pub(super) fn names_locale(&self, part: &str) -> bool {
        self.own.1.is(part)
    }

    /// Whether a path from the top of a site leads into the page's locale.
    pub(super) fn is_in_locale(&self, path: &str) -> bool {
        path.trim_start_matches('/').split('/').next().is_some_and(|first| self.own.1.is(first))
    }

    fn is_own_page(&self, address: &Address<'_>) -> bool {
        address.host.is_none() && resolve(self.own.0, address.path) == itself(self.own.0)
    }

    /// Whether an address from the top of the site names the page itself in its locale.
    fn is_self(&self, address: &Address<'_>) -> bool {
        let file = Address::parse(self.own.0).map(|file| file.bare_path(&self.own.1)).unwrap_or_default();
        let path = address.bare_path(&self.own.1);
        address.path.starts_with('/') && !path.is_empty() && format!("/{file}").ends_with(&format!("/{path}"))
    }

    /// Whether a path from the top of a site names the page: it ends as that of its file does.
    fn is_own_path(&self, path: &str) -> bool {
        let stem = |path: &str| PageFormat::stem(path).unwrap_or(path).trim_matches('/').to_lowercase();
        let path = stem(path);
        !path.is_empty() && format!("/{}", stem(self.english.0)).ends_with(&format!("/{path}"))
    }

    /// Whether one address leads from the page and the other from the top of the site, and they end alike.
    fn ends_in(&self, own: &Address<'_>, english: &Address<'_>) -> bool {
        // A page may link its own site with its host.
        let (from_top, from_page, speech) = match (own.is_relative(), english.is_relative()) {
            (false, true) => (own, english, &self.own.1),
            (true, false) => (english, own, &self.english.1),
            // One name alone may be that of a page of any site.
            (false, false) if own.host.is_none() && english.host.is_some() && own.path.matches('/').count() > 1 => {
                (english, own, &self.own.1)
            }
            _ => return false,
        };
        let end = from_page.bare_path(speech);
        let end = end.trim_start_matches("../").trim_matches('/');
        // A page may name its own site, where the whole path is the same.
        (from_top.host.is_none() || english.host.is_some() || end.contains('/') || from_top.path.contains("/docs/"))
            && !end.is_empty()
            && format!("/{}", from_top.bare_path(speech)).ends_with(&format!("/{end}"))
    }

    fn same_file(&self, own: &str, english: &str) -> bool {
        let (page, english_page) = (self.own.0, self.english.0);
        let (own, english) = (resolve(page, own), resolve(english_page, english));
        let (root, english_root) = roots(page, english_page);
        let below =
            |path: &str, root: &str| path.strip_prefix(root).map(|path| path.trim_start_matches('/').to_owned());
        let (mine, theirs) = (below(&own, root), below(&english, english_root));
        let is_foreign = |before: &str| {
            let known = |part: &str| page.split('/').any(|own| own == part);
            let of_another = |part: &str| Speech::is_foreign(part, [&self.own.1, &self.english.1]);
            before.split('/').any(|part| of_another(part) && !known(part))
        };
        own == english
            || mine.is_some() && mine == theirs
            || theirs.is_some_and(|theirs| {
                !theirs.is_empty() && own.strip_suffix(&*theirs).is_some_and(|before| !is_foreign(before))
            })
    }
}

/// A path without the ending of a page.
fn stem(path: &str) -> &str {
    PageFormat::stem(path).unwrap_or(path)
}

/// The target without what names a language: `/en-us/` and `/de-de/` lead to the same page.
pub(super) fn neutral(target: &str) -> String {
    let parts = target.split('/').map(str::to_lowercase);
    let is_locale = |part: &str| Locale::parse(part).is_some_and(|_| part.len() == 5 || part.len() == 2);
    parts.filter(|part| !is_locale(part)).collect::<Vec<_>>().join("/").trim_end_matches('/').to_owned()
}

/// The folders of the locale and of the English, below which both pages have the same path.
fn roots<'p>(own: &'p str, english: &'p str) -> (&'p str, &'p str) {
    let parts = own.rsplit('/').zip(english.rsplit('/'));
    let shared: Vec<&str> =
        parts.take_while(|(one, other)| one.eq_ignore_ascii_case(other)).map(|(one, _)| one).collect();
    let length = shared.iter().map(|part| part.len() + 1).sum::<usize>();
    (&own[..own.len().saturating_sub(length)], &english[..english.len().saturating_sub(length)])
}

/// The path that `target` names on the page at `page`, without `.`, `..` and a slash at its end.
fn resolve(page: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { page.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    // A folder is shown by its index page.
    let stem = parts.last().and_then(|last| PageFormat::stem(last));
    let index = stem.is_some_and(|stem| ["readme", "index"].contains(&stem.to_lowercase().as_str()));
    if index {
        parts.pop();
    }
    let path = parts.join("/");
    if page.starts_with('/') { format!("/{path}") } else { path }
}

/// The path of a page, in the form in which paths compare.
fn itself(page: &str) -> String {
    resolve(page, page.rsplit('/').next().unwrap_or(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_target_does_not_count() {
        assert_eq!(neutral("https://contoso.com/en-us/A/"), neutral("https://contoso.com/de-de/a"));
        assert_ne!(neutral("https://contoso.com/a?year=1"), neutral("https://contoso.com/a?jahr=1"));
    }

    #[test]
    fn a_path_is_seen_from_its_page() {
        assert_eq!(resolve("translations/de/m1/a.md", "../m2/b.md"), "translations/de/m2/b.md");
        assert_eq!(resolve("translations/de/m1/a.md", "../../../img/x.png"), "img/x.png");
        assert_eq!(resolve("a.md", "./b/"), resolve("a.md", "b/README.md"));
        assert_eq!(resolve("/x/de/a.md", "../de/b.md"), itself("/x/de/b.md"));
        assert_eq!(roots("translations/de/m1/a.md", "/x/m1/a.md"), ("translations/de", "/x"));
    }
}
