//! Values of the configuration file that are written as one text, and lists of them.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

/// A value that is written as one text.
pub(super) trait Text: Sized {
    /// What it is, as messages call it.
    const FORM: &'static str;

    /// Reads the value; what is wrong with it is told with its cure.
    fn read(text: &str) -> Result<Self, String>;

    /// The texts that are valid, where they are few.
    fn choices() -> Vec<&'static str> {
        Vec::new()
    }
}

/// A value read from its text.
#[derive(Debug)]
pub(super) struct Value<T>(pub(super) T);

impl<'de, T: Text> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An error within the visitor gets the place of the text.
        deserializer.deserialize_str(TextVisitor(PhantomData)).map(Self)
    }
}

impl<T: Text> JsonSchema for Value<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::FORM.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let choices = T::choices();
        if choices.is_empty() { json_schema!({"type": "string"}) } else { json_schema!({"enum": choices}) }
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Text> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::FORM)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text).map_err(E::custom)
    }
}

/// Any number of values; nothing at all is an empty list.
#[derive(Debug)]
pub(super) struct List<T>(pub(super) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Text> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData)).map(Self)
    }
}

impl<T: Text> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("list of {}", T::FORM).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<Value<T>>();
        json_schema!({"type": ["array", "null"], "items": item})
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Text> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list, each entry {}", T::FORM)
    }

    fn visit_unit<E: Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(Value(entry)) = entries.next_element()? {
            list.push(entry);
        }
        Ok(list)
    }
}
