//! Readings that need more than the snapshot: whole stations, timelines with notes, histories.

use super::error::LiveError;
use super::names::Names;
use super::network::Network;
use super::writes::DEMO;
use crate::base::date::Instant;
use crate::base::ids::{CampaignId, ContractId, Revision, StationId};
use crate::base::tile::TileId;
use crate::domain::campaign::SavedComparison;
use crate::domain::cooperation::StageEvent;
use crate::domain::note::Note;
use crate::domain::station::Station;
use crate::store::{HistoryEntry, Subject};

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

    /// The id that a contract of a number has, or had before it was deleted. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn contract_id(&self, number: &str) -> Result<Option<ContractId>, LiveError> {
        self.read(|store| Ok(store.contract_ids(&[number])?.pop().flatten()))
    }

    /// The id that a campaign of a code has, or had before it was deleted. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn campaign_id(&self, code: &str) -> Result<Option<CampaignId>, LiveError> {
        self.read(|store| Ok(store.campaign_ids(&[code])?.pop().flatten()))
    }

    /// A station's notes with their numbers as of a revision, ascending by number. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn notes(&self, station: StationId, revision: Revision) -> Result<Vec<(u32, Note)>, LiveError> {
        self.read(|store| Ok(store.notes(station, revision)?))
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

    /// When a revision was recorded; `None` for one that there is not. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn recorded_at(&self, revision: Revision) -> Result<Option<Instant>, LiveError> {
        self.read(|store| Ok(store.record(revision)?.map(|record| record.recorded_at)))
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
}
