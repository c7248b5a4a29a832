//! What the machine does not give: the program says so and ends with 2, or takes what there is. It never panics.

use std::process::Command;
use std::thread;
use std::time::Duration;

use docparity::{Config, GroupText, PageText, check_group};

use crate::cli::copies;
use crate::support::{Run, docparity, run};

/// Runs a script of the shell with the program as `$0` and a folder of pages as `$1`.
fn shell(script: &str, pages: &str) -> Run {
    let mut command = Command::new("bash");
    command.args(["-c", script, env!("CARGO_BIN_EXE_docparity"), pages]);
    run(command)
}

#[test]
fn a_full_disk_is_an_error() {
    let project = copies(20);
    let run = shell("\"$0\" check \"$1\" > /dev/full", &project.at("."));
    assert!(run.status == 2 && run.stderr.contains("No space left"), "{run:?}");
    let run = shell("\"$0\" check -q \"$1\" --output json=/dev/full", &project.at("."));
    assert!(run.status == 2 && run.stderr.contains("/dev/full: No space left"), "{run:?}");
}

#[test]
fn few_descriptors_are_an_error_or_enough() {
    let project = copies(20);
    for few in [4, 5, 6, 8, 12] {
        let run = shell(&format!("ulimit -n {few}; exec \"$0\" check \"$1\""), &project.at("."));
        let is_told = run.status == 2 && run.stderr.contains("Too many open files");
        assert!(is_told || run.status == 1, "{few}: {run:?}");
    }
}

/// Limits of the number of threads do not hold for the superuser: the run is somebody else's there.
#[test]
fn a_run_takes_the_threads_that_it_gets() {
    let project = copies(20);
    shell("chmod -R a+rX \"$1\"", &project.at("."));
    let alone = "user=; [ \"$(id -u)\" != 0 ] || user='setpriv --reuid 65534 --clear-groups'; $user bash -c 'ulimit -u 1; \
                 exec \"$0\" check \"$@\"' \"$0\" \"$1\"";
    let run = shell(alone, &project.at("."));
    assert!(run.status == 1 && run.stdout.contains("header-name"), "{run:?}");
    let run = shell(&format!("{alone} --threads 4"), &project.at("."));
    assert!(run.status == 2 && run.stderr.contains("--threads 4: the system gives "), "{run:?}");
}

#[test]
fn the_number_of_threads_is_bounded() {
    for wrong in ["0", "257", "100000000000000000000", "many"] {
        let run = docparity(&["check", "--threads", wrong, "fixtures/showcase"]);
        assert!(run.status == 2 && run.stderr.contains("--threads"), "{run:?}");
    }
}

#[test]
fn pages_may_vanish_while_a_run_reads_them() {
    for wait in [0, 5, 20, 60] {
        let project = copies(300);
        let folder = project.at("docs.de-DE");
        let gone = thread::spawn(move || {
            thread::sleep(Duration::from_millis(wait));
            std::fs::remove_dir_all(folder)
        });
        let run = docparity(&["check", &project.at(".")]);
        gone.join().expect("no panic").expect("a folder to delete");
        assert!([1, 2].contains(&run.status), "{run:?}");
        assert!(run.status == 1 || run.stderr.contains("error: "), "{run:?}");
    }
}

#[test]
fn what_is_found_beyond_the_thousandth_of_a_page_is_counted() {
    let page = |locale: &str, word: &str, name: &str| {
        let text: String = (0..1_100).map(|number| format!("{word} `{name}{number}`.\n\n")).collect();
        PageText::new(&format!("{locale}/oven.md"), locale, &format!("# Oven\n\n{text}"))
    };
    let pages = [page("fr", "Pétrir", "petrirPate")];
    let group = GroupText::new("oven", pages).with_english(page("en", "Knead", "kneadDough"));
    let outcome = check_group(&group, &Config::default().assuming_current());
    let codes: Vec<_> = outcome.findings.iter().filter(|finding| finding.rule.name == "code-span").collect();
    assert_eq!(codes.len(), 1_000);
    assert!(codes[999].message.ends_with(" (and 100 more on this page)"), "{}", codes[999].message);
}
