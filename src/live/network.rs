//! The network: one store, its newest snapshot, and what hangs on them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use jiff::tz::TimeZone;
use tokio::sync::broadcast;

use super::error::LiveError;
use super::feed::{Feed, FeedEvent};
use super::import::Jobs;
use crate::base::date::{Day, Instant};
use crate::base::ids::Revision;
use crate::domain::station::RuleError;
use crate::engine::books::{Books, LedgerEdit, Ledgers, Loader};
use crate::engine::geography::Geography;
use crate::engine::{Builder, Snapshot};
use crate::store::{Store, StoreError};

/// Past snapshots kept at hand.
const PAST_SNAPSHOTS: usize = 4;
/// Idle readers kept open.
const IDLE_READERS: usize = 4;

/// How a network is run.
#[derive(Clone, Debug)]
pub struct Options {
    /// The zone in which civil dates are meant.
    pub zone: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { zone: "Asia/Shanghai".into() }
    }
}

/// A running network. Cloning gives another handle on the same one.
#[derive(Clone)]
pub struct Network {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    current: ArcSwap<Snapshot>,
    /// Held while something is written: the one writer.
    pub(super) writer: Mutex<Writer>,
    readers: Mutex<Vec<Box<dyn Store>>>,
    /// Opens further readers, so that none waits for the writer.
    opener: Mutex<Box<dyn Store>>,
    /// Newest used last.
    past: Mutex<VecDeque<Arc<Snapshot>>>,
    pub(super) feed: Feed,
    pub(super) jobs: Jobs,
    zone: TimeZone,
    zone_name: String,
}

/// The store, by the one handle that writes to it.
pub(super) type Writer = Box<dyn Store>;

impl Network {
    /// Opens a store: reads its newest revision into memory. A new store gets the built-in boundaries
    /// first. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read, or its regions contradict themselves.
    pub fn open(store: Box<dyn Store>, options: &Options) -> Result<Self, LiveError> {
        let zone = TimeZone::get(&options.zone).map_err(|_| LiveError::Zone(options.zone.clone()))?;
        let head = store.head()?.map_or(Revision::EMPTY, |record| record.revision);
        let snapshot = load(store.as_ref(), head)?;
        let network = Self {
            inner: Arc::new(Inner {
                current: ArcSwap::from_pointee(snapshot),
                readers: Mutex::new(vec![store.reader()?]),
                opener: Mutex::new(store.reader()?),
                writer: Mutex::new(store),
                past: Mutex::default(),
                feed: Feed::new(),
                jobs: Jobs::default(),
                zone,
                zone_name: options.zone.clone(),
            }),
        };
        if head == Revision::EMPTY {
            network.add_built_in_regions()?;
        }
        Ok(network)
    }

    /// The newest published revision.
    #[must_use]
    pub fn current(&self) -> Arc<Snapshot> {
        self.inner.current.load_full()
    }

    pub(super) fn publish(&self, snapshot: Arc<Snapshot>) {
        self.inner.current.store(snapshot);
    }

    /// The network as it was known at an instant; now, without one. Blocking: a past revision may have to
    /// be read from the store.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn as_known_at(&self, instant: Option<Instant>) -> Result<Arc<Snapshot>, LiveError> {
        let Some(instant) = instant else { return Ok(self.current()) };
        let revision = self.read(|store| store.revision_at(instant))?;
        self.at_revision(revision)
    }

    /// The network at a revision. Blocking: a past one may have to be read from the store.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read, or has no such revision.
    pub fn at_revision(&self, revision: Revision) -> Result<Arc<Snapshot>, LiveError> {
        let current = self.current();
        // Never a snapshot of another revision: not the one before a commit that is durable but not yet
        // published, and not one that was published meanwhile.
        if revision == current.revision() {
            return Ok(current);
        }
        // Held while loading, so that a hundred clients load one revision once.
        let mut past = lock(&self.inner.past);
        if let Some(at) = past.iter().position(|snapshot| snapshot.revision() == revision) {
            let snapshot = past.remove(at).unwrap_or(current);
            past.push_back(Arc::clone(&snapshot));
            return Ok(snapshot);
        }
        let snapshot = Arc::new(self.read(|store| load(store, revision))?);
        past.push_back(Arc::clone(&snapshot));
        while past.len() > PAST_SNAPSHOTS {
            past.pop_front();
        }
        Ok(snapshot)
    }

    /// Today in the network's zone.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::today(&self.inner.zone)
    }

    /// The zone's name.
    #[must_use]
    pub fn zone(&self) -> &str {
        &self.inner.zone_name
    }

    /// Events from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<FeedEvent>> {
        self.inner.feed.subscribe()
    }

    /// Runs a reading on a connection of its own. Blocking.
    pub(super) fn read<T, E: From<StoreError>>(&self, read: impl FnOnce(&dyn Store) -> Result<T, E>) -> Result<T, E> {
        let idle = lock(&self.inner.readers).pop();
        let store = match idle {
            Some(store) => store,
            None => lock(&self.inner.opener).reader()?,
        };
        let answer = read(store.as_ref());
        let mut readers = lock(&self.inner.readers);
        if readers.len() < IDLE_READERS {
            readers.push(store);
        }
        answer
    }
}

/// A lock whose holder panicked guards data that is whole all the same: every change here is one store
/// transaction or one push.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads what stations sold and owe into memory.
fn books(store: &dyn Store, revision: Revision, snapshot: &Snapshot) -> Result<Books, LiveError> {
    let (contracts, fees) = (store.contracts(revision)?, store.fees(revision)?);
    let contracts = contracts.iter().map(|(id, contract)| LedgerEdit::Contract(*id, Some(contract)));
    let terms =
        fees.iter().map(|(owner, term)| LedgerEdit::Fee(*owner, term.component, term.period.from(), Some(term)));
    let damaged = |error: RuleError| StoreError::Damaged(format!("the fee terms contradict each other: {error}"));
    let ledgers = Ledgers::default().edited(contracts.chain(terms)).map_err(damaged)?;
    let unit = |station| snapshot.unit_of(station);
    let mut loader = Loader::new(ledgers, unit);
    for (id, campaign) in store.campaigns(revision)? {
        loader.campaign(id, &campaign);
    }
    for (id, station, period) in store.participations(revision)? {
        loader.participation(id, station, period);
    }
    store.performance(revision, &mut |station, month, facts| loader.month(station, month, facts, || unit(station)))?;
    Ok(loader.finish())
}

/// Reads a revision into memory.
fn load(store: &dyn Store, revision: Revision) -> Result<Snapshot, LiveError> {
    let regions = store.regions(revision)?;
    load_into(store, revision, Geography::build(regions.sets, regions.regions)?)
}

/// Reads all of a revision but its regions, which are given.
pub(super) fn load_into(store: &dyn Store, revision: Revision, geography: Geography) -> Result<Snapshot, LiveError> {
    let mut builder = Builder::new(geography, 0);
    store.load(revision, &mut |view| builder.push(&view))?;
    let snapshot = builder.finish(revision);
    let books = books(store, revision, &snapshot)?;
    Ok(snapshot.with_books(Arc::new(books)))
}
