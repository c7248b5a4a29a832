//! What a tree shows of its layouts: the paths of its pages, the configuration of its generator, and what pages record.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::list::{File, joined};
use super::open;
use super::read;
use super::sidecar::Records;
use crate::bilingual;
use crate::config::Config;
use crate::layout::{self, EnglishPlace, Found, Layout};
use crate::locale::Locale;
use crate::page::FrontMatter;
use crate::provenance::{Proofs, Provenance};
use crate::text::script::latin;

/// What is known of the tree below a folder before its pages are read.
pub(super) struct Evidence<'e> {
    folder: &'e Path,
    config: &'e Config,
    /// The files by their paths from the folder.
    files: HashMap<String, &'e File>,
    /// The configuration files of generators, by their paths from the folder.
    settings: Vec<(String, String)>,
}

/// How many pages are read to tell which tree is the English one.
const SAMPLE: usize = 40;

impl<'e> Evidence<'e> {
    /// Looks at the tree of `files` below `folder`.
    pub(super) fn of(folder: &'e Path, files: &'e [File], config: &'e Config) -> Self {
        let below = |file: &'e File| {
            let absolute = crate::config::absolute(&file.path);
            Some((joined(absolute.strip_prefix(folder).ok()?), file))
        };
        let files: HashMap<String, &File> = files.iter().filter_map(below).collect();
        let settings = settings(folder, files.keys());
        Self { folder, config, files, settings }
    }

    /// The layouts of the tree.
    pub(super) fn layouts(&self) -> Vec<Found> {
        let paths: Vec<&str> = self.files.keys().map(String::as_str).collect();
        let settings: Vec<(&str, &str)> = self.settings.iter().map(|(path, text)| (&**path, &**text)).collect();
        let (codes, source) = (&self.config.codes, self.config.source_locale.as_ref());
        layout::find(&layout::Tree { paths: &paths, settings: &settings, codes, source })
    }

    /// The place where the English stands: the one whose pages have the hashes that translations record, else the likeliest
    /// one whose pages are no translations themselves.
    pub(super) fn choose(&self, layout: &Layout, places: Vec<EnglishPlace>) -> Option<EnglishPlace> {
        if places.len() < 2 {
            return places.into_iter().next();
        }
        let mut records = Records::default();
        let mut translated: Vec<(String, Provenance)> = Vec::new();
        let mut paths: Vec<&String> = self.files.keys().collect();
        paths.sort();
        for path in &paths {
            let Some((locale, key)) = layout.locate(path) else { continue };
            let provenance = self.provenance(path, (Some(&locale), &key), &mut records);
            if let Some(provenance) = provenance.filter(|found| found.hash.is_some()) {
                translated.push((layout::folded(&key), provenance));
            }
            if translated.len() == SAMPLE {
                break;
            }
        }
        let scored = places.into_iter().enumerate().map(|(order, place)| {
            let of_place: Vec<(&String, String)> =
                paths.iter().filter_map(|path| Some((*path, layout::folded(&place.key(path)?)))).collect();
            let by_key: HashMap<&str, &str> = of_place.iter().map(|(path, key)| (&**key, &***path)).collect();
            let is_its = |(key, page): &&(String, Provenance)| {
                let english = by_key.get(&**key).and_then(|path| self.text(path));
                english.is_some_and(|text| Proofs::of(&text).proof(page).is_some())
            };
            let proved = translated.iter().filter(is_its).count();
            let sample = of_place.iter().step_by((of_place.len() / SAMPLE).max(1)).take(SAMPLE);
            let (marked, all) = sample.fold((0, 0), |(marked, all), (path, _)| {
                let found = self.provenance(path, (None, ""), &mut records);
                let is_translation = found.is_some_and(|found| !found.marks.is_empty());
                (marked + usize::from(is_translation), all + 1)
            });
            ((proved, marked * 2 <= all, std::cmp::Reverse(order)), place)
        });
        scored.max_by_key(|(score, _)| *score).map(|(_, place)| place)
    }

    /// The folder with the English of the pages around it, where these are in another script; the locale that most of them are in, by
    /// their words; and how many there are.
    pub(super) fn english_within(&self) -> Option<(PathBuf, Option<Locale>, usize)> {
        let paths: Vec<&str> = self.files.keys().map(String::as_str).collect();
        let within = layout::english_within(&paths)?;
        let few = within.pairs.iter().step_by((within.pairs.len() / SAMPLE).max(1)).take(SAMPLE);
        let texts: Vec<(String, String)> =
            few.filter_map(|(english, other)| Some((self.text(english)?, self.text(other)?))).collect();
        let apart: Vec<&String> =
            texts.iter().filter(|pair| latin(&pair.0) > 0.9 && latin(&pair.1) < 0.9).map(|(_, other)| other).collect();
        let mut counts: BTreeMap<String, (usize, Locale)> = BTreeMap::new();
        for locale in apart.iter().filter_map(|text| Locale::detect(text)) {
            counts.entry(locale.to_string()).or_insert((0, locale)).0 += 1;
        }
        let most = counts.into_values().max_by_key(|(count, _)| *count);
        let locale = most.filter(|(count, _)| count * 2 > apart.len()).map(|(_, locale)| locale);
        (apart.len() * 2 > texts.len()).then(|| (self.folder.join(within.folder), locale, within.pairs.len()))
    }

    /// A folder of the tree, as the user would name it.
    pub(super) fn shown(&self, folder: &str) -> String {
        let path = if folder == "." { self.folder.to_owned() } else { self.folder.join(folder) };
        let current = crate::config::absolute(Path::new("."));
        match path.strip_prefix(&current).map(joined) {
            Ok(below) if below.is_empty() => ".".to_owned(),
            Ok(below) => below,
            Err(_) => joined(&path),
        }
    }

    fn provenance(
        &self,
        path: &str,
        (locale, key): (Option<&Locale>, &str),
        records: &mut Records,
    ) -> Option<Provenance> {
        let text = self.text(path)?;
        let recorded = records.of(self.files.get(path)?, locale, key);
        Some(Provenance::read(&text, FrontMatter::locate(&text), &recorded, &self.config.marks))
    }

    fn text(&self, path: &str) -> Option<String> {
        read(&self.files.get(path)?.path).ok().map(|text| text.content)
    }
}

/// The configuration files of generators in `folder` and in the folders above its pages.
fn settings<'p>(folder: &Path, pages: impl Iterator<Item = &'p String>) -> Vec<(String, String)> {
    let mut folders: Vec<PathBuf> = vec![PathBuf::new()];
    for page in pages {
        let above: Vec<&str> = page.split('/').collect();
        // Generators are configured near the top of their tree.
        for depth in 1..above.len().min(4) {
            folders.push(above[..depth].iter().collect());
        }
    }
    folders.sort();
    folders.dedup();
    let files = folders.iter().flat_map(|below| layout::settings_files().map(move |name| below.join(name)));
    let read = files.filter_map(|file| Some((joined(&file), open::text(&folder.join(&file)).ok()?)));
    read.collect()
}

/// Whether pages carry their English beside them, as far as a few of them tell.
pub(super) fn is_bilingual(files: &[File]) -> bool {
    let few = files.iter().step_by((files.len() / 5).max(1)).take(5);
    let read = few.filter_map(|file| read(&file.path).ok());
    read.into_iter().any(|text| bilingual::split(&text.content).source.is_some())
}

/// The top of the project that a folder belongs to: the current folder, or the checkout that holds it. Nothing beyond is looked
/// at without being asked.
pub(super) fn project(folder: &Path) -> Option<PathBuf> {
    let current = crate::config::absolute(Path::new("."));
    let is_top = |around: &&Path| **around == *current || around.join(".git").exists();
    folder.ancestors().find(is_top).map(Path::to_owned)
}
