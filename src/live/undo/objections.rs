//! What is in the way of changes that put things back: what others have written since and that needs what would go, and
//! what would come back and needs what has gone since.

use rustc_hash::FxHashMap;

use super::Objection;
use crate::base::ids::{CampaignId, ContractId, StationId};
use crate::domain::campaign::Campaign;
use crate::domain::change::Change;
use crate::domain::contract::Contract;
use crate::domain::fee::{Component, FeeOwner, FeeTerm};
use crate::domain::thing::Thing;
use crate::engine::Snapshot;
use crate::store::{Store, StoreError};

/// Everything that is in the way of the changes.
pub(super) fn objections(
    current: &Snapshot,
    store: &dyn Store,
    changes: &[Change],
) -> Result<Vec<Objection>, StoreError> {
    let by_thing = changes.iter().map(|change| (change.thing(), change)).collect();
    let mut after = After { current, store, by_thing, found: Vec::new() };
    for change in changes {
        let (_, makes) = change.sides();
        match change {
            Change::Station { id, .. } if !makes => after.station_goes(*id)?,
            Change::Contract { id, .. } if !makes => after.contract_goes(*id),
            Change::Campaign { id, .. } if !makes => after.campaign_goes(*id)?,
            change if makes => after.comes(change),
            _ => {}
        }
    }
    Ok(after.found)
}

/// The network as it would be.
struct After<'a> {
    current: &'a Snapshot,
    store: &'a dyn Store,
    by_thing: FxHashMap<Thing, &'a Change>,
    found: Vec<Objection>,
}

impl<'a> After<'a> {
    fn object(&mut self, thing: Thing, reason: impl Into<String>) {
        self.found.push(Objection { thing, revision: None, reason: reason.into() });
    }

    /// Whether something that is there now would stay.
    fn stays(&self, thing: Thing) -> bool {
        self.by_thing.get(&thing).is_none_or(|change| change.sides().1)
    }

    fn station(&self, id: StationId) -> bool {
        self.by_thing.get(&Thing::Station(id)).map_or_else(|| self.current.contains(id), |change| change.sides().1)
    }

    fn contract(&self, id: ContractId) -> Option<&'a Contract> {
        match self.by_thing.get(&Thing::Contract(id)) {
            Some(Change::Contract { diff, .. }) => diff.after.as_ref(),
            _ => self.current.books().ledgers().contract(id).map(AsRef::as_ref),
        }
    }

    fn campaign(&self, id: CampaignId) -> Option<&'a Campaign> {
        match self.by_thing.get(&Thing::Campaign(id)) {
            Some(Change::Campaign { diff, .. }) => diff.after.as_ref(),
            _ => self.current.books().campaign(id).map(|book| &book.campaign),
        }
    }

    /// A station would go: what was written of it since would be nobody's.
    fn station_goes(&mut self, id: StationId) -> Result<(), StoreError> {
        let books = self.current.books();
        let stages = self.current.facts(id).map(|facts| facts.timeline().to_vec()).unwrap_or_default();
        let mut left: Vec<Thing> = stages.into_iter().map(|(day, _)| Thing::Stage(id, day)).collect();
        left.extend(terms(self.current, FeeOwner::Station(id)));
        left.extend(books.months_of(id).map(|month| Thing::Performance(id, month)));
        let notes = self.store.notes(id, self.current.revision())?;
        left.extend(notes.into_iter().map(|(number, _)| Thing::Note(id, number)));
        let campaigns = books.campaigns().filter(|(_, book)| book.stations.contains_key(&id));
        left.extend(campaigns.map(|(campaign, _)| Thing::Participation(campaign, id)));
        for thing in left.into_iter().filter(|&thing| self.stays(thing)).collect::<Vec<_>>() {
            self.object(thing, "it was written since of a station that would go");
        }
        for &contract in books.contracts_of(id) {
            if self.contract(contract).is_some_and(|contract| contract.stations.contains(&id)) {
                self.object(Thing::Contract(contract), "it names a station that would go");
            }
        }
        Ok(())
    }

    /// A contract would go: terms that were agreed on since would be nobody's.
    fn contract_goes(&mut self, id: ContractId) {
        let left = terms(self.current, FeeOwner::Contract(id)).filter(|&term| self.stays(term));
        for term in left.collect::<Vec<_>>() {
            self.object(term, "it was written since of a contract that would go");
        }
    }

    /// A campaign would go: who has joined it since would take part in nothing.
    fn campaign_goes(&mut self, id: CampaignId) -> Result<(), StoreError> {
        let stations = self.current.books().campaign(id).into_iter().flat_map(|book| book.stations.keys());
        let mut left: Vec<Thing> = stations.map(|&station| Thing::Participation(id, station)).collect();
        let comparisons = self.store.comparisons(id, self.current.revision())?;
        left.extend(comparisons.into_iter().map(|(number, _)| Thing::Comparison(id, number)));
        left.retain(|&thing| self.stays(thing));
        for thing in left {
            self.object(thing, "it was written since of a campaign that would go");
        }
        Ok(())
    }

    /// Something would come back, or be as it was: what it belongs to must be there, and let it be so.
    fn comes(&mut self, change: &Change) {
        let thing = change.thing();
        let (station, contract, campaign) = match *change {
            Change::Stage { station, .. }
            | Change::Performance { station, .. }
            | Change::Note { station, .. }
            | Change::Fee { owner: FeeOwner::Station(station), .. } => (Some(station), None, None),
            Change::Fee { owner: FeeOwner::Contract(contract), .. } => (None, Some(contract), None),
            Change::Participation { campaign, station, .. } => (Some(station), None, Some(campaign)),
            Change::Comparison { campaign, .. } => (None, None, Some(campaign)),
            _ => (None, None, None),
        };
        if station.is_some_and(|id| !self.station(id)) {
            self.object(thing, "its station has gone since");
        }
        if contract.is_some_and(|id| self.contract(id).is_none()) {
            self.object(thing, "its contract has gone since");
        }
        if campaign.is_some_and(|id| self.campaign(id).is_none()) {
            self.object(thing, "its campaign has gone since");
        }
        match change {
            Change::Contract { diff, .. } => {
                let named = diff.after.iter().flat_map(|contract| &contract.stations);
                if named.into_iter().any(|&station| !self.station(station)) {
                    self.object(thing, "a station that it would name again has gone since");
                }
            }
            Change::Fee { owner, component, diff, .. } => {
                let other = diff.after.as_ref().and_then(|term| self.term_beside(*owner, *component, term));
                if let Some(other) = other {
                    self.object(thing, format!("the term from {} shares days with it", other.period.from()));
                }
            }
            Change::Participation { campaign, diff, .. } => {
                let campaign = self.campaign(*campaign);
                let broken = campaign.zip(diff.after).map(|(campaign, period)| campaign.check_participation(period));
                if let Some(Err(rule)) = broken {
                    self.object(thing, rule.reason);
                }
            }
            Change::Campaign { id, diff } => {
                let Some(campaign) = &diff.after else { return };
                let stations = self.current.books().campaign(*id).into_iter().flat_map(|book| &book.stations);
                for (&station, &period) in stations {
                    let part = Thing::Participation(*id, station);
                    // Those that change are checked themselves.
                    if !self.by_thing.contains_key(&part)
                        && let Err(rule) = campaign.check_participation(period)
                    {
                        self.object(part, rule.reason);
                    }
                }
            }
            _ => {}
        }
    }

    /// A term that would stay and shares days with one that would come.
    fn term_beside(&self, owner: FeeOwner, component: Component, term: &FeeTerm) -> Option<&'a FeeTerm> {
        let mut terms = self.current.books().ledgers().terms(owner).iter();
        terms.find(|other| {
            other.component == component
                && other.period.overlaps(&term.period)
                && !self.by_thing.contains_key(&Thing::Fee(owner, component, other.period.from()))
        })
    }
}

/// The terms of a ledger.
fn terms(current: &Snapshot, owner: FeeOwner) -> impl Iterator<Item = Thing> {
    let terms = current.books().ledgers().terms(owner).iter();
    terms.map(move |term| Thing::Fee(owner, term.component, term.period.from()))
}
