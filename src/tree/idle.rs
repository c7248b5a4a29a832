//! What of a configuration takes no effect: patterns of paths that name none of the files that were found, locales that have no page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::ignored::is_of_tools;
use super::list::joined;
use crate::config::{Config, FILE_NAME, absolute};
use crate::locale::Locale;
use crate::rules::nearest;

/// The patterns of `exclude` and `overrides` that name none of the `listed` files, and what `locales` names that no page is in, each in
/// a sentence. Of what may stand outside of the `searched` paths nothing is said, nor of what no search enters anyway.
pub(super) fn idle(
    config: &Config,
    searched: &[PathBuf],
    (listed, locales): (&[String], &BTreeSet<Option<Locale>>),
) -> Vec<String> {
    let folders: Vec<PathBuf> = searched.iter().filter(|path| path.is_dir()).map(|path| absolute(path)).collect();
    let mut files: Option<Vec<PathBuf>> = None;
    // What stands below each folder that patterns start from.
    let mut names: BTreeMap<&Path, BTreeSet<String>> = BTreeMap::new();
    let mut told = Vec::new();
    for (key, paths) in config.patterns().filter(|(_, paths)| !paths.is_empty()) {
        let files = files.get_or_insert_with(|| listed.iter().map(|file| absolute(Path::new(file))).collect());
        for pattern in paths.idle(files) {
            let start = start(pattern);
            let place = paths.root().join(&start);
            let is_searched = folders.iter().any(|folder| place.starts_with(folder));
            let is_whole = start == Path::new(pattern.trim_end_matches("/**"));
            let is_there = is_whole && place.symlink_metadata().is_ok();
            if is_searched && !is_there && !pattern.split('/').any(is_of_tools) {
                let names = names.entry(paths.root()).or_insert_with(|| below(paths.root(), files));
                told.push(sentence(&key, pattern, names));
            }
        }
    }
    // Which locale a page is in may be told by its text alone.
    if !locales.contains(&None) && folders.iter().any(|folder| config.exclude.root().starts_with(folder)) {
        let known: Vec<&Locale> = locales.iter().flatten().collect();
        told.extend(idle_locales(config, &known));
    }
    told
}

/// The locales that are chosen and have no page. English may be left out although it is none of the translations.
fn idle_locales(config: &Config, known: &[&Locale]) -> Vec<String> {
    let chosen = [("include", &config.locales.include), ("exclude", &config.locales.exclude)];
    let chosen = chosen.into_iter().flat_map(|(key, locales)| locales.iter().map(move |locale| (key, locale)));
    let written = |locale: &Locale| {
        let source = config.source_locale.as_ref().map_or("en", Locale::language);
        locale.language() == source || locale.language() == "en"
    };
    let idle = chosen.filter(|(_, range)| !written(range) && !known.iter().any(|locale| locale.is_in(range)));
    let told = idle.map(|(key, range)| {
        let near = nearest(range.as_str(), known.iter().map(|locale| locale.as_str()));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        format!("`locales.{key}` of {FILE_NAME}: there is no page in `{range}`{near}")
    });
    told.collect()
}

/// The folders that a pattern begins with, up to the first sign that stands for others.
fn start(pattern: &str) -> PathBuf {
    pattern.split('/').take_while(|name| !name.contains(['*', '?', '[', '{'])).collect()
}

/// The files and folders below a folder.
fn below(root: &Path, files: &[PathBuf]) -> BTreeSet<String> {
    let below = files.iter().filter_map(|file| file.strip_prefix(root).ok());
    let paths: BTreeSet<&Path> = below.flat_map(Path::ancestors).collect();
    paths.into_iter().map(joined).filter(|name| !name.is_empty()).collect()
}

fn sentence(key: &str, pattern: &str, names: &BTreeSet<String>) -> String {
    let (name, rest) = pattern.strip_suffix("/**").map_or((pattern, ""), |name| (name, "/**"));
    let near = nearest(name, names.iter().map(String::as_str));
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}{rest}`?"));
    format!("`{key}` of {FILE_NAME}: `{pattern}` names no file{near}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_starts_with_its_folders() {
        for (pattern, folders) in
            [("a/b/**", "a/b"), ("a/b.md", "a/b.md"), ("a/*.md", "a"), ("**/b", ""), ("{a,b}/c", "")]
        {
            assert_eq!(start(pattern), Path::new(folders), "{pattern}");
        }
    }
}
