//! `docparity.yaml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde_yaml::Value;

use super::{Config, nearest, profile};
use crate::error::Error;
use crate::finding::Severity;
use crate::layout::{Layout, Rooted};
use crate::rules;
use crate::span::LineIndex;

const KEYS: [&str; 6] = ["layout", "rules", "source", "profile", "assume-current", "baseline"];

/// A configuration file while it is being read.
pub(super) struct File<'a> {
    path: &'a Path,
    text: &'a str,
}

pub(super) fn read(path: &Path, text: &str) -> Result<Config, Error> {
    let file = File { path, text };
    let mut config = Config::default();
    let top: Option<BTreeMap<String, Value>> = serde_yaml::from_str(text).map_err(|error| {
        // A pattern that begins with `{` is YAML only in quotes.
        if file.after("layout").is_some_and(|at| text[at..].starts_with('{')) {
            return file.no_pattern();
        }
        let at = error.location().map_or(0, |location| location.index());
        file.error(at, &error.to_string())
    })?;
    for (key, value) in top.unwrap_or_default() {
        match key.as_str() {
            "rules" => file.rules(value, &mut config)?,
            "source" => {
                let Some(source) = value.as_str() else {
                    return Err(file.error(file.find("source"), "`source` is the path of the English tree"));
                };
                config.source = Some(path.parent().unwrap_or(Path::new("")).join(source));
            }
            "baseline" => {
                let Some(file_name) = value.as_str() else {
                    return Err(file.error(file.find("baseline"), "`baseline` is the path of a baseline"));
                };
                config.baseline = Some(path.parent().unwrap_or(Path::new("")).join(file_name));
            }
            "layout" => config.layout = Some(file.layout(&value)?),
            "profile" => config.profile = profile::read(&file, value)?,
            "assume-current" => {
                let Some(assumed) = value.as_bool() else {
                    return Err(file.error(file.find("assume-current"), "`assume-current` is `true` or `false`"));
                };
                config.assume_current = assumed;
            }
            _ => return Err(file.unknown(file.find(&key), &key, "key", &KEYS)),
        }
    }
    Ok(config)
}

impl File<'_> {
    fn rules(&self, value: Value, config: &mut Config) -> Result<(), Error> {
        let levels: BTreeMap<String, Value> = serde_yaml::from_value(value)
            .map_err(|_| self.error(self.find("rules"), "`rules` maps rule names to levels"))?;
        for (name, level) in levels {
            let Some(rule) = rules::named(&name) else {
                let known: Vec<&str> = rules::all().map(|rule| rule.name).collect();
                return Err(self.unknown(self.find(&name), &name, "rule", &known));
            };
            let text = level.as_str().map_or_else(|| format!("{level:?}"), str::to_owned);
            let severity = match text.as_str() {
                "off" => None,
                text => match Severity::ALL.into_iter().find(|severity| severity.name() == text) {
                    Some(severity) => Some(severity),
                    None => {
                        let at = self.find(&name) + name.len();
                        let at = at + self.text[at..].find(text).unwrap_or_default();
                        return Err(self.error(at, &format!("`{text}` is no level; use error, warning, info or off")));
                    }
                },
            };
            config.rules.retain(|known| known.name != rule.name);
            if let Some(severity) = severity {
                config.rules.push(rule);
                config.levels.insert(rule.name, severity);
            }
        }
        Ok(())
    }

    fn layout(&self, value: &Value) -> Result<Rooted, Error> {
        let pattern = value.as_str().ok_or_else(|| self.no_pattern())?;
        let layout = Layout::parse(pattern).map_err(|error| {
            let value = self.after("layout").unwrap_or_default();
            let quote = usize::from(self.text[value..].starts_with(['"', '\'']));
            self.error(value + quote + error.at, &error.message)
        })?;
        Ok(Rooted { root: self.path.parent().unwrap_or(Path::new("")).to_owned(), layout })
    }

    fn no_pattern(&self) -> Error {
        let at = self.after("layout").unwrap_or_default();
        self.error(at, "`layout` is a pattern in quotes, for example `\"{locale}/{page}\"`")
    }

    /// Where the value of a top-level `key` begins.
    fn after(&self, key: &str) -> Option<usize> {
        let mut starts = std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1));
        let value =
            starts.find_map(|at| self.text[at..].strip_prefix(key)?.trim_start_matches(' ').strip_prefix(':'))?;
        Some(self.text.len() - value.trim_start_matches(' ').len())
    }

    /// Where `key` stands.
    pub(super) fn find(&self, key: &str) -> usize {
        self.find_below(0, key)
    }

    /// Where `key` stands at or behind `start`; `start` where it cannot be found.
    pub(super) fn find_below(&self, start: usize, key: &str) -> usize {
        let mut places = self.text[start..].match_indices(key).map(|(at, _)| start + at);
        let is_key = |at: &usize| {
            let before = self.text[crate::span::line_start(self.text, *at)..*at].trim_end();
            let begins = before.trim_start_matches([' ', '-']).is_empty() || before.ends_with(['{', ',']);
            begins && self.text[at + key.len()..].trim_start().starts_with(':')
        };
        places.find(is_key).unwrap_or(start)
    }

    /// Where `value` stands behind `key`; `key` where it is written in another way.
    pub(super) fn behind(&self, key: usize, value: &str) -> usize {
        let colon = key + self.text[key..].find(':').unwrap_or_default();
        self.text[colon..].find(value).filter(|_| !value.is_empty()).map_or(key, |at| colon + at)
    }

    pub(super) fn unknown(&self, at: usize, name: &str, what: &str, known: &[&str]) -> Error {
        let cure = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are `{}`", known.join("`, `")),
        };
        self.error(at, &format!("no {what} is called `{name}`; {cure}"))
    }

    pub(super) fn error(&self, at: usize, message: &str) -> Error {
        let (line, column) = LineIndex::new(self.text).position(self.text, at.min(self.text.len()));
        Error::Config(format!("{}:{line}:{column}: {message}", self.path.display()))
    }
}
