//! What a rule says about a page.

mod awaited;
mod fold;
mod json;
mod room;
#[cfg(feature = "cli")]
mod repair;

use std::collections::{BTreeSet, HashMap};

#[doc(hidden)]
pub use awaited::Awaited;
pub(crate) use awaited::Reached;
#[doc(hidden)]
pub use fold::{Fold, Mangling};
pub(crate) use json::Json;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use repair::{repaired, wrong_part};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use crate::provenance::Translation;
use crate::rule::Rule;
pub use crate::rule::Severity;
use crate::text::hex;

/// Why a page is wrong.
///
/// ```
/// assert_eq!(docparity::Cause::Translation.name(), "translation");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Cause {
    /// The translation differs from the English it was made from.
    Translation,
    /// The page was made from an older English.
    Stale,
    /// The English itself is wrong.
    Source,
    /// The file is damaged.
    Damage,
    /// Two places disagree, and nothing says which is right.
    Undecided,
}

/// Who can repair a page.
///
/// ```
/// assert_eq!(docparity::Owner::Vendor.name(), "vendor");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Owner {
    /// The localization vendor, in its translation memory: the page is machine translated.
    Vendor,
    /// The editor of the localized page.
    Editor,
    /// The author of the English page.
    Author,
}

impl Owner {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Vendor, Self::Editor, Self::Author];

    /// The owner of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|owner| owner.name() == name)
    }

    /// The owner's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Editor => "editor",
            Self::Author => "author",
        }
    }
}

impl Cause {
    /// The cause's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Translation => "translation",
            Self::Stale => "stale",
            Self::Source => "source",
            Self::Damage => "damage",
            Self::Undecided => "undecided",
        }
    }
}

/// A defect at a place of a file.
///
/// ```
/// use docparity::{Config, GroupText, PageText, check_group};
///
/// let page = "# <span data-ttu-id=\"a-1\">`GET`</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">`PUT`</span></span>\n";
/// let group = GroupText::new("x", [PageText::new("docs.de-DE/x.md", "de-DE", page)]);
/// let outcome = check_group(&group, &Config::default().choose(&["code-span".to_owned()], &[])?);
/// let finding = &outcome.findings[0];
/// assert_eq!((finding.rule.name, finding.line), ("code-span", 1));
/// assert_eq!(finding.expected.as_deref(), Some("PUT"));
/// # Ok::<(), docparity::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: &'static Rule,
    /// How much it matters.
    pub severity: Severity,
    /// How much one of its rule matters on a page of its kind, where nothing is configured.
    pub(crate) usual: Severity,
    /// How many steps it is below that.
    pub(crate) below: usize,
    /// Why the page is wrong.
    pub cause: Cause,
    /// Who can repair it.
    pub owner: Owner,
    /// The locale of the page, as a BCP 47 tag.
    pub locale: Option<String>,
    /// All locales in which the same is said of the English of this page: one repair helps them all. Empty where it is said of
    /// this locale alone.
    pub locales: Vec<String>,
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// What the page is called in every locale.
    pub page: String,
    /// The line where it begins, from 1.
    pub line: usize,
    /// The column where it begins, in characters from 1.
    pub column: usize,
    /// The line where it ends.
    pub end_line: usize,
    /// The column behind its last character.
    pub end_column: usize,
    /// The offset of the first byte in the file.
    pub offset: usize,
    /// The length in bytes of the file.
    pub length: usize,
    /// The anchors from h2 down to the section it stands in, joined by `/`.
    pub section: Option<String>,
    /// The number of the bilingual segment it stands in.
    pub segment: Option<String>,
    /// How the page was translated, where it says so.
    #[doc(hidden)]
    pub translation: Option<Translation>,
    /// What stands there, for a reader who has not the file at hand.
    pub text: Option<Quote>,
    /// What is wrong, in a sentence. Code is in backticks.
    pub message: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// The same for the same defect, wherever on the page it moves.
    pub fingerprint: String,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// How to repair it, where that is certain.
    pub fix: Option<Fix>,
    /// Whether its text as a whole lacks a translation, so that the usual one of that text helps.
    #[doc(hidden)]
    pub untranslated: bool,
    /// What has to be known of another page before it is one.
    #[doc(hidden)]
    pub awaited: Option<Box<Awaited>>,
    /// The text around it.
    #[doc(hidden)]
    pub excerpt: Excerpt,
    /// The offsets of the first bytes of the lines where it begins and ends, for formats whose columns count bytes.
    #[doc(hidden)]
    pub line_starts: (usize, usize),
}

/// The text that a finding is about.
///
/// ```
/// fn english(quote: &docparity::Quote) -> &str {
///     quote.source.as_deref().unwrap_or(&quote.localized)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The localized half of the segment, or the line around the finding where it stands in no segment.
    pub localized: String,
    /// The English half of the segment.
    pub source: Option<String>,
    /// The offset of the first byte of `localized`, where the file has it as it is quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<usize>,
}

/// Another place that matters for a finding.
///
/// ```
/// fn show(related: &docparity::Related) -> String {
///     format!("{}:{}: {}", related.path, related.line, related.message)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub message: String,
}

/// A repair.
///
/// ```
/// /// Makes the repair in the text of the page.
/// fn repair(fix: &docparity::Fix, page: &mut String) {
///     for edit in fix.edits.iter().rev() {
///         page.replace_range(edit.offset..edit.offset + edit.length, &edit.text);
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether applying it unread could not be wrong.
    pub safe: bool,
    /// The changes to the file in the order of their places, none inside another.
    pub edits: Vec<Edit>,
}

/// A change to a file.
///
/// ```
/// fn apply(edit: &docparity::Edit, page: &mut String) {
///     page.replace_range(edit.offset..edit.offset + edit.length, &edit.text);
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// The offset of the first byte that is replaced.
    pub offset: usize,
    /// The number of bytes that are replaced.
    pub length: usize,
    /// What takes their place.
    pub text: String,
}

/// The text around a finding, without the markup of bilingual pairs, with the finding's place in it.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Excerpt {
    /// One line of text, cut where it is long.
    pub text: String,
    /// Where the finding begins, in bytes of the text.
    pub start: usize,
    /// Where the finding ends, in bytes of the text.
    pub end: usize,
}

impl Finding {
    /// Whether it is an info where nothing is configured.
    pub(crate) fn is_usually_info(&self) -> bool {
        self.usual.lowered(self.below) == Severity::Info
    }

    /// Lowers the finding by as much as makes one of its rule an info where nothing is configured.
    pub(crate) fn doubt(&mut self) {
        self.severity = self.severity.lowered(self.rule.severity.above_info());
    }

    /// What all findings of one pattern share: rule, locale, expected and found text.
    #[doc(hidden)]
    #[must_use]
    pub fn pattern(&self) -> Pattern<'_> {
        (self.rule.name, self.locale.as_deref(), self.expected.as_deref(), self.found.as_deref())
    }

    /// Calls the page as it is called from outside the `folder` of its project. Two projects have pages of the same name.
    pub(crate) fn put_below(&mut self, folder: &str) {
        let before = key(self.pattern(), &self.page);
        let ordinal = (0..MOST_EQUALS).find(|ordinal| fingerprint(&before, *ordinal) == self.fingerprint);
        self.page = format!("{folder}/{}", self.page);
        let after = key(self.pattern(), &self.page);
        self.fingerprint = match ordinal {
            Some(ordinal) => fingerprint(&after, ordinal),
            None => fingerprint(&format!("{after}{}", self.fingerprint), 0),
        };
    }
}

/// Among so many equal findings on a page the place of one is looked for.
const MOST_EQUALS: usize = 100;

/// Sorts the findings of a run by path, offset, rule and message; equal ones by their fingerprints. There may be many: no
/// second list is made.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_unstable_by(|a, b| in_order(a, b).then_with(|| a.fingerprint.cmp(&b.fingerprint)));
}

/// The order of the findings of a run.
pub(crate) fn in_order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (&a.path, a.offset, a.rule.name, &a.message).cmp(&(&b.path, b.offset, b.rule.name, &b.message))
}

/// Sorts the findings of a page group and gives each its fingerprint: a hash of rule, locale, page, expected and found
/// text, and of an ordinal among equals. Lines do not count, so that a fingerprint survives edits elsewhere.
pub(crate) fn settle(findings: &mut [Finding]) {
    findings.sort_by(in_order);
    share(findings);
    let mut equals: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        let key = key(finding.pattern(), &finding.page);
        let ordinal = equals.entry(key.clone()).or_default();
        finding.fingerprint = fingerprint(&key, *ordinal);
        *ordinal += 1;
    }
}

/// Tells each finding about the English of a page in which locales the same is said.
fn share(findings: &mut [Finding]) {
    let is_of_english = |finding: &&Finding| finding.repaired_in().is_none();
    let key = |finding: &Finding| (finding.rule.name, finding.page.clone(), finding.message.clone());
    let mut locales: HashMap<_, BTreeSet<String>> = HashMap::new();
    for finding in findings.iter().filter(is_of_english) {
        locales.entry(key(finding)).or_default().extend(finding.locale.clone());
    }
    for finding in findings.iter_mut().filter(|finding| is_of_english(&&**finding)) {
        let shared = locales.get(&key(finding)).filter(|locales| locales.len() > 1);
        finding.locales = shared.into_iter().flatten().cloned().collect();
    }
}

/// The fingerprints of equal findings on a page, in their order, without an end.
#[cfg(feature = "cli")]
pub(crate) fn fingerprints(pattern: Pattern<'_>, page: &str) -> impl Iterator<Item = String> + use<> {
    let key = key(pattern, page);
    (0..).map(move |ordinal| fingerprint(&key, ordinal))
}

/// Rule, locale, expected and found text.
#[doc(hidden)]
pub type Pattern<'f> = (&'f str, Option<&'f str>, Option<&'f str>, Option<&'f str>);

fn key((rule, locale, expected, found): Pattern<'_>, page: &str) -> String {
    let mut key = String::with_capacity(128);
    for part in [Some(rule), locale, Some(page), expected, found] {
        key.push_str(part.unwrap_or("\u{0}"));
        key.push('\u{1}');
    }
    key
}

fn fingerprint(key: &str, ordinal: usize) -> String {
    let mut digest = Sha1::new_with_prefix(key);
    digest.update(ordinal.to_le_bytes());
    hex(&digest.finalize())
}
