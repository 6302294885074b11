//! One stage for many stations on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::Field;

/// One stage for many stations.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct BulkStageBody {
    /// Codes of the stations, at most 100,000; left out where the parameters ask for stations.
    #[schema(value_type = Option<Vec<String>>, example = json!(["SH-001", "SH-002"]))]
    pub(in crate::http) stations: Field,
    /// The stage: prospect, negotiating, signed, online, paused, terminated.
    #[schema(value_type = String, example = "paused")]
    pub(in crate::http) stage: Field,
    /// First day at the stage.
    #[schema(value_type = String, format = Date, example = "2026-04-01")]
    pub(in crate::http) valid_from: Field,
    /// Why, or what was agreed; when left out, an event that is there already keeps its own.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) note: Field,
    /// Whether it is only told what would change; false when left out.
    #[schema(value_type = Option<bool>)]
    pub(in crate::http) dry_run: Field,
    /// What becomes of it when codes are nobody's: `reject` writes nothing, `skip` writes the others; reject when left
    /// out.
    #[schema(value_type = Option<String>, example = "reject")]
    pub(in crate::http) on_error: Field,
}

/// What a stage for many stations came to.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct BulkStageAnswer {
    /// Stations that are there.
    pub(in crate::http) matched: usize,
    /// Those of them whose event on the day is new or another one.
    pub(in crate::http) changed: usize,
    /// Those of them that have this very event.
    pub(in crate::http) unchanged: usize,
    /// Codes that are refused, the first 1,000.
    pub(in crate::http) refused: Vec<RefusedStation>,
    /// How many more are refused.
    pub(in crate::http) refused_more: usize,
    /// What changes, by code or in the order of `stations`, the first 1,000.
    pub(in crate::http) changes: Vec<BulkStageChange>,
    /// How many more changes there are.
    pub(in crate::http) more: usize,
    /// The revision that it made; null when nothing changed, and for a dry run.
    pub(in crate::http) revision: Option<u64>,
    /// Whether it was only told what would change.
    pub(in crate::http) dry_run: bool,
}

/// A code that is refused.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RefusedStation {
    /// The code.
    pub(in crate::http) station: String,
    /// Why.
    #[schema(example = "there is no station of this code")]
    pub(in crate::http) reason: &'static str,
}

/// What becomes of a station's stage on the day.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct BulkStageChange {
    /// The station's code.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: String,
    /// Its name.
    pub(in crate::http) name: String,
    /// The stage on the day as it was; null for no stage yet.
    pub(in crate::http) before: Option<HeldStageView>,
    /// The stage from the day on.
    pub(in crate::http) after: HeldStageView,
}

/// A stage on a day, and while it holds.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct HeldStageView {
    /// The stage.
    #[schema(example = "online")]
    pub(in crate::http) stage: &'static str,
    /// First day at it.
    #[schema(value_type = String, format = Date, example = "2026-04-01")]
    pub(in crate::http) since: String,
    /// First day of the stage after it; null while it holds.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) until: Option<String>,
    /// Why, or what was agreed.
    pub(in crate::http) note: Option<String>,
}
