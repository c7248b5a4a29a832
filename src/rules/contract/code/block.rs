//! A code block as it is held against that of the English.

use crate::page::{CodeToken, Role, is_prose};

/// A block: its text, and its tokens with spans in that text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'t, 'b> {
    pub(super) text: &'t str,
    pub(super) code: &'t str,
    pub(super) tokens: &'b [CodeToken<'t>],
    /// The first token that differs.
    pub(super) at: usize,
    /// Whether other texts in it are in the language of the page.
    pub(super) is_localized: bool,
    /// Whether it is said to be for a shell.
    pub(super) is_shell: bool,
}

impl<'t> Block<'t, '_> {
    /// The tokens of the line with the first difference.
    pub(super) fn line(&self) -> Vec<&CodeToken<'t>> {
        let at = self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.span.start);
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        self.tokens.iter().filter(|token| start <= token.span.start && token.span.start < end).collect()
    }

    /// The text of that line.
    pub(super) fn line_text(&self) -> &'t str {
        let at = self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.span.start);
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.text[start..].lines().next().unwrap_or_default().trim()
    }

    /// What is run of each line.
    pub(super) fn lines(&self) -> Vec<Vec<&'t str>> {
        let mut lines: Vec<Vec<&str>> = Vec::new();
        let mut end = 0;
        for token in self.tokens {
            let goes_on = end > 0 && !self.text[end..token.span.start].contains('\n');
            end = token.span.end;
            let text = match token.role {
                Role::Text => continue,
                Role::FillIn => "<>",
                Role::String if is_prose(token.inside()) || !token.text.is_ascii() => "\"\"",
                Role::String => token.inside(),
                Role::Code if matches!(token.text, "," | ";") => continue,
                Role::Code => token.text,
            };
            match lines.last_mut().filter(|_| goes_on) {
                Some(line) => line.push(text),
                None => lines.push(vec![text]),
            }
        }
        // A prompt is not typed.
        for line in lines.iter_mut().filter(|line| line.len() > 1 && matches!(line[0], "$" | "%" | ">" | "+")) {
            line.remove(0);
        }
        lines
    }
}
