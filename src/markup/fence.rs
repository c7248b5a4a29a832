//! What stands behind the backticks of a code block.

use std::sync::LazyLock;

use regex::Regex;

/// Names for the same language.
const ALIASES: [&[&str]; 18] = [
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
    &["go", "golang"],
    &["cpp", "c++"],
    &["csharp", "cs", "c#"],
    &["rust", "rs"],
    &["ruby", "rb"],
    &["kotlin", "kt"],
    &["docker", "dockerfile"],
    &["env", "dotenv"],
];

/// What of the English `info` of a code block the translation changed: what is expected. Numbers of lines count where both
/// blocks have `as_long`.
#[must_use]
pub fn changed_info<'i>(own: &str, english: &'i str, as_long: bool) -> Option<&'i str> {
    let (language, theirs) = (language(own), language(english));
    let alias = |name: &str| ALIASES.iter().position(|names| names.contains(&name.to_ascii_lowercase().as_str()));
    let same = language.eq_ignore_ascii_case(theirs) || alias(language).is_some() && alias(language) == alias(theirs);
    let is_name =
        theirs.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'#' | b'-' | b'_' | b'.'));
    if !same && !theirs.is_empty() && is_name {
        return Some(theirs);
    }
    let mine: Vec<String> = attributes(own).map(unquoted).collect();
    let name = |attribute: &str| attribute.split_once('=').map(|(name, _)| name.to_owned());
    // A file of an example may have a name of the language, and keeps its ending.
    let is_renamed = |own: &str, attribute: &str| {
        let ending =
            |text: &str| text.trim_end_matches(['"', '\'']).rsplit_once('.').map(|(_, ending)| ending.to_owned());
        attribute.starts_with("title=") && ending(own) == ending(attribute) && strsim::levenshtein(own, attribute) > 2
    };
    let is_translated = |attribute: &str| {
        let mut own = mine.iter().filter(|own| name(own) == name(attribute) && name(own).is_some());
        own.any(|own| !own.is_ascii() || is_renamed(own, attribute))
    };
    let counts_lines = |attribute: &str| attribute.starts_with('{') || attribute.starts_with("hl_lines");
    attributes(english).find(|attribute| {
        !mine.contains(&unquoted(attribute)) && !is_translated(attribute) && (as_long || !counts_lines(attribute))
    })
}

/// An attribute without the quotation marks around its value.
fn unquoted(attribute: &str) -> String {
    attribute.replace(['"', '\''], "")
}

fn language(info: &str) -> &str {
    info.split([' ', '\t', '{', ',', ':']).next().unwrap_or_default()
}

static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"[0-9A-Za-z_\-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+)|\{[\d,\s\-]+\}"#).expect("valid"));

/// The attributes that are no text.
fn attributes(info: &str) -> impl Iterator<Item = &str> {
    ATTRIBUTE.find_iter(info).map(|found| found.as_str()).filter(|attribute| {
        let (name, value) = attribute.split_once('=').unwrap_or(("", attribute));
        let is_file =
            value.trim_matches(['"', '\'']).bytes().all(|byte| byte.is_ascii_graphic()) && value.contains('.');
        !matches!(name, "title" | "caption" | "label" | "description" | "tab") || is_file
    })
}
