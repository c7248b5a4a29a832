//! What a translation leaves of a name that it took for words.

use std::cell::LazyCell;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::sounds::{is_spelled_like, skeleton, sounds_like};

/// A run of letters and digits of one script, with what joins the parts of a name.
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9_]+|\p{Katakana}[\p{Katakana}ー]*|[\p{L}\p{M}--[\p{Latin}\p{Han}\p{Hiragana}\p{Katakana}]]+")
        .expect("valid")
});

/// The run of `text` that is what is left of `name`: a part of it beside letters of another script, the name in letters of another
/// script, with other digits, or with capitals where it has none.
pub(super) fn remains<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    // Nothing stands beside letters of another script where there are none.
    if text.chars().all(is_plain) {
        let mut runs = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        return runs.find(|run| !run.is_empty() && (is_misnumbered(name, run) || is_miscapitalised(name, run)));
    }
    let skeleton = LazyCell::new(|| skeleton(name));
    let is_long = name.len() >= 6;
    RUN.find_iter(text).find_map(|run| {
        let found = run.as_str();
        let (before, after) = (text[..run.start()].chars().next_back(), text[run.end()..].chars().next());
        let is_left = if found.is_ascii() {
            is_torn(name, found, before, after)
                || is_half_respelt(name, (&text[..run.start()], found, &text[run.end()..]))
                || is_half_dotted(name, (&text[..run.start()], found, &text[run.end()..]))
                || is_misnumbered(name, found)
                || is_miscapitalised(name, found)
        } else {
            is_long && skeleton.len() >= 4 && found.chars().count() * 2 > name.len() && sounds_like(&skeleton, found, 4)
        };
        is_left.then_some(found)
    })
}

/// The run of `text` that is a name letter by letter in another script: words of a language may sound so, if the name is short.
pub(super) fn respelt<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    let mut runs = RUN.find_iter(text).map(|run| run.as_str()).filter(|run| !run.is_ascii());
    runs.find(|run| is_spelled_like(name, run))
}

/// Whether `found` is the beginning or the end of a name, and letters of another script stand where the rest was.
fn is_torn(name: &str, found: &str, before: Option<char>, after: Option<char>) -> bool {
    let foreign = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_latin(c));
    let is_part =
        found.len() < name.len() && (found.len() >= 5 && found.len() * 2 >= name.len() || found.contains('_'));
    let joint = |at: usize| {
        let (head, tail) = name.split_at(at);
        tail.starts_with(|c: char| c.is_ascii_uppercase() || c == '_') || head.ends_with(['_', '.'])
    };
    let tail = || foreign(before) && name.ends_with(found) && joint(name.len() - found.len());
    let head = || foreign(after) && name.starts_with(found) && joint(found.len());
    // Two words of the name that became one word are none that a sentence has.
    let lowered = || {
        let start = name.get(..found.len()).filter(|start| *start != found && start.eq_ignore_ascii_case(found));
        let inside = start.is_some_and(|start| start.chars().skip(1).any(|c| c.is_ascii_uppercase()));
        inside && found.chars().skip(1).all(|c| c.is_ascii_lowercase()) && joint(found.len())
    };
    is_part && (tail() || head()) || foreign(after) && found.len() > 8 && found.len() < name.len() && lowered()
}

/// Whether `found` is the beginning or the end of a name, however short, and the letters of another script beside it spell the rest.
fn is_half_respelt(name: &str, (before, found, behind): (&str, &str, &str)) -> bool {
    let is_foreign = |c: char| c.is_alphabetic() && !is_latin(c);
    let run_before = &before[before.trim_end_matches(is_foreign).len()..];
    let run_behind = &behind[..behind.len() - behind.trim_start_matches(is_foreign).len()];
    let spells = |rest: Option<&str>, run: &str| {
        rest.is_some_and(|rest| rest.len() > 3 && !run.is_empty() && is_spelled_like(rest, run))
    };
    found.len() > 2 && (spells(name.strip_suffix(found), run_before) || spells(name.strip_prefix(found), run_behind))
}

/// Whether a character is a Latin letter, or none of any script.
fn is_plain(c: char) -> bool {
    is_latin(c) && c != 'µ' || ('\u{2000}'..='\u{206f}').contains(&c)
}

/// Whether `found` is the part of a name before or behind its dot, and the dot is followed, or led, by letters of another script.
fn is_half_dotted(name: &str, (before, found, behind): (&str, &str, &str)) -> bool {
    let foreign = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_latin(c));
    let head = || behind.strip_prefix('.').is_some_and(|behind| foreign(behind.chars().next()));
    let tail = || before.strip_suffix('.').is_some_and(|before| foreign(before.chars().next_back()));
    name.split_once('.').is_some_and(|(first, _)| first == found && head())
        || name.rsplit_once('.').is_some_and(|(_, last)| last == found && tail())
}

fn is_latin(c: char) -> bool {
    u32::from(c) < 0x250 || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Whether `found` has the letters of a name and other digits.
fn is_misnumbered(name: &str, found: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    name.len() >= 6
        && (has_digit(name) || has_digit(found))
        && found.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().filter(char::is_ascii_digit).ne(found.chars().filter(char::is_ascii_digit))
        && letters(name).eq_ignore_ascii_case(&letters(found))
}

/// Whether `found` is a name with a capital inside that the name does not have.
fn is_miscapitalised(name: &str, found: &str) -> bool {
    let is_same = found != name && found.eq_ignore_ascii_case(name);
    let mut inner = found.chars().zip(name.chars()).skip(1);
    is_same
        && found.bytes().any(|byte| byte.is_ascii_lowercase())
        && inner.any(|(own, other)| own.is_ascii_uppercase() && other.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_letters_of_another_script() {
        for (name, text) in [
            ("cargoTags", "Свойство каргоТагс груза"),
            ("CargoDocument", "Класс Каргодокумент"),
            ("SetFreightTime", "вызовите сетфреигхттиме"),
            ("parcelRoute", "パルセルルート を設定"),
            ("SecureCrane", "поставщик сецурецране"),
        ] {
            assert!(remains(name, text).is_some(), "{name}");
        }
        assert!(remains("BayNote", "оценка баиноте").is_none() && respelt("BayNote", "оценка баиноте").is_some());
        assert_eq!(respelt("BayNote", "запись бухты"), None);
        assert_eq!(remains("deviceState", "свойство состояния устройства"), None);
        assert_eq!(remains("cargoTags", "Свойство тегов груза"), None);
    }

    #[test]
    fn a_name_is_known_by_a_part_beside_other_letters() {
        assert!(remains("parcelRouteSchedule", "объект посылкаRouteSchedule").is_some());
        assert!(remains("PIER_LOCAL_HARBOR", "キー PIER_ローカル_HARBOR を").is_some());
        assert!(remains("conversationPier", "объект цонверсатионPier").is_some());
        assert!(remains("pierConversation", "объект pierЦонверсатион").is_some());
        assert_eq!(remains("conversationPier", "объект беседыPier"), None);
        assert_eq!(remains("parcelRoute", "объект parcel"), None);
        assert_eq!(remains("parcelRoute", "ルート"), None);
        assert_eq!(remains("Crate.HarborNickname", "значение Crate.портовоеимя"), Some("Crate"));
        assert_eq!(remains("Crate.HarborNickname", "значение Crate. Портовое имя"), None);
    }

    #[test]
    fn a_name_is_known_with_other_digits_or_capitals() {
        assert!(remains("crane32Load", "das crane322Load-Objekt").is_some());
        assert!(remains("craneWifiLoads", "les craneWiFiLoads").is_some());
        assert_eq!(remains("craneLoad", "Die Craneload-Objekte, CRANELOAD"), None);
    }
}
