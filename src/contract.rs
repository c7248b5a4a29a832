//! The contract that a reading states: what a client sends, what it asks consent for, and what it gets back.

mod beside;
mod differences;
mod guide;
mod header_value;
mod headers;
mod identifiers;
mod kind;
mod lines;
mod members;
mod permissions;
mod requests;
mod responses;
mod target;
mod text;

use serde::{Deserialize, Serialize};

pub(crate) use beside::Stated;
pub use beside::Statement;
pub use differences::{Difference, additions, changes, compare, other_requests, summary};
pub use guide::{Guide, Subject, TableKind};
pub use header_value::HeaderValue;
pub use headers::Header;
pub use identifiers::Identifier;
pub use kind::Fact;
use kind::Kind;
pub use members::Member;
pub use permissions::{Permission, PermissionColumn};
pub use requests::{ExampleRequest, Request, is_confirmed};
pub use responses::{Response, ResponseFrom, is_status, statuses, strays};
pub use target::Target;
pub(crate) use target::{Piece, is_brace};
pub use text::InvalidContract;

/// The kinds of facts, in the order in which differences are told. A line of the text of a contract states a fact of the
/// first kind that can read it.
static KINDS: &[&Kind] = &[
    &requests::REQUEST,
    &permissions::PERMISSION,
    &headers::HEADER,
    &responses::PROMISED,
    &identifiers::IDENTIFIER,
    &members::MEMBER,
    &responses::SHOWN,
    &requests::EXAMPLE,
];

use crate::page::Cell;
use crate::profile::Profile;
use crate::span::Span;

/// The facts of one reading, each list in page order. It shows as text with one fact a line, sorted, and is read back from
/// that; where the facts stand on the page is no part of either.
///
/// ```
/// use docparity::Contract;
///
/// let contract: Contract = "request GET /parcels/{id}\npermission Application: Parcels.Read\n".parse()?;
/// assert_eq!(contract.to_string(), "permission Application: Parcels.Read\nrequest GET /parcels/{id}\n");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Contract {
    /// The documented requests.
    pub requests: Vec<Request>,
    /// The rows of the permission tables.
    pub permissions: Vec<Permission>,
    /// The rows of the request-header tables.
    pub headers: Vec<Header>,
    /// The response codes, in prose and in examples.
    pub responses: Vec<Response>,
    /// The requests shown as examples.
    pub example_requests: Vec<ExampleRequest>,
    /// The properties, parameters and enumeration members.
    pub identifiers: Vec<Identifier>,
    /// The rows of the tables of enumerations: members with their values.
    pub members: Vec<Member>,
}

/// Where a fact stands.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The fact's text, in bytes of its reading.
    pub span: Span,
    /// Where its line begins, in bytes of the file. Both readings of a bilingual file share lines, so the facts of one
    /// table row have the same line in both.
    pub line: usize,
}

impl Contract {
    /// Takes the contract from a reading. `guide` says what each table is: made from the English reading of the same
    /// file, or from the reading itself where there is no other.
    #[doc(hidden)]
    #[must_use]
    pub fn extract(subject: &Subject<'_>, guide: &Guide, profile: &Profile) -> Self {
        let mut contract = Self::default();
        KINDS.iter().filter_map(|kind| kind.extract).for_each(|take| take(subject, guide, profile, &mut contract));
        contract
    }

    /// Whether `other` states the same facts in the same order, wherever they stand.
    #[doc(hidden)]
    #[must_use]
    pub fn states_the_same(&self, other: &Self) -> bool {
        KINDS.iter().all(|kind| {
            let (own, other) = ((kind.facts)(self), (kind.facts)(other));
            let same = |(one, other): (&Fact<'_>, &Fact<'_>)| {
                let is_value = !kind.is_whole || one.value == other.value;
                (one.noun, &one.key, &one.scopes) == (other.noun, &other.key, &other.scopes) && is_value
            };
            own.len() == other.len() && own.iter().zip(&other).all(same)
        })
    }

    /// The terms that nobody may translate: what each is, and the term.
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "the glossary is part of the program"))]
    pub(crate) fn terms(&self) -> impl Iterator<Item = (&'static str, &str)> {
        KINDS.iter().flat_map(|kind| (kind.terms)(self))
    }

    /// What a contract states in the same way in every language: requests, scopes, the names of headers, and response
    /// codes. A translation may name account kinds and the kinds of its tables in its own words.
    pub(crate) fn in_any_language(&self) -> Self {
        let mut plain = Self {
            requests: self.requests.clone(),
            headers: self.headers.iter().filter(|header| header.header_name().is_some()).cloned().collect(),
            responses: self.responses.clone(),
            example_requests: self.example_requests.clone(),
            ..Self::default()
        };
        plain.headers.iter_mut().for_each(|header| header.value = HeaderValue::default());
        plain.responses.iter_mut().for_each(|response| response.reason.clear());
        if let Some(first) = self.permissions.first() {
            let mut scopes: Vec<String> = self.permissions.iter().flat_map(|row| row.scopes.iter().cloned()).collect();
            scopes.sort();
            scopes.dedup();
            let (kind, columns) = ("any account".to_owned(), Vec::new());
            plain.permissions.push(Permission { kind, scopes, columns, ..first.clone() });
        }
        plain
    }

    /// The contract with its facts in the order of [`Contract`]'s text, and without their places: what a file can hold.
    ///
    /// ```
    /// let contract: docparity::Contract = "request GET /b\nrequest GET /a\n".parse()?;
    /// assert_eq!(contract.sorted().requests[0].path, "/a");
    /// # Ok::<(), docparity::InvalidContract>(())
    /// ```
    #[must_use]
    pub fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.requests.sort_by(|a, b| (&a.method, &*a.path).cmp(&(&b.method, &*b.path)));
        for row in &mut sorted.permissions {
            row.scopes.sort();
        }
        sorted.permissions.sort_by(|a, b| (&a.kind, &a.scopes).cmp(&(&b.kind, &b.scopes)));
        sorted.headers.sort_by(|a, b| (&a.name, &a.value).cmp(&(&b.name, &b.value)));
        sorted.responses.sort_by(|a, b| (a.from, a.status, &a.reason).cmp(&(b.from, b.status, &b.reason)));
        sorted.example_requests.sort_by(|a, b| (&a.method, &*a.url).cmp(&(&b.method, &*b.url)));
        sorted.identifiers.sort_by(|a, b| (&a.table, &a.name, &a.kind).cmp(&(&b.table, &b.name, &b.kind)));
        sorted.members.sort_by(|a, b| (&a.name, &a.value).cmp(&(&b.name, &b.value)));
        sorted
    }

    /// Whether the reading states nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The text of `cells` joined by ` | `, and the place from the first to the last of them. Empty cells at the end of a
/// row do not count.
fn joined(cells: &[Cell<'_>], row: Span) -> (String, Span) {
    let filled = cells.iter().rposition(|cell| !cell.text.is_empty()).map_or(cells.len().min(1), |last| last + 1);
    let cells = &cells[..filled];
    let text = cells.iter().map(|cell| &*cell.text).collect::<Vec<_>>().join(" | ");
    let span = match (cells.first(), cells.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::new(row.start, row.start),
    };
    (text, span)
}

#[cfg(test)]
mod tests;
