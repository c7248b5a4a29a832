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
pub use text::InvalidContract;

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

/// A documented request.
///
/// ```
/// let contract: docparity::Contract = "request GET /parcels/{id}".parse()?;
/// assert_eq!((&*contract.requests[0].method, &*contract.requests[0].path), ("GET", "/parcels/{id}"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// The target as written, without the HTTP version.
    pub path: String,
    /// Where it stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
}

/// A row of a permission table.
///
/// ```
/// let contract: docparity::Contract = "permission Application: Parcels.Read, Parcels.Route".parse()?;
/// assert_eq!(contract.permissions[0].kind, "Application");
/// assert_eq!(contract.permissions[0].scopes, ["Parcels.Read", "Parcels.Route"]);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
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
    #[doc(hidden)]
    pub place: Place,
}

/// The scopes that one account kind needs, in a table with the account kinds as columns.
///
/// ```
/// use docparity::{Config, Contracts, Locale};
///
/// let page = "## Permissions\n| Resource | Delegated | Application |\n|---|---|---|\n| parcel | Parcel.Read | Parcel.Read.All |\n";
/// let contract = Contracts::read(page, Locale::parse("en-US"), &Config::default()).localized;
/// assert_eq!(contract.permissions[0].columns[1].scopes, ["Parcel.Read.All"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PermissionColumn {
    /// The account kind: the column's head.
    #[serde(rename = "type")]
    pub kind: String,
    /// The well-formed scopes in cell order.
    pub scopes: Vec<String>,
    /// The cell.
    #[serde(skip)]
    #[doc(hidden)]
    pub text: String,
    /// Where the cell stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub span: Span,
}

/// A row of a request-header table.
///
/// ```
/// let contract: docparity::Contract = "header Authorization: Bearer {token}. Required.".parse()?;
/// assert_eq!(contract.headers[0].name, "Authorization");
/// assert_eq!(contract.headers[0].value, "Bearer {token}. Required.");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Header {
    /// The first cell.
    pub name: String,
    /// The other cells, joined by ` | `.
    pub value: String,
    /// Where the name stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
    /// Where the value stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub value_span: Span,
}

/// Where a response code stands.
///
/// ```
/// let contract: docparity::Contract = "response 204 No Content\nexample response 200 OK".parse()?;
/// let from: Vec<_> = contract.responses.iter().map(|response| response.from).collect();
/// assert_eq!(from, [docparity::ResponseFrom::Prose, docparity::ResponseFrom::Example]);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ResponseFrom {
    /// In a sentence of the response section.
    Prose,
    /// In an example response.
    Example,
}

/// A response code.
///
/// ```
/// let contract: docparity::Contract = "response 204 No Content".parse()?;
/// assert_eq!((contract.responses[0].status, &*contract.responses[0].reason), (204, "No Content"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// What stands behind the code.
    pub reason: String,
    /// Where it was found.
    pub from: ResponseFrom,
    /// Whether anything but white space stands in the body of an example response.
    #[serde(skip)]
    #[doc(hidden)]
    pub has_body: bool,
    /// Where it stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
}

/// A request shown as an example.
///
/// ```
/// let contract: docparity::Contract = "example request GET https://api.example.com/parcels/7".parse()?;
/// assert_eq!(contract.example_requests[0].url, "https://api.example.com/parcels/7");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExampleRequest {
    /// The HTTP method.
    pub method: String,
    /// The target as written, without the HTTP version.
    pub url: String,
    /// Where it stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
}

/// A name that a client sends or reads: a property, a parameter, a member of an enumeration.
///
/// ```
/// let contract: docparity::Contract = "property weight: Int32".parse()?;
/// assert_eq!((&*contract.identifiers[0].table, &*contract.identifiers[0].name), ("property", "weight"));
/// assert_eq!(contract.identifiers[0].kind.as_deref(), Some("Int32"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
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
    #[doc(hidden)]
    pub place: Place,
    /// Where the type stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub kind_span: Span,
}

impl Contract {
    /// Takes the contract from a reading. `guide` says what each table is: made from the English reading of the same
    /// file, or from the reading itself where there is no other.
    #[doc(hidden)]
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
    #[doc(hidden)]
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
        plain.headers.iter_mut().for_each(|header| header.value.clear());
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
