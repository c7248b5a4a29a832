//! Names of rules on the command line.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use docparity::rule::Family;
use docparity::rules;

/// Takes any text, and tells shells which names there are: what is no name is refused where all of them are known.
#[derive(Debug, Clone)]
pub(crate) struct RuleNames;

impl TypedValueParser for RuleNames {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let families = Family::ALL.iter().map(|family| family.name());
        let names = rules::all().map(|rule| rule.name).chain(families).chain(["all"]);
        Some(Box::new(names.map(PossibleValue::new)))
    }
}
