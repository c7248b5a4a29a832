//! Tags and expressions that fill their lines.

use super::super::construct::Tag;
use super::super::container::Cursor;
use super::super::inline::Inline;
use super::super::script::{Kind, braces, tag};
use super::Blocks;

/// How far is looked for the end of a construct behind one that has none; less, the more there are.
const NEAR: usize = 1024;

impl Blocks<'_> {
    /// Tags and expressions that fill their lines, from `at` on; and where they end.
    pub(super) fn flow(&mut self, at: usize) -> Option<(usize, Inline)> {
        let end = self.reach(at);
        let source = self.source(end);
        let mut found = Inline::default();
        let mut at = at;
        loop {
            let read = match source.byte(at) {
                Some(b'<') => tag(source, at, 0).map(|tag| {
                    tag.map(|tag| {
                        let end = tag.span.end;
                        found.tags.push(Tag { flow: true, ..tag });
                        end
                    })
                }),
                Some(b'{') => braces(source, at, Kind::Text, 0).map(|span| {
                    found.expressions.push(span);
                    Some(span.end)
                }),
                None | Some(b'\n' | b'\r') => return Some((at, found)),
                Some(_) => return None,
            };
            match read {
                Ok(Some(end)) => at = end,
                Ok(None) => return None,
                Err(broken) => {
                    self.in_blocks.get_or_insert(broken);
                    self.faults += 1;
                    return None;
                }
            }
            while matches!(source.byte(at), Some(b' ' | b'\t')) {
                at += 1;
            }
        }
    }

    /// How far is looked for the end of what begins at `at`.
    pub(super) fn horizon(&self, at: usize) -> usize {
        let whole = self.raw(self.text.len());
        match self.faults {
            0 => whole.end,
            faults => whole.up_to(at + (NEAR / faults.div_ceil(32)).max(16)).end,
        }
    }

    /// How far the containers around `at` go, at least for the constructs in them.
    fn reach(&mut self, at: usize) -> usize {
        let most = self.horizon(at);
        if self.containers.is_empty() {
            return most;
        }
        if at < self.reached {
            return self.reached.min(most);
        }
        let mut end = self.line_end(at);
        while end < self.text.len() {
            let line = self.line_at(end + 1);
            let mut cursor = Cursor::new(line.start);
            if !self.containers.iter().all(|container| cursor.continues(self.text, line, *container)) {
                break;
            }
            self.unquote(line.start, cursor.at);
            end = self.line_end(line.start);
        }
        self.reached = end;
        end.min(most)
    }

    /// Hides the marks of quotations between `from` and `to`.
    pub(super) fn unquote(&mut self, from: usize, to: usize) {
        for at in from..to {
            if self.unquoted.as_bytes()[at] == b'>' {
                self.unquoted.replace_range(at..=at, " ");
            }
        }
    }
}
