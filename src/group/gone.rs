//! What became of the English page that a page was made from.

/// What became of an English page that does not exist any more, as git tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// The English never had a page of this name.
    Never,
    /// It was deleted.
    Deleted {
        /// The commit.
        commit: String,
        /// The day on which it was made: `2026-03-24`; `None` where git says none.
        day: Option<String>,
    },
    /// It has another name today.
    Renamed {
        /// Its path in the repository.
        to: String,
    },
}
