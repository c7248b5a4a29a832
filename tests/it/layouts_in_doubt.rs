//! Trees in which more than one layout, or more than one English, can be seen: the pages are compared all the same.

use crate::layouts::{ANKER, compared, project};
use crate::support::Project;

#[test]
fn a_few_pages_whose_english_stands_further_up_take_no_english_from_the_others() {
    // The project's own page is translated in `docs/crew`, and `docs/README.md` is another one.
    let project = project(&["README.md", "docs/README.md", "docs/deck/hull.md", "docs/deck/mast.md", "docs/sail.md"]);
    for page in ["docs/deck/hull", "docs/deck/mast", "docs/sail"] {
        project.write(&format!("{page}.de.md"), ANKER);
    }
    for locale in ["de", "fr", "it", "ja", "ko"] {
        project.write(&format!("docs/crew/README.{locale}.md"), ANKER);
    }
    let (both, _, said) = compared(&project, &["."]);
    assert_eq!(both, 8, "{said}");
}

#[test]
fn the_english_among_other_pages_is_found_beside_a_translated_readme() {
    let project = Project::new();
    let (english, chinese) = (
        "# Hull\n\nThe `caulk` option seals the seams of the hull.\n",
        "# 船体\n\n`caulk` 选项可以密封船体的所有接缝，请在下水之前完成。\n",
    );
    project.write("README.md", english);
    project.write("README.zh-CN.md", chinese);
    for page in ["hull.md", "mast.md", "deck/sail.md", "deck/rope.md", "deck/oar.md"] {
        project.write(&format!("docs/en/{page}"), english);
        project.write(&format!("docs/{page}"), chinese);
    }
    let (both, _, said) = compared(&project, &["."]);
    assert!(both >= 5 && said.contains("English pages in docs/en"), "{both}: {said}");
}

#[test]
fn folders_that_a_layout_does_not_explain_do_not_take_it_away_where_nothing_else_is_known() {
    let project = project(&["en/hull.md", "en/mast.md"]);
    for page in ["de/hull.md", "de/mast.md"] {
        project.write(page, ANKER);
    }
    for page in ["kiel", "anker", "segel", "ruder", "tau", "bug", "heck"] {
        project.write(&format!("api/de/{page}/lesen.md"), ANKER);
    }
    let (both, _, said) = compared(&project, &["."]);
    assert_eq!(both, 2, "{said}");
}
