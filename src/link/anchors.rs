//! The places of a page that a fragment can name.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::decoded;
use crate::page::{Page, slug};
use crate::span::line_start;

/// The names of the places of a page.
#[derive(Debug, Default)]
pub struct Anchors {
    /// In the form in which they compare.
    names: HashSet<String>,
    /// Whether it has headings that Python-Markdown numbers, for want of a letter that it keeps.
    numbered: bool,
    /// The ids that the page writes and that have capitals, as they are written.
    capital: HashSet<String>,
    /// The names of headings that begin with a sign: some sites make a hyphen of the space behind it.
    behind_a_sign: HashSet<String>,
}

impl Anchors {
    /// The ids that the page writes, and those that sites make from its headings.
    #[must_use]
    pub fn of(page: &Page<'_>) -> Self {
        let mut names = HashSet::new();
        let (mut numbered, mut behind_a_sign) = (false, HashSet::new());
        for section in page.sections.iter().filter(|section| section.level > 0) {
            names.insert(letters(&section.anchor));
            // An id that is written takes the place of the one that is made, or is a part of it where a site reads no such ids.
            let heading = section.span.of(page.text).trim();
            if section.named && heading.ends_with('}') {
                names.insert(letters(heading));
                continue;
            }
            let made = slug(&section.title);
            if made.starts_with('-') {
                behind_a_sign.insert(letters(&made));
            }
            names.insert(letters(&made));
            let latin: String = section.title.chars().filter(char::is_ascii).collect();
            numbered |= letters(&latin).is_empty();
            names.insert(letters(&latin));
            // Rspress leaves out what a component at the end of a heading holds.
            let heading = heading.trim_start_matches(['#', ' ']);
            let component = heading
                .match_indices('<')
                .find(|(at, _)| heading[at + 1..].starts_with(|c: char| c.is_ascii_uppercase()));
            names.extend(component.map(|(at, _)| letters(&heading[..at])));
        }
        // A heading behind the closing tag of an element, which some sites read and others do not.
        let raw = page.text.match_indices('#').filter(|(at, _)| line_start(page.text, *at) == *at);
        let is_code = |at: usize| {
            let fence = page.fences.get(page.fences.partition_point(|fence| fence.span.end <= at));
            fence.is_some_and(|fence| fence.span.start < at)
        };
        names.extend(
            raw.filter(|(at, _)| !is_code(*at)).filter_map(|(at, _)| page.text[at..].lines().next().map(letters)),
        );
        names.remove("");
        let written = WRITTEN.captures_iter(page.text).filter_map(|found| found.iter().skip(1).flatten().next());
        let mut capital = HashSet::new();
        for name in written.map(|name| name.as_str()) {
            names.insert(letters(name));
            if name.contains(char::is_uppercase) {
                capital.insert(name.to_owned());
            }
        }
        Self { names, numbered, capital, behind_a_sign }
    }

    /// Whether `fragment` is spelled as an anchor is on all sites: what they make of headings has no capitals, and that of a sign before
    /// the first word is a matter of the site.
    #[must_use]
    pub fn spells(&self, fragment: &str) -> bool {
        let has_capital = fragment.contains(|c: char| c.is_ascii_uppercase());
        (!has_capital || self.capital.contains(fragment))
            && (fragment.starts_with('-') || !self.behind_a_sign.contains(&letters(fragment)))
    }

    /// Whether `fragment` names a place of the page. Sites differ in what they keep of signs, so that only letters and digits
    /// count.
    #[must_use]
    pub fn has(&self, fragment: &str) -> bool {
        let name = letters(&decoded(fragment));
        // The second heading of a name gets a number.
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_number = fragment.strip_prefix('_').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        let top = matches!(&*name, "" | "top");
        top || self.names.contains(&name)
            || !bare.is_empty() && self.names.contains(bare)
            || self.numbered && is_number
            // What a browser looks for, a line of code, a tab.
            || fragment.starts_with([':', '/', '!'])
            || fragment.contains(['=', '/'])
    }
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
    const ACCENTED: [(&str, char); 25] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("èéêëēĕėęě", 'e'),
        ("ìíîïĩīĭįı", 'i'),
        ("ñńņňŉл", 'n'),
        ("òóôõöōŏő", 'o'),
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
        let anchors = Anchors::of(&Page::parse(text, PageFormat::MARKDOWN));
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
        assert!(anchors.spells("-schnell-start--mehr") && !anchors.spells("schnell-start--mehr"));
        assert!(
            !anchors.has("räder") && !anchors.has("quick-start") && !anchors.has("water") && !anchors.has("가이디-값")
        );
    }
}
