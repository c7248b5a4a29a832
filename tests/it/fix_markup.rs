//! What `docparity fix` does to markup that a slip broke.

use crate::support::{Project, command, run};

/// The German page after its repair beside an English one.
fn repaired(english: &str, german: &str) -> String {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    project.write("en/kiln.md", english);
    project.write("de/kiln.md", german);
    let mut command = command(&["fix", "."]);
    command.current_dir(project.at("."));
    run(command);
    String::from_utf8(project.read("de/kiln.md")).expect("UTF-8")
}

#[test]
fn text_behind_a_closing_fence_gets_its_own_line() {
    let english = "# Kiln\n\n- Fire it:\n\n  ```sh\n  kiln --fire\n  ```\n\n  It takes two hours.\n";
    let german = "# Ofen\n\n- Heizen Sie ihn:\n\n  ```sh\n  kiln --fire\n  ```Das dauert zwei Stunden.\n";
    assert_eq!(repaired(english, german), german.replace("```Das", "```\n\n  Das"));
    let tag = |page: &str| page.replace("\n\n  It", "\n  </div>It").replace("```Das", "```</div>Das");
    assert_eq!(repaired(&tag(english), &tag(german)), tag(german).replace("```</", "```\n  </"));
    let [english, german] = [english, german].map(|page| page.replace('\n', "\r\n"));
    assert_eq!(repaired(&english, &german), german.replace("```Das", "```\r\n\r\n  Das"));
    // A block that the English has not may show what a block looks like.
    let english = "# Kiln\r\n\r\n- Fire it.\r\n\r\n  It takes two hours.\r\n";
    assert_eq!(repaired(english, &german), german);
}

#[test]
fn a_place_may_have_a_name_in_each_language() {
    let page = |id: &str| format!("# Kiln\n\n<a id=\"{id}\"></a>\n\n## Load\n\nText.\n");
    assert_eq!(repaired(&page("loading"), &page("beladen-füllen")), page("beladen-füllen"));
}

#[test]
fn all_markers_of_a_list_are_repaired_together() {
    let english = "# Kiln\n\n1. Open it.\n2. Load it.\n3. Close it.\n";
    let german = "# Ofen\n\n१. Öffnen.\n२. Beladen.\n३. Schließen.\n";
    assert_eq!(repaired(english, german), german.replace('१', "1").replace('२', "2").replace('३', "3"));
}

#[test]
fn an_invisible_mark_before_markup_is_taken_out() {
    let english = "# Kiln\n\nText.\n\n## Load\n\nMore.\n";
    let german = "# Ofen\n\nText.\n\n\u{200f}## Beladen\n\nMehr.\n";
    assert_eq!(repaired(english, german), german.replace('\u{200f}', ""));
}

#[test]
fn words_of_syntax_are_repaired_where_they_cannot_be_meant() {
    let page = |[title, hot, more]: [&str; 3], alert: &str, include: &str| {
        format!("# {title}\n\n> [!{alert}]\n> {hot}\n\n{more}\n\n{{* ../docs_src/{include} *}}\n")
    };
    let english = page(["Kiln", "It is hot.", "This is how it is fired."], "NOTE", "kiln/fire.py hl[2]");
    let german = |alert, include| page(["Ofen", "Er ist heiß.", "So wird er geheizt."], alert, include);
    for (alert, include, is_typo) in [
        ("NOTIZ", "kiln/fire.py hl[2]", true),
        ("NOTE", "kilm/fire.py hl[2]", true),
        ("NOTE", "kiln/fire.py hl[3]", false),
        ("TIP", "kiln/fire.py hl[2]", false),
    ] {
        let own = german(alert, include);
        let expected = if is_typo { german("NOTE", "kiln/fire.py hl[2]") } else { own.clone() };
        assert_eq!(repaired(&english, &own), expected, "{alert} {include}");
    }
}

/// Its last line is that of another block.
#[test]
fn a_block_that_lost_its_end_tells_nothing_of_the_next() {
    let english =
        "# Kiln\n\n```go\nkiln.Fire()\n```\n\nand\n\n```ts\nconst kiln = open();\nkiln.fire();\n```\n\nMore.\n";
    let german = english.replacen("```\n\nand", "```*und*", 1);
    assert!(repaired(english, &german).contains("```go\n"), "{}", repaired(english, &german));
}

#[test]
fn what_is_no_link_and_no_heading_after_the_repair_is_left() {
    let english = "# Kiln\n\n:::tip\nDry it.\n:::\n\nSee [the doors](doors.md).\n";
    for german in ["##Tipp\nTrocknen Sie ihn.\n\nSiehe [die Türen](doors.md).\n", "Siehe \\[die Türen\\] (doors.md).\n"]
    {
        let german = format!("# Ofen\n\n{german}");
        assert_eq!(repaired(english, &german), german);
    }
}

/// The English tells how far what follows a block of code stands from it.
#[test]
fn what_sticks_to_a_block_of_code_is_set_apart_as_in_english() {
    let page = |gap: &str| format!("# Kiln\n\n<div>\n  <p>\n\n```sh\nfire\n```{gap}</p>\n</div>\n");
    assert_eq!(repaired(&page("\n\n  "), &page("")), page("\n\n  "));
}

/// MkDocs shows the kind of a box as its title.
#[test]
fn a_keyword_that_readers_see_stays_as_the_title() {
    let page = |opening: &str| format!("# Kiln\n\n!!! {opening}\n\n    It is hot.\n\nMore.\n");
    for (english, own, expected) in [
        ("Note", "Примечание", "Note \"Примечание\""),
        ("Note", "примечание", "Note \"Примечание\""),
        ("Note \"Heat\"", "Примечание \"Heat\"", "Note \"Heat\""),
        ("Note", "Notiz", "Notiz"),
    ] {
        assert_eq!(repaired(&page(english), &page(own)), page(expected), "{own}");
    }
    let empty = page("Примечание").replace("    It", "It");
    assert_eq!(repaired(&page("Note"), &empty), empty, "the text of the box is lost");
}

#[test]
fn a_blank_inside_the_markers_of_a_bold_text_stays_where_the_language_has_one() {
    let english = "# Kiln\n\nFire it. **Note**: it is hot.\n";
    let german = "# Ofen\n\nHeizen Sie ihn. ** Hinweis **: er ist heiß.\n";
    assert_eq!(repaired(english, german), german.replace("** Hinweis **", "**Hinweis**"));
}

#[test]
fn what_may_be_wrong_in_english_or_cut_off_is_read_before_it_is_repaired() {
    let page = |text: &str| format!("# Kiln\n\nFire it.\n\n{text}\n\nLet it cool.\n");
    let kept = |english: &str, german: &str| assert_eq!(repaired(&page(english), &page(german)), page(german));
    let mended = |english: &str, german: &str, whole: &str| {
        assert_eq!(repaired(&page(english), &page(german)), page(whole));
    };
    // No generator knows such a box. Of one that is known the word stays as its title: VitePress shows an English one else.
    kept("::: Notice\nHot.\n:::", "::: Огонь\nHeiß.\n:::");
    mended("::: danger\nHot.\n:::", "::: Огонь\nHeiß.\n:::", "::: danger Огонь\nHeiß.\n:::");
    // The first item of the way is lost.
    kept("Choose **Fire → Slow**.", "Wählen Sie im Menü** → Langsam**.");
    mended("Choose **Slow**.", "Wählen Sie im Menü** Langsam**.", "Wählen Sie im Menü **Langsam**.");
    // The beginning of the word is lost with the blank; the words of some languages have no capitals that tell it.
    kept("## Cooling", "##ühlung");
    kept("## Cooling", "##ंडा करना");
    mended("## Cooling", "##Kühlung", "## Kühlung");
    kept("## Cooling", "##각");
    // What is left of a word that is as in English may have been given a capital again.
    kept("## Playback", "##Layback");
    // The other items stand in the same line.
    kept("1. Fire\n2. Cool", "১. জ্বালান ২. ঠান্ডা করুন");
    mended("1. Fire\n2. Cool", "১. জ্বালান\n২. ঠান্ডা করুন", "1. জ্বালান\n2. ঠান্ডা করুন");
    // Set apart by blank lines they read well as they are; a list that is another one may be none.
    kept("1. Fire\n\n2. Cool", "১. জ্বালান\n\n২. ঠান্ডা করুন");
    kept("1. Fire\n2. Cool\n3. Sweep", "১. জ্বালান\n২. ঠান্ডা করুন");
    kept("1. Fire\n2. Cool", "2. জ্বালান\n৩. ঠান্ডা করুন");
    // The link would come to life with another target.
    kept("See the [plan](plan.md#fire).", "Siehe den [Plan] (plan.md#火).");
    mended("See the [plan](plan.md).", "Siehe den [Plan] (plan.md).", "Siehe den [Plan](plan.md).");
    mended(
        "See [a [hot] plan](plan.md).",
        "Siehe [den [heißen] Plan] (plan.md).",
        "Siehe [den [heißen] Plan](plan.md).",
    );
    // Nothing opens what would be the text of the link.
    kept("See the [plan](plan.md).", "Siehe den [[heißen] Plan]] (plan.md).");
    kept("See the [plan](plan.md).", "Siehe den \\[Plan] (plan.md).");
}

/// The rest of a sentence that was moved in front of the block is to be taken out, and a list that blanks stand before is code.
#[test]
fn what_is_left_over_is_read_before_it_is_repaired() {
    let english = "# Kiln\n\nWritten to `fire.log`:\n\n```sh\nkiln --fire\n```\n\nLet it cool.\n\n```sh\nkiln --cool\n```\n\n## Ash\n\n1. Sweep it.\n";
    let german = "# Ofen\n\nIn `fire.log`:\n\n```sh\nkiln --fire\n```Abkühlen lassen.\n\n```sh\nkiln --cool\n```\n\n## Asche\n\n1. Fegen.\n";
    assert_eq!(repaired(english, german), german.replace("```Ab", "```\n\nAb"));
    let rest = german.replace("```Ab", "``` geschrieben.\n\nAb");
    assert_eq!(repaired(english, &rest), rest);
    let rest = german.replace("--cool\n```\n\n##", "--cool\n``` -->\n\n##").replace("```Ab", "```\n\nAb");
    assert_eq!(repaired(english, &rest), rest);
    let set_apart = german.replace("```Ab", "```\n\nAb").replace("1. F", "\u{200b}      1. F");
    assert_eq!(repaired(english, &set_apart), set_apart);
}
