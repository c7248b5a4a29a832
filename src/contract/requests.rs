//! Documented requests and example requests.

use serde::{Deserialize, Serialize};

use super::kind::{Fact, Fate, Kind, NO_TERMS, NO_VALUE};
use super::{Contract, Guide, Place, Subject, Target, lines};
use crate::page::{Fence, Page};
use crate::profile::{METHODS, Profile};

/// A documented request.
///
/// ```
/// let contract: docparity::Contract = "request GET /parcels/{id}".parse()?;
/// assert_eq!((&*contract.requests[0].method, &*contract.requests[0].path), ("GET", "/parcels/{id}"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// The target as written, without the HTTP version.
    pub path: Target,
    /// Where it stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
}

/// A request shown as an example.
///
/// ```
/// let contract: docparity::Contract = "example request GET https://api.example.com/parcels/7".parse()?;
/// assert_eq!(contract.example_requests[0].url, "https://api.example.com/parcels/7");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExampleRequest {
    /// The HTTP method.
    pub method: String,
    /// The target as written, without the HTTP version.
    pub url: Target,
    /// Where it stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
}

/// What makes two requests one: the method, and the shape of the target.
fn fact<'c>(kind: &'static Kind, method: &str, target: &Target, place: Place) -> Fact<'c> {
    let id = format!("{method} {}", target.shape()).into();
    Fact { id, ..Fact::new(kind, format!("{method} {target}"), place) }
}

fn likeness(one: &Fact<'_>, other: &Fact<'_>) -> f64 {
    let Some(((method, one), (known, other))) = one.id.split_once(' ').zip(other.id.split_once(' ')) else {
        return 0.0;
    };
    let likeness = strsim::normalized_levenshtein(one, other);
    match method == known {
        true => likeness,
        // Another method is another request, unless it is sent to the same place.
        false if likeness >= 1.0 => 0.6,
        false => 0.0,
    }
}

pub(super) static REQUEST: Kind = Kind {
    word: "request",
    noun: "request",
    extract: Some(extract),
    facts: |contract| contract.requests.iter().map(|it| fact(&REQUEST, &it.method, &it.path, it.place)).collect(),
    read: |contract, text, place| {
        let (method, path) = text.split_once(' ')?;
        contract.requests.push(Request { method: method.to_owned(), path: path.into(), place });
        Some(())
    },
    is_number: false,
    is_promised: true,
    is_whole: true,
    likeness,
    meaning: |fate| match fate {
        Fate::Became(old, new) if old.id == new.id => ("the same request, written in another way", false),
        Fate::Became(..) => ("clients send another request", true),
        Fate::Removed(_) => ("clients that send it may fail", true),
        Fate::Added(_) => ("clients may send it", false),
    },
    terms: NO_TERMS,
    value: NO_VALUE,
};

pub(super) static EXAMPLE: Kind = Kind {
    word: "example request",
    noun: "example request",
    extract: None,
    facts: |contract| {
        contract.example_requests.iter().map(|it| fact(&EXAMPLE, &it.method, &it.url, it.place)).collect()
    },
    read: |contract, text, place| {
        let (method, url) = text.split_once(' ')?;
        contract.example_requests.push(ExampleRequest { method: method.to_owned(), url: url.into(), place });
        Some(())
    },
    is_promised: false,
    meaning: |fate| match fate {
        Fate::Became(..) => ("readers copy another request", false),
        Fate::Removed(_) => ("no example shows it now", false),
        Fate::Added(_) => ("a new example", false),
    },
    ..REQUEST
};

fn extract(subject: &Subject<'_>, _: &Guide, profile: &Profile, contract: &mut Contract) {
    let page = subject.page;
    for fence in &page.fences {
        if !may_hold_requests(fence.content.of(page.text).as_bytes()) {
            continue;
        }
        let lines = fence.lines(page.text).filter_map(|(span, line)| Some((span, request_line(line)?)));
        let documents = documents(fence, page, profile);
        let most = if documents { usize::MAX } else { 1 };
        for (span, line) in lines.take(most) {
            add(contract, documents, line, (subject.place(span), &profile.versions));
        }
    }
    if profile.requests_in_text {
        in_text(subject, profile, contract);
    }
}

/// Adds a request line, as a documented request or as an example.
fn add(contract: &mut Contract, documents: bool, line: (&str, &str), (place, versions): (Place, &[String])) {
    let (method, target) = (line.0.to_owned(), Target::new(line.1, versions));
    match documents {
        true => contract.requests.push(Request { method, path: target, place }),
        false => contract.example_requests.push(ExampleRequest { method, url: target, place }),
    }
}

/// The request lines in text: those in request sections, and those elsewhere as examples.
fn in_text(subject: &Subject<'_>, profile: &Profile, contract: &mut Contract) {
    let page = subject.page;
    for section in 0..page.sections.len() {
        let documents = profile.holds_requests(page, section);
        for (span, line) in lines::of_section(page, section) {
            if let Some(line) = request_line(&line) {
                add(contract, documents, line, (subject.place(span), &profile.versions));
            }
        }
    }
    contract.requests.sort_by_key(|request| request.place.span);
    contract.example_requests.sort_by_key(|example| example.place.span);
}

/// Whether any line begins with a method: most fences are JSON and can be passed over quickly.
fn may_hold_requests(content: &[u8]) -> bool {
    let begins = |line: &[u8]| {
        let line = line.trim_ascii_start();
        line.first().is_some_and(u8::is_ascii_uppercase)
            && METHODS.iter().any(|method| line.starts_with(method.as_bytes()))
    };
    begins(content) || memchr::memchr_iter(b'\n', content).any(|newline| begins(&content[newline..]))
}

/// Whether the fence states what the API accepts, and is no example.
fn documents(fence: &Fence<'_>, page: &Page<'_>, profile: &Profile) -> bool {
    let annotated = || {
        let first = fence.lines(page.text).find_map(|(_, line)| request_line(line));
        !profile.request_annotation.is_empty()
            && fence.annotated(page.text, "blockType") == Some(&*profile.request_annotation)
            && first.is_some_and(|(_, target)| target.starts_with('/'))
    };
    profile.holds_requests(page, fence.section) || annotated()
}

/// The method and the target of a request line, without the HTTP version.
fn request_line(line: &str) -> Option<(&str, &str)> {
    let (method, target) = line.split_once([' ', '\t'])?;
    let target = target.trim();
    let target = match target.rsplit_once(" HTTP/") {
        Some((before, version)) if version.starts_with(|c: char| c.is_ascii_digit()) => before.trim_end(),
        _ => target,
    };
    (METHODS.contains(&method) && !target.is_empty()).then_some((method, target))
}

/// Whether a fact of `newer` is more than a slip of the pen, where nothing but `newer` tells of it: a request that no
/// example of its own page confirms, or that differs from one of `older` by a letter, is as likely a slip as a new request.
#[must_use]
pub fn is_confirmed(fact: &Fact<'_>, older: &Contract, newer: &Contract) -> bool {
    let request = newer.requests.iter().find(|request| request.place == fact.place);
    let Some(request) = request.filter(|_| fact.noun == REQUEST.noun) else { return true };
    let path = request.path.shape();
    let near = |known: &Request| strsim::levenshtein(&known.path.shape(), &path) <= 1;
    let slips = newer.example_requests.iter().filter_map(|example| example.slips_from(request)).min();
    slips == Some(0) || slips == Some(1) && !older.requests.iter().any(near)
}

impl ExampleRequest {
    /// Whether this is `request` with its placeholders filled in. Case, host, version and query do not count, and the
    /// documented path may leave out where it begins: `/workbook/worksheets` for `/me/drive/items/{id}/workbook/worksheets`.
    #[doc(hidden)]
    #[must_use]
    pub fn is_instance_of(&self, request: &Request) -> bool {
        self.slips_from(request) == Some(0)
    }

    /// How many letters of the path keep this from being an instance of `request`; `None` where the method or the shape
    /// of the path differ.
    #[doc(hidden)]
    #[must_use]
    pub fn slips_from(&self, request: &Request) -> Option<usize> {
        if self.method != request.method {
            return None;
        }
        let (own, documented) = (self.url.segments(), request.path.segments());
        if documented.is_empty() || own.len() < documented.len() {
            return None;
        }
        let slips = own.iter().rev().zip(documented.iter().rev()).map(|(one, other)| {
            if one.varies || other.varies { 0 } else { strsim::levenshtein(&one.text, &other.text) }
        });
        Some(slips.sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_fills_the_placeholders() {
        let instance = |url: &str, path: &str| {
            let (method, place) = ("GET".to_owned(), Place::default());
            let example = ExampleRequest { method: method.clone(), url: url.into(), place };
            example.is_instance_of(&Request { method, path: path.into(), place })
        };
        assert!(instance("https://graph.microsoft.com/v1.0/users/7/Messages?$top=1", "/users/{id}/messages"));
        assert!(!instance("https://graph.microsoft.com/v1.0/users/7", "/groups/{id}"));
        assert!(!instance("https://graph.microsoft.com/v1.0/users", "/users/{id}"));
    }

    #[test]
    fn a_target_may_hold_blanks() {
        let line = "GET /alerts?$filter={property} eq '{value}' HTTP/1.1";
        assert_eq!(request_line(line), Some(("GET", "/alerts?$filter={property} eq '{value}'")));
    }

    #[test]
    fn other_lines_are_no_requests() {
        for line in ["GET", "Get /a", "{ \"a\": 1 }", "HTTP/1.1 200 OK", "GETTING started"] {
            assert_eq!(request_line(line), None, "{line}");
        }
    }
}
