//! `docparity segments` and `docparity glossary`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use docparity::error::Error;
use docparity::exchange::Format;
use docparity::glossary::Glossary;
use docparity::tree;

use crate::args::{self, Segments};
use crate::projects::{Seen, each, extracts, may_report};
use crate::{CLEAN, FAILED, Failure, complain, shown};

pub(crate) fn segments(args: &Segments, out: &mut dyn Write) -> Result<u8, Failure> {
    let projects = args.configuration.projects(&args.paths)?;
    args.output.iter().try_for_each(|file| may_report(file, false, &projects))?;
    let Seen { done, failed } = each(&projects, false, |project| tree::segments(&project.paths, &project.config))?;
    let (mut units, mut errors) = (Vec::new(), failed);
    for (_, (mut of_project, mut unread)) in done {
        units.append(&mut of_project);
        errors.append(&mut unread);
    }
    if let Some(locale) = &args.locale {
        units.retain(|unit| unit.locale.eq_ignore_ascii_case(locale));
    }
    has_one_locale(args.format, units.iter().map(|unit| &*unit.locale))?;
    if args.only_defective {
        units.retain(|unit| !unit.issues.is_empty());
    }
    write(args.output.as_deref(), &mut errors, out, |out| args.format.write(&units, out))?;
    errors.iter().for_each(|error| complain(error));
    Ok(if errors.is_empty() { CLEAN } else { FAILED })
}

pub(crate) fn glossary(args: &args::Glossary, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut glossary = Glossary::default();
    let projects = args.configuration.projects(&args.paths)?;
    args.output.iter().try_for_each(|file| may_report(file, false, &projects))?;
    let (extracts, mut errors) = extracts(&projects, false)?;
    for extract in &extracts {
        let locale = extract.locale.as_deref();
        let is_english = locale.is_some_and(|locale| locale == "en" || locale.starts_with("en-"));
        match &extract.source {
            Some(source) => glossary.add(source),
            None if is_english => glossary.add(&extract.localized),
            None => {}
        }
        glossary.locales.extend(locale.filter(|_| !is_english).map(str::to_owned));
    }
    write(args.output.as_deref(), &mut errors, out, |out| args.format.write(&glossary, out))?;
    errors.iter().for_each(|error| complain(error));
    Ok(if errors.is_empty() { CLEAN } else { FAILED })
}

/// # Errors
///
/// A file of the format holds one locale, and there are several.
pub(crate) fn has_one_locale<'l>(format: &Format, locales: impl Iterator<Item = &'l str>) -> Result<(), Error> {
    let locales: BTreeSet<&str> = locales.collect();
    if !format.one_locale || locales.len() < 2 {
        return Ok(());
    }
    let (name, locales) = (format.name, locales.into_iter().collect::<Vec<_>>().join(", "));
    let message =
        format!("--format {name}: a file holds one locale, and there are {locales}; choose one with --locale");
    Err(Error::Usage(message))
}

/// Writes to a file, or to stdout.
pub(crate) fn write(
    file: Option<&Path>,
    errors: &mut Vec<Error>,
    out: &mut dyn Write,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    match file {
        Some(file) => errors.extend(tree::write(file, content).err()),
        None => shown::write(out, content)?,
    }
    Ok(())
}
