//! Sentences that say the same: what differs is grammar, spelling, or the order of words.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::{is_form, is_negation, is_plain, is_relation, is_role, is_strict, is_weak};
use super::imprint::is_imprint;

/// What words become when they are written out.
const SHORT: [(&str, &str); 6] =
    [("n't", "not"), ("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];
/// Words with `'s` that are not the owner of something.
const IS: [&str; 9] = ["he", "here", "it", "she", "that", "there", "what", "where", "who"];
/// Several words that say what one says, or that are put for others.
const PHRASES: [(&str, &str); 12] = [
    ("because of", "due"),
    ("due to", "due"),
    ("for example", "e.g"),
    ("had to", "must"),
    ("has to", "must"),
    ("have to", "must"),
    ("have in mind", "keep in mind"),
    ("in case", "if"),
    ("in order to", "to"),
    ("make sure", "ensure"),
    ("user case", "use case"),
    ("user cases", "use cases"),
];
/// Words of a change of the product: when it happens is news.
const STATUS: [&str; 10] =
    ["add", "available", "deprecat", "discontinu", "drop", "introduc", "releas", "remov", "retire", "support"];
/// Beyond this number of comparisons sentences are not held against each other.
pub(super) const MOST: usize = 60_000;
/// What stands behind a word that is a name: it is no form of another, and is not misspelled.
const NAME: &str = "\u{0}";
/// How many words may stand elsewhere.
const MOST_MOVED: usize = 8;
/// What a word costs that has no other: one that says something more than all that say nothing.
const WORD: usize = 10_000;

/// Whether both sentences say the same. `is_slip` says whether a word of the older page is a misspelled one of the newer.
pub(super) fn is_same_said(older: &str, newer: &str, is_slip: &dyn Fn(&str, &str) -> bool) -> bool {
    if is_imprint(older, newer) {
        return true;
    }
    if signed(older) != signed(newer) {
        return false;
    }
    let (old, new) = (meant(older), meant(newer));
    let has_words = [&old, &new].iter().all(|words| words.iter().any(|word| !is_weak(word)));
    if old == new || !has_words || old.len() * new.len() > MOST || is_of_another_time(&old, &new) {
        return old == new;
    }
    let is_alike = |one: &str, other: &str| is_alike(one, other, is_slip);
    let steps = steps(&old, &new, &is_alike);
    if has_other_roles(&steps) {
        return false;
    }
    let left = |of_old: bool| steps.iter().filter(move |step| step.is_left(of_old));
    match (left(true).count(), left(false).count()) {
        (0, 0) => true,
        (gone, come) => {
            gone == come && has_moved(&steps, &is_alike) && signs(older).is_empty() && signs(newer).is_empty()
        }
    }
}

/// Whether two words are one: in another form, or misspelled.
pub(super) fn is_alike(one: &str, other: &str, is_slip: &dyn Fn(&str, &str) -> bool) -> bool {
    one == other || is_form(one, other) || is_slip(one, other) || has_slips(one, other, is_slip)
}

/// Whether one of several words between slashes is misspelled, `hauling/moorring`, and the others are the same.
fn has_slips(one: &str, other: &str, is_slip: &dyn Fn(&str, &str) -> bool) -> bool {
    let parts = || one.split('/').zip(other.split('/'));
    one.contains('/')
        && one.split('/').count() == other.split('/').count()
        && parts().all(|(one, other)| one == other || is_slip(one, other))
}

/// The numbers of a text that have a sign: `>= 5` is not `<= 5`.
pub(super) fn signed(text: &str) -> Vec<String> {
    static SIGNED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:[<>≤≥±~^$€£¥]=?\s*|(?:^|\s)-)\d|\d\s*%").expect("a valid pattern"));
    let all = SIGNED.find_iter(text).map(|found| found.as_str().split_whitespace().collect());
    all.collect()
}

/// What stands in a text beside words and the punctuation of sentences.
pub(super) fn signs(text: &str) -> String {
    const PUNCTUATION: &str = ".,;:!?'\"()[]*_`-–—…“”‘’«»";
    text.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace() && !PUNCTUATION.contains(*c)).collect()
}

/// Whether one sentence says of a change of the product that it will be or was, and the other that it is.
fn is_of_another_time(old: &[String], new: &[String]) -> bool {
    let is_status = |word: &&String| STATUS.iter().any(|stem| word.starts_with(stem));
    let times = |words: &[String]| {
        let count = |time: &[&str]| words.iter().filter(|word| time.contains(&word.as_str())).count();
        (count(&["will", "would"]), count(&["was", "were", "had", "did"]))
    };
    new.iter().any(|word| is_status(&word)) && times(old) != times(new)
}

/// A word of one or both sentences.
pub(super) enum Step<'w> {
    /// Both have it.
    Both(&'w str),
    Old(&'w str),
    New(&'w str),
}

impl Step<'_> {
    /// Whether it is a word that says something, and stands in one of the sentences alone.
    pub(super) fn is_left(&self, of_old: bool) -> bool {
        match self {
            Self::Both(_) => false,
            Self::Old(word) => of_old && !is_weak(word),
            Self::New(word) => !of_old && !is_weak(word),
        }
    }
}

/// What is asked of a word again and again.
struct Said {
    cost: usize,
    is_plain: bool,
    /// Without hyphens.
    bare: String,
    /// The same with the next word, where both are plain: two words may have become one.
    with_next: Option<String>,
}

impl Said {
    fn all(words: &[String]) -> Vec<Self> {
        let bare = |word: &str| word.replace('-', "");
        let whole = |word: &str, next: &String| (is_plain(word) && is_plain(next)).then(|| bare(word) + &bare(next));
        let said = words.iter().enumerate().map(|(at, word)| Self {
            cost: if is_weak(word) { 1 } else { WORD },
            is_plain: is_plain(word),
            bare: bare(word),
            with_next: words.get(at + 1).and_then(|next| whole(word, next)),
        });
        said.collect()
    }
}

/// The way through both sentences on which they have most words in common.
pub(super) fn steps<'w>(old: &'w [String], new: &'w [String], is_alike: &dyn Fn(&str, &str) -> bool) -> Vec<Step<'w>> {
    let (own, other) = (Said::all(old), Said::all(new));
    let joined = |one: &Said, other: &Said| {
        let whole = other.with_next.as_deref();
        one.is_plain && whole.is_some_and(|whole| is_alike(&one.bare, whole))
    };
    let mut best = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    // How many words of each sentence the cheapest way takes.
    let mut taken = vec![vec![(0_u8, 0_u8); new.len() + 1]; old.len() + 1];
    for at in (0..=old.len()).rev() {
        for to in (0..=new.len()).rev() {
            let both = own.get(at).zip(other.get(to));
            let is_one =
                |(one, other): (&Said, &Said)| is_alike(&old[at], &new[to]) || one.is_plain && one.bare == other.bare;
            let ways = [
                both.filter(|both| is_one(*both)).map(|_| (best[at + 1][to + 1], (1, 1))),
                both.filter(|(one, other)| joined(one, other)).map(|_| (best[at + 1][to + 2], (1, 2))),
                both.filter(|(one, other)| joined(other, one)).map(|_| (best[at + 2][to + 1], (2, 1))),
                own.get(at).map(|one| (one.cost + best[at + 1][to], (1, 0))),
                other.get(to).map(|one| (one.cost + best[at][to + 1], (0, 1))),
            ];
            if let Some((cost, way)) = ways.into_iter().flatten().min_by_key(|(cost, _)| *cost) {
                (best[at][to], taken[at][to]) = (cost, way);
            }
        }
    }
    let (mut at, mut to, mut steps) = (0, 0, Vec::new());
    while at < old.len() || to < new.len() {
        let (own, other) = taken[at][to];
        match (own, other) {
            (0, _) => steps.push(Step::New(&new[to])),
            (_, 0) => steps.push(Step::Old(&old[at])),
            _ => steps.push(Step::Both(&old[at])),
        }
        (at, to) = (at + usize::from(own), to + usize::from(other));
    }
    steps
}

/// Whether one word took the place of another that says what somebody has to do with it.
fn has_other_roles(steps: &[Step<'_>]) -> bool {
    steps.split(|step| matches!(step, Step::Both(_))).any(|gap| {
        let words = |of_old: bool| {
            gap.iter().filter_map(move |step| match step {
                Step::Old(word) if of_old => Some(*word),
                Step::New(word) if !of_old => Some(*word),
                _ => None,
            })
        };
        let roles = |of_old: bool| words(of_old).filter(|word| is_role(word)).map(|word| word.trim_start_matches("in"));
        roles(true).next().is_some() && roles(false).next().is_some() && !roles(true).eq(roles(false))
    })
}

/// Whether the words that have no other are the same ones at another place, all together. Words of grammar that they pass are
/// gone, as in `the end of the rope` and `the rope's end`, unless they bring their own: `after that`, `in the evening`.
fn has_moved(steps: &[Step<'_>], is_alike: &dyn Fn(&str, &str) -> bool) -> bool {
    let run = |of_old: bool| {
        let left: Vec<usize> = (0..steps.len()).filter(|at| steps[*at].is_left(of_old)).collect();
        let (first, last) = (*left.first()?, *left.last()?);
        let is_own = |step: &Step<'_>| matches!((step, of_old), (Step::Old(_), true) | (Step::New(_), false));
        let is_other = |step: &Step<'_>| matches!(step, Step::Both(_));
        if left.len() > MOST_MOVED || steps[first..=last].iter().any(is_other) {
            return None;
        }
        let start = (0..first).rev().take_while(|at| !is_other(&steps[*at])).filter(|at| is_own(&steps[*at])).last();
        let start = start.unwrap_or(first);
        let words = |from: usize| {
            let own = steps[from..=last].iter().filter(|step| is_own(step));
            own.map(|step| match step {
                Step::Both(word) | Step::Old(word) | Step::New(word) => *word,
            })
            .collect::<Vec<_>>()
        };
        let own: Vec<&str> = words(first).into_iter().filter(|word| !is_weak(word)).collect();
        let begins = words(start).first().is_some_and(|word| is_weak(word) || is_relation(word));
        Some((first, last, own, begins))
    };
    let Some(((old_first, old_last, gone, old_begins), (new_first, new_last, come, new_begins))) =
        run(true).zip(run(false))
    else {
        return false;
    };
    let brings_its_own = old_begins && new_begins;
    let is_free = |word: &str| !is_strict(word) || brings_its_own && is_plain(word) && !is_negation(word);
    let passed = &steps[old_last.min(new_last)..=old_first.max(new_first)];
    // Which of both has moved past the other nobody can tell.
    let both = || {
        passed.iter().filter_map(|step| match step {
            Step::Both(word) => Some(*word),
            Step::Old(_) | Step::New(_) => None,
        })
    };
    let has_passed = both().next().is_some_and(is_relation) && !both().any(is_negation);
    let stays = |word: &str| {
        let is = |step: &Step<'_>, of_old: bool| match step {
            Step::Old(other) => of_old && *other == word,
            Step::New(other) => !of_old && *other == word,
            Step::Both(_) => false,
        };
        is_weak(word) && [true, false].iter().all(|of_old| passed.iter().any(|step| is(step, *of_old)))
    };
    let is_passed = |step: &Step<'_>| match step {
        Step::Both(word) => !is_strict(word) && (brings_its_own || !is_weak(word)),
        Step::Old(word) | Step::New(word) => brings_its_own || !stays(word),
    };
    gone.len() == come.len()
        && gone.iter().zip(&come).all(|(old, new)| is_alike(old, new))
        && (gone.iter().all(|word| is_free(word)) && passed.iter().all(is_passed)
            || has_passed && !gone.iter().any(|word| is_strict(word)))
}

/// Whether a word has a capital inside, as names of code have: `ropeLength`.
fn is_name(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(one, next)| one.is_lowercase() && next.is_uppercase())
}

/// The words of a sentence in lower case, written out, each once in a row, without articles. Names with signs in them are whole.
pub(super) fn meant(text: &str) -> Vec<String> {
    // The scheme of an address that is shown is no news.
    let text = text.replace('’', "'").replace("http://", "https://");
    let is_within = |c: char| c.is_alphanumeric() || "'-_.@/\\=".contains(c);
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !is_within(c)) {
        let name = if is_name(word) { NAME } else { "" };
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let long = SHORT.iter().find_map(|(short, long)| Some((word.strip_suffix(short)?, *long)));
        let owner = word.strip_suffix("'s");
        let (first, second) = match (&*word, long, owner) {
            ("cannot" | "can't", ..) => ("can", Some("not")),
            ("won't", ..) => ("will", Some("not")),
            (_, Some((first, long)), _) => (first, Some(long)),
            (_, _, Some(first)) => (first, IS.contains(&first).then_some("is")),
            _ => (&*word, None),
        };
        let said = std::iter::once(first).chain(second).filter(|word| !["", "a", "an", "the"].contains(word));
        words.extend(said.map(|word| format!("{word}{name}")));
    }
    let mut said = format!(" {} ", words.join(" "));
    for (phrase, short) in PHRASES {
        said = said.replace(&format!(" {phrase} "), &format!(" {short} "));
    }
    let mut words: Vec<String> = said.split_ascii_whitespace().map(str::to_owned).collect();
    words.dedup_by(|one, other| one == other && is_plain(one));
    words
}

#[cfg(test)]
mod tests {
    use super::super::grammar::is_respelled;
    use super::is_same_said;

    fn same(older: &str, newer: &str) -> bool {
        is_same_said(older, newer, &is_respelled)
    }

    #[test]
    fn grammar_and_spelling_say_the_same() {
        assert!(same("An barge has the the rope.", "A barge has a rope."));
        assert!(same("The barge' rope isn't long.", "The barge's rope is not long."));
        assert!(same("It's here, you cannot miss it.", "It is here; you can't miss it."));
        assert!(same("Pull it succesfully.", "Pull it successfully."));
        assert!(same("A seperate pulley recieves it.", "A separate pulley receives it."));
        assert!(same("Moored form the pier, sine 2027.", "Moored from the pier, since 2027."));
        assert!(same(
            "No rope needed; ask it the length the rope.",
            "No rope is needed; ask it the length of the rope."
        ));
        assert!(same("Its maintainance is due.", "Its maintenance is due."));
        assert!(same("It has a build-in winch.", "It has a built-in winch."));
        assert!(same("The ropes is composed by fibres.", "The ropes are composed of fibres."));
        assert!(same("Resetting the winch, writing its log", "Reset the winch, write its log"));
    }

    #[test]
    fn what_a_proofreader_changes_says_the_same() {
        assert!(same("The rope has evoluted and are pulled.", "The rope has evolved and is pulled."));
        assert!(same("Run the command:", "Run the following commands:"));
        assert!(same("Both anchors hold.", "Both anchor holds."));
        assert!(same("More detailed tables of the tide.", "For more detailed tables of the tide."));
        assert!(same("A new barge added to the list.", "A new barge is added to the list."));
        assert!(same("A typical user case.", "A typical use case."));
        assert!(same("Setup the work-arounds and multi deck barge.", "Set up the workarounds and multi-deck barge."));
        assert!(same("Set the env of the app.", "Set the environment of the application."));
        assert!(same("See http://bay.example/ropes", "See https://bay.example/ropes"));
        assert!(same("In order to moor, you have to wait.", "To moor, you must wait."));
        assert!(same("Use a winch for mooring, used by night.", "Using a winch for mooring, use by night."));
        assert!(same("Have in mind its prepended suffix.", "Keep in mind its prefixed extension."));
        assert!(same("It eases moorring/hauling.", "It eases mooring/hauling."));
        assert!(same("Think of rowing a boat, now you can steer.", "As with rowing a boat, you can steer."));
    }

    #[test]
    fn words_may_stand_elsewhere() {
        assert!(same("The end of the rope is wet.", "The rope's end is wet."));
        assert!(same("Barge with double deck has been moored", "Double-deck barge has been moored"));
        assert!(same("After each tide we weigh the barge.", "We weigh the barge after each tide."));
        assert!(!same("The rope of the barge.", "The barge of the rope."));
        assert!(!same("Haul the barge to the pier.", "Haul the pier to the barge."));
        assert!(!same("Haul from the pier to the bay.", "Haul from the bay to the pier."));
        assert!(!same("Pay out, then haul.", "Haul, then pay out."));
        assert!(!same("Moor before you eat.", "Eat before you moor."));
        assert!(!same("Not all barges can be moored.", "All barges can not be moored."));
        assert!(!same("Oars > sails", "Sails > oars"));
        assert!(!same("| oars | sails", "| sails | oars"));
    }

    #[test]
    fn another_word_is_another_word() {
        assert!(!same("Pull it upward.", "Pull it onward."));
        assert!(!same("The barge is moored.", "The barge is not moored."));
        assert!(!same("Ropes can slip.", "Ropes can't slip."));
        assert!(!same("Use the last rope.", "Use the past rope."));
        assert!(!same("Needs 4 anchors.", "Needs 5 anchors."));
        assert!(!same("Use haul_in of it.", "Use haulin of it."));
        assert!(!same("A rope has ropeLength.", "A rope has ropeLengths."));
        assert!(!same("It has a rope length.", "It has a ropeLength."));
        assert!(same("Its ropeLength are long.", "Its RopeLength is long."));
        assert!(!same("Only for barges.", "For barges."));
        assert!(!same("See ropes/dock.", "See ropes/docks."));
        assert!(!same("It eases mooring/hauling.", "It eases mooring."));
        assert!(!same("Barges may be moored.", "Barges must be moored."));
        assert!(!same("Barges must be moored.", "Barges are moored."));
        assert!(!same("Haul with a rope.", "Haul without a rope."));
        assert!(!same("Moor and eat.", "Moor or eat."));
        assert!(!same("Ropes are sent by the pier.", "Ropes are sent to the pier."));
        assert!(!same("Any barge.", "Every barge."));
        assert!(!same("The winch will be removed.", "The winch was removed."));
        assert!(!same("Its code is 0 0 7.", "Its code is 0 7."));
        assert!(!same("Load <= 5 tons.", "Load >= 5 tons."));
        assert!(!same("A load of 5%.", "A load of 5."));
        assert!(!same("Send an apply.", "Send an app."));
        assert!(!same("Haul three ropes.", "Haul there ropes."));
        assert!(!same("A minimum load.", "A maximum load."));
        assert!(!same("A typical load.", "An atypical load."));
        assert!(!same("It came from the pier.", "It came to the pier."));
        assert!(!same("Hold the rope.", "Fold the rope."));
        assert!(!same("Start the string.", "Start the str."));
        assert!(!same("A weather-bound load.", "A weather-worn load."));
        assert!(!same("An implicit load.", "An explicit load."));
        assert!(!is_same_said("It goes through.", "It goes though.", &|_, _| false), "the word stands elsewhere");
    }
}
