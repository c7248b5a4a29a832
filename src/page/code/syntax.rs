//! How languages mark what is not run.

/// How a language marks what is not run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syntax {
    /// What begins a comment that goes on to the end of the line. Behind code it takes a space before it.
    pub line: &'static [&'static str],
    /// What begins and ends a comment or a documentation string.
    pub block: &'static [(&'static str, &'static str)],
    /// Whether `#` and the like begin a comment only at the start of a line.
    pub starts_line: bool,
    /// What stands at the end of a line that goes on in the next.
    pub wrap: Option<char>,
    /// Where text for people stands outside strings.
    pub texts: Texts,
    /// Whether a word in square brackets is what a reader fills in.
    pub brackets: bool,
    /// Whether a string between backticks goes on over lines.
    pub templates: bool,
    /// Whether a name that is given a value at the start of a statement is seen in that code alone.
    pub variables: bool,
}

/// Where text for people stands outside strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    /// Nowhere.
    Nowhere,
    /// Between tags, of which all are closed: JSX.
    Elements,
    /// Between tags and outside them, but not in scripts and styles.
    Markup,
    /// Behind a key, without quotation marks.
    Values,
    /// In the lines without a prompt, where others have one: what the command prints.
    Output,
}

impl Texts {
    /// Whether tags are known by their form.
    pub(super) fn has_tags(self) -> bool {
        matches!(self, Self::Elements | Self::Markup)
    }
}

const NONE: Syntax = Syntax {
    line: &[],
    block: &[],
    starts_line: false,
    wrap: None,
    texts: Texts::Nowhere,
    brackets: false,
    templates: false,
    variables: false,
};
const SLASHES: Syntax = Syntax { line: &["//"], block: &[("/*", "*/")], ..NONE };
const PROGRAM: Syntax = Syntax { variables: true, ..SLASHES };
/// JSON has no comments; writers of docs use those of any language.
const JSON: Syntax = Syntax { line: &["//", "#"], block: &[("/*", "*/")], ..NONE };
const GO: Syntax = Syntax { templates: true, ..PROGRAM };
const SCRIPT: Syntax = Syntax { texts: Texts::Elements, ..GO };
const HASH: Syntax = Syntax { line: &["#"], ..NONE };
const VALUES: Syntax = Syntax { block: &[("{{/*", "}}"), ("{{- /*", "}}")], texts: Texts::Values, ..HASH };
const SHELL: Syntax = Syntax { wrap: Some('\\'), texts: Texts::Output, brackets: true, ..HASH };
const PYTHON: Syntax =
    Syntax { block: &[("\"\"\"", "\"\"\""), ("'''", "'''")], wrap: Some('\\'), variables: true, ..HASH };
const POWERSHELL: Syntax = Syntax { block: &[("<#", "#>")], wrap: Some('`'), texts: Texts::Output, ..HASH };
const XML: Syntax = Syntax { block: &[("<!--", "-->")], texts: Texts::Markup, ..NONE };
const COMPONENT: Syntax = Syntax { line: &["//"], block: &[("<!--", "-->"), ("/*", "*/")], templates: true, ..XML };
const DASHES: Syntax = Syntax { line: &["--"], block: &[("/*", "*/")], ..NONE };
const BATCH: Syntax = Syntax { line: &["REM ", "rem ", "::", "#"], starts_line: true, wrap: Some('^'), ..NONE };
const REQUEST: Syntax = Syntax { line: &["###", "# "], starts_line: true, ..NONE };

/// Any of the common languages: what stands in a line of prose names none.
pub(super) const ANY: Syntax = Syntax { line: &["# ", "// "], block: &[("/*", "*/")], brackets: true, ..NONE };
/// The content of a string.
pub(super) const STRING: Syntax = NONE;

const LANGUAGES: &[(Syntax, &[&str])] = &[
    (
        PROGRAM,
        &[
            "c",
            "cpp",
            "c++",
            "cs",
            "csharp",
            "dart",
            "java",
            "kotlin",
            "objc",
            "objectivec",
            "php",
            "rust",
            "scala",
            "swift",
            "zig",
        ],
    ),
    (SLASHES, &["css", "less", "proto", "sass", "scss", "msgraph-interactive"]),
    (JSON, &["json", "jsonc", "json5", "jsonl"]),
    (GO, &["go", "golang"]),
    (SCRIPT, &["javascript", "js", "jsx", "mjs", "ts", "tsx", "typescript"]),
    (
        SHELL,
        &[
            "bash",
            "sh",
            "shell",
            "zsh",
            "fish",
            "console",
            "shell-session",
            "terminal",
            "dockerfile",
            "docker",
            "azurecli",
        ],
    ),
    (HASH, &["makefile", "cmake", "perl", "r", "ruby", "rb", "toml", "graphql", "elixir", "hcl", "terraform", "nginx"]),
    (VALUES, &["yaml", "yml", "env", "dotenv", "ini", "properties", "conf"]),
    (PYTHON, &["python", "py", "python3"]),
    (POWERSHELL, &["powershell", "ps1", "pwsh", "azurepowershell"]),
    (XML, &["xml", "svg", "xaml"]),
    (COMPONENT, &["html", "htm", "vue", "vue-html", "svelte", "astro", "mdx"]),
    (DASHES, &["sql", "tsql", "lua", "haskell"]),
    (BATCH, &["cmd", "bat", "batch", "dos"]),
    (REQUEST, &["http", "rest", "curl", "csv"]),
];

/// The syntax of a language by the info string of its fences; `None` for diagrams, output and prose, where nobody can tell
/// code from labels.
pub(super) fn of(info: &str) -> Option<Syntax> {
    let language = language(info);
    LANGUAGES.iter().find(|(_, names)| names.contains(&&*language)).map(|(syntax, _)| *syntax)
}

/// Whether a block of this info string gives its variables any names.
pub(crate) fn has_variables(info: &str) -> bool {
    of(info).is_some_and(|syntax| syntax.variables)
}

/// Whether blocks of this info string are commands and what they print.
pub(crate) fn is_shell(info: &str) -> bool {
    of(info).is_some_and(|syntax| syntax.texts == Texts::Output)
}

/// The name of the language in an info string, in lower case.
pub(crate) fn language(info: &str) -> String {
    info.split([' ', ',', '{', ':', '[']).next().unwrap_or_default().to_lowercase()
}
