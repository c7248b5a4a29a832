//! A contract as text: one fact a line, sorted, and back.

use std::fmt;
use std::str::FromStr;

use super::{Contract, ExampleRequest, Header, Identifier, Permission, Place, Request, Response, ResponseFrom};
use crate::span::Span;

/// One fact a line, sorted: made to be compared and to be read in a diff. The scopes of a row are sorted, and `-` stands
/// for none; a row of a table with one column an account kind is a line a column. Parsing the text gives a contract that shows as the same text.
///
/// ```
/// use docparity::Contract;
///
/// let contract: Contract = "request GET /parcels/{id}\npermission Application: Parcels.Read\n".parse()?;
/// assert_eq!(contract.to_string(), "permission Application: Parcels.Read\nrequest GET /parcels/{id}\n");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.lines().into_iter().map(|(line, _)| line).collect();
        lines.sort();
        lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl Contract {
    /// The facts, one a line, and where they stand.
    fn lines(&self) -> Vec<(String, Place)> {
        let mut facts: Vec<(String, Place)> = Vec::new();
        facts.extend(self.requests.iter().map(|fact| (format!("request {} {}", fact.method, fact.path), fact.place)));
        for row in &self.permissions {
            if row.columns.is_empty() {
                facts.push((permission(&row.kind, &row.scopes), row.place));
            }
            facts.extend(row.columns.iter().map(|column| {
                let kind = format!("{} | {}", row.kind, column.kind);
                (permission(&kind, &column.scopes), Place { span: column.span, ..row.place })
            }));
        }
        facts.extend(self.headers.iter().map(|fact| (format!("header {}: {}", fact.name, fact.value), fact.place)));
        facts.extend(self.responses.iter().map(|fact| {
            let noun = if fact.from == ResponseFrom::Prose { "response" } else { "example response" };
            (format!("{noun} {} {}", fact.status, fact.reason), fact.place)
        }));
        let examples = self.example_requests.iter();
        facts.extend(examples.map(|fact| (format!("example request {} {}", fact.method, fact.url), fact.place)));
        facts.extend(self.identifiers.iter().map(|fact| {
            let kind = fact.kind.as_ref().map(|kind| format!(": {kind}")).unwrap_or_default();
            (format!("{} {}{kind}", fact.table, fact.name), fact.place)
        }));
        for (line, _) in &mut facts {
            // A cell may hold a line end; the text has one fact a line.
            if line.contains(['\n', '\r']) {
                *line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            line.truncate(line.trim_end().len());
        }
        facts
    }

    /// The contract as its text is read back, with the places of its facts. What is compared is what the text says.
    pub(super) fn as_read(&self) -> Self {
        let mut contract = Self::default();
        for (line, place) in self.lines() {
            // Each line is one that `lines` made, so it states a fact.
            let _ = contract.read(&line, place);
        }
        contract
    }
}

fn permission(kind: &str, scopes: &[String]) -> String {
    let mut scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    scopes.sort_unstable();
    format!("permission {kind}: {}", if scopes.is_empty() { "-".to_owned() } else { scopes.join(", ") })
}

/// A line that states no fact, where a contract was to be read.
///
/// ```
/// let error = "request GET /parcels\n<<<<<<< HEAD".parse::<docparity::Contract>().unwrap_err();
/// assert_eq!((error.line, &*error.text), (2, "<<<<<<< HEAD"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidContract {
    /// The number of the line; the first is 1.
    pub line: usize,
    /// The line.
    pub text: String,
}

impl fmt::Display for InvalidContract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: `{}` states no fact of a contract", self.line, self.text)
    }
}

impl std::error::Error for InvalidContract {}

impl FromStr for Contract {
    type Err = InvalidContract;

    /// Reads what [`Contract`] shows. Empty lines do not count.
    fn from_str(text: &str) -> Result<Self, InvalidContract> {
        let mut contract = Self::default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let read = contract.read(line.trim_end(), Place::default());
            read.ok_or_else(|| InvalidContract { line: at + 1, text: line.to_owned() })?;
        }
        Ok(contract)
    }
}

impl Contract {
    fn read(&mut self, line: &str, place: Place) -> Option<()> {
        // A name may be lost.
        let (noun, rest) = line.split_once(' ').unwrap_or((line, ""));
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
            self.respond(response, ResponseFrom::Example, place);
        } else if let Some(response) = line.strip_prefix("response ").and_then(|rest| code(rest)) {
            self.respond(response, ResponseFrom::Prose, place);
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

    fn respond(&mut self, (status, reason): (u16, &str), from: ResponseFrom, place: Place) {
        let reason = reason.to_owned();
        self.responses.push(Response { status, reason, from, has_body: false, place });
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
    use super::super::PermissionColumn;
    use super::*;

    #[test]
    fn a_table_by_account_kind_has_a_line_a_cell() {
        let column = |kind: &str, scope: &str| PermissionColumn {
            kind: kind.to_owned(),
            scopes: vec![scope.to_owned()],
            text: String::new(),
            span: Span::default(),
        };
        let row = Permission {
            kind: "event".to_owned(),
            scopes: vec!["A.Read".to_owned(), "B.Read".to_owned()],
            text: "A.Read | B.Read".to_owned(),
            columns: vec![column("Delegated", "A.Read"), column("Application", "B.Read")],
            place: Place::default(),
        };
        let contract = Contract { permissions: vec![row], ..Contract::default() };
        let text = "permission event | Application: B.Read\npermission event | Delegated: A.Read\n";
        assert_eq!(contract.to_string(), text);
        assert_eq!(crate::contract::compare(&contract, &text.parse().expect("facts")), []);
    }

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
            assert_eq!(error, InvalidContract { line: 3, text: line.to_owned() });
        }
    }
}
