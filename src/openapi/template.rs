//! Paths of requests as path templates of OpenAPI.

use std::collections::BTreeMap;

use crate::contract::{Piece, Target, is_brace};

/// The path without host, version and query, its parameters in braces with names of their own.
pub(super) fn template(target: &Target) -> String {
    let mut template = "/".to_owned();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for piece in target.path() {
        match piece {
            Piece::Text(text) => template.extend(text.chars().filter(|&c| !c.is_whitespace() && !is_brace(c))),
            Piece::Parameter(name) => {
                let name = plain(name);
                let count = names.entry(name.clone()).or_default();
                *count += 1;
                let number = if *count == 1 { String::new() } else { count.to_string() };
                template.push_str(&format!("{{{name}{number}}}"));
            }
        }
    }
    while template.len() > 1 && template.ends_with('/') {
        template.pop();
    }
    template
}

/// A name for a placeholder: its words, joined by `-`.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')));
    let name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() { "value".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(template(&Target::from(target)), expected, "{target}");
        }
    }
}
