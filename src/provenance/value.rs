//! The values that marks record: hashes, commits, days.

/// Whether `text` is a SHA-1 in hex digits.
pub(super) fn is_sha1(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The commit that `text` names, whole: SHA-1 or SHA-256 in hex digits.
pub(super) fn commit(text: &str) -> Option<String> {
    let whole = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| text.to_ascii_lowercase())
}

/// Reads a date written `MM/DD/YYYY`.
pub(super) fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day, year): (u8, u8, u16) = (month.parse().ok()?, day.parse().ok()?, year.parse().ok()?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && year >= 1970 && parts.next().is_none();
    valid.then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_a_month_first() {
        assert_eq!(date("12/31/2018"), Some((2018, 12, 31)));
        for wrong in ["31/12/2018", "2018-12-31", "1/1", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
