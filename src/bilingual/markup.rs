//! The tags of bilingual pairs, and the walk over them.

use super::damage::{merge_conflicts, repeated_ids};
use super::{Damage, DamageKind, Part, Piece, Segment};
use crate::span::Span;

const TARGET: &str = "<span data-ttu-id=\"";
const LOOKUP: &str = "<span class=\"sxs-lookup\">";
const SOURCE: &str = "<span data-stu-id=\"";
const CLOSE: &str = "</span>";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    /// `<span data-ttu-id="…">`
    Target(&'a str),
    /// `<span class="sxs-lookup">`
    Lookup,
    /// `<span data-stu-id="…">`
    Source(&'a str),
    /// Any other `<span …>`: the author's own markup.
    Other,
    /// `</span>`
    Close,
}

#[derive(Debug, Clone, Copy)]
struct Tag<'a> {
    kind: Kind<'a>,
    span: Span,
}

fn tags(file: &str) -> Vec<Tag<'_>> {
    let bytes = file.as_bytes();
    // A pair has five tags and takes about 170 bytes.
    let mut tags = Vec::with_capacity(bytes.len() / 40);
    tags.extend(memchr::memchr_iter(b'<', bytes).filter_map(|at| tag(file, at)));
    tags
}

/// The tag of a span that begins at `start`, where a `<` stands.
fn tag(file: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &file[start..];
    // Between backticks, a span is code that the author shows.
    let is_shown = |end: usize| file[..start].ends_with('`') && file[end..].starts_with('`');
    if rest.starts_with(CLOSE) && !is_shown(start + CLOSE.len()) {
        return Some(Tag { kind: Kind::Close, span: Span::new(start, start + CLOSE.len()) });
    }
    if !rest.starts_with("<span") {
        return None;
    }
    let with_id = |prefix: &str| {
        let after = rest.strip_prefix(prefix)?;
        let end = after.bytes().position(|byte| matches!(byte, b'"' | b'\n' | b'<'))?;
        after[end..].starts_with("\">").then(|| (&after[..end], start + prefix.len() + end + 2))
    };
    let (kind, end) = if let Some((id, end)) = with_id(TARGET) {
        (Kind::Target(id), end)
    } else if let Some((id, end)) = with_id(SOURCE) {
        (Kind::Source(id), end)
    } else if rest.starts_with(LOOKUP) {
        (Kind::Lookup, start + LOOKUP.len())
    } else {
        let attributes = &rest["<span".len()..];
        let end = end_of_attributes(attributes)?;
        let opens = attributes.starts_with([' ', '>', '\n', '\r', '\t']) && attributes.as_bytes()[end] == b'>';
        let end = start + "<span".len() + end + 1;
        (opens && !is_shown(end)).then_some((Kind::Other, end))?
    };
    Some(Tag { kind, span: Span::new(start, end) })
}

/// Where the attributes of a tag end: at the first angle bracket outside quotation marks, or anywhere where these do not close in
/// their line.
fn end_of_attributes(attributes: &str) -> Option<usize> {
    let bytes = attributes.as_bytes();
    let mut from = 0;
    loop {
        let at = from + memchr::memchr3(b'>', b'<', b'"', bytes.get(from..)?)?;
        if bytes[at] != b'"' {
            return Some(at);
        }
        // A quotation mark that was lost must not hide the tags behind it.
        let value = &attributes[at + 1..];
        let end = memchr::memchr2(b'"', b'\n', value.as_bytes());
        match end.filter(|&end| value.as_bytes()[end] == b'"' && !value[..end].contains("span")) {
            Some(end) => from = at + 1 + end + 1,
            None => return memchr::memchr2(b'>', b'<', bytes),
        }
    }
}

/// One half of a pair: its opening tags, its text and its closing tags.
struct Half<'a> {
    id: &'a str,
    /// The tag that carries the id.
    tag: Span,
    text: Span,
    end: usize,
    /// Whether all its tags were closed.
    whole: bool,
}

/// What a walk over the tags of a file yields.
pub(super) struct Cut<'a> {
    pub(super) pieces: Vec<Piece>,
    pub(super) segments: Vec<Segment<'a>>,
    pub(super) damage: Vec<Damage>,
}

/// Walks over the tags of a file once, from left to right.
pub(super) struct Cutter<'a> {
    file: &'a str,
    tags: Vec<Tag<'a>>,
    /// The next tag to look at.
    next: usize,
    /// Up to where the file has been cut.
    done: usize,
    /// The ids of the pairs, with the tags that carry them.
    ids: Vec<(&'a str, Span)>,
    cut: Cut<'a>,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        let tags = tags(file);
        let segments = tags.len() / 5;
        let cut = Cut {
            pieces: Vec::with_capacity(tags.len() + segments + 1),
            segments: Vec::with_capacity(segments),
            damage: Vec::new(),
        };
        Self { file, tags, next: 0, done: 0, ids: Vec::with_capacity(segments), cut }
    }

    pub(super) fn run(mut self) -> Cut<'a> {
        let mut own_spans = 0_usize;
        while let Some(&tag) = self.tags.get(self.next) {
            match tag.kind {
                Kind::Target(_) | Kind::Lookup | Kind::Source(_) => self.pair(),
                Kind::Other => {
                    own_spans += 1;
                    self.next += 1;
                }
                Kind::Close if own_spans > 0 => {
                    own_spans -= 1;
                    self.next += 1;
                }
                Kind::Close => {
                    // After damage, closing tags are left over that say nothing new.
                    if self.cut.damage.is_empty() {
                        self.report(tag.span, DamageKind::StrayClose);
                    }
                    self.piece(tag.span, Part::Tag);
                    self.next += 1;
                }
            }
        }
        self.share_up_to(self.file.len());
        self.cut.damage.extend(repeated_ids(self.ids));
        self.cut.damage.extend(merge_conflicts(self.file));
        self.cut.damage.sort_by_key(|damage| damage.span);
        self.cut
    }

    /// Takes the pair, or what is left of one, at the next tag.
    fn pair(&mut self) {
        let opening = self.tags[self.next].span;
        let target = self.target();
        let source = match &target {
            Some(half) if !self.follows(half.end) => None,
            Some(_) => {
                let tag = self.tags[self.next].span;
                self.piece(Span::new(self.done, tag.start), Part::Tag);
                self.source()
            }
            None => self.source(),
        };
        match (target, source) {
            (Some(target), Some(source)) => {
                if target.id != source.id {
                    let ids = DamageKind::UnequalIds(target.id.to_owned(), source.id.to_owned());
                    self.report(source.tag, ids);
                }
                self.ids.push((target.id, target.tag));
                let id = target.id.split_once('-').map_or(target.id, |(_, number)| number);
                self.cut.segments.push(Segment { id, localized: target.text, source: source.text });
            }
            (Some(target), None) if target.whole => {
                self.report(target.tag, DamageKind::NoSource(target.id.to_owned()));
            }
            (None, Some(source)) => self.report(source.tag, DamageKind::NoLocalized(source.id.to_owned())),
            (Some(_), None) => {}
            (None, None) => self.report(opening, DamageKind::Unclosed("sxs-lookup".to_owned())),
        }
    }

    /// Whether the next tag is the beginning of an English half, with nothing but white space since `end`.
    fn follows(&self, end: usize) -> bool {
        self.tags.get(self.next).is_some_and(|tag| {
            matches!(tag.kind, Kind::Lookup | Kind::Source(_))
                && Span::new(end, tag.span.start).of(self.file).trim().is_empty()
        })
    }

    fn target(&mut self) -> Option<Half<'a>> {
        let open = self.tags[self.next];
        let Kind::Target(id) = open.kind else { return None };
        self.piece(open.span, Part::Tag);
        Some(self.half(id, open.span, Part::Localized, 1))
    }

    fn source(&mut self) -> Option<Half<'a>> {
        let mut open = self.tags[self.next];
        let mut closing = 1;
        if open.kind == Kind::Lookup {
            self.piece(open.span, Part::Tag);
            self.next += 1;
            closing = 2;
            let inner = self.tags.get(self.next)?;
            if inner.span.start != open.span.end {
                return None;
            }
            open = *inner;
        }
        let Kind::Source(id) = open.kind else { return None };
        self.piece(open.span, Part::Tag);
        Some(self.half(id, open.span, Part::Source, closing))
    }

    /// Takes the text of a half, whose opening tag is the next one, and its closing tags.
    fn half(&mut self, id: &'a str, tag: Span, part: Part, closing: usize) -> Half<'a> {
        let start = tag.end;
        self.next += 1;
        let mut own_spans = 0_usize;
        while let Some(&inner) = self.tags.get(self.next) {
            match inner.kind {
                Kind::Other => own_spans += 1,
                Kind::Close if own_spans > 0 => own_spans -= 1,
                Kind::Close => {
                    let text = Span::new(start, inner.span.start);
                    self.piece(text, part);
                    let (end, whole) = self.close(id, tag, closing);
                    return Half { id, tag, text, end, whole };
                }
                Kind::Target(other) => {
                    self.report(inner.span, DamageKind::Nested(id.to_owned(), other.to_owned()));
                    break;
                }
                Kind::Lookup | Kind::Source(_) => {
                    self.report(tag, DamageKind::Unclosed(id.to_owned()));
                    break;
                }
            }
            self.next += 1;
        }
        let limit = match self.tags.get(self.next) {
            Some(tag) => tag.span.start,
            None => {
                self.report(tag, DamageKind::Unclosed(id.to_owned()));
                self.file.len()
            }
        };
        // A half that does not end is taken to end with its line: what follows belongs to both readings.
        let rest = Span::new(start, limit).of(self.file);
        let end = start + memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let text = Span::new(start, end);
        self.piece(text, part);
        Half { id, tag, text, end, whole: false }
    }

    /// Takes up to `count` closing tags that follow each other; where the half ends, and whether all were there.
    fn close(&mut self, id: &str, open: Span, count: usize) -> (usize, bool) {
        let mut end = self.done;
        for taken in 0..count {
            let close = self.tags.get(self.next).copied().filter(|tag| {
                tag.kind == Kind::Close
                    && (taken == 0 || Span::new(end, tag.span.start).of(self.file).trim().is_empty())
            });
            let Some(close) = close else {
                self.report(open, DamageKind::Unclosed(id.to_owned()));
                return (end, false);
            };
            self.piece(Span::new(self.done, close.span.end), Part::Tag);
            self.next += 1;
            end = close.span.end;
        }
        (end, true)
    }

    /// Cuts `span` out of the file; what lies before it and has not been cut belongs to both readings.
    fn piece(&mut self, span: Span, part: Part) {
        self.share_up_to(span.start);
        self.cut.pieces.push(Piece { span, part });
        self.done = span.end;
    }

    fn share_up_to(&mut self, end: usize) {
        if self.done < end {
            self.cut.pieces.push(Piece { span: Span::new(self.done, end), part: Part::Shared });
            self.done = end;
        }
    }

    fn report(&mut self, span: Span, kind: DamageKind) {
        self.cut.damage.push(Damage { span, kind });
    }
}
