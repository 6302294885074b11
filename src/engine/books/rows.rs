//! Rows: the stations that the books speak of, numbered without gaps as they are first heard of.

use std::sync::Arc;

use crate::base::ids::{ContractId, StationId};
use crate::domain::performance::VolumeUnit;

/// Rows of a page, and of a chunk of a month.
pub(super) const ROWS: usize = 1024;
/// Station ids of a page of `by_station`.
const IDS: usize = 4096;
/// A station that has no row.
const NO_ROW: u32 = u32::MAX;

/// What the books know of a station besides its months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowInfo {
    pub(super) station: StationId,
    /// What its volumes are counted in.
    pub(super) unit: VolumeUnit,
    /// Number of its schedule.
    pub(super) schedule: u32,
    /// The contracts that name it, ascending.
    pub(super) contracts: Box<[ContractId]>,
}

/// The rows in pages that snapshots share.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pages: Vec<Arc<Vec<RowInfo>>>,
    by_station: Vec<Arc<Vec<u32>>>,
}

impl Rows {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.pages.last().map_or(0, |last| (self.pages.len() - 1) * ROWS + last.len())
    }

    /// The pages, [`ROWS`] rows each but for the last.
    pub(super) fn pages(&self) -> impl Iterator<Item = &[RowInfo]> {
        self.pages.iter().map(|page| page.as_slice())
    }

    /// One page.
    pub(super) fn page(&self, page: usize) -> &[RowInfo] {
        self.pages.get(page).map_or(&[], |page| page.as_slice())
    }

    /// The row of a station.
    pub(super) fn find(&self, station: StationId) -> Option<usize> {
        let row = *self.by_station.get(station.0 as usize / IDS)?.get(station.0 as usize % IDS)?;
        (row != NO_ROW).then_some(row as usize)
    }

    /// What is known of a row.
    pub(super) fn info(&self, row: usize) -> &RowInfo {
        &self.pages[row / ROWS][row % ROWS]
    }

    /// What is known of a row, to be changed.
    pub(super) fn info_mut(&mut self, row: usize) -> &mut RowInfo {
        &mut Arc::make_mut(&mut self.pages[row / ROWS])[row % ROWS]
    }

    /// The row of a station; a new one where it has none.
    #[expect(clippy::cast_possible_truncation, reason = "rows are fewer than stations, whose ids are 32 bits")]
    pub(super) fn find_or_add(&mut self, station: StationId, unit: impl FnOnce() -> VolumeUnit) -> usize {
        if let Some(row) = self.find(station) {
            return row;
        }
        let row = self.len();
        if row.is_multiple_of(ROWS) {
            self.pages.push(Arc::new(Vec::with_capacity(ROWS)));
        }
        let info = RowInfo { station, unit: unit(), schedule: 0, contracts: Box::default() };
        Arc::make_mut(&mut self.pages[row / ROWS]).push(info);
        let page = station.0 as usize / IDS;
        while self.by_station.len() <= page {
            self.by_station.push(Arc::new(vec![NO_ROW; IDS]));
        }
        Arc::make_mut(&mut self.by_station[page])[station.0 as usize % IDS] = row as u32;
        row
    }

    /// Bytes on the heap.
    pub(super) fn memory(&self) -> usize {
        self.pages.len() * ROWS * size_of::<RowInfo>() + self.by_station.len() * IDS * 4
    }
}
