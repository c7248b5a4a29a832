//! Sizes of files.

use std::fmt;
use std::str::FromStr;

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(pub u64);

/// The units, each a thousand times the one before.
const UNITS: [&str; 4] = ["B", "KB", "MB", "GB"];

impl Default for Size {
    /// 16 MB: ten times the largest pages that people wrote.
    fn default() -> Self {
        Self(16_000_000)
    }
}

impl FromStr for Size {
    type Err = String;

    /// Reads `16 MB` or `500KB`.
    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
        let unit = text.trim()[digits.len()..].trim();
        let power = UNITS.iter().position(|known| known.eq_ignore_ascii_case(unit));
        let size = power.zip(digits.parse::<u64>().ok());
        let bytes = size.and_then(|(power, number)| number.checked_mul(1_000_u64.pow(u32::try_from(power).ok()?)));
        bytes.map(Self).ok_or_else(|| format!("`{text}` is no size of a file; write for example `16 MB`"))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = (1..UNITS.len()).rev().find(|&power| self.0 >= 1_000_u64.pow(power as u32)).unwrap_or_default();
        let unit = 1_000_u64.pow(power as u32);
        let (whole, tenth) = (self.0 / unit, self.0 % unit * 10 / unit);
        match tenth {
            0 => write!(f, "{whole} {}", UNITS[power]),
            _ => write!(f, "{whole}.{tenth} {}", UNITS[power]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_as_it_is_written() {
        for (text, bytes) in [("16 MB", 16_000_000), ("500KB", 500_000), ("7 b", 7), ("2 GB", 2_000_000_000)] {
            assert_eq!(text.parse(), Ok(Size(bytes)), "{text}");
        }
        assert_eq!(
            [Size(16_000_000), Size(1_250_000), Size(12)].map(|size| size.to_string()),
            ["16 MB", "1.2 MB", "12 B"]
        );
        for text in ["", "MB", "-1 MB", "1.5 MB", "1 MiB", "99999999999999999999 B", "99999999999 GB"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }
}
