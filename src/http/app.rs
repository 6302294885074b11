//! What every handler shares: the network, the options, the answers at hand.

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::HeaderMap;
use tokio::sync::Semaphore;

use super::answer::Cache;
use super::explain::{self, Explanations};
use super::exports::MOST_AT_ONCE;
use super::imports::Shelf;
use super::problem::Problem;
use crate::base::ids::Revision;
use crate::domain::change::Author;
use crate::engine::statistics::Totals;
use crate::live::Network;

/// How the API is served.
#[derive(Clone, Debug)]
pub struct Options {
    /// Largest file that may be uploaded, in bytes.
    pub max_upload: u64,
    /// Where uploads wait for their import, and the rows of workbooks for the last of them.
    pub upload_folder: PathBuf,
    /// Bytes of answers that are kept at hand.
    pub cache_bytes: u64,
    /// URL of the style to put under the map; the built-in one without.
    pub basemap: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_upload: 1 << 30, upload_folder: std::env::temp_dir(), cache_bytes: 64 << 20, basemap: None }
    }
}

/// The state of the router.
#[derive(Clone)]
pub(super) struct App {
    pub(super) network: Network,
    pub(super) options: Arc<Options>,
    pub(super) cache: Arc<Cache>,
    pub(super) numbers: Arc<Numbers>,
    pub(super) explanations: Arc<Explanations>,
    /// Files that wait to be imported.
    pub(super) uploads: Arc<Shelf>,
    /// Turns to export.
    pub(super) exports: Arc<Semaphore>,
    /// The turn to look at a file.
    pub(super) looks: Arc<Semaphore>,
}

/// Totals by region slot, by revision and question: what all tiles of a choropleth share.
pub(super) type Numbers = quick_cache::sync::Cache<(Revision, String), Arc<[Totals]>>;

/// Questions whose counts are kept.
const MOST_NUMBERS: usize = 64;

impl App {
    pub(super) fn new(network: Network, options: Options) -> Self {
        Self {
            network,
            cache: Arc::new(Cache::new(options.cache_bytes)),
            numbers: Arc::new(Numbers::new(MOST_NUMBERS)),
            explanations: Arc::new(explain::explanations()),
            // One of the largest may come while another is looked at.
            uploads: Shelf::new(options.max_upload.saturating_mul(2)),
            exports: Arc::new(Semaphore::new(MOST_AT_ONCE)),
            looks: Arc::new(Semaphore::new(1)),
            options: Arc::new(options),
        }
    }
}

/// Runs what may wait for the disk or take long on a thread that may.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(Problem::internal(&error)))
}

/// The same, when there is a turn for it.
pub(super) async fn in_turn<T: Send + 'static>(
    turns: &Arc<Semaphore>,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let turn = Arc::clone(turns).acquire_owned().await.map_err(|error| Problem::internal(&error))?;
    blocking(move || {
        // Held by the work and not by who waits for it: a client that leaves does not end what it began.
        let _turn = turn;
        work()
    })
    .await
}

/// Who asks for a write, by the header `X-Actor`; `api` without one.
pub(super) fn author(headers: &HeaderMap, source: String) -> Result<Author, Problem> {
    let Some(value) = headers.get("x-actor") else { return Ok(Author { actor: "api".into(), source }) };
    let actor = std::str::from_utf8(value.as_bytes()).ok().map(str::trim);
    let allowed = |actor: &&str| !actor.is_empty() && actor.chars().count() <= 200 && !actor.contains(char::is_control);
    match actor.filter(allowed) {
        Some(actor) => Ok(Author { actor: actor.to_owned(), source }),
        None => Err(Problem::parameter(
            "X-Actor",
            String::from_utf8_lossy(value.as_bytes()),
            "1 to 200 characters of UTF-8 without control characters",
        )),
    }
}
