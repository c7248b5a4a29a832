//! Which profile fits a set of pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::{Base, Chosen, METHODS, Overrides, Profile, is_among};
use crate::page::{Block, Fence, Page, Table};

/// Proposes a profile for English pages: the name of a built-in one, or the fields in which the pages differ from `graph`.
/// `None` where the pages state nothing that a profile could name.
///
/// What is looked for is what stands on many pages: code blocks that begin with a request line, below a heading that no
/// profile knows; tables of scopes and of request headers; requests in lines of text.
#[must_use]
pub fn propose<'p>(pages: impl IntoIterator<Item = &'p Page<'p>>) -> Option<Chosen> {
    let mut seen = Seen::new();
    for page in pages {
        seen.look_at(page);
    }
    seen.proposal()
}

/// A line that begins with a request to a path.
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?:{})[ \t]+(?:https?:/)?/", METHODS.join("|"))).expect("a valid expression")
});

/// A scope of two or more parts with colons between them.
const COLON_SCOPE: &str = "[A-Za-z][A-Za-z0-9_-]*(?::[A-Za-z0-9_*-]+)+";
static COLON_SCOPES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?-u:\\b){COLON_SCOPE}")).expect("a valid expression"));

/// Request headers that hardly any table of headers lacks.
const HEADERS: [&str; 4] = ["authorization", "accept", "content-type", "if-match"];

/// How often facts were seen, by the name of their section.
#[derive(Default)]
struct Seen {
    /// Pages with requests where each built-in profile looks for them.
    built_in: Vec<(Base, usize)>,
    requests: BTreeMap<String, usize>,
    headers: BTreeMap<String, usize>,
    permissions: BTreeMap<String, usize>,
    /// Tables of request headers, and of scopes, where `graph` looks for them.
    known_headers: usize,
    known_permissions: usize,
    scopes: Scopes,
}

/// The scopes that no profile knows.
#[derive(Default)]
struct Scopes {
    with_colon: bool,
    /// Scopes of one part, each alone in its cell.
    words: BTreeSet<String>,
    /// Tables with scopes in the first column, and in another.
    first: usize,
    other: usize,
}

impl Seen {
    fn new() -> Self {
        Self { built_in: Base::all().map(|base| (base, 0)).collect(), ..Self::default() }
    }

    fn look_at(&mut self, page: &Page<'_>) {
        let begins = |fence: &&Fence<'_>| {
            let first = fence.lines(page.text).find(|(_, line)| !line.is_empty());
            first.is_some_and(|(_, line)| REQUEST.is_match(line))
        };
        let fences: Vec<usize> = page.fences.iter().filter(begins).map(|fence| fence.section).collect();
        let is_request = |block: &&Block| REQUEST.is_match(block.span.of(page.text));
        let lines: Vec<usize> = page.paragraphs().filter(is_request).map(|block| block.section).collect();
        for (base, count) in &mut self.built_in {
            let profile = base.profile();
            let requests = fences.iter().chain(lines.iter().filter(|_| profile.requests_in_text));
            *count += usize::from(requests.into_iter().any(|&section| profile.holds_requests(page, section)));
        }
        let is_new = |&section: &usize| {
            !Base::DEFAULT.profile().holds_requests(page, section)
                && !shows_examples(page, section)
                && !page.sections[section].key().is_empty()
        };
        let new: BTreeSet<&str> =
            fences.into_iter().filter(is_new).map(|section| page.sections[section].key()).collect();
        for section in new {
            *self.requests.entry(section.to_owned()).or_default() += 1;
        }
        page.tables.iter().for_each(|table| self.look_at_table(page, table));
    }

    fn look_at_table(&mut self, page: &Page<'_>, table: &Table<'_>) {
        let graph = Profile::graph();
        let section = page.sections[table.section].key();
        let within = |anchors: &[String]| page.lineage(table.section).any(|outer| is_among(anchors, outer.key()));
        let first_cells = || table.rows.iter().filter_map(|row| row.cells.first());
        if within(&graph.header_sections) {
            self.known_headers += 1;
        } else if !section.is_empty() && first_cells().any(|cell| HEADERS.contains(&cell.text.to_lowercase().as_str()))
        {
            *self.headers.entry(section.to_owned()).or_default() += 1;
        }
        let head = table.head.cells.first().map_or("", |cell| &*cell.text).to_lowercase();
        let about_scopes = |name: &str| name.contains("scope") || name.contains("permission");
        if about_scopes(section) || about_scopes(&head) {
            if within(&graph.permission_sections) {
                self.known_permissions += 1;
            } else {
                *self.permissions.entry(section.to_owned()).or_default() += 1;
            }
            self.scopes.look_at(table, &head);
        }
    }

    fn proposal(self) -> Option<Chosen> {
        let others: usize = self.requests.values().sum();
        let (fitting, most) =
            self.built_in.iter().copied().max_by_key(|(base, count)| (*count, *base == Base::DEFAULT))?;
        if fitting != Base::DEFAULT && most > others {
            return Some(Chosen::Named(fitting));
        }
        let graph = Profile::graph();
        let known_requests =
            self.built_in.iter().find(|(base, _)| *base == Base::DEFAULT).map_or(0, |(_, count)| *count);
        let known = |sections: &[String]| sections.to_vec();
        let overrides = Overrides {
            request_sections: frequent(&self.requests, known_requests)
                .map(|found| if known_requests > 0 { [known(&graph.request_sections), found].concat() } else { found }),
            header_sections: frequent(&self.headers, self.known_headers),
            permission_sections: frequent(&self.permissions, self.known_permissions),
            scope: self.scopes.grammar(),
            scope_column: self.scopes.column(),
            ..Overrides::default()
        };
        match overrides == Overrides::default() {
            true => (known_requests > 0).then_some(Chosen::Named(Base::DEFAULT)),
            false => Some(Chosen::Overridden(Box::new(overrides))),
        }
    }
}

/// Whether the section shows how a request is used, and does not document it.
fn shows_examples(page: &Page<'_>, section: usize) -> bool {
    page.lineage(section).any(|outer| ["example", "sample"].iter().any(|word| outer.key().contains(word)))
}

/// The names that are no exceptions: a quarter as frequent as the most frequent name and those known together.
fn frequent(counts: &BTreeMap<String, usize>, known: usize) -> Option<Vec<String>> {
    let most = counts.values().max()?;
    let names = counts.iter().filter(|(_, count)| **count * 4 >= most + known).map(|(name, _)| name.clone());
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then_some(names)
}

impl Scopes {
    fn look_at(&mut self, table: &Table<'_>, head: &str) {
        let graph = Profile::graph();
        let (mut first, mut other) = (false, false);
        for (column, cell) in table.rows.iter().flat_map(|row| row.cells.iter().enumerate()) {
            let with_colon = COLON_SCOPES.is_match(&cell.text);
            // A word alone is a scope in a column that says so.
            let alone =
                column == 0 && head.contains("scope") && is_word(&cell.text) && !graph.scope.is_match(&cell.text);
            if alone {
                self.words.insert(cell.text.to_string());
            }
            self.with_colon |= with_colon;
            first |= column == 0 && (with_colon || alone || head.contains("scope") && graph.scope.is_match(&cell.text));
            other |= column > 0 && (with_colon || graph.scope.is_match(&cell.text));
        }
        self.first += usize::from(first && !other);
        self.other += usize::from(other);
    }

    fn grammar(&self) -> Option<String> {
        let words = self.words.iter().map(|word| Cow::Owned(regex::escape(word)));
        let parts: Vec<Cow<'_, str>> =
            self.with_colon.then_some(Cow::Borrowed(COLON_SCOPE)).into_iter().chain(words).collect();
        (!parts.is_empty()).then(|| format!(r"(?-u:\b)(?:{})(?-u:\b)", parts.join("|")))
    }

    fn column(&self) -> Option<usize> {
        (self.first > self.other).then_some(1)
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    fn proposed(pages: &[&str]) -> Option<String> {
        let pages: Vec<Page<'_>> = pages.iter().map(|text| Page::parse(text, PageFormat::MARKDOWN)).collect();
        propose(&pages).map(|chosen| serde_yaml::to_string(&chosen).expect("YAML"))
    }

    const GRAPH: &str = "# Get\n## Permissions\n|Permission type|Permissions|\n|--|--|\n|Application|Mail.Read|\n## HTTP request\n```http\nGET /me\n```\n## Request headers\n|Name|Value|\n|--|--|\n|Accept|text/plain|\n## Example\n```http\nGET https://a.example/me\n```\n";

    #[test]
    fn pages_of_a_known_style_need_only_its_name() {
        assert_eq!(proposed(&[GRAPH]).as_deref(), Some("graph\n"));
        let odd = "# T\n## Paging\n```\nGET /a\n```\n## Scopes\n|Scope|x|\n|--|--|\n|a.b|c|\n## Hints\n|a|b|\n|--|--|\n|Accept|x|\n";
        assert_eq!(proposed(&[GRAPH, GRAPH, GRAPH, GRAPH, odd]).as_deref(), Some("graph\n"));
        let kubernetes = "## Operations {#Operations}\n### `get` read\n#### HTTP Request\n\nGET /api/v1/pods/{name}\n\n#### Parameters\n\n- **name** (*in path*): string, required\n";
        assert_eq!(proposed(&[kubernetes]).as_deref(), Some("kubernetes\n"));
    }

    #[test]
    fn pages_without_facts_need_nothing() {
        assert_eq!(proposed(&["# A\nText.\n## B\n```\nlet a = 1;\n```\n"]), None);
        assert_eq!(proposed(&[]), None);
    }

    #[test]
    fn what_no_profile_names_is_proposed() {
        let page = "# Get\n## Request URL\n```\nGET /repos/:id\n```\n## OAuth scopes\n|Scope|Grants|\n|--|--|\n|`repo`|All.|\n|`read:user`|Reads.|\n## Headers\n|Name|Value|\n|--|--|\n|Authorization|Bearer {token}|\n## Example\n```\nGET /repos/7\n```\n";
        insta::assert_snapshot!(proposed(&[page]).expect("a proposal"), @r"
        request-sections:
        - request-url
        permission-sections:
        - oauth-scopes
        scope-column: 1
        scope: (?-u:\b)(?:[A-Za-z][A-Za-z0-9_-]*(?::[A-Za-z0-9_*-]+)+|repo)(?-u:\b)
        header-sections:
        - headers
        ");
    }

    #[test]
    fn a_second_name_of_request_sections_stands_beside_the_known_one() {
        let page = "# T\n## Endpoint\n```\nDELETE /a\n```\n";
        insta::assert_snapshot!(proposed(&[GRAPH, page]).expect("a proposal"), @r"
        request-sections:
        - http-request
        - endpoint
        ");
    }
}
