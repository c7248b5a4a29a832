//! Takes the known findings out of what a run found.

use std::collections::HashMap;

use super::{Baseline, Comparison, Date, Expired, Pattern, Run, Verdict};
use crate::check::{Outcome, Suppressed, Suppressor};
use crate::finding::{self, Finding};

/// What a baseline changed about a run.
#[derive(Debug)]
pub struct Applied {
    /// The patterns of which there are fewer findings than the baseline knows, and how many fewer.
    pub fixed: Vec<(Pattern, usize)>,
    /// The patterns whose day has passed.
    pub expired: Vec<Expired>,
    /// The baseline without what is fixed, with the pages as they are called now.
    pub kept: Baseline,
    /// The same, with the new findings as well.
    pub renewed: Baseline,
}

/// Holds what a run found against `baseline`: known findings are suppressed. With `all`, new ones are known from now on and
/// are suppressed as well.
pub fn apply(baseline: &Baseline, outcome: &mut Outcome, run: &Run<'_>, today: Date, all: bool) -> Applied {
    let (findings, silenced) = (std::mem::take(&mut outcome.findings), std::mem::take(&mut outcome.suppressed));
    // What a comment silences is there still: it is not fixed, and it counts where findings of one pattern are told apart.
    let mut every: Vec<&Finding> = findings.iter().chain(silenced.iter().map(|it| &it.finding)).collect();
    every.sort_by(|a, b| finding::in_order(a, b));
    let Comparison { verdicts, fixed, expired, kept } = baseline.compare(&every, run, today);
    let verdicts: HashMap<*const Finding, Verdict<'_>> =
        every.into_iter().map(std::ptr::from_ref).zip(verdicts).collect();
    let verdicts: Vec<Verdict<'_>> = findings
        .iter()
        .map(|finding| verdicts.get(&std::ptr::from_ref(finding)).copied().unwrap_or(Verdict::New))
        .collect();
    let mut renewed = kept.clone();
    outcome.suppressed = silenced;
    let suppress = |finding, reason, decision| Suppressed { finding, by: Suppressor::Baseline, reason, decision };
    for (finding, verdict) in findings.into_iter().zip(verdicts) {
        match verdict {
            Verdict::New => {
                renewed.add(Pattern::of(&finding), &finding.page);
                if all {
                    outcome.suppressed.push(suppress(finding, None, None));
                } else {
                    outcome.findings.push(finding);
                }
            }
            Verdict::Known(terms) if terms.silence() => {
                outcome.suppressed.push(suppress(finding, terms.reason.clone(), terms.decision()));
            }
            Verdict::Known(terms) | Verdict::Expired(terms) => {
                outcome.decisions.extend(terms.decision().map(|decision| (finding.fingerprint.clone(), decision)));
                outcome.findings.push(finding);
            }
        }
    }
    outcome.has_baseline = true;
    Applied { fixed, expired, kept, renewed }
}
