//! Tables of enumerations: the members with the values that stand for them.

use serde::{Deserialize, Serialize};

use super::kind::{Fact, Fate, Kind, NO_TERMS};
use super::{Contract, Guide, Place, Subject};
use crate::page::Table;
use crate::profile::Profile;
use crate::span::Span;

/// A member of an enumeration, with its value.
///
/// ```
/// let contract: docparity::Contract = "enumeration member daily: 1".parse()?;
/// assert_eq!((&*contract.members[0].name, &*contract.members[0].value), ("daily", "1"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Member {
    /// The first cell.
    pub name: String,
    /// The second cell.
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

/// The English heads of the first two columns of such tables, in lower case.
const HEADS: [[&str; 2]; 2] = [["member", "value"], ["value", "#"]];

pub(super) static MEMBER: Kind = Kind {
    word: "enumeration member",
    noun: "enumeration member",
    extract: Some(extract),
    facts: |contract| {
        let facts = contract.members.iter().map(|member| Fact {
            value: Some((&*member.value).into()),
            ..Fact::new(&MEMBER, &*member.name, member.place)
        });
        facts.collect()
    },
    read: |contract, text, place| {
        let (name, value) = text.split_once(": ").or_else(|| Some((text.strip_suffix(':')?, "")))?;
        let (name, value) = (name.to_owned(), value.to_owned());
        contract.members.push(Member { name, value, place, value_span: Span::default() });
        Some(())
    },
    is_number: false,
    // Its name is an identifier as well, which is what news tells.
    is_promised: false,
    is_whole: false,
    likeness: |one, other| match (one.key == other.key, one.value == other.value) {
        (true, _) => 1.0,
        (false, true) => 0.6,
        (false, false) => 0.0,
    },
    meaning: |fate| match fate {
        Fate::Became(..) => ("clients use a name that the server does not know", true),
        Fate::Removed(_) => ("clients that send its value may fail", true),
        Fate::Added(_) => ("clients may meet its value", false),
    },
    terms: NO_TERMS,
    value: ("value", |_, _| ("clients take one member for another", true)),
};

fn extract(subject: &Subject<'_>, guide: &Guide, _: &Profile, contract: &mut Contract) {
    let is_enumeration = |table: &&Table<'_>| match guide.head(subject, table) {
        Some([name, value, ..]) => HEADS.contains(&[name, value]),
        _ => false,
    };
    let enumerations = subject.page.tables.iter().filter(is_enumeration);
    contract.members.extend(enumerations.flat_map(|table| &table.rows).filter_map(|row| {
        let (name, cells) = row.cells.split_first()?;
        let value = cells.first().filter(|_| cells.iter().any(|cell| !cell.text.is_empty()))?;
        let place = Place { span: name.span, line: subject.line(row.span.start) };
        Some(Member { name: name.text.to_string(), value: value.text.to_string(), place, value_span: value.span })
    }));
}
