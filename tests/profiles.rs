//! Profiles on the command line: what `docparity.yaml` names is found, and pages of unknown revision are compared when asked.

use std::process::Command;

/// Status, stdout and stderr of the program in the folder of the package.
fn docparity(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_docparity"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the tool runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_page_of_unknown_revision_is_compared_when_it_is_assumed_current() {
    let rules = ["--select", "revision-unknown,section-missing", "--fail-on", "info"];
    let case = "fixtures/revision-unknown/no-hash";
    let (status, unknown, _) = docparity(&[&["check", case], &rules[..]].concat());
    assert_eq!(status, Some(1));
    assert!(unknown.contains("[revision-unknown]") && !unknown.contains("[section-missing]"), "{unknown}");
    let (status, assumed, _) = docparity(&[&["check", case, "--assume-current"], &rules[..]].concat());
    assert_eq!(status, Some(1));
    assert!(!assumed.contains("[revision-unknown]") && assumed.contains("[section-missing]"), "{assumed}");
}

#[test]
fn the_english_tree_tells_what_the_lists_of_a_translation_hold() {
    let (status, facts, _) = docparity(&["extract", "fixtures/clean/kubernetes-lists/content/zh-cn"]);
    assert_eq!(status, Some(0));
    insta::assert_snapshot!(facts, @r"
    # fixtures/clean/kubernetes-lists/content/zh-cn/kitchen/kettle-v1.md (zh-CN)
    field apiVersion
    field metadata: ObjectMeta
    field spec.maxTemperature: int32
    field spec: KettleSpec
    parameter body: DeleteOptions
    parameter name: string
    parameter name: string
    parameter namespace: string
    parameter pretty: string
    request DELETE /apis/kitchen/v1/namespaces/{namespace}/kettles/{name}
    request GET /apis/kitchen/v1/namespaces/{namespace}/kettles/{name}
    response 200 OK
    response 200 OK
    response 202 已接受
    response 401 未授权
    response 401 未授权
    ");
}

#[test]
fn a_wrong_profile_ends_the_run_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("docparity.yaml"), "profile:\n  status-line: '^[0-9]+'\n").expect("writable");
    std::fs::write(path("page.md"), "# Kettle\n").expect("writable");
    let expected = format!(
        "error: {}:2:17: `status-line`: the expression has no group `status`; put `(?<status>…)` around that part\n",
        path("docparity.yaml")
    );
    assert_eq!(docparity(&["check", &path("page.md")]), (Some(2), String::new(), expected));
}
