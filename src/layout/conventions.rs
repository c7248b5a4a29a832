//! The layouts that docs projects share, each in a file of its own.

mod co_op_translator;
mod docs_folder;
mod docusaurus;
mod file_name;
mod hugo;
mod locale_folder;
mod mdn;
mod starlight;
mod tldr;

use super::convention::{Convention, Shape};

/// All conventions. Of two that explain as many pages of a tree, the first one counts.
pub(super) static CONVENTIONS: [Convention; 9] = [
    docusaurus::CONVENTION,
    co_op_translator::CONVENTION,
    hugo::CONVENTION,
    mdn::CONVENTION,
    starlight::CONVENTION,
    docs_folder::CONVENTION,
    tldr::CONVENTION,
    locale_folder::CONVENTION,
    file_name::CONVENTION,
];
