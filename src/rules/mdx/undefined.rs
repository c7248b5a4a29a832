//! Names of MDX that nothing defines, and imports that lead nowhere.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Found, Sink};
use crate::finding::Cause;
use crate::group::{Doc, PageGroup};
use crate::link::{Address, Files, Leads};
use crate::page::{Page, TagKind};
use crate::span::Span;

/// What is known on all pages: to JavaScript, to React, and to the frameworks that compile MDX.
const KNOWN: [&str; 24] = [
    "Array",
    "Astro",
    "Boolean",
    "Date",
    "Infinity",
    "JSON",
    "Math",
    "NaN",
    "Number",
    "Object",
    "React",
    "String",
    "assets",
    "components",
    "contentTitle",
    "false",
    "frontMatter",
    "frontmatter",
    "metadata",
    "null",
    "props",
    "toc",
    "true",
    "undefined",
];

/// A value that is nothing but a name, with what is taken of it: `{regions.length}`.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\{\s*([A-Za-z_$][\w$]*)(?:\??\.[\w$]+|\[[^\[\]{}]*\]|\([^(){}]*\))*\s*\}$").expect("a valid pattern")
});
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}_$][\p{L}\p{N}_$]*").expect("a valid pattern"));
/// What names something, in MDX.
static SIGN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"<[A-Z]|\{\s*[A-Za-z_$]|(?m:^(?:import|export)\s)").expect("a valid pattern"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"'[^'\n]*'|"[^"\n]*""#).expect("a valid pattern"));
/// The file that an import takes, seen from the page.
static IMPORTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?m)^import\s(?:[^'";]*?\sfrom\s*)?['"](\.\.?/[^'"\n]+)['"]"#).expect("a valid pattern")
});

/// The names of a page of MDX.
pub(super) struct Names<'p> {
    /// What its imports and exports bring.
    defined: HashSet<&'p str>,
    /// The components that it uses, with the places of their tags.
    components: Vec<(&'p str, Span)>,
    /// The values in braces that are nothing but a name.
    values: Vec<(&'p str, Span)>,
    /// All words between braces.
    words: HashSet<&'p str>,
    /// The files that it imports.
    files: Vec<(&'p str, Span)>,
}

impl<'p> Names<'p> {
    /// The names of a page. `None` where it has none, or does not compile.
    pub(super) fn of(doc: &Doc<'p>) -> Option<Self> {
        let read = |page: &Page<'p>| page.mdx.broken.is_none().then(|| Self::on(page));
        match doc.file.format().is_mdx() {
            true => read(&doc.localized.page),
            // Most pages of Markdown have no component.
            false if SIGN.is_match(doc.localized.page.text) => read(&super::read_as_mdx(doc)?),
            false => None,
        }
    }

    fn on(page: &Page<'p>) -> Self {
        let (text, mdx) = (page.text, &page.mdx);
        let mut names = Self {
            defined: HashSet::new(),
            components: Vec::new(),
            values: Vec::new(),
            words: HashSet::new(),
            files: Vec::new(),
        };
        for block in &mdx.esm {
            let code = block.of(text);
            let quoted: Vec<Span> = QUOTED.find_iter(code).map(|quoted| quoted.range().into()).collect();
            let is_quoted = |at: usize| quoted.iter().any(|span| span.start <= at && at < span.end);
            let words = WORD.find_iter(code).filter(|word| !is_quoted(word.start()));
            names.defined.extend(words.map(|word| word.as_str()));
            let files = IMPORTED.captures_iter(code).filter_map(|found| found.get(1));
            names.files.extend(files.map(|file| (file.as_str(), Span::from(file.range()).shifted(block.start))));
        }
        for tag in mdx.tags.iter().filter(|tag| tag.kind != TagKind::Close) {
            let name = tag.name.of(text);
            let first = name.split('.').next().unwrap_or_default();
            if name.contains('.') || first.starts_with(|c: char| c.is_ascii_uppercase()) {
                names.components.push((first, tag.name));
            }
        }
        let values = mdx.tags.iter().flat_map(|tag| &tag.attributes).filter_map(|attribute| attribute.value);
        for span in mdx.expressions.iter().copied().chain(values) {
            let code = span.of(text);
            if let Some(name) = NAME.captures(code).and_then(|found| found.get(1)) {
                names.values.push((name.as_str(), Span::from(name.range()).shifted(span.start)));
            }
            if code.starts_with('{') {
                names.words.extend(WORD.find_iter(code).map(|word| word.as_str()));
            }
        }
        names
    }

    fn defines(&self, name: &str) -> bool {
        self.defined.contains(name)
    }

    /// Which components it uses.
    fn used(&self) -> HashSet<&'p str> {
        self.components.iter().map(|(name, _)| *name).collect()
    }
}

/// Reports what nothing defines on a page.
pub(super) fn report(
    group: &PageGroup<'_>,
    (doc, own): (&Doc<'_>, &Names<'_>),
    (english, known): (&Doc<'_>, &Names<'_>),
    sink: &mut Sink,
) {
    let mut report = |span: Span, name: &str, message: String| {
        let (span, found) = (doc.localized.reading.in_file(span), Some(name.to_owned()));
        sink.report(doc, Found { span, message, found, cause: Some(Cause::Translation), ..Found::default() });
    };
    components(own, known, &mut report);
    values(own, known, &mut report);
    if let Some(files) = group.tree.files {
        imports((doc, own), (english, known), files, &mut report);
    }
}

fn components(own: &Names<'_>, known: &Names<'_>, report: &mut impl FnMut(Span, &str, String)) {
    let (used, theirs) = (own.used(), known.used());
    // The site may provide a component of any name, but not in the place of one that the page imports and does not use.
    let is_instead = theirs.iter().any(|name| own.defines(name) && !used.contains(name));
    let mut told = HashSet::new();
    for (name, span) in own.components.iter().filter(|(name, _)| !own.defines(name)) {
        let message = match (theirs.contains(name), known.defines(name)) {
            (true, true) => format!("nothing defines `{name}`: the English page imports it"),
            (false, _) if is_instead => {
                format!("nothing defines `{name}`: the English page has no component of that name")
            }
            _ => continue,
        };
        if told.insert(*name) {
            report(*span, name, message);
        }
    }
}

fn values(own: &Names<'_>, known: &Names<'_>, report: &mut impl FnMut(Span, &str, String)) {
    let mut told = HashSet::new();
    for (name, span) in own.values.iter().filter(|(name, _)| !own.defines(name) && !KNOWN.contains(name)) {
        let message = match (known.words.contains(name), known.defines(name)) {
            (true, true) => format!("nothing defines `{name}`: on the English page it is defined"),
            (false, _) => {
                format!("nothing defines `{name}`: braces make it code; write `\\{{{name}}}` where it is text")
            }
            _ => continue,
        };
        if told.insert(*name) {
            report(*span, name, message);
        }
    }
}

/// Imports of files that are not there, where the English finds all of its own.
fn imports(
    (doc, own): (&Doc<'_>, &Names<'_>),
    (english, known): (&Doc<'_>, &Names<'_>),
    files: &Files,
    report: &mut impl FnMut(Span, &str, String),
) {
    let leads = |page: &str, file: &str| Address::parse(file).map(|address| files.follow(page, &address));
    let is_there = |leads: Option<Leads>| matches!(leads, Some(Leads::To(_)));
    if known.files.is_empty() || !known.files.iter().all(|(file, _)| is_there(leads(&english.file.path, file))) {
        return;
    }
    for (file, span) in &own.files {
        if leads(&doc.file.path, file) == Some(Leads::Nowhere) {
            report(*span, file, format!("the import leads nowhere: there is no `{file}` from here"));
        }
    }
}
