//! What the layouts that docs projects share have to say of themselves.

/// A convention of where the pages of each locale stand: that of a generator, a translation tool or a project many follow.
#[derive(Debug)]
pub(super) struct Convention {
    /// What people call it.
    pub(super) name: &'static str,
    /// Where its pages stand, below any folder; none for a generator whose pages stand where those of others do.
    pub(super) shapes: &'static [Shape],
    /// The configuration files of a generator, from the folder that it is used in. They name its locales, and tell it from others whose pages stand so.
    pub(super) files: &'static [&'static str],
    /// Whether generators use it that have no shape of their own: then the name of the generator says more.
    pub(super) general: bool,
}

/// A place where pages of a convention stand.
#[derive(Debug)]
pub(super) struct Shape {
    /// The pattern, with `{locale}` in one folder or in the name of the file, `*` for any text in a folder's name, and
    /// `{page}` at its end.
    pub(super) pattern: &'static str,
    /// The places where the English may stand, the likeliest first: patterns with `{page}` that start at the same folder.
    /// `{locale}` is the source language there, and each `*` the text that the same `*` of the pattern stands for.
    pub(super) english: &'static [&'static str],
}

impl Convention {
    /// A generator whose pages stand where those of others do.
    pub(super) const fn of_files(name: &'static str, files: &'static [&'static str]) -> Self {
        Self { name, shapes: &[], files, general: false }
    }
}
