//! English halves of bilingual pairs that are those of another text.

use super::proof::stem;
use crate::group::{Standing, Unit};
use crate::page::Link;
use crate::span::Span;

/// Whether the English half is that of another page: it names what its own link does not lead to, and the translation names
/// what it does lead to.
pub(super) fn is_misplaced(unit: &Unit<'_, '_>, place: Span, lowered: &str) -> bool {
    let mut links = unit.english.links_around();
    let link = links.find(|link| link.span.start <= place.start && place.end <= link.span.end);
    let name = unit.english.at(place).to_lowercase();
    let anchor = |link: &Link<'_>| Some(link.target.strip_prefix('#')?.split('-').next()?.to_owned());
    let leads_elsewhere = |stem: String| stem != name && lowered.contains(&stem);
    let is_long = |stem: &String| stem.len() > 6 && !name.contains(&**stem);
    link.is_some_and(|link| {
        stem(link).is_some_and(leads_elsewhere) || anchor(link).filter(is_long).is_some_and(leads_elsewhere)
    })
}

/// Whether the English half is that of another text: the translation has two names or more that the English lacks
/// (`strangers`), or one of another version, and none of its links leads to what it seems to have lost.
pub(super) fn is_of_another_text(unit: &Unit<'_, '_>, missing: &[&str], strangers: &[String]) -> bool {
    let leads_there =
        |link: &Link<'_>| stem(link).is_some_and(|stem| missing.iter().any(|name| name.to_lowercase() == stem));
    let is_older = || strangers.iter().any(|stranger| is_shifted(unit, missing, stranger));
    let several = strangers.iter().any(|stranger| *stranger != strangers[0]);
    unit.is_bilingual() && (several || is_older()) && !unit.own.links().iter().any(leads_there)
}

/// Whether a translation names what no English of the page does, and names what it seems to have lost in another place: its halves
/// are those of two versions.
fn is_shifted(unit: &Unit<'_, '_>, missing: &[&str], stranger: &str) -> bool {
    let (own, english) = (&unit.own.view.page, &unit.english.view.page);
    let is_alike = |name: &&str| strsim::normalized_levenshtein(&name.to_lowercase(), &stranger.to_lowercase()) > 0.6;
    let words = unit.english.text().split(|c: char| !c.is_ascii_alphanumeric());
    let is_respelt = words.into_iter().any(|word| is_alike(&word));
    let proved_by_link = || {
        let targets: Vec<String> = unit.english.links_around().map(|link| link.target.to_lowercase()).collect();
        missing.iter().any(|name| targets.iter().any(|target| target.contains(&name.to_lowercase())))
    };
    unit.standing() != Standing::Heading
        && stranger.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && unit.own.text().trim() != stranger
        && !is_respelt
        && !english.text.contains(stranger)
        && missing.iter().all(|name| own.text.contains(name))
        && !proved_by_link()
}
