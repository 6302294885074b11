//! Statistics as GeoJSON: the regions of a level with their values.

use serde::Serialize;

use super::render::Plan;
use crate::engine::statistics::Statistics;
use crate::http::answer;
use crate::http::problem::Problem;
use crate::http::wire::{MultiPolygon, Values};

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: u32,
    properties: Properties<'a>,
    geometry: Option<MultiPolygon>,
}

#[derive(Serialize)]
struct Properties<'a> {
    code: &'a str,
    name: &'a str,
    level: &'a str,
    #[serde(flatten)]
    values: Values,
}

/// Writes a feature for each row; a group that holds nothing on the day has no geometry.
pub(super) fn write(plan: &Plan, statistics: &Statistics) -> Result<Vec<u8>, Problem> {
    let set = plan.set()?;
    let geography = plan.asked.snapshot.geography();
    let features = statistics.rows.iter().filter_map(|row| {
        let slot = row.region?;
        let region = set.region(slot);
        Some(Feature {
            kind: "Feature",
            id: region.id.0,
            properties: Properties {
                code: &region.code,
                name: &region.name,
                level: &region.level,
                values: plan.values(row.totals),
            },
            geometry: geography.shape(set, slot, plan.asked.at).map(MultiPolygon),
        })
    });
    answer::json(&Collection { kind: "FeatureCollection", features: features.collect() })
}
