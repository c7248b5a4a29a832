//! `docparity rules`.

use std::io::Write;

use docparity::error::Error;
use docparity::rule::{Family, Rule};
use docparity::rules;

use crate::args;
use crate::{CLEAN, Failure};

pub(crate) fn run(args: &args::Rules, out: &mut dyn Write) -> Result<u8, Failure> {
    match &args.rule {
        None => list(out)?,
        Some(name) => {
            let rule = rules::named(name).ok_or_else(|| Error::Usage(rules::unknown(name)))?;
            explain(rule, out)?;
        }
    }
    Ok(CLEAN)
}

fn list(out: &mut dyn Write) -> std::io::Result<()> {
    for family in Family::ALL {
        writeln!(out, "{}", family.name())?;
        for rule in rules::all().filter(|rule| rule.family == family) {
            let state = if rule.on { "" } else { " [off by default]" };
            writeln!(out, "  {:22}{:9}{}{state}", rule.name, rule.severity.name(), rule.what)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn explain(rule: &Rule, out: &mut dyn Write) -> std::io::Result<()> {
    let state = if rule.on { "on by default" } else { "off by default" };
    writeln!(out, "{}: {}", rule.name, rule.what)?;
    writeln!(out)?;
    writeln!(out, "Family:        {}", rule.family.name())?;
    writeln!(out, "Severity:      {}, {state}", rule.severity.name())?;
    writeln!(out, "MQM category:  {}", rule.mqm)?;
    writeln!(out)?;
    writeln!(out, "Why it matters: {}.", rule.why)?;
    writeln!(out, "What it lets pass: {}", rule.passes)?;
    writeln!(out, "How to fix it: {}", rule.fix)?;
    Ok(())
}
