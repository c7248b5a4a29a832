//! Response codes in the prose of the response section, in lines of it, and in example responses.

use serde::{Deserialize, Serialize};

use super::kind::{Fact, Fate, Kind, NO_TERMS};
use super::{Contract, Guide, Place, Subject, lines};
use crate::page::Fence;
use crate::profile::Profile;
use crate::span::{Span, line_start};

/// Where a response code stands.
///
/// ```
/// let contract: docparity::Contract = "response 204 No Content\nexample response 200 OK".parse()?;
/// let from: Vec<_> = contract.responses.iter().map(|response| response.from).collect();
/// assert_eq!(from, [docparity::ResponseFrom::Prose, docparity::ResponseFrom::Example]);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ResponseFrom {
    /// In a sentence of the response section.
    Prose,
    /// In an example response.
    Example,
}

/// A response code.
///
/// ```
/// let contract: docparity::Contract = "response 204 No Content".parse()?;
/// assert_eq!((contract.responses[0].status, &*contract.responses[0].reason), (204, "No Content"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// What stands behind the code.
    pub reason: String,
    /// Where it was found.
    pub from: ResponseFrom,
    /// Whether anything but white space stands in the body of an example response.
    #[serde(skip)]
    #[doc(hidden)]
    pub has_body: bool,
    /// Where it stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
}

fn facts<'c>(kind: &'static Kind, contract: &'c Contract, from: ResponseFrom) -> Vec<Fact<'c>> {
    let responses = contract.responses.iter().filter(|response| response.from == from);
    let facts = responses.map(|response| Fact {
        value: Some((&*response.reason).into()),
        ..Fact::new(kind, response.status.to_string(), response.place)
    });
    facts.collect()
}

/// Reads a status code and the reason behind it.
fn read(contract: &mut Contract, text: &str, from: ResponseFrom, place: Place) -> Option<()> {
    let (status, reason) = text.split_once(' ').unwrap_or((text, ""));
    let (status, reason) = (status.parse().ok()?, reason.to_owned());
    contract.responses.push(Response { status, reason, from, has_body: false, place });
    Some(())
}

pub(super) static PROMISED: Kind = Kind {
    word: "response",
    noun: "response code",
    extract: Some(extract),
    facts: |contract| facts(&PROMISED, contract, ResponseFrom::Prose),
    read: |contract, text, place| read(contract, text, ResponseFrom::Prose, place),
    is_number: true,
    is_promised: true,
    is_whole: false,
    likeness: |one, other| if one.key == other.key { 1.0 } else { 0.7 },
    meaning: |fate| match fate {
        Fate::Became(..) => ("clients meet another code", true),
        Fate::Removed(_) => ("clients that wait for it may fail", true),
        Fate::Added(_) => ("clients may meet it", false),
    },
    terms: NO_TERMS,
    value: ("reason", |_, _| ("the code is the same", false)),
};

pub(super) static SHOWN: Kind = Kind {
    word: "example response",
    noun: "example response",
    extract: None,
    facts: |contract| facts(&SHOWN, contract, ResponseFrom::Example),
    read: |contract, text, place| read(contract, text, ResponseFrom::Example, place),
    is_promised: false,
    meaning: |fate| match fate {
        Fate::Became(..) => ("the example shows another code", false),
        Fate::Removed(_) => ("no example shows it now", false),
        Fate::Added(_) => ("a new example", false),
    },
    ..PROMISED
};

fn extract(subject: &Subject<'_>, _: &Guide, profile: &Profile, contract: &mut Contract) {
    let page = subject.page;
    let describing: Vec<bool> =
        (0..page.sections.len()).map(|section| profile.describes_response(page, section)).collect();
    let mut responses: Vec<Response> = page
        .code_spans
        .iter()
        .filter(|code| describing[code.section])
        .filter_map(|code| {
            let (status, reason) = status(&code.text)?;
            Some(from_prose(subject, status, reason, code.span))
        })
        .collect();
    if profile.status_line.is_some() {
        // A line whose code stands in a code span is told already.
        let told = |line: &Response| responses.iter().any(|code| line.place.line == code.place.line);
        let lines = in_lines(subject, profile, |section| describing[section]);
        let lines: Vec<Response> = lines.into_iter().filter(|line| !told(line)).collect();
        responses.extend(lines);
        responses.sort_by_key(|response| response.place.span);
    }
    if responses.is_empty() {
        responses = page
            .paragraphs()
            .filter(|block| describing[block.section])
            .flat_map(|block| bare_codes(&page.prose, block.span))
            .map(|(status, span)| from_prose(subject, status, "", span))
            .collect();
    }
    responses.extend(page.fences.iter().flat_map(|fence| examples(subject, fence)));
    contract.responses = responses;
}

fn from_prose(subject: &Subject<'_>, status: u16, reason: &str, span: Span) -> Response {
    let place = subject.place(span);
    Response { status, reason: reason.to_owned(), from: ResponseFrom::Prose, has_body: false, place }
}

/// The codes that lines of text state, as the profile writes them, in the sections that are meant.
fn in_lines(subject: &Subject<'_>, profile: &Profile, meant: impl Fn(usize) -> bool) -> Vec<Response> {
    let (page, Some(grammar)) = (subject.page, &profile.status_line) else { return Vec::new() };
    let lines = (0..page.sections.len()).filter(|&section| meant(section)).flat_map(|at| lines::of_section(page, at));
    let stated = lines.filter_map(|(span, line)| {
        let (_, text) = lines::without_mark(&line);
        let found = grammar.captures(text)?;
        let status = found.name("status")?.as_str().parse().ok().filter(|status| (100..600).contains(status))?;
        let reason = found.name("reason").map_or("", |reason| reason.as_str().trim());
        Some(from_prose(subject, status, reason, span))
    });
    stated.collect()
}

/// The codes that lines of text state outside the response section: there its heading may have been lost.
#[must_use]
pub fn strays(subject: &Subject<'_>, profile: &Profile) -> Vec<u16> {
    let outside = |section| !profile.describes_response(subject.page, section);
    in_lines(subject, profile, outside).into_iter().map(|response| response.status).collect()
}

/// The response codes in all code spans of a reading, also where they are no part of its contract: in the descriptions of
/// errors, or below an h3.
#[must_use]
pub fn statuses(subject: &Subject<'_>) -> Vec<Response> {
    let spans = subject.page.code_spans.iter();
    let found = spans.filter_map(|code| {
        let (status, reason) = status(&code.text)?;
        Some(from_prose(subject, status, reason, code.span))
    });
    found.collect()
}

/// Whether a code span names a response code: `204 No Content`, `HTTP/1.1 200 OK`.
#[must_use]
pub fn is_status(code: &str) -> bool {
    status(code).is_some()
}

/// The code and the reason at the beginning of a code span: `204 No Content`, `HTTP 204`, `HTTP/1.1 204`.
fn status(code: &str) -> Option<(u16, &str)> {
    let code = code.trim();
    let code = match code.strip_prefix("HTTP") {
        Some(rest) => {
            let rest =
                rest.strip_prefix("/").map_or(rest, |rest| rest.trim_start_matches(|c: char| !c.is_whitespace()));
            rest.trim_start()
        }
        None => code,
    };
    let digits = code.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let reason = &code[3..];
    let status: u16 = digits.parse().ok()?;
    let ends = !reason.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':'));
    ((100..600).contains(&status) && ends).then(|| (status, reason.trim_start_matches([',', ':', '-', ' ']).trim()))
}

/// The 20x and 30x that stand alone in a sentence.
fn bare_codes(text: &str, span: Span) -> impl Iterator<Item = (u16, Span)> {
    let prose = span.of(text);
    let bytes = prose.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | '-' | ',' | '#');
    let starts = (0..bytes.len())
        .filter(move |&at| matches!(bytes[at], b'2' | b'3') && bytes.get(at + 1) == Some(&b'0') && digit(at + 2));
    starts.filter_map(move |at| {
        let alone = !prose[..at].ends_with(word)
            && !prose[at + 3..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let status = prose[at..at + 3].parse().ok()?;
        alone.then(|| (status, Span::new(at, at + 3).shifted(span.start)))
    })
}

/// The `HTTP/x NNN reason` lines of a fence.
fn examples(subject: &Subject<'_>, fence: &Fence<'_>) -> Vec<Response> {
    let text = subject.page.text;
    let content = fence.content.of(text);
    let mut found: Vec<Response> = Vec::new();
    for at in memchr::memmem::find_iter(content.as_bytes(), "HTTP/") {
        let start = line_start(content, at);
        let (line, below) = content[at..].split_once('\n').unwrap_or((&content[at..], ""));
        let line = line.trim_end();
        let Some((status, reason)) = status_line(line).filter(|_| content[start..at].trim().is_empty()) else {
            continue;
        };
        let next = memchr::memmem::find(below.as_bytes(), b"\nHTTP/").unwrap_or(below.len());
        let place = subject.place(Span::new(at, at + line.len()).shifted(fence.content.start));
        let reason = reason.to_owned();
        let has_body = body(&below[..next]).is_some_and(|body| !body.trim().is_empty());
        found.push(Response { status, reason, from: ResponseFrom::Example, has_body, place });
    }
    found
}

/// What stands behind the first empty line.
fn body(message: &str) -> Option<&str> {
    let mut rest = message;
    while let Some((line, below)) = rest.split_once('\n') {
        if line.trim().is_empty() {
            return Some(below);
        }
        rest = below;
    }
    None
}

fn status_line(line: &str) -> Option<(u16, &str)> {
    let (version, rest) = line.split_once(' ')?;
    version.strip_prefix("HTTP/")?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (code, reason) = rest.split_at(end);
    (code.len() == 3).then(|| Some((code.parse().ok()?, reason.trim_start_matches(',').trim())))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_that_begins_with_a_code_is_a_status() {
        assert_eq!(status("204 No Content"), Some((204, "No Content")));
        assert_eq!(status("HTTP 201, Created"), Some((201, "Created")));
        assert_eq!(status("HTTP/1.1 200 OK"), Some((200, "OK")));
        for other in ["2019-03-15", "200.5", "12", "2000", "999", "id"] {
            assert_eq!(status(other), None, "{other}");
        }
    }

    #[test]
    fn a_bare_code_stands_alone() {
        let codes = |text: &str| bare_codes(text, Span::new(0, text.len())).map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(codes("Gibt 201 zurück, sonst 302."), [201, 302]);
        assert_eq!(codes("応答コード200を返します。"), [200]);
        assert!(codes("v1.200 2019 a200 #200 2,000 3000").is_empty());
    }

    #[test]
    fn status_lines_name_code_and_reason() {
        assert_eq!(status_line("HTTP/1.1 204 No Content"), Some((204, "No Content")));
        assert_eq!(status_line("HTTP/1.1 2xx"), None);
    }
}
