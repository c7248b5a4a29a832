//! Commands that stand in no code: what they look like, and what became of them.

use crate::group::Unit;
use crate::page::{is_program, is_sentence};

/// What became of the command that the English is, and the command.
pub(in crate::rules::segment) fn changed_command<'d>(unit: &Unit<'d, '_>) -> Option<(&'d str, &'d str)> {
    let (own, english) = unit.texts();
    if unit.equal || !unit.signs.any(&['-', '=', '"', '\\']) || english.contains("](") || unit.stated().is_some() {
        return None;
    }
    let (command, bold) = bare(english);
    let (found, _) = bare(own);
    let whole = is_command(command, bold) || is_kept_command(found, command);
    match whole && !same(found, command) && !found.is_empty() {
        true => Some((found, command)),
        false => changed_program(own, english),
    }
}

/// Whether an English text is a program of Windows and paths, `Copy %loaf%\crumb crumb.bak`, and the translation begins with the
/// program: it took it for a command, and no order.
fn is_kept_command(own: &str, english: &str) -> bool {
    let Some((program, arguments)) = english.split_once(' ') else { return false };
    let is_path = |word: &str| word.contains(['\\', '.']) && !word.ends_with('.');
    arguments.starts_with('%')
        && arguments.contains("%\\")
        && english.is_ascii()
        && program.bytes().all(|byte| byte.is_ascii_alphabetic())
        && arguments.split_whitespace().all(is_path)
        && own.strip_prefix(program).is_some_and(|rest| rest.starts_with(" %"))
}

/// Whether an English text is a program and few words, `git pull`, and the translation begins with the program.
pub(super) fn is_program_kept(own: &str, english: &str) -> bool {
    let word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let mut words = english.split(' ');
    let program = words.next().unwrap_or_default();
    is_program(program)
        && (1..=3).contains(&words.clone().count())
        && words.all(word)
        && own.split_whitespace().count() > 1
        && own.split_whitespace().next() == Some(program)
}

/// A command behind a colon, `Enter: ./sluice.sh -x`, and what became of it where its program is gone.
fn changed_program<'d>(own: &'d str, english: &'d str) -> Option<(&'d str, &'d str)> {
    let (_, command) = english.trim_end().rsplit_once(": ")?;
    let (_, found) = own.split_once('：').or_else(|| own.split_once(": "))?;
    let program = command.split_whitespace().next()?;
    let is_file = program.contains('/') || [".exe", ".sh", ".bat", ".cmd"].iter().any(|end| program.ends_with(end));
    (is_file && is_command(command, false) && !own.contains(program)).then(|| (found.trim(), command))
}

/// Whether two texts differ in blanks alone.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || one.split_whitespace().eq(other.split_whitespace())
}

/// A text without the markers around the whole of it, and whether they make it bold.
pub(super) fn bare(text: &str) -> (&str, bool) {
    let text = text.trim();
    let inside = text.strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    (inside.unwrap_or(text).trim(), inside.is_some_and(|inside| !inside.contains("**")))
}

/// Whether a text is a command by its form: a program, and options, assignments or, in bold, strings behind it.
pub(super) fn is_command(text: &str, bold: bool) -> bool {
    let mut words = text.split_whitespace();
    let program = |word: &str| {
        word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | '/' | '\\'))
            && word.starts_with(|c: char| c.is_ascii_lowercase() || c == '.')
    };
    let option = |word: &str| {
        let name = word.trim_start_matches('-');
        name.len() < word.len() && name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.ends_with('-')
    };
    let assignment =
        |word: &str| word.split_once('=').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty());
    // `Get-Parcel`
    let cmdlet = |word: &str| {
        let capital = |part: &str| part.len() > 1 && part.starts_with(|c: char| c.is_ascii_uppercase());
        word.split_once('-').is_some_and(|(verb, noun)| capital(verb) && capital(noun) && !noun.contains('-'))
    };
    let starts = words.next().is_some_and(|word| program(word) || cmdlet(word));
    let rest: Vec<&str> = words.collect();
    let prose = rest.iter().filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())).count();
    let code = rest.iter().any(|word| option(word) || assignment(word)) || bold && text.matches('"').count() == 2;
    text.is_ascii()
        && !text.contains('`')
        && !text.contains("/>")
        && starts
        && code
        && !is_sentence(text)
        && prose <= 3
        && !text.ends_with(['.', ':', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_told_by_its_form() {
        for command in ["npm install --save left", "./run.sh mode=fast", "tar -x"] {
            assert!(is_command(command, false), "{command}");
        }
        assert!(is_command("sluice label \"the gate\"", true));
        for prose in [
            "use --all for more",
            "retry if state=failed",
            "re-run - now",
            "pre-paid -or- free",
            "Run --all",
            "one-time code",
            "the \"north\" gate",
        ] {
            assert!(!is_command(prose, true), "{prose}");
        }
    }

    #[test]
    fn a_program_may_have_no_options() {
        assert!(is_kept_command(r"Copy %bin%\crumb crumb.bakを", r"Copy %bin%\crumb crumb.bak"));
        assert!(!is_kept_command(r"%bin%\crumbを開く", r"Open %bin%\crumb"));
        assert!(!is_kept_command(r"Copy %bin%\crumb", r"Copy %bin%\crumb to the desk"));
        assert!(is_program_kept("git tirer", "git pull") && !is_program_kept("git", "git pull"));
        assert_eq!(changed_program("Hinweis: nutzen Sie -x", "Note: use -x"), None);
        let told = changed_program("输入：./面包.sh -x", "Enter: ./loaf.sh -x");
        assert_eq!(told, Some(("./面包.sh -x", "./loaf.sh -x")));
    }
}
