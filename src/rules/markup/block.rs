//! How a block of code is opened: its language, and what a site reads beside it.

use std::collections::BTreeSet;

use crate::checker::{Found, Repair, Sink, related};
use crate::group::Pair;
use crate::markup::changed_info;
use crate::page::{Fence, Page};
use crate::span::Span;

/// The share of the words that two texts have in common.
fn alike(own: &str, english: &str) -> f64 {
    let words = |text: &'_ str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 1);
        words.map(str::to_owned).collect()
    };
    let (own, english) = (words(own), words(english));
    let [common, most] = [own.intersection(&english).count(), own.len().max(english.len()).max(1)]
        .map(|count| u32::try_from(count).map_or(f64::MAX, f64::from));
    if own.is_empty() && english.is_empty() { 1.0 } else { common / most }
}

/// Whether two blocks of code are one beyond doubt: both are closed, and at least half of the lines are the same. One that
/// holds another has lost its own end.
fn are_same((fence, page): (&Fence<'_>, &Page<'_>), (theirs, other): (&Fence<'_>, &Page<'_>)) -> bool {
    let known: BTreeSet<&str> = theirs.lines(other.text).map(|(_, line)| line).collect();
    let lines: Vec<&str> = fence.lines(page.text).map(|(_, line)| line).collect();
    let same = lines.iter().filter(|line| known.contains(*line)).count();
    let holds_another = lines.iter().any(|line| line.trim_start().starts_with("```") && !known.contains(line));
    let is_half = same * 2 >= lines.len().max(theirs.lines(other.text).count());
    fence.closed && theirs.closed && is_half && !holds_another
}

/// Whether a block is opened in another language, and not in a misspelt or translated one: somebody chose it.
fn is_other_language(info: &str, expected: &str) -> bool {
    let own = info.split(|c: char| !c.is_alphanumeric() && !"+#-_".contains(c)).next().unwrap_or_default();
    let is_chosen = own.len() > 1 && own.is_ascii() && !own.starts_with(|c: char| c.is_ascii_digit());
    // No language begins with a capital.
    if expected.starts_with(char::is_uppercase) {
        return true;
    }
    if own.is_empty() && matches!(expected, "md" | "markdown" | "text" | "txt" | "plaintext" | "plain") {
        return true;
    }
    let is_attribute = expected.contains(['=', '{']);
    is_chosen && !is_attribute && (own.len().min(expected.len()) < 4 || strsim::damerau_levenshtein(own, expected) > 2)
}

/// Compares how two blocks of code are opened.
pub(super) fn opening(pair: &Pair<'_, '_>, (own, english): (usize, usize), sink: &mut Sink) {
    let (page, other) = (&pair.view.page, &pair.reference.page);
    let (fence, theirs) = (&page.fences[own], &other.fences[english]);
    let lines = |fence: &Fence<'_>, text: &str| fence.lines(text).count();
    let as_long = lines(fence, page.text) == lines(theirs, other.text);
    let Some(expected) = changed_info(&fence.info, &theirs.info, as_long) else { return };
    // What stands beside another block may have a language of its own.
    let is_same = alike(fence.content.of(page.text), theirs.content.of(other.text)) >= 0.5;
    let line = fence.span.of(page.text).lines().next().map_or(0, str::len);
    let opening = Span::new(fence.span.start, fence.span.start + line);
    let message = match &*fence.info {
        "" => format!("the code block lost its `{expected}`"),
        info => format!("the code block lost its `{expected}`: it is opened as `{info}`"),
    };
    let there = other.fences[english].span;
    let there = pair.reference.reading.in_file(Span::new(there.start, there.start));
    let alone = fence.info.is_empty()
        || !fence.info.contains(char::is_whitespace) && !theirs.info.contains(char::is_whitespace);
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(opening),
            message,
            expected: Some(expected.to_owned()),
            found: Some(fence.info.to_string()),
            certain: !fence.info.is_ascii() && !fence.info.contains(char::is_whitespace),
            lesser: is_same,
            hint: !is_same || is_other_language(&fence.info, expected),
            related: vec![related(pair.reference_doc, there, "here is the English".to_owned())],
            repair: Some(format!("{}{}", opening.of(page.text).trim_end_matches(&*fence.info), theirs.info))
                .filter(|_| alone && are_same((fence, page), (theirs, other)))
                // Which language a block is in, the translation says as often right as the English.
                .and_then(
                    |text| if fence.info.is_ascii() { Repair::of_token(pair.doc, text) } else { Repair::safe(text) },
                ),
            ..Found::default()
        },
    );
}
