//! Places as editors count them: lines from 0, and in a line the units of UTF-16; files as URIs.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use docparity::span::{LineIndex, Span};
use lsp_types::{Position, Range, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands in a path of a URI as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The lines of a text.
pub(super) struct Lines<'t> {
    text: &'t str,
    index: LineIndex,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, index: LineIndex::new(text) }
    }

    /// The place of the byte at `offset`.
    pub(super) fn position(&self, offset: usize) -> Position {
        let (line, _) = self.index.position(self.text, offset);
        let start = self.index.start(line);
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or_default();
        Position::new(number(line - 1), number(before.encode_utf16().count()))
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The byte at a place; the end of its line for a place behind it.
    pub(super) fn offset(&self, place: Position) -> usize {
        let (Ok(line), Ok(character)) = (usize::try_from(place.line), usize::try_from(place.character)) else {
            return self.text.len();
        };
        let start = self.index.start(line + 1);
        let rest = self.text[start..].split('\n').next().unwrap_or_default();
        let mut units = 0;
        let within = rest.char_indices().find(|(_, sign)| {
            let is_there = units >= character;
            units += sign.len_utf16();
            is_there
        });
        start + within.map_or(rest.trim_end_matches('\r').len(), |(at, _)| at)
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let path = std::path::absolute(path).ok()?;
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(&path, PLAIN))).ok()
}

/// The file of a URI; `None` for what is no file on this machine.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let path = uri.as_str().strip_prefix("file://")?;
    let path = percent_decode_str(path).decode_utf8().ok()?.into_owned();
    let has_drive =
        path.starts_with('/') && path[1..].starts_with(|c: char| c.is_ascii_alphabetic()) && path[2..].starts_with(':');
    match has_drive {
        true => Some(PathBuf::from(&path[1..])),
        false => path.starts_with('/').then(|| PathBuf::from(path)),
    }
}
