//! What is checked.

use crate::error::Error;
use crate::profile::Profile;
use crate::rule::{Family, Rule};
use crate::rules;

/// Which rules run, and where they find the facts.
#[derive(Debug, Clone)]
pub struct Config {
    /// The rules that run.
    pub rules: Vec<&'static Rule>,
    /// Where facts stand on a page.
    pub profile: &'static Profile,
}

impl Default for Config {
    /// The rules that are on by default, and the built-in profile.
    fn default() -> Self {
        Self { rules: rules::all().filter(|rule| rule.on).collect(), profile: Profile::graph() }
    }
}

impl Config {
    /// Chooses the rules: those in `select`, or the default ones where it is empty, without those in `ignore`. Both name
    /// rules, families, or `all`.
    ///
    /// # Errors
    ///
    /// A name is neither a rule nor a family; the message says which names are near.
    pub fn choose(mut self, select: &[String], ignore: &[String]) -> Result<Self, Error> {
        if !select.is_empty() {
            let selected = named(select)?;
            self.rules = rules::all().filter(|rule| selected.contains(&rule.name)).collect();
        }
        let ignored = named(ignore)?;
        self.rules.retain(|rule| !ignored.contains(&rule.name));
        Ok(self)
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
    let near = known.map(|known| (strsim::damerau_levenshtein(name, known), known)).min();
    match near {
        Some((distance, near)) if distance <= 3 => format!("no rule or family is called `{name}`; did you mean `{near}`?"),
        _ => format!("no rule or family is called `{name}`; `docparity rules` lists them"),
    }
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
        assert!(chosen(&[], &["all"]).is_empty());
    }

    #[test]
    fn an_unknown_name_is_met_with_a_near_one() {
        let error = Config::default().choose(&["header-nam".to_owned()], &[]).expect_err("unknown");
        assert_eq!(error.to_string(), "no rule or family is called `header-nam`; did you mean `header-name`?");
    }
}
