//! What came of a project that stands in a folder of the run.

use super::Outcome;

impl Outcome {
    /// Calls the pages as they are called from outside the `folder` of their project; as they are where it has no name.
    #[doc(hidden)]
    #[must_use]
    pub fn below(mut self, folder: &str) -> Self {
        if folder.is_empty() {
            return self;
        }
        let below = |key: &str| format!("{folder}/{key}");
        let silenced = self.suppressed.iter_mut().map(|silenced| &mut silenced.finding);
        for finding in self.findings.iter_mut().chain(silenced) {
            let before = finding.fingerprint.clone();
            finding.put_below(folder);
            if let Some(decision) = self.decisions.remove(&before) {
                self.decisions.insert(finding.fingerprint.clone(), decision);
            }
        }
        self.contracts.iter_mut().flatten().for_each(|contract| contract.page = below(&contract.page));
        for pages in self.covered.pages.values_mut() {
            *pages = pages.iter().map(|page| below(page)).collect();
        }
        self
    }
}
