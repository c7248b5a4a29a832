//! Pages that the site itself leaves out are counted and not checked.

use crate::support::{Project, command, run};

const ENGLISH: &str = "# Kiln\n\nClose the [door](door.md) first.\n";
const GERMAN: &str = "# Ofen\n\nZuerst die [Tür](tuer.md) schließen.\n";

/// A project whose German pages have a dead link each.
fn project(pages: &[&str], configuration: (&str, &str)) -> Project {
    let project = Project::new();
    for page in pages {
        let is_english = page.contains("en/") || !page.contains("de/");
        project.write(page, if is_english { ENGLISH } else { GERMAN });
        project.write(&page.replace("kiln.md", "door.md"), "# Door\n\nIt is made of iron.\n");
    }
    project.write(configuration.0, configuration.1);
    project
}

/// What a check says of the pages below `path`.
fn checked(project: &Project, path: &str) -> String {
    let mut command = command(&["check", path, "--format", "concise"]);
    command.current_dir(project.at("."));
    let run = run(command);
    run.stdout + &run.stderr
}

#[test]
fn what_vitepress_excludes_is_left_out() {
    let pages = ["docs/en/kiln.md", "docs/de/kiln.md", "docs/en/old/kiln.md", "docs/de/old/kiln.md"];
    let configuration = "export default {\n  // srcExclude: ['de/**'],\n  srcExclude: ['**/old/**'],\n}\n";
    let project = project(&pages, ("docs/.vitepress/config.ts", configuration));
    let all = checked(&project, ".");
    assert!(all.contains("docs/de/kiln.md:3") && !all.contains("docs/de/old/kiln.md:3"), "{all}");
    assert!(all.contains("left out by the site itself"), "{all}");
}

#[test]
fn a_folder_that_the_site_leaves_out_is_checked_where_it_is_named() {
    let pages = ["docs/en/kiln.md", "docs/de/kiln.md", "docs/old/en/kiln.md", "docs/old/de/kiln.md"];
    let project = project(&pages, ("docs/.vitepress/config.mts", "export default { srcExclude: ['old/**'] }\n"));
    std::fs::create_dir(project.at(".git")).expect("a folder");
    let named = checked(&project, "docs/old");
    assert!(named.contains("docs/old/de/kiln.md:3"), "{named}");
    let all = checked(&project, ".");
    assert!(!all.contains("docs/old/de/kiln.md:3") && all.contains("left out by the site itself"), "{all}");
}

#[test]
fn locales_that_docusaurus_does_not_build_are_left_out() {
    let below = "docusaurus-plugin-content-docs/current/kiln.md";
    let pages = ["docs/kiln.md".to_owned(), format!("i18n/de/{below}"), format!("i18n/de-AT/{below}")];
    let configuration = "module.exports = { i18n: { defaultLocale: 'en', locales: ['en', 'de'] } };\n";
    let pages: Vec<&str> = pages.iter().map(|page| &**page).collect();
    let project = project(&pages, ("docusaurus.config.js", configuration));
    for page in [pages[2], "i18n/de-AT/docusaurus-plugin-content-docs/current/door.md"] {
        project.write(page, GERMAN);
    }
    let all = checked(&project, ".");
    assert!(all.contains("i18n/de/") && !all.contains("i18n/de-AT/"), "{all}");
}

#[test]
fn versions_that_docusaurus_does_not_build_are_left_out() {
    let plugin = "i18n/de/docusaurus-plugin-content-docs";
    let pages = ["docs/kiln.md".to_owned(), format!("{plugin}/current/kiln.md")];
    let versions = ["1.0", "0.9"].map(|version| {
        [format!("versioned_docs/version-{version}/kiln.md"), format!("{plugin}/version-{version}/kiln.md")]
    });
    let pages: Vec<&str> = pages.iter().chain(versions.as_flattened()).map(|page| &**page).collect();
    let configuration = "module.exports = { i18n: { defaultLocale: 'en', locales: ['en', 'de'] } };\n";
    let project = project(&pages, ("docusaurus.config.js", configuration));
    for page in pages.iter().filter(|page| page.starts_with("i18n")) {
        project.write(page, GERMAN);
    }
    project.write("versions.json", "[\"1.0\"]\n");
    let all = checked(&project, ".");
    assert!(all.contains("version-1.0/kiln.md:3") && !all.contains("version-0.9"), "{all}");
    assert!(all.contains("left out by the site itself"), "{all}");
}
