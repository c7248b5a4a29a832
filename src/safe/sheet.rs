//! Texts inside the cells of a spreadsheet.

/// Whether a spreadsheet would take the text for a formula.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    let start = text.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}', '\'']);
    start.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The cell, with an apostrophe before it where a spreadsheet would take it for a formula.
#[must_use]
pub fn cell(text: String) -> String {
    if is_formula(&text) { format!("'{text}") } else { text }
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
    }
}
