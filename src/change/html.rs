//! What readers see of HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::piece::{Piece, PieceKind, squeezed, words};

/// Attributes that lead somewhere.
const LINKS: [&str; 3] = ["href", "src", "to"];
/// Attributes that are read.
const TEXTS: [&str; 8] = ["alt", "title", "label", "description", "summary", "caption", "placeholder", "text"];

static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"#).expect("a valid pattern"));

/// A component that stands alone, `<Tides since="2" />`, without how it looks: what it shows is written elsewhere. None that is
/// known by its texts or by where it leads.
fn component(tag: &str) -> Option<String> {
    static LOOK: LazyLock<Regex> = LazyLock::new(|| {
        let names = r"class|className|style|id|key|icon|color|size|width|height|align|client:[\w-]+";
        let pattern = format!(r#"\s(?:{names})(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{{[^{{}}]*\}}))?(?<end>[\s/])"#);
        Regex::new(&pattern).expect("a valid pattern")
    });
    let is_alone = tag.ends_with("/>") && tag[1..].starts_with(|c: char| c.is_ascii_uppercase());
    let mut names = ATTRIBUTE.captures_iter(tag).map(|attribute| attribute.get(1).map_or("", |name| name.as_str()));
    let is_known = names.any(|name| LINKS.contains(&name) || TEXTS.contains(&name));
    (is_alone && !is_known).then(|| {
        let mut shown = squeezed(tag);
        // One right behind another is seen the next time.
        while let Cow::Owned(rest) = LOOK.replace_all(&shown, "$end") {
            shown = rest;
        }
        shown.replace(" />", "/>")
    })
}

impl Piece {
    /// Whether nothing but a component is seen.
    pub(super) fn is_component(&self) -> bool {
        let inside = self.seen.strip_prefix('<').and_then(|rest| rest.strip_suffix("/>"));
        self.kind != PieceKind::Code && inside.is_some_and(|inside| !inside.contains('<'))
    }

    /// The words around components.
    pub(super) fn words_without_components(&self) -> Vec<String> {
        static COMPONENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<[A-Z][^<>]*/>").expect("a valid pattern"));
        words(&COMPONENT.replace_all(&self.seen, " "))
    }

    /// Takes over what readers see of HTML: texts between tags and in attributes, where links lead, and components whose texts
    /// are written elsewhere.
    pub(super) fn push_html(&mut self, html: &str) {
        static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
            let unseen = r"(?s)<!--.*?-->|\{/\*.*?\*/\}|<\?.*?\?>|<script\b.*?</script>|<style\b.*?</style>";
            Regex::new(unseen).expect("a valid pattern")
        });
        static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)</?[A-Za-z][^<>]*>").expect("a valid pattern"));
        static LINK: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(!?)\[([^\[\]]*)\]\(([^()\s]+)[^()]*\)").expect("a valid pattern"));
        let html = COMMENT.replace_all(html, "");
        for tag in TAG.find_iter(&html) {
            for attribute in ATTRIBUTE.captures_iter(tag.as_str()) {
                let value = attribute.get(2).or(attribute.get(3)).map_or("", |value| value.as_str());
                match &attribute[1] {
                    name if LINKS.contains(&name) => self.links.push(value.to_owned()),
                    name if TEXTS.contains(&name) => {
                        if name == "alt" {
                            self.alts.push(squeezed(value));
                        }
                        self.push(" ");
                        self.push(value);
                        self.push(" ");
                    }
                    _ => {}
                }
            }
        }
        static CODE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?s)<code(?:\s[^<>]*)?>([^<>]+)</code>").expect("a valid pattern"));
        self.code.extend(CODE.captures_iter(&html).map(|code| squeezed(&code[1])).filter(|code| !code.is_empty()));
        // Markdown inside a component that no blank line sets apart is text to the parser.
        let text = TAG.replace_all(&html, |tag: &Captures<'_>| component(&tag[0]).unwrap_or_else(|| " ".to_owned()));
        for link in LINK.captures_iter(&text) {
            self.links.push(link[3].to_owned());
            if !link[1].is_empty() {
                self.alts.push(squeezed(&link[2]));
            }
        }
        self.push(&LINK.replace_all(&text, "$2"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::changes;

    #[test]
    fn code_may_be_set_by_a_tag() {
        let [tag, block, marked] =
            ["Set <code v-pre>a.b</code> now.\n", "<p>Set <code>a.b</code> now.</p>\n", "Set `a.b` now.\n"];
        let code =
            |text: &str| super::super::piece::blocks(text).into_iter().flat_map(|piece| piece.code).collect::<Vec<_>>();
        assert_eq!([tag, block, marked].map(code), [["a.b"], ["a.b"], ["a.b"]]);
        assert!(changes(tag, marked).is_empty());
    }

    #[test]
    fn a_component_without_texts_comes_and_goes() {
        let told = |older: &str, newer: &str| {
            let changes = changes(older, newer);
            changes.iter().map(|change| format!("{} {}", change.piece().seen, change.fate.name())).collect::<Vec<_>>()
        };
        let page = |text: &str| format!("# Winch\n\n{text}\n\nPull the barge.\n");
        assert_eq!(told(&page("<Gale/>"), &page("")), ["<Gale/> removed"]);
        assert_eq!(told(&page(""), &page("<p><Tides since=\"2.0\" /></p>")), ["<Tides since=\"2.0\"/> added"]);
        let badge = "**Kind:** `rope`\n<Tides since=\"2.0\" />";
        assert_eq!(told(&page("**Kind:** `rope`"), &page(badge)), ["Kind: rope <Tides since=\"2.0\"/> changed"]);
        let wide = "<Gale className=\"wide\" width={3} client:load />";
        assert!(told(&page("<Gale/>"), &page(wide)).is_empty(), "how it looks is no news");
        assert!(
            told(&page("<Gale text=\"Storm\" />"), &page("<Gale label=\"Storm\" />")).is_empty(),
            "it is known by its text"
        );
    }

    #[test]
    fn a_component_stands_for_no_text() {
        let [older, newer] = ["The old winch is slow.\n", "<Gale/>\n\nNobody hauls by hand today.\n"];
        let fates = changes(older, newer).iter().map(|change| change.fate.name()).collect::<Vec<_>>();
        assert_eq!(fates, ["changed", "added"]);
        let badge = |kind: &str| format!("Kind: {kind} <Tides since=\"2.0\" />\n");
        let come = format!("{}\nStop.\n", badge("any chain"));
        let fates =
            changes(&badge("a rope of hemp"), &come).iter().map(|change| change.fate.name()).collect::<Vec<_>>();
        assert_eq!(fates, ["removed", "added", "added"]);
    }

    #[test]
    fn each_of_several_components_in_a_row_is_a_block() {
        let card =
            |name: &str, text: &str| format!("<LinkCard title=\"{name}\" description=\"{text}\" href=\"/{name}\" />\n");
        let grid = |cards: &[String]| format!("<CardGrid>\n{}</CardGrid>\n", cards.concat());
        let [buoy, mole, weir] = [
            card("buoy", "Marks the fairway."),
            card("mole", "Breaks the waves of the outer bay."),
            card("weir", "Holds the river back."),
        ];
        let told = |older: &str, newer: &str| {
            changes(older, newer)
                .iter()
                .map(|change| format!("{} {}", change.piece().seen, change.fate.name()))
                .collect::<Vec<_>>()
        };
        let both = grid(&[buoy.clone(), weir.clone()]);
        assert_eq!(
            told(&both, &grid(&[buoy.clone(), mole.clone(), weir])),
            ["mole Breaks the waves of the outer bay. added"]
        );
        assert_eq!(told(&both, &grid(&[buoy])), ["weir Holds the river back. removed"]);
        // A comment is one, whatever ends in it.
        let hidden = format!("<CardGrid>\n<!--\n{mole}no text\n-->\n</CardGrid>\n");
        assert_eq!(told("<CardGrid>\n</CardGrid>\n", &hidden), [""; 0]);
    }
}
