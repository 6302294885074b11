//! An Excel workbook: a sheet a table, its cells typed, its header frozen and with a filter.
//!
//! Texts are written as texts, so that no formula can arise. A number of more than fifteen digits, which Excel
//! would round, is written as a text, too; so is a day before March 1900, which Excel's calendar places wrongly.
//!
//! The rows go to a file without a name as they come, and from there into the workbook once it is whole: a million of
//! them take some megabytes of memory and not gigabytes.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::ExportError;
use super::table::{Cell, Column, ColumnKind, Headers, Table, is_exact};
use crate::base::date::Day;
use crate::base::money::Decimal;

/// Most rows of a sheet, the header not counted. More are refused and not spread over sheets: whoever reads a table
/// by program, our importer included, reads one sheet.
pub const MOST_ROWS: u32 = 1_048_575;

/// Most columns of a sheet.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// Excel's serial of 1900-01-01 for days after its imaginary 29 February 1900, which is its 60.
const SERIAL_OF_EPOCH: u32 = 2;
const FIRST_SERIAL: u32 = 61;
/// Widths of columns, in characters.
const NARROWEST: usize = 8;
const WIDEST: usize = 40;

/// A workbook that is the same whenever it is made: the time of its making, which would else be in it, is a fixed one.
///
/// # Errors
/// None that can be: the day is one of Excel's.
pub(in crate::exchange) fn empty_workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    Ok(book)
}

/// Collects rows as those of sheets.
pub(super) struct Xlsx<W: Write> {
    out: W,
    book: Workbook,
    page: Page,
}

/// A sheet that is being written.
struct Page {
    sheet: Worksheet,
    titles: Vec<String>,
    kinds: Vec<ColumnKind>,
    /// The row at hand; the header is 0.
    row: u32,
}

impl<W: Write + Send> Xlsx<W> {
    /// A sheet whose rows wait in the `folder` until it is whole.
    pub(super) fn new(table: &Table, headers: Headers, out: W, folder: &Path) -> Result<Self, ExportError> {
        let mut book = empty_workbook().map_err(ExportError::Workbook)?;
        book.set_tempdir(folder).map_err(ExportError::Workbook)?;
        let page = Page::new(&mut book, table, headers)?;
        Ok(Self { out, book, page })
    }

    /// Ends the sheet at hand and begins another.
    pub(super) fn sheet(&mut self, table: &Table, headers: Headers) -> Result<(), ExportError> {
        let next = Page::new(&mut self.book, table, headers)?;
        std::mem::replace(&mut self.page, next).finish(&mut self.book)
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.page.row(cells)
    }

    pub(super) fn finish(mut self) -> Result<W, ExportError> {
        self.page.finish(&mut self.book)?;
        sound(|| self.book.save_to_writer(&mut self.out).map_err(failed))?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl Page {
    fn new(book: &mut Workbook, table: &Table, headers: Headers) -> Result<Self, ExportError> {
        if table.columns.len() > MOST_COLUMNS {
            return Err(ExportError::TooManyColumns);
        }
        let mut sheet = book.new_worksheet_with_constant_memory().map_err(ExportError::Workbook)?;
        sheet.set_name(table.name.as_ref()).map_err(ExportError::Workbook)?;
        sheet.set_freeze_panes(1, 0).map_err(ExportError::Workbook)?;
        let header = Format::new().set_bold();
        for (at, column) in (0..).zip(&table.columns) {
            let title = headers.of(column);
            sheet
                .write_string_with_format(0, at, title, &header)
                .and_then(|sheet| sheet.set_column_width(at, width(column, title)))
                .map_err(ExportError::Workbook)?;
            if let Some(code) = number_format(column.kind) {
                let format = Format::new().set_num_format(code);
                sheet.set_column_format(at, &format).map_err(ExportError::Workbook)?;
            }
        }
        let titles = table.columns.iter().map(|column| headers.of(column).to_owned()).collect();
        let kinds = table.columns.iter().map(|column| column.kind).collect();
        Ok(Self { sheet, titles, kinds, row: 0 })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        if self.row == MOST_ROWS {
            return Err(ExportError::TooManyRows);
        }
        self.row += 1;
        sound(|| self.cells(cells))
    }

    fn cells(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for (at, cell) in (0..).zip(cells) {
            self.cell(at, cell).map_err(|error| match error {
                XlsxError::MaxStringLengthExceeded => ExportError::TooLong {
                    row: self.row + 1,
                    column: self.titles.get(usize::from(at)).cloned().unwrap_or_default(),
                },
                error => ExportError::Workbook(error),
            })?;
        }
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let row = self.row;
        let kind = self.kinds.get(usize::from(at)).copied();
        let sheet = &mut self.sheet;
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => sheet.write_string(row, at, text.as_ref())?,
            Cell::Count(count) => match i64::try_from(*count) {
                Ok(number) if is_exact(number) => sheet.write_number(row, at, float(number, 0))?,
                _ => sheet.write_string(row, at, count.to_string())?,
            },
            Cell::Decimal(decimal) if !is_exact(decimal.number) => sheet.write_string(row, at, decimal.to_string())?,
            Cell::Decimal(decimal) => sheet.write_number(row, at, float(decimal.number, decimal.decimals))?,
            Cell::Ratio(ppm) if kind == Some(ColumnKind::Ratio) => sheet.write_number(row, at, float(*ppm, 6))?,
            // A share in a column of something else, such as the rate of a fee that is counted by orders elsewhere.
            Cell::Ratio(ppm) => {
                let format = Format::new().set_num_format(PERCENT);
                sheet.write_number_with_format(row, at, float(*ppm, 6), &format)?
            }
            Cell::Date(day) => match serial(*day) {
                Some(serial) => sheet.write_number(row, at, serial)?,
                None => sheet.write_string(row, at, day.to_string())?,
            },
            Cell::Flag(flag) => sheet.write_boolean(row, at, *flag)?,
            Cell::Float(number) => sheet.write_number(row, at, *number)?,
        };
        Ok(())
    }

    fn finish(mut self, book: &mut Workbook) -> Result<(), ExportError> {
        let last = u16::try_from(self.titles.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.row, last).map_err(ExportError::Workbook)?;
        book.push_worksheet(self.sheet);
        Ok(())
    }
}

/// Calls the library, which panics when the rows that wait find no room; that must not end the program.
fn sound<T>(write: impl FnOnce() -> Result<T, ExportError>) -> Result<T, ExportError> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|_| {
        Err(io::Error::new(io::ErrorKind::StorageFull, "the rows of the workbook found no room on disk").into())
    })
}

/// What went wrong while the workbook was written out.
fn failed(error: XlsxError) -> ExportError {
    match error {
        XlsxError::IoError(error) => ExportError::Io(error),
        error => ExportError::Workbook(error),
    }
}

const PERCENT: &str = "0.00##%";

/// How Excel shows the numbers of a column; `None` for what it shows by itself.
fn number_format(kind: ColumnKind) -> Option<String> {
    match kind {
        ColumnKind::Text | ColumnKind::Flag | ColumnKind::Degrees => None,
        // Excel's "text": what is typed over a code stays text.
        ColumnKind::Code => Some("@".to_owned()),
        ColumnKind::Count => Some("#,##0".to_owned()),
        ColumnKind::Decimal { places } => {
            Some(format!("#,##0.{}{}", "0".repeat(places.min(2)), "#".repeat(places.saturating_sub(2))))
        }
        ColumnKind::Ratio => Some(PERCENT.to_owned()),
        ColumnKind::Date => Some("yyyy-mm-dd".to_owned()),
    }
}

/// Wide enough for the title with its filter's button, and for what such a column usually holds.
fn width(column: &Column, title: &str) -> u32 {
    let usual = match column.kind {
        ColumnKind::Text => 20,
        ColumnKind::Code => 16,
        ColumnKind::Decimal { .. } => 14,
        ColumnKind::Date | ColumnKind::Degrees => 12,
        ColumnKind::Count | ColumnKind::Ratio | ColumnKind::Flag => 10,
    };
    let title: usize = title.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    u32::try_from((title + 3).max(usual).clamp(NARROWEST, WIDEST)).unwrap_or_default()
}

/// The float that is nearest to an exact number, by way of its text: a division would not always find it.
fn float(number: i64, decimals: usize) -> f64 {
    Decimal { number, decimals }.to_string().parse().unwrap_or(f64::NAN)
}

/// Excel's number of a day.
fn serial(day: Day) -> Option<f64> {
    Some(day.number() + SERIAL_OF_EPOCH).filter(|&serial| serial >= FIRST_SERIAL).map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::export::ExportKind;

    #[test]
    fn a_sheet_that_is_full_takes_no_row() {
        let mut sheet =
            Xlsx::new(&ExportKind::Notes.table(), Headers::Fields, Vec::new(), &std::env::temp_dir()).expect("begins");
        sheet.page.row = MOST_ROWS - 1;
        sheet.row(&["A".into()]).expect("the last row");
        let error = sheet.row(&["A".into()]).expect_err("refused");
        assert!(error.to_string().contains("1048575 rows"), "{error}");
    }

    #[test]
    fn floats_are_the_nearest_and_days_are_those_of_excel() {
        assert_eq!(float(-1_250, 2).to_bits(), (-12.5_f64).to_bits());
        assert_eq!(float(999_999_999_999_999, 2).to_string(), "9999999999999.99");
        let serial = |text: &str| serial(text.parse().expect("day"));
        assert_eq!(
            (serial("1900-02-28"), serial("1900-03-01"), serial("2026-03-01")),
            (None, Some(61.0), Some(46_082.0))
        );
    }
}
