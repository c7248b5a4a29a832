//! Repairs pages: makes the edits of findings, one page at a time, and keeps those after which what they repair is gone and
//! nothing else has changed.

mod choice;
mod left;
mod page;
mod verdict;

pub use left::{Left, Reason};
pub use page::{Repaired, repair};
