//! A contract as text: one fact a line, sorted, and back.

use std::fmt;
use std::str::FromStr;

use super::{Contract, KINDS, Place};

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
        let contract = self.by_cell();
        let facts = KINDS.iter().flat_map(|kind| (kind.facts)(&contract));
        facts.map(|fact| (fact.line(), fact.place)).collect()
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
    pub(super) fn read(&mut self, line: &str, place: Place) -> Option<()> {
        let by_word = KINDS.iter().filter(|kind| !kind.word.is_empty()).find_map(|kind| {
            let rest = line.strip_prefix(kind.word)?.strip_prefix(' ')?;
            // A table of names may be called by the same word.
            (!kind.is_number || rest.starts_with(|c: char| c.is_ascii_digit())).then_some((kind, rest))
        });
        match by_word {
            Some((kind, rest)) => (kind.read)(self, rest, place),
            None => KINDS.iter().filter(|kind| kind.word.is_empty()).find_map(|kind| (kind.read)(self, line, place)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Permission, PermissionColumn};
    use crate::span::Span;

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
