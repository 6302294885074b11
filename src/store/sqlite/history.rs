//! What happened: the changes of each revision, and the history of one station.

use std::cmp::Reverse;

use rusqlite::Connection;

use super::decode::{self, Fields};
use super::key::{Effect, Key, Keys, Kind};
use super::read::{self, Finder, RECORD};
use super::table::Statements;
use crate::base::date::Day;
use crate::base::ids::{RegionId, Revision, StationId};
use crate::domain::change::{Change, Diff, RevisionRecord};
use crate::store::{HistoryEntry, StoreError};

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

/// What happened to a station up to a revision, newest first.
pub(super) fn history(
    conn: &Connection,
    station: StationId,
    revision: Revision,
    limit: usize,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let mut links = Vec::new();
    for kind in [Kind::Station, Kind::Stage, Kind::Membership] {
        let mut statement = conn.prepare_cached(&Statements::of(kind).history)?;
        let mut rows = statement.query((station.0, read::number(revision)))?;
        while let Some(row) = rows.next()? {
            let key = Key { kind, id: station.0, part: row.get(0)? };
            links.push((Reverse(row.get::<_, i64>(1)?), key));
            let ended: Option<i64> = row.get(2)?;
            links.extend(ended.filter(|&ended| ended <= read::number(revision)).map(|ended| (Reverse(ended), key)));
        }
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

/// Puts changes together again from the versions that a revision ended and made.
struct ChangeReader<'c> {
    finders: [Finder<'c>; 5],
}

impl<'c> ChangeReader<'c> {
    fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        let [sets, regions, stations, stages, memberships] = Kind::ALL.map(|kind| Finder::new(conn, kind));
        Ok(Self { finders: [sets?, regions?, stations?, stages?, memberships?] })
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
        };
        Ok(change)
    }

    fn diff<T>(
        &mut self,
        key: Key,
        effect: Effect,
        revision: Revision,
        read: fn(Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Diff<T>, StoreError> {
        let finder = &mut self.finders[key.kind as usize];
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
