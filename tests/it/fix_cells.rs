//! What `docparity fix` does to the cells of tables that promise something, and what it leaves to a reader.

use crate::support::{Project, command, run};

/// A text of a page, in its language and in English.
type Pair<'t> = [&'t str; 2];

/// A French page with one table, and what stands behind it.
fn page(section: Pair<'_>, heads: &[Pair<'_>], rows: &[&[Pair<'_>]], behind: &str) -> String {
    let mut id = 100;
    let mut pair = |[own, english]: Pair<'_>| {
        id += 1;
        format!(
            "<span data-ttu-id=\"b7c1d-{id}\">{own}</span><span class=\"sxs-lookup\"><span data-stu-id=\"b7c1d-{id}\">{english}</span></span>"
        )
    };
    let (title, text) = (pair(["Remise", "Shed"]), pair(["Une remise.", "A shed."]));
    let anchor = section[1].to_lowercase().replace(' ', "-");
    let section = pair(section);
    let mut row =
        |cells: &[Pair<'_>]| format!("| {} |\n", cells.iter().map(|cell| pair(*cell)).collect::<Vec<_>>().join(" | "));
    let rule = format!("|{}\n", "--|".repeat(heads.len()));
    let rows: String = [row(heads), rule].into_iter().chain(rows.iter().map(|cells| row(cells))).collect();
    format!("# <a name=\"shed\"></a>{title}\n\n{text}\n\n## <a name=\"{anchor}\"></a>{section}\n\n{rows}{behind}")
}

/// The page after `fix`.
fn repaired(page: &str) -> String {
    let project = Project::new();
    project.write("docs.fr-FR/shed.md", page);
    let mut command = command(&["fix", "docs.fr-FR"]);
    command.current_dir(project.at("."));
    run(command);
    String::from_utf8(project.read("docs.fr-FR/shed.md")).expect("UTF-8")
}

/// A page whose applications need the scopes of a cell, beside a row without any.
fn scopes(own: &str, english: &str) -> String {
    let heads =
        [["Type d’autorisation", "Permission type"], ["Autorisations", "Permissions (from least to most privileged)"]];
    let none =
        [["Déléguée (compte personnel)", "Delegated (personal account)"], ["Non prise en charge.", "Not supported."]];
    let row = [["Application", "Application"], [own, english]];
    page(["Autorisations", "Permissions"], &heads, &[&none, &row], "")
}

/// A page with one header.
fn header(name: &str, own: &str, english: &str) -> String {
    let heads = [["Nom", "Name"], ["Description", "Description"]];
    page(["En-têtes de demande", "Request headers"], &heads, &[&[[name, name], [own, english]]], "")
}

/// A page with one property, and an example of it.
fn property(own: &str, english: &str, example: &str) -> String {
    let heads = [["Propriété", "Property"], ["Type", "Type"], ["Description", "Description"]];
    let row = [[own, english], ["Int32", "Int32"], ["Une taille.", "A size."]];
    page(["Propriétés", "Properties"], &heads, &[&row], &format!("\n```json\n{{\"{example}\": 1}}\n```\n"))
}

#[test]
fn a_cell_gets_the_words_of_its_locale_back() {
    for (own, english, whole) in [
        ("Lire les outils", "Tool.Read and Shed.Read", "Tool.Read et Shed.Read"),
        ("Lire les outils et les remises", "Tool.Read or Shed.Read", "Tool.Read ou Shed.Read"),
        ("Outils", "Tool.Read and Shed.Read, Tool.Lend", "Tool.Read et Shed.Read, Tool.Lend"),
        // All of them would be asked for.
        ("Lire les outils et les remises", "Tool.Read, Shed.Read", "Tool.Read, Shed.Read"),
        ("Lire les outils ou les remises", "Tool.Read, Shed.Read", "Tool.Read ou Shed.Read"),
    ] {
        assert_eq!(repaired(&scopes(own, english)), scopes(whole, english), "{own}");
    }
}

#[test]
fn a_cell_of_broken_scopes_is_repaired_as_a_whole_or_not_at_all() {
    let english = "Tool.Read, Shed.Read";
    assert_eq!(repaired(&scopes("Étendue tool. Read, Étendue shed. Read", english)), scopes(english, english));
    for own in ["tool. Read<br/>shed. Read", "tool. Read, pour la classe : shed. Read"] {
        assert_eq!(repaired(&scopes(own, english)), scopes(own, english), "{own}");
    }
}

#[test]
fn a_cell_that_may_be_meant_is_read_before_it_gets_scopes() {
    for own in ["Non prise en charge.", "—"] {
        assert_eq!(repaired(&scopes(own, "Tool.Read")), scopes(own, "Tool.Read"), "{own}");
    }
    let slip = scopes("Lire et écrire", "Tool.Read, Tool.LendLend");
    assert_eq!(repaired(&slip), slip);
    assert_eq!(
        repaired(&scopes("Lire et prêter", "Tool.Read, Tool.Lend")),
        scopes("Tool.Read, Tool.Lend", "Tool.Read, Tool.Lend")
    );
}

#[test]
fn a_token_of_a_list_is_read_with_the_others() {
    for (name, own, english) in [
        ("Prefer", "retour=minimal, répondre plus tard", "return=minimal, respond-async"),
        ("Accept", "texte/csv; en-tête=présent", "text/csv; header=present"),
        ("Accept", "text/csv; jeu=utf-8", "text/csv; charset=utf-8"),
    ] {
        assert_eq!(repaired(&header(name, own, english)), header(name, own, english), "{own}");
    }
    let english = "return=minimal. Optional.";
    let whole = header("Prefer", "return=minimal. Facultatif.", english);
    assert_eq!(repaired(&header("Prefer", "retour=minimal. Facultatif.", english)), whole);
}

/// What an example sends is right, whatever a table of the English calls it.
#[test]
fn a_name_that_the_code_of_the_page_has_is_not_repaired() {
    for own in ["shedSize", "shed_size"] {
        assert_eq!(repaired(&property(own, "shedsize", own)), property(own, "shedsize", own), "{own}");
    }
    assert_eq!(repaired(&property("Shedsize", "shedSize", "shedSize")), property("shedSize", "shedSize", "shedSize"));
    let noted = property("taille¹", "shedSize", "shedSize");
    assert_eq!(repaired(&noted), noted);
}

/// On a plain page rows are held against each other by their order.
#[test]
fn a_row_of_a_plain_page_may_be_that_of_another_header_or_member() {
    let page = |head: &str, rows: &[&str]| format!("# Shed\n\nText.\n\n## {head}\n\n{}\n", rows.join("\n"));
    let headers = |rows: [&str; 2]| page("Request headers", &["| Name | Description |", "|--|--|", rows[0], rows[1]]);
    let members = |rows: [&str; 2]| page("Members", &["| Member | Value |", "|--|--|", rows[0], rows[1]]);
    let english = headers(["| Accept | text/csv |", "| Authorization | Bearer {token} |"]);
    let repaired = |english: &str, own: &str| {
        let project = Project::new();
        project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
        project.write("en/shed.md", english);
        project.write("fr/shed.md", own);
        let mut command = command(&["fix", "."]);
        command.current_dir(project.at("."));
        run(command);
        String::from_utf8(project.read("fr/shed.md")).expect("UTF-8")
    };
    for own in [
        headers(["| Authorization | Bearer {token} |", "| Accept | text/csv |"]),
        headers(["| X-Shed | 7 |", "| Authorization | Bearer {token} |"]),
        headers(["| Accept | text/csv |", "| X-Shed | Clé {numéro} |"]),
    ] {
        assert_eq!(repaired(&english, &own), own);
    }
    let translated = headers(["| Accepter | text/csv |", "| Authorization | Porteur désigné {token} |"]);
    assert_eq!(repaired(&english, &translated), translated.replace("Accepter", "Accept"));
    let swapped = members(["| saw | 2 |", "| axe | 1 |"]);
    assert_eq!(repaired(&members(["| axe | 1 |", "| saw | 2 |"]), &swapped), swapped);
}

/// A sign that nobody sees may stand in the middle of a media type, and more than one of its halves.
#[test]
fn a_media_type_in_parts_is_made_whole() {
    let whole = header("Content-Type", "Toujours application/json.", "Always application/json.");
    for torn in [
        "a pplication/json",
        "appl ication/json",
        "application/js on",
        "application/jso\u{200b}n",
        "a\u{202e}pplication/json",
        "appl ication/js on",
        "pplication/json",
    ] {
        let page = header("Content-Type", &format!("Toujours {torn}."), "Always application/json.");
        assert_eq!(repaired(&page), whole, "{torn}");
    }
    let page = header("Content-Type", "Se rapporte à application/jso.", "Always application/json.");
    let after = header("Content-Type", "Se rapporte à application/json.", "Always application/json.");
    assert_eq!(repaired(&page), after);
}
