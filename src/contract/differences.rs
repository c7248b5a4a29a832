//! What differs between two contracts, and what it means to a client.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use serde::Serialize;

use super::kind::{Fact, Fate, Kind, Meaning};
use super::permissions::{CONSENT, is_mangled, swaps};
use super::{Contract, KINDS, Request, Target};
use crate::span::Span;

/// A difference between two contracts. It shows as a sentence: what changed, and what that means to a client.
///
/// ```
/// use docparity::{Contract, compare};
///
/// let older: Contract = "request GET /parcels/{id}".parse()?;
/// let difference = &compare(&older, &Contract::default())[0];
/// assert_eq!(difference.what, "request `GET /parcels/{id}` removed");
/// assert_eq!(difference.meaning, "clients that send it may fail");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// What changed. Code is in backticks.
    pub what: String,
    /// What it means to a client that was written by the older contract.
    pub meaning: &'static str,
    /// Whether such a client may fail.
    pub breaking: bool,
    /// What a reader of news is told: what the fact is, which one, and what became of it.
    #[serde(skip)]
    news: [String; 3],
    /// Where the older contract states it; `None` where it does not.
    #[doc(hidden)]
    #[serde(skip)]
    pub older: Option<Span>,
    /// Where the newer contract states it; `None` where it does not.
    #[doc(hidden)]
    #[serde(skip)]
    pub newer: Option<Span>,
}

impl Difference {
    fn new(fate: &Fate<'_>, what: String, (meaning, breaking): Meaning, news: [String; 3]) -> Self {
        let (old, new) = fate.sides();
        let (older, newer) = (old.map(|fact| fact.place.span), new.map(|fact| fact.place.span));
        Self { what, meaning, breaking, news, older, newer }
    }

    /// What changed, as readers of a page are told who learn of it late.
    pub(crate) fn news(&self) -> String {
        self.news.join(" ")
    }

    /// Whether it is about a scope of a permission row.
    pub(crate) fn is_scope(&self) -> bool {
        self.news[0] == "scope"
    }

    /// Whether both are about one fact, whatever became of it.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        self.news[..2] == other.news[..2]
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.meaning)
    }
}

/// All differences between two contracts, wherever their facts stand: requests, consent, headers, response codes, names,
/// and examples last. Nothing is left out that the text of a contract shows.
///
/// ```
/// use docparity::{Contract, compare};
///
/// let older: Contract = "permission Application: Mail.Read, Mail.Send\n".parse()?;
/// let newer: Contract = "permission Application: Mail.Send\n".parse()?;
/// let differences = compare(&older, &newer);
/// assert_eq!(differences[0].to_string(), "scope `Mail.Read` removed from `Application`: clients lose consent");
/// assert!(differences[0].breaking);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[must_use]
pub fn compare(older: &Contract, newer: &Contract) -> Vec<Difference> {
    let (older, newer) = (&older.as_read(), &newer.as_read());
    let told = KINDS.iter().flat_map(|kind| {
        let (mut lost, mut gained) = ((kind.facts)(older), (kind.facts)(newer));
        let alone = (set_apart(&lost, &gained), set_apart(&gained, &lost));
        lost.iter_mut().zip(alone.0).for_each(|(fact, alone)| fact.is_alone = alone);
        gained.iter_mut().zip(alone.1).for_each(|(fact, alone)| fact.is_alone = alone);
        lost.retain(|old| {
            let same = gained.iter().position(|new| new.is_same(old));
            same.map(|at| gained.remove(at)).is_none()
        });
        let mut fates = fates(lost, gained, kind);
        let swapped = swaps(&mut fates);
        let swapped = swapped.into_iter().map(|(what, fate)| Difference::new(&fate, what, CONSENT, Default::default()));
        swapped.chain(fates.iter().flat_map(tell)).collect::<Vec<_>>()
    });
    told.collect()
}

/// Which facts of `own` are the only ones of their noun whose key `other` lacks.
fn set_apart(own: &[Fact<'_>], other: &[Fact<'_>]) -> Vec<bool> {
    let is_new = |fact: &&Fact<'_>| !other.iter().any(|known| known.id == fact.id);
    let nouns: Vec<&str> = own.iter().filter(is_new).map(|fact| fact.noun).collect();
    own.iter().map(|fact| nouns.iter().filter(|noun| **noun == fact.noun).count() == 1).collect()
}

/// What changed from `older` to `newer`, consent first. Prose, examples and the values of headers do not count.
#[must_use]
pub fn changes(older: &Contract, newer: &Contract) -> Vec<Difference> {
    let promised = KINDS.iter().filter(|kind| kind.is_promised);
    let fates = promised.flat_map(|kind| fates(lacking(newer, older, kind), lacking(older, newer, kind), kind));
    let mut changes: Vec<Difference> = fates.flat_map(|fate| tell(&fate)).collect();
    let mut seen = BTreeSet::new();
    changes.retain(|change| seen.insert(change.news.clone()));
    let consent = ["permission row", "scope"];
    changes.sort_by_key(|change| consent.iter().position(|noun| *noun == change.news[0]).unwrap_or(consent.len()));
    changes
}

/// The facts of `newer` that `older` lacks, those about consent first; requests, which may be slips of the pen, come after
/// headers and codes. Prose, examples and the values of headers are no facts here.
#[must_use]
pub fn additions<'c>(older: &Contract, newer: &'c Contract) -> Vec<Fact<'c>> {
    let promised = KINDS.iter().filter(|kind| kind.is_promised);
    let mut facts: Vec<Fact<'_>> = promised.flat_map(|kind| lacking(older, newer, kind)).collect();
    facts.sort_by_key(|fact| if fact.noun == "request" { 1 } else { 2 * usize::from(fact.kind.word.is_empty()) });
    facts.dedup_by(|one, other| one.to_string() == other.to_string());
    facts
}

/// The facts of a kind in `newer` whose key `older` lacks; and of a row that both have, the scopes that `older` lacks.
fn lacking<'c>(older: &Contract, newer: &'c Contract, kind: &Kind) -> Vec<Fact<'c>> {
    let known = (kind.facts)(older);
    // A page can have several tables with the same account kinds.
    let mut by_id: HashMap<&str, Vec<&Fact<'_>>> = HashMap::new();
    known.iter().for_each(|fact| by_id.entry(&fact.id).or_default().push(fact));
    let facts = (kind.facts)(newer).into_iter().filter(|fact| fact.is_certain).filter_map(|fact| {
        let known = by_id.get(&*fact.id).map_or(&[][..], Vec::as_slice);
        let is_part = !known.is_empty();
        let is_new = |scope: &&str| !known.iter().any(|known| known.scopes.contains(scope));
        let mut seen = HashSet::new();
        let scopes = fact.scopes.iter().copied().filter(is_new).filter(|scope| seen.insert(*scope)).collect::<Vec<_>>();
        (!is_part || !scopes.is_empty()).then_some(Fact { value: None, scopes, is_part, ..fact })
    });
    facts.collect()
}

/// Each fact that one side lacks, beside the one it became.
fn fates<'c>(lost: Vec<Fact<'c>>, gained: Vec<Fact<'c>>, kind: &Kind) -> Vec<Fate<'c>> {
    let likeness = |old: &Fact<'_>, new: &Fact<'_>| match old.is_part || new.is_part {
        true => 0.0,
        false => (kind.likeness)(old, new),
    };
    let was = twins(&lost, &gained, likeness);
    let mut lost: Vec<Option<Fact<'_>>> = lost.into_iter().map(Some).collect();
    let fates = was.iter().zip(gained).map(|(was, new)| match was.and_then(|old| lost[old].take()) {
        Some(old) => Fate::Became(old, new),
        None => Fate::Added(new),
    });
    let mut fates: Vec<Fate<'_>> = fates.collect();
    fates.extend(lost.into_iter().flatten().map(Fate::Removed));
    fates
}

/// Contracts that differ in more pairs of facts are about something else: nothing in them became anything.
const MOST_COMPARED: usize = 40_000;

/// For each fact of `gained` the one of `lost` that became it: the likest first, and among equals the first of the page.
fn twins<T>(lost: &[T], gained: &[T], likeness: impl Fn(&T, &T) -> f64) -> Vec<Option<usize>> {
    if lost.len() * gained.len() > MOST_COMPARED {
        return vec![None; gained.len()];
    }
    let pairs = (0..lost.len()).flat_map(|old| (0..gained.len()).map(move |new| (old, new)));
    let likely = pairs.map(|(old, new)| (likeness(&lost[old], &gained[new]), old, new));
    let mut twins: Vec<(f64, usize, usize)> = likely.filter(|(likeness, ..)| *likeness >= 0.6).collect();
    twins.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut was: Vec<Option<usize>> = vec![None; gained.len()];
    let mut is_taken = vec![false; lost.len()];
    for (_, old, new) in twins {
        if was[new].is_none() && !is_taken[old] {
            was[new] = Some(old);
            is_taken[old] = true;
        }
    }
    was
}

/// What became of a fact, in words.
fn tell(fate: &Fate<'_>) -> Vec<Difference> {
    match fate {
        Fate::Became(old, new) if old.id == new.id => {
            let key = (old.key != new.key).then(|| other_key(fate));
            let value = match old.kind.value.0 {
                _ if old.value == new.value => Vec::new(),
                "" => consent(fate, old, new),
                _ => vec![other_value(fate, old, new)],
            };
            key.into_iter().chain(value).collect()
        }
        Fate::Removed(fact) | Fate::Added(fact) if fact.is_part => {
            let became = if matches!(fate, Fate::Added(_)) { GAINED } else { LOST };
            fact.scopes.iter().map(|scope| other_scope(fate, scope, became)).collect()
        }
        _ => vec![other_key(fate)],
    }
}

/// A fact that became another, was removed, or was added.
fn other_key(fate: &Fate<'_>) -> Difference {
    let meaning = (fate.fact().kind.meaning)(fate);
    let Fact { noun, scopes, .. } = fate.fact();
    let shown = fate.fact().shown();
    let scopes = BTreeSet::from_iter(scopes.iter().copied());
    let labelled = match scopes.is_empty() {
        true => shown.clone(),
        false => format!("{shown} (`{}`)", Vec::from_iter(scopes).join("`, `")),
    };
    let (what, told, became) = match fate {
        Fate::Became(_, new) => {
            let became = format!("is now {}", new.shown());
            (format!("{noun} {shown} {became}"), shown, became)
        }
        Fate::Removed(_) => (format!("{noun} {shown} removed"), labelled, "dropped".to_owned()),
        Fate::Added(_) if meaning.1 => (format!("required {noun} {shown} added"), labelled, "added".to_owned()),
        Fate::Added(_) => (format!("{noun} {shown} added"), labelled, "added".to_owned()),
    };
    Difference::new(fate, what, meaning, [(*noun).to_owned(), told, became])
}

fn other_value(fate: &Fate<'_>, old: &Fact<'_>, new: &Fact<'_>) -> Difference {
    let (value, meaning) = new.kind.value;
    let (was, is) = (old.value.as_deref().unwrap_or_default(), new.value.as_deref().unwrap_or_default());
    let fact = format!("{value} of {} {}", new.noun, new.shown());
    let what = format!("{fact} is now `{is}`, was `{was}`");
    Difference::new(fate, what, meaning(was, is), [String::new(), fact, format!("is now `{is}`")])
}

/// What becomes of a scope of a row: in full, as news, and what it means.
type ScopeFate<'w> = (&'w str, &'w str, Meaning);
const LOST: ScopeFate<'static> = ("removed from", "dropped from row", CONSENT);
const GAINED: ScopeFate<'static> = ("added to", "added to row", ("clients may ask for it", false));

fn other_scope(fate: &Fate<'_>, scope: &str, (became, news, meaning): ScopeFate<'_>) -> Difference {
    let row = match &*fate.fact().key {
        "" => "a row without a name".to_owned(),
        _ => fate.fact().shown(),
    };
    let news = ["scope".to_owned(), format!("`{scope}`"), format!("{news} {row}")];
    Difference::new(fate, format!("scope `{scope}` {became} {row}"), meaning, news)
}

/// What became of the scopes of a row.
fn consent(fate: &Fate<'_>, old: &Fact<'_>, new: &Fact<'_>) -> Vec<Difference> {
    let without = |own: &Fact<'_>, other: &Fact<'_>| -> Vec<String> {
        let missing = own.scopes.iter().filter(|scope| !other.scopes.contains(scope));
        BTreeSet::from_iter(missing).into_iter().map(|scope| (*scope).to_owned()).collect()
    };
    let (lost, gained) = (without(old, new), without(new, old));
    let was = twins(&lost, &gained, |old, new| f64::from(is_mangled(old, new)));
    let gone = (0..lost.len()).filter(|old| !was.contains(&Some(*old)));
    let mut found: Vec<Difference> = gone.map(|old| other_scope(fate, &lost[old], LOST)).collect();
    found.extend(gained.iter().zip(&was).map(|(new, was)| match was {
        Some(old) => other_scope(fate, &lost[*old], (&format!("is now `{new}` in"), "", CONSENT)),
        None => other_scope(fate, new, GAINED),
    }));
    if found.is_empty() {
        let what = format!("a scope of {} is named another number of times", new.shown());
        found.push(Difference::new(fate, what, ("the same consent", false), Default::default()));
    }
    found
}

/// How the requests of `today` differ from those of a page whose English is not at hand: they are what a translation
/// leaves alone. A page that documents none says nothing; and what is shown as an example, or `stands` on the page in
/// another form, is known.
#[must_use]
pub fn other_requests(page: &Contract, today: &Contract, stands: impl Fn(&Request) -> bool) -> Vec<Difference> {
    if page.requests.is_empty() {
        return Vec::new();
    }
    let same =
        |one: &Request, method: &str, target: &Target| one.method == method && one.path.shape() == target.shape();
    let documented =
        |request: &Request, by: &Contract| by.requests.iter().any(|known| same(request, &known.method, &known.path));
    let shown = |request: &Request, by: &Contract| {
        by.example_requests.iter().any(|example| same(request, &example.method, &example.url))
    };
    let mut older = Contract { requests: page.requests.clone(), ..Contract::default() };
    let mut newer = Contract { requests: today.requests.clone(), ..Contract::default() };
    older.requests.retain(|request| documented(request, today) || !shown(request, today));
    newer.requests.retain(|request| documented(request, page) || !shown(request, page) && !stands(request));
    changes(&older, &newer)
}

/// How many facts of one fate are named in a sentence.
const MOST_NAMED: usize = 12;

/// The changes in a sentence, those of one fate together.
#[must_use]
pub fn summary(changes: &[Difference]) -> String {
    let parts =
        changes.chunk_by(|one, other| (&one.news[0], &one.news[2]) == (&other.news[0], &other.news[2])).map(|alike| {
            let [noun, _, fate] = &alike[0].news;
            let mut facts: Vec<String> = alike.iter().take(MOST_NAMED).map(|change| change.news[1].clone()).collect();
            if alike.len() > MOST_NAMED {
                facts.push(format!("{} more", alike.len() - MOST_NAMED));
            }
            match facts.split_last() {
                Some((last, [])) => format!("{noun} {last} {fate}"),
                Some((last, facts)) => format!("{} {} and {last} {fate}", plural(noun), facts.join(", ")),
                None => String::new(),
            }
        });
    parts.collect::<Vec<_>>().join("; ")
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests;
