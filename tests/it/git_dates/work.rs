//! Which commits are work on a page, and which are none.

use super::*;

#[test]
fn a_formatter_over_all_pages_dates_none_of_them() {
    let project = translated();
    for page in std::iter::once("moor".to_owned()).chain((0..OTHERS).map(|other| format!("other-{other}"))) {
        for locale in ["de", "en"] {
            let path = format!("repository/docs/{locale}/{page}.md");
            let text = String::from_utf8(project.read(&path)).expect("UTF-8");
            project.write(&path, text.replace("# ", "#  "));
        }
    }
    commit(&project, "repository");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
}

#[test]
fn a_formatter_is_told_by_all_pages_whichever_of_them_are_looked_at() {
    let project = translated();
    for other in 0..OTHERS {
        write(&project, &format!("de/other-{other}.md"), format!("#  Anderes {other}\n\nWörter.\n"));
    }
    write(&project, "de/moor.md", german(FIRST).replace("# ", "#  "));
    commit(&project, "repository");
    let mut command = command(&["check", "docs/de/moor.md", "--source", "docs/en", "--format", "json"]);
    command.args(["--fail-on", "never"]).current_dir(project.at("repository"));
    assert_eq!(found(&run(command)), ["stale-contract stale"]);
}

#[test]
fn a_commit_that_changed_links_alone_dates_no_page() {
    let project = translated();
    let page = |link: &str| format!("{}\nSiehe [Torf]({link}).\n", german(SECOND));
    write(&project, "de/moor.md", page("https://bog.example/peat"));
    commit(&project, "repository");
    write(&project, "en/moor.md", english("GET /bogs"));
    commit(&project, "repository");
    write(&project, "de/moor.md", page("https://bog.example/moss"));
    commit(&project, "repository");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
    write(&project, "de/moor.md", page("https://bog.example/moss").replace("sind nass", "sind sehr nass"));
    commit(&project, "repository");
    assert_eq!(found(&check(&project, "repository")), ["request-line translation"]);
}

#[test]
fn a_sync_over_all_pages_dates_those_that_it_translated() {
    let project = translated();
    write(&project, "de/moor.md", german(SECOND).replace("Listet", "Zeigt"));
    for other in 0..OTHERS {
        write(&project, &format!("de/other-{other}.md"), format!("# Ein anderes {other}\n\nWörter.\n"));
    }
    commit(&project, "repository");
    let run = check(&project, "repository");
    assert_eq!(found(&run), [""; 0]);
    assert_eq!(compared(&run), r#"{"git-date":7}"#);
    // The English of the sync, not that of today.
    write(&project, "en/moor.md", english("GET /bogs"));
    commit(&project, "repository");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
}
