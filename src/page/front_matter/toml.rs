//! Front matter in TOML, between lines of `+++`: what Hugo and Zola read of it.

use serde_json::{Map, Value};

/// What is wrong, and at which byte.
pub(super) type Wrong = (usize, &'static str);

/// Reads the keys and values of a block. Dates are texts.
pub(super) fn read(block: &str) -> Result<Map<String, Value>, Wrong> {
    let mut values = Map::new();
    let mut tables: Vec<String> = Vec::new();
    let mut at = 0;
    while at < block.len() {
        let rest = &block[at..];
        let line = rest.lines().next().unwrap_or_default();
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            at += line.len() + 1;
        } else if bare.starts_with('[') {
            let name = bare.trim_start_matches('[').split(']').next().unwrap_or_default();
            tables = name.split('.').map(|part| unquoted(part).to_owned()).collect();
            at += line.len() + 1;
        } else {
            let Some((key, _)) = line.split_once('=') else { return Err((at, "a key without a value")) };
            let start = at + key.len() + 1;
            let (value, length) = value(&block[start..]).map_err(|(wrong, why)| (start + wrong, why))?;
            let behind = block[start + length..].lines().next().unwrap_or_default();
            if !(behind.trim().is_empty() || behind.trim_start().starts_with('#')) {
                return Err((start + length, "text behind the value"));
            }
            let table = tables.iter().try_fold(&mut values, |table, name| {
                table.entry(name.clone()).or_insert_with(|| Value::Object(Map::new())).as_object_mut()
            });
            if let Some(table) = table {
                table.insert(unquoted(key).to_owned(), value);
            }
            at = start + length + behind.len() + 1;
        }
    }
    Ok(values)
}

/// The value that `rest` begins with, and its length with the space before it.
fn value(rest: &str) -> Result<(Value, usize), Wrong> {
    let inside = rest.trim_start_matches([' ', '\t']);
    let start = rest.len() - inside.len();
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    if let Some(quote) = quotes.into_iter().find(|quote| inside.starts_with(quote)) {
        let text = &inside[quote.len()..];
        let end = closing(text, quote).ok_or((start, "a text that is never closed"))?;
        return Ok((Value::String(text[..end].to_owned()), start + end + 2 * quote.len()));
    }
    if inside.starts_with('[') {
        return array(inside).map(|(array, length)| (array, start + length)).map_err(|(at, why)| (start + at, why));
    }
    if inside.starts_with('{') {
        let end = inside.find('}').ok_or((start, "a table that is never closed"))?;
        return Ok((Value::String(inside[..=end].to_owned()), start + end + 1));
    }
    let bare = inside.split([',', ']', '\n', '#']).next().unwrap_or_default().trim_end();
    let value = match bare {
        "" => return Err((start, "a key without a value")),
        "true" | "false" => Value::Bool(bare == "true"),
        bare => bare.replace('_', "").parse::<serde_json::Number>().map_or_else(|_| bare.into(), Value::Number),
    };
    Ok((value, start + bare.len()))
}

fn array(text: &str) -> Result<(Value, usize), Wrong> {
    let mut items = Vec::new();
    let mut at = 1;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\r', '\n', ',']).len();
        match text[at..].chars().next() {
            None => return Err((0, "a list that is never closed")),
            Some(']') => return Ok((Value::Array(items), at + 1)),
            Some('#') => at += text[at..].find('\n').unwrap_or(text.len() - at),
            Some(_) => {
                let (item, length) = value(&text[at..]).map_err(|(wrong, why)| (at + wrong, why))?;
                items.push(item);
                at += length.max(1);
            }
        }
    }
}

/// Where a text ends that `quote` opened.
fn closing(text: &str, quote: &str) -> Option<usize> {
    let line = if quote.len() == 1 { text.find('\n').unwrap_or(text.len()) } else { text.len() };
    let escapes = |at: usize| text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    let mut ends = text[..line].match_indices(quote).map(|(at, _)| at);
    ends.find(|&at| quote.starts_with('\'') || !escapes(at))
}

fn unquoted(key: &str) -> &str {
    key.trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_types() {
        let block = "title = \"Sluice # 3\" # c\nweight = 30\ndraft = false\ndate = 2026-01-02T03:04:05Z\ntags = [\n  'a', # b\n  \"c\",\n]\n\n\
            [menu.main]\nname = '''N'''\n";
        let expected = serde_json::json!({
            "title": "Sluice # 3", "weight": 30, "draft": false, "date": "2026-01-02T03:04:05Z", "tags": ["a", "c"],
            "menu": { "main": { "name": "N" } }
        });
        assert_eq!(Value::Object(read(block).expect("valid")), expected);
    }

    #[test]
    fn an_error_says_where() {
        assert_eq!(read("a = 1\nb = \"c\n"), Err((10, "a text that is never closed")));
        assert_eq!(read("a = 1\nb c\n"), Err((6, "a key without a value")));
        assert_eq!(read("a = \"b\" c\n"), Err((7, "text behind the value")));
        assert_eq!(read("a = [1,\n"), Err((4, "a list that is never closed")));
    }
}
