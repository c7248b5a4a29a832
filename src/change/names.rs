//! The names that a page promises where it documents no requests: its code spans, and the options of its commands.

use std::collections::{BTreeSet, HashSet};

use super::Change;
use super::piece::{Piece, PieceKind};
use super::saying::Saying;
use crate::page::is_prose;

/// The names that came and went, in the order of the pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The newer page has them.
    pub added: Vec<String>,
    /// The older page had them.
    pub dropped: Vec<String>,
}

/// How many names of a kind are told.
const MOST_NAMED: usize = 12;

impl Names {
    pub(super) fn between<'p>(older: &'p [Piece], newer: &'p [Piece]) -> Self {
        let (old, new) = (named(older), named(newer));
        let (old, new) = (without_shown(old, older), without_shown(new, newer));
        let (before, now) = (Saying::new(older), Saying::new(newer));
        let without = |own: &[String], other: &[String], pages: (&Saying<'p>, &Saying<'p>)| {
            let other: BTreeSet<String> = other.iter().map(|name| unseparated(name)).collect();
            let is_there = |name: &str| other.contains(&unseparated(name)) || pages.1.says(name, pages.0);
            own.iter().filter(|name| !is_there(name)).cloned().collect()
        };
        Self { added: without(&new, &old, (&now, &before)), dropped: without(&old, &new, (&before, &now)) }
    }

    /// Whether one of them is new in the block `newer`, or gone from `older`.
    #[must_use]
    pub fn came_or_went_in(&self, older: Option<&Piece>, newer: Option<&Piece>) -> bool {
        let has = |piece: Option<&Piece>, names: &[String]| {
            piece.is_some_and(|piece| !names.is_empty() && of(piece).any(|name| names.contains(&name)))
        };
        has(newer, &self.added) || has(older, &self.dropped)
    }

    /// Those that `page` has not followed: what came and is not there, and what went and is.
    #[must_use]
    pub fn unmet(&self, page: &str) -> Self {
        // What a cell of a table holds is escaped there.
        let bare = page.replace("\\|", "|");
        let page = &*bare;
        let text = unfilled(page);
        // The last part of a path of names says which one is meant.
        let is_name = |last: &&str| last.len() > 5 && last.contains(|c: char| c.is_ascii_uppercase() || c == '_');
        let has_last = |name: &str| name.rsplit(['.', ':']).next().filter(is_name).is_some_and(|it| page.contains(it));
        let is_filled = |name: &str| name.contains('<') && text.contains(&unfilled(name));
        // The members of a choice may have another order.
        let is_chosen = |name: &str| {
            let parts = || name.split(['|', '<', '>', ' ']).filter(|part| !part.is_empty());
            name.contains(" | ") && page.lines().any(|line| parts().all(|part| line.contains(part)))
        };
        let has = |name: &str| page.contains(name) || has_last(name) || is_filled(name) || is_chosen(name);
        let came = self.added.iter().filter(|name| !has(name.trim()));
        let went = self.dropped.iter().filter(|name| page.contains(name.trim()));
        Self { added: came.cloned().collect(), dropped: went.cloned().collect() }
    }

    /// Leaves out, of those that a page has `unmet`, what took the place of names that it never had: it says it in its own way.
    #[must_use]
    pub fn without_replaced(&self, unmet: Self, changes: &[Change], page: &str) -> Self {
        let set = |names: &[String]| names.iter().cloned().collect::<BTreeSet<String>>();
        let (all_added, all_dropped) = (set(&self.added), set(&self.dropped));
        let (mut replaced, mut came) = (BTreeSet::new(), BTreeSet::new());
        for change in changes {
            let news: Vec<String> = change.newer.iter().flat_map(of).filter(|name| all_added.contains(name)).collect();
            let gone: Vec<String> =
                change.older.iter().flat_map(of).filter(|name| all_dropped.contains(name)).collect();
            let is_own_way =
                !gone.is_empty() && gone.len() >= news.len() && !gone.iter().any(|name| page.contains(name.trim()));
            if is_own_way { &mut replaced } else { &mut came }.extend(news);
        }
        let added = unmet.added.into_iter().filter(|name| came.contains(name) || !replaced.contains(name)).collect();
        Self { added, dropped: unmet.dropped }
    }

    /// Whether none came and none went.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.dropped.is_empty()
    }

    /// The names in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let list = |names: &[String], became: &str| {
            let mut shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
            if names.len() > MOST_NAMED {
                shown.push(format!("{} more", names.len() - MOST_NAMED));
            }
            let last = shown.pop()?;
            let before = if shown.is_empty() { String::new() } else { format!("{} and ", shown.join(", ")) };
            Some(format!("{before}{last} {became}"))
        };
        let parts = [list(&self.added, "added"), list(&self.dropped, "dropped")];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// Names without those that a block of code sets in backticks: it shows how to write Markdown, with names that might be others.
fn without_shown(mut names: Vec<String>, pieces: &[Piece]) -> Vec<String> {
    let code = pieces.iter().filter(|piece| piece.kind == PieceKind::Code);
    let lines = code.flat_map(|piece| piece.seen.lines());
    let shown: HashSet<&str> = lines.flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
    names.retain(|name| !shown.contains(name.as_str()));
    names
}

/// The names on a page, each once.
fn named(pieces: &[Piece]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    pieces.iter().flat_map(of).filter(|name| seen.insert(name.clone())).collect()
}

/// The names in a block.
fn of(piece: &Piece) -> impl Iterator<Item = String> {
    let code = Some(&*piece.seen).filter(|_| piece.kind == PieceKind::Code).unwrap_or_default();
    let options = code.split_whitespace().filter_map(option);
    let is_name = |code: &&String| {
        code.contains(char::is_alphanumeric)
            && !is_prose(code)
            && !is_digest(code)
            && !is_part(code)
            && !is_example(piece, code)
    };
    piece.code.iter().filter(is_name).cloned().chain(options)
}

/// Whether a code is a piece of a longer one, into which a link was set.
fn is_part(code: &str) -> bool {
    let count = |sign: char| code.chars().filter(|c| *c == sign).count();
    code.contains(' ') && [('(', ')'), ('[', ']'), ('{', '}')].iter().any(|(open, close)| count(*open) != count(*close))
}

/// Whether a code names a content by its digest, as one of many that are shown.
fn is_digest(code: &str) -> bool {
    code.split(|c: char| !c.is_ascii_hexdigit()).any(|digits| digits.len() >= DIGEST)
}

/// The fewest digits of a digest, those of MD5.
const DIGEST: usize = 32;

/// What a text says before one of many that might stand there.
const BEFORE_EXAMPLES: [&str; 4] = ["e.g", "e.g.", "for example", "for instance"];

/// Whether a word of small letters is one of many that might stand there: `pick a berth, e.g. \`berth3\``.
fn is_example(piece: &Piece, code: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '(');
    let follows = |before: &str| {
        let before = before.trim_end_matches(is_sign).to_lowercase();
        BEFORE_EXAMPLES.iter().any(|words| before.ends_with(words))
    };
    code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && piece.seen.split_once(code).is_some_and(|(before, _)| follows(before))
}

/// A name without white space and what separates its parts: which sign does is a matter of taste.
fn unseparated(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && ![',', ';'].contains(c)).collect()
}

/// The option that a word of a command is, without its value.
fn option(word: &str) -> Option<String> {
    let name = word.split('=').next().unwrap_or(word);
    let letters = name.strip_prefix("--")?;
    let is_name = letters.starts_with(|c: char| c.is_ascii_lowercase())
        && letters.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_name.then(|| name.to_owned())
}

/// A text with nothing in the places that a reader fills in, `<oven>`, and without escapes before them.
fn unfilled(text: &str) -> String {
    let mut parts = text.split('<').map(|part| part.trim_end_matches('\\'));
    let mut unfilled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        unfilled.push('<');
        unfilled.push_str(part.split_once('>').filter(|(name, _)| !name.contains('\n')).map_or(part, |(_, rest)| rest));
    }
    unfilled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_the_parts_of_a_name_is_no_part_of_it() {
        let names = |older: &str, newer: &str| super::super::names(older, newer);
        assert!(names("Set `{ load: 2; heat: 3; }`.\n", "Set `{ load: 2, heat: 3 }`.\n").is_empty());
        assert!(!names("Set `{ load: 2; heat: 3; }`.\n", "Set `{ load: 2, heat: 4 }`.\n").is_empty());
        assert!(names("Set <code v-pre>load.max</code>.\n", "Set `load.max`.\n").is_empty());
    }

    #[test]
    fn a_page_that_never_had_a_name_has_its_own_way_to_say_it() {
        let (older, newer) = ("# Quay\n\nMoor with `bow_line` first.\n", "# Quay\n\nMoor with `stern_line` first.\n");
        let (names, changes) = (super::super::names(older, newer), super::super::changes(older, newer));
        let unmet = |page: &str| names.without_replaced(names.unmet(page), &changes, page).added;
        assert_eq!(unmet("# Kai\n\nErst mit `bow_line` festmachen.\n"), ["stern_line"]);
        assert!(unmet("# Kai\n\nErst am Bug festmachen.\n").is_empty());
        let longer = "# Quay\n\nMoor with `stern_line` and `spring_line` first.\n";
        let (names, changes) = (super::super::names(older, longer), super::super::changes(older, longer));
        let page = "# Kai\n\nErst am Bug festmachen.\n";
        assert_eq!(names.without_replaced(names.unmet(page), &changes, page).added.len(), 2);
    }

    #[test]
    fn an_example_is_no_name() {
        let names = |older: &str, newer: &str| super::super::names(older, newer);
        assert!(names("Pick a berth.\n", "Pick a berth, e.g. `berth3`.\n").is_empty());
        assert!(!names("Pick a berth.\n", "Pick a berth, e.g. with `--berth`.\n").is_empty());
        assert!(!names("Pick a berth.\n", "Pick `berth3`.\n").is_empty());
    }

    #[test]
    fn a_name_is_followed_in_other_words_around_it() {
        let added = |name: &str| Names { added: vec![name.to_owned()], dropped: Vec::new() };
        for (name, page) in [
            ("bakery.Oven.MaxHeat", "`MaxHeat` begrenzt die Hitze."),
            ("http://\\<ovenIP>:1157", "Rufen Sie `http://<Ofen-IP>:1157` auf."),
            ("--max-heat", "Mit `--max-heat=3`."),
            ("List<'low' | 'high' | null>", "| heat | `List<'high' \\| 'low' \\| null>` |"),
        ] {
            assert!(added(name).unmet(page).is_empty(), "{name}");
        }
        for (name, page) in [("bakery.Oven.MaxHeat", "`MinHeat`"), ("http://<ovenIP>:1158", "`http://<Ofen-IP>:1157`")]
        {
            assert!(!added(name).unmet(page).is_empty(), "{name}");
        }
    }

    #[test]
    fn what_stands_for_many_others_is_no_name() {
        let added = |older: &str, newer: &str| super::super::names(older, newer).added;
        let pinned = |digest: &str| format!("Pin it: `quay/crane@sha256:{digest}`.\n");
        let digests = ["9f2b1c0d9f2b1c0d9f2b1c0d9f2b1c0d", "0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d"].map(pinned);
        assert_eq!(added(&digests[0], &digests[1]), [""; 0]);
        let tree = "Set names in code.\n\n```md\n- `ropes_and_knots.md`\n```\n\nNow `ropes_and_knots.md` and `knot_kind` stand there.\n";
        assert_eq!(added("Set names in code.\n", tree), ["knot_kind"]);
    }
}
