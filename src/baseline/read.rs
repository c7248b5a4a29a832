//! Reads a baseline: as it is written, and as people and merges leave it.

use std::collections::HashMap;
use std::path::Path;

use super::terms::{ASSIGNEE, DECIDED, REASON, STATUS, UNTIL};
use super::write::{HEAD, PAGES, PATTERNS, VERSION};
use super::{Baseline, Date, Pattern, Terms};
use crate::check::Status;
use crate::error::Error;

impl Baseline {
    /// Reads a baseline. `path` is named in messages. Blank lines, comments, the width of blanks and the numbers of the
    /// patterns do not count, and what stands there twice, as after a merge, counts once.
    ///
    /// # Errors
    ///
    /// The text is no baseline. The message names path, line and column.
    pub fn read(path: &Path, text: &str) -> Result<Self, Error> {
        let invalid = |Wrong { line, column, message }| Error::invalid(path, (line, column), message);
        Reader::default().read(text).map_err(invalid)
    }
}

/// Why a text is no baseline.
struct Wrong {
    line: usize,
    column: usize,
    message: String,
}

#[derive(Default)]
struct Reader {
    baseline: Baseline,
    /// The pattern that each label stands for, with what was decided of it.
    labels: HashMap<String, (Pattern, Option<Terms>)>,
    /// The terms of the patterns of which nothing was decided.
    undecided: HashMap<Pattern, Terms>,
    part: Part,
    /// The folder that the next pages stand in, with a `/` at its end.
    folder: String,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Part {
    #[default]
    Head,
    None,
    Patterns,
    Pages,
}

impl Reader {
    fn read(mut self, text: &str) -> Result<Baseline, Wrong> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (at, line) in text.lines().enumerate() {
            let mut line = Line { number: at + 1, text: line, at: 0 };
            if line.is_over() {
                continue;
            }
            if let Some(marker) =
                ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().find(|it| line.text.starts_with(**it))
            {
                return Err(line.wrong(format!("`{marker}` is left over from a merge conflict")));
            }
            match (self.part, line.word()) {
                (Part::Head, Some(HEAD)) => self.head(&mut line)?,
                (Part::Head, _) => {
                    line.at = 0;
                    return Err(line.wrong(format!("this is no baseline: one begins with `{HEAD} {VERSION}`")));
                }
                (_, Some(PATTERNS)) => self.part = Part::Patterns,
                (_, Some(PAGES)) => self.part = Part::Pages,
                (Part::None, _) => {
                    line.at = 0;
                    return Err(line.wrong(format!("`{PATTERNS}` is missing before this line")));
                }
                (Part::Patterns, _) => {
                    line.at = 0;
                    self.pattern(&mut line)?;
                }
                (Part::Pages, _) => {
                    line.at = 0;
                    self.page(&mut line)?;
                }
            }
        }
        if self.part == Part::Head {
            let message = format!("this file is empty; a baseline begins with `{HEAD} {VERSION}`");
            return Err(Wrong { line: 1, column: 1, message });
        }
        Ok(self.baseline)
    }

    fn head(&mut self, line: &mut Line<'_>) -> Result<(), Wrong> {
        line.skip();
        let start = line.at;
        if line.word() != Some(VERSION) {
            line.at = start;
            return Err(line.wrong(format!("this docparity reads version {VERSION} of the baseline")));
        }
        self.part = Part::None;
        Ok(())
    }

    /// `NUMBER LABEL RULE LOCALE EXPECTED → FOUND`, then what [`Line::terms`] reads.
    fn pattern(&mut self, line: &mut Line<'_>) -> Result<(), Wrong> {
        let number = line.needed("the number of findings")?;
        if number.parse::<usize>().is_err() {
            line.at -= number.len();
            return Err(line.wrong(format!("`{number}` is no number of findings")));
        }
        let label = line.needed("the label of the pattern")?.to_owned();
        let start = line.at - label.len();
        let rule = line.needed("the name of the rule")?.to_owned();
        let locale = line.needed("the locale, or `-`")?;
        let locale = (locale != "-").then(|| locale.to_owned());
        let expected = line.quoted("what was expected, in quotes, or `-`")?;
        let arrow = line.needed("`→`")?;
        if arrow != "→" && arrow != "->" {
            line.at -= arrow.len();
            return Err(
                line.wrong(format!("`→` is wanted here, between what was expected and what was found, not `{arrow}`"))
            );
        }
        let found = line.quoted("what was found, in quotes, or `-`")?;
        let pattern = Pattern { rule, locale, expected, found };
        let terms = line.terms()?;
        if self.labels.get(&label).is_some_and(|(known, _)| *known != pattern) {
            line.at = start;
            return Err(line.wrong(format!("another pattern has the label `{label}`; labels can be any words")));
        }
        let decided = terms.status.is_some();
        if !decided {
            let known = self.undecided.entry(pattern.clone()).or_default();
            *known = std::mem::take(known).or(terms.clone());
        }
        self.labels.insert(label, (pattern, decided.then_some(terms)));
        Ok(())
    }

    /// `FOLDER/`, or `PAGE LABEL…`. A label that stands for nothing is one whose pattern was deleted.
    fn page(&mut self, line: &mut Line<'_>) -> Result<(), Wrong> {
        let name = line.name("the name of a page")?;
        if name.ends_with('/') {
            self.folder = if name == "./" { String::new() } else { name };
            return if line.is_over() {
                Ok(())
            } else {
                Err(line.wrong("a folder stands alone in its line".to_owned()))
            };
        }
        let key = format!("{}{name}", self.folder);
        while !line.is_over() {
            let word = line.needed("a label")?;
            let wrong = |line: &mut Line<'_>, digits: &str, behind: usize| {
                line.at -= behind + digits.len();
                line.wrong(format!("`{digits}` is no number of findings"))
            };
            let (counted, ordinals) = word.split_once('#').map_or((word, None), |(word, rest)| (word, Some(rest)));
            let (label, any) = match counted.split_once(['×', '*']) {
                None => (counted, usize::from(ordinals.is_none())),
                Some((label, digits)) => {
                    let behind = word.len() - counted.len();
                    (label, digits.parse().map_err(|_| wrong(line, digits, behind))?)
                }
            };
            let ordinals = ordinals.into_iter().flat_map(|list| list.split(',')).map(|digits| {
                let number = digits.parse::<usize>().ok().filter(|number| *number > 0);
                number.ok_or_else(|| wrong(line, digits, 0))
            });
            let ordinals: Vec<usize> = ordinals.collect::<Result<_, _>>()?;
            let Some((pattern, decided)) = self.labels.get(label).cloned() else { continue };
            let terms = decided.unwrap_or_else(|| self.undecided.get(&pattern).cloned().unwrap_or_default());
            let known = self.baseline.on_page(pattern, terms, &key);
            known.any = any.max(known.any);
            known.ordinals.extend(ordinals);
        }
        self.baseline.drop_empty();
        Ok(())
    }
}

/// A line that is read from left to right.
struct Line<'t> {
    number: usize,
    text: &'t str,
    /// How far it was read, in bytes.
    at: usize,
}

impl<'t> Line<'t> {
    fn skip(&mut self) {
        self.at = self.text.len() - self.text[self.at..].trim_start().len();
    }

    /// Whether nothing follows but a comment.
    fn is_over(&mut self) -> bool {
        self.skip();
        self.at == self.text.len() || self.text[self.at..].starts_with('#')
    }

    fn word(&mut self) -> Option<&'t str> {
        self.skip();
        let word = self.text[self.at..].split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
        self.at += word.len();
        Some(word)
    }

    fn needed(&mut self, what: &str) -> Result<&'t str, Wrong> {
        self.word().ok_or_else(|| self.missing(what))
    }

    /// A text in quotes; `None` for `-`.
    fn quoted(&mut self, what: &str) -> Result<Option<String>, Wrong> {
        self.skip();
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return Err(self.missing(what));
        }
        if !rest.starts_with('"') {
            let start = self.at;
            if self.word() == Some("-") {
                return Ok(None);
            }
            self.at = start;
            return Err(self.missing(what));
        }
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|&(_, c)| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some((end, _)) = end else { return Err(self.wrong("this text has no closing quote".to_owned())) };
        let text = serde_json::from_str(&rest[..=end]);
        let text = text.map_err(|error| self.wrong(format!("this text is no JSON string: {error}")))?;
        self.at += end + 1;
        Ok(Some(text))
    }

    /// A word, or a text in quotes.
    fn name(&mut self, what: &str) -> Result<String, Wrong> {
        self.skip();
        if self.text[self.at..].starts_with('"') {
            return Ok(self.quoted(what)?.unwrap_or_default());
        }
        self.needed(what).map(str::to_owned)
    }

    /// `status: WORD`, `decided: DATE`, `assignee: "NAME"`, `until: DATE` and `reason: TEXT`, each where it stands.
    fn terms(&mut self) -> Result<Terms, Wrong> {
        Ok(Terms {
            status: self.status()?,
            decided: self.date(DECIDED)?,
            assignee: self.after(ASSIGNEE).then(|| self.quoted("a name in quotes")).transpose()?.flatten(),
            until: self.date(UNTIL)?,
            reason: self.reason()?,
        })
    }

    /// Whether `word` comes next; it is read then.
    fn after(&mut self, word: &str) -> bool {
        self.skip();
        let rest = self.text[self.at..].strip_prefix(word);
        self.at = rest.map_or(self.at, |rest| self.text.len() - rest.len());
        rest.is_some()
    }

    fn status(&mut self) -> Result<Option<Status>, Wrong> {
        if !self.after(STATUS) {
            return Ok(None);
        }
        let word = self.needed("a status")?;
        Status::named(word).map(Some).ok_or_else(|| {
            self.at -= word.len();
            let known = Status::ALL.map(Status::word).join(", ");
            self.wrong(format!("`{word}` is no status; there are {known}"))
        })
    }

    fn date(&mut self, name: &str) -> Result<Option<Date>, Wrong> {
        if !self.after(name) {
            return Ok(None);
        }
        let word = self.needed("a date")?;
        Date::parse(word).map(Some).ok_or_else(|| {
            self.at -= word.len();
            self.wrong(format!("`{word}` is no date; write it like `2027-01-31`"))
        })
    }

    /// The rest of the line. Nothing else may stand there.
    fn reason(&mut self) -> Result<Option<String>, Wrong> {
        if self.is_over() {
            return Ok(None);
        }
        match self.text[self.at..].strip_prefix(REASON) {
            Some(reason) => Ok(Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty())),
            None => {
                Err(self.wrong(format!("`{UNTIL}` and `{REASON}` can stand here, in this order, and nothing else")))
            }
        }
    }

    fn missing(&self, what: &str) -> Wrong {
        self.wrong(format!(
            "{what} is missing here; a pattern is written like `2 a1b2c3 header-name de-DE \"Accept\" → \"Annehmen\"`"
        ))
    }

    fn wrong(&self, message: String) -> Wrong {
        let column = self.text[..self.at].chars().count() + 1;
        Wrong { line: self.number, column, message }
    }
}
