//! What a client sends, asks consent for, and gets back.

mod header;
mod identifier;
mod permission;
mod request;
mod response;
mod token;

use crate::rule::Rule;

pub(super) const RULES: &[&[Rule]] =
    &[request::RULES, permission::RULES, header::RULES, response::RULES, identifier::RULES];
