//! An element inside an expression.

use super::super::Source;
use super::super::construct::TagKind;
use super::{Kind, braces, tag};

/// Reads the element at `at`: where it ends.
///
/// # Errors
///
/// The place where it is none.
pub(super) fn element(source: Source<'_>, at: usize, depth: usize) -> Result<usize, usize> {
    let mut open: Vec<&str> = Vec::new();
    let mut at = at;
    loop {
        let tag = tag(source, at, depth).map_err(|broken| broken.at)?.ok_or(at)?;
        let name = tag.name.of(source.text);
        match tag.kind {
            TagKind::Open => open.push(name),
            TagKind::SelfClosing => {}
            TagKind::Close if open.pop() == Some(name) => {}
            TagKind::Close => return Err(at),
        }
        at = tag.span.end;
        while !open.is_empty() {
            let rest = &source.text.as_bytes()[at..source.end];
            at += rest.iter().position(|byte| matches!(byte, b'<' | b'{' | b'>' | b'}')).ok_or(source.end)?;
            match source.byte(at) {
                Some(b'{') => at = braces(source, at, Kind::Text, depth).map_err(|broken| broken.at)?.end,
                Some(b'<') => break,
                _ => return Err(at),
            }
        }
        if open.is_empty() {
            return Ok(at);
        }
    }
}
