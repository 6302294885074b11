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
/// Row errors that the reports of all these jobs hold together: some 60 MB. The oldest give theirs up first.
const MOST_KEPT_ERRORS: usize = 200_000;
/// Jobs whose examples are kept.
const KEPT_EXAMPLES: usize = 20;
/// What is known of an import that panicked: it may have done so after the store had its revision.
const FAILED_INSIDE: &str = "the import failed inside; the history tells whether its revision was written";
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
    /// Finished; nothing was written, unless it failed inside, which its problem says.
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
    /// What is imported, and how.
    pub request: Arc<ImportRequest>,
    /// How far it is.
    pub status: Status,
    /// How far it is, as a share.
    pub progress: Progress,
    /// What it came to, once it is done or refused for another reason than the file as a whole.
    pub report: Option<Arc<ImportReport>>,
    /// Why it was refused.
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
    fn begin(&self, request: &Arc<ImportRequest>) -> ImportId {
        let mut states = lock(&self.states);
        states.0 += 1;
        let id = ImportId(states.0);
        states.1.push(ImportState {
            id,
            request: Arc::clone(request),
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
        let at = states.1.iter().position(|state| state.id == id)?;
        update(&mut states.1[at]);
        if states.1[at].is_over() {
            bound_errors(&mut states.1, MOST_KEPT_ERRORS);
            bound_examples(&mut states.1, KEPT_EXAMPLES);
        }
        Some(states.1[at].clone())
    }
}

/// Holds the reports to so many row errors together: the newest keep theirs, and the older ones keep the first
/// of theirs while there is room, and how many they were.
fn bound_errors(states: &mut [ImportState], most: usize) {
    let mut room = most;
    for report in states.iter_mut().rev().filter_map(|state| state.report.as_mut()) {
        if report.errors.len() > room {
            let report = Arc::make_mut(report);
            report.keep_errors(room);
            report.errors.shrink_to_fit();
        }
        room -= report.errors.len();
    }
}

/// Lets only so many of the newest reports keep their examples.
fn bound_examples(states: &mut [ImportState], most: usize) {
    for report in states.iter_mut().rev().filter_map(|state| state.report.as_mut()).skip(most) {
        // That nothing changed is remembered.
        if report.examples.as_ref().is_some_and(|examples| examples.count > 0) {
            Arc::make_mut(report).examples = None;
        }
    }
}

impl Network {
    /// Starts to import a file on a thread of its own. `finally` is run when the file is no longer needed.
    pub fn start_import(&self, request: ImportRequest, finally: impl FnOnce() + Send + 'static) -> ImportId {
        let request = Arc::new(request);
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
                        network.tell(state.as_ref());
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
                        state.problem = Some(FAILED_INSIDE.to_owned());
                    }
                    Ok(Ok(report)) => {
                        state.status = Status::Done;
                        state.report = Some(Arc::new(report));
                    }
                    Ok(Err(refusal)) => {
                        state.status = Status::Refused;
                        state.problem = Some(refusal.to_string());
                        if let Refusal::Rows(report) | Refusal::Write(_, report) = refusal {
                            state.report = Some(Arc::from(report));
                        }
                    }
                }
            });
            network.tell(state.as_ref());
        });
        id
    }

    fn tell(&self, state: Option<&ImportState>) {
        if let Some(&ImportState { id, status, progress, .. }) = state {
            self.inner.feed.send(FeedEvent::Import { id, status, progress });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Author;
    use crate::exchange::{self, Kind, RowError};
    use crate::live::import::{Examples, OnError};

    /// A finished import of so many wrong rows.
    fn finished(id: u64, wrong: u64) -> ImportState {
        let request = ImportRequest {
            author: Author { actor: "test".into(), source: "test".into() },
            kind: Kind::Stations.into(),
            file: "stations.csv".into(),
            name: "stations.csv".into(),
            options: exchange::Options::default(),
            set: "admin".into(),
            dry_run: false,
            on_error: OnError::Reject,
        };
        let mut report = ImportReport::new(&request);
        for line in 0..wrong {
            report.reject(vec![RowError { line, column: None, value: String::new(), reason: "wrong".into() }]);
        }
        ImportState {
            id: ImportId(id),
            request: Arc::new(request),
            status: Status::Refused,
            progress: Progress::default(),
            report: Some(Arc::new(report)),
            problem: None,
        }
    }

    #[test]
    fn old_reports_forget_what_they_changed_and_not_that_it_was_nothing() {
        let mut states: Vec<ImportState> = (1..=4).map(|id| finished(id, 0)).collect();
        for state in states.iter_mut().filter(|state| state.id != ImportId(1)) {
            let report = Arc::make_mut(state.report.as_mut().expect("report"));
            report.examples = Some(Arc::new(Examples { count: 1, ..Examples::default() }));
        }
        bound_examples(&mut states, 2);
        let reports = states.iter().filter_map(|state| state.report.as_ref());
        let counts: Vec<_> = reports.map(|report| report.examples.as_ref().map(|examples| examples.count)).collect();
        assert_eq!(counts, [Some(0), None, Some(1), Some(1)]);
    }

    #[test]
    fn old_reports_give_up_their_errors_and_say_so() {
        let running = ImportState { status: Status::Reading, report: None, ..finished(4, 0) };
        let mut states = vec![finished(1, 5), finished(2, 5), finished(3, 5), running];
        let read_before = states[1].report.clone().expect("report");
        bound_errors(&mut states, 8);
        let held = |states: &[ImportState]| -> Vec<(usize, u64, u64)> {
            let reports = states.iter().filter_map(|state| state.report.as_ref());
            reports.map(|report| (report.errors.len(), report.errors_omitted, report.rejected)).collect()
        };
        assert_eq!(held(&states), [(0, 5, 5), (3, 2, 5), (5, 0, 5)]);
        assert_eq!(states[1].report.as_ref().map(|report| report.errors[2].line), Some(2), "the first stay");
        assert_eq!(read_before.errors.len(), 5, "whoever reads it keeps it");
        states.push(finished(5, 1));
        bound_errors(&mut states, 8);
        assert_eq!(held(&states), [(0, 5, 5), (2, 3, 5), (5, 0, 5), (1, 0, 1)]);
    }
}
