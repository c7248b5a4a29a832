//! Code in sentences.

mod command;
mod certain;
mod mend;
mod plain;
mod wording;

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::losses::{by_signs, losses};
use crate::checker::{Check, Checker, Found, Sink};
use crate::contract::is_status;
use crate::finding::Severity;
use crate::group::Unit;
use crate::locale::Locale;
use crate::page::{CodeSpan, Fence, is_program, is_prose, is_sentence};
use crate::rule::{Family, Rule};
use crate::rules::program::compare;
use crate::rules::token::{holds, is_localized, is_mistaken, is_slip};
use crate::span::Span;
use certain::is_certain;
pub(super) use command::changed_command;
use command::{bare, is_command, is_program_kept, same};
use plain::Weight;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "code-span",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A code span was changed or lost, or its backticks were escaped.",
        why: "a reader copies code as it stands",
        passes: "Order, white space, code that lost only its backticks, prose and keys of a keyboard between backticks, words that a reader \
        fills in, a slip of the English that the translation mends, and response codes: they have a rule of their own; on plain pages \
        also quotation marks, the brackets of a call and the plural. There it is a warning where one letter or two of a name \
        were changed, or a backtick was escaped.",
        fix: "Restore the code span as the English has it.",
        example: "-Setzen Sie `Priorität` auf 1.\n+Setzen Sie `priority` auf 1.",
    }
    .by(Check::Unit(code_spans)),
    Rule {
        name: "code-item",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A command that stands alone in a cell, a list item or in bold was changed.",
        why: "a reader copies it, and it does not run",
        passes: "White space, and texts that are no command by their form: without an option or an assignment.",
        fix: "Restore the command byte by byte, and put it between backticks in English.",
        example: "-| **parcel senden --eilig** |\n+| **parcel send --express** |",
    }
    .by(Check::Unit(code_items)),
];

/// So many codes of a text are weighed against those that it lost. A text with hundreds of others on either side is another text.
const MOST: usize = 40_000;

fn code_spans(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.equal || !unit.signs.any(&['`']) {
        return;
    }
    let (own, english) = (unit.own.codes(), unit.english.codes());
    let known: HashSet<&str> = english.iter().map(|code| &*code.text).collect();
    let two = |codes: &[CodeSpan<'_>]| format!("{}{}", codes[0].text, codes[1].text);
    let joined = LazyCell::new(|| english.windows(2).map(two).collect::<HashSet<String>>());
    let is_glued = |code: &&CodeSpan<'_>| code.text.contains("``") || joined.contains(&*code.text);
    let glued = own.iter().filter(|code| !known.contains(&*code.text)).find(is_glued);
    let mut lost = Vec::new();
    let mut losses = losses(own, english, |code| &*code.text, |one, other| same(&one.text, &other.text));
    if !unit.is_bilingual() {
        by_signs(&mut losses, |code| code.text.trim());
    }
    let is_alone = own.len() * losses.len() <= MOST;
    for loss in losses {
        let expected = loss.expected.text.trim();
        // What the English has elsewhere, or what has nothing in common, stands for something else.
        let is_instead = |found: &CodeSpan<'_>| {
            !plain::is_of_english(unit, found)
                && (is_menu_command(expected) || !plain::is_another(found.text.trim(), expected))
        };
        let found = loss.found.filter(|found| unit.is_bilingual() || is_instead(found));
        // Without other code in its stead, it only lost its backticks.
        let quoted = expected.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let bare = quoted.unwrap_or(expected);
        let called = bare.strip_suffix("()").filter(|name| name.len() > 2 && !unit.is_bilingual()).unwrap_or(bare);
        let stands = found.is_none() && unit.own.text().contains(called);
        let escaped = stands && is_escaped(unit.own.text(), expected);
        if is_status(expected) || is_text(unit, expected) || stands && !escaped && glued.is_none() {
            continue;
        }
        let weight = match found.map(|found| found.text.trim()) {
            _ if unit.is_bilingual() || escaped => Weight::Full,
            Some(_) if is_menu_command(expected) => Weight::Full,
            Some(_) if loss.found.is_some_and(|found| plain::is_label(unit, found)) => Weight::Minor,
            // What is only counted is not weighed.
            Some(found) if !sink.keeps(&unit.doc) => match plain::weight(found, expected) {
                Weight::None => continue,
                weight => weight,
            },
            Some(found) => match plain::changed(unit, found, expected) {
                Weight::None => continue,
                Weight::Full if is_certain(unit, found, expected) => Weight::Full,
                _ => Weight::Minor,
            },
            None if plain::is_kept(unit, expected, is_alone) => continue,
            // It may be said in words.
            None => Weight::Minor,
        };
        let (span, message) = match found {
            None if escaped => {
                (unit.own.span, format!("a backtick of the code `{expected}` was escaped: readers see backticks"))
            }
            Some(found) if is_right(unit, found, loss.expected, sink.keeps(&unit.doc)) => continue,
            Some(found) => (found.span, format!("the code `{expected}` was changed to `{}`", found.text.trim())),
            None => {
                lost.push((expected, weight));
                continue;
            }
        };
        sink.report_with(unit.doc, || Found {
            span: unit.own.in_file(span),
            message,
            expected: Some(expected.to_owned()),
            found: found.map(|found: &CodeSpan<'_>| found.text.trim().to_owned()),
            lesser: weight == Weight::Minor,
            certain: !unit.is_bilingual()
                && found.is_none_or(|found| {
                    let (own, english) = (unit.own.view.page.text, unit.english.view.page.text);
                    let (own, english) = ((own, found.text.trim()), (english, expected));
                    weight == Weight::Full && is_mistaken(own, english) || is_slip(own, english)
                }),
            repair: found.filter(|_| loss.alone).and_then(|found| mend::repair(unit, found, loss.expected)),
            ..Found::default()
        });
    }
    report_lost(unit, &lost, glued, sink);
}

/// Reports code that nothing stands for. On a plain page it is one hole, however much was in it.
fn report_lost(unit: &Unit<'_, '_>, lost: &[(&str, Weight)], glued: Option<&CodeSpan<'_>>, sink: &mut Sink) {
    let is_glued = |code: &&str| glued.is_some_and(|glued| glued.text.contains(*code));
    let (joined, alone): (Vec<&str>, Vec<&str>) = lost.iter().map(|(code, _)| *code).partition(is_glued);
    let holes = alone.chunks(if unit.is_bilingual() { 1 } else { alone.len().max(1) }).map(|hole| (hole, false));
    for (hole, joined) in holes.chain((!joined.is_empty()).then_some((&*joined, true))) {
        let names = hole.join("`, `");
        let message = match hole {
            _ if joined => format!("the words between the codes `{names}` were lost, so that they are one"),
            [name] => format!("the code `{name}` was lost"),
            _ => format!("the codes `{names}` were lost"),
        };
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(glued.filter(|_| joined).map_or(unit.own.span, |code| code.span)),
                message,
                expected: Some(hole.join(", ")),
                lesser: !joined && lost.iter().all(|(_, weight)| *weight == Weight::Minor),
                ..Found::default()
            },
        );
    }
}

/// Whether `code` stands in `text` between backticks of which one or both are escaped.
fn is_escaped(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + code.len()..]);
        let (opens, closes) = (before.ends_with("\\`"), after.starts_with("\\`"));
        (opens || closes) && before.ends_with('`') && (closes || after.starts_with('`'))
    })
}

/// Whether what stands between backticks is text for people or a key to press, and no command.
fn is_text(unit: &Unit<'_, '_>, code: &str) -> bool {
    is_key(code)
        || is_pattern(code)
        || is_prose(code) && !is_menu_command(code) && !is_run(unit, code) && !is_ordered(unit, code)
}

/// Words before what is typed.
const ORDERS: [&str; 8] = ["run", "runs", "running", "execute", "type", "invoke", "command", "enter"];

/// Whether a sentence of a plain page tells the reader to run the code: `Run`, and a few words in lower case.
fn is_ordered(unit: &Unit<'_, '_>, code: &str) -> bool {
    let text = unit.english.text();
    let word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let is_told = |at: usize| {
        let before = text[..at].trim_end_matches(['`', ' ']);
        let verb = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        ORDERS.contains(&&*verb.to_ascii_lowercase())
    };
    !unit.is_bilingual()
        && code.split_whitespace().count() < 5
        && code.split_whitespace().all(word)
        && !is_sentence(code)
        && text.match_indices(code).any(|(at, _)| is_told(at))
}

/// Whether code is a pattern of words in braces, each of which a reader thinks something in for: `{verb} {object}`.
fn is_pattern(code: &str) -> bool {
    let mut parts = code.split([' ', '.']);
    let word = |part: &str| {
        let inside = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        inside.is_some_and(|inside| !inside.is_empty() && inside.chars().all(|c| c.is_ascii_lowercase()))
    };
    code.matches('{').count() > 1 && parts.all(word)
}

/// Whether code is a line of a block on the English page, or the beginning of one.
fn is_run(unit: &Unit<'_, '_>, code: &str) -> bool {
    let page = &unit.english.view.page;
    let begins = |line: &str| {
        let line = line.trim_start_matches(['$', '>', ' ']);
        line.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let mut fences = page.fences.iter().filter(|fence| fence.is_code());
    fences.any(|fence| fence.lines(page.text).any(|(_, line)| begins(line)))
}

/// Keys of a keyboard in English.
const KEYS: [&str; 22] = [
    "alt",
    "backspace",
    "cmd",
    "command",
    "control",
    "ctrl",
    "del",
    "delete",
    "down",
    "end",
    "enter",
    "esc",
    "escape",
    "home",
    "left",
    "option",
    "return",
    "right",
    "shift",
    "space",
    "tab",
    "up",
];

/// Whether code is a key of a keyboard, or several that are pressed together. Only what has a capital letter is one.
fn is_key(code: &str) -> bool {
    // `Ctrl (on a Mac Cmd) + K`
    let aside = ASIDE.replace_all(code, "");
    let key = |key: &str| {
        let key = key.trim().to_lowercase();
        key.chars().count() == 1
            || KEYS.contains(&&*key)
            || key.strip_prefix('f').is_some_and(|n| n.parse::<u8>().is_ok())
    };
    code.starts_with(|c: char| c.is_uppercase()) && code.len() > 1 && aside.split('+').all(key)
}

static ASIDE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[(（][^()（）]*[)）]").expect("valid"));

/// Whether code is what a reader looks for in a list of commands: `Bakery Desk: Open a Loaf`.
fn is_menu_command(code: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    let title = |part: &str| part.split_whitespace().all(|word| capital(word) || word.len() < 4);
    code.split_once(": ").is_some_and(|(group, command)| {
        [group, command].iter().all(|part| capital(part) && title(part)) && !code.ends_with(['.', '?', '!'])
    })
}

/// Whether a translation may have `found` for a code of the English: both run alike, or it mends a slip of the English, which the
/// rest of that page tells and is asked where `in_full`.
fn is_right(unit: &Unit<'_, '_>, found: &CodeSpan<'_>, expected: &CodeSpan<'_>, in_full: bool) -> bool {
    let (own, english) = (found.text.trim(), expected.text.trim());
    let tag = english.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|inside| inside.contains('='));
    let bare = english.trim_end_matches(['.', ',', ';', ':', '/']);
    // A name may be said with what it belongs to, a file in the folder of the locale.
    let whole = || [(own, english), (english, own)].iter().any(|(long, short)| is_part(short, long));
    let folder = || unit.locale().is_some_and(|locale| is_localized(own, english, locale));
    // A word among texts for people is one itself.
    let beside = || unit.english.codes().iter().any(|code| is_prose(code.text.trim()));
    let word = || english.bytes().all(|byte| byte.is_ascii_lowercase()) && !own.is_ascii() && beside();
    let plain = !unit.is_bilingual();
    // The path of an example leads into the folder of the reader's locale.
    let own_folder = || {
        let [(mine, rest), (theirs, other)] =
            [own, english].map(|path| path.trim_start_matches('/').split_once('/').unwrap_or_default());
        let is_reader = |name: &str| {
            Locale::parse(name).is_some_and(|named| unit.locale().is_some_and(|locale| named.is_in(locale)))
        };
        rest == other && !rest.is_empty() && is_reader(mine) && Locale::parse(theirs).is_some()
    };
    // What English puts behind a name in code is no code.
    let genitive = || own.replace('’', "'") == english && english.ends_with("'s");
    let comment = english.starts_with("# ");
    let slip = || {
        let page = &unit.english.view.page;
        let stands = |(at, _): &(usize, &str)| !page.text[..*at].ends_with('-');
        let once = || page.text.match_indices(english).filter(stands).count() == 1;
        let near = strsim::damerau_levenshtein(own, english) <= 2;
        let elsewhere = |fence: &Fence<'_>| holds(fence.content.of(page.text), own);
        near && own.len() > 4 && !page.fences.is_empty() && once() && page.fences.iter().any(elsewhere)
    };
    comment
        || own.trim_end_matches('/') == bare
        || tag == Some(own)
        || plain && (whole() || folder() || word() || own_folder() || genitive())
        || compare(&found.tokens(), &expected.tokens()).runs_alike()
        || in_full && slip()
}

/// Whether `long` is `short` with what it belongs to before it: `.size`, `loaf.size`.
fn is_part(short: &str, long: &str) -> bool {
    let name = short.len() > 2 && short.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    name && long.strip_suffix(short).is_some_and(|owner| owner.ends_with('.'))
}

fn code_items(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if let Some((found, command)) = changed_command(unit) {
        return report_command(unit, (unit.own.span, found), command, sink);
    }
    if unit.equal || !unit.signs.any(&['*']) || unit.own.strong().len() != unit.english.strong().len() {
        return;
    }
    for (own, english) in unit.own.strong().iter().zip(unit.english.strong()) {
        let (found, _) = bare(unit.own.at(*own));
        let (command, bold) = bare(unit.english.at(*english));
        let is_changed = || is_command(command, bold) || is_program_kept(found, command);
        if !same(found, command) && is_changed() && !unit.own.text().contains(command) {
            report_command(unit, (*own, found), command, sink);
        }
    }
}

fn report_command(unit: &Unit<'_, '_>, (place, found): (Span, &str), command: &str, sink: &mut Sink) {
    let program = command.split_whitespace().next().unwrap_or_default();
    sink.report(
        unit.doc,
        Found {
            span: unit.own.in_file(place),
            message: format!("the command `{command}` was changed to `{found}`"),
            expected: Some(command.to_owned()),
            found: Some(found.to_owned()),
            hint: !unit.is_bilingual()
                && (unit.loose || !is_program(program) && !command.contains(" -") && !command.contains('\\')),
            ..Found::default()
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_commands_of_a_menu_are_told_by_their_form() {
        for key in ["Ctrl+Shift+B", "Enter", "F5", "Cmd+K"] {
            assert!(is_key(key), "{key}");
        }
        for code in ["enter", "A+B+", "Loaf", "a+b", "Tab+Loaf", "A"] {
            assert!(!is_key(code), "{code}");
        }
        assert!(is_part("size", "loaf.size") && !is_part("size", "loafsize") && !is_part("on", "loaf.on"));
        assert!(is_pattern("{loaf} {size}") && !is_pattern("{loaf}") && !is_pattern("/{loaf}/{size}"));
        assert!(is_menu_command("Bakery Desk: Open a Loaf") && is_menu_command("Bakery: Reset"));
        assert!(!is_menu_command("docs: open a loaf") && !is_menu_command("Note: open it"));
    }
}
