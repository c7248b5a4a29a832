//! How the hash of a file is made: by which algorithm, of all of it or of its body, with which line ends.

use std::borrow::Cow;
use std::fmt;

use md5::Md5;
use sha1::{Digest, Sha1};
use sha2::Sha256;

use crate::page::Page;
use crate::text::hex;

/// The algorithms that are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// 32 hex digits.
    Md5,
    /// 40 hex digits.
    Sha1,
    /// 40 hex digits: the SHA-1 of the content behind the head that git gives it.
    GitBlob,
    /// 64 hex digits.
    Sha256,
}

/// What of a file is hashed. It shows as users would call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    part: Part,
    ends: Ends,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    File,
    Body,
    Trimmed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Own,
    Lf,
    CrLf,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.part {
            Part::File => "the file",
            Part::Body => "the body",
            Part::Trimmed => "the body without white space around it",
        })?;
        f.write_str(match self.ends {
            Ends::Own => "",
            Ends::Lf => " with LF line ends",
            Ends::CrLf => " with CRLF line ends",
        })
    }
}

impl Form {
    /// The hash of this form of a text.
    pub(super) fn hash(self, algorithm: Algorithm, text: &str) -> String {
        let text = match self.part {
            Part::File => text,
            Part::Body => &text[Page::body_start(text)..],
            Part::Trimmed => text[Page::body_start(text)..].trim(),
        };
        match self.ends {
            Ends::Own => hash(algorithm, text),
            Ends::Lf => hash(algorithm, &with_lf(text)),
            Ends::CrLf => hash(algorithm, &with_lf(text).replace('\n', "\r\n")),
        }
    }
}

/// A text with LF line ends. Most have no others, and many are hashed.
fn with_lf(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'\r', text.as_bytes()) {
        Some(_) if text.contains("\r\n") => text.replace("\r\n", "\n").into(),
        _ => text.into(),
    }
}

/// The hashes of all forms of a text.
pub(super) fn all(text: &str, algorithm: Algorithm) -> Vec<(String, Form)> {
    let is_lf = matches!(with_lf(text), Cow::Borrowed(_));
    let ends = [Ends::Own, Ends::Lf, Ends::CrLf].into_iter().filter(|ends| !is_lf || *ends != Ends::Lf);
    let forms = [Part::File, Part::Body, Part::Trimmed].map(|part| ends.clone().map(move |ends| Form { part, ends }));
    forms.into_iter().flatten().map(|form| (form.hash(algorithm, text), form)).collect()
}

/// The hash of a text, as lower-case hex digits.
pub fn hash(algorithm: Algorithm, text: &str) -> String {
    match algorithm {
        Algorithm::Md5 => hex(&Md5::digest(text)),
        Algorithm::Sha1 => hex(&Sha1::digest(text)),
        Algorithm::GitBlob => {
            let head = format!("blob {}\0", text.len());
            hex(&Sha1::new().chain_update(head).chain_update(text).finalize())
        }
        Algorithm::Sha256 => hex(&Sha256::digest(text)),
    }
}
