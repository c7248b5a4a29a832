//! What a reader sees of a text.

use std::borrow::Cow;

use crate::group::Slice;
use crate::page::Link;

/// Where the target or the label of a reference begins, which no reader sees: behind the text of a link.
pub(super) fn target_of(slice: &Slice<'_, '_>, link: &Link<'_>) -> Option<usize> {
    let written = slice.at(link.span);
    let label = || written.strip_suffix(']')?.rfind("][").filter(|at| at + 3 < written.len());
    written.rfind("](").or_else(label).map(|at| link.span.start + at)
}

/// A text without the targets of its links: a file name there is no name that a reader sees.
pub(super) fn without_targets<'d>(slice: &Slice<'d, '_>) -> Cow<'d, str> {
    let (text, start) = (slice.text(), slice.span.start);
    if slice.links().is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for link in slice.links() {
        let Some(target) = target_of(slice, link) else { continue };
        if let Some(before) = text.get(from..target - start) {
            kept.push_str(before);
            from = (link.span.end - start).min(text.len());
        }
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}
