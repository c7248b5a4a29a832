//! The parts of an address.

use std::borrow::Cow;

use super::Speech;
use crate::page::PageFormat;

/// What a link names, in its parts as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address<'t> {
    /// The host of another site, perhaps with a port.
    pub host: Option<&'t str>,
    /// The path, empty for a place on the same page. Without a host, it leads from the site where it begins with `/`, else
    /// from the page.
    pub path: &'t str,
    /// What stands behind `?`.
    pub query: &'t str,
    /// What stands behind `#`.
    pub fragment: Option<&'t str>,
}

/// A target without the place of the site that a template of Jekyll fills in: `{{ site.baseurl }}/tides`.
fn without_site(target: &str) -> &str {
    let inside = target.strip_prefix("{{").and_then(|rest| rest.split_once("}}"));
    let path = inside.filter(|(name, path)| name.trim().starts_with("site.") && path.starts_with('/'));
    path.map_or(target, |(_, path)| path)
}

impl<'t> Address<'t> {
    /// Takes a target apart. None where it is no address of a page or file, as `mailto:` and what a template fills in.
    #[must_use]
    pub fn parse(target: &'t str) -> Option<Self> {
        let target = without_site(target);
        let (place, fragment) = match target.split_once('#') {
            Some((place, fragment)) => (place, Some(fragment)),
            None => (target, None),
        };
        let (place, query) = place.split_once('?').unwrap_or((place, ""));
        let scheme =
            place.split_once(':').filter(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let web = match scheme {
            Some(("http" | "https" | "HTTP" | "HTTPS", rest)) => Some(rest.strip_prefix("//")?),
            Some(_) => return None,
            None => place.strip_prefix("//"),
        };
        let (host, path) = match web {
            Some(web) => {
                let (host, path) = web.split_at(web.find('/').unwrap_or(web.len()));
                (Some(host), path)
            }
            None => (None, place),
        };
        let is_filled_in = path.contains(['{', '}', '<', '>', '$', '|', '*', '\\']) || path.starts_with(['@', '~']);
        (host.is_some() || !is_filled_in).then_some(Self { host, path, query, fragment })
    }

    /// Whether the address names a place on the page it stands on.
    #[must_use]
    pub fn is_on_page(&self) -> bool {
        self.host.is_none() && self.path.is_empty() && self.fragment.is_some()
    }

    /// Whether the address leads from the page it stands on to another file.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        self.host.is_none() && !self.path.is_empty() && !self.path.starts_with('/')
    }

    /// Whether two addresses of a page in its locale and in English name the same, but for the locale. `own` is read with the
    /// names of its locale, `english` with those of its.
    #[must_use]
    pub fn same(own: (&Self, &Speech), english: (&Self, &Speech)) -> bool {
        let ((mine, reader), (theirs, written)) = (own, english);
        let hosts = mine.host.map(|host| site(host, reader)).zip(theirs.host.map(|host| site(host, written)));
        if let Some(((my_site, my_locale), (their_site, their_locale))) = &hosts {
            if my_site != their_site {
                return false;
            }
            // An encyclopedia of the reader's language has the page under another name.
            if *my_locale && (*their_locale || my_site.ends_with("wikipedia.org")) {
                return true;
            }
        }
        let (my_path, their_path) = (bare(mine.path, reader), bare(theirs.path, written));
        my_path == their_path
            && query(mine.query, reader) == query(theirs.query, written)
            && mine.has_fragment_of(theirs, reader)
    }

    /// The path in lower case without what names a locale, the ending of a page, and a slash at its end.
    #[must_use]
    pub fn bare_path(&self, speech: &Speech) -> String {
        bare(self.path, speech)
    }

    /// Whether the fragment may be that of `english` on the localized page. Headings have other names there; a page of another
    /// site is a localized one only where its address differs.
    #[must_use]
    pub fn has_fragment_of(&self, english: &Self, reader: &Speech) -> bool {
        let named = |fragment: Option<&str>| decoded(fragment.unwrap_or_default()).to_lowercase();
        let (own, theirs) = (named(self.fragment), named(english.fragment));
        let is_localized = self.path != english.path || self.host != english.host;
        let may_differ = match (self.host.is_some(), is_localized) {
            // A heading in another script has no anchor in that of English.
            (true, true) => {
                reader.is_latin() || theirs.is_empty() || !own.starts_with(|c: char| c.is_ascii_alphabetic())
            }
            (true, false) => false,
            // Whether the page has such a heading is told where it is known; what was merely misspelled is told here. A
            // heading in Latin letters may differ from the English one in a letter.
            (false, true) => reader.is_latin() || !is_near(&own, &theirs),
            (false, false) => !is_near(&own, &theirs),
        };
        own == theirs || may_differ || !own.is_ascii() && !theirs.is_empty()
    }
}

/// Whether one of two names is the other with a letter changed.
fn is_near(own: &str, other: &str) -> bool {
    // Sites differ in what they put between words.
    let letters = |name: &str| name.replace(['-', '_'], "");
    own.is_ascii()
        && other.is_ascii()
        && other.len() > 4
        && strsim::levenshtein(own, other) == 1
        && letters(own) != letters(other)
}

/// A host in lower case without what names a locale, and whether something did.
fn site(host: &str, speech: &Speech) -> (String, bool) {
    let lower = host.to_lowercase();
    let labels: Vec<&str> = lower.split('.').filter(|label| *label != "www").collect();
    // The last two are the name of the site: `.it` is a country there.
    let ends = labels.len().saturating_sub(2);
    let kept = labels.iter().enumerate().filter(|&(at, label)| at >= ends || !speech.is(label));
    let kept: Vec<&str> = kept.map(|(_, label)| *label).collect();
    (kept.join("."), kept.len() < labels.len())
}

/// A path in lower case without what names a locale, the ending of a page, and a slash at its end.
fn bare(path: &str, speech: &Speech) -> String {
    let path = decoded(path).to_lowercase();
    let all: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    // `/lang/de`
    let announces = |at: usize| {
        matches!(all[at], "lang" | "i18n" | "l10n" | "intl" | "locale")
            && all.get(at + 1).is_some_and(|next| speech.is(next))
    };
    let kept = (0..all.len()).filter(|&at| !speech.is(all[at]) && !announces(at));
    let mut parts: Vec<&str> = kept.map(|at| all[at]).collect();
    if let Some(last) = parts.pop() {
        let stem = last.strip_suffix(".html").or_else(|| PageFormat::stem(last)).unwrap_or(last);
        let stem = speech.without_suffix(stem);
        // A folder may have a file for each locale: `loaf/de.md`.
        if parts.len() > 1 && speech.is(stem) {
            return parts.join("/");
        }
        if !matches!(stem, "index" | "readme" | "_index") {
            parts.push(stem);
        }
    }
    parts.join("/")
}

/// The parts of a query but those that name the locale.
fn query(query: &str, speech: &Speech) -> String {
    let names_locale = |part: &&str| part.split_once('=').is_some_and(|(_, value)| speech.is(value));
    query.split('&').filter(|part| !names_locale(part)).collect::<Vec<_>>().join("&").to_lowercase()
}

/// The text with its `%41` decoded.
#[must_use]
pub fn decoded(text: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn same(locale: &str, own: &str, english: &str) -> bool {
        let speech = |tag: &str| Speech::of(&Locale::parse(tag).expect("a tag"));
        let parsed = |target| Address::parse(target).expect("an address");
        Address::same((&parsed(own), &speech(locale)), (&parsed(english), &speech("en")))
    }

    #[test]
    fn the_locale_of_an_address_does_not_count() {
        for (locale, own, english) in [
            ("fr-FR", "/fr-fr/mill/wheel", "/en-us/mill/wheel"),
            ("fr-FR", "/fr/docs/sluice", "/docs/sluice"),
            ("es", "/es/guide/wheels/", "/en/guide/wheels"),
            ("es", "https://mill.example/lang/es/", "https://mill.example"),
            ("zh-CN", "/parts/wheel-cn", "/parts/wheel"),
            ("zh", "https://cn.mill.example/guide/start#开始", "https://mill.example/guide/start#start"),
            ("zh-CN", "https://zh-hans.mill.example/learn", "https://mill.example/learn.html"),
            ("ja", "https://ja.millwiki.example/wiki/水車", "https://en.millwiki.example/wiki/Watermill"),
            ("de", "https://de.wikipedia.org/wiki/Mühle", "https://www.wikipedia.org/wiki/Mill"),
            ("ja", "https://mill.example/a?hl=ja&x=1", "https://mill.example/a?hl=en&x=1"),
            ("ja", "https://mill.example/a#%E9%96%8B%E5%A7%8B", "https://mill.example/a#start"),
            ("ja", "https://mill.example/parts/wheel/ja.md", "https://mill.example/parts/wheel/en.md"),
        ] {
            assert!(same(locale, own, english), "{own} {english}");
        }
    }

    #[test]
    fn another_place_stays_another_place() {
        for (locale, own, english) in [
            ("fr", "/de/docs/sluice", "/en/docs/sluice"),
            ("fr", "/fr/docs/vanne", "/docs/sluice"),
            ("de", "https://mill.example/a?jahr=1", "https://mill.example/a?year=1"),
            ("de", "https://mill.example/a#stone", "https://mill.example/a#stones"),
            ("de", "https://other.example/a", "https://mill.example/a"),
        ] {
            assert!(!same(locale, own, english), "{own} {english}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for target in ["mailto:a@mill.example", "{url}", "@site/static/x.png", "$ref", "<your-host>/x"] {
            assert_eq!(Address::parse(target), None, "{target}");
        }
    }
}
