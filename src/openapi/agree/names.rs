//! What stands where in a description: names that its author chose, key words, values, and texts for people.

/// What a part of a description holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Inside {
    /// Key words with their values.
    Object,
    /// Names that the author chose, each with an object.
    Names,
    /// Names that the author chose, each with a text for people.
    Scopes,
    /// Values that are the same in every language.
    Fact,
    /// Examples: by their names, or in a list.
    Examples,
    /// What a reader may send or get.
    Example,
    /// What is written for people, and what extensions hold.
    Text,
    /// The tags.
    Tags,
    /// The name of a tag: it may be translated, everywhere alike.
    Tag,
    /// An address.
    Address,
    /// What a generator calls an operation.
    Id,
}

/// The key words whose objects have names that the author chose.
const NAMED: [&str; 21] = [
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentRequired",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securityDefinitions",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// What stands below `key` of a part that is `place`; `path` leads to that part.
pub(super) fn inside(place: Inside, path: &[String], key: &str) -> Inside {
    match place {
        Inside::Object | Inside::Tags => word(path, key),
        Inside::Names | Inside::Examples => Inside::Object,
        Inside::Scopes => Inside::Text,
        place => place,
    }
}

/// What the items of a list are that is `place`.
pub(super) fn of_items(place: Inside) -> Inside {
    match place {
        Inside::Names => Inside::Object,
        Inside::Examples => Inside::Example,
        place => place,
    }
}

fn word(path: &[String], key: &str) -> Inside {
    match key {
        "bearerFormat" | "description" | "summary" | "title" | "externalDocs" | "contact" | "license"
        | "termsOfService" => Inside::Text,
        "tags" if path.is_empty() => Inside::Tags,
        "tags" => Inside::Tag,
        "operationId" => Inside::Id,
        "url" | "authorizationUrl" | "tokenUrl" | "refreshUrl" | "openIdConnectUrl" => Inside::Address,
        "scopes" => Inside::Scopes,
        "example" | "value" => Inside::Example,
        "examples" => Inside::Examples,
        "mapping" | "default" | "enum" | "const" => Inside::Fact,
        key if key.starts_with("x-") => Inside::Text,
        key if NAMED.contains(&key) => Inside::Names,
        _ => Inside::Object,
    }
}
