//! JSON as what it is: members in any order, and values of which some only show what may stand there.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::code::bare;
use super::piece::Piece;
use crate::page::language;

/// What is written as JSON alone, or behind the head of a request.
const LANGUAGES: [&str; 4] = ["http", "json", "json5", "jsonc"];
/// What stands for a value of a type, in lower case.
const TYPES: [&str; 17] = [
    "binary",
    "boolean",
    "date",
    "date-time",
    "datetime",
    "decimal",
    "double",
    "float",
    "guid",
    "int",
    "int32",
    "int64",
    "integer",
    "number",
    "string",
    "timestamp",
    "uuid",
];

/// What of two pieces of JSON differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// Nothing but how it is written, and in which order.
    Form,
    /// Values of an example that are as good as any other.
    Samples,
}

/// What of two blocks differs that hold the same members of JSON; `None` where they do not, or hold none.
pub(super) fn difference(older: &Piece, newer: &Piece) -> Option<Difference> {
    let is_known = |piece: &Piece| LANGUAGES.contains(&&*language(piece.links.first().map_or("", |info| info)));
    if !is_known(older) || !is_known(newer) {
        return None;
    }
    let ((old_head, old_body), (new_head, new_body)) = cut(&older.seen).zip(cut(&newer.seen))?;
    // How long the body is follows from what it is.
    let head = |head: &'_ str| -> Vec<String> {
        let lines = head.lines().filter(|line| !line.to_ascii_lowercase().starts_with("content-length:"));
        lines.map(bare).collect()
    };
    if head(old_head) != head(new_head) {
        return None;
    }
    match serde_json::from_str::<Value>(old_body).ok().zip(serde_json::from_str::<Value>(new_body).ok()) {
        Some((old, new)) => compared(&old, &new),
        None if signs_of(old_body) == signs_of(new_body) => Some(Difference::Form),
        None => of_lines(old_body, new_body),
    }
}

/// What of the lines differs where nothing but values of members does.
fn of_lines(old: &str, new: &str) -> Option<Difference> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let member = |line: &'_ str| {
        let (key, value) = line.split_once(':')?;
        Some((bare(key), value.trim().trim_end_matches(',').to_owned()))
    };
    let is_sample = |(old, new): (&&str, &&str)| {
        let texts = |value: &str| serde_json::from_str::<Value>(value).ok();
        signs_of(old) == signs_of(new)
            || member(old).zip(member(new)).is_some_and(|((key, before), (other, now))| {
                key == other && texts(&before).zip(texts(&now)).is_some_and(|(old, new)| compared(&old, &new).is_some())
            })
    };
    (old.len() == new.len() && old.iter().zip(&new).all(is_sample)).then_some(Difference::Samples)
}

/// What stands before the JSON of a block, and the JSON.
fn cut(seen: &str) -> Option<(&str, &str)> {
    let begins = |at: usize| seen[at..].trim_start_matches([' ', '\t']).starts_with(['{', '[']);
    let mut starts = std::iter::once(0).chain(seen.match_indices('\n').map(|(at, _)| at + 1));
    starts.find(|at| begins(*at)).map(|at| seen.split_at(at))
}

/// A part of JSON that no parser reads.
#[derive(Debug, PartialEq, Eq)]
enum Sign<'b> {
    Bracket(char),
    Key(&'b str),
    Text(&'b str),
    Word(&'b str),
}

/// The parts of what no parser reads, without what separates members. A text whose end is missing ends with its line.
fn signs_of(body: &str) -> Vec<Sign<'_>> {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        let whole = r#""(?<double>(?:[^"\\\n]|\\.)*)"|'(?<single>(?:[^'\\\n]|\\.)*)'"#;
        let torn = r#"["'](?<start>[\w$@.-]+)[ \t]*:|["'](?<torn>[^\n]*)|(?<end>[^\s{}\[\],:"']+)["']"#;
        let pattern = format!(r#"{whole}|{torn}|(?<bracket>[{{}}\[\]])|(?<colon>:)|(?<word>[^\s{{}}\[\],:"']+)"#);
        Regex::new(&pattern).expect("a valid pattern")
    });
    let mut signs: Vec<Sign<'_>> = Vec::new();
    for found in SIGN.captures_iter(body) {
        let named = |name: &str| found.name(name).map(|part| part.as_str());
        let text = named("double").or_else(|| named("single")).or_else(|| named("end"));
        let torn = || named("torn").map(|text| text.trim_end().trim_end_matches(',').trim_end());
        match (named("bracket"), text.or_else(torn)) {
            (Some(bracket), _) => signs.extend(bracket.chars().map(Sign::Bracket)),
            (None, Some(text)) => signs.push(Sign::Text(text)),
            (None, None) => match (named("start"), named("word"), signs.last_mut()) {
                (Some(key), ..) => signs.push(Sign::Key(key)),
                (None, Some(word), _) => signs.push(Sign::Word(word)),
                // The quotation marks of a key are no part of it.
                (None, None, Some(last)) => {
                    if let Sign::Text(key) | Sign::Word(key) = *last {
                        *last = Sign::Key(key);
                    }
                }
                (None, None, None) => {}
            },
        }
    }
    signs
}

fn compared(old: &Value, new: &Value) -> Option<Difference> {
    let worst = |one: Difference, other| if other == Difference::Samples { other } else { one };
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => of_members(old, new),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            old.iter().zip(new).try_fold(Difference::Form, |found, (old, new)| Some(worst(found, compared(old, new)?)))
        }
        (Value::Array(old), Value::Array(new)) if old.is_empty() || new.is_empty() => {
            let is_type = |value: &Value| value.as_str().is_some_and(is_type);
            old.iter().chain(new).all(is_type).then_some(Difference::Samples)
        }
        (Value::String(old), Value::String(new)) => of_texts(old, new),
        _ => (old == new).then_some(Difference::Form),
    }
}

fn of_members(old: &Map<String, Value>, new: &Map<String, Value>) -> Option<Difference> {
    if old.len() != new.len() {
        return None;
    }
    let mut found = Difference::Form;
    for (key, value) in old {
        if compared(value, new.get(key)?)? == Difference::Samples {
            found = Difference::Samples;
        }
    }
    Some(found)
}

fn of_texts(old: &str, new: &str) -> Option<Difference> {
    // The name of a type is the same with the sign before it.
    let (old, new) = (old.trim_start_matches('#'), new.trim_start_matches('#'));
    match () {
        () if old == new || is_type(old) && old.eq_ignore_ascii_case(new) => Some(Difference::Form),
        // Another type is another promise.
        () if is_type(old) && is_type(new) => None,
        () if is_free(old) && is_free(new) => Some(Difference::Samples),
        () => None,
    }
}

/// Whether a value says what type it has, or what a reader is to put there.
fn is_type(value: &str) -> bool {
    let name = value.split('(').next().unwrap_or(value).trim().to_ascii_lowercase();
    TYPES.contains(&&*name)
}

/// Whether another value could stand in an example as well: a day or a time, an id that nobody reads, a text for people, or the
/// name of a type. A number or a name may be one of those that a service knows, and an address is one that a client asks.
fn is_free(value: &str) -> bool {
    static SAMPLE: LazyLock<Regex> = LazyLock::new(|| {
        let day = r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?";
        let time = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?";
        let id = r"\{?[0-9A-Za-z]{8}(?:-[0-9A-Za-z]{4}){3}-[0-9A-Za-z]{12}\}?";
        Regex::new(&format!("^(?:{day}|{time}|{id})$")).expect("a valid pattern")
    });
    let is_address = value.contains("://") || value.starts_with('/') || value.starts_with('#');
    let is_text = value.trim().contains(|c: char| c.is_whitespace() || !c.is_ascii());
    !is_address && (is_text || is_type(value) || SAMPLE.is_match(value) || is_opaque(value))
}

/// Whether a value is an id that nobody reads: so many letters and digits in a row make no name.
fn is_opaque(value: &str) -> bool {
    const LEAST: usize = 16;
    const DIGITS: usize = 3;
    let mut runs = value.split(|c: char| !c.is_ascii_alphanumeric());
    runs.any(|run| run.len() >= LEAST && run.bytes().filter(u8::is_ascii_digit).count() >= DIGITS)
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, changes};

    #[track_caller]
    fn kind(older: &str, newer: &str) -> Option<Kind> {
        let code = |text: &str| format!("```json\n{text}\n```\n");
        changes(&code(older), &code(newer)).first().map(|change| change.kind)
    }

    #[test]
    fn members_have_no_order() {
        let older = "{\n  \"oar\": \"left\",\n  \"rope\": { \"length\": 3, \"knots\": [1, 2] }\n}";
        let newer = "{\n  \"rope\": {\n    \"knots\": [1, 2],\n    \"length\": 3\n  },\n  \"oar\": \"left\"\n}";
        assert_eq!(kind(older, newer), Some(Kind::Form));
        assert_eq!(kind(older, &newer.replace("\"left\"", "\"right\"")), Some(Kind::Code));
        assert_eq!(kind(older, &newer.replace("\"length\"", "\"width\"")), Some(Kind::Code));
        assert_eq!(kind(older, &newer.replace("[1, 2]", "[1, 2, 3]")), Some(Kind::Code));
        let headed = |body: &str| format!("HTTP/1.1 200 OK\n\n{body}");
        assert_eq!(kind(&headed(older), &headed(newer)), Some(Kind::Form));
        assert_eq!(kind(&headed(older), &headed(newer).replace("200 OK", "201 Created")), Some(Kind::Code));
        let long = |body: &str| headed(body).replace("OK", "OK\nContent-Length: 20");
        assert_eq!(kind(&long(older), &headed(newer)), Some(Kind::Form));
    }

    #[test]
    fn a_sign_that_was_missing_changes_no_member() {
        let older = "{\n  \"rope\": \"long,\n  \"oar\": 1\n}";
        assert_eq!(kind(older, "{\n  \"rope\": \"long\",\n  \"oar\": 1\n}"), Some(Kind::Form));
        assert_eq!(kind(older, "{\n  \"rope\": \"short\",\n  \"oar\": 1\n}"), Some(Kind::Code));
        assert_eq!(kind("{ \"rope: 1 }", "{ \"rope\": 1 }"), Some(Kind::Form));
        assert_eq!(kind("{ \"rope\": long\" }", "{ \"rope\": \"long\" }"), Some(Kind::Form));
        assert_eq!(kind("{ rope: 1 \"oar\": 2 }", "{ \"rope\": 1, \"oar\": 2 }"), Some(Kind::Form));
        assert_eq!(kind("{ \"oar\": 1, ... }", "{ \"oar\": 1, \"rope\": 2, ... }"), Some(Kind::Code));
    }

    #[test]
    fn what_no_parser_reads_has_members_that_stand_in_objects_and_values_that_have_types() {
        let torn = |bow: &str, stern: &str| format!("{{\n\"bow\": {{\n{bow}}},\n\"stern\": {{\n{stern}}},\n...\n}}");
        let rope = "\"rope\": \"hemp\",\n";
        assert_eq!(kind(&torn(rope, "\"y\": 2\n"), &torn("", &format!("{rope}\"y\": 2\n"))), Some(Kind::Code));
        assert_eq!(kind(&torn("\"oar\": \"1\"\n", ""), &torn("\"oar\": 1\n", "")), Some(Kind::Code));
        assert_eq!(kind(&torn("\"oar\": [\"a\", \"b\"]\n", ""), &torn("\"oar\": \"ab\"\n", "")), Some(Kind::Code));
        assert_eq!(kind(&torn("\"oar\": 1\n", ""), &torn("\"oar\":1,\n", "")), Some(Kind::Form));
    }

    #[test]
    fn what_only_shows_a_value_may_be_another() {
        let rope = |value: &str| {
            format!("{{\n  \"oar\": \"left\",\n  \"knots\": [1, 2, 3],\n  \"tar\": true,\n  \"rope\": {value}\n}}")
        };
        let kind = |older: &str, newer: &str| kind(&rope(older), &rope(newer));
        assert_eq!(kind("\"string\"", "\"String\""), Some(Kind::Form));
        assert_eq!(kind("\"string\"", "\"boolean\""), Some(Kind::Code));
        let free = [
            "2027-03-01",
            "2027-04-02T10:30:00Z",
            "00aa11bb-22cc-33dd-44ee-556677889900",
            "AQIDbm90ZXMyMDI3MDQ=",
            "A calm bay",
            "string",
        ];
        for (old, new) in free.iter().zip(free.iter().cycle().skip(1)) {
            assert_eq!(kind(&format!("\"{old}\""), &format!("\"{new}\"")), Some(Kind::Prose), "{old} {new}");
        }
        for (old, new) in [
            ("HS256", "RS512"),
            ("v1.0", "v2.0"),
            ("bay.com", "sea.com"),
            ("rope-value", "oar-value"),
            ("edm.string", "Edm.Int32"),
            ("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"),
            ("hemp", "Hemp"),
            ("crew@bay.example", "guest@bay.example"),
        ] {
            assert_eq!(kind(&format!("\"{old}\""), &format!("\"{new}\"")), Some(Kind::Code), "{old} {new}");
        }
        assert_eq!(kind("8080", "8443"), Some(Kind::Code));
        assert_eq!(kind("\"12\"", "15"), Some(Kind::Code));
        assert_eq!(kind("\"#bay.rope\"", "\"bay.rope\""), Some(Kind::Form));
        assert_eq!(kind("[]", "[\"string\"]"), Some(Kind::Prose));
        assert_eq!(kind("[]", "[\"hemp\"]"), Some(Kind::Code));
        let torn = |value: &str| kind(&format!("1, ...\n\"oar\": {value}\n"), "1, ...\n\"oar\": \"7 of 9\"\n");
        assert_eq!((torn("\"5 of 9\""), torn("5")), (Some(Kind::Prose), Some(Kind::Code)));
        assert_eq!(kind("\"hemp\"", "\"steel\""), Some(Kind::Code));
        assert_eq!(kind("\"https://bay.example/a1\"", "\"https://bay.example/b2\""), Some(Kind::Code));
    }
}
