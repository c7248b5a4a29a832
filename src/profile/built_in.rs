//! The profiles that docparity knows.

use std::sync::LazyLock;

use regex::Regex;

use super::{Overrides, Profile};

impl Profile {
    /// The profile of Microsoft Graph reference pages.
    #[must_use]
    pub fn graph() -> &'static Self {
        static GRAPH: LazyLock<Profile> = LazyLock::new(|| Profile::shipped(include_str!("graph.yaml")));
        &GRAPH
    }

    /// The profile of Kubernetes API reference pages.
    #[must_use]
    pub fn kubernetes() -> &'static Self {
        static KUBERNETES: LazyLock<Profile> = LazyLock::new(|| Profile::shipped(include_str!("kubernetes.yaml")));
        &KUBERNETES
    }

    /// A profile that finds no fact but example requests and example responses.
    #[must_use]
    pub fn none() -> Self {
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

    fn shipped(yaml: &str) -> Self {
        let overrides: Overrides = serde_yaml::from_str(yaml).expect("a shipped profile is well-formed");
        Self::none().with(&overrides).expect("a shipped profile is valid")
    }
}
