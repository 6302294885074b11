//! Exports: rows of one revision become a file, a row at a time.
//!
//! Everything is read as of the snapshot's revision, however long it takes and whatever is written meanwhile. No more
//! is held than the ids of the stations that the question means and a thousand stations; contracts and campaigns are
//! in memory anyway.

mod books;
mod by_station;
mod rows;
mod stations;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use self::rows::{Gauge, Rows};
use super::error::LiveError;
use super::network::Network;
use crate::base::date::Day;
use crate::base::ids::{Revision, StationId};
use crate::engine::{Question, Snapshot, meant};
use crate::exchange::export::{ExportError, ExportFormat, ExportKind, Headers, Writer};
use crate::store::{Store, StoreError};

/// What is exported.
#[derive(Clone, Debug)]
pub struct ExportQuestion {
    /// The network at the revision asked.
    pub snapshot: Arc<Snapshot>,
    /// Which stations, on which day.
    pub question: Question,
    /// Whether only stations that are open on the day, as lists and statistics count them; otherwise those that have
    /// closed or not opened yet, too, since their rows are kept like all others.
    pub open_only: bool,
    /// The days of performance, from the first and up to the second, which does not count.
    pub days: (Day, Day),
}

/// How the file is written.
#[derive(Clone, Debug)]
pub struct ExportForm {
    /// Its format.
    pub format: ExportFormat,
    /// What its columns are called.
    pub headers: Headers,
    /// Where the rows of a workbook wait until it is whole.
    pub folder: PathBuf,
}

/// Why an export ended before the file was whole.
#[derive(Debug, thiserror::Error)]
pub enum ExportFailure {
    /// The store failed.
    #[error(transparent)]
    Live(#[from] LiveError),
    /// The file cannot be written, or not in this format.
    #[error(transparent)]
    File(#[from] ExportError),
    /// Whoever waited for it waits no more.
    #[error("the export was stopped")]
    Stopped,
}

impl From<StoreError> for ExportFailure {
    fn from(error: StoreError) -> Self {
        Self::Live(error.into())
    }
}

impl Network {
    /// Writes all rows of a kind that belong to the stations which the question means, by code or number and then by
    /// date, and gives how many there were. `watch` is told the share of the work that is done, from 0 to 1, and may
    /// end it. Blocking.
    ///
    /// A contract is given whole, with all of its stations, when it names one of those meant: a list cut short would take
    /// the others out of it when it is imported again. Contracts and campaigns that name no station at all are given
    /// when every station is meant.
    ///
    /// # Errors
    /// [`ExportFailure`]; `out` has part of a file then, or nothing of a workbook.
    pub fn export(
        &self,
        kind: ExportKind,
        asked: &ExportQuestion,
        form: &ExportForm,
        out: &mut (dyn Write + Send),
        watch: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> Result<u64, ExportFailure> {
        if !kind.formats().contains(&form.format) {
            return Err(ExportError::NoPlace(kind).into());
        }
        self.read(|store| {
            let stations = meant(&asked.snapshot, &asked.question, asked.open_only);
            Export { store, asked, stations }.write(kind, form, out, Gauge::new(watch))
        })
    }
}

/// An export under way.
struct Export<'a> {
    store: &'a dyn Store,
    asked: &'a ExportQuestion,
    /// The stations meant, by code.
    stations: Vec<StationId>,
}

impl<'a> Export<'a> {
    fn write(
        &self,
        kind: ExportKind,
        form: &ExportForm,
        out: &mut (dyn Write + Send),
        mut gauge: Gauge<'_>,
    ) -> Result<u64, ExportFailure> {
        let attributes = if kind == ExportKind::Stations { self.attributes(&mut gauge)? } else { Vec::new() };
        let table = if kind == ExportKind::Stations { self.stations_table(&attributes) } else { kind.table() };
        let writer = Writer::waiting_in(&form.folder, form.format, &table, form.headers, out)?;
        let mut rows = Rows::new(writer, gauge);
        match kind {
            ExportKind::Stations => self.write_stations(&attributes, &mut rows),
            ExportKind::Cooperation => self.write_cooperation(&mut rows),
            ExportKind::Contracts => self.write_contracts(&mut rows),
            ExportKind::Fees => self.write_fees(&mut rows),
            ExportKind::Performance => self.write_performance(&mut rows),
            ExportKind::Campaigns => self.write_campaigns(&mut rows),
            ExportKind::CampaignStations => self.write_participations(&mut rows),
            ExportKind::Notes => self.write_notes(&mut rows),
        }?;
        rows.finish()
    }

    fn snapshot(&self) -> &'a Snapshot {
        &self.asked.snapshot
    }

    fn revision(&self) -> Revision {
        self.snapshot().revision()
    }

    /// The code of a station of the snapshot.
    fn code(&self, id: StationId) -> &'a str {
        self.snapshot().code_of(id).unwrap_or_default()
    }

    /// Whether every station is meant.
    fn is_of_all(&self) -> bool {
        self.asked.question.is_of_all() && !self.asked.open_only
    }

    /// The stations meant, to be looked up.
    fn set(&self) -> FxHashSet<StationId> {
        self.stations.iter().copied().collect()
    }
}
