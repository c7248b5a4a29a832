//! Paths as URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::report::relative;

/// What stands for itself in a path (RFC 3986, `unreserved`), and the slash between its parts.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The URI of a path, and whether it is relative to the folder that the tool was run in.
pub(in crate::report) fn of(path: &str) -> (String, bool) {
    let path = relative(path);
    let encoded = utf8_percent_encode(path, ENCODED);
    let is_drive = path.len() > 2 && path.as_bytes()[0].is_ascii_alphabetic() && path[1..].starts_with(":/");
    match path {
        _ if path.starts_with("//") => (format!("file:{encoded}"), false),
        _ if path.starts_with('/') => (format!("file://{encoded}"), false),
        _ if is_drive => (format!("file:///{encoded}"), false),
        _ => (encoded.to_string(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_path_is_encoded_byte_by_byte() {
        for (path, uri) in [
            ("docs/a b.md", "docs/a%20b.md"),
            ("./docs/100%.md", "docs/100%25.md"),
            ("a#b?c.md", "a%23b%3Fc.md"),
            ("日本/ä.md", "%E6%97%A5%E6%9C%AC/%C3%A4.md"),
            ("a:b/c.md", "a%3Ab/c.md"),
            ("日", "%E6%97%A5"),
            ("../docs/a.md", "../docs/a.md"),
        ] {
            assert_eq!(of(path), (uri.to_owned(), true));
        }
    }

    #[test]
    fn an_absolute_path_needs_no_base() {
        for (path, uri) in [
            ("/srv/docs/a b.md", "file:///srv/docs/a%20b.md"),
            ("D:/docs/a.md", "file:///D%3A/docs/a.md"),
            ("//host/share/a.md", "file://host/share/a.md"),
        ] {
            assert_eq!(of(path), (uri.to_owned(), false));
        }
    }
}
