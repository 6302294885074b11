//! Stations as the wire shows them.

use std::collections::BTreeMap;

use crate::base::ids::StationId;
use crate::domain::cooperation::{Stage, StageEvent};
use crate::domain::station::{Energy, Position, Station};
use crate::engine::RegionsOn;
use crate::engine::geography::SetIndex;
use crate::http::regions::reference;
use crate::http::wire::{Coordinates, RegionRef, StageSpan, StationView, Values};

/// By set, the code of the most detailed region that a station lies in.
pub(in crate::http) fn codes(regions: &RegionsOn<'_>, id: StationId) -> BTreeMap<String, String> {
    let slots = regions.slots(id).into_iter();
    slots.map(|(set, slot)| (set.code().to_owned(), set.region(slot).code.clone())).collect()
}

/// By set, the regions that a station lies in from the top.
pub(super) fn paths(regions: &RegionsOn<'_>, id: StationId) -> BTreeMap<String, Vec<RegionRef>> {
    let path = |set: &SetIndex, slot: u32| {
        let mut path: Vec<RegionRef> =
            std::iter::once(slot).chain(set.ancestors(slot)).map(|slot| reference(set, slot)).collect();
        path.reverse();
        path
    };
    regions.slots(id).into_iter().map(|(set, slot)| (set.code().to_owned(), path(set, slot))).collect()
}

/// A station of a list.
pub(super) fn station(
    station: &Station,
    stage: Option<Stage>,
    regions: BTreeMap<String, String>,
    distance_m: Option<f64>,
    values: Option<Values>,
) -> StationView {
    let place = station.position.location;
    StationView {
        code: station.code.clone(),
        name: station.name.clone(),
        energy: station.energy.map(Energy::as_str),
        brand: station.brand.clone(),
        operator: station.operator.clone(),
        stage: stage.map(Stage::as_str),
        location: [place.lon(), place.lat()],
        address: station.address.clone(),
        opened_on: station.opened_on.map(|day| day.to_string()),
        closed_on: station.closed_on.map(|day| day.to_string()),
        regions,
        distance_m,
        values,
    }
}

/// The pair of coordinates as it came.
pub(in crate::http) fn coordinates(position: &Position) -> Coordinates {
    Coordinates { crs: position.crs.as_str(), x: position.raw[0], y: position.raw[1] }
}

/// Stages, each until the next.
pub(super) fn spans(events: &[StageEvent]) -> Vec<StageSpan> {
    let ends = events.iter().skip(1).map(|next| Some(next.valid_from.to_string())).chain([None]);
    events
        .iter()
        .zip(ends)
        .map(|(event, valid_to)| StageSpan {
            valid_from: event.valid_from.to_string(),
            valid_to,
            stage: event.stage.as_str(),
            note: event.note.clone(),
        })
        .collect()
}
