//! The skeleton of a page: sections, tables, fences, includes.

mod fence;
mod include;
mod section;
mod table;

use crate::checker::Checker;

pub(super) const RULES: &[&[Checker]] = &[section::RULES, table::RULES, include::RULES, fence::RULES];
