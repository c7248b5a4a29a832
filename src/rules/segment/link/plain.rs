//! The links of plain pages beside those of their English.

use std::sync::LazyLock;

use regex::Regex;

use crate::group::{Alignment, Slice, Unit};
use crate::link::Address;
use crate::page::{Link, Page, Written};
use crate::rules::segment::losses::{Loss, losses};
use crate::rules::segment::resolve::Sight;
use crate::span::Span;
use crate::text::script::latin;

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
        let within = |other: &&Link<'_>| page.section_at(other.span.start) == section && other.image == link.image;
        page.links.iter().filter(within).filter(|other| is(other)).count()
    };
    // Any place of a page may stand for any other.
    let on_page = link.target.starts_with('#');
    let own =
        count(&unit.own, &|other| other.target == link.target || !on_page && sight.same(&other.target, &link.target));
    let english = count(&unit.english, &|other| other.target == link.target);
    english > 0 && own >= english
}

/// Whether the English page has a link of the page as well: then it stands for no other.
pub(super) fn is_of_english(unit: &Unit<'_, '_>, link: &Link<'_>, sight: &Sight<'_>) -> bool {
    let links = unit.english.view.page.links.iter().filter(|other| other.image == link.image);
    links.into_iter().any(|other| !link.target.starts_with('#') && sight.same(&link.target, &other.target))
}

/// Whether a reader finds the target of a link of the English elsewhere: it stands anywhere on the page, or the English links
/// it wherever it speaks of it.
pub(super) fn is_on_page(unit: &Unit<'_, '_>, target: &str, sight: &Sight<'_>) -> bool {
    let page = &unit.own.view.page;
    let bare = target.trim_end_matches('/');
    let times = unit.english.view.page.links.iter().filter(|link| link.target == target).count();
    // A person may be named without a link.
    let person = bare.strip_prefix("https://github.com/").filter(|name| !name.contains('/') && name.len() > 3);
    bare.len() > 3 && page.text.contains(bare)
        || film(bare).is_some_and(|film| page.text.contains(film))
        || person.is_some_and(|name| unit.own.text().contains(name))
        || times > 1
        || !target.starts_with('#') && page.links.iter().any(|link| sight.same(&link.target, target))
}

/// What a site calls a film or a file whose address has no name in words: a page that shows it links it no more.
fn film(target: &str) -> Option<&str> {
    let (_, name) = target.split_once("://")?.1.rsplit_once(['/', '='])?;
    let is_drawn = name.len() > 7
        && name.bytes().any(|byte| byte.is_ascii_digit())
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_drawn.then_some(name)
}

/// Whether nothing on the page leads to where a link of the English does, nor beside it: its file or place is named nowhere, and
/// the page has fewer links to the site, in whichever language, or of the kind. A template may make it.
pub(super) fn is_gone(unit: &Unit<'_, '_>, link: &Link<'_>) -> bool {
    let (own, english) = (&unit.own.view.page, &unit.english.view.page);
    let site = |target: &str| {
        let host = target.split_once("://")?.1.split('/').next()?;
        let rest = host.split_once('.').filter(|(language, _)| language.len() == 2).map(|(_, rest)| rest);
        Some(rest.unwrap_or(host).to_owned())
    };
    let of_site = site(&link.target);
    let count = |page: &Page<'_>| {
        let is_alike = |other: &&Link<'_>| other.image == link.image && site(&other.target) == of_site;
        let is_in_tag = |other: &Written<'_>| other.image == link.image && site(other.target) == of_site;
        page.links.iter().filter(is_alike).count() + page.addresses_in_tags().into_iter().filter(is_in_tag).count()
    };
    let mut names = link.target.split(['/', '?', '#']).filter(|name| name.len() > 2);
    let is_named = names.next_back().is_some_and(|name| own.text.contains(name.split('.').next().unwrap_or(name)));
    !is_named && !unit.own.text().contains("{{") && count(own) < count(english) && !has_own_names(unit)
}

/// Whether a text in another script has Latin words that its English page has not: the locale wrote it for itself.
fn has_own_names(unit: &Unit<'_, '_>) -> bool {
    let (text, english) = (unit.own.text(), unit.english.view.page.text.to_lowercase());
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 1);
    latin(text) < 0.5 && words.any(|word| !english.contains(&word.to_lowercase()))
}

/// Whether two addresses lead to sites with different names, or one to pages of a site in the reader's language: they may have
/// pages of their own there.
pub(super) fn is_another_site(own: &str, english: &str, sight: &Sight<'_>) -> bool {
    // What counts visits or fills in a form leads nowhere else.
    let bare = |target: &'_ str| target.split(['?', '#']).next().map(|bare| bare.trim_end_matches('/').to_owned());
    if own.is_ascii()
        && (own.contains('?') || english.contains('?'))
        && english.contains("://")
        && bare(own) == bare(english)
    {
        return true;
    }
    // A page in the language of the reader in the place of one elsewhere.
    let is_in_locale = |target: &str| target.split(['/', '#']).any(|part| part.len() > 1 && sight.names_locale(part));
    if english.contains("://") && is_in_locale(own) && !is_in_locale(english) {
        return true;
    }
    // The English may have been cut off.
    let address =
        |target: &'_ str| target.split_once("://").map_or(target, |(_, rest)| rest).trim_end_matches('/').to_owned();
    let (whole, stem) = (address(own), address(english));
    if english.contains("://") && whole.strip_prefix(&*stem).is_some_and(|rest| rest.starts_with('/') && rest.len() > 1)
    {
        return true;
    }
    // The home of what the English leads to.
    if own.ends_with('/') && english.contains("://") && english.starts_with(own) && own.matches('/').count() > 3 {
        return true;
    }
    // A slip of the English, or a place on the page that it leads to.
    if own.strip_prefix(english).is_some_and(|rest| rest.starts_with('#') || rest.len() == 1)
        || english.starts_with('(')
    {
        return true;
    }
    let (Some(own), Some(english)) = (Address::parse(own), Address::parse(english)) else { return false };
    // A file of the same name, in the folder of the locale or on the site of the code.
    let file = |path: &str| path.rsplit('/').next().filter(|name| name.contains('.')).map(str::to_owned);
    if own.path != english.path && file(own.path).is_some() && file(own.path) == file(english.path) {
        return true;
    }
    // A page of the locale may have a name in its language.
    if own.host.is_none() && english.host.is_none() {
        let folder = |path: &str| path.trim_matches('/').rsplit('/').nth(1).map(str::to_owned);
        return sight.is_in_locale(own.path)
            && !sight.is_in_locale(english.path)
            && folder(own.path) == folder(english.path)
            && strsim::levenshtein(own.path, english.path) > 8;
    }
    let Some((host, other)) = own.host.zip(english.host) else { return false };
    // One file in several forms, and the site of the reader's country.
    let file = |path: &str| path.rsplit('/').next().map(|name| name.trim_end_matches(".pdf").to_owned());
    let same_file = host == other && own.path != english.path && file(own.path) == file(english.path);
    let of_locale = || {
        let mut labels = host.split('.').zip(other.split('.')).filter(|(own, english)| own != english);
        let is_country = |own: &str, english: &str| own.len() == 2 && english.len() > 2 && host.ends_with(own);
        labels.any(|(own, english)| {
            own.strip_prefix(english).is_some_and(|rest| sight.names_locale(rest)) || is_country(own, english)
        })
    };
    if same_file || host != other && of_locale() {
        return true;
    }
    host != other
        || own.path.split('/').any(|part| sight.names_locale(part)) && strsim::levenshtein(own.path, english.path) > 8
}

/// Whether a text names another thing than its English, each in code that the other lacks: it was told anew, with its links.
pub(super) fn is_retold(unit: &Unit<'_, '_>) -> bool {
    let lacks = |one: &Slice<'_, '_>, other: &Slice<'_, '_>| {
        one.codes().iter().any(|code| code.text.len() > 3 && !other.text().contains(code.text.trim()))
    };
    lacks(&unit.own, &unit.english) && lacks(&unit.english, &unit.own)
}

/// Whether a text without links has one behind it that the English lacks, with links: that may be the translation.
pub(super) fn is_beside(unit: &Unit<'_, '_>, alignment: &Alignment) -> bool {
    let page = &unit.own.view.page;
    let next = page.blocks.iter().find(|block| block.span.start >= unit.own.span.end);
    let has_links =
        |span: Span| page.links.iter().any(|link| span.start <= link.span.start && link.span.end <= span.end);
    unit.own.links().is_empty()
        && next.is_some_and(|block| alignment.added.contains(&block.span) && has_links(block.span))
}

/// Whether the English leads to one target from two labels, and the page from one of them: it may mend a slip of the English.
pub(super) fn is_told_apart(unit: &Unit<'_, '_>, link: &Link<'_>) -> bool {
    let english = &unit.english.view.page;
    let label = |link: &Link<'_>| link.span.of(english.text).split("](").next().map(str::to_owned);
    let mut same = english.links.iter().filter(|other| other.target == link.target && !other.image);
    let kept = unit.own.view.page.links.iter().filter(|other| other.target == link.target).count();
    kept > 0 && !link.target.starts_with('#') && same.any(|other| label(other) != label(link))
}

/// An address as it stands in a text.
pub(super) static URL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"https?://[A-Za-z0-9._~:/?#\[@!$&'*+,;=%{}()-]*[A-Za-z0-9_~/#$&*+=%}-]"#).expect("valid")
});

/// Whether the address of a link stands in the text, where a reader can click or copy it.
pub(super) fn is_bare(target: &str, text: &str, sight: &Sight<'_>) -> bool {
    let address = target.trim_end_matches('/');
    // The site of the code leads from the one to the other.
    let other = || match address.contains("/issues/") {
        true => address.replace("/issues/", "/pull/"),
        false => address.replace("/pull/", "/issues/"),
    };
    let is_same = |url: regex::Match<'_>| sight.same(url.as_str(), target);
    address.starts_with("http")
        && (text.contains(address) || text.contains(&other()) || URL.find_iter(text).any(is_same))
}
