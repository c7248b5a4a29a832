//! Markup inside a text: bold, entities, tags.

use std::sync::LazyLock;

use regex::Regex;

mod marker;

use crate::checker::{Check, Checker, Found, Repair, Sink};
use crate::finding::Severity;
use crate::group::{Slice, Unit};
use crate::page::{Page, PageFormat};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "emphasis",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "The markers of a bold text were broken, escaped or lost.",
        why: "a reader sees asterisks instead of a bold text",
        passes: "`<strong>` for asterisks, italics, bold texts that the English marks wrongly itself, and on sites of MkDocs markers \
            that touch a letter outside. A bold text that is none any more, without a sign of it, is an info on plain pages.",
        fix: "Put the markers right around the bold text, without blanks inside.",
        example: "-\\*\\*Hinweis:\\*\\* Pakete sind schwer.\n+**Hinweis:** Pakete sind schwer.",
    }
    .by(Check::Unit(emphasis)),
    Rule {
        name: "entity",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "A character entity was broken, or stands in code, where none is read.",
        why: "a reader sees `& lt;` instead of `<`",
        passes: "Entities that are broken in English as well.",
        fix: "Write the entity without blanks, in lower case and with its semicolon.",
        example: "-&nbsp ; Grenze\n+&nbsp; Grenze",
    }
    .by(Check::Unit(entities)),
    Rule {
        name: "markup-swallowed",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "An HTML tag of the text was broken.",
        why: "a reader sees the tag, or the text runs together",
        passes: "Tags that are broken in English as well, and tags that the translation left out whole.",
        fix: "Restore the tag as the English has it.",
        example: "-Zeile<br / >Zeile\n+Zeile<br />Zeile",
    }
    .by(Check::Unit(tags)),
];

/// Where the `**` of a text stand, outside code. Escaped ones count as none.
fn markers(slice: &Slice<'_, '_>) -> usize {
    let text = slice.text();
    let in_code = |at: usize| {
        let at = at + slice.span.start;
        slice.codes().iter().any(|code| code.span.start <= at && at < code.span.end)
    };
    text.match_indices("**").filter(|(at, _)| !text[..*at].ends_with('\\') && !in_code(*at)).count()
}

fn bold_tags(text: &str) -> usize {
    text.matches("<strong>").count() + text.matches("<b>").count()
}

fn emphasis(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let own = unit.own.text();
    if unit.equal || !unit.signs.any(&['*']) || unit.english.strong().is_empty() {
        return;
    }
    let english = unit.english.text();
    let bold = |slice: &Slice<'_, '_>| slice.strong().len() + bold_tags(slice.text());
    let (mine, theirs) = (markers(&unit.own), markers(&unit.english));
    // The English must be whole itself.
    if theirs != 2 * unit.english.strong().len() || bold(&unit.own) >= bold(&unit.english) {
        return;
    }
    let words = unit.english.strong().iter().map(|span| unit.english.at(*span).trim_matches('*'));
    let bare = words.filter(|word| !word.is_empty()).find_map(|word| Some((own.find(word)?, word)));
    // A language may quote what English sets in bold.
    let quoted = |at: usize| own[..at].ends_with(['"', '“', '„', '«', '‹', '「', '『', '《', '‘', '\'']);
    let bare = bare.filter(|(at, _)| !quoted(*at));
    if let (0, Some((at, word)), false) = (mine, bare, own.contains("\\*")) {
        let span = Span::new(at, at + word.len()).shifted(unit.own.span.start);
        return sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(span),
                message: format!("`{word}` is not bold any more"),
                expected: Some(format!("**{word}**")),
                found: Some(word.to_owned()),
                // Writers of a language may do without.
                lesser: !unit.is_bilingual(),
                ..Found::default()
            },
        );
    }
    // One alone is a sign of its own on a plain page.
    let is_marker = unit.is_bilingual() || own.matches("\\*").count() > 1;
    let escaped = own.find("\\*").filter(|_| is_marker && !english.contains("\\*"));
    let is_read = |at: usize| {
        let at = unit.own.span.start + at;
        unit.own.strong().iter().any(|span| span.start <= at && at < span.end)
    };
    let unread = own.match_indices("**").map(|(at, _)| at).find(|at| !is_read(*at)).or(own.find("**"));
    let (at, message) = match (escaped, unread) {
        (Some(at), _) => (at, "the markers of a bold text were escaped: readers see asterisks"),
        (None, Some(at)) if mine % 2 == 1 => (at, "a bold text lost one of its markers: readers see asterisks"),
        (None, Some(at)) if mine > 2 * unit.own.strong().len() => match beside(own) {
            Some(_) if unit.doc.dialect.bold_anywhere => return,
            Some((at, why)) => {
                let found = Found { message: format!("{why}: readers see asterisks"), ..Found::default() };
                return report_marker(unit, at, found, sink);
            }
            None if unit.doc.dialect.bold_with_spaces => return,
            None if is_beside_symbol(own) => {
                let message =
                    "on some sites the symbol beside `**` keeps this text from being bold: readers see asterisks";
                return report_marker(
                    unit,
                    at,
                    Found { message: message.to_owned(), hint: true, ..Found::default() },
                    sink,
                );
            }
            None => (at, "the markers of this bold text do not touch it: readers see asterisks"),
        },
        _ => return,
    };
    report_marker(unit, at, Found { message: message.to_owned(), ..Found::default() }, sink);
}

/// Reports the marker at `at`, as `told` says of it.
fn report_marker(unit: &Unit<'_, '_>, at: usize, told: Found, sink: &mut Sink) {
    let file = |span: Span| unit.own.in_file(span.shifted(unit.own.span.start));
    let lost = unit.english.strong().len().saturating_sub(unit.own.strong().len());
    // French sets a blank before a colon.
    let is_spaced = unit.doc.locale.as_ref().is_some_and(|locale| locale.language() == "fr");
    let repair = marker::restored(unit.own.text(), lost, is_spaced)
        .filter(|(place, text)| shows_bold(unit.own.text(), *place, text));
    // Behind a tag that ends the line above, Markdown reads no markers at all.
    let is_raw = |place: Span| {
        let before = &unit.doc.content()[..place.start];
        let above = before.trim_end();
        above.ends_with('>') && before[above.len()..].contains('\n')
    };
    let english = |span: &Span| span.of(unit.english.view.page.text);
    // A bold text that begins or ends with a sign between two words lost one of them.
    let is_torn = |text: &str| is_cut(text) && !unit.english.strong().iter().any(|span| is_cut(english(span)));
    let repair = repair.and_then(|(place, text)| {
        let place = file(place);
        let is_read = told.hint || is_raw(place) || is_torn(&text) || is_power(unit.own.text());
        let repair = if is_read { Repair::risky(text) } else { Repair::safe(text) };
        Some(repair?.at(place))
    });
    let before = unit.own.strong().iter().filter(|span| span.end <= unit.own.span.start + at).count();
    let meant = unit.english.strong().get(before).or(unit.english.strong().first());
    let expected = meant.map(|span| english(span).to_owned());
    let found = Some(marked(&unit.own.text()[at..]).to_owned());
    let span = file(Span::new(at, at + 2));
    // Of three asterisks not every reader of Markdown makes the same.
    let hint = told.hint || !unit.is_bilingual() && unit.own.text().contains("***");
    sink.report(unit.doc, Found { span, expected, found, repair, hint, ..told });
}

/// Whether `**` stands between two numbers or letters, as an operator does: `2 ** n`.
fn is_power(text: &str) -> bool {
    let is_operand = |word: Option<&str>| {
        word.is_some_and(|word| word.len() == 1 || !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.match_indices(" ** ").any(|(at, sign)| {
        let mut before = text[..at].rsplit(|c: char| !c.is_alphanumeric());
        let mut behind = text[at + sign.len()..].split(|c: char| !c.is_alphanumeric());
        is_operand(before.next()) && is_operand(behind.next())
    })
}

/// Whether a bold text begins or ends with a sign that stands between two words.
fn is_cut(bold: &str) -> bool {
    let inside = bold.trim().trim_matches('*').trim();
    inside.starts_with(['→', '>', '/', '|', '–', '—']) || inside.ends_with(['→', '>', '/', '|', '–', '—'])
}

/// Whether readers see more bold texts with `text` at `place`: code may swallow them.
fn shows_bold(own: &str, place: Span, text: &str) -> bool {
    let repaired = format!("{}{text}{}", &own[..place.start], &own[place.end..]);
    let bold = |text: &str| Page::parse(text, PageFormat::MARKDOWN).strong.len();
    bold(&repaired) > bold(own)
}

/// What stands between the markers that a text begins with and the next ones, with both; some words where there are none.
fn marked(text: &str) -> &str {
    const LONGEST: usize = 40;
    let begins = text.find(|c| !matches!(c, '*' | '\\')).unwrap_or(text.len());
    let close = text[begins..].find(['*', '\\']).map(|at| begins + at);
    let end = close.map(|at| at + text[at..].chars().take_while(|c| matches!(c, '*' | '\\')).count());
    let longest = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    text[..end.unwrap_or(longest).min(longest)].lines().next().unwrap_or_default().trim_end()
}

/// The first `**` that cannot open or close a bold text because of what stands beside it, and why.
fn beside(text: &str) -> Option<(usize, String)> {
    let markers = text.match_indices("**").enumerate();
    let mut found = markers.filter_map(|(count, (at, _))| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + 2..].chars().next());
        let (inner, outer) = if count % 2 == 0 { (behind, before) } else { (before, behind) };
        let (inner, outer) = (inner?, outer.unwrap_or(' '));
        let (does, inside, outside) =
            if count % 2 == 0 { ("open", "behind", "before") } else { ("close", "before", "behind") };
        let is_stuck = is_punctuation(inner) && !outer.is_whitespace() && !is_punctuation(outer);
        let why = format!("`**` cannot {does} a bold text between `{inner}` {inside} it and `{outer}` {outside} it");
        is_stuck.then_some((at, why))
    });
    found.next()
}

/// Whether Markdown takes `c` for punctuation.
fn is_punctuation(c: char) -> bool {
    let wide = matches!(c, '\u{2010}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}');
    c.is_ascii_punctuation()
        || wide
        || matches!(c, '«' | '»' | '¡' | '¿' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff65}')
}

/// Whether a symbol stands inside of a marker, and a letter outside of it: `**Kiln™**の`. Symbols are punctuation since CommonMark 0.31
/// alone: <https://spec.commonmark.org/0.31/changes>.
fn is_beside_symbol(text: &str) -> bool {
    let is_symbol = |c: char| !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !is_punctuation(c);
    text.match_indices("**").any(|(at, _)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + 2..].chars().next());
        let is_stuck = |inner: Option<char>, outer: Option<char>| {
            inner.is_some_and(is_symbol) && outer.is_some_and(char::is_alphanumeric)
        };
        is_stuck(before, behind) || is_stuck(behind, before)
    })
}

static BROKEN_ENTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"&\s+(?:lt|gt|amp|nbsp|quot)\s*[;；]|&(?:lt|gt|amp|nbsp|quot)\s+;|&(?:lt|gt|amp|nbsp|quot)；|＆(?:lt|gt|amp|nbsp|quot)[;；]|&(?:LT|GT|Lt|Gt|NBSP|Nbsp|Amp|AMP|Quot)\b|&\s+#\s*[xX]?[0-9a-fA-F]+\s*[;；]|&#\s+[xX]?[0-9a-fA-F]+\s*[;；]")
        .expect("valid")
});

fn entities(unit: &Unit<'_, '_>, sink: &mut Sink) {
    broken(unit, (&BROKEN_ENTITY, whole_entity), "this entity is broken: readers see its letters", sink);
    escaped(unit, sink);
}

/// The entities of signs that need none in code.
const ESCAPED: [(&str, &str); 5] = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];

/// Code spans that show entities, where the English code has the signs themselves.
fn escaped(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let english = unit.english.codes();
    for code in unit.own.codes().iter().filter(|code| code.text.contains('&')) {
        let bare = ESCAPED.iter().fold(code.text.to_string(), |text, (entity, sign)| text.replace(entity, sign));
        let is_known = |text: &str| english.iter().any(|other| other.text == text);
        if bare == code.text || is_known(&code.text) || !is_known(&bare) {
            continue;
        }
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(code.span),
                message: format!("code shows entities as they are: readers see `{}` instead of `{bare}`", code.text),
                repair: Repair::safe(&*bare),
                expected: Some(bare),
                found: Some(code.text.to_string()),
                ..Found::default()
            },
        );
    }
}

static BROKEN_TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<\s+/?(?:br|sub|sup|b|i|em|strong|code|p|ul|li|ol|a)\b[^<>]*>|</?\s*(?:br|sub|sup|strong|code|em|ul|li|ol)\s*/\s+>|＜\s*/?(?:br|sub|sup|b|i|em|strong|code|p|ul|li)\b[^<>＞]*[>＞]|<\s*/\s*(?:br|sub|sup|strong|code|em|ul|li|ol)\s+/?>|<(?:br|sub|sup|strong|code|em|ul|li|ol)\b[^<>]*＞")
        .expect("valid")
});

fn tags(unit: &Unit<'_, '_>, sink: &mut Sink) {
    broken(unit, (&BROKEN_TAG, whole_tag), "this tag is broken: readers see it as text", sink);
}

/// An entity without blanks, in the letters of HTML.
fn whole_entity(broken: &str) -> String {
    let whole: String = broken.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = whole.replace('＆', "&").replace('；', ";");
    if whole.contains('#') { whole } else { whole.to_lowercase() }
}

/// A tag without blanks beside its brackets, in signs of HTML.
fn whole_tag(broken: &str) -> String {
    let inside = broken.replace('＜', "<").replace('＞', ">");
    let inside = inside.trim_start_matches('<').trim_end_matches('>').trim();
    match (inside.strip_prefix('/'), inside.strip_suffix('/')) {
        (Some(name), _) => format!("</{}>", name.trim_matches([' ', '/'])),
        (None, Some(name)) => format!("<{} />", name.trim_end()),
        (None, None) => format!("<{inside}>"),
    }
}

fn broken(unit: &Unit<'_, '_>, (grammar, whole): (&Regex, fn(&str) -> String), message: &str, sink: &mut Sink) {
    let (own, english) = unit.texts();
    if unit.equal || !unit.signs.any(&['&', '<']) || grammar.is_match(english) {
        return;
    }
    // JSX lets white space stand behind the slash.
    let is_mdx = unit.doc.file.format().is_mdx();
    let is_taken = |tag: &str| is_mdx && tag.trim_end_matches('>').trim_end().ends_with('/') && !tag.starts_with("< ");
    for found in grammar.find_iter(own).filter(|found| !is_taken(found.as_str())) {
        let text = whole(found.as_str());
        // A blank beside the entity that the English has not is a part of what broke it.
        let blanks = |(before, behind): (&str, &str)| {
            (before.ends_with(char::is_whitespace), behind.starts_with(char::is_whitespace))
        };
        let mine = blanks((&own[..found.start()], &own[found.end()..]));
        let is_torn = text.starts_with('&') && english.split_once(&*text).is_some_and(|theirs| blanks(theirs) != mine);
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(Span::from(found.range()).shifted(unit.own.span.start)),
                message: message.to_owned(),
                found: Some(found.as_str().to_owned()),
                repair: if is_torn { Repair::risky(text) } else { Repair::safe(text) },
                ..Found::default()
            },
        );
    }
}
