//! The store in one SQLite file: write-ahead log, every commit synced to disk, strict tables.
//!
//! One commit is one transaction under SQLite's write lock, so any number of programs may share a file:
//! one of them writes at a time, and a batch that was made from an older revision is refused. Readers
//! hold their own connection and see whole revisions.

mod backup;
mod business;
mod cells;
mod chain;
mod checkpoint;
mod commit;
mod connection;
mod decode;
mod geometry;
mod history;
mod key;
mod load;
mod plan;
mod read;
mod references;
mod revisions;
mod schema;
mod steps;
mod table;
#[cfg(test)]
mod tests;
mod verify;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use self::connection::Purpose;
use self::key::Kind;
use super::{HistoryEntry, Overtaken, Regions, RevisionSummary, Store, StoreError, Subject, Verification};
use crate::base::date::{Day, Instant, Period};
use crate::base::ids::{CampaignId, ContractId, Revision, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::change::{Batch, Change, RevisionRecord};
use crate::domain::contract::Contract;
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::{FeeOwner, FeeTerm};
use crate::domain::note::Note;
use crate::domain::performance::MonthFacts;
use crate::domain::revision::RevisionKind;
use crate::domain::station::{Station, StationView};

/// A handle on a database file.
pub struct Sqlite {
    path: PathBuf,
    conn: Connection,
}

impl Sqlite {
    /// Opens a database for reading and writing; makes it when there is no such file.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the file cannot be made or opened, is not a Forecourt database, or was
    /// written by a newer Forecourt.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let (path, conn) = connection::open(path, Purpose::Write)?;
        Ok(Self { path, conn })
    }

    /// Opens a database that is there for reading only: every commit is refused.
    ///
    /// # Errors
    /// [`StoreError::Open`] when there is no such file or it is not a Forecourt database of this version.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let (path, conn) = connection::open(path, Purpose::Read)?;
        Ok(Self { path, conn })
    }

    /// The connection inside a read transaction: what is read until it ends is of one revision.
    fn view(&self) -> Result<Transaction<'_>, StoreError> {
        view(&self.conn)
    }
}

/// A read transaction: from the first read on, until it is dropped, the connection sees one revision.
fn view(conn: &Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(Transaction::new_unchecked(conn, TransactionBehavior::Deferred)?)
}

impl Store for Sqlite {
    fn commit(&mut self, base: Revision, batch: &Batch) -> Result<RevisionRecord, StoreError> {
        commit::commit(&mut self.conn, base, batch)
    }

    fn head(&self) -> Result<Option<RevisionRecord>, StoreError> {
        read::head(&self.conn)
    }

    fn record(&self, revision: Revision) -> Result<Option<RevisionRecord>, StoreError> {
        read::link(&self.conn, revision)
    }

    fn revisions_of(&self, newest: Revision, kinds: &[RevisionKind]) -> Result<Vec<Revision>, StoreError> {
        revisions::of_kinds(&self.conn, newest, kinds)
    }

    fn revisions(&self, asked: &[Revision]) -> Result<Vec<RevisionSummary>, StoreError> {
        revisions::summaries(&*self.view()?, asked)
    }

    fn overtaken(&self, revision: Revision, limit: usize) -> Result<Overtaken, StoreError> {
        revisions::overtaken(&*self.view()?, revision, limit)
    }

    fn regions(&self, revision: Revision) -> Result<Regions, StoreError> {
        load::regions(&*self.view()?, revision)
    }

    fn regions_changed(&self, revision: Revision) -> Result<Revision, StoreError> {
        read::regions_changed(&self.conn, revision)
    }

    fn load(&self, revision: Revision, visit: &mut dyn FnMut(StationView<'_>)) -> Result<(), StoreError> {
        load::load(&*self.view()?, &self.path, revision, visit)
    }

    fn changes_since(
        &self,
        revision: Revision,
        limit: usize,
    ) -> Result<Vec<(RevisionRecord, Vec<Change>)>, StoreError> {
        history::changes_since(&*self.view()?, revision, limit)
    }

    fn revision_at(&self, instant: Instant) -> Result<Revision, StoreError> {
        read::revision_at(&*self.view()?, instant)
    }

    fn station_ids(&self, codes: &[&str]) -> Result<Vec<Option<StationId>>, StoreError> {
        read::ids(&*self.view()?, Kind::Station, codes, StationId)
    }

    fn stations(&self, ids: &[StationId], revision: Revision) -> Result<Vec<Option<Station>>, StoreError> {
        read::stations(&*self.view()?, ids, revision)
    }

    fn timeline(&self, station: StationId, revision: Revision) -> Result<Vec<StageEvent>, StoreError> {
        read::timeline(&self.conn, station, revision)
    }

    fn event(&self, station: StationId, day: Day, revision: Revision) -> Result<Option<StageEvent>, StoreError> {
        read::event(&self.conn, station, day, revision)
    }

    fn contracts(&self, revision: Revision) -> Result<Vec<(ContractId, Contract)>, StoreError> {
        business::contracts(&*self.view()?, revision)
    }

    fn fees(&self, revision: Revision) -> Result<Vec<(FeeOwner, FeeTerm)>, StoreError> {
        business::fees(&*self.view()?, revision)
    }

    fn fees_of(&self, owner: FeeOwner, revision: Revision) -> Result<Vec<FeeTerm>, StoreError> {
        business::fees_of(&self.conn, owner, revision)
    }

    fn performance(
        &self,
        revision: Revision,
        visit: &mut dyn FnMut(StationId, Month, &[u8]),
    ) -> Result<(), StoreError> {
        business::performance(&*self.view()?, revision, visit)
    }

    fn station_months(&self, station: StationId, revision: Revision) -> Result<Vec<(Month, MonthFacts)>, StoreError> {
        business::station_months(&*self.view()?, station, revision)
    }

    fn months(&self, keys: &[(StationId, Month)], revision: Revision) -> Result<Vec<Option<MonthFacts>>, StoreError> {
        business::months(&*self.view()?, keys, revision)
    }

    fn campaigns(&self, revision: Revision) -> Result<Vec<(CampaignId, Campaign)>, StoreError> {
        business::campaigns(&*self.view()?, revision)
    }

    fn participations(&self, revision: Revision) -> Result<Vec<(CampaignId, StationId, Period)>, StoreError> {
        business::participations(&*self.view()?, revision)
    }

    fn participations_of(
        &self,
        station: StationId,
        revision: Revision,
    ) -> Result<Vec<(CampaignId, Period)>, StoreError> {
        business::participations_of(&*self.view()?, station, revision)
    }

    fn notes(&self, station: StationId, revision: Revision) -> Result<Vec<(u32, Note)>, StoreError> {
        business::notes(&self.conn, station, revision)
    }

    fn next_note(&self, station: StationId) -> Result<u32, StoreError> {
        read::next_part(&self.conn, Kind::Note, station.0)
    }

    fn comparisons(&self, campaign: CampaignId, revision: Revision) -> Result<Vec<(u32, SavedComparison)>, StoreError> {
        business::comparisons(&self.conn, campaign, revision)
    }

    fn next_comparison(&self, campaign: CampaignId) -> Result<u32, StoreError> {
        read::next_part(&self.conn, Kind::Comparison, campaign.0)
    }

    fn contract_ids(&self, numbers: &[&str]) -> Result<Vec<Option<ContractId>>, StoreError> {
        read::ids(&*self.view()?, Kind::Contract, numbers, ContractId)
    }

    fn campaign_ids(&self, codes: &[&str]) -> Result<Vec<Option<CampaignId>>, StoreError> {
        read::ids(&*self.view()?, Kind::Campaign, codes, CampaignId)
    }

    fn station_codes(&self, ids: &[StationId]) -> Result<Vec<Option<String>>, StoreError> {
        read::names(&*self.view()?, Kind::Station, ids.iter().map(|id| id.0))
    }

    fn contract_numbers(&self, ids: &[ContractId]) -> Result<Vec<Option<String>>, StoreError> {
        read::names(&*self.view()?, Kind::Contract, ids.iter().map(|id| id.0))
    }

    fn campaign_codes(&self, ids: &[CampaignId]) -> Result<Vec<Option<String>>, StoreError> {
        read::names(&*self.view()?, Kind::Campaign, ids.iter().map(|id| id.0))
    }

    fn history(&self, subject: Subject, revision: Revision, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        history::history(&*self.view()?, subject, revision, limit)
    }

    fn next_station_id(&self) -> Result<StationId, StoreError> {
        read::next_id(&self.conn, Kind::Station).map(StationId)
    }

    fn next_contract_id(&self) -> Result<ContractId, StoreError> {
        read::next_id(&self.conn, Kind::Contract).map(ContractId)
    }

    fn next_campaign_id(&self) -> Result<CampaignId, StoreError> {
        read::next_id(&self.conn, Kind::Campaign).map(CampaignId)
    }

    fn reader(&self) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(Self::open_read_only(&self.path)?))
    }

    fn backup(&self, to: &Path, progress: &mut dyn FnMut(f64)) -> Result<(), StoreError> {
        backup::backup(&self.conn, to, progress)
    }

    fn verify(&self, progress: &mut dyn FnMut(f64)) -> Result<Verification, StoreError> {
        verify::verify(&*self.view()?, progress)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};

        if let FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..) =
            error
        {
            return Self::Damaged(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Backend("another program is writing to the database; try again when it is done".to_owned())
            }
            Some(ErrorCode::ReadOnly) => Self::Backend("the database is open for reading only".to_owned()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Backend(error.to_string()),
        }
    }
}
