//! What one English states and another does not.

use super::{Contract, Permission, Request, ResponseFrom};
use crate::span::Span;

/// The path without host, version and white space, and without the names of its placeholders: `{id}`, `{usersId}`, `<id>`
/// and `:id` are the same.
fn shape(path: &str) -> String {
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

/// A fact as a reader would name it, and where it stands in its reading.
pub type Fact = (String, Span);

/// The facts of `newer` that `older` lacks, those about consent first. Prose, examples and the values of headers are no
/// facts here, and a request counts where an example of its own page confirms it.
#[must_use]
pub fn additions(older: &Contract, newer: &Contract) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for row in newer.permissions.iter().filter(|row| !row.kind.is_empty()) {
        // A page can have several tables with the same account kinds.
        let known: Vec<&Permission> = older.permissions.iter().filter(|known| known.kind == row.kind).collect();
        let is_new = |scope: &&String| !known.iter().any(|known| known.scopes.contains(scope));
        let scopes: Vec<&str> = row.scopes.iter().filter(is_new).map(String::as_str).collect();
        let fact = match (known.is_empty(), &scopes[..]) {
            (true, []) => format!("the permission row `{}`", row.kind),
            (true, scopes) => format!("the permission row `{}` (`{}`)", row.kind, scopes.join("`, `")),
            (false, []) => continue,
            (false, [scope]) => format!("the scope `{scope}` of `{}`", row.kind),
            (false, scopes) => format!("the scopes `{}` of `{}`", scopes.join("`, `"), row.kind),
        };
        facts.push((fact, row.place.span));
    }
    for header in newer.headers.iter().filter(|header| header.header_name().is_some()) {
        if !older.headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
            facts.push((format!("the header `{}`", header.name), header.place.span));
        }
    }
    let prose = |contract: &Contract, status: u16| {
        contract.responses.iter().any(|known| known.from == ResponseFrom::Prose && known.status == status)
    };
    for response in newer.responses.iter().filter(|response| response.from == ResponseFrom::Prose) {
        if !prose(older, response.status) {
            facts.push((format!("the response code {}", response.status), response.place.span));
        }
    }
    facts.extend(new_requests(older, newer));
    for name in newer.identifiers.iter().filter(|name| name.is_name()) {
        if !older.identifiers.iter().any(|known| known.name == name.name) {
            facts.push((format!("the {} `{}`", name.table, name.name), name.place.span));
        }
    }
    facts.dedup_by(|one, other| one.0 == other.0);
    facts
}

/// The requests of the newer English that the older one lacks. What no example of its own page confirms, or what differs
/// from a known request by a letter, is as likely a slip on the newer page as a new request.
fn new_requests<'c>(older: &'c Contract, newer: &'c Contract) -> impl Iterator<Item = Fact> + 'c {
    let is_new = |request: &&Request| {
        let path = shape(&request.path);
        let same = |known: &Request| known.method == request.method && shape(&known.path) == path;
        let near = |known: &Request| strsim::levenshtein(&shape(&known.path), &path) <= 1;
        let slips = newer.example_requests.iter().filter_map(|example| example.slips_from(request)).min();
        let confirmed = slips == Some(0) || slips == Some(1) && !older.requests.iter().any(near);
        confirmed && !older.requests.iter().any(same)
    };
    let requests = newer.requests.iter().filter(is_new);
    requests.map(|request| (format!("the request `{} {}`", request.method, request.path), request.place.span))
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
