//! What kind of doing a revision is, by what it came through.

use crate::domain::change::Author;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RevisionKind {
    /// One thing was written, or a few together.
    Edit,
    /// One change of many things.
    Bulk,
    /// A file was read in.
    Import,
    /// A revision was taken back.
    Undo,
    /// The network to look at was made.
    Demo,
    /// The boundaries that come with the program were written.
    BuiltIn,
}

impl RevisionKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Edit, Self::Bulk, Self::Import, Self::Undo, Self::Demo, Self::BuiltIn];

    /// What an author does, by the first word of the source; whatever says nothing else is an edit.
    ///
    /// ```
    /// use forecourt::domain::change::Author;
    /// use forecourt::domain::revision::RevisionKind;
    /// let author = Author { actor: "li".into(), source: "import stations stations.csv".into() };
    /// assert_eq!(RevisionKind::of(&author), RevisionKind::Import);
    /// ```
    #[must_use]
    pub fn of(author: &Author) -> Self {
        match author.source.split(' ').next() {
            Some("bulk") => Self::Bulk,
            Some("import") => Self::Import,
            Some("undo") => Self::Undo,
            Some("demo") => Self::Demo,
            Some("built-in") => Self::BuiltIn,
            _ => Self::Edit,
        }
    }

    /// The identifier used in answers and parameters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Bulk => "bulk",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::Demo => "demo",
            Self::BuiltIn => "built_in",
        }
    }

    /// The kind of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}
