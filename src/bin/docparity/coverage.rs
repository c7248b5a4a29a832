//! Whether a run looked at enough for its silence to mean something.

use std::collections::BTreeSet;

use docparity::check::Outcome;
use docparity::error::Error;
use docparity::tree::Project;

use crate::projects::of;
use crate::warn;

/// Below this share of all pages, in percent, a run says that it looked at little.
const LITTLE: usize = 50;

/// So many pages do not lose their English page by chance.
const FEW: usize = 10;

/// What makes the run fail although it found nothing: nothing was compared where a selected rule compares, or less than the
/// configuration asks for. Less than half is worth a warning, unless the configuration asks for less. Of `several` projects, the
/// one around the others may have nothing but pages without a translation.
pub(crate) fn judge(outcome: &Outcome, (project, several): (&Project, bool), quiet: bool) -> Option<Error> {
    let (config, coverage) = (&project.config, &outcome.coverage);
    if several && project.is_around && coverage.compared == 0 && config.coverage.is_none() {
        return None;
    }
    let said = |message: &str| of(project, several, &message);
    if !config.rules.iter().any(|checker| checker.compares()) || coverage.pages == 0 {
        return None;
    }
    if let Some(why) = coverage.nothing() {
        // Of a few pages, all may have lost their English page: that is found, and not overlooked.
        let is_told = config.rules.iter().any(|checker| checker.rule.name == "page-orphaned");
        let is_few = coverage.doubt().is_some() && coverage.pages < FEW;
        return if is_told && is_few { None } else { Some(Error::Usage(said(&why))) };
    }
    if let Some(doubt) = coverage.doubt().or_else(|| doubt(outcome)).filter(|_| !quiet) {
        warn(&said(&doubt));
    }
    let not_compared = coverage.lines().swap_remove(1);
    let only = || format!("only {} of {} pages were compared; {not_compared}", coverage.compared, coverage.pages);
    match config.coverage {
        Some(least) if coverage.percent() < usize::from(least.0) => {
            Some(Error::Usage(said(&format!("{} (at least {least} are asked for)", only()))))
        }
        None if coverage.percent() < LITTLE && !quiet => {
            warn(&said(&only()));
            None
        }
        _ => None,
    }
}

/// Why the English tree is probably not that of the pages: more than nine of ten were made from another English.
fn doubt(outcome: &Outcome) -> Option<String> {
    let is_behind = |name: &str| matches!(name, "stale-contract" | "stale-code" | "stale-prose" | "revision-unknown");
    let behind = outcome.findings.iter().filter(|finding| is_behind(finding.rule.name));
    let (behind, pages) = (behind.map(|finding| &finding.path).collect::<BTreeSet<_>>().len(), outcome.coverage.pages);
    let is_most = pages >= FEW && behind * 10 > pages * 9;
    is_most.then(|| {
        format!(
            "{behind} of {pages} pages were made from another English than this one: if they are not all behind, this English \
             tree is probably the wrong one; name the right one with `--source DIR`, or with `source:` in docparity.yaml"
        )
    })
}
