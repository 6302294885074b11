//! How a revision comes from the store into memory.

use std::sync::Arc;

use super::error::LiveError;
use crate::base::ids::Revision;
use crate::domain::station::RuleError;
use crate::engine::books::{Books, LedgerEdit, Ledgers, Loader};
use crate::engine::geography::Geography;
use crate::engine::{Builder, Snapshot};
use crate::store::{Store, StoreError};

/// How much of a past revision a question needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Stations, their stages and regions. Nobody may ask for the books then.
    Stations,
    /// The books, too: contracts, fees, performance and campaigns.
    Books,
}

/// Reads the newest revision, all of it.
pub(super) fn newest(store: &dyn Store, revision: Revision) -> Result<Snapshot, LiveError> {
    let snapshot = stations(store, revision, regions(store, revision)?)?;
    with_books(store, snapshot, &Books::default())
}

/// Reads another revision than the current one, and shares with that one what is the same in both. `known` is what was
/// read of it before, if anything.
pub(super) fn past(
    store: &dyn Store,
    revision: Revision,
    depth: Depth,
    known: Option<&Snapshot>,
    current: &Snapshot,
) -> Result<Snapshot, LiveError> {
    let snapshot = if let Some(known) = known {
        known.clone()
    } else {
        let is_same = store.regions_changed(revision)? == store.regions_changed(current.revision())?;
        let geography = if is_same { current.geography().clone() } else { regions(store, revision)? };
        stations(store, revision, geography)?.without_books()
    };
    match depth {
        Depth::Stations => Ok(snapshot),
        Depth::Books => with_books(store, snapshot, current.books()),
    }
}

fn regions(store: &dyn Store, revision: Revision) -> Result<Geography, LiveError> {
    let regions = store.regions(revision)?;
    Ok(Geography::build(regions.sets, regions.regions)?)
}

fn stations(store: &dyn Store, revision: Revision, geography: Geography) -> Result<Snapshot, LiveError> {
    let mut builder = Builder::new(geography, 0);
    store.load(revision, &mut |view| builder.push(&view))?;
    Ok(builder.finish(revision))
}

/// Reads what stations sold and owe, and shares it with other books where it is the same.
fn with_books(store: &dyn Store, snapshot: Snapshot, like: &Books) -> Result<Snapshot, LiveError> {
    let revision = snapshot.revision();
    let (contracts, fees) = (store.contracts(revision)?, store.fees(revision)?);
    let contracts = contracts.iter().map(|(id, contract)| LedgerEdit::Contract(*id, Some(contract)));
    let terms =
        fees.iter().map(|(owner, term)| LedgerEdit::Fee(*owner, term.component, term.period.from(), Some(term)));
    let damaged = |error: RuleError| StoreError::Damaged(format!("the fee terms contradict each other: {error}"));
    let ledgers = Ledgers::default().edited(contracts.chain(terms)).map_err(damaged)?;
    let unit = |station| snapshot.unit_of(station);
    let mut loader = Loader::beside(like, ledgers, unit);
    for (id, campaign) in store.campaigns(revision)? {
        loader.campaign(id, &campaign);
    }
    for (id, station, period) in store.participations(revision)? {
        loader.participation(id, station, period);
    }
    store.performance(revision, &mut |station, month, facts| loader.month(station, month, facts, || unit(station)))?;
    let books = Arc::new(loader.finish());
    Ok(snapshot.with_books(books))
}
