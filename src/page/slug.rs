//! Anchors made from headings.

/// The anchor that documentation sites make from a heading: lower case, blanks to `-`, punctuation dropped. English
/// source pages have no `<a name>`; there the anchor of a section is made so.
#[must_use]
pub fn slug(heading: &str) -> String {
    heading
        .trim()
        .chars()
        .filter_map(|c| match c {
            c if c.is_whitespace() => Some('-'),
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn punctuation_goes_and_blanks_become_hyphens() {
        assert_eq!(slug("HTTP request"), "http-request");
        assert_eq!(slug(" Example 2: list `users` (v1.0)"), "example-2-list-users-v10");
    }
}
