//! The values that marks record: hashes, commits, days.

/// Whether `text` is a SHA-1 in hex digits.
pub(super) fn is_sha1(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The fewest digits that name a commit or a hash.
const FEWEST: usize = 7;

/// The commit that `text` names, whole or by its first digits: SHA-1 or SHA-256 in hex digits.
pub(super) fn commit(text: &str) -> Option<String> {
    let digits = matches!(text.len(), FEWEST..=40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    digits.then(|| text.to_ascii_lowercase())
}

/// The hash that `text` is, whole or its first digits, without the name of its algorithm before it.
pub(super) fn hash(text: &str) -> Option<String> {
    let digits = text.trim_matches(['"', '\'']);
    let digits = digits.rsplit([':', '-']).next().unwrap_or(digits);
    // A day written without hyphens looks like one.
    let is_day = digits.len() == 8 && (digits.starts_with("19") || digits.starts_with("20"));
    let is_day = is_day && digits.bytes().all(|byte| byte.is_ascii_digit());
    commit(digits).filter(|_| !is_day)
}

/// Whether a state is set.
pub(super) fn is_yes(text: &str) -> bool {
    matches!(text, "1" | "true" | "yes" | "True")
}

/// Reads a date written `MM/DD/YYYY`.
pub(super) fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day, year): (u8, u8, u16) = (month.parse().ok()?, day.parse().ok()?, year.parse().ok()?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && year >= 1970 && parts.next().is_none();
    valid.then_some((year, month, day))
}

/// Reads the day of a date written `YYYY-MM-DD`, with or without a time behind it.
pub(super) fn day(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    date(&format!("{month}/{day}/{year}")).filter(|_| parts.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_may_be_short_and_named() {
        for written in ["7e45a52", "sha256:7E45A52", "'md5-7e45a52'"] {
            assert_eq!(hash(written).as_deref(), Some("7e45a52"), "{written}");
        }
        for wrong in ["7e45a5", "20240131", "main", ""] {
            assert_eq!(hash(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_date_has_a_month_first() {
        assert_eq!(date("12/31/2018"), Some((2018, 12, 31)));
        for wrong in ["31/12/2018", "2018-12-31", "1/1", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
    #[test]
    fn a_day_has_a_year_first() {
        assert_eq!(day("2026-02-28T10:00:00+01:00"), Some((2026, 2, 28)));
        for wrong in ["2026-13-01", "28.02.2026", "2026-02", ""] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
