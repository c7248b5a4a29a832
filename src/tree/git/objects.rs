//! Reads objects: one `git cat-file --batch` answers all questions of a thread.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::command;

/// A running `git cat-file --batch`.
pub(super) struct Objects {
    child: Child,
    /// `None` once it was told that no question follows.
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// Whether an object is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tree) enum Held {
    Yes,
    No,
    /// The digits that name it are those of several.
    Several,
}

/// What git answers.
enum Answer {
    /// The kind and the content of an object.
    Object(String, Vec<u8>),
    Nothing,
    Several,
}

impl Objects {
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let mut git = command(folder);
        let mut child = git.args(["cat-file", "--batch", "--follow-symlinks"]).stdin(Stdio::piped()).spawn()?;
        let closed = || io::Error::other("git cat-file has no input or output");
        let questions = Some(child.stdin.take().ok_or_else(closed)?);
        let answers = BufReader::new(child.stdout.take().ok_or_else(closed)?);
        Ok(Self { child, questions, answers })
    }

    /// The content of the file that `name` stands for; `None` where it is no file.
    pub(super) fn file(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.ask(name)?.of_kind("blob"))
    }

    /// The entries of the folder that `name` stands for: each is its mode, a blank, its name, a NUL and its id.
    pub(super) fn tree(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.ask(name)?.of_kind("tree"))
    }

    /// Whether `name`, whole or the first digits, is that of a commit.
    pub(super) fn held(&mut self, name: &str) -> io::Result<Held> {
        if matches!(self.ask(&format!("{name}^{{commit}}"))?, Answer::Object(..)) {
            return Ok(Held::Yes);
        }
        Ok(if matches!(self.ask(name)?, Answer::Several) { Held::Several } else { Held::No })
    }

    fn ask(&mut self, name: &str) -> io::Result<Answer> {
        // A question is a line.
        if name.contains('\n') {
            return Ok(Answer::Nothing);
        }
        let ended = || io::Error::other("git cat-file ended early");
        let questions = self.questions.as_mut().ok_or_else(ended)?;
        writeln!(questions, "{name}")?;
        questions.flush()?;
        let mut head = String::new();
        if self.answers.read_line(&mut head)? == 0 {
            return Err(ended());
        }
        // `ID KIND SIZE`, or what is wrong with a link and a size; else the question and `missing` or `ambiguous`.
        let mut words = head.trim_end().rsplit(' ');
        let size = words.next().and_then(|word| word.parse::<u64>().ok());
        let (Some(size), Some(kind)) = (size, words.next()) else {
            return Ok(if head.trim_end().ends_with(" ambiguous") { Answer::Several } else { Answer::Nothing });
        };
        let kind = kind.to_owned();
        let mut content = Vec::new();
        let read = (&mut self.answers).take(size + 1).read_to_end(&mut content)?;
        if content.pop() != Some(b'\n') || read as u64 != size + 1 {
            return Err(ended());
        }
        let is_object = matches!(&*kind, "blob" | "commit" | "tree" | "tag");
        Ok(if is_object { Answer::Object(kind, content) } else { Answer::Nothing })
    }
}

impl Answer {
    fn of_kind(self, wanted: &str) -> Option<Vec<u8>> {
        match self {
            Self::Object(kind, content) if kind == wanted => Some(content),
            _ => None,
        }
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // It ends when its questions do.
        drop(self.questions.take());
        let _ = self.child.wait();
    }
}
