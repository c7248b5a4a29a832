//! Repairs pages: makes the edits of findings, one page group at a time, and keeps those after which what they repair is gone and
//! nothing else has changed. Writes the comments that silence what is no defect.

mod choice;
mod comment;
mod left;
mod page;
mod verdict;

pub use comment::{Silence, comments};
pub use left::{Left, Reason};
pub use page::{Pages, Repaired, repair};
