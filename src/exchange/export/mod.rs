//! Writing tables: rows of typed cells become CSV, an Excel workbook or GeoJSON, one row at a time.
//!
//! A [`Table`] says what its columns are ([`ExportKind`] has those of every kind of row that we keep, `rows` makes
//! cells of domain values), and a [`Writer`] takes the rows. None holds a row; a workbook's wait on disk until it is
//! whole, since its parts refer to one another, and are at most [`MOST_ROWS`].
//!
//! With [`Headers::Fields`] the columns are called as the importer calls them, and an export is imported again as
//! it is. Columns that an importer does not know (the stage of a station, its regions) are ignored there.

mod csv;
mod geojson;
mod kinds;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod xlsx;

use std::io::{self, Write};
use std::path::Path;

use self::csv::Readers;
pub use kinds::{ExportKind, stations};
pub use rows::{StationRow, campaign, contract, fee, note, participation, performance, stage};
pub use table::{Cell, Column, ColumnKind, Headers, Place, Table};
use xlsx::MOST_COLUMNS;
pub use xlsx::MOST_ROWS;
pub(in crate::exchange) use xlsx::empty_workbook;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// Delimited text: UTF-8 with a byte order mark, by which Excel knows it; RFC 4180.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// A GeoJSON feature collection (RFC 7946).
    GeoJson,
}

impl ExportFormat {
    /// Every format, in the order of documentation.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::GeoJson];

    /// The identifier used in parameters and on the command line; also the ending of a file's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
        }
    }

    /// The format of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == text)
    }

    /// The media type, for `Content-Type`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
        }
    }
}

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output could not be written to.
    #[error("cannot write the file: {0}")]
    Io(#[from] io::Error),
    /// More rows than a sheet holds.
    #[error("a sheet of a workbook holds {MOST_ROWS} rows below its header; ask for less, or for csv")]
    TooManyRows,
    /// More columns than a sheet holds.
    #[error("a sheet of a workbook holds {MOST_COLUMNS} columns; ask for csv")]
    TooManyColumns,
    /// A text longer than a cell of a workbook holds.
    #[error("row {row}: {column} has more characters than a cell of a workbook holds (32767); ask for csv")]
    TooLong {
        /// The row of the sheet, counted from 1.
        row: u32,
        /// The column, as the sheet calls it.
        column: String,
    },
    /// A format of places for rows that have none.
    #[error("{} have no place of their own: geojson is for stations; ask for csv or xlsx", .0.as_str())]
    NoPlace(ExportKind),
    /// The workbook could not be put together.
    #[error("cannot write the workbook: {0}")]
    Workbook(rust_xlsxwriter::XlsxError),
}

/// Takes the rows of a table.
///
/// ```
/// use forecourt::exchange::export::{Cell, ExportFormat, ExportKind, Headers, Writer};
/// let table = ExportKind::Cooperation.table();
/// let mut writer = Writer::new(ExportFormat::Csv, &table, Headers::Fields, Vec::new())?;
/// let day = "2026-03-01".parse().unwrap();
/// writer.row(&["SH-1".into(), Cell::Date(day), "online".into(), Cell::Empty], None)?;
/// let text = String::from_utf8(writer.finish()?).unwrap();
/// assert_eq!(text, "\u{FEFF}station,valid_from,stage,note\r\nSH-1,2026-03-01,online,\r\n");
/// # Ok::<(), forecourt::exchange::export::ExportError>(())
/// ```
pub struct Writer<W: Write>(Inner<W>);

enum Inner<W: Write> {
    Csv(Box<csv::Csv<W>>),
    Xlsx(Box<xlsx::Xlsx<W>>),
    GeoJson(geojson::GeoJson<W>),
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file: its header, where it has one. The rows of a workbook wait in the system's folder for such things.
    ///
    /// # Errors
    /// [`ExportError::Io`] when `out` fails, [`ExportError::Workbook`] when nothing can wait in that folder.
    pub fn new(format: ExportFormat, table: &Table, headers: Headers, out: W) -> Result<Self, ExportError> {
        Self::waiting_in(&std::env::temp_dir(), format, table, headers, out)
    }

    /// The same, with the folder in which the rows of a workbook wait: it must have room for some hundred bytes a cell.
    ///
    /// # Errors
    /// As [`Writer::new`].
    pub fn waiting_in(
        folder: &Path,
        format: ExportFormat,
        table: &Table,
        headers: Headers,
        out: W,
    ) -> Result<Self, ExportError> {
        Ok(Self(match format {
            ExportFormat::Csv => Inner::Csv(Box::new(csv::Csv::new(table, headers, out, Readers::People)?)),
            ExportFormat::Xlsx => Inner::Xlsx(Box::new(xlsx::Xlsx::new(table, headers, out, folder)?)),
            ExportFormat::GeoJson => Inner::GeoJson(geojson::GeoJson::new(table, headers, out)?),
        }))
    }

    /// Begins delimited text for programs: without the byte order mark, and with lines that end as theirs do.
    ///
    /// # Errors
    /// [`ExportError::Io`] when `out` fails.
    pub fn plain_csv(table: &Table, headers: Headers, out: W) -> Result<Self, ExportError> {
        Ok(Self(Inner::Csv(Box::new(csv::Csv::new(table, headers, out, Readers::Programs)?))))
    }

    /// Writes a row: a cell for each column of the table, and where it lies, which only GeoJSON tells.
    ///
    /// # Errors
    /// [`ExportError`] when `out` fails, or the format cannot hold the row.
    pub fn row(&mut self, cells: &[Cell<'_>], place: Option<Place<'_>>) -> Result<(), ExportError> {
        match &mut self.0 {
            Inner::Csv(writer) => writer.row(cells),
            Inner::Xlsx(writer) => writer.row(cells),
            Inner::GeoJson(writer) => writer.row(cells, place),
        }
    }

    /// Goes on with another table, on a sheet of its own, and says whether the format holds more than one; where it does
    /// not, nothing is done.
    ///
    /// # Errors
    /// [`ExportError::Workbook`] when the sheets cannot be put together.
    pub fn sheet(&mut self, table: &Table, headers: Headers) -> Result<bool, ExportError> {
        match &mut self.0 {
            Inner::Xlsx(writer) => writer.sheet(table, headers).map(|()| true),
            Inner::Csv(_) | Inner::GeoJson(_) => Ok(false),
        }
    }

    /// Ends the file; without it, the file is not whole.
    ///
    /// # Errors
    /// [`ExportError`] when `out` fails, or the workbook cannot be put together.
    pub fn finish(self) -> Result<W, ExportError> {
        match self.0 {
            Inner::Csv(writer) => writer.finish(),
            Inner::Xlsx(writer) => writer.finish(),
            Inner::GeoJson(writer) => writer.finish(),
        }
    }
}
