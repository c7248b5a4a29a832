//! The block of YAML or TOML at the top of a page.

mod toml;

use serde_json::{Map, Value};

use crate::span::Span;

/// The parser's time grows with the square of what is open at once, so what no front matter needs is not given to it.
const MOST_BYTES: usize = 64 * 1024;
const MOST_LEVELS: usize = 128;

/// How many flow collections (`[`, `{`) are open at once, at most. Brackets in texts count too.
fn nesting(yaml: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in yaml.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// The keys and values of a page's front matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// The values by key, in the order of the page.
    pub values: Map<String, Value>,
}

/// Front matter that is no mapping of YAML, and no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatterError {
    /// The line at fault, in the page; the whole block where the parser names none.
    pub span: Span,
    /// What the parser said.
    pub message: String,
}

impl FrontMatter {
    /// The place of the YAML or TOML in a page, if it begins with front matter.
    #[must_use]
    pub fn locate(text: &str) -> Option<Span> {
        locate(text).0
    }

    /// Reads the block in `span` of `text`.
    ///
    /// # Errors
    ///
    /// The block is not valid YAML or TOML, or not a mapping with text keys. More than 64 KiB, nesting deeper than 128 levels
    /// and aliases that multiply without bound are errors as well.
    pub fn parse(text: &str, span: Span) -> Result<Self, FrontMatterError> {
        let yaml = span.of(text);
        if yaml.trim().is_empty() {
            return Ok(Self::default());
        }
        let too_much = |message: &str| Err(FrontMatterError { span, message: message.to_owned() });
        if yaml.len() > MOST_BYTES {
            return too_much("the front matter is longer than 64 KiB");
        }
        if nesting(yaml) > MOST_LEVELS {
            return too_much("the front matter is nested deeper than 128 levels");
        }
        if Self::is_toml(text, span) {
            let wrong = |(at, message): toml::Wrong| FrontMatterError {
                span: line_of(text, span, (span.start + at).min(span.end)),
                message: message.to_owned(),
            };
            return toml::read(yaml).map(|values| Self { values }).map_err(wrong);
        }
        let values = serde_yaml::from_str::<Map<String, Value>>(yaml).map_err(|error| {
            let line = error.location().map(|location| location.index().min(yaml.len()));
            let span = line.map_or(span, |index| line_of(text, span, span.start + index));
            // The parser counts lines from the block's first; the span says where in the page.
            let message = error.to_string();
            let message = message.find(" at line ").map_or(&*message, |end| &message[..end]).to_owned();
            FrontMatterError { span, message }
        })?;
        Ok(Self { values })
    }

    /// Whether the block stands between lines of `+++`.
    #[must_use]
    pub fn is_toml(text: &str, block: Span) -> bool {
        text[..block.start].trim_end() == "+++"
    }

    /// Whether the block is plainly valid: each line a different key with a word or a quoted text, nothing that YAML reads
    /// in a special way. Nearly all pages are like this, and need no parser to be told so; what is not plain may be valid
    /// all the same.
    #[must_use]
    pub fn is_plain(text: &str, span: Span) -> bool {
        let mut keys: Vec<&str> = Vec::with_capacity(16);
        span.len() <= MOST_BYTES
            && span.of(text).lines().all(|line| {
                let Some((key, value)) = line.split_once(':') else { return false };
                let new = !keys.contains(&key);
                keys.push(key);
                new && is_plain_key(key) && value.strip_prefix(' ').is_some_and(is_plain_value)
            })
    }

    /// The value of `key`, if it is a text.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key)?.as_str()
    }

    /// The keys of the block with the places of their values, for values on the key's own line. What is broken is read as
    /// far as it goes.
    pub fn lines(text: &str, block: Span) -> impl Iterator<Item = (&str, Span)> {
        let sign = if Self::is_toml(text, block) { '=' } else { ':' };
        let mut offset = block.start;
        block.of(text).split_inclusive('\n').filter_map(move |line| {
            let start = offset;
            offset += line.len();
            let (key, value) = line.split_once(sign)?;
            Some((
                if sign == '=' { key.trim_end() } else { key },
                Span::new(start + line.len() - value.len(), start + line.len()).trimmed(text),
            ))
        })
    }
}

fn is_plain_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

fn is_plain_value(value: &str) -> bool {
    let value = value.trim_end_matches([' ', '\r']);
    let within = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    match within('"').or_else(|| within('\'')) {
        Some(inside) => !inside.contains(['"', '\'', '\\']) && !inside.contains(char::is_control),
        None => {
            value.starts_with(char::is_alphanumeric)
                && !value.ends_with(':')
                && !value.contains(": ")
                && !value.contains(" #")
                && !value.contains(char::is_control)
        }
    }
}

fn line_of(text: &str, block: Span, offset: usize) -> Span {
    let start = crate::span::line_start(text, offset).max(block.start);
    let rest = &text.as_bytes()[start..block.end];
    let end = memchr::memchr(b'\n', rest).map_or(block.end, |newline| start + newline);
    Span::new(start, end).trimmed(text)
}

/// Finds the front matter: the place of its YAML or TOML, and where the Markdown begins.
pub(super) fn locate(text: &str) -> (Option<Span>, usize) {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| matches!(line.trim_end(), "---" | "+++")) else {
        return (None, start);
    };
    let rule = first.trim_end();
    let yaml = start + first.len();
    let mut offset = yaml;
    for line in lines {
        if line.trim_end() == rule || rule == "---" && line.trim_end() == "..." {
            return (Some(Span::new(yaml, offset)), offset + line.len());
        }
        offset += line.len();
    }
    (None, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<FrontMatter, FrontMatterError> {
        let (span, _) = locate(text);
        FrontMatter::parse(text, span.expect("front matter"))
    }

    #[test]
    fn the_block_ends_at_its_second_rule() {
        let text = "\u{feff}---\r\ntitle: A\r\n---\r\n# A\r\n";
        let (span, body) = locate(text);
        assert_eq!(span.map(|span| span.of(text)), Some("title: A\r\n"));
        assert_eq!(&text[body..], "# A\r\n");
        assert_eq!(locate("---\nnever closed\n"), (None, 0));
        assert_eq!(locate("# A\n---\n"), (None, 0));
    }

    #[test]
    fn toml_stands_between_plus_signs() {
        let text = "+++\ntitle = \"A\"\nweight = 3\n+++\n# A\n";
        let (span, body) = locate(text);
        assert_eq!(&text[body..], "# A\n");
        let keys: Vec<&str> = FrontMatter::lines(text, span.expect("front matter")).map(|(key, _)| key).collect();
        assert_eq!(keys, ["title", "weight"]);
        assert_eq!(parse(text).expect("valid").values["weight"], 3);
        assert_eq!(parse("+++\na = \"b\n+++\n").expect_err("invalid").span, Span::new(4, 10));
    }

    #[test]
    fn quoted_digits_are_a_text() {
        let front_matter = parse("---\nms.locfileid: \"3025\"\nms.prod: intune\n---\n").expect("valid");
        assert_eq!(front_matter.get("ms.locfileid"), Some("3025"));
        assert_eq!(front_matter.get("title"), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_plain_is_valid(lines in proptest::collection::vec("[a-b.:# ]{0,3}: [a-z0-9ä:#'\"\\[\\]{}&*!|>%@`,\\\\ -]{0,8}", 0..4)) {
            let text = lines.join("\n");
            let span = Span::new(0, text.len());
            proptest::prop_assert!(!FrontMatter::is_plain(&text, span) || FrontMatter::parse(&text, span).is_ok(), "{}", text);
        }
    }

    #[test]
    fn an_error_names_the_line() {
        let text = "---\nauthor: x\ntitle: a: b\n---\n";
        assert_eq!(parse(text).expect_err("invalid").span.of(text), "title: a: b");
        assert!(parse("---\n- a list\n---\n").is_err());
    }

    #[test]
    fn nesting_and_aliases_have_limits() {
        let nested = |levels| format!("---\na: {}{}\n---\n", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&nested(100)).is_ok());
        assert!(parse(&nested(1_000)).is_err());
        let long = format!("---\na: {}\n---\n", "x".repeat(MOST_BYTES));
        assert!(parse(&long).is_err());
        let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = format!("*a{}, ", level - 1).repeat(10);
            bomb += &format!("a{level}: &a{level} [{below}]\n");
        }
        assert!(parse(&(bomb + "---\n")).is_err());
    }

    #[test]
    fn a_value_is_found_on_its_line() {
        let text = "---\ntitle: A\nms.contentlocale: de-DE\n---\n";
        let (span, _) = locate(text);
        let lines: Vec<_> = FrontMatter::lines(text, span.expect("front matter")).collect();
        assert_eq!(
            lines.iter().map(|(key, value)| (*key, value.of(text))).collect::<Vec<_>>(),
            [("title", "A"), ("ms.contentlocale", "de-DE")]
        );
    }
}
