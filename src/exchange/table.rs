//! What every format makes of a file: a header, then numbered rows of text cells.

use std::ops::ControlFlow;

use super::error::{FileError, RowError};
use super::geometry::Geometry;
use super::plan::Plan;
use super::record::Record;

/// How a file turned out to be written.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) encoding: Option<&'static str>,
    pub(super) delimiter: Option<char>,
    pub(super) sheet: Option<String>,
    pub(super) header_line: u64,
}

/// A row on its way.
pub(super) enum Fed<'a> {
    /// Its line and cells; of a feature, the geometry, too.
    Record(u64, &'a Record, Option<&'a Geometry>),
    /// It is no row; its cells, where it has any.
    Bad(RowError, Option<&'a Record>),
}

/// Whoever takes the rows.
pub(super) trait Table {
    /// The header has been read.
    ///
    /// # Errors
    /// [`FileError`] when it lacks what rows need.
    fn begin(&mut self, plan: &Plan, facts: Facts) -> Result<(), FileError>;

    /// A row has been read; `Break` ends the reading.
    fn row(&mut self, plan: &Plan, row: Fed<'_>) -> ControlFlow<()>;
}

/// The place of the header among the first rows, given how many fields each names and how many cells
/// it has; with the two numbers of that row.
///
/// Most fields win, if they are two or more. Otherwise nobody knows the header's words, and the first
/// row as wide as most rows (two cells or more) is taken, so that an error can list its cells.
pub(super) fn choose_header(rows: &[(usize, usize)]) -> Option<(usize, usize, usize)> {
    let most = rows.iter().map(|&(score, _)| score).max()?;
    if most >= 2 {
        let place = rows.iter().position(|&(score, _)| score == most)?;
        return Some((most, rows[place].1, place));
    }
    let times = |width: usize| rows.iter().filter(|&&(_, other)| other == width).count();
    let wide = rows.iter().map(|&(_, width)| width).filter(|&width| width > 1);
    let width = wide.max_by_key(|&width| (times(width), width))?;
    let place = rows.iter().position(|&(_, other)| other == width)?;
    Some((0, width, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_the_row_that_names_most_fields() {
        assert_eq!(choose_header(&[(0, 1), (3, 10), (1, 10)]), Some((3, 10, 1)));
        assert_eq!(choose_header(&[(0, 1), (0, 10), (1, 10)]), Some((0, 10, 1)));
        assert_eq!(choose_header(&[(0, 1), (0, 1)]), None);
        assert_eq!(choose_header(&[]), None);
    }
}
