#![doc = include_str!("../README.md")]

// Each module imports only from those above it. The hidden ones are for the program `docparity`, and no part of what
// versions promise.
#[doc(hidden)]
pub mod span;
#[doc(hidden)]
pub mod text;
pub mod locale;
pub mod error;
#[doc(hidden)]
pub mod layout;
pub mod finding;
pub mod bilingual;
#[doc(hidden)]
pub mod page;
#[doc(hidden)]
pub mod provenance;
#[doc(hidden)]
pub mod profile;
pub mod contract;
pub mod openapi;
#[doc(hidden)]
pub mod group;
#[doc(hidden)]
pub mod rule;
#[doc(hidden)]
pub mod rules;
pub mod config;
pub mod check;
#[doc(hidden)]
pub mod freshness;
#[doc(hidden)]
pub mod survey;
pub mod report;
pub mod tree;
