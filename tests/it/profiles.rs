//! Profiles on the command line: what `docparity.yaml` names is found, and pages of unknown revision are compared when asked.

use crate::support::{Project, Run, docparity};

#[test]
fn a_page_of_unknown_revision_is_compared_when_it_is_assumed_current() {
    let rules = ["--select", "revision-unknown,section-missing", "--fail-on", "info"];
    let case = "fixtures/revision-unknown/no-hash";
    let Run { status, stdout: unknown, .. } = docparity(&[&["check", case], &rules[..]].concat());
    assert_eq!(status, 1);
    assert!(unknown.contains("[revision-unknown]") && !unknown.contains("[section-missing]"), "{unknown}");
    let Run { status, stdout: assumed, .. } = docparity(&[&["check", case, "--assume-current"], &rules[..]].concat());
    assert_eq!(status, 1);
    assert!(!assumed.contains("[revision-unknown]") && assumed.contains("[section-missing]"), "{assumed}");
}

#[test]
fn the_english_tree_tells_what_the_lists_of_a_translation_hold() {
    let Run { status, stdout: facts, .. } = docparity(&["extract", "fixtures/clean/kubernetes-lists/content/zh-cn"]);
    assert_eq!(status, 0);
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
    let project = Project::new();
    project.write("docparity.yaml", "profile:\n  status-line: '^[0-9]+'\n");
    project.write("page.md", "# Kettle\n");
    let stderr = format!(
        "error: {}:2:17: `status-line`: the expression has no group `status`; put `(?<status>…)` around that part\n",
        project.at("docparity.yaml")
    );
    assert_eq!(docparity(&["check", &project.at("page.md")]), Run { status: 2, stdout: String::new(), stderr });
}
