//! Character entities in code: what wrote the page took the code for text.

use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::{Cause, Severity};
use crate::group::{Doc, PageGroup};
use crate::page::{Fence, Role, entity_in};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULE: Checker = Rule {
    name: "code-entity",
    family: Family::Contract,
    severity: Severity::Error,
    plain: Severity::Info,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A fenced code block holds a character entity where the English has the character.",
    why: "a reader copies `&quot;` instead of a quotation mark, and the code does not run",
    passes: "Entities that the English has in its code as well; without the English at hand, those in the code of a language that has \
        entities itself, or of none.",
    fix: "Write the character itself. Where all locales have the entity, correct the pipeline that put it there.",
    example: "-{ \"parcel&quot;: 3 }\n+{ \"parcel\": 3 }",
}
.by(Check::Group(entities));

fn entities(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in &group.docs {
        let page = &doc.localized.page;
        let english = group.made_from(doc).or(group.english.as_ref());
        for fence in &page.fences {
            let code = fence.content.of(page.text);
            let own = |at: usize, entity: &str| match english {
                Some(english) => has(english, entity),
                // A string may hold HTML, but no quotation mark needs an entity there.
                None => !fence.is_free_of_entities() || entity != "&quot;" && in_string(fence, page.text, at),
            };
            let Some((at, entity)) = entity_in(code).find(|&(at, entity)| !own(at, entity)) else { continue };
            let span = Span::new(at, at + entity.len()).shifted(fence.content.start);
            sink.report(
                doc,
                Found {
                    span: doc.localized.reading.in_file(span),
                    message: format!("the code holds the entity `{entity}`: readers copy its letters"),
                    found: Some(entity.to_owned()),
                    cause: Some(Cause::Damage),
                    ..Found::default()
                },
            );
        }
    }
}

/// Whether the byte at `at` of a block's content stands in a string.
fn in_string(fence: &Fence<'_>, text: &str, at: usize) -> bool {
    let at = fence.content.start + at;
    let mut tokens = fence.tokens(text).into_iter().flatten();
    tokens.any(|token| token.role == Role::String && token.span.start <= at && at < token.span.end)
}

/// Whether the code of an English page holds an entity.
fn has(english: &Doc<'_>, entity: &str) -> bool {
    let page = &english.localized.page;
    page.fences.iter().any(|fence| fence.content.of(page.text).contains(entity))
}

/// Whether two lines differ in character entities alone.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let holds = |line: &str| entity_in(line).next().is_some();
    (holds(one) || holds(other)) && decoded(one) == decoded(other)
}

fn decoded(line: &str) -> String {
    let entities = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(line.to_owned(), |line, (entity, character)| line.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_alike_but_for_their_entities() {
        assert!(alike("if (a &lt; 3) say(&quot;x&quot;)", "if (a < 3) say(\"x\")"));
        assert!(!alike("a &lt; 3", "a < 4") && !alike("a", "a"));
    }
}
