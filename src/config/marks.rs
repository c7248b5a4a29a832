//! Marks that the configuration names.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

use super::value::{Text, Value};
use crate::provenance::{Of, OwnMark};

/// A key that records the English that a page was made from.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, expecting = "a map with `key` and `of`")]
struct Entry {
    /// The key of the front matter or of a comment; keys below others are joined by dots.
    #[schemars(example = &"sync.english")]
    key: String,
    /// What the key holds, whole or its first digits: the hash of the English file, of its body, or of its blob in git, or a
    /// commit of the English tree. How a hash was made is found by trying.
    #[schemars(example = &"body")]
    of: Value<Held>,
}

/// What a key holds.
#[derive(Debug)]
struct Held(Of);

const HELD: [(&str, Of); 4] =
    [("file", Of::Content), ("body", Of::Content), ("blob", Of::Content), ("commit", Of::Commit)];

impl Text for Held {
    const FORM: &'static str = "what the key holds";

    fn read(text: &str) -> Result<Self, String> {
        let known = HELD.iter().find(|(name, _)| *name == text);
        known
            .map(|(_, of)| Self(*of))
            .ok_or_else(|| format!("nothing is recorded of `{text}`; use file, body, blob or commit"))
    }

    fn choices() -> Vec<&'static str> {
        HELD.iter().map(|(name, _)| *name).collect()
    }
}

/// One mark, or several.
#[derive(Debug, Default)]
pub(super) struct Marks(pub(super) Vec<OwnMark>);

impl From<Entry> for OwnMark {
    fn from(Entry { key, of: Value(Held(of)) }: Entry) -> Self {
        Self { key, of }
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MarksVisitor)
    }
}

impl JsonSchema for Marks {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Marks".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = generator.subschema_for::<Entry>();
        json_schema!({"anyOf": [entry, {"type": "array", "items": entry}]})
    }
}

struct MarksVisitor;

impl<'de> Visitor<'de> for MarksVisitor {
    type Value = Marks;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map with `key` and `of`, or a list of such maps")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Marks, A::Error> {
        let entry = Entry::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Marks(vec![entry.into()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Marks, A::Error> {
        let mut marks = Vec::new();
        while let Some(entry) = entries.next_element::<Entry>()? {
            marks.push(entry.into());
        }
        Ok(Marks(marks))
    }
}
