//! Values of the configuration file that are written as one text, and lists of them.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

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
        Entry::of(&Cell::new(false)).deserialize(deserializer)
    }
}

/// Reads a value that stands among others.
pub(super) struct Entry<'w, T> {
    /// Set where the text is no such value: what follows it can be read all the same.
    is_wrong: &'w Cell<bool>,
    value: PhantomData<T>,
}

impl<'w, T> Entry<'w, T> {
    fn of(is_wrong: &'w Cell<bool>) -> Self {
        Self { is_wrong, value: PhantomData }
    }
}

impl<'de, T: Text> DeserializeSeed<'de> for Entry<'_, T> {
    type Value = Value<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<T>, D::Error> {
        // An error within the visitor gets the place of the text.
        deserializer.deserialize_str(self).map(Value)
    }
}

/// Stands before, between and behind the messages about the values of one list, each with its place.
pub(super) const BETWEEN: char = '\u{1f}';

/// What is wrong with the values of a list, so that all of it is told at once.
pub(super) struct WrongValues<E>(Vec<E>);

impl<E: Error> WrongValues<E> {
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// The value that `read` reads. What is wrong with the text of one is kept; with whatever else is wrong, nothing more can be read.
    pub(super) fn read<T, R>(&mut self, read: impl FnOnce(Entry<'_, T>) -> Result<R, E>) -> Result<Option<R>, E> {
        let is_wrong = Cell::new(false);
        match read(Entry::of(&is_wrong)) {
            Ok(value) => Ok(Some(value)),
            Err(error) if is_wrong.get() => {
                self.0.push(error);
                Ok(None)
            }
            Err(error) => Err(self.0.drain(..).next().unwrap_or(error)),
        }
    }

    /// What `value` is, unless something was wrong.
    pub(super) fn unless<T>(mut self, value: T) -> Result<T, E> {
        match self.0.len() {
            0 => Ok(value),
            1 => Err(self.0.remove(0)),
            _ => {
                let told = self.0.iter().map(|error| format!("{error}{BETWEEN}"));
                Err(E::custom(format!("{BETWEEN}{}", told.collect::<String>())))
            }
        }
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

impl<T: Text> Visitor<'_> for Entry<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::FORM)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text).map_err(|message| {
            self.is_wrong.set(true);
            E::custom(message)
        })
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
        let (mut list, mut wrong) = (Vec::new(), WrongValues::none());
        loop {
            match wrong.read(|entry| entries.next_element_seed(entry))? {
                Some(Some(Value(entry))) => list.push(entry),
                Some(None) => return wrong.unless(list),
                None => {}
            }
        }
    }
}
