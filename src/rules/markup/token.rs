//! Syntax that a translation changed or lost.

mod instead;
mod known;
mod lacking;

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::Severity;
use crate::group::{Alignment, Pair};
use crate::markup::{Counts, SIGNS, Token, tokens, unformatted};
use crate::page::Page;
use crate::rule::{Family, Rule};
use crate::rules::token::is_slip;
use crate::span::{Span, line_start};

use self::instead::Stock;
use self::known::{Kinds, Known, Numbers, beyond};
use self::lacking::{Lacking, Looked, is_in_hole};
use super::block::opening;
use super::place::{Part, before};
use super::typo;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "markup-token",
    family: Family::Structure,
    severity: Severity::Error,
    plain: Severity::Info,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "What the docs framework reads as syntax was translated, changed or lost: a component, an import, an admonition, a \
        shortcode, an include, the id of a heading, the language of a code block.",
    why: "the page does not build, a box or an example is missing, or links lead nowhere",
    passes: "Titles, labels and other texts inside the syntax, order within a section, sections that only one page has, syntax \
        that moved to another section, the case of an alert, and comments in the code of MDX. On plain pages it is more than an info \
        where a keyword was translated or misspelt, where what closes something is lost, and where MDX reads a tag that is none.",
    fix: "Restore the syntax as the English has it, and translate only the texts in it.",
    example: "-:::attention Gare à la corde\n+:::caution Gare à la corde",
}
.by(Check::Pair(syntax))];

fn syntax(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let signs = signs(pair);
    let (own, english) = (tokens(&pair.view.page, &signs), tokens(&pair.reference.page, &signs));
    if !own.is_empty() || !english.is_empty() {
        let mut numbers = Numbers::default();
        let (own, english) = (numbers.number(&own), numbers.number(&english));
        let (moved, looked) = (Excess::new(&own, &english), Looked::of(pair));
        for part in parts(pair) {
            let tokens = (within(&own, part.own), within(&english, part.english));
            compare(pair, &part, tokens, (&moved, &looked), sink);
        }
    }
    let alignment = pair.alignment.iter().flat_map(|alignment| &alignment.fences);
    alignment.copied().for_each(|fences| opening(pair, fences, sink));
}

/// The signs of syntax that can differ: what both readings of a bilingual page share is the same.
fn signs(pair: &Pair<'_, '_>) -> BTreeSet<&'static str> {
    if !pair.is_bilingual() {
        return SIGNS.clone();
    }
    pair.differing(SIGNS.iter().copied()).collect()
}

/// The segments of a bilingual page, the sections of a plain one.
fn parts(pair: &Pair<'_, '_>) -> Vec<Part> {
    if pair.is_bilingual() {
        return pair.units().iter().map(|unit| Part { own: unit.own.span, english: unit.english.span }).collect();
    }
    let Some(Alignment { sections, .. }) = &pair.alignment else { return Vec::new() };
    let (mine, theirs) = (&pair.view.page, &pair.reference.page);
    let pairs = sections.iter().filter_map(|(own, english)| own.zip(*english));
    pairs.map(|(own, english)| Part { own: mine.extent(own), english: theirs.extent(english) }).collect()
}

fn within<'k, 't>(tokens: &'k [Known<'t>], part: Span) -> &'k [Known<'t>] {
    let first = tokens.partition_point(|token| token.span.start < part.start);
    let count = tokens[first..].partition_point(|token| token.span.start < part.end);
    &tokens[first..first + count]
}

/// What the pages as a whole have more of than the other one. The rest only stands in another section.
struct Excess {
    own: Kinds,
    english: Kinds,
    /// All that the English has.
    all: Kinds,
}

impl Excess {
    fn new(own: &[Known<'_>], english: &[Known<'_>]) -> Self {
        let beyond = |some, others| beyond(some, others).iter().collect();
        Self { own: beyond(own, english), english: beyond(english, own), all: english.iter().collect() }
    }
}

/// Whether a page needs what it lacks is asked so often: one that lacks more imports is another page.
const MOST_ASKED: usize = 1_000;

fn compare(
    pair: &Pair<'_, '_>,
    part: &Part,
    (own, english): (&[Known<'_>], &[Known<'_>]),
    (moved, looked): (&Excess, &Looked<'_>),
    sink: &mut Sink,
) {
    let mut added = beyond(own, english);
    added.retain(|token| moved.own.has(token));
    let mut lost = beyond(english, own);
    lost.retain(|token| moved.english.has(token));
    let mut stock = Stock::new((pair.view.page.text, pair.reference.page.text), added, &moved.all);
    // Values of the same attribute stand for each other before others do.
    let (first, later): (Vec<_>, Vec<_>) = lost.into_iter().partition(|token| stock.has_likely(token));
    let mut told: Vec<(Known<'_>, Option<Known<'_>>)> =
        first.into_iter().chain(later).map(|token| (token, stock.take(&token))).collect();
    if told.iter().any(|(_, instead)| instead.is_none()) {
        let mut lacking = Lacking::new(&looked.order, (own, english));
        for (token, _) in told.iter_mut().filter(|(_, instead)| instead.is_none()) {
            *token = lacking.first(*token);
        }
    }
    let gone: HashSet<&str> =
        told.iter().filter(|(lost, _)| lost.owner.is_empty()).map(|(lost, _)| &*lost.token.value).collect();
    let (mut changed, mut missing) = (HashSet::new(), Kinds::default());
    let asked = Cell::new(0);
    for &(token, instead) in &told {
        // What was given to something that is lost is lost with it, and what closes it.
        let with_it = gone.contains(&*token.owner)
            || token.value.strip_prefix('/').is_some_and(|name| gone.contains(name.trim()));
        let is_known = match instead {
            Some(instead) => !changed.insert((token.span, instead.span)),
            None => missing.has(&token),
        };
        if instead.is_none() {
            missing.insert(&token);
        }
        let name = |token: &Token| token.value.rsplit_once(' ').map(|(name, _)| name.to_owned());
        let is_named = || instead.is_some_and(|instead| name(&instead) == name(&token));
        let is_needed = token.construct.is_needed;
        let needed = || {
            is_needed.is_none_or(|is_needed| {
                let asked = asked.replace(asked.get() + 1);
                is_named() || asked < MOST_ASKED && is_needed(&token.value, pair.view.page.text)
            })
        };
        let counts = token.construct.counts == Counts::Lost && !is_known;
        let in_hole = || instead.is_none() && is_in_hole(pair, &looked.lost, token.span);
        let said = || token.construct.noun == "the text in braces" && is_said(&token, &pair.view.page);
        // `<loaf-name>` is what a reader fills in, and may stand in code.
        let stands = || {
            let shown = token.span.of(pair.reference.page.text);
            let is_fill_in =
                shown.strip_prefix('<').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
            instead.is_none() && is_fill_in && looked.is_as_often(pair, shown)
        };
        // No kind of admonition has a capital: the page has what the English meant.
        let is_mended = || {
            // A site knows no kind of box that has capitals, so none was lost that was translated.
            let is_translated = instead.is_some_and(|own| !own.value.is_ascii());
            if token.construct.sign == ":::" && token.value.chars().any(|c| c.is_ascii_uppercase()) && is_translated {
                return true;
            }
            // A footnote may have another name, with its text.
            let times = |note: &Known<'_>| pair.view.page.text.matches(note.value.trim_end_matches(':')).count();
            let note = instead.filter(|own| own.construct.noun == "the footnote");
            let may_ask = || asked.replace(asked.get() + 1) < MOST_ASKED;
            if note.is_some_and(|own| may_ask() && times(&own) > 1 && times(&token) == 0) {
                return true;
            }
            // Alerts are read in any case.
            let alert = instead.filter(|_| token.construct.noun == "the alert");
            if alert.is_some_and(|own| own.value.eq_ignore_ascii_case(&token.value)) {
                return true;
            }
            let own = instead.filter(|_| token.construct.noun == "the admonition");
            own.is_some_and(|own| own.value != token.value && own.value == token.value.to_lowercase())
        };
        if counts && (instead.is_some() || !with_it) && needed() && !in_hole() && !said() && !stands() && !is_mended() {
            sink.report_with(pair.doc, || found(pair, part, (token.token, instead.map(|instead| instead.token))));
        }
    }
    // What is indented so far is code, or text of a list.
    let is_indented = |token: &Token| {
        let text = pair.view.page.text;
        let line = &text[line_start(text, token.span.start)..token.span.start];
        line.starts_with("    ") || line.starts_with('\t')
    };
    let is_quoted = |token: &Token| {
        let text = &pair.view.page.text[..token.span.start];
        let line = &text[line_start(text, text.len())..];
        // `title="move <steps>"`: nothing but the value of an attribute ends the quotation.
        let is_value = line.rfind("=\"").is_some_and(|at| !line[at + 2..].contains('"') && line[..at].contains('<'));
        is_value
            || ["'", "\"", "`"]
                .iter()
                .any(|quote| line.rfind(&format!("{{{quote}")) > line.rfind(&format!("{quote}}}")))
    };
    // What is opened and closed is meant.
    let is_pair = |token: &Token| {
        let (name, text) = (token.value.trim_start_matches('/'), pair.view.page.text);
        text.contains(&format!("</{name}>"))
            && (text.contains(&format!("<{name}>")) || text.contains(&format!("<{name} ")))
    };
    let is_added = |token: &Token| token.construct.counts == Counts::Added && !is_pair(token);
    let is_tag = |token: &&Token| is_added(token) && !is_indented(token) && !is_quoted(token);
    for token in stock.rest().iter().map(|token| token.token).filter(is_tag) {
        let shown = token.span.of(pair.view.page.text);
        let span = pair.view.reading.in_file(token.span);
        let message =
            format!("`{shown}` is read as a tag here and is none in English: write `&lt;` or restore the tag");
        let found = Some(shown.to_owned());
        // But in MDX, no tag has a `_` in its name.
        let certain = pair.doc.file.format().is_mdx();
        let hint = shown.contains('_') && !certain;
        sink.report(pair.doc, Found { span, message, found, lesser: true, hint, certain, ..Found::default() });
    }
}

/// Whether the page has what braces quote in English in another notation.
fn is_said(token: &Token, own: &Page<'_>) -> bool {
    let text = token.value.trim_matches(['\'', '"']);
    let plain = || !text.contains(['{', '}']) && own.text.contains(&text.replace('<', "&lt;").replace('>', "&gt;"));
    own.code_spans.iter().any(|code| code.text.contains(text)) || plain()
}

/// The first line of a token that says something.
fn shown<'t>(token: &Token, text: &'t str) -> &'t str {
    let mut lines = token.span.of(text).lines().map(str::trim);
    lines.find(|line| line.contains(char::is_alphanumeric)).unwrap_or_else(|| token.span.of(text).trim())
}

/// The first lines in which two tokens differ, where one of them has such a line.
fn differing<'t>(one: (&Token, &'t str), other: (&Token, &'t str)) -> (Option<&'t str>, Option<&'t str>) {
    let lines = |(token, text): (&Token, &'t str)| -> Vec<&'t str> {
        token.span.of(text).lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    };
    let (mine, theirs) = (lines(one), lines(other));
    let same = |(one, other): &(&&str, &&str)| unformatted(one) == unformatted(other);
    let start = mine.iter().zip(&theirs).take_while(same).count();
    let (mine, theirs) = (&mine[start..], &theirs[start..]);
    let end = mine.iter().rev().zip(theirs.iter().rev()).take_while(same).count();
    (mine[..mine.len() - end].first().copied(), theirs[..theirs.len() - end].first().copied())
}

fn found(pair: &Pair<'_, '_>, part: &Part, (token, instead): (&Token, Option<&Token>)) -> Found {
    let (own, english) = (&pair.view.page, &pair.reference.page);
    let noun = token.construct.noun;
    let (found, expected) = match instead {
        Some(instead) => differing((instead, own.text), (token, english.text)),
        None => (None, Some(shown(token, english.text))),
    };
    let message = match (expected, found) {
        (Some(expected), Some(found)) => format!("{noun} `{expected}` was changed to `{found}`"),
        (Some(expected), None) if instead.is_some() => format!("`{expected}` was lost in {noun}"),
        (Some(expected), None) => format!("{noun} `{expected}` was lost"),
        (None, Some(found)) => format!("`{found}` was added to {noun}"),
        (None, None) => format!("{noun} has other line breaks"),
    };
    let is_end = token.value.starts_with("end");
    // Where one of the components is missing, the others stand for others.
    let uneven = {
        let times = |text: &str| text.matches(&format!("<{}", token.owner)).count();
        !token.owner.is_empty() && times(own.text) != times(english.text)
    };
    let place = instead.map_or_else(|| before(pair, part, token.span), |instead| instead.span);
    let there = pair.reference.reading.in_file(token.span);
    Found {
        span: pair.view.reading.in_file(place),
        message,
        expected: expected.map(str::to_owned),
        found: found.map(str::to_owned),
        certain: is_needed_as_it_is((token, english), instead.map(|instead| (instead, own))),
        // Where the page has much of its own, what is missing may be meant.
        hint: is_shown(token) && instead.is_some()
            || instead.is_some_and(|instead| is_chosen((token, english), (instead, own)))
            // A box of no known kind looks like a note, with its name as the title.
            || instead.is_some() && token.construct.sign == "!!!" && token.value.eq_ignore_ascii_case("note")
            || instead.is_none() && (noun == "the expression" || token.construct.sign == "{%" && !is_end)
            || token.is_id() && !is_linked(token, own)
            || (pair.is_loose() || uneven && instead.is_some())
                && found.zip(expected).is_none_or(|(found, expected)| strsim::damerau_levenshtein(found, expected) > 2),
        // What is missing leaves the page standing, unless it closed or brought something that is there.
        // A tag of a template stands by its name; what is given to it may be another text.
        lesser: !token.construct.breaks
            || instead.is_some_and(|instead| {
                token.construct.sign == "{%" && first_word(&instead.value) == first_word(&token.value)
            })
            || instead.is_none() && !token.value.starts_with('/') && token.construct.is_needed.is_none(),
        repair: instead.and_then(|instead| typo::repair(pair, instead, token)),
        related: vec![related(pair.reference_doc, there, "here is the English".to_owned())],
        ..Found::default()
    }
}

/// Whether no translation can do with what stands instead of a token, or without it: a keyword was translated or misspelt, or what
/// closes something is lost.
fn is_needed_as_it_is((token, english): (&Token, &Page<'_>), instead: Option<(&Token, &Page<'_>)>) -> bool {
    let is_keyword = token.owner.is_empty() && token.construct.noun != "the expression";
    match instead {
        None => token.construct.breaks && token.value.starts_with('/'),
        Some((found, own)) => {
            matches!(token.construct.noun, "the admonition" | "the alert" | "the shortcode") && is_keyword
                || is_keyword && token.value.is_ascii() && !found.value.is_ascii()
                || is_slip((own.text, &found.value), (english.text, &token.value))
        }
    }
}

fn first_word(value: &str) -> &str {
    value.split_whitespace().next().unwrap_or_default()
}

/// Whether a link of the page leads to the place whose id a token is.
fn is_linked(token: &Token, own: &Page<'_>) -> bool {
    let id = token.value.trim_start_matches("id=").trim_matches(|c: char| !c.is_alphanumeric());
    own.text.contains(&format!("#{id})"))
        || own.text.contains(&format!("#{id}\""))
        || own.text.contains(&format!("#{id} "))
}

/// The kinds of boxes that all docs frameworks know.
const BOXES: [&str; 7] = ["note", "tip", "info", "important", "warning", "caution", "danger"];

/// Whether a locale has chosen what stands instead: another kind of box, or a page of another site.
fn is_chosen((token, english): (&Token, &Page<'_>), (instead, own): (&Token, &Page<'_>)) -> bool {
    let is_box = |token: &Token| token.construct.noun == "the admonition" && BOXES.contains(&&*token.value);
    let site = |token: &Token, page: &Page<'_>| {
        let (_, rest) = token.span.of(page.text).split_once("://")?;
        rest.split(['/', '"', '\'']).next().map(str::to_owned)
    };
    let sites = site(token, english).zip(site(instead, own));
    is_box(token) && is_box(instead) || sites.is_some_and(|(one, other)| one != other)
}

/// Whether what differs is which film, picture or sound is shown: a locale may have one in its language.
fn is_shown(token: &Token) -> bool {
    const PLAYERS: [&str; 8] = ["youtube", "bilibili", "vimeo", "video", "audio", "iframe", "embed", "asciinema"];
    let name = format!("{} {}", token.owner, token.value).to_lowercase();
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| PLAYERS.contains(&word))
}
