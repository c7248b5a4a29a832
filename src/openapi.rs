//! What the docs of a tree promise, as an OpenAPI 3.1 description, and back.
//!
//! A page states a contract for each of its requests. Pages that document the same request — in several locales, or for
//! several versions — are merged: an operation promises what any of them promises.
//!
//! ```
//! use docparity::{Contract, openapi};
//!
//! let page: Contract = "request GET /parcels/{id}\nresponse 200 OK\n".parse()?;
//! let mut documented = openapi::Api::default();
//! documented.add("parcel-get.md", "Get parcel", &page);
//!
//! let described = openapi::read("openapi: 3.1.0\npaths: {'/parcels/{parcel}': {get: {responses: {'204': {}}}}}")?;
//! let gaps = openapi::compare(&documented, &described);
//! assert_eq!(
//!     gaps[0].to_string(),
//!     "`GET /parcels/{id}` documents the response code 200, which the description lacks"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod agree;
mod describe;
mod gap;
mod read;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

#[doc(hidden)]
pub use agree::{Disagreement, DisagreementKind, disagreements, is_description};
pub use gap::{Gap, Side, compare};
pub use read::{InvalidDescription, read};

use crate::contract::{Contract, ResponseFrom, Target};
use template::template;

/// The methods that OpenAPI 3.1 knows.
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// The operations that documentation, or a description, promises.
///
/// ```
/// let mut api = docparity::openapi::Api::default();
/// api.add("parcel-get.md", "Get parcel", &"request GET /parcels/{id}".parse()?);
/// assert_eq!(api.operations().next().expect("one operation").method, "GET");
///
/// let description = api.describe("Parcels", &["https://api.example.com".to_owned()]);
/// assert_eq!(description["paths"]["/parcels/{id}"]["get"]["summary"], "Get parcel");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Api {
    /// The operations by path, without host, version and the names of its placeholders, and then by method.
    #[serde(serialize_with = "listed")]
    operations: BTreeMap<(String, String), Operation>,
}

/// Writes operations as a list.
fn listed<S: Serializer>(operations: &BTreeMap<(String, String), Operation>, out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(operations.values())
}

/// What is promised for one method of one path.
///
/// ```
/// let mut api = docparity::openapi::Api::default();
/// api.add("a.md", "", &"request GET /a\npermission Application: A.Read\n".parse()?);
/// let operation = api.operations().next().expect("one operation");
/// assert!(operation.scopes["Application"].contains("A.Read"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Operation {
    /// The HTTP method.
    pub method: String,
    /// The path, with placeholders in braces.
    pub path: String,
    /// The title of the first page.
    pub summary: String,
    /// The pages that document it.
    pub pages: BTreeSet<String>,
    /// The requests as the pages write them.
    pub requests: BTreeSet<String>,
    /// The scopes by account kind; any one of a kind is enough.
    pub scopes: BTreeMap<String, BTreeSet<String>>,
    /// The request headers by name in lower case: the name and its value.
    pub headers: BTreeMap<String, (String, String)>,
    /// The response codes with their reasons. A description may say `2XX` or `default`.
    pub responses: BTreeMap<String, String>,
}

impl Api {
    /// The operations, by path and method.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.values()
    }

    /// Leaves out the operations whose path does not begin with one of `prefixes`, such as `/parcels` or `/parcels/{id}`; names of
    /// placeholders do not count.
    #[must_use]
    pub fn below(mut self, prefixes: &[String]) -> Self {
        let shape = |prefix: &String| Target::from(&*template(&Target::from(&**prefix))).shape();
        let prefixes: Vec<String> = prefixes.iter().map(shape).collect();
        let is_below = |path: &str, prefix: &String| {
            let rest = path.strip_prefix(&**prefix);
            rest.is_some_and(|rest| prefix.is_empty() || rest.is_empty() || rest.starts_with(['/', '(']))
        };
        self.operations.retain(|(path, _), _| prefixes.iter().any(|prefix| is_below(path, prefix)));
        self
    }

    /// Adds what a page states. `title` is that of the page. Requests with a method that OpenAPI does not know are left
    /// out.
    pub fn add(&mut self, page: &str, title: &str, contract: &Contract) {
        for request in contract.requests.iter().filter(|request| METHODS.contains(&&*request.method)) {
            let path = template(&request.path);
            let operation = self.operations.entry((Target::from(&*path).shape(), request.method.clone())).or_default();
            if operation.pages.is_empty() {
                operation.path = path;
                operation.method.clone_from(&request.method);
                title.clone_into(&mut operation.summary);
            }
            operation.pages.insert(page.to_owned());
            operation.requests.insert(format!("{} {}", request.method, request.path));
            for row in contract.permissions.iter().filter(|row| !row.scopes.is_empty()) {
                operation.scopes.entry(row.kind.clone()).or_default().extend(row.scopes.iter().cloned());
            }
            for header in &contract.headers {
                let Some(name) = header.header_name() else { continue };
                let entry = operation.headers.entry(name.to_lowercase());
                entry.or_insert_with(|| (name.to_owned(), header.value.to_string()));
            }
            let promised = contract.responses.iter().filter(|response| response.from == ResponseFrom::Prose);
            for response in promised.filter(|response| (100..600).contains(&response.status)) {
                let reason = operation.responses.entry(response.status.to_string()).or_default();
                if reason.is_empty() {
                    reason.clone_from(&response.reason);
                }
            }
        }
    }
}
