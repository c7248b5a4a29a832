//! Texts inside JSON.

use std::fmt;
use std::io::{self, Write};

use serde::Serialize;

/// Writes a value as JSON that no HTML parser finds a tag, an entity or a comment in.
///
/// # Errors
///
/// The value has no form in JSON, or the writer failed.
pub fn in_html(value: &impl Serialize, out: &mut dyn fmt::Write) -> fmt::Result {
    serde_json::to_writer(Untagged(out), value).map_err(|_| fmt::Error)
}

/// Takes JSON, whole characters at a time.
struct Untagged<'w>(&'w mut dyn fmt::Write);

impl Write for Untagged<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let json = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        for piece in json.split_inclusive(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let written = match piece.char_indices().next_back() {
                Some((end, last @ ('<' | '>' | '&' | '\u{2028}' | '\u{2029}'))) => {
                    self.0.write_str(&piece[..end]).and_then(|()| write!(self.0, "\\u{:04x}", u32::from(last)))
                }
                _ => self.0.write_str(piece),
            };
            written.map_err(io::Error::other)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
/// Takes JSON and writes the same JSON without what a runner of CI would take for a command: in `##[` and `##vso[`, which
/// only strings can hold, the bracket is written as `\u005b`.
#[derive(Debug)]
pub struct Unarmed<W> {
    out: W,
    /// How many signs `#` stand before, and whether letters follow them.
    signs: usize,
    has_letters: bool,
}

impl<W: Write> Unarmed<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, signs: 0, has_letters: false }
    }
}

impl<W: Write> Write for Unarmed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Hardly any text has the sign.
        if self.signs == 0 && memchr::memchr(b'#', bytes).is_none() {
            self.out.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let mut from = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'#' => {
                    self.signs = if self.has_letters { 1 } else { self.signs + 1 };
                    self.has_letters = false;
                }
                b'[' if self.signs > 1 => {
                    self.out.write_all(&bytes[from..at])?;
                    self.out.write_all(br"\u005b")?;
                    from = at + 1;
                    self.signs = 0;
                }
                letter if letter.is_ascii_alphabetic() && self.signs > 1 => self.has_letters = true,
                _ => self.signs = 0,
            }
            self.has_letters &= self.signs > 0;
        }
        self.out.write_all(&bytes[from..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_without_a_command() {
        for text in [
            "##[group]",
            "a ##vso[x]",
            "###[y]",
            "#[n]",
            "##a#[n]",
            "##teamcity[z] # #[",
            "##v\u{e4}[",
            "[##",
            "# Title [x]",
        ] {
            let value = serde_json::json!([[text], { text: [text] }]);
            let mut written = Vec::new();
            serde_json::to_writer_pretty(Unarmed::new(&mut written), &value).expect("a Vec takes all");
            let written = String::from_utf8(written).expect("UTF-8");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&written).expect("JSON"), value, "{written}");
            assert!(
                !written.contains("##[") && !written.contains("##vso[") && !written.contains("##teamcity["),
                "{written}"
            );
        }
    }

    #[test]
    fn a_command_is_found_across_two_writes() {
        let mut written = Vec::new();
        let mut out = Unarmed::new(&mut written);
        [&b"\"#"[..], b"#v", b"so", b"[x]\""].iter().for_each(|part| out.write_all(part).expect("a Vec takes all"));
        assert_eq!(written, br###""##vso\u005bx]""###);
    }

    #[test]
    fn no_tag_is_left() {
        let mut json = String::new();
        in_html(&["</script>&\u{2028}", "π >"], &mut json).expect("JSON");
        assert_eq!(json, r#"["\u003c/script\u003e\u0026\u2028","π \u003e"]"#);
    }
}
