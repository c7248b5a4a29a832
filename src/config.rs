//! What is checked, and how much each defect matters.

mod build;
mod fail_on;
mod file;
mod levels;
mod locales;
mod marks;
mod paths;
mod percent;
mod profile;
mod quality;
mod size;
mod spelled;
mod value;
mod wrong;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub use fail_on::FailOn;
use levels::Levels;
pub use locales::Locales;
pub use paths::absolute;
pub use paths::{Glob, Paths};
pub use percent::Percent;
pub use quality::{Limits, Quality};

use crate::checker::Checker;
use crate::error::Error;
use crate::finding::Severity;
use crate::group::Terms;
use crate::layout::Rooted;
use crate::locale::{Codes, Locale};
use crate::profile::Profile;
use crate::provenance::OwnMark;
use crate::rule::Rule;
use crate::rules;
use crate::text::Size;

/// The name of the configuration file.
pub const FILE_NAME: &str = "docparity.yaml";

/// What the configuration file may be called.
pub const FILE_NAMES: [&str; 2] = [FILE_NAME, "docparity.yml"];

/// The folder that pinned contracts stand in unless told otherwise.
pub const SNAPSHOTS: &str = "contracts";

/// What is checked, how much the findings matter, and where the facts stand: what docparity.yaml says.
///
/// ```
/// use docparity::{Config, Locale, Severity};
/// use std::path::Path;
///
/// let config = Config::default()
///     .with_source("docs")
///     .with_locales(Locale::parse("pt"))
///     .with_terms(["Contoso"])
///     .with_level("segment", None)?
///     .with_level("stale-contract", Some(Severity::Error))?;
///
/// // The same, read. A profile of your own is written in this form only.
/// let text = "source: docs\nlocales: {include: [pt]}\ndo-not-translate: [Contoso]\n\
///     rules: {segment: off, stale-contract: error}\n";
/// let config = Config::read(Path::new("docparity.yaml"), text)?;
///
/// let wrong = Config::read(Path::new("docparity.yaml"), "ruels: {}\n").unwrap_err();
/// assert!(wrong.to_string().starts_with("docparity.yaml:1:1: "));
/// # Ok::<(), docparity::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Config {
    /// The rules that run, on all pages or on some.
    #[doc(hidden)]
    pub rules: Vec<&'static Checker>,
    /// The English tree. A relative path starts at the folder of the configuration file.
    #[doc(hidden)]
    pub source: Option<PathBuf>,
    /// The folder of the pinned contracts that pages are held to.
    #[doc(hidden)]
    pub canonical: Option<PathBuf>,
    /// Where the pages of each locale stand. Without it, the tree is looked at.
    #[doc(hidden)]
    pub layout: Option<Rooted>,
    /// The locales that are checked.
    #[doc(hidden)]
    pub locales: Locales,
    /// What paths call locales, beside their tags.
    #[doc(hidden)]
    pub codes: Codes,
    /// The locale of pages that stand in no locale's place: that of a repository that holds one.
    #[doc(hidden)]
    pub locale: Option<Locale>,
    /// The locale that pages are written in, where it is not English.
    #[doc(hidden)]
    pub source_locale: Option<Locale>,
    /// The pages that are not looked at, unless the user names them.
    #[doc(hidden)]
    pub exclude: Paths,
    /// The folders that have a configuration of their own, as absolute paths: their pages are of another run.
    #[doc(hidden)]
    pub apart: Vec<PathBuf>,
    /// Whether links are followed that lead out of the folders of a run. The file cannot say so: whoever writes pages may write
    /// it too.
    #[doc(hidden)]
    pub follow_links: bool,
    /// Larger pages are not compared.
    #[doc(hidden)]
    pub largest_page: Size,
    /// Whether a page that does not say which English it was made from is taken to be made from the English of today.
    #[doc(hidden)]
    pub assume_current: bool,
    /// Whether the git history dates the pages that do not say which English they were made from.
    #[doc(hidden)]
    pub git_dates: bool,
    /// A commit that touches more than this share of all pages dates none of them.
    #[doc(hidden)]
    pub mass_commit: Percent,
    /// Words of the messages of commits that date no page.
    #[doc(hidden)]
    pub ignored_commits: Vec<String>,
    /// How pages record the English they were made from, beside the marks that are known.
    #[doc(hidden)]
    pub marks: Vec<OwnMark>,
    /// The least share of all pages that has to be compared.
    #[doc(hidden)]
    pub coverage: Option<Percent>,
    /// The findings that are known. A relative path starts at the folder of the configuration file.
    #[doc(hidden)]
    pub baseline: Option<PathBuf>,
    /// How much the locales of a report may cost.
    #[doc(hidden)]
    pub quality: Quality,
    /// Where facts stand on a page.
    #[doc(hidden)]
    pub profile: Cow<'static, Profile>,
    /// Whether the pages of a tree may show another built-in profile: the user names none.
    #[doc(hidden)]
    pub profile_by_evidence: bool,
    /// The terms that are not translated.
    #[doc(hidden)]
    pub terms: Terms,
    /// The findings that make a run fail.
    #[doc(hidden)]
    pub fail_on: FailOn,
    /// The levels of all pages.
    base: Levels,
    overrides: Vec<Override>,
    /// The rules that the user asks for by name, whatever their level.
    asked: Vec<&'static str>,
    /// The rules that the user leaves out.
    ignored: Vec<&'static str>,
    /// The rules of the project that the user's choice left out.
    #[doc(hidden)]
    pub left_out: Vec<&'static str>,
}

/// Levels for some pages.
#[derive(Debug, Clone)]
struct Override {
    paths: Paths,
    levels: Levels,
}

impl Default for Config {
    /// The rules that are on by default, and the built-in profile.
    fn default() -> Self {
        Self {
            rules: rules::checkers().filter(|checker| checker.rule.on).collect(),
            source: None,
            canonical: None,
            layout: None,
            locales: Locales::default(),
            codes: Codes::default(),
            locale: None,
            source_locale: None,
            exclude: Paths::default(),
            apart: Vec::new(),
            follow_links: false,
            largest_page: Size::default(),
            assume_current: false,
            git_dates: true,
            mass_commit: Percent(25),
            ignored_commits: Vec::new(),
            marks: Vec::new(),
            coverage: None,
            baseline: None,
            quality: Quality::default(),
            profile: Cow::Borrowed(Profile::graph()),
            profile_by_evidence: true,
            terms: Terms::default(),
            fail_on: FailOn::default(),
            base: Levels::default(),
            overrides: Vec::new(),
            asked: Vec::new(),
            ignored: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

impl Config {
    /// Reads a configuration. `path` is named in messages, and its folder is where relative paths start.
    ///
    /// # Errors
    ///
    /// The text is no valid configuration. The message names path, line and column, and the cure.
    pub fn read(path: &Path, text: &str) -> Result<Self, Error> {
        file::read(path, text)
    }

    /// Chooses the rules: those in `select`, or the configured ones where it is empty, without those in `ignore`. Both
    /// name rules, families, or `all`.
    ///
    /// # Errors
    ///
    /// A name is neither a rule nor a family (the message says which name is near), or no rule is left.
    pub fn choose(mut self, select: &[String], ignore: &[String]) -> Result<Self, Error> {
        let wrong = |error: Error| error.to_string();
        match (named(select).map_err(wrong), named(ignore).map_err(wrong)) {
            (Ok(asked), Ok(ignored)) => {
                self.asked = if select.is_empty() { self.asked } else { asked };
                self.ignored.extend(ignored);
            }
            (one, other) => {
                return Err(Error::Usage(
                    [one.err(), other.err()].into_iter().flatten().collect::<Vec<_>>().join("; "),
                ));
            }
        }
        let running = self.running();
        let all = std::mem::replace(&mut self.rules, running);
        let is_left = |checker: &&'static Checker| !self.rules.iter().any(|it| it.rule.name == checker.rule.name);
        self.left_out.extend(all.into_iter().filter(is_left).map(|checker| checker.rule.name));
        match self.rules.is_empty() {
            true => Err(Error::Usage("the selection leaves no rule to run".to_owned())),
            false => Ok(self),
        }
    }

    /// How much the findings of `rule` matter on the page at `path`, which is absolute or starts at the current folder, and
    /// `usual` where nothing says otherwise. `None` where the rule is off.
    #[doc(hidden)]
    #[must_use]
    pub fn severity(&self, rule: &Rule, usual: Severity, path: &str) -> Option<Severity> {
        let own = self.base.of(rule, rule.on.then_some(usual));
        let overrides = self.overrides.iter().filter(|other| other.paths.name(Path::new(path)));
        let level = overrides.fold(own, |level, other| other.levels.of(rule, level));
        level.or_else(|| self.asked.contains(&rule.name).then(|| own.unwrap_or(usual)))
    }

    /// The patterns of paths, with the keys that they stand at.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = (String, &Paths)> {
        let overrides = self.overrides.iter().enumerate();
        let overrides = overrides.map(|(at, other)| (format!("overrides[{at}].paths"), &other.paths));
        std::iter::once(("exclude".to_owned(), &self.exclude)).chain(overrides)
    }

    /// The rules that are asked for, or else are on for any page, without those that are left out.
    fn running(&self) -> Vec<&'static Checker> {
        let on = |rule: &Rule| {
            let own = self.base.of(rule, rule.on.then_some(rule.severity));
            own.is_some() || self.overrides.iter().any(|other| other.levels.of(rule, own).is_some())
        };
        let is_chosen = |Checker { rule, .. }: &&Checker| match self.asked.is_empty() {
            true => on(rule),
            false => self.asked.contains(&rule.name),
        };
        let chosen = rules::checkers().filter(is_chosen);
        chosen.filter(|checker| !self.ignored.contains(&checker.rule.name)).collect()
    }
}

/// The JSON Schema of the configuration file.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(file::File).to_value()
}

/// The names of the rules that `names` stands for.
fn named(names: &[String]) -> Result<Vec<&'static str>, Error> {
    let unknown: Vec<String> =
        names.iter().filter(|name| rules::meant(name).next().is_none()).map(|name| rules::unknown(name)).collect();
    match unknown.is_empty() {
        true => Ok(names.iter().flat_map(|name| rules::meant(name)).map(|rule| rule.name).collect()),
        false => Err(Error::Usage(unknown.join("; "))),
    }
}

#[cfg(test)]
mod tests;
