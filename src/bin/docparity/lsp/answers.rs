//! What an editor asks of a place: what is wrong there, what the English says, and where the other locales say it.

use std::path::Path;

use docparity::Finding;
use docparity::tree::Beside;
use lsp_types::{
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverContents, HoverParams, InlayHint, InlayHintLabel,
    InlayHintParams, Location, MarkupContent, MarkupKind, ReferenceParams, TextDocumentPositionParams,
};

use super::diagnostics::place;
use super::place::{Lines, uri};
use super::state::State;

/// What the findings of a place mean, and the English of the text.
pub(super) fn hover(state: &State<'_>, params: &HoverParams) -> Option<Hover> {
    let params = &params.text_document_position_params;
    let (path, open, text, tree) = state.page(&params.text_document.uri)?;
    let lines = Lines::new(text);
    let at = lines.offset(params.position);
    let findings: Vec<&Finding> =
        open.findings.iter().filter(|finding| place(finding).start <= at && at <= place(finding).end).collect();
    let mut told: Vec<String> = findings.iter().map(|finding| explained(finding)).collect();
    let beside = tree.beside(&path, at, &state.texts);
    let english = beside
        .iter()
        .find(|beside| beside.is_english)
        .filter(|english| english.path != path || !is_within(english, at));
    told.extend(english.and_then(quoted));
    let range = findings.first().map(|finding| lines.range(place(finding)));
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: told.join("\n\n---\n\n") };
    (!told.is_empty()).then_some(Hover { contents: HoverContents::Markup(contents), range })
}

fn is_within(beside: &Beside, at: usize) -> bool {
    beside.span.start <= at && at <= beside.span.end
}

/// A finding with what its rule says of it.
fn explained(finding: &Finding) -> String {
    let rule = finding.rule;
    let severity = finding.severity.name();
    let mut told = format!("**{}** ({severity}): {}\n\n{} {}", rule.name, finding.message, rule.what, rule.why);
    if !told.ends_with('.') {
        told.push('.');
    }
    told + &format!("\n\nTo fix it: {}", rule.fix)
}

/// The text of the English, as it is written there.
fn quoted(english: &Beside) -> Option<String> {
    let text = english.span.of(&english.content).trim();
    let name = english.path.file_name().map(|name| name.to_string_lossy().into_owned())?;
    let line = Lines::new(&english.content).position(english.span.start).line + 1;
    let fence = "`".repeat(text.split(|c| c != '`').map(str::len).max().unwrap_or_default().max(2) + 1);
    (!text.is_empty()).then(|| format!("English ({name}:{line}):\n\n{fence}markdown\n{text}\n{fence}"))
}

/// The English of a place.
pub(super) fn definition(state: &State<'_>, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let found = beside(state, &params.text_document_position_params)?;
    let english = found.iter().find(|beside| beside.is_english)?;
    location(english).map(GotoDefinitionResponse::Scalar)
}

/// The same place in the other locales.
pub(super) fn implementation(state: &State<'_>, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let found = beside(state, &params.text_document_position_params)?;
    let locales = found.iter().filter(|beside| !beside.is_english).filter_map(location);
    Some(GotoDefinitionResponse::Array(locales.collect()))
}

/// The same place in the English and in the other locales.
pub(super) fn references(state: &State<'_>, params: &ReferenceParams) -> Option<Vec<Location>> {
    Some(beside(state, &params.text_document_position)?.iter().filter_map(location).collect())
}

fn beside(state: &State<'_>, params: &TextDocumentPositionParams) -> Option<Vec<Beside>> {
    let (path, _, text, tree) = state.page(&params.text_document.uri)?;
    Some(tree.beside(&path, Lines::new(text).offset(params.position), &state.texts))
}

fn location(beside: &Beside) -> Option<Location> {
    Some(Location::new(uri(Path::new(&beside.path))?, Lines::new(&beside.content).range(beside.span)))
}

/// How the page stands to its English, behind its title.
pub(super) fn inlay_hints(state: &State<'_>, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let (path, _, text, tree) = state.page(&params.text_document.uri)?;
    let (at, told) = tree.state(&path, &state.texts)?;
    let position = Lines::new(text).position(at);
    let is_asked = params.range.start <= position && position <= params.range.end;
    let hint = InlayHint {
        position,
        label: InlayHintLabel::String(told),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    Some(if is_asked { vec![hint] } else { Vec::new() })
}
