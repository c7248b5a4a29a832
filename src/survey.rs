//! What a tree was found to hold, and the configuration that says so.

use std::collections::BTreeMap;

use crate::layout::Layout;
use crate::locale::Locale;
use crate::profile::{Base, Chosen, Proposal};

/// What a tree was found to hold.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Where the pages of each locale stand, where that is a known layout.
    pub layout: Option<Layout>,
    /// All layouts, where there are several: a configuration names one, and each run finds all of them.
    pub layouts: Vec<String>,
    /// What people call that layout.
    pub layout_name: Option<&'static str>,
    /// The English tree, where one was found.
    pub english: Option<EnglishTree>,
    /// Whether the user named it.
    pub is_named: bool,
    /// The locales in the order of their tags.
    pub locales: Vec<LocaleSurvey>,
    /// The locale that the user names for pages that stand in no locale's place.
    pub locale: Option<Locale>,
    /// The number of pages that stand elsewhere than the layout says.
    pub strays: usize,
    /// The profile that fits the English pages, where they state facts.
    pub profile: Option<Proposal>,
}

/// An English tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnglishTree {
    /// The folder, from the folder that was looked at.
    pub folder: String,
    /// The number of its pages.
    pub pages: usize,
}

/// The pages of a locale.
#[derive(Debug, Clone, Default)]
pub struct LocaleSurvey {
    /// The locale, as a BCP 47 tag; `None` for pages that name none.
    pub locale: Option<String>,
    /// The number of its pages.
    pub pages: usize,
    /// The number of English pages that it lacks; `None` without an English tree.
    pub missing: Option<usize>,
    /// How many pages carry which mark of the English they were made from, `None` for no mark; a page can carry several.
    pub marks: BTreeMap<Option<&'static str>, usize>,
}

/// A part of a configuration file: what was found in words, and the keys that say so.
struct Section {
    comment: String,
    keys: String,
}

impl Survey {
    /// The text of a `docparity.yaml` that says what was found, and nothing else.
    #[must_use]
    pub fn configuration(&self) -> String {
        let sections = [self.layout_section(), self.source_section(), self.locale_section(), self.profile_section()];
        let mut text = "# The configuration of docparity, as `docparity init` found it.\n".to_owned();
        for Section { comment, keys } in sections.into_iter().flatten() {
            text += &format!("\n# {comment}\n{keys}");
        }
        text
    }

    fn layout_section(&self) -> Option<Section> {
        if !self.layouts.is_empty() {
            let list: String = self.layouts.iter().map(|layout| format!("# - {layout}\n")).collect();
            let comment =
                "The pages stand in several layouts. Each run finds them; `layout:` would name one alone.".to_owned();
            return Some(Section { comment, keys: list });
        }
        let layout = self.layout.as_ref()?;
        let name = self.layout_name.map(|name| format!(" ({name})")).unwrap_or_default();
        let comment = format!("Where the pages of each locale stand, from the folder of this file{name}.");
        Some(Section { comment, keys: format!("layout: {}\n", quoted(&layout.to_string())) })
    }

    /// The locale of pages that stand where nothing names one.
    fn locale_section(&self) -> Option<Section> {
        if let Some(locale) = &self.locale {
            let comment = "The locale of the pages that stand where nothing names one.".to_owned();
            return Some(Section { comment, keys: format!("locale: {}\n", quoted(locale.as_str())) });
        }
        let [LocaleSurvey { locale: Some(locale), .. }] = &*self.locales else { return None };
        (self.layout.is_none() && self.english.is_some()).then(|| Section {
            comment: "The locale of the pages beside the English ones.".to_owned(),
            keys: format!("locale: {}\n", quoted(locale)),
        })
    }

    /// What the built-in profile of all pages does not say.
    fn profile_section(&self) -> Option<Section> {
        let Proposal { chosen, fit } = self.profile.as_ref()?;
        if *chosen == Chosen::Named(Base::DEFAULT) {
            return None;
        }
        let comment = format!(
            "Where the pages state requests, scopes, headers and names. It explains {} of the {} pages that have such parts.",
            fit.explained, fit.named
        );
        let keys = serde_yaml::to_string(&BTreeMap::from([("profile", chosen)])).ok()?;
        Some(Section { comment, keys })
    }

    fn source_section(&self) -> Option<Section> {
        Some(match &self.english {
            _ if !self.layouts.is_empty() && !self.is_named => return None,
            Some(english) => Section {
                comment: "The English pages, from the folder of this file.".to_owned(),
                keys: format!("source: {}\n", quoted(&english.folder)),
            },
            None => Section {
                comment: "No English tree was found; name it here to compare pages with the English of today."
                    .to_owned(),
                keys: "# source: ../docs\n".to_owned(),
            },
        })
    }
}

/// A YAML text in double quotes. JSON texts are YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;
    use crate::profile::{Fit, Overrides};

    #[test]
    fn the_configuration_is_one() {
        let read =
            |survey: &Survey| Config::read(Path::new("p/docparity.yaml"), &survey.configuration()).expect("valid");
        let proposed = |chosen| Proposal { chosen, fit: Fit { named: 4, explained: 3 } };
        let none = read(&Survey::default());
        assert!(none.layout.is_none() && none.source.is_none());
        let kubernetes = read(&Survey {
            profile: Base::named("kubernetes").map(|base| proposed(Chosen::Named(base))),
            ..Survey::default()
        });
        assert_eq!(kubernetes.profile.request_levels, [4]);
        let fields = Overrides { request_sections: Some(vec!["request: url".to_owned()]), ..Overrides::default() };
        let own = read(&Survey { profile: Some(proposed(Chosen::Overridden(Box::new(fields)))), ..Survey::default() });
        assert_eq!(own.profile.request_sections, ["request-url"]);
        let graph = Survey { profile: Some(proposed(Chosen::Named(Base::DEFAULT))), ..Survey::default() };
        assert_eq!(graph.configuration(), Survey::default().configuration());
        let found = read(&Survey {
            layout: Layout::parse("{page}.{locale}.md").ok(),
            english: Some(EnglishTree { folder: "the \"docs\"".to_owned(), pages: 1 }),
            ..Survey::default()
        });
        assert_eq!(found.layout.map(|rooted| rooted.layout.to_string()).as_deref(), Some("{page}.{locale}.md"));
        assert_eq!(found.source.as_deref(), Some(Path::new("p/the \"docs\"")));
    }
}
