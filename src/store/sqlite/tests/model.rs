//! The brute-force reading of the store: every thing there is, in maps, and random changes to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use crate::base::date::{Day, Period};
use crate::base::ids::{RegionId, SetId, StationId};
use crate::base::location::{Crs, LonLat};
use crate::base::shape::Shape;
use crate::domain::change::{Change, Diff};
use crate::domain::cooperation::{Stage, StageEvent};
use crate::domain::region::{Extent, Member, Region, RegionSet, SetKind};
use crate::domain::station::{Energy, Position, Station};
use crate::store::sqlite::geometry;

/// A whole network at one revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Model {
    pub(super) sets: BTreeMap<SetId, RegionSet>,
    pub(super) regions: BTreeMap<RegionId, Region>,
    pub(super) stations: BTreeMap<StationId, Station>,
    pub(super) stages: BTreeMap<(StationId, Day), StageEvent>,
    pub(super) memberships: BTreeMap<(StationId, SetId), RegionId>,
}

impl Model {
    /// Applies changes, each of which must fit what is there.
    pub(super) fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Set(set) => assert_eq!(self.sets.insert(set.id, set.clone()), None),
                Change::Region { id, diff } => replace(&mut self.regions, *id, diff),
                Change::Station { id, diff } => replace(&mut self.stations, *id, diff),
                Change::Stage { station, valid_from, diff } => replace(&mut self.stages, (*station, *valid_from), diff),
                Change::Membership { station, set, diff } => replace(&mut self.memberships, (*station, *set), diff),
                other => panic!("no wish makes {other:?}"),
            }
        }
    }

    /// The changes that lead from this network to another.
    pub(super) fn changes_to(&self, after: &Self) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        changes.extend(diffs(&self.sets, &after.sets).filter_map(|(_, diff)| diff.after.map(Change::Set)));
        changes
            .extend(diffs(&self.regions, &after.regions).map(|(id, diff)| Change::Region { id, diff: Box::new(diff) }));
        changes.extend(
            diffs(&self.stations, &after.stations).map(|(id, diff)| Change::Station { id, diff: Box::new(diff) }),
        );
        changes.extend(diffs(&self.stages, &after.stages).map(|((station, valid_from), diff)| Change::Stage {
            station,
            valid_from,
            diff,
        }));
        changes.extend(diffs(&self.memberships, &after.memberships).map(|((station, set), diff)| Change::Membership {
            station,
            set,
            diff,
        }));
        changes
    }
}

fn replace<K: Ord, V: Clone + PartialEq + std::fmt::Debug>(map: &mut BTreeMap<K, V>, key: K, diff: &Diff<V>) {
    let before = match diff.after.clone() {
        Some(after) => map.insert(key, after),
        None => map.remove(&key),
    };
    assert_eq!(before, diff.before);
}

fn diffs<K: Ord + Copy, V: Clone + PartialEq>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
) -> impl Iterator<Item = (K, Diff<V>)> {
    let keys: std::collections::BTreeSet<K> = before.keys().chain(after.keys()).copied().collect();
    let diff = |key: K| (key, Diff { before: before.get(&key).cloned(), after: after.get(&key).cloned() });
    keys.into_iter().map(diff).filter(|(_, diff)| diff.before != diff.after).collect::<Vec<_>>().into_iter()
}

/// One random wish; wishes that the rules forbid are dropped by [`wish`].
#[derive(Clone, Debug)]
pub(super) enum Wish {
    Set(SetKind),
    Region(u32, Option<Box<Region>>),
    Station(u32, Option<Box<Station>>),
    Stage(u32, Day, Option<StageEvent>),
    Membership(u32, u16, Option<u32>),
}

/// Carries out a wish as far as the rules allow: what is gone takes along what refers to it.
pub(super) fn wish(model: &mut Model, wish: Wish) {
    match wish {
        Wish::Set(kind) => {
            let id = SetId(u16::try_from(model.sets.len()).expect("few sets") + 1);
            model.sets.insert(id, RegionSet { id, code: format!("set-{}", id.0), kind });
        }
        Wish::Region(number, Some(mut region)) => {
            let id = RegionId(number);
            region.id = id;
            // A region's set and code are its own for good: take both from its number.
            region.set = SetId(u16::try_from(number % 2).expect("small") + 1);
            region.code = format!("region-{number}");
            let parent_fits = region.parent.is_none_or(|parent| {
                parent != id && model.regions.get(&parent).is_some_and(|parent| parent.set == region.set)
            });
            if model.sets.contains_key(&region.set) && parent_fits {
                model.regions.insert(id, *region);
            }
        }
        Wish::Region(number, None) => {
            let id = RegionId(number);
            model.regions.remove(&id);
            model.memberships.retain(|_, region| *region != id);
            for region in model.regions.values_mut().filter(|region| region.parent == Some(id)) {
                region.parent = None;
            }
        }
        Wish::Station(number, Some(mut station)) => {
            station.code = format!("station-{number}");
            model.stations.insert(StationId(number), *station);
        }
        Wish::Station(number, None) => {
            let id = StationId(number);
            model.stations.remove(&id);
            model.stages.retain(|(station, _), _| *station != id);
            model.memberships.retain(|(station, _), _| *station != id);
        }
        Wish::Stage(number, day, event) if model.stations.contains_key(&StationId(number)) => match event {
            Some(event) => drop(model.stages.insert((StationId(number), day), event)),
            None => drop(model.stages.remove(&(StationId(number), day))),
        },
        Wish::Membership(number, set, region) if model.stations.contains_key(&StationId(number)) => {
            let key = (StationId(number), SetId(set));
            match region.map(RegionId) {
                Some(region) if model.regions.get(&region).is_some_and(|kept| kept.set == SetId(set)) => {
                    model.memberships.insert(key, region);
                }
                Some(_) => {}
                None => drop(model.memberships.remove(&key)),
            }
        }
        Wish::Stage(..) | Wish::Membership(..) => {}
    }
}

/// Random wishes about few things, so that they meet.
pub(super) fn wishes() -> impl Strategy<Value = Wish> {
    let kind = prop_oneof![Just(SetKind::Polygons), Just(SetKind::Groups)];
    prop_oneof![
        1 => kind.prop_map(Wish::Set),
        3 => (0..6_u32, proptest::option::weighted(0.8, regions().prop_map(Box::new)))
            .prop_map(|(id, region)| Wish::Region(id, region)),
        5 => (1..6_u32, proptest::option::weighted(0.75, stations().prop_map(Box::new)))
            .prop_map(|(id, station)| Wish::Station(id, station)),
        8 => (1..6_u32, 0..4_u32, proptest::option::weighted(0.7, events())).prop_map(|(id, at, event)| {
            let day = Day::from_number(46_000 + at).expect("day");
            Wish::Stage(id, day, event.map(|event| StageEvent { valid_from: day, ..event }))
        }),
        5 => (1..6_u32, 1..3_u16, proptest::option::weighted(0.7, 0..6_u32))
            .prop_map(|(id, set, region)| Wish::Membership(id, set, region)),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,3}", "\\PC{1,8}", Just("油站 \"甲\"\n".to_owned()), Just(String::new())]
}

fn places() -> impl Strategy<Value = LonLat> {
    let lon = prop_oneof![-180.0..=180.0, Just(-0.0), Just(121.0), Just(-180.0)];
    let lat = prop_oneof![-90.0..=90.0, Just(0.0), Just(31.0), Just(90.0)];
    (lon, lat).prop_map(|(lon, lat)| LonLat::new(lon, lat).expect("place"))
}

fn days() -> impl Strategy<Value = Day> {
    (0..=Day::MAX.number()).prop_map(|number| Day::from_number(number).expect("day"))
}

fn stations() -> impl Strategy<Value = Station> {
    let position = (prop::sample::select(&Crs::ALL), prop::array::uniform2(-200.0..200.0), places())
        .prop_map(|(crs, raw, location)| Position { crs, raw, location });
    let words = (text(), proptest::option::of(text()), proptest::option::of(text()), proptest::option::of(text()));
    let days = (proptest::option::of(days()), proptest::option::of(days()));
    let energy = proptest::option::of(prop::sample::select(&Energy::ALL));
    let attributes = prop::collection::btree_map(text(), text(), 0..3);
    (words, energy, position, days, attributes).prop_map(
        |((name, brand, operator, address), energy, position, (opened_on, closed_on), attributes)| Station {
            code: String::new(),
            name,
            energy,
            brand,
            operator,
            position,
            address,
            opened_on,
            closed_on,
            attributes,
        },
    )
}

fn events() -> impl Strategy<Value = StageEvent> {
    (prop::sample::select(&Stage::ALL), proptest::option::of(text())).prop_map(|(stage, note)| StageEvent {
        valid_from: Day::MIN,
        stage,
        note,
    })
}

fn regions() -> impl Strategy<Value = Region> {
    let member = (text(), days(), proptest::option::of(1..500)).prop_filter_map("ends later", |(admin, from, run)| {
        let period = Period::new(from, run.map(|run| from.plus(run))).ok()?;
        Some(Member { admin, period })
    });
    let extent = prop_oneof![
        shapes().prop_map(|shape| Extent::Shape(Arc::new(shape))),
        prop::collection::vec(member, 0..3).prop_map(Extent::Members),
    ];
    (text(), text(), proptest::option::weighted(0.3, 0..6_u32), proptest::option::of(places()), extent).prop_map(
        |(name, level, parent, center, extent)| Region {
            id: RegionId(0),
            set: SetId(0),
            code: String::new(),
            name,
            level,
            parent: parent.map(RegionId),
            center,
            extent,
        },
    )
}

fn shapes() -> impl Strategy<Value = Shape> {
    geometry::tests::shapes()
}
