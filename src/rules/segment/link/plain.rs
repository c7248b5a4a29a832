//! The links of plain pages beside those of their English.

use std::sync::LazyLock;

use regex::Regex;

use super::linked::Beside;
use crate::group::{Alignment, Slice, Unit};
use crate::link::Address;
use crate::page::Link;
use crate::rules::segment::losses::{Loss, losses};
use crate::rules::segment::resolve::Sight;
use crate::span::Span;

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
pub(super) fn has_moved(unit: &Unit<'_, '_>, link: &Link<'_>, beside: &Beside<'_, '_>) -> bool {
    let [own, english] =
        [&unit.own, &unit.english].map(|slice: &Slice<'_, '_>| slice.view.page.section_at(slice.span.start));
    let wanted = beside.english.placed(english, link);
    let kept = beside.own.placed(own, link);
    // Any place of a page may stand for any other.
    let on_page = link.target.starts_with('#');
    let is_same = |other: &&Link<'_>| {
        other.image == link.image && other.target != link.target && beside.sight.same(&other.target, &link.target)
    };
    let has_others = || {
        let others = beside.own.links_of(own).iter().filter(is_same);
        !on_page && !beside.sight.is_spent() && others.take(wanted - kept).count() == wanted - kept
    };
    wanted > 0 && (kept >= wanted || has_others())
}

/// Whether the page has a link of the English as often as that, and the English none to what stands for it here: a list of its own.
pub(super) fn is_kept(link: &Link<'_>, found: &Link<'_>, beside: &Beside<'_, '_>) -> bool {
    beside.own.times(link.image, &link.target) >= beside.english.times(link.image, &link.target)
        && beside.english.times(found.image, &found.target) == 0
}

/// Whether the English page has a link of the page as well: then it stands for no other.
pub(super) fn is_of_english(link: &Link<'_>, beside: &Beside<'_, '_>) -> bool {
    let links = || beside.english.page.links.iter().filter(|other| other.image == link.image);
    let is_same = |other: &Link<'_>| beside.sight.same(&link.target, &other.target);
    !link.target.starts_with('#')
        && (beside.english.times(link.image, &link.target) > 0 || !beside.sight.is_spent() && links().any(is_same))
}

/// Whether a link to another site was chosen for the locale: it is none of the English page, whatever site that links as well, and
/// stands for none of the `english` ones of the text.
pub(super) fn is_chosen(link: &Link<'_>, english: &[Link<'_>], beside: &Beside<'_, '_>) -> bool {
    link.target.contains("://")
        && beside.english.times(link.image, &link.target) == 0
        && !english.iter().any(|other| beside.sight.same(&link.target, &other.target))
}

/// Whether a reader finds the target of a link of the English elsewhere: it stands anywhere on the page, or the English links
/// it wherever it speaks of it.
pub(super) fn is_on_page(unit: &Unit<'_, '_>, target: &str, beside: &Beside<'_, '_>) -> bool {
    let page = &unit.own.view.page;
    let bare = target.trim_end_matches('/');
    let times: usize = [false, true].into_iter().map(|image| beside.english.times(image, target)).sum();
    // A person may be named without a link.
    let person = bare.strip_prefix("https://github.com/").filter(|name| !name.contains('/') && name.len() > 3);
    bare.len() > 3 && page.text.contains(bare)
        || film(bare).is_some_and(|film| page.text.contains(film))
        || person.is_some_and(|name| unit.own.text().contains(name))
        || times > 1
        || !target.starts_with('#') && beside.has(target)
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
    // Sites make a link of the address of a person as well.
    if let Some(person) = target.strip_prefix("mailto:") {
        return text.contains(person);
    }
    // The site of the code leads from the one to the other.
    let other = || match address.contains("/issues/") {
        true => address.replace("/issues/", "/pull/"),
        false => address.replace("/pull/", "/issues/"),
    };
    let is_same = |url: regex::Match<'_>| sight.same(url.as_str(), target);
    address.starts_with("http")
        && (text.contains(address) || text.contains(&other()) || URL.find_iter(text).any(is_same))
}
