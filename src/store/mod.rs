//! Durable state: the coarse [`Store`] trait that every backend implements, and the SQLite backend.
//!
//! Every stored row version carries the revision that made it and the one that ended it, so any past
//! revision can be read back; revisions form a hash chain that [`Store::verify`] walks.

pub mod sqlite;

use std::path::{Path, PathBuf};

use crate::base::date::{Day, Instant};
use crate::base::ids::{Revision, StationId};
use crate::domain::change::{Batch, Change, RevisionRecord};
use crate::domain::cooperation::StageEvent;
use crate::domain::region::{Region, RegionSet};
use crate::domain::station::{Station, StationView};

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

/// One thing that happened to a station: a link of its history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// The commit that did it.
    pub record: RevisionRecord,
    /// What it did.
    pub change: Change,
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

    /// The sets and regions as of a revision.
    ///
    /// # Errors
    /// [`StoreError::NoRevision`] beyond the newest.
    fn regions(&self, revision: Revision) -> Result<Regions, StoreError>;

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

    /// Everything that happened to a station up to a revision, newest first; at most `limit` entries.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn history(&self, station: StationId, revision: Revision, limit: usize) -> Result<Vec<HistoryEntry>, StoreError>;

    /// The id after the largest station id ever given.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    fn next_station_id(&self) -> Result<StationId, StoreError>;

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
