//! The English that a page was made from which says nothing of it, by the days of git.

use super::{History, Made, english, gone};
use crate::change::is_changed_alike;
use crate::group::PageText;
use crate::provenance::{Algorithm, Gap, Proof, has_other_links_alone, hash, is_rather_of};
use crate::text::Text;
use crate::tree::git::{Checkout, Dating, Version};

impl History {
    /// The English at the time when somebody last worked on a page that says nothing itself, or a later one where the page says
    /// rather what that does: a commit over all pages may be a formatter's or a translator's. `None` where nobody can know.
    pub(super) fn date(&self, made: Made<'_>, dating: &Dating) -> Option<Result<(PageText, Proof), Gap>> {
        let (own, theirs) = (self.tracked(made.file).ok()?, self.tracked(made.english).ok()?);
        let versions = own.past.versions(&own.path);
        // Somebody works on it now.
        if versions.first().is_some_and(|last| last.blob != hash(Algorithm::GitBlob, &made.text.replace("\r\n", "\n")))
        {
            return Some(Ok((english("", &theirs.path, made.today.to_owned().into()), Proof::Date)));
        }
        let shallow = own.checkout.shallow;
        let cut = shallow || own.past.is_broken;
        let is_idle = |before: &Version, after: &Version| {
            let is_last = versions.first().is_some_and(|last| std::ptr::eq(last, after));
            let after = if is_last { None } else { text(own.checkout, after).ok() };
            let after = after.as_ref().map_or(made.text, |after| &after.content);
            text(own.checkout, before).is_ok_and(|before| has_other_links_alone(&before.content, after))
        };
        let work = own.past.since_last_work(&own.path, cut, dating, is_idle);
        let at = |work: &Version| {
            let version = theirs.past.version_at(&theirs.path, own.past, work)?;
            Some(theirs.past.up_to_work(&theirs.path, version, dating))
        };
        // A page may be older than the file that holds its English now.
        let worked = work.iter().find_map(|work| at(work));
        // Whichever is the later: a page may be worked on without a word of it.
        let said = made.page.day.and_then(|day| theirs.past.version_of(&theirs.path, day));
        let time = |version: &Version| theirs.past.time(version);
        let Some(first) = worked.into_iter().chain(said).max_by_key(|version| time(version)) else {
            return cut.then_some(Err(Gap::NoDate { shallow }));
        };
        let read = |version: &Version| {
            let text = match hash(Algorithm::GitBlob, made.today) == version.blob {
                true => made.today.to_owned().into(),
                false => text(theirs.checkout, version)?,
            };
            Ok(english(theirs.past.commit(version), &version.path, text))
        };
        let mut proof = Proof::Date;
        let mut dated = match read(first) {
            Ok(text) => (first, text),
            Err(gap) => return Some(Err(gap)),
        };
        // An edit of the English and its translations at once may have been one of all pages: where the page says rather what the
        // English of the work before does, nobody translated it anew.
        let last = work.first().copied();
        let is_later = |version: &&Version| last.is_some_and(|last| !std::ptr::eq(*version, last));
        let works = own.past.works(&own.path, cut, dating).skip_while(is_later).collect::<Vec<_>>();
        for pair in works.windows(2).take_while(|_| made.page.day.is_none()) {
            let Some((version, before)) = at(pair[0]).zip(at(pair[1])) else { break };
            let is_of_both = theirs.past.commit(version) == own.past.commit(pair[0]);
            let older = Some(before).filter(|_| is_of_both && version.blob == dated.0.blob);
            let Some(Ok(older)) = older.map(read) else { break };
            if !is_rather_of(made.text, (&dated.1.text.content, &older.text.content)) {
                break;
            }
            (dated, proof) = ((before, older), Proof::DateBefore);
        }
        // A commit that was rebased is later than what somebody translated.
        let written = work.first().and_then(|work| theirs.past.version_as_written(&theirs.path, own.past, work));
        if let Some(before) = written
            .filter(|before| worked.is_some_and(|worked| worked.blob == dated.0.blob && worked.blob != before.blob))
            && let Ok(older) = read(before)
            && time(before) < time(dated.0)
            && is_rather_of(made.text, (&dated.1.text.content, &older.text.content))
        {
            dated = (before, older);
        }
        let first = dated.0;
        // Each with the version of the page before it, and that with it.
        let later = work.windows(2).filter_map(|pages| Some((at(pages[1])?, pages)));
        let today = theirs.past.versions(&theirs.path).first().map(|today| (today, &work[..0]));
        for (version, pages) in later.chain(today) {
            if time(version) < time(first) || version.blob == dated.0.blob {
                continue;
            }
            let Ok(newer) = read(version) else { continue };
            let texts = (&*dated.1.text.content, &*newer.text.content);
            let is_followed = || {
                let [before, after] = pages else { return false };
                let is_next = at(before).is_some_and(|before| before.blob == dated.0.blob);
                let page = |version| text(own.checkout, version).ok().filter(|_| is_next);
                let pages = page(before).zip(page(after));
                pages.is_some_and(|(before, after)| is_changed_alike(texts, (&before.content, &after.content)))
            };
            if is_rather_of(made.text, texts) || is_followed() {
                (dated, proof) = ((version, newer), Proof::Date);
            }
        }
        (!gone::is_foreign(&dated.1.text.content, made.today)).then_some(Ok((dated.1, proof)))
    }
}

fn text(checkout: &Checkout, version: &Version) -> Result<Text, Gap> {
    checkout.file(&version.blob)?.map(Text::decode).ok_or(Gap::NoDate { shallow: false })
}
