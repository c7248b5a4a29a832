//! The skeleton of a page: sections, tables, fences, includes.

mod fence;
mod include;
mod section;
mod table;

use crate::rule::Rule;

pub(super) const RULES: &[&[Rule]] = &[section::RULES, table::RULES, include::RULES, fence::RULES];
