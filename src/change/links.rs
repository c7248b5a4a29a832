//! Links that are none to a parser of Markdown.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A text without the links whose target a generator writes, `[dock]({% link dock.md %})`: their words stay, and `links` gets their
/// targets. What is set as code stays.
pub(super) fn without_links(text: &str, code: &[String], links: &mut Vec<String>) -> String {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        let target = r"[^()\s]*(?:\{%[^{}]*%\}|\{\{[^{}]*\}\})[^()\s]*";
        Regex::new(&format!(r"!?\[([^\[\]]*)\]\(({target})\)")).expect("a valid pattern")
    });
    let text = LINK.replace_all(text, |link: &Captures<'_>| {
        if code.iter().any(|code| code.contains(&link[0])) {
            return link[0].to_owned();
        }
        links.push(link[2].to_owned());
        link[1].to_owned()
    });
    text.into_owned()
}
