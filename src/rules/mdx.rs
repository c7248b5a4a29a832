//! MDX that does not compile, or stops the site when it is shown.

mod undefined;

use std::mem::discriminant;

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::{Cause, Severity};
use crate::group::{Doc, PageGroup};
use crate::link::{Compiler, Files};
use crate::markup::is_never_closed;
use crate::page::{Broken, Fault, Page, PageFormat};
use crate::rule::{Family, Rule};
use crate::span::Span;
use undefined::Names;

pub(super) const RULES: &[Checker] = &[SYNTAX, UNDEFINED];

const SYNTAX: Checker = Rule {
    name: "mdx-syntax",
    family: Family::Page,
    severity: Severity::Error,
    plain: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "An MDX page does not compile: a tag is broken, left open or closed by another one, a brace is left open, or an \
        expression, import or export is no JavaScript.",
    why: "the site does not build, or builds without the page",
    passes: "What compiles, and headings that name their anchor as `{#name}`, which docs frameworks read themselves. Of pages of \
        Markdown only those that Docusaurus compiles as MDX and whose English compiles are looked at. Where the \
        English page does not compile either it is an info: the site is built by something else. An info as well in sites of MDX 1, \
        which takes much as text that MDX refuses, but for components that are left open, which are a warning, and on pages of \
        Docusaurus without an English one, which it does not build.",
    fix: "Correct the tag or the braces. A `<` or `{` that is meant as a sign is written `&lt;`, `\\{` or in backticks. Where the \
        English page has the same error, correct it there first.",
    example: "-<Note>Pakete unter <5 kg sind frei.\n+<Note>Pakete unter &lt;5 kg sind frei.</Note>",
}
.by(Check::Group(syntax));

const UNDEFINED: Checker = Rule {
    name: "mdx-undefined",
    family: Family::Page,
    severity: Severity::Error,
    plain: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A page of MDX uses a component or a value in braces that nothing defines, or imports a file that is not there: the name \
        was translated, its import was lost, or text lost the backticks around its braces.",
    why: "the site does not build, or shows an error in place of the page",
    passes: "Names that the English page uses without an import: the site provides them. Components that only the localized page has, \
        unless it imports one of the English and does not use it. Pages that do not compile, as `mdx-syntax` says, and sites of MDX 1 and \
        Svelte.",
    fix: "Restore the name or the import as the English has it. Braces that are text are written `\\{` or in backticks.",
    example: "-<Schritte>\n+<Steps>",
}
.by(Check::Group(undefined));

/// Whether the site compiles a page as MDX.
fn is_compiled(group: &PageGroup<'_>, doc: &Doc<'_>) -> bool {
    let compiles_markdown = group.tree.files.is_some_and(Files::compiles_markdown);
    doc.file.format().is_mdx() || compiles_markdown && doc.source.is_none() && !has_format(doc.localized.page.text)
}

fn undefined(group: &PageGroup<'_>, sink: &mut Sink) {
    fn names<'d>(group: &PageGroup<'_>, doc: &Doc<'d>) -> Option<Names<'d>> {
        if is_compiled(group, doc) { Names::of(doc) } else { None }
    }
    let compiler = group.tree.files.map(Files::mdx).unwrap_or_default();
    if compiler == Compiler::Mdx
        && let Some(english) = &group.english
        && let Some(known) = names(group, english)
    {
        for doc in group.docs.iter().filter(|doc| doc.source.is_none()) {
            names(group, doc)
                .into_iter()
                .for_each(|own| undefined::report(group, (doc, &own), (english, &known), sink));
        }
    }
}

fn syntax(group: &PageGroup<'_>, sink: &mut Sink) {
    let broken = |doc: &Doc<'_>| if is_compiled(group, doc) { broken(doc) } else { None };
    let english = group.english.as_ref().and_then(broken);
    let may_hold_comments = group.tree.files.is_some_and(Files::comments_in_mdx);
    let compiler = group.tree.files.map(Files::mdx).unwrap_or_default();
    for doc in &group.docs {
        let is_markdown = !doc.file.format().is_mdx();
        // That the English compiles shows that the page should.
        if is_markdown && (group.english.is_none() || english.is_some()) {
            continue;
        }
        let Some(own) = broken(doc).filter(|own| !is_comment(doc, own, may_hold_comments)) else { continue };
        let (own, english) = (&own, english.as_ref());
        let same = english.is_some_and(|english| discriminant(&english.fault) == discriminant(&own.fault));
        let is_taken = match compiler {
            Compiler::Mdx => false,
            Compiler::Early => {
                open_tag(doc, own).is_none_or(|name| !name.starts_with(|c: char| c.is_ascii_uppercase()))
            }
            Compiler::Svelte => open_tag(doc, own).is_some_and(is_never_closed),
        };
        // Docusaurus builds the pages of its English tree, each in the words of the locale.
        let is_unbuilt = group.english.is_none() && is_of_docusaurus(doc);
        // MDX alone takes no `{#name}`: where the English has it, and no framework that takes it at the end of a heading alone
        // builds the site, a plugin takes it anywhere.
        let is_of_plugin = !may_hold_comments
            && !is_of_docusaurus(doc)
            && is_anchor(doc, own)
            && group.english.as_ref().is_some_and(|english| english.content().contains("{#"));
        let hint = english.is_some() || is_taken || is_unbuilt || is_of_plugin;
        let lesser = compiler == Compiler::Early;
        report(doc, own, Found { hint, lesser, cause: Some(cause(same)), ..Found::default() }, sink);
    }
}

/// Whether it is a comment of HTML that the site lets stand: as it says, or as the folder of the page does.
fn is_comment(doc: &Doc<'_>, broken: &Broken, may_hold_comments: bool) -> bool {
    let sign = doc.localized.page.text.get(broken.at.saturating_sub(1)..);
    (may_hold_comments || is_of_docusaurus(doc)) && sign.is_some_and(|rest| rest.starts_with("<!--"))
}

/// Whether it is the name of an anchor that no compiler takes.
fn is_anchor(doc: &Doc<'_>, broken: &Broken) -> bool {
    matches!(broken.fault, Fault::Code(start) if doc.localized.page.text[start..].starts_with("{#"))
}

/// Whether a page is one of a locale of Docusaurus, as its folder says.
fn is_of_docusaurus(doc: &Doc<'_>) -> bool {
    doc.file.path.contains("docusaurus-plugin-content")
}

/// The name of the element that is open where another one ends, or the text around it.
fn open_tag<'d>(doc: &'d Doc<'_>, broken: &Broken) -> Option<&'d str> {
    let (Fault::Unclosed(open) | Fault::Mismatch(open)) = broken.fault else { return None };
    let tag = open.of(doc.localized.page.text).trim_start_matches('<');
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(tag.len());
    Some(&tag[..end])
}

/// Where a page is broken as MDX, whatever it is by its name.
fn broken(doc: &Doc<'_>) -> Option<Broken> {
    match doc.file.format().is_mdx() {
        true => doc.localized.page.mdx.broken.clone(),
        false => read_as_mdx(doc)?.mdx.broken.clone(),
    }
}

/// A page of Markdown read as MDX. `None` where it has no sign of that: nothing of MDX breaks without one.
fn read_as_mdx<'d>(doc: &Doc<'d>) -> Option<Page<'d>> {
    let text = doc.localized.page.text;
    (text.contains(['<', '{', '}']) || text.contains("port ")).then(|| Page::parse(text, PageFormat::MDX))
}

/// Whether a page says itself what it is: <https://docusaurus.io/docs/api/docusaurus-config#markdown>.
fn has_format(text: &str) -> bool {
    text.starts_with("---")
        && text.lines().skip(1).take_while(|line| *line != "---").any(|line| line.starts_with("format:"))
}

/// Who has to mend it: the English may have the `same`.
const fn cause(same: bool) -> Cause {
    if same { Cause::Source } else { Cause::Damage }
}

/// Reports what keeps a page from compiling, as `known` says. Where the English does not compile either, its site is built by what
/// reads more than MDX does.
fn report(doc: &Doc<'_>, broken: &Broken, known: Found, sink: &mut Sink) {
    let text = doc.localized.page.text;
    let rest = &text[broken.at..];
    let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    let stop = Span::new(broken.at, broken.at + length);
    let what = match stop.of(text) {
        "" => "the end of the text".to_owned(),
        "\n" | "\r" => "the end of the line".to_owned(),
        found => format!("`{found}`"),
    };
    let tag = |span: Span| {
        let name = span.of(text).split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
        format!("`{name}>`")
    };
    let (span, begin, message) = match broken.fault {
        Fault::Tag(start, expected) => (stop, start, format!("a tag cannot go on with {what}; expected is {expected}")),
        Fault::Expression(start) => (stop, start, "the brace that opens an expression is never closed".to_owned()),
        Fault::Code(start) => (stop, start, format!("the braces hold no JavaScript: {what} cannot stand here")),
        Fault::Esm(start) => (stop, start, format!("the import or export is no JavaScript: {what} cannot stand here")),
        Fault::Unclosed(open) => {
            let message = format!("{} is not closed before the text that it stands in ends", tag(open));
            (open, open.start, message)
        }
        Fault::Mismatch(open) => {
            let close = tag(Span::new(broken.at, text.len()));
            (stop, open.start, format!("{close} does not close {}, which is open here", tag(open)))
        }
        Fault::Unopened => (stop, broken.at, "the closing tag has no opening one".to_owned()),
    };
    let place = |span| doc.localized.reading.in_file(span);
    let begins_elsewhere = doc.position(begin).0 != doc.position(span.start).0;
    let start = Span::new(begin, (begin + 1).min(text.len()));
    let related = begins_elsewhere.then(|| related(doc, place(start), "it begins here".to_owned()));
    let related = related.into_iter().collect();
    sink.report(doc, Found { span: place(span), message, related, ..known });
}
