//! Lists of languages: links to the same page in other locales.

use crate::locale::Locale;
use crate::page::PageFormat;

/// Whether `target` is the page at `page` in any locale, by the name of its file: `README.de.md` beside `README.md`. A list of
/// languages names those that there are.
#[must_use]
pub fn is_edition(page: &str, target: &str) -> bool {
    let name = |path: &'_ str| {
        let file = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        PageFormat::stem(file).map(str::to_lowercase)
    };
    let (Some(own), Some(target)) = (name(page), name(target)) else { return false };
    let tag = target.strip_prefix(&*own).and_then(|rest| rest.strip_prefix(['.', '-', '_']));
    tag.is_some_and(|tag| Locale::parse(tag).is_some() || Locale::unregistered(tag).is_some())
}

#[cfg(test)]
mod tests {
    use super::is_edition;

    #[test]
    fn an_edition_has_the_name_of_its_page_and_a_locale() {
        assert!(is_edition("docs/MILL.md", "./mill.pt-BR.md") && is_edition("mill.md", "mill_ja.md"));
        assert!(
            !is_edition("mill.md", "race.de.md") && !is_edition("mill.md", "mill.md") && !is_edition("mill.md", "#de")
        );
    }
}
