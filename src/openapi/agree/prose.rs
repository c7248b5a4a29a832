//! What of an example is written for people.

use std::sync::LazyLock;

use regex::Regex;

/// Whether a value is a text for people: several words besides the addresses.
pub(super) fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    words.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count() > 1
}

/// Whether an example shows people a word: what a button says.
pub(super) fn is_label(key: &str, text: &str) -> bool {
    const SHOWN: [&str; 8] = ["caption", "description", "label", "message", "placeholder", "summary", "text", "title"];
    SHOWN.contains(&key) && text.starts_with(char::is_uppercase) && text.chars().all(char::is_alphabetic)
}

/// The keys and the numbers of JSON inside a text.
static FACT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#""([A-Za-z_$@][\w$@.-]*)"\s*:|:\s*(-?\d[\d.eE+-]*|true|false|null)\b"#).expect("valid")
});

/// Whether two texts for people hold the same data.
pub(super) fn same_sample(own: &str, english: &str) -> bool {
    let facts = |text: &str| -> Vec<String> {
        FACT.captures_iter(text)
            .filter_map(|found| found.iter().skip(1).flatten().next())
            .map(|fact| fact.as_str().to_owned())
            .collect()
    };
    facts(own) == facts(english) && addresses(own) == addresses(english)
}

/// The addresses in a text, without the marks of the sentence around them.
fn addresses(text: &str) -> Vec<&str> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[a-z][a-z0-9+.-]*://[!-~]*[\w/]").expect("valid"));
    let mut found: Vec<&str> = ADDRESS.find_iter(text).map(|found| found.as_str()).collect();
    found.sort_unstable();
    found
}
