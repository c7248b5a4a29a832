//! `docs/configuration.md` is what the keys of `docparity.yaml` say of themselves. `UPDATE_DOCS=1 cargo test` writes it.

use docparity::config;
use serde_json::{Map, Value, json};

use crate::support::generated;

const HEAD: &str = "# Configuration

`docparity.yaml` rules the pages in its folder and below. Where several stand above a page, [the nearest one rules it \
alone](ci.md#7-check-several-packages-in-one-run); `--config FILE` names one for all pages, and `--isolated` reads none. \
`docparity init` writes one that fits a tree. All keys can be left out. This page \
is made from the keys themselves, `UPDATE_DOCS=1 cargo test` writes it; `docparity schema config` prints the same as a JSON \
Schema, for editors.

";

/// The schema of the file.
struct Reference(Value);

impl Reference {
    /// What a schema stands for, without `null`: a key without a value is as good as none.
    fn resolved<'v>(&'v self, schema: &'v Value) -> &'v Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
            return self.resolved(self.0.pointer(name).expect("a definition"));
        }
        let choices = schema["anyOf"].as_array().into_iter().flatten();
        let choices: Vec<&Value> = choices.filter(|choice| choice["type"] != "null").collect();
        if let [only] = *choices { self.resolved(only) } else { schema }
    }

    /// What a value is, in words.
    fn form(&self, schema: &Value) -> String {
        let schema = self.resolved(schema);
        if let Some(choices) = schema["anyOf"].as_array() {
            return choices.iter().map(|choice| self.form(choice)).collect::<Vec<_>>().join("; or ");
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            return one_of(choices.iter().map(|choice| &choice["const"]));
        }
        if let Some(choices) = schema["enum"].as_array() {
            return one_of(choices.iter());
        }
        let many = |form: String| match form.as_str() {
            "a text" => "texts".to_owned(),
            "a number" => "numbers".to_owned(),
            "a map with these keys" => "maps with these keys".to_owned(),
            other => panic!("how are many of {other} called?"),
        };
        match schema["type"].as_array().map_or(&schema["type"], |types| &types[0]).as_str() {
            Some("string") => "a text".to_owned(),
            Some("boolean") => "`true` or `false`".to_owned(),
            Some("integer") => "a number".to_owned(),
            Some("array") => format!("a list of {}", many(self.form(&schema["items"]))),
            Some("object") if is_levels(schema) => {
                let level = schema["properties"]["all"].clone();
                format!("a map from names of [rules](rules.md), of their families, or `all`, to {}", self.form(&level))
            }
            Some("object") if schema["additionalProperties"].is_object() && schema["properties"].is_null() => {
                let (many_of, one) = (&schema["additionalProperties"]["items"], &schema["additionalProperties"]);
                format!("a map from names to {}", many(self.form(if many_of.is_object() { many_of } else { one })))
            }
            Some("object") => "a map with these keys".to_owned(),
            other => panic!("a value of the type {other:?}"),
        }
    }

    /// Writes what the keys of a map mean.
    fn keys(&self, level: usize, keys: &Map<String, Value>, page: &mut String) {
        for (key, schema) in keys {
            *page += &format!("{} `{key}`\n\n{}\n\n", "#".repeat(level), text(schema).expect("each key has a meaning"));
            *page += &format!("*{}*\n\n", capital(&self.form(schema)));
            if let Some(example) = schema["examples"].get(0) {
                let example = serde_yaml::to_string(&json!({ key: example })).expect("YAML");
                *page += &format!("```yaml\n{example}```\n\n");
            }
            self.below(level, self.resolved(schema), page);
        }
    }

    /// Writes what stands below a key.
    fn below(&self, level: usize, schema: &Value, page: &mut String) {
        let choices: Vec<&Value> = schema["anyOf"].as_array().into_iter().flatten().collect();
        // A list of what may stand alone says nothing new.
        for choice in choices.iter().filter(|choice| !choices.contains(&&choice["items"])) {
            let choice = self.resolved(choice);
            *page += &text(choice).map(|text| text + "\n\n").unwrap_or_default();
            self.below(level, choice, page);
        }
        for choice in schema["oneOf"].as_array().into_iter().flatten() {
            let name = choice["const"].as_str().expect("a name");
            *page += &format!("* `{name}`: {}\n", text(choice).expect("each value has a meaning"));
        }
        if schema["oneOf"].is_array() {
            page.push('\n');
        }
        let is_map = schema["additionalProperties"].is_object() && schema["properties"].is_null();
        let schema = if is_map { self.resolved(&schema["additionalProperties"]) } else { schema };
        let schema = if schema["items"].is_object() { self.resolved(&schema["items"]) } else { schema };
        if let Some(keys) = schema["properties"].as_object().filter(|_| !is_levels(schema)) {
            self.keys(level + 1, keys, page);
        }
    }
}

/// Whether a map has the rules for its keys: those have a page of their own.
fn is_levels(schema: &Value) -> bool {
    schema["properties"]["all"].is_object()
}

fn text(schema: &Value) -> Option<String> {
    Some(schema["description"].as_str()?.replace('\n', " "))
}

fn one_of<'v>(names: impl Iterator<Item = &'v Value>) -> String {
    let names: Vec<String> = names.filter_map(Value::as_str).map(|name| format!("`{name}`")).collect();
    let (last, others) = names.split_last().expect("a choice");
    if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) }
}

fn capital(text: &str) -> String {
    let (initial, rest) = text.split_at(1);
    initial.to_uppercase() + rest
}

#[test]
fn the_page_of_the_configuration_is_up_to_date() {
    let reference = Reference(config::schema());
    let mut page = format!("{HEAD}{}\n\n", text(&reference.0).expect("what the file is"));
    reference.keys(2, reference.0["properties"].as_object().expect("keys"), &mut page);
    generated::hold("docs/configuration.md", &(page.trim_end().to_owned() + "\n"));
}

/// What the page shows is what the program reads.
#[test]
fn each_example_is_a_valid_configuration() {
    let schema = config::schema();
    let keys = schema["properties"].as_object().expect("keys");
    for (key, schema) in keys {
        for example in schema["examples"].as_array().into_iter().flatten() {
            let text = serde_yaml::to_string(&json!({ key: example })).expect("YAML");
            docparity::Config::read("docparity.yaml".as_ref(), &text).expect(&text);
        }
    }
    assert!(keys.values().filter(|schema| schema["examples"].is_array()).count() > 10);
}
