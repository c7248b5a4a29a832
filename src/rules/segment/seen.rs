//! What a reader sees of a text.

use std::borrow::Cow;

use crate::group::Slice;

/// A text without the targets of its links: a file name there is no name that a reader sees.
pub(super) fn without_targets<'d>(slice: &Slice<'d, '_>) -> Cow<'d, str> {
    let (text, start) = (slice.text(), slice.span.start);
    if slice.links().is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for link in slice.links() {
        let Some(target) = slice.at(link.span).rfind("](") else { continue };
        let target = link.span.start + target - start;
        if let Some(before) = text.get(from..target) {
            kept.push_str(before);
            from = (link.span.end - start).min(text.len());
        }
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}
