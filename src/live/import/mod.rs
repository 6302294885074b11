//! Imports: a file becomes one revision, or none. Jobs run beside the service and tell how far they are.

mod cooperation;
mod entries;
mod examples;
mod inspect;
mod jobs;
mod parts;
pub(super) mod regions;
mod rejected;
mod report;
mod stations;

use std::cell::Cell;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

pub use examples::{Examples, MOST_EXAMPLES};
pub use inspect::{Inspected, Places};
pub(super) use jobs::Jobs;
pub use jobs::{ImportId, ImportState, Status};
pub use rejected::{Rejected, RejectedError};
pub use report::{ImportReport, Refusal, SheetReport};

use super::error::WriteError;
use super::network::Network;
use crate::domain::change::{Author, Change};
use crate::engine::Snapshot;
use crate::exchange::{self, Content, FileError, Kind, OnRow, Opened, Summary};
use crate::store::Store;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImportKind {
    /// Rows of one kind.
    Rows(Kind),
    /// Sheets of several kinds, which become one revision.
    Workbook,
}

impl ImportKind {
    /// The identifier used on the command line and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rows(kind) => kind.as_str(),
            Self::Workbook => "workbook",
        }
    }

    /// The kind of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == Self::Workbook.as_str() { Some(Self::Workbook) } else { Kind::parse(text).map(Self::Rows) }
    }
}

impl From<Kind> for ImportKind {
    fn from(kind: Kind) -> Self {
        Self::Rows(kind)
    }
}

/// What becomes of a file that has rows which are wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// Nothing of it is written.
    #[default]
    Reject,
    /// The other rows are written.
    Skip,
}

impl OnError {
    /// The choice of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "reject" => Some(Self::Reject),
            "skip" => Some(Self::Skip),
            _ => None,
        }
    }
}

/// A file to import, and how.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// Who imports it.
    pub author: Author,
    /// What it holds.
    pub kind: ImportKind,
    /// Where it lies.
    pub file: PathBuf,
    /// What its user calls it; its ending helps to tell the format.
    pub name: String,
    /// How it is read.
    pub options: exchange::Options,
    /// The set that regions belong to.
    pub set: String,
    /// Whether to tell only what would happen.
    pub dry_run: bool,
    /// What becomes of it when rows are wrong.
    pub on_error: OnError,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Rows read so far.
    pub rows: u64,
    /// Share of the whole work that is done, 0 to 1.
    pub share: f64,
}

/// Told of an import's stages and progress.
pub(super) type Watch<'a> = &'a mut dyn FnMut(Status, Progress);

/// Shares of the work that reading and checking are done at; the rest is writing.
const READ: f64 = 0.5;
const CHECKED: f64 = 0.7;

impl Network {
    /// Imports a file and waits for it; `watch` is told how far it is. Blocking.
    ///
    /// # Errors
    /// [`Refusal`] when nothing was written although something should have been; it holds the report where
    /// rows were read.
    pub fn run_import(
        &self,
        request: &ImportRequest,
        watch: &mut dyn FnMut(Status, Progress),
    ) -> Result<ImportReport, Refusal> {
        let report = match request.kind {
            ImportKind::Rows(Kind::Regions) => regions::run(self, request, watch),
            ImportKind::Rows(kind) => parts::run_file(self, request, kind, watch),
            ImportKind::Workbook => parts::run_workbook(self, request, watch),
        }?;
        if report.revision.is_none() && !report.dry_run && report.rejected > 0 && request.on_error == OnError::Reject {
            return Err(Refusal::Rows(Box::new(report)));
        }
        Ok(report)
    }
}

/// Opens the file of a request.
fn open(request: &ImportRequest) -> Result<Opened<'static>, Refusal> {
    let file = File::open(&request.file).map(BufReader::new).map_err(FileError::Io)?;
    Ok(Opened::new(file, &request.name)?)
}

/// Reads a file by one of the exchange's readers: its drafts with their lines. Rejected rows go into the report.
fn read<D>(
    file: &mut Opened<'_>,
    options: &exchange::Options,
    report: &mut ImportReport,
    watch: Watch<'_>,
    reader: impl FnOnce(
        &mut Opened<'_>,
        &exchange::Options,
        OnRow<'_, D>,
        &mut dyn FnMut(f64),
    ) -> Result<Summary, FileError>,
) -> Result<Vec<(u64, D)>, Refusal> {
    let mut drafts = Vec::new();
    read_each(file, options, report, watch, |line, draft| drafts.push((line, draft)), reader)?;
    Ok(drafts)
}

/// As [`read`], but hands each draft on at once.
fn read_each<D>(
    file: &mut Opened<'_>,
    options: &exchange::Options,
    report: &mut ImportReport,
    watch: Watch<'_>,
    mut keep: impl FnMut(u64, D),
    reader: impl FnOnce(
        &mut Opened<'_>,
        &exchange::Options,
        OnRow<'_, D>,
        &mut dyn FnMut(f64),
    ) -> Result<Summary, FileError>,
) -> Result<(), Refusal> {
    let rows = Cell::new(0_u64);
    let summary = reader(
        file,
        options,
        &mut |row| {
            rows.set(rows.get() + 1);
            match row.content {
                Content::Draft(draft) => keep(row.line, draft),
                Content::Rejected(errors) => report.reject(errors),
                Content::Repeated { .. } | Content::Dropped => {}
            }
            ControlFlow::Continue(())
        },
        &mut |share| watch(Status::Reading, Progress { rows: rows.get(), share: share * READ }),
    )?;
    report.read(summary);
    Ok(())
}

/// Checks what was read against what is known, and writes what may be written. `check` is given the report of the
/// reading anew each time that somebody else wrote meanwhile; a refusal keeps that report.
fn check_and_write(
    network: &Network,
    request: &ImportRequest,
    read: ImportReport,
    watch: Watch<'_>,
    mut check: impl FnMut(&Arc<Snapshot>, &dyn Store, ImportReport) -> Result<(Vec<Change>, ImportReport), WriteError>,
) -> Result<ImportReport, Refusal> {
    let rows = read.rows;
    let mut share = READ;
    let outcome = network.write_prepared(&request.author, |current, store| {
        watch(Status::Checking, Progress { rows, share });
        share = CHECKED;
        let (mut changes, mut report) = check(current, store, read.clone())?;
        report.examples = Some(Arc::new(Examples::of(store, &changes)?));
        if !report.may_write(request) {
            changes.clear();
        }
        let next = if changes.is_empty() { Status::Checking } else { Status::Writing };
        watch(next, Progress { rows, share });
        Ok((changes, report))
    });
    match outcome {
        Ok((made, report)) => Ok(ImportReport { revision: made.map(|made| made.revision()), ..report }),
        Err(error) => Err(Refusal::Write(error, Box::new(read))),
    }
}
