//! Files in Markdown that are no pages of a documentation.

/// What a file is that is written in Markdown and is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// A template: pages are made from it, or it is put into pages.
    Template,
    /// It is about the project, for those who work on it.
    Project,
    /// It tells an agent what to do.
    Agent,
}

/// Folders of templates, and of what other projects wrote.
const TEMPLATES: [&str; 9] =
    ["_includes", "_layouts", "_partials", "archetypes", "layouts", "partials", "templates", "themes", "node_modules"];

const PROJECT: [&str; 14] = [
    "authors",
    "changelog",
    "changes",
    "code-of-conduct",
    "contributing",
    "governance",
    "history",
    "issue-template",
    "license",
    "maintainers",
    "pull-request-template",
    "readme",
    "security",
    "support",
];

const AGENT: [&str; 6] = ["agent", "agents", "claude", "copilot-instructions", "gemini", "skill"];

impl Apart {
    /// What the file at `path` is, with `/` between the parts of the path, where its names tell that it is no page. Asked of
    /// files outside of all layouts only: a documentation may have a chapter about templates, and a page called `readme`.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.split('.').next().unwrap_or(file).to_lowercase().replace('_', "-");
        if folders.split('/').any(|folder| TEMPLATES.contains(&folder)) {
            Some(Self::Template)
        } else if AGENT.contains(&&*stem) {
            Some(Self::Agent)
        } else if PROJECT.contains(&&*stem) {
            Some(Self::Project)
        } else {
            None
        }
    }

    /// What to call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Template => "a template",
            Self::Project => "a file about the project",
            Self::Agent => "a file for agents",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_files_for_contributors_are_no_pages() {
        for (path, apart) in [
            ("archetypes/default.md", Some(Apart::Template)),
            ("site/layouts/partials/hint.md", Some(Apart::Template)),
            ("README.md", Some(Apart::Project)),
            ("docs/CODE_OF_CONDUCT.de.md", Some(Apart::Project)),
            ("CLAUDE.md", Some(Apart::Agent)),
            ("guide/claude-code.md", None),
            ("docs/supported.md", None),
        ] {
            assert_eq!(Apart::of(path), apart, "{path}");
        }
    }
}
