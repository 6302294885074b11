//! Rejected rows as they came: read once more, so that a file of them can be written, mended and imported again.

use std::ops::ControlFlow;

use super::error::{FileError, RowError};
use super::export::{Column, ColumnKind};
use super::opened::Opened;
use super::options::{Kind, Options};
use super::plan::Plan;
use super::table::{Facts, Fed, Table};
use super::values::fold;

/// The columns that say why a row was rejected, beside those that it came with.
const COLUMNS: [Column; 4] = [
    Column::new("rejected_line", "原行号", "Rejected line", ColumnKind::Count),
    Column::new("rejected_column", "出错列", "Rejected column", ColumnKind::Text),
    Column::new("rejected_value", "出错内容", "Rejected value", ColumnKind::Text),
    Column::new("rejected_reason", "拒绝原因", "Rejection reason", ColumnKind::Text),
];

/// The columns that say why a row was rejected: its line, the columns concerned, what they held, and what is wrong. An
/// import takes them for no field, so that the file is imported as it is once its rows are mended.
#[must_use]
pub fn rejection_columns() -> Vec<Column> {
    COLUMNS.to_vec()
}

/// Whether a column is one of those.
pub(super) fn is_ours(header: &str) -> bool {
    let header = fold(header);
    COLUMNS.iter().any(|column| [&column.field, &column.zh, &column.en].iter().any(|name| fold(name) == header))
}

/// The columns of a file of rejected rows that hold what stood beyond the header: they have no name. A row that was not
/// mended must not pass because the file is wide enough for it.
pub(super) fn beyond(header: &[String]) -> Vec<usize> {
    if !header.iter().any(|name| is_ours(name)) {
        return Vec::new();
    }
    (0..header.len()).filter(|&column| header[column].is_empty()).collect()
}

/// Whoever takes rows as they came.
pub trait TakeRows {
    /// What the file calls its columns, each with the field that it is. Those of [`rejection_columns`] are left out here
    /// and of each row: they tell of an earlier import.
    fn header(&mut self, columns: Vec<(&str, Option<String>)>);

    /// A row: its line and its cells, of which there may be more or fewer than columns, and none where no cells can be
    /// told. `Break` ends the reading.
    fn row(&mut self, line: u64, cells: Vec<&str>) -> ControlFlow<()>;
}

impl Opened<'_> {
    /// Reads the rows of some lines, which ascend, as they came.
    ///
    /// # Errors
    /// [`FileError`] when the file cannot be read.
    pub fn rows_on(
        &mut self,
        kind: Kind,
        options: &Options,
        lines: &[u64],
        take: &mut dyn TakeRows,
    ) -> Result<(), FileError> {
        self.read(kind, options, &mut Again { lines, columns: Vec::new(), take })
    }
}

/// Hands on the rows of some lines.
struct Again<'a> {
    /// Those that are still to come.
    lines: &'a [u64],
    /// The columns that are handed on, by their places in the file.
    columns: Vec<usize>,
    take: &'a mut dyn TakeRows,
}

impl Table for Again<'_> {
    fn begin(&mut self, plan: &Plan, _: Facts) -> Result<(), FileError> {
        let columns = plan.header().iter().zip(plan.by_column()).enumerate();
        let columns: Vec<_> = columns.filter(|(_, (name, _))| !is_ours(name)).collect();
        self.columns = columns.iter().map(|&(column, _)| column).collect();
        self.take.header(columns.into_iter().map(|(_, (name, field))| (name.as_str(), field)).collect());
        Ok(())
    }

    fn row(&mut self, plan: &Plan, row: Fed<'_>) -> ControlFlow<()> {
        let (line, record) = match row {
            Fed::Record(line, record, _) => (line, Some(record)),
            Fed::Bad(RowError { line, .. }, record) => (line, record),
        };
        self.lines = &self.lines[self.lines.partition_point(|&wanted| wanted < line)..];
        if self.lines.first() == Some(&line) {
            let beyond = record.map_or(0, |record| record.cells().count());
            let columns = self.columns.iter().copied().chain(plan.width()..beyond);
            self.take.row(
                line,
                record.map_or_else(Vec::new, |record| columns.map(|column| record.cell(column)).collect()),
            )?;
        }
        if self.lines.last().is_none_or(|&last| last <= line) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
