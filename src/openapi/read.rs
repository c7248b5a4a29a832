//! Reads an OpenAPI description.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::{Api, METHODS, Operation};
use crate::contract::Target;

/// Why a text is no description that can be compared.
///
/// ```
/// let error = docparity::openapi::read("swagger: '2.0'").unwrap_err();
/// assert!(error.to_string().starts_with("1:1: this is a Swagger 2 description;"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidDescription {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for InvalidDescription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for InvalidDescription {}

/// Reads a description in JSON or YAML: its operations with their scopes, request headers and response codes. References to
/// components are followed for parameters and responses.
///
/// ```
/// let api = docparity::openapi::read("openapi: 3.1.0\npaths: {/parcels: {get: {responses: {'200': {}}}}}")?;
/// assert!(api.operations().next().expect("one operation").responses.contains_key("200"));
/// # Ok::<(), docparity::openapi::InvalidDescription>(())
/// ```
///
/// # Errors
///
/// The text is neither JSON nor YAML, or has no `openapi: 3…` or no `paths`.
pub fn read(text: &str) -> Result<Api, InvalidDescription> {
    let wrong = |line, column, message: String| InvalidDescription { line, column, message };
    let root: Value = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| wrong(error.line(), error.column(), error.to_string()))?
    } else {
        serde_yaml::from_str(text).map_err(|error| {
            let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
            wrong(line, column, error.to_string())
        })?
    };
    if !root["swagger"].is_null() {
        let message =
            "this is a Swagger 2 description; only OpenAPI 3 is read: convert it, as `npx swagger2openapi` does";
        return Err(wrong(1, 1, message.to_owned()));
    }
    if !root["openapi"].as_str().is_some_and(|version| version.starts_with("3.")) {
        return Err(wrong(1, 1, "no OpenAPI 3 description: the key `openapi: 3…` is missing".to_owned()));
    }
    let Some(paths) = root["paths"].as_object() else {
        return Err(wrong(1, 1, "the description has no `paths`".to_owned()));
    };
    let mut api = Api::default();
    for (path, item) in paths {
        let item = resolved(&root, item);
        for method in METHODS {
            let operation = &item[method.to_lowercase()];
            if operation.is_object() {
                let read = operation_of(&root, (method, path), item, operation);
                let shape = Target::from(read.path.trim_end_matches('/')).shape();
                api.operations.insert((shape, method.to_owned()), read);
            }
        }
    }
    Ok(api)
}

/// What a reference stands for.
fn resolved<'v>(root: &'v Value, value: &'v Value) -> &'v Value {
    let pointer = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| root.pointer(pointer)).unwrap_or(value)
}

fn operation_of(root: &Value, (method, path): (&str, &str), item: &Value, operation: &Value) -> Operation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let own = &operation["x-docparity"];
    let listed = |key: &str| own[key].as_array().into_iter().flatten().map(text).collect();
    let mut read = Operation {
        method: method.to_owned(),
        path: own["path"].as_str().unwrap_or(path).to_owned(),
        summary: text(&operation["summary"]),
        pages: listed("pages"),
        requests: listed("requests"),
        ..Operation::default()
    };
    let security = if operation["security"].is_array() { &operation["security"] } else { &root["security"] };
    for (scheme, scopes) in security.as_array().into_iter().flatten().filter_map(Value::as_object).flatten() {
        let kind = root["components"]["securitySchemes"][scheme]["description"].as_str().unwrap_or(scheme);
        let scopes: Vec<String> = scopes.as_array().into_iter().flatten().map(text).collect();
        if !scopes.is_empty() {
            read.scopes.entry(kind.to_owned()).or_default().extend(scopes);
        }
    }
    let shared = item["parameters"].as_array().into_iter().flatten();
    for parameter in operation["parameters"].as_array().into_iter().flatten().chain(shared) {
        let parameter = resolved(root, parameter);
        if parameter["in"] == "header" {
            let name = text(&parameter["name"]);
            read.headers.entry(name.to_lowercase()).or_insert((name, text(&parameter["description"])));
        }
    }
    let responses = operation["responses"].as_object().into_iter().flatten();
    let responses: BTreeMap<String, String> =
        responses.map(|(code, response)| (code.clone(), text(&resolved(root, response)["description"]))).collect();
    // A description made from docs that state no code says so with `default`.
    let is_made_up = own.is_object() && responses.keys().all(|code| code == "default");
    read.responses = if is_made_up { BTreeMap::new() } else { responses };
    read
}
