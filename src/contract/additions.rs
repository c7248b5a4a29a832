//! What one English states and another does not.

use std::fmt;

use super::{Contract, Identifier, Permission, Request, ResponseFrom};
use crate::span::Span;

/// The path without host, version and white space, and without the names of its placeholders: `{id}`, `{usersId}`, `<id>`
/// and `:id` are the same.
pub(crate) fn shape(path: &str) -> String {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix("v1.0/").or_else(|| path.strip_prefix("beta/")).unwrap_or(path);
    let mut shape = String::with_capacity(path.len());
    let (mut inside, mut named) = (false, false);
    for c in path.chars().filter(|c| !c.is_whitespace()) {
        inside &= !matches!(c, '}' | '>');
        named &= c.is_alphanumeric() || matches!(c, '_' | '-');
        // A colon begins a placeholder only where it begins a part of the path: `/users/:id`, not `/root:/path`.
        if c == ':' && !inside && (shape.is_empty() || shape.ends_with('/')) {
            shape.push('{');
            named = true;
        } else if !inside && !named && !matches!(c, '}' | '>') {
            shape.push(if c == '<' { '{' } else { c });
        }
        inside |= matches!(c, '{' | '<');
    }
    shape
}

/// A fact that one text states and another does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated<'c> {
    /// A row of a permission table.
    Row(&'c Permission),
    /// Scopes of a row that both texts have.
    Scopes(&'c Permission),
    /// The name of a header.
    Header(&'c str),
    /// The code of a response.
    Response(u16),
    /// A documented request.
    Request(&'c Request),
    /// The name of a property, a parameter and so on.
    Identifier(&'c Identifier),
}

/// A fact, its scopes if it is about scopes, and where it stands in its reading. It shows as a reader would name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<'c> {
    pub(super) stated: Stated<'c>,
    pub(super) scopes: Vec<&'c str>,
    /// Where it stands in its reading.
    pub span: Span,
}

impl fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scopes = self.scopes.join("`, `");
        match self.stated {
            Stated::Row(row) if scopes.is_empty() => write!(f, "the permission row `{}`", row.kind),
            Stated::Row(row) => write!(f, "the permission row `{}` (`{scopes}`)", row.kind),
            Stated::Scopes(row) if self.scopes.len() == 1 => write!(f, "the scope `{scopes}` of `{}`", row.kind),
            Stated::Scopes(row) => write!(f, "the scopes `{scopes}` of `{}`", row.kind),
            Stated::Header(name) => write!(f, "the header `{name}`"),
            Stated::Response(status) => write!(f, "the response code {status}"),
            Stated::Request(request) => write!(f, "the request `{} {}`", request.method, request.path),
            Stated::Identifier(name) => write!(f, "the {} `{}`", name.table, name.name),
        }
    }
}

/// The facts of `newer` that `older` lacks, those about consent first. Prose, examples and the values of headers are no
/// facts here.
#[must_use]
pub fn additions<'c>(older: &Contract, newer: &'c Contract) -> Vec<Fact<'c>> {
    let mut facts: Vec<Fact<'_>> = Vec::new();
    for row in newer.permissions.iter().filter(|row| !row.kind.is_empty()) {
        // A page can have several tables with the same account kinds.
        let known: Vec<&Permission> = older.permissions.iter().filter(|known| known.kind == row.kind).collect();
        let is_new = |scope: &&String| !known.iter().any(|known| known.scopes.contains(scope));
        let scopes: Vec<&str> = row.scopes.iter().filter(is_new).map(String::as_str).collect();
        let stated = if known.is_empty() { Stated::Row(row) } else { Stated::Scopes(row) };
        if known.is_empty() || !scopes.is_empty() {
            facts.push(Fact { stated, scopes, span: row.place.span });
        }
    }
    let mut fact = |stated, span| facts.push(Fact { stated, scopes: Vec::new(), span });
    for header in newer.headers.iter().filter(|header| header.header_name().is_some()) {
        if !older.headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
            fact(Stated::Header(&header.name), header.place.span);
        }
    }
    let prose = |contract: &Contract, status: u16| {
        contract.responses.iter().any(|known| known.from == ResponseFrom::Prose && known.status == status)
    };
    for response in newer.responses.iter().filter(|response| response.from == ResponseFrom::Prose) {
        if !prose(older, response.status) {
            fact(Stated::Response(response.status), response.place.span);
        }
    }
    for request in &newer.requests {
        let same = |known: &Request| known.method == request.method && shape(&known.path) == shape(&request.path);
        if !older.requests.iter().any(same) {
            fact(Stated::Request(request), request.place.span);
        }
    }
    for name in newer.identifiers.iter().filter(|name| name.is_name()) {
        if !older.identifiers.iter().any(|known| known.name == name.name) {
            fact(Stated::Identifier(name), name.place.span);
        }
    }
    facts.dedup_by(|one, other| one.to_string() == other.to_string());
    facts
}

/// Whether a fact of `newer` is more than a slip of the pen, where nothing but `newer` tells of it: a request that no
/// example of its own page confirms, or that differs from one of `older` by a letter, is as likely a slip as a new request.
#[must_use]
pub fn is_confirmed(fact: &Fact<'_>, older: &Contract, newer: &Contract) -> bool {
    let Stated::Request(request) = fact.stated else { return true };
    let path = shape(&request.path);
    let near = |known: &Request| strsim::levenshtein(&shape(&known.path), &path) <= 1;
    let slips = newer.example_requests.iter().filter_map(|example| example.slips_from(request)).min();
    slips == Some(0) || slips == Some(1) && !older.requests.iter().any(near)
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn the_names_of_placeholders_do_not_count() {
        for path in ["/users/{id}/mail", "users/{user-id}/mail", "/users/<id>/mail", "/users/:user_id/mail"] {
            assert_eq!(shape(path), "users/{/mail", "{path}");
        }
        assert_eq!(shape("/drive/root:/{path}:/content"), "drive/root:/{:/content");
    }
}
