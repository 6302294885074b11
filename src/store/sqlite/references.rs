//! What must hold when a batch has been written: nothing that is current refers to something that is
//! gone. Only what the batch could have broken is looked at.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _};
use rustc_hash::FxHashSet;

use super::key::{Key, Kind};
use super::plan::{self, Entry, Plan};
use super::steps;
use super::table::{self, Statements};
use crate::base::ids::{RegionId, SetId};
use crate::domain::change::Change;
use crate::store::StoreError;

/// Things of one kind belong to a thing of another, which their key names.
struct Belonging {
    kind: Kind,
    owner: Kind,
    /// The column that names the owner.
    column: &'static str,
    /// Its value in a key.
    id: fn(Key) -> u32,
    /// The things in words.
    what: &'static str,
}

impl Belonging {
    /// Things of a kind whose id is their owner's.
    const fn to(owner: Kind, column: &'static str, kind: Kind, what: &'static str) -> Self {
        Self { kind, owner, column, id: |key| key.id, what }
    }
}

/// What belongs to what.
const BELONGINGS: [Belonging; 9] = [
    Belonging::to(Kind::Station, "station", Kind::Stage, "stages"),
    Belonging::to(Kind::Station, "station", Kind::Membership, "regions"),
    Belonging::to(Kind::Station, "station", Kind::StationFee, "fee terms"),
    Belonging::to(Kind::Station, "station", Kind::Note, "notes"),
    Belonging {
        kind: Kind::Performance,
        owner: Kind::Station,
        column: "station",
        id: |key| key.part,
        what: "months of performance",
    },
    Belonging {
        kind: Kind::Participation,
        owner: Kind::Station,
        column: "station",
        id: |key| key.part,
        what: "participations",
    },
    Belonging::to(Kind::Contract, "contract", Kind::ContractFee, "fee terms"),
    Belonging::to(Kind::Campaign, "campaign", Kind::Participation, "participations"),
    Belonging::to(Kind::Campaign, "campaign", Kind::Comparison, "comparisons"),
];

/// Refuses a batch after which a current thing refers to one that is gone.
pub(super) fn check(conn: &Connection, plan: &Plan<'_>) -> Result<(), StoreError> {
    for belonging in &BELONGINGS {
        nothing_stays(conn, plan, belonging)?;
        owners_are_there(conn, plan, belonging)?;
    }
    contracts_name_stations(conn, plan)?;
    ended_regions(conn, plan)?;
    regions_referred_to(conn, plan)
}

/// Of a thing that is gone, nothing stays that belongs to it.
fn nothing_stays(conn: &Connection, plan: &Plan<'_>, belonging: &Belonging) -> Result<(), StoreError> {
    let mut gone = ended(plan, belonging.owner).peekable();
    if gone.peek().is_none() {
        return Ok(());
    }
    let sql = match belonging.kind {
        Kind::Performance => table::of_months("1", "v.rev_to IS NULL LIMIT 1"),
        kind => {
            let (table, column) = (Statements::of(kind).table, belonging.column);
            format!("SELECT 1 FROM {table} WHERE {column} = ?1 AND rev_to IS NULL LIMIT 1")
        }
    };
    let mut left = conn.prepare_cached(&sql)?;
    for entry in gone {
        if left.exists([entry.key.id])? {
            let (thing, what) = (plan::describe(entry.change), belonging.what);
            return Err(StoreError::Inconsistent(format!("{thing} goes, but its {what} stay")));
        }
    }
    Ok(())
}

/// What is made belongs to something that is there.
fn owners_are_there(conn: &Connection, plan: &Plan<'_>, belonging: &Belonging) -> Result<(), StoreError> {
    let mut owners = Owners::new(conn, belonging.owner)?;
    let mut seen = None;
    for entry in made(plan, belonging.kind) {
        let id = (belonging.id)(entry.key);
        // Those of one owner mostly stand together.
        if seen.replace(id) != Some(id) && !owners.has(plan, id)? {
            let (what, owner) = (plan::describe(entry.change), owners.word());
            return Err(StoreError::Inconsistent(format!("{what} is set, but there is no such {owner}")));
        }
    }
    Ok(())
}

/// The things of a kind that are there when the batch has been written.
struct Owners<'c> {
    kind: Kind,
    is_current: CachedStatement<'c>,
}

impl<'c> Owners<'c> {
    fn new(conn: &'c Connection, kind: Kind) -> Result<Self, StoreError> {
        Ok(Self { kind, is_current: conn.prepare_cached(&Statements::of(kind).is_current)? })
    }

    fn has(&mut self, plan: &Plan<'_>, id: u32) -> Result<bool, StoreError> {
        Ok(match plan.find(Key { kind: self.kind, id, part: 0 }) {
            Some(entry) => entry.effect().makes,
            None => self.is_current.query_row([id], |row| row.get(0)).optional()?.unwrap_or(false),
        })
    }

    const fn word(&self) -> &'static str {
        match self.kind {
            Kind::Contract => "contract",
            Kind::Campaign => "campaign",
            _ => "station",
        }
    }
}

/// The stations of a contract are there: of those that are made all, of the others those that are gone now.
fn contracts_name_stations(conn: &Connection, plan: &Plan<'_>) -> Result<(), StoreError> {
    let mut stations = Owners::new(conn, Kind::Station)?;
    let mut seen = FxHashSet::default();
    for entry in made(plan, Kind::Contract) {
        let Change::Contract { diff, .. } = entry.change else { continue };
        for &station in diff.after.iter().flat_map(|contract| &contract.stations) {
            if seen.insert(station) && !stations.has(plan, station.0)? {
                let (what, id) = (plan::describe(entry.change), station.0);
                return Err(StoreError::Inconsistent(format!("{what} names station number {id}, which is not there")));
            }
        }
    }
    let gone: FxHashSet<u32> = ended(plan, Kind::Station).map(|entry| entry.key.id).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let mut statement = conn.prepare_cached("SELECT contract, stations FROM contract_versions WHERE rev_to IS NULL")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let contract: u32 = row.get(0)?;
        let damaged = || StoreError::Damaged(format!("the stations of the contract with id {contract} cannot be read"));
        let named = row.get_ref(1)?.as_blob().ok().and_then(steps::decode).ok_or_else(damaged)?;
        if let Some(station) = named.iter().find(|station| gone.contains(&station.0)) {
            return Err(StoreError::Inconsistent(format!(
                "station number {} goes, but the contract with id {contract} names it",
                station.0
            )));
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
