//! Permission tables: two columns, sub-rows, or one column an account kind.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::kind::{Fact, Fate, Kind, Meaning, NO_VALUE};
use super::{Contract, Guide, Place, Subject, TableKind, joined};
use crate::profile::Profile;
use crate::span::Span;

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

pub(super) const CONSENT: Meaning = ("clients lose consent", true);

fn fact(row: &Permission) -> Fact<'_> {
    let scopes: Vec<&str> = row.scopes.iter().map(String::as_str).collect();
    let text = if scopes.is_empty() { "-".to_owned() } else { sorted(&scopes).join(", ") };
    let is_certain = !row.kind.is_empty();
    let id = without_notes(&row.kind).into();
    Fact { value: Some(text.into()), id, scopes, is_certain, ..Fact::new(&PERMISSION, &*row.kind, row.place) }
}

/// A label without the marks behind it that lead to a footnote.
fn without_notes(label: &str) -> &str {
    const MARKS: [char; 15] = ['*', '\\', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', ' '];
    let bare = label.trim_end_matches(MARKS);
    let bare = bare.strip_suffix("</sup>").and_then(|rest| rest.rsplit_once("<sup>")).map_or(bare, |(label, _)| label);
    let bare = bare.strip_suffix(']').and_then(|rest| rest.rsplit_once("[^")).map_or(bare, |(label, _)| label);
    bare.trim_end()
}

impl Contract {
    /// The contract with a row for each cell of the tables with one column an account kind.
    pub(super) fn by_cell(&self) -> Cow<'_, Self> {
        if self.permissions.iter().all(|row| row.columns.is_empty()) {
            return Cow::Borrowed(self);
        }
        let mut own = self.clone();
        own.permissions = Vec::new();
        for row in &self.permissions {
            own.permissions.extend(row.columns.is_empty().then(|| row.clone()));
            own.permissions.extend(row.columns.iter().map(|cell| Permission {
                kind: format!("{} | {}", row.kind, cell.kind),
                scopes: cell.scopes.clone(),
                text: cell.text.clone(),
                columns: Vec::new(),
                place: Place { span: cell.span, ..row.place },
            }));
        }
        Cow::Owned(own)
    }
}

fn sorted<'c>(scopes: &[&'c str]) -> Vec<&'c str> {
    let mut scopes = scopes.to_vec();
    scopes.sort_unstable();
    scopes
}

pub(super) static PERMISSION: Kind = Kind {
    word: "permission",
    noun: "permission row",
    extract: Some(extract),
    facts: |contract| contract.permissions.iter().map(fact).collect(),
    read: |contract, text, place| {
        let (kind, text) = text.rsplit_once(": ")?;
        let scopes = text.split(", ").filter(|scope| *scope != "-").map(str::to_owned).collect();
        let (kind, text) = (kind.to_owned(), text.to_owned());
        contract.permissions.push(Permission { kind, scopes, text, columns: Vec::new(), place });
        Some(())
    },
    is_number: false,
    is_promised: true,
    is_whole: true,
    likeness: |one, other| match one.key == other.key {
        true => 1.0,
        false if !one.scopes.is_empty() && sorted(&one.scopes) == sorted(&other.scopes) => 0.9,
        false => 0.0,
    },
    meaning: |fate| match fate {
        Fate::Became(..) => ("clients ask consent for another kind of account", true),
        Fate::Removed(old) if old.scopes.is_empty() => ("it named no scope", false),
        Fate::Removed(_) => CONSENT,
        Fate::Added(_) => ("another kind of account may call", false),
    },
    terms: |contract| {
        let scopes = contract.permissions.iter().flat_map(|row| &row.scopes);
        scopes.map(|scope| ("scope", &**scope)).collect()
    },
    value: NO_VALUE,
};

fn extract(subject: &Subject<'_>, guide: &Guide, profile: &Profile, contract: &mut Contract) {
    for table in &subject.page.tables {
        if guide.kind(subject, table) != Some(&TableKind::Permissions) {
            continue;
        }
        for row in &table.rows {
            let Some((label, cells)) = row.cells.split_first() else { continue };
            let cells = match profile.scope_column {
                Some(column) => row.cells.get(column - 1..column).unwrap_or_default(),
                None => cells,
            };
            let (text, span) = joined(cells, row.span);
            let scopes = |text: &str| profile.scopes(text).map(str::to_owned).collect::<Vec<_>>();
            let columns = if cells.len() > 1 {
                let heads = table.head.cells.iter().skip(1);
                heads
                    .zip(cells)
                    .map(|(head, cell)| PermissionColumn {
                        kind: head.text.to_string(),
                        scopes: scopes(&cell.text),
                        text: cell.text.to_string(),
                        span: cell.span,
                    })
                    .collect()
            } else {
                Vec::new()
            };
            contract.permissions.push(Permission {
                kind: without_notes(guide.label(subject, row).unwrap_or(label.text.trim())).to_owned(),
                scopes: scopes(&text),
                text,
                columns,
                place: Place { span, line: subject.line(row.span.start) },
            });
        }
    }
}

/// Whether `new` is a scope with a slip of the pen in it, or what is left of one that was broken.
pub(super) fn is_mangled(old: &str, new: &str) -> bool {
    strsim::damerau_levenshtein(old, new) <= 1 || old.ends_with(new)
}

/// Takes out the rows that have each other's scopes: each two are told as such, once.
pub(super) fn swaps<'c>(fates: &mut Vec<Fate<'c>>) -> Vec<(String, Fate<'c>)> {
    let crossed = |one: &Fate<'_>, other: &Fate<'_>| match (one, other) {
        (Fate::Became(a, b), Fate::Became(c, d)) => {
            let has_scopes = !(a.scopes.is_empty() && b.scopes.is_empty());
            has_scopes && a.key == b.key && c.key == d.key && a.value == d.value && b.value == c.value
        }
        _ => false,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < fates.len() {
        match (at + 1..fates.len()).find(|&other| crossed(&fates[at], &fates[other])) {
            Some(other) => {
                let (other, one) = (fates.remove(other), fates.remove(at));
                let what = format!("the scopes of {} and {} are swapped", one.fact().shown(), other.fact().shown());
                found.push((what, one));
            }
            None => at += 1,
        }
    }
    found
}
