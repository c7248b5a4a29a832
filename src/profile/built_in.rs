//! The profiles that docparity knows, each a file of this folder whose first line says what it is for.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};

use super::Profile;

/// All profiles. The first one is extended where nothing is said.
static TABLE: [Row; 4] = [
    Row::new("graph", include_str!("graph.yaml")),
    Row::new("http", include_str!("http.yaml")),
    Row::new("kubernetes", include_str!("kubernetes.yaml")),
    Row::new("none", include_str!("none.yaml")),
];

struct Row {
    name: &'static str,
    yaml: &'static str,
    profile: OnceLock<Profile>,
}

impl Row {
    const fn new(name: &'static str, yaml: &'static str) -> Self {
        Self { name, yaml, profile: OnceLock::new() }
    }
}

/// A profile to start from: a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base(usize);

impl Base {
    /// The profile that is extended where nothing is said.
    pub const DEFAULT: Self = Self(0);

    /// The profile that says of pages only what is certain on any.
    pub const NEUTRAL: Self = Self(1);

    /// All profiles to start from.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.len()).map(Self)
    }

    /// The profile that `docparity.yaml` names so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|base| base.name() == name)
    }

    /// The names of all profiles.
    pub(super) fn names() -> &'static [&'static str] {
        static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| TABLE.iter().map(|row| row.name).collect());
        &NAMES
    }

    /// The name in `docparity.yaml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE[self.0].name
    }

    /// What the profile is for.
    #[must_use]
    pub fn about(self) -> &'static str {
        TABLE[self.0].yaml.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }

    /// What the profile says, as it is written, and where it is kept once it is read.
    pub(super) fn written(self) -> (&'static str, &'static OnceLock<Profile>) {
        let Row { yaml, profile, .. } = &TABLE[self.0];
        (yaml, profile)
    }
}

impl Serialize for Base {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Base {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| D::Error::unknown_variant(&name, Self::names()))
    }
}

impl JsonSchema for Base {
    fn schema_name() -> Cow<'static, str> {
        "Base".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let name = |base: Self| json_schema!({"type": "string", "const": base.name(), "description": base.about()});
        json_schema!({"description": "A profile to start from.", "oneOf": Self::all().map(name).collect::<Vec<_>>()})
    }
}
