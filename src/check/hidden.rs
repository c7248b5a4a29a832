//! Findings that are too mild to be told.

use super::Outcome;
use crate::finding::Severity;

impl Outcome {
    /// Takes out the findings that are milder than `least`, and counts them.
    #[doc(hidden)]
    pub fn hide_below(&mut self, least: Severity) {
        let all = self.findings.len();
        self.findings.retain(|finding| finding.severity >= least);
        self.hidden += all - self.findings.len();
        let told = Severity::ALL.into_iter().filter(|severity| *severity >= least);
        if least > Severity::Info {
            self.covered.levels.extend(told.map(|severity| severity.name().to_owned()));
        }
    }
}
