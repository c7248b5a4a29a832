//! `docparity rules`.

use std::io::Write;

use docparity::error::Error;
use docparity::rule::{Family, Rule};
use docparity::rules;

use crate::args;
use crate::{CLEAN, Failure};

pub(crate) fn run(args: &args::Rules, out: &mut dyn Write) -> Result<u8, Failure> {
    match &args.rule {
        None if args.markdown => reference(out)?,
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
            writeln!(out, "  {:25}{:9}{}{state}", rule.name, rule.severity.name(), rule.what)?;
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
    writeln!(out, "Severity:      {}; {state}", rule.severities())?;
    writeln!(out, "MQM category:  {}", rule.mqm)?;
    writeln!(out)?;
    writeln!(out, "Why it matters: {}.", rule.why)?;
    writeln!(out, "What it lets pass: {}", rule.passes)?;
    writeln!(out, "How to fix it: {}", rule.fix)?;
    if !rule.example.is_empty() {
        writeln!(out, "\nExample:\n")?;
        for line in rule.example.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    writeln!(out, "\n{}", configure(rule))?;
    if let Some(measured) = measured(rule) {
        writeln!(out, "{measured}")?;
    }
    Ok(())
}

/// How to change its level, for one run and for a project.
fn configure(rule: &Rule) -> String {
    let name = rule.name;
    let (level, flag) = if rule.on { ("off", "--ignore") } else { (rule.severity.name(), "--select") };
    format!("Configure: `{name}: {level}` below `rules:` in docparity.yaml, or `{flag} {name}` for one run.")
}

/// How often it was right.
fn measured(rule: &Rule) -> Option<String> {
    let measured = rules::measured(rule.name)?;
    let (plain, plain_right) = measured.plain;
    if measured.judged + plain == 0 {
        return None;
    }
    let found: Vec<String> = measured.findings.iter().map(|(tree, count)| format!("{count} in {tree}")).collect();
    let found = found.join(", ");
    let (right, judged) = (measured.right, measured.judged);
    let share = |right: usize, judged: usize| 100 * right / judged.max(1);
    let mut said = Vec::new();
    if judged > 0 {
        said.push(format!("of {judged} judged by eye {right} were right ({} %)", share(right, judged)));
    }
    if plain > 0 {
        said.push(format!(
            "of {plain} on plain pages of other projects {plain_right} ({} %)",
            share(plain_right, plain)
        ));
    }
    Some(format!("Measured: {found}; {}.", said.join(", ")))
}

/// The whole reference, as it stands in `docs/rules.md`. The heading of a rule is its anchor.
fn reference(out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "# Rules\n")?;
    writeln!(
        out,
        "What each rule reports, why, what it lets pass, and how often it was right on real pages. `docparity rules RULE` \
         prints the same. This page is made from the rules: `UPDATE_DOCS=1 cargo test` writes it.\n"
    )?;
    writeln!(
        out,
        "Measured are {TREES}. Findings were drawn at random and judged by eye: right is what a docs engineer would be glad \
         of. `precision/measure.py` recomputes the figures.\n"
    )?;
    for family in Family::ALL {
        let links = rules::all().filter(|rule| rule.family == family).map(|rule| format!("[{0}](#{0})", rule.name));
        writeln!(out, "* **{}**: {}", family.name(), links.collect::<Vec<_>>().join(", "))?;
    }
    for rule in Family::ALL.iter().flat_map(|family| rules::all().filter(|rule| rule.family == *family)) {
        let state = if rule.on { "on" } else { "off" };
        writeln!(out, "\n## {}\n\n{}\n", rule.name, rule.what)?;
        writeln!(out, "*{}; {}; {state} by default; MQM {}*\n", rule.family.name(), rule.severities(), rule.mqm)?;
        writeln!(out, "**Why it matters**: {}.\n", rule.why)?;
        writeln!(out, "**What it lets pass**: {}\n", rule.passes)?;
        writeln!(out, "**How to fix it**: {}\n", rule.fix)?;
        if !rule.example.is_empty() {
            writeln!(out, "````diff\n{}\n````\n", rule.example)?;
        }
        writeln!(out, "{}", configure(rule))?;
        if let Some(measured) = measured(rule) {
            writeln!(out, "{measured}")?;
        }
    }
    Ok(())
}

/// The pages that the figures are of.
const TREES: &str = "bilingual pages of an API reference in de-DE, es-ES and ja-JP (26,707 files, the English beside each \
    sentence), and `plain`, a course in eight locales without it (736 files)";
