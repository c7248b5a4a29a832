//! Request-header tables.

use serde::{Deserialize, Serialize};

use super::kind::{Fact, Fate, Kind};
use super::{Contract, Guide, HeaderValue, Place, Subject, TableKind, joined};
use crate::profile::Profile;
use crate::span::Span;

/// A row of a request-header table.
///
/// ```
/// let contract: docparity::Contract = "header Authorization: Bearer {token}. Required.".parse()?;
/// assert_eq!(contract.headers[0].name, "Authorization");
/// assert_eq!(contract.headers[0].value.scheme(), Some("Bearer"));
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Header {
    /// The first cell.
    pub name: String,
    /// The other cells, joined by ` | `.
    pub value: HeaderValue,
    /// Where the name stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub place: Place,
    /// Where the value stands.
    #[serde(skip)]
    #[doc(hidden)]
    pub value_span: Span,
}

/// The value that stands in a fact.
fn value(text: &str) -> HeaderValue {
    text.to_owned().into()
}

pub(super) static HEADER: Kind = Kind {
    word: "header",
    noun: "header",
    extract: Some(extract),
    facts: |contract| {
        let facts = contract.headers.iter().map(|header| Fact {
            id: header.name.to_ascii_lowercase().into(),
            value: Some((&*header.value).into()),
            is_certain: header.header_name().is_some(),
            ..Fact::new(&HEADER, &*header.name, header.place)
        });
        facts.collect()
    },
    read: |contract, text, place| {
        let (name, value) = text.split_once(": ").or_else(|| Some((text.strip_suffix(':')?, "")))?;
        let (name, value) = (name.to_owned(), value.to_owned().into());
        contract.headers.push(Header { name, value, place, value_span: Span::default() });
        Some(())
    },
    is_number: false,
    is_promised: true,
    is_whole: true,
    likeness: |one, other| match (one.id == other.id, one.value.is_some() && one.value == other.value) {
        (true, true) => 1.0,
        (true, false) => 0.9,
        (false, true) => 0.7,
        (false, false) => 0.0,
    },
    meaning: |fate| match fate {
        Fate::Became(old, new) if old.id == new.id => ("the case of a header does not count", false),
        Fate::Became(..) => ("clients send a header that the server does not know", true),
        Fate::Removed(_) => ("clients send the request without it", true),
        Fate::Added(new) if value(new.value.as_deref().unwrap_or_default()).is_required() => {
            ("clients that do not send it fail", true)
        }
        Fate::Added(_) => ("clients may send it", false),
    },
    terms: |contract| {
        let terms = contract.headers.iter().flat_map(|header| {
            let name = header.header_name().map(|name| ("header", name));
            name.into_iter().chain(header.value.media_types().map(|media_type| ("media type", media_type)))
        });
        terms.collect()
    },
    value: ("value", |old, new| match value(old).sent().eq(value(new).sent()) {
        true => ("other words, the same value", false),
        false => ("clients send another value", true),
    }),
};

fn extract(subject: &Subject<'_>, guide: &Guide, _: &Profile, contract: &mut Contract) {
    let tables = subject.page.tables.iter();
    let rows =
        tables.filter(|table| guide.kind(subject, table) == Some(&TableKind::Headers)).flat_map(|table| &table.rows);
    contract.headers.extend(rows.filter_map(|row| {
        let (name, cells) = row.cells.split_first()?;
        let (value, value_span) = joined(cells, row.span);
        let place = Place { span: name.span, line: subject.line(row.span.start) };
        Some(Header { name: name.text.to_string(), value: value.into(), place, value_span })
    }));
}

fn is_token(text: &str) -> bool {
    // RFC 9110, section 5.6.2.
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Request headers whose name is a single word: of RFC 9110 and the IANA registry of field names.
const SINGLE_WORDS: [&str; 24] = [
    "accept",
    "authorization",
    "connection",
    "cookie",
    "date",
    "depth",
    "destination",
    "etag",
    "expect",
    "forwarded",
    "from",
    "host",
    "if",
    "link",
    "location",
    "origin",
    "pragma",
    "prefer",
    "priority",
    "range",
    "referer",
    "slug",
    "timeout",
    "upgrade",
];

impl Header {
    /// The header that the row names: `Prefer: outlook.timezone` names `Prefer`. A row that names none is prose, and so is
    /// a single word that is no known header.
    #[doc(hidden)]
    #[must_use]
    pub fn header_name(&self) -> Option<&str> {
        let name = self.name.split_once(':').map_or(&*self.name, |(name, _)| name).trim();
        let compound = name.contains('-') || name.chars().skip(1).any(char::is_uppercase);
        let known = compound || SINGLE_WORDS.contains(&name.to_ascii_lowercase().as_str());
        (is_token(name) && known).then_some(name)
    }
}
