//! The terms of the contracts that nobody may translate.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::contract::Contract;
use crate::exchange::{ENGLISH, said};
use crate::safe::{cell as neutral, xml as escaped};

/// The terms, with the number of pages that each stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    terms: BTreeMap<(&'static str, String), usize>,
    /// The locales that must keep the terms, as BCP 47 tags.
    pub locales: BTreeSet<String>,
}

impl Glossary {
    /// Adds the terms of an English contract.
    pub fn add(&mut self, contract: &Contract) {
        let page: BTreeSet<(&'static str, &str)> = contract.terms().collect();
        for (kind, term) in page {
            *self.terms.entry((kind, term.to_owned())).or_default() += 1;
        }
    }

    /// The terms, by kind and text, with the number of pages that each stands on.
    pub fn terms(&self) -> impl Iterator<Item = (&'static str, &str, usize)> {
        self.terms.iter().map(|((kind, term), pages)| (*kind, &**term, *pages))
    }
}

/// A format for terms.
#[derive(Debug)]
pub struct Format {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub what: &'static str,
    write: fn(&Glossary, &mut dyn Write) -> io::Result<()>,
}

/// All formats for terms.
pub const FORMATS: &[Format] = &[
    Format { name: "csv", what: "One term a row", write: csv },
    Format { name: "tbx", what: "TBX-Basic (ISO 30042:2008), the same term in every locale", write: tbx },
    Format { name: "yaml", what: "The `no-loc` list of a page's front matter", write: yaml },
];

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes the terms.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write(&self, glossary: &Glossary, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(glossary, out)
    }
}

fn csv(glossary: &Glossary, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    rows.write_record(["term", "kind", "pages"]).map_err(said)?;
    for (kind, term, pages) in glossary.terms() {
        rows.write_record([neutral(term.to_owned()), kind.to_owned(), pages.to_string()]).map_err(said)?;
    }
    rows.flush()
}

fn tbx(glossary: &Glossary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<martif type=\"TBX-Basic\" xml:lang=\"en\">")?;
    writeln!(
        out,
        "<martifHeader><fileDesc><sourceDesc><p>Terms of the contracts, learned by docparity: do not translate.</p></sourceDesc></fileDesc></martifHeader>\n<text><body>"
    )?;
    for (number, (kind, term, pages)) in (1..).zip(glossary.terms()) {
        writeln!(out, "<termEntry id=\"t{number}\">")?;
        writeln!(out, "<descrip type=\"subjectField\">{kind}</descrip>")?;
        writeln!(out, "<note>do not translate; on {pages} page{}</note>", if pages == 1 { "" } else { "s" })?;
        for locale in std::iter::once(ENGLISH).chain(glossary.locales.iter().map(String::as_str)) {
            let (locale, term) = (escaped(locale), escaped(term));
            writeln!(out, "<langSet xml:lang=\"{locale}\"><tig><term>{term}</term></tig></langSet>")?;
        }
        writeln!(out, "</termEntry>")?;
    }
    writeln!(out, "</body></text>\n</martif>")
}

fn yaml(glossary: &Glossary, out: &mut dyn Write) -> io::Result<()> {
    let terms: BTreeSet<&str> = glossary.terms().map(|(_, term, _)| term).collect();
    if terms.is_empty() {
        return writeln!(out, "no-loc: []");
    }
    writeln!(out, "no-loc:")?;
    // A string of JSON is one of YAML.
    terms.into_iter().try_for_each(|term| writeln!(out, "  - {}", serde_json::Value::from(term)))
}
