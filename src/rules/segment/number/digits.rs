//! The digits of numbers, however a language writes them.

use crate::page::digit;

/// The runs of digits of a text, separators taken out: `1,000`, `1.000` and `1 000` are all `1000`.
pub(in crate::rules::segment) fn digits(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let all: Vec<char> = text.chars().collect();
    let multiplied = |at: usize| {
        let beside = at.checked_sub(1).into_iter().chain([at + 1]);
        beside.filter_map(|at| all.get(at)).any(|&c| is_multiplier(c))
    };
    // A blank beside a multiplier is a matter of style: `3 万 5 千`.
    let characters = all.iter().enumerate().filter(|&(at, c)| !(c.is_whitespace() && multiplied(at)));
    let mut characters = characters.map(|(_, &c)| c).peekable();
    let (mut last, mut named) = (' ', false);
    while let Some(c) = characters.next() {
        let before = std::mem::replace(&mut last, c);
        if let Some(digit) = digit(c) {
            named = if run.is_empty() { before == '-' } else { named };
            run.push(digit);
            continue;
        }
        let separates = matches!(
            c,
            ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '，' | '．' | '、' | '٬' | '٫'
        );
        let goes_on = characters.peek().is_some_and(|&next| digit(next).is_some());
        // What a name ends with is no part of the number behind it: `Oven-1 63,2`.
        let is_apart = c == ' ' && named;
        let goes_on = goes_on && !is_apart && (separates || is_multiplier(c));
        if !run.is_empty() && !goes_on {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// Whether a sign between digits multiplies what is before it: `3万5千` is 35,000.
fn is_multiplier(c: char) -> bool {
    matches!(c, '千' | '万' | '萬' | '億' | '亿' | '천' | '만' | '억')
}

/// A thousand in words, as they begin, in lower case.
const THOUSAND: [&str; 40] = [
    "mil",
    "mille",
    "mila",
    "mii",
    "tausend",
    "duizend",
    "tusen",
    "tusind",
    "tuhat",
    "tuhan",
    "tūkstan",
    "tūksto",
    "tysiąc",
    "tisíc",
    "tisoč",
    "hiljad",
    "tisuć",
    "тысяч",
    "тисяч",
    "хиляд",
    "хиљад",
    "илјад",
    "χίλι",
    "χιλι",
    "ezer",
    "bin",
    "min",
    "ribu",
    "nghìn",
    "ngàn",
    "libo",
    "elfu",
    "ألف",
    "آلاف",
    "هزار",
    "ہزار",
    "हज़ार",
    "হাজার",
    "ஆயிரம்",
    "พัน",
];

/// Whether a text says a thousand in words, and no digits with it.
pub(super) fn says_thousand(text: &str) -> bool {
    let lowered = text.to_lowercase();
    let word = |word: &str| THOUSAND.iter().any(|known| word == *known || known.len() > 4 && word.starts_with(known));
    lowered.contains(['千', '천']) || lowered.split(|c: char| !c.is_alphanumeric()).any(word)
}
