//! The form in which a profile is written in `docparity.yaml`.

use std::fmt;

use regex::Regex;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{Base, Kinds, List, Profile};
use crate::page::slug;

/// What `profile:` says: a built-in profile as it is, or with other fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Chosen {
    /// The name of a built-in profile.
    Named(Base),
    /// The fields that differ.
    Overridden(Box<Overrides>),
}

/// A profile as it is written. A field that is left out stays as it is in the profile that is extended; a list replaces the
/// list there. A section is named by its anchor (`request-url`) or by its English heading (`Request URL`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Overrides {
    /// The profile to start from; `graph` where nothing is said.
    #[schemars(example = &"none")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extends: Option<Base>,
    /// Sections that hold the documented requests: how their anchors begin. `http-request` also names `http-request-1`.
    #[schemars(example = vec!["request-url"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_sections: Option<Vec<String>>,
    /// The levels of the headings of request sections: 2 for `##`. What stands below deeper headings belongs to them.
    #[schemars(example = vec![2, 3])]
    #[schemars(inner(range(min = 1, max = 6)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_levels: Option<Vec<u8>>,
    /// The `blockType` in the comment before a code block that holds documented requests wherever it stands. Empty for
    /// none.
    #[schemars(example = &"ignored")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_annotation: Option<String>,
    /// Whether a line of text in a request section that reads `GET /users` is a request, as it is in a code block.
    #[schemars(example = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests_in_text: Option<bool>,
    /// Sections whose tables list permission scopes. A table there counts when a scope stands in it.
    #[schemars(example = vec!["oauth-scopes"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission_sections: Option<Vec<String>>,
    /// English heads that make a table one of permission scopes in any section: how its first cell begins.
    #[schemars(example = vec!["permission type"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission_heads: Option<Vec<String>>,
    /// The column of a permission table that holds the scopes, 1 for the first. Where nothing is said, or 0, the scopes
    /// stand in all columns behind the first, which says who needs them.
    #[schemars(example = 1)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope_column: Option<usize>,
    /// The grammar of a permission scope: a regular expression that matches one scope and nothing else in a cell.
    #[schemars(example = &r"\b(?:(?:read|write|admin):[a-z_]+|repo)\b")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Sections whose tables list request headers: name first, value or description behind it.
    #[schemars(example = vec!["headers"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_sections: Option<Vec<String>>,
    /// Sections that say what comes back: how their anchors begin. Response codes there stand in code: `` `204` ``.
    #[schemars(example = vec!["response", "returns"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_sections: Option<Vec<String>>,
    /// The levels of the headings of response sections: 2 for `##`. What stands below a heading one level deeper does not
    /// belong to them.
    #[schemars(example = vec![2])]
    #[schemars(inner(range(min = 1, max = 6)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_levels: Option<Vec<u8>>,
    /// The grammar of a line of text in a response section that states a response code without code formatting: a regular
    /// expression with the group `status` and, where there is one, `reason`. The mark of a list item is not part of the
    /// line. Empty for none.
    #[schemars(example = &r"^(?<status>[1-5]\d\d)(?: (?<reason>.+))?$")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_line: Option<String>,
    /// By kind of name, the English heads that make a table one of identifiers in any section: its first cell.
    #[schemars(example = serde_json::json!({"parameter": ["parameter", "argument"]}))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_heads: Option<Kinds>,
    /// By kind of name, sections whose tables are tables of identifiers where their first cell is one of `name-heads`.
    #[schemars(example = serde_json::json!({"parameter": ["query-string"], "property": ["body"]}))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_sections: Option<Kinds>,
    /// By kind of name, how the anchors of sections end whose tables list the values of an enumeration.
    #[schemars(example = serde_json::json!({"member": ["-values"]}))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_sections: Option<Kinds>,
    /// English heads of name columns that make a table one of identifiers in `identifier-sections` only.
    #[schemars(example = vec!["name", "key"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_heads: Option<Vec<String>>,
    /// Lists whose items each name an identifier. The first entry that fits an item counts.
    #[schemars(example = serde_json::json!([{"sections": ["parameters"], "kind": "parameter", "item": "^`(?<name>[^`]+)` \\((?<type>[^)]+)\\)"}]))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lists: Option<Vec<ListOverride>>,
    /// Versions of the documented API that the path of a request may begin with: `/v1.0/users` is `/users`.
    #[schemars(example = vec!["v1", "v2"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versions: Option<Vec<String>>,
    /// Hosts of the documented API. Example requests to other hosts are not held against the documented requests.
    #[schemars(example = vec!["api.example.com"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosts: Option<Vec<String>>,
}

/// Lists whose items each name an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ListOverride {
    /// The sections they stand in; left out for any section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// What the items name, as findings call it: `parameter`, `property`, `field`.
    pub kind: String,
    /// The grammar of an item's first line as it is written, without the mark of the list: a regular expression with the
    /// group `name` and, where there is one, `type`.
    pub item: String,
}

impl<'de> Deserialize<'de> for Chosen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChosenVisitor)
    }
}

/// Reads either form by itself, so that an error is about the form that was written.
struct ChosenVisitor;

impl<'de> Visitor<'de> for ChosenVisitor {
    type Value = Chosen;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a profile, or a map of the fields that differ")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Chosen, E> {
        Base::named(name).map(Chosen::Named).ok_or_else(|| E::unknown_variant(name, Base::names()))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Chosen, A::Error> {
        Overrides::deserialize(MapAccessDeserializer::new(fields))
            .map(|overrides| Chosen::Overridden(Box::new(overrides)))
    }
}

/// A field that is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field, as it is written.
    pub field: &'static str,
    /// The value at fault, where the field has several.
    pub value: String,
    /// What is wrong, and the cure.
    pub message: String,
}

impl Profile {
    /// This profile with other fields.
    ///
    /// # Errors
    ///
    /// A field is not valid.
    pub fn with(&self, other: &Overrides) -> Result<Self, Wrong> {
        let mut profile = self.clone();
        sections(&mut profile.request_sections, "request-sections", other.request_sections.as_ref())?;
        levels(&mut profile.request_levels, "request-levels", other.request_levels.as_ref())?;
        set(&mut profile.request_annotation, other.request_annotation.as_ref());
        set(&mut profile.requests_in_text, other.requests_in_text.as_ref());
        sections(&mut profile.permission_sections, "permission-sections", other.permission_sections.as_ref())?;
        heads(&mut profile.permission_heads, "permission-heads", other.permission_heads.as_ref())?;
        if let Some(column) = other.scope_column {
            profile.scope_column = Some(column).filter(|&column| column > 0);
        }
        if let Some(scope) = &other.scope {
            profile.scope = grammar("scope", scope, None)?;
        }
        sections(&mut profile.header_sections, "header-sections", other.header_sections.as_ref())?;
        sections(&mut profile.response_sections, "response-sections", other.response_sections.as_ref())?;
        levels(&mut profile.response_levels, "response-levels", other.response_levels.as_ref())?;
        if let Some(line) = &other.status_line {
            let given = Some(line).filter(|line| !line.is_empty());
            profile.status_line = given.map(|line| grammar("status-line", line, Some("status"))).transpose()?;
        }
        if let Some(kinds) = &other.identifier_heads {
            profile.identifier_heads = by_kind("identifier-heads", kinds, heads)?;
        }
        if let Some(kinds) = &other.identifier_sections {
            profile.identifier_sections = by_kind("identifier-sections", kinds, sections)?;
        }
        if let Some(kinds) = &other.value_sections {
            profile.value_sections = by_kind("value-sections", kinds, sections)?;
        }
        heads(&mut profile.name_heads, "name-heads", other.name_heads.as_ref())?;
        if let Some(lists) = &other.lists {
            profile.lists = lists.iter().map(ListOverride::list).collect::<Result<_, _>>()?;
        }
        set(&mut profile.versions, other.versions.as_ref());
        set(&mut profile.hosts, other.hosts.as_ref());
        Ok(profile)
    }
}

impl ListOverride {
    fn list(&self) -> Result<List, Wrong> {
        let mut own = Vec::new();
        sections(&mut own, "sections", Some(&self.sections))?;
        Ok(List { sections: own, kind: self.kind.clone(), item: grammar("item", &self.item, Some("name"))? })
    }
}

fn set<T: Clone>(field: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        field.clone_from(value);
    }
}

type Read = fn(&mut Vec<String>, &'static str, Option<&Vec<String>>) -> Result<(), Wrong>;

fn sections(field: &mut Vec<String>, name: &'static str, value: Option<&Vec<String>>) -> Result<(), Wrong> {
    names(field, name, value, slug)
}

fn heads(field: &mut Vec<String>, name: &'static str, value: Option<&Vec<String>>) -> Result<(), Wrong> {
    names(field, name, value, |head| head.trim().to_lowercase())
}

fn names(
    field: &mut Vec<String>,
    name: &'static str,
    value: Option<&Vec<String>>,
    read: fn(&str) -> String,
) -> Result<(), Wrong> {
    let Some(value) = value else { return Ok(()) };
    *field = value.iter().map(|name| read(name)).collect();
    match field.iter().position(String::is_empty) {
        Some(at) => {
            let message = "a name without letters fits everything; leave it out".to_owned();
            Err(Wrong { field: name, value: value[at].clone(), message })
        }
        None => Ok(()),
    }
}

fn by_kind(name: &'static str, kinds: &Kinds, read: Read) -> Result<Kinds, Wrong> {
    let read = |(kind, names): (&String, &Vec<String>)| {
        let mut own = Vec::new();
        read(&mut own, name, Some(names)).map(|()| (kind.clone(), own))
    };
    kinds.iter().map(read).collect()
}

fn levels(field: &mut Vec<u8>, name: &'static str, value: Option<&Vec<u8>>) -> Result<(), Wrong> {
    let Some(value) = value else { return Ok(()) };
    if let Some(wrong) = value.iter().find(|level| !(1..=6).contains(*level)) {
        let message = format!("no heading has the level {wrong}; `##` has 2");
        return Err(Wrong { field: name, value: wrong.to_string(), message });
    }
    field.clone_from(value);
    Ok(())
}

/// Reads a regular expression; `group` is the group that it must have.
fn grammar(field: &'static str, text: &str, group: Option<&str>) -> Result<Regex, Wrong> {
    let wrong = |message: String| Wrong { field, value: text.to_owned(), message };
    let regex = Regex::new(text).map_err(|error| {
        let error = error.to_string();
        let last = error.lines().last().unwrap_or_default();
        wrong(format!("no valid regular expression: {}", last.trim_start_matches("error: ")))
    })?;
    match group {
        Some(group) if !regex.capture_names().flatten().any(|name| name == group) => {
            Err(wrong(format!("the expression has no group `{group}`; put `(?<{group}>…)` around that part")))
        }
        _ if regex.is_match("") => {
            Err(wrong("the expression matches an empty text; say what must stand there".to_owned()))
        }
        _ => Ok(regex),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Result<std::borrow::Cow<'static, Profile>, Wrong> {
        serde_yaml::from_str::<Chosen>(yaml).expect("the form of a profile").profile()
    }

    #[test]
    fn a_field_replaces_that_of_the_profile_it_extends() {
        let profile = read("request-sections: [Request URL]\nname-heads: [Field ]\n").expect("valid");
        assert_eq!(profile.request_sections, ["request-url"]);
        assert_eq!(profile.name_heads, ["field"]);
        assert_eq!(profile.header_sections, Profile::graph().header_sections);
        let bare = read("extends: none\nidentifier-sections:\n  parameter: [Query string]\n").expect("valid");
        assert_eq!(bare.identifier_sections["parameter"], ["query-string"]);
        assert!(bare.header_sections.is_empty());
    }

    #[test]
    fn a_name_is_a_profile() {
        assert_eq!(read("kubernetes").expect("built in").request_levels, [4]);
    }

    #[test]
    fn a_wrong_value_is_named_with_its_cure() {
        let message = |yaml: &str| read(yaml).expect_err("wrong").message;
        assert_eq!(message("scope: '(a'"), "no valid regular expression: unclosed group");
        assert_eq!(message("scope: 'a*'"), "the expression matches an empty text; say what must stand there");
        assert_eq!(
            message("lists: [{kind: parameter, item: '^x'}]"),
            "the expression has no group `name`; put `(?<name>…)` around that part"
        );
        assert_eq!(message("request-sections: ['?']"), "a name without letters fits everything; leave it out");
        assert_eq!(message("request-levels: [7]"), "no heading has the level 7; `##` has 2");
    }

    #[test]
    fn every_base_is_read_by_its_name() {
        for base in Base::all() {
            assert_eq!(serde_yaml::from_str::<Chosen>(base.name()).expect("a name"), Chosen::Named(base));
            let extended = format!("extends: {}\nhosts: [a.example]\n", base.name());
            assert_eq!(read(&extended).expect("valid").request_levels, base.profile().request_levels);
            assert!(base.about().ends_with('.'), "{}", base.about());
        }
    }

    #[test]
    fn every_field_has_a_meaning_and_an_example() {
        let schema = schemars::schema_for!(Overrides).to_value();
        let fields = schema["properties"].as_object().expect("fields");
        assert!(fields.len() > 15);
        for (name, field) in fields {
            assert!(field["description"].is_string() && field["examples"][0] != serde_json::Value::Null, "{name}");
        }
    }
}
