//! The network: one store, its newest snapshot, and what hangs on them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use jiff::tz::TimeZone;
use tokio::sync::broadcast;

use super::error::LiveError;
use super::feed::{Feed, FeedEvent};
use super::import::Jobs;
use super::load::{self, Depth};
use super::past::Past;
use crate::base::date::{Day, Instant};
use crate::base::ids::Revision;
use crate::engine::Snapshot;
use crate::store::{Store, StoreError};

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
    readers: Mutex<Vec<Box<dyn Store>>>,
    /// Opens further readers, so that none waits for the writer.
    opener: Mutex<Box<dyn Store>>,
    /// Held while something is written: the one writer. Behind the readers, so that it is closed last: the last handle
    /// takes the database's log away, which one that only reads cannot.
    pub(super) writer: Mutex<Writer>,
    past: Past,
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
        let snapshot = load::newest(store.as_ref(), head)?;
        let network = Self {
            inner: Arc::new(Inner {
                current: ArcSwap::from_pointee(snapshot),
                readers: Mutex::new(vec![store.reader()?]),
                opener: Mutex::new(store.reader()?),
                writer: Mutex::new(store),
                past: Past::default(),
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
    /// be read from the store, as far as `depth` says.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn as_known_at(&self, instant: Option<Instant>, depth: Depth) -> Result<Arc<Snapshot>, LiveError> {
        let Some(instant) = instant else { return Ok(self.current()) };
        let revision = self.read(|store| store.revision_at(instant))?;
        self.at_revision(revision, depth)
    }

    /// The network at a revision. Blocking: a past one may have to be read from the store, as far as `depth` says.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read, or has no such revision.
    pub fn at_revision(&self, revision: Revision, depth: Depth) -> Result<Arc<Snapshot>, LiveError> {
        let current = self.current();
        // Never a snapshot of another revision: not the one before a commit that is durable but not yet
        // published, and not one that was published meanwhile.
        if revision == current.revision() {
            return Ok(current);
        }
        self.inner.past.get(revision, depth, |known| {
            let snapshot = self.read(|store| load::past(store, revision, depth, known, &current))?;
            let own = if snapshot.has_books() { snapshot.books().memory_beside(current.books()) } else { 0 };
            let stations = snapshot.memory();
            Ok((snapshot, own + stations.station_bytes + stations.event_bytes))
        })
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
