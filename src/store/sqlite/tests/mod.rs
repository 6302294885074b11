//! The store on real files.

mod backup;
mod belonging;
mod commit;
mod model;
mod open;
mod replay;
mod tamper;

use std::path::PathBuf;

use tempfile::TempDir;

use super::Sqlite;
use crate::base::date::{Day, Period};
use crate::base::ids::{CampaignId, ContractId, RegionId, Revision, SetId, StationId};
use crate::base::location::LonLat;
use crate::domain::campaign::{Campaign, FundedBy, Mechanism};
use crate::domain::change::{Author, Batch, Change, Diff, RevisionRecord};
use crate::domain::contract::Contract;
use crate::domain::cooperation::{Stage, StageEvent};
use crate::domain::station::{Position, Station, StationDraft};
use crate::store::{Store as _, StoreError};

/// A database in a folder of its own, which goes when this goes.
struct Bench {
    folder: TempDir,
    store: Sqlite,
    head: Revision,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let store = Sqlite::open(&folder.path().join("forecourt.db")).expect("new database");
        Self { folder, store, head: Revision::EMPTY }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Commits on the newest revision.
    fn try_commit(&mut self, changes: Vec<Change>) -> Result<RevisionRecord, StoreError> {
        let record = self.store.commit(self.head, &batch(changes))?;
        self.head = record.revision;
        Ok(record)
    }

    fn commit(&mut self, changes: Vec<Change>) -> RevisionRecord {
        self.try_commit(changes).expect("commit")
    }

    /// What verification finds wrong.
    fn faults(&self) -> Vec<String> {
        self.store.verify(&mut |_| {}).expect("verification").faults
    }
}

fn batch(changes: Vec<Change>) -> Batch {
    Batch { author: Author { actor: "tester".into(), source: "test".into() }, changes }
}

fn day(text: &str) -> Day {
    text.parse().expect("day")
}

fn station(code: &str) -> Station {
    let location = LonLat::new(121.47, 31.23).expect("place");
    let draft =
        StationDraft { code: code.into(), position: Some(Position::wgs84(location)), ..StationDraft::default() };
    draft.apply(None).expect("station")
}

fn station_change(id: u32, before: Option<Station>, after: Option<Station>) -> Change {
    Change::Station { id: StationId(id), diff: Box::new(Diff { before, after }) }
}

fn event(from: &str, stage: Stage) -> StageEvent {
    StageEvent { valid_from: day(from), stage, note: None }
}

fn stage_change(id: u32, before: Option<StageEvent>, after: Option<StageEvent>) -> Change {
    let valid_from = before.as_ref().or(after.as_ref()).expect("a side").valid_from;
    Change::Stage { station: StationId(id), valid_from, diff: Diff { before, after } }
}

fn membership_change(id: u32, set: u16, before: Option<u32>, after: Option<u32>) -> Change {
    let diff = Diff { before: before.map(RegionId), after: after.map(RegionId) };
    Change::Membership { station: StationId(id), set: SetId(set), diff }
}

fn contract(number: &str, stations: &[u32]) -> Contract {
    Contract {
        number: number.into(),
        counterparty: "某某石油".into(),
        stations: stations.iter().copied().map(StationId).collect(),
        signed_on: None,
        period: Period::from_day(day("2026-01-01")),
        terminated_on: None,
        renews: None,
    }
}

fn contract_change(id: u32, before: Option<Contract>, after: Option<Contract>) -> Change {
    Change::Contract { id: ContractId(id), diff: Box::new(Diff { before, after }) }
}

fn campaign(code: &str) -> Campaign {
    Campaign {
        code: code.into(),
        name: code.into(),
        mechanism: Mechanism::Coupon,
        funded_by: FundedBy::Shared,
        period: Period::from_day(day("2026-06-01")),
        budget: None,
    }
}

fn campaign_change(id: u32, before: Option<Campaign>, after: Option<Campaign>) -> Change {
    Change::Campaign { id: CampaignId(id), diff: Box::new(Diff { before, after }) }
}
