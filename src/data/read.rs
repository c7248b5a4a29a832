//! Reads YAML and JSON with the place of each part.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};

use super::{Malformed, Node, Value};
use crate::span::{LineIndex, Span};

impl Node {
    /// Reads the first document of a file: JSON where `path` says so, else YAML.
    ///
    /// # Errors
    ///
    /// The text is no JSON or YAML, or says nothing.
    pub fn parse(path: &str, text: &str) -> Result<Self, Malformed> {
        // All JSON is YAML, but YAML lets pass what no reader of JSON does.
        if path.rsplit('.').next().is_some_and(|it| it.eq_ignore_ascii_case("json")) {
            let body = text.strip_prefix('\u{feff}').unwrap_or(text);
            serde_json::from_str::<serde::de::IgnoredAny>(body).map_err(|error| malformed(body, text, &error))?;
        }
        let mut open = Open::default();
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|error| Malformed {
                at: error.marker().byte_offset().unwrap_or_default().min(text.len()),
                message: error.info(),
            })?;
            let span = span.byte_range().map_or_else(Span::default, Span::from);
            if event == Event::DocumentEnd {
                break;
            }
            open.take(event, span, text);
        }
        open.root.ok_or_else(|| Malformed { at: 0, message: "the file says nothing".to_owned() })
    }
}

fn malformed(body: &str, text: &str, error: &serde_json::Error) -> Malformed {
    let line = LineIndex::new(body).start(error.line());
    // The parser counts bytes, and stands behind the one at fault.
    let at = (line + error.column().saturating_sub(1)).min(body.len()) + text.len() - body.len();
    let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let message = error.to_string();
    Malformed { at, message: message.split(" at line ").next().unwrap_or_default().to_owned() }
}

/// The lists and maps that are not closed yet, the outermost first.
#[derive(Default)]
struct Open {
    inside: Vec<(Node, Option<Node>)>,
    root: Option<Node>,
}

impl Open {
    fn take(&mut self, event: Event<'_>, span: Span, text: &str) {
        match event {
            Event::Scalar(value, style, ..) => self.add(scalar(value, style, span, text)),
            // What an alias stands for is looked at where it is written.
            Event::Alias(_) => self.add(Node { span, value: Value::Plain(span.of(text).to_owned()) }),
            Event::SequenceStart(..) => self.inside.push((Node { span, value: Value::List(Vec::new()) }, None)),
            Event::MappingStart(..) => self.inside.push((Node { span, value: Value::Map(Vec::new()) }, None)),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((mut node, _)) = self.inside.pop() {
                    node.span.end = span.end.max(node.span.end);
                    self.add(node);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, node: Node) {
        match self.inside.last_mut() {
            None => self.root = self.root.take().or(Some(node)),
            Some((Node { value: Value::Map(entries), .. }, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
            Some((Node { value: Value::List(items), .. }, _)) => items.push(node),
            Some(_) => {}
        }
    }
}

fn scalar(value: Cow<'_, str>, style: ScalarStyle, span: Span, text: &str) -> Node {
    let is_quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) && span.len() > 1;
    let inside = if is_quoted { Span::new(span.start + 1, span.end - 1) } else { span.trimmed(text) };
    let value = value.into_owned();
    let is_plain = style == ScalarStyle::Plain && is_no_text(&value);
    Node { span: inside, value: if is_plain { Value::Plain(value) } else { Value::Text(value) } }
}

/// Whether YAML reads a word without quotation marks as a number, a truth value or nothing.
fn is_no_text(word: &str) -> bool {
    let is_word = || ["", "~", "null", "true", "false"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let is_number =
        || word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) && word.parse::<f64>().is_ok();
    is_word() || is_number()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_its_place() {
        for (path, text) in [
            ("a.json", "{\n\t\"bread\": [\"rye\", 3, \"\\ud83c\\udf5e\"]\n}"),
            ("a.yaml", "bread:\n  - 'rye'\n  - 3\n  - \"\\U0001F35E\"\n"),
        ] {
            let root = Node::parse(path, text).expect("data");
            let bread = root.get("bread").expect("a key").items();
            assert_eq!(bread.iter().map(|item| item.span.of(text)).take(2).collect::<Vec<_>>(), ["rye", "3"]);
            assert_eq!(bread[0].value, Value::Text("rye".to_owned()));
            assert_eq!(bread[1].value, Value::Plain("3".to_owned()));
            assert_eq!(bread[2].text(), Some("🍞"));
        }
    }

    #[test]
    fn what_is_malformed_has_a_place() {
        let at = |path: &str, text: &str| Node::parse(path, text).map_err(|wrong| text[wrong.at..].to_owned());
        assert_eq!(at("a.json", "{\"a\": 1,\n}"), Err("}".to_owned()));
        assert!(at("a.yml", "a: 1,\nb: [\n").is_err());
        assert!(at("a.yml", "").is_err());
    }
}
