//! A finding as JSON has it, written and read: with what its rule says of it in words.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize, Serializer};

use super::{Cause, Excerpt, Finding, Fix, Owner, Quote, Related, Severity};
use crate::provenance::Translation;
use crate::rule::Rule;

/// A defect at a place of a file.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename = "Finding", rename_all = "camelCase")]
pub(crate) struct Json<'f> {
    /// The name of the rule.
    pub(crate) rule: Cow<'f, str>,
    /// The family of the rule.
    family: Cow<'f, str>,
    /// How much it matters.
    severity: Severity,
    /// Why the page is wrong.
    cause: Cause,
    /// Who can repair it.
    owner: Owner,
    /// The MQM category, `dimension/type`.
    mqm: Cow<'f, str>,
    /// The locale of the page, as a BCP 47 tag.
    locale: Option<Cow<'f, str>>,
    /// All locales in which the same is said of the English of this page: one repair helps them all. Empty where it is said of
    /// this locale alone.
    #[serde(default)]
    locales: Cow<'f, [String]>,
    /// The file, as the user named it, joined with `/`.
    path: Cow<'f, str>,
    /// What the page is called in every locale.
    page: Cow<'f, str>,
    /// The line where it begins, from 1.
    line: usize,
    /// The column where it begins, in characters from 1.
    column: usize,
    /// The line where it ends.
    end_line: usize,
    /// The column behind its last character.
    end_column: usize,
    /// The offset of the first byte in the file.
    offset: usize,
    /// The length in bytes of the file.
    length: usize,
    /// The anchors from h2 down to the section it stands in, joined by `/`.
    section: Option<Cow<'f, str>>,
    /// The number of the bilingual segment it stands in.
    segment: Option<Cow<'f, str>>,
    /// How the page was translated, where it says so.
    translation: Option<Translation>,
    /// What stands there, for a reader who has not the file at hand.
    text: Option<Cow<'f, Quote>>,
    /// What is wrong, in a sentence. Code is in backticks.
    message: Cow<'f, str>,
    /// What should stand there.
    expected: Option<Cow<'f, str>>,
    /// What stands there.
    found: Option<Cow<'f, str>>,
    /// The same for the same defect, wherever on the page it moves.
    fingerprint: Cow<'f, str>,
    /// Other places that matter.
    related: Cow<'f, [Related]>,
    /// How to repair it, where that is certain.
    fix: Option<Cow<'f, Fix>>,
}

impl<'f> Json<'f> {
    fn of(finding: &'f Finding) -> Self {
        Self {
            rule: finding.rule.name.into(),
            family: finding.rule.family.name().into(),
            severity: finding.severity,
            cause: finding.cause,
            owner: finding.owner,
            mqm: finding.rule.mqm.into(),
            locale: finding.locale.as_deref().map(Cow::Borrowed),
            locales: (&*finding.locales).into(),
            path: (&*finding.path).into(),
            page: (&*finding.page).into(),
            line: finding.line,
            column: finding.column,
            end_line: finding.end_line,
            end_column: finding.end_column,
            offset: finding.offset,
            length: finding.length,
            section: finding.section.as_deref().map(Cow::Borrowed),
            segment: finding.segment.as_deref().map(Cow::Borrowed),
            translation: finding.translation,
            text: finding.text.as_ref().map(Cow::Borrowed),
            message: (&*finding.message).into(),
            expected: finding.expected.as_deref().map(Cow::Borrowed),
            found: finding.found.as_deref().map(Cow::Borrowed),
            fingerprint: (&*finding.fingerprint).into(),
            related: (&*finding.related).into(),
            fix: finding.fix.as_ref().map(Cow::Borrowed),
        }
    }

    /// The finding of the rule, which is named by [`Json::rule`]; without the text around it, which JSON does not have.
    pub(crate) fn of_rule(self, rule: &'static Rule) -> Finding {
        Finding {
            rule,
            severity: self.severity,
            usual: self.severity,
            below: 0,
            cause: self.cause,
            owner: self.owner,
            locale: self.locale.map(Cow::into_owned),
            locales: self.locales.into_owned(),
            path: self.path.into_owned(),
            page: self.page.into_owned(),
            line: self.line,
            column: self.column,
            end_line: self.end_line,
            end_column: self.end_column,
            offset: self.offset,
            length: self.length,
            section: self.section.map(Cow::into_owned),
            segment: self.segment.map(Cow::into_owned),
            translation: self.translation,
            text: self.text.map(Cow::into_owned),
            message: self.message.into_owned(),
            expected: self.expected.map(Cow::into_owned),
            found: self.found.map(Cow::into_owned),
            fingerprint: self.fingerprint.into_owned(),
            related: self.related.into_owned(),
            fix: self.fix.map(Cow::into_owned),
            untranslated: false,
            awaited: None,
            excerpt: Excerpt::default(),
            line_starts: (0, 0),
        }
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json::of(self).serialize(serializer)
    }
}

impl JsonSchema for Finding {
    fn schema_name() -> Cow<'static, str> {
        Json::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Json::json_schema(generator)
    }
}
