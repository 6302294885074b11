//! A station's facts: what a snapshot knows of one station, taken out so that a commit can change it and
//! hand it back. Texts are borrowed, from the snapshot or from what replaces them.

use super::block::{day_of, stage_of};
use super::geography::Geography;
use super::rows::{NOWHERE, energy_of};
use super::snapshot::Snapshot;
use crate::base::date::Day;
use crate::base::ids::{RegionId, SetId, StationId};
use crate::base::location::LonLat;
use crate::domain::cooperation::Stage;
use crate::domain::station::{Energy, Station, StationView};

/// What the engine keeps of a station.
#[derive(Clone, Debug, PartialEq)]
pub struct StationFacts<'a> {
    id: StationId,
    code: &'a str,
    name: &'a str,
    energy: Option<Energy>,
    brand: Option<&'a str>,
    operator: Option<&'a str>,
    location: LonLat,
    opened_on: Option<Day>,
    closed_on: Option<Day>,
    timeline: Vec<(Day, Stage)>,
    regions: Vec<(SetId, RegionId)>,
}

impl<'a> StationFacts<'a> {
    /// A station without cooperation that lies in no region yet.
    #[must_use]
    pub fn of(id: StationId, station: &'a Station) -> Self {
        Self {
            id,
            code: &station.code,
            name: &station.name,
            energy: station.energy,
            brand: station.brand.as_deref(),
            operator: station.operator.as_deref(),
            location: station.position.location,
            opened_on: station.opened_on,
            closed_on: station.closed_on,
            timeline: Vec::new(),
            regions: Vec::new(),
        }
    }

    /// The station with its cooperation and regions, everything else as it is now.
    #[must_use]
    pub fn become_like(self, station: &'a Station) -> Self {
        Self { timeline: self.timeline, regions: self.regions, ..Self::of(self.id, station) }
    }

    /// What the station's cooperation becomes on a day.
    pub fn set_stage(&mut self, day: Day, stage: Option<Stage>) {
        let at = self.timeline.partition_point(|&(other, _)| other < day);
        let there = self.timeline.get(at).is_some_and(|&(other, _)| other == day);
        match (stage, there) {
            (Some(stage), true) => self.timeline[at].1 = stage,
            (Some(stage), false) => self.timeline.insert(at, (day, stage)),
            (None, true) => drop(self.timeline.remove(at)),
            (None, false) => {}
        }
    }

    /// The region of a set that the station lies in.
    pub fn set_region(&mut self, set: SetId, region: Option<RegionId>) {
        self.regions.retain(|&(other, _)| other != set);
        if let Some(region) = region {
            let at = self.regions.partition_point(|&(other, _)| other < set);
            self.regions.insert(at, (set, region));
        }
    }

    /// Which station.
    #[must_use]
    pub fn id(&self) -> StationId {
        self.id
    }

    /// The user's own id.
    #[must_use]
    pub fn code(&self) -> &'a str {
        self.code
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Where it stands.
    #[must_use]
    pub fn location(&self) -> LonLat {
        self.location
    }

    /// Its stages, ascending by day.
    #[must_use]
    pub fn timeline(&self) -> &[(Day, Stage)] {
        &self.timeline
    }

    /// The most detailed region of each set that it lies in.
    #[must_use]
    pub fn regions(&self) -> &[(SetId, RegionId)] {
        &self.regions
    }

    /// As the engine takes it in.
    #[must_use]
    pub fn view(&self) -> StationView<'_> {
        StationView {
            id: self.id,
            code: self.code,
            name: self.name,
            energy: self.energy,
            brand: self.brand,
            operator: self.operator,
            location: self.location,
            opened_on: self.opened_on,
            closed_on: self.closed_on,
            timeline: &self.timeline,
            regions: &self.regions,
        }
    }
}

impl Snapshot {
    /// What the snapshot knows of a station. The location is the middle of its Mercator unit.
    #[must_use]
    pub fn facts(&self, id: StationId) -> Option<StationFacts<'_>> {
        let position = self.position(id)?;
        Some(self.facts_at(position.block, position.slot))
    }

    /// Every station's facts.
    pub fn all_facts(&self) -> impl Iterator<Item = StationFacts<'_>> + '_ {
        let blocks = self.blocks().iter().enumerate();
        blocks.flat_map(move |(index, block)| (0..block.len()).map(move |slot| self.facts_at(index, slot)))
    }

    fn facts_at(&self, block: usize, slot: usize) -> StationFacts<'_> {
        let block = &self.blocks()[block];
        let day = |number: i32, none: i32| if number == none { None } else { Day::from_number(number.unsigned_abs()) };
        let event = |event| Some((Day::from_number(day_of(event))?, Stage::from_number(stage_of(event))?));
        StationFacts {
            id: block.station(slot),
            code: block.code(slot),
            name: block.name(slot),
            energy: energy_of(block.energy[slot]),
            brand: self.brands().word(block.brand[slot]),
            operator: self.operators().word(block.operator[slot]),
            location: block.place(slot).lonlat(),
            opened_on: day(block.opened[slot], 0),
            closed_on: day(block.closed[slot], super::block::NEVER),
            timeline: block.events(slot).filter_map(event).collect(),
            regions: self.regions_of(block, slot),
        }
    }

    fn regions_of(&self, block: &super::block::Block, slot: usize) -> Vec<(SetId, RegionId)> {
        let geography: &Geography = self.geography();
        let sets = geography.sets().iter().enumerate();
        sets.filter_map(|(column, set)| {
            let region = block.regions(column)[slot];
            (region != NOWHERE).then(|| (set.id(), set.region(region).id))
        })
        .collect()
    }
}
