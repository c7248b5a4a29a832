//! What parts that only name others are held against, and how often.

use super::*;

/// What a description with these parts below `components/schemas` says otherwise than one with those.
fn told(own: &str, english: &str) -> Vec<String> {
    let root = |schemas: &str| {
        let text = format!(
            "openapi: 3.1.0\npaths: {{/tides: {{get: {{schema: {{$ref: '#/components/schemas/Tide'}}}}}}}}\n\
             components:\n  schemas:\n    Tide: {schemas}\n"
        );
        Node::parse("api.yaml", &text).expect("a description")
    };
    let found = disagreements(&root(own), &root(english), &Speech::any());
    let told = |it: &Disagreement| {
        let (expected, found) = (it.expected.as_deref().unwrap_or("-"), it.found.as_deref().unwrap_or("-"));
        format!("{} {expected} {found}", it.path.join("/"))
    };
    found.iter().map(told).collect()
}

/// The properties `a` to `c` as this.
fn three(of: &str) -> String {
    format!("{{properties: {{a: {of}, b: {of}, c: {of}}}}}")
}

fn named(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

#[test]
fn parts_that_lead_to_themselves_are_held_against_each_other_once() {
    let own = three(&three(&named("Tide")));
    let english = format!("{}\n    Gauge: {}", three(&named("Gauge")), three(&three(&three(&named("Tide")))));
    assert!(told(&own, &english).len() < 100);
    let ring = |name: &str, length: usize| -> String {
        let one =
            |at: usize| format!("\n    {name}{at}: {{items: {}}}", named(&format!("{name}{}", (at + 1) % length)));
        format!("{{items: {}}}{}", named(&format!("{name}0")), (0..length).map(one).collect::<String>())
    };
    let told = told(&ring("Ebb", 997), &ring("Flood", 991));
    assert!(told.iter().all(|it| it.contains(" - Ebb") || it.contains(" Ebb")), "{:?}", &told[..2]);
}

#[test]
fn what_stands_deep_is_compared() {
    let deep = |kind: &str| format!("{}{{type: {kind}}}{}", "{items: ".repeat(90), "}".repeat(90));
    assert_eq!(told(&deep("string"), &deep("string")), [""; 0]);
    let told = told(&deep("string"), &deep("integer"));
    assert!(told.len() == 1 && told[0].ends_with("items/type integer string"), "{told:?}");
}

#[test]
fn a_part_may_name_a_part_that_names_another() {
    let level = "{type: object, properties: {height: {type: number}}}";
    let chain = |last: &str| format!("{}\n    Level: {}\n    Height: {last}", named("Level"), named("Height"));
    assert_eq!(told(&chain(level), level), [""; 0]);
    assert_eq!(told(level, &chain(level)), [""; 0]);
    let other = level.replace("number", "integer");
    assert_eq!(told(&chain(level), &other), ["components/schemas/Tide/properties/height/type integer number"]);
    let direct = |last: &str| format!("{}\n    Height: {last}", named("Height"));
    assert_eq!(told(&chain(level), &direct(level)), [""; 0]);
    assert_eq!(told(&chain(level), &direct(&other)).len(), 1);
    let [ring, other_ring] = ["Level", "Height"].map(named);
    assert_eq!(
        told(&format!("{ring}\n    Level: {}", named("Tide")), &other_ring),
        [
            "components/schemas/Tide/$ref #/components/schemas/Height #/components/schemas/Level",
            "components/schemas - Level"
        ]
    );
}

#[test]
fn a_difference_is_told_once_whatever_leads_to_it() {
    let twice = |name: &str, kind: &str| {
        format!("{{properties: {{ebb: {0}, flood: {0}}}}}\n    {name}: {{type: {kind}}}", named(name))
    };
    let found = told(&twice("Level", "string"), &twice("Height", "integer"));
    assert_eq!(found, ["components/schemas - Level", "components/schemas/Height/type integer string"]);
    let inline = "{properties: {ebb: {type: integer}, flood: {type: integer}}}";
    assert_eq!(told(&twice("Level", "string"), inline), ["components/schemas/Tide/properties/ebb/type integer string"]);
    assert_eq!(told(inline, &twice("Level", "string")).len(), 2, "two places to mend");
}

#[test]
fn a_part_of_the_english_stands_for_no_other() {
    let parts = |of: &str, more: &str| format!("{{items: {}}}\n    Ebb: {{type: number}}{more}", named(of));
    let found = told(&parts("Ebb", ""), &parts("Flood", "\n    Flood: {type: number}"));
    assert_eq!(
        found,
        [
            "components/schemas/Tide/items/$ref #/components/schemas/Flood #/components/schemas/Ebb",
            "components/schemas Flood -"
        ]
    );
}

#[test]
fn a_part_that_is_still_named_is_missing() {
    let english = format!("{{items: {0}, not: {0}}}\n    Flood: {{type: number}}", named("Flood"));
    let own = format!("{{items: {}, not: {{type: number}}}}", named("Flood"));
    assert_eq!(told(&own, &english), ["components/schemas Flood -"]);
    assert_eq!(told("{items: {type: number}, not: {type: number}}", &english), [""; 0]);
}

#[test]
fn quotation_marks_that_a_generator_left_are_one_pair_around_a_word() {
    let default = |value: &str| format!("{{default: {value}}}");
    let is_same = |own: &str, english: &str| told(&default(own), &default(english)).is_empty();
    assert!(is_same("calm", "'\"calm\"'") && is_same("calm sea", "\"'calm sea'\""));
    assert!(!is_same("'\"calm\"'", "calm"), "the English has none");
    assert!(!is_same("calm", "'\"\"calm\"\"'") && !is_same("calm", "'\"calm'") && !is_same("calm", "'\"wild\"'"));
    assert!(!is_same("on", "'\"on\"'") && !is_same("'on'", "'\"on\"'") && !is_same("'4'", "'\"4\"'"));
    assert!(!is_same("\"'\"", "'\"'"));
    let kinds = |list: &str| format!("{{enum: {list}}}");
    assert_eq!(told(&kinds("[\"'\", x]"), &kinds("['\"', x]")), ["components/schemas/Tide/enum/0 \" '"]);
    assert_eq!(told(&kinds("[wild, calm]"), &kinds("['\"calm\"', '\"wild\"']")), [""; 0]);
}
