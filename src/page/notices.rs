//! Notices and tabs of MkDocs, whose text is indented: <https://python-markdown.github.io/extensions/admonition/>.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// The signs before them.
pub(crate) const SIGNS_OF_NOTICES: [&str; 3] = ["!!!", "???", "==="];

/// A text whose MkDocs notices and tabs, each a line such as `!!! note "Title"` above lines that are indented, are items of a list:
/// so these lines are no code. Each byte stays where it is.
pub(crate) fn as_items(text: &str) -> Cow<'_, str> {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r#"(?m)^([ \t]*)(?:(?:!!!|\?\?\?)(\+ )?|===([!+] )?)( *[\w"][^\n]*\n(?:[ \t\r]*\n)*[ \t]+\S)"#;
        Regex::new(pattern).expect("a valid pattern")
    });
    if !SIGNS_OF_NOTICES.iter().any(|sign| text.contains(sign)) {
        return Cow::Borrowed(text);
    }
    SIGN.replace_all(text, |sign: &Captures<'_>| {
        let is_opened = sign.get(2).or(sign.get(3)).is_some();
        format!("{}-  {}{}", &sign[1], if is_opened { "+-" } else { "" }, &sign[4])
    })
}
