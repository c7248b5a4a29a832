//! Documented requests and example requests.

use super::{ExampleRequest, Request, Subject, lines};
use crate::page::{Fence, Page};
use crate::profile::{METHODS, Profile};
use crate::span::Span;

pub(super) fn extract(subject: &Subject<'_>, profile: &Profile) -> (Vec<Request>, Vec<ExampleRequest>) {
    let (mut requests, mut examples) = (Vec::new(), Vec::new());
    let page = subject.page;
    for fence in &page.fences {
        if !may_hold_requests(fence.content.of(page.text).as_bytes()) {
            continue;
        }
        let mut lines = fence.lines(page.text).filter_map(|(span, line)| Some((span, request_line(line)?)));
        if documents(fence, page, profile) {
            requests.extend(lines.map(|(span, line)| request(subject, span, line)));
        } else if let Some((span, (method, url))) = lines.next() {
            let place = subject.place(span);
            examples.push(ExampleRequest { method: method.to_owned(), url: url.to_owned(), place });
        }
    }
    if profile.requests_in_text {
        in_text(subject, profile, &mut requests, &mut examples);
    }
    (requests, examples)
}

fn request(subject: &Subject<'_>, span: Span, (method, path): (&str, &str)) -> Request {
    Request { method: method.to_owned(), path: path.to_owned(), place: subject.place(span) }
}

/// The request lines in text: those in request sections, and those elsewhere as examples.
fn in_text(subject: &Subject<'_>, profile: &Profile, requests: &mut Vec<Request>, examples: &mut Vec<ExampleRequest>) {
    let page = subject.page;
    for section in 0..page.sections.len() {
        let documents = profile.holds_requests(page, section);
        for (span, line) in lines::of_section(page, section) {
            let Some(line) = request_line(&line) else { continue };
            let Request { method, path, place } = request(subject, span, line);
            match documents {
                true => requests.push(Request { method, path, place }),
                false => examples.push(ExampleRequest { method, url: path, place }),
            }
        }
    }
    requests.sort_by_key(|request| request.place.span);
    examples.sort_by_key(|example| example.place.span);
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
        let (own, documented) = (parts(&self.url), parts(&request.path));
        if self.method != request.method || documented.is_empty() || own.len() < documented.len() {
            return None;
        }
        let placeholder = |part: &str| part.contains(['{', '<']) || part.starts_with(':');
        let slips = own.iter().rev().zip(documented.iter().rev()).map(|(one, other)| {
            if one == other || placeholder(one) || placeholder(other) { 0 } else { strsim::levenshtein(one, other) }
        });
        Some(slips.sum())
    }
}

/// The parts of a target's path, in lower case, without host, version and query.
fn parts(target: &str) -> Vec<String> {
    let path = target.split_once("://").map_or(target, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split('?').next().unwrap_or_default();
    // A key stands behind a slash or in parentheses: `users/{id}`, `users('7')`.
    let mut parts: Vec<String> = path
        .split(['/', '(', ')'])
        .map(|part| part.trim_matches([' ', '\'', '~']).to_lowercase())
        .filter(|part| !part.is_empty())
        .collect();
    if parts.first().is_some_and(|part| matches!(part.as_str(), "v1.0" | "beta")) {
        parts.remove(0);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Place;

    #[test]
    fn an_example_fills_the_placeholders() {
        let instance = |url: &str, path: &str| {
            let (method, place) = ("GET".to_owned(), Place::default());
            let example = ExampleRequest { method: method.clone(), url: url.to_owned(), place };
            example.is_instance_of(&Request { method, path: path.to_owned(), place })
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
