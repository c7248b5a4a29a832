//! The markers of bold texts, put where Markdown reads them.

use crate::span::Span;

/// What repairs the markers of `lost` bold texts of which readers see asterisks, and in the place of what; `None` where more
/// than one repair is possible. `is_spaced`: whether the language sets a blank before a colon.
pub(super) fn restored(text: &str, lost: usize, is_spaced: bool) -> Option<(Span, String)> {
    let escaped = || {
        let (first, last) = (text.find("\\*\\*")?, text.rfind("\\*\\*")? + 4);
        let span = Span::new(first, last);
        let repaired = span.of(text).replace("\\*\\*", "**");
        let as_many = span.of(text).matches("\\*\\*").count() == 2 * lost;
        let mut bold = span.of(text).split("\\*\\*").skip(1).step_by(2);
        let touch = bold.all(|words| !words.is_empty() && words.trim() == words);
        (as_many && touch && text.matches("\\*").count() == 4 * lost).then_some((span, repaired))
    };
    escaped().or_else(|| apart(text, is_spaced).filter(|_| lost == 1))
}

/// The only bold text without the blanks between its markers and its words: they stand outside where words would meet, and
/// before signs that the language sets apart.
fn apart(text: &str, is_spaced: bool) -> Option<(Span, String)> {
    let markers: Vec<usize> = text.match_indices("**").map(|(at, _)| at).collect();
    let [open, close] = markers[..] else { return None };
    if text.matches('*').count() != 4 || text.contains('`') {
        return None;
    }
    let inside = &text[open + 2..close];
    let words = inside.trim();
    let meets_word = text[..open].ends_with(char::is_alphanumeric);
    let before = if inside.starts_with(char::is_whitespace) && meets_word { " " } else { "" };
    // A Korean word is one with the particle that follows it.
    let is_joined = |c: char| matches!(c, '\u{ac00}'..='\u{d7af}');
    let is_apart =
        |c: char| c.is_alphanumeric() && !is_joined(c) || is_spaced && matches!(c, ':' | ';' | '!' | '?' | '»');
    // One opens a quotation in some languages and closes it in others.
    if !is_spaced && text[close + 2..].starts_with('»') {
        return None;
    }
    let after = if inside.ends_with(char::is_whitespace) && text[close + 2..].starts_with(is_apart) { " " } else { "" };
    let changes = !words.is_empty() && words.len() < inside.len();
    changes.then(|| (Span::new(open, close + 2), format!("{before}**{words}**{after}")))
}

#[cfg(test)]
mod tests {
    use super::restored;

    #[test]
    fn markers_are_put_where_markdown_reads_them() {
        let in_language = |text: &str, lost, is_spaced| {
            restored(text, lost, is_spaced).map(|(span, new)| text.replace(span.of(text), &new))
        };
        let repaired = |text: &str, lost| in_language(text, lost, false);
        assert_eq!(repaired("Ein \\*\\*Laib\\*\\* Brot", 1).as_deref(), Some("Ein **Laib** Brot"));
        assert_eq!(repaired("\\*\\*A\\*\\* und \\*\\*B\\*\\*", 2).as_deref(), Some("**A** und **B**"));
        assert_eq!(repaired("Ein \\*\\*\\*\\* Laib", 1), None);
        assert_eq!(repaired("Ein \\*\\* Laib \\*\\* Brot", 1), None);
        assert_eq!(repaired("Ein\\* \\*\\*Laib\\*\\* Brot", 1), None);
        assert_eq!(repaired("Ein** Laib **Brot", 1).as_deref(), Some("Ein **Laib** Brot"));
        assert_eq!(repaired("Ein ** Laib**.", 1).as_deref(), Some("Ein **Laib**."));
        assert_eq!(in_language("**Pain **: un", 1, true).as_deref(), Some("**Pain** : un"));
        assert_eq!(repaired("** Roti **: satu", 1).as_deref(), Some("**Roti**: satu"));
        assert_eq!(repaired("Ein ** Laib **»Brot«", 1), None);
        assert_eq!(repaired("** 빵 **의 무게", 1).as_deref(), Some("**빵**의 무게"));
        assert_eq!(repaired("Ein ** Laib** und ** Brot **", 1), None);
    }
}
