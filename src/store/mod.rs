//! Durable state: the coarse [`Store`] trait that every backend implements, and the SQLite backend.
//!
//! Every stored row version carries the revision that made it and the one that ended it, so any past
//! revision can be read back; revisions form a hash chain that [`Store::verify`] walks.

pub mod sqlite;

use std::path::{Path, PathBuf};

use crate::base::date::{Day, Instant, Period};
use crate::base::ids::{CampaignId, ContractId, RegionId, Revision, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::change::{Batch, Change, RevisionRecord};
use crate::domain::contract::Contract;
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::{FeeOwner, FeeTerm};
use crate::domain::note::Note;
use crate::domain::performance::MonthFacts;
use crate::domain::region::{Region, RegionSet};
use crate::domain::revision::RevisionKind;
use crate::domain::station::{Station, StationView};
use crate::domain::thing::{Tallies, Thing};

/// Why the store could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database file cannot be opened or is of a newer or foreign kind.
    #[error("cannot open {}: {reason}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A change's `before` is not what the store holds: somebody else was faster.
    #[error("{what} was changed meanwhile")]
    Conflict {
        /// The thing concerned.
        what: String,
    },
    /// The batch contradicts itself, or leaves behind something that refers to what is not there.
    #[error("the changes contradict each other: {0}")]
    Inconsistent(String),
    /// A revision that the store does not have.
    #[error("there is no revision {asked}; the newest is {newest}")]
    NoRevision {
        /// The revision asked for.
        asked: Revision,
        /// The newest one.
        newest: Revision,
    },
    /// The stored data contradict themselves.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The backend failed.
    #[error("the database failed: {0}")]
    Backend(String),
}

/// The sets and regions of a network at one revision.
#[derive(Debug, Default)]
pub struct Regions {
    /// Sets by ascending id.
    pub sets: Vec<RegionSet>,
    /// Regions by ascending id.
    pub regions: Vec<Region>,
}

/// Whose history is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A station: itself, its stages, memberships, own fee terms, months of performance, notes and
    /// participations in campaigns. What its contracts say is told by the contracts.
    Station(StationId),
    /// A contract: itself and its fee terms.
    Contract(ContractId),
    /// A campaign: itself, its participations and comparisons.
    Campaign(CampaignId),
    /// A region: itself.
    Region(RegionId),
}

/// One thing that happened to a subject: a link of its history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// The commit that did it.
    pub record: RevisionRecord,
    /// What it did.
    pub change: Change,
}

/// A revision by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionSummary {
    /// The link.
    pub record: RevisionRecord,
    /// What it did, by kind.
    pub touched: Tallies,
    /// The revision that undid it, unless that was undone in turn.
    pub undone_by: Option<Revision>,
}

/// What of a revision's doing later ones have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overtaken {
    /// Things, each with the last revision that touched it.
    pub things: Vec<(Thing, Revision)>,
    /// How many there are; the list may hold the first of them only.
    pub count: usize,
}

/// What [`Store::verify`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Links of the chain that were walked.
    pub revisions: u64,
    /// Row versions that were hashed.
    pub versions: u64,
    /// Everything that is wrong, in words; empty when all is well.
    pub faults: Vec<String>,
}

/// A durable, system-versioned store. One writer at a time; readers see whole revisions.
pub trait Store: Send {
    /// Applies the batch whole or not at all, durably (fsync) before it returns, as the next revision.
    /// `base` is the revision from which the batch was made ([`Revision::EMPTY`] for the first).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when `base` is no longer the newest revision or a `before` is not what the
    /// store holds, [`StoreError::Inconsistent`] when the batch contradicts itself; nothing is written then.
    fn commit(&mut self, base: Revision, batch: &Batch) -> Result<RevisionRecord, StoreError>;

    /// The newest link; `None` before the first commit.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn head(&self) -> Result<Option<RevisionRecord>, StoreError>;

    /// One link of the chain; `None` for a revision that the store does not have.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn record(&self, revision: Revision) -> Result<Option<RevisionRecord>, StoreError>;

    /// The revisions of some kinds from one on downwards, newest first.
    ///
    /// # Errors
    /// [`StoreError::Backend`], [`StoreError::Damaged`] for a revision that does not say what it came through.
    fn revisions_of(&self, newest: Revision, kinds: &[RevisionKind]) -> Result<Vec<Revision>, StoreError>;

    /// Revisions by themselves, in the order asked, which is newest first.
    ///
    /// # Errors
    /// [`StoreError::Backend`] without one of them, [`StoreError::Damaged`] for a list of keys that is none of ours.
    fn revisions(&self, asked: &[Revision]) -> Result<Vec<RevisionSummary>, StoreError>;

    /// The things that a revision touched and that later ones touched again: the first `limit`, and how many there are.
    /// Memberships are left out, as they follow from where stations stand.
    ///
    /// # Errors
    /// [`StoreError::Backend`] without such a revision.
    fn overtaken(&self, revision: Revision, limit: usize) -> Result<Overtaken, StoreError>;

    /// The sets and regions as of a revision.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest.
    fn regions(&self, revision: Revision) -> Result<Regions, StoreError>;

    /// The newest revision up to this one that changed a set or a region; [`Revision::EMPTY`] before the first.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn regions_changed(&self, revision: Revision) -> Result<Revision, StoreError>;

    /// Visits every station as of a revision by ascending id, with its timeline and memberships.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest.
    fn load(&self, revision: Revision, visit: &mut dyn FnMut(StationView<'_>)) -> Result<(), StoreError>;

    /// The commits after a revision, oldest first, each with its changes; at most `limit` commits.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn changes_since(&self, revision: Revision, limit: usize)
    -> Result<Vec<(RevisionRecord, Vec<Change>)>, StoreError>;

    /// The newest revision recorded at or before the instant; [`Revision::EMPTY`] before the first.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn revision_at(&self, instant: Instant) -> Result<Revision, StoreError>;

    /// Ids of stations by code, `None` for a code that never was; order as asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn station_ids(&self, codes: &[&str]) -> Result<Vec<Option<StationId>>, StoreError>;

    /// Stations as of a revision, `None` where there is none then; order as asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn stations(&self, ids: &[StationId], revision: Revision) -> Result<Vec<Option<Station>>, StoreError>;

    /// A station's stage events as of a revision, ascending by day.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn timeline(&self, station: StationId, revision: Revision) -> Result<Vec<StageEvent>, StoreError>;

    /// A station's event on a day as of a revision.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn event(&self, station: StationId, day: Day, revision: Revision) -> Result<Option<StageEvent>, StoreError>;

    /// Every contract as of a revision, ascending by id.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest.
    fn contracts(&self, revision: Revision) -> Result<Vec<(ContractId, Contract)>, StoreError>;

    /// Every fee term as of a revision: those of contracts, then those of stations, each ascending by the
    /// owner's id, the first day and the component.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest.
    fn fees(&self, revision: Revision) -> Result<Vec<(FeeOwner, FeeTerm)>, StoreError>;

    /// The terms of one ledger as of a revision, ascending by first day and component.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn fees_of(&self, owner: FeeOwner, revision: Revision) -> Result<Vec<FeeTerm>, StoreError>;

    /// Visits every station's months of performance as of a revision, ascending by station and month. The bytes
    /// are those of a [`MonthFacts`] none of whose days lies beyond the month's end.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest, [`StoreError::Damaged`] for bytes that are none of ours.
    fn performance(&self, revision: Revision, visit: &mut dyn FnMut(StationId, Month, &[u8]))
    -> Result<(), StoreError>;

    /// A station's months of performance as of a revision, ascending.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn station_months(&self, station: StationId, revision: Revision) -> Result<Vec<(Month, MonthFacts)>, StoreError>;

    /// Stations' months of performance as of a revision, `None` where nothing is kept of one then; order as asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn months(&self, keys: &[(StationId, Month)], revision: Revision) -> Result<Vec<Option<MonthFacts>>, StoreError>;

    /// Every campaign as of a revision, ascending by id.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest.
    fn campaigns(&self, revision: Revision) -> Result<Vec<(CampaignId, Campaign)>, StoreError>;

    /// While stations take part in campaigns, as of a revision, ascending by campaign and station.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest.
    fn participations(&self, revision: Revision) -> Result<Vec<(CampaignId, StationId, Period)>, StoreError>;

    /// While a station takes part in campaigns, as of a revision, ascending by campaign.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn participations_of(
        &self,
        station: StationId,
        revision: Revision,
    ) -> Result<Vec<(CampaignId, Period)>, StoreError>;

    /// A station's notes with their numbers as of a revision, ascending by number.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn notes(&self, station: StationId, revision: Revision) -> Result<Vec<(u32, Note)>, StoreError>;

    /// The number after the largest that a note on the station ever had; the first is 1.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn next_note(&self, station: StationId) -> Result<u32, StoreError>;

    /// A campaign's saved comparisons with their numbers as of a revision, ascending by number.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn comparisons(&self, campaign: CampaignId, revision: Revision) -> Result<Vec<(u32, SavedComparison)>, StoreError>;

    /// The number after the largest that a comparison of the campaign ever had; the first is 1.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn next_comparison(&self, campaign: CampaignId) -> Result<u32, StoreError>;

    /// Ids of contracts by number, `None` for a number that never was; order as asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn contract_ids(&self, numbers: &[&str]) -> Result<Vec<Option<ContractId>>, StoreError>;

    /// Ids of campaigns by code, `None` for a code that never was; order as asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn campaign_ids(&self, codes: &[&str]) -> Result<Vec<Option<CampaignId>>, StoreError>;

    /// Codes of stations by id, also of those that are gone; `None` for an id that was never given. Order as asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn station_codes(&self, ids: &[StationId]) -> Result<Vec<Option<String>>, StoreError>;

    /// Numbers of contracts by id, also of those that are gone; `None` for an id that was never given. Order as
    /// asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn contract_numbers(&self, ids: &[ContractId]) -> Result<Vec<Option<String>>, StoreError>;

    /// Codes of campaigns by id, also of those that are gone; `None` for an id that was never given. Order as asked.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn campaign_codes(&self, ids: &[CampaignId]) -> Result<Vec<Option<String>>, StoreError>;

    /// Everything that happened to a subject up to a revision, newest first; at most `limit` entries.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn history(&self, subject: Subject, revision: Revision, limit: usize) -> Result<Vec<HistoryEntry>, StoreError>;

    /// The id after the largest station id ever given.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn next_station_id(&self) -> Result<StationId, StoreError>;

    /// The id after the largest contract id ever given.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn next_contract_id(&self) -> Result<ContractId, StoreError>;

    /// The id after the largest campaign id ever given.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn next_campaign_id(&self) -> Result<CampaignId, StoreError>;

    /// Another handle on the same database, for a reader on another thread.
    ///
    /// # Errors
    /// [`StoreError::Open`].
    fn reader(&self) -> Result<Box<dyn Store>, StoreError>;

    /// Copies the live database, consistently, to a file that must not exist yet.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the file exists or cannot be written.
    fn backup(&self, to: &Path, progress: &mut dyn FnMut(f64)) -> Result<(), StoreError>;

    /// Walks the hash chain, the row versions and the foreign keys.
    ///
    /// # Errors
    /// [`StoreError::Backend`] when the database cannot be read at all.
    fn verify(&self, progress: &mut dyn FnMut(f64)) -> Result<Verification, StoreError>;
}
