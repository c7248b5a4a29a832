//! `profile:` of `docparity.yaml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_yaml::Value;

use super::file::File;
use crate::error::Error;
use crate::profile::{Base, Chosen, ListOverride, Overrides, Profile};

/// The profile that `value` means.
pub(super) fn read(file: &File<'_>, value: Value) -> Result<Cow<'static, Profile>, Error> {
    let at = file.find("profile");
    let overrides = match value {
        Value::String(name) => {
            let base = Base::ALL.into_iter().find(|base| base.name() == name);
            let base = base.ok_or_else(|| unknown_base(file, at, &name))?;
            return chosen(file, at, &Chosen::Named(base));
        }
        Value::Mapping(fields) => fields,
        _ => return Err(file.error(at, "`profile` is the name of a profile, or maps the fields that differ")),
    };
    let fields: BTreeMap<String, Value> = serde_yaml::from_value(Value::Mapping(overrides.clone()))
        .map_err(|_| file.error(at, "`profile` maps names of fields to their values"))?;
    let known = Fields::new();
    for (name, value) in fields {
        known.check(file, at, &name, &value)?;
    }
    let overrides: Overrides = serde_yaml::from_value(Value::Mapping(overrides))
        .map_err(|error| file.error(at, &format!("`profile`: {error}")))?;
    chosen(file, at, &Chosen::Overridden(Box::new(overrides)))
}

fn chosen(file: &File<'_>, at: usize, chosen: &Chosen) -> Result<Cow<'static, Profile>, Error> {
    chosen.profile().map_err(|wrong| {
        let field = file.find_below(at, wrong.field);
        file.error(file.behind(field, &wrong.value), &format!("`{}`: {}", wrong.field, wrong.message))
    })
}

/// Says that no profile has this name. It stands behind the key at `key`.
fn unknown_base(file: &File<'_>, key: usize, name: &str) -> Error {
    file.unknown(file.behind(key, name), name, "profile", &Base::ALL.map(Base::name))
}

/// The fields of a profile, as their schema describes them.
struct Fields(serde_json::Map<String, serde_json::Value>);

impl Fields {
    fn new() -> Self {
        let schema = schemars::schema_for!(Overrides).to_value();
        Self(schema.get("properties").and_then(|fields| fields.as_object()).cloned().unwrap_or_default())
    }

    /// Whether `name` is a field that can hold `value`.
    fn check(&self, file: &File<'_>, profile: usize, name: &str, value: &Value) -> Result<(), Error> {
        let at = file.find_below(profile, name);
        let Some(field) = self.0.get(name) else {
            let known: Vec<&str> = self.0.keys().map(String::as_str).collect();
            return Err(file.unknown(at, name, "field of a profile", &known));
        };
        match (name, value) {
            ("lists", entries) => lists(file, at, entries)?,
            ("extends", Value::String(base)) if Base::ALL.iter().all(|known| known.name() != base) => {
                return Err(unknown_base(file, at, base));
            }
            _ => {}
        }
        let alone: BTreeMap<&str, &Value> = BTreeMap::from([(name, value)]);
        let alone = serde_yaml::to_value(alone).and_then(serde_yaml::from_value::<Overrides>);
        alone.map(drop).map_err(|error| {
            let error = error.to_string();
            let error = error.strip_prefix(&format!("{name}: ")).unwrap_or(&error);
            // What the parser expects is named as in this program; the example says it better.
            let error = error.split(", expected").next().unwrap_or(error);
            file.error(at, &format!("`{name}`: {error}; write it like `{name}: {}`", field["examples"][0]))
        })
    }
}

/// The entries of `lists` are maps themselves.
fn lists(file: &File<'_>, at: usize, value: &Value) -> Result<(), Error> {
    let schema = schemars::schema_for!(ListOverride).to_value();
    let known: Vec<&str> =
        schema["properties"].as_object().into_iter().flat_map(|fields| fields.keys().map(String::as_str)).collect();
    let entries = value.as_sequence().into_iter().flatten().filter_map(Value::as_mapping);
    let mut names = entries.flat_map(|entry| entry.keys()).filter_map(Value::as_str);
    match names.find(|name| !known.contains(name)) {
        Some(name) => Err(file.unknown(file.find_below(at, name), name, "field of a list", &known)),
        None => Ok(()),
    }
}
