//! Layouts: where the pages of each locale stand, and where their English stands.

mod apart;
mod convention;
mod conventions;
mod evidence;
mod found;
mod group;
mod key;
mod pattern;
mod settings;
mod shape;
#[cfg(test)]
mod tests;
mod within;

pub use apart::Apart;
pub use conventions::settings_files;
pub use found::{EnglishPlace, Found, FoundLocale, Tree, find};
pub use key::{folded, without};
pub use pattern::{Layout, LayoutError, Rooted};
pub use within::{Within, english_within};
