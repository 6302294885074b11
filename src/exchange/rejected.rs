//! Rejected rows as they came: read once more, so that a file of them can be written, mended and imported again.

use std::borrow::Cow;
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

/// What columns are called that hold what stood beyond the header, before their number.
const BEYOND: [&str; 3] = ["rejected_cell_", "多出的格", "Rejected cell "];

/// The columns behind those that the rows came with: one for each of so many cells that no header stands above, and those
/// that say why a row was rejected: its line, the columns concerned, what they held, and what is wrong. An import takes
/// them for no field, so that the file is imported as it is once its rows are mended.
#[must_use]
pub fn rejection_columns(beyond: usize) -> Vec<Column> {
    let cell = |number: usize| {
        let [field, zh, en] = BEYOND.map(|name| Cow::Owned(format!("{name}{number}")));
        Column { field, zh, en, kind: ColumnKind::Code }
    };
    (1..=beyond).map(cell).chain(COLUMNS).collect()
}

/// The columns of a file that an import of rejected rows put there, by their places.
#[derive(Debug, Default)]
pub(super) struct Ours {
    /// Those that say why a row was rejected; none unless all of them are there, in one language.
    why: Vec<usize>,
    /// Those for what stood beyond the header. A row that was not mended must not pass because the file is wide enough
    /// for it, so they are known by themselves.
    beyond: Vec<usize>,
}

impl Ours {
    /// Finds them in a header. A column that is mapped to a field is none.
    pub(super) fn of(header: &[String], is_mapped: impl Fn(usize) -> bool) -> Self {
        let names: Vec<String> = header.iter().map(|name| fold(name)).collect();
        let why = (0..BEYOND.len()).find_map(|language| {
            let name = |column: &Column| fold([&column.field, &column.zh, &column.en][language]);
            // What the rows came with stands before what we put there.
            let places = COLUMNS.into_iter().map(|column| names.iter().rposition(|found| *found == name(&column)));
            places.collect::<Option<Vec<usize>>>()
        });
        let is_beyond = |column: &usize| {
            let number = BEYOND.iter().find_map(|&name| names[*column].strip_prefix(&fold(name)));
            number.is_some_and(|number| number.parse::<u16>().is_ok())
        };
        Self {
            why: why.unwrap_or_default().into_iter().filter(|&column| !is_mapped(column)).collect(),
            beyond: (0..header.len()).filter(is_beyond).filter(|&column| !is_mapped(column)).collect(),
        }
    }

    /// Whether a column is one of them.
    pub(super) fn has(&self, column: usize) -> bool {
        self.why.contains(&column) || self.beyond.contains(&column)
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.why.len() + self.beyond.len()
    }

    /// Those for what stood beyond the header.
    pub(super) fn beyond(&self) -> &[usize] {
        &self.beyond
    }
}

/// Whoever takes rows as they came.
pub trait TakeRows {
    /// What the file calls its columns, each with the field that it is. Those of [`rejection_columns`] are left out here,
    /// and their reasons of each row: they tell of an earlier import.
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
    /// The columns that are handed on, by their places in the file; last those for what stood beyond the header.
    columns: Vec<usize>,
    take: &'a mut dyn TakeRows,
}

impl Table for Again<'_> {
    fn begin(&mut self, plan: &Plan, _: Facts) -> Result<(), FileError> {
        let columns = plan.header().iter().zip(plan.by_column()).enumerate();
        let columns: Vec<_> = columns.filter(|&(column, _)| !plan.ours().has(column)).collect();
        self.columns = columns.iter().map(|&(column, _)| column).chain(plan.ours().beyond().iter().copied()).collect();
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
