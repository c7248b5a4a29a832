//! Names in letters of another script.

/// How like the sounds of a name and of a word are that is in letters of another script.
const ALIKE: f64 = 0.75;

/// Whether a text is a name in letters of another script, and nothing else.
pub(crate) fn is_transliterated(name: &str, text: &str) -> bool {
    let skeleton = skeleton(name);
    !text.contains(|c: char| c.is_ascii_alphabetic()) && skeleton.len() > 1 && sounds_like(&skeleton, text, 2)
}

/// Whether a word in letters of another script sounds like the name with this skeleton, and has `least` consonants.
pub(crate) fn sounds_like(skeleton: &str, word: &str, least: usize) -> bool {
    let alike = |c_as: &str| {
        // A word that begins with `Г` may begin with an `H`, which is no sound here.
        let silent = word.starts_with(['Г', 'г']) && !skeleton.starts_with('g');
        let word = if silent { &word['г'.len_utf8()..] } else { word };
        let sounds = self::skeleton(&latin(word, c_as, &[]));
        sounds.len() >= least
            && sounds.chars().next() == skeleton.chars().next()
            && strsim::normalized_levenshtein(skeleton, &sounds) >= ALIKE
    };
    alike("t") || word.contains(['ц', 'Ц']) && alike("k")
}

/// Whether a word in letters of another script is a name letter by letter, with its vowels.
pub(crate) fn is_spelled_like(name: &str, word: &str) -> bool {
    let alike =
        |c_as: &str| strsim::normalized_levenshtein(&spelled(name), &spelled(&latin(word, c_as, &VOWELS))) >= ALIKE;
    alike("t") || word.contains(['ц', 'Ц']) && alike("k")
}

/// The consonants that letters of other scripts stand for, in lower case.
const CONSONANTS: [(&str, &str); 12] = [
    ("бвβバビブベボヴ", "b"),
    ("гґγガギグゲゴ", "g"),
    ("дђδダヂデド", "d"),
    ("жзсшζσςサシスセソザズゼゾ", "s"),
    ("кћчκカキクケコチ", "k"),
    ("лљрλρラリルレロ", "r"),
    ("мμマミムメモ", "m"),
    ("нњνナニヌネノン", "n"),
    ("пπパピプペポ", "p"),
    ("тθτタツテト", "t"),
    ("фφフ", "f"),
    ("ξ", "ks"),
];

/// The vowels that letters of alphabets stand for.
const VOWELS: [(&str, &str); 5] = [("аαя", "a"), ("еёэєεη", "e"), ("иіїйыιυ", "i"), ("оοω", "o"), ("ую", "u")];

/// The letters of a word in another script as Latin ones: consonants, and what `more` says. `ц`, which stands for `t`, `ts` or `c`,
/// is read as `c_as`.
fn latin(word: &str, c_as: &str, more: &[(&str, &'static str)]) -> String {
    let mut latin = String::new();
    for c in word.to_lowercase().chars() {
        let rows = || CONSONANTS.iter().chain(more);
        let letter = if c == 'ц' { Some(c_as) } else { rows().find(|(from, _)| from.contains(c)).map(|(_, to)| *to) };
        latin.push_str(letter.unwrap_or_default());
    }
    latin
}

/// The consonants of a word in ASCII letters, those that are written in several ways as one.
pub(crate) fn skeleton(word: &str) -> String {
    folded(word, |c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// The letters of a word in ASCII, those that are written in several ways as one.
fn spelled(word: &str) -> String {
    folded(&word.replace(['y', 'Y'], "i"), |_| true)
}

fn folded(word: &str, is_kept: impl Fn(char) -> bool) -> String {
    let word = word.to_ascii_lowercase();
    let word = word.replace("ph", "f").replace("sh", "s").replace("ch", "k").replace("kh", "h").replace("ght", "t");
    let word = word.replace("ck", "k").replace('x', "ks").replace("ts", "t");
    let letters = word.chars().filter(|c| c.is_ascii_alphabetic() && is_kept(*c)).filter_map(|c| match c {
        'h' | 'w' | 'j' => None,
        'c' | 'q' => Some('k'),
        'z' => Some('s'),
        'v' => Some('b'),
        'l' => Some('r'),
        c => Some(c),
    });
    let mut folded: Vec<char> = letters.collect();
    folded.dedup();
    folded.into_iter().collect()
}
