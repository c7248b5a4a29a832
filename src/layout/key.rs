//! What a page is called in every locale.

/// The form in which the keys of pages compare: file names changed over the years in case, from `_` to `-`, and from one
/// ending of Markdown to another.
#[must_use]
pub fn folded(key: &str) -> String {
    let folded = key.to_lowercase().replace('_', "-");
    let stem = folded.strip_suffix(".mdx").or_else(|| folded.strip_suffix(".markdown"));
    stem.map(|stem| format!("{stem}.md")).unwrap_or(folded)
}

/// `key` without its first `count` folders; `None` where it has less.
#[must_use]
pub fn without(key: &str, count: usize) -> Option<&str> {
    (0..count).try_fold(key, |key, _| key.split_once('/').map(|(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spelling_and_the_ending_of_markdown_do_not_count() {
        assert_eq!(folded("Guide/Load_Ship.MDX"), "guide/load-ship.md");
        assert_eq!(folded("a.markdown"), folded("A.md"));
    }
}
