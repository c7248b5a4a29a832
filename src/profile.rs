//! Where the facts of a contract stand on a page: section anchors, table heads, lists, token grammars, API hosts.
//!
//! All of it is data. The built-in profiles are written in the same form in which `docparity.yaml` overrides them.

mod built_in;
mod chosen;
mod fit;
mod overrides;
mod proposal;

use std::collections::BTreeMap;

use regex::Regex;

pub use built_in::Base;
pub use fit::{Fit, evident, fitting};
pub use overrides::{Chosen, ListOverride, Overrides, Wrong};
pub use proposal::{Proposal, propose};

use crate::page::{Page, Section};

/// The HTTP methods that begin a request line.
pub const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Names of sections or table heads by the kind of fact below them: `property`, `parameter`, `member`.
pub type Kinds = BTreeMap<String, Vec<String>>;

/// Names the places that hold facts. Anchors and heads are compared without case. [`Overrides`] says what each field means
/// and how it is written.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Anchors of sections that hold the documented requests: how they begin.
    pub request_sections: Vec<String>,
    /// The levels of their headings.
    pub request_levels: Vec<u8>,
    /// The `blockType` of a fence that holds documented requests wherever it stands; empty where there is none.
    pub request_annotation: String,
    /// Whether lines of text in a request section hold requests too.
    pub requests_in_text: bool,
    /// Anchors of sections whose tables list permissions.
    pub permission_sections: Vec<String>,
    /// English heads that make a table one of permissions in any section: what its first cell begins with.
    pub permission_heads: Vec<String>,
    /// The column that holds the scopes, 1 for the first; `None` for all columns behind the first.
    pub scope_column: Option<usize>,
    /// The grammar of a permission scope.
    pub scope: Regex,
    /// Anchors of sections whose tables list request headers.
    pub header_sections: Vec<String>,
    /// Anchors of sections that describe the response: how they begin.
    pub response_sections: Vec<String>,
    /// The levels of their headings.
    pub response_levels: Vec<u8>,
    /// The grammar of a line of text that states a response code.
    pub status_line: Option<Regex>,
    /// English heads of the name column of identifier tables.
    pub identifier_heads: Kinds,
    /// Anchors of sections whose tables are identifier tables where their name column has one of `name_heads`. The head
    /// counts only where it can be read: in English.
    pub identifier_sections: Kinds,
    /// How the anchors of sections end that list the values of an enumeration.
    pub value_sections: Kinds,
    /// English heads of name columns that are too general to make an identifier table by themselves.
    pub name_heads: Vec<String>,
    /// Lists whose items name identifiers; the first that fits an item counts.
    pub lists: Vec<List>,
    /// Names of versions that the path of a request may begin with: `v1.0`.
    pub versions: Vec<String>,
    /// Hosts of the documented API; example requests to other hosts are somebody else's API.
    pub hosts: Vec<String>,
}

/// Lists whose items each name an identifier.
#[derive(Debug, Clone)]
pub struct List {
    /// Anchors of the sections they stand in; empty for any section.
    pub sections: Vec<String>,
    /// What the items name: `parameter`, `property`, `field`.
    pub kind: String,
    /// The grammar of an item's first line, with the groups `name` and, where it has one, `type`.
    pub item: Regex,
}

impl Profile {
    /// The well-formed permission scopes in `text`, in order.
    pub fn scopes<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.scope.find_iter(text).map(|scope| scope.as_str())
    }

    /// Whether `section` stands below a heading that announces the documented requests.
    #[must_use]
    pub fn holds_requests(&self, page: &Page<'_>, section: usize) -> bool {
        let announces = |section: &Section<'_>| {
            self.request_levels.contains(&section.level) && begins(&self.request_sections, section.key())
        };
        page.lineage(section).any(announces)
    }

    /// Whether the text of `section` says what comes back: it stands below the heading of a response section, but not
    /// below a heading one level deeper.
    #[must_use]
    pub fn describes_response(&self, page: &Page<'_>, section: usize) -> bool {
        let levels = &self.response_levels;
        let counts = |level: u8| levels.contains(&level) || level > 1 && levels.contains(&(level - 1));
        let innermost = page.lineage(section).find(|section| counts(section.level));
        innermost
            .is_some_and(|section| levels.contains(&section.level) && begins(&self.response_sections, section.key()))
    }

    /// Whether `url` belongs to the documented API.
    #[must_use]
    pub fn is_of_api(&self, url: &str) -> bool {
        let rest = url.strip_prefix("https://");
        rest.is_some_and(|rest| {
            self.hosts.iter().any(|host| rest.strip_prefix(&**host).is_some_and(|path| path.starts_with('/')))
        })
    }
}

impl List {
    /// Whether the items of lists in a section of this name are meant.
    #[must_use]
    pub fn stands_in(&self, anchor: &str) -> bool {
        self.sections.is_empty() || is_among(&self.sections, anchor)
    }
}

/// Whether `anchor` is one of those known.
#[must_use]
pub fn is_among(known: &[String], anchor: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(anchor))
}

/// Whether `anchor` begins with one of those known.
fn begins(known: &[String], anchor: &str) -> bool {
    let begins = |known: &String| anchor.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known));
    known.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    #[test]
    fn scopes_are_found_between_any_separators() {
        let cell = "Mail.Read、Mail.ReadWrite.All。 openid;profiles User-Foo.Read.All\\*";
        let scopes: Vec<&str> = Profile::graph().scopes(cell).collect();
        assert_eq!(scopes, ["Mail.Read", "Mail.ReadWrite.All", "openid", "User-Foo.Read.All"]);
    }

    #[test]
    fn only_https_urls_of_its_hosts_are_of_the_api() {
        let profile = Profile::graph();
        assert!(profile.is_of_api("https://graph.microsoft.com/v1.0/me"));
        assert!(!profile.is_of_api("https://graph.microsoft.com.example.net/v1.0/me"));
        assert!(!profile.is_of_api("/me"));
    }

    #[test]
    fn a_response_is_described_down_to_the_next_level() {
        let page = Page::parse(
            "# T\n## Response\na\n#### Note\nb\n### Details\nc\n## Return value\nd\n## Other\ne\n",
            PageFormat::MARKDOWN,
        );
        let described: Vec<bool> =
            (0..page.sections.len()).map(|section| Profile::graph().describes_response(&page, section)).collect();
        assert_eq!(described, [false, false, true, true, false, true, false]);
    }
}
