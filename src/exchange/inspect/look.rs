//! A look at the first rows of a table.

use std::ops::ControlFlow;

use crate::exchange::Sample;
use crate::exchange::columns::fields;
use crate::exchange::columns::station::{LATITUDE, LONGITUDE};
use crate::exchange::error::{FileError, shorten};
use crate::exchange::plan::Plan;
use crate::exchange::table::{Facts, Fed, Table};
use crate::exchange::values::{clean, number};

/// Most cells that are held; of very wide tables fewer rows are.
const MOST_CELLS: usize = 50_000;

/// Takes the first rows of a table in.
pub(super) struct Look<'a> {
    pub(super) facts: Facts,
    pub(super) header: Vec<String>,
    /// The field that each column is by the caller's mappings and by its name.
    pub(super) fields: Vec<Option<String>>,
    /// Whether each field of the kind has a column or a value for every row.
    pub(super) has: Vec<bool>,
    /// The columns that the caller wants ignored.
    pub(super) muted: Vec<bool>,
    /// Cells of the first rows, row by row; empty where they are not to be held.
    cells: Vec<String>,
    holds: bool,
    /// Rows seen.
    pub(super) rows: u64,
    most: u64,
    /// Whether there are more rows.
    pub(super) is_cut: bool,
    /// Where the places of stations go.
    pub(super) places: Option<&'a mut Sample>,
}

impl Look<'_> {
    /// A look at so many rows; `holds` says whether their cells are wanted.
    pub(super) fn new(most: u64, holds: bool) -> Self {
        Self {
            facts: Facts::default(),
            header: Vec::new(),
            fields: Vec::new(),
            has: Vec::new(),
            muted: Vec::new(),
            cells: Vec::new(),
            holds,
            rows: 0,
            most,
            is_cut: false,
            places: None,
        }
    }

    /// What the rows that are held have in a column, empty cells left out.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> + Clone {
        let rows = self.cells.chunks(self.header.len().max(1));
        rows.map(move |row| row[column].as_str()).filter(|cell| !cell.is_empty())
    }

    /// How many rows are held.
    pub(super) fn held(&self) -> usize {
        self.cells.len() / self.header.len().max(1)
    }
}

impl Table for Look<'_> {
    fn begin(&mut self, plan: &Plan, facts: Facts) -> Result<(), FileError> {
        self.facts = facts;
        self.header = plan.header().to_vec();
        self.fields = plan.by_column();
        self.has = (0..fields(plan.kind()).len()).map(|field| plan.has(field)).collect();
        self.muted = (0..plan.width()).map(|column| plan.mutes(column)).collect();
        Ok(())
    }

    fn row(&mut self, plan: &Plan, row: Fed<'_>) -> ControlFlow<()> {
        if self.rows == self.most {
            self.is_cut = true;
            return ControlFlow::Break(());
        }
        self.rows += 1;
        // What is no row is for the import to tell.
        let Fed::Record(_, record, _) = row else { return ControlFlow::Continue(()) };
        if self.holds && self.cells.len() + plan.width() <= MOST_CELLS {
            self.cells.extend((0..plan.width()).map(|column| shorten(&clean(record.cell(column)))));
        }
        if let Some(places) = &mut self.places
            && let [Some(lon), Some(lat)] = [LONGITUDE, LATITUDE].map(|field| number(&plan.text(record, field)?))
            && [lon, lat] != [0.0, 0.0]
        {
            places.add([lon, lat]);
        }
        ControlFlow::Continue(())
    }
}
