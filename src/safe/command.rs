//! Texts inside the commands that runners of CI read from the log.

/// The message of a workflow command of GitHub Actions.
///
/// <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>
#[must_use]
pub fn github(text: &str) -> String {
    encoded(text, "%25")
}

/// A property of a workflow command of GitHub Actions.
#[must_use]
pub fn github_property(text: &str) -> String {
    github(text).replace(':', "%3A").replace(',', "%2C")
}

/// The message of a logging command of Azure Pipelines: the agent turns `%AZP25` back into `%`, and leaves `%25` as it is.
///
/// <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>; the escapes are those of its task library.
#[must_use]
pub fn azure(text: &str) -> String {
    encoded(text, "%AZP25")
}

/// A property of a logging command of Azure Pipelines.
#[must_use]
pub fn azure_property(text: &str) -> String {
    azure(text).replace(';', "%3B").replace(']', "%5D")
}

/// The text on one line; runners read `%0D` and `%0A` back, and `percent` as `%`.
fn encoded(text: &str, percent: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => encoded.push_str(percent),
            '\r' => encoded.push_str("%0D"),
            '\n' => encoded.push_str("%0A"),
            '\t' => encoded.push('\t'),
            c => encoded.push(super::seen(c)),
        }
    }
    super::unarmed(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        assert_eq!(github("a:b,c%25\r\n日"), "a:b,c%2525%0D%0A日");
        assert_eq!(github_property("a:b,c%\r\n日"), "a%3Ab%2Cc%25%0D%0A日");
        assert_eq!(azure("a;b]c%0D\r\n日"), "a;b]c%AZP250D%0D%0A日");
        assert_eq!(azure_property("a;b]c%\r\n日"), "a%3Bb%5Dc%AZP25%0D%0A日");
    }

    #[test]
    fn no_command_begins_inside_a_command() {
        for escape in [github, github_property, azure, azure_property] {
            let text = escape("x ##vso[task.complete]\n::error::y ##[group]");
            assert!(!text.contains("##vso[") && !text.contains("##[") && !text.contains('\n'), "{text}");
        }
    }
}
