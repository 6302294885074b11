//! What happened: the changes of each revision, and the history of one subject.

use std::cmp::Reverse;

use rusqlite::Connection;

use super::decode::{self, Fields};
use super::key::{self, Effect, Key, Keys, Kind};
use super::read::{self, Finders, RECORD};
use super::table::{self, Statements};
use crate::base::date::Day;
use crate::base::ids::{CampaignId, ContractId, RegionId, Revision, StationId};
use crate::base::month::Month;
use crate::domain::change::{Change, Diff, RevisionRecord};
use crate::domain::fee::FeeOwner;
use crate::store::{HistoryEntry, StoreError, Subject};

/// The participations of a station made up to revision `?2`: campaign, `rev_from`, `rev_to`.
const PARTICIPATIONS: &str =
    "SELECT campaign, rev_from, rev_to FROM participation_versions WHERE station = ?1 AND rev_from <= ?2";

/// The commits after a revision, oldest first.
pub(super) fn changes_since(
    conn: &Connection,
    revision: Revision,
    limit: usize,
) -> Result<Vec<(RevisionRecord, Vec<Change>)>, StoreError> {
    let mut reader = ChangeReader::new(conn)?;
    let sql = format!("SELECT {RECORD}, keys FROM revisions WHERE revision > ?1 ORDER BY revision LIMIT ?2");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query((read::number(revision), i64::try_from(limit).unwrap_or(i64::MAX)))?;
    let mut commits = Vec::new();
    while let Some(row) = rows.next()? {
        let record = read::record(row)?;
        let number = record.revision;
        let keys = row.get_ref(6)?.as_blob().unwrap_or_default();
        let changes = Keys::new(keys).map(|entry| {
            let (key, effect) = entry.ok_or_else(|| damaged(number, "lists no readable keys"))?;
            reader.change(key, effect, number)
        });
        commits.push((record, changes.collect::<Result<_, _>>()?));
    }
    Ok(commits)
}

/// What happened to a subject up to a revision, newest first.
pub(super) fn history(
    conn: &Connection,
    subject: Subject,
    revision: Revision,
    limit: usize,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let (id, kinds): (u32, &[Kind]) = match subject {
        Subject::Station(id) => (id.0, &[Kind::Station, Kind::Stage, Kind::Membership, Kind::StationFee, Kind::Note]),
        Subject::Contract(id) => (id.0, &[Kind::Contract, Kind::ContractFee]),
        Subject::Campaign(id) => (id.0, &[Kind::Campaign, Kind::Participation, Kind::Comparison]),
        Subject::Region(id) => (id.0, &[Kind::Region]),
    };
    let mut links = Vec::new();
    for &kind in kinds {
        let key = |part| Key { kind, id, part };
        read_links(conn, &Statements::of(kind).history, id, revision, key, &mut links)?;
    }
    if let Subject::Station(_) = subject {
        let months = table::of_months("v.month, v.rev_from, v.rev_to", "v.rev_from <= ?2");
        let key = |month| Key { kind: Kind::Performance, id: month, part: id };
        read_links(conn, &months, id, revision, key, &mut links)?;
        let key = |campaign| Key { kind: Kind::Participation, id: campaign, part: id };
        read_links(conn, PARTICIPATIONS, id, revision, key, &mut links)?;
    }
    // A version that replaces another is made by the revision that ended the other: one change.
    links.sort_unstable();
    links.dedup();
    links.truncate(limit);

    let mut reader = ChangeReader::new(conn)?;
    let mut entries: Vec<HistoryEntry> = Vec::with_capacity(links.len());
    for (Reverse(number), key) in links {
        let revision = Revision(number.cast_unsigned());
        let record = match entries.last() {
            Some(entry) if entry.record.revision == revision => entry.record.clone(),
            _ => read::link(conn, revision)?.ok_or_else(|| damaged(revision, "is missing"))?,
        };
        entries
            .push(HistoryEntry { record, change: reader.change(key, Effect { ends: true, makes: true }, revision)? });
    }
    Ok(entries)
}

/// A revision that made or ended a version of a thing; the newest comes first.
type TouchedBy = (Reverse<i64>, Key);

/// Adds what the rows of a statement tell (what makes the key whole, `rev_from`, `rev_to`) up to a revision.
fn read_links(
    conn: &Connection,
    sql: &str,
    id: u32,
    revision: Revision,
    key: impl Fn(u32) -> Key,
    links: &mut Vec<TouchedBy>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query((id, read::number(revision)))?;
    while let Some(row) = rows.next()? {
        let key = key(row.get(0)?);
        links.push((Reverse(row.get(1)?), key));
        let ended: Option<i64> = row.get(2)?;
        links.extend(ended.filter(|&ended| ended <= read::number(revision)).map(|ended| (Reverse(ended), key)));
    }
    Ok(())
}

/// Puts changes together again from the versions that a revision ended and made.
struct ChangeReader<'c> {
    finders: Finders<'c>,
}

impl<'c> ChangeReader<'c> {
    fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self { finders: Finders::new(conn)? })
    }

    /// What a revision did to a thing; `effect` says on which sides to look.
    fn change(&mut self, key: Key, effect: Effect, revision: Revision) -> Result<Change, StoreError> {
        let change = match key.kind {
            Kind::Set => {
                let set = self.diff(key, effect, revision, decode::set)?.after;
                Change::Set(set.ok_or_else(|| damaged(revision, "made a set that is missing"))?)
            }
            Kind::Region => {
                let diff = self.diff(key, effect, revision, decode::region)?;
                Change::Region { id: RegionId(key.id), diff: Box::new(diff) }
            }
            Kind::Station => {
                let diff = self.diff(key, effect, revision, decode::station)?;
                Change::Station { id: StationId(key.id), diff: Box::new(diff) }
            }
            Kind::Stage => Change::Stage {
                station: StationId(key.id),
                valid_from: Day::from_number(key.part).ok_or_else(|| damaged(revision, "touched no real day"))?,
                diff: self.diff(key, effect, revision, decode::stage)?,
            },
            Kind::Membership => Change::Membership {
                station: StationId(key.id),
                set: read::set_id(key.part)?,
                diff: self.diff(key, effect, revision, decode::membership)?,
            },
            Kind::Contract => Change::Contract {
                id: ContractId(key.id),
                diff: Box::new(self.diff(key, effect, revision, decode::contract)?),
            },
            Kind::ContractFee => self.fee(FeeOwner::Contract(ContractId(key.id)), key, effect, revision)?,
            Kind::StationFee => self.fee(FeeOwner::Station(StationId(key.id)), key, effect, revision)?,
            Kind::Performance => Change::Performance {
                station: StationId(key.part),
                month: Month::from_number(key.id).ok_or_else(|| damaged(revision, "touched no real month"))?,
                diff: self.diff(key, effect, revision, decode::performance)?,
            },
            Kind::Campaign => Change::Campaign {
                id: CampaignId(key.id),
                diff: Box::new(self.diff(key, effect, revision, decode::campaign)?),
            },
            Kind::Participation => Change::Participation {
                campaign: CampaignId(key.id),
                station: StationId(key.part),
                diff: self.diff(key, effect, revision, decode::participation)?,
            },
            Kind::Note => Change::Note {
                station: StationId(key.id),
                number: key.part,
                diff: Box::new(self.diff(key, effect, revision, decode::note)?),
            },
            Kind::Comparison => Change::Comparison {
                campaign: CampaignId(key.id),
                number: key.part,
                diff: Box::new(self.diff(key, effect, revision, decode::comparison)?),
            },
        };
        Ok(change)
    }

    fn fee(&mut self, owner: FeeOwner, key: Key, effect: Effect, revision: Revision) -> Result<Change, StoreError> {
        let (component, from) = key::parts_of(key.part).ok_or_else(|| damaged(revision, "touched no real day"))?;
        let diff = Box::new(self.diff(key, effect, revision, decode::fee)?);
        Ok(Change::Fee { owner, component, from, diff })
    }

    fn diff<T>(
        &mut self,
        key: Key,
        effect: Effect,
        revision: Revision,
        read: fn(Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Diff<T>, StoreError> {
        let finder = self.finders.of(key.kind);
        let before = if effect.ends { finder.ended_by(key, revision, read)? } else { None };
        let after = if effect.makes { finder.made_by(key, revision, read)? } else { None };
        if before.is_none() && after.is_none() {
            return Err(damaged(revision, "touched a thing that is missing"));
        }
        Ok(Diff { before, after })
    }
}

fn damaged(revision: Revision, what: &str) -> StoreError {
    StoreError::Damaged(format!("revision {revision} {what}"))
}
