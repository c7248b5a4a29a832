//! Writes the comment that silences findings of a page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::corpus::{Corpus, Instead};
use super::entry::{Entry, Group};
use super::open;
use super::overwrite::Overwriting;
use super::workspace::{Workspace, root_of};
use crate::check::{Outcome, check_page_group};
use crate::config::Config;
use crate::error::Error;
use crate::finding::{Edit, Finding};
use crate::fix::{Silence, comments};
use crate::rules;
use crate::text::Text;

/// A comment that was written.
#[derive(Debug)]
pub struct Ignored {
    /// The page, as it is shown.
    pub path: String,
    /// The line of the comment, from 1.
    pub line: usize,
    /// The comment.
    pub comment: String,
    /// How many findings it silences.
    pub findings: usize,
}

/// Writes the comment that silences what the rule or family of `silence` finds on a page: at a `line`, or anywhere. The page is
/// checked again before it is written: those findings are silent then, those of other rules stay, and nothing new is found.
///
/// # Errors
///
/// There is no such rule, page or finding, no comment silences it alone, or the page cannot be read or written.
pub fn ignore(page: &Path, line: Option<usize>, silence: Silence<'_>, config: &Config) -> Result<Ignored, Error> {
    let usage = |message: String| Err(Error::Usage(message));
    if rules::meant(silence.name).next().is_none() {
        return usage(rules::unknown(silence.name));
    }
    let root = root_of(page)?;
    let workspace = Workspace::find(&root, config)?;
    let Some((group, entry)) = workspace.place(page) else {
        return usage(format!("{} is no page that is compared; `docparity why` tells more", page.display()));
    };
    let bytes = open::bytes(&entry.path)?;
    let text = Text::decode(bytes.clone());
    let (edit, findings) = silencing(&workspace.corpus, (group, entry), (&text, &Instead::default()), (line, silence))
        .map_err(Error::Usage)?;
    let after = [&bytes[..edit.offset], edit.text.as_bytes(), &bytes[edit.offset..]].concat();
    let overwriting = Overwriting::below(&[root], entry.path.parent().into_iter());
    overwriting.write(&entry.path, &bytes, &after)?;
    let is_comment = |line: &&str| !line.trim_matches(['>', ' ', '\t']).is_empty();
    let comment =
        edit.text.lines().find(is_comment).unwrap_or_default().trim_start_matches(['>', ' ', '\t']).to_owned();
    let before = text.content[..edit.offset].matches('\n').count();
    let line = before + edit.text.lines().take_while(|line| !is_comment(line)).count() + 1;
    Ok(Ignored { path: entry.shown.clone(), line, comment, findings })
}

/// The edit that writes the comment, and how many findings that silences.
pub(super) fn silencing(
    corpus: &Corpus<'_>,
    (group, entry): (&Group, &Entry),
    (text, others): (&Text, &Instead),
    (line, silence): (Option<usize>, Silence<'_>),
) -> Result<(Edit, usize), String> {
    let check = |content: String| {
        let text = Text { content, invalid: text.invalid.clone() };
        let mut instead = others.clone();
        instead.insert(entry.shown.clone(), text);
        let look = |group: &crate::group::PageGroup<'_>| check_page_group(group, &corpus.config);
        corpus.look_again(group, &instead, look).seen.unwrap_or_default()
    };
    let Outcome { findings: before, suppressed, .. } = check(text.content.clone());
    let is_meant = |finding: &Finding| {
        let stands = line.is_none_or(|line| finding.line <= line && line <= finding.end_line);
        finding.path == entry.shown && stands && rules::meant(silence.name).any(|rule| rule == finding.rule)
    };
    let meant: Vec<&Finding> = before.iter().filter(|finding| is_meant(finding)).collect();
    let Some(first) = meant.first() else {
        if suppressed.iter().any(|silenced| is_meant(&silenced.finding)) {
            return Err(format!("{} is silent there already", silence.name));
        }
        return Err(nothing(&before, entry, (line, silence.name)));
    };
    let at = line.map(|_| first.offset);
    for edit in comments(&entry.shown, &text.content, at, silence) {
        let mut content = text.content.clone();
        content.insert_str(edit.offset, &edit.text);
        let after = check(content).findings;
        let silenced = before.len().saturating_sub(after.len());
        if is_silenced(&before, &after, &meant, silence.name) {
            return Ok((edit, silenced));
        }
    }
    let wider = if line.is_some() { "; without a line, the whole file can be silenced" } else { "" };
    Err(format!(
        "no comment silences that and nothing else{wider}; is the reason on one line, and free of signs that end it?"
    ))
}

/// Whether what was `meant` is gone, with nothing but findings of the same rules, and nothing is new.
fn is_silenced(before: &[Finding], after: &[Finding], meant: &[&Finding], name: &str) -> bool {
    let told = |finding: &Finding| {
        let Finding { rule, path, expected, found, .. } = finding.clone();
        (rule.name, path, expected, found)
    };
    let mut gone: BTreeMap<_, usize> = BTreeMap::new();
    before.iter().for_each(|finding| *gone.entry(told(finding)).or_default() += 1);
    let is_old =
        |finding: &Finding| gone.get_mut(&told(finding)).filter(|left| **left > 0).map(|left| *left -= 1).is_some();
    if !after.iter().all(is_old) {
        return false;
    }
    gone.retain(|_, left| *left > 0);
    let of_others = gone.keys().any(|(rule, ..)| !rules::meant(name).any(|meant| meant.name == *rule));
    let has = |finding: &&Finding| gone.contains_key(&told(finding));
    !of_others && meant.iter().all(has)
}

/// Why there is nothing to silence.
fn nothing(findings: &[Finding], entry: &Entry, (line, name): (Option<usize>, &str)) -> String {
    let own = findings.iter().filter(|finding| finding.path == entry.shown);
    let of_rule = own.clone().filter(|finding| rules::meant(name).any(|rule| rule == finding.rule));
    let lines: BTreeSet<usize> = of_rule.map(|finding| finding.line).collect();
    let place = line.map_or_else(|| entry.shown.clone(), |line| format!("line {line} of {}", entry.shown));
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let rules: BTreeSet<&str> =
        own.filter(|finding| Some(finding.line) == line).map(|finding| finding.rule.name).collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    match (lines.is_empty(), rules.is_empty()) {
        (false, _) => format!("`{name}` finds nothing in {place}; it does in {}", lines.join(", ")),
        (true, false) => format!("`{name}` finds nothing in {place}; there is {}", rules.join(", ")),
        (true, true) => format!("`{name}` finds nothing in {place}"),
    }
}
