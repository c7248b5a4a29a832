#![doc = include_str!("../README.md")]

// Each module imports only from those above it.
pub mod span;
pub mod text;
pub mod locale;
pub mod error;
pub mod layout;
pub mod bilingual;
pub mod page;
pub mod provenance;
pub mod finding;
pub mod profile;
pub mod contract;
pub mod group;
pub mod rule;
pub mod rules;
pub mod config;
pub mod check;
pub mod freshness;
pub mod survey;
pub mod report;
pub mod qa;
pub mod exchange;
pub mod glossary;
pub mod tree;
