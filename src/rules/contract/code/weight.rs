//! How certain it is that a block of a plain page runs otherwise than that of its English.

use std::collections::HashMap;

use crate::page::{CodeToken, Role, is_program, is_prose, is_sentence};

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

/// A block: its text, and its tokens with spans in that text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'t, 'b> {
    pub(super) text: &'t str,
    pub(super) code: &'t str,
    pub(super) tokens: &'b [CodeToken<'t>],
    /// The first token that differs.
    pub(super) at: usize,
    /// Whether other texts in it are in the language of the page.
    pub(super) is_localized: bool,
    /// Whether it is said to be for a shell.
    pub(super) is_shell: bool,
}

/// Of blocks that share less than this, nobody can tell whether one stands for the other.
const ALIKE: f64 = 0.65;
/// Blocks of the same signs between as many words need share no more than this.
const FORM: f64 = 0.4;
/// Blocks that share so much are the same, wherever they stand.
const SAME: f64 = 0.85;

/// Weighs the difference of two blocks. On a `loose` page the neighbours of a block say nothing about it.
pub(super) fn weigh(own: Block<'_, '_>, english: Block<'_, '_>, loose: bool) -> Weight {
    if let Some(weight) = held(own, english) {
        return weight;
    }
    let joined = |block| signs(block, &[]).concat();
    if joined(own) == joined(english) {
        return Weight::None;
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
    // A word that the English page has once, where it has that of the page elsewhere, is a slip of the English.
    let once = english.text.matches(other.text).count() == 1 && english.text.matches(one.text).count() > 1;
    if one.text.len() > 2 && (once || is_spelled_right(one, english)) {
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

impl<'t> Block<'t, '_> {
    /// The tokens of the line with the first difference.
    fn line(&self) -> Vec<&CodeToken<'t>> {
        let at = self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.span.start);
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        self.tokens.iter().filter(|token| start <= token.span.start && token.span.start < end).collect()
    }

    /// The text of that line.
    fn line_text(&self) -> &'t str {
        let at = self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.span.start);
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.text[start..].lines().next().unwrap_or_default().trim()
    }

    /// What is run of each line.
    fn lines(&self) -> Vec<Vec<&'t str>> {
        let mut lines: Vec<Vec<&str>> = Vec::new();
        let mut end = 0;
        for token in self.tokens {
            let goes_on = end > 0 && !self.text[end..token.span.start].contains('\n');
            end = token.span.end;
            let text = match token.role {
                Role::Text => continue,
                Role::FillIn => "<>",
                Role::String if is_prose(token.inside()) || !token.text.is_ascii() => "\"\"",
                Role::String => token.inside(),
                Role::Code if matches!(token.text, "," | ";") => continue,
                Role::Code => token.text,
            };
            match lines.last_mut().filter(|_| goes_on) {
                Some(line) => line.push(text),
                None => lines.push(vec![text]),
            }
        }
        // A prompt is not typed.
        for line in lines.iter_mut().filter(|line| line.len() > 1 && matches!(line[0], "$" | "%" | ">" | "+")) {
            line.remove(0);
        }
        lines
    }
}

/// The weight of blocks of which one holds all lines of the other.
fn held(own: Block<'_, '_>, english: Block<'_, '_>) -> Option<Weight> {
    let (mine, theirs) = (own.lines(), english.lines());
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // What is run in one may stand behind a comment in the other: `# bake`, or what it prints.
    let raw = folded(own.code);
    let is_there = |line: &&Vec<&str>| mine.contains(line) || line.len() > 1 && raw.contains(&line.join(" "));
    if !theirs.iter().all(|line| is_there(&line) || spelled(english, line).is_some_and(|line| raw.contains(&line))) {
        return None;
    }
    let more = mine.iter().any(|line| !theirs.contains(line));
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

/// Whether the block leaves something out where it differs.
fn is_abridged(block: Block<'_, '_>) -> bool {
    let line = block.line_text();
    line.contains("...") || line.contains('…')
}

/// Whether the line is for people: prose in a terminal, or a comment of another language.
fn is_said(english: Block<'_, '_>) -> bool {
    let line = english.line_text();
    let text = line.split(" //").next().unwrap_or_default();
    let is_terminal = !line.contains(['{', '(', '=', ';']) && line.split_whitespace().count() > 3;
    let place = english.tokens.get(english.at).map_or(0, |token| token.span.start);
    let start = english.text[..place].rfind('\n').map_or(0, |end| end + 1);
    let behind = [" //", "  # ", " -- "].iter().any(|mark| english.text[start..place].contains(mark));
    let is_listed =
        line.starts_with(['#', '-', '*', '>']) && is_prose(line.trim_start_matches(['#', '-', '*', '>', ' ']));
    // A label of what a program prints, or a word between two blocks.
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let is_label = line.split_once(": ").is_some_and(|(label, _)| is_capital(label));
    let is_word = !line.is_empty() && line.chars().all(char::is_lowercase);
    behind
        || is_label
        || is_word
        || is_listed
        || is_joined(english, line)
        || is_terminal && (is_prose(text) || is_sentence(text))
}

/// Whether what differs only joins what stands beside it, in a line that no program reads: `200 or 204`.
fn is_joined(english: Block<'_, '_>, line: &str) -> bool {
    let word = english.tokens.get(english.at).map_or("", |token| token.text);
    let runs = line.split_whitespace().next().is_some_and(|first| is_program(first.trim_start_matches(['$', '>'])));
    english.is_shell && matches!(&*word.to_lowercase(), "or" | "and" | "to") && !runs
}

/// A string without the strings in it.
fn without_quoted(text: &str) -> Vec<&str> {
    let inside = text.get(1..text.len() - 1).unwrap_or_default();
    let mark = if inside.contains('"') { '"' } else { '\'' };
    if inside.contains(mark) { inside.split(mark).step_by(2).collect() } else { vec![text] }
}

/// Whether what differs is the value of a setting in a command, in words of the language: `host=<窯のアドレス>`.
fn is_value(own: Block<'_, '_>, english: Block<'_, '_>) -> bool {
    let before = english.at.checked_sub(1).and_then(|at| english.tokens.get(at));
    english.is_shell && before.is_some_and(|before| before.text == "=") && !own.tokens[own.at].text.is_ascii()
}

/// Whether what differs is text that a reader sees between two tags of a line, in whatever language they stand.
fn is_between_tags(english: Block<'_, '_>) -> bool {
    let line = english.line_text();
    let Some(token) = english.tokens.get(english.at) else { return false };
    let start = english.text[..token.span.start].rfind('\n').map_or(0, |end| end + 1);
    let before = &english.text[start..token.span.start];
    let behind = &english.text[token.span.end..];
    let tag = before.rfind('<').map(|at| &before[at + 1..]);
    let opened = tag.and_then(|tag| tag.split_once('>')).is_some_and(|(name, text)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !name.ends_with(['-', '=', '?'])
            && !text.contains(['{', '}', ';'])
    });
    let closes = behind.lines().next().unwrap_or_default().find('<').is_some_and(|at| behind[at..].starts_with("</"));
    line.contains("</") && opened && closes
}

/// Whether what differs stands among words in braces or brackets, which no program takes for a name: `${address of the oven}`.
fn is_filled_in(english: Block<'_, '_>) -> bool {
    let Some(token) = english.tokens.get(english.at) else { return false };
    let (before, behind) = (&english.text[..token.span.start], &english.text[token.span.start..]);
    let open = before.rfind(['{', '}', '(', ')', '\n']).filter(|&at| before[at..].starts_with(['{', '(']));
    let close = behind.find(['{', '}', '(', ')', '\n']).filter(|&at| behind[at..].starts_with(['}', ')']));
    let (Some(open), Some(close)) = (open, close) else { return false };
    let inside = &english.text[open + 1..token.span.start + close];
    let is_operator =
        |word: &str| matches!(word, "in" | "of" | "as" | "is" | "not" | "and" | "or" | "const" | "let" | "var" | "new");
    inside.trim().contains(' ')
        && !inside.split(' ').any(is_operator)
        && inside.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
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
    let near = english.text.len() > 3
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
