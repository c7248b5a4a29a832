//! The links of plain pages beside those of their English.

use crate::group::{Slice, Unit};
use crate::link::Address;
use crate::page::Link;
use crate::rules::segment::losses::{Loss, losses};
use crate::rules::segment::resolve::Sight;

/// What a plain page lacks of the links and images of its English.
pub(super) fn lost<'l, 'a>(own: &'l [Link<'a>], english: &'l [Link<'a>], sight: &Sight<'_>) -> Vec<Loss<'l, Link<'a>>> {
    // The note of a translation leads to the English of its page, and stands for nothing there.
    let is_note = |link: &&Link<'_>| sight.is_english_page(&link.target);
    let has_note = !english.iter().any(|link| is_note(&link));
    let own = |image: bool| own.iter().filter(move |link| link.image == image && !(has_note && is_note(link)));
    let english = |image: bool| english.iter().filter(move |link| link.image == image);
    let mut lost =
        losses(own(false), english(false), |link| &*link.target, |one, other| sight.same(&one.target, &other.target));
    // Images are drawn anew for a locale, and shown from elsewhere.
    lost.extend(losses(own(true), english(true), |_| (), |_, _| true));
    lost
}

/// Whether a link of the English stands elsewhere in its section: as often as there, and more often than in the text.
pub(super) fn has_moved(unit: &Unit<'_, '_>, link: &Link<'_>, sight: &Sight<'_>) -> bool {
    let count = |slice: &Slice<'_, '_>, is: &dyn Fn(&Link<'_>) -> bool| {
        let page = &slice.view.page;
        let section = page.section_at(slice.span.start);
        page.links.iter().filter(|other| other.section == section && other.image == link.image && is(other)).count()
    };
    let own = count(&unit.own, &|other| sight.same(&other.target, &link.target));
    let english = count(&unit.english, &|other| other.target == link.target);
    own >= english
}

/// Whether two addresses lead to sites with different names: the reader's language may have one of its own.
pub(super) fn is_another_site(own: &str, english: &str) -> bool {
    let host = |target| Address::parse(target).and_then(|address| address.host);
    host(own).zip(host(english)).is_some_and(|(own, english)| strsim::levenshtein(own, english) > 2)
}

/// Whether the address of a link stands in the text, where a reader can click or copy it.
pub(super) fn is_bare(target: &str, text: &str) -> bool {
    let address = target.trim_end_matches('/');
    address.starts_with("http") && text.contains(address)
}
