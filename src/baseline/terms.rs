//! On what terms findings are known.

use std::fmt::{self, Write};

use super::Date;
use super::write::quoted;
use crate::check::{Decision, Status};

/// On what terms findings are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Terms {
    /// What a person decided. Without it they are known because they were there when the baseline was written.
    pub status: Option<Status>,
    /// The day on which that was decided.
    pub decided: Option<Date>,
    /// Who sees to them.
    pub assignee: Option<String>,
    /// The last day on which they are not reported.
    pub until: Option<Date>,
    /// Why they are not reported.
    pub reason: Option<String>,
}

pub(super) const STATUS: &str = "status:";
pub(super) const DECIDED: &str = "decided:";
pub(super) const ASSIGNEE: &str = "assignee:";
pub(super) const UNTIL: &str = "until:";
pub(super) const REASON: &str = "reason:";

impl Terms {
    /// Whether findings on these terms are not reported.
    #[must_use]
    pub fn silence(&self) -> bool {
        self.status.is_none_or(Status::silences)
    }

    pub(super) fn is_over(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// What a person decided, where one did.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        Some(Decision {
            status: self.status?,
            decided: self.decided.map(|day| day.to_string()),
            assignee: self.assignee.clone(),
            remark: self.reason.clone(),
        })
    }

    /// These terms, completed by others of the same line.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            status: self.status.or(other.status),
            decided: self.decided.or(other.decided),
            assignee: self.assignee.or(other.assignee),
            until: self.until.or(other.until),
            reason: self.reason.or(other.reason),
        }
    }
}

impl fmt::Display for Terms {
    /// As they stand behind a pattern, each after a space.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(status) = self.status {
            write!(f, " {STATUS} {}", status.word())?;
        }
        if let Some(day) = self.decided {
            write!(f, " {DECIDED} {day}")?;
        }
        if let Some(assignee) = &self.assignee {
            write!(f, " {ASSIGNEE} {}", quoted(assignee))?;
        }
        if let Some(until) = self.until {
            write!(f, " {UNTIL} {until}")?;
        }
        if let Some(reason) = &self.reason {
            write!(f, " {REASON} ")?;
            reason.chars().try_for_each(|c| f.write_char(if c.is_control() { ' ' } else { c }))?;
        }
        Ok(())
    }
}
