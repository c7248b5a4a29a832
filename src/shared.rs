//! Values that many others hold: each is kept once.

use std::collections::HashSet;
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

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
    pub fn share(&mut self, value: &mut Arc<T>) {
        match self.0.get(value) {
            Some(known) => *value = Arc::clone(known),
            None => _ = self.0.insert(Arc::clone(value)),
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
            let share = |text: &mut Arc<str>, pool: &mut Pool<str>| pool.share(text);
            each(&mut serde_json::Deserializer::from_str(json), share)
        };
        let texts = read(r#"["parcel", "depot", "parcel"]"#).expect("texts");
        assert!(Arc::ptr_eq(&texts[0], &texts[2]));
        assert_eq!(serde_json::to_string(&texts).expect("JSON"), r#"["parcel","depot","parcel"]"#);
        assert!(read(r#"{"parcel": 1}"#).is_err());
    }
}
