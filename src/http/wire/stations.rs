//! Stations and their cooperation on the wire.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::stats::MetricValue;
use super::{RegionRef, Values};

/// A station of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct StationView {
    /// The user's own id, unique.
    #[schema(example = "SH-001")]
    pub(in crate::http) code: String,
    /// What people call it.
    pub(in crate::http) name: String,
    /// What it sells: fuel, ev, gas, hydrogen, mixed; null while nobody has said.
    #[schema(example = "fuel")]
    pub(in crate::http) energy: Option<&'static str>,
    /// The brand on the sign.
    #[schema(example = "sinopec")]
    pub(in crate::http) brand: Option<String>,
    /// The company that runs it.
    pub(in crate::http) operator: Option<String>,
    /// Its stage on the day asked; null for no stage yet.
    #[schema(example = "online")]
    pub(in crate::http) stage: Option<&'static str>,
    /// Longitude and latitude in WGS-84 degrees.
    #[schema(example = json!([121.47, 31.23]))]
    pub(in crate::http) location: [f64; 2],
    /// Postal address.
    pub(in crate::http) address: Option<String>,
    /// First day open; null when unknown, which counts as always.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) opened_on: Option<String>,
    /// First day no longer open.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) closed_on: Option<String>,
    /// By region set, the code of the most detailed region that it lies in.
    #[schema(example = json!({"admin": "310115"}))]
    pub(in crate::http) regions: BTreeMap<String, String>,
    /// Metres from the place asked with `near`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) distance_m: Option<f64>,
    /// In lists that were asked for `metrics`, the station's own value of each: money as a decimal text, everything else
    /// as a number; null where there is nothing to divide by.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<std::collections::HashMap<String, MetricValue>>)]
    pub(in crate::http) values: Option<Values>,
}

/// A page of stations.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct StationPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The day of which the world was asked.
    #[schema(value_type = String, format = Date, example = "2026-06-30")]
    pub(in crate::http) at: String,
    /// First day of what metrics such as gmv sum over; null where none of them was asked for.
    #[schema(value_type = Option<String>, format = Date, example = "2026-06-01")]
    pub(in crate::http) from: Option<String>,
    /// First day after it.
    #[schema(value_type = Option<String>, format = Date, example = "2026-07-01")]
    pub(in crate::http) to: Option<String>,
    /// How many stations the question means, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<StationView>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A station with everything that is kept of it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct StationDetail {
    /// What lists show.
    #[serde(flatten)]
    pub(in crate::http) station: StationView,
    /// Stable id, the id of its features in tiles.
    pub(in crate::http) id: u32,
    /// The pair of coordinates as it came.
    pub(in crate::http) coordinates: Coordinates,
    /// Whatever else the user keeps, by name.
    pub(in crate::http) attributes: BTreeMap<String, String>,
    /// By region set, the regions it lies in from the top.
    pub(in crate::http) region_path: BTreeMap<String, Vec<RegionRef>>,
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
}

/// A pair of coordinates and its system.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct Coordinates {
    /// The system: wgs84, gcj02, bd09.
    #[schema(example = "gcj02")]
    pub(in crate::http) crs: &'static str,
    /// Longitude in degrees of the system.
    pub(in crate::http) x: f64,
    /// Latitude in degrees of the system.
    pub(in crate::http) y: f64,
}

/// A field of a body, as it was found.
pub(in crate::http) type Field = Option<Value>;

/// A new station. It needs a code and a place; either `location` or `coordinates` says where.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NewStation {
    /// The user's own id, unique.
    #[schema(example = "SH-001")]
    pub(in crate::http) code: String,
    /// Everything else.
    #[serde(flatten)]
    pub(in crate::http) rest: StationPatch,
}

/// An edit of a station (RFC 7396): a field left out stays as it is, null clears it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct StationPatch {
    /// What people call it; a new station without one is called by its code.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) name: Field,
    /// What it sells: fuel, ev, gas, hydrogen, mixed.
    #[schema(value_type = Option<String>, example = "fuel")]
    pub(in crate::http) energy: Field,
    /// The brand on the sign.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) brand: Field,
    /// The company that runs it.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) operator: Field,
    /// Longitude and latitude in WGS-84 degrees.
    #[schema(value_type = Option<[f64; 2]>, example = json!([121.47, 31.23]))]
    pub(in crate::http) location: Field,
    /// A pair of another coordinate system, instead of `location`.
    #[schema(value_type = Option<Coordinates>)]
    pub(in crate::http) coordinates: Field,
    /// Postal address.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) address: Field,
    /// First day open.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) opened_on: Field,
    /// First day no longer open.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) closed_on: Field,
    /// Attributes by name; null takes one away.
    #[schema(value_type = Option<std::collections::HashMap<String, Option<String>>>)]
    pub(in crate::http) attributes: Field,
}

/// A stage from a day on.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct StageBody {
    /// First day at the stage.
    #[schema(value_type = String, format = Date, example = "2026-04-01")]
    pub(in crate::http) valid_from: Field,
    /// The stage: prospect, negotiating, signed, online, paused, terminated.
    #[schema(value_type = String, example = "online")]
    pub(in crate::http) stage: Field,
    /// Why, or what was agreed.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) note: Field,
}

/// A station's stages.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Timeline {
    /// The station's code.
    pub(in crate::http) station: String,
    /// Its stages, oldest first.
    pub(in crate::http) items: Vec<StageSpan>,
}

/// A stage and while it holds.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(in crate::http) struct StageSpan {
    /// First day at the stage.
    #[schema(value_type = String, format = Date, example = "2026-04-01")]
    pub(in crate::http) valid_from: String,
    /// First day at the next stage; null while it holds.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) valid_to: Option<String>,
    /// The stage.
    #[schema(example = "online")]
    pub(in crate::http) stage: &'static str,
    /// Why, or what was agreed.
    pub(in crate::http) note: Option<String>,
}
