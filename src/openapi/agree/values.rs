//! When two values of a description say the same, and how they are shown.

use super::names::Inside;
use crate::data::{Node, Value};
use crate::link::{Address, Speech};

/// A value without the quotation marks that a generator left around it: they say of a word what it is without them, a text.
pub(super) fn unquoted(value: &str) -> &str {
    let bare = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    let is_text = |text: &&str| {
        text.starts_with(char::is_alphabetic)
            && text.ends_with(char::is_alphanumeric)
            && !text.contains(['"', '\'', '\\', ':', '#'])
            && !NO_TEXTS.iter().any(|word| text.eq_ignore_ascii_case(word))
    };
    bare('"').or_else(|| bare('\'')).filter(is_text).unwrap_or(value)
}

/// Words that YAML reads as no texts where they stand without quotation marks.
const NO_TEXTS: [&str; 9] = ["false", "n", "no", "null", "off", "on", "true", "y", "yes"];

/// A value as it is told.
pub(super) fn shown(node: &Node) -> String {
    match &node.value {
        Value::Text(text) | Value::Plain(text) => text.clone(),
        Value::List(items) => format!("a list of {}", items.len()),
        Value::Map(entries) => match entries.first() {
            Some((key, _)) => format!("an object with `{}`", key.scalar().unwrap_or_default()),
            None => "an empty object".to_owned(),
        },
    }
}

/// Whether a key says what holds without it: a schema lets all properties pass.
pub(super) fn is_implied(place: Inside, key: &Node, value: &Node) -> bool {
    place == Inside::Object && key.scalar() == Some("additionalProperties") && value.scalar() == Some("true")
}

/// Whether two addresses differ in nothing but the hosts, which are of one site each: a market may have a host of its own.
pub(super) fn have_other_hosts_alone(own: &str, english: &str) -> bool {
    let (own, english) = (Address::parse(own), Address::parse(english));
    let rest = |address: &Address<'_>| (address.host.is_some(), address.path.to_owned(), address.query.to_owned());
    own.zip(english).is_some_and(|(own, english)| rest(&own) == rest(&english))
}

/// Whether an identifier ends in the name of the locale, as `listBoatsJa`: such ones keep two descriptions apart.
pub(super) fn ends_in_locale(id: &str, speech: &Speech) -> bool {
    let start = id.rfind(|c: char| c.is_ascii_uppercase() || c == '_' || c == '-');
    start.is_some_and(|at| speech.is(id[at..].trim_start_matches(['_', '-'])))
}
