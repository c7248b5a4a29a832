//! What a client sends, asks consent for, and gets back.

mod code;
mod description;
mod header;
mod identifier;
mod member;
mod permission;
mod pinned;
mod request;
mod response;

use crate::checker::Checker;

pub(super) const RULES: &[&[Checker]] = &[
    request::RULES,
    code::RULES,
    permission::RULES,
    header::RULES,
    response::RULES,
    identifier::RULES,
    member::RULES,
    pinned::RULES,
    description::RULES,
];
