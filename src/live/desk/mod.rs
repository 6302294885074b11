//! The desk: where drafts of contracts, fees, campaigns, notes and days become changes.
//!
//! A desk stands on one snapshot and holds what was put on it, so that a later draft sees the earlier ones: the sheets
//! of a workbook, the rows of a file, or the one thing that a request says. What is on it becomes one revision.

mod campaigns;
mod contracts;
mod fees;
mod notes;
mod performance;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::fees::TermKey;
use self::notes::StationNotes;
use super::error::WriteError;
use crate::base::date::Period;
use crate::base::ids::{CampaignId, ContractId, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::change::{Change, Diff};
use crate::domain::contract::Contract;
use crate::domain::fee::FeeTerm;
use crate::domain::note::Note;
use crate::domain::performance::MonthFacts;
use crate::domain::station::RuleError;
use crate::engine::Snapshot;
use crate::store::Store;

pub(super) use fees::FeeRow;
pub(super) use performance::Days;

/// What a draft came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It made something new.
    New,
    /// It changed something.
    Changed,
    /// It said what was known.
    Unchanged,
}

impl Outcome {
    fn of<T: PartialEq>(before: Option<&T>, after: &T) -> Self {
        match before {
            None => Self::New,
            Some(before) if before == after => Self::Unchanged,
            Some(_) => Self::Changed,
        }
    }
}

/// Things by key, each before and after.
type Diffs<K, T> = BTreeMap<K, Diff<T>>;

/// Drafts on their way to one revision.
pub(super) struct Desk<'s> {
    current: Arc<Snapshot>,
    store: &'s dyn Store,
    /// Stations by code, as far as they were asked for or put on the desk.
    stations: FxHashMap<String, Option<StationId>>,
    /// Changes that were made elsewhere.
    others: Vec<Change>,
    /// Contracts by number, as far as they were asked for; also of those that are gone.
    contract_ids: FxHashMap<String, Option<ContractId>>,
    contracts: Diffs<ContractId, Contract>,
    terms: Diffs<TermKey, FeeTerm>,
    /// Campaigns by code, likewise.
    campaign_ids: FxHashMap<String, Option<CampaignId>>,
    campaigns: Diffs<CampaignId, Campaign>,
    participations: Diffs<(CampaignId, StationId), Period>,
    comparisons: Diffs<(CampaignId, u32), SavedComparison>,
    notes: Diffs<(StationId, u32), Note>,
    station_notes: FxHashMap<StationId, StationNotes>,
    months: Diffs<(StationId, Month), MonthFacts>,
    /// The id after the last station's.
    next_station: StationId,
    next_contract: ContractId,
    next_campaign: CampaignId,
}

impl<'s> Desk<'s> {
    /// An empty desk on a snapshot, beside the store that it was read from.
    ///
    /// # Errors
    /// [`WriteError`] when the store cannot be read.
    pub(super) fn new(current: Arc<Snapshot>, store: &'s dyn Store) -> Result<Self, WriteError> {
        Ok(Self {
            store,
            stations: FxHashMap::default(),
            others: Vec::new(),
            contract_ids: FxHashMap::default(),
            contracts: BTreeMap::new(),
            terms: BTreeMap::new(),
            campaign_ids: FxHashMap::default(),
            campaigns: BTreeMap::new(),
            participations: BTreeMap::new(),
            comparisons: BTreeMap::new(),
            notes: BTreeMap::new(),
            station_notes: FxHashMap::default(),
            months: BTreeMap::new(),
            next_station: store.next_station_id()?,
            next_contract: store.next_contract_id()?,
            next_campaign: store.next_campaign_id()?,
            current,
        })
    }

    /// The snapshot that the desk stands on.
    pub(super) fn current(&self) -> &Arc<Snapshot> {
        &self.current
    }

    /// What is kept on disk.
    pub(super) fn store(&self) -> &'s dyn Store {
        self.store
    }

    /// The id after the last station's, with those on the desk.
    pub(super) fn next_station(&self) -> StationId {
        self.next_station
    }

    /// Puts changes on the desk that were made elsewhere; `next_station` is the id after their last new station's.
    pub(super) fn add(&mut self, changes: Vec<Change>, next_station: StationId) {
        self.next_station = next_station;
        if self.others.is_empty() {
            self.others = changes;
        } else {
            self.others.extend(changes);
        }
    }

    /// Makes the stations among the changes known that were added: drafts that follow may name them.
    pub(super) fn learn_stations(&mut self) {
        for change in &self.others {
            if let Change::Station { id, diff } = change {
                let code = diff.after.as_ref().or(diff.before.as_ref()).map(|station| station.code.clone());
                self.stations.insert(code.unwrap_or_default(), diff.after.as_ref().map(|_| *id));
            }
        }
    }

    /// The station of a code.
    pub(super) fn station(&mut self, code: &str) -> Result<StationId, WriteError> {
        let known = if let Some(known) = self.stations.get(code) {
            *known
        } else {
            let id = self.store.station_ids(&[code])?.pop().flatten().filter(|&id| self.current.contains(id));
            self.stations.insert(code.to_owned(), id);
            id
        };
        let reason = "there is no station of this code; import the stations first";
        known.ok_or_else(|| RuleError::new("station", code, reason).into())
    }

    /// Everything on the desk as changes; what is as it was is left out.
    pub(super) fn finish(self) -> Vec<Change> {
        let mut changes = self.others;
        changes.extend(boxed(self.contracts, |id, diff| Change::Contract { id, diff }));
        changes.extend(boxed(self.terms, |(owner, component, from), diff| Change::Fee {
            owner,
            component,
            from,
            diff,
        }));
        changes.extend(boxed(self.campaigns, |id, diff| Change::Campaign { id, diff }));
        changes.extend(plain(self.participations, |(campaign, station), diff| Change::Participation {
            campaign,
            station,
            diff,
        }));
        changes.extend(boxed(self.comparisons, |(campaign, number), diff| Change::Comparison {
            campaign,
            number,
            diff,
        }));
        changes.extend(boxed(self.notes, |(station, number), diff| Change::Note { station, number, diff }));
        changes.extend(plain(self.months, |(station, month), diff| Change::Performance { station, month, diff }));
        changes
    }
}

fn plain<K, T: PartialEq>(diffs: Diffs<K, T>, change: impl Fn(K, Diff<T>) -> Change) -> impl Iterator<Item = Change> {
    diffs.into_iter().filter(|(_, diff)| diff.before != diff.after).map(move |(key, diff)| change(key, diff))
}

fn boxed<K, T: PartialEq>(
    diffs: Diffs<K, T>,
    change: impl Fn(K, Box<Diff<T>>) -> Change,
) -> impl Iterator<Item = Change> {
    plain(diffs, move |key, diff| change(key, Box::new(diff)))
}

/// What a thing is on the desk: as was last put there, else as `current` gives it.
fn seen<K: Ord, T: Clone>(diffs: &Diffs<K, T>, key: &K, current: impl FnOnce() -> Option<T>) -> Option<T> {
    diffs.get(key).map_or_else(current, |diff| diff.after.clone())
}

/// Puts a thing on the desk; `current` gives it as it was before anything was.
fn put<K: Ord, T>(diffs: &mut Diffs<K, T>, key: K, after: Option<T>, current: impl FnOnce() -> Option<T>) {
    diffs.entry(key).or_insert_with(|| Diff { before: current(), after: None }).after = after;
}
