//! A day of the calendar.

use std::fmt;

/// A day, as a baseline writes it: `2027-01-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The last day that can be written.
    pub const MAX: Self = Self { year: 9999, month: 12, day: 31 };

    /// Reads `YYYY-MM-DD`; nothing where there is no such day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_written = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').filter(|_| is_written).collect();
        let [year, month, day] = *parts else { return None };
        if [year.len(), month.len(), day.len()] != [4, 2, 2] {
            return None;
        }
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        (1..=date.days_of_month()).contains(&date.day).then_some(date)
    }

    /// The number of days of its month; none where there is no such month.
    fn days_of_month(self) -> u8 {
        let is_leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 => 28 + u8::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for text in ["2027-01-31", "2024-02-29", "2000-02-29", "0001-04-30"] {
            assert_eq!(Date::parse(text).expect(text).to_string(), text);
        }
        for text in ["2027-02-29", "1900-02-29", "2027-04-31", "2027-13-01", "2027-00-01", "2027-01-00", "27-01-01"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["", "2027-1-31", "+027-01-31", "2027-01-31-", "2027/01/31", "２０２７-01-31"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2026-12-31") < Date::parse("2027-01-01"));
    }
}
