//! What is agreed, sold and done, as of a revision: contracts and fees, months of performance, campaigns with
//! their stations and comparisons, notes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use rusqlite::{Connection, Rows};

use super::decode;
use super::key::{self, Key, Kind};
use super::read::{self, Finder};
use super::table::Statements;
use crate::base::date::Period;
use crate::base::ids::{CampaignId, ContractId, Revision, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::contract::Contract;
use crate::domain::fee::{FeeOwner, FeeTerm};
use crate::domain::note::Note;
use crate::domain::performance::{self, MonthFacts};
use crate::store::StoreError;

/// Every contract, by id.
pub(super) fn contracts(conn: &Connection, revision: Revision) -> Result<Vec<(ContractId, Contract)>, StoreError> {
    read::check_revision(conn, revision)?;
    read::all(conn, Kind::Contract, revision, |key, fields| Ok((ContractId(key.id), decode::contract(fields)?)))
}

/// Every fee term: those of contracts, then those of stations.
pub(super) fn fees(conn: &Connection, revision: Revision) -> Result<Vec<(FeeOwner, FeeTerm)>, StoreError> {
    read::check_revision(conn, revision)?;
    let mut terms = read::all(conn, Kind::ContractFee, revision, |key, fields| {
        Ok((FeeOwner::Contract(ContractId(key.id)), decode::fee(fields)?))
    })?;
    terms.extend(read::all(conn, Kind::StationFee, revision, |key, fields| {
        Ok((FeeOwner::Station(StationId(key.id)), decode::fee(fields)?))
    })?);
    Ok(terms)
}

/// The fee terms of one ledger.
pub(super) fn fees_of(conn: &Connection, owner: FeeOwner, revision: Revision) -> Result<Vec<FeeTerm>, StoreError> {
    let (kind, id) = key::owner_of(owner);
    read::of(conn, kind, id, revision, |_, fields| decode::fee(fields))
}

/// Visits every station's months, by station and month. They lie by month and station: what is read of each month
/// is merged.
pub(super) fn performance(
    conn: &Connection,
    revision: Revision,
    visit: &mut dyn FnMut(StationId, Month, &[u8]),
) -> Result<(), StoreError> {
    read::check_revision(conn, revision)?;
    let of_month = &Statements::of(Kind::Performance).of_as_of;
    let months = months_kept(conn)?;
    let mut statements = months.iter().map(|_| conn.prepare(of_month)).collect::<Result<Vec<_>, _>>()?;
    let mut columns = Vec::with_capacity(months.len());
    let mut heads = BinaryHeap::with_capacity(months.len());
    for (month, statement) in months.into_iter().zip(&mut statements) {
        let rows = statement.query((month.number(), read::number(revision)))?;
        let mut column = Column { month, rows, facts: Vec::new() };
        heads.extend(column.advance()?.map(|station| Reverse((station, columns.len()))));
        columns.push(column);
    }
    while let Some(mut head) = heads.peek_mut() {
        let Reverse((station, at)) = *head;
        let column = &mut columns[at];
        visit(station, column.month, &column.facts);
        match column.advance()? {
            Some(next) => *head = Reverse((next, at)),
            None => drop(PeekMut::pop(head)),
        }
    }
    Ok(())
}

/// The rows of one month, by station.
struct Column<'s> {
    month: Month,
    rows: Rows<'s>,
    /// What the row that was read last holds.
    facts: Vec<u8>,
}

impl Column<'_> {
    /// Reads the next row; tells its station, `None` after the last.
    fn advance(&mut self) -> Result<Option<StationId>, StoreError> {
        let Some(row) = self.rows.next()? else { return Ok(None) };
        let station: u32 = row.get(1)?;
        let facts = row.get_ref(2)?.as_blob().ok().filter(|facts| performance::is_of_month(facts, self.month));
        let damaged = || StoreError::Damaged(format!("{} of station number {station} cannot be read", self.month));
        self.facts.clear();
        self.facts.extend_from_slice(facts.ok_or_else(damaged)?);
        Ok(Some(StationId(station)))
    }
}

/// The months of which anything was ever kept, ascending.
fn months_kept(conn: &Connection) -> Result<Vec<Month>, StoreError> {
    let mut next = conn.prepare_cached("SELECT min(month) FROM performance_versions WHERE month > ?1")?;
    let (mut months, mut last) = (Vec::new(), -1);
    while let Some(number) = next.query_row([last], |row| row.get::<_, Option<i64>>(0))? {
        let month = u32::try_from(number).ok().and_then(Month::from_number);
        months.push(month.ok_or_else(|| StoreError::Damaged(format!("there is no month number {number}")))?);
        last = number;
    }
    Ok(months)
}

/// A station's months, ascending.
pub(super) fn station_months(
    conn: &Connection,
    station: StationId,
    revision: Revision,
) -> Result<Vec<(Month, MonthFacts)>, StoreError> {
    let mut finder = Finder::new(conn, Kind::Performance)?;
    let mut months = Vec::new();
    for month in months_kept(conn)? {
        let key = Key { kind: Kind::Performance, id: month.number(), part: station.0 };
        months.extend(finder.as_of(key, revision, decode::month)?);
    }
    Ok(months)
}

/// Stations' months, `None` where nothing is kept of one; order as asked.
pub(super) fn months(
    conn: &Connection,
    keys: &[(StationId, Month)],
    revision: Revision,
) -> Result<Vec<Option<MonthFacts>>, StoreError> {
    let mut finder = Finder::new(conn, Kind::Performance)?;
    keys.iter()
        .map(|(station, month)| {
            let key = Key { kind: Kind::Performance, id: month.number(), part: station.0 };
            finder.as_of(key, revision, decode::performance)
        })
        .collect()
}

/// Every campaign, by id.
pub(super) fn campaigns(conn: &Connection, revision: Revision) -> Result<Vec<(CampaignId, Campaign)>, StoreError> {
    read::check_revision(conn, revision)?;
    read::all(conn, Kind::Campaign, revision, |key, fields| Ok((CampaignId(key.id), decode::campaign(fields)?)))
}

/// Every participation, by campaign and station.
pub(super) fn participations(
    conn: &Connection,
    revision: Revision,
) -> Result<Vec<(CampaignId, StationId, Period)>, StoreError> {
    read::check_revision(conn, revision)?;
    read::all(conn, Kind::Participation, revision, |key, fields| {
        Ok((CampaignId(key.id), StationId(key.part), decode::participation(fields)?))
    })
}

/// A station's participations, by campaign.
pub(super) fn participations_of(
    conn: &Connection,
    station: StationId,
    revision: Revision,
) -> Result<Vec<(CampaignId, Period)>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT DISTINCT campaign FROM participation_versions WHERE station = ?1 ORDER BY campaign")?;
    let campaigns: Vec<u32> = statement.query_map([station.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut finder = Finder::new(conn, Kind::Participation)?;
    let mut participations = Vec::new();
    for id in campaigns {
        let key = Key { kind: Kind::Participation, id, part: station.0 };
        let period = finder.as_of(key, revision, decode::participation)?;
        participations.extend(period.map(|period| (CampaignId(id), period)));
    }
    Ok(participations)
}

/// A station's notes, by number.
pub(super) fn notes(conn: &Connection, station: StationId, revision: Revision) -> Result<Vec<(u32, Note)>, StoreError> {
    read::of(conn, Kind::Note, station.0, revision, |key, fields| Ok((key.part, decode::note(fields)?)))
}

/// A campaign's saved comparisons, by number.
pub(super) fn comparisons(
    conn: &Connection,
    campaign: CampaignId,
    revision: Revision,
) -> Result<Vec<(u32, SavedComparison)>, StoreError> {
    read::of(conn, Kind::Comparison, campaign.0, revision, |key, fields| Ok((key.part, decode::comparison(fields)?)))
}
