//! The lines of text of a section, outside code blocks and comments.

use std::borrow::Cow;

use crate::page::Page;
use crate::span::Span;

/// A line without the white space around it, and its place. Comments are blanked.
pub(super) type Line<'t> = (Span, Cow<'t, str>);

/// The lines of text right below the heading of `section`.
pub(super) fn of_section<'p>(page: &'p Page<'_>, section: usize) -> Vec<Line<'p>> {
    let end = page.sections.get(section + 1).map_or(page.text.len(), |next| next.span.start);
    let start = page.sections[section].span.end.min(end);
    let fences: Vec<Span> =
        page.fences.iter().filter(|fence| fence.section == section).map(|fence| fence.span).collect();
    let in_fence = |at: usize| fences.iter().any(|fence| (fence.start..fence.end).contains(&at));
    of_span(&page.prose, Span::new(start, end)).filter(|(span, _)| !in_fence(span.start)).collect()
}

/// The lines of `span` that are not empty.
pub(super) fn of_span(text: &str, span: Span) -> impl Iterator<Item = Line<'_>> {
    let (mut at, mut in_comment) = (span.start, false);
    span.of(text).split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let line = without_comments(line, &mut in_comment);
        let inside = line.trim_start();
        let start = start + line.len() - inside.len();
        let span = Span::new(start, start + inside.trim_end().len());
        let line = match line {
            Cow::Borrowed(line) => Cow::Borrowed(line.trim()),
            Cow::Owned(line) => Cow::Owned(line.trim().to_owned()),
        };
        (!line.is_empty()).then_some((span, line))
    })
}

/// Comments that end where they begin.
const EMPTY: [&str; 2] = ["<!-->", "<!--->"];

/// The line with as many blanks as its comments have bytes.
fn without_comments<'t>(line: &'t str, in_comment: &mut bool) -> Cow<'t, str> {
    if !*in_comment && !line.contains("<!--") {
        return Cow::Borrowed(line);
    }
    let mut rest = line;
    let mut kept = String::with_capacity(line.len());
    loop {
        let mark = if *in_comment { "-->" } else { "<!--" };
        let found = rest.find(mark).map(|at| if *in_comment { at + mark.len() } else { at });
        let (part, behind) = rest.split_at(found.unwrap_or(rest.len()));
        let empty = EMPTY.into_iter().find_map(|empty| behind.strip_prefix(empty));
        if let Some(behind) = empty.filter(|_| !*in_comment) {
            kept.push_str(part);
            kept.extend(std::iter::repeat_n(' ', rest.len() - part.len() - behind.len()));
            rest = behind;
            continue;
        }
        match *in_comment {
            true => kept.extend(std::iter::repeat_n(' ', part.len())),
            false => kept.push_str(part),
        }
        if found.is_none() {
            return Cow::Owned(kept);
        }
        *in_comment = !*in_comment;
        rest = behind;
    }
}

/// The line without the mark of a list item before it, and how many bytes the mark has.
pub(super) fn without_mark(line: &str) -> (usize, &str) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match line.as_bytes() {
        [b'-' | b'*' | b'+', b' ' | b'\t', ..] => 1,
        _ if digits > 0 && [". ", ") "].iter().any(|mark| line[digits..].starts_with(mark)) => digits + 1,
        _ => return (0, line),
    };
    let text = line[mark..].trim_start();
    (line.len() - text.len(), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    fn lines(text: &str) -> Vec<String> {
        of_span(text, Span::new(0, text.len())).map(|(_, line)| line.into_owned()).collect()
    }

    #[test]
    fn comments_are_no_text() {
        assert_eq!(lines("a <!-- b --> c\n<!--\nGET /x\n-->\n d <!-- e\nf --> g\n"), ["a            c", "d", "g"]);
        assert_eq!(lines("a <!-- never closed\nb\n"), ["a"]);
        assert_eq!(lines("a <!--> b <!---> c\n"), ["a       b        c"]);
    }

    #[test]
    fn a_line_keeps_its_place() {
        let text = "x\n  <!-- 参数 --> **name** \n";
        let (span, line) = of_span(text, Span::new(0, text.len())).nth(1).expect("two lines");
        assert_eq!((span.of(text), &*line), ("**name**", "**name**"));
    }

    #[test]
    fn lines_in_code_blocks_are_not_text() {
        let page = Page::parse("## A\none\n```\nGET /x\n```\ntwo\n## B\nthree\n", PageFormat::MARKDOWN);
        let found: Vec<String> = of_section(&page, 1).into_iter().map(|(_, line)| line.into_owned()).collect();
        assert_eq!(found, ["one", "two"]);
    }

    #[test]
    fn the_mark_of_an_item_is_no_text() {
        for (line, text) in [("- a", "a"), ("12) b", "b"), ("1.5 c", "1.5 c"), ("*d*", "*d*"), ("200 OK", "200 OK")] {
            assert_eq!(without_mark(line).1, text);
        }
    }
}
