//! Syntax that a translation changed or lost.

use std::collections::BTreeSet;

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::Severity;
use crate::group::{Alignment, Hole, Pair};
use crate::markup::{Counts, SIGNS, Token, tokens, unformatted};
use crate::page::Page;
use crate::rule::{Family, Rule};
use crate::rules::structure::says;
use crate::rules::token::is_slip;
use crate::span::{Span, line_start};

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
    passes: "Titles, labels and other texts inside the syntax, order within a section, sections that only one page has, and syntax \
        that moved to another section. On plain pages it is more than an info where a keyword was translated or misspelt, and \
        where what closes something is lost.",
    fix: "Restore the syntax as the English has it, and translate only the texts in it.",
    example: "-:::attention Gare à la corde\n+:::caution Gare à la corde",
}
.by(Check::Pair(syntax))];

fn syntax(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let signs = signs(pair);
    let (own, english) = (tokens(&pair.view.page, &signs), tokens(&pair.reference.page, &signs));
    if !own.is_empty() || !english.is_empty() {
        let moved = Excess::new(&own, &english);
        for part in parts(pair) {
            compare(pair, &part, (within(&own, part.own), within(&english, part.english)), &moved, sink);
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

fn within(tokens: &[Token], part: Span) -> &[Token] {
    let first = tokens.partition_point(|token| token.span.start < part.start);
    let count = tokens[first..].partition_point(|token| token.span.start < part.end);
    &tokens[first..first + count]
}

/// What the pages as a whole have more of than the other one. The rest only stands in another section.
struct Excess<'t> {
    own: Vec<&'t Token>,
    english: Vec<&'t Token>,
    /// All that the English has.
    all: &'t [Token],
}

impl<'t> Excess<'t> {
    fn new(own: &'t [Token], english: &'t [Token]) -> Self {
        Self { own: beyond(own, english), english: beyond(english, own), all: english }
    }
}

/// What is in `some` and not in `others`, as multisets.
fn beyond<'t>(some: &'t [Token], others: &[Token]) -> Vec<&'t Token> {
    let mut left: Vec<&Token> = others.iter().collect();
    let is_new = |token: &&Token| match left.iter().position(|other| other.is(token)) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    some.iter().filter(is_new).collect()
}

fn compare(
    pair: &Pair<'_, '_>,
    part: &Part,
    (own, english): (&[Token], &[Token]),
    moved: &Excess<'_>,
    sink: &mut Sink,
) {
    let kept = |all: &[&Token], token: &&Token| all.iter().any(|other| other.is(token));
    let mut added: Vec<&Token> = beyond(own, english).into_iter().filter(|token| kept(&moved.own, token)).collect();
    let lost: Vec<&Token> = beyond(english, own).into_iter().filter(|token| kept(&moved.english, token)).collect();
    let likely = |one: &Token, other: &Token| {
        let name = |token: &Token| token.value.split_once('=').map(|(name, _)| name.to_owned());
        one.is_like(other)
            && !is_other_shortcode(pair, other, one)
            && (one.owner.is_empty() || name(one) == name(other))
    };
    let mut told: Vec<(&Token, Option<&Token>)> = Vec::new();
    // Values of the same attribute stand for each other before others do.
    let (first, later): (Vec<&Token>, Vec<&Token>) =
        lost.into_iter().partition(|token| added.iter().any(|other| likely(other, token)));
    for token in first.into_iter().chain(later) {
        // What the English has elsewhere stands for that.
        let is_new = |other: &Token| !moved.all.iter().any(|known| known.is(other));
        let instead = added.iter().position(|other| likely(other, token) && is_new(other));
        let instead = instead.or_else(|| {
            added
                .iter()
                .position(|other| other.is_like(token) && is_new(other) && !is_other_shortcode(pair, token, other))
        });
        told.push((token, instead.map(|at| added.remove(at))));
    }
    for (token, instead) in &mut told {
        if instead.is_none() {
            *token = missing(pair, (own, english), token);
        }
    }
    for (at, &(token, instead)) in told.iter().enumerate() {
        let gone = |name: &str| told.iter().any(|(lost, _)| lost.owner.is_empty() && lost.value == name);
        // What was given to something that is lost is lost with it, and what closes it.
        let with_it = gone(&token.owner) || token.value.strip_prefix('/').is_some_and(|name| gone(name.trim()));
        let known = |&(other, place): &(&Token, Option<&Token>)| match (instead, place) {
            (Some(instead), Some(place)) => other.span == token.span && place.span == instead.span,
            (None, None) => other.is(token),
            _ => false,
        };
        let name = |token: &Token| token.value.rsplit_once(' ').map(|(name, _)| name.to_owned());
        let is_named = || instead.is_some_and(|instead| name(instead) == name(token));
        let is_needed = token.construct.is_needed;
        let needed = is_needed.is_none_or(|is_needed| is_needed(&token.value, pair.view.page.text) || is_named());
        let counts = token.construct.counts == Counts::Lost && !told[..at].iter().any(known);
        let in_hole = || instead.is_none() && is_in_hole(pair, token.span);
        let said = || token.construct.noun == "the text in braces" && is_said(token, &pair.view.page);
        // `<loaf-name>` is what a reader fills in, and may stand in code.
        let stands = || {
            let shown = token.span.of(pair.reference.page.text);
            let times = |page: &Page<'_>| page.text.matches(shown).count();
            let is_fill_in =
                shown.strip_prefix('<').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
            instead.is_none() && is_fill_in && times(&pair.view.page) >= times(&pair.reference.page)
        };
        // No kind of admonition has a capital: the page has what the English meant.
        let is_mended = || {
            let own = instead.filter(|_| token.construct.noun == "the admonition");
            own.is_some_and(|own| own.value != token.value && own.value == token.value.to_lowercase())
        };
        if counts && needed && (instead.is_some() || !with_it) && !in_hole() && !said() && !stands() && !is_mended() {
            report(pair, part, (token, instead), sink);
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
        ["'", "\"", "`"].iter().any(|quote| line.rfind(&format!("{{{quote}")) > line.rfind(&format!("{quote}}}")))
    };
    // What is opened and closed is meant.
    let is_pair = |token: &Token| {
        let (name, text) = (token.value.trim_start_matches('/'), pair.view.page.text);
        text.contains(&format!("</{name}>"))
            && (text.contains(&format!("<{name}>")) || text.contains(&format!("<{name} ")))
    };
    let is_added = |token: &Token| token.construct.counts == Counts::Added && !is_pair(token);
    let is_tag = |token: &&&Token| is_added(token) && !is_indented(token) && !is_quoted(token);
    for token in added.iter().filter(is_tag) {
        let shown = token.span.of(pair.view.page.text);
        let span = pair.view.reading.in_file(token.span);
        let message =
            format!("`{shown}` is read as a tag here and is none in English: write `&lt;` or restore the tag");
        let found = Some(shown.to_owned());
        // But in MDX, no tag has a `_` in its name.
        let hint = shown.contains('_') && !pair.doc.file.format().is_mdx();
        sink.report(pair.doc, Found { span, message, found, lesser: true, hint, certain: true, ..Found::default() });
    }
}

/// Whether two shortcodes differ in their names and in what is given to them: neither is the other one, translated or misspelt.
fn is_other_shortcode(pair: &Pair<'_, '_>, token: &Token, own: &Token) -> bool {
    let given = |page: &Page<'_>, token: &Token| {
        let rest = token.span.of(page.text).split_once(&*token.value).map_or("", |(_, rest)| rest);
        unformatted(rest)
    };
    token.construct.noun == "the shortcode"
        && strsim::damerau_levenshtein(&token.value, &own.value) > 2
        && given(&pair.reference.page, token) != given(&pair.view.page, own)
}

/// Which of several like `token` in English is the one that the page lacks: the first before a text whose counterpart has none
/// before it.
fn missing<'t>(pair: &Pair<'_, '_>, (own, english): (&[Token], &'t [Token]), token: &'t Token) -> &'t Token {
    let same: Vec<&Token> = english.iter().filter(|other| other.is(token)).collect();
    let Some(alignment) = pair.alignment.as_ref().filter(|_| same.len() > 1) else { return token };
    let blocks = &pair.view.page.blocks;
    let is_lacking = |other: &&&Token| {
        let texts = alignment.texts.iter().filter(|(_, text)| text.end > other.span.end);
        let text = texts.min_by_key(|(_, text)| text.start).map(|(mine, _)| *mine);
        // It stands in the text, or between the text and what is before that.
        let has_one = |text: Span| {
            let before = blocks.iter().filter(|block| block.span.end <= text.start).map(|block| block.span.end).max();
            let place = before.unwrap_or(0)..text.end;
            own.iter().any(|mine| mine.is(token) && place.contains(&mine.span.start))
        };
        text.is_some_and(|text| !has_one(text))
    };
    same.iter().find(is_lacking).copied().unwrap_or(token)
}

/// Whether the page has what braces quote in English in another notation.
fn is_said(token: &Token, own: &Page<'_>) -> bool {
    let text = token.value.trim_matches(['\'', '"']);
    let plain = || !text.contains(['{', '}']) && own.text.contains(&text.replace('<', "&lt;").replace('>', "&gt;"));
    own.code_spans.iter().any(|code| code.text.contains(text)) || plain()
}

/// Whether a text that the page lacks stands around or beside `place` of the English, and no text that it has.
fn is_in_hole(pair: &Pair<'_, '_>, place: Span) -> bool {
    let Some(alignment) = &pair.alignment else { return false };
    let blocks = &pair.reference.page.blocks;
    let english = &pair.reference.page;
    let is_told =
        |hole: &Hole| !hole.sentences && english.blocks[hole.blocks.clone()].iter().any(|block| says(english, block));
    let is_lost = |at: usize| alignment.holes.iter().any(|hole| hole.blocks.contains(&at) && is_told(hole));
    let behind = blocks.partition_point(|block| block.span.start <= place.start);
    let text = pair.reference.page.text;
    match behind.checked_sub(1).filter(|&around| place.start < blocks[around].span.end) {
        // A block that is nothing but syntax is no text that is missing.
        Some(around) if blocks[around].span.trimmed(text) == place => {
            is_lost(around + 1) && around.checked_sub(1).is_some_and(is_lost)
        }
        Some(around) => is_lost(around),
        // What holds no text is lost with it only where it stands among what is lost.
        None if place.of(text).ends_with("/>") => is_lost(behind) && behind.checked_sub(1).is_some_and(is_lost),
        None => is_lost(behind) || behind.checked_sub(1).is_some_and(is_lost),
    }
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

fn report(pair: &Pair<'_, '_>, part: &Part, (token, instead): (&Token, Option<&Token>), sink: &mut Sink) {
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
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(place),
            message,
            expected: expected.map(str::to_owned),
            found: found.map(str::to_owned),
            certain: is_needed_as_it_is((token, english), instead.map(|instead| (instead, own))),
            // Where the page has much of its own, what is missing may be meant.
            hint: is_shown(token) && instead.is_some()
                || instead.is_some_and(|instead| is_chosen((token, english), (instead, own)))
                || instead.is_none() && (noun == "the expression" || token.construct.sign == "{%" && !is_end)
                || token.is_id() && !is_linked(token, own)
                || (pair.is_loose() || uneven && instead.is_some())
                    && found
                        .zip(expected)
                        .is_none_or(|(found, expected)| strsim::damerau_levenshtein(found, expected) > 2),
            // What is missing leaves the page standing, unless it closed or brought something that is there.
            lesser: !token.construct.breaks
                || instead.is_none() && !token.value.starts_with('/') && token.construct.is_needed.is_none(),
            repair: instead.and_then(|instead| typo::repair(pair, instead, token)),
            related: vec![related(pair.reference_doc, there, "here is the English".to_owned())],
            ..Found::default()
        },
    );
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
