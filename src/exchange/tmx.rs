//! Translation Memory eXchange 1.4b.

use std::io::{self, Write};

use super::{ENGLISH, Unit};
use crate::safe::xml as escaped;

pub(super) fn write(units: &[Unit], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">")?;
    writeln!(
        out,
        "<header creationtool=\"docparity\" creationtoolversion=\"{}\" segtype=\"block\" o-tmf=\"docparity\" adminlang=\"en\" srclang=\"{ENGLISH}\" datatype=\"plaintext\"/>\n<body>",
        env!("CARGO_PKG_VERSION")
    )?;
    for unit in units {
        writeln!(out, "<tu tuid=\"{}\">", escaped(&format!("{}#{}", unit.path, unit.segment)))?;
        for issue in &unit.issues {
            let note = format!("{} ({}, {}): {}", issue.rule, issue.category, issue.severity, issue.message);
            writeln!(out, "<note>{}</note>", escaped(&note))?;
        }
        writeln!(out, "<prop type=\"x-file\">{}</prop>", escaped(&unit.path))?;
        writeln!(out, "<prop type=\"x-segment\">{}</prop>", escaped(&unit.segment))?;
        for (locale, text) in [(ENGLISH, &unit.source), (&*unit.locale, &unit.target)] {
            writeln!(out, "<tuv xml:lang=\"{}\"><seg>{}</seg></tuv>", escaped(locale), escaped(text))?;
        }
        writeln!(out, "</tu>")?;
    }
    writeln!(out, "</body>\n</tmx>")
}
