//! `profile:` of `docparity.yaml`: where in the file a field is wrong.

use std::borrow::Cow;

use super::wrong::Wrong;
use crate::error::Error;
use crate::profile::{Chosen, Profile};
use crate::span::line_start;

/// The profile that is meant.
pub(super) fn chosen(file: &Wrong<'_>, chosen: &Chosen) -> Result<Cow<'static, Profile>, Error> {
    chosen.profile().map_err(|wrong| {
        let key = find(file.text, find(file.text, 0, "profile"), wrong.field);
        let place = behind(file.text, key, &wrong.value);
        file.at_offset(place, &format!("`{}`: {}", wrong.field, wrong.message))
    })
}

/// Where `key` stands at or behind `start`; `start` where it cannot be found.
fn find(text: &str, start: usize, key: &str) -> usize {
    let mut places = text[start..].match_indices(key).map(|(at, _)| start + at);
    let is_key = |at: &usize| {
        let before = text[line_start(text, *at)..*at].trim_end();
        let begins = before.trim_start_matches([' ', '-']).is_empty() || before.ends_with(['{', ',']);
        begins && text[at + key.len()..].trim_start().starts_with(':')
    };
    places.find(is_key).unwrap_or(start)
}

/// Where `value` stands behind `key`; `key` where it is written in another way.
fn behind(text: &str, key: usize, value: &str) -> usize {
    let colon = key + text[key..].find(':').unwrap_or_default();
    text[colon..].find(value).filter(|_| !value.is_empty()).map_or(key, |at| colon + at)
}
