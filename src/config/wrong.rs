//! What is wrong with a configuration file, said to whoever wrote it.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::schema;
use super::value::{BETWEEN, Text};
use crate::error::Error;
use crate::layout::Layout;
use crate::rules::nearest;
use crate::span::LineIndex;

/// Where the YAML parser says that something is.
static AT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r" at line (\d+) column (\d+)").expect("valid"));

/// A configuration file that is being read.
pub(super) struct Wrong<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Wrong<'_> {
    /// What the YAML parser says, in the words of the file: `rules.x: unknown field …, expected … at line 2 column 3`.
    pub(super) fn error(&self, error: &serde_yaml::Error) -> Error {
        let told = error.to_string();
        let Some(place) = error.location() else { return self.at(1, 1, &told) };
        let parts: Vec<&str> = told.split(BETWEEN).collect();
        // Before the first and behind the last stands what is said of the list.
        match parts.get(1..parts.len() - 1) {
            Some(values) if values.len() > 1 => Error::Several(values.iter().map(|told| self.value(told)).collect()),
            _ => self.one(&told, (place.line(), place.column())),
        }
    }

    /// What is said of one of the values of a list, with its place.
    fn value(&self, told: &str) -> Error {
        let number = |at: &regex::Captures<'_>, group| at.get(group).and_then(|it| it.as_str().parse().ok());
        let place = AT.captures_iter(told).last().and_then(|at| Some((number(&at, 1)?, number(&at, 2)?)));
        self.one(told, place.unwrap_or((1, 1)))
    }

    fn one(&self, told: &str, (mut line, column): (usize, usize)) -> Error {
        let message = &*AT.replace_all(told, "");
        let (key, problem) = match message.split_once(": ").filter(|(key, _)| !key.contains(' ')) {
            Some((key, problem)) => (key, problem),
            None => ("", message),
        };
        let mut quoted = problem.split('`').skip(1).step_by(2);
        let said = if problem.starts_with("unknown field") {
            let name = quoted.next().unwrap_or_default();
            let within = if key.is_empty() { String::new() } else { format!(" of `{key}`") };
            format!("no key{within} is called `{name}`; {}", cure(name, &quoted.collect::<Vec<_>>()))
        } else if problem.starts_with("unknown variant") {
            let name = quoted.next().unwrap_or_default();
            format!("`{key}` cannot be `{name}`; {}", cure(name, &quoted.collect::<Vec<_>>()))
        } else if problem.starts_with("duplicate field") || problem.starts_with("duplicate entry") {
            let name = quoted.next().unwrap_or_default();
            line = self.second(name).unwrap_or(line);
            format!("`{name}` stands here a second time; keep one of the two")
        } else if problem.starts_with("missing field") {
            let within = if key.is_empty() { "this".to_owned() } else { format!("`{key}`") };
            let name = quoted.next().unwrap_or_default();
            let like = example(name).map_or_else(String::new, |example| format!(", like `{name}: {example}`"));
            format!("{within} has no `{name}`; add it{like}")
        } else if let Some((_, form)) = problem.split_once(", expected ").filter(|_| problem.starts_with("invalid ")) {
            expected(key, form)
        } else if self.has_braces(line) {
            expected("layout", Layout::FORM)
        } else if self.line(line).trim_start_matches(' ').starts_with('\t') {
            "YAML is not indented with tabs; use spaces".to_owned()
        } else {
            problem.to_owned()
        };
        self.at(line, column, &said)
    }

    /// What is wrong at `offset` of the text.
    pub(super) fn at_offset(&self, offset: usize, message: &str) -> Error {
        let (line, column) = LineIndex::new(self.text).position(self.text, offset.min(self.text.len()));
        self.at(line, column, message)
    }

    fn at(&self, line: usize, column: usize, message: &str) -> Error {
        Error::invalid(self.path, (line, column), message)
    }

    fn line(&self, line: usize) -> &str {
        self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default()
    }

    /// The line where `key` stands for the second time.
    fn second(&self, key: &str) -> Option<usize> {
        let is_key =
            |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let mut lines = self.text.lines().enumerate().filter(|(_, line)| is_key(line));
        lines.nth(1).map(|(at, _)| at + 1)
    }

    /// Whether the line or the one before it gives `layout` a value that begins with a brace: that is a map for YAML.
    fn has_braces(&self, line: usize) -> bool {
        let unquoted = |line: usize| {
            let value = self.line(line).strip_prefix("layout:");
            value.is_some_and(|value| value.trim_start().starts_with('{'))
        };
        unquoted(line) || unquoted(line.saturating_sub(1))
    }
}

/// What `key` should hold. `form` is what the parser expected.
fn expected(key: &str, form: &str) -> String {
    let form = match form {
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a map" => "a map of keys to values",
        form => form,
    };
    if key.is_empty() || key == "." {
        return format!("the file holds {form}");
    }
    let last = key.rsplit('.').next().unwrap_or_default();
    let name = last.split('[').next().unwrap_or_default();
    let example = if last == name { example(name) } else { None };
    match example {
        Some(example) => format!("`{key}` is {form}; write it like `{name}: {example}`"),
        None => format!("`{key}` is {form}"),
    }
}

/// The example that the schema gives for a key.
fn example(name: &str) -> Option<Value> {
    fn find(schema: &Value, name: &str) -> Option<Value> {
        match schema {
            Value::Object(fields) => {
                let own = fields.get("properties").and_then(|keys| keys.get(name)?.get("examples")?.get(0));
                own.cloned().or_else(|| fields.values().find_map(|field| find(field, name)))
            }
            Value::Array(entries) => entries.iter().find_map(|entry| find(entry, name)),
            _ => None,
        }
    }
    find(&schema(), name)
}

/// How to write what is written `name`.
pub(super) fn cure(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are `{}`", known.join("`, `")),
    }
}
