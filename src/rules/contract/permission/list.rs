//! A cell that is a list of scopes, and nothing else.

use std::sync::LazyLock;

use regex::Regex;

/// What stands between two scopes.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*[,;、，；]\s*(?:(?:および|または|and|or|und|oder|y|o|e|ou|et|и|или)\s+|および\s*|または\s*)?|\s+(?:and|or|und|oder|y|o|e|ou|et|и|или)\s+")
        .expect("valid")
});

/// Signs of markup, and those of footnotes.
const SIGNS: [char; 11] = ['*', '`', '[', ']', '<', '>', '|', '†', '&', '\\', '~'];

/// What a cell reads when it lists the scopes of the English: with its own signs and words between them, where it has as many
/// parts; else as the English writes them. `None` where the English says more than scopes, or the cell has markup or notes.
pub(super) fn restored(own: &str, (english, scopes): (&str, &[String])) -> Option<String> {
    let list = english.trim_end_matches('.');
    let is_clean = BETWEEN.split(list).eq(scopes.iter().map(String::as_str));
    if !is_clean || own.contains(SIGNS) || own.chars().any(is_superscript) {
        return None;
    }
    let mut between: Vec<&str> = BETWEEN.find_iter(own).map(|found| found.as_str()).collect();
    if between.len() + 1 != scopes.len() {
        return Some(english.to_owned());
    }
    between.push("");
    Some(scopes.iter().zip(between).flat_map(|(scope, between)| [scope, between]).collect())
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{209f}')
}

#[cfg(test)]
mod tests {
    use super::restored;

    #[test]
    fn what_stands_between_scopes_stays() {
        let scopes = ["Loaf.Read", "Loaf.Bake.All"].map(str::to_owned);
        let cell = |own| restored(own, ("Loaf.Read, Loaf.Bake.All", &scopes));
        assert_eq!(cell("ローフ. 読み取り、ローフ (すべて)").as_deref(), Some("Loaf.Read、Loaf.Bake.All"));
        assert_eq!(cell("Brot lesen oder Brot.Backen").as_deref(), Some("Loaf.Read oder Loaf.Bake.All"));
        assert_eq!(cell("ローフをすべて取得します。").as_deref(), Some("Loaf.Read, Loaf.Bake.All"));
        assert_eq!(cell("Brot lesen*, Brot backen"), None);
        assert_eq!(restored("x", ("Loaf.Read for a loaf", &scopes[..1])), None);
    }
}
