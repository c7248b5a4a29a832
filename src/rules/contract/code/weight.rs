//! How certain it is that a block of a plain page runs otherwise than that of its English.

use std::collections::{HashMap, HashSet};

use super::block::Block;
use super::spoken::{
    is_abridged, is_beside_template, is_between_tags, is_filled_in, is_in_pattern, is_said, is_title_of_column,
    is_value, without_quoted,
};
use crate::page::{CodeToken, Role};
use crate::rules::token::places;

/// What a difference of two blocks is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// All lines of the English stand in the block as well.
    None,
    /// Another example, another block, other code, or a text for people.
    Unsure,
    /// A word of the same line that was translated or misspelt.
    Damaged,
}

/// Of blocks that share less than this, nobody can tell whether one stands for the other.
const ALIKE: f64 = 0.65;
/// Blocks of the same signs between as many words need share no more than this.
const FORM: f64 = 0.4;
/// Blocks that share so much are the same, wherever they stand.
const SAME: f64 = 0.85;

/// Weighs the difference of two blocks. On a `loose` page the neighbours of a block say nothing about it. What the pages around
/// say is asked where `in_full`.
pub(super) fn weigh(own: Block<'_, '_>, english: Block<'_, '_>, loose: bool, in_full: bool) -> Weight {
    if let Some(weight) = held(own, english) {
        return weight;
    }
    let joined = |block| signs(block, &[]).concat();
    if joined(own) == joined(english) {
        return Weight::None;
    }
    if !in_full {
        return Weight::Unsure;
    }
    let likeness = match likeness(words(own.tokens), words(english.tokens)) {
        likeness if likeness > FORM && form(own).eq(form(english)) => 1.0,
        likeness => likeness,
    };
    if likeness < if loose { SAME } else { ALIKE } {
        return Weight::Unsure;
    }
    let (mine, theirs) = (own.line(), english.line());
    let (Some(one), Some(other)) = (own.tokens.get(own.at), english.tokens.get(english.at)) else {
        return Weight::Unsure;
    };
    let sorted = |line: &[&CodeToken<'_>]| {
        let mut texts: Vec<String> =
            line.iter().filter(|token| token.role != Role::Text).map(|token| token.text.to_owned()).collect();
        texts.sort_unstable();
        texts
    };
    // What was moved in its line, and brackets that may be left out.
    if sorted(&mine) == sorted(&theirs) || signs(own, &["(", ")"]) == signs(english, &["(", ")"]) {
        return Weight::Unsure;
    }
    // A word that the English page has once, where it has that of the page elsewhere, is a slip of the English; and one that it
    // has between other words is another name of the same.
    let times = |text: &str| places(english.text, text).count();
    let once = times(other.text) == 1 && times(one.text) > 1;
    let is_named =
        || english.text.contains(&format!("`{}`", one.text)) || english.text.contains(&format!(" {}`", one.text));
    if one.text.len() > 2 && (once || is_spelled_right(one, english)) || is_named() {
        return Weight::Unsure;
    }
    if is_abridged(own) || is_abridged(english) || is_said(english) || is_sample(own, english) {
        return Weight::Unsure;
    }
    let is_key = english.tokens.get(english.at + 1).is_some_and(|next| next.text == ":");
    let strings = one.role == Role::String && other.role == Role::String && !is_key;
    let is_said = || !one.text.is_ascii() && !other.text.contains('/');
    if strings && (english.is_localized || is_said() || without_quoted(one.text) == without_quoted(other.text))
        || is_value(own, english)
        || is_filled_in(english)
        || is_between_tags(english)
        || is_beside_template(english)
        || is_title_of_column(one, other, is_key)
        || is_in_pattern(english) && !one.text.is_ascii()
        || is_renamed_throughout(own, english)
        || is_numbered(one, english)
        || is_of_sentence(own)
    {
        return Weight::Unsure;
    }
    let differ = mine.iter().zip(&theirs).filter(|(mine, theirs)| mine.text != theirs.text).count();
    let same_line = mine.len() == theirs.len() && (differ == 1 || differ * 4 <= mine.len());
    match same_line && !strings && is_damaged(one, other) && !is_mended(one, english) {
        true => Weight::Damaged,
        false => Weight::Unsure,
    }
}

/// Whether the sign that differs is one of the reader's language, between its words.
fn is_of_sentence(own: Block<'_, '_>) -> bool {
    let is_foreign = |c: char| !c.is_ascii();
    let one = &own.tokens[own.at];
    one.text.chars().all(|c| is_foreign(c) && !c.is_alphanumeric())
        && own.line().iter().any(|token| token.text.chars().any(|c| is_foreign(c) && c.is_alphabetic()))
}

/// Whether the word of the page is that of the English with a number behind it, which the English has several times: two variables
/// of one name cannot stand in one block.
fn is_numbered(own: &CodeToken<'_>, english: Block<'_, '_>) -> bool {
    let other = english.tokens[english.at].text;
    let number = own.text.strip_prefix(other).unwrap_or_default();
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && other.ends_with(|c: char| c.is_ascii_alphabetic())
        && english.tokens.iter().filter(|token| token.text == other).count() > 1
}

/// Whether a text of the example, in a string or a pattern, is another one wherever the page speaks of it.
fn is_renamed_throughout(own: Block<'_, '_>, english: Block<'_, '_>) -> bool {
    let (Some(one), Some(other)) = (own.tokens.get(own.at), english.tokens.get(english.at)) else { return false };
    let before = english.at.checked_sub(1).and_then(|before| english.tokens.get(before));
    let is_text = other.role == Role::String || before.is_some_and(|sign| sign.text == "/");
    let (one, other) = (one.inside().trim_matches('/'), other.inside().trim_matches('/'));
    let times = |text: &str, words: &str| text.to_lowercase().matches(&words.to_lowercase()).count();
    is_text
        && !one.is_ascii()
        && times(own.text, one) > 1
        && times(english.text, other) > 1
        && times(own.text, other) == 0
}

/// The weight of blocks of which one holds all lines of the other.
fn held(own: Block<'_, '_>, english: Block<'_, '_>) -> Option<Weight> {
    let (mine, theirs) = (own.lines(), english.lines());
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // What is run in one may stand behind a comment in the other: `# bake`, or what it prints.
    let raw = folded(own.code);
    let [known, wanted] = [&mine, &theirs].map(|lines| lines.iter().collect::<HashSet<&Vec<&str>>>());
    let is_there = |line: &&Vec<&str>| known.contains(line) || line.len() > 1 && raw.contains(&line.join(" "));
    if !theirs.iter().all(|line| is_there(&line) || spelled(english, line).is_some_and(|line| raw.contains(&line))) {
        return None;
    }
    let more = mine.iter().any(|line| !wanted.contains(line));
    Some(if more && mine.len() > theirs.len() { Weight::Unsure } else { Weight::None })
}

/// How the English writes a line.
fn spelled(english: Block<'_, '_>, line: &[&str]) -> Option<String> {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = bare(&line.join(""));
    let found = english.code.lines().find(|text| bare(text.trim_start_matches(['$', '%', '>', ' '])) == wanted)?;
    Some(folded(found.trim_start_matches(['$', '%', '>', ' ']))).filter(|text| text.len() > 3)
}

/// What of a block matters: no commas and semicolons, and none of the `others`.
fn signs<'t>(block: Block<'t, '_>, others: &[&str]) -> Vec<&'t str> {
    let idle = |text: &str| matches!(text, "," | ";") || others.contains(&text);
    let counts = |token: &&CodeToken<'t>| !idle(token.text) && token.role != Role::Text;
    block.tokens.iter().filter(counts).map(|token| token.text).collect()
}

/// The signs of a block, with nothing in the place of each word.
fn form<'t>(block: Block<'t, '_>) -> impl Iterator<Item = &'t str> {
    let tokens = block.tokens.iter().filter(|token| token.role != Role::Text);
    tokens.map(|token| if token.text.contains(char::is_alphanumeric) { "" } else { token.text })
}

/// How often each word of a block stands there.
fn words<'t>(tokens: &[CodeToken<'t>]) -> HashMap<&'t str, usize> {
    let mut words = HashMap::new();
    let says = |token: &&CodeToken<'_>| token.role != Role::Text && token.text.contains(char::is_alphanumeric);
    tokens.iter().filter(says).for_each(|token| *words.entry(token.text).or_default() += 1);
    words
}

/// The share of the words that two blocks have in common.
fn likeness(own: HashMap<&str, usize>, english: HashMap<&str, usize>) -> f64 {
    let common: usize = own.iter().map(|(word, count)| english.get(word).map_or(0, |other| *count.min(other))).sum();
    let most = own.values().sum::<usize>().max(english.values().sum()).max(1);
    let [common, most] = [common, most].map(|count| u32::try_from(count).map_or(f64::MAX, f64::from));
    common / most
}

/// Whether the word of the page is one that the English page has elsewhere in another case, and the English has the other once
/// or twice.
fn is_spelled_right(own: &CodeToken<'_>, english: Block<'_, '_>) -> bool {
    let other = english.tokens[english.at].text;
    own.text.is_ascii()
        && own.text.len() > 4
        && strsim::damerau_levenshtein(own.text, other) <= 2
        && english.text.matches(other).count() < 3
        && english.text.to_lowercase().contains(&own.text.to_lowercase())
        && !other.to_lowercase().contains(&own.text.to_lowercase())
}

/// Words that a name has where another one could stand.
const SAMPLES: [&str; 16] = [
    "arbitrary",
    "bar",
    "baz",
    "demo",
    "example",
    "foo",
    "here",
    "my",
    "name",
    "path",
    "placeholder",
    "sample",
    "some",
    "todo",
    "unique",
    "your",
];
/// Keys and options whose values are names that people choose.
const NAMING: [&str; 10] =
    ["name", "title", "label", "description", "message", "user", "username", "group", "echo", "summary"];

/// Whether the difference lies in a name or a text that people choose.
fn is_sample(own: Block<'_, '_>, english: Block<'_, '_>) -> bool {
    let (one, other) = (&own.tokens[own.at], &english.tokens[english.at]);
    let near = strsim::damerau_levenshtein(one.text, other.text) <= 2;
    let word = {
        let span = other.span;
        let is_part = |c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | ',' | '(' | ')' | ':' | '=');
        let start = english.text[..span.start].rfind(|c| !is_part(c)).map_or(0, |at| at + 1);
        let start = (start..=span.start).find(|&at| english.text.is_char_boundary(at)).unwrap_or(span.start);
        let end = english.text[span.end..].find(|c| !is_part(c)).map_or(english.text.len(), |end| span.end + end);
        english.text[start..end].to_lowercase()
    };
    let shows = || {
        let mut parts = word.split(|c: char| !c.is_ascii_alphabetic());
        let wordy = !word.contains("://") && word.contains(['-', '_', ' ', '/']);
        wordy && parts.any(|part| SAMPLES.contains(&part))
    };
    let named = || {
        let before = english.tokens[..english.at].iter().rev().find(|token| token.text.contains(char::is_alphanumeric));
        let same_line = |token: &&CodeToken<'_>| {
            english.text[token.span.end..other.span.start].chars().all(|c| " :='\"-".contains(c))
        };
        before.filter(same_line).is_some_and(|token| NAMING.contains(&token.inside().to_lowercase().as_str()))
    };
    let chosen = || {
        let is_word = |text: &str| text.chars().all(|c| c.is_alphabetic() || "[] !?.,:…".contains(c));
        let both = one.role == Role::String && other.role == Role::String;
        let is_key = english.tokens.get(english.at + 1).is_some_and(|next| next.text == ":");
        both && !is_key && is_word(other.inside()) && is_word(one.inside())
    };
    let case = || {
        let words = english.line_text().split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count();
        one.text.eq_ignore_ascii_case(other.text) && (other.role == Role::FillIn || words > 4)
    };
    let fills = other.role == Role::FillIn && !near;
    let is_blank = |text: &str| text.len() > 1 && text.chars().all(|c| matches!(c, 'x' | 'X'));
    let blank = [one.text, other.text].iter().any(|text| is_blank(text) || text.to_lowercase().starts_with("your"));
    fills
        || blank
        || case()
        || chosen()
        || is_renamed(own, english)
        || (!near || english.is_shell) && shows()
        || !near && named()
}

/// Whether a name is another one in the whole block.
fn is_renamed(own: Block<'_, '_>, english: Block<'_, '_>) -> bool {
    let (one, other) = (own.tokens[own.at].text, english.tokens[english.at].text);
    let times = |block: &Block<'_, '_>, name: &str| block.tokens.iter().filter(|token| token.text == name).count();
    let is_name = |name: &str| name.len() > 2 && name.contains(char::is_alphabetic);
    let assigned = || english.tokens.get(english.at + 1).is_some_and(|next| next.text == "=");
    let before = |token: &CodeToken<'_>| english.text[..token.span.start].trim_end_matches(' ');
    let at = &english.tokens[english.at];
    let is_called = english.tokens.get(english.at + 1).is_some_and(|next| next.text == "(");
    // What the example itself declares, and what it keeps something in.
    let is_own = || {
        let declared =
            before(at).rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| DECLARES.contains(&word));
        let text = before(at);
        declared || text.ends_with(['$', '@']) || !is_called && text.ends_with("->")
    };
    is_name(one)
        && is_name(other)
        && times(&own, other) == 0
        && times(&english, one) == 0
        && (times(&own, one) > 1 || times(&own, one) == times(&english, other) && assigned() || is_own())
}

/// Words before a name that an example gives.
const DECLARES: [&str; 12] =
    ["class", "const", "def", "fn", "func", "function", "interface", "let", "module", "struct", "val", "var"];

/// Whether code was translated or misspelt.
fn is_damaged(own: &CodeToken<'_>, english: &CodeToken<'_>) -> bool {
    // `ls` and `po` are short for `list` and `pods`.
    let near = english.text.len().min(own.text.len()) > 3
        && strsim::damerau_levenshtein(own.text, english.text) <= 2
        && !own.text.eq_ignore_ascii_case(english.text)
        && english.role != Role::FillIn
        && !english.text.contains(|c: char| c.is_ascii_digit());
    english.text.is_ascii() && !own.text.is_ascii() || near && english.role == Role::Code
}

/// Whether the word of the page is one that the rest of the English block uses, and the English has the other once.
fn is_mended(own: &CodeToken<'_>, english: Block<'_, '_>) -> bool {
    let times = |name: &str| english.tokens.iter().filter(|token| token.text == name).count();
    times(own.text) > 0 && times(english.tokens[english.at].text) == 1
}
