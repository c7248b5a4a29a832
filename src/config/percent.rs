//! Shares in percent.

use std::fmt;
use std::str::FromStr;

use super::value::Text;

/// A share of something, from 0 to 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u8);

impl FromStr for Percent {
    type Err = String;

    /// Reads `95%` or `95`.
    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim().trim_end_matches('%').trim_end().parse().ok().filter(|number| *number <= 100);
        number.map(Self).ok_or_else(|| format!("`{text}` is no share of all pages; write for example `95%`"))
    }
}

impl Text for Percent {
    const FORM: &'static str = "a share of all pages, such as `95%`";

    fn read(text: &str) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}
