//! Where links lead, seen from the place of a page in its locale.

use crate::group::Unit;
use crate::locale::Locale;
use crate::page::{Link, Page, PageFormat, slug};

/// What a target names.
enum Place<'t> {
    /// Another site.
    Web(&'t str),
    /// A heading of the same page.
    Heading(&'t str),
    /// A page or another file, by its path as written.
    File(&'t str),
}

fn place(target: &str) -> Place<'_> {
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()));
    match target.strip_prefix('#') {
        Some(anchor) => Place::Heading(anchor),
        None if scheme || target.starts_with("//") => Place::Web(target),
        None => Place::File(target.split(['#', '?']).next().unwrap_or_default()),
    }
}

/// The target without what names a language: `/en-us/` and `/de-de/` lead to the same page.
pub(super) fn neutral(target: &str) -> String {
    let parts = target.split('/').map(str::to_lowercase);
    let is_locale = |part: &str| Locale::parse(part).is_some_and(|_| part.len() == 5 || part.len() == 2);
    parts.filter(|part| !is_locale(part)).collect::<Vec<_>>().join("/").trim_end_matches('/').to_owned()
}

/// Whether two links of a page and its English lead to the same thing: the same site, the same heading, or a file at the
/// same place below the locale, or the English file itself.
pub(super) fn same(unit: &Unit<'_, '_>, own: &Link<'_>, english: &Link<'_>) -> bool {
    if own.target == english.target && !own.target.starts_with('#') {
        return true;
    }
    match (place(&own.target), place(&english.target)) {
        (Place::Web(own), Place::Web(english)) => neutral(own) == neutral(english),
        (Place::Heading(own), Place::Heading(english)) => {
            !resolves(&unit.english.view.page, english) || resolves(&unit.own.view.page, own)
        }
        (Place::File(own), Place::Heading(_)) => {
            resolve(&unit.doc.file.path, own) == resolve(&unit.doc.file.path, &unit.doc.file.path)
        }
        (Place::File(own), Place::File(english)) => same_file(unit, own, english),
        _ => false,
    }
}

fn same_file(unit: &Unit<'_, '_>, own: &str, english: &str) -> bool {
    let (page, english_page) = (&unit.doc.file.path, &unit.english_doc.file.path);
    let (own, english) = (resolve(page, own), resolve(english_page, english));
    let (root, english_root) = roots(page, english_page);
    let below = |path: &str, root: &str| path.strip_prefix(root).map(|path| path.trim_start_matches('/').to_owned());
    let (mine, theirs) = (below(&own, root), below(&english, english_root));
    own == english
        || mine.is_some() && mine == theirs
        || theirs.is_some_and(|theirs| !theirs.is_empty() && own.ends_with(&theirs))
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

/// Whether a heading, or another element of the page, has this anchor. Sites differ in what they keep of signs and vowel
/// marks, so only letters and digits count.
fn resolves(page: &Page<'_>, anchor: &str) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let decoded = percent_decoded(anchor);
    let wanted = letters(&decoded);
    // The second heading of a name gets a number.
    let bare = wanted.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = |name: &str| letters(name) == wanted || !bare.is_empty() && letters(name) == bare;
    wanted.is_empty()
        || page.sections.iter().any(|section| named(&section.anchor) || named(&slug(&section.title)))
        || [format!("id=\"{anchor}\""), format!("name=\"{anchor}\"")]
            .iter()
            .any(|attribute| page.text.contains(attribute))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
        assert_eq!(roots("translations/de/m1/a.md", "/x/m1/a.md"), ("translations/de", "/x"));
    }

    #[test]
    fn an_anchor_is_told_by_its_letters() {
        let page = Page::parse("# T\n\n## 🚀 Schnell-Start & mehr\n\n<a id=\"x\"></a>\n", PageFormat::MARKDOWN);
        for anchor in ["-schnell-start--mehr", "schnell-start--mehr-1", "x", "%F0%9F%9A%80-schnell-start--mehr"] {
            assert!(resolves(&page, anchor), "{anchor}");
        }
        assert!(!resolves(&page, "quick-start"));
    }
}
