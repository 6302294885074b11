//! What must hold when a batch has been written: nothing that is current refers to something that is
//! gone. Only what the batch could have broken is looked at.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _};
use rustc_hash::FxHashSet;

use super::key::{Key, Kind};
use super::plan::{self, Entry, Plan};
use crate::base::ids::{RegionId, SetId};
use crate::domain::change::Change;
use crate::store::StoreError;

/// Refuses a batch after which a current thing refers to one that is gone.
pub(super) fn check(conn: &Connection, plan: &Plan<'_>) -> Result<(), StoreError> {
    ended_stations(conn, plan)?;
    stations_referred_to(conn, plan)?;
    ended_regions(conn, plan)?;
    regions_referred_to(conn, plan)
}

/// A station that is gone has neither stages nor regions.
fn ended_stations(conn: &Connection, plan: &Plan<'_>) -> Result<(), StoreError> {
    let current = |table| format!("SELECT 1 FROM {table} WHERE station = ?1 AND rev_to IS NULL LIMIT 1");
    let mut stages = conn.prepare_cached(&current("stage_versions"))?;
    let mut memberships = conn.prepare_cached(&current("membership_versions"))?;
    for entry in ended(plan, Kind::Station) {
        for (statement, what) in [(&mut stages, "stages"), (&mut memberships, "regions")] {
            if statement.exists([entry.key.id])? {
                return Err(StoreError::Inconsistent(format!(
                    "{} goes, but its {what} stay",
                    plan::describe(entry.change)
                )));
            }
        }
    }
    Ok(())
}

/// A new stage or region is that of a station that is there.
fn stations_referred_to(conn: &Connection, plan: &Plan<'_>) -> Result<(), StoreError> {
    let mut is_current = conn.prepare_cached(
        "SELECT rev_to IS NULL FROM station_versions WHERE station = ?1 ORDER BY rev_from DESC LIMIT 1",
    )?;
    for kind in [Kind::Stage, Kind::Membership] {
        let mut seen = None;
        for entry in made(plan, kind).filter(|entry| seen.replace(entry.key.id) != Some(entry.key.id)) {
            let station = Key { kind: Kind::Station, id: entry.key.id, part: 0 };
            let is_there = match plan.find(station) {
                Some(station) => station.effect().makes,
                None => is_current.query_row([station.id], |row| row.get(0)).optional()?.unwrap_or(false),
            };
            if !is_there {
                let what = plan::describe(entry.change);
                return Err(StoreError::Inconsistent(format!("{what} is set, but there is no such station")));
            }
        }
    }
    Ok(())
}

/// Nothing that is current names a region that is gone.
fn ended_regions(conn: &Connection, plan: &Plan<'_>) -> Result<(), StoreError> {
    let gone: FxHashSet<u32> = ended(plan, Kind::Region).map(|entry| entry.key.id).collect();
    if gone.is_empty() {
        return Ok(());
    }
    for (sql, what) in [
        ("SELECT DISTINCT parent FROM region_versions WHERE rev_to IS NULL AND parent IS NOT NULL", "regions"),
        ("SELECT DISTINCT region FROM membership_versions WHERE rev_to IS NULL", "stations"),
    ] {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let region: u32 = row.get(0)?;
            if gone.contains(&region) {
                return Err(StoreError::Inconsistent(format!("region number {region} goes, but {what} in it stay")));
            }
        }
    }
    Ok(())
}

/// A region that is named, above another or around a station, is there and of the same set.
fn regions_referred_to(conn: &Connection, plan: &Plan<'_>) -> Result<(), StoreError> {
    let mut set_of = conn.prepare_cached(
        "SELECT i.set_id, v.rev_to IS NULL FROM region_versions v CROSS JOIN regions i ON i.id = v.region
         WHERE v.region = ?1 ORDER BY v.rev_from DESC LIMIT 1",
    )?;
    let mut seen = FxHashSet::default();
    for entry in made(plan, Kind::Region).chain(made(plan, Kind::Membership)) {
        let named = named_region(entry.change).filter(|&named| seen.insert(named));
        let Some((region, set)) = named else { continue };
        if set_by_region(&mut set_of, region)? != Some(set) {
            let what = plan::describe(entry.change);
            return Err(StoreError::Inconsistent(format!(
                "{what} names region number {}, which its set lacks",
                region.0
            )));
        }
    }
    Ok(())
}

/// The region that the change names, and the set that it must be of.
fn named_region(change: &Change) -> Option<(RegionId, SetId)> {
    match change {
        Change::Region { diff, .. } => diff.after.as_ref().and_then(|region| Some((region.parent?, region.set))),
        Change::Membership { set, diff, .. } => diff.after.map(|region| (region, *set)),
        _ => None,
    }
}

/// The set of a region that is current.
fn set_by_region(set_of: &mut CachedStatement<'_>, region: RegionId) -> rusqlite::Result<Option<SetId>> {
    let last = set_of.query_row([region.0], |row| Ok((SetId(row.get(0)?), row.get(1)?))).optional()?;
    Ok(last.and_then(|(set, is_current): (SetId, bool)| is_current.then_some(set)))
}

fn made<'p, 'a>(plan: &'p Plan<'a>, kind: Kind) -> impl Iterator<Item = &'p Entry<'a>> {
    plan.of(kind).iter().filter(|entry| entry.effect().makes)
}

fn ended<'p, 'a>(plan: &'p Plan<'a>, kind: Kind) -> impl Iterator<Item = &'p Entry<'a>> {
    plan.of(kind).iter().filter(|entry| !entry.effect().makes)
}
