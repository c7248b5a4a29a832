//! Formulas between dollar signs.

use crate::span::Span;

/// The formulas of a page whose body begins at `body`: `$$…$$`, and `$…$` as Pandoc reads it. None where nothing on the page
/// is surely one: dollars are money, and variables of a shell.
pub(super) fn formulas(text: &str, body: usize) -> Vec<Span> {
    let below = &text[body..];
    // Most dollars are no signs of formulas, and the page need not be gone over.
    if !below.contains('$') || !below.contains("$$") && !has_command(below) {
        return Vec::new();
    }
    let mut scan = Scan { text, at: body, found: Vec::new(), sure: false };
    while scan.at < text.len() {
        scan.step();
    }
    if scan.sure { scan.found } else { Vec::new() }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    found: Vec<Span>,
    /// Whether one of them can be nothing else.
    sure: bool,
}

impl Scan<'_> {
    /// Goes over what stands at the place: code, a formula, or text.
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        self.at += match rest.as_bytes()[0] {
            b'`' | b'~' => code(rest, self.text[..self.at].rsplit('\n').next().unwrap_or_default()),
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            b'$' => self.formula(rest).unwrap_or(if rest.starts_with("$$") { 2 } else { 1 }),
            _ => rest.bytes().position(|byte| matches!(byte, b'`' | b'~' | b'\\' | b'$')).unwrap_or(rest.len()),
        };
    }

    /// Takes the formula that `rest` begins with.
    fn formula(&mut self, rest: &str) -> Option<usize> {
        let mark = if rest.starts_with("$$") { "$$" } else { "$" };
        let inside = &rest[mark.len()..];
        let end = inside.find("\n\n").filter(|_| mark == "$").unwrap_or(inside.len());
        let length = closing(&inside[..end], mark)?;
        let formula = &inside[..length];
        let after = inside[length + mark.len()..].chars().next();
        let before = self.text[..self.at].chars().next_back();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let touches = !formula.starts_with(char::is_whitespace) && !formula.ends_with(char::is_whitespace);
        let is_surely = has_command(formula);
        // What begins in one cell of a table and ends in another is none.
        let line = self.text[..self.at].rsplit('\n').next().unwrap_or_default();
        let is_across = line.trim_start().starts_with('|') && formula.contains('|') && formula.contains(" | ");
        if formula.trim().is_empty()
            || is_across
            || mark == "$" && (!touches && !is_surely || is_word(after) || is_word(before))
        {
            return None;
        }
        self.sure |= mark == "$$" || is_surely;
        let whole = length + 2 * mark.len();
        self.found.push(Span::new(self.at, self.at + whole));
        Some(whole)
    }
}

/// Where the next `mark` stands that no backslash stands before.
fn closing(text: &str, mark: &str) -> Option<usize> {
    text.match_indices(mark).map(|(at, _)| at).find(|&at| !text[..at].ends_with('\\'))
}

/// Whether a formula has a command of TeX.
fn has_command(formula: &str) -> bool {
    let mut commands = formula.split('\\').skip(1);
    commands.any(|command| command.bytes().take_while(u8::is_ascii_alphabetic).count() > 1)
}

/// The length of the code that `rest` begins with, or of its marks where it is none. `before` is the line before it.
fn code(rest: &str, before: &str) -> usize {
    let sign = rest.as_bytes()[0];
    let count = rest.bytes().take_while(|byte| *byte == sign).count();
    let marks = &rest[..count];
    if count > 2
        && before.chars().all(|c| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '.') || c.is_ascii_digit())
    {
        let mut at = rest.find('\n').unwrap_or(rest.len());
        for line in rest[at..].split_inclusive('\n') {
            at += line.len();
            if line.trim_start_matches([' ', '\t', '>']).starts_with(marks) {
                break;
            }
        }
        return at;
    }
    if sign == b'~' {
        return count;
    }
    let end = rest.find("\n\n").unwrap_or(rest.len());
    let mut ends = rest[count..end.max(count)].match_indices(marks).map(|(at, _)| count + at);
    let is_whole = |at: &usize| !rest[at + count..].starts_with('`') && !rest[..*at].ends_with('`');
    ends.find(is_whole).map_or(count, |at| at + count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        formulas(text, 0).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn formulas_are_told_from_money_and_shells() {
        assert_eq!(found("a $\\alpha_1$ and $n$, for $5 or $6"), ["$\\alpha_1$", "$n$"]);
        assert_eq!(found("x\n\n$$\n\\frac{a}{b}\n$$\n"), ["$$\n\\frac{a}{b}\n$$"]);
        for text in
            ["from $5 to $6", "set $HOME or $PATH$", "`$\\alpha$`", "```sh\necho $$ $\\beta$\n```\n", "$a\n\n$\\beta$x"]
        {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
