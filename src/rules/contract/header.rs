//! Request headers: what a client sends beside the request.

mod cell;

use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::contract::Header;
use crate::finding::{Related, Severity};
use crate::group::Pair;
use crate::rule::{Family, Rule};
use crate::rules::token::holds;
use cell::Cell;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "header-name",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "The name of a request header was translated or lost.",
        why: "a server ignores a header it does not know, so the request is sent without it and fails",
        passes: "Case, names with a translation behind them, and rows of header tables that name no header.",
        fix: "Restore the name as the English page has it, and lock header names in the translation memory.",
        example: "-| Annehmen | application/json |\n+| Accept | application/json |",
    }
    .by(Check::AnyPair(names)),
    Rule {
        name: "header-missing",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/omission",
        on: true,
        what: "A row of a request-header table is missing.",
        why: "a reader does not learn that the request needs this header",
        passes: "Pages whose English has no header table.",
        fix: "Add the row.",
        example: " | Authorization | Bearer {token} |\n+| If-Match | {etag} |",
    }
    .by(Check::Pair(missing)),
    Rule {
        name: "header-value",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "An authorization scheme, a media type, a fixed value or a placeholder in the value of a request header was changed.",
        why: "a reader copies the value into the request, and the server rejects it",
        passes: "The prose around the value, the case of the scheme, and words that no example of the page sends and that are not \
            all that a cell says. A changed placeholder is a warning.",
        fix: "Restore the scheme, the media type and the placeholder as the English page has them.",
        example: "-| Authorization | Portador {token} |\n+| Authorization | Bearer {token} |",
    }
    .by(Check::Pair(values)),
];

/// Names compare without case, and without white space around the colon.
fn same_name(one: &str, other: &str) -> bool {
    let parts = |text: &str| text.split(':').map(|part| part.trim().to_lowercase()).collect::<Vec<_>>();
    parts(one) == parts(other)
}

/// Whether two rows stand for each other beyond doubt. On a plain page they may stand in another order, or one may be another header:
/// there they do where the rest of them is the same.
fn is_certain(pair: &Pair<'_, '_>, own: &Header, other: &Header) -> bool {
    let is_known =
        || pair.headers.iter().any(|(_, known)| known.is_some_and(|known| same_name(&known.name, &own.name)));
    pair.is_bilingual() || own.value == other.value && !is_known()
}

fn names(pair: &Pair<'_, '_>, sink: &mut Sink) {
    for (own, other) in pair.headers.iter().filter_map(|(own, other)| own.zip(*other)) {
        // English that lost its name says nothing about another page's English.
        let says_nothing = other.header_name().is_none() || pair.is_english() && own.header_name().is_none();
        if says_nothing
            || same_name(&own.name, &other.name)
            || holds(&own.name.to_lowercase(), &other.name.to_lowercase())
        {
            continue;
        }
        let message = match own.name.as_str() {
            "" => format!("the header name `{}` was lost", other.name),
            found if strsim::levenshtein(found, &other.name) <= 2 => {
                format!("the header name `{}` was changed to `{found}`", other.name)
            }
            found => format!("the header name `{}` was translated to `{found}`", other.name),
        };
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(own.place.span),
                message,
                expected: Some(other.name.clone()),
                found: Some(own.name.clone()),
                repair: if is_certain(pair, own, other) {
                    Repair::safe(&other.name)
                } else {
                    Repair::risky(&other.name)
                },
                related: elsewhere(pair, other),
                ..Found::default()
            },
        );
    }
}

fn missing(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let mut last: Option<&Header> = None;
    for (own, other) in &pair.headers {
        last = own.or(last);
        if let (None, Some(other)) = (own, other)
            && !pair.is_bilingual()
            && other.header_name().is_some()
        {
            let near = pair.place_near(last.map(|row| row.place), other.place);
            sink.report(
                pair.doc,
                Found {
                    span: near,
                    message: format!("the row of the header `{}` is missing", other.name),
                    expected: Some(other.name.clone()),
                    related: elsewhere(pair, other),
                    ..Found::default()
                },
            );
        }
    }
}

fn elsewhere(pair: &Pair<'_, '_>, other: &Header) -> Vec<Related> {
    if pair.is_bilingual() {
        return Vec::new();
    }
    let span = pair.reference.reading.in_file(other.place.span);
    vec![related(pair.reference_doc, span, format!("here the row reads `{}: {}`", other.name, other.value))]
}

fn values(pair: &Pair<'_, '_>, sink: &mut Sink) {
    for (own, other) in pair.headers.iter().filter_map(|(own, other)| own.zip(*other)) {
        if own.value != other.value {
            let has_scheme = scheme(pair, own, other, sink);
            fixed(pair, (own, other), has_scheme, sink);
            words(pair, own, other, sink);
        }
    }
}

/// Reports what became of a token, at the cell that stands for the English cell with it.
fn report(pair: &Pair<'_, '_>, other: &Header, cell: &Cell<'_>, found: Found, sink: &mut Sink) {
    let stands = found.found.or_else(|| Some(cell.text.to_owned()));
    // On a plain page another token may be meant, as long as it can be one, or the row may be that of another header.
    let is_certain = pair.is_bilingual() || cell.is_of_header && !cell.text.is_ascii();
    let repair = found.repair.map(|repair| Repair { safe: repair.safe && is_certain, ..repair });
    sink.report(pair.doc, Found { span: cell.place, found: stands, repair, related: elsewhere(pair, other), ..found });
}

/// Reports what became of the authorization scheme; whether it stands.
fn scheme(pair: &Pair<'_, '_>, own: &Header, other: &Header, sink: &mut Sink) -> bool {
    let Some(scheme) = other.value.scheme() else { return true };
    let apart =
        |(_, after): (&str, &str)| !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '{' | '<' | '['));
    if own.value.split_once(scheme).is_some_and(apart) {
        return true;
    }
    let cell = Cell::of(pair, (own, other), scheme);
    let lower = own.value.to_lowercase();
    let Some(at) = lower.find(&scheme.to_lowercase()) else {
        let message = format!("the authorization scheme `{scheme}` was lost");
        let repair = cell.translated_scheme(scheme);
        let found = Found { message, expected: Some(scheme.to_owned()), repair, ..Found::default() };
        report(pair, other, &cell, found, sink);
        return false;
    };
    let after = &lower[at + scheme.len()..];
    let glued = after.starts_with(['{', '<', '[']);
    if glued || after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        let found: String =
            own.value.chars().skip(lower[..at].chars().count()).take_while(|c| !c.is_whitespace()).collect();
        let message = format!("the authorization scheme `{scheme}` is glued to what follows: `{found}`");
        let apart = format!("{scheme} {}", &found[scheme.len().min(found.len())..]);
        let repair = cell.glued_scheme(scheme);
        // A placeholder that lost its brackets comes back with the blank.
        let whole = repair.as_ref().map(|repair| repair.text.clone()).filter(|_| !glued);
        let is_whole = whole.is_none();
        let expected = whole.or(Some(apart));
        let found = Found { message, expected, found: Some(found), repair, ..Found::default() };
        report(pair, other, &cell, found, sink);
        return is_whole;
    }
    true
}

/// What else of a value is sent as it stands. A media type has no case. A placeholder whose scheme was lost is no news.
fn fixed(pair: &Pair<'_, '_>, (own, other): (&Header, &Header), has_scheme: bool, sink: &mut Sink) {
    let lower = own.value.to_ascii_lowercase();
    let types = other.value.media_types().map(|it| ("media type", it, lower.contains(&it.to_ascii_lowercase())));
    let settings = other.value.settings().map(|it| ("value", it, own.value.contains(it)));
    let placeholders =
        other.value.placeholders().filter(|_| has_scheme).map(|it| ("placeholder", it, own.value.contains(it)));
    for (noun, token, _) in types.chain(settings).chain(placeholders).filter(|(.., stands)| !stands) {
        let (message, expected) = (format!("the {noun} `{token}` was changed"), Some(token.to_owned()));
        let cell = Cell::of(pair, (own, other), token);
        let lesser = noun == "placeholder";
        let repair = match noun {
            "media type" => cell.media_type(token),
            "value" => cell.setting(token),
            _ => cell.placeholder(other.value.scheme().is_some()),
        };
        report(pair, other, &cell, Found { message, expected, lesser, repair, ..Found::default() }, sink);
    }
}

/// Words of a header table that say what kind of value is sent, or whether: no values.
const KINDS: [&str; 18] = [
    "array", "binary", "boolean", "bool", "byte", "date", "datetime", "double", "etag", "guid", "int", "integer",
    "number", "object", "optional", "required", "string", "token",
];

/// The fixed values that are plain words: an example request of the page sends one, or it is all that a cell says.
fn words(pair: &Pair<'_, '_>, own: &Header, other: &Header, sink: &mut Sink) {
    let Some(name) = other.header_name() else { return };
    let page = &pair.reference.page;
    let is_word = |value: &str| {
        value.starts_with(|c: char| c.is_ascii_alphabetic())
            && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let lines = page.fences.iter().flat_map(|fence| fence.lines(page.text));
    // Nearly all lines begin with something else.
    let begins = |line: &str| {
        let start = line.as_bytes().get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()) || !start.is_ascii())
    };
    let sent = lines.filter(|(_, line)| begins(line)).filter_map(|(_, line)| line.split_once(':')).find_map(
        |(header, value)| (header.trim().eq_ignore_ascii_case(name) && is_word(value.trim())).then(|| value.trim()),
    );
    let cells = || page.cells_within(other.value_span).iter();
    let alone = || {
        let (word, rest) =
            cells().find_map(|cell| cell.text.split_once(". ").or(Some((cell.text.trim_end_matches('.'), ""))))?;
        let is_value = is_word(word) && word.bytes().all(|b| !b.is_ascii_uppercase()) && !KINDS.contains(&word);
        (is_value && ["", "Required", "Required.", "Optional", "Optional."].contains(&rest)).then_some(word)
    };
    let Some(word) = sent.filter(|word| holds(&other.value, word)).or_else(alone) else { return };
    if !own.value.contains(word) {
        let (message, expected) =
            (format!("the value `{word}` of the header was translated or lost"), Some(word.to_owned()));
        let cell = Cell::of(pair, (own, other), word);
        report(pair, other, &cell, Found { message, expected, ..Found::default() }, sink);
    }
}
