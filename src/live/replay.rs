//! What a listener missed, told again as the feed told it: commits are walked backwards from the current state, so that
//! each is told by the state that it left.

use rustc_hash::FxHashMap;

use super::error::LiveError;
use super::feed::{RevisionEvent, Touched, changes_regions, stations_of};
use super::network::Network;
use crate::base::ids::{ContractId, Revision, StationId};
use crate::base::location::Mercator;
use crate::domain::change::{Change, RevisionRecord};
use crate::domain::contract::Contract;
use crate::engine::Snapshot;
use crate::store::{Store, StoreError};

/// Most row versions that are read back to tell a listener what it missed.
const MOST_REPLAYED: u64 = 20_000;

impl Network {
    /// The commits after a revision, oldest first, as the feed told them; `None` when there are more than
    /// `limit` of them, or they changed more than [`MOST_REPLAYED`] row versions: reloading costs less then.
    /// Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn changes_since(&self, revision: Revision, limit: usize) -> Result<Option<Vec<RevisionEvent>>, LiveError> {
        let current = self.current();
        self.read(|store| {
            let newest = current.revision().0;
            let mut versions = 0;
            for missed in revision.0 + 1..=newest.min(revision.0 + limit as u64) {
                versions += store.record(Revision(missed))?.map_or(0, |record| record.changes);
            }
            if newest > revision.0 + limit as u64 || versions > MOST_REPLAYED {
                return Ok(None);
            }
            let mut commits = store.changes_since(revision, limit)?;
            // What is not published yet will be told by the feed itself.
            commits.retain(|(record, _)| record.revision <= current.revision());
            let mut state =
                Backwards { current: &current, places: FxHashMap::default(), contracts: FxHashMap::default() };
            let events = commits.iter().rev().map(|(record, changes)| state.event(store, record, changes));
            let mut events = events.collect::<Result<Vec<_>, _>>()?;
            events.reverse();
            Ok(Some(events))
        })
    }
}

/// The state that a commit left.
struct Backwards<'c> {
    current: &'c Snapshot,
    /// Where stations stood that later commits changed; `None` for one that was not there.
    places: FxHashMap<StationId, Option<Mercator>>,
    /// What contracts were that later commits changed.
    contracts: FxHashMap<ContractId, Option<&'c Contract>>,
}

impl<'c> Backwards<'c> {
    /// What the feed told of the commit that left this state; afterwards it is the state before.
    fn event(
        &mut self,
        store: &dyn Store,
        record: &RevisionRecord,
        changes: &'c [Change],
    ) -> Result<RevisionEvent, StoreError> {
        let ids: Vec<StationId> = stations_of(changes, |id| self.contract(id)).into_iter().collect();
        let after: Vec<Option<Mercator>> = ids.iter().map(|&id| self.place(id)).collect();
        for change in changes {
            match change {
                Change::Station { id, diff } => {
                    let before = diff.before.as_ref().map(|station| Mercator::from(station.position.location));
                    self.places.insert(*id, before);
                }
                Change::Contract { id, diff } => drop(self.contracts.insert(*id, diff.before.as_ref())),
                _ => {}
            }
        }
        // Those of stations that are no more by now, too.
        let codes = store.station_codes(&ids)?;
        let mut touched = Touched::default();
        if changes_regions(changes) {
            touched.regions();
        }
        for ((id, code), after) in ids.into_iter().zip(codes).zip(after) {
            touched.station(&code.unwrap_or_default(), [self.place(id), after].into_iter().flatten());
        }
        Ok(touched.event(record.clone()))
    }

    fn place(&self, id: StationId) -> Option<Mercator> {
        self.places.get(&id).copied().unwrap_or_else(|| self.current.place_of(id))
    }

    fn contract(&self, id: ContractId) -> Option<&'c Contract> {
        let current = || self.current.books().ledgers().contract(id).map(AsRef::as_ref);
        self.contracts.get(&id).copied().unwrap_or_else(current)
    }
}
