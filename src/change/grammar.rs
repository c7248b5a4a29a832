//! Words that say the same: grammar, inflection, spelling.

/// Words without which a sentence says what it said: grammar, and words by which a text speaks to its reader.
const WEAK: &str = "actually additionally also am and are as at basically be been being by currently did do does etc \
    following for furthermore had has have having he hence here however i in into is it its just kindly moreover my \
    note now of on our please quite really remember respectively she simply so such that their them there therefore \
    these they think this those thus to us very was we well were which who will with would you your";
/// Words that say whether, how much, when and in which direction: none of them is another one misspelled.
const STRICT: &str = "after all always any before below above behind both but can could down each eight either every \
    except few fewer first five four from if last least less many may might more most must neither never next nine no \
    none nor not off once one only or other out over seven shall should since six some still ten than then three twice \
    two under unless until up when while without yet";
/// Of these, words that begin a part of a sentence that may stand at its beginning or at its end.
const RELATIONS: &str = "after before from if once since under unless until when while";
/// Words that say what somebody or something has to do with it: `sent by` is not `sent to`.
const ROLES: &str = "as by into to with";
/// Words that hold for a whole sentence, wherever they stand.
const NEGATIONS: &str = "can could may might must neither never no none nor not only shall should";
/// Words of which somebody who improves a text takes one for the other, and short ones of which one is a slip: in the order of the
/// alphabet.
const SYNONYMS: [(&str, &str); 41] = [
    ("about", "regarding"),
    ("above", "previous"),
    ("although", "though"),
    ("among", "amongst"),
    ("app", "application"),
    ("args", "arguments"),
    ("begin", "start"),
    ("brief", "short"),
    ("choose", "select"),
    ("config", "configuration"),
    ("dir", "directory"),
    ("doc", "documentation"),
    ("docs", "documentation"),
    ("env", "environment"),
    ("extension", "suffix"),
    ("fewer", "less"),
    ("if", "is"),
    ("if", "of"),
    ("info", "information"),
    ("k8s", "kubernetes"),
    ("like", "such"),
    ("may", "might"),
    ("of", "or"),
    ("ok", "okay"),
    ("parameters", "params"),
    ("preceding", "previous"),
    ("prefixed", "prepended"),
    ("previous", "prior"),
    ("repo", "repository"),
    ("simple", "straightforward"),
    ("teleco", "telecommunications"),
    ("than", "then"),
    ("till", "until"),
    ("toward", "towards"),
    ("use", "utilise"),
    ("use", "utilize"),
    ("using", "via"),
    ("var", "variable"),
    ("variables", "vars"),
    ("versus", "vs"),
    ("while", "whilst"),
];
/// Forms of one word that no rule makes.
const FORMS: [&[&str]; 19] = [
    &["api", "apis"],
    &["begin", "began", "begun"],
    &["build", "built"],
    &["child", "children"],
    &["choose", "chose", "chosen"],
    &["find", "found"],
    &["get", "got", "gotten"],
    &["give", "gave", "given"],
    &["hold", "held"],
    &["index", "indices", "indexes"],
    &["keep", "kept"],
    &["know", "knew", "known"],
    &["lose", "lost"],
    &["make", "made"],
    &["run", "ran"],
    &["send", "sent"],
    &["take", "took", "taken"],
    &["use", "uses", "used", "using"],
    &["write", "wrote", "written"],
];
/// How many letters a word has that may have been misspelled: shorter ones that are alike are often two words.
const LEAST: usize = 4;
/// The same of words of which one letter is another.
const LEAST_WITH_ANOTHER: usize = 7;
/// The same of words in which two letters are others, and how many letters come before these.
const LEAST_WITH_TWO: usize = 7;
const LEAST_BEFORE_TWO: usize = 4;
/// How many letters a stem has, and one to which `ly` was added.
const LEAST_OF_STEM: usize = 3;
const LEAST_BEFORE_LY: usize = 4;

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|own| own == word)
}

/// Whether a sentence says the same without this word.
pub(super) fn is_weak(word: &str) -> bool {
    is_in(WEAK, word)
}

/// Whether a word says whether, how much, when, or in which direction.
pub(super) fn is_strict(word: &str) -> bool {
    is_in(STRICT, word) || !is_plain(word)
}

/// Whether a word begins a part of a sentence that may stand at its beginning or at its end.
pub(super) fn is_relation(word: &str) -> bool {
    is_in(RELATIONS, word)
}

/// Whether a word says what somebody or something has to do with it.
pub(super) fn is_role(word: &str) -> bool {
    is_in(ROLES, word)
}

/// Whether a word holds for a whole sentence.
pub(super) fn is_negation(word: &str) -> bool {
    is_in(NEGATIONS, word)
}

/// Whether a word has letters alone: any other is a name or a number.
pub(super) fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// Whether two words are forms of one, or one is put for the other.
pub(super) fn is_form(old: &str, new: &str) -> bool {
    if is_synonym(old, new) {
        return true;
    }
    // No rule changes the first letter of a word.
    if old.bytes().next() != new.bytes().next() {
        return false;
    }
    let is_known = || FORMS.iter().any(|forms| forms.contains(&old) && forms.contains(&new));
    let is_open = |word: &str| is_plain(word) && !is_strict(word);
    is_open(old) && is_open(new) && (is_known() || stems(old).iter().any(|stem| stems(new).contains(stem)))
}

fn is_synonym(old: &str, new: &str) -> bool {
    SYNONYMS.binary_search(&(old.min(new), old.max(new))).is_ok()
}

/// A word, and what it may be a form of.
fn stems(word: &str) -> Vec<String> {
    let mut stems = vec![word.to_owned()];
    let mut add = |stem: &str, end: &str| {
        let has_vowel = stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if stem.len() >= LEAST_OF_STEM && has_vowel {
            stems.push(format!("{stem}{end}"));
        }
    };
    let without = |end: &str| word.strip_suffix(end);
    if let Some(stem) = without("s").filter(|stem| !stem.ends_with(['s', 'u', 'i'])) {
        add(stem, "");
    }
    for end in ["es", "ed", "ing"] {
        let Some(stem) = without(end) else { continue };
        let last = stem.chars().last().unwrap_or_default();
        add(stem, "");
        if end != "es" {
            add(stem, "e");
            let once = stem.strip_suffix(last).unwrap_or(stem);
            if once.ends_with(last) {
                add(once, "");
            }
        }
    }
    for end in ["ies", "ied"] {
        without(end).into_iter().for_each(|stem| add(stem, "y"));
    }
    if let Some(stem) = without("ly").filter(|stem| stem.len() >= LEAST_BEFORE_LY) {
        add(stem, "");
        stem.strip_suffix("al").into_iter().for_each(|stem| add(stem, ""));
    }
    stems
}

/// Whether one word is the other with a letter too many, too few, or two changed round, inside; or, of long words, other letters.
pub(super) fn is_respelled(old: &str, new: &str) -> bool {
    let is_long = old.len().min(new.len()) >= LEAST;
    // What is right English already was not misspelled.
    if old.bytes().next() != new.bytes().next() || !is_long || !is_plain(new) || is_strict(old) || is_weak(old) {
        return false;
    }
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (is_inside, rest) = (before > 0 && behind > 0, |word: &[u8]| word.len().saturating_sub(before + behind));
    let is_turned = || {
        let at = |word: &[u8], at: usize| word.get(at).copied();
        rest(old) == 2 && (at(old, before), at(old, before + 1)) == (at(new, before + 1), at(new, before))
    };
    let is_another = || rest(old) == 1 && old.len() >= LEAST_WITH_ANOTHER;
    let is_whole = !old.contains(&b'-') && !new.contains(&b'-');
    let is_long = old.len().min(new.len()) >= LEAST_WITH_TWO && before >= LEAST_BEFORE_TWO;
    let is_alike = is_whole && is_long && rest(old).max(rest(new)) <= 2;
    is_inside
        && match old.len().abs_diff(new.len()) {
            _ if is_alike => true,
            1 => before + behind >= old.len().min(new.len()),
            0 => is_turned() || is_another(),
            _ => false,
        }
}

/// The same of words of any length, where one letter is another, one is missing or too many, or two neighbours are: what looks so
/// may be another word.
pub(super) fn is_near(old: &str, new: &str) -> bool {
    let is_word = |word: &str| is_plain(word) && !word.contains('-') && word.len() >= LEAST;
    let before = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let behind = old.bytes().rev().zip(new.bytes().rev()).take_while(|(old, new)| old == new).count();
    let most = if old.len().min(new.len()) > LEAST { 2 } else { 1 };
    before > 0
        && is_word(old)
        && is_word(new)
        && !is_strict(old)
        && !is_weak(old)
        && behind > 0
        && (old.len().max(new.len()).saturating_sub(before + behind) <= most || has_same_letters(old, new))
}

/// Whether two words have the same letters, in another order.
fn has_same_letters(old: &str, new: &str) -> bool {
    let letters = |word: &str| {
        let mut letters: Vec<u8> = word.bytes().collect();
        letters.sort_unstable();
        letters
    };
    letters(old) == letters(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_the_same_are_found_both_ways() {
        assert!(SYNONYMS.is_sorted());
        for (one, other) in SYNONYMS {
            assert!(is_synonym(one, other) && is_synonym(other, one), "{one} and {other}");
        }
    }

    #[test]
    fn forms_of_a_word_begin_alike() {
        for forms in FORMS {
            assert!(forms.iter().all(|form| form[..1] == forms[0][..1]), "{forms:?}");
        }
    }
}
