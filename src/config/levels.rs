//! How much the findings of each rule matter: `rules:` of the configuration file, for all pages or for some.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value as Json};

use super::value::{Text, Value, WrongValues};
use crate::finding::Severity;
use crate::rule::{Family, Rule};
use crate::rules;

/// A severity, or `None` for `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level(pub(super) Option<Severity>);

impl Text for Level {
    const FORM: &'static str = "error, warning, info or off";

    fn read(text: &str) -> Result<Self, String> {
        let severity = Severity::ALL.into_iter().find(|severity| severity.name() == text);
        match severity {
            None if text != "off" => Err(format!("`{text}` is no level; use {}", Self::FORM)),
            severity => Ok(Self(severity)),
        }
    }

    fn choices() -> Vec<&'static str> {
        Severity::ALL.iter().map(|severity| severity.name()).chain(["off"]).collect()
    }
}

/// The name of a rule, of a family, or `all`.
struct Name(String);

impl Text for Name {
    const FORM: &'static str = "the name of a rule or of a family";

    fn read(text: &str) -> Result<Self, String> {
        match rules::meant(text).next() {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(rules::unknown(text)),
        }
    }
}

/// Levels by the names of rules and families. A rule's own level beats that of its family, and that of the family `all`.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels(Vec<(String, Level)>);

impl Levels {
    /// Sets the level of a rule or family.
    pub(super) fn set(&mut self, name: &str, level: Level) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), level));
    }

    /// The level of `rule` where it was `before`. A family does not turn on what is off by default.
    pub(super) fn of(&self, rule: &Rule, before: Option<Severity>) -> Option<Severity> {
        let level = |name: &str| self.0.iter().find(|(known, _)| known == name).map(|(_, level)| level.0);
        if let Some(own) = level(rule.name) {
            return own;
        }
        match level(rule.family.name()).or_else(|| level("all")) {
            Some(Some(_)) if !rule.on => before,
            Some(level) => level,
            None => before,
        }
    }
}

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LevelsVisitor)
    }
}

struct LevelsVisitor;

impl<'de> Visitor<'de> for LevelsVisitor {
    type Value = Levels;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map from names of rules or families to levels")
    }

    fn visit_unit<E: Error>(self) -> Result<Levels, E> {
        Ok(Levels::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Levels, A::Error> {
        let (mut levels, mut wrong): (Vec<(String, Level)>, _) = (Vec::new(), WrongValues::none());
        loop {
            let name = match wrong.read(|entry| entries.next_key_seed(entry))? {
                Some(Some(Value(Name(name)))) => Some(name),
                Some(None) => return wrong.unless(Levels(levels)),
                None => None,
            };
            if let Some(name) = name.as_ref().filter(|name| levels.iter().any(|(known, _)| known == *name)) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
            let level = wrong.read(|entry| entries.next_value_seed(entry))?;
            levels.extend(name.zip(level).map(|(name, Value(level))| (name, level)));
        }
    }
}

impl JsonSchema for Levels {
    fn schema_name() -> Cow<'static, str> {
        "Levels".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Value<Level>>();
        let entry = |name: &str, what: &str| {
            let mut schema = level.clone();
            schema.insert("description".to_owned(), what.into());
            (name.to_owned(), schema.to_value())
        };
        let names = rules::all().map(|rule| entry(rule.name, rule.what));
        let families =
            Family::ALL.map(|family| entry(family.name(), &format!("The rules of the family {}.", family.name())));
        let names: Map<String, Json> = names.chain(families).chain([entry("all", "All rules.")]).collect();
        json_schema!({"type": ["object", "null"], "properties": names, "additionalProperties": false})
    }
}
