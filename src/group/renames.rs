//! Recognises a page whose name has changed by what it documents.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Coverage, Doc};

/// What a page is recognised by: hashes, so that little is kept of each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Of the documented requests; `None` for a page without any.
    requests: Option<u64>,
    /// Of the title.
    title: u64,
    /// Of the names in its tables; `None` for a page without any.
    names: Option<u64>,
    /// The line of the title.
    line: usize,
}

/// The English pages that a page without an English page may have become.
#[derive(Debug, Default)]
pub struct Renames {
    coverage: Coverage,
    signatures: HashMap<usize, Signature>,
    by_requests: HashMap<u64, Vec<usize>>,
    by_title: HashMap<u64, Vec<usize>>,
}

/// The English page that a page has probably become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renamed<'r> {
    /// The English file, as the user named it, joined with `/`.
    pub path: &'r str,
    /// What the page is called in every locale.
    pub key: &'r str,
    /// The line of its title.
    pub line: usize,
    /// Whether it was recognised by its requests; else by its title and the names in its tables.
    pub by_requests: bool,
}

impl Signature {
    /// Takes the signature of the English that a page carries.
    #[must_use]
    pub fn of(doc: &Doc<'_>) -> Self {
        let view = doc.english();
        let contract = &view.contract;
        let requests: BTreeSet<String> = contract
            .requests
            .iter()
            .map(|request| format!("{} {}", request.method, anonymous(&request.path)))
            .collect();
        let names: Vec<&str> = contract.identifiers.iter().map(|identifier| &*identifier.name).collect();
        let title = view.page.title();
        let line = title.map_or(1, |title| doc.position(view.reading.in_file(title.span).start).0);
        Self {
            requests: (!requests.is_empty()).then(|| hash(&requests)),
            title: hash(&title.map_or_else(String::new, |title| title.title.trim().to_lowercase())),
            names: (!names.is_empty()).then(|| hash(&names)),
            line,
        }
    }
}

impl Renames {
    /// `signatures` are those of the English pages in `coverage` that some locale lacks, with their indexes.
    #[must_use]
    pub fn new(coverage: Coverage, signatures: impl IntoIterator<Item = (usize, Signature)>) -> Self {
        let signatures: HashMap<usize, Signature> = signatures.into_iter().collect();
        let mut renames = Self { coverage, ..Self::default() };
        for page in 0..renames.coverage.pages.len() {
            let Some(signature) = signatures.get(&page) else { continue };
            match signature.requests {
                Some(requests) => renames.by_requests.entry(requests).or_default().push(page),
                None => renames.by_title.entry(signature.title).or_default().push(page),
            }
        }
        Self { signatures, ..renames }
    }

    /// The one English page without a page in the locale of `doc` that documents the same requests; for a page without
    /// requests, that has the same title and the same names in its tables. `None` where two pages do.
    #[must_use]
    pub fn find(&self, doc: &Doc<'_>) -> Option<Renamed<'_>> {
        let locale = doc.file.locale.as_ref()?;
        let own = Signature::of(doc);
        // The title and the names of a plain page are translated.
        let is_bilingual = doc.source.is_some();
        let same = match own.requests {
            Some(requests) => self.by_requests.get(&requests)?,
            None if is_bilingual => self.by_title.get(&own.title)?,
            None => return None,
        };
        let alike = |page: &usize| own.requests.is_some() || self.signatures[page].names == own.names;
        let mut pages: Vec<usize> = same.iter().copied().filter(alike).collect();
        pages.retain(|&page| !self.coverage.pages[page].locales.contains(locale));
        let folder = |key: &str| key.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
        let beside = |page: usize| folder(&doc.file.key).ends_with(&folder(&self.coverage.pages[page].key));
        if pages.len() > 1 && pages.iter().any(|&page| beside(page)) {
            pages.retain(|&page| beside(page));
        }
        if pages.len() > 1 && is_bilingual {
            pages.retain(|page| self.signatures[page].title == own.title);
        }
        let [page] = *pages else { return None };
        let found = &self.coverage.pages[page];
        let line = self.signatures[&page].line;
        Some(Renamed { path: &found.path, key: &found.key, line, by_requests: own.requests.is_some() })
    }
}

/// The path with its placeholders nameless: they are renamed over the years.
fn anonymous(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        text.push_str("{}");
        rest = rest[at..].split_once('}').map_or("", |(_, rest)| rest);
    }
    text + rest
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
