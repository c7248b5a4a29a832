use proptest::prelude::*;

use super::*;

const PAIR: &str = "<span data-ttu-id=\"1a2b3-101\">Antwort</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-101\">Response</span></span>";

fn kinds(file: &str) -> Vec<DamageKind> {
    split(file).damage.into_iter().map(|damage| damage.kind).collect()
}

fn texts(file: &str) -> (String, String) {
    let readings = split(file);
    let source = readings.source.expect("a bilingual file");
    (readings.localized.text.into_owned(), source.text.into_owned())
}

#[test]
fn a_pair_gives_two_readings_and_a_segment() {
    let file = format!("## <a name=\"response\"></a>{PAIR}\n");
    let readings = split(&file);
    assert_eq!(readings.localized.text, "## <a name=\"response\"></a>Antwort\n");
    assert_eq!(readings.source.expect("bilingual").text, "## <a name=\"response\"></a>Response\n");
    assert_eq!(readings.damage, []);
    let [segment] = readings.segments[..] else { panic!("one segment") };
    assert_eq!((segment.id, segment.localized.of(&file), segment.source.of(&file)), ("101", "Antwort", "Response"));
}

#[test]
fn a_plain_file_is_its_own_localized_reading() {
    let readings = split("# Titel\n<span style=\"x\">mark</span>\n");
    assert!(matches!(readings.localized.text, Cow::Borrowed(_)));
    assert!(readings.source.is_none());
    assert_eq!(readings.damage, []);
}

#[test]
fn the_authors_own_spans_stay_in_their_half() {
    let file = PAIR.replace("Antwort", "<span\nstyle=\"x\">Ant</span>wort");
    assert_eq!(texts(&file), ("<span\nstyle=\"x\">Ant</span>wort".into(), "Response".into()));
    assert_eq!(kinds(&file), []);
}

#[test]
fn a_missing_english_half_is_reported() {
    let file = "a <span data-ttu-id=\"f-1\">Ja</span> b\n".to_owned() + PAIR;
    assert_eq!(kinds(&file), [DamageKind::NoSource("f-1".into())]);
    assert_eq!(texts(&file), ("a Ja b\nAntwort".into(), "a  b\nResponse".into()));
}

#[test]
fn a_missing_localized_half_is_reported() {
    let file = "a <span class=\"sxs-lookup\"><span data-stu-id=\"f-1\">Yes</span></span> b";
    assert_eq!(kinds(file), [DamageKind::NoLocalized("f-1".into())]);
    assert_eq!(texts(file), ("a  b".into(), "a Yes b".into()));
}

#[test]
fn a_closing_tag_can_be_missing_anywhere() {
    let whole = PAIR.replace("</span>", "@");
    for dropped in 0..3 {
        let mut tags = 0..;
        let file: String = whole
            .split_inclusive('@')
            .map(|part| part.replace('@', if tags.next() == Some(dropped) { "" } else { "</span>" }))
            .collect();
        let file = format!("| {file} | x |\n| {} |\n", PAIR.replace("101", "102"));
        assert_eq!(kinds(&file), [DamageKind::Unclosed("1a2b3-101".into())], "{file}");
        assert_eq!(split(&file).segments.len(), 2, "{file}");
    }
}

#[test]
fn a_unit_inside_a_unit_is_reported_once() {
    let inner = PAIR.replace("101", "102");
    let file = PAIR.replace("Antwort", &format!("An{inner}twort"));
    assert_eq!(kinds(&file)[0], DamageKind::Nested("1a2b3-101".into(), "1a2b3-102".into()));
    assert!(!kinds(&file).contains(&DamageKind::StrayClose));
}

#[test]
fn ids_must_be_equal_and_unique() {
    let unequal = PAIR.replace("stu-id=\"1a2b3-101", "stu-id=\"1a2b3-1019");
    assert_eq!(kinds(&unequal), [DamageKind::UnequalIds("1a2b3-101".into(), "1a2b3-1019".into())]);
    assert_eq!(kinds(&format!("{PAIR}\n{PAIR}")), [DamageKind::RepeatedId("1a2b3-101".into())]);
}

#[test]
fn a_merge_conflict_needs_both_markers() {
    let conflict = format!("<<<<<<< HEAD\n{PAIR}\n=======\n>>>>>>> theirs\n");
    assert_eq!(kinds(&conflict), [DamageKind::MergeConflict("<<<<<<< HEAD".into())]);
    assert_eq!(kinds("Title\n=======\n>>>>>>> quoted\n"), []);
}

#[test]
fn a_hundred_thousand_unclosed_spans_are_cut_in_one_walk() {
    let file = "<span data-ttu-id=\"f-1\">x\n".repeat(100_000) + &"<span ".repeat(100_000);
    assert_eq!(split(&file).pieces.last().map(|piece| piece.span.end), Some(file.len()));
}

/// Files made of whole pairs, broken pairs, Markdown and text in several scripts.
fn any_file() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just(PAIR.to_owned()),
        "[0-9a-f]{5}-[0-9]{1,3}".prop_map(|id| PAIR.replace("1a2b3-101", &id)),
        Just("<span data-ttu-id=\"1a2b3-7\">".to_owned()),
        Just("<span class=\"sxs-lookup\">".to_owned()),
        Just("<span data-stu-id=\"1a2b3-7\">".to_owned()),
        Just("</span>".to_owned()),
        Just("<span".to_owned()),
        "[a-z |`*\\n\\r\\t日本#-]{0,12}",
    ];
    prop::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn the_pieces_are_the_file(file in any_file()) {
        let readings = split(&file);
        let joined: String = readings.pieces.iter().map(|piece| piece.span.of(&file)).collect();
        prop_assert_eq!(joined, file);
    }

    #[test]
    fn every_byte_of_a_reading_maps_to_the_same_byte_of_the_file(file in any_file()) {
        let readings = split(&file);
        for reading in std::iter::once(&readings.localized).chain(&readings.source) {
            for (offset, byte) in reading.text.bytes().enumerate() {
                let place = reading.offset_in_file(offset);
                prop_assert_eq!(byte, file.as_bytes()[place]);
                prop_assert_eq!(reading.offset_from_file(place), offset);
            }
        }
    }

    #[test]
    fn no_tag_of_a_pair_is_left_in_a_reading(file in any_file()) {
        let readings = split(&file);
        if let Some(source) = readings.source {
            for text in [readings.localized.text, source.text] {
                for tag in ["<span data-ttu-id=\"1a2b3-7\">", "<span class=\"sxs-lookup\">", "<span data-stu-id=\"1a2b3-7\">"] {
                    prop_assert!(!text.contains(tag), "{} in {:?}", tag, text);
                }
            }
        }
    }
}
