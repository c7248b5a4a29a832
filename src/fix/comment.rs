//! Comments that silence findings, as edits of a page.

use crate::bilingual;
use crate::finding::Edit;
use crate::group::Ignore;
use crate::page::{BlockKind, Page, PageFormat};
use crate::span::line_start;

/// What a comment is to silence, and why.
#[derive(Debug, Clone, Copy)]
pub struct Silence<'s> {
    /// The rule or family.
    pub name: &'s str,
    /// Why its findings are no defects.
    pub reason: &'s str,
}

/// The edits that write a comment which silences what is found at the byte at `at` of the page `content`, or anywhere on it,
/// the best one first. Which of them silence it, and nothing else, is still to be seen: each leaves the blocks of the page as
/// they are.
#[must_use]
pub fn comments(path: &str, content: &str, at: Option<usize>, silence: Silence<'_>) -> Vec<Edit> {
    let format = PageFormat::of(path);
    let Some(comment) = Ignore::write(format, at.is_none(), silence.name, silence.reason) else { return Vec::new() };
    let end = if content.contains("\r\n") { "\r\n" } else { "\n" };
    let readings = bilingual::split(content);
    let reading = &readings.localized;
    let page = Page::parse(&reading.text, format);
    let places = match at {
        None => {
            let body = reading.offset_in_file(Page::body_start(&reading.text));
            let last = if content.ends_with('\n') { "" } else { end };
            vec![
                (body, format!("{comment}{end}")),
                (body, format!("{comment}{end}{end}")),
                (content.len(), format!("{last}{end}{comment}{end}")),
            ]
        }
        Some(at) => {
            let place = |span| reading.in_file(span);
            let line_end = |at: usize| content[at..].find(['\r', '\n']).map_or(content.len(), |length| at + length);
            let holds = |span| line_start(content, place(span).start) <= at && at <= line_end(place(span).end);
            let Some(block) = page.blocks.iter().find(|block| holds(block.span)) else { return Vec::new() };
            let span = place(block.span);
            let start = line_start(content, span.start);
            let prefix = &content[start..];
            let prefix = &prefix[..prefix.find(|c: char| !matches!(c, ' ' | '\t' | '>')).unwrap_or_default()];
            let above = (start, format!("{prefix}{comment}{end}"));
            let apart = (start, format!("{prefix}{comment}{end}{}{end}", prefix.trim_end()));
            let behind = (line_end(span.end), format!(" {comment}"));
            match block.kind {
                // A line of its own would end the list.
                BlockKind::Item(_) => vec![behind, above],
                BlockKind::Heading | BlockKind::Paragraph => vec![above, apart, behind],
                BlockKind::Table(_) | BlockKind::Fence(_) => vec![above, apart],
            }
        }
    };
    let shape = shape(&page);
    let keeps = |edit: &Edit| {
        let mut after = content.to_owned();
        after.insert_str(edit.offset, &edit.text);
        let readings = bilingual::split(&after);
        self::shape(&Page::parse(&readings.localized.text, format)) == shape
    };
    let edits = places.into_iter().map(|(offset, text)| Edit { offset, length: 0, text });
    edits.filter(keeps).collect()
}

/// What a reader sees of a page as its parts.
fn shape(page: &Page<'_>) -> (Vec<BlockKind>, usize, Vec<usize>) {
    let kinds = page.blocks.iter().map(|block| block.kind).collect();
    let rows = page.tables.iter().map(|table| table.rows.len()).collect();
    (kinds, page.items.len(), rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page with the best comment about `at`.
    fn with_comment(path: &str, page: &str, at: Option<&str>) -> Option<String> {
        let silence = Silence { name: "code-span", reason: "both names are known" };
        let at = at.map(|text| page.find(text).expect("a place on the page"));
        let edit = comments(path, page, at, silence).into_iter().next()?;
        let mut page = page.to_owned();
        page.insert_str(edit.offset, &edit.text);
        Some(page)
    }

    #[test]
    fn a_comment_stands_where_it_leaves_the_blocks_alone() {
        const MARK: &str = "<!-- docparity-ignore code-span: both names are known -->";
        for (page, at, expected) in [
            ("# A\n\nOne two\nthree.\n", "three", "# A\n\nMARK\nOne two\nthree.\n"),
            ("# A\r\n\r\n| a |\r\n| - |\r\n| b |", "b", "# A\r\n\r\nMARK\r\n| a |\r\n| - |\r\n| b |"),
            ("- one\n- two\n- three\n", "two", "- one\n- two MARK\n- three\n"),
            ("> one\n>\n> two\n", "two", "> one\n>\n> MARK\n> two\n"),
            ("- one\n\n  ```sh\n  run\n  ```\n", "run", "- one\n\n  MARK\n  ```sh\n  run\n  ```\n"),
            ("One\n## Two\n", "Two", "One\nMARK\n## Two\n"),
        ] {
            assert_eq!(with_comment("a.md", page, Some(at)), Some(expected.replace("MARK", MARK)), "{page}");
        }
        assert_eq!(with_comment("a.md", "---\ntitle: A\n---\nB\n", Some("A")), None, "front matter has no comments");
    }

    #[test]
    fn mdx_has_comments_of_its_own() {
        const MARK: &str = "{/* docparity-ignore code-span: both names are known */}";
        let page = "# A\n\nOne `b`.\n";
        assert_eq!(with_comment("a.mdx", page, Some("One")), Some(page.replace("One", &format!("{MARK}\nOne"))));
    }

    #[test]
    fn a_comment_about_a_file_stands_below_its_front_matter() {
        const MARK: &str = "<!-- docparity-ignore-file code-span: both names are known -->";
        let page = "---\ntitle: A\n---\n\n# A\n";
        assert_eq!(with_comment("a.md", page, None), Some(page.replace("---\n\n", &format!("---\n{MARK}\n\n"))));
    }

    #[test]
    fn a_reason_that_would_end_the_comment_is_none() {
        for reason in ["a --> b", "a\nb", " "] {
            assert_eq!(comments("a.md", "One\n", Some(0), Silence { name: "code-span", reason }), [], "{reason}");
        }
    }
}
