//! XLIFF 1.2, for tools that read no newer one: a file element a page, the wrong parts marked, notes, and proposals.

use std::io::{self, Write};

use super::{ENGLISH, Unit, marked};
use crate::safe::xml as escaped;

/// Writes the units, with what is said about all of them in the header of each file.
pub(crate) fn write(units: &[Unit], about: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">")?;
    if units.is_empty() {
        writeln!(out, "<file original=\"\" source-language=\"{ENGLISH}\" datatype=\"x-markdown\">\n<body/>\n</file>")?;
    }
    for units in units.chunk_by(|a, b| (&a.path, &a.locale) == (&b.path, &b.locale)) {
        writeln!(
            out,
            "<file original=\"{}\" source-language=\"{ENGLISH}\" target-language=\"{}\" datatype=\"x-markdown\">",
            escaped(&units[0].path),
            escaped(&units[0].locale)
        )?;
        if !about.is_empty() {
            writeln!(out, "<header>")?;
            about.iter().try_for_each(|line| writeln!(out, "<note from=\"docparity\">{}</note>", escaped(line)))?;
            writeln!(out, "</header>")?;
        }
        writeln!(out, "<body>")?;
        for (number, one) in (1..).zip(units) {
            unit(one, number, out)?;
        }
        writeln!(out, "</body>\n</file>")?;
    }
    writeln!(out, "</xliff>")
}

fn unit(unit: &Unit, number: usize, out: &mut dyn Write) -> io::Result<()> {
    // A number of a segment can repeat on a damaged page; the id of a unit cannot.
    writeln!(out, "<trans-unit id=\"u{number}\" resname=\"{}\" xml:space=\"preserve\">", escaped(&unit.segment))?;
    writeln!(out, "<source>{}</source>", escaped(&unit.source))?;
    let state = match (&unit.news, &*unit.issues) {
        (Some(_), _) if unit.target.is_empty() => "needs-translation",
        (Some(_), _) => "needs-adaptation",
        (None, []) => "translated",
        (None, _) => "needs-review-translation",
    };
    write!(out, "<target state=\"{state}\">")?;
    // A number of its own would be that of a part of the source.
    marked::write(unit, out, |_, issue| {
        format!("<mrk mtype=\"x-{}\" comment=\"{}\">", issue.rule, escaped(&issue.message))
    })?;
    writeln!(out, "</target>")?;
    for issue in &unit.issues {
        let told = format!("{} ({}, {}): {}", issue.rule, issue.category, issue.severity, issue.message);
        writeln!(out, "<note from=\"docparity\" annotates=\"target\">{}</note>", escaped(&told))?;
    }
    if let Some(news) = &unit.news {
        writeln!(out, "<note from=\"docparity\" annotates=\"source\">{}</note>", escaped(&news.told))?;
        if let Some(older) = news.older.as_ref().filter(|_| !unit.target.is_empty()) {
            writeln!(
                out,
                "<alt-trans alttranstype=\"previous-version\" origin=\"docparity\">\n<source>{}</source>\n<target>{}</target>\n</alt-trans>",
                escaped(older),
                escaped(&unit.target)
            )?;
        }
    }
    if let Some(proposal) = &unit.proposal {
        writeln!(
            out,
            "<alt-trans alttranstype=\"proposal\" origin=\"docparity\">\n<source>{}</source>\n<target>{}</target>\n</alt-trans>",
            escaped(&unit.source),
            escaped(proposal)
        )?;
    }
    writeln!(out, "</trans-unit>")
}
