//! Takes the known findings out of what a run found.

use super::{Baseline, Comparison, Date, Expired, Pattern, Run, Verdict};
use crate::check::{Outcome, Suppressed, Suppressor};

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
    let Comparison { verdicts, fixed, expired, kept } = baseline.compare(&outcome.findings, run, today);
    let mut renewed = kept.clone();
    let mut reported = Vec::new();
    for (finding, verdict) in std::mem::take(&mut outcome.findings).into_iter().zip(verdicts) {
        match verdict {
            Verdict::New if !all => {
                renewed.add(&finding);
                reported.push(finding);
            }
            Verdict::New => {
                renewed.add(&finding);
                outcome.suppressed.push(Suppressed { finding, by: Suppressor::Baseline, reason: None });
            }
            Verdict::Known(reason) => {
                let reason = reason.map(str::to_owned);
                outcome.suppressed.push(Suppressed { finding, by: Suppressor::Baseline, reason });
            }
            Verdict::Expired => reported.push(finding),
        }
    }
    outcome.findings = reported;
    outcome.has_baseline = true;
    Applied { fixed, expired, kept, renewed }
}
