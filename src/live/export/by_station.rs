//! What is kept of each station by day: cooperation, performance, notes.

use super::rows::Rows;
use super::{Export, ExportFailure};
use crate::exchange::export;

impl Export<'_> {
    pub(super) fn write_cooperation(&self, rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        rows.gauge.expect(self.stations.len());
        for &id in &self.stations {
            // The snapshot knows the days, and the store the notes on them.
            if self.snapshot().facts(id).is_some_and(|facts| !facts.timeline().is_empty()) {
                for event in &self.store.timeline(id, self.revision())? {
                    rows.row(&export::stage(self.code(id), event), None)?;
                }
            }
            rows.gauge.step(1)?;
        }
        Ok(())
    }

    pub(super) fn write_performance(&self, rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        rows.gauge.expect(self.stations.len());
        let (from, to) = self.asked.days;
        for &id in &self.stations {
            for (day, facts) in self.snapshot().books().days(id, from, to) {
                rows.row(&export::performance(self.code(id), day, &facts), None)?;
            }
            rows.gauge.step(1)?;
        }
        Ok(())
    }

    pub(super) fn write_notes(&self, rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        rows.gauge.expect(self.stations.len());
        for &id in &self.stations {
            let mut notes = self.store.notes(id, self.revision())?;
            notes.sort_by_key(|&(number, ref note)| (note.at, number));
            for (_, note) in &notes {
                rows.row(&export::note(self.code(id), note), None)?;
            }
            rows.gauge.step(1)?;
        }
        Ok(())
    }
}
