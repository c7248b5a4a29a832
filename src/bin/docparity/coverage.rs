//! Whether a run looked at enough for its silence to mean something.

use std::collections::BTreeSet;

use docparity::check::{Coverage, Outcome};
use docparity::config::Percent;
use docparity::error::Error;
use docparity::tree::Project;

use crate::projects::of;
use crate::warn;

/// Below this share of all pages, in percent, a run says that it looked at little.
const LITTLE: usize = 50;

/// So many pages do not lose their English page by chance.
const FEW: usize = 10;

/// What makes the run fail although it found nothing: nothing was compared where a selected rule compares, or less than the
/// configuration or `least` ask for. Less than half is worth a warning, unless less is asked for. `least` is asked of all projects
/// of a run together, and of the pages around them nothing, where their configuration does not.
pub(crate) fn judge(
    outcome: &Outcome,
    (projects, at): (&[Project], usize),
    least: Option<Percent>,
    quiet: bool,
) -> Option<Error> {
    let (project, several, coverage) = (&projects[at], projects.len() > 1, &outcome.coverage);
    let config = &project.config;
    if !config.rules.iter().any(|checker| checker.compares()) || coverage.pages == 0 {
        return None;
    }
    let said = |message: String| of((projects, at), &message);
    if let Some(why) = coverage.nothing() {
        if several && project.is_around() && config.coverage.is_none() {
            if !quiet {
                warn(&said(why));
            }
            return None;
        }
        // Of a few pages, all may have lost their English page: that is found, and not overlooked.
        let is_told = config.rules.iter().any(|checker| checker.rule.name == "page-orphaned");
        let is_few = coverage.doubt().is_some() && coverage.pages < FEW;
        return if is_told && is_few { None } else { Some(Error::Usage(said(why))) };
    }
    if let Some(doubt) = coverage.doubt().or_else(|| doubt(outcome)).filter(|_| !quiet) {
        warn(&said(doubt));
    }
    match (least, config.coverage) {
        (Some(_), _) if several => None,
        (Some(least), _) | (None, Some(least)) => lacks(coverage, least).map(said).map(Error::Usage),
        (None, None) if coverage.percent() < LITTLE && !quiet => {
            warn(&said(only(coverage)));
            None
        }
        (None, None) => None,
    }
}

/// What is said of a run that looked at less than is asked for.
pub(crate) fn lacks(coverage: &Coverage, least: Percent) -> Option<String> {
    let is_less = coverage.percent() < usize::from(least.0);
    is_less.then(|| format!("{} (at least {least} are asked for)", only(coverage)))
}

fn only(coverage: &Coverage) -> String {
    let not_compared = coverage.lines().swap_remove(1);
    format!("only {} of {} pages were compared; {not_compared}", coverage.compared, coverage.pages)
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
