//! XLIFF 2.1 with the ITS module: a file element a page, a quality issue on each defective target.

use std::io::{self, Write};

use super::{ENGLISH, Unit};
use crate::safe::xml as escaped;

pub(super) fn write(units: &[Unit], out: &mut dyn Write) -> io::Result<()> {
    let locale = units.first().map_or("und", |unit| &*unit.locale);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:its=\"http://www.w3.org/2005/11/its\" version=\"2.1\" its:version=\"2.0\" srcLang=\"{ENGLISH}\" trgLang=\"{}\">",
        escaped(locale)
    )?;
    for (file, units) in (1..).zip(units.chunk_by(|a, b| a.path == b.path)) {
        writeln!(out, "<file id=\"f{file}\" original=\"{}\">", escaped(&units[0].path))?;
        for (number, unit) in (1..).zip(units) {
            // A number of a segment can repeat on a damaged page; the id of a unit cannot.
            writeln!(out, "<unit id=\"u{number}\" name=\"{}\">", escaped(&unit.segment))?;
            if let Some(news) = &unit.news {
                write!(out, "<notes>\n<note category=\"change\">{}</note>\n", escaped(&news.told))?;
                if let Some(older) = &news.older {
                    writeln!(out, "<note category=\"older-source\">{}</note>", escaped(older))?;
                }
                writeln!(out, "</notes>")?;
            }
            let state = unit.news.as_ref().map(|_| " state=\"initial\" subState=\"docparity:needs-translation\"");
            writeln!(out, "<segment{}>", state.unwrap_or_default())?;
            writeln!(out, "<source xml:space=\"preserve\">{}</source>", escaped(&unit.source))?;
            write!(out, "<target xml:space=\"preserve\">")?;
            for (number, issue) in (1..).zip(&unit.issues) {
                write!(
                    out,
                    "<mrk id=\"m{number}\" type=\"its:generic\" its:locQualityIssueType=\"{}\" its:locQualityIssueComment=\"{}\" its:locQualityIssueSeverity=\"{}\">",
                    issue.its_type(),
                    escaped(&issue.message),
                    issue.its
                )?;
            }
            let ends = "</mrk>".repeat(unit.issues.len());
            writeln!(out, "{}{ends}</target>\n</segment>\n</unit>", escaped(&unit.target))?;
        }
        writeln!(out, "</file>")?;
    }
    writeln!(out, "</xliff>")
}
