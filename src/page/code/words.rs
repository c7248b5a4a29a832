//! Words for people in code, and commands among words.

use std::sync::LazyLock;

use regex::{Match, Regex};

/// Programs that readers are told to run.
const PROGRAMS: [&str; 66] = [
    "ansible",
    "apt",
    "apt-get",
    "aws",
    "az",
    "brew",
    "bun",
    "bundle",
    "cargo",
    "cat",
    "cd",
    "chmod",
    "choco",
    "cmake",
    "composer",
    "conda",
    "cp",
    "curl",
    "deno",
    "docker",
    "docker-compose",
    "dotnet",
    "echo",
    "export",
    "gcloud",
    "gem",
    "gh",
    "git",
    "go",
    "gradle",
    "helm",
    "java",
    "kubectl",
    "ls",
    "make",
    "minikube",
    "mkdir",
    "mv",
    "mvn",
    "node",
    "npm",
    "npx",
    "nvm",
    "php",
    "pip",
    "pip3",
    "pipx",
    "pnpm",
    "podman",
    "poetry",
    "python",
    "python3",
    "rm",
    "ruby",
    "rustup",
    "source",
    "ssh",
    "sudo",
    "systemctl",
    "tar",
    "terraform",
    "uv",
    "uvx",
    "wget",
    "winget",
    "yarn",
];

/// Whether a word is a program that readers are told to run.
#[must_use]
pub fn is_program(word: &str) -> bool {
    PROGRAMS.binary_search(&word).is_ok()
}

/// Words that no command has outside its strings: a text with one of them is a sentence.
const OF_SENTENCES: [&str; 17] = [
    "the", "a", "an", "of", "if", "is", "are", "be", "for", "when", "with", "and", "or", "this", "that", "your", "any",
];

/// Whether a text has a word that no command has.
#[must_use]
pub fn is_sentence(text: &str) -> bool {
    text.split('"').step_by(2).flat_map(str::split_whitespace).any(|word| OF_SENTENCES.contains(&word))
}

/// Whether an English text is for people: two words or more, none of which looks like code.
#[must_use]
pub fn is_prose(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let count = 1 + words.count();
    let method = matches!(first, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD");
    let command = is_program(first) && !is_sentence(text);
    let setting = first.ends_with(':') && count == 2 && first.starts_with(|c: char| c.is_ascii_lowercase());
    // A sentence may name products that are written with capitals inside.
    let name = |word: &str| {
        count > 3 && is_sentence(text) && word.trim_end_matches(['.', ',']).chars().all(char::is_alphabetic)
    };
    count > 1 && !method && !command && !setting && text.split_whitespace().all(|word| is_word(word) || name(word))
}

fn is_word(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '"', '\'', '“', '‘', '*', '$', '€', '~']);
    let word = word.trim_end_matches(['.', ',', ':', ';', '!', '?', ')', ']', '"', '\'', '”', '’', '*', '…', '%']);
    let number = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '→'));
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    let acronym = word.len() <= 4 && word.chars().all(char::is_uppercase);
    let hyphen = word.split('-').all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic));
    number || (letters || hyphen) && (acronym || !word.chars().skip(1).any(|c| c.is_uppercase() && !word.contains('-')))
}

/// What a reader puts something else for, by its form.
static FILL_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:
        <[\p{L}\p{M}][^<>=;(){}]*>                                            # <your-name>
        | \[[\p{L}\p{M}][\p{L}\p{M}\p{N}\x20_?!'’-]+\]                        # [module]
        | \{\{?\x20?(?:(?i:your|my)[\x20_-]?|[A-Z]+[_-])[\p{L}\p{M}\p{N}\x20_-]+\}?\}   # {your name}, {OVEN_NAME}
        | (?i:your|my)(?:[-_][\p{L}\p{M}\p{N}_-]+)                            # your-name, MY_KEY
        | (?i:your)(?:[A-Z][A-Za-z]+|/[\w-]+)                                 # yourName, your/repo
        | \.{0,2}/?(?:path/to|example(?:file|\.(?:com|org|net)))(?:/[\w.-]+)*  # path/to/file, example.com/page
        )",
    )
    .expect("valid")
});

/// What a reader fills in between other words: words in braces, brackets and angle brackets.
static FILLED_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{[\p{L}\p{M}][^{}]*\}|<[\p{L}\p{M}][^<>]*>|\[[\p{L}\p{M}-][^\[\]]*\]").expect("valid")
});

/// A code with one sign for each word that a reader fills in; as it is where it has none.
pub(crate) fn masked(code: &str) -> String {
    FILLED_IN.replace_all(&code.replace('\\', ""), "<>").into_owned()
}

/// Whether what a reader fills in is no longer than its name is. Few are nearly so long, and the bounds in the expression above
/// would take most of the time that the program needs to start.
fn is_short(found: &Match<'_>) -> bool {
    static BRACES: LazyLock<Regex> = LazyLock::new(|| {
        let named = r"^\{\{?\x20?(?:(?i:your|my)[\x20_-]?|[A-Z]+[_-])[\p{L}\p{M}\p{N}\x20_-]{1,40}\x20?\}?\}";
        Regex::new(named).expect("valid")
    });
    let text = found.as_str();
    let count = text.chars().count();
    match text.as_bytes().first() {
        Some(b'<') => count <= 83,
        Some(b'[') => count <= 43,
        Some(b'{') => count <= 40 || BRACES.is_match(text),
        _ => true,
    }
}

/// The same as a part of an address or as a value: `/OVEN-NAME`.
static CAPITALS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Z]{2,}(?:[-_][A-Z]{2,})+\b").expect("valid"));

/// The length of what a reader fills in at the beginning of `rest`, which `before` stands before. Words in square brackets are
/// it only where `brackets` mark nothing else.
pub(super) fn fill_in(rest: &str, before: Option<char>, brackets: bool) -> Option<usize> {
    let inside = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let may = match rest.chars().next()? {
        '<' | 'y' | 'Y' | 'm' | 'M' => !inside,
        '[' => brackets && !inside,
        '{' | 'p' | 'e' | '.' => !inside,
        '/' => !inside,
        _ => false,
    };
    let value = matches!(before, Some('/' | '='));
    let found = may.then(|| FILL_IN.find(rest)).flatten().filter(is_short);
    found.or_else(|| value.then(|| CAPITALS.find(rest)).flatten()).map(|found| found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_sorted() {
        assert!(PROGRAMS.is_sorted());
    }

    #[test]
    fn prose_is_told_from_commands_and_settings() {
        for prose in [
            "Save as draft",
            "Which oven is free at 7?",
            "docs: name the third oven",
            "make the dough rest for an hour",
            "[Rye, Malt, Salt]",
            "bake the loaf in the OvenPro today",
        ] {
            assert!(is_prose(prose), "{prose}");
        }
        for code in
            ["draft", "git stash", "npm run bake", "loaves: 3", "GET loaves", "save asDraft", "a = b", "run --all"]
        {
            assert!(!is_prose(code), "{code}");
        }
    }
}
