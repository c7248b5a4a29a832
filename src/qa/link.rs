//! Where a place is shown on the web.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a component of a path keeps as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a place is shown on the web: an address with `{path}` and `{line}`.
///
/// ```
/// let link: docparity::qa::Link = "https://git.example/docs/{path}#L{line}".parse()?;
/// assert_eq!(link.to("./de/a b.md", 7), "https://git.example/docs/de/a%20b.md#L7");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The address with its places to fill in.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.0
    }

    /// The address of a line of a file, whose path is joined with `/`.
    #[must_use]
    pub fn to(&self, path: &str, line: usize) -> String {
        let parts = path.split('/').skip_while(|part| *part == ".");
        let parts: Vec<String> = parts.map(|part| utf8_percent_encode(part, KEPT).to_string()).collect();
        self.0.replace("{path}", &parts.join("/")).replace("{line}", &line.to_string())
    }
}

impl std::str::FromStr for Link {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_web = text.starts_with("https://") || text.starts_with("http://");
        match is_web && text.contains("{path}") {
            true => Ok(Self(text.to_owned())),
            false => Err("an http address with {path} and {line} is needed, such as https://git.example/docs/blob/main/{path}#L{line}".to_owned()),
        }
    }
}
