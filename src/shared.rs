//! Values that many others hold: each is kept once.

use std::collections::HashSet;
use std::fmt;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that others may hold as well.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Shared<T: ?Sized>(Arc<T>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl From<String> for Shared<str> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

impl<T> From<Vec<T>> for Shared<[T]> {
    fn from(list: Vec<T>) -> Self {
        Self(list.into())
    }
}

impl<T: ?Sized + Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Shared<str> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shared<[T]> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl JsonSchema for Shared<str> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        str::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        str::json_schema(generator)
    }
}

/// The values that are known.
#[derive(Debug)]
pub struct Pool<T: ?Sized>(HashSet<Arc<T>>);

impl<T: ?Sized> Default for Pool<T> {
    fn default() -> Self {
        Self(HashSet::new())
    }
}

impl<T: ?Sized + Hash + Eq> Pool<T> {
    /// Lets the value be the one that is known already.
    pub fn share(&mut self, value: &mut Shared<T>) {
        match self.0.get(&value.0) {
            Some(known) => value.0 = Arc::clone(known),
            None => _ = self.0.insert(Arc::clone(&value.0)),
        }
    }
}

/// Reads a list; `share` is called with each item as soon as it is read, so that what it has in common with those before it is
/// never there twice.
///
/// # Errors
///
/// An item cannot be read.
pub fn each<'de, D, T, P>(deserializer: D, share: fn(&mut T, &mut P)) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
    P: Default,
{
    struct Each<T, P>(fn(&mut T, &mut P));

    impl<'de, T: Deserialize<'de>, P: Default> Visitor<'de> for Each<T, P> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
            let (mut all, mut pools) = (Vec::new(), P::default());
            while let Some(mut item) = list.next_element()? {
                (self.0)(&mut item, &mut pools);
                all.push(item);
            }
            Ok(all)
        }
    }

    deserializer.deserialize_seq(Each(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_kept_once() {
        let read = |json: &str| {
            let share = |text: &mut Shared<str>, pool: &mut Pool<str>| pool.share(text);
            each(&mut serde_json::Deserializer::from_str(json), share)
        };
        let texts = read(r#"["parcel", "depot", "parcel"]"#).expect("texts");
        assert!(std::ptr::eq(&*texts[0], &*texts[2]));
        assert_eq!(serde_json::to_string(&texts).expect("JSON"), r#"["parcel","depot","parcel"]"#);
        assert!(read(r#"{"parcel": 1}"#).is_err());
    }
}
