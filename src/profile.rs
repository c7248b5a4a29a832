//! Where the facts of a contract stand on a page: section anchors, table heads, token grammars, API hosts.

use std::sync::LazyLock;

use regex::Regex;

/// Names the places that hold facts. Anchors and heads are compared without case.
#[derive(Debug, Clone)]
pub struct Profile {
    /// h2 and h3 anchors that begin so hold the documented requests.
    pub request_sections: Vec<String>,
    /// The `blockType` of a fence that holds documented requests wherever it stands.
    pub request_annotation: String,
    /// Anchors of sections whose tables list permissions.
    pub permission_sections: Vec<String>,
    /// English heads that make a table one of permissions in any section: what its first cell begins with.
    pub permission_heads: Vec<String>,
    /// Anchors of sections whose tables list request headers.
    pub header_sections: Vec<String>,
    /// h2 anchors that begin so describe the response.
    pub response_sections: Vec<String>,
    /// English heads of the name column of identifier tables, each with the kind of table.
    pub identifier_heads: Vec<(String, String)>,
    /// Anchors of sections whose tables are identifier tables where their name column has one of `name_heads`, each with
    /// the kind of table. The head counts only where it can be read: in English.
    pub identifier_sections: Vec<(String, String)>,
    /// How the anchors of sections end that list the values of an enumeration, each with the kind of table.
    pub value_sections: Vec<(String, String)>,
    /// English heads of name columns that are too general to make an identifier table by themselves.
    pub name_heads: Vec<String>,
    /// The grammar of a permission scope.
    pub scope: Regex,
    /// Hosts of the documented API; example requests to other hosts are somebody else's API.
    pub hosts: Vec<String>,
}

impl Profile {
    /// The profile of Microsoft Graph reference pages.
    #[must_use]
    pub fn graph() -> &'static Self {
        &GRAPH
    }

    /// The well-formed permission scopes in `text`, in order.
    pub fn scopes<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.scope.find_iter(text).map(|scope| scope.as_str())
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(name, kind)| (name.to_owned(), kind.to_owned())).collect()
}

static GRAPH: LazyLock<Profile> = LazyLock::new(|| Profile {
    request_sections: words(&["http-request"]),
    request_annotation: "ignored".to_owned(),
    permission_sections: words(&["permissions", "prerequisites"]),
    permission_heads: words(&["permission type"]),
    header_sections: words(&["request-headers", "optional-request-headers"]),
    response_sections: words(&["response", "return"]),
    identifier_heads: pairs(&[
        ("property", "property"),
        ("property name", "property"),
        ("properties", "property"),
        ("relationship", "relationship"),
        ("relationship name", "relationship"),
        ("parameter", "parameter"),
        ("parameter name", "parameter"),
        ("parameters", "parameter"),
        ("query parameter", "parameter"),
        ("member", "member"),
    ]),
    identifier_sections: pairs(&[
        ("properties", "property"),
        ("request-body", "property"),
        ("relationships", "relationship"),
        ("members", "member"),
        ("parameters", "parameter"),
        ("function-parameters", "parameter"),
        ("query-parameters", "parameter"),
        ("optional-query-parameters", "parameter"),
        ("path-parameters", "parameter"),
    ]),
    value_sections: pairs(&[("-values", "member"), ("-types", "member")]),
    name_heads: words(&["name", "value", "values", "type value", "key", "field"]),
    scope: Regex::new(r"(?-u:\b)(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+|openid|profile|email|offline_access)(?-u:\b)")
        .expect("a valid expression"),
    hosts: words(&["graph.microsoft.com"]),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_found_between_any_separators() {
        let cell = "Mail.Read、Mail.ReadWrite.All。 openid;profiles User-Foo.Read.All\\*";
        let scopes: Vec<&str> = Profile::graph().scopes(cell).collect();
        assert_eq!(scopes, ["Mail.Read", "Mail.ReadWrite.All", "openid", "User-Foo.Read.All"]);
    }
}
