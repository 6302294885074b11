//! One row of a table as text cells, in one buffer that is used again for every row.

use super::guard;

/// Most columns that a file may have: as many as a worksheet.
pub(super) const MAX_COLUMNS: usize = 16_384;

/// The cells of one row.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Every cell's text, one after the other.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    /// Cells, those beyond [`MAX_COLUMNS`] included, which are counted but not held.
    width: usize,
    /// Whether the cells are of delimited text, in which formulas are marked: see [`guard`].
    marked: bool,
    /// A cell that holds nothing readable: its column, what stands there, what is wrong.
    fault: Option<(usize, String, &'static str)>,
}

impl Record {
    /// A row of delimited text.
    pub(super) fn of_text() -> Self {
        Self { marked: true, ..Self::default() }
    }

    /// Forgets the cells, keeps the buffers.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.width = 0;
        self.fault = None;
    }

    /// Appends a cell.
    pub(super) fn push(&mut self, cell: &str) {
        self.push_part(cell);
        self.end_cell();
    }

    /// Appends to the cell that is being built; [`Record::end_cell`] ends it.
    pub(super) fn push_part(&mut self, part: &str) {
        if self.width < MAX_COLUMNS {
            self.text.push_str(part);
        }
    }

    /// Ends the cell that is being built.
    pub(super) fn end_cell(&mut self) {
        if self.width < MAX_COLUMNS {
            self.ends.push(self.text.len());
        }
        self.width += 1;
    }

    /// Marks a cell as holding nothing readable: what stands there, and what is wrong.
    pub(super) fn mark_fault(&mut self, column: usize, value: &str, reason: &'static str) {
        self.fault.get_or_insert_with(|| (column, value.to_owned(), reason));
    }

    /// The first cell that holds nothing readable.
    pub(super) const fn fault(&self) -> Option<&(usize, String, &'static str)> {
        self.fault.as_ref()
    }

    /// How many cells the row has.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// The cell of that column; empty beyond the last.
    pub(super) fn cell(&self, column: usize) -> &str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        let cell = &self.text[start..end];
        if self.marked { guard::unmark(cell) } else { cell }
    }

    /// The cells in order.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|column| self.cell(column))
    }

    /// How many cells hold more than white space.
    pub(super) fn filled(&self) -> usize {
        self.cells().filter(|cell| !cell.trim().is_empty()).count()
    }

    /// Whether no cell holds anything but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.fault.is_none() && self.text.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_went_in() {
        let mut record = Record::default();
        record.push("a");
        record.push("");
        record.push_part("b");
        record.push_part("c");
        record.end_cell();
        assert_eq!(record.cells().collect::<Vec<_>>(), ["a", "", "bc"]);
        assert_eq!((record.width(), record.cell(9)), (3, ""));
        record.clear();
        assert!(record.is_blank());
    }

    #[test]
    fn a_million_cells_are_counted_but_not_held() {
        let mut record = Record::default();
        for _ in 0..1_000_000 {
            record.push("x");
        }
        assert_eq!((record.width(), record.text.len()), (1_000_000, MAX_COLUMNS));
    }
}
