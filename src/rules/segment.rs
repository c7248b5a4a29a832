//! What a reader copies or clicks, and prose that was lost or left in English: translation units side by side.

mod code;
mod dead;
mod identifier;
mod link;
mod losses;
mod markup;
mod name;
mod number;
mod placeholder;
mod prose;
mod resolve;
mod signed;
mod term;

use crate::checker::Checker;

pub(super) const RULES: &[&[Checker]] = &[
    code::RULES,
    identifier::RULES,
    signed::RULES,
    name::RULES,
    link::RULES,
    dead::RULES,
    placeholder::RULES,
    number::RULES,
    markup::RULES,
    prose::RULES,
    term::RULES,
];
