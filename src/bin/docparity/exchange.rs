//! `docparity segments` and `docparity glossary`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use docparity::error::Error;
use docparity::glossary::Glossary;
use docparity::tree;

use crate::args::{self, Segments};
use crate::{CLEAN, FAILED, Failure, complain};

pub(crate) fn segments(args: &Segments, out: &mut dyn Write) -> Result<u8, Failure> {
    let (mut units, mut errors) = tree::segments(&args.paths, &args.configuration.read(&args.paths)?)?;
    if let Some(locale) = &args.locale {
        units.retain(|unit| unit.locale.eq_ignore_ascii_case(locale));
    }
    let locales: BTreeSet<&str> = units.iter().map(|unit| &*unit.locale).collect();
    if args.format.one_locale && locales.len() > 1 {
        let locales: Vec<&str> = locales.into_iter().collect();
        let message = format!(
            "--format {}: a file holds one locale, and there are {}; choose one with --locale",
            args.format.name,
            locales.join(", ")
        );
        return Err(Error::Usage(message).into());
    }
    if args.only_defective {
        units.retain(|unit| !unit.issues.is_empty());
    }
    write(args.output.as_deref(), &mut errors, out, |out| args.format.write(&units, out))?;
    errors.iter().for_each(|error| complain(error));
    Ok(if errors.is_empty() { CLEAN } else { FAILED })
}

pub(crate) fn glossary(args: &args::Glossary, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut glossary = Glossary::default();
    let mut errors = Vec::new();
    for extract in tree::extract(&args.paths, &args.configuration.read(&args.paths)?)? {
        match extract {
            Ok(extract) => {
                let locale = extract.locale.as_deref();
                let is_english = locale.is_some_and(|locale| locale == "en" || locale.starts_with("en-"));
                match &extract.source {
                    Some(source) => glossary.add(source),
                    None if is_english => glossary.add(&extract.localized),
                    None => {}
                }
                glossary.locales.extend(locale.filter(|_| !is_english).map(str::to_owned));
            }
            Err(error) => errors.push(error),
        }
    }
    write(args.output.as_deref(), &mut errors, out, |out| args.format.write(&glossary, out))?;
    errors.iter().for_each(|error| complain(error));
    Ok(if errors.is_empty() { CLEAN } else { FAILED })
}

/// Writes to a file, or to stdout.
fn write(
    file: Option<&Path>,
    errors: &mut Vec<Error>,
    out: &mut dyn Write,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match file {
        Some(file) => errors.extend(tree::write(file, content).err()),
        None => {
            content(out)?;
            out.flush()?;
        }
    }
    Ok(())
}
