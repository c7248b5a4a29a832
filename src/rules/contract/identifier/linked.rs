//! The repair of a type that a page tells by a link.

use crate::checker::Repair;
use crate::contract::Identifier;
use crate::group::{Pair, View};
use crate::span::Span;

/// The type as the English has it, with its link, where it says nothing else; the words around it are a translator's.
pub(super) fn whole(pair: &Pair<'_, '_>, other: &Identifier, name: &str) -> Option<Repair> {
    let english = other.kind.as_deref()?;
    let alone = english == name || english == format!("Collection({name})");
    let written = other.kind_span.of(pair.reference.page.text).trim();
    let text = if pair.is_bilingual() && written.contains('[') { written } else { english };
    if alone { Repair::of_token(pair.doc, text) } else { None }
}

/// The only link of a cell.
struct Link<'t> {
    span: Span,
    label: Span,
    target: &'t str,
    /// What stands before and behind it.
    beside: [&'t str; 2],
}

impl Link<'_> {
    fn is_alone(&self) -> bool {
        self.beside.iter().all(|side| side.is_empty())
    }

    fn is_between_words(&self) -> bool {
        self.beside.iter().all(|side| side.contains(char::is_alphabetic))
    }
}

/// The type in the text of the only link of its cell, where the English has it there: the link tells which type is meant. Where
/// the English has words beside the link and the cell has none, they are in the text of the link: `Brotsammlung` is a collection.
pub(super) fn repair(pair: &Pair<'_, '_>, (own, other): (&Identifier, &Identifier), name: &str) -> Option<Repair> {
    let (text, english) = (pair.view.page.text, pair.reference.page.text);
    let link = only(pair.view, own.kind_span)?;
    let meant = only(pair.reference, other.kind_span)?;
    if link.target != meant.target || meant.label.of(english) != name {
        return None;
    }
    let at = |place: Span| pair.view.reading.in_file(place);
    // Words on both sides are what is left of a name that was taken apart: `指定[手順](…)のコレクション`.
    if link.is_between_words() && !meant.is_between_words() {
        return Repair::risky(name).map(|repair| repair.at(at(link.label)));
    }
    if !link.is_alone() || meant.is_alone() {
        return Repair::of_token(pair.doc, name).map(|repair| repair.at(at(link.label)));
    }
    match collection(link.label.of(text)).filter(|_| meant.beside == ["", "collection"]) {
        Some(word) => {
            let behind = Span::new(link.label.end, link.span.end).of(text);
            Repair::of_token(pair.doc, format!("[{name}{behind}-{word}")).map(|repair| repair.at(at(link.span)))
        }
        None => Repair::risky(name).map(|repair| repair.at(at(link.label))),
    }
}

/// What a compound calls a collection, as it is called beside a link.
fn collection(compound: &str) -> Option<&'static str> {
    [("sammlung", "Sammlung"), ("auflistung", "Auflistung")]
        .into_iter()
        .find_map(|(end, word)| compound.strip_suffix(end).filter(|stem| !stem.is_empty()).map(|_| word))
}

fn only<'p>(view: &'p View<'_>, cell: Span) -> Option<Link<'p>> {
    let text = view.page.text;
    let is_within = |link: Span| cell.start <= link.start && link.end <= cell.end;
    let mut links = view.page.links.iter().filter(|link| is_within(link.span));
    let link = links.next().filter(|link| !link.image && !link.holds_image)?;
    let label = link.span.of(text).strip_prefix('[')?.find("](")?;
    let start = link.span.start + 1;
    let beside = [Span::new(cell.start, link.span.start), Span::new(link.span.end, cell.end)];
    let beside = beside.map(|place| place.of(text).trim());
    let label = Span::new(start, start + label);
    links.next().is_none().then_some(Link { span: link.span, label, target: &link.target, beside })
}
