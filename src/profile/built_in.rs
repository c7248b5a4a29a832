//! The profiles that docparity knows, each a file of this folder whose first line says what it is for.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};

use super::{Overrides, Profile};

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

    /// The profile.
    #[must_use]
    pub fn profile(self) -> &'static Profile {
        let Row { yaml, profile, .. } = &TABLE[self.0];
        profile.get_or_init(|| {
            let overrides: Overrides = serde_yaml::from_str(yaml).expect("a shipped profile is well-formed");
            Profile::empty().with(&overrides).expect("a shipped profile is valid")
        })
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

impl Profile {
    /// The profile of Microsoft Graph reference pages.
    #[must_use]
    pub fn graph() -> &'static Self {
        Base::DEFAULT.profile()
    }

    /// A profile that finds no fact but example requests and example responses.
    fn empty() -> Self {
        Self {
            request_sections: Vec::new(),
            request_levels: vec![2, 3],
            request_annotation: String::new(),
            requests_in_text: false,
            permission_sections: Vec::new(),
            permission_heads: Vec::new(),
            scope_column: None,
            scope: Regex::new(r"[^\s\S]").expect("an expression that matches nothing"),
            header_sections: Vec::new(),
            response_sections: Vec::new(),
            response_levels: vec![2],
            status_line: None,
            identifier_heads: super::Kinds::new(),
            identifier_sections: super::Kinds::new(),
            value_sections: super::Kinds::new(),
            name_heads: Vec::new(),
            lists: Vec::new(),
            versions: Vec::new(),
            hosts: Vec::new(),
        }
    }
}
