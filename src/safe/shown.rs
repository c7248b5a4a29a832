//! Texts whose bytes count, where they are looked at and not taken in.

use std::io::{self, Write};

use super::{lines, unopened};

/// Takes a text that has to be exact for whoever takes it in, and writes it line by line for a terminal or a log: what these
/// would act on is replaced or broken as in all other texts. Tabs and the ends of lines stay.
#[derive(Debug)]
pub struct Shown<W> {
    out: W,
    /// The beginning of a line whose end has not come yet.
    line: Vec<u8>,
}

impl<W: Write> Shown<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::new() }
    }

    /// Writes the last line, where nothing ends it.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn finish(mut self) -> io::Result<()> {
        self.line_written()?;
        self.out.flush()
    }

    fn line_written(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let end = if line.ends_with("\r\n") { "\r\n" } else { &line[line.trim_end_matches('\n').len()..] };
        write!(self.out, "{}{end}", unopened(lines(&line[..line.len() - end.len()])))?;
        self.line.clear();
        Ok(())
    }
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.line_written()?;
            }
        }
        Ok(bytes.len())
    }

    /// What was not ended by a line end waits for it.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_is_shown_without_commands() {
        let mut shown = Vec::new();
        let mut out = Shown::new(&mut shown);
        for part in ["--- a/x\n ::er", "ror::y\r\n-\ta\u{1b}[31m\rb ##v", "so[z]\n\n", "+::c"] {
            out.write_all(part.as_bytes()).expect("a Vec takes all");
        }
        out.finish().expect("a Vec takes all");
        let shown = String::from_utf8(shown).expect("UTF-8");
        assert_eq!(shown, "--- a/x\n : :error::y\r\n-\ta\u{fffd}[31mb ## vso[z]\n\n+::c");
    }
}
