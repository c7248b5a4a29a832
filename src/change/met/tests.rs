use super::super::changes;
use super::*;

#[test]
fn what_a_page_has_followed_is_told_by_what_no_translation_changes() {
    let met = |older: &str, newer: &str, page: &str| {
        let changes = changes(older, newer);
        !Followed::new(page, (older, newer)).unmet(&changes).iter().any(Change::ages)
    };
    assert!(met("Go.\n", "Go.\n\n- Set `--slow`.\n", "Los.\n\n- Setze `--slow`.\n"));
    assert!(!met("Go.\n", "Go.\n\n- Set `--slow`.\n", "Los.\n\n- Setze.\n"));
    assert!(met("Set `--slow` or `fast`.\n", "Set `fast`.\n", "Setze `fast`.\n"));
    assert!(!met("Set `--slow` or `fast`.\n", "Set `fast`.\n", "Setze `--slow` oder `fast`.\n"));
    assert!(met("Go in 2024.\n", "Go in 2026.\n", "Geh 2026.\n"));
    let linked = "Go.\n\n- [Stop](/en/go/stop)\n";
    assert!(met("Go.\n", linked, "Los.\n\n- [Halt](/de/go/stop)\n"));
    assert!(!met("Go.\n", linked, "Los.\n\n- [Halt](/de/go/slow)\n"));
    assert!(met("Go.\n", "Go at once.\n", "Go at once.\n"), "it was left in English");
    assert!(!met("Go.\n", "Go.\n\nUse `--slow` in a well-known bay.\n", "Los.\n\nDort.\n"));
    assert!(met("Go.\n", "Go.\n\nUse `--slow` in a well-known bay.\n", "Los.\n\nDort `--slow`.\n"));
    assert!(!met("Go in 2024.\n", "Go in 2026.\n", "Geh 2024.\n"));
    assert!(!met("Go.\n", "Go away.\n", "Geh weg.\n"), "words tell nothing");
    assert!(met("Set `a`.\n", "Set `--slow`.\n", "Setze ` --slow `.\n"));
    let code = |lines: &str| format!("```sh\n{lines}\n```\n");
    assert!(met(&code("pull '舟'"), &code("pull 'barge'"), &code("pull 'barge'")));
    assert!(!met(&code("pull '舟'"), &code("pull 'barge'"), &code("pull 'Kahn'")));
    let help = |option: &str, text: &str| code(&format!("  {option}   {text}"));
    let (older, newer) =
        (help("--haul", "if set, the barge is hauled in"), help("--pull", "if set, the barge is hauled in"));
    assert!(met(&older, &newer, &help("--pull", "zieht den Kahn ein")));
    assert!(!met(&older, &newer, &help("--haul", "zieht den Kahn ein")));
    assert!(!met(&code("pull # in"), &code("pull # at once"), &code("pull # hin")), "comments tell nothing");
    assert!(!met(
        &code("pull 'a'"),
        &code("pull 'a'\nhaul x\nmoor y\ngo z\nstop 1\nlet 2"),
        &code("pull 'a'\nhaul x\nmoor y\ngo z\nstop 1")
    ));
    let go = |lines: &str| format!("```go\n{lines}\n```\n");
    let (older, newer) = (go("haul()"), go("haul()\n// All in.\nlog.Print(\"All in: %d\", oars[\"left\"])"));
    assert!(met(&older, &newer, &go("haul()\n// Alles da.\nlog.Print(\"Alles da: %d\", oars[\"left\"])")));
    assert!(!met(&older, &newer, &go("haul()\n// Alles da.\nlog.Print(\"Alles da: %d\", oars[])")));
    assert!(met(&go("if a {\nb()\n}"), &go("if a {\n\tb()\n\tc()\n}"), &go("if a {\n  b()\n  c()\n}")));
    let (older, newer) = (code("pull all:in"), code("pull all   # It takes long."));
    assert!(met(&older, &newer, &code("pull all # Es dauert.")));
    assert!(met(&older, &newer, &code("$ pull all")), "it has a prompt");
    assert!(!met(&older, &newer, &code("pull all:in # Es dauert.")));
    let blocks = |first: &str, second: &str| format!("{}\nGo.\n\n{}", code(first), code(second));
    let (older, newer) = (blocks("moor in\npull", "pull b"), blocks("moor in\npull", "moor in\npull b"));
    assert!(met(&older, &newer, &newer));
    assert!(!met(&older, &newer, &older), "the line stands in another block alone");
    assert!(!met(&newer, &older, &newer) && met(&newer, &older, &older));
    assert!(met(&older, &newer, &format!("{}\n{newer}", code("moor in"))), "it has a block more");
    let twice = "Go.\n\n- Moor at once.\n\nStop.\n\n- Moor at once.\n";
    assert!(met("Go.\n\nStop.\n", twice, "Los.\n\n- Moor at once.\n\nHalt.\n\n- Moor at once.\n"));
    assert!(!met("Go.\n\nStop.\n", twice, "Los.\n\n- Moor at once.\n\nHalt.\n"));
    let described = |text: &str| format!("---\ntitle: A\ndescription: {text}\n---\n");
    assert!(met("---\ntitle: A\n---\n", &described("Goes."), &described("Geht.")));
    assert!(!met("---\ntitle: A\n---\n", &described("Goes."), "---\ntitle: A\n---\n"));
}

#[test]
fn a_name_is_looked_for_in_the_section_that_got_it() {
    let met = |page: &str| {
        let english = ("# Go\n\nPull.\n\n# Stop\n\nMoor.\n", "# Go\n\nPull.\n\n# Stop\n\nMoor with `--slow`.\n");
        !Followed::new(page, english).unmet(&changes(english.0, english.1)).iter().any(Change::ages)
    };
    assert!(met("# Los\n\nZieh.\n\n# Halt\n\nVertäue mit `--slow`.\n"));
    assert!(!met("# Los\n\nZieh mit `--slow`.\n\n# Halt\n\nVertäue.\n"));
    assert!(met("# Los\n\nZieh mit `--slow`.\n\nVertäue.\n"), "sections do not tell");
}

#[test]
fn a_heading_may_have_its_new_level_already() {
    let met = |english: (&str, &str), page: &str| {
        !Followed::new(page, english).unmet(&changes(english.0, english.1)).iter().any(Change::ages)
    };
    let english = ("# Go\n\n## Oars\n\n### Left\n", "# Go\n\n## Oars\n\n## Left\n");
    assert!(met(english, "# Los\n\n## Ruder\n\n## Links\n"));
    assert!(!met(english, "# Los\n\n## Ruder\n\n### Links\n"));
    assert!(met(english, "# Los\n\n## Ruder\n\n## Und\n\n## Links\n"), "no heading has the old level");
    let mixed = ("# Go\n\n### Oars\n\n### Left\n", "# Go\n\n### Oars\n\n## Left\n");
    assert!(!met(mixed, "# Los\n\n### Ruder\n\n## Und\n\n## Links\n"), "which of them is it?");
    assert!(!met(("# Go\n\n### Left\n", "# Go\n\n## Right\n"), "# Los\n\n## Links\n"));
}

#[test]
fn what_went_from_the_english_and_is_not_on_the_page_is_followed() {
    let met = |english: (&str, &str), page: &str| {
        !Followed::new(page, english).unmet(&changes(english.0, english.1)).iter().any(Change::ages)
    };
    let english = ("# Go\n\n- Left.\n- Right.\n- Slow.\n", "# Go\n\n- Left.\n- Slow.\n");
    assert!(met(english, "# Los\n\n- Links.\n- Langsam.\n"));
    assert!(!met(english, "# Los\n\n- Links.\n- Rechts.\n- Langsam.\n"));
    assert!(!met(english, "# Los\n\n## Und\n\n- Links.\n- Langsam.\n"), "it is built in another way");
    let sections = ("# Go\n\nPull.\n\n# Wind\n\nMild.\n", "# Go\n\nPull.\n");
    assert!(met(sections, "# Los\n\nZieh.\n"));
    assert!(!met(sections, "# Los\n\nZieh.\n\n# Wind\n\nLau.\n"));
}

#[test]
fn what_a_page_never_had_is_new_to_its_readers() {
    let english = ("# Go\n\nPull.\n\n- Turn left by hand.\n", "# Go\n\nPull.\n\n- Turn left by winch.\n");
    let fates = |page: &str| {
        let unmet = Followed::new(page, english).unmet(&changes(english.0, english.1));
        unmet.iter().map(|change| change.fate).collect::<Vec<_>>()
    };
    assert_eq!(fates("# Los\n\nZieh.\n"), [Fate::Added]);
    assert_eq!(fates("# Los\n\nZieh.\n\n- Dreh von Hand.\n"), [Fate::Changed]);
    let named = ("Go.\n\nTurn `winch` by hand.\n", "Go.\n\nTurn `winch` by night.\n");
    let fate = |page: &str| Followed::new(page, named).unmet(&changes(named.0, named.1))[0].fate;
    assert_eq!(fate("Los.\n\nDort.\n"), Fate::Added);
    assert_eq!(fate("Los.\n\nDreh `winch` von Hand.\n"), Fate::Changed);
}

#[test]
fn code_that_a_page_lacks_is_told_by_what_no_translation_changes() {
    let english = "```js\n// All in.\nawait haul(\"All in\", rope);\nmoor(rope);\n```\n";
    let lacking = |page: &str| crate::change::lacking_code(page, english);
    assert!(lacking("```js\n// Alles.\nawait haul(\"Alles da\", rope);\nmoor(rope);\n```\n").is_empty());
    assert_eq!(lacking("```js\nawait haul(\"Alles da\", rope);\nmoor();\n```\n"), ["moor(rope);"]);
}

#[track_caller]
fn due(english: (&str, &str), page: &str) -> Vec<String> {
    let unmet = Followed::new(page, english).unmet(&changes(english.0, english.1));
    let ages = unmet.iter().filter(|change| change.ages());
    ages.map(|change| format!("{} {}", change.piece().seen, change.fate.name())).collect()
}

#[test]
fn what_a_reader_fills_in_is_not_what_went() {
    let page = |name: &str| format!("```console\n$ moor {name}\n```\n\n```console\n$ pull\n```\n");
    let english = (&*page("barge-42"), &*format!("{}\n```console\n$ stop\n```\n", page("my-barge")));
    assert_eq!(due(english, &page("barge-42")), ["$ moor my-barge changed", "$ stop added"]);
    assert_eq!(due(english, &page("mein-kahn")), ["$ stop added"]);
}

#[test]
fn a_block_of_code_stands_there_still_whatever_other_blocks_have_of_it() {
    let code = |lines: &str| format!("```js\n{lines}\n```\n");
    let whole = code(
        "import { moor } from 'bay';\n\nhaul(left);\nmoor(left);\nlet rope = coil(left, 3);\nstow(rope);\nfurl(sail, 5);",
    );
    let (part, other) = (code("haul(left);\nmoor(left);"), code("go();"));
    let (older, newer) = (format!("Go.\n\n{part}\n{other}"), format!("Go.\n\n{whole}\n{other}"));
    let told = due((&older, &newer), &older);
    assert!(told.iter().any(|told| told == "haul(left);\nmoor(left); removed"), "{told:?}");
    assert!(due((&older, &newer), &newer).is_empty());
}

#[test]
fn a_heading_that_stands_for_another_is_not_the_new_one() {
    let older = "# Oars\n\n## Winch\n\nPull.\n\n## Sail\n\n### Reef\n\nTie.\n";
    let newer = "# Oars\n\n## Winch\n\n### Reef\n\nPull.\n\n## Sail\n\n### Furl\n\nTie.\n";
    let page = "# Ruder\n\n## Winde\n\nZieh.\n\n## Segel\n\n### Reef\n\nBinde.\n";
    assert_eq!(due((older, newer), page), ["Reef added", "Furl changed"]);
    assert_eq!(due((older, newer), &page.replace("Reef", "Furl").replace("Zieh.", "### Reef\n\nZieh.")), [""; 0]);
    let level = ("# Go\n\n## Reef\n\nTie.\n\n# Stop\n\n## Wind\n", "# Go\n\n### Reef\n\nTie.\n\n# Stop\n\n## Wind\n");
    assert_eq!(due(level, "# Los\n\n## Reef\n\nBinde.\n\n# Halt\n\n## Und\n\n## Wind\n"), ["Reef changed"]);
}

#[test]
fn a_heading_has_its_new_level_where_all_before_it_have_theirs() {
    let english = ("### Oars\n\n#### Left\n\n#### Right\n", "## Oars\n\n### Left\n\n### Right\n\n### Both\n");
    assert_eq!(due(english, "## Ruder\n\n### Links\n\n### Rechts\n"), ["Both added"]);
    assert_eq!(due(english, "### Ruder\n\n#### Links\n\n#### Rechts\n").len(), 4);
}

#[test]
fn text_is_not_followed_where_a_component_came_in_its_place() {
    let english = ("Go.\n\n```sh\npull\n```\n\nThe old way.\n\nIt is slow.\n", "Go.\n\n```sh\npull\n```\n\n<Gale/>\n");
    let page = "Los.\n\n```sh\npull\n```\n\nDer alte Weg.\n\nEr ist langsam.\n\n<Gale/>\n";
    assert_eq!(due(english, page), ["The old way. removed", "It is slow. removed"]);
}
