//! Texts in XML 1.0.

/// The text with markup escaped, fit for an element and for an attribute in double quotes. Line ends and tabs survive the
/// normalization of attributes; what XML cannot hold is replaced.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '[' if is_command(&escaped) => escaped.push_str("&#91;"),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether a runner of CI would take a bracket behind this text for the beginning of a command.
fn is_command(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).ends_with("##")
}

/// The text with what no XML document may hold replaced (XML 1.0, `Char`), and without commands for runners of CI.
#[must_use]
pub fn legal(text: &str) -> String {
    let is_legal = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    let kept = |c: char| if matches!(c, '\t' | '\n' | '\r') { c } else { super::seen(c) };
    super::unarmed(text.chars().map(|c| if is_legal(c) { kept(c) } else { '\u{fffd}' }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_element_or_an_attribute() {
        let text = "</a> & \" ]]> \n\t \u{1}\u{ffff} ##vso[x] [y]";
        assert_eq!(escaped(text), "&lt;/a&gt; &amp; &quot; ]]&gt; &#10;&#9; \u{fffd}\u{fffd} ##vso&#91;x] [y]");
        assert_eq!(legal("a\u{1}b\u{b}\u{fffe} ##[x]"), "a\u{fffd}b\u{fffd}\u{fffd} ## [x]");
    }
}
