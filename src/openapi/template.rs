//! Paths of requests as path templates of OpenAPI.

use std::collections::BTreeMap;

/// The path without host and query, its placeholders (`<id>`, `:id`, `{id | name}`) in braces with names of their own.
pub(super) fn template(target: &str) -> String {
    let path = target.split_once("://").map_or(target, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix("v1.0/").or_else(|| path.strip_prefix("beta/")).unwrap_or(path);
    let mut template = "/".to_owned();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        let (placeholder, length) = match c {
            '?' | '#' => break,
            '{' => enclosed(rest, '}'),
            '<' => enclosed(rest, '>'),
            ':' if template.ends_with('/') => {
                let end = rest[1..]
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
                    .map_or(rest.len(), |at| at + 1);
                (Some(&rest[1..end]), end)
            }
            _ => (None, c.len_utf8()),
        };
        match placeholder {
            Some(name) => {
                let name = plain(name);
                let count = names.entry(name.clone()).or_default();
                *count += 1;
                let number = if *count == 1 { String::new() } else { count.to_string() };
                template.push_str(&format!("{{{name}{number}}}"));
            }
            // A brace that closes nothing is no part of a template.
            None if !c.is_whitespace() && !matches!(c, '{' | '}' | '<' | '>') => template.push(c),
            None => {}
        }
        rest = &rest[length..];
    }
    while template.len() > 1 && template.ends_with('/') {
        template.pop();
    }
    template
}

/// The text up to the closing mark, and the length with both marks.
fn enclosed(text: &str, close: char) -> (Option<&str>, usize) {
    text.find(close).map_or((None, 1), |end| (Some(&text[1..end]), end + 1))
}

/// A name for a placeholder: its words, joined by `-`.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')));
    let name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() { "value".to_owned() } else { name }
}

/// The names in braces.
pub(super) fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn targets_become_templates() {
        for (target, expected) in [
            (
                "/users/{id | userPrincipalName}/events/{id}?$filter=a eq '{b}'",
                "/users/{id-userPrincipalName}/events/{id}",
            ),
            ("https://api.example.com/v1.0/parcels/{id}/labels/{id}", "/parcels/{id}/labels/{id2}"),
            ("parcels/:parcelId/range(address='<address>')", "/parcels/{parcelId}/range(address='{address}')"),
            ("/root:/{item path}:/content {}", "/root:/{item-path}:/content{value}"),
            ("/broken/{id", "/broken/id"),
            ("/parcels/{id}/?$top=1", "/parcels/{id}"),
        ] {
            assert_eq!(template(target), expected, "{target}");
        }
    }
}
