//! What a reader copies or clicks, and prose that was lost or left in English: translation units side by side.

mod code;
mod column;
mod dead;
mod flag;
mod identifier;
mod label;
mod left;
mod link;
mod losses;
mod markup;
mod misplaced;
mod misspelt;
mod name;
mod number;
mod placeholder;
mod proof;
mod prose;
mod remains;
mod resolve;
mod seen;
mod signed;
mod term;
mod value;

pub(crate) use dead::{ON_SOME_SITES, leave_out, tell_dead_once};
pub(super) use identifier::lost_names;

use crate::checker::Checker;

pub(super) const RULES: &[&[Checker]] = &[
    code::RULES,
    identifier::RULES,
    signed::RULES,
    name::RULES,
    link::RULES,
    label::RULES,
    dead::RULES,
    placeholder::RULES,
    number::RULES,
    value::RULES,
    flag::RULES,
    markup::RULES,
    prose::RULES,
    term::RULES,
];
