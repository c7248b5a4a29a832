//! The places of a page that a fragment can name.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::decoded;
use crate::page::{Page, slug};
use crate::span::line_start;

/// How a site makes the anchor of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Slugs {
    /// In a way that is not known, or may be chosen.
    #[default]
    Any,
    /// As GitHub does: letters stay as they are.
    Kept,
    /// Without the accents of letters.
    Unaccented,
    /// With the capitals of the heading.
    Capitals,
    /// Of the letters of ASCII, unless the site says otherwise.
    Latin,
}

impl Slugs {
    /// The anchor that is made of a heading, as far as it is known.
    #[must_use]
    pub fn of(self, heading: &str) -> Option<String> {
        match self {
            Self::Any | Self::Kept => Some(slug(heading)),
            Self::Latin => Some(slug(heading)).filter(|made| made.is_ascii()),
            Self::Unaccented => Some(hyphenated(heading, self).chars().map(without_accent).collect()),
            Self::Capitals => Some(hyphenated(heading, self)),
        }
    }
}

/// The names of the places of a page.
#[derive(Debug, Default)]
pub struct Anchors {
    slugs: Slugs,
    /// In the form in which they compare.
    names: HashSet<String>,
    /// The same with their accents.
    accented: HashSet<String>,
    /// What the ASCII letters of headings alone would be, as Python-Markdown makes it.
    latin: HashSet<String>,
    /// Whether it has headings that Python-Markdown numbers, for want of a letter that it keeps.
    numbered: bool,
    /// The ids that the page writes, as they are written.
    written: HashSet<String>,
    /// What a site makes of headings that leaves signs out.
    without_signs: HashSet<String>,
    /// What a site makes of them that writes a hyphen for the signs between two words.
    hyphenated: HashSet<String>,
}

impl Anchors {
    /// The ids that the page writes, and those that sites make from its headings.
    #[must_use]
    pub fn of(page: &Page<'_>, slugs: Slugs) -> Self {
        let mut anchors = Self { slugs, ..Self::default() };
        for section in page.sections.iter().filter(|section| section.level > 0) {
            anchors.add(&section.anchor);
            // An id that is written takes the place of the one that is made, or is a part of it where a site reads no such ids.
            let heading = section.span.of(page.text).trim();
            if section.named && heading.ends_with('}') {
                anchors.add(heading);
                continue;
            }
            let made = slug(&section.title);
            anchors.add(&made);
            anchors.without_signs.insert(made);
            anchors.hyphenated.insert(hyphenated(&section.title, slugs));
            let latin: String = section.title.chars().filter(char::is_ascii).collect();
            anchors.numbered |= letters(&latin).is_empty();
            anchors.latin.insert(letters(&latin));
            // Rspress leaves out what a component at the end of a heading holds.
            let heading = heading.trim_start_matches(['#', ' ']);
            let component = heading
                .match_indices('<')
                .find(|(at, _)| heading[at + 1..].starts_with(|c: char| c.is_ascii_uppercase()));
            component.into_iter().for_each(|(at, _)| anchors.add(&heading[..at]));
        }
        // A heading behind the closing tag of an element, which some sites read and others do not.
        let raw = page.text.match_indices('#').filter(|(at, _)| line_start(page.text, *at) == *at);
        let is_code = |at: usize| {
            let fence = page.fences.get(page.fences.partition_point(|fence| fence.span.end <= at));
            fence.is_some_and(|fence| fence.span.start < at)
        };
        let lines = raw.filter(|(at, _)| !is_code(*at)).filter_map(|(at, _)| page.text[at..].lines().next());
        lines.for_each(|line| anchors.add(line));
        let written = WRITTEN.captures_iter(page.text).filter_map(|found| found.iter().skip(1).flatten().next());
        for name in written.map(|name| name.as_str()) {
            anchors.add(name);
            anchors.written.insert(name.to_owned());
        }
        [&mut anchors.names, &mut anchors.accented, &mut anchors.latin].into_iter().for_each(|names| {
            names.remove("");
        });
        anchors
    }

    fn add(&mut self, name: &str) {
        self.names.insert(letters(name));
        self.accented.insert(with_accents(name));
    }

    /// Whether `fragment` is spelled exactly as the page writes it, or as the site makes it of a heading; where nobody knows how it does,
    /// as all sites make it.
    #[must_use]
    pub fn spells(&self, fragment: &str) -> bool {
        let name = &*decoded(fragment);
        let is_made = |names: &HashSet<String>| names.contains(name) || names.contains(first_of_its_name(name));
        self.written.contains(fragment)
            || match self.slugs {
                Slugs::Any | Slugs::Latin => is_made(&self.without_signs) && is_made(&self.hyphenated),
                Slugs::Kept => is_made(&self.without_signs),
                Slugs::Unaccented | Slugs::Capitals => is_made(&self.hyphenated),
            }
    }

    /// Whether `fragment` names a place of the page. Sites differ in what they keep of signs, so that only letters and digits
    /// count.
    #[must_use]
    pub fn has(&self, fragment: &str) -> bool {
        match self.slugs {
            Slugs::Kept => self.keeps(fragment),
            // A heading that begins with a digit has a `_` before it there, and no two hyphens stand side by side.
            Slugs::Unaccented if fragment.starts_with(|c: char| c.is_ascii_digit()) || fragment.contains("--") => {
                self.written.contains(fragment)
            }
            Slugs::Unaccented => self.is_made(fragment),
            Slugs::Any | Slugs::Latin | Slugs::Capitals => {
                let name = letters(&decoded(fragment));
                let number = fragment.strip_prefix('_').map(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
                self.is_made(fragment) || is_among(&self.latin, &name) || self.numbered && number == Some(true)
            }
        }
    }

    /// Whether `fragment`, the name of a place of the page, is one on the site: where nobody knows how it makes anchors, it is one
    /// where letters are kept as they are as well.
    #[must_use]
    pub fn is_sure(&self, fragment: &str) -> bool {
        !matches!(self.slugs, Slugs::Any | Slugs::Latin) || self.keeps(fragment)
    }

    /// What is of ASCII alone is not the name of a heading with other letters.
    fn keeps(&self, fragment: &str) -> bool {
        let name = decoded(fragment);
        match name.is_ascii() {
            true => is_special(fragment, &name) || is_among(&self.accented, &with_accents(&name)),
            false => self.is_made(fragment),
        }
    }

    fn is_made(&self, fragment: &str) -> bool {
        let name = decoded(fragment);
        is_special(fragment, &name) || is_among(&self.names, &letters(&name))
    }
}

/// The top of a page, and what a browser looks for, a line of code, a tab.
fn is_special(fragment: &str, name: &str) -> bool {
    matches!(&*letters(name), "" | "top") || fragment.starts_with([':', '/', '!']) || fragment.contains(['=', '/'])
}

/// Whether a name is one of these. The second heading of a name gets a number.
fn is_among(names: &HashSet<String>, name: &str) -> bool {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    names.contains(name) || !bare.is_empty() && names.contains(bare)
}

/// The words of a heading with hyphens between them, as VitePress and Hexo make it.
fn hyphenated(heading: &str, slugs: Slugs) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    match slugs {
        Slugs::Capitals => name,
        Slugs::Unaccented if name.starts_with(|c: char| c.is_ascii_digit()) => format!("_{}", name.to_lowercase()),
        _ => name.to_lowercase(),
    }
}

/// The anchor of the first heading of a name, of which a later one has a number behind it.
fn first_of_its_name(name: &str) -> &str {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    bare.strip_suffix(['-', '_']).unwrap_or(name)
}

/// Letters and digits in lower case.
fn with_accents(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Letters and digits in lower case, without their accents.
fn letters(text: &str) -> String {
    // Some sites write what stands above a letter as a sign of its own: of Arabic, it is a letter to Unicode.
    let is_mark = |c: &char| matches!(c, '\u{653}'..='\u{655}');
    let letters = text.chars().filter(|c| c.is_alphanumeric() && !is_mark(c)).flat_map(char::to_lowercase);
    letters.flat_map(|c| parts(c).into_iter().flatten()).collect()
}

/// The letters that a Korean syllable is written with, and another letter without its accent:
/// <https://www.unicode.org/versions/latest/core-spec/chapter-3/#G59434>.
fn parts(c: char) -> [Option<char>; 3] {
    let Some(at) = u32::from(c).checked_sub(0xac00).filter(|at| *at < 11_172) else {
        return [Some(without_accent(c)), None, None];
    };
    let end = Some(0x11a7 + at % 28).filter(|end| *end > 0x11a7);
    [Some(0x1100 + at / 588), Some(0x1161 + at % 588 / 28), end].map(|part| char::from_u32(part?))
}

/// The letter that sites keep of one with an accent. VuePress, and VitePress before its first version, take `л` for one.
fn without_accent(c: char) -> char {
    const ACCENTED: [(&str, char); 32] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ď", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ĥ", 'h'),
        ("ìíîïĩīĭįı", 'i'),
        ("ĵ", 'j'),
        ("ķ", 'k'),
        ("ĺļľ", 'l'),
        ("ñńņňŉл", 'n'),
        ("òóôõöōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
        ("йѝ", 'и'),
        ("ёѐ", 'е'),
        ("ї", 'і'),
        ("ў", 'у'),
        ("ά", 'α'),
        ("έ", 'ε'),
        ("ή", 'η'),
        ("ίϊΐ", 'ι'),
        ("ό", 'ο'),
        ("ύϋΰ", 'υ'),
        ("ώ", 'ω'),
        ("آأإ", 'ا'),
        ("ؤ", 'و'),
        ("ئ", 'ي'),
    ];
    if c.is_ascii() {
        return c;
    }
    ACCENTED.iter().find(|(letters, _)| letters.contains(c)).map_or_else(|| unvoiced(c), |(_, plain)| *plain)
}

/// The Japanese letter without the sign for its voice, which stands one or two places behind it.
fn unvoiced(c: char) -> char {
    const VOICED: [(&str, u32); 4] = [
        ("がぎぐげござじずぜぞだぢづでどばびぶべぼ", 1),
        ("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", 1),
        ("ぱぴぷぺぽ", 2),
        ("パピプペポ", 2),
    ];
    let behind = VOICED.iter().find(|(letters, _)| letters.contains(c)).map_or(0, |(_, behind)| *behind);
    char::from_u32(u32::from(c) - behind).unwrap_or(c)
}

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?m:(?-u:\b)(?:id|name)=["']([^"'\n]+)["']|\{:?\s*(?:/\*\s*)?#([^\s{}*]+)|\[#([^\]\s]+)\]\s*$|\[\[([^\]\s]+)\]\]\s*$)"#)
        .expect("a valid pattern")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    #[test]
    fn an_anchor_is_told_by_its_letters() {
        let text = "# T\n\n## 🚀 Schnell-Start & mehr\n\n<a id=\"x\"></a>\n\n## Räder {#wheels}\n\n## 水\n\n## 灯 Lamp\n\n## 窯 <Badge>新</Badge>\n\n## Настройка\n\n## 가이드 값\n\n## ガイド\n\n## الأوزان\n\n## Glut [[embers]]\n\n<a id=\"Ash\"></a>\n";
        let anchors = Anchors::of(&Page::parse(text, PageFormat::MARKDOWN), Slugs::Any);
        for anchor in [
            "-schnell-start--mehr",
            "schnell-start--mehr-1",
            "x",
            "%F0%9F%9A%80-schnell-start--mehr",
            "wheels",
            "水",
            "настроика",
            "\u{1100}\u{1161}\u{110b}\u{1175}\u{1103}\u{1173}-\u{1100}\u{1161}\u{11b9}",
            "カ\u{3099}イト\u{3099}",
            "الا\u{654}وزان",
            "窯",
            "_1",
            "lamp",
            "räder-wheels",
            "embers",
            "",
        ] {
            assert!(anchors.has(anchor), "{anchor}");
        }
        assert!(anchors.spells("Ash") && anchors.spells("wheels") && !anchors.spells("Wheels"));
        assert!(
            !anchors.has("räder") && !anchors.has("quick-start") && !anchors.has("water") && !anchors.has("가이디-값")
        );
    }

    #[test]
    fn what_is_kept_of_letters_is_a_matter_of_the_site() {
        let text = "# T\n\n## Räder\n\n## 水車 (mill wheel)\n\n## 水\n\n## Mahlgang {#stones}\n\n## 門 gate\n\n## 1 Welle\n\n## Rad - Achse\n";
        let page = Page::parse(text, PageFormat::MARKDOWN);
        let [any, kept, unaccented] =
            [Slugs::Any, Slugs::Kept, Slugs::Unaccented].map(|slugs| Anchors::of(&page, slugs));
        for (fragment, has) in [
            ("räder", [true, true, true]),
            ("rader", [true, false, true]),
            ("mill-wheel", [true, false, false]),
            ("水車-mill-wheel", [true, true, true]),
            ("_2", [true, false, false]),
            ("stones", [true, true, true]),
            ("stones-1", [true, true, true]),
            ("門-gate", [true, true, true]),
            ("wheel", [false, false, false]),
            ("1-welle", [true, true, false]),
            ("_1-welle", [true, true, true]),
            ("rad-achse", [true, true, true]),
            ("rad---achse", [true, true, false]),
        ] {
            assert_eq!([&any, &kept, &unaccented].map(|anchors| anchors.has(fragment)), has, "{fragment}");
        }
        // A site that leaves signs out writes three hyphens for `Rad - Achse`, another writes one.
        assert_eq!(Slugs::Unaccented.of("1 Räder & Welle").as_deref(), Some("_1-rader-welle"));
        assert_eq!(Slugs::Latin.of("水車"), None);
        let capitals = Anchors::of(&page, Slugs::Capitals);
        for (fragment, spells) in [
            ("räder", [true, true, true, false]),
            ("Räder", [false, false, false, true]),
            ("rad---achse", [false, true, false, false]),
            ("rad-achse", [false, false, true, false]),
            ("Rad-Achse-1", [false, false, false, true]),
            ("stones", [true; 4]),
        ] {
            assert_eq!([&any, &kept, &unaccented, &capitals].map(|it| it.spells(fragment)), spells, "{fragment}");
        }
        assert!(any.is_sure("räder") && !any.is_sure("rader") && unaccented.is_sure("rader"));
    }
}
