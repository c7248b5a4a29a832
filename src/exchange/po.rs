//! gettext PO: file and segment are the context, so that equal English texts stay apart.

use std::io::{self, Write};

use super::Unit;

pub(super) fn write(units: &[Unit], out: &mut dyn Write) -> io::Result<()> {
    let locale = units.first().map_or("und", |unit| &*unit.locale);
    writeln!(out, "msgid \"\"\nmsgstr \"\"\n\"MIME-Version: 1.0\\n\"")?;
    writeln!(out, "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"")?;
    writeln!(out, "\"Language: {}\\n\"", locale.replace('-', "_"))?;
    let mut page = "";
    let mut number = 0;
    for unit in units {
        number = if page == unit.path { number + 1 } else { 1 };
        page = &unit.path;
        // An empty msgid is the header's.
        if unit.source.is_empty() {
            continue;
        }
        writeln!(out)?;
        for issue in &unit.issues {
            writeln!(out, "#. {} ({}): {}", issue.rule, issue.severity, line(&issue.message))?;
        }
        if let Some(news) = &unit.news {
            writeln!(out, "#. {}", line(&news.told))?;
        }
        writeln!(out, "#: {}:{}", reference(&unit.path), unit.line)?;
        let is_proposal = unit.news.is_some() && !unit.target.is_empty();
        if !unit.issues.is_empty() || is_proposal {
            writeln!(out, "#, fuzzy")?;
        }
        if let Some(older) = unit.news.as_ref().and_then(|news| news.older.as_ref()) {
            writeln!(out, "#| msgid \"{}\"", quoted(older))?;
        }
        writeln!(out, "msgctxt \"{}\"", quoted(&format!("{}#{number}.{}", unit.path, unit.segment)))?;
        writeln!(out, "msgid \"{}\"\nmsgstr \"{}\"", quoted(&unit.source), quoted(&unit.target))?;
    }
    Ok(())
}

/// The text inside the quotes of a string.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push('\u{fffd}'),
            c => quoted.push(c),
        }
    }
    quoted
}

/// The text on one line.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

/// A file of a reference. White space would begin another one.
fn reference(path: &str) -> String {
    let path = line(path);
    if path.contains(' ') { format!("\u{2068}{path}\u{2069}") } else { path }
}
