//! The objects of the standard, as far as they are written. Their fields are called as in the standard.

use std::borrow::Cow;

use serde::Serialize;

use crate::finding::{Cause, Owner};

#[derive(Serialize)]
pub(super) struct Log<'r> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'r> {
    pub(super) tool: Tool,
    pub(super) invocations: [Invocation; 1],
    pub(super) original_uri_base_ids: BaseIds,
    pub(super) column_kind: &'static str,
    pub(super) results: Vec<Result<'r>>,
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub(super) struct Notification {
    pub(super) level: &'static str,
    pub(super) message: Message<String>,
}

/// What relative URIs start from. Where that is on a machine is left open.
#[derive(Serialize)]
pub(super) struct BaseIds {
    #[serde(rename = "%SRCROOT%")]
    pub(super) root: BaseId,
}

impl BaseIds {
    pub(super) const ROOT: &'static str = "%SRCROOT%";
}

#[derive(Serialize)]
pub(super) struct BaseId {
    pub(super) description: Message<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    pub(super) id: &'static str,
    pub(super) name: String,
    pub(super) short_description: Message<String>,
    pub(super) full_description: Message<String>,
    pub(super) help: Multiformat,
    pub(super) default_configuration: Configuration,
    pub(super) properties: RuleProperties,
}

#[derive(Serialize)]
pub(super) struct Multiformat {
    pub(super) text: String,
    pub(super) markdown: String,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
    pub(super) enabled: bool,
}

/// `tags` and `problem.severity` are what GitHub filters by.
#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub(super) family: &'static str,
    pub(super) mqm: &'static str,
    pub(super) tags: [&'static str; 1],
    #[serde(rename = "problem.severity")]
    pub(super) problem_severity: &'static str,
}

#[derive(Serialize)]
pub(super) struct Message<T> {
    pub(super) text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result<'r> {
    pub(super) rule_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    pub(super) message: Message<Cow<'r, str>>,
    pub(super) locations: [Location<'r>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Location<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline_state: Option<&'static str>,
    pub(super) partial_fingerprints: Fingerprints<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixes: Vec<Fix<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressions: Option<[Suppression<'r>; 1]>,
    pub(super) properties: Properties<'r>,
}

/// Why a result is not reported; `external` means that this is written elsewhere than beside the result.
#[derive(Serialize)]
pub(super) struct Suppression<'r> {
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) justification: Option<&'r str>,
}

#[derive(Serialize)]
pub(super) struct Fingerprints<'r> {
    #[serde(rename = "docparity/v1")]
    pub(super) own: &'r str,
}

#[derive(Serialize)]
pub(super) struct Properties<'r> {
    pub(super) family: &'r str,
    pub(super) mqm: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) locale: Option<&'r str>,
    pub(super) cause: Cause,
    pub(super) owner: Owner,
    pub(super) page: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) section: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) segment: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expected: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) found: Option<&'r str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    pub(super) physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message<&'r str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical {
    pub(super) artifact_location: Artifact,
    pub(super) region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri_base_id: Option<&'static str>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) byte_offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) byte_length: Option<usize>,
}

impl Region {
    /// A range of bytes.
    pub(super) fn bytes(offset: usize, length: usize) -> Self {
        Self { byte_offset: Some(offset), byte_length: Some(length), ..Self::default() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fix<'r> {
    pub(super) description: Message<&'r str>,
    pub(super) artifact_changes: [ArtifactChange<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactChange<'r> {
    pub(super) artifact_location: Artifact,
    pub(super) replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement<'r> {
    pub(super) deleted_region: Region,
    pub(super) inserted_content: ArtifactContent<'r>,
}

#[derive(Serialize)]
pub(super) struct ArtifactContent<'r> {
    pub(super) text: &'r str,
}
