//! Finds where paths have the shape of a layout.

use super::convention::Shape;

/// A part of a pattern, within one folder's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Text(&'static str),
    /// `*`.
    Star,
    Locale,
    Page,
}

/// A shape, cut into the names of its folders and its file.
pub(super) struct Form {
    folders: Vec<Vec<Token>>,
    file: Vec<Token>,
}

/// What a path says that has the shape.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Match<'p> {
    /// The path before the shape, empty or with `/` at its end.
    pub(super) prefix: &'p str,
    /// What `{locale}` stands for.
    pub(super) locale: &'p str,
    /// What `{page}` stands for.
    pub(super) page: &'p str,
    /// What each `*` stands for, in order.
    pub(super) stars: Vec<&'p str>,
}

impl Form {
    pub(super) fn new(shape: &'static Shape) -> Self {
        // Where the file is the locale, all before it is the page.
        if shape.pattern.starts_with("{page}/") {
            return Self { folders: Vec::new(), file: tokens(shape.pattern) };
        }
        let mut folders: Vec<Vec<Token>> = shape.pattern.split('/').map(tokens).collect();
        let file = folders.pop().unwrap_or_default();
        Self { folders, file }
    }

    /// Whether the name of the file holds the locale.
    fn is_in_file(&self) -> bool {
        self.file.contains(&Token::Locale)
    }

    /// Every place of `path` that has the shape, where `is_code` says of what stands for `{locale}` that it may be a
    /// locale. A page whose file names its locale may stand in any folder.
    pub(super) fn matches<'p>(&self, path: &'p str, is_code: &dyn Fn(&str) -> bool) -> Vec<Match<'p>> {
        if self.is_in_file() && self.folders.is_empty() {
            let mut found = Match::default();
            return if self.file(path, &mut found, is_code) { vec![found] } else { Vec::new() };
        }
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'/', path.as_bytes()).map(|at| at + 1));
        starts.filter_map(|start| self.match_at(path, start, is_code)).collect()
    }

    fn match_at<'p>(&self, path: &'p str, start: usize, is_code: &dyn Fn(&str) -> bool) -> Option<Match<'p>> {
        let mut found = Match { prefix: &path[..start], ..Match::default() };
        let mut rest = &path[start..];
        // Most places are told by how their folder begins.
        if let Some([Token::Text(text), ..]) = self.folders.first().map(Vec::as_slice)
            && !rest.starts_with(text)
        {
            return None;
        }
        for folder in &self.folders {
            let (name, below) = rest.split_once('/')?;
            if !part(folder, name, &mut found, is_code) {
                return None;
            }
            rest = below;
        }
        let whole = self.is_in_file() && rest.contains('/');
        (!whole && self.file(rest, &mut found, is_code)).then_some(found)
    }

    fn file<'p>(&self, rest: &'p str, found: &mut Match<'p>, is_code: &dyn Fn(&str) -> bool) -> bool {
        !rest.is_empty() && part(&self.file, rest, found, is_code)
    }
}

/// Matches the tokens of one name; the text that a token stands for is as short as it can be.
fn part<'p>(tokens: &[Token], name: &'p str, found: &mut Match<'p>, is_code: &dyn Fn(&str) -> bool) -> bool {
    let Some((first, others)) = tokens.split_first() else { return name.is_empty() };
    let mut stands = |end: usize| {
        let (own, rest) = name.split_at(end);
        let fits = !own.is_empty() && (*first != Token::Locale || is_code(own)) && part(others, rest, found, is_code);
        match first {
            Token::Star if fits => found.stars.push(own),
            Token::Locale if fits => found.locale = own,
            Token::Page if fits => found.page = own,
            _ => {}
        }
        fits
    };
    match (first, others.first()) {
        (Token::Text(text), _) => name.strip_prefix(text).is_some_and(|rest| part(others, rest, found, is_code)),
        (_, None) => stands(name.len()),
        (_, Some(Token::Text(text))) => name.match_indices(text).any(|(at, _)| stands(at)),
        (_, Some(_)) => false,
    }
}

fn tokens(name: &'static str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let marks = [("{locale}", Token::Locale), ("{page}", Token::Page), ("*", Token::Star)];
        let next = marks.into_iter().filter_map(|(mark, token)| Some((rest.find(mark)?, mark.len(), token)));
        let (at, length, token) = next.min_by_key(|(at, ..)| *at).unwrap_or((rest.len(), 0, Token::Page));
        if at > 0 {
            tokens.push(Token::Text(&rest[..at]));
        }
        if length > 0 {
            tokens.push(token);
        }
        rest = &rest[at + length..];
    }
    tokens
}
