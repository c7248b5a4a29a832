//! What answers of git depend on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Checkout, command};

/// A store of objects may borrow from another, and that from a third: no more of them are followed.
const MOST_STORES: usize = 8;

impl Checkout {
    /// What answers about the history depend on, in letters: the commit that is checked out, the references, the objects that are
    /// there, where the history was cut, how git is configured, and which git it is. `None` where it cannot be told.
    pub(in crate::tree) fn spelled(&self) -> Option<String> {
        let ask = |arguments: &[&str]| {
            let output = command(&self.folder).args(arguments).output().ok()?;
            Some((output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned()))
        };
        let files = ["rev-parse", "--git-path", "objects", "--git-path", "shallow", "--git-path", "info/grafts"];
        let (Some(0), files) = ask(&files)? else { return None };
        let files: Vec<PathBuf> = files.lines().map(|file| self.folder.join(file)).collect();
        let [objects, cuts @ ..] = &*files else { return None };
        let cuts: Vec<Option<Vec<u8>>> = cuts.iter().map(|file| fs::read(file).ok()).collect();
        let mut names = Vec::new();
        let mut stores = vec![objects.clone()];
        for at in 0..MOST_STORES {
            let Some(store) = stores.get(at).cloned() else { break };
            stores.append(&mut look(&store, &mut names).ok()?);
        }
        if stores.len() > MOST_STORES {
            return None;
        }
        let head = ask(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
        let references = ask(&["for-each-ref", "--format=%(objectname) %(refname)"])?;
        let settings = ask(&["config", "--list", "-z"])?;
        let place = (&self.folder, &self.top, &self.prefix, self.shallow);
        Some(format!("{place:?} {head:?} {references:?} {settings:?} {:?} {cuts:?} {names:?}", ask(&["--version"])?))
    }
}

/// Takes the names of the files of a store, which tell what is in them; the stores that it borrows from are returned.
fn look(store: &Path, names: &mut Vec<String>) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in fs::read_dir(store)? {
        let folder = folder?;
        if folder.file_type()?.is_dir() {
            for file in fs::read_dir(folder.path())? {
                found.push(format!("{}/{}", folder.file_name().display(), file?.file_name().display()));
            }
        }
    }
    found.sort_unstable();
    names.push(store.display().to_string());
    names.append(&mut found);
    let borrowed = fs::read_to_string(store.join("info/alternates")).unwrap_or_default();
    Ok(borrowed.lines().filter(|line| !line.is_empty()).map(|line| store.join(line)).collect())
}
