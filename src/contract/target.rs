//! What a request is sent to.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::profile::Profile;

/// The target of a request as it is written, with its parts: a path, behind a host and a version that may be missing, and
/// a query. Parameters are written `{id}`, `<id>` or `:id`.
///
/// ```
/// let target = docparity::Target::from("https://api.example.com/parcels/:id?fields={fields}");
/// assert_eq!(target.parameters().collect::<Vec<_>>(), ["id", "fields"]);
/// assert_eq!(target.to_string(), "https://api.example.com/parcels/:id?fields={fields}");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Target {
    text: String,
    /// Where the path begins: behind host, version and slash.
    path: usize,
    /// Where the query begins, or the end.
    query: usize,
}

/// A piece of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Text that is sent as it is.
    Text(&'t str),
    /// The name of a parameter.
    Parameter(&'t str),
}

/// What stands between two slashes, or in parentheses: a key is written `users/{id}` or `users('7')`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// The text around its parameters, in lower case.
    pub text: String,
    /// Whether a parameter stands in it.
    pub varies: bool,
}

impl Target {
    /// Takes a target apart. `versions` are the names of versions that a path may begin with.
    #[doc(hidden)]
    #[must_use]
    pub fn new(text: &str, versions: &[String]) -> Self {
        let scheme = text.find("://").filter(|&at| text[..at].bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let host = scheme.map_or(0, |at| text[at + 3..].find('/').map_or(text.len(), |slash| at + 3 + slash));
        let behind_slashes = |at: usize| text.len() - text[at..].trim_start_matches('/').len();
        let path = behind_slashes(host);
        let version = versions.iter().find_map(|version| {
            let end = path + version.len();
            let is_it = text.get(path..end)?.eq_ignore_ascii_case(version);
            (is_it && (end == text.len() || text[end..].starts_with('/'))).then(|| behind_slashes(end))
        });
        let path = version.unwrap_or(path);
        let mut query = path;
        for (piece, length) in pieces(&text[path..]) {
            if let Piece::Text(piece) = piece
                && let Some(at) = piece.find(['?', '#'])
            {
                query += at;
                break;
            }
            query += length;
        }
        Self { text: text.to_owned(), path, query }
    }

    /// The path and the query, piece by piece.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        pieces(&self.text[self.path..]).map(|(piece, _)| piece)
    }

    /// The path, piece by piece.
    pub(crate) fn path(&self) -> impl Iterator<Item = Piece<'_>> {
        pieces(&self.text[self.path..self.query]).map(|(piece, _)| piece)
    }

    /// The names of the parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.pieces().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(name),
            Piece::Text(_) => None,
        })
    }

    /// The path and the query without the names of the parameters and without white space: two targets of one shape are
    /// one target, written in two ways.
    pub(crate) fn shape(&self) -> String {
        let mut shape = String::with_capacity(self.text.len() - self.path);
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => shape.extend(text.chars().filter(|&c| !c.is_whitespace() && !is_brace(c))),
                Piece::Parameter(_) => shape.push('{'),
            }
        }
        shape
    }

    /// The path, cut at slashes and parentheses.
    pub(super) fn segments(&self) -> Vec<Segment> {
        let mut segments = vec![Segment::default()];
        for piece in self.path() {
            let last = segments.len() - 1;
            match piece {
                Piece::Parameter(_) => segments[last].varies = true,
                Piece::Text(text) => {
                    let mut parts = text.split(['/', '(', ')']).map(str::to_lowercase);
                    segments[last].text.extend(parts.next());
                    segments.extend(parts.map(|text| Segment { text, varies: false }));
                }
            }
        }
        for segment in &mut segments {
            segment.text = segment.text.trim_matches([' ', '\'', '~']).to_owned();
        }
        segments.retain(|segment| segment.varies || !segment.text.is_empty());
        segments
    }
}

/// Whether `c` sets off a parameter: one that closes nothing is no part of a path.
pub(crate) fn is_brace(c: char) -> bool {
    matches!(c, '{' | '}' | '<' | '>')
}

/// The pieces of a path and a query, and the length of each as it is written.
fn pieces(text: &str) -> impl Iterator<Item = (Piece<'_>, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let parameter = |at: usize| parameter(&text[at..], at == 0 || text[..at].ends_with('/'));
        let (piece, length) = parameter(at).unwrap_or_else(|| {
            let signs = text[at..].match_indices(['{', '<', ':']).map(|(sign, _)| at + sign);
            let end = signs.skip_while(|&sign| sign == at).find(|&sign| parameter(sign).is_some());
            let run = &text[at..end.unwrap_or(text.len())];
            (Piece::Text(run), run.len())
        });
        at += length;
        (length > 0).then_some((piece, length))
    })
}

/// The parameter that `text` begins with, and its length. A colon begins one only where it begins a segment: `/users/:id`,
/// not `/root:/path`.
fn parameter(text: &str, begins_segment: bool) -> Option<(Piece<'_>, usize)> {
    let enclosed = |close: char| text.find(close).map(|end| (Piece::Parameter(&text[1..end]), end + 1));
    match text.as_bytes().first()? {
        b'{' => enclosed('}'),
        b'<' => enclosed('>'),
        b':' if begins_segment => {
            let name = text[1..].find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
            let end = name.map_or(text.len(), |name| name + 1);
            (end > 1).then_some((Piece::Parameter(&text[1..end]), end))
        }
        _ => None,
    }
}

/// The versions are those of the profile that counts where nothing is said.
impl From<&str> for Target {
    fn from(text: &str) -> Self {
        Self::new(text, &Profile::graph().versions)
    }
}

impl From<String> for Target {
    fn from(text: String) -> Self {
        Self::from(&*text)
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.text
    }
}

impl Deref for Target {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq<&str> for Target {
    fn eq(&self, text: &&str) -> bool {
        **self == **text
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_parameter_has_one_shape() {
        for path in ["/rooms/{id}/lamps", "rooms/<room id>/lamps", "https://a.example/rooms/:room-id/lamps"] {
            assert_eq!(Target::from(path).shape(), "rooms/{/lamps", "{path}");
        }
        assert_eq!(Target::from("/rooms/{id | name}?$filter={field} eq '{value}'").shape(), "rooms/{?$filter={eq'{'");
        assert_eq!(Target::from("/drive/root:/{path}:/content").shape(), "drive/root:/{:/content");
        assert_eq!(Target::from("/broken/{id").shape(), "broken/id");
        // The host of a URL in the query is not that of the target.
        assert_eq!(Target::from("/rooms/$ref?$id=https://a.example/b").shape(), "rooms/$ref?$id=https://a.example/b");
    }

    #[test]
    fn versions_are_those_of_the_profile() {
        let shape = |text: &str, versions: &[&str]| {
            let versions: Vec<String> = versions.iter().map(|&version| version.to_owned()).collect();
            Target::new(text, &versions).shape()
        };
        assert_eq!(shape("https://a.example/V2/rooms", &["v1", "v2"]), "rooms");
        assert_eq!(shape("/v2", &["v2"]), "");
        assert_eq!(shape("/v20/rooms", &["v2"]), "v20/rooms");
        assert_eq!(shape("/v2/rooms", &[]), "v2/rooms");
    }

    #[test]
    fn a_segment_is_text_or_varies() {
        let segments = |text: &str| -> Vec<(String, bool)> {
            Target::from(text).segments().into_iter().map(|segment| (segment.text, segment.varies)).collect()
        };
        let (rooms, id, lamps) = (("rooms".to_owned(), false), (String::new(), true), ("lamps".to_owned(), false));
        for path in ["/Rooms/{a/b}/lamps?x=1", "/rooms('<id>')/lamps#x", "rooms/:id/lamps/"] {
            assert_eq!(segments(path), [rooms.clone(), id.clone(), lamps.clone()], "{path}");
        }
    }
}
