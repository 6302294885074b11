//! Import jobs: their states, kept for polling and told to the feed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Instant as Clock;

use super::report::{ImportReport, Refusal};
use super::{ImportRequest, Progress};
use crate::live::feed::FeedEvent;
use crate::live::network::{Network, lock};

/// Jobs whose states are kept.
const KEPT: usize = 200;
/// Least milliseconds between two progress events of a job.
const EVENT_EVERY_MS: u128 = 100;

/// A job's number, from 1 since the service started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImportId(pub u64);

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Reading the file.
    Reading,
    /// Comparing it with what is known.
    Checking,
    /// Writing the revision.
    Writing,
    /// Finished.
    Done,
    /// Finished; nothing was written.
    Refused,
}

impl Status {
    /// The identifier used on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Checking => "checking",
            Self::Writing => "writing",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// A job as it stands.
#[derive(Clone, Debug)]
pub struct ImportState {
    /// Its number.
    pub id: ImportId,
    /// What is imported.
    pub kind: crate::exchange::Kind,
    /// What its user calls the file.
    pub name: String,
    /// How far it is.
    pub status: Status,
    /// How far it is, as a share.
    pub progress: Progress,
    /// What it came to, once it is done or refused because of rows.
    pub report: Option<Arc<ImportReport>>,
    /// Why nothing was written.
    pub problem: Option<String>,
}

impl ImportState {
    fn is_over(&self) -> bool {
        matches!(self.status, Status::Done | Status::Refused)
    }
}

/// The jobs since the service started, oldest first.
#[derive(Debug, Default)]
pub(in crate::live) struct Jobs {
    states: Mutex<(u64, Vec<ImportState>)>,
    /// Held by the job that runs.
    turn: Mutex<()>,
}

impl Jobs {
    fn begin(&self, request: &ImportRequest) -> ImportId {
        let mut states = lock(&self.states);
        states.0 += 1;
        let id = ImportId(states.0);
        states.1.push(ImportState {
            id,
            kind: request.kind,
            name: request.name.clone(),
            status: Status::Reading,
            progress: Progress::default(),
            report: None,
            problem: None,
        });
        let mut surplus = states.1.len().saturating_sub(KEPT);
        states.1.retain(|state| {
            let goes = surplus > 0 && state.is_over();
            surplus -= usize::from(goes);
            !goes
        });
        id
    }

    fn update(&self, id: ImportId, update: impl FnOnce(&mut ImportState)) -> Option<ImportState> {
        let mut states = lock(&self.states);
        let state = states.1.iter_mut().find(|state| state.id == id)?;
        update(state);
        Some(state.clone())
    }
}

impl Network {
    /// Starts to import a file on a thread of its own. `finally` is run when the file is no longer needed.
    pub fn start_import(&self, request: ImportRequest, finally: impl FnOnce() + Send + 'static) -> ImportId {
        let id = self.inner.jobs.begin(&request);
        let network = self.clone();
        std::thread::spawn(move || {
            let mut told = Clock::now();
            // One at a time: each holds all its rows in memory, and they write one after the other anyway.
            let turn = lock(&network.inner.jobs.turn);
            let run = AssertUnwindSafe(|| {
                network.run_import(&request, &mut |status, progress| {
                    let state = network.inner.jobs.update(id, |state| {
                        state.status = status;
                        state.progress = progress;
                    });
                    if told.elapsed().as_millis() >= EVENT_EVERY_MS {
                        told = Clock::now();
                        network.tell(state);
                    }
                })
            });
            let outcome = catch_unwind(run);
            drop(turn);
            finally();
            let state = network.inner.jobs.update(id, |state| {
                state.progress.share = 1.0;
                match outcome {
                    Err(_) => {
                        state.status = Status::Refused;
                        state.problem = Some("the import failed inside; nothing was written".to_owned());
                    }
                    Ok(Ok(report)) => {
                        state.status = Status::Done;
                        state.report = Some(Arc::new(report));
                    }
                    Ok(Err(refusal)) => {
                        state.status = Status::Refused;
                        state.problem = Some(refusal.to_string());
                        if let Refusal::Rows(report) = refusal {
                            state.report = Some(Arc::from(report));
                        }
                    }
                }
            });
            network.tell(state);
        });
        id
    }

    fn tell(&self, state: Option<ImportState>) {
        if let Some(state) = state {
            self.inner.feed.send(FeedEvent::Import(state));
        }
    }

    /// A job as it stands.
    #[must_use]
    pub fn import(&self, id: ImportId) -> Option<ImportState> {
        lock(&self.inner.jobs.states).1.iter().find(|state| state.id == id).cloned()
    }

    /// The jobs since the service started, newest first.
    #[must_use]
    pub fn imports(&self) -> Vec<ImportState> {
        lock(&self.inner.jobs.states).1.iter().rev().cloned().collect()
    }
}
