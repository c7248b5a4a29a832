//! What the program writes where: colours, closed pipes, complaints.

use std::io::Read;
use std::process::Stdio;

use crate::cli::{copies, refused};
use crate::support::{command, run};

const SHOWCASE: &str = "fixtures/showcase";

#[test]
fn colours_are_written_where_they_are_asked_for() {
    let coloured = |arguments: &[&str], no_color: Option<&str>| {
        let mut command = command(&[arguments, &[SHOWCASE]].concat());
        no_color.map(|value| command.env("NO_COLOR", value));
        run(command).stdout.contains('\x1b')
    };
    assert!(coloured(&["check", "--color", "always"], Some("1")));
    assert!(!coloured(&["check"], None), "stdout is no terminal");
    assert!(!coloured(&["check"], Some("1")));
    assert!(!coloured(&["check", "--color", "always", "--format", "json"], None));
}

#[test]
fn colours_are_forced_by_the_environment() {
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = command(&[&["check", SHOWCASE], arguments].concat());
        command.envs(environment.iter().copied());
        run(command).stdout.contains('\x1b')
    };
    assert!(coloured(&[], &[("FORCE_COLOR", "1")]));
    assert!(!coloured(&[], &[("FORCE_COLOR", "0")]));
    assert!(!coloured(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("FORCE_COLOR", "1")]));
    assert!(coloured(&["--color", "always"], &[("TERM", "dumb")]));
}

#[test]
fn a_closed_pipe_is_success() {
    let project = copies(200);
    let copies = project.at(".");
    for arguments in [
        vec!["check", "--no-fold", &copies],
        vec!["check", "--format", "json", &copies],
        vec!["extract", "--format", "text", &copies],
        vec!["extract", "--format", "yaml", &copies],
        vec!["extract", "--format", "json", &copies],
        vec!["extract", "--format", "jsonl", &copies],
        vec!["rules"],
        vec!["schema"],
    ] {
        let mut command = command(&arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut stdout = child.stdout.take().expect("a pipe");
        stdout.read_exact(&mut [0; 16]).expect("some output");
        drop(stdout);
        let output = child.wait_with_output().expect("an end");
        assert_eq!((output.status.code(), output.stderr), (Some(0), vec![]), "{arguments:?}");
    }
}

#[test]
fn a_pipe_that_nobody_reads_is_success() {
    // More than what is buffered on the way.
    let project = copies(100);
    let requests: String = (0..3000).map(|number| format!("\nGET /docks/{number}/arrivals\n")).collect();
    project.write("en/docks.md", format!("# Docks\n\n## HTTP request\n\n```http\n{requests}```\n"));
    let copies = project.at(".");
    let segments = docparity::exchange::FORMATS.iter().map(|format| ("segments", format.name));
    let terms = docparity::glossary::FORMATS.iter().map(|format| ("glossary", format.name));
    for (name, format) in segments.chain(terms).chain([("outdated", "markdown"), ("outdated", "xliff")]) {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = command(&[name, &copies, "--format", format]);
        if name == "outdated" {
            command.args(["--source", &copies]);
        }
        let output = command.stdout(writer).stderr(Stdio::piped()).output().expect("an end");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!((output.status.code(), told.contains("error")), (Some(0), false), "{name} {format}: {told}");
    }
}

#[test]
fn a_wrong_configuration_is_refused_with_its_place() {
    for (yaml, place) in [
        ("rules:\n  header-nam: off\n", "2:3: no rule or family is called `header-nam`; did you mean `header-name`?"),
        ("rules:\n  header-name: loud\n", "2:16: `loud` is no level"),
        ("\nrule:\n", "2:1: no key is called `rule`; did you mean `rules`?"),
        ("source: [\n", "1:9: "),
    ] {
        let project = copies(1);
        project.write("docparity.yaml", yaml);
        let place = format!("{}:{place}", project.at("docparity.yaml"));
        for command in ["check", "extract"] {
            let message = refused(&[command, &project.at("docs.de-DE")]);
            assert!(message.contains(&place), "{message}");
        }
    }
}
