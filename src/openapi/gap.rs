//! How documentation and a description differ.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::{Api, Operation};

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
    /// Which side says what the other lacks.
    pub side: Side,
}

/// The docs, or the description that they are held against.
///
/// ```
/// use docparity::openapi::{Api, Side, compare};
///
/// let mut documented = Api::default();
/// documented.add("parcel-get.md", "Get parcel", &"request GET /parcels/{id}".parse()?);
/// assert_eq!(compare(&documented, &Api::default())[0].side, Side::Docs);
/// assert_eq!(compare(&Api::default(), &documented)[0].side, Side::Description);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The docs promise it, and the description does not.
    Docs,
    /// The description has it, and the docs lack it.
    Description,
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
        let mut tell = |side: Side, what: String| {
            let pages = own.map(|own| own.pages.iter().cloned().collect()).unwrap_or_default();
            gaps.push(Gap { operation: format!("{} {}", key.1, operation.path), pages, what, side });
        };
        match (own, other) {
            (Some(own), Some(other)) => facts(own, other, &mut tell),
            (Some(_), None) => match methods(described, &key.0) {
                methods if methods.is_empty() => {
                    tell(Side::Docs, "is documented, and missing in the description".to_owned())
                }
                methods => tell(Side::Docs, format!("is documented; the description has {methods} for this path")),
            },
            // The other method is told once, where it is documented.
            (None, Some(_)) if !methods(documented, &key.0).is_empty() && lacks(documented, described, &key.0) => {}
            (None, _) => tell(Side::Description, "is described, and documented on no page".to_owned()),
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

fn facts(own: &Operation, other: &Operation, tell: &mut impl FnMut(Side, String)) {
    let is_described = |code: &str| {
        other
            .responses
            .keys()
            .any(|known| known == code || known.len() == 3 && known.ends_with("XX") && known[..1] == code[..1])
    };
    let is_open = other.responses.keys().all(|code| code == "default");
    for code in own.responses.keys().filter(|code| !is_open && !is_described(code)) {
        tell(Side::Docs, format!("documents the response code {code}, which the description lacks"));
    }
    let success = |code: &&String| code.starts_with(['2', '3']) && !code.ends_with("XX");
    let has_success = own.responses.keys().any(|code| success(&code));
    for code in other.responses.keys().filter(success).filter(|code| has_success && !own.responses.contains_key(*code))
    {
        tell(Side::Description, format!("describes the response code {code}, which the docs lack"));
    }
    let all = |operation: &Operation| operation.scopes.values().flatten().cloned().collect::<BTreeSet<_>>();
    let (mine, theirs) = (all(own), all(other));
    if mine.is_empty() || theirs.is_empty() {
        return;
    }
    mine.difference(&theirs)
        .for_each(|scope| tell(Side::Docs, format!("documents the scope `{scope}`, which the description lacks")));
    theirs
        .difference(&mine)
        .for_each(|scope| tell(Side::Description, format!("describes the scope `{scope}`, which the docs lack")));
    // Both name the account kinds alike where one was made from the other.
    for (kind, mine) in &own.scopes {
        let Some(theirs) = other.scopes.get(kind) else { continue };
        for scope in
            mine.symmetric_difference(theirs).filter(|scope| all(own).contains(*scope) && all(other).contains(*scope))
        {
            let (side, where_it_is) = match mine.contains(scope) {
                true => (Side::Docs, "the docs alone"),
                false => (Side::Description, "the description alone"),
            };
            tell(side, format!("has the scope `{scope}` for `{kind}` in {where_it_is}"));
        }
    }
}
