//! What happened: a station's history and the change feed, on the wire.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{ImportProgress, ImportStatus};

/// What happened to a station.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct HistoryPage {
    /// The station's code.
    pub(in crate::http) station: String,
    /// What happened, newest first.
    pub(in crate::http) items: Vec<HistoryItem>,
}

/// One thing that happened.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct HistoryItem {
    /// The revision that did it.
    pub(in crate::http) revision: u64,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub(in crate::http) recorded_at: String,
    /// Who did it.
    pub(in crate::http) actor: String,
    /// Through what.
    pub(in crate::http) source: String,
    /// What it concerns: `station`, `cooperation`, `membership`, `contract`, `fee`, `performance`, `campaign`,
    /// `participation`, `note`, `comparison` or `region`.
    #[schema(example = "station")]
    pub(in crate::http) entity: &'static str,
    /// `created`, `changed` or `deleted`.
    #[schema(example = "changed")]
    pub(in crate::http) action: &'static str,
    /// The state before; null before it was.
    #[schema(value_type = Option<Object>)]
    pub(in crate::http) before: Option<Value>,
    /// The state after; null after it is gone.
    #[schema(value_type = Option<Object>)]
    pub(in crate::http) after: Option<Value>,
}

/// Data of an event `revision`: a commit and what it touched.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RevisionNews {
    /// The commit; also the event's id.
    pub(in crate::http) revision: u64,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub(in crate::http) recorded_at: String,
    /// Who did it.
    pub(in crate::http) actor: String,
    /// Through what.
    pub(in crate::http) source: String,
    /// Codes of the stations touched, at most 100.
    pub(in crate::http) stations: Vec<String>,
    /// How many stations were touched.
    pub(in crate::http) stations_count: usize,
    /// Whether region sets changed.
    pub(in crate::http) regions: bool,
    /// The tiles touched as z/x/y at zoom 12, those above and below follow; null when they are many, or when
    /// region sets changed: any tile may be another then.
    pub(in crate::http) tiles: Option<Vec<String>>,
    /// West, south, east, north of what was touched; null when region sets changed, which may be anywhere.
    pub(in crate::http) bbox: Option<[f64; 4]>,
}

/// Data of an event `import`: how far an import has come.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ImportNews {
    /// The import.
    pub(in crate::http) id: String,
    /// Where it stands.
    pub(in crate::http) status: ImportStatus,
    /// How far it has come.
    pub(in crate::http) progress: ImportProgress,
}
