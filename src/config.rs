//! What is checked, and how much each defect matters.

mod build;
mod fail_on;
mod file;
mod levels;
mod locales;
mod paths;
mod percent;
mod profile;
mod quality;
mod value;
mod wrong;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub use fail_on::FailOn;
use levels::Levels;
pub use locales::Locales;
pub(crate) use paths::absolute;
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
use crate::rule::Rule;
use crate::rules;

/// The name of the configuration file.
pub const FILE_NAME: &str = "docparity.yaml";

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
    /// Whether a page that does not say which English it was made from is taken to be made from the English of today.
    #[doc(hidden)]
    pub assume_current: bool,
    /// Whether the git history dates the pages that do not say which English they were made from.
    #[doc(hidden)]
    pub git_dates: bool,
    /// A commit that touches more than this share of all pages dates none of them.
    #[doc(hidden)]
    pub mass_commit: Percent,
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
            assume_current: false,
            git_dates: true,
            mass_commit: Percent(25),
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
        if !select.is_empty() {
            self.asked = named(select)?;
        }
        self.ignored.extend(named(ignore)?);
        let running = self.running();
        let all = std::mem::replace(&mut self.rules, running);
        let is_left = |checker: &&'static Checker| !self.rules.iter().any(|it| it.rule.name == checker.rule.name);
        self.left_out.extend(all.into_iter().filter(is_left).map(|checker| checker.rule.name));
        match self.rules.is_empty() {
            true => Err(Error::Usage("the selection leaves no rule to run".to_owned())),
            false => Ok(self),
        }
    }

    /// How much the findings of `rule` matter on the page at `path`, which is absolute or starts at the current folder.
    /// `None` where the rule is off.
    #[doc(hidden)]
    #[must_use]
    pub fn severity(&self, rule: &Rule, path: &str) -> Option<Severity> {
        let own = self.base.of(rule, rule.on.then_some(rule.severity));
        let overrides = self.overrides.iter().filter(|other| other.paths.name(Path::new(path)));
        let level = overrides.fold(own, |level, other| other.levels.of(rule, level));
        level.or_else(|| self.asked.contains(&rule.name).then(|| own.unwrap_or(rule.severity)))
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
    let mut found = Vec::new();
    for name in names {
        let before = found.len();
        found.extend(rules::meant(name).map(|rule| rule.name));
        if found.len() == before {
            return Err(Error::Usage(rules::unknown(name)));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let config = Config::default().choose(&owned(select), &owned(ignore)).expect("known names");
        config.rules.iter().map(|checker| checker.rule.name).collect()
    }

    #[test]
    fn rules_are_chosen_by_name_family_or_all() {
        assert_eq!(
            chosen(&["header-name", "source"], &["source-half", "source-fragile"]),
            ["header-name", "source-contradiction"]
        );
        assert!(chosen(&["all"], &["contract"]).contains(&"mixed-revisions"));
        assert!(!chosen(&[], &[]).contains(&"mixed-revisions"));
        assert!(Config::default().choose(&[], &["all".to_owned()]).is_err());
    }

    #[test]
    fn an_unknown_name_is_met_with_a_near_one() {
        let error = Config::default().choose(&["header-nam".to_owned()], &[]).expect_err("unknown");
        assert_eq!(error.to_string(), "no rule or family is called `header-nam`; did you mean `header-name`?");
    }

    fn read(text: &str) -> Config {
        Config::read(Path::new("/p/docparity.yaml"), text).expect("valid")
    }

    /// The level of a rule on a page, and whether the rule runs at all.
    fn level(config: &Config, name: &str, path: &str) -> (Option<Severity>, bool) {
        let rule = rules::named(name).expect("a rule");
        (config.severity(rule, path), config.rules.iter().any(|checker| checker.rule.name == name))
    }

    #[test]
    fn a_level_turns_a_rule_on_or_off() {
        let config = read("rules:\n  mixed-revisions: warning\n  encoding: off\n");
        assert_eq!(level(&config, "mixed-revisions", "/p/a.md"), (Some(Severity::Warning), true));
        assert_eq!(level(&config, "encoding", "/p/a.md"), (None, false));
        assert_eq!(level(&config, "number", "/p/a.md"), (Some(Severity::Warning), true));
    }

    #[test]
    fn the_level_of_a_rule_beats_that_of_its_family() {
        let config = read("rules: {header-name: warning, contract: info, all: off, freshness: error}\n");
        assert_eq!(level(&config, "header-name", "/p/a.md").0, Some(Severity::Warning));
        assert_eq!(level(&config, "request-line", "/p/a.md").0, Some(Severity::Info));
        assert_eq!(level(&config, "encoding", "/p/a.md"), (None, false));
        assert_eq!(
            level(&config, "mixed-revisions", "/p/a.md"),
            (None, false),
            "a family turns on what is on by default"
        );
        assert_eq!(level(&config, "stale-prose", "/p/a.md").0, Some(Severity::Error));
    }

    #[test]
    fn a_page_can_have_other_levels() {
        let config = read(
            "rules: {number: off}\noverrides:\n  - paths: [old]\n    rules: {number: info, encoding: off}\n  - paths: [old/a.md]\n    rules: {number: error}\n",
        );
        assert_eq!(level(&config, "number", "/p/new.md"), (None, true));
        assert_eq!(level(&config, "number", "/p/old/b.md").0, Some(Severity::Info));
        assert_eq!(level(&config, "number", "/p/old/a.md").0, Some(Severity::Error));
        assert_eq!(level(&config, "encoding", "/p/old/b.md"), (None, true));
        let asked = config.choose(&["number".to_owned()], &[]).expect("a rule");
        assert_eq!(level(&asked, "number", "/p/new.md"), (Some(Severity::Warning), true), "a flag beats the file");
    }

    #[test]
    fn what_is_set_in_rust_is_what_is_read() {
        let root = Path::new("/p");
        let read = read(
            "layout: 'l10n/{locale}/{page}'\nsource: docs\ncanonical: snapshots\nlocales: {include: [de], exclude: [de-CH]}\n\
             exclude: [drafts]\ndo-not-translate: [Contoso]\nrules: {segment: off, mixed-revisions: info}\nassume-current: true\n",
        );
        let built = Config::default()
            .with_layout(root, "l10n/{locale}/{page}")
            .expect("a layout")
            .with_source("/p/docs")
            .with_canonical("/p/contracts")
            .with_locales(Locale::parse("de"))
            .without_locales(Locale::parse("de-CH"))
            .without_pages(root, &["drafts"])
            .expect("a pattern")
            .with_terms(["Contoso"])
            .with_level("segment", Some(Severity::Error))
            .and_then(|config| config.with_level("segment", None)?.with_level("mixed-revisions", Some(Severity::Info)))
            .expect("names")
            .assuming_current();
        assert_eq!(format!("{built:?}"), format!("{read:?}"));
        let chosen = Config::default().choose(&["segment".to_owned()], &["number".to_owned()]).expect("names");
        let chosen = chosen.with_level("url", None).expect("a rule");
        assert_eq!(level(&chosen, "number", "/p/a.md").1, level(&chosen, "header-name", "/p/a.md").1);
        assert!(Config::default().with_level("segmnt", None).is_err());
    }

    #[test]
    fn locales_are_chosen_by_language_or_tag() {
        let locales = read("locales:\n  include: [zh, PT-br]\n  exclude: [zh-TW]\n").locales;
        let allowed = ["zh-CN", "pt-BR", "zh-TW", "pt-PT", "de"].map(|tag| locales.allow(Locale::parse(tag).as_ref()));
        assert_eq!(allowed, [true, true, false, false, false]);
    }

    #[test]
    fn a_project_names_its_locales() {
        let config = read("locales: {hk: zh-HK, MO: zh-MO, exclude: [fr]}\nsource-locale: zh-CN\nlocale: de\n");
        assert_eq!(config.codes.read("HK"), Locale::parse("zh-HK"));
        assert_eq!(config.codes.read("mo"), Locale::parse("zh-MO"));
        assert!(!config.locales.allow(Locale::parse("fr").as_ref()));
        assert_eq!((config.source_locale, config.locale), (Locale::parse("zh-CN"), Locale::parse("de")));
        let wrong = |text: &str| Config::read(Path::new("p.yaml"), text).expect_err("wrong").to_string();
        assert!(wrong("locales:\n  hk: Hongkong\n").starts_with("p.yaml:2:7: `Hongkong` is no language tag"));
        assert!(wrong("locales:\n  inclde: [de]\n").contains("inclde"), "{}", wrong("locales:\n  inclde: [de]\n"));
    }

    #[test]
    fn a_profile_is_a_name_or_the_fields_that_differ() {
        let profile = |text| read(text).profile;
        assert_eq!(profile("profile: kubernetes\n").request_levels, [4]);
        let own = profile("profile:\n  request-sections: [Request URL]\n  scope: '\\w+:\\w+'\n");
        assert_eq!(own.request_sections, ["request-url"]);
        assert_eq!(own.scopes("read:user, repo").collect::<Vec<_>>(), ["read:user"]);
        assert_eq!(own.header_sections, Profile::graph().header_sections);
    }

    #[test]
    fn an_empty_file_changes_nothing() {
        for text in ["", "# nothing\n", "rules:\nexclude:\nsource:\n"] {
            let config = read(text);
            assert!(config.source.is_none() && config.rules.len() == Config::default().rules.len(), "{text}");
        }
        assert!(read("assume-current: true\n").assume_current && !read("").assume_current);
    }
}
