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
