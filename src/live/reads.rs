//! Readings that need more than the snapshot: whole stations, timelines with notes, histories.

use super::error::LiveError;
use super::feed::{RevisionEvent, Touched, stations_of};
use super::names::Names;
use super::network::Network;
use super::writes::DEMO;
use crate::base::ids::{CampaignId, Revision, StationId};
use crate::base::location::Mercator;
use crate::base::tile::TileId;
use crate::domain::campaign::SavedComparison;
use crate::domain::change::Change;
use crate::domain::cooperation::StageEvent;
use crate::domain::station::Station;
use crate::store::{HistoryEntry, Subject};

/// Most row versions that are read back to tell a listener what it missed.
const MOST_REPLAYED: u64 = 20_000;

/// What happened to a subject.
#[derive(Clone, Debug)]
pub struct History {
    /// What happened, newest first.
    pub entries: Vec<HistoryEntry>,
    /// The names of what the entries speak of.
    pub names: Names,
}

impl Network {
    /// The station of a code as of a revision. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn station(&self, code: &str, revision: Revision) -> Result<Option<(StationId, Station)>, LiveError> {
        self.read(|store| {
            let Some(id) = store.station_ids(&[code])?.pop().flatten() else { return Ok(None) };
            let station = store.stations(&[id], revision)?.pop().flatten();
            Ok(station.map(|station| (id, station)))
        })
    }

    /// The id that a code has, or had before its station was deleted. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn station_id(&self, code: &str) -> Result<Option<StationId>, LiveError> {
        self.read(|store| Ok(store.station_ids(&[code])?.pop().flatten()))
    }

    /// Stations as of a revision, `None` where there is none then; order as asked. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn stations(&self, ids: &[StationId], revision: Revision) -> Result<Vec<Option<Station>>, LiveError> {
        self.read(|store| Ok(store.stations(ids, revision)?))
    }

    /// A station's stage events as of a revision, ascending by day. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn timeline(&self, station: StationId, revision: Revision) -> Result<Vec<StageEvent>, LiveError> {
        self.read(|store| Ok(store.timeline(station, revision)?))
    }

    /// A campaign's saved comparisons with their numbers as of a revision, ascending by number. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn comparisons(
        &self,
        campaign: CampaignId,
        revision: Revision,
    ) -> Result<Vec<(u32, SavedComparison)>, LiveError> {
        self.read(|store| Ok(store.comparisons(campaign, revision)?))
    }

    /// What happened to a subject up to a revision, newest first, with the names of what it speaks of. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn history(&self, subject: Subject, revision: Revision, limit: usize) -> Result<History, LiveError> {
        self.read(|store| {
            let entries = store.history(subject, revision, limit)?;
            let names = Names::of(store, entries.iter().map(|entry| &entry.change))?;
            Ok(History { entries, names })
        })
    }

    /// Makes ready what the first tile of regions would wait for. Blocking.
    pub fn warm_up(&self) {
        if let Ok(world) = TileId::new(0, 0, 0) {
            let snapshot = self.current();
            let geography = snapshot.geography();
            for set in geography.sets() {
                geography.tile(set, 0, self.today(), world);
            }
        }
    }

    /// Whether the store answers. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when it does not.
    pub fn check_store(&self) -> Result<(), LiveError> {
        self.read(|store| Ok(store.head().map(drop)?))
    }

    /// Whether the network is a demo, made up by `forecourt demo`. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn is_synthetic(&self) -> Result<bool, LiveError> {
        // The built-in boundaries are revision 1, so a demo is revision 2.
        self.read(|store| Ok(store.record(Revision(2))?.is_some_and(|record| record.author.source == DEMO)))
    }

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
            let commits = store.changes_since(revision, limit)?;
            let mut events = Vec::with_capacity(commits.len());
            for (record, changes) in commits {
                let mut touched = Touched::default();
                if changes.iter().any(|change| matches!(change, Change::Set(_) | Change::Region { .. })) {
                    touched.regions();
                }
                for id in stations_of(&changes, current.books().ledgers()) {
                    let code = current.facts(id).map_or_else(|| code_in(&changes, id), |facts| facts.code().to_owned());
                    // Where it stood before and after, as the feed told it then.
                    let told = places_in(&changes, id);
                    touched.station(
                        &code,
                        if told.is_empty() { current.place_of(id).into_iter().collect() } else { told },
                    );
                }
                events.push(touched.event(record));
            }
            Ok(Some(events))
        })
    }
}

/// The places that changes name for a station.
fn places_in(changes: &[Change], station: StationId) -> Vec<Mercator> {
    let diffs = changes.iter().filter_map(|change| match change {
        Change::Station { id, diff } if *id == station => Some(diff),
        _ => None,
    });
    let places = diffs.flat_map(|diff| [diff.before.as_ref(), diff.after.as_ref()]).flatten();
    places.map(|station| Mercator::from(station.position.location)).collect()
}

/// The code of a station that is no more, from the change that ended it.
fn code_in(changes: &[Change], station: StationId) -> String {
    let code = changes.iter().find_map(|change| match change {
        Change::Station { id, diff } if *id == station => {
            diff.before.as_ref().or(diff.after.as_ref()).map(|station| station.code.clone())
        }
        _ => None,
    });
    code.unwrap_or_default()
}
