//! The objects of the standard, as far as they are written. Their fields are called as in the standard.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Cause, Owner};
use crate::safe::Unarmed;

/// So many results of a run does code scanning take; it refuses a file with more.
pub(in crate::report) const MOST: usize = 25_000;

#[derive(Serialize)]
pub(in crate::report) struct Log<'r> {
    #[serde(rename = "$schema")]
    pub(in crate::report) schema: &'static str,
    pub(in crate::report) version: &'static str,
    pub(in crate::report) runs: [Run<'r>; 1],
}

impl<'r> Log<'r> {
    /// The log of a run.
    pub(in crate::report) fn new(rules: Vec<Descriptor>, told: Vec<Notification>, results: Vec<Result<'r>>) -> Self {
        let driver = Driver { name: env!("CARGO_PKG_NAME"), semantic_version: env!("CARGO_PKG_VERSION"), rules };
        let root = BaseId { description: Message { text: "The folder that docparity was run in." } };
        Self {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool { driver },
                invocations: [Invocation { execution_successful: true, tool_execution_notifications: told }],
                original_uri_base_ids: BaseIds { root },
                column_kind: "unicodeCodePoints",
                results,
            }],
        }
    }

    pub(in crate::report) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(Unarmed::new(&mut *out), self)?;
        writeln!(out)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Run<'r> {
    pub(in crate::report) tool: Tool,
    pub(in crate::report) invocations: [Invocation; 1],
    pub(in crate::report) original_uri_base_ids: BaseIds,
    pub(in crate::report) column_kind: &'static str,
    pub(in crate::report) results: Vec<Result<'r>>,
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Invocation {
    pub(in crate::report) execution_successful: bool,
    pub(in crate::report) tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub(in crate::report) struct Notification {
    pub(in crate::report) level: &'static str,
    pub(in crate::report) message: Message<String>,
}

/// What relative URIs start from. Where that is on a machine is left open.
#[derive(Serialize)]
pub(in crate::report) struct BaseIds {
    #[serde(rename = "%SRCROOT%")]
    pub(in crate::report) root: BaseId,
}

impl BaseIds {
    pub(in crate::report) const ROOT: &'static str = "%SRCROOT%";
}

#[derive(Serialize)]
pub(in crate::report) struct BaseId {
    pub(in crate::report) description: Message<&'static str>,
}

#[derive(Serialize)]
pub(in crate::report) struct Tool {
    pub(in crate::report) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Driver {
    pub(in crate::report) name: &'static str,
    pub(in crate::report) semantic_version: &'static str,
    pub(in crate::report) rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Descriptor {
    pub(in crate::report) id: &'static str,
    pub(in crate::report) name: String,
    pub(in crate::report) short_description: Message<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) full_description: Option<Message<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) help: Option<Multiformat>,
    pub(in crate::report) default_configuration: Configuration,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) properties: Option<RuleProperties>,
}

#[derive(Serialize)]
pub(in crate::report) struct Multiformat {
    pub(in crate::report) text: String,
    pub(in crate::report) markdown: String,
}

#[derive(Serialize)]
pub(in crate::report) struct Configuration {
    pub(in crate::report) level: &'static str,
    pub(in crate::report) enabled: bool,
}

/// `tags` and `problem.severity` are what GitHub filters by.
#[derive(Serialize)]
pub(in crate::report) struct RuleProperties {
    pub(in crate::report) family: &'static str,
    pub(in crate::report) mqm: &'static str,
    pub(in crate::report) tags: [&'static str; 1],
    #[serde(rename = "problem.severity")]
    pub(in crate::report) problem_severity: &'static str,
}

#[derive(Serialize)]
pub(in crate::report) struct Message<T> {
    pub(in crate::report) text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Result<'r> {
    pub(in crate::report) rule_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) rule_index: Option<usize>,
    pub(in crate::report) level: &'static str,
    pub(in crate::report) message: Message<Cow<'r, str>>,
    pub(in crate::report) locations: [Location<'r>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) related_locations: Vec<Location<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) baseline_state: Option<&'static str>,
    pub(in crate::report) partial_fingerprints: Fingerprints<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) fixes: Vec<Fix<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) suppressions: Option<[Suppression<'r>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) properties: Option<Properties<'r>>,
}

/// Why a result is not reported; `external` means that this is written elsewhere than beside the result.
#[derive(Serialize)]
pub(in crate::report) struct Suppression<'r> {
    pub(in crate::report) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) justification: Option<&'r str>,
}

#[derive(Serialize)]
pub(in crate::report) struct Fingerprints<'r> {
    #[serde(rename = "docparity/v1")]
    pub(in crate::report) own: Cow<'r, str>,
}

#[derive(Serialize)]
pub(in crate::report) struct Properties<'r> {
    pub(in crate::report) family: &'r str,
    pub(in crate::report) mqm: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) locale: Option<&'r str>,
    pub(in crate::report) cause: Cause,
    pub(in crate::report) owner: Owner,
    pub(in crate::report) page: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) section: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) segment: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) expected: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) found: Option<&'r str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Location<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) id: Option<usize>,
    pub(in crate::report) physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) message: Option<Message<&'r str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Physical {
    pub(in crate::report) artifact_location: Artifact,
    pub(in crate::report) region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Artifact {
    pub(in crate::report) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) uri_base_id: Option<&'static str>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Region {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) byte_offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) byte_length: Option<usize>,
}

impl Region {
    /// A range of bytes.
    pub(in crate::report) fn bytes(offset: usize, length: usize) -> Self {
        Self { byte_offset: Some(offset), byte_length: Some(length), ..Self::default() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Fix<'r> {
    pub(in crate::report) description: Message<&'r str>,
    pub(in crate::report) artifact_changes: [ArtifactChange<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct ArtifactChange<'r> {
    pub(in crate::report) artifact_location: Artifact,
    pub(in crate::report) replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report) struct Replacement<'r> {
    pub(in crate::report) deleted_region: Region,
    pub(in crate::report) inserted_content: ArtifactContent<'r>,
}

#[derive(Serialize)]
pub(in crate::report) struct ArtifactContent<'r> {
    pub(in crate::report) text: &'r str,
}
