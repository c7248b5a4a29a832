//! What translation platforms put in for what is not translated, and did not take out again.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::{Cause, Severity};
use crate::group::PageGroup;
use crate::locale::Locale;
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "leaked-placeholder",
    family: Family::Page,
    severity: Severity::Error,
    plain: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A placeholder of a translation platform was left in the page.",
    why: "readers see the placeholder, and the code, the link or the number that it stood for is lost",
    passes: "What the English holds as well, and pages of a language that there is not, by which a platform shows its texts in the site \
        (`ach`, `ic-IC`).",
    fix: "Restore what the English has there, and look for the same in the other pages of the hand-off.",
    example: "-order: crwdns12:0crwdne12:0\n+order: 3",
}
.by(Check::Group(leaked))];

/// The placeholders of platforms and of machine translation.
static LEAKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"crwdn[se]\d+:\d+",
        r"|(?i:__+(?:PH|PLACEHOLDER|CODE|CODE_?BLOCK|INLINE_?CODE|LINK|URL|TAG|TERM|VAR)_?\d+_*__)",
        r"|@@(?:[A-Z]+_)*[A-Z]*\d+@@|@@[A-Z]+(?:_[A-Z]+)*_\d+@@|%%%\d+%%%|⟦\d+⟧|\{\{%\d+%?\}\}",
        r"|#codeblock\d+(?-u:\b)|\B#c\d(?-u:\b)|</?(?:g|x|bx|ex|bpt|ept|ph|it) id=.?\d+.?\s*/?>|<a\d+\s*/&;|</?a\d+\s*/?&[a-z]*;",
        r"|(?-u:\b)(?:CODE_BLOCK|INLINE_CODE|CODEBLOCK|INLINECODE)_?\d+(?-u:\b)|\[\[\[?PH_?\d+\]\]\]?",
    ))
    .expect("valid")
});

/// Whether a text holds a placeholder of a platform.
pub(super) fn is_leaked(text: &str) -> bool {
    LEAKED.is_match(text)
}

/// Whether nobody reads a locale: Crowdin puts its placeholders in the pages of a pseudo-language, to find the texts in the site. Its
/// docs take Acholi for it, and projects `ic-IC`: <https://support.crowdin.com/developer/in-context-localization/>.
fn is_pseudo(locale: &Locale) -> bool {
    ["ach", "ic"].contains(&locale.language())
}

fn leaked(group: &PageGroup<'_>, sink: &mut Sink) {
    let english = group.english.as_ref();
    for doc in group.docs.iter().filter(|doc| !doc.locale.as_ref().is_some_and(is_pseudo)) {
        let page = &doc.localized.page;
        let mut lines = BTreeSet::new();
        // A link that leads to one is told as that, where the English says where it should lead.
        let addresses = english.filter(|_| doc.source.is_none()).map(|_| page.addresses()).unwrap_or_default();
        let leads = |at: usize| addresses.iter().any(|written| written.span.start <= at && at < written.span.end);
        for found in LEAKED.find_iter(page.text) {
            let known = doc.source.as_ref().is_some_and(|source| source.page.text.contains(found.as_str()))
                || english.is_some_and(|english| english.content().contains(found.as_str()));
            let span = doc.localized.reading.in_file(Span::from(found.range()));
            if known || leads(found.start()) || !lines.insert(doc.position(span.start).0) {
                continue;
            }
            let message = format!("`{}` is a placeholder of a translation tool", found.as_str());
            let (cause, found) = (Some(Cause::Damage), Some(found.as_str().to_owned()));
            sink.report(doc, Found { span, message, found, cause, ..Found::default() });
        }
    }
}
