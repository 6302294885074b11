//! What is agreed, sold and done, as of a revision: contracts and fees, months of performance, campaigns with
//! their stations and comparisons, notes.

use rusqlite::Connection;

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

/// Visits every station's months, by station and month.
pub(super) fn performance(
    conn: &Connection,
    revision: Revision,
    visit: &mut dyn FnMut(StationId, Month, &[u8]),
) -> Result<(), StoreError> {
    read::check_revision(conn, revision)?;
    let mut statement = conn.prepare_cached(&Statements::of(Kind::Performance).all_as_of)?;
    let mut rows = statement.query([read::number(revision)])?;
    while let Some(row) = rows.next()? {
        let (station, month): (u32, u32) = (row.get(0)?, row.get(1)?);
        let read = Month::from_number(month).zip(row.get_ref(2)?.as_blob().ok());
        let Some((month, facts)) = read.filter(|&(month, facts)| performance::is_of_month(facts, month)) else {
            return Err(StoreError::Damaged(format!("a month of station number {station} cannot be read")));
        };
        visit(StationId(station), month, facts);
    }
    Ok(())
}

/// A station's months, ascending.
pub(super) fn station_months(
    conn: &Connection,
    station: StationId,
    revision: Revision,
) -> Result<Vec<(Month, MonthFacts)>, StoreError> {
    read::of(conn, Kind::Performance, station.0, revision, |_, fields| decode::month(fields))
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
            let key = Key { kind: Kind::Performance, id: station.0, part: month.number() };
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
