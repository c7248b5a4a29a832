//! What an editor offers to do about findings: the repairs of `fix`, and the comments of `ignore`.

use std::collections::{BTreeSet, HashMap};

use docparity::finding::Edit;
use docparity::fix::Silence;
use docparity::span::Span;
use docparity::{Cause, Finding};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionTriggerKind, TextEdit, Uri,
    WorkspaceEdit,
};

use super::diagnostics::{diagnostic, place};
use super::place::Lines;
use super::state::State;

/// All safe repairs of a page.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.docparity");

/// The reason that stands in a comment until somebody writes one.
const REASON: &str = "TODO say why";

/// No more comments than these are tried at once: whoever marks a whole page wants none of each.
const MOST_IGNORED: usize = 4;

pub(super) fn actions(state: &State<'_>, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let uri = &params.text_document.uri;
    let (path, open, text, tree) = state.page(uri)?;
    let lines = Lines::new(text);
    let asked = Span::new(lines.offset(params.range.start), lines.offset(params.range.end));
    let meets = |finding: &&Finding| place(finding).start <= asked.end && asked.start <= place(finding).end;
    let found: Vec<&Finding> = open.findings.iter().filter(meets).collect();
    let is_wanted = |kind: &CodeActionKind| {
        let only = params.context.only.as_ref();
        // A kind stands for those below it.
        let holds = |only: &CodeActionKind| {
            kind.as_str().strip_prefix(only.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        only.is_none_or(|only| only.iter().any(holds))
    };
    // What has to be tried first is offered where somebody asks, not whenever the pointer moves.
    let is_invoked = params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    let mut actions = Vec::new();
    if is_wanted(&CodeActionKind::QUICKFIX) {
        actions.extend(found.iter().filter_map(|finding| repair(finding, uri, &lines)));
        let places: BTreeSet<(usize, &str)> = found.iter().map(|finding| (finding.line, finding.rule.name)).collect();
        let places = places.into_iter().filter(|_| is_invoked).take(MOST_IGNORED);
        actions.extend(places.filter_map(|(line, name)| {
            let edit = tree.silencing(&path, line, Silence { name, reason: REASON }, &state.texts)?;
            let about = found.iter().filter(|finding| (finding.line, finding.rule.name) == (line, name));
            Some(CodeAction {
                title: format!("ignore `{name}` here"),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(about.map(|finding| diagnostic(finding, &lines)).collect()),
                edit: Some(changes(uri, &[edit], &lines)),
                ..CodeAction::default()
            })
        }));
    }
    let is_named = params.context.only.is_some();
    let has_safe = (is_named || is_invoked)
        && open.findings.iter().any(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe));
    if has_safe && is_wanted(&FIX_ALL) {
        let after = tree.repaired(&path, &state.texts).filter(|after| after != text);
        actions.extend(after.map(|after| CodeAction {
            title: "repair all that can be repaired without reading".to_owned(),
            kind: Some(FIX_ALL),
            edit: Some(changes(uri, &[difference(text, &after)], &lines)),
            ..CodeAction::default()
        }));
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// The repair of a finding. What the English has wrong is repaired in the English.
fn repair(finding: &Finding, uri: &Uri, lines: &Lines<'_>) -> Option<CodeAction> {
    let fix = finding.fix.as_ref().filter(|_| finding.cause != Cause::Source)?;
    let marked = if fix.safe { "" } else { " (read it first)" };
    Some(CodeAction {
        title: format!("{}{marked}", fix.title),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(finding, lines)]),
        edit: Some(changes(uri, &fix.edits, lines)),
        is_preferred: Some(fix.safe),
        ..CodeAction::default()
    })
}

fn changes(uri: &Uri, edits: &[Edit], lines: &Lines<'_>) -> WorkspaceEdit {
    let edit =
        |edit: &Edit| TextEdit::new(lines.range(Span::new(edit.offset, edit.offset + edit.length)), edit.text.clone());
    WorkspaceEdit::new(HashMap::from([(uri.clone(), edits.iter().map(edit).collect())]))
}

/// The change from one text to another, without what they share at both ends.
fn difference(before: &str, after: &str) -> Edit {
    let same = |(one, other): &(char, char)| one == other;
    let start: usize = before.chars().zip(after.chars()).take_while(same).map(|(one, _)| one.len_utf8()).sum();
    let (old, new) = (&before[start..], &after[start..]);
    let end: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(one, _)| one.len_utf8()).sum();
    Edit { offset: start, length: old.len() - end, text: new[..new.len() - end].to_owned() }
}
