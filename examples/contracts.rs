//! Contracts of pages as the subject of tests. `cargo test --example contracts` runs them; `cargo run --example contracts --
//! PAGE...` prints the contract of each page.

use std::io::{self, Write as _};

use docparity::{Config, Contracts, Locale};

/// The contracts of the page at `path`: what its readers see, and the English beside it.
fn page(path: &str, locale: Option<&str>) -> Contracts {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    Contracts::read(&text, locale.and_then(Locale::parse), &Config::default())
}

fn main() -> io::Result<()> {
    std::env::args().skip(1).try_for_each(|path| write!(io::stdout(), "{}", page(&path, None).localized))
}

#[cfg(test)]
mod tests {
    use super::page;
    use docparity::compare;

    fn reroute(locale: &str) -> docparity::Contracts {
        page(&format!("fixtures/showcase/pages/docs.{locale}/api/parcel-reroute.md"), Some(locale))
    }

    #[test]
    fn a_contract_is_the_pinned_one() {
        let mut settings = insta::Settings::clone_current();
        // What the page shows as an example is no promise.
        settings.add_filter(r"parcels/\d+/", "parcels/[number]/");
        settings.bind(|| insta::assert_snapshot!(reroute("ja-JP").localized));
    }

    #[test]
    fn a_contract_is_pinned_as_yaml_with_redactions() {
        insta::assert_yaml_snapshot!(reroute("ja-JP").localized.sorted(), { ".exampleRequests[].url" => "[url]" });
    }

    #[test]
    fn two_locales_promise_the_same() {
        let (german, japanese) = (reroute("de-DE"), reroute("ja-JP"));
        let differences = compare(&german.source.expect("English"), &japanese.source.expect("English"));
        assert!(differences.iter().all(|difference| !difference.breaking), "{differences:#?}");
    }
}
