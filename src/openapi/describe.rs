//! Operations as an OpenAPI 3.1 description.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{Api, Operation};
use crate::contract::Target;

impl Api {
    /// The description. `title` names it; `servers` are the URLs of the API. A scope by itself is enough for a request, so
    /// each is a security requirement of its own; each account kind is a security scheme.
    #[must_use]
    pub fn describe(&self, title: &str, servers: &[String]) -> Value {
        let schemes = self.schemes();
        let mut paths: BTreeMap<&str, (&str, Map<String, Value>)> = BTreeMap::new();
        for ((shape, method), operation) in &self.operations {
            // Templates that differ in the names of their placeholders are one path.
            let (path, item) = paths.entry(shape).or_insert_with(|| (&operation.path, Map::new()));
            item.insert(method.to_lowercase(), describe(operation, path, &schemes));
        }
        let paths: BTreeMap<&str, Value> =
            paths.into_values().map(|(path, item)| (path, Value::Object(item))).collect();
        let components: BTreeMap<&str, Value> = schemes
            .iter()
            .map(|(kind, name)| (&**name, json!({ "type": "http", "scheme": "bearer", "description": kind })))
            .collect();
        let servers: Vec<Value> = servers.iter().map(|url| json!({ "url": url })).collect();
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": title,
                "version": "1",
                "description": "What the documentation promises, as docparity reads it.",
            },
            "servers": servers,
            "paths": paths,
            "components": { "securitySchemes": components },
        })
    }

    /// The account kinds, each with the name of its security scheme.
    fn schemes(&self) -> BTreeMap<&str, String> {
        let kinds: BTreeSet<&str> =
            self.operations.values().flat_map(|it| it.scopes.keys()).map(String::as_str).collect();
        let mut taken = BTreeSet::new();
        let named = kinds.into_iter().map(|kind| {
            let words = kind.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let stem = words.collect::<Vec<_>>().join("-");
            let stem = if stem.is_empty() { "any".to_owned() } else { stem };
            let numbered = (2..).map(|number| format!("{stem}-{number}"));
            let free = std::iter::once(stem.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
            (kind, free.unwrap_or(stem))
        });
        named.collect()
    }
}

fn describe(operation: &Operation, path: &str, schemes: &BTreeMap<&str, String>) -> Value {
    let mut parameters: Vec<Value> = Target::from(path)
        .parameters()
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    parameters.extend(operation.headers.values().map(
        |(name, value)| json!({ "name": name, "in": "header", "description": value, "schema": { "type": "string" } }),
    ));
    let mut responses: BTreeMap<&str, Value> =
        operation.responses.iter().map(|(code, reason)| (&**code, json!({ "description": reason }))).collect();
    if responses.is_empty() {
        responses.insert("default", json!({ "description": "No response code is documented." }));
    }
    let security: Vec<Value> = operation
        .scopes
        .iter()
        .filter_map(|(kind, scopes)| Some((schemes.get(&**kind)?, scopes)))
        .flat_map(|(scheme, scopes)| scopes.iter().map(move |scope| json!({ (scheme.clone()): [scope] })))
        .collect();
    json!({
        "summary": operation.summary,
        "parameters": parameters,
        "security": security,
        "responses": responses,
        "x-docparity": { "path": operation.path, "pages": operation.pages, "requests": operation.requests },
    })
}
