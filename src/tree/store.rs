//! Where snapshots stand: in a folder that mirrors the pages, or all in one file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use walkdir::WalkDir;

use super::list::{joined, names};
use super::open::{self, Bounds, leads_elsewhere};
use super::write::{remove_below, write, write_below};
use crate::config::absolute;
use crate::contract::{Contract, InvalidContract};
use crate::error::Error;
use crate::page::PageFormat;

/// How a snapshot is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapshotFormat {
    /// One fact a line, in a file that ends in `.contract`.
    Text,
    /// YAML, in a file that ends in `.contract.yaml`.
    Yaml,
}

impl SnapshotFormat {
    pub(super) const ALL: [Self; 2] = [Self::Text, Self::Yaml];

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Text => ".contract",
            Self::Yaml => ".contract.yaml",
        }
    }

    fn write(self, contract: &Contract) -> Result<String, Error> {
        match self {
            Self::Text => Ok(contract.to_string()),
            Self::Yaml => serde_yaml::to_string(&contract.sorted())
                .map_err(|error| Error::Usage(format!("a contract cannot be written as YAML: {error}"))),
        }
    }

    /// Reads a snapshot; the path and the number of its first line are named in messages.
    fn read(self, (path, first): (&Path, usize), text: &str) -> Result<Contract, Error> {
        match self {
            Self::Text => text.parse().map_err(|error: InvalidContract| {
                let line = first - 1 + error.line;
                Error::invalid(path, (line, 1), format!("this line states no fact of a contract: `{}`", error.text))
            }),
            Self::Yaml => self.parse((path, first), text),
        }
    }

    fn parse<T: DeserializeOwned>(self, (path, first): (&Path, usize), text: &str) -> Result<T, Error> {
        serde_yaml::from_str(text).map_err(|error| {
            let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
            Error::invalid(path, (first - 1 + line, column), format!("no snapshot: {error}"))
        })
    }
}

/// The snapshots of a folder or a file. They are called by the path of the page without its extension.
pub(super) struct Store {
    at: PathBuf,
    format: SnapshotFormat,
    /// What one file holds.
    single: Option<BTreeMap<String, Section>>,
}

/// A snapshot in a file of many.
struct Section {
    /// The number of its first line, from 1.
    line: usize,
    text: String,
}

/// What becomes of a snapshot.
pub(super) enum Change {
    Write(String),
    Remove,
}

impl Store {
    /// Looks into the file at `at`, if its name is that of one (`.contract`, `.yaml`), or takes it for a folder of snapshots
    /// in `format`.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or a link out of the project leads to it or to the folder.
    pub(super) fn open(at: &Path, format: SnapshotFormat) -> Result<Self, Error> {
        open::stays_in_project(at)?;
        let Some(format) = SnapshotFormat::of_file(at).filter(|_| !at.is_dir()) else {
            return Ok(Self { at: at.to_owned(), format, single: None });
        };
        let folder = at.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let text = read(folder, at)?.unwrap_or_default();
        let single = Some(format.sections(at, &text)?);
        Ok(Self { at: at.to_owned(), format, single })
    }

    /// Where a snapshot stands.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        match self.single {
            Some(_) => self.at.clone(),
            None => self.at.join(format!("{name}{}", self.format.extension())),
        }
    }

    /// Where a snapshot stands, for a reader.
    pub(super) fn shown(&self, name: &str) -> String {
        match self.single {
            Some(_) => format!("{}, {name}", joined(&self.at)),
            None => joined(&self.place(name)),
        }
    }

    /// The text of a snapshot.
    pub(super) fn read(&self, name: &str) -> Result<Option<String>, Error> {
        match &self.single {
            Some(sections) => Ok(sections.get(name).map(|section| section.text.clone())),
            None => read(&self.at, &self.place(name)),
        }
    }

    /// What the text of a snapshot says.
    pub(super) fn contract(&self, name: &str, text: &str) -> Result<Contract, Error> {
        let line = self.single.as_ref().and_then(|sections| sections.get(name)).map_or(1, |section| section.line);
        self.format.read((&self.place(name), line), text)
    }

    /// The contract of a snapshot; `None` where there is none.
    pub(super) fn pinned(&self, name: &str) -> Result<Option<Contract>, Error> {
        self.read(name)?.map(|text| self.contract(name, &text)).transpose()
    }

    /// The text of a snapshot of `contract`.
    pub(super) fn write(&self, contract: &Contract) -> Result<String, Error> {
        self.format.write(contract)
    }

    /// The names of all snapshots below the mirror of a folder.
    pub(super) fn names(&self, mirror: &str) -> Vec<String> {
        if let Some(sections) = &self.single {
            let below = |name: &&String| {
                name.strip_prefix(mirror).is_some_and(|rest| mirror.is_empty() || rest.starts_with('/'))
            };
            return sections.keys().filter(below).cloned().collect();
        }
        let folder = self.at.join(mirror);
        // Also the folder of a walk may be a link.
        if !Bounds::new([&*self.at]).hold(&folder) {
            return Vec::new();
        }
        let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = files.filter(|file| file.file_type().is_file());
        let names = files.filter_map(|file| {
            let below = joined(file.path().strip_prefix(&self.at).ok()?);
            below.strip_suffix(self.format.extension()).map(str::to_owned)
        });
        names.collect()
    }

    /// Makes the changes, by name. What cannot be written is returned.
    pub(super) fn apply(&mut self, changes: Vec<(String, Change)>) -> Vec<Error> {
        if changes.is_empty() {
            return Vec::new();
        }
        let Some(sections) = &mut self.single else {
            let made = changes.into_par_iter().map(|(name, change)| {
                let file = self.place(&name);
                match change {
                    Change::Write(text) => write_below(&self.at, &file, |out| out.write_all(text.as_bytes())),
                    Change::Remove => remove_below(&self.at, &file),
                }
            });
            return made.filter_map(Result::err).collect();
        };
        for (name, change) in changes {
            match change {
                Change::Write(text) => _ = sections.insert(name, Section { line: 1, text }),
                Change::Remove => _ = sections.remove(&name),
            }
        }
        let text = self.format.together(sections);
        write(&self.at, |out| out.write_all(text.as_bytes())).err().into_iter().collect()
    }
}

impl SnapshotFormat {
    /// The format of a file that holds the snapshots of all pages.
    fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "contract" => Some(Self::Text),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }

    /// The snapshots of a file. In text, each stands below a line `# NAME`; in YAML, the file is a map by name.
    fn sections(self, path: &Path, text: &str) -> Result<BTreeMap<String, Section>, Error> {
        let mut sections = BTreeMap::new();
        if self == Self::Yaml {
            let contracts: Option<BTreeMap<String, Contract>> = self.parse((path, 1), text)?;
            for (name, contract) in contracts.unwrap_or_default() {
                sections.insert(name, Section { line: 1, text: self.write(&contract)? });
            }
            return Ok(sections);
        }
        let mut current: Option<(String, Section)> = None;
        for (at, line) in text.lines().enumerate() {
            if let Some(name) = line.strip_prefix("# ") {
                sections
                    .extend(current.replace((name.trim().to_owned(), Section { line: at + 2, text: String::new() })));
            } else if let Some((_, section)) = &mut current {
                section.text += line;
                section.text.push('\n');
            } else if !line.trim().is_empty() {
                let message = "a line `# PAGE` is to stand above the facts of a page";
                return Err(Error::invalid(path, (at + 1, 1), message));
            }
        }
        sections.extend(current);
        sections.values_mut().for_each(|section| section.text.truncate(section.text.trim_end().len() + 1));
        Ok(sections)
    }

    /// The text of a file with all of these snapshots.
    fn together(self, sections: &BTreeMap<String, Section>) -> String {
        let mut text = String::new();
        for (name, section) in sections {
            let written = match self {
                Self::Text if text.is_empty() => write!(text, "# {name}\n{}", section.text),
                Self::Text => write!(text, "\n# {name}\n{}", section.text),
                // A JSON string is a YAML string, whatever stands in it.
                Self::Yaml => writeln!(text, "{}:", serde_json::Value::from(name.as_str())),
            };
            written.expect("a String takes all");
            if self == Self::Yaml {
                section.text.lines().for_each(|line| writeln!(text, "  {line}").expect("a String takes all"));
            }
        }
        text
    }
}

/// Where the snapshot of a page stands in the folder of snapshots, without its extension. `relative` is the path from the
/// argument that the page was found below.
pub(super) fn mirrored(path: &Path, relative: &str) -> String {
    let name = mirror(path, relative.split('/').count());
    PageFormat::stem(&name).map(str::to_owned).unwrap_or(name)
}

/// The path of a file or folder below the current folder; elsewhere, that below the folder `depth` levels and one more
/// above it.
pub(super) fn mirror(path: &Path, depth: usize) -> String {
    let path = absolute(path);
    if let Ok(below) = path.strip_prefix(absolute(Path::new("."))) {
        return names(below).join("/");
    }
    let names = names(&path);
    names[names.len().saturating_sub(depth + 1)..].join("/")
}

/// The text of a file below `top`; `None` where there is none. What is wrong with it is quoted: a link out of the folder is
/// not read.
fn read(top: &Path, file: &Path) -> Result<Option<String>, Error> {
    if !file.try_exists().map_err(|error| Error::io(file, error))? {
        return Ok(None);
    }
    match Bounds::new([top]).hold(file) {
        true => open::text(file).map(Some),
        false => Err(Error::io(file, leads_elsewhere(file))),
    }
}
