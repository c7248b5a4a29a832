//! Texts inside the cells of a spreadsheet.

/// Whether a spreadsheet would take the text for a formula.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    let start = text.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}', '\'']);
    start.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The cell, with an apostrophe before it where a spreadsheet would take it for a formula, and without what a terminal would
/// act on.
#[must_use]
pub fn cell(text: String) -> String {
    let is_formula = is_formula(&text);
    let shown = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { c } else { super::seen(c) });
    if is_formula { std::iter::once('\'').chain(shown).collect() } else { shown.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{a0}=1", "'=1", "＝1", "\u{feff}=1"]
        {
            assert_eq!(cell(text.to_owned()), format!("'{text}"));
        }
        assert_eq!(cell("GET /a=b".to_owned()), "GET /a=b");
        assert_eq!(cell("a\r\n\tb\u{1b}[31m".to_owned()), "a\r\n\tb\u{fffd}[31m");
    }
}
