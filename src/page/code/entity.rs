//! Character entities in code.

use std::sync::LazyLock;

use regex::Regex;

use super::syntax::{self, Texts};
use crate::page::Fence;

static ENTITY: LazyLock<Regex> = LazyLock::new(|| Regex::new("&(?:quot|lt|gt|amp|nbsp|apos|#39|#34);").expect("valid"));

/// The character entities in a text, with their places.
pub fn entity_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let found = text.contains('&').then(|| ENTITY.find_iter(text));
    found.into_iter().flatten().map(|found| (found.start(), found.as_str()))
}

impl Fence<'_> {
    /// Whether the language of the block is known, and has no character entities of its own.
    #[must_use]
    pub fn is_free_of_entities(&self) -> bool {
        let elements = ["jsx", "tsx"].contains(&&*syntax::language(&self.info));
        syntax::of(&self.info).is_some_and(|syntax| syntax.texts != Texts::Markup && !elements)
    }
}
