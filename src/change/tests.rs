mod anew;

use super::*;

/// The changes, one a line.
#[track_caller]
fn told(older: &str, newer: &str, expected: &[&str]) {
    let lines = changes(older, newer).into_iter().map(|change| {
        format!("{} {} {}: {}", change.kind.name(), change.piece().kind.name(), change.fate.name(), change.piece().seen)
    });
    assert_eq!(lines.collect::<Vec<_>>(), expected);
}

const PAGE: &str = "---\ntitle: Winch\nweight: 3\n---\n# Winch\n\nPulls a *barge* with [care](care.md).\n\n## Wind\n\n- Turn `left`.\n- \
                    Stop.\n\n```sh\nwinch --left\n```\n\n| Key | Means |\n|--|--|\n| a | one |\n";

#[test]
fn what_vanishes_when_markdown_is_rendered_is_no_change() {
    let newer = PAGE
        .replace("*barge*", "_barge_")
        .replace("- ", "* ")
        .replace("weight: 3", "weight: 4")
        .replace("|--|--|", "| --- | --- |")
        .replace("Pulls a", "<!-- a note -->\n\n<!--\nanother\n-->\n\nPulls\na")
        .replace('\n', "\r\n");
    told(PAGE, &newer, &[]);
}

#[test]
fn a_notice_may_be_written_in_another_way() {
    let older = "{{% alert title=\"Note\" color=\"primary\" %}}\n\nMind the gap.\n\n{{% /alert %}}\n";
    told(older, "> [!NOTE]\n>\n> Mind the gap.\n", &[]);
    told(&older.replace("Note", "Notes"), "> [!NOTE]\n>\n> Mind the gap.\n", &[]);
    told(older, "> [!NOTE]\n>\n> Mind the step.\n", &["prose paragraph changed: Mind the step."]);
    let boxed = |sign: &str| format!("{sign}\nMind the gap.\n:::\n");
    told(&boxed(":::note"), &boxed("::: caution"), &[]);
    told(&boxed(":::note[By day]"), &boxed(":::note[At night]"), &["prose paragraph changed: At night Mind the gap."]);
    told("> [!NOTE]\n> Mind the gap.\n", "> [!NB]\n> Mind the gap.\n", &[]);
    told(
        "Mind it.\n{: .wide}\n",
        "Mind [it](it.md){.in target=_blank}.\n\n{#gap}\n",
        &["link paragraph changed: Mind it."],
    );
    told("Mind it. { /* Why? */ }\n", "Mind it.\n", &[]);
    told("Set `{: .a}`.\n", "Set `{: .b}`.\n", &["code paragraph changed: Set {: .b}."]);
    told("{{< box color=\"red\" >}}\n", "{{% box color=\"blue\" %}}\n", &["form paragraph changed: {{% box %}}"]);
    told("", "{{< alert title=\"At night\" >}}\n", &["prose paragraph added: At night"]);
    told("", "{{% include mind.md %}}\n", &["prose paragraph added: {{% include mind.md %}}"]);
}

#[test]
fn a_notice_of_mkdocs_is_text() {
    let notice = |sign: &str| format!("{sign} \"At night\"\n\n    Mind the *gap*.\n\n    - Slow.\n\nGo.\n");
    told(&notice("!!! note"), &notice("???+ danger inline end"), &[]);
    told(&notice("==="), &notice("===").replace("gap", "step"), &["prose list item changed: Mind the step."]);
    told(&notice("!!! note"), &notice("!!! note").replace("At", "After"), &["prose list item changed: After night"]);
    told("!!! tip\n    Mind the gap.\n", "!!! note\n    Mind the gap.\n", &[]);
    // A line of text with a line of signs below is a heading.
    told("Night\n===\n\n    winch\n", "Night\n===\n\n    barge\n", &["code code block changed: barge"]);
}

#[test]
fn the_banner_of_the_front_matter_is_read() {
    let page = |text: &str| {
        format!("---\ntitle: Winch\nbanner:\n  content: |\n    <b>{text}</b>\nmenu:\n  content: {text}\n---\n")
    };
    told(&page("New"), &page("Newer"), &["prose front matter changed: Newer"]);
    let linked = |link: &str| page(&format!("<a href='{link}'>{link}</a>"));
    told(&linked("New"), &linked("Newer"), &["prose front matter changed: Newer"]);
}

#[test]
fn a_value_of_the_front_matter_may_stand_in_lines_below_its_key() {
    let page = |value: &str| {
        format!("---\ntitle: Winch\nparams:\n  - name: load\n    description: {value}\n    type: Number\n---\n")
    };
    let below = page("|\n      <p>The load\n      in tons.</p>");
    told(&below, &page("The load in tons."), &[]);
    told(&below, &page("The load in pounds."), &["prose front matter changed: The load in pounds."]);
}

#[test]
fn code_may_be_indented_in_another_way() {
    let older = "```json\n{\n  \"a\": {\n    \"b\": 1\n  }\n}\n```\n";
    told(older, &older.replace("  ", "\t"), &["form code block changed: {\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}"]);
    let less = older.replace("    \"b\"", "  \"b\"");
    told(older, &less, &["form code block changed: {\n  \"a\": {\n  \"b\": 1\n  }\n}"]);
    assert_eq!(changes(&older.replace("json", ""), &less.replace("json", ""))[0].kind, Kind::Code, "who knows?");
    let deeper = "```py\nif a:\n  b()\n  c()\n```\n";
    told(deeper, &deeper.replace("  c", "c"), &["code code block changed: if a:\n  b()\nc()"]);
}

#[test]
fn what_a_reader_fills_in_may_be_written_in_another_way() {
    let code = |text: &str| format!("```http\n{text}\n```\n");
    let kind = |older: &str, newer: &str| changes(&code(older), &code(newer))[0].kind;
    assert_eq!(kind("GET /barges/<id>/ropes", "GET /barges/{barge-id}/ropes"), Kind::Form);
    assert_eq!(kind("GET /barges/{id}/ropes", "GET /barges/:id/ropes"), Kind::Form);
    assert_eq!(kind("curl https://bay.example/<id>", "curl https://bay.example/{id}"), Kind::Form);
    assert_eq!(kind("curl https://bay.example/<id>", "curl https://bay.example/{no}"), Kind::Code);
    assert_eq!(kind("GET /barges/<id>/ropes", "GET /barges/{id}/oars"), Kind::Code);
    assert_eq!(kind("GET /barges/<id>", "GET /barges/{id}/{oar}"), Kind::Code);
    assert_eq!(kind("moor(\"<b>\")", "moor(\"{b}\")"), Kind::Code);
}

#[test]
fn text_behind_a_comment_in_its_line_is_text() {
    told("<!-- x --> Pull.\n", "<!-- x -->\nPull.\n", &["form paragraph changed: Pull."]);
}

#[test]
fn a_line_of_code_that_changed_is_told_before_one_that_stands_elsewhere() {
    let told = |older, newer| diff_lines(older, newer);
    let line = |text: &str| Some(text.to_owned());
    assert_eq!(told("a\nb\nc", "b\na\nd"), (line("c"), line("d")));
    assert_eq!(told("a\nb", "\ta\n\tb\nc"), (None, line("c")));
    assert!(matches!(told("a\nb", "b\na"), (Some(_), None) | (None, Some(_))));
}

#[test]
fn an_image_that_says_no_more_than_its_caption_says_nothing_new() {
    let page = |caption: &str, image: &str| format!("<Frame caption=\"{caption}\">\n  {image}\n</Frame>\n");
    let older = page("A moored barge", "<img src=\"b.png\" alt=\"Barge\" />");
    let newer = page("A Moored Barge", "![A Moored Barge](b.png)");
    told(&older, &newer, &["form markup changed: A Moored Barge A Moored Barge"]);
    told(&older, &older.replace("\"Barge", "\"Oar"), &["prose markup changed: A moored barge Oar"]);
    told("![Oar](a.png) x\n", "![Pole](a.png) x\n", &["prose paragraph changed: Pole x"]);
    told("![Oar](a.png) An oar.\n", "![An oar](a.png) An oar.\n", &["form paragraph changed: An oar An oar."]);
}

#[test]
fn what_nobody_reads_is_no_text() {
    let page = |code: &str| format!("<script>\n{code}\n</script>\n\n<?excerpt {code}?>\n\nMoor.\n");
    told(&page("a"), &page("b"), &[]);
    let titled = |width: &str| format!("---\ntitle: <img width=\"{width}\" src=\"a.png\"/> Moor\n---\n");
    told(&titled("3"), &titled("4"), &[]);
}

#[test]
fn a_sign_before_a_number_counts() {
    told("Load >= 5.\n", "Load <= 5.\n", &["prose paragraph changed: Load <= 5."]);
    told("Load -5.\n", "Load 5.\n", &["prose paragraph changed: Load 5."]);
    told("Load > 5.\n", "Load >5.\n", &["form paragraph changed: Load >5."]);
}

#[test]
fn comments_that_were_proofread_say_the_same() {
    let code = |comment: &str| format!("```py\nwinch()  # {comment}\n```\n");
    told(&code("pulls the ropes"), &code("pull the rope"), &["form code block changed: winch()  # pull the rope"]);
    told(&code("pulls the rope"), &code("pulls the oar"), &["prose code block changed: winch()  # pulls the oar"]);
    let long = |comment: &str| code(&format!("{comment}\n{}", "haul(\"one\", 2)  # and let it go\n".repeat(60)));
    let kind = |older: &str, newer: &str| changes(&long(older), &long(newer))[0].kind;
    assert_eq!(kind("pulls the ropes", "pull the rope"), Kind::Form);
    assert_eq!(kind("pulls the ropes", "pulls the oars"), Kind::Prose);
}

#[test]
fn where_values_are_put_into_a_text_is_code() {
    let code = |text: &str| format!("```java\nlog.warn(\"{text}\", rope);\n```\n");
    let kind = |older: &str, newer: &str| changes(&code(older), &code(newer))[0].kind;
    assert_eq!(kind("The rope {} is wet", "The rope %s is wet"), Kind::Code);
    assert_eq!(kind("The rope {} is wet", "This rope {} is dry"), Kind::Prose);
}

#[test]
fn a_misspelled_word_is_known_by_the_page() {
    let kind = |older: &str, newer: &str| changes(older, newer).last().map(|change| change.kind);
    let page = |word: &str| format!("The barge is new.\n\n- Moor the {word}.\n");
    assert_eq!(kind(&page("bagre"), &page("barge")), Some(Kind::Form));
    assert_eq!(kind(&page("berge"), &page("barge")), Some(Kind::Form));
    assert_eq!(kind(&page("badge"), &page("bride")), Some(Kind::Prose), "the page has no such word");
    let twice = page("badge") + "\nA badge.\n";
    assert_eq!(changes(&twice, &page("barge"))[0].kind, Kind::Prose, "it is said twice");
    assert_eq!(kind("# Hauling ropes hauling\n", "# Hauling ropes\n"), Some(Kind::Form));
    assert_eq!(kind("# Hauling ropes fast\n", "# Hauling ropes\n"), Some(Kind::Prose));
    assert_eq!(kind("Hauling ropes hauling\n", "Hauling ropes\n"), Some(Kind::Prose));
}

#[test]
fn a_link_may_be_written_by_a_generator() {
    let kind = |older: &str, newer: &str| changes(older, newer).iter().map(|change| change.kind).collect::<Vec<_>>();
    let page = |text: &str, link: &str| format!("See [{text}]({link}).\n");
    assert_eq!(kind(&page("docks", "{% link dock.md %}"), &page("docks", "/new/dock/")), [Kind::Link]);
    assert_eq!(kind(&page("docks", "{{< ref \"dock\" >}}"), &page("docks", "{{< ref \"a/dock\" >}}")), [Kind::Link]);
    assert_eq!(kind(&page("docks", "{{ dock.url }}"), &page("oars", "{{ dock.url }}")), [Kind::Prose]);
    assert_eq!(kind("Write `[a]({% b %})`.\n", "Write `[a]({% c %})`.\n"), [Kind::Code]);
}

#[test]
fn each_block_is_told_by_itself() {
    let newer = PAGE.replace("Stop.", "Stop at once.").replace("| one |", "| one |\n| b | two |");
    told(PAGE, &newer, &["prose list item changed: Stop at once.", "prose table row added: | b | two"]);
    told(PAGE, &PAGE.replace("--left", "--right"), &["code code block changed: winch --right"]);
    told(PAGE, &PAGE.replace("`left`", "`right`"), &["code list item changed: Turn right."]);
    told(PAGE, &PAGE.replace("care.md", "rest.md"), &["link paragraph changed: Pulls a barge with care."]);
    told(PAGE, &PAGE.replace("Pulls a", "pulls A"), &["form paragraph changed: pulls A barge with care."]);
    told(PAGE, &PAGE.replace("## Wind", "### Wind"), &["structure heading changed: Wind"]);
    told(PAGE, &PAGE.replace("title: Winch", "title: Big winch"), &["prose front matter changed: Big winch"]);
    let folded = PAGE.replace("title: Winch", "title: >-\n  A winch\n  of oak");
    told(PAGE, &folded, &["prose front matter changed: A winch of oak"]);
    told(PAGE, &PAGE.replace("- Stop.\n", ""), &["prose list item removed: Stop."]);
}

#[test]
fn text_that_was_set_anew_says_what_it_said() {
    let one = "Haul the barge in. Then make the rope fast. Let no rope hang into the water.\n";
    let two = "Haul the barge in. Then make the rope fast.\n\nLet no rope hang into the water.\n";
    let form = |text: &str| format!("form paragraph changed: {text}");
    let added = "form paragraph added: Let no rope hang into the water.";
    told(one, two, &[&form("Haul the barge in. Then make the rope fast."), added]);
    let removed = "form paragraph removed: Let no rope hang into the water.";
    told(two, one, &[&form("Haul the barge in. Then make the rope fast. Let no rope hang into the water."), removed]);
    let less = two.replace(" Then make the rope fast.", "");
    assert!(changes(one, &less).iter().any(Change::ages), "a sentence went");
    let code = |text: &str| format!("```sh\n{text}\n```\n");
    let split = code("winch --left") + "\n" + &code("winch --stop");
    assert!(!changes(&code("winch --left\nwinch --stop"), &split).iter().any(Change::ages));
    assert!(changes(&code("winch --left\nwinch --right"), &split).iter().any(Change::ages));
}

#[test]
fn what_another_block_says_is_not_gone() {
    let older = "# Oars\n\nKeep both oars dry.\n\n## At night\n\nShow a lamp at the bow.\n\nRow.\n";
    let newer = "# Oars\n\nShow a lamp at the bow. Keep both oars dry.\n\n## At night\n\nRow.\n";
    let removed = "form paragraph removed: Show a lamp at the bow.";
    told(older, newer, &["prose paragraph changed: Show a lamp at the bow. Keep both oars dry.", removed]);
    let lost = "Row on until the lamp at the other bank goes out.";
    let long = format!("# Oars\n\n{lost}\n\nKeep both oars dry. {lost}\n");
    let short = long.replace(&format!(" {lost}"), "");
    told(&long, &short, &["form paragraph changed: Keep both oars dry."]);
    told(
        &long.replacen(lost, "Row.", 1),
        &short.replacen(lost, "Row.", 1),
        &["prose paragraph changed: Keep both oars dry."],
    );
    told("---\ntitle: Oars\n---\n# Oars\n\nRow.\n", "---\ntitle: Oars\n---\nRow.\n", &["form heading removed: Oars"]);
    // What is said twice and then once is said less often, and a short text stands in others by chance.
    let twice = older.replace("Row.", "Sing. Show a lamp at the bow.");
    let once = twice.replace("\n\nShow a lamp at the bow.\n", "\n");
    told(&twice, &once, &["prose paragraph removed: Show a lamp at the bow."]);
    told(
        "Keep dry.\n\n- Row.\n- Stop.\n",
        "Keep dry, row on.\n\n- Stop.\n",
        &["prose paragraph changed: Keep dry, row on.", "prose list item removed: Row."],
    );
}

#[test]
fn a_block_that_was_put_into_english_is_translated_already() {
    let older = "# 係留\n\nMoor the barge.\n\n## 夜間の灯火について\n\nランプを船首に掲げる。\n\n- Row on.\n";
    let newer =
        "# Mooring\n\nMoor the barge.\n\n## Which lamps to show at night\n\nShow a lamp at the bow.\n\n- Row on.\n";
    let kinds = |older: &str, newer: &str| changes(older, newer).iter().map(|change| change.kind).collect::<Vec<_>>();
    assert_eq!(kinds(older, newer), [Kind::Form; 3]);
    // On a page in another language that is how it speaks.
    let foreign = "# 係留\n\n船を係留する。\n\nランプを船首に掲げる。\n\n静かに漕ぐ。\n";
    assert_eq!(kinds(foreign, &foreign.replace("\n\n静かに漕ぐ。", "")), [Kind::Prose]);
}

#[test]
fn code_in_a_text_counts_where_it_is_another() {
    told("Set ` left `.\n", "Set `left`.\n", &[]);
    told("Set `left` or `right`.\n", "Set `right` or `left`.\n", &["prose paragraph changed: Set right or left."]);
    told(
        "Set `left`. Not `right`.\n\n`stop`\n",
        "Set `stop`. Not `right`.\n\n`stop`\n",
        &["code paragraph changed: Set stop. Not right."],
    );
    let knows = "Knows `left` and `haul_in`.\n\n";
    let told_anew = |older: &str, newer: &str, kind: &str| {
        told(
            &format!("{knows}{older}\n"),
            &format!("{knows}{newer}\n"),
            &[&format!("{kind} paragraph changed: {}", newer.replace('`', ""))],
        );
    };
    told_anew(
        "The value of `left` is no longer asked for.",
        "The value that `haul_in` sets is no longer asked for.",
        "prose",
    );
    told_anew(
        "The value of `left` is no longer asked for.",
        "The value that `let_go` sets is no longer asked for.",
        "code",
    );
    told_anew("Use an oar that you made.", "Use an oar of a `home made` kind.", "prose");
}

#[test]
fn texts_for_people_in_code_are_words() {
    let noted = "```js\nwinch(1)\n/** Slowly. */\nwinch(2)\n```\n";
    told(
        noted,
        "```js\n/** Slowly. */\nwinch(1)\nwinch(2)\n```\n",
        &["form code block changed: /** Slowly. */\nwinch(1)\nwinch(2)"],
    );
    let code = |text: &str| format!("```yaml\n# a sign\nname: {text}\nwidth: 4.2.1\n```\n");
    let told = |older: &str, newer: &str, kind: &str| {
        told(
            older,
            newer,
            &[&format!("{kind} code block changed: {}", newer.lines().skip(1).take(3).collect::<Vec<_>>().join("\n"))],
        )
    };
    told(&code("My old barge"), &code("My new barge"), "prose");
    told(&code("barge-4"), &code("barge-5"), "code");
    told(&code("My barge"), &code("My barge").replace("4.2.1", "4.2.2"), "code");
    told(&code("My barge"), &code("My barge").replace("  a sign", "a mark").replace("a sign", "a mark"), "prose");
}

#[test]
fn a_link_in_a_component_leads_somewhere() {
    let page = |text: &str, link: &str| format!("<Tip>\n  Mind [{text}]({link}).\n</Tip>\n");
    told(&page("the gap", "/en/gap"), &page("the gap", "/en/new/gap"), &["link markup changed: Mind the gap."]);
    told(&page("the gap", "/en/gap"), &page("the step", "/en/gap"), &["prose markup changed: Mind the step."]);
}

#[test]
fn text_in_components_is_no_code() {
    let page = |text: &str| {
        format!(
            "<Steps>\n  <Step title=\"Haul\">\n\n    Pull `{text}` with [care](care.md).\n\n    - Slow.\n\n    ```sh\n    {text}\n    ```\n\n  </Step>\n</Steps>\n\n    code\n"
        )
    };
    let lines = ["code paragraph changed: Pull right with care.", "code code block changed: right"];
    told(&page("left"), &page("right"), &lines);
    let boxed = |text: &str| {
        format!("1. Go.\n\nOn.\n\n    {{{{< box >}}}} {{{{% side %}}}}\n\n    {text}\n\n    {{{{% /side %}}}}\n")
    };
    told(&boxed("Pull it in."), &boxed("Pull it out."), &["prose paragraph changed: Pull it out."]);
    let piece = changes(&page("left"), &page("right")).remove(0).newer.expect("a text");
    assert_eq!(piece.span.of(&page("right")), "Pull `right` with [care](care.md).");
    told(
        "A Box<Rope> here.\n\n    winch --left\n",
        "A Box<Rope> here.\n\n    winch --right\n",
        &["code code block changed: winch --right"],
    );
    told(&page("left").replace("    code", "    old"), &page("left"), &["code code block changed: code"]);
}

#[test]
fn a_block_that_stands_elsewhere_has_moved() {
    let rest = "\n\nLet go of it.\n";
    let newer = PAGE.replace("## Wind", "Let go of it.\n\n## Wind");
    told(&format!("{PAGE}{rest}"), &newer, &["structure paragraph moved: Let go of it."]);
}

#[test]
fn names_come_and_go() {
    let newer = PAGE.replace("`left`", "`right`").replace("--left", "--left --fast=2");
    let names = names(PAGE, &newer);
    assert_eq!(names.summary(), "`right` and `--fast` added; `left` dropped");
    assert!(super::names(PAGE, PAGE).is_empty());
    let summary = |older: &str, newer: &str| super::names(older, newer).summary();
    assert_eq!(summary("Open `Settings`.\n", "Open the settings.\n"), "");
    assert_eq!(summary("Get it by `GET`.\n", "Get it.\n"), "`GET` dropped");
    assert_eq!(summary("Files are `.oar/.rope`, or md.\n", "Files are `.oar` or `.rope`, or `.md`.\n"), "");
}

#[test]
fn words_are_diffed() {
    let change = &changes("Pull the old barge.\n", "Pull the new, big barge.\n")[0];
    assert_eq!(change.words(), 2);
    assert_eq!(change.diff()[1], Word::Removed("old ".to_owned()));
}

#[test]
fn a_text_that_an_included_file_replaced_says_what_it_said() {
    let older = "# Winch\n\n> **Mind:** Winches of this bay may be taken away.\n\nPull it.\n";
    let newer = "# Winch\n\n[!INCLUDE [bay-notice](../includes/bay-notice.md)]\n\nPull it.\n";
    let kinds = changes(older, newer).iter().map(|change| change.kind).collect::<Vec<_>>();
    assert!(kinds.iter().all(|kind| *kind == Kind::Form), "{kinds:?}");
    let beside = newer.replace("Pull it.", "Pull it slowly, and never by night.");
    assert!(changes(older, &beside).iter().any(|change| change.kind == Kind::Prose));
    let only = older.replace("Pull it.\n", "Pull it.\n\n[!INCLUDE [bay-notice](../includes/bay-notice.md)]\n");
    assert_eq!(changes(older, &only).iter().map(|change| change.kind).collect::<Vec<_>>(), [Kind::Prose]);
}

#[test]
fn rows_that_went_where_a_component_came_are_in_what_it_shows() {
    let table = "| Boat | Speed |\n|--|--|\n| Dinghy | 4 |\n| Ferry | 12 |\n";
    let kinds = |newer: &str| -> Vec<&str> {
        let all = changes(&format!("Fast.\n\n{table}"), &format!("Fast.\n\n{newer}")).into_iter();
        all.filter(|change| change.fate == Fate::Removed).map(|change| change.kind.name()).collect()
    };
    assert_eq!(kinds("<Speeds unit=\"knots\" />\n"), ["form", "form", "form"]);
    // A text that the component shows stands for the one that stood below the table.
    let texts = "<Speeds\n  labels={{\n    boat: 'Boat',\n    note: 'Measured in {{year}} with a log.',\n  }}\n/>\n";
    let older = format!("Fast.\n\n{table}\nMeasured in 2024 with a log.\n\nEnd.\n");
    let told = changes(&older, &format!("Fast.\n\n{texts}\nEnd.\n"));
    assert_eq!(told.iter().map(|it| it.kind.name()).collect::<Vec<_>>(), ["form", "form", "form", "prose"]);
    assert_eq!(kinds("Ask the crew.\n"), ["prose", "prose", "prose"]);
}
