//! The cache of answers, bounded in bytes. What a hundred clients ask at once is made once.

use std::sync::Arc;
use std::thread::available_parallelism;

use axum::http::HeaderMap;
use axum::response::Response;
use quick_cache::Weighter;
use tokio::sync::Semaphore;

use super::{Encoding, Entry, Kind};
use crate::http::app::in_turn;
use crate::http::problem::Problem;

/// About how large an answer is.
const USUAL_BYTES: u64 = 8_192;
/// What an entry weighs beside its bytes and key.
const OVERHEAD: usize = 200;

/// Which answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    revision: u64,
    /// Route and question.
    what: Arc<str>,
    encoding: Encoding,
}

#[derive(Clone)]
struct Weigh;

impl Weighter<Key, Entry> for Weigh {
    fn weight(&self, key: &Key, entry: &Entry) -> u64 {
        (key.what.len() + entry.bytes.len() + OVERHEAD) as u64
    }
}

/// The answers at hand.
pub(in crate::http) struct Cache {
    entries: quick_cache::sync::Cache<Key, Entry, Weigh>,
    /// Making is work for the processor: more of it at once than there are cores only slows all of it.
    room: Arc<Semaphore>,
}

impl Cache {
    /// A cache of so many bytes.
    pub(in crate::http) fn new(bytes: u64) -> Self {
        let items = usize::try_from(bytes / USUAL_BYTES).unwrap_or(usize::MAX).max(16);
        Self {
            entries: quick_cache::sync::Cache::with_weighter(items, bytes, Weigh),
            room: Arc::new(Semaphore::new(available_parallelism().map_or(1, Into::into))),
        }
    }

    /// The answer to `what` over a revision, made by `make` unless it is at hand; `make` may take its time.
    /// A hit stays on its thread.
    pub(in crate::http) async fn answer(
        self: &Arc<Self>,
        request: &HeaderMap,
        kind: Kind,
        what: String,
        make: impl FnOnce() -> Result<Vec<u8>, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let key =
            Key { revision: kind.revision.unwrap_or(0), what: what.into(), encoding: Encoding::preferred(request) };
        if let Some(entry) = self.entries.get(&key) {
            return Ok(entry.respond(request, kind));
        }
        // A task of its own: the client that came first may leave, and those who wait with it still get it.
        let cache = Arc::clone(self);
        let filled = tokio::spawn(async move { cache.fill(key, make).await }).await;
        Ok(filled.map_err(|error| Problem::internal(&error))??.respond(request, kind))
    }

    async fn fill(
        &self,
        key: Key,
        make: impl FnOnce() -> Result<Vec<u8>, Problem> + Send + 'static,
    ) -> Result<Entry, Problem> {
        let plain_key = Key { encoding: Encoding::Identity, ..key.clone() };
        let plain = self.work(move || make().map(Entry::plain));
        let plain = self.entries.get_or_insert_async(&plain_key, plain).await?;
        if key.encoding == Encoding::Identity {
            return Ok(plain);
        }
        let encoding = key.encoding;
        self.entries.get_or_insert_async(&key, self.work(move || Ok(plain.encoded(encoding)))).await
    }

    /// An answer that is made for one client and not kept, such as one about an area that its body draws.
    /// It waits for room like every other.
    pub(in crate::http) async fn once(
        &self,
        request: &HeaderMap,
        kind: Kind,
        make: impl FnOnce() -> Result<Vec<u8>, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let encoding = Encoding::preferred(request);
        let entry = self.work(move || make().map(|bytes| Entry::plain(bytes).encoded(encoding))).await?;
        Ok(entry.respond(request, kind))
    }

    /// Work for the processor, done when there is room for it.
    pub(in crate::http) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        in_turn(&self.room, work).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use axum::http::StatusCode;

    use super::*;

    #[tokio::test]
    async fn what_a_hundred_ask_is_made_once() {
        let cache = Arc::new(Cache::new(1 << 20));
        let made = Arc::new(AtomicUsize::new(0));
        let asks: Vec<_> = (0..100)
            .map(|_| {
                let (cache, made) = (Arc::clone(&cache), Arc::clone(&made));
                tokio::spawn(async move {
                    let make = move || {
                        made.fetch_add(1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(20));
                        Ok(vec![7; 10_000])
                    };
                    cache.answer(&HeaderMap::new(), Kind::json(1), "tile".into(), make).await.map(|r| r.status())
                })
            })
            .collect();
        for ask in asks {
            assert_eq!(ask.await.expect("task").expect("answer"), StatusCode::OK);
        }
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn what_is_made_for_one_client_waits_for_room() {
        let cache = Arc::new(Cache::new(1 << 20));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let asks: Vec<_> = (0..60)
            .map(|_| {
                let (cache, now, most) = (Arc::clone(&cache), Arc::clone(&now), Arc::clone(&most));
                tokio::spawn(async move {
                    let make = move || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(5));
                        now.fetch_sub(1, Ordering::SeqCst);
                        Ok(vec![7; 10_000])
                    };
                    cache.once(&HeaderMap::new(), Kind::json(1), make).await.map(|response| response.status())
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(2)).await;
        // Clients that leave free no room before what they began has ended.
        asks.iter().step_by(2).for_each(tokio::task::JoinHandle::abort);
        for ask in asks.into_iter().skip(1).step_by(2) {
            assert_eq!(ask.await.expect("task").expect("answer"), StatusCode::OK);
        }
        let most = most.load(Ordering::SeqCst);
        assert!(most <= available_parallelism().map_or(2, usize::from), "{most} at once");
    }

    #[tokio::test]
    async fn what_fails_or_panics_is_not_kept() {
        let cache = Arc::new(Cache::new(1 << 20));
        let ask = |make: fn() -> Result<Vec<u8>, Problem>| {
            let cache = Arc::clone(&cache);
            async move { cache.answer(&HeaderMap::new(), Kind::json(1), "tile".into(), make).await }
        };
        assert!(ask(|| Err(Problem::missing("tile", "x"))).await.is_err());
        assert!(ask(|| panic!("on purpose")).await.is_err());
        assert!(ask(|| Ok(vec![1])).await.is_ok());
    }
}
