//! What of a configuration findings depend on.

use std::fmt::Write;

use super::{Config, Override};

impl Config {
    /// What findings depend on, in letters: configurations that are spelled alike find the same. What is asked of findings when
    /// they are known, as what makes a run fail, is left out.
    #[must_use]
    pub(crate) fn spelled(&self) -> String {
        // Whoever adds a field is stopped here: does a finding depend on it?
        let Self {
            rules,
            source,
            canonical,
            layout,
            locales,
            codes,
            locale,
            source_locale,
            exclude,
            apart,
            follow_links,
            largest_page,
            assume_current,
            git_dates,
            mass_commit,
            ignored_commits,
            marks,
            coverage: _,
            baseline: _,
            quality: _,
            profile,
            profile_by_evidence,
            terms,
            fail_on: _,
            base,
            overrides,
            asked,
            ignored,
            left_out,
        } = self;
        let rules: Vec<&str> = rules.iter().map(|checker| checker.rule.name).collect();
        let overrides: Vec<_> = overrides.iter().map(|Override { paths, levels }| (paths.spelled(), levels)).collect();
        let mut spelled = String::new();
        let mut say = |part: &dyn std::fmt::Debug| {
            // Nothing keeps a text in memory from being written.
            let _ = writeln!(spelled, "{part:?}");
        };
        say(&(rules, asked, ignored, left_out, base, overrides));
        say(&(source, canonical, layout, exclude.spelled(), apart, follow_links, largest_page));
        say(&(locales, codes, locale, source_locale));
        say(&(assume_current, git_dates, mass_commit, ignored_commits, marks));
        say(&(profile, profile_by_evidence, terms.list()));
        spelled
    }
}
