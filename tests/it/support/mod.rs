//! Runs the program, and makes projects for it to run on.

pub(crate) mod editor;
pub(crate) mod generated;
pub(crate) mod git;

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// What a run left behind.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A run that takes longer hangs, or takes a time that grows with the square of its input.
const LIMIT: Duration = Duration::from_secs(60);

/// The program, in the folder of the package, with nothing in the environment that changes its output.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docparity"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .env_remove("FORCE_COLOR")
        .stdin(Stdio::null());
    command
}

/// Runs the program to its end. A panic fails the test, and so does a run that goes on for too long.
pub(crate) fn run(mut command: Command) -> Run {
    // Files, not pipes: nobody has to read while the program writes.
    let (out, err) = (file(), file());
    let handle = |file: &File| Stdio::from(file.try_clone().expect("a second handle"));
    let mut child = command.stdout(handle(&out)).stderr(handle(&err)).spawn().expect("the program starts");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child to wait for") {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill().expect("a child to end");
            child.wait().expect("a child to wait for");
            panic!("still running after {LIMIT:?}: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let (stdout, stderr) = (content(out), content(err));
    assert!(!stderr.contains("panicked"), "{stderr}");
    let status = status.code().unwrap_or_else(|| panic!("{status}: {command:?}"));
    Run { status, stdout, stderr }
}

/// Runs the program in the folder of a project.
pub(crate) fn docparity_in(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(arguments);
    command.current_dir(project.at("."));
    run(command)
}

/// Runs the program with these arguments.
pub(crate) fn docparity(arguments: &[&str]) -> Run {
    run(command(arguments))
}

fn file() -> File {
    tempfile::tempfile().expect("a temporary file")
}

fn content(mut file: File) -> String {
    let mut content = String::new();
    file.rewind().expect("a file to read");
    file.read_to_string(&mut content).expect("output in UTF-8");
    content
}

/// The bytes of a file below `fixtures`.
pub(crate) fn fixture(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)).expect("a fixture")
}

/// A folder that is deleted with its value.
pub(crate) struct Project(TempDir);

impl Project {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A place in the folder, as an argument of the program.
    pub(crate) fn at(&self, path: &str) -> String {
        self.0.path().join(path).to_str().expect("a path in UTF-8").to_owned()
    }

    /// Writes a file, and the folders it stands in.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a new folder");
        fs::write(path, bytes).expect("a new file");
    }

    /// Deletes a file, where it is there.
    pub(crate) fn remove(&self, path: &str) {
        let _ = std::fs::remove_file(self.at(path));
    }

    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.0.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The files in the folder, by path.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        for entry in walkdir::WalkDir::new(self.0.path()).sort_by_file_name() {
            let entry = entry.expect("an entry");
            let path = entry.path().strip_prefix(self.0.path()).expect("a path below");
            if entry.file_type().is_file() {
                files.push(path.to_str().expect("a path in UTF-8").replace('\\', "/"));
            }
        }
        files
    }
}
