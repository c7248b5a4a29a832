//! What the layouts that docs projects share have to say of themselves.

/// A convention of where the pages of each locale stand: that of a generator, a translation tool or a project many follow.
#[derive(Debug)]
pub struct Convention {
    /// What people call it.
    pub name: &'static str,
    /// Where its pages stand; the likelier place first.
    pub shapes: &'static [Shape],
}

/// A place where pages of a convention stand.
#[derive(Debug)]
pub struct Shape {
    /// The pattern of the layout.
    pub pattern: &'static str,
    /// The folder of the English pages, where they stand in no locale's folder. `.` is the folder that the pattern starts at.
    pub english: Option<&'static str>,
}
