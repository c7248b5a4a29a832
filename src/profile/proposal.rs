//! Which profile fits a set of pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::fit::{requests_in_fences, requests_in_text};
use super::{Base, Chosen, Fit, Overrides, Profile, is_among};
use crate::page::{Page, Table};

/// A profile that fits pages, and how many of them speak for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The name of a built-in profile, or the fields in which the pages differ from the default one.
    pub chosen: Chosen,
    /// How well it fits the pages.
    pub fit: Fit,
}

/// Proposes a profile for English pages. `None` where the pages state nothing that a profile could name, or where what it
/// names holds something else on most of them.
///
/// What is looked for is what stands on many pages: code blocks that begin with a request line, below a heading that no
/// profile knows; tables of scopes and of request headers; requests in lines of text.
#[must_use]
pub fn propose<'p>(pages: impl IntoIterator<Item = &'p Page<'p>>) -> Option<Proposal> {
    let pages: Vec<&Page<'_>> = pages.into_iter().collect();
    let mut seen = Seen::new();
    pages.iter().for_each(|page| seen.look_at(page));
    seen.fit = Fit::of(Base::DEFAULT.profile(), pages.iter().copied());
    let chosen = seen.proposal()?;
    let fit = Fit::of(&*chosen.profile().ok()?, pages);
    fit.is_good().then_some(Proposal { chosen, fit })
}

/// A scope of two or more parts with colons between them.
const COLON_SCOPE: &str = "[A-Za-z][A-Za-z0-9_-]*(?::[A-Za-z0-9_*-]+)+";
static COLON_SCOPES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?-u:\\b){COLON_SCOPE}")).expect("a valid expression"));

/// How many pages are more than an accident, in a tree of any size.
const FEW: usize = 3;

/// Request headers that hardly any table of headers lacks.
const HEADERS: [&str; 4] = ["authorization", "accept", "content-type", "if-match"];

/// How often facts were seen, by the name of their section.
#[derive(Default)]
struct Seen {
    /// Pages with requests where each built-in profile looks for them.
    built_in: Vec<(Base, usize)>,
    /// All pages.
    pages: usize,
    /// How well the default profile fits them.
    fit: Fit,
    /// Pages by the sections that they have.
    sections: BTreeMap<String, usize>,
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
    /// Tables with such scopes, and tables with those that `graph` knows.
    new: usize,
    known: usize,
    /// Tables with scopes in the first column, and in another.
    first: usize,
    other: usize,
}

impl Seen {
    fn new() -> Self {
        Self { built_in: Base::all().map(|base| (base, 0)).collect(), ..Self::default() }
    }

    fn look_at(&mut self, page: &Page<'_>) {
        self.pages += 1;
        let keys: BTreeSet<&str> = page.sections.iter().map(|section| section.key()).collect();
        for key in keys {
            *self.sections.entry(key.to_owned()).or_default() += 1;
        }
        let (fences, lines) = (requests_in_fences(page), requests_in_text(page));
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

    /// The names that are no exceptions: on more than a few pages, a quarter as frequent as the most frequent name and those
    /// known together, and on most of the pages that have a section of this name.
    fn frequent(&self, counts: &BTreeMap<String, usize>, known: usize) -> Option<Vec<String>> {
        let most = counts.values().max()?;
        let pages = |name: &String| self.sections.get(name).copied().unwrap_or_default();
        let is_usual = |name: &String, count: usize| {
            let enough = count >= FEW || count * 10 >= self.pages;
            enough && count * 4 >= most + known && count * 2 > pages(name)
        };
        let names = counts.iter().filter(|(name, count)| is_usual(name, **count));
        let names: Vec<String> = names.map(|(name, _)| name.clone()).collect();
        (!names.is_empty()).then_some(names)
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
        let fits = self.fit.is_good();
        let overrides = Overrides {
            extends: (!fits).then_some(Base::NEUTRAL),
            request_sections: self
                .frequent(&self.requests, known_requests)
                .map(|found| if known_requests > 0 { [known(&graph.request_sections), found].concat() } else { found }),
            header_sections: self.frequent(&self.headers, self.known_headers),
            permission_sections: self.frequent(&self.permissions, self.known_permissions),
            scope: self.scopes.grammar(),
            scope_column: self.scopes.column(),
            ..Overrides::default()
        };
        match overrides == (Overrides { extends: overrides.extends, ..Overrides::default() }) {
            true => (known_requests > 0).then_some(Chosen::Named(Base::DEFAULT)),
            false => Some(Chosen::Overridden(Box::new(overrides))),
        }
    }
}

/// Whether the section shows how a request is used, and does not document it.
fn shows_examples(page: &Page<'_>, section: usize) -> bool {
    page.lineage(section).any(|outer| ["example", "sample"].iter().any(|word| outer.key().contains(word)))
}

impl Scopes {
    fn look_at(&mut self, table: &Table<'_>, head: &str) {
        let graph = Profile::graph();
        let (mut first, mut other, mut new, mut known) = (false, false, false, false);
        for (column, cell) in table.rows.iter().flat_map(|row| row.cells.iter().enumerate()) {
            let with_colon = COLON_SCOPES.is_match(&cell.text);
            // A word alone is a scope in a column that says so.
            let alone =
                column == 0 && head.contains("scope") && is_word(&cell.text) && !graph.scope.is_match(&cell.text);
            if alone {
                self.words.insert(cell.text.to_string());
            }
            self.with_colon |= with_colon;
            new |= with_colon || alone;
            known |= graph.scope.is_match(&cell.text);
            first |= column == 0 && (with_colon || alone || head.contains("scope") && graph.scope.is_match(&cell.text));
            other |= column > 0 && (with_colon || graph.scope.is_match(&cell.text));
        }
        self.first += usize::from(first && !other);
        self.other += usize::from(other);
        self.new += usize::from(new);
        self.known += usize::from(known && !new);
    }

    fn grammar(&self) -> Option<String> {
        let words = self.words.iter().map(|word| Cow::Owned(regex::escape(word)));
        let parts: Vec<Cow<'_, str>> =
            self.with_colon.then_some(Cow::Borrowed(COLON_SCOPE)).into_iter().chain(words).collect();
        (self.new > self.known).then(|| format!(r"(?-u:\b)(?:{})(?-u:\b)", parts.join("|")))
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
        propose(&pages).map(|proposal| serde_yaml::to_string(&proposal.chosen).expect("YAML"))
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
        extends: http
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
    fn a_section_that_holds_requests_on_a_few_pages_only_is_no_place_for_them() {
        let usage = "# T\n## Usage\n```\nGET /a\n```\n";
        let others = ["# T\n## Usage\nRun it.\n"; 3];
        assert_eq!(proposed(&[&[usage], &others[..]].concat()), None);
        assert_eq!(
            proposed(&[usage, usage, others[0]]).as_deref(),
            Some("extends: http\nrequest-sections:\n- usage\n")
        );
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
