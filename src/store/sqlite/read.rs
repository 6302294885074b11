//! Small reads: the head, revisions by time, single things as of a revision.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Row, Rows};

use super::decode::{self, Fields};
use super::key::{Key, Kind};
use super::table::{self, Identity, Statements};
use crate::base::date::{Day, Instant};
use crate::base::ids::{Revision, SetId, StationId};
use crate::domain::change::{Author, RevisionRecord};
use crate::domain::cooperation::StageEvent;
use crate::domain::station::Station;
use crate::store::StoreError;

/// A revision as SQLite counts.
pub(super) fn number(revision: Revision) -> i64 {
    i64::try_from(revision.0).unwrap_or(i64::MAX)
}

/// The columns of a [`record`].
pub(super) const RECORD: &str = "revision, recorded_at, actor, source, changes, hash";

/// The newest link of the chain.
pub(super) fn head(conn: &Connection) -> Result<Option<RevisionRecord>, StoreError> {
    let sql = format!("SELECT {RECORD} FROM revisions ORDER BY revision DESC LIMIT 1");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(())?;
    rows.next()?.map(record).transpose()
}

/// One link of the chain.
pub(super) fn link(conn: &Connection, revision: Revision) -> Result<Option<RevisionRecord>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {RECORD} FROM revisions WHERE revision = ?1"))?;
    let mut rows = statement.query([number(revision)])?;
    rows.next()?.map(record).transpose()
}

/// The number of the newest link.
pub(super) fn newest(conn: &Connection) -> Result<Revision, StoreError> {
    let newest: Option<i64> = conn.query_row("SELECT max(revision) FROM revisions", (), |row| row.get(0))?;
    Ok(newest.map_or(Revision::EMPTY, |newest| Revision(newest.cast_unsigned())))
}

/// The link of a row of [`RECORD`].
pub(super) fn record(row: &Row<'_>) -> Result<RevisionRecord, StoreError> {
    let revision: i64 = row.get(0)?;
    let damaged = |what| StoreError::Damaged(format!("revision {revision} has no readable {what}"));
    Ok(RevisionRecord {
        revision: Revision(revision.cast_unsigned()),
        recorded_at: Instant::from_micros(row.get(1)?).ok_or_else(|| damaged("instant"))?,
        author: Author {
            actor: row.get(2).map_err(|_| damaged("actor"))?,
            source: row.get(3).map_err(|_| damaged("source"))?,
        },
        changes: row.get::<_, i64>(4)?.cast_unsigned(),
        hash: row.get(5).map_err(|_| damaged("hash"))?,
    })
}

/// The newest revision recorded at or before the instant. Instants never go back, so halving finds it
/// without an index that every commit would have to write to.
pub(super) fn revision_at(conn: &Connection, instant: Instant) -> Result<Revision, StoreError> {
    let mut recorded_at = conn.prepare_cached("SELECT recorded_at FROM revisions WHERE revision = ?1")?;
    let (mut low, mut high) = (Revision::EMPTY, newest(conn)?);
    while low < high {
        let middle = Revision(low.0 + (high.0 - low.0).div_ceil(2));
        let recorded: Option<i64> = recorded_at.query_row([number(middle)], |row| row.get(0)).optional()?;
        let recorded = recorded.ok_or_else(|| StoreError::Damaged(format!("there is no revision {middle}")))?;
        if recorded <= instant.micros() {
            low = middle;
        } else {
            high = Revision(middle.0 - 1);
        }
    }
    Ok(low)
}

/// The newest revision up to this one that made or ended a set or a region.
pub(super) fn regions_changed(conn: &Connection, revision: Revision) -> Result<Revision, StoreError> {
    let newest_of =
        |table| format!("SELECT max(max(rev_from, iif(rev_to <= ?1, rev_to, 0))) FROM {table} WHERE rev_from <= ?1");
    let sql = format!("{} UNION ALL {}", newest_of("region_versions"), newest_of("region_sets"));
    let mut statement = conn.prepare_cached(&sql)?;
    let newest = statement.query_map([number(revision)], |row| row.get::<_, Option<i64>>(0))?;
    let newest = newest.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().max();
    Ok(newest.map_or(Revision::EMPTY, |newest| Revision(newest.cast_unsigned())))
}

/// Ids of things of a kind by what the user calls them, `None` for what never was; order as asked.
pub(super) fn ids<T>(
    conn: &Connection,
    kind: Kind,
    names: &[&str],
    id: fn(u32) -> T,
) -> Result<Vec<Option<T>>, StoreError> {
    let mut find = conn.prepare_cached(&identity(kind)?.find)?;
    let mut of = |name: &&str| find.query_row([name], |row| row.get(0).map(id)).optional();
    Ok(names.iter().map(&mut of).collect::<Result<_, _>>()?)
}

/// What the user calls things of a kind, also those that are gone; `None` for what never was. Order as asked.
pub(super) fn names(
    conn: &Connection,
    kind: Kind,
    ids: impl Iterator<Item = u32>,
) -> Result<Vec<Option<String>>, StoreError> {
    let mut select = conn.prepare_cached(&identity(kind)?.select)?;
    Ok(ids.map(|id| select.query_row([id], |row| row.get(0)).optional()).collect::<Result<_, _>>()?)
}

/// The id after the largest that was ever given to a thing of a kind; the first is 1.
pub(super) fn next_id(conn: &Connection, kind: Kind) -> Result<u32, StoreError> {
    let mut statement = conn.prepare_cached(&identity(kind)?.highest)?;
    after(statement.query_row((), |row| row.get(0))?)
}

/// The number after the largest that a thing of a kind ever had among those of an id; the first is 1.
pub(super) fn next_part(conn: &Connection, kind: Kind, id: u32) -> Result<u32, StoreError> {
    let mut statement = conn.prepare_cached(&Statements::of(kind).highest_part)?;
    after(statement.query_row([id], |row| row.get(0))?)
}

fn after(last: Option<u32>) -> Result<u32, StoreError> {
    last.unwrap_or(0).checked_add(1).ok_or_else(|| StoreError::Backend("there are no more numbers".to_owned()))
}

fn identity(kind: Kind) -> Result<&'static Identity, StoreError> {
    let identity = Statements::of(kind).identity.as_ref();
    identity.ok_or_else(|| StoreError::Backend(format!("{kind:?} has no names")))
}

/// Refuses a revision beyond the newest.
pub(super) fn check_revision(conn: &Connection, revision: Revision) -> Result<(), StoreError> {
    let newest = newest(conn)?;
    if revision > newest {
        return Err(StoreError::NoRevision { asked: revision, newest });
    }
    Ok(())
}

/// Everything of a kind as of a revision, in the order of its keys.
pub(super) fn all<T>(
    conn: &Connection,
    kind: Kind,
    revision: Revision,
    read: impl Fn(Key, Fields<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = conn.prepare_cached(&Statements::of(kind).all_as_of)?;
    collect(statement.query([number(revision)])?, kind, read)
}

/// Everything of a kind that belongs to an id as of a revision, in the order of its parts.
pub(super) fn of<T>(
    conn: &Connection,
    kind: Kind,
    id: u32,
    revision: Revision,
    read: impl Fn(Key, Fields<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = conn.prepare_cached(&Statements::of(kind).of_as_of)?;
    collect(statement.query((id, number(revision)))?, kind, read)
}

/// Reads rows of an id, a part and the cells of a version.
fn collect<T>(
    mut rows: Rows<'_>,
    kind: Kind,
    read: impl Fn(Key, Fields<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut things = Vec::new();
    while let Some(row) = rows.next()? {
        let key = Key { kind, id: row.get(0)?, part: row.get(1)? };
        things.push(read(key, Fields::new(row, 2, key))?);
    }
    Ok(things)
}

/// A finder of each kind.
pub(super) struct Finders<'c>(Vec<Finder<'c>>);

impl<'c> Finders<'c> {
    pub(super) fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        Kind::ALL.into_iter().map(|kind| Finder::new(conn, kind)).collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn of(&mut self, kind: Kind) -> &mut Finder<'c> {
        &mut self.0[kind as usize]
    }
}

/// Finds versions of one kind of thing.
pub(super) struct Finder<'c> {
    last: CachedStatement<'c>,
}

impl<'c> Finder<'c> {
    pub(super) fn new(conn: &'c Connection, kind: Kind) -> Result<Self, StoreError> {
        Ok(Self { last: conn.prepare_cached(&Statements::of(kind).last)? })
    }

    /// Reads the version of the thing that a revision made.
    pub(super) fn made_by<T>(
        &mut self,
        key: Key,
        revision: Revision,
        read: impl FnOnce(Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.find(key, revision.next(), |from, _| from == number(revision), read)
    }

    /// Reads the version of the thing that a revision ended.
    pub(super) fn ended_by<T>(
        &mut self,
        key: Key,
        revision: Revision,
        read: impl FnOnce(Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.find(key, revision, |_, to| to == Some(number(revision)), read)
    }

    /// Reads the version of the thing that holds as of a revision.
    pub(super) fn as_of<T>(
        &mut self,
        key: Key,
        revision: Revision,
        read: impl FnOnce(Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.find(key, revision.next(), |_, to| to.is_none_or(|to| to > number(revision)), read)
    }

    /// Reads the last version made before a revision, if it is the one wanted by what made and ended it.
    fn find<T>(
        &mut self,
        key: Key,
        before: Revision,
        is_wanted: impl FnOnce(i64, Option<i64>) -> bool,
        read: impl FnOnce(Fields<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        table::bind_key(&mut self.last, key)?;
        self.last.raw_bind_parameter(3, number(before))?;
        let mut rows = self.last.raw_query();
        match rows.next()? {
            Some(row) if is_wanted(row.get(0)?, row.get(1)?) => read(Fields::new(row, 2, key)).map(Some),
            _ => Ok(None),
        }
    }
}

/// Stations as of a revision.
pub(super) fn stations(
    conn: &Connection,
    ids: &[StationId],
    revision: Revision,
) -> Result<Vec<Option<Station>>, StoreError> {
    let mut finder = Finder::new(conn, Kind::Station)?;
    ids.iter()
        .map(|id| finder.as_of(Key { kind: Kind::Station, id: id.0, part: 0 }, revision, decode::station))
        .collect()
}

/// A station's stage events as of a revision, ascending.
pub(super) fn timeline(
    conn: &Connection,
    station: StationId,
    revision: Revision,
) -> Result<Vec<StageEvent>, StoreError> {
    of(conn, Kind::Stage, station.0, revision, |_, fields| decode::stage(fields))
}

/// A station's event on a day as of a revision.
pub(super) fn event(
    conn: &Connection,
    station: StationId,
    day: Day,
    revision: Revision,
) -> Result<Option<StageEvent>, StoreError> {
    let key = Key { kind: Kind::Stage, id: station.0, part: day.number() };
    Finder::new(conn, Kind::Stage)?.as_of(key, revision, decode::stage)
}

/// A set's number, which a tampered file may hold out of range.
pub(super) fn set_id(number: u32) -> Result<SetId, StoreError> {
    u16::try_from(number).map(SetId).map_err(|_| StoreError::Damaged(format!("there is no set number {number}")))
}
