//! Request-header tables.

use super::{Guide, Header, Place, Subject, TableKind, joined};

pub(super) fn extract(subject: &Subject<'_>, guide: &Guide) -> Vec<Header> {
    let tables = subject.page.tables.iter();
    let rows =
        tables.filter(|table| guide.kind(subject, table) == Some(&TableKind::Headers)).flat_map(|table| &table.rows);
    rows.filter_map(|row| {
        let (name, cells) = row.cells.split_first()?;
        let (value, value_span) = joined(cells, row.span);
        let place = Place { span: name.span, line: subject.line(row.span.start) };
        Some(Header { name: name.text.to_string(), value, place, value_span })
    })
    .collect()
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
