//! Permission scopes: what an application asks consent for.

mod list;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::contract::Permission;
use crate::finding::{Cause, Related, Severity};
use crate::group::{Basis, Pair};
use crate::locale::Locale;
use crate::rule::{Family, Rule};
use crate::rules::token::{Change, mangled};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "permission-scope",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A permission scope is missing, was added, or was mangled.",
        why: "a reader who asks for this scope asks for consent to something else, or for a scope that does not exist",
        passes: "The order of scopes, the separators between them, footnote stars, the many ways to say `not supported`, and \
            rows whose English half names no scope at all.",
        fix: "Restore the scope as the English page has it, and lock scopes in the translation memory.",
        example: "-| Anwendung | Parcel. Read. All |\n+| Anwendung | Parcel.Read.All |",
    }
    .by(Check::AnyPair(scopes)),
    Rule {
        name: "permission-row",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/mistranslation",
        on: true,
        what: "The scopes of two account kinds are swapped, or a row of a permission table is missing.",
        why: "a reader asks for the consent of another kind of account",
        passes: "Row labels in any language, and sub-rows whose parent names no scope.",
        fix: "Put the scopes back into the row of their account kind.",
        example: "-| Delegiert | Parcel.Send.All |\n-| Anwendung | Parcel.Read |\n+| Delegiert | Parcel.Read |\n+| Anwendung | Parcel.Send.All |",
    }
    .by(Check::Pair(rows)),
    Rule {
        name: "permission-order",
        family: Family::Contract,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "accuracy/mistranslation",
        on: false,
        what: "The scopes of a row stand in another order than in the English they were translated from.",
        why: "the tables list scopes from least to most privileged, and a reader takes the first one",
        passes: "Other revisions of the page, and rows whose scopes differ anyway. Off by default: what is found is nearly always \
            an English half that is out of date.",
        fix: "Restore the order of the English row.",
        example: "-| Anwendung | Parcel.Send, Parcel.Read |\n+| Anwendung | Parcel.Read, Parcel.Send |",
    }
    .by(Check::Pair(order)),
];

fn scopes(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let swapped: BTreeSet<usize> = swaps(pair).into_iter().flat_map(|(one, other)| [one, other]).collect();
    for (index, (own, other)) in pair.permissions.iter().enumerate() {
        if let (Some(own), Some(other)) = (own, other)
            && !other.scopes.is_empty()
            && (!pair.is_english() || !own.scopes.is_empty())
            && !swapped.contains(&index)
        {
            let (mine, theirs) = (cells(own), cells(other));
            if mine.len() == theirs.len() {
                let both = mine.iter().zip(&theirs).filter(|(_, other)| !other.scopes.is_empty());
                both.for_each(|(mine, theirs)| compare(pair, mine, theirs, elsewhere(pair, other), sink));
            }
        }
    }
}

/// What became of a scope is looked for where no more of a cell are missing.
const MOST_SOUGHT: usize = 100;

/// A cell of a permission table.
struct Cell<'p> {
    kind: &'p str,
    scopes: &'p [String],
    text: &'p str,
    span: Span,
}

/// The cell of a row with one account kind, or the cells of a row with one column an account kind.
fn cells(row: &Permission) -> Vec<Cell<'_>> {
    let whole = Cell { kind: &row.kind, scopes: &row.scopes, text: &row.text, span: row.place.span };
    let columns = row.columns.iter();
    let columns =
        columns.map(|cell| Cell { kind: &cell.kind, scopes: &cell.scopes, text: &cell.text, span: cell.span });
    if row.columns.is_empty() { vec![whole] } else { columns.collect() }
}

/// The scopes of `one` that `other` lacks.
fn lacking<'p>(one: &'p [String], other: &[String]) -> Vec<&'p str> {
    let other: HashSet<&str> = other.iter().map(String::as_str).collect();
    // The same scope twice in a cell is a slip of the pen; it says nothing about consent.
    let mut lacking: Vec<&str> = one.iter().map(String::as_str).filter(|scope| !other.contains(scope)).collect();
    let mut seen = HashSet::new();
    lacking.retain(|scope| seen.insert(*scope));
    lacking
}

fn compare(pair: &Pair<'_, '_>, own: &Cell<'_>, other: &Cell<'_>, related: Vec<Related>, sink: &mut Sink) {
    let mut extra: Vec<&str> =
        lacking(own.scopes, other.scopes).into_iter().filter(|token| is_scope_like(token)).collect();
    let cell = own.span;
    let raw = cell.of(pair.view.page.text);
    let file = |span: Span| pair.view.reading.in_file(span.shifted(cell.start));
    let whole = broken_in_english(pair, &mut extra, (own, other), sink);
    let mut lost: Vec<&str> = Vec::new();
    let mut mended: Vec<(&str, Span, Change)> = Vec::new();
    // A word in a sentence may look like a scope: `the instance profile`.
    let is_meant = |scope: &&str| scope.contains('.') || list::is_part(other.text, scope);
    let missing: Vec<&str> = lacking(other.scopes, own.scopes).into_iter().filter(is_meant).collect();
    // Where hundreds differ, nobody wants to know what each of them has become.
    let is_sought = missing.len() <= MOST_SOUGHT;
    for scope in missing.into_iter().filter(|scope| !whole.iter().any(|it| it.contains(scope))) {
        let near = |token: &&str| strsim::damerau_levenshtein(token, scope) <= 2;
        let left = if is_sought { mangled(scope, raw) } else { None };
        let left = left.or_else(|| {
            if !is_sought {
                return None;
            }
            let at = extra.iter().position(near)?;
            let start = raw.find(extra[at])?;
            Some((Span::new(start, start + extra[at].len()), Change::Spelling))
        });
        let Some((span, change)) = left else {
            lost.push(scope);
            continue;
        };
        let found = span.of(raw);
        // Another English may well have spelled it so.
        if pair.basis == Basis::AnyEnglish && !matches!(change, Change::Space | Change::Script) && found.is_ascii() {
            continue;
        }
        extra.retain(|token| !found.contains(token));
        mended.push((scope, span, change));
    }
    // Where the repair of each begins. Where others are lost, the list is restored as a whole, or read; so are two of which one has
    // to be read.
    let starts: Vec<Option<usize>> = mended
        .iter()
        .map(|(_, span, _)| {
            let ends = mended.iter().map(|(_, known, _)| known.end).filter(|end| *end <= span.start);
            match list::is_list(&raw[ends.max().unwrap_or_default()..span.start]) {
                true => Some(span.start),
                false => list::rest(raw, *span).filter(|_| list::is_clean(other.text, other.scopes)),
            }
        })
        .collect();
    let is_safe = lost.is_empty() && starts.iter().all(Option::is_some);
    for ((scope, span, change), start) in mended.iter().zip(&starts) {
        let repair = if is_safe { Repair::safe(*scope) } else { Repair::risky(*scope) };
        let repair = match start.filter(|start| is_safe && *start < span.start) {
            Some(start) => repair.map(|repair| repair.at(file(Span::new(start, span.end)))),
            None => repair,
        };
        let found = span.of(raw);
        sink.report(
            pair.doc,
            Found {
                span: file(*span),
                message: format!("the scope `{scope}` {}: `{found}`", change.says()),
                expected: Some((*scope).to_owned()),
                found: Some(found.to_owned()),
                repair,
                related: related.clone(),
                ..Found::default()
            },
        );
    }
    if pair.basis == Basis::AnyEnglish {
        return;
    }
    // Where the cell has whole scopes that the English has not, the English may be what is out of date; so may a name that is a slip.
    let is_doubted = extra.iter().any(|token| is_scope(token)) || lost.iter().any(|scope| list::stutters(scope));
    // Where one is missing and one was added, it was that one.
    let instead = if lost.len() == 1 && extra.len() == 1 { extra.pop() } else { None };
    if !lost.is_empty() {
        // A clean list that is only shorter may be of an older English, or of a better one.
        let safe = pair.is_bilingual() && !is_doubted && !list::is_clean(raw, own.scopes) && !says_none(pair, own.text);
        let names = lost.join(", ");
        let noun = if lost.len() == 1 { "scope" } else { "scopes" };
        let how = || match (lost.len(), own.scopes.is_empty() && !own.text.trim().is_empty()) {
            (1, true) => "was lost in translation".to_owned(),
            (_, true) => "were lost in translation".to_owned(),
            (1, false) => instead.map_or_else(|| "is missing".to_owned(), |it| format!("was changed to `{it}`")),
            (_, false) => "are missing".to_owned(),
        };
        sink.report_with(pair.doc, || {
            let page = pair.view.page.text;
            let lists = pair.view.contract.permissions.iter().flat_map(cells).map(|cell| cell.span.of(page));
            let usual = list::usual_separator(lists, pair.doc.locale.as_ref());
            let language = pair.doc.locale.as_ref().map(Locale::language);
            let style = list::Style { separator: usual, language };
            let repair = list::restored(raw, (other.text, other.scopes), style);
            Found {
                span: pair.view.reading.in_file(cell),
                message: format!("the {noun} `{}`{} {}", lost.join("`, `"), of(other.kind, &lost), how()),
                expected: Some(names),
                found: Some(instead.unwrap_or(own.text).to_owned()),
                repair: repair.and_then(|text| if safe { Repair::safe(text) } else { Repair::risky(text) }),
                related: related.clone(),
                ..Found::default()
            }
        });
    }
    // What is left of a scope that is missing is told with it.
    let head = |scope: &str| scope.split(['.', '-']).next().unwrap_or_default().to_lowercase();
    let heads: HashSet<String> = lost.iter().map(|lost| head(lost)).collect();
    let is_left = |scope: &&str| heads.contains(&head(scope));
    let is_one = pair.is_bilingual() && extra.len() <= lost.len();
    for scope in extra.into_iter().filter(|scope| !(is_one && is_left(scope))) {
        sink.report_with(pair.doc, || {
            let start = raw.find(scope).unwrap_or_default();
            Found {
                span: file(Span::new(start, (start + scope.len()).min(raw.len()))),
                message: format!("the scope `{scope}` is not among those of `{}` in English", other.kind),
                found: Some(scope.to_owned()),
                related: related.clone(),
                ..Found::default()
            }
        });
    }
}

/// Whether a cell says that there is no scope, as another of its page does beside an English one without any: somebody meant that.
fn says_none(pair: &Pair<'_, '_>, text: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches(['.', '。']).to_lowercase();
    let others = pair.permissions.iter().filter_map(|(own, other)| own.zip(*other));
    let mut others = others.filter(|(_, other)| other.scopes.is_empty()).flat_map(|(own, _)| cells(own));
    !text.contains(char::is_alphabetic) || others.any(|cell| bare(cell.text) == bare(text))
}

/// Takes out of `extra` the scopes that the English breaks in this cell, which are scopes beyond doubt or stand elsewhere on its page,
/// and tells its author.
fn broken_in_english<'p>(
    pair: &Pair<'_, '_>,
    extra: &mut Vec<&'p str>,
    (own, other): (&Cell<'_>, &Cell<'_>),
    sink: &mut Sink,
) -> Vec<&'p str> {
    // Where hundreds differ, nobody wants to know what each of them was.
    if extra.len() > MOST_SOUGHT {
        return Vec::new();
    }
    let rows = &pair.reference.contract.permissions;
    let is_known =
        |scope: &str| is_scope(scope) || rows.iter().any(|row| row.scopes.iter().any(|known| known == scope));
    let broken = |scope: &str| {
        let (span, change) = mangled(scope, other.text)?;
        (change == Change::Space && is_known(scope)).then(|| span.of(other.text))
    };
    let whole: Vec<&str> = extra.iter().copied().filter(|scope| broken(scope).is_some()).collect();
    extra.retain(|scope| !whole.contains(scope));
    for scope in &whole {
        let found = broken(scope).unwrap_or_default();
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(own.span),
                message: format!("the English breaks the scope `{scope}` here: `{found}`"),
                expected: Some((*scope).to_owned()),
                found: Some(found.to_owned()),
                cause: Some(Cause::Source),
                lesser: true,
                ..Found::default()
            },
        );
    }
    whole
}

/// Whether a token is a scope beyond doubt: dotted names with capitals.
fn is_scope(token: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    token.contains('.') && token.split('.').all(is_name)
}

/// Whose scopes they are; nothing where the scope is what names the row.
fn of(kind: &str, scopes: &[&str]) -> String {
    if scopes == [kind] { String::new() } else { format!(" of `{kind}`") }
}

/// Whether a dotted token could be a scope: abbreviations like `z.B` are dotted too.
fn is_scope_like(token: &str) -> bool {
    !token.contains('.')
        || token.split('.').all(|part| part.len() > 2) && token.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The other file's row, where the pair spans two files.
fn elsewhere(pair: &Pair<'_, '_>, other: &Permission) -> Vec<Related> {
    if pair.is_bilingual() {
        return Vec::new();
    }
    let span = pair.reference.reading.in_file(other.place.span);
    vec![related(pair.reference_doc, span, format!("here the row of `{}` reads `{}`", other.kind, other.text))]
}

/// The rows that carry each other's scopes.
fn swaps(pair: &Pair<'_, '_>) -> Vec<(usize, usize)> {
    let sorted = |row: &Permission| {
        let mut scopes = row.scopes.clone();
        scopes.sort();
        scopes
    };
    let rows: Vec<(usize, Vec<String>, Vec<String>)> = pair
        .permissions
        .iter()
        .enumerate()
        .filter_map(|(index, (own, other))| Some((index, sorted((*own)?), sorted((*other)?))))
        .filter(|(_, own, other)| own != other && !own.is_empty() && !other.is_empty())
        .collect();
    let mut places: HashMap<(&[String], &[String]), Vec<usize>> = HashMap::new();
    rows.iter().for_each(|(index, own, other)| places.entry((own, other)).or_default().push(*index));
    let partner = |(one, own, other): &(usize, Vec<String>, Vec<String>)| {
        let others = places.get(&(&**other, &**own))?;
        Some((*one, *others.get(others.partition_point(|two| two <= one))?))
    };
    rows.iter().filter_map(partner).collect()
}

fn rows(pair: &Pair<'_, '_>, sink: &mut Sink) {
    for (one, two) in swaps(pair) {
        let ((Some(own), Some(first)), (Some(partner), Some(second))) = (pair.permissions[one], pair.permissions[two])
        else {
            continue;
        };
        let there = pair.view.reading.in_file(partner.place.span);
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(own.place.span),
                message: format!("the scopes of `{}` and `{}` are swapped", first.kind, second.kind),
                expected: Some(first.scopes.join(", ")),
                found: Some(own.scopes.join(", ")),
                related: vec![related(pair.doc, there, format!("the scopes of `{}` stand here", first.kind))],
                ..Found::default()
            },
        );
    }
    let mut last = None;
    for (own, other) in &pair.permissions {
        last = own.or(last);
        if let (None, Some(other)) = (own, other)
            && !pair.is_bilingual()
            && !other.kind.is_empty()
        {
            let near = pair.place_near(last.map(|row| row.place), other.place);
            sink.report(
                pair.doc,
                Found {
                    span: near,
                    message: format!("the row of `{}` is missing: `{}`", other.kind, other.text),
                    expected: Some(other.scopes.join(", ")),
                    related: elsewhere(pair, other),
                    ..Found::default()
                },
            );
        }
    }
}

fn order(pair: &Pair<'_, '_>, sink: &mut Sink) {
    for (own, other) in pair.permissions.iter().filter_map(|(own, other)| own.zip(*other)) {
        let same = lacking(&own.scopes, &other.scopes).is_empty() && lacking(&other.scopes, &own.scopes).is_empty();
        if same && own.scopes.len() == other.scopes.len() && own.scopes != other.scopes {
            sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(own.place.span),
                    message: format!("the scopes of `{}` stand in another order than in English", other.kind),
                    expected: Some(other.scopes.join(", ")),
                    found: Some(own.scopes.join(", ")),
                    related: elsewhere(pair, other),
                    ..Found::default()
                },
            );
        }
    }
}
