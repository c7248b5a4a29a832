#![doc = include_str!("../README.md")]

pub mod span;
pub mod text;
pub mod profile;
pub mod bilingual;
pub mod page;
pub mod contract;
