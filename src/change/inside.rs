//! Markdown inside components: it may be indented by the depth it stands in, and is no code then.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A part of a text that was moved to the left, line by line.
pub(super) struct Left {
    pub(super) markdown: String,
    /// Where lines begin, and where they began.
    lines: Vec<(usize, usize)>,
}

impl Left {
    /// The lines of `text` that `range` is part of, without the white space that all of them begin with.
    pub(super) fn new(text: &str, range: Range<usize>) -> Self {
        let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let lines = || text[start..range.end].split_inclusive('\n');
        let all = lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
        let mut left = Self { markdown: String::new(), lines: Vec::new() };
        let mut at = start;
        for line in lines() {
            let skipped = all.min(indent(line));
            left.lines.push((left.markdown.len(), at + skipped));
            left.markdown.push_str(&line[skipped..]);
            at += line.len();
        }
        left
    }

    /// Where the byte at `at` stood.
    pub(super) fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(here, _)| *here <= at).checked_sub(1);
        line.and_then(|line| self.lines.get(line)).map_or(at, |(here, there)| there + at - here)
    }
}

/// The components that are open, the innermost last.
#[derive(Default)]
pub(super) struct Components(Vec<String>);

impl Components {
    /// Goes on behind `html`. A tag that stands `in_line` opens none: `Box<Rope>` is a name.
    pub(super) fn pass(&mut self, html: &str, in_line: bool) {
        static TAG: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"<(/?)([A-Z][\w.]*)(?:[^<>]*[^<>/])?(/?)>").expect("a valid pattern"));
        for tag in TAG.captures_iter(html) {
            match (&tag[1], &tag[3]) {
                ("/", _) => {
                    let opened = self.0.iter().rposition(|name| *name == tag[2]);
                    self.0.truncate(opened.unwrap_or(self.0.len()));
                }
                (_, "") if !in_line => self.0.push(tag[2].to_owned()),
                _ => {}
            }
        }
    }

    pub(super) fn are_closed(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a component ends with this line.
pub(super) fn ends_component(line: &str) -> bool {
    let line = line.trim_end();
    let closes = |tag: &str| tag.starts_with(|c: char| c.is_ascii_uppercase());
    line.ends_with("/>") || line.rsplit_once("</").is_some_and(|(_, tag)| line.ends_with('>') && closes(tag))
}

/// Whether HTML ends neither inside a comment nor inside what is no text.
pub(super) fn is_whole(html: &str) -> bool {
    let pairs = [("<!--", "-->"), ("{/*", "*/}"), ("<script", "</script"), ("<style", "</style")];
    pairs.iter().all(|(start, end)| html.matches(start).count() == html.matches(end).count())
}
