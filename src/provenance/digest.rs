//! How the hash of a file is made: by which algorithm, of all of it or of its body, with which line ends.

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

/// The hashes of all forms of a text.
pub(super) fn all(text: &str, algorithm: Algorithm) -> Vec<(String, Form)> {
    let body = &text[Page::body_start(text)..];
    let parts = [(Part::File, text), (Part::Body, body), (Part::Trimmed, body.trim())];
    let lf = text.replace("\r\n", "\n");
    let is_lf = lf == text;
    let mut hashes = Vec::new();
    for (part, text) in parts {
        hashes.push((hash(algorithm, text), Form { part, ends: Ends::Own }));
        if !is_lf {
            hashes.push((hash(algorithm, &text.replace("\r\n", "\n")), Form { part, ends: Ends::Lf }));
        }
        let ended = text.replace("\r\n", "\n").replace('\n', "\r\n");
        hashes.push((hash(algorithm, &ended), Form { part, ends: Ends::CrLf }));
    }
    hashes
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
