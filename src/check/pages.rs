//! What is checked: the texts of a page, and what they state.

use serde::Serialize;

use crate::config::Config;
use crate::contract::Contract;
use crate::group::{Around, Cut, Doc, PageGroup, PageText, Setting};
use crate::link::Files;
use crate::locale::Locale;
use crate::provenance::{Origin, Proof, Proofs, Provenance, Raised};

/// What a page states, in each of its readings.
///
/// ```
/// use docparity::{Config, Contracts};
///
/// let page = "## HTTP request\n```http\nGET /parcels\n```\n";
/// let contracts = Contracts::read(page, None, &Config::default());
/// assert_eq!(contracts.source, None, "the page has one reading");
/// assert_eq!(contracts.localized.requests[0].path, "/parcels");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Contracts {
    /// What a reader of the locale sees.
    pub localized: Contract,
    /// The English of a bilingual page.
    pub source: Option<Contract>,
}

impl Contracts {
    /// Takes the contracts from the text of a page. `locale` says whether the heads of its tables are English, where the
    /// page has no English beside it.
    ///
    /// ```
    /// use docparity::{Config, Contracts, Locale};
    ///
    /// let page = "# List parcels\n\n## HTTP request\n```http\nGET /parcels\n```\n";
    /// let contracts = Contracts::read(page, Locale::parse("en-US"), &Config::default());
    /// assert_eq!(contracts.localized.to_string(), "request GET /parcels\n");
    /// ```
    #[must_use]
    pub fn read(text: &str, locale: Option<Locale>, config: &Config) -> Self {
        let file = PageText { locale, ..PageText::new("", "", text) };
        let cut = Cut::new(&file, &config.marks);
        let doc = Doc::new(&cut, Origin::default(), None, setting(config, None));
        Self { localized: doc.localized.contract, source: doc.source.map(|source| source.contract) }
    }
}

/// A page in all its locales, before it is parsed.
///
/// ```
/// use docparity::{Config, GroupText, PageText, check_group};
///
/// let german = PageText::new("de/parcel-list.md", "de", "## HTTP request\n```http\nGET /pakete\n```\n");
/// let english = PageText::new("en/parcel-list.md", "en", "## HTTP request\n```http\nGET /parcels\n```\n");
/// let group = GroupText::new("parcel-list", [german]).with_english(english);
/// let config = Config::read("docparity.yaml".as_ref(), "assume-current: true")?;
/// let outcome = check_group(&group, &config);
/// assert_eq!(outcome.findings[0].message, "the request `GET /pakete` should be `GET /parcels`");
/// # Ok::<(), docparity::Error>(())
/// ```
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct GroupText {
    /// The page in each locale.
    pub files: Vec<PageText>,
    /// The English page of today, from the English tree.
    pub english: Option<PageText>,
}

fn setting<'c>(config: &'c Config, files: Option<&Files>) -> Setting<'c> {
    let dialect = files.map(Files::dialect).unwrap_or_default();
    Setting { profile: &config.profile, terms: &config.terms, dialect }
}

impl GroupText {
    /// A page in the locales of `files`. `key` is what it is called in every locale: for example its path below the folder
    /// of the locale.
    #[must_use]
    pub fn new(key: &str, files: impl IntoIterator<Item = PageText>) -> Self {
        let mut files: Vec<PageText> = files.into_iter().collect();
        files.iter_mut().for_each(|file| key.clone_into(&mut file.key));
        Self { files, ..Self::default() }
    }

    /// The group with its English page of today, from the English tree.
    #[must_use]
    pub fn with_english(self, english: PageText) -> Self {
        Self { english: Some(english), ..self }
    }

    /// Parses the pages and hands the group to `look`.
    pub(crate) fn with_group<T>(&self, config: &Config, look: impl FnOnce(&PageGroup<'_>) -> T) -> T {
        let cuts: Vec<Cut<'_>> = self.files.iter().map(|file| Cut::new(file, &config.marks)).collect();
        let today = self.english.as_ref().map(|file| Cut::new(file, &config.marks));
        let origins = today.as_ref().map(|today| origins(&cuts, today, config, |_, _| Origin::Unsought));
        let tree = Around { has_english: today.is_some(), ..Around::default() };
        let origins = origins.unwrap_or_default();
        let english = EnglishTexts { today: today.as_ref(), origins, ..EnglishTexts::default() };
        look(&parse(&cuts, english, tree, config))
    }
}

/// The English of a page group, before it is parsed.
#[derive(Debug, Default)]
pub struct EnglishTexts<'c> {
    /// The English page of today.
    pub today: Option<&'c Cut<'c>>,
    /// Older English texts of the page.
    pub older: &'c [Cut<'c>],
    /// Where the English of each page is, in the order of the pages; pages behind the end were not looked for.
    pub origins: Vec<Origin>,
    /// The marks that were raised without the translation, in the order of the pages; pages behind the end were not looked at.
    pub raised: Vec<Option<Raised>>,
}

/// Where the English of each page is: it is `today`, where a hash that the page records says so; else it is where `find`
/// finds it, or `today` where `config` takes that for granted.
pub(crate) fn origins(
    cuts: &[Cut<'_>],
    today: &Cut<'_>,
    config: &Config,
    mut find: impl FnMut(&Cut<'_>, &Provenance) -> Origin,
) -> Vec<Origin> {
    let proofs = Proofs::of(&today.file.text.content);
    let origin = |cut: &Cut<'_>| {
        let page = cut.provenance.beside(&today.provenance);
        if proofs.proof(&page).is_some() {
            return Origin::Today(Proof::Hash);
        }
        match find(cut, &page) {
            Origin::Unsought | Origin::Unknown(_) if config.assume_current && page.hash.is_none() => {
                Origin::Today(Proof::Assumed)
            }
            found => found,
        }
    };
    cuts.iter().map(origin).collect()
}

/// Parses the pages of a group, without those of a locale that is not checked.
pub(crate) fn parse<'c>(
    cuts: &'c [Cut<'c>],
    english: EnglishTexts<'c>,
    tree: Around<'c>,
    config: &'c Config,
) -> PageGroup<'c> {
    let setting = setting(config, tree.files);
    let parsed = |cut| Doc::new(cut, Origin::Unsought, None, setting);
    let today = match english.today.map(parsed) {
        Some(page) if page.is_foreign() => Err(page),
        page => Ok(page),
    };
    let proved = today.as_ref().map_or_else(|_| Vec::new(), |_| english.origins);
    let older: Vec<Doc<'_>> = english.older.iter().map(parsed).collect();
    let (mut origins, mut raised) = (proved.into_iter(), english.raised.into_iter());
    let docs = cuts.iter().map(|cut| {
        let origin = origins.next().unwrap_or_default();
        let made_from = match origin {
            Origin::Older(at, _) => older.get(at),
            _ => today.as_ref().ok().and_then(Option::as_ref),
        };
        Doc::new(cut, origin, made_from, setting).with_raised(raised.next().flatten())
    });
    let docs: Vec<Doc<'_>> = docs.filter(|doc| config.locales.allow(doc.locale.as_ref())).collect();
    let key = cuts.first().map_or("", |cut| &*cut.file.key);
    PageGroup::new(key, docs, (today, older), tree)
}
