//! What stands elsewhere, or in another order, and says what it said.

use super::super::*;
use super::told;

#[test]
fn tabs_in_another_order_show_the_same_code() {
    let tab = |name: &str| format!("=== \"{name}\"\n\n    ```py\n    moor('{name}')\n    haul()\n    ```\n\n");
    let page = |names: [&str; 2]| names.map(tab).concat();
    let turned = changes(&page(["old", "new"]), &page(["new", "old"]));
    assert!(!turned.is_empty() && turned.iter().all(|change| change.kind != Kind::Code), "{turned:?}");
    let three = |names: [&str; 3]| names.map(tab).concat();
    let turned = changes(&three(["a", "b", "c"]), &three(["b", "c", "a"]));
    assert!(!turned.is_empty() && turned.iter().all(|change| !change.ages()), "{turned:?}");
    let changed = changes(&page(["old", "new"]), &page(["new", "newest"]));
    assert!(changed.iter().any(|change| change.kind == Kind::Code));
}

#[test]
fn a_text_that_became_a_block_of_its_own_is_not_new() {
    let older =
        "Here is what the winch answers. Note: This answer may be cut for brevity. All ropes come from a real winch.\n";
    let newer = "Here is what the winch answers.\n\nNote: This answer might be shortened for brevity. All ropes come from a real winch.\n";
    assert!(changes(older, newer).iter().all(|change| !change.ages()));
    let other = newer.replace("This answer might be shortened", "This answer lacks the rope");
    assert!(changes(older, &other).iter().any(Change::ages));
}

#[test]
fn a_row_is_about_what_its_first_cell_names() {
    let page = |row: &str| format!("| Rope | Means |\n|--|--|\n| a | one |\n| load | {row} |\n| z | end |\n");
    told(
        &page("Not told yet"),
        &page("How much it hauls in a calm bay"),
        &["prose table row changed: | load | How much it hauls in a calm bay"],
    );
}

#[test]
fn the_names_of_a_cell_have_no_order() {
    let page = |names: &str| format!("| Who | May |\n|--|--|\n| crew | {names} |\n");
    told(&page("Haul, Moor, Sail"), &page("Moor, Haul, Sail"), &["form table row changed: | crew | Moor, Haul, Sail"]);
    told(&page("Haul, Moor"), &page("Moor, Sail"), &["prose table row changed: | crew | Moor, Sail"]);
}

#[test]
fn what_stands_for_an_image_is_none_of_the_english_half() {
    let page = |alt: &str| format!("Moor.\n\n![{alt}](barge.png)\n");
    assert!(!changes(&page("Ein Kahn am Kai"), &page("A moored barge")).is_empty());
    assert!(changes_of_half(&page("Ein Kahn am Kai"), &page("A moored barge")).iter().all(|change| !change.ages()));
    let other = page("A moored barge").replace("barge.png", "oar.png").replace("Moor", "Sail");
    assert!(changes_of_half(&page("Ein Kahn am Kai"), &other).iter().any(Change::ages));
}

#[test]
fn a_text_that_was_joined_to_another_in_other_words_is_not_gone() {
    let older = "By day the winch hauls barges.\n\nIt will have the brake released by default.\n\nMoor.\n";
    let newer = "By day the winch hauls barges, and by default its brake is released.\n\nMoor.\n";
    let gone = |newer: &str| changes(older, newer).iter().any(|change| change.fate == Fate::Removed && change.ages());
    assert!(!gone(newer));
    assert!(gone(&newer.replace("brake is released", "rope is dry")));
}

#[test]
fn blocks_in_the_place_of_as_many_are_the_new_ones() {
    let changed = changes(
        "Go.\n\n- Costs less.\n- Sells nets.\n\nStop.\n",
        "Go.\n\n- Cheaper barges.\n- Fish market.\n\nStop.\n",
    );
    assert_eq!(changed.iter().map(|change| change.fate).collect::<Vec<_>>(), [Fate::Changed, Fate::Changed]);
}

#[test]
fn what_a_reader_fills_in_may_be_marked_in_another_way_in_a_text() {
    let kind = |newer: &str| changes("Note that `<id>` is the barge.\n", newer)[0].kind;
    assert_ne!(kind("Note that `{id}` is the barge.\n"), Kind::Code);
    assert_eq!(kind("Note that `{no}` is the barge.\n"), Kind::Code);
}

#[test]
fn what_a_shortcode_is_given_is_not_read() {
    let kind = |newer: &str| changes("{{% harbour/winch \"left\" %}}\n", newer)[0].kind;
    assert_eq!(kind("{{% harbour/winch %}}\n"), Kind::Link);
    assert_eq!(kind("{{% harbour/rope \"left\" %}}\n"), Kind::Prose);
    assert_eq!(kind("{{% harbour/winch \"Pull by night.\" %}}\n"), Kind::Prose);
}

#[test]
fn letters_in_another_order_are_a_slip() {
    let page = |word: &str| format!("A barge could leak.\n\nThe hold {word} be empty.\n");
    assert!(changes(&page("cloud"), &page("could")).iter().all(|change| !change.ages()));
    assert!(changes(&page("clown"), &page("could")).iter().any(Change::ages));
}
