//! The stations that a comparison looks at: who takes part, and who might be a control.

use rustc_hash::FxHashSet;

use super::Inquiry;
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::location::LonLat;
use crate::domain::performance::VolumeUnit;
use crate::domain::region::ADMIN;
use crate::engine::block::Block;
use crate::engine::dictionary::Dictionary;
use crate::engine::filter::Filter;
use crate::engine::question::{Plan, Question, Selected, level_table, slots};
use crate::engine::rows::{NOWHERE, energy_of};
use crate::engine::snapshot::Snapshot;

/// A station as far as controls are matched by it.
#[derive(Clone, Copy)]
pub(super) struct Station<'s> {
    pub(super) block: &'s Block,
    pub(super) slot: usize,
    pub(super) id: StationId,
    /// Place of its region of the top level of the admin set; [`NOWHERE`] outside of all.
    pub(super) province: u32,
    /// Place of its brand among all of them by name; 0 without one.
    pub(super) brand: u32,
    pub(super) unit: VolumeUnit,
    /// Whether it takes part in the campaign.
    pub(super) takes_part: bool,
    /// Whether the filter of the controls means it.
    pub(super) is_meant: bool,
}

impl Station<'_> {
    pub(super) fn place(&self) -> LonLat {
        self.block.place(self.slot).lonlat()
    }
}

/// The stations of the asker's scope; what the filter asks and where they lie is as of the day `at`.
pub(super) fn stations<'s>(
    snapshot: &'s Snapshot,
    inquiry: &Inquiry,
    at: Day,
    participants: &FxHashSet<StationId>,
) -> Vec<Station<'s>> {
    let geography = snapshot.geography();
    let provinces = geography.set(ADMIN).map(|admin| level_table(geography, admin, 0, at));
    let question = Question { scope: inquiry.scope.clone(), ..Question::on(at) };
    let seen = Plan::new(snapshot, &question);
    let filter = inquiry.controls.clone().unwrap_or(Filter::ALL);
    let meant = Plan::new(snapshot, &Question { filter, ..question });
    let brands = ranks(snapshot.brands());
    let mut stations = Vec::with_capacity(snapshot.stations());
    let (mut of_scope, mut of_filter) = (Selected::EMPTY, Selected::EMPTY);
    for block in snapshot.blocks().iter().map(AsRef::as_ref) {
        seen.select(block, None, &mut of_scope);
        meant.select(block, None, &mut of_filter);
        stations.extend(slots(&of_scope.matching, block.len()).map(|slot| {
            let id = block.station(slot);
            let province = provinces.as_ref().map(|table| table.of(table.column(block)[slot]));
            Station {
                block,
                slot,
                id,
                province: province.unwrap_or(NOWHERE),
                brand: brands.get(block.brand[slot] as usize).copied().unwrap_or(0),
                unit: VolumeUnit::of(energy_of(block.energy[slot])),
                takes_part: participants.contains(&id),
                is_meant: of_filter.matching[slot] != 0,
            }
        }));
    }
    // The draws of the bootstrap go by place, and blocks are cut otherwise when the same revision is loaded.
    stations.sort_unstable_by_key(|station| station.id);
    stations
}

/// By code, each word's place among all of them in their order, from 1; 0 for no word. Codes are given in the order in
/// which words come, which is another one when the same revision is loaded.
fn ranks(words: &Dictionary) -> Vec<u32> {
    let mut order: Vec<(&str, usize)> = words.words().zip(1..).collect();
    order.sort_unstable();
    let mut ranks = vec![0; words.codes()];
    for (rank, (_, code)) in (1..).zip(order) {
        ranks[code] = rank;
    }
    ranks
}

/// The places of the participants, to ask who stands near one.
pub(super) struct Neighbourhood {
    /// By ascending latitude.
    places: Vec<LonLat>,
    radius_m: f64,
}

/// Metres of a degree of latitude, rounded down.
const DEGREE_M: f64 = 111_000.0;

impl Neighbourhood {
    pub(super) fn new(places: impl Iterator<Item = LonLat>, radius_m: f64) -> Self {
        let mut places: Vec<LonLat> = places.collect();
        places.sort_by(|one, other| one.lat().total_cmp(&other.lat()));
        Self { places, radius_m }
    }

    /// Whether a participant stands nearer than the radius.
    pub(super) fn has(&self, place: LonLat) -> bool {
        let reach = self.radius_m / DEGREE_M;
        let first = self.places.partition_point(|other| other.lat() < place.lat() - reach);
        let near = self.places[first..].iter().take_while(|other| other.lat() <= place.lat() + reach);
        near.into_iter().any(|other| other.distance_m(place) < self.radius_m)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::Random;

    #[test]
    fn neighbours_are_those_of_a_plain_reading() {
        let mut random = Random::new(5);
        let mut place = || LonLat::new(random.between(120.0, 120.5), random.between(30.0, 30.5)).expect("place");
        let participants: Vec<LonLat> = (0..40).map(|_| place()).collect();
        let near = Neighbourhood::new(participants.iter().copied(), 3_000.0);
        let none = Neighbourhood::new(participants.iter().copied(), 0.0);
        let (mut inside, mut all) = (0, 0);
        for _ in 0..500 {
            let here = place();
            let plainly = participants.iter().any(|other| other.distance_m(here) < 3_000.0);
            assert_eq!(near.has(here), plainly, "{here:?}");
            inside += usize::from(plainly);
            all += 1;
        }
        assert!(inside > 50 && inside < all - 50, "{inside} of {all}");
        assert!(!none.has(participants[0]), "without a radius nobody is near");
    }
}
