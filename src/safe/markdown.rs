//! Texts of pages inside a table of GitHub's Markdown.

/// A text is cut behind this many characters.
const LONGEST: usize = 300;

/// A message as it stands, with what is in its backticks as code.
#[must_use]
pub fn prose(message: &str) -> String {
    let message = shown(message);
    let parts: Vec<&str> = message.split('`').collect();
    let paired = parts.len() % 2 == 1;
    let last = parts.len() - 1;
    let part = |(at, part): (usize, &&str)| match at % 2 {
        0 => plain(part),
        _ if at == last && !paired => format!("&#96;{}", plain(part)),
        _ => code(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// A text as code. Most texts can stand between backticks; the others are spelled out, because a table ends its cells
/// before it looks for code.
#[must_use]
pub fn code(text: &str) -> String {
    let text = shown(text);
    match text.trim() {
        "" => format!("<code>{}</code>", "&nbsp;".repeat(text.chars().count())),
        trimmed if trimmed.len() == text.len() && !text.contains(['`', '|', '\\']) => format!("`{text}`"),
        _ => format!("<code>{}</code>", plain(&text)),
    }
}

/// A text without markup, links, mentions and references.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A comment keeps a name from being mentioned; a character reference would not.
            '@' => escaped.push_str("&#64;<!-- -->"),
            c if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '/' | '(' | ')' | '\'' | '?') => {
                escaped.push_str(&format!("&#{};", u32::from(c)));
            }
            '\n' | '\t' => escaped.push(c),
            c => escaped.push(super::seen(c)),
        }
    }
    escaped
}

fn shown(text: &str) -> String {
    super::cut(&super::line(text), LONGEST).into_owned()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::{code, prose};

    /// The text of the cell that `markdown` makes, and the tags and other events in it.
    fn rendered(markdown: &str) -> (String, Vec<String>) {
        let table = format!("| a | b |\n|---|---|\n| {markdown} | end |\n");
        let (mut cells, mut others) = (Vec::new(), Vec::new());
        for event in Parser::new_ext(&table, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Start(Tag::TableCell) => cells.push(String::new()),
                Event::Text(text) | Event::Code(text) => cells.last_mut().expect("a cell").push_str(&text),
                Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow)
                | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => {}
                other => others.push(format!("{other:?}")),
            }
        }
        assert_eq!((cells.len(), &*cells[3]), (4, "end"), "{table}");
        (cells.swap_remove(2), others)
    }

    #[test]
    fn nothing_is_left_that_a_terminal_acts_on() {
        assert_eq!(super::plain("a\u{1b}[31m\u{202e}b\nc"), "a\u{fffd}&#91;31m\u{fffd}b\nc");
    }

    const HOSTILE: [&str; 16] = [
        "a | b || c",
        r"a\|b \\| c",
        "<img src=x onerror=alert(1)>",
        "</code></table><script>",
        "&lt;b&gt; &amp; &#96;",
        "[link](https://example.com) ![image](x.png)",
        "https://example.com www.example.com me@example.com",
        "**bold** __bold__ ~~gone~~ *x* _y_",
        "$x$ $$y$$ :smile: [^1] - [ ] # heading",
        "日本語 | ｜ 「」 ]]>",
        "<!-- comment",
        "\\",
        "|",
        "100% {x} \"quoted\" 'single' = + ^",
        " leading and trailing ",
        "1. item > quote",
    ];

    #[test]
    fn no_text_breaks_out_of_its_cell() {
        let is_wrapping = |event: &String| event.contains("code>") || event.contains("<!-- -->");
        for text in HOSTILE {
            let (shown, others) = rendered(&code(text));
            assert_eq!(shown.trim(), text.trim());
            assert!(others.iter().all(is_wrapping), "{text}: {others:?}");
            let message = format!("the name `Accept` became `{text}` in {text}");
            let (shown, others) = rendered(&prose(&message));
            assert_eq!(shown, message.replace('`', "").trim_end());
            assert!(others.iter().all(is_wrapping), "{text}: {others:?}");
        }
    }

    #[test]
    fn backticks_that_do_not_pair_are_text() {
        for message in ["one ` alone", "`` `a`` ```", "a `b` `c | d", "`"] {
            let (shown, others) = rendered(&prose(message));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || *c == '|').collect::<String>();
            assert_eq!(letters(&shown), letters(message));
            assert!(others.iter().all(|event| event.contains("code>")), "{message}: {others:?}");
        }
    }

    #[test]
    fn nobody_is_mentioned_and_lines_stay_whole() {
        assert_eq!(prose("ask @octocat"), "ask &#64;<!-- -->octocat");
        assert_eq!(prose("a\r\nb `c\nd`"), "a\u{fffd}\u{fffd}b `c\u{fffd}d`");
        assert_eq!(code(&"日".repeat(400)).chars().count(), 303);
    }
}
