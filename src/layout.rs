//! Layouts: where the pages of each locale stand, and where their English stands.

mod apart;
mod convention;
mod conventions;
mod evidence;
mod found;
mod group;
mod pattern;
mod settings;
mod shape;
#[cfg(test)]
mod tests;

pub use apart::Apart;
pub use conventions::settings_files;
pub use found::{EnglishPlace, Found, FoundLocale, Tree, find};
pub use pattern::{Layout, LayoutError, Rooted};

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
