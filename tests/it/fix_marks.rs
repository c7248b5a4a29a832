//! What a report says of repairs is what `docparity fix` does.

use serde_json::Value;

use crate::support::{Project, command, run};

/// The texts of a page in pairs, each as the page has it and in English: a sentence, and the name and the type of a property.
fn page([sentence, name, kind]: [[&str; 2]; 3]) -> String {
    let pair = |id: usize, [own, english]: [&str; 2]| {
        format!(
            "<span data-ttu-id=\"a1b2c-{id}\">{own}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-{id}\">{english}</span></span>"
        )
    };
    let heads = [["Propriété", "Property"], ["Type", "Type"], ["Description", "Description"]];
    let heads = [0, 1, 2].map(|at| pair(104 + at, heads[at])).join(" | ");
    let row = [pair(107, name), pair(108, kind), pair(109, ["Une propriété.", "A property."])].join(" | ");
    let [title, sentence] = [pair(101, ["Ferme", "Farm"]), pair(102, sentence)];
    let section = pair(103, ["Propriétés", "Properties"]);
    format!(
        "# <a name=\"farm\"></a>{title}\n\n{sentence}\n\n## <a name=\"properties\"></a>{section}\n\n| {heads} |\n|:--|:--|:--|\n| {row} |\n\n[shed]: shed.md\n"
    )
}

const SENTENCE: [&str; 2] = ["Une ferme.", "A farm."];
const NAME: [&str; 2] = ["size", "size"];
const KIND: [&str; 2] = ["Int32", "Int32"];

/// The rules of what a check says of a page.
fn reported(page: &str) -> Vec<String> {
    let project = Project::new();
    project.write("docs.fr-FR/farm.md", page);
    let mut command = command(&["check", "docs.fr-FR", "--format", "json"]);
    command.current_dir(project.at("."));
    let report: Value = serde_json::from_str(&run(command).stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    findings.map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect()
}

/// The page after `fix`, and the rules of the findings whose repairs a check calls safe.
fn repaired(page: &str) -> (String, Vec<String>) {
    let project = Project::new();
    project.write("docs.fr-FR/farm.md", page);
    let docparity = |arguments: &[&str]| {
        let mut command = command(arguments);
        command.current_dir(project.at("."));
        run(command).stdout
    };
    let report: Value = serde_json::from_str(&docparity(&["check", "docs.fr-FR", "--format", "json"])).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    let safe = findings.filter(|finding| finding["fix"]["safe"] == true);
    let safe = safe.map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect();
    docparity(&["fix", "docs.fr-FR"]);
    (String::from_utf8(project.read("docs.fr-FR/farm.md")).expect("UTF-8"), safe)
}

/// The text of the link would be told as a translated type.
#[test]
fn a_repair_that_causes_another_finding_is_not_safe() {
    let before = page([SENTENCE, NAME, ["[remise][]", "[shed][]"]]);
    assert_eq!(repaired(&before), (before, vec![]));
    let sentence = |link| page([[link, "It has a [shed][]."], NAME, KIND]);
    let safe = vec!["link-target".to_owned()];
    assert_eq!(repaired(&sentence("Elle a une [remise][].")), (sentence("Elle a une [remise][shed]."), safe));
    // Readers see the text and not the label, so the name that is lost there is told before and after.
    let name = |link: &str| {
        page([[&format!("Elle a une {link}."), "It has a [toolShed][]."], NAME, KIND]) + "[toolShed]: shed.md\n"
    };
    let (lost, labelled) = (name("[remise][]"), name("[remise][toolShed]"));
    assert_eq!(repaired(&lost), (labelled.clone(), vec!["link-target".to_owned()]));
    assert_eq!(reported(&labelled), ["identifier"]);
    let empty = sentence("Elle a une remise [][].");
    assert_eq!(repaired(&empty), (empty, vec![]));
}

#[test]
fn a_name_gets_the_signs_of_bold_text_that_it_lost() {
    let row = |own| page([SENTENCE, [own, "**shedSize**"], KIND]);
    let safe = || vec!["identifier-name".to_owned()];
    assert_eq!(repaired(&row("tailleRemise")), (row("**shedSize**"), safe()));
    assert_eq!(repaired(&row("**tailleRemise**")), (row("**shedSize**"), safe()));
    let other = row("`tailleRemise`");
    assert_eq!(repaired(&other), (other, vec![]));
}

/// Words that stick to a link are no reason to put its own text into it.
#[test]
fn what_is_right_is_no_repair() {
    let before = page([SENTENCE, NAME, ["Remise[shedKind](shedkind.md)", "[shedKind](shedkind.md) collection"]]);
    assert_eq!(repaired(&before), (before, vec![]));
}

#[test]
fn a_placeholder_is_not_repaired_without_its_path() {
    let sentence = |own| page([[own, "See GET /sheds/{shed-id}/gates."], NAME, KIND]);
    let torn = sentence("Voir GET /sheds/ {id-remise} / portes.");
    assert_eq!(repaired(&torn), (torn, vec![]));
    let whole = sentence("Voir GET /sheds/{id-remise}/gates.");
    assert_eq!(repaired(&whole), (sentence("Voir GET /sheds/{shed-id}/gates."), vec!["placeholder".to_owned()]));
}

#[test]
fn a_placeholder_is_not_repaired_in_a_value_that_stays_translated() {
    let sentence = |own, english| page([[own, english], NAME, KIND]);
    let kept = |before: String| assert_eq!(repaired(&before), (before, vec![]));
    kept(sentence("Ouvrir /remises/{id-remise}", "Open /sheds/{shed-id}"));
    kept(sentence("Ouvrir {id-remise}/portes", "Open {shed-id}/gates"));
    kept(sentence("Porteur {jeton}. Obligatoire.", "Bearer {token}. Required."));
}

#[test]
fn a_placeholder_is_repaired_with_the_capitals_of_those_beside_it() {
    let request = "\n```http\nPOST /{shed}\n```\n";
    let sentence = |own| page([[own, "Send {shed} and {gateKey}, then {GATE}."], NAME, KIND]) + request;
    let placeholder = vec!["placeholder".to_owned()];
    let before = sentence("Envoyez {remise} et {Gatekey}, puis {GATE}.");
    let after = sentence("Envoyez {shed} et {gateKey}, puis {GATE}.");
    assert_eq!(repaired(&before), (after, placeholder));
    let capitals_alone = sentence("Envoyez {shed} et {Gatekey}, puis {GATE}.");
    assert_eq!(repaired(&capitals_alone), (capitals_alone, vec![]));
}

#[test]
fn words_of_a_sentence_in_braces_are_read_before_they_are_repaired() {
    let sentence = page([["Entre 4 et {selon réglage}.", "Between 4 and {from setting}."], NAME, KIND]);
    assert_eq!(repaired(&sentence), (sentence, vec![]));
}

/// The repair of a page waits for none of another locale.
#[test]
fn pages_of_a_group_are_repaired_each_as_far_as_it_can_be() {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"docs.{locale}/{page}\"\n");
    let broken = page([SENTENCE, NAME, ["[remise][]", "[shed][]"]]);
    let french = page([SENTENCE, ["taille", "size"], KIND]);
    for (locale, page) in [("fr-FR", &broken), ("it-IT", &french), ("pt-PT", &french)] {
        project.write(&format!("docs.{locale}/farm.md"), page);
    }
    let mut command = command(&["fix", "."]);
    command.current_dir(project.at("."));
    run(command);
    let read = |locale: &str| String::from_utf8(project.read(&format!("docs.{locale}/farm.md"))).expect("UTF-8");
    assert_eq!(read("fr-FR"), broken);
    for locale in ["it-IT", "pt-PT"] {
        assert_eq!(read(locale), page([SENTENCE, NAME, KIND]));
    }
}

/// A page of kilns after `fix`, beside its English.
fn repaired_plain(english: &str, own: &str) -> String {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    project.write("en/kiln.md", english);
    project.write("de/kiln.md", own);
    let mut command = command(&["fix", "."]);
    command.current_dir(project.at("."));
    run(command);
    String::from_utf8(project.read("de/kiln.md")).expect("UTF-8")
}

#[test]
fn names_of_a_table_may_have_their_capitals_from_an_edition_of_the_english_or_by_their_column() {
    let code = "\n```ini\nkiln_heat = 9\n```\n";
    let row = |heat: &str, key: &str| {
        format!("# Kiln\n\n| Option | Key | Text |\n|--|--|--|\n| `kiln_heat` | `{key}` | {heat} |\n{code}")
    };
    let german = row("Die Hitze.", "KILN_heat");
    assert_eq!(repaired_plain(&row("The heat.", "kiln_heat"), &german), german);
    let rows = |heat: &str, load: &str| {
        format!("# Kiln\n\n| Option | Text |\n|--|--|\n| `{heat}` | Text. |\n| `{load}` | Text. |\n{code}")
    };
    let older = rows("Kiln_heat", "Load");
    assert_eq!(repaired_plain(&rows("kiln_heat", "load"), &older), older, "one name alone would be half a repair");
    let english = format!("# Kiln\n\nSet the option `kiln_heat` first.\n{code}");
    let german = format!("# Ofen\n\nSetzen Sie zuerst `Kiln_heat`.\n{code}");
    assert_eq!(repaired_plain(&english, &german), german.replace("Kiln_heat", "kiln_heat"));
}

#[test]
fn a_name_may_be_written_in_another_way() {
    let english = |code: &str| format!("# Kiln\n\nUse `{code}` to set it.\n\nThen read `{code}` again.\n");
    let german =
        |set: &str, read: &str| format!("# Ofen\n\nMit `{set}` setzen Sie ihn.\n\nLesen Sie `{read}` wieder.\n");
    let meant = german("kiln.heat=", "kiln.heat");
    assert_eq!(repaired_plain(&english("kiln.heat"), &meant), meant);
    let joined = german("kilnHeat", "kiln_heat");
    assert_eq!(repaired_plain(&english("kiln_heat"), &joined), joined);
    for (code, other) in [
        ("heat", "${heat}"),
        ("<Kiln />", "<Kiln/>"),
        ("kiln \\<heat>", "kiln <heat>"),
        ("Kiln -> Heat", "Kiln - Heat"),
    ] {
        let meant = german(other, code);
        assert_eq!(repaired_plain(&english(code), &meant), meant, "{other}");
    }
    // An option is called by its name, and one of a letter is no name.
    let named = german("kiln-heat", "--kiln-heat");
    assert_eq!(repaired_plain(&english("--kiln-heat"), &named), named);
    assert_eq!(repaired_plain(&english("-k"), &german("k", "-k")), german("-k", "-k"));
    let slip = german("kiln.heat())", "kiln.heat()");
    assert_eq!(repaired_plain(&english("kiln.heat()"), &slip), german("kiln.heat()", "kiln.heat()"));
}

#[test]
fn a_sign_that_moved_out_of_its_code_is_read_first() {
    let english = "# Kiln\n\nUse `heat(&kiln.door)` for it.\n\nThen read `heat(&kiln.door)` again.\n";
    let german = |set: &str| format!("# Ofen\n\nMit {set} setzen Sie ihn.\n\nLesen Sie `heat(&kiln.door)` wieder.\n");
    for moved in ["&`heat(kiln.door)`", "& **`heat(kiln.door)`**", "`heat(kiln.door)` &"] {
        assert_eq!(repaired_plain(english, &german(moved)), german(moved));
    }
    let slip = german("`heat(kiln.door)`");
    assert_eq!(repaired_plain(english, &slip), german("`heat(&kiln.door)`"));
}

/// A translator may call a function with its brackets where the English has its name alone.
#[test]
fn of_a_code_with_signs_of_another_width_nothing_else_is_repaired() {
    let page = |title: &str, code: &str| format!("# {title}\n\nText: `{code}`.\n");
    for (english, own, repaired) in [
        ("kiln_fire()", "kiln_fire（）", "kiln_fire()"),
        ("kiln_fire", "kiln_fire（）", "kiln_fire()"),
        ("kiln_fire()", "ｋｉｌｎ_fire", "kiln_fire"),
        ("KILN_FIRE (0)", "KILN_FIRE（0）", "KILN_FIRE (0)"),
        ("kiln fire", "kiln：fire", "kiln：fire"),
    ] {
        assert_eq!(repaired_plain(&page("Kiln", english), &page("Ofen", own)), page("Ofen", repaired), "{own}");
    }
}

/// Three backticks in a sentence make code of the comma between two of them.
#[test]
fn a_comma_of_the_sentence_is_no_slip_in_code() {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    project.write("en/kiln.md", "# Kiln\n\nBegin blocks of code with their language: ```toml, ```yaml, ```shell\n");
    let urdu = "# بھٹی\n\nکوڈ کے بلاک ان کی زبان سے شروع کریں: ```toml، ```yaml، ```shell\n";
    project.write("ur/kiln.md", urdu);
    let in_project = |job| {
        let mut command = command(&[job, "."]);
        command.current_dir(project.at("."));
        run(command)
    };
    assert!(in_project("check").stdout.contains("`toml،`"));
    in_project("fix");
    assert_eq!(String::from_utf8(project.read("ur/kiln.md")).expect("UTF-8"), urdu);
}

#[test]
fn two_halves_of_a_value_are_repaired_together_or_not_at_all() {
    let sentence = |own, english| page([[own, english], NAME, KIND]);
    let before = sentence("Filtrer : sheds/any (s: s/size eq s:s/gate)", "Filter: sheds/any(s:s/size eq s:s/gate)");
    assert_eq!(repaired(&before), (before, vec![]));
    let before = sentence("Filtrer : sheds/any(s: s/size eq s: s/gate)", "Filter: sheds/any(s:s/size eq s:s/gate)");
    let after = sentence("Filtrer : sheds/any(s:s/size eq s:s/gate)", "Filter: sheds/any(s:s/size eq s:s/gate)");
    assert_eq!(repaired(&before), (after, vec!["split-token".to_owned(); 2]));
}

/// What stands on both sides of a link is what is left of a name that was taken apart.
#[test]
fn a_type_between_words_is_not_repaired() {
    let kind = |own, english| page([SENTENCE, NAME, [own, english]]);
    let before = kind("une [porte](gateKind.md) de série", "[gateKind](gateKind.md) collection");
    assert_eq!(repaired(&before), (before, vec![]));
    let before = kind("Collection de [porte](gateKind.md)", "[gateKind](gateKind.md) collection");
    let after = kind("Collection de [gateKind](gateKind.md)", "[gateKind](gateKind.md) collection");
    assert_eq!(repaired(&before), (after, vec!["identifier-type".to_owned()]));
}

/// A tag that lost its signs of escape is no placeholder.
#[test]
fn an_element_is_no_placeholder() {
    assert_eq!(reported(&page([["La balise <barré>.", "The tag <strike>."], NAME, KIND])), Vec::<String>::new());
}

/// A word in braces, the text of a link, a menu, a string and two words with a sign between them may be told to readers in their
/// language; a link may lead to a site of theirs.
#[test]
fn what_readers_may_have_in_their_language_is_read_before_it_is_repaired() {
    let sentence = |own, english| page([[own, english], NAME, KIND]);
    for (own, english) in [
        ("Bonjour {ville}.", "Hello {town}."),
        ("[{clé}](#farm) ouvre.", "[{key}](#farm) opens."),
        ("Choisissez `Fichier > Ouvrir`.", "Choose `File > Open`."),
        ("Écrivez `say(\"Bonjour\")`.", "Write `say(\"Hello\")`."),
        ("Voir Farm: Shed.", "See Farm:Shed."),
        ("Un débit input / output.", "A rate of input/output."),
        ("Voir [ici](https://ferme.example.fr/a).", "See [here](https://farm.example.com/a)."),
        ("Adresse de farm& # 124; Shed.", "The address of farm&#124;shed."),
    ] {
        let before = sentence(own, english);
        assert_eq!(repaired(&before), (before, vec![]), "{own}");
    }
    for (own, english, whole, rule) in [
        ("Tapez `ferme.ouvrir()`.", "Type `farm.open()`.", "Tapez `farm.open()`.", "code-span"),
        ("Voir farm: openShed.", "See farm:openShed.", "Voir farm:openShed.", "split-token"),
        ("Voir [ici](ferme.md).", "See [here](farm.md).", "Voir [ici](farm.md).", "link-target"),
        (
            "Adresse de farm & # 124; shed.",
            "The address of farm &#124; shed.",
            "Adresse de farm &#124; shed.",
            "entity",
        ),
    ] {
        let after = sentence(whole, english);
        assert_eq!(repaired(&sentence(own, english)), (after, vec![rule.to_owned()]), "{own}");
    }
}
