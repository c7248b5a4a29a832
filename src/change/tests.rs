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
    told(older, "> [!NOTE]\n>\n> Mind the step.\n", &["prose paragraph changed: Mind the step."]);
    told("", "{{< alert title=\"At night\" >}}\n", &["prose paragraph added: At night"]);
    told("", "{{% include mind.md %}}\n", &["prose paragraph added: {{% include mind.md %}}"]);
}

#[test]
fn a_notice_of_mkdocs_is_text() {
    let notice = |sign: &str| format!("{sign} \"At night\"\n\n    Mind the *gap*.\n\n    - Slow.\n\nGo.\n");
    told(&notice("!!! note"), &notice("???+ danger inline end"), &[]);
    told(&notice("==="), &notice("===").replace("gap", "step"), &["prose list item changed: Mind the step."]);
    told(&notice("!!! note"), &notice("!!! note").replace("At", "By"), &["prose list item changed: By night"]);
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
}

#[test]
fn code_may_be_indented_in_another_way() {
    let older = "```json\n{\n  \"a\": {\n    \"b\": 1\n  }\n}\n```\n";
    told(older, &older.replace("  ", "\t"), &["form code block changed: {\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}"]);
    let deeper = "```py\nif a:\n  b()\n  c()\n```\n";
    told(deeper, &deeper.replace("  c", "c"), &["code code block changed: if a:\n  b()\nc()"]);
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
fn what_a_page_has_followed_is_told_by_what_no_translation_changes() {
    let met = |older: &str, newer: &str, page: &str| {
        let changes = changes(older, newer);
        changes.iter().filter(|change| change.ages()).all(|change| change.is_met(page, (older, newer)))
    };
    assert!(met("Go.\n", "Go.\n\n- Set `--slow`.\n", "Los.\n\n- Setze `--slow`.\n"));
    assert!(!met("Go.\n", "Go.\n\n- Set `--slow`.\n", "Los.\n\n- Setze.\n"));
    assert!(met("Set `--slow` or `fast`.\n", "Set `fast`.\n", "Setze `fast`.\n"));
    assert!(!met("Set `--slow` or `fast`.\n", "Set `fast`.\n", "Setze `--slow` oder `fast`.\n"));
    assert!(met("Go in 2024.\n", "Go in 2026.\n", "Geh 2026.\n"));
    assert!(!met("Go in 2024.\n", "Go in 2026.\n", "Geh 2024.\n"));
    assert!(!met("Go.\n", "Go away.\n", "Geh weg.\n"), "words tell nothing");
    let described = |text: &str| format!("---\ntitle: A\ndescription: {text}\n---\n");
    assert!(met("---\ntitle: A\n---\n", &described("Goes."), &described("Geht.")));
    assert!(!met("---\ntitle: A\n---\n", &described("Goes."), "---\ntitle: A\n---\n"));
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
    told(PAGE, &PAGE.replace("title: Winch", "title: A winch"), &["prose front matter changed: A winch"]);
    let folded = PAGE.replace("title: Winch", "title: >-\n  A winch\n  of oak");
    told(PAGE, &folded, &["prose front matter changed: A winch of oak"]);
    told(PAGE, &PAGE.replace("- Stop.\n", ""), &["prose list item removed: Stop."]);
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
}

#[test]
fn words_are_diffed() {
    let change = &changes("Pull the old barge.\n", "Pull the new, big barge.\n")[0];
    assert_eq!(change.words(), 2);
    assert_eq!(change.diff()[1], Word::Removed("old ".to_owned()));
}
