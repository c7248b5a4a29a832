//! Notices, which each site sets off in a way of its own: what readers see of them is their text.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::page::SIGNS_OF_NOTICES;

/// What signs of a notice are called. Where its title is no more than that, it says nothing.
const NAMES: [&str; 6] = ["note", "tip", "important", "warning", "caution", "info"];

/// A text without the signs that set it off as a notice: of a title that is more than the name of the sign, the title stays.
pub(super) fn without_signs(text: &str) -> Cow<'_, str> {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = [
            r"^\s*\[![A-Za-z]+\][+-]?",
            r"\{\{[%<]\s*/\w+\s*[%>]\}\}",
            r"\{\{[%<]\s*alert\b(?<attributes>[^{}]*)[%>]\}\}",
            r"^\s*:{3,}\s*[\w-]*(?:\[(?<label>[^\]]*)\])?(?:\{[^{}]*\})?",
            r"\s:{3,}\s*$",
            // How a shortcode looks.
            r#"(?<open>\{\{[%<]\s*[\w/-]+[^{}]*?)(?:\s+(?:class|color|height|width|style|image_anchor|icon|size|align)="[^"]*")+"#,
        ];
        Regex::new(&pattern.join("|")).expect("a valid pattern")
    });
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"\btitle\s*=\s*"([^"]*)""#).expect("a valid pattern"));
    SIGN.replace_all(text, |sign: &Captures<'_>| {
        if let Some(open) = sign.name("open") {
            return open.as_str().to_owned();
        }
        let title = sign.name("attributes").and_then(|rest| TITLE.captures(rest.as_str())?.get(1));
        let title = title.or(sign.name("label")).map(|title| title.as_str().to_owned()).unwrap_or_default();
        if NAMES.contains(&title.to_lowercase().trim_end_matches('s')) { String::new() } else { title }
    })
}

/// Whether both are one shortcode alone, with other parameters that are no texts: what it shows is written elsewhere.
pub(super) fn is_same_shortcode(older: &str, newer: &str) -> bool {
    static ALONE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\{\{[%<]\s*([\w/-]+)((?:\s[^{}]*)?)[%>]\}\}$").expect("a valid pattern"));
    let both = ALONE.captures(older).zip(ALONE.captures(newer));
    both.is_some_and(|(old, new)| {
        old[1] == new[1] && old[2] != new[2] && [&old, &new].iter().all(|code| code[2].split_whitespace().count() <= 1)
    })
}

/// A text without comments of MDX, and without the classes, names and attributes of what stands before them: `{: .wide}`,
/// `{#here}`, `{.wide target=_blank}`. What is set as code stays.
pub(super) fn without_attributes(text: &str, code: &[String]) -> String {
    static LIST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{:?\s*[.#][A-Za-z_][^{}]*\}|\{\s*/\*[^{}]*\*/\s*\}").expect("a valid pattern"));
    let (mut rest, mut at) = (String::new(), 0);
    for list in LIST.find_iter(text) {
        let is_inside = text[..list.start()].ends_with('{') || text[list.end()..].starts_with('}');
        if !is_inside && !code.iter().any(|code| code.contains(list.as_str())) {
            rest.push_str(&text[at..list.start()]);
            at = list.end();
        }
    }
    rest + &text[at..]
}

/// Whether an item whose text begins behind `before` is such a notice.
pub(super) fn is_sign(before: &str) -> bool {
    before.rsplit('\n').next().is_some_and(|line| SIGNS_OF_NOTICES.contains(&line.trim()))
}

/// The text of such an item without the kind of the notice: of its first line, the title stays.
pub(super) fn without_kind(text: &str) -> Cow<'_, str> {
    static KIND: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"^\s*[\w+-]*(?:\s+(?:inline|end))*(?:\s*"([^"]*)")?"#).expect("a valid pattern"));
    KIND.replace(text, "$1 ")
}
