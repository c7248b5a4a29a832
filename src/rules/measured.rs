//! How often a rule was right on real pages. `precision/measure.py` writes the figures.

/// What was found on a corpus of real pages, and what people said of a sample of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The trees, by locale, and the number of findings in each.
    pub findings: Vec<(&'static str, usize)>,
    /// The number of findings that were judged by eye.
    pub judged: usize,
    /// How many of these are defects that somebody should repair.
    pub right: usize,
    /// The same of plain pages of projects that were not looked at before: judged, right.
    pub plain: (usize, usize),
}

/// The figures of a rule; `None` where it found nothing.
#[must_use]
pub fn measured(rule: &str) -> Option<Measured> {
    let mut lines = include_str!("measured.csv").lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next()?;
    let line = lines.find(|line| line.first() == Some(&rule))?;
    let (counts, judgement) = line[1..].split_at(line.len().checked_sub(5)?);
    let number = |text: &&str| text.parse::<usize>().ok();
    Some(Measured {
        findings: head[1..].iter().copied().zip(counts.iter().filter_map(number)).collect(),
        judged: judgement.first().and_then(number)?,
        right: judgement.get(1).and_then(number)?,
        plain: (judgement.get(2).and_then(number)?, judgement.last().and_then(number)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_of_a_rule_and_is_read() {
        for line in include_str!("measured.csv").lines().skip(1) {
            let rule = line.split(',').next().unwrap_or_default();
            assert!(crate::rules::named(rule).is_some(), "{rule}");
            let measured = measured(rule).expect("a line of numbers");
            assert!(measured.right <= measured.judged && measured.findings.len() == 4, "{rule}");
            assert!(measured.plain.1 <= measured.plain.0, "{rule}");
        }
    }
}
