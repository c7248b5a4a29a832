//! A contract as text: one fact a line, sorted, and back.

use std::fmt;
use std::str::FromStr;

use super::{Contract, ExampleRequest, Header, Identifier, Permission, Place, Request, Response, ResponseFrom};
use crate::span::Span;

/// One fact a line, sorted: made to be compared and to be read in a diff. The scopes of a row are sorted, and `-` stands
/// for none. Parsing the text gives a contract that shows as the same text.
///
/// ```
/// use docparity::contract::Contract;
///
/// let contract: Contract = "request GET /parcels/{id}\npermission Application: Parcels.Read\n".parse()?;
/// assert_eq!(contract.to_string(), "permission Application: Parcels.Read\nrequest GET /parcels/{id}\n");
/// # Ok::<(), docparity::contract::NoFact>(())
/// ```
impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut facts: Vec<String> = Vec::new();
        facts.extend(self.requests.iter().map(|fact| format!("request {} {}", fact.method, fact.path)));
        facts.extend(self.permissions.iter().map(|fact| {
            let mut scopes = fact.scopes.clone();
            scopes.sort();
            format!("permission {}: {}", fact.kind, if scopes.is_empty() { "-".into() } else { scopes.join(", ") })
        }));
        facts.extend(self.headers.iter().map(|fact| format!("header {}: {}", fact.name, fact.value)));
        facts.extend(self.responses.iter().map(|fact| match fact.from {
            ResponseFrom::Prose => format!("response {} {}", fact.status, fact.reason),
            ResponseFrom::Example => format!("example response {} {}", fact.status, fact.reason),
        }));
        facts.extend(self.example_requests.iter().map(|fact| format!("example request {} {}", fact.method, fact.url)));
        facts.extend(self.identifiers.iter().map(|fact| match &fact.kind {
            Some(kind) => format!("{} {}: {kind}", fact.table, fact.name),
            None => format!("{} {}", fact.table, fact.name),
        }));
        // A cell may hold a line end; the text has one fact a line.
        for fact in facts.iter_mut().filter(|fact| fact.contains(['\n', '\r'])) {
            *fact = fact.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        facts.sort();
        facts.iter().try_for_each(|fact| writeln!(f, "{}", fact.trim_end()))
    }
}

/// A line that states no fact, where a contract was to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFact {
    /// The number of the line; the first is 1.
    pub line: usize,
    /// The line.
    pub text: String,
}

impl fmt::Display for NoFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: `{}` states no fact of a contract", self.line, self.text)
    }
}

impl std::error::Error for NoFact {}

impl FromStr for Contract {
    type Err = NoFact;

    /// Reads what [`Contract`] shows. Empty lines do not count.
    fn from_str(text: &str) -> Result<Self, NoFact> {
        let mut contract = Self::default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let read = contract.read(line.trim_end());
            read.ok_or_else(|| NoFact { line: at + 1, text: line.to_owned() })?;
        }
        Ok(contract)
    }
}

impl Contract {
    fn read(&mut self, line: &str) -> Option<()> {
        let place = Place::default();
        let (noun, rest) = line.split_once(' ')?;
        if noun == "request" {
            let (method, path) = owned(rest.split_once(' ')?);
            self.requests.push(Request { method, path, place });
        } else if noun == "permission" {
            let (kind, text) = owned(rest.rsplit_once(": ")?);
            let scopes = text.split(", ").filter(|scope| *scope != "-").map(str::to_owned).collect();
            self.permissions.push(Permission { kind, scopes, text, columns: Vec::new(), place });
        } else if noun == "header" {
            let (name, value) = owned(rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?);
            self.headers.push(Header { name, value, place, value_span: Span::default() });
        } else if let Some(response) = line.strip_prefix("example response ").and_then(|rest| code(rest)) {
            self.respond(response, ResponseFrom::Example);
        } else if let Some(response) = line.strip_prefix("response ").and_then(|rest| code(rest)) {
            self.respond(response, ResponseFrom::Prose);
        } else if let Some(request) = line.strip_prefix("example request ") {
            let (method, url) = owned(request.split_once(' ')?);
            self.example_requests.push(ExampleRequest { method, url, place });
        } else if noun.starts_with(char::is_alphabetic) {
            let (name, kind) = rest.split_once(": ").map_or((rest, None), |(name, kind)| (name, Some(kind.to_owned())));
            let (table, name) = owned((noun, name));
            self.identifiers.push(Identifier { table, name, kind, place, kind_span: Span::default() });
        } else {
            return None;
        }
        Some(())
    }

    fn respond(&mut self, (status, reason): (u16, &str), from: ResponseFrom) {
        let reason = reason.to_owned();
        self.responses.push(Response { status, reason, from, has_body: false, place: Place::default() });
    }

    /// The contract with its facts in the order of [`Contract`]'s text, and without their places: what a file can hold.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.requests.sort_by(|a, b| (&a.method, &a.path).cmp(&(&b.method, &b.path)));
        for row in &mut sorted.permissions {
            row.scopes.sort();
        }
        sorted.permissions.sort_by(|a, b| (&a.kind, &a.scopes).cmp(&(&b.kind, &b.scopes)));
        sorted.headers.sort_by(|a, b| (&a.name, &a.value).cmp(&(&b.name, &b.value)));
        sorted.responses.sort_by(|a, b| (a.from, a.status, &a.reason).cmp(&(b.from, b.status, &b.reason)));
        sorted.example_requests.sort_by(|a, b| (&a.method, &a.url).cmp(&(&b.method, &b.url)));
        sorted.identifiers.sort_by(|a, b| (&a.table, &a.name, &a.kind).cmp(&(&b.table, &b.name, &b.kind)));
        sorted
    }
}

fn owned((one, other): (&str, &str)) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

/// A status code and the reason behind it.
fn code(text: &str) -> Option<(u16, &str)> {
    let (code, reason) = text.split_once(' ').unwrap_or((text, ""));
    Some((code.parse().ok()?, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_back_as_it_was() {
        let text = "example request GET https://api.example.com/v1.0/x?$filter=a eq 'b'\nexample response 200 OK\n\
            header Accept:\nheader Authorization: Bearer {token}. Required.\nheader Prefer: x: y: z\n\
            member none\nparameter id: String\npermission : A.Read\npermission Application: -\n\
            permission Delegated (a: b): A.Read, B.Read\nproperty a b: Collection(x: y)\n\
            request GET /a b/{id | name}\nresponse 201\nresponse 204 No Content\nresponse header\n";
        let contract: Contract = text.parse().expect("facts");
        assert_eq!(contract.to_string(), text);
        assert_eq!(contract.permissions[2].kind, "Delegated (a: b)");
        assert_eq!(contract.sorted().to_string(), text);
    }

    #[test]
    fn a_line_without_a_fact_is_named() {
        for line in ["<<<<<<< HEAD", "=======", "permission Application", "request GET", "header Accept"] {
            let error = format!("request GET /a\n\n{line}\n").parse::<Contract>().expect_err(line);
            assert_eq!(error, NoFact { line: 3, text: line.to_owned() });
        }
    }
}
