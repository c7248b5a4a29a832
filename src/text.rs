//! The text of a file, also of one that is not UTF-8.

pub(crate) mod script;
mod size;
pub(crate) mod sounds;

pub use size::Size;

use crate::span::Span;

/// A file's text. Every byte that is no part of valid UTF-8 stands as one `?`, so that each offset of the text is an
/// offset of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, as long in bytes as the file.
    pub content: String,
    /// The runs of bytes that were not UTF-8, in order.
    pub invalid: Vec<Span>,
}

impl Text {
    /// Reads the bytes of a file.
    #[must_use]
    pub fn decode(bytes: Vec<u8>) -> Self {
        let bytes = match String::from_utf8(bytes) {
            Ok(content) => return Self { content, invalid: Vec::new() },
            Err(error) => error.into_bytes(),
        };
        let mut content = String::with_capacity(bytes.len());
        let mut invalid: Vec<Span> = Vec::new();
        for chunk in bytes.utf8_chunks() {
            content.push_str(chunk.valid());
            let start = content.len();
            content.extend(chunk.invalid().iter().map(|_| '?'));
            let end = content.len();
            match invalid.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ if start < end => invalid.push(Span::new(start, end)),
                _ => {}
            }
        }
        Self { content, invalid }
    }

    /// Whether nobody can read the text without a key: what git-crypt, Ansible Vault, age and PGP write.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        const BEGINNINGS: [&str; 5] = [
            "\0GITCRYPT\0",
            "$ANSIBLE_VAULT;",
            "age-encryption.org/v1",
            "-----BEGIN AGE ENCRYPTED FILE-----",
            "-----BEGIN PGP MESSAGE-----",
        ];
        BEGINNINGS.iter().any(|beginning| self.content.starts_with(beginning))
    }
}

impl From<String> for Text {
    fn from(content: String) -> Self {
        Self { content, invalid: Vec::new() }
    }
}

/// Whether `text` holds `token` with no letter, digit or `-` beside it.
pub(crate) fn holds(text: &str, token: &str) -> bool {
    let beside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    places(text, token).any(|at| !text[..at].ends_with(beside) && !text[at + token.len()..].starts_with(beside))
}

/// Where `token` stands in `text`, which may be a whole page.
pub(crate) fn places<'t>(text: &'t str, token: &'t str) -> impl Iterator<Item = usize> + use<'t> {
    memchr::memmem::find_iter(text.as_bytes(), token).filter(|at| text.is_char_boundary(*at))
}

/// The bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf8_keep_their_place() {
        let text = Text::decode(b"a\xc3(\xff\xfeb".to_vec());
        assert_eq!(text.content, "a?(??b");
        assert_eq!(text.invalid, [Span::new(1, 2), Span::new(3, 5)]);
    }
}
