//! One page, repaired.

use super::choice::{choose, edits};
use super::left::{Left, Reason};
use super::verdict::Before;
use crate::bilingual::{self, Readings};
use crate::finding::{Edit, Finding};
use crate::text::Text;

/// A page after its repair.
#[derive(Debug)]
pub struct Repaired {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// The findings whose edits were made, as they stood before that.
    pub made: Vec<Finding>,
    /// The findings of the page that are gone: those, and what was said of the same text.
    pub gone: Vec<Finding>,
    /// The findings whose edits were not made, as they stood when that was decided.
    pub left: Vec<Left>,
}

/// Repairs the page at `path`. `check` gives the findings of its page group with these bytes for the page, and `wanted` says
/// of which of them the edits are asked for.
///
/// The edits are made together; where the page is not better for it, those are looked for that are to blame. What is left is
/// tried again until nothing more can be made, so that a second repair finds nothing to do.
pub fn repair(
    path: &str,
    bytes: Vec<u8>,
    wanted: &dyn Fn(&Finding) -> bool,
    check: &dyn Fn(&[u8]) -> Vec<Finding>,
) -> Repaired {
    let findings = check(&bytes);
    let mut state = State { path, bytes, findings, check };
    let (mut made, mut gone) = (Vec::new(), Vec::new());
    loop {
        let is_candidate = |finding: &&Finding| finding.path == path && !edits(finding).is_empty() && wanted(finding);
        let candidates: Vec<Finding> = state.findings.iter().filter(is_candidate).cloned().collect();
        let (done, left) = state.round(candidates);
        let Some((mut more, better)) = done else { return Repaired { bytes: state.bytes, made, gone, left } };
        made.append(&mut more);
        gone.extend(better.gone);
        (state.bytes, state.findings) = (better.bytes, better.findings);
    }
}

/// A page under repair.
struct State<'c> {
    path: &'c str,
    bytes: Vec<u8>,
    /// The findings of the page group.
    findings: Vec<Finding>,
    check: &'c dyn Fn(&[u8]) -> Vec<Finding>,
}

impl State<'_> {
    /// Makes what edits of the candidates can be made. Returns their findings with the page after it, and the others.
    fn round(&self, candidates: Vec<Finding>) -> (Option<(Vec<Finding>, Better)>, Vec<Left>) {
        if candidates.is_empty() {
            return (None, Vec::new());
        }
        let text = Text::decode(self.bytes.clone());
        let readings = bilingual::split(&text.content);
        let (chosen, mut left) = choose(candidates, &text, &readings);
        let mut done = Done { made: Vec::new(), last: None };
        self.make(&chosen.iter().collect::<Vec<_>>(), &readings, &mut done, &mut left);
        let made = done.made.into_iter().cloned().collect();
        (done.last.map(|better| (made, better)), left)
    }

    /// Makes the edits of `chosen` beside those that are made: all, or, where that is not better, those of each half.
    fn make<'f>(&self, chosen: &[&'f Finding], readings: &Readings<'_>, done: &mut Done<'f>, left: &mut Vec<Left>) {
        if chosen.is_empty() {
            return;
        }
        let all: Vec<&Finding> = done.made.iter().chain(chosen).copied().collect();
        match (self.attempt(&all, readings), chosen) {
            (Ok(better), _) => {
                done.made.extend(chosen);
                done.last = Some(better);
            }
            (Err(reason), [finding]) => left.push(Left { finding: (*finding).clone(), reason }),
            (Err(_), _) => {
                let (first, second) = chosen.split_at(chosen.len() / 2);
                self.make(first, readings, done, left);
                self.make(second, readings, done, left);
            }
        }
    }

    /// The page after the edits of `made`, with the findings of its group.
    fn attempt(&self, made: &[&Finding], readings: &Readings<'_>) -> Result<Better, Reason> {
        let bytes = edited(&self.bytes, made);
        let text = Text::decode(bytes.clone());
        let english = |readings: &Readings<'_>| readings.source.as_ref().map(|source| source.text.clone().into_owned());
        if english(readings) != english(&bilingual::split(&text.content)) {
            return Err(Reason::English);
        }
        let findings = (self.check)(&bytes);
        let before = Before { path: self.path, findings: &self.findings };
        let stays = |worse: &Finding| {
            let same = |made: &&Finding| made.rule == worse.rule && made.pattern() == worse.pattern();
            made.iter().any(same)
        };
        match before.gone(&findings, made) {
            Ok(gone) => Ok(Better { bytes, findings, gone }),
            Err(worse) if stays(worse) => Err(Reason::Stays),
            Err(worse) => Err(Reason::Causes(worse.rule.name, worse.message.clone())),
        }
    }
}

/// What is made so far in a round.
struct Done<'f> {
    made: Vec<&'f Finding>,
    last: Option<Better>,
}

/// A page after edits that made it better.
struct Better {
    bytes: Vec<u8>,
    /// The findings of the page group.
    findings: Vec<Finding>,
    /// Those of the page that are gone.
    gone: Vec<Finding>,
}

/// The bytes of a file with the edits of `made`.
fn edited(bytes: &[u8], made: &[&Finding]) -> Vec<u8> {
    let mut edits: Vec<&Edit> = made.iter().flat_map(|finding| edits(finding)).collect();
    edits.sort_by_key(|edit| edit.offset);
    let (mut edited, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for edit in edits {
        edited.extend_from_slice(&bytes[at..edit.offset]);
        edited.extend_from_slice(edit.text.as_bytes());
        at = edit.offset + edit.length;
    }
    edited.extend_from_slice(&bytes[at..]);
    edited
}
