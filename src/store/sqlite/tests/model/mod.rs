//! The brute-force reading of the store: every thing there is, in maps, and random changes to them.

mod values;
mod wishing;

use std::collections::BTreeMap;

pub(super) use self::wishing::{Wish, wish, wishes};
use crate::base::date::{Day, Period};
use crate::base::ids::{CampaignId, ContractId, RegionId, SetId, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::change::{Change, Diff};
use crate::domain::contract::Contract;
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::{Component, FeeOwner, FeeTerm};
use crate::domain::note::Note;
use crate::domain::performance::MonthFacts;
use crate::domain::region::{Region, RegionSet};
use crate::domain::station::Station;

/// A whole network at one revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Model {
    pub(super) sets: BTreeMap<SetId, RegionSet>,
    pub(super) regions: BTreeMap<RegionId, Region>,
    pub(super) stations: BTreeMap<StationId, Station>,
    pub(super) stages: BTreeMap<(StationId, Day), StageEvent>,
    pub(super) memberships: BTreeMap<(StationId, SetId), RegionId>,
    pub(super) contracts: BTreeMap<ContractId, Contract>,
    pub(super) fees: BTreeMap<(FeeOwner, Day, Component), FeeTerm>,
    pub(super) months: BTreeMap<(Month, StationId), MonthFacts>,
    pub(super) campaigns: BTreeMap<CampaignId, Campaign>,
    pub(super) participations: BTreeMap<(CampaignId, StationId), Period>,
    pub(super) notes: BTreeMap<(StationId, u32), Note>,
    pub(super) comparisons: BTreeMap<(CampaignId, u32), SavedComparison>,
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
                Change::Contract { id, diff } => replace(&mut self.contracts, *id, diff),
                Change::Fee { owner, component, from, diff } => {
                    replace(&mut self.fees, (*owner, *from, *component), diff);
                }
                Change::Performance { station, month, diff } => replace(&mut self.months, (*month, *station), diff),
                Change::Campaign { id, diff } => replace(&mut self.campaigns, *id, diff),
                Change::Participation { campaign, station, diff } => {
                    replace(&mut self.participations, (*campaign, *station), diff);
                }
                Change::Note { station, number, diff } => replace(&mut self.notes, (*station, *number), diff),
                Change::Comparison { campaign, number, diff } => {
                    replace(&mut self.comparisons, (*campaign, *number), diff);
                }
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
        changes.extend(
            diffs(&self.contracts, &after.contracts).map(|(id, diff)| Change::Contract { id, diff: Box::new(diff) }),
        );
        changes.extend(diffs(&self.fees, &after.fees).map(|((owner, from, component), diff)| Change::Fee {
            owner,
            component,
            from,
            diff: Box::new(diff),
        }));
        changes.extend(diffs(&self.months, &after.months).map(|((month, station), diff)| Change::Performance {
            station,
            month,
            diff,
        }));
        changes.extend(
            diffs(&self.campaigns, &after.campaigns).map(|(id, diff)| Change::Campaign { id, diff: Box::new(diff) }),
        );
        changes.extend(
            diffs(&self.participations, &after.participations)
                .map(|((campaign, station), diff)| Change::Participation { campaign, station, diff }),
        );
        changes.extend(diffs(&self.notes, &after.notes).map(|((station, number), diff)| Change::Note {
            station,
            number,
            diff: Box::new(diff),
        }));
        changes.extend(
            diffs(&self.comparisons, &after.comparisons).map(|((campaign, number), diff)| Change::Comparison {
                campaign,
                number,
                diff: Box::new(diff),
            }),
        );
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
