//! What readers see of HTML.

use std::sync::LazyLock;

use regex::Regex;

use super::piece::{Piece, squeezed};

impl Piece {
    /// Takes over what readers see of HTML: texts between tags and in attributes, and where links lead.
    pub(super) fn push_html(&mut self, html: &str) {
        static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
            let unseen = r"(?s)<!--.*?-->|\{/\*.*?\*/\}|<\?.*?\?>|<script\b.*?</script>|<style\b.*?</style>";
            Regex::new(unseen).expect("a valid pattern")
        });
        static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)</?[A-Za-z][^<>]*>").expect("a valid pattern"));
        static ATTRIBUTE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r#"([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"#).expect("a valid pattern"));
        static LINK: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(!?)\[([^\[\]]*)\]\(([^()\s]+)[^()]*\)").expect("a valid pattern"));
        let html = COMMENT.replace_all(html, "");
        for tag in TAG.find_iter(&html) {
            for attribute in ATTRIBUTE.captures_iter(tag.as_str()) {
                let value = attribute.get(2).or(attribute.get(3)).map_or("", |value| value.as_str());
                match &attribute[1] {
                    "href" | "src" | "to" => self.links.push(value.to_owned()),
                    name @ ("alt" | "title" | "label" | "description" | "summary" | "caption" | "placeholder") => {
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
        let text = TAG.replace_all(&html, " ");
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
