//! `docparity ignore`.

use std::io::Write;

use docparity::fix::Silence;
use docparity::safe::{line, opening};
use docparity::tree::{self, Ignored};

use crate::args;
use crate::{CLEAN, FAILED, Failure, complain};

pub(crate) fn run(args: &args::Ignore, out: &mut dyn Write) -> Result<u8, Failure> {
    let silence = Silence { name: &args.rule, reason: &args.reason };
    let mut status = CLEAN;
    for args::Place { path, line: at } in &args.places {
        let config = args.english.project(&tree::root_of(path)?)?.config;
        match tree::ignore(path, *at, silence, &config) {
            Ok(Ignored { path, line: at, comment, findings }) => {
                let findings = if findings == 1 { "1 finding".to_owned() } else { format!("{findings} findings") };
                writeln!(out, "{}:{at}: {} silences {findings}", opening(&path), line(&comment))?;
            }
            Err(error) => {
                complain(&error);
                status = FAILED;
            }
        }
    }
    Ok(status)
}
