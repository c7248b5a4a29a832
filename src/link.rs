//! Where links lead: the parts of an address, the files of a tree, and the places of a page.

mod address;
mod anchors;
mod edition;
mod files;
mod frameworks;
mod speech;

pub use address::{Address, decoded};
pub use anchors::{Anchors, Slugs};
pub use edition::is_edition;
pub use files::{Files, Leads, plain, way};
pub use frameworks::{Compiler, Dialect};
pub use speech::Speech;
