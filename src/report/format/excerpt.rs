//! A finding with the line it stands in.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::finding::{Cause, Finding, Owner, Severity};
use crate::safe;

const STRONG: Style = Style::new().bold();
const FRAME: Style = AnsiColor::Blue.on_default().bold();

/// An expected text longer than this is not repeated under the line.
const LABEL: usize = 60;

/// Draws a finding: message, place, the line with the wrong text underlined, and why it matters.
pub(super) fn draw(finding: &Finding, note: Option<&str>, coloured: bool) -> String {
    let paint = |style: Style, text: &str| if coloured { format!("{style}{text}{style:#}") } else { text.to_owned() };
    let level = level(finding.severity);
    let number = finding.line.to_string();
    let margin = " ".repeat(number.len());
    let bar = paint(FRAME, "|");

    let mut lines = vec![
        format!(
            "{}{}",
            paint(level, &format!("{}[{}]", finding.severity.name(), finding.rule.name)),
            paint(STRONG, &format!(": {}", safe::line(&finding.message)))
        ),
        format!("{margin}{} {}:{}:{}", paint(FRAME, "-->"), safe::line(&finding.path), finding.line, finding.column),
    ];
    let excerpt = &finding.excerpt;
    if !excerpt.text.is_empty() {
        let (before, rest) = excerpt.text.split_at(excerpt.start);
        let inside = &rest[..excerpt.end - excerpt.start];
        let mark = "^".repeat(width(inside).max(1));
        let label = match (&finding.expected, &finding.found) {
            (Some(expected), Some(_)) if !expected.is_empty() && expected.len() <= LABEL => match finding.cause {
                Cause::Undecided => format!(" elsewhere `{}`", safe::line(expected)),
                _ => format!(" expected `{}`", safe::line(expected)),
            },
            _ => String::new(),
        };
        lines.push(format!("{margin} {bar}"));
        lines.push(format!("{} {bar} {}", paint(FRAME, &number), safe::line(&excerpt.text)));
        lines.push(format!("{margin} {bar} {}{}", " ".repeat(width(before)), paint(level, &format!("{mark}{label}"))));
    }
    let mut remark = |name: &str, text: &str| {
        lines.push(format!("{margin} {} {}: {text}", paint(FRAME, "="), paint(STRONG, name)));
    };
    for related in &finding.related {
        remark("see", &format!("{}:{}: {}", safe::line(&related.path), related.line, safe::line(&related.message)));
    }
    if finding.cause == Cause::Undecided {
        remark("undecided", "nothing proves which of the two is right");
    }
    remark("why", finding.rule.why);
    let owner = match finding.owner {
        Owner::Vendor => "vendor (translation memory)",
        Owner::Editor => "editor of this page",
        Owner::Author => "author of the English page",
    };
    remark("owner", owner);
    if let Some(note) = note {
        remark("note", note);
    }
    lines.join("\n")
}

fn level(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Cyan.on_default().bold(),
    }
}

/// The columns that a terminal gives to `text`.
fn width(text: &str) -> usize {
    safe::line(text).width()
}
