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

    /// The day in UTC of a time in seconds since 1970; nothing before the year 1 and after 9999.
    #[must_use]
    pub fn at(seconds: i64) -> Option<Self> {
        // Years begin in March, so that the leap day is the last one; 400 of them have the same number of days.
        let days = seconds.div_euclid(86_400).checked_add(719_468)?;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let year = u16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
        Some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
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
    #[test]
    fn a_time_has_a_day() {
        // `date -u -d @SECONDS +%F`
        for (seconds, day) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_793_577_600, "2026-11-02"),
            (4_107_542_399, "2100-02-28"),
            (4_107_542_400, "2100-03-01"),
            (253_402_300_799, "9999-12-31"),
        ] {
            assert_eq!(Date::at(seconds).map(|date| date.to_string()).as_deref(), Some(day), "{seconds}");
        }
        assert_eq!((Date::at(i64::MIN), Date::at(i64::MAX)), (None, None));
    }
}
