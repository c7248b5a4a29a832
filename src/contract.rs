//! The contract that a reading states: what a client sends, what it asks consent for, and what it gets back.

mod additions;
mod changes;
mod differences;
mod guide;
mod headers;
mod identifiers;
mod lines;
mod permissions;
mod requests;
mod responses;
mod text;

use serde::{Deserialize, Serialize};

pub(crate) use additions::shape;
pub use additions::{Fact, additions, is_confirmed};
pub use changes::{Change, changes, other_requests, summary};
pub use differences::{Difference, compare};
pub use guide::{Guide, Subject, TableKind};
pub use responses::{is_status, statuses, strays};
pub use text::NoFact;

use crate::page::Cell;
use crate::profile::Profile;
use crate::span::Span;

/// The facts of one reading, each list in page order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
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
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The fact's text, in bytes of its reading.
    pub span: Span,
    /// Where its line begins, in bytes of the file. Both readings of a bilingual file share lines, so the facts of one
    /// table row have the same line in both.
    pub line: usize,
}

/// A documented request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// The target as written, without the HTTP version.
    pub path: String,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
}

/// A row of a permission table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    /// The account kind, in English where the page has English.
    #[serde(rename = "type")]
    pub kind: String,
    /// The well-formed scopes in cell order.
    pub scopes: Vec<String>,
    /// The cells after the first, joined by ` | `.
    pub text: String,
    /// In a table with one column an account kind: the scopes of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<PermissionColumn>,
    /// Where the cells after the first stand.
    #[serde(skip)]
    pub place: Place,
}

/// The scopes that one account kind needs, in a table with the account kinds as columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermissionColumn {
    /// The account kind: the column's head.
    #[serde(rename = "type")]
    pub kind: String,
    /// The well-formed scopes in cell order.
    pub scopes: Vec<String>,
    /// The cell.
    #[serde(skip)]
    pub text: String,
    /// Where the cell stands.
    #[serde(skip)]
    pub span: Span,
}

/// A row of a request-header table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The first cell.
    pub name: String,
    /// The other cells, joined by ` | `.
    pub value: String,
    /// Where the name stands.
    #[serde(skip)]
    pub place: Place,
    /// Where the value stands.
    #[serde(skip)]
    pub value_span: Span,
}

/// Where a response code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResponseFrom {
    /// In a sentence of the response section.
    Prose,
    /// In an example response.
    Example,
}

/// A response code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// What stands behind the code.
    pub reason: String,
    /// Where it was found.
    pub from: ResponseFrom,
    /// Whether anything but white space stands in the body of an example response.
    #[serde(skip)]
    pub has_body: bool,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
}

/// A request shown as an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleRequest {
    /// The HTTP method.
    pub method: String,
    /// The target as written, without the HTTP version.
    pub url: String,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
}

/// A name that a client sends or reads: a property, a parameter, a member of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// The kind of table or list: `property`, `parameter`, `relationship`, `member`, or what the profile calls it.
    pub table: String,
    /// The name cell, or the name in a list item.
    pub name: String,
    /// The type cell, where the table has one, or the type in a list item.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Where the name stands.
    #[serde(skip)]
    pub place: Place,
    /// Where the type stands.
    #[serde(skip)]
    pub kind_span: Span,
}

impl Contract {
    /// Takes the contract from a reading. `guide` says what each table is: made from the English reading of the same
    /// file, or from the reading itself where there is no other.
    #[must_use]
    pub fn extract(subject: &Subject<'_>, guide: &Guide, profile: &Profile) -> Self {
        let (requests, example_requests) = requests::extract(subject, profile);
        Self {
            requests,
            permissions: permissions::extract(subject, guide, profile),
            headers: headers::extract(subject, guide),
            responses: responses::extract(subject, profile),
            example_requests,
            identifiers: identifiers::extract(subject, guide, profile),
        }
    }

    /// Whether `other` states the same facts in the same order, wherever they stand.
    #[must_use]
    pub fn states_the_same(&self, other: &Self) -> bool {
        fn same<T>(one: &[T], other: &[T], equal: impl Fn(&T, &T) -> bool) -> bool {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        same(&self.requests, &other.requests, |a, b| (&a.method, &a.path) == (&b.method, &b.path))
            && same(&self.permissions, &other.permissions, |a, b| (&a.kind, &a.scopes) == (&b.kind, &b.scopes))
            && same(&self.headers, &other.headers, |a, b| (&a.name, &a.value) == (&b.name, &b.value))
            && same(&self.responses, &other.responses, |a, b| (a.status, a.from) == (b.status, b.from))
            && same(&self.example_requests, &other.example_requests, |a, b| (&a.method, &a.url) == (&b.method, &b.url))
            && same(&self.identifiers, &other.identifiers, |a, b| (&a.table, &a.name) == (&b.table, &b.name))
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
