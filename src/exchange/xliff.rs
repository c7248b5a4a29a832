//! XLIFF 2.1 with the ITS module: a file element a page, a quality issue on each defective target.

use std::io::{self, Write};

use super::{ENGLISH, Unit, marked};
use crate::safe::xml as escaped;

/// Writes the units of one locale, with what is said about all of them in the notes of each file.
pub(crate) fn write(units: &[Unit], about: &[String], out: &mut dyn Write) -> io::Result<()> {
    let locale = units.first().map_or("und", |unit| &*unit.locale);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:its=\"http://www.w3.org/2005/11/its\" xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\" version=\"2.1\" its:version=\"2.0\" srcLang=\"{ENGLISH}\" trgLang=\"{}\">",
        escaped(locale)
    )?;
    for (file, units) in (1..).zip(units.chunk_by(|a, b| a.path == b.path)) {
        writeln!(out, "<file id=\"f{file}\" original=\"{}\">", escaped(&units[0].path))?;
        if !about.is_empty() {
            writeln!(out, "<notes>")?;
            about.iter().try_for_each(|line| writeln!(out, "<note category=\"run\">{}</note>", escaped(line)))?;
            writeln!(out, "</notes>")?;
        }
        for (number, unit) in (1..).zip(units) {
            // A number of a segment can repeat on a damaged page; the id of a unit cannot.
            writeln!(out, "<unit id=\"u{number}\" name=\"{}\">", escaped(&unit.segment))?;
            if let Some(proposal) = &unit.proposal {
                writeln!(
                    out,
                    "<mtc:matches><mtc:match ref=\"#s1\" origin=\"docparity\"><source xml:space=\"preserve\">{}</source><target xml:space=\"preserve\">{}</target></mtc:match></mtc:matches>",
                    escaped(&unit.source),
                    escaped(proposal)
                )?;
            }
            if let Some(news) = &unit.news {
                write!(out, "<notes>\n<note category=\"change\">{}</note>\n", escaped(&news.told))?;
                if let Some(older) = &news.older {
                    writeln!(out, "<note category=\"older-source\">{}</note>", escaped(older))?;
                }
                writeln!(out, "</notes>")?;
            }
            let state = match (&unit.news, &*unit.issues) {
                (Some(_), _) => " state=\"initial\" subState=\"docparity:needs-translation\"",
                (None, []) => " state=\"translated\"",
                (None, _) => " state=\"translated\" subState=\"docparity:needs-review\"",
            };
            writeln!(out, "<segment id=\"s1\"{state}>")?;
            writeln!(out, "<source xml:space=\"preserve\">{}</source>", escaped(&unit.source))?;
            write!(out, "<target xml:space=\"preserve\">")?;
            marked::write(unit, out, |number, issue| {
                format!(
                    "<mrk id=\"m{number}\" type=\"its:generic\" its:locQualityIssueType=\"{}\" its:locQualityIssueComment=\"{}\" its:locQualityIssueSeverity=\"{}\">",
                    issue.its_type(),
                    escaped(&issue.message),
                    issue.its
                )
            })?;
            writeln!(out, "</target>\n</segment>\n</unit>")?;
        }
        writeln!(out, "</file>")?;
    }
    writeln!(out, "</xliff>")
}
