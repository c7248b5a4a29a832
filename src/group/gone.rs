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
        /// When it was made, in seconds since 1970.
        time: i64,
    },
    /// It has another name today.
    Renamed {
        /// Its path in the repository.
        to: String,
    },
}
