//! The skeleton of a page: sections, tables, fences, includes.

mod broken;
mod content;
mod fence;
mod include;
mod section;
mod table;
mod text;
mod unread;

pub(super) use text::says;

use crate::checker::Checker;

pub(super) const RULES: &[&[Checker]] =
    &[section::RULES, text::RULES, table::RULES, include::RULES, fence::RULES, broken::RULES];
