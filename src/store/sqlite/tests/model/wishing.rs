//! Random wishes for a network, and what the rules leave of them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Model, values};
use crate::base::date::{Day, Period};
use crate::base::ids::{CampaignId, ContractId, RegionId, SetId, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::contract::Contract;
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::{FeeOwner, FeeTerm};
use crate::domain::note::Note;
use crate::domain::performance::{DayFacts, MOST_DAYS, MonthFacts};
use crate::domain::region::{Region, RegionSet, SetKind};
use crate::domain::station::Station;

/// One random wish; wishes that the rules forbid are dropped by [`wish`].
#[derive(Clone, Debug)]
pub(in crate::store::sqlite::tests) enum Wish {
    Set(SetKind),
    Region(u32, Option<Box<Region>>),
    Station(u32, Option<Box<Station>>),
    Stage(u32, Day, Option<StageEvent>),
    Membership(u32, u16, Option<u32>),
    Contract(u32, Option<Box<Contract>>),
    Fee(FeeOwner, Box<FeeTerm>, bool),
    Month(u32, u32, Vec<Option<DayFacts>>),
    Campaign(u32, Option<Box<Campaign>>),
    Participation(u32, u32, Option<Period>),
    Note(u32, u32, Option<Note>),
    Comparison(u32, u32, Option<SavedComparison>),
}

/// Carries out a wish as far as the rules allow: what is gone takes along what refers to it.
pub(in crate::store::sqlite::tests) fn wish(model: &mut Model, wish: Wish) {
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
            model.fees.retain(|(owner, ..), _| *owner != FeeOwner::Station(id));
            model.months.retain(|(_, station), _| *station != id);
            model.participations.retain(|(_, station), _| *station != id);
            model.notes.retain(|(station, _), _| *station != id);
            for contract in model.contracts.values_mut() {
                contract.stations.remove(&id);
            }
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
        other => wish_of_business(model, other),
    }
}

/// The wishes about contracts, fees, performance, campaigns and notes.
fn wish_of_business(model: &mut Model, wish: Wish) {
    match wish {
        Wish::Contract(number, Some(mut contract)) => {
            contract.number = format!("contract-{number}");
            contract.stations.retain(|station| model.stations.contains_key(station));
            model.contracts.insert(ContractId(number), *contract);
        }
        Wish::Contract(number, None) => {
            let id = ContractId(number);
            model.contracts.remove(&id);
            model.fees.retain(|(owner, ..), _| *owner != FeeOwner::Contract(id));
        }
        Wish::Fee(owner, term, is_there) => {
            let has_owner = match owner {
                FeeOwner::Contract(id) => model.contracts.contains_key(&id),
                FeeOwner::Station(id) => model.stations.contains_key(&id),
            };
            let key = (owner, term.period.from(), term.component);
            put(&mut model.fees, key, (is_there && has_owner).then_some(*term));
        }
        Wish::Month(number, at, mut days) => {
            let month = month(at);
            days.truncate(month.days().into());
            days.resize(MOST_DAYS, None);
            let facts = days.try_into().ok().and_then(|days| MonthFacts::new(&days));
            let is_there = model.stations.contains_key(&StationId(number));
            put(&mut model.months, (month, StationId(number)), facts.filter(|_| is_there));
        }
        Wish::Campaign(number, Some(mut campaign)) => {
            campaign.code = format!("campaign-{number}");
            model.campaigns.insert(CampaignId(number), *campaign);
        }
        Wish::Campaign(number, None) => {
            let id = CampaignId(number);
            model.campaigns.remove(&id);
            model.participations.retain(|(campaign, _), _| *campaign != id);
            model.comparisons.retain(|(campaign, _), _| *campaign != id);
        }
        Wish::Participation(campaign, station, period) => {
            let key = (CampaignId(campaign), StationId(station));
            let are_there = model.campaigns.contains_key(&key.0) && model.stations.contains_key(&key.1);
            put(&mut model.participations, key, period.filter(|_| are_there));
        }
        Wish::Note(station, number, note) => {
            let is_there = model.stations.contains_key(&StationId(station));
            put(&mut model.notes, (StationId(station), number), note.filter(|_| is_there));
        }
        Wish::Comparison(campaign, number, comparison) => {
            let is_there = model.campaigns.contains_key(&CampaignId(campaign));
            put(&mut model.comparisons, (CampaignId(campaign), number), comparison.filter(|_| is_there));
        }
        other => unreachable!("{other:?} is about the network"),
    }
}

fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}

/// One of a few months, a February among them.
fn month(at: u32) -> Month {
    Month::from_number(Month::of(Day::MAX).number() - 11 + at).expect("month")
}

/// Random wishes about few things, so that they meet.
pub(in crate::store::sqlite::tests) fn wishes() -> impl Strategy<Value = Wish> {
    let kind = prop_oneof![Just(SetKind::Polygons), Just(SetKind::Groups)];
    prop_oneof![
        1 => kind.prop_map(Wish::Set),
        3 => (0..6_u32, proptest::option::weighted(0.8, values::regions().prop_map(Box::new)))
            .prop_map(|(id, region)| Wish::Region(id, region)),
        5 => (1..6_u32, proptest::option::weighted(0.75, values::stations().prop_map(Box::new)))
            .prop_map(|(id, station)| Wish::Station(id, station)),
        8 => (1..6_u32, 0..4_u32, proptest::option::weighted(0.7, values::events())).prop_map(|(id, at, event)| {
            let day = Day::from_number(46_000 + at).expect("day");
            Wish::Stage(id, day, event.map(|event| StageEvent { valid_from: day, ..event }))
        }),
        5 => (1..6_u32, 1..3_u16, proptest::option::weighted(0.7, 0..6_u32))
            .prop_map(|(id, set, region)| Wish::Membership(id, set, region)),
        4 => (1..4_u32, proptest::option::weighted(0.75, values::contracts().prop_map(Box::new)))
            .prop_map(|(id, contract)| Wish::Contract(id, contract)),
        5 => (owners(), values::terms(), prop::bool::weighted(0.7))
            .prop_map(|(owner, term, is_there)| Wish::Fee(owner, Box::new(term), is_there)),
        5 => (1..6_u32, 0..3_u32, values::month_days()).prop_map(|(id, at, days)| Wish::Month(id, at, days)),
        3 => (1..4_u32, proptest::option::weighted(0.75, values::campaigns().prop_map(Box::new)))
            .prop_map(|(id, campaign)| Wish::Campaign(id, campaign)),
        4 => (1..4_u32, 1..6_u32, proptest::option::weighted(0.7, values::periods()))
            .prop_map(|(campaign, station, period)| Wish::Participation(campaign, station, period)),
        3 => (1..6_u32, 1..4_u32, proptest::option::weighted(0.7, values::notes()))
            .prop_map(|(station, number, note)| Wish::Note(station, number, note)),
        2 => (1..4_u32, 1..4_u32, proptest::option::weighted(0.7, values::comparisons()))
            .prop_map(|(campaign, number, comparison)| Wish::Comparison(campaign, number, comparison)),
    ]
}

fn owners() -> impl Strategy<Value = FeeOwner> {
    prop_oneof![
        (1..4_u32).prop_map(|id| FeeOwner::Contract(ContractId(id))),
        (1..6_u32).prop_map(|id| FeeOwner::Station(StationId(id))),
    ]
}
