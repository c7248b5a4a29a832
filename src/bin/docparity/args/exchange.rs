//! The command line of `docparity segments` and `docparity glossary`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use docparity::{exchange, glossary};

use super::Configuration;

#[derive(Debug, Args)]
pub(crate) struct Segments {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to write the segments
    #[arg(long, value_name = "FORMAT", value_parser = segment_format())]
    pub(crate) format: &'static exchange::Format,

    /// Write only the segments that have issues
    #[arg(long)]
    pub(crate) only_defective: bool,

    /// Write only the segments of this locale
    #[arg(long, value_name = "TAG")]
    pub(crate) locale: Option<String>,

    #[command(flatten)]
    pub(crate) configuration: Configuration,

    /// Write to a file [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

fn segment_format() -> impl TypedValueParser<Value = &'static exchange::Format> {
    let names = exchange::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.what));
    PossibleValuesParser::new(names).map(|name| exchange::Format::named(&name).expect("one of the possible values"))
}

#[derive(Debug, Args)]
pub(crate) struct Glossary {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to write the terms
    #[arg(long, value_name = "FORMAT", value_parser = glossary_format())]
    pub(crate) format: &'static glossary::Format,

    #[command(flatten)]
    pub(crate) configuration: Configuration,

    /// Write to a file [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

fn glossary_format() -> impl TypedValueParser<Value = &'static glossary::Format> {
    let names = glossary::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.what));
    PossibleValuesParser::new(names).map(|name| glossary::Format::named(&name).expect("one of the possible values"))
}
