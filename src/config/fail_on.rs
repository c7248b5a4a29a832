//! What makes a run fail.

use super::value::Text;
use crate::finding::Severity;

/// The findings that make a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailOn(Option<Severity>);

impl FailOn {
    /// All values, by name.
    pub const NAMES: [&str; 4] = ["error", "warning", "info", "never"];

    /// The value of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let severity = Severity::ALL.into_iter().find(|severity| severity.name() == name);
        (severity.is_some() || name == "never").then_some(Self(severity))
    }

    /// The mildest severity that fails a run; `None` where nothing does.
    #[must_use]
    pub fn threshold(self) -> Option<Severity> {
        self.0
    }
}

impl Default for FailOn {
    /// Errors.
    fn default() -> Self {
        Self(Some(Severity::Error))
    }
}

impl Text for FailOn {
    const FORM: &'static str = "error, warning, info or never";

    fn read(text: &str) -> Result<Self, String> {
        Self::named(text).ok_or_else(|| format!("nothing can fail on `{text}`; use {}", Self::FORM))
    }

    fn choices() -> Vec<&'static str> {
        Self::NAMES.to_vec()
    }
}
