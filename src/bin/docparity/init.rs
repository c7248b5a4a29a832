//! `docparity init`.

use std::io::{self, Write};

use docparity::survey::{LocaleSurvey, Survey};
use docparity::tree;

use crate::args;
use crate::{CLEAN, FAILED, Failure, complain, remark};

pub(crate) fn run(args: &args::Init, out: &mut dyn Write) -> Result<u8, Failure> {
    // What is printed overwrites nothing.
    let file = tree::configuration_file(&args.path, args.force || args.dry_run)?;
    let (survey, unread) = tree::survey(&args.path, (args.source.as_deref(), args.locale.as_ref()))?;
    if !unread.is_empty() {
        unread.iter().for_each(|error| complain(error));
        return Ok(FAILED);
    }
    let configuration = survey.configuration();
    if args.dry_run {
        write!(out, "{configuration}")?;
        return Ok(CLEAN);
    }
    print(&survey, out)?;
    out.flush()?;
    tree::write_configuration(&file, &configuration)?;
    remark(&format!("wrote {}", file.display()));
    Ok(CLEAN)
}

fn print(survey: &Survey, out: &mut dyn Write) -> io::Result<()> {
    match &survey.layout {
        Some(layout) => writeln!(
            out,
            "layout   {}{layout}",
            survey.layout_name.map(|name| format!("{name}, ")).unwrap_or_default()
        )?,
        None if !survey.layouts.is_empty() => {
            writeln!(
                out,
                "layout   {} of them, which each run finds: {}",
                survey.layouts.len(),
                survey.layouts.join("; ")
            )?;
        }
        None => writeln!(out, "layout   none that is known; folders that end in a locale's tag name the locale")?,
    }
    match &survey.english {
        Some(english) => writeln!(out, "English  {} ({})", english.folder, pages(english.pages))?,
        None => writeln!(out, "English  no tree found")?,
    }
    if survey.strays > 0 {
        writeln!(out, "other    {} outside the layout", pages(survey.strays))?;
    }
    writeln!(out, "\n{:10}{:>7}{:>9}  provenance", "locale", "pages", "missing")?;
    for locale in &survey.locales {
        let missing = locale.missing.map_or_else(|| "-".to_owned(), |missing| missing.to_string());
        let tag = locale.locale.as_deref().unwrap_or("?");
        writeln!(out, "{tag:10}{:>7}{missing:>9}  {}", locale.pages, provenance(locale))?;
    }
    Ok(())
}

fn pages(count: usize) -> String {
    format!("{count} page{}", if count == 1 { "" } else { "s" })
}

/// The marks of their English that the pages carry; with numbers, where not all pages do.
fn provenance(locale: &LocaleSurvey) -> String {
    let marks = locale.marks.iter().rev().map(|(mark, count)| {
        let name = mark.unwrap_or("none");
        if *count == locale.pages { name.to_owned() } else { format!("{name} ({count})") }
    });
    marks.collect::<Vec<_>>().join(", ")
}
