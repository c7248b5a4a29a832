//! `docparity.yaml`: each key is declared here once, with its meaning, its form and an example.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;

use super::fail_on::FailOn;
use super::levels::Levels;
use super::locales::{LocaleKeys, Locales};
use super::marks::Marks;
use super::paths::{Glob, Paths};
use super::percent::Percent;
use super::quality::QualityKeys;
use super::value::{List, Text, Value};
use super::wrong::Wrong;
use super::{Config, Override, SNAPSHOTS, profile};
use crate::error::Error;
use crate::group::Terms;
use crate::layout::{Layout, Rooted};
use crate::locale::{Codes, Locale};
use crate::profile::Chosen;
use crate::text::Size;

/// The configuration of docparity. Paths and patterns of paths start at the folder of this file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(
    default,
    rename_all = "kebab-case",
    deny_unknown_fields,
    expecting = "keys with their values, such as `source: ../docs`"
)]
#[schemars(title = "docparity.yaml")]
pub(super) struct File {
    /// Where the pages of each locale stand. Without it, the tree is looked at.
    #[schemars(example = &"{locale}/{page}")]
    layout: Option<Value<Layout>>,
    /// The folder of the English pages.
    #[schemars(example = &"../docs")]
    source: Option<Value<Folder>>,
    /// The pinned contracts that pages are held to: the folder or file that `docparity snapshot` wrote. `snapshots` stands for
    /// the folder that it writes to unless told otherwise, `contracts`.
    #[schemars(example = &"snapshots")]
    canonical: Option<Value<Canonical>>,
    /// Which locales are checked, and what paths call them. A language stands for all its locales: `pt` for `pt-BR` too.
    #[schemars(example = serde_json::json!({"exclude": ["zh-TW"], "hk": "zh-HK"}))]
    locales: Option<LocaleKeys>,
    /// The locale of the pages of a repository that holds one locale only.
    #[schemars(example = &"fr-FR")]
    locale: Option<Value<Locale>>,
    /// The locale that pages are written in, where it is not English.
    #[schemars(example = &"zh-CN")]
    source_locale: Option<Value<Locale>>,
    /// Pages that are not looked at.
    #[schemars(example = vec!["drafts/**"])]
    exclude: List<Glob>,
    /// Larger pages are not compared.
    #[schemars(example = &"16 MB")]
    largest_page: Option<Value<Size>>,
    /// Where facts stand on a page: the name of a profile, or the fields that differ from it.
    #[schemars(example = &"graph")]
    profile: Option<Chosen>,
    /// Whether the git history dates the pages that do not say which English they were made from: by the commit that last
    /// worked on each of them.
    #[schemars(example = false)]
    git_dates: Option<bool>,
    /// A commit that touches more than this share of all pages, such as the run of a formatter or an import, dates none of
    /// them.
    #[schemars(example = &"25%")]
    mass_commit: Option<Value<Percent>>,
    /// Commits that date no page, and whose changes of the English make none of the dated pages older: those whose messages say one
    /// of these words in the first line, in whatever case.
    #[schemars(example = vec!["typo", "en-only"])]
    ignored_commits: List<Term>,
    /// How pages record the English they were made from, where it is a mark that docparity does not know by itself.
    #[schemars(example = serde_json::json!({"key": "sync.english", "of": "body"}))]
    provenance: Option<Marks>,
    /// The least share of all pages that has to be compared with their English: `docparity check` fails below it.
    #[schemars(example = &"95%")]
    coverage: Option<Value<Percent>>,
    /// The file of the findings that are known and not reported again.
    #[schemars(example = &"docparity-baseline.txt")]
    baseline: Option<Value<BaselineFile>>,
    /// How much each locale of `docparity report` may cost at most, by the penalty points of MQM: the report says PASS or FAIL,
    /// and exits with 1 where it fails.
    #[schemars(example = serde_json::json!({"points": "5", "critical": "0"}))]
    quality: Option<QualityKeys>,
    /// Whether a page that does not say which English it was made from is taken to be made from the English of today.
    #[schemars(example = true)]
    assume_current: Option<bool>,
    /// Terms that stay as they are in every language; upper and lower case count.
    #[schemars(example = vec!["Azure", "Contoso"])]
    do_not_translate: List<Term>,
    /// How much the findings of rules and families matter; `off` turns them off.
    #[schemars(example = serde_json::json!({"untranslated": "warning"}))]
    rules: Option<Levels>,
    /// Other levels for some pages. Where several entries name a page, the last one counts.
    #[schemars(example = serde_json::json!([{"paths": ["legacy/**"], "rules": {"freshness": "off"}}]))]
    overrides: Option<Vec<OverrideEntry>>,
    /// The mildest severity that makes `docparity check` exit with 1.
    #[schemars(example = &"warning")]
    fail_on: Option<Value<FailOn>>,
}

/// Levels for some pages.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, expecting = "a map with `paths` and `rules`")]
struct OverrideEntry {
    /// The pages.
    #[schemars(example = vec!["legacy/**"])]
    paths: List<Glob>,
    /// The levels.
    #[schemars(example = serde_json::json!({"freshness": "off"}))]
    rules: Levels,
}

/// The path of a folder.
#[derive(Debug)]
struct Folder(PathBuf);

/// The folder of pinned contracts.
#[derive(Debug)]
struct Canonical(PathBuf);

/// The path of a baseline.
#[derive(Debug)]
struct BaselineFile(PathBuf);

/// A term that is not translated.
#[derive(Debug)]
struct Term(String);

impl Text for Folder {
    const FORM: &'static str = "the path of a folder";

    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "" => Err("the path of the folder is empty; write `.` for the folder of this file".to_owned()),
            _ => Ok(Self(text.into())),
        }
    }
}

impl Text for Canonical {
    const FORM: &'static str = "`snapshots`, or the path of a folder";

    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "" => Err("the path of the folder is empty; write `snapshots` for the folder `contracts`".to_owned()),
            "snapshots" => Ok(Self(SNAPSHOTS.into())),
            folder => Ok(Self(folder.into())),
        }
    }
}

impl Text for BaselineFile {
    const FORM: &'static str = "the path of a baseline";

    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "" => Err("the path of the baseline is empty; leave the key out where there is none".to_owned()),
            _ => Ok(Self(text.into())),
        }
    }
}

impl Text for Term {
    const FORM: &'static str = "a term";

    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "" => Err("an empty term stands in every text; leave it out".to_owned()),
            term => Ok(Self(term.to_owned())),
        }
    }
}

impl Text for Layout {
    const FORM: &'static str = "a pattern in quotes";

    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|error| error.message)
    }
}

pub(super) fn read(path: &Path, text: &str) -> Result<Config, Error> {
    let wrong = Wrong { path, text };
    let file: Option<File> = serde_yaml::from_str(text).map_err(|error| wrong.error(&error))?;
    let file = file.unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut config = Config {
        source: file.source.map(|Value(Folder(source))| folder.join(source)),
        canonical: file.canonical.map(|Value(Canonical(canonical))| folder.join(canonical)),
        layout: file.layout.map(|Value(layout)| Rooted { root: folder.to_owned(), layout }),
        exclude: Paths::new(folder, &file.exclude.0),
        largest_page: file.largest_page.map(|Value(size)| size).unwrap_or_default(),
        locale: file.locale.map(|Value(locale)| locale),
        source_locale: file.source_locale.map(|Value(locale)| locale),
        baseline: file.baseline.map(|Value(BaselineFile(baseline))| folder.join(baseline)),
        quality: file.quality.map(Into::into).unwrap_or_default(),
        git_dates: file.git_dates.unwrap_or(true),
        ignored_commits: file.ignored_commits.0.into_iter().map(|Term(word)| word).collect(),
        marks: file.provenance.unwrap_or_default().0,
        coverage: file.coverage.map(|Value(coverage)| coverage),
        assume_current: file.assume_current.unwrap_or_default(),
        terms: Terms::new(file.do_not_translate.0.into_iter().map(|Term(term)| term)),
        fail_on: file.fail_on.map(|Value(fail_on)| fail_on).unwrap_or_default(),
        base: file.rules.unwrap_or_default(),
        ..Config::default()
    };
    if let Some(Value(share)) = file.mass_commit {
        config.mass_commit = share;
    }
    if let Some(LocaleKeys { include: List(include), exclude: List(exclude), codes }) = file.locales {
        config.locales = Locales { include, exclude };
        config.codes = Codes::new(codes.into_iter().map(|(code, Value(locale))| (code, locale)));
    }
    if let Some(chosen) = file.profile {
        config.profile = profile::chosen(&wrong, &chosen)?;
        config.profile_by_evidence = false;
    }
    let overrides = file.overrides.into_iter().flatten();
    config.overrides =
        overrides.map(|entry| Override { paths: Paths::new(folder, &entry.paths.0), levels: entry.rules }).collect();
    config.rules = config.running();
    Ok(config)
}
