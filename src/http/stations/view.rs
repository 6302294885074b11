//! Stations as the wire shows them.

use std::collections::BTreeMap;

use crate::base::date::Day;
use crate::base::ids::{RegionId, SetId, StationId};
use crate::domain::cooperation::{Stage, StageEvent};
use crate::domain::region::{ADMIN, SetKind};
use crate::domain::station::{Energy, Position, Station};
use crate::engine::Snapshot;
use crate::engine::geography::SetIndex;
use crate::http::regions::reference;
use crate::http::wire::{Coordinates, RegionRef, StageSpan, StationView};

/// Tells the regions of stations on a day.
pub(in crate::http) struct RegionsOn<'s> {
    snapshot: &'s Snapshot,
    /// Sets of groups, each with the group of every slot of the admin set.
    groups: Vec<(&'s SetIndex, Vec<u32>)>,
}

impl<'s> RegionsOn<'s> {
    pub(in crate::http) fn new(snapshot: &'s Snapshot, at: Day) -> Self {
        let geography = snapshot.geography();
        let groups = geography.sets().iter().filter(|set| set.kind() == SetKind::Groups);
        let groups = groups.filter_map(|set| Some((&**set, set.groups_at(at, geography.set(ADMIN)?)))).collect();
        Self { snapshot, groups }
    }

    /// By set, the most detailed region that the station lies in.
    fn slots(&self, id: StationId) -> Vec<(&'s SetIndex, u32)> {
        let geography = self.snapshot.geography();
        let known: Vec<(SetId, RegionId)> =
            self.snapshot.facts(id).map(|facts| facts.regions().to_vec()).unwrap_or_default();
        let find = |&(id, region): &(SetId, RegionId)| {
            let set = geography.sets().iter().find(|set| set.id() == id)?;
            Some((&**set, set.slot(region)?))
        };
        let mut slots: Vec<(&SetIndex, u32)> = known.iter().filter_map(find).collect();
        let admin = slots.iter().find(|(set, _)| set.code() == ADMIN).map(|&(_, slot)| slot);
        for (set, groups) in &self.groups {
            let group = admin.and_then(|slot| groups.get(slot as usize)).filter(|&&slot| (slot as usize) < set.len());
            slots.extend(group.map(|&slot| (*set, slot)));
        }
        slots
    }

    /// By set, the code of the most detailed region that the station lies in.
    pub(in crate::http) fn codes(&self, id: StationId) -> BTreeMap<String, String> {
        let slots = self.slots(id).into_iter();
        slots.map(|(set, slot)| (set.code().to_owned(), set.region(slot).code.clone())).collect()
    }

    /// By set, the regions that the station lies in from the top.
    pub(super) fn paths(&self, id: StationId) -> BTreeMap<String, Vec<RegionRef>> {
        let path = |set: &SetIndex, slot: u32| {
            let mut path: Vec<RegionRef> =
                std::iter::once(slot).chain(set.ancestors(slot)).map(|slot| reference(set, slot)).collect();
            path.reverse();
            path
        };
        self.slots(id).into_iter().map(|(set, slot)| (set.code().to_owned(), path(set, slot))).collect()
    }
}

/// A station of a list.
pub(super) fn station(
    station: &Station,
    stage: Option<Stage>,
    regions: BTreeMap<String, String>,
    distance_m: Option<f64>,
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
