//! Facts of one reading beside the facts of another.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::alignment::{by_name, rest};
use super::held::Held;
use super::unit::is_short;
use super::{Alignment, Doc, Unit, View};
use crate::bilingual::Part;
use crate::contract::{Contract, Header, Identifier, Member, Permission, Place};
use crate::finding::Cause;
use crate::span::Span;

/// Two facts that stand for each other; `None` where one reading lacks it.
pub type Pairs<'d, T> = Vec<(Option<&'d T>, Option<&'d T>)>;

/// A reading and the reading that it is held against.
#[derive(Debug)]
pub struct Pair<'d, 'a> {
    /// The page that findings are about.
    pub doc: &'d Doc<'a>,
    /// The reading that findings are about.
    pub view: &'d View<'a>,
    /// The reading it is held against.
    pub reference: &'d View<'a>,
    /// Where the reference stands: the same file, or another.
    pub reference_doc: &'d Doc<'a>,
    /// What a difference between the two says about the page.
    pub cause: Cause,
    /// What the page has to do with the reference.
    pub basis: Basis,
    /// The rows of the permission tables.
    pub permissions: Pairs<'d, Permission>,
    /// The rows of the request-header tables.
    pub headers: Pairs<'d, Header>,
    /// The rows of the identifier tables.
    pub identifiers: Pairs<'d, Identifier>,
    /// The members of enumerations with their values.
    pub members: Pairs<'d, Member>,
    /// Of a plain page: its parts beside those of its English.
    pub alignment: Option<Alignment>,
    units: OnceCell<Vec<Unit<'d, 'a>>>,
    held: OnceCell<Held<'d>>,
}

/// What a page has to do with the reading that it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It was made from it, or both were made from one English.
    Origin,
    /// It may have been made from another English: the rows are only those in which it has what no English ever had.
    AnyEnglish,
    /// It may have been made from another English, and is held against that of today.
    Today,
}

impl<'d, 'a> Pair<'d, 'a> {
    /// A plain page against the English of today, where nothing tells which English it was made from.
    #[must_use]
    pub fn undecided(doc: &'d Doc<'a>, english: &'d Doc<'a>) -> Self {
        Self { basis: Basis::Today, ..Self::across(doc, english, Cause::Undecided) }
    }

    /// The localized reading of a bilingual page against its source reading. Facts are paired by their line of the
    /// file, which both readings share.
    #[must_use]
    pub fn bilingual(doc: &'d Doc<'a>) -> Option<Self> {
        let source = doc.source.as_ref()?;
        let (own, other) = (&doc.localized.contract, &source.contract);
        Some(Self {
            doc,
            view: &doc.localized,
            reference: source,
            reference_doc: doc,
            cause: Cause::Translation,
            basis: Basis::Origin,
            permissions: by_line(&own.permissions, &other.permissions, |fact| fact.place),
            headers: by_line(&own.headers, &other.headers, |fact| fact.place),
            identifiers: by_line(&own.identifiers, &other.identifiers, |fact| fact.place),
            members: by_line(&own.members, &other.members, |fact| fact.place),
            alignment: None,
            units: OnceCell::new(),
            held: OnceCell::new(),
        })
    }

    /// The translation units of the pair: its bilingual segments, or the blocks of a plain page beside those of its English,
    /// as far as it is certain which belong together, and as far as they are no longer than people read.
    #[must_use]
    pub fn units(&self) -> &[Unit<'d, 'a>] {
        self.units.get_or_init(|| self.texts())
    }

    fn texts(&self) -> Vec<Unit<'d, 'a>> {
        let unit = |own, english| {
            let (own, english) = (self.view.without_anchor(own), self.reference.without_anchor(english));
            Unit::new((self.doc, self.view, own), (self.reference_doc, self.reference, english))
        };
        if self.is_bilingual() {
            let within = |view: &View<'_>, span: Span| {
                let start = view.reading.offset_from_file(span.start);
                Span::new(start, start + span.len())
            };
            let segments = &self.doc.readings.segments;
            let mut units = Vec::with_capacity(segments.len());
            let short = segments.iter().filter(|segment| is_short(segment.localized) && is_short(segment.source));
            units.extend(
                short.map(|segment| unit(within(self.view, segment.localized), within(self.reference, segment.source))),
            );
            return units;
        }
        let texts = self.alignment.iter().flat_map(|alignment| &alignment.texts);
        let texts = texts.filter(|(own, english)| is_short(*own) && is_short(*english));
        let loose = self.is_loose();
        texts.map(|&(own, english)| unit(own, english).of_page(loose)).collect()
    }

    /// Takes out the rows whose English half is out of date: `english`, which the page was made from, states what the localized
    /// half does.
    pub fn believe(&mut self, english: &Doc<'_>) {
        let stated = &english.english().contract;
        self.permissions.retain(|(own, other)| {
            let Some((own, other)) = own.zip(*other) else { return true };
            let is_row = |row: &Permission| row.kind == own.kind && row.scopes == own.scopes;
            own.scopes.is_empty() || own.scopes == other.scopes || !stated.permissions.iter().any(is_row)
        });
        self.identifiers.retain(|(own, other)| {
            let Some((own, other)) = own.zip(*other) else { return true };
            let names = |name: &str| stated.identifiers.iter().any(|known| known.name == name);
            own.name == other.name || !names(&own.name) || names(&other.name)
        });
    }

    /// The English that a page carries against the English of another page, or a plain page against its English. Facts are
    /// paired by their order, from one fact that both state to the next.
    #[must_use]
    pub fn across(doc: &'d Doc<'a>, other: &'d Doc<'a>, cause: Cause) -> Self {
        let (view, reference) = (doc.english(), other.english());
        let (own, theirs) = (&view.contract, &reference.contract);
        // An English half may come from a stale translation memory: where it differs, it says nothing about the page.
        let in_half = |place: Place| doc.part_at(view.reading.offset_in_file(place.span.start)) == Part::Source;
        let alignment = doc.source.is_none().then(|| Alignment::new(&view.page, &reference.page));
        let mut pair = Self {
            doc,
            view,
            reference,
            reference_doc: other,
            cause,
            basis: Basis::Origin,
            permissions: by_order(&own.permissions, &theirs.permissions, |fact| format!("{:?}", fact.scopes)),
            headers: by_order(&own.headers, &theirs.headers, |fact| fact.name.to_lowercase()),
            identifiers: by_section(view, reference, alignment.as_ref()),
            members: by_order(&own.members, &theirs.members, |fact| fact.name.clone()),
            alignment,
            units: OnceCell::new(),
            held: OnceCell::new(),
        };
        pair.permissions.retain(|(own, other)| other.is_none() || own.is_none_or(|own| !in_half(own.place)));
        pair.headers.retain(|(own, other)| other.is_none() || own.is_none_or(|own| !in_half(own.place)));
        pair.identifiers.retain(|(own, other)| other.is_none() || own.is_none_or(|own| !in_half(own.place)));
        pair.members.retain(|(own, other)| other.is_none() || own.is_none_or(|own| !in_half(own.place)));
        pair
    }

    /// Those of `signs` that a unit with two different texts holds. The units of a bilingual page stand in the order of its
    /// readings.
    pub fn differing<'s>(&self, signs: impl IntoIterator<Item = &'s str>) -> impl Iterator<Item = &'s str> {
        let differing = self.units().iter().filter(|unit| !unit.equal);
        let (own, english): (Vec<Span>, Vec<Span>) = differing.map(|unit| (unit.own.span, unit.english.span)).unzip();
        let holds = |view: &View<'_>, places: &[Span], sign: &str| {
            memchr::memmem::find_iter(view.page.prose.as_bytes(), sign).any(|at| {
                let behind = places.partition_point(|place| place.start <= at);
                places[..behind].last().is_some_and(|place| at + sign.len() <= place.end)
            })
        };
        signs.into_iter().filter(move |sign| holds(self.view, &own, sign) || holds(self.reference, &english, sign))
    }

    /// Whether the page lacks what a part of the reference holds and no translation changes: code, names, where links lead. `None`
    /// where it holds too little to tell it by.
    #[must_use]
    pub fn is_lost(&self, part: Span) -> Option<bool> {
        self.held.get_or_init(|| Held::new(&self.view.page, &self.reference.page)).is_lost(part)
    }

    /// Whether nothing of what a part of the reference holds and no translation changes stands anywhere on the page.
    #[must_use]
    pub fn is_gone(&self, part: Span) -> bool {
        self.held.get_or_init(|| Held::new(&self.view.page, &self.reference.page)).is_gone(part)
    }

    /// The contracts of both readings.
    #[must_use]
    pub fn contracts(&self) -> (&'d Contract, &'d Contract) {
        (&self.view.contract, &self.reference.contract)
    }

    /// Where in the file a fact would stand that only the reference has: at the fact before it, else at the heading of its
    /// section, else at the title.
    #[must_use]
    pub fn place_near(&self, before: Option<Place>, missing: Place) -> Span {
        let heading = || {
            let (page, theirs) = (&self.view.page, &self.reference.page);
            let path = theirs.path(theirs.section_at(missing.span.start));
            let own = (0..page.sections.len()).find(|&section| !path.is_empty() && page.path(section) == path);
            let section = own.and_then(|section| page.sections.get(section)).or(page.title());
            section.map_or(Span::default(), |section| section.span.trimmed(page.text))
        };
        self.view.reading.in_file(before.map_or_else(heading, |place| place.span))
    }

    /// Whether both readings are English: the English that a page carries against that of another page. Such a reading
    /// proves nothing where it names nothing.
    #[must_use]
    pub fn is_english(&self) -> bool {
        !self.is_bilingual() && self.doc.source.is_some()
    }

    /// Whether this is a plain page beside the English that it was made from, or that of today.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        let proved = self.basis == Basis::Origin && self.cause == Cause::Translation;
        self.doc.source.is_none() && (proved || self.basis == Basis::Today)
    }

    /// Whether a plain page has so little of its English, or so much of its own, that what stands side by side may be no
    /// translation.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.alignment.as_ref().is_some_and(Alignment::is_loose)
    }

    /// Whether both readings stand in one file.
    #[must_use]
    pub fn is_bilingual(&self) -> bool {
        std::ptr::eq(self.doc, self.reference_doc)
    }
}

fn by_line<'d, T>(own: &'d [T], other: &'d [T], place: fn(&T) -> Place) -> Pairs<'d, T> {
    let mut pairs = Vec::with_capacity(own.len().max(other.len()));
    let (mut own, mut other) = (own.iter().peekable(), other.iter().peekable());
    loop {
        let (mine, theirs) = match (own.peek(), other.peek()) {
            (Some(&mine), Some(&theirs)) => {
                let (my_line, their_line) = (place(mine).line, place(theirs).line);
                ((my_line <= their_line).then_some(mine), (their_line <= my_line).then_some(theirs))
            }
            (mine, theirs) => (mine.copied(), theirs.copied()),
        };
        if mine.is_none() && theirs.is_none() {
            return pairs;
        }
        own.next_if(|_| mine.is_some());
        other.next_if(|_| theirs.is_some());
        pairs.push((mine, theirs));
    }
}

/// Pairs identifiers by their order within each section: a name that one section lacks shifts nothing in the next. The rows of
/// a plain page, which has an `alignment`, may stand in another order, and its sections as well: there the names count first.
fn by_section<'d>(own: &'d View<'_>, other: &'d View<'_>, alignment: Option<&Alignment>) -> Pairs<'d, Identifier> {
    let plain = alignment.is_some();
    let (mut mine, theirs) = (runs(own), runs(other));
    if let Some(Alignment { sections, .. }) = alignment.filter(|_| mine.len() > 1) {
        let english: HashMap<usize, usize> = sections.iter().filter_map(|(own, english)| own.zip(*english)).collect();
        let section = |facts: &[Identifier]| facts.first().map_or(0, |fact| own.page.section_at(fact.place.span.start));
        let mut last = 0;
        mine.sort_by_cached_key(|(_, facts)| {
            last = english.get(&section(facts)).copied().unwrap_or(last);
            last
        });
    }
    let in_section = |own: &'d [Identifier], other: &'d [Identifier]| match plain {
        true => by_names(own, other),
        false => by_order(own, other, |fact| fact.name.clone()),
    };
    if mine.len() == 1 && theirs.len() == 1 {
        return in_section(&own.contract.identifiers, &other.contract.identifiers);
    }
    let runs = by_order(&mine, &theirs, |(path, _)| path.clone());
    let facts = runs.into_iter().flat_map(|(mine, theirs)| {
        let facts = |run: Option<&(String, &'d [Identifier])>| run.map_or(&[][..], |&(_, facts)| facts);
        in_section(facts(mine), facts(theirs))
    });
    let mut pairs: Pairs<'d, Identifier> = facts.collect();
    rejoin(&mut pairs);
    if plain {
        leave_moved(&mut pairs, own, other);
    }
    pairs
}

/// Takes out the names that both pages have, in other sections: a row that heads another table was not put in place of one.
fn leave_moved(pairs: &mut Pairs<'_, Identifier>, own: &View<'_>, other: &View<'_>) {
    let has = |view: &View<'_>, name: &str| view.contract.identifiers.iter().any(|fact| fact.name == name);
    pairs.retain(|(mine, theirs)| match (mine, theirs) {
        (Some(mine), Some(theirs)) => mine.name == theirs.name || !has(other, &mine.name),
        (Some(mine), None) => !has(other, &mine.name),
        (None, Some(theirs)) => !has(own, &theirs.name),
        (None, None) => false,
    });
}

/// Pairs identifiers by their names, and those that are left over by their order. What is a name of the English stands for no
/// other.
fn by_names<'d>(own: &'d [Identifier], other: &'d [Identifier]) -> Pairs<'d, Identifier> {
    let mut pairs = by_name(own, other, |fact| fact.name.clone());
    let (mine, theirs) = rest(&pairs, own.len(), other.len());
    let is_known = |at: &usize| other.iter().any(|fact| fact.name == own[*at].name);
    let (known, foreign): (Vec<usize>, Vec<usize>) = mine.into_iter().partition(is_known);
    let instead = foreign.len().min(theirs.len());
    pairs.extend(foreign.iter().copied().zip(theirs.iter().copied()));
    pairs.sort_unstable_by_key(|pair| pair.1);
    let pairs = pairs.into_iter().map(|(mine, theirs)| (own.get(mine), other.get(theirs)));
    let alone = theirs[instead..].iter().map(|&at| (None, other.get(at)));
    let added = foreign[instead..].iter().chain(&known).map(|&at| (own.get(at), None));
    pairs.chain(alone).chain(added).collect()
}

/// Pairs each name that is alone on one side with the same name alone on the other: it moved to another section.
fn rejoin(pairs: &mut Pairs<'_, Identifier>) {
    let mut added: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, pair) in pairs.iter().enumerate().rev() {
        if let (Some(own), None) = pair {
            added.entry(&own.name).or_default().push(at);
        }
    }
    let mut moved = BTreeMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        if let (None, Some(other)) = pair
            && let Some(place) = added.get_mut(&*other.name).and_then(Vec::pop)
        {
            moved.insert(at, (place, *other));
        }
    }
    for &(place, other) in moved.values() {
        pairs[place].1 = Some(other);
    }
    let mut at = 0..;
    pairs.retain(|_| at.next().is_none_or(|at| !moved.contains_key(&at)));
}

/// The identifiers of a view, section by section, with the paths of the sections.
fn runs<'d>(view: &'d View<'_>) -> Vec<(String, &'d [Identifier])> {
    let section = |fact: &Identifier| view.page.section_at(fact.place.span.start);
    let runs = view.contract.identifiers.chunk_by(|one, two| section(one) == section(two));
    runs.filter_map(|run| Some((view.page.path(section(run.first()?)), run))).collect()
}

/// Pairs facts by their order, from one that both sides have to the next. Lists of equal length pair one to one.
pub(crate) fn by_order<'d, T>(own: &'d [T], other: &'d [T], key: impl Fn(&T) -> String) -> Pairs<'d, T> {
    if own.len() == other.len() {
        return own.iter().map(Some).zip(other.iter().map(Some)).collect();
    }
    let own_keys: Vec<String> = own.iter().map(&key).collect();
    let other_keys: Vec<String> = other.iter().map(&key).collect();
    let mut pairs = Vec::with_capacity(own.len().max(other.len()));
    for op in capture_diff_slices(Algorithm::Myers, &own_keys, &other_keys) {
        let (mine, theirs) = (op.old_range(), op.new_range());
        let (mine, theirs) = match op {
            DiffOp::Delete { .. } => (&own[mine], &other[0..0]),
            DiffOp::Insert { .. } => (&own[0..0], &other[theirs]),
            DiffOp::Equal { .. } | DiffOp::Replace { .. } => (&own[mine], &other[theirs]),
        };
        let length = mine.len().max(theirs.len());
        pairs.extend((0..length).map(|at| (mine.get(at), theirs.get(at))));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lines: &[usize]) -> Vec<Place> {
        lines.iter().map(|&line| Place { line, ..Place::default() }).collect()
    }

    #[test]
    fn a_line_that_one_reading_lacks_stays_alone() {
        let (own, other) = (at(&[10, 30]), at(&[10, 20, 30]));
        let lines: Vec<_> = by_line(&own, &other, |place| *place)
            .into_iter()
            .map(|(mine, theirs)| (mine.map(|place| place.line), theirs.map(|place| place.line)))
            .collect();
        assert_eq!(lines, [(Some(10), Some(10)), (None, Some(20)), (Some(30), Some(30))]);
    }

    #[test]
    fn facts_in_order_pair_around_a_changed_and_a_missing_one() {
        let (own, other) = (["a", "X", "c"], ["a", "b", "c", "d"]);
        let pairs = by_order(&own, &other, |fact| (*fact).to_owned());
        let pairs: Vec<_> = pairs.into_iter().map(|(mine, theirs)| (mine.copied(), theirs.copied())).collect();
        assert_eq!(pairs, [(Some("a"), Some("a")), (Some("X"), Some("b")), (Some("c"), Some("c")), (None, Some("d"))]);
    }
}
