//! Tables and lists of properties, parameters, relationships and enumeration members.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::kind::{Fact, Fate, Kind};
use super::{Contract, Guide, KINDS, Place, Subject, TableKind, lines};
use crate::profile::Profile;
use crate::span::Span;

/// A name that a client sends or reads: a property, a parameter, a member of an enumeration.
///
/// ```
/// let contract: docparity::Contract = "property weight: Int32".parse()?;
/// assert_eq!((&*contract.identifiers[0].table, &*contract.identifiers[0].name), ("property", "weight"));
/// assert_eq!(contract.identifiers[0].kind.as_deref(), Some("Int32"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Identifier {
    /// The kind of table or list: `property`, `parameter`, `relationship`, `member`, or what the profile calls it.
    pub table: String,
    /// The name cell, or the name in a list item.
    pub name: String,
    /// The type cell, where the table has one, or the type in a list item.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Where the name stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
    /// Where the type stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub kind_span: Span,
}

pub(super) static IDENTIFIER: Kind = Kind {
    word: "",
    noun: "",
    extract: Some(extract),
    facts: |contract| {
        let facts = contract.identifiers.iter().map(|name| Fact {
            noun: &name.table,
            value: name.kind.as_deref().map(Into::into),
            is_certain: name.is_name(),
            ..Fact::new(&IDENTIFIER, &*name.name, name.place)
        });
        facts.collect()
    },
    read: |contract, text, place| {
        // A name may be lost.
        let (table, rest) = text.split_once(' ').unwrap_or((text, ""));
        let (name, kind) = rest.split_once(": ").map_or((rest, None), |(name, kind)| (name, Some(kind.to_owned())));
        let (table, name) = (table.to_owned(), name.to_owned());
        let is_noun = table.starts_with(char::is_alphabetic) && !is_slip(&table);
        let kind_span = Span::default();
        is_noun.then(|| contract.identifiers.push(Identifier { table, name, kind, place, kind_span }))
    },
    is_number: false,
    is_promised: true,
    is_whole: false,
    likeness: |one, other| {
        if one.noun != other.noun || one.key == other.key {
            return if one.noun == other.noun { 2.0 } else { 0.0 };
        }
        match strsim::normalized_levenshtein(&one.key.to_lowercase(), &other.key.to_lowercase()) {
            likeness if likeness >= 0.85 => likeness,
            _ if one.is_alone && other.is_alone && one.value == other.value => 0.6,
            _ => 0.0,
        }
    },
    meaning: |fate| match fate {
        Fate::Became(..) => ("clients use a name that the server does not know", true),
        Fate::Removed(_) => ("clients that use it may fail", true),
        Fate::Added(_) => ("clients may use it", false),
    },
    terms: |contract| {
        let names = contract.identifiers.iter().filter(|name| name.is_name());
        names.map(|name| ("identifier", &*name.name)).collect()
    },
    value: ("type", |_, _| ("clients read or send another type", true)),
};

/// Whether a line begins with a slip of the pen for the word of another kind of fact: a table is called by whatever word its
/// profile has for it, but by none that is nearly one of those.
fn is_slip(word: &str) -> bool {
    let words = KINDS.iter().filter_map(|kind| kind.word.split(' ').next()).filter(|known| !known.is_empty());
    let is_near = |known: &str| (1..=2).contains(&strsim::damerau_levenshtein(word, known));
    words
        .into_iter()
        .any(|known| is_near(known) && word.starts_with(&known[..1]) && word.trim_end_matches('s') != known)
}

impl Identifier {
    /// Whether the cell holds a name as a client sends it, and no prose.
    #[doc(hidden)]
    #[must_use]
    pub fn is_name(&self) -> bool {
        let body =
            ["--", "-", "/", "$", "@"].iter().find_map(|mark| self.name.strip_prefix(mark)).unwrap_or(&self.name);
        body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && body.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '@' | '$' | '-' | '/'))
    }
}

fn extract(subject: &Subject<'_>, guide: &Guide, profile: &Profile, contract: &mut Contract) {
    in_tables(subject, guide, &mut contract.identifiers);
    if !profile.lists.is_empty() {
        contract.identifiers.extend(in_lists(subject, profile));
        contract.identifiers.sort_by_key(|identifier| identifier.place.span);
    }
}

/// HTML tags, also those with a template's call inside: `<a href="{{< ref "x" >}}">`.
static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"</?[A-Za-z](?:\{\{.*?\}\}|[^<>])*>").expect("a valid expression"));

fn in_lists(subject: &Subject<'_>, profile: &Profile) -> Vec<Identifier> {
    let page = subject.page;
    let items = page.items.iter().filter_map(|&(section, span)| {
        let (line, text) = lines::of_span(&page.prose, span).next()?;
        let (mark, text) = lines::without_mark(&text);
        let anchor = page.sections[section].key();
        let lists = profile.lists.iter().filter(|list| list.stands_in(anchor));
        let (list, found) = lists.filter_map(|list| Some((list, list.item.captures(text)?))).next()?;
        let place = |part: regex::Match<'_>| Span::from(part.range()).shifted(line.start + mark);
        let name = found.name("name")?;
        let kind = found.name("type").filter(|kind| !kind.is_empty());
        Some(Identifier {
            table: list.kind.clone(),
            name: name.as_str().trim().to_owned(),
            kind: kind.map(|kind| TAG.replace_all(kind.as_str(), "").trim().to_owned()),
            place: subject.place(place(name)),
            kind_span: place(kind.unwrap_or(name)),
        })
    });
    items.collect()
}

fn in_tables(subject: &Subject<'_>, guide: &Guide, identifiers: &mut Vec<Identifier>) {
    for table in &subject.page.tables {
        let Some(TableKind::Identifiers(kind)) = guide.kind(subject, table) else { continue };
        // A table of two columns has no type: the second says what the name means. In others the head says which it is.
        let head = guide.head(subject, table).filter(|_| table.head.cells.len() > 2);
        let types = head.and_then(|head| head.iter().position(|head| head == "type" || head.ends_with(" type")));
        for row in &table.rows {
            let Some((name, cells)) = row.cells.split_first() else { continue };
            // A row with nothing but its first cell is a heading for the rows below it.
            if !cells.is_empty() && cells.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            let type_cell = types.and_then(|column| cells.get(column.checked_sub(1)?));
            identifiers.push(Identifier {
                table: kind.clone(),
                name: name.text.to_string(),
                kind: type_cell.map(|cell| cell.text.to_string()),
                place: Place { span: name.span, line: subject.line(row.span.start) },
                kind_span: type_cell.map_or(name.span, |cell| cell.span),
            });
        }
    }
}
