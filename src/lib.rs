//! docparity is a command, and a library for tests of documentation. What to call for what:
//!
//! | to | call |
//! |---|---|
//! | cut the text of a page into what its readers see and the English beside it | [`split()`] |
//! | take the contract that a page states | [`Contracts::read`] |
//! | show a contract, one fact a line, or read it back | [`Contract`], which is `Display` and `FromStr` |
//! | tell what differs between two contracts, and what that means to a client | [`compare()`] |
//! | check a page in all its locales | [`check_group()`] |
//! | check all pages below a folder, or take their contracts | [`tree::check()`], [`tree::extract()`] |
//! | describe as OpenAPI what pages promise, or compare it with a description | [`openapi`] |
//!
//! Only [`tree`] touches files. Values are `Serialize`; errors are [`Error`], [`InvalidContract`] and
//! [`openapi::InvalidDescription`]. What is listed here is kept as versions promise (<https://semver.org>); findings, their
//! texts and their number may change with every version, for rules get better.
//!
//! A test that fails when a page promises something else than it did, and one that holds two locales against each other:
//!
//! ```
//! use docparity::{Config, Contracts, Locale, compare};
//!
//! fn page(locale: &str) -> Contracts {
//!     let path = format!("fixtures/showcase/pages/docs.{locale}/api/parcel-reroute.md");
//!     let text = std::fs::read_to_string(path).expect("a page");
//!     Contracts::read(&text, Locale::parse(locale), &Config::default())
//! }
//!
//! let (german, japanese) = (page("de-DE"), page("ja-JP"));
//! assert!(german.localized.to_string().contains("request POST /depots/{depotId}/parcels/{parcelId}/reroute\n"));
//! assert_eq!(compare(&german.source.expect("English"), &japanese.source.expect("English")), []);
//! ```
//!
//! With [insta](https://docs.rs/insta), a contract is the subject of a snapshot: `insta::assert_snapshot!(contract)`; see
//! `examples/contracts.rs` and the guide `docs/contract-tests.md`. What the command does follows.
//!
#![doc = include_str!("../PACKAGE.md")]

// Each module imports only from those above it. The hidden ones are for the program `docparity`, and no part of what
// versions promise; what is promised of them stands at the end.
#[doc(hidden)]
pub mod span;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod page;
#[doc(hidden)]
pub mod markup;
#[doc(hidden)]
pub mod safe;
#[doc(hidden)]
pub mod shared;
#[doc(hidden)]
pub mod locale;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod layout;
#[doc(hidden)]
pub mod link;
#[doc(hidden)]
pub mod data;
#[doc(hidden)]
pub mod contents;
#[doc(hidden)]
pub mod bilingual;
#[doc(hidden)]
pub mod provenance;
#[doc(hidden)]
pub mod rule;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod change;
#[doc(hidden)]
pub mod profile;
#[doc(hidden)]
pub mod contract;
pub mod openapi;
#[doc(hidden)]
pub mod group;
#[doc(hidden)]
pub mod checker;
#[doc(hidden)]
pub mod rules;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod scope;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod fix;
#[doc(hidden)]
pub mod baseline;
#[doc(hidden)]
pub mod freshness;
#[doc(hidden)]
pub mod survey;
#[doc(hidden)]
pub mod report;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod level;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod exchange;
#[doc(hidden)]
pub mod outdated;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod qa;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod glossary;
pub mod tree;

pub use bilingual::{Reading, Readings, Segment, split};
pub use check::{Contracts, GroupText, Outcome, Suppressed, Suppressor, check_group};
pub use config::Config;
pub use contract::{
    Contract, Difference, ExampleRequest, Header, HeaderValue, Identifier, InvalidContract, Member, Permission,
    PermissionColumn, Request, Response, ResponseFrom, Target, compare,
};
pub use error::Error;
pub use finding::{Cause, Edit, Finding, Fix, Owner, Quote, Related};
pub use group::PageText;
pub use locale::Locale;
pub use report::Report;
pub use rule::{Family, Rule, Severity};
pub use span::Span;
