//! Rows on their way out, and how far they are.

use std::io::Write;
use std::ops::ControlFlow;

use super::ExportFailure;
use crate::exchange::export::{Cell, Place, Writer};

/// Rows, and steps of the work, between two looks at whether anybody still waits.
const LOOK_EVERY: u64 = 1_024;

/// Tells how far the work is, and hears whether it shall go on.
pub(super) struct Gauge<'a> {
    watch: &'a mut dyn FnMut(f64) -> ControlFlow<()>,
    done: u64,
    total: u64,
}

impl<'a> Gauge<'a> {
    pub(super) fn new(watch: &'a mut dyn FnMut(f64) -> ControlFlow<()>) -> Self {
        Self { watch, done: 0, total: 1 }
    }

    /// Says how many steps the work has.
    pub(super) fn expect(&mut self, steps: usize) {
        self.total = (steps as u64).max(1);
    }

    /// So many steps are done.
    pub(super) fn step(&mut self, steps: usize) -> Result<(), ExportFailure> {
        let before = self.done / LOOK_EVERY;
        self.done += steps as u64;
        if self.done / LOOK_EVERY == before { Ok(()) } else { self.look() }
    }

    #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
    fn look(&mut self) -> Result<(), ExportFailure> {
        match (self.watch)((self.done as f64 / self.total as f64).min(1.0)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExportFailure::Stopped),
        }
    }
}

/// The rows of a file.
pub(super) struct Rows<'o, 'w> {
    writer: Writer<&'o mut (dyn Write + Send)>,
    written: u64,
    pub(super) gauge: Gauge<'w>,
}

impl<'o, 'w> Rows<'o, 'w> {
    pub(super) fn new(writer: Writer<&'o mut (dyn Write + Send)>, gauge: Gauge<'w>) -> Self {
        Self { writer, written: 0, gauge }
    }

    /// Writes a row.
    pub(super) fn row(&mut self, cells: &[Cell<'_>], place: Option<Place<'_>>) -> Result<(), ExportFailure> {
        self.writer.row(cells, place)?;
        self.written += 1;
        if self.written.is_multiple_of(LOOK_EVERY) { self.gauge.look() } else { Ok(()) }
    }

    /// Ends the file; gives how many rows it has.
    pub(super) fn finish(self) -> Result<u64, ExportFailure> {
        self.writer.finish()?;
        Ok(self.written)
    }
}
