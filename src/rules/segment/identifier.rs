//! Names that are code in all but markup.

use std::sync::LazyLock;

use regex::Regex;

use super::code::changed_command;
use super::left::{Left, left};
use super::misplaced::{is_misplaced, is_of_another_text};
use super::misspelt::misspelt;
use super::proof::{MOST_SOUGHT, is_scope, lost_action, may_be_said, proved};
use super::remains::remains;
use super::seen::{target_of, without_targets};
use super::signed::is_two_sentences;
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Slice, Standing, Stated, Unit};
use crate::link::Address;
use crate::locale::Locale;
use crate::page::Link;
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "identifier",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A name was translated or lost in a heading, a cell, the text of a link, an emphasised text, or alone in a list item; the \
            action in the title of an operation; or a name in running text of which the translation holds remains. A resource in bold, \
            `a **gate** resource`, or one in Pascal case that its link leads to, is worth an information. On plain pages also a name of which one letter was changed.",
        why: "a reader searches for a name that does not exist",
        passes: "Case, endings and hyphenated words in the reader's language, other names in running text, English halves that name other things than \
            the text they stand for, a method as the verb of a heading or a label, and facts of the contract: they have rules of their own. On plain pages it is a \
            warning where one letter of a name was changed. An info in sentences where the English says the name in words as well.",
        fix: "Restore the name, and put it between backticks in English: then translation leaves it alone.",
        example: "-## paketRoute abrufen\n+## parcelRoute abrufen",
    }
    .by(Check::Unit(all)),
];

/// Names by their form.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "Add|Clear|Close|Connect|Copy|Disable|Disconnect|Enable|Export|Find|Get|Grant|Import|Install|Invoke|Move|New|\
        Open|Publish|Read|Register|Remove|Rename|Reset|Resolve|Restart|Restore|Revoke|Search|Select|Send|Set|Start|Stop|Suspend|\
        Sync|Test|Uninstall|Unregister|Update|Write";
    let areas = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific";
    Regex::new(&format!(
        r"(?x-u)
        \b[a-z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\b                       # camelCase
        | \b[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+\b                # snake_case, ALL_CAPS
        | \b[A-Za-z_][A-Za-z0-9_]+(?:\.[A-Za-z_][A-Za-z0-9_]+)+\b   # dotted
        | \b[A-Za-z0-9_]+(?:::[A-Za-z0-9_]+)+                       # A::B
        | \b(?:{verbs})-[A-Z][a-z]+[A-Z][A-Za-z0-9_]+\b             # Verb-Noun
        | \b(?:Get|Invoke|New|Remove|Set)-[A-Z][a-z]{{2,}}\b
        | [$@][a-z][A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*                # $query, @annotation
        | --[a-z][a-z-]+[a-z]\b                                     # --option
        | \b(?:GET|POST|PUT|PATCH|DELETE)\b                         # methods
        | \b(?:{areas})/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b       # time zones
        | \b[a-z]{{2}}-[A-Z]{{2}}\b                                 # locale codes
        "
    ))
    .expect("valid")
});

/// Whether a text may hold an option: a hyphen between what is no letter and a letter.
fn may_hold_option(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'-', bytes).any(|at| {
        let begins = at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric());
        begins && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
    })
}

/// An option with one hyphen, behind which a word begins.
static OPTION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:^|[\s|(,])(-[A-Za-z][A-Za-z-]+)").expect("valid"));

fn all(unit: &Unit<'_, '_>, sink: &mut Sink) {
    identifiers(unit, sink);
    misspelt(unit, sink);
}

fn identifiers(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let own = unit.own.text();
    // One word may be a value of a column.
    let is_word = || unit.is_bilingual() && unit.english.text().trim().bytes().all(|byte| byte.is_ascii_alphanumeric());
    let may_name = unit.signs.named() || unit.signs.any(&['*', '_', ':', '-', '/']) || is_word();
    if unit.equal || !may_name || own.trim().is_empty() {
        return;
    }
    let mut missing: Vec<(&str, Left)> = lost_action(unit).map(|name| (name, Left::Unknown)).into_iter().collect();
    let seen = without_targets(&unit.own);
    let mut lowered = None;
    let names = names(unit, &seen).into_iter().filter(|place| !is_written(&seen, unit.english.at(*place)));
    for place in names.take(MOST_SOUGHT) {
        let name = unit.english.at(place);
        if missing.iter().any(|(known, _)| *known == name)
            || is_no_name(name) && !is_granted(unit, place)
            || is_verb(unit, place)
            || is_site(unit, place)
        {
            continue;
        }
        let lowered = lowered.get_or_insert_with(|| seen.to_lowercase());
        let is_kept = !is_scope(name) && stands(&seen, lowered, name);
        if !is_kept && !is_link_text(unit, place) && !is_misplaced(unit, place, lowered) {
            missing.push((name, left(unit, place, &seen)));
        }
    }
    missing.retain(|(_, left)| !matches!(left, Left::Told));
    if missing.is_empty() || unit.stated().is_some_and(|stated| stated != Stated::HeaderValue) {
        return;
    }
    let lost: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
    let is_worded = missing.iter().all(|(name, left)| matches!(left, Left::Unknown) && is_in_words(unit, name));
    // A changed command is reported as a whole.
    if is_of_another_text(unit, &lost, &strangers(unit)) || changed_command(unit).is_some() {
        return;
    }
    let (message, found) = match missing.pop().filter(|_| missing.is_empty()) {
        Some((name, Left::Broken(found))) => {
            (format!("the name `{name}` was broken by a space: `{found}`"), Some(found))
        }
        Some((name, left)) => (format!("the name `{name}` was translated or lost"), left.words()),
        None => (format!("the names `{}` were translated or lost", lost.join("`, `")), None),
    };
    let mut places = found.iter().flat_map(|found| own.match_indices(&**found));
    let place = match (places.next(), places.next()) {
        (Some((at, found)), None) => Span::new(at, at + found.len()).shifted(unit.own.span.start),
        _ => unit.own.span,
    };
    sink.report(
        unit.doc,
        Found {
            span: unit.own.in_file(place),
            message,
            expected: Some(lost.join(", ")),
            found,
            lesser: is_worded || lost.iter().all(|name| may_be_said(unit, name)),
            ..Found::default()
        },
    );
}

/// A scope that looks like the end of a sentence and the beginning of the next, `Boats.Read`: the page grants it, or no sentence goes
/// on behind it.
fn is_granted(unit: &Unit<'_, '_>, place: Span) -> bool {
    let name = unit.english.at(place);
    let goes_on = || {
        let behind = unit.english.at(Span::new(place.end, unit.english.span.end)).trim_start();
        let word = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        !word.is_empty() && !matches!(word, "and" | "or" | "permission" | "permissions" | "scope" | "scopes")
    };
    let grants =
        || unit.english.view.contract.permissions.iter().flat_map(|row| &row.scopes).any(|scope| scope == name);
    unit.is_bilingual() && is_scope(name) && (!goes_on() || grants())
}

/// The names in a title that its translation lacks, by their form.
pub(in crate::rules) fn lost_names<'t>(english: &'t str, own: &str) -> Vec<&'t str> {
    let lowered = own.to_lowercase();
    let names = NAME.find_iter(english).map(|found| found.as_str()).filter(|name| !is_no_name(name));
    names.filter(|name| !is_written(own, name) && !stands(own, &lowered, name)).collect()
}

/// Where names stand in the English: by their form in headings, cells, link texts, emphasised texts and alone; and emphasised words
/// that the code of the page confirms, unless readers of the locale see them (`seen`).
fn names(unit: &Unit<'_, '_>, seen: &str) -> Vec<Span> {
    let english = unit.english;
    let text = english.text();
    let everywhere = unit.standing() != Standing::Prose;
    let emphasised: Vec<Span> = english.stressed().collect();
    // On a plain page, also those in sentences that no language has for a word: `--all`, `MAX_SIZE`; on a bilingual one, commands.
    let plain = !unit.is_bilingual() && (text.contains("--") || text.contains('_'));
    let certain = |name: &str| {
        let capitals = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        plain && (name.starts_with("--") || capitals && name.contains('_')) || unit.is_bilingual() && is_command(name)
    };
    let around = |span: &Span, place: Span| span.start <= place.start && place.end <= span.end;
    let stressed = |place: Span| {
        everywhere
            || certain(english.at(place))
            || english.at(place) == text.trim()
            || emphasised.iter().any(|span| around(span, place))
            || english.links_around().any(|link| !link.image && around(&link.span, place))
    };
    let options = (unit.signs.any(&['-']) && may_hold_option(text))
        .then(|| OPTION.captures_iter(text).filter_map(|found| found.get(1)));
    let in_page = |found: regex::Match<'_>| Span::from(found.range()).shifted(english.span.start);
    let mut of_form: Vec<Span> = Vec::new();
    if unit.signs.named() {
        of_form.extend(NAME.find_iter(text).map(in_page));
    }
    let by_form = of_form.iter().copied().chain(options.into_iter().flatten().map(in_page));
    // `alias@domain` is no annotation, and neither is `x-y` an option.
    let begins = |place: &Span| !english.before(place.start).ends_with(char::is_alphanumeric);
    let mut names: Vec<Span> =
        by_form.filter(|place| begins(place) && stressed(*place) && !is_covered(&english, *place)).collect();
    let words = emphasised.iter().map(|span| {
        let inside = english.at(*span);
        let start = span.start + (inside.len() - inside.trim_start_matches(['*', '_']).len());
        Span::new(start, start + inside.trim_matches(['*', '_']).len())
    });
    let stands = |place: &Span| seen.contains(english.at(*place));
    // On a plain page, where English is not marked up for translation, an ordinary word is often a key as well.
    let ordinary = |word: &str| !unit.is_bilingual() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let by_form = |word: &str| NAME.find(word).is_some_and(|name| name.as_str() == word);
    let is_name = |word: &str| by_form(word) || !ordinary(word) && is_in_code(&english, word);
    let words = words.filter(|place| !stands(place) && is_name(english.at(*place)));
    let proved = proved(unit, seen, (&NAME, &of_form)).into_iter().filter(|place| !is_covered(&english, *place));
    for place in words.chain(proved) {
        if !names.iter().any(|name| meets(*name, place)) {
            names.push(place);
        }
    }
    names
}

/// Whether a name is a command of a shell, a verb and a noun of two words or more: `Get-CrateState`.
fn is_command(name: &str) -> bool {
    let noun = name.split_once('-').filter(|(verb, _)| verb.starts_with(|c: char| c.is_ascii_uppercase()));
    noun.is_some_and(|(_, noun)| noun.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()))
}

fn meets(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a method is the first word of a heading or a label that says what the API does: `GET loaves of a kind`.
fn is_verb(unit: &Unit<'_, '_>, place: Span) -> bool {
    let method = matches!(unit.english.at(place), "GET" | "POST" | "PUT" | "PATCH" | "DELETE");
    let behind = unit.english.at(Span::new(place.end, unit.english.span.end));
    let word =
        |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '*' | '[' | ']' | '.' | ','));
    let first = behind.split_whitespace().next().unwrap_or_default();
    let lower = first.starts_with(|c: char| c.is_ascii_lowercase());
    let beside = unit.standing() == Standing::Cell;
    // Where the translation writes its verb in capitals, it took the method for one.
    let shouts = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        first.chars().filter(|c| c.is_uppercase()).count() > 2 && !first.contains(char::is_lowercase)
    };
    method
        && !(beside && shouts(unit.own.text()))
        && place.start == unit.english.span.start
        && lower
        && behind.split_whitespace().count() > 1
        && word(first)
}

/// Whether the English says a name in words as well, `crate_id` and `the crate ID`, and has it in the midst of a sentence here.
fn is_in_words(unit: &Unit<'_, '_>, name: &str) -> bool {
    let english = &unit.english;
    let mut words = String::new();
    for c in name.trim_end_matches('s').chars() {
        if c == '_' || c.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase().filter(|c| *c != '_'));
    }
    let text = english.text();
    let marked = || english.stressed().any(|span| english.at(span).contains(name));
    let linked = || english.links_around().any(|link| link.label.contains(name));
    text.split_whitespace().count() > 3
        && words.contains(' ')
        && unit.standing() != Standing::Heading
        && !marked()
        && !linked()
        && english.view.page.text.to_lowercase().contains(&words)
}

/// Whether a name is the host that its own link leads to: the site may be named in words.
fn is_site(unit: &Unit<'_, '_>, place: Span) -> bool {
    let name = unit.english.at(place);
    let mut links = unit.english.links_around();
    let link = links.find(|link| link.span.start <= place.start && place.end <= link.span.end);
    let host = |target: &str| {
        target.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).map(str::to_owned)
    };
    let words = unit.own.text().split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')));
    let misspelt = || words.into_iter().any(|word| (1..=2).contains(&strsim::damerau_levenshtein(word, name)));
    link.and_then(|link| host(&link.target)).is_some_and(|host| host.trim_start_matches("www.") == name) && !misspelt()
}

/// Whether a word of a text is a key or a name in the code of its page: `"name":` in JSON, or a parameter in a block of its own.
fn is_in_code(english: &Slice<'_, '_>, word: &str) -> bool {
    let form = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !form || !word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let (page, key) = (&english.view.page, format!("\"{word}\""));
    page.fences.iter().any(|fence| {
        let code = fence.content.of(page.text);
        code.match_indices(&key).any(|(at, _)| code[at + key.len()..].trim_start().starts_with(':'))
    })
}

/// Whether a text holds a name as it is. An option takes no ending.
fn is_written(text: &str, name: &str) -> bool {
    if !name.starts_with('-') {
        return text.contains(name);
    }
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() && u32::from(c) < 0x250);
    text.match_indices(name).any(|(at, _)| !goes_on(&text[at + name.len()..]))
}

/// Whether a text, which is `lowered` in lower case, holds a name in another case, or its singular.
fn stands(text: &str, lowered: &str, name: &str) -> bool {
    if name.starts_with('-') {
        return is_written(lowered, &name.to_lowercase());
    }
    let lower = name.to_lowercase();
    let mut stems = ["", "s", "es", "ies"].into_iter().filter_map(|ending| lower.strip_suffix(ending));
    stems.any(|stem| lowered.contains(stem)) && remains(name, text).is_none_or(|left| !left.eq_ignore_ascii_case(name))
}

/// Whether a name is the text of a link that has none any more, which is reported of the link, or says in which site a link
/// of a plain page ends, which it does in other words too.
fn is_link_text(unit: &Unit<'_, '_>, place: Span) -> bool {
    let mut links = unit.english.links_around();
    let link = links.find(|link| link.span.start <= place.start && place.end <= link.span.end);
    let is_empty =
        |target: &str| unit.own.links().iter().any(|own| own.target == target && own.label.trim().is_empty());
    let is_site = |link: &Link<'_>| {
        let host = Address::parse(&link.target).and_then(|address| address.host);
        let name = unit.english.at(place);
        let is_named = host.is_some_and(|host| host.trim_start_matches("www.").eq_ignore_ascii_case(name));
        is_named && !unit.is_bilingual() && unit.own.links().iter().any(|own| own.target == link.target)
    };
    link.is_some_and(|link| is_empty(&link.target) || is_site(link))
}

/// The names of a translation that its English half lacks.
fn strangers(unit: &Unit<'_, '_>) -> Vec<String> {
    let (own, english) = (without_targets(&unit.own), unit.english.text());
    let names = NAME.find_iter(&own).map(|name| name.as_str());
    names.filter(|name| !is_no_name(name) && !english.contains(name)).map(str::to_owned).collect()
}

/// Whether a place is code, a URL or the target of a link: other rules look there.
fn is_covered(slice: &Slice<'_, '_>, place: Span) -> bool {
    let in_code = slice.codes().iter().any(|code| code.span.start <= place.start && place.end <= code.span.end);
    let in_target = |link: &Link<'_>| {
        let around = link.span.start <= place.start && place.end <= link.span.end;
        around && target_of(slice, link).is_some_and(|target| place.start > target)
    };
    let in_url = slice.before(place.start).rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"));
    in_code || in_url || slice.links_around().any(in_target)
}

/// Second parts of English compounds whose first part is a verb.
const COMPOUND: [&str; 19] = [
    "Back", "Down", "Driven", "Ended", "In", "Menu", "Off", "On", "Once", "Only", "Out", "Over", "Source", "Time",
    "To", "Up", "Weight", "Weights", "Write",
];

/// What only looks like a name: products, codes that name no locale, and sentences without a blank between them
/// (`level.See`).
fn is_no_name(name: &str) -> bool {
    let code = name.len() == 5 && name.as_bytes()[2] == b'-' && Locale::parse(name).is_none();
    let product =
        matches!(name, "iOS" | "iPhone" | "iPad" | "iPadOS" | "macOS" | "tvOS" | "watchOS" | "eBook" | "eDiscovery");
    // English compounds that only look like a verb and its noun: `Read-Only`, `Open-Source`, `Add-In`.
    let compound = name.split_once('-').is_some_and(|(_, second)| COMPOUND.contains(&second));
    // `-or-` between two choices.
    let between = name.starts_with('-') && name.ends_with('-');
    code || product || compound || between || is_two_sentences(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<&str> {
        NAME.find_iter(text).map(|found| found.as_str()).filter(|name| !is_no_name(name)).collect()
    }

    #[test]
    fn a_name_is_told_by_its_form() {
        assert_eq!(named("the driveItem, MAX_SIZE or Get-Item"), ["driveItem", "MAX_SIZE", "Get-Item"]);
        assert_eq!(named("$select a::b --all-of GET de-DE"), ["$select", "a::b", "--all-of", "GET", "de-DE"]);
        assert!(named("The iPhone of the trip.See well-known on-OFF, e-mail, Set-top Get it").is_empty());
        assert!(named("Read-Only, Open-Source and Read-Write").is_empty());
    }

    #[test]
    fn a_name_stands_with_any_ending() {
        assert!(stands("die Driveitem-Objekte", "die driveitem-objekte", "driveItems"));
        assert!(stands("ein reply", "ein reply", "reply"));
        assert!(!stands("das Laufwerkelement", "das laufwerkelement", "driveItem"));
        assert!(!stands("les -Alle", "les -alle", "-All") && is_written("-Allを", "-All"));
    }
}
