use proptest::prelude::*;

use super::*;
use crate::page::BlockKind;

fn parse(text: &str) -> Page<'_> {
    super::parse(text)
}

/// Where the compiler stops: what stands there, up to the end of the line.
fn stops(text: &str) -> Option<&str> {
    let broken = parse(text).mdx.broken?;
    text[broken.at..].split('\n').next()
}

const PAGE: &str = "import A from 'a'\n\n# Ä {/* #top */}\n\nSee <Tip size={3} text=\"ä\" open {...rest}>the `code`</Tip> and {a + 1}.\n\n<A.B/>\n";

#[test]
fn constructs_have_their_kinds_and_places() {
    let page = parse(PAGE);
    assert_eq!(page.mdx.broken, None);
    let of = |spans: &[Span]| spans.iter().map(|span| span.of(PAGE)).collect::<Vec<_>>();
    assert_eq!(of(&page.mdx.esm), ["import A from 'a'"]);
    assert_eq!(of(&page.mdx.expressions), ["{/* #top */}", "{a + 1}"]);
    let [open, close, element] = &page.mdx.tags[..] else { panic!("three tags") };
    assert_eq!((open.name.of(PAGE), open.kind, open.flow), ("Tip", TagKind::Open, false));
    assert_eq!((close.span.of(PAGE), close.kind), ("</Tip>", TagKind::Close));
    assert_eq!((element.name.of(PAGE), element.kind, element.flow), ("A.B", TagKind::SelfClosing, true));
    let attributes = open.attributes.iter().map(|one| (one.name.of(PAGE), one.value.map(|value| value.of(PAGE))));
    let expected = [("size", Some("{3}")), ("text", Some("\"ä\"")), ("open", None), ("", Some("{...rest}"))];
    assert_eq!(attributes.collect::<Vec<_>>(), expected);
}

#[test]
fn markdown_around_constructs_keeps_its_places() {
    let page = parse(PAGE);
    assert_eq!((&*page.sections[1].anchor, page.sections[1].named, &*page.sections[1].title), ("top", true, "Ä"));
    assert_eq!(page.code_spans[0].span.of(PAGE), "`code`");
    let paragraph = page.blocks.iter().find(|block| block.kind == BlockKind::Paragraph).expect("a paragraph");
    assert!(paragraph.span.of(PAGE).starts_with("See <Tip") && paragraph.span.of(PAGE).ends_with("{a + 1}."));
    assert_eq!(
        paragraph.span.of(&page.prose).split_whitespace().collect::<Vec<_>>().join(" "),
        "See <Tip >the `code`</Tip> and ."
    );
}

#[test]
fn braces_of_formulas_are_no_javascript() {
    let formulas = [
        "The wind $\\vec{w} = \\sqrt{x^2}$ blows {a + 1} times.\n",
        "Lift:\n$$\n\\frac{\\rho v^2}{2} \\text{, as ever}\n$$\n\nIt is {a}.\n",
        "> $$L = \\frac{a b}{c}$$\n",
        "| $\\hat{k}$ | b |\n|---|---|\n| ${k m}$ | d |\n",
    ];
    for text in formulas {
        assert_eq!(parse(text).mdx.broken, None, "{text}");
    }
    assert_eq!(stops("A kite costs $5 {the price} and $6.\n"), Some("price} and $6."));
    assert_eq!(parse(formulas[0]).mdx.expressions.len(), 1);
}

#[test]
fn indented_markdown_is_no_code() {
    let text = "<Tabs>\n    <Tab>\n        ## Deep\n\n        - a\n            - b\n\n        text\n\n        ```js\n        if (a < b) {\n          c()\n        ```\n    </Tab>\n</Tabs>\n";
    let page = parse(text);
    let kinds: Vec<BlockKind> = page.blocks.iter().map(|block| block.kind).collect();
    let expected =
        [BlockKind::Heading, BlockKind::Item(1), BlockKind::Item(2), BlockKind::Paragraph, BlockKind::Fence(0)];
    assert_eq!(kinds, expected);
    let lines: Vec<&str> = page.fences[0].lines(text).map(|(_, line)| line).collect();
    assert_eq!((lines, page.fences[0].closed), (vec!["if (a < b) {", "c()"], true));
    assert_eq!(page.mdx.broken, None);
}

#[test]
fn a_tag_in_a_cell_or_at_the_start_of_a_paragraph_leaves_the_text() {
    let text = "<b>Bold</b> start.\n\n| a | b |\n|---|---|\n| <C x={1}/> one | {2}<br/>two |\n";
    let page = parse(text);
    assert_eq!(page.blocks[0].span.of(text), "<b>Bold</b> start.");
    let cells: Vec<&str> = page.tables[0].rows[0].cells.iter().map(|cell| &*cell.text).collect();
    assert_eq!(cells, ["one", "two"]);
}

#[test]
fn headings_name_their_anchors_in_both_ways() {
    let page = parse("## A {#one}\n\n## B {/* #two */}\n\n## C {1}\n");
    let anchors: Vec<(&str, bool)> = page.sections.iter().skip(1).map(|one| (&*one.anchor, one.named)).collect();
    assert_eq!(anchors, [("one", true), ("two", true), ("c", false)]);
    assert_eq!(page.mdx.broken, None);
}

#[test]
fn the_place_is_where_the_compiler_stops() {
    for (text, place) in [
        ("a <5 b", "5 b"),
        ("<https://a.example>", "//a.example>"),
        ("<!-- a -->", "!-- a -->"),
        ("a {user name} b", "name} b"),
        ("{a", ""),
        ("<A b=c/>", "c/>"),
        ("<A b={}/>", "}/>"),
        ("<A {b}/>", "b}/>"),
        ("<A b={{'c', d: 1}}/>", ", d: 1}}/>"),
        ("<A>\n\nx\n", "<A>"),
        ("<A>\n\n</B>", "</B>"),
        ("x\n\n</B>", "</B>"),
        ("a <b>c\n\nd</b>", "<b>c"),
        ("*a <b>c* d</b>", "<b>c* d</b>"),
        ("import {A from 'a'", "from 'a'"),
        ("import A from 'a", "'a"),
        ("export const a = {b: 1\n\n# T", "# T"),
        ("> <A>\n\n</A>", "<A>"),
        ("| a {b | c} |\n|---|---|", "| c} |"),
    ] {
        assert_eq!(stops(text), Some(place), "{text}");
    }
}

#[test]
fn what_compiles_is_let_pass() {
    for text in [
        "{list.map((one) => <li key={one.id}>it's {one.name}</li>)}",
        "{`a ${b ? `c` : {d: '}'}.d} e`}",
        "{a.replace(/[/}]/g, '') /* } */}",
        "{async () => { if (a) { return <b/> } }}",
        "{a ? b : {c, d: [1, , 2], ...e, f() { return 1 }}}",
        "export const f = function (a) {\n  return a\n}\nexport default class A extends B { c = 1 }",
        "import A, { b as c } from 'a' with { type: 'json' };\nimport * as d from \"d\"\nexport { a, b as c } from './e'",
        "export const a = [\n  1,\n\n  2,\n]\n\nText",
        "- <A>\n  b\n  </A>\n- c",
        "> <A\n>   b=\"c\"\n> >\n> d\n> </A>",
        "[a](<b{> \"{\") `{` ``a ` {`` \\{ \\< a < b",
        "[a]: <https://a.example>\n\nhttps://a.example/{b c}",
        "<><a:b c:d=\"e\nf\"/></>",
        "```\n<A {\n```",
        "<A>{/* b */}</A>",
        "Text\nimport A from",
    ] {
        assert_eq!(stops(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_page(parts in proptest::collection::vec("[<>{}/`'\"]|a|ä|\n|\n\n|    |- |> |```\n|import |export |from |\\||=|1\\. |# |\\*\\*", 0..24)) {
        let text = parts.concat();
        let page = parse(&text);
        prop_assert_eq!(page.prose.len(), text.len());
        prop_assert_eq!(page.prose.lines().count(), text.lines().count());
        let spans = page.blocks.iter().map(|block| block.span).chain(page.mdx.tags.iter().map(|tag| tag.span));
        for span in spans.chain(page.code_spans.iter().map(|code| code.span)) {
            prop_assert!(text.get(span.start..span.end).is_some(), "{:?}", span);
        }
        if let Some(broken) = &page.mdx.broken {
            prop_assert!(text.is_char_boundary(broken.at));
        }
    }
}
