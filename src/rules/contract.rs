//! What a client sends, asks consent for, and gets back.

mod code;
mod header;
mod identifier;
mod permission;
mod pinned;
mod request;
mod response;

use crate::rule::Rule;

pub(super) const RULES: &[&[Rule]] =
    &[request::RULES, code::RULES, permission::RULES, header::RULES, response::RULES, identifier::RULES, pinned::RULES];
