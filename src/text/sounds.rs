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
    let sounds = self::skeleton(&self::sounds(word));
    sounds.len() >= least
        && sounds.chars().next() == skeleton.chars().next()
        && strsim::normalized_levenshtein(skeleton, &sounds) >= ALIKE
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
    ("тцθτタツテト", "t"),
    ("фφフ", "f"),
    ("ξ", "ks"),
];

/// The consonants of a word in letters of another script.
fn sounds(word: &str) -> String {
    let consonant =
        |c: char| CONSONANTS.iter().find(|(letters, _)| letters.contains(c)).map(|(_, consonant)| *consonant);
    word.to_lowercase().chars().filter_map(consonant).collect()
}

/// The consonants of a word in ASCII letters, those that are written in several ways as one.
pub(crate) fn skeleton(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    let word = word.replace("ph", "f").replace("sh", "s").replace("ch", "k").replace("kh", "h").replace("ght", "t");
    let word = word.replace("ck", "k").replace('x', "ks").replace("ts", "t");
    let consonants = word.chars().filter(char::is_ascii_alphabetic).filter_map(|c| match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | 'j' => None,
        'c' | 'q' => Some('k'),
        'z' => Some('s'),
        'v' => Some('b'),
        'l' => Some('r'),
        c => Some(c),
    });
    let mut skeleton: Vec<char> = consonants.collect();
    skeleton.dedup();
    skeleton.into_iter().collect()
}
