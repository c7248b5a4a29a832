//! What stands behind the backticks of a code block.

use std::sync::LazyLock;

use regex::Regex;

/// Names for the same language.
const ALIASES: [&[&str]; 10] = [
    &["", "text", "txt", "plain", "plaintext", "none", "nohighlight"],
    &["bash", "sh", "shell", "console", "zsh", "shell-session", "shellsession", "terminal"],
    &["js", "javascript", "mjs", "jsx"],
    &["ts", "typescript", "tsx"],
    &["yaml", "yml"],
    &["py", "python", "python3"],
    &["md", "markdown", "mdx"],
    &["json", "jsonc", "json5"],
    &["html", "htm"],
    &["powershell", "ps1", "pwsh"],
];

/// What of the English `info` of a code block the translation changed: what is expected.
#[must_use]
pub fn changed_info<'i>(own: &str, english: &'i str) -> Option<&'i str> {
    let (language, theirs) = (language(own), language(english));
    let alias = |name: &str| ALIASES.iter().position(|names| names.contains(&name.to_ascii_lowercase().as_str()));
    let same = language.eq_ignore_ascii_case(theirs) || alias(language).is_some() && alias(language) == alias(theirs);
    if !same && !theirs.is_empty() {
        return Some(theirs);
    }
    let mine: Vec<&str> = attributes(own).collect();
    attributes(english).find(|attribute| !mine.contains(attribute))
}

fn language(info: &str) -> &str {
    info.split([' ', '\t', '{', ',', ':']).next().unwrap_or_default()
}

static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"[\w\-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+)|\{[\d,\s\-]+\}"#).expect("valid"));

/// The attributes that are no text.
fn attributes(info: &str) -> impl Iterator<Item = &str> {
    ATTRIBUTE.find_iter(info).map(|found| found.as_str()).filter(|attribute| {
        let (name, value) = attribute.split_once('=').unwrap_or(("", attribute));
        let is_file =
            value.trim_matches(['"', '\'']).bytes().all(|byte| byte.is_ascii_graphic()) && value.contains('.');
        !matches!(name, "title" | "caption" | "label" | "description" | "tab") || is_file
    })
}
