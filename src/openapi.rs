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
mod read;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Serialize, Serializer};

#[doc(hidden)]
pub use agree::{Disagreement, DisagreementKind, disagreements, is_description};
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

/// How documentation and a description differ in one operation. It shows as a sentence.
///
/// ```
/// use docparity::openapi::{Api, compare};
///
/// let mut documented = Api::default();
/// documented.add("parcel-get.md", "Get parcel", &"request GET /parcels/{id}".parse()?);
/// let gap = &compare(&documented, &Api::default())[0];
/// assert_eq!(gap.to_string(), "`GET /parcels/{id}` is documented, and missing in the description");
/// assert_eq!(gap.pages, ["parcel-get.md"]);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gap {
    /// The operation, as `METHOD path`.
    pub operation: String,
    /// The pages that document it.
    pub pages: Vec<String>,
    /// What differs, in a sentence.
    pub what: String,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.operation, self.what)
    }
}

/// How `documented` differs from `described`: operations that one of them lacks, other methods, response codes and scopes.
/// What the description leaves open — no security, only a `default` response — is no difference.
///
/// ```
/// use docparity::openapi::{Api, compare};
///
/// let mut api = Api::default();
/// api.add("parcel-get.md", "Get parcel", &"request GET /parcels/{id}".parse()?);
/// assert_eq!(compare(&api, &api), []);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[must_use]
pub fn compare(documented: &Api, described: &Api) -> Vec<Gap> {
    let keys: BTreeSet<&(String, String)> = documented.operations.keys().chain(described.operations.keys()).collect();
    let mut gaps = Vec::new();
    for key in keys {
        let (own, other) = (documented.operations.get(key), described.operations.get(key));
        let Some(operation) = own.or(other) else { continue };
        let mut tell = |what: String| {
            let pages = own.map(|own| own.pages.iter().cloned().collect()).unwrap_or_default();
            gaps.push(Gap { operation: format!("{} {}", key.1, operation.path), pages, what });
        };
        match (own, other) {
            (Some(own), Some(other)) => facts(own, other, &mut tell),
            (Some(_), None) => match methods(described, &key.0) {
                methods if methods.is_empty() => tell("is documented, and missing in the description".to_owned()),
                methods => tell(format!("is documented; the description has {methods} for this path")),
            },
            // The other method is told once, where it is documented.
            (None, Some(_)) if !methods(documented, &key.0).is_empty() && lacks(documented, described, &key.0) => {}
            (None, _) => tell("is described, and documented on no page".to_owned()),
        }
    }
    gaps
}

/// Whether a documented method of the path is not described.
fn lacks(documented: &Api, described: &Api, path: &str) -> bool {
    let of = documented.operations.keys().filter(|(known, _)| known == path);
    of.into_iter().any(|key| !described.operations.contains_key(key))
}

fn methods(api: &Api, path: &str) -> String {
    let methods = api.operations.keys().filter(|(known, _)| known == path).map(|(_, method)| format!("`{method}`"));
    methods.collect::<Vec<_>>().join(", ")
}

fn facts(own: &Operation, other: &Operation, tell: &mut impl FnMut(String)) {
    let is_described = |code: &str| {
        other
            .responses
            .keys()
            .any(|known| known == code || known.len() == 3 && known.ends_with("XX") && known[..1] == code[..1])
    };
    let is_open = other.responses.keys().all(|code| code == "default");
    for code in own.responses.keys().filter(|code| !is_open && !is_described(code)) {
        tell(format!("documents the response code {code}, which the description lacks"));
    }
    let success = |code: &&String| code.starts_with(['2', '3']) && !code.ends_with("XX");
    let has_success = own.responses.keys().any(|code| success(&code));
    for code in other.responses.keys().filter(success).filter(|code| has_success && !own.responses.contains_key(*code))
    {
        tell(format!("describes the response code {code}, which the docs lack"));
    }
    let all = |operation: &Operation| operation.scopes.values().flatten().cloned().collect::<BTreeSet<_>>();
    let (mine, theirs) = (all(own), all(other));
    if mine.is_empty() || theirs.is_empty() {
        return;
    }
    mine.difference(&theirs)
        .for_each(|scope| tell(format!("documents the scope `{scope}`, which the description lacks")));
    theirs.difference(&mine).for_each(|scope| tell(format!("describes the scope `{scope}`, which the docs lack")));
    // Both name the account kinds alike where one was made from the other.
    for (kind, mine) in &own.scopes {
        let Some(theirs) = other.scopes.get(kind) else { continue };
        for scope in
            mine.symmetric_difference(theirs).filter(|scope| all(own).contains(*scope) && all(other).contains(*scope))
        {
            let side = if mine.contains(scope) { "the docs alone" } else { "the description alone" };
            tell(format!("has the scope `{scope}` for `{kind}` in {side}"));
        }
    }
}
