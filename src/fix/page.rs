//! One page, repaired.

use std::fmt;

use super::choice::{choose, edits};
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

/// A finding whose edit is not made.
#[derive(Debug)]
pub struct Left {
    /// The finding.
    pub finding: Finding,
    /// Why its edit is not made.
    pub reason: Reason,
}

/// Why an edit is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The page is no longer as it was when the finding was made.
    Changed,
    /// The edit replaces a part of a character, or something that readers of the locale do not see.
    Place,
    /// The edit meets that of a graver finding of this rule.
    Overlap(&'static str),
    /// The English beside the text would change.
    English,
    /// The finding would still be there.
    Stays,
    /// A finding of this rule, with this message, would be there that was not.
    Causes(&'static str, String),
    /// The file cannot be written.
    Unwritten,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("the page has changed since it was checked"),
            Self::Place => f.write_str("the edit would replace a part of a character, or what readers do not see"),
            Self::Overlap(rule) => write!(f, "the edit meets that of a graver finding, `{rule}`"),
            Self::English => f.write_str("the English beside the text would change"),
            Self::Stays => f.write_str("the edit would not cure it"),
            Self::Causes(rule, message) => write!(f, "the edit would cause another finding, `{rule}`: {message}"),
            Self::Unwritten => f.write_str("the file could not be written"),
        }
    }
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
    let first = check(&bytes);
    let mut state = State { path, bytes, findings: first.clone(), check };
    let mut made = Vec::new();
    loop {
        let is_candidate = |finding: &&Finding| finding.path == path && !edits(finding).is_empty() && wanted(finding);
        let candidates: Vec<Finding> = state.findings.iter().filter(is_candidate).cloned().collect();
        let (done, left) = state.round(candidates);
        if done.is_empty() {
            let gone = gone(&first, &state.findings, path);
            return Repaired { bytes: state.bytes, made, gone, left };
        }
        made.extend(done);
    }
}

/// The findings about the page at `path` among the `first` that are not there at the `last`.
fn gone(first: &[Finding], last: &[Finding], path: &str) -> Vec<Finding> {
    let own = |findings: &'_ [Finding]| findings.iter().filter(|finding| finding.path == path).cloned().collect();
    let (mut gone, left): (Vec<Finding>, Vec<Finding>) = (own(first), own(last));
    for finding in left {
        if let Some(at) = gone.iter().position(|known| known.pattern() == finding.pattern()) {
            gone.remove(at);
        }
    }
    gone
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
    /// Makes what edits of the candidates can be made. Returns the findings that are gone for it, and the others.
    fn round(&mut self, candidates: Vec<Finding>) -> (Vec<Finding>, Vec<Left>) {
        if candidates.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let text = Text::decode(self.bytes.clone());
        let readings = bilingual::split(&text.content);
        let (chosen, mut left) = choose(candidates, &text, &readings);
        let mut done = Done { made: Vec::new(), last: None };
        self.make(&chosen.iter().collect::<Vec<_>>(), &readings, &mut done, &mut left);
        let made = done.made.into_iter().cloned().collect();
        if let Some((bytes, findings)) = done.last {
            (self.bytes, self.findings) = (bytes, findings);
        }
        (made, left)
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
    fn attempt(&self, made: &[&Finding], readings: &Readings<'_>) -> Result<(Vec<u8>, Vec<Finding>), Reason> {
        let bytes = edited(&self.bytes, made);
        let text = Text::decode(bytes.clone());
        let english = |readings: &Readings<'_>| readings.source.as_ref().map(|source| source.text.clone().into_owned());
        if english(readings) != english(&bilingual::split(&text.content)) {
            return Err(Reason::English);
        }
        let after = (self.check)(&bytes);
        let before = Before { path: self.path, findings: &self.findings };
        let stays = |worse: &Finding| {
            let same = |made: &&Finding| made.rule == worse.rule && made.pattern() == worse.pattern();
            made.iter().any(same)
        };
        match before.worse(&after, made) {
            None => Ok((bytes, after)),
            Some(worse) if stays(worse) => Err(Reason::Stays),
            Some(worse) => Err(Reason::Causes(worse.rule.name, worse.message.clone())),
        }
    }
}

/// What is made so far in a round.
struct Done<'f> {
    made: Vec<&'f Finding>,
    /// The page and the findings of its group after it.
    last: Option<(Vec<u8>, Vec<Finding>)>,
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
