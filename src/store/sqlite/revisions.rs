//! Revisions by themselves: what they touched, what undid them, and what of it was touched again.

use rusqlite::{Connection, Row};
use rustc_hash::FxHashMap;

use super::key::{Key, Keys, Kind, parts_of};
use super::read::{self, RECORD};
use super::table::{self, Statements};
use crate::base::date::Day;
use crate::base::ids::{CampaignId, ContractId, RegionId, Revision, StationId};
use crate::base::month::Month;
use crate::domain::change::Author;
use crate::domain::fee::FeeOwner;
use crate::domain::revision::RevisionKind;
use crate::domain::thing::{Entity, Thing, tallies};
use crate::store::{Overtaken, RevisionSummary, StoreError};

/// The revisions of some kinds from one on downwards, newest first.
pub(super) fn of_kinds(
    conn: &Connection,
    newest: Revision,
    kinds: &[RevisionKind],
) -> Result<Vec<Revision>, StoreError> {
    let sql = format!("SELECT {RECORD} FROM revisions WHERE revision <= ?1 ORDER BY revision DESC");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([read::number(newest)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let record = read::record(row)?;
        if kinds.contains(&RevisionKind::of(&record.author)) {
            found.push(record.revision);
        }
    }
    Ok(found)
}

/// Revisions by themselves, newest first as they are asked.
pub(super) fn summaries(conn: &Connection, asked: &[Revision]) -> Result<Vec<RevisionSummary>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {RECORD}, keys FROM revisions WHERE revision = ?1"))?;
    let mut summaries = Vec::with_capacity(asked.len());
    for &revision in asked {
        summaries.push(statement.query_row([read::number(revision)], |row| Ok(summary(row)))??);
    }
    if let Some(oldest) = summaries.last().map(|summary| summary.record.revision) {
        let undone = undone_after(conn, oldest)?;
        for summary in &mut summaries {
            summary.undone_by = undone.get(&summary.record.revision).copied();
        }
    }
    Ok(summaries)
}

/// The revisions that are undone by one after `oldest`, each with it. An undo that is undone itself undoes nothing any more.
fn undone_after(conn: &Connection, oldest: Revision) -> Result<FxHashMap<Revision, Revision>, StoreError> {
    // `undo` and a blank, up to the next sign after the blank. Whatever undoes a revision comes after it, so that of the
    // newest first it is known whether it is undone.
    let mut later = conn.prepare_cached(
        "SELECT revision, source FROM revisions WHERE revision > ?1 AND source >= 'undo ' AND source < 'undo!' \
         ORDER BY revision DESC",
    )?;
    let mut rows = later.query([read::number(oldest)])?;
    let mut undone = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let (by, source): (i64, String) = (row.get(0)?, row.get(1)?);
        let by = Revision(by.cast_unsigned());
        let author = Author { actor: String::new(), source };
        if let Some(revision) = author.undoes().filter(|_| !undone.contains_key(&by)) {
            undone.entry(revision).or_insert(by);
        }
    }
    Ok(undone)
}

/// The revision of a row of [`RECORD`] and keys; what undid it is not in its row.
fn summary(row: &Row<'_>) -> Result<RevisionSummary, StoreError> {
    let record = read::record(row)?;
    let keys = row.get_ref(6)?.as_blob().unwrap_or_default();
    let effects = Keys::new(keys).map(|entry| entry.ok_or_else(|| unreadable(record.revision)));
    let effects = effects.collect::<Result<Vec<_>, _>>()?;
    let touched = effects.into_iter().map(|(key, effect)| (entity(key.kind), effect.ends, effect.makes));
    Ok(RevisionSummary { touched: tallies(touched), undone_by: None, record })
}

/// The things that a revision touched and that later ones touched again, memberships aside.
pub(super) fn overtaken(conn: &Connection, revision: Revision, limit: usize) -> Result<Overtaken, StoreError> {
    let keys: Vec<u8> = conn
        .prepare_cached("SELECT keys FROM revisions WHERE revision = ?1")?
        .query_row([read::number(revision)], |row| row.get(0))?;
    let last = Kind::ALL.into_iter().map(|kind| conn.prepare_cached(&Statements::of(kind).last));
    let mut last = last.collect::<Result<Vec<_>, _>>()?;
    let mut overtaken = Overtaken::default();
    for entry in Keys::new(&keys) {
        let (key, effect) = entry.ok_or_else(|| unreadable(revision))?;
        if key.kind == Kind::Membership {
            continue;
        }
        let statement = &mut last[key.kind as usize];
        table::bind_key(statement, key)?;
        statement.raw_bind_parameter(3, i64::MAX)?;
        let mut rows = statement.raw_query();
        let row = rows.next()?.ok_or_else(|| unreadable(revision))?;
        let (made, ended): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
        let left_alone = if effect.makes {
            (made, ended) == (read::number(revision), None)
        } else {
            ended == Some(read::number(revision))
        };
        if !left_alone {
            overtaken.count += 1;
            if overtaken.things.len() < limit {
                let by = Revision(made.max(ended.unwrap_or(0)).cast_unsigned());
                overtaken.things.push((thing(key, revision)?, by));
            }
        }
    }
    Ok(overtaken)
}

/// The thing of a key.
fn thing(key: Key, revision: Revision) -> Result<Thing, StoreError> {
    let Key { kind, id, part } = key;
    let day = |number| Day::from_number(number).ok_or_else(|| unreadable(revision));
    let fee = |owner| {
        let (component, from) = parts_of(part).ok_or_else(|| unreadable(revision))?;
        Ok::<_, StoreError>(Thing::Fee(owner, component, from))
    };
    Ok(match kind {
        Kind::Set => Thing::RegionSet(read::set_id(id)?),
        Kind::Region => Thing::Region(RegionId(id)),
        Kind::Station => Thing::Station(StationId(id)),
        Kind::Stage => Thing::Stage(StationId(id), day(part)?),
        Kind::Membership => Thing::Membership(StationId(id), read::set_id(part)?),
        Kind::Contract => Thing::Contract(ContractId(id)),
        Kind::ContractFee => fee(FeeOwner::Contract(ContractId(id)))?,
        Kind::StationFee => fee(FeeOwner::Station(StationId(id)))?,
        Kind::Performance => {
            let month = Month::from_number(id).ok_or_else(|| unreadable(revision))?;
            Thing::Performance(StationId(part), month)
        }
        Kind::Campaign => Thing::Campaign(CampaignId(id)),
        Kind::Participation => Thing::Participation(CampaignId(id), StationId(part)),
        Kind::Note => Thing::Note(StationId(id), part),
        Kind::Comparison => Thing::Comparison(CampaignId(id), part),
    })
}

/// What a kind of rows is to everybody else.
const fn entity(kind: Kind) -> Entity {
    match kind {
        Kind::Set => Entity::RegionSet,
        Kind::Region => Entity::Region,
        Kind::Station => Entity::Station,
        Kind::Stage => Entity::Cooperation,
        Kind::Membership => Entity::Membership,
        Kind::Contract => Entity::Contract,
        Kind::ContractFee | Kind::StationFee => Entity::Fee,
        Kind::Performance => Entity::Performance,
        Kind::Campaign => Entity::Campaign,
        Kind::Participation => Entity::Participation,
        Kind::Note => Entity::Note,
        Kind::Comparison => Entity::Comparison,
    }
}

fn unreadable(revision: Revision) -> StoreError {
    StoreError::Damaged(format!("revision {revision} lists no readable keys"))
}
