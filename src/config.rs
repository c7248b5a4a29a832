//! What is checked, and how much each defect matters.

mod file;
mod profile;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::finding::Severity;
use crate::layout::Rooted;
use crate::profile::Profile;
use crate::rule::{Family, Rule};
use crate::rules;

/// The name of the configuration file.
pub const FILE_NAME: &str = "docparity.yaml";

/// Which rules run, how much they matter, and where they find the facts.
#[derive(Debug, Clone)]
pub struct Config {
    /// The rules that run.
    pub rules: Vec<&'static Rule>,
    /// The severities that differ from the rules' own.
    pub levels: BTreeMap<&'static str, Severity>,
    /// The English tree. A relative path starts at the folder of the configuration file.
    pub source: Option<PathBuf>,
    /// Where the pages of each locale stand. Without it, the tree is looked at.
    pub layout: Option<Rooted>,
    /// Whether a page that does not say which English it was made from is taken to be made from the English of today.
    pub assume_current: bool,
    /// The findings that are known. A relative path starts at the folder of the configuration file.
    pub baseline: Option<PathBuf>,
    /// Where facts stand on a page.
    pub profile: Cow<'static, Profile>,
}

impl Default for Config {
    /// The rules that are on by default, and the built-in profile.
    fn default() -> Self {
        let rules = rules::all().filter(|rule| rule.on).collect();
        Self {
            rules,
            levels: BTreeMap::new(),
            source: None,
            layout: None,
            assume_current: false,
            baseline: None,
            profile: Cow::Borrowed(Profile::graph()),
        }
    }
}

impl Config {
    /// Reads a configuration. `path` is named in messages, and its folder is where relative paths start.
    ///
    /// # Errors
    ///
    /// The text is no valid configuration. The message names path, line and column, and the nearest valid name.
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
            let selected = named(select)?;
            self.rules = rules::all().filter(|rule| selected.contains(&rule.name)).collect();
        }
        let ignored = named(ignore)?;
        self.rules.retain(|rule| !ignored.contains(&rule.name));
        match self.rules.is_empty() {
            true => Err(Error::Usage("the selection leaves no rule to run".to_owned())),
            false => Ok(self),
        }
    }

    /// How much the findings of `rule` matter.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Severity {
        self.levels.get(rule.name).copied().unwrap_or(rule.severity)
    }
}

/// The names of the rules that `names` stands for.
fn named(names: &[String]) -> Result<Vec<&'static str>, Error> {
    let mut found = Vec::new();
    for name in names {
        let before = found.len();
        let meant = |rule: &&Rule| name == "all" || rule.name == name || rule.family.name() == name;
        found.extend(rules::all().filter(meant).map(|rule| rule.name));
        if found.len() == before {
            return Err(Error::Usage(unknown(name)));
        }
    }
    Ok(found)
}

/// Says that no rule or family has this name, and which name is near.
#[must_use]
pub fn unknown(name: &str) -> String {
    let families = Family::ALL.iter().map(|family| family.name());
    let known = rules::all().map(|rule| rule.name).chain(families).chain(["all"]);
    match nearest(name, known) {
        Some(near) => format!("no rule or family is called `{name}`; did you mean `{near}`?"),
        None => format!("no rule or family is called `{name}`; `docparity rules` lists them"),
    }
}

/// The known name that `name` is a slip of the pen for.
fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let (distance, near) = known.map(|known| (strsim::damerau_levenshtein(name, known), known)).min()?;
    (distance <= 3).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let config = Config::default().choose(&owned(select), &owned(ignore)).expect("known names");
        config.rules.iter().map(|rule| rule.name).collect()
    }

    #[test]
    fn rules_are_chosen_by_name_family_or_all() {
        assert_eq!(chosen(&["header-name", "source"], &["source-half"]), ["header-name", "source-contradiction"]);
        assert!(chosen(&["all"], &["contract"]).contains(&"mixed-revisions"));
        assert!(!chosen(&[], &[]).contains(&"mixed-revisions"));
        assert!(Config::default().choose(&[], &["all".to_owned()]).is_err());
    }

    #[test]
    fn an_unknown_name_is_met_with_a_near_one() {
        let error = Config::default().choose(&["header-nam".to_owned()], &[]).expect_err("unknown");
        assert_eq!(error.to_string(), "no rule or family is called `header-nam`; did you mean `header-name`?");
    }

    #[test]
    fn a_level_turns_a_rule_on_or_off() {
        let config =
            Config::read(Path::new("x"), "rules:\n  mixed-revisions: warning\n  encoding: off\n").expect("valid");
        let rule = |name| rules::named(name).expect("a rule");
        assert_eq!(config.severity(rule("mixed-revisions")), Severity::Warning);
        assert!(config.rules.iter().any(|rule| rule.name == "mixed-revisions"));
        assert!(!config.rules.iter().any(|rule| rule.name == "encoding"));
    }

    #[test]
    fn a_wrong_file_is_met_with_line_column_and_cure() {
        let message = |text| Config::read(Path::new("docparity.yaml"), text).expect_err("wrong").to_string();
        assert_eq!(
            message("rules:\n  header-nam: off\n"),
            "docparity.yaml:2:3: no rule is called `header-nam`; did you mean `header-name`?"
        );
        assert_eq!(
            message("rules:\n  header-name: of\n"),
            "docparity.yaml:2:16: `of` is no level; use error, warning, info or off"
        );
        assert_eq!(message("source: [a]\n"), "docparity.yaml:1:1: `source` is the path of the English tree");
        assert_eq!(
            message("source: docs\nlayout: \"docs/{lang}/{page}\"\n"),
            "docparity.yaml:2:15: no placeholder is called `{lang}`; use `{locale}` and `{page}`"
        );
        assert!(message("layout: docs/{locale}\n").starts_with("docparity.yaml:1:9: the layout has no `{page}`"));
        let unquoted = "docparity.yaml:1:9: `layout` is a pattern in quotes, for example `\"{locale}/{page}\"`";
        for text in ["layout: {locale}/{page}\n", "layout: {page}.{locale}.md\n", "layout: {locale}\n", "layout: [a]\n"]
        {
            assert_eq!(message(text), unquoted, "{text}");
        }
        assert_eq!(message("rule:\n  a: b\n"), "docparity.yaml:1:1: no key is called `rule`; did you mean `rules`?");
    }

    #[test]
    fn a_profile_is_a_name_or_the_fields_that_differ() {
        let profile = |text| Config::read(Path::new("x"), text).expect("valid").profile;
        assert_eq!(profile("profile: kubernetes\n").request_levels, [4]);
        let own = profile("profile:\n  request-sections: [Request URL]\n  scope: '\\w+:\\w+'\n");
        assert_eq!(own.request_sections, ["request-url"]);
        assert_eq!(own.scopes("read:user, repo").collect::<Vec<_>>(), ["read:user"]);
        assert_eq!(own.header_sections, Profile::graph().header_sections);
    }

    #[test]
    fn a_wrong_profile_is_met_with_line_column_and_cure() {
        let message = |text| Config::read(Path::new("docparity.yaml"), text).expect_err("wrong").to_string();
        assert_eq!(
            message("source: a\nprofile: graf\n"),
            "docparity.yaml:2:10: no profile is called `graf`; did you mean `graph`?"
        );
        assert_eq!(
            message("profile: [graph]\n"),
            "docparity.yaml:1:1: `profile` is the name of a profile, or maps the fields that differ"
        );
        assert_eq!(
            message("profile:\n  request-section: [a]\n"),
            "docparity.yaml:2:3: no field of a profile is called `request-section`; did you mean `request-sections`?"
        );
        assert_eq!(
            message("profile:\n  hosts: api.example.com\n"),
            "docparity.yaml:2:3: `hosts`: invalid type: string \"api.example.com\"; \
             write it like `hosts: [\"api.example.com\"]`"
        );
        assert_eq!(
            message("profile:\n  extends: grph\n"),
            "docparity.yaml:2:12: no profile is called `grph`; did you mean `graph`?"
        );
        assert_eq!(
            message("profile:\n  scope: '(a'\n"),
            "docparity.yaml:2:11: `scope`: no valid regular expression: unclosed group"
        );
        assert_eq!(
            message("profile: {hosts: [], request-levels: [2, 9]}\n"),
            "docparity.yaml:1:42: `request-levels`: no heading has the level 9; `##` has 2"
        );
        assert_eq!(
            message("profile:\n  lists:\n    - kind: parameter\n      iten: '^(?<name>x)'\n"),
            "docparity.yaml:4:7: no field of a list is called `iten`; did you mean `item`?"
        );
        assert_eq!(
            message("profile:\n  lists:\n    - kind: parameter\n      item: '^name'\n"),
            "docparity.yaml:4:14: `item`: the expression has no group `name`; put `(?<name>…)` around that part"
        );
    }

    #[test]
    fn pages_are_assumed_current_only_when_asked() {
        let read = |text| Config::read(Path::new("docparity.yaml"), text);
        assert!(read("assume-current: true\n").expect("valid").assume_current);
        assert!(!read("").expect("valid").assume_current);
        let error = read("assume-current: yes please\n").expect_err("wrong").to_string();
        assert_eq!(error, "docparity.yaml:1:1: `assume-current` is `true` or `false`");
    }
}
