//! `docparity lsp`, driven as an editor drives it.

use serde_json::{Value, json};

use crate::support::Project;
use crate::support::editor::{Editor, edited, offset, position};

const ENGLISH: &str = "# Kiln\n\nCall `kiln.fire` first, then `kiln.cool`.\n\n## Clay\n\n- Pick `glaze`\n- or `mud`\n";
/// Emoji and Japanese stand before what is wrong.
const JAPANESE: &str =
    "# 窯\n\n🔥🔥 最初に `kiln．fire`、次に `kiln.cool` を呼びます。\n\n## 粘土\n\n- `glaze` を選ぶ\n- または `mud`\n";
const FRENCH: &str = "# Four\n\nAppelez `kiln.fire`, puis `kiln.cool`.\n\n## Argile\n\n- Prenez `glaze`\n- ou `mud`\n";

fn project() -> Project {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    project.write("en/kiln.md", ENGLISH);
    project.write("ja/kiln.md", JAPANESE);
    project.write("fr/kiln.md", FRENCH);
    project
}

fn uri(project: &Project, path: &str) -> String {
    let path = project.at(path).replace('\\', "/");
    format!("file://{}{}", if path.starts_with('/') { "" } else { "/" }, path.replace(':', "%3A"))
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().expect("a rule")).collect()
}

/// What stands at the range of a diagnostic.
fn marked<'t>(text: &'t str, diagnostic: &Value) -> &'t str {
    let range = &diagnostic["range"];
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

fn at(uri: &str, text: &str, sought: &str) -> Value {
    json!({"textDocument": {"uri": uri}, "position": position(text, sought)})
}

/// The actions at a place, by title.
fn actions(editor: &mut Editor, uri: &str, place: &Value, only: Option<&str>) -> Vec<(String, Value)> {
    let context = match only {
        Some(only) => json!({"diagnostics": [], "only": [only]}),
        None => json!({"diagnostics": []}),
    };
    let range = json!({"start": place, "end": place});
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    let found = editor.request("textDocument/codeAction", params);
    let found = found.as_array().expect("a list").iter();
    found
        .map(|action| (action["title"].as_str().expect("a title").to_owned(), action["edit"]["changes"][uri].clone()))
        .collect()
}

#[test]
fn findings_follow_what_is_typed_and_columns_are_those_of_editors() {
    let project = project();
    let mut editor = Editor::new(&project);
    let uri = uri(&project, "ja/kiln.md");
    let found = editor.open(&uri, JAPANESE);
    assert_eq!(codes(&found), ["code-span", "fullwidth-token"], "{found:?}");
    assert_eq!(found.iter().map(|found| marked(JAPANESE, found)).collect::<Vec<_>>(), ["`kiln．fire`", "kiln．fire"]);
    assert_eq!(found[0]["range"]["start"], json!({"line": 2, "character": 9}), "an emoji counts two");
    assert_eq!((&found[0]["source"], &found[0]["severity"]), (&json!("docparity"), &json!(2)));

    let repaired = JAPANESE.replace('．', ".");
    assert_eq!(editor.change(&uri, 2, &repaired), Vec::<Value>::new());
    let worse = repaired.replace("`mud`", "`泥`").replace("\n- ", "\r\n- ");
    let found = editor.change(&uri, 3, &worse);
    assert_eq!((codes(&found), marked(&worse, &found[0])), (vec!["code-span"], "`泥`"));
    // What is not saved is nowhere else.
    assert_eq!(project.read("ja/kiln.md"), JAPANESE.as_bytes());
    editor.end();
}

#[test]
fn a_page_is_held_against_what_is_open_of_its_english_and_its_locales() {
    let project = project();
    let mut editor = Editor::new(&project);
    let (french, english) = (uri(&project, "fr/kiln.md"), uri(&project, "en/kiln.md"));
    assert_eq!(editor.open(&french, FRENCH), Vec::<Value>::new());
    editor.open(&english, ENGLISH);
    editor.change(&english, 2, &ENGLISH.replace("kiln.cool", "kiln.rest"));
    let found = editor.diagnostics(&french, 1);
    assert_eq!(codes(&found), ["code-span"], "{found:?}");
    assert!(found[0]["message"].as_str().expect("a message").contains("`kiln.rest`"), "{found:?}");
    // Closed without being saved, the English is again what is on the disk.
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": english}}));
    assert_eq!(editor.told("textDocument/publishDiagnostics")["uri"], english);
    assert_eq!(editor.diagnostics(&french, 1), Vec::<Value>::new());
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": french}}));
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["diagnostics"]), (&json!(french), &json!([])), "nothing is left of a closed page");
    editor.end();
}

#[test]
fn an_editor_gets_the_repairs_of_fix_and_the_comments_of_ignore() {
    let project = project();
    let mut editor = Editor::new(&project);
    let uri = uri(&project, "ja/kiln.md");
    let found = editor.open(&uri, JAPANESE);
    let place = &found[0]["range"]["start"];
    let offered = actions(&mut editor, &uri, place, None);
    let all = "repair all that can be repaired without reading";
    let edit = |sought: &str| {
        let action = offered.iter().find(|(title, _)| title == sought);
        edited(JAPANESE, &action.unwrap_or_else(|| panic!("no {sought}: {offered:?}")).1)
    };
    let repaired = JAPANESE.replace('．', ".");
    assert_eq!((edit("restore `kiln.fire`"), edit(all)), (repaired.clone(), repaired.clone()));
    let ignored = edit("ignore `code-span` here");
    assert_eq!(ignored, JAPANESE.replace("🔥🔥", "<!-- docparity-ignore code-span: TODO say why -->\n🔥🔥"));
    assert_eq!(codes(&editor.change(&uri, 2, &ignored)), ["fullwidth-token"]);
    assert_eq!(editor.change(&uri, 3, &repaired), Vec::<Value>::new());
    assert_eq!(actions(&mut editor, &uri, place, None), []);

    editor.change(&uri, 4, JAPANESE);
    // Where the pointer only passes, nothing is tried.
    let context = json!({"diagnostics": [], "triggerKind": 2});
    let range = json!({"start": place, "end": place});
    let passing = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    let passing = editor.request("textDocument/codeAction", passing);
    let titles = passing.as_array().expect("a list").iter().map(|action| action["title"].as_str().expect("a title"));
    assert!(titles.into_iter().all(|title| title.starts_with("restore ")), "{passing}");
    let only = actions(&mut editor, &uri, &json!({"line": 0, "character": 0}), Some("source.fixAll"));
    assert_eq!(only.iter().map(|(title, _)| &**title).collect::<Vec<_>>(), [all]);
    editor.end();
}

#[test]
fn the_english_and_the_other_locales_are_at_hand() {
    let project = project();
    let mut editor = Editor::new(&project);
    let uri_of = |path: &str| uri(&project, path);
    let japanese = uri_of("ja/kiln.md");
    editor.open(&japanese, JAPANESE);

    let hover = editor.request("textDocument/hover", at(&japanese, JAPANESE, "kiln．fire"));
    let told = hover["contents"]["value"].as_str().expect("a text");
    assert!(told.starts_with("**code-span** (warning): the code `kiln.fire` was changed"), "{told}");
    assert!(told.contains("To fix it: "), "{told}");
    let quoted = "English (kiln.md:3):\n\n```markdown\nCall `kiln.fire` first, then `kiln.cool`.\n```";
    assert!(told.ends_with(quoted), "{told}");

    let place = at(&japanese, JAPANESE, "mud");
    let english = editor.request("textDocument/definition", place.clone());
    assert_eq!(english["uri"], uri_of("en/kiln.md"));
    assert_eq!(english["range"]["start"]["line"], 7);
    let locales = editor.request("textDocument/implementation", place.clone());
    assert_eq!(locales[0]["uri"], uri_of("fr/kiln.md"));
    let line = offset(FRENCH, &locales[0]["range"]["start"]);
    assert!(FRENCH[line..].starts_with("ou `mud`"), "{locales}");
    assert_eq!(locales.as_array().map(Vec::len), Some(1));
    let mut all = place;
    all["context"] = json!({"includeDeclaration": true});
    assert_eq!(editor.request("textDocument/references", all).as_array().map(Vec::len), Some(2));

    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let params = json!({"textDocument": {"uri": japanese}, "range": whole});
    let hints = editor.request("textDocument/inlayHint", params);
    assert_eq!(hints[0]["label"], "current: made from the English of today");
    assert_eq!(hints[0]["position"], json!({"line": 0, "character": 3}));
    editor.end();
}

#[test]
fn what_changes_on_the_disk_is_seen() {
    let project = project();
    let mut editor = Editor::new(&project);
    assert_eq!(
        editor.told("client/registerCapability")["registrations"][0]["method"],
        "workspace/didChangeWatchedFiles"
    );
    let (french, german) = (uri(&project, "fr/kiln.md"), uri(&project, "de/kiln.md"));
    editor.open(&french, FRENCH);
    // A page that is not in the tree yet is checked as soon as it is saved there.
    let text = FRENCH.replace("kiln.cool", "kiln.kalt");
    project.write("de/kiln.md", &text);
    assert_eq!(codes(&editor.open(&german, &text)), ["code-span"]);
    let changed = |uri: &str, kind: u32| json!({"changes": [{"uri": uri, "type": kind}]});
    project.write("docparity.yaml", "rules: [");
    editor.notify("workspace/didChangeWatchedFiles", changed(&uri(&project, "docparity.yaml"), 2));
    let complaint = editor.told("window/showMessage");
    assert!(complaint["message"].as_str().expect("a text").contains("docparity.yaml:1:"), "{complaint}");
    project.write(
        "docparity.yaml",
        "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\nrules:\n  code-span: off\n",
    );
    editor.notify("workspace/didChangeWatchedFiles", changed(&uri(&project, "docparity.yaml"), 2));
    while !editor.diagnostics(&german, 1).is_empty() {}
    editor.end();
}

#[test]
fn what_is_no_page_or_no_request_is_borne() {
    let project = project();
    project.write("notes.md", "# Notes\n");
    let mut editor = Editor::new(&project);
    let notes = uri(&project, "notes.md");
    assert_eq!(editor.open(&notes, "# Notes\n"), Vec::<Value>::new());
    assert_eq!(editor.request("textDocument/definition", at(&notes, "# Notes\n", "Notes")), Value::Null);
    editor.notify("textDocument/didOpen", json!({"textDocument": {"uri": "untitled:1"}}));
    editor.notify("textDocument/didChange", json!("nonsense"));
    editor.notify("$/setTrace", json!({"value": "off"}));
    let (uri, broken) = (uri(&project, "ja/kiln.md"), "# 窯\n\n`kiln");
    editor.open(&uri, broken);
    let far = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
    editor.request("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": far}));
    actions(&mut editor, &uri, &far, None);
    editor.end();
}
