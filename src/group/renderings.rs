//! How headings were translated, over all pages of a run.
//!
//! Headings such as `Response` stand on thousands of pages. What most of them say is what a translator would have to look up
//! in a termbase otherwise.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Doc;

/// How the headings of each locale were translated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renderings {
    /// By locale, then by the English, then by the translation.
    locales: BTreeMap<String, BTreeMap<String, BTreeMap<String, Rendering>>>,
    /// Whether the places are kept, too.
    places: bool,
}

/// A translation of a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendering {
    /// The number of headings.
    pub count: usize,
    /// Where they stand, where that is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<HeadingPlace>,
}

/// Where a heading stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingPlace {
    /// The file, as the user named it, joined with `/`.
    pub path: Arc<str>,
    /// What the page is called in every locale.
    pub page: Arc<str>,
    /// The 1-based line.
    pub line: usize,
    /// The 1-based column of its text, in characters.
    pub column: usize,
    /// The offset of its text in the file, in bytes.
    pub offset: usize,
    /// Where the line begins, in bytes.
    pub line_start: usize,
    /// The number of the segment.
    pub segment: String,
}

/// As many headings say the same, at least, before they teach anything.
const ENOUGH: usize = 10;
/// Longer headings are sentences of one page.
const LONGEST: usize = 60;

impl Renderings {
    /// Nothing yet; `places` says whether the places of headings are kept, too.
    #[must_use]
    pub fn new(places: bool) -> Self {
        Self { places, ..Self::default() }
    }

    /// Takes the headings of a bilingual page.
    pub fn add(&mut self, doc: &Doc<'_>) {
        let (Some(_), Some(locale)) = (&doc.source, &doc.locale) else { return };
        let (path, page): (Arc<str>, Arc<str>) = (doc.file.path.as_str().into(), doc.file.key.as_str().into());
        let headings = self.locales.entry(locale.to_string()).or_default();
        let segments = &doc.readings.segments;
        // Titles belong to one page each.
        for section in doc.localized.page.sections.iter().filter(|section| section.level > 1) {
            let heading = doc.localized.reading.in_file(section.span);
            let first = segments.partition_point(|segment| segment.localized.start < heading.start);
            let within = segments[first..].iter().take_while(|segment| segment.localized.start < heading.end);
            let [segment] = within.collect::<Vec<_>>()[..] else { continue };
            let (own, english) = (segment.localized.of(doc.content()), segment.source.of(doc.content()));
            if english.len() > LONGEST || own.trim().is_empty() || english.contains(['`', '[']) {
                continue;
            }
            if !headings.contains_key(english) {
                headings.insert(english.to_owned(), BTreeMap::new());
            }
            let Some(renderings) = headings.get_mut(english) else { continue };
            if !renderings.contains_key(own) {
                renderings.insert(own.to_owned(), Rendering::default());
            }
            let Some(rendering) = renderings.get_mut(own) else { continue };
            rendering.count += 1;
            if self.places {
                let offset = segment.localized.start;
                let (line, column) = doc.position(offset);
                let (segment, line_start) = (segment.id.to_owned(), doc.line_start(line));
                let (path, page) = (path.clone(), page.clone());
                rendering.places.push(HeadingPlace { path, page, line, column, offset, line_start, segment });
            }
        }
    }

    /// Puts the headings of other pages together with these.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.places |= other.places;
        for (locale, headings) in other.locales {
            let known = self.locales.entry(locale).or_default();
            for (english, renderings) in headings {
                let known = known.entry(english).or_default();
                for (own, mut more) in renderings {
                    let rendering = known.entry(own).or_default();
                    rendering.count += more.count;
                    rendering.places.append(&mut more.places);
                }
            }
        }
        self
    }

    /// What four fifths of the headings say that stand for `english` in `locale`, and how many they are.
    #[must_use]
    pub fn majority(&self, locale: &str, english: &str) -> Option<(&str, usize)> {
        majority(self.locales.get(locale)?.get(english)?)
    }

    /// The headings that say something else than most: locale, English, translation, and what most say.
    pub fn outliers(&self) -> impl Iterator<Item = Outlier<'_>> {
        self.locales.iter().flat_map(|(locale, headings)| {
            headings.iter().flat_map(move |(english, renderings)| {
                let usual = majority(renderings);
                let others = renderings.iter().filter(move |(own, _)| usual.is_some_and(|(usual, _)| **own != usual));
                others.filter_map(move |(own, rendering)| {
                    Some(Outlier { locale, english, own, rendering, usual: usual? })
                })
            })
        })
    }
}

/// A translation of a heading that most pages translate in another way.
#[derive(Debug, Clone, Copy)]
pub struct Outlier<'r> {
    /// The locale, as a BCP 47 tag.
    pub locale: &'r str,
    /// The English heading.
    pub english: &'r str,
    /// The translation.
    pub own: &'r str,
    /// How often and where it stands.
    pub rendering: &'r Rendering,
    /// What most headings say, and how many they are.
    pub usual: (&'r str, usize),
}

fn majority(renderings: &BTreeMap<String, Rendering>) -> Option<(&str, usize)> {
    let all: usize = renderings.values().map(|rendering| rendering.count).sum();
    let (usual, rendering) = renderings.iter().max_by_key(|(_, rendering)| rendering.count)?;
    (rendering.count >= ENOUGH && rendering.count * 5 >= all * 4).then_some((usual, rendering.count))
}
