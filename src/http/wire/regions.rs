//! Region sets and regions on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::{HistoryItem, MultiPolygon};

/// The region sets.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SetPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The sets.
    pub(in crate::http) sets: Vec<SetView>,
}

/// A region set.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SetView {
    /// The set's code.
    #[schema(example = "admin")]
    pub(in crate::http) set: String,
    /// How its regions come by their stations: `polygons` or `groups` of admin regions.
    #[schema(example = "polygons")]
    pub(in crate::http) kind: &'static str,
    /// Its levels from the top.
    pub(in crate::http) levels: Vec<LevelView>,
}

/// A level of a region set.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct LevelView {
    /// The level's name.
    #[schema(example = "province")]
    pub(in crate::http) level: String,
    /// How many regions it has.
    #[schema(example = 34)]
    pub(in crate::http) regions: usize,
}

/// Regions of a set.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RegionPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The set's code.
    pub(in crate::http) set: String,
    /// The regions.
    pub(in crate::http) items: Vec<RegionView>,
}

/// A region.
#[derive(Clone, Serialize, ToSchema)]
pub(in crate::http) struct RegionView {
    /// Its code, unique in the set.
    #[schema(example = "310000")]
    pub(in crate::http) code: String,
    /// Its name.
    #[schema(example = "上海市")]
    pub(in crate::http) name: String,
    /// Its level.
    #[schema(example = "province")]
    pub(in crate::http) level: String,
    /// Code of the region above it.
    pub(in crate::http) parent: Option<String>,
    /// Longitude and latitude where a label goes.
    pub(in crate::http) center: Option<[f64; 2]>,
    /// West, south, east, north; null for a group that holds nothing on the day.
    pub(in crate::http) bbox: Option<[f64; 4]>,
    /// How many regions lie right below it.
    pub(in crate::http) children: usize,
}

/// A region by name only.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct RegionRef {
    /// Its code.
    #[schema(example = "310000")]
    pub(in crate::http) code: String,
    /// Its name.
    #[schema(example = "上海市")]
    pub(in crate::http) name: String,
    /// Its level.
    #[schema(example = "province")]
    pub(in crate::http) level: String,
}

/// A region with what lies around it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RegionDetail {
    /// The region.
    #[serde(flatten)]
    pub(in crate::http) region: RegionView,
    /// The set's code.
    pub(in crate::http) set: String,
    /// The regions above it, from the top.
    pub(in crate::http) ancestors: Vec<RegionRef>,
    /// The regions right below it.
    pub(in crate::http) items: Vec<RegionView>,
    /// A GeoJSON `MultiPolygon`, given with `geometry=true`; absent for a group that holds nothing on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub(in crate::http) geometry: Option<MultiPolygon>,
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
}

/// What happened to a region.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RegionHistory {
    /// The set's code.
    pub(in crate::http) set: String,
    /// The region's code.
    pub(in crate::http) code: String,
    /// What happened, newest first.
    pub(in crate::http) items: Vec<HistoryItem>,
}
