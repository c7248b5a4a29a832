//! What keeps a page standing: the syntax of docs frameworks, tags in their order, front matter, and what tools leave behind.

mod balance;
mod block;
mod front_matter;
mod leaked;
mod place;
mod token;
mod typo;

use crate::checker::Checker;

pub(super) const RULES: &[&[Checker]] = &[token::RULES, balance::RULES, front_matter::RULES, leaked::RULES];
