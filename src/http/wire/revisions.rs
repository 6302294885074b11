//! Revisions on the wire.

use serde::Serialize;
use utoipa::ToSchema;

/// A page of revisions.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RevisionPage {
    /// The newest revision.
    pub(in crate::http) revision: u64,
    /// How many there are, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's, newest first.
    pub(in crate::http) items: Vec<RevisionView>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A revision.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RevisionView {
    /// Its number.
    #[schema(example = 12)]
    pub(in crate::http) revision: u64,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub(in crate::http) recorded_at: String,
    /// Who did it.
    pub(in crate::http) actor: String,
    /// Through what: `api`, `import stations stations.csv`, `bulk cooperation`, `undo 11`.
    #[schema(example = "import stations stations.csv")]
    pub(in crate::http) source: String,
    /// What it was: `edit`, `bulk`, `import`, `undo`, `demo`, `built_in`.
    #[schema(example = "import")]
    pub(in crate::http) kind: &'static str,
    /// What it did, by kind of thing.
    pub(in crate::http) touched: Vec<TouchedView>,
    /// The revision that it undoes; null where it undoes none.
    pub(in crate::http) undoes: Option<u64>,
    /// The revision that has undone it; null while none has, and again once that one is undone.
    pub(in crate::http) undone_by: Option<u64>,
}

/// What a revision did to things of one kind.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct TouchedView {
    /// The kind: `region_set`, `region`, `station`, `cooperation`, `membership` (of a station in a region), `contract`,
    /// `fee`, `performance` (months of a station), `campaign`, `participation`, `note` or `comparison`.
    #[schema(example = "station")]
    pub(in crate::http) entity: &'static str,
    /// Things that it made.
    pub(in crate::http) created: u64,
    /// Things that it changed.
    pub(in crate::http) changed: u64,
    /// Things that it ended.
    pub(in crate::http) deleted: u64,
}

/// What undoing a revision came to.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct UndoAnswer {
    /// The revision that is undone.
    #[schema(example = 12)]
    pub(in crate::http) undoes: u64,
    /// The revision that undoes it; null for a dry run.
    #[schema(example = 14)]
    pub(in crate::http) revision: Option<u64>,
    /// Whether it was only told what would be put back.
    pub(in crate::http) dry_run: bool,
    /// What that does, by kind of thing.
    pub(in crate::http) touched: Vec<TouchedView>,
}
