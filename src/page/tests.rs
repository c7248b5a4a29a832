use super::*;

#[test]
fn sections_are_found_by_their_locale_free_anchors() {
    let text = "# <a name=\"get-user\"></a>Benutzer\n## <a name=\"example\"></a>Beispiel\n### <a name=\"request\"></a>Anforderung\n## <a name=\"response\"></a>Antwort\n";
    let page = Page::parse(text, PageFormat::MARKDOWN);
    let paths: Vec<String> = (0..page.sections.len()).map(|section| page.path(section)).collect();
    assert_eq!(paths, ["", "", "example", "example/request", "response"]);
    assert_eq!(page.title().map(|title| &*title.anchor), Some("get-user"));
}

#[test]
fn an_english_page_gets_the_same_anchors_from_its_headings() {
    let page = Page::parse("# Get user\n## HTTP request\n### Permissions {#scopes}\n", PageFormat::MARKDOWN);
    assert_eq!(page.path(2), "http-request");
    assert_eq!(page.path(3), "http-request/scopes");
}

#[test]
fn a_tab_is_no_section() {
    let text = "# <a name=\"t\"></a>T\n## <a name=\"request\"></a>R\n# <a name=\"http\"></a>[HTTP](#tab/http)\n```http\nGET /a\n```\n";
    let page = Page::parse(text, PageFormat::MARKDOWN);
    assert_eq!(page.path(page.fences[0].section), "request");
}

#[test]
fn cells_lose_markup_and_entities_and_keep_their_place() {
    let text = "|Header|Value|\r\n|:--|:--|\r\n| `Accept` | Bearer &lt;token&gt;<br/>**x** |\r\n|only one|\r\n";
    let page = Page::parse(text, PageFormat::MARKDOWN);
    let row = &page.tables[0].rows[0];
    let cells: Vec<&str> = row.cells.iter().map(|cell| &*cell.text).collect();
    assert_eq!(cells, ["Accept", "Bearer <token> x"]);
    assert_eq!(row.cells[1].span.of(text), "Bearer &lt;token&gt;<br/>**x**");
    assert_eq!(page.tables[0].rows[1].cells.len(), 2);
}

#[test]
fn a_fence_knows_its_annotation_and_its_lines() {
    let text = "Text\n<!-- {\n  \"blockType\": \"ignored\",\n}-->\n``` http\nGET /a\n\n\tPOST /b \n```\n```\nopen\n";
    let page = Page::parse(text, PageFormat::MARKDOWN);
    let [first, second] = &page.fences[..] else { panic!("two fences") };
    assert_eq!((&*first.info, first.closed), ("http", true));
    assert_eq!(first.annotated(text, "blockType"), Some("ignored"));
    let lines: Vec<&str> = first.lines(text).map(|(span, _)| span.of(text)).collect();
    assert_eq!(lines, ["GET /a", "", "POST /b"]);
    assert_eq!((second.closed, second.annotation), (false, None));
}

#[test]
fn prose_between_takes_the_annotation_away() {
    let page = Page::parse("<!-- { \"blockType\": \"ignored\" } -->\n\nText.\n\n```\nx\n```\n", PageFormat::MARKDOWN);
    assert_eq!(page.fences[0].annotation, None);
}

#[test]
fn any_text_is_a_page() {
    for text in ["", "\u{feff}", "|", "```", "---\n", "# <a name=", "\r\n\r\n", "<!--", "| a |\n|--|"] {
        let _ = Page::parse(text, PageFormat::MARKDOWN);
    }
}
