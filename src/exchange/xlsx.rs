//! Excel workbooks: finds the sheet and its header, then reads row by row.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use calamine::{Cell, DataRef, ExcelDateTime, Reader, Xlsx, XlsxCellReader, XlsxError};

use super::columns::fields;
use super::csv::HEADER_LINES;
use super::error::{FileError, list};
use super::options::{Kind, Options};
use super::plan::Plan;
use super::record::{MAX_COLUMNS, Record};
use super::source::{Input, Source};
use super::table::{Facts, Fed, Table, choose_header};
use super::values::{clean, fold};
use super::workbook;

/// Reads the first sheet with a header that we know, or the one that the caller names.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read.
pub(super) fn read(book: &mut Book<'_>, kind: Kind, options: &Options, table: &mut dyn Table) -> Result<(), FileError> {
    let Book { xlsx, row: meter } = book;
    meter.set(0);
    let found = find_header(xlsx, kind, options)?;
    let header = found.names.into_iter().map(|name| clean(&name).into_owned()).collect();
    let plan = Plan::new(kind, header, options)?;
    table.begin(
        &plan,
        Facts { sheet: Some(found.sheet.clone()), header_line: u64::from(found.row) + 1, ..Facts::default() },
    )?;
    let mut rows = Rows::open(xlsx, &found.sheet, plan.width())?;
    let mut record = Record::default();
    let last = rows.last();
    while let Some(row) = rows.next(&mut record)? {
        meter.set(u64::from(row).min(last) * WHOLE / last);
        if row <= found.row || record.is_blank() {
            continue;
        }
        if let ControlFlow::Break(()) = table.row(&plan, Fed::Record(u64::from(row) + 1, &record, None)) {
            break;
        }
    }
    Ok(())
}

/// Where the header is.
struct Header {
    sheet: String,
    row: u32,
    names: Vec<String>,
}

fn find_header(book: &mut Workbook<'_>, kind: Kind, options: &Options) -> Result<Header, FileError> {
    let sheets = book.sheet_names();
    let wanted: Vec<String> = match &options.sheet {
        None => sheets,
        Some(name) => {
            let exact = sheets.iter().find(|sheet| *sheet == name);
            let sheet = exact.or_else(|| sheets.iter().find(|sheet| fold(sheet) == fold(name)));
            let unknown =
                || FileError::UnknownSheet { sheet: name.clone(), sheets: list(sheets.iter().map(String::as_str)) };
            vec![sheet.ok_or_else(unknown)?.clone()]
        }
    };
    let mut guess = None;
    for sheet in wanted {
        let Some(Head { mut rows, .. }) = head(book, &sheet)? else { continue };
        let scores: Vec<_> =
            rows.iter().map(|(_, record)| (Plan::score(kind, record, options), record.filled())).collect();
        let Some((score, _, place)) = choose_header(&scores) else { continue };
        let (row, record) = rows.swap_remove(place);
        let found = Header { sheet, row, names: record.cells().map(str::to_owned).collect() };
        if score >= 2 {
            return Ok(found);
        }
        guess.get_or_insert(found);
    }
    let expected = || list(fields(kind).iter().map(|field| field.name));
    guess.ok_or_else(|| FileError::NoHeader { lines: HEADER_LINES, expected: expected() })
}

/// The first rows of a sheet that have cells, each with its number, counted from 0; `None` where it has none.
///
/// # Errors
/// [`FileError`] when they cannot be read.
fn head(book: &mut Workbook<'_>, sheet: &str) -> Result<Option<Head>, FileError> {
    // Charts and the like have no cells.
    let Ok(mut rows) = Rows::open(book, sheet, MAX_COLUMNS) else { return Ok(None) };
    let last = rows.last();
    let mut head = Vec::new();
    let mut record = Record::default();
    while head.len() < HEADER_LINES
        && let Some(row) = rows.next(&mut record)?
    {
        head.push((row, std::mem::take(&mut record)));
    }
    Ok(Some(Head { rows: head, last }))
}

/// The first rows of a sheet.
struct Head {
    rows: Vec<(u32, Record)>,
    /// The number of the last row that it says it has.
    last: u64,
}

type Workbook<'i> = Xlsx<Box<dyn Input + 'i>>;

/// A workbook that is open.
pub(super) struct Book<'i> {
    xlsx: Workbook<'i>,
    /// How far the sheet has been read, of [`WHOLE`].
    row: Rc<std::cell::Cell<u64>>,
}

/// What the whole of a sheet counts as.
const WHOLE: u64 = 1 << 20;

impl Book<'_> {
    /// How far the sheet has been read, and how far it goes.
    pub(super) fn meter(&self) -> (Rc<std::cell::Cell<u64>>, u64) {
        (Rc::clone(&self.row), WHOLE)
    }

    /// The names of the sheets, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        self.xlsx.sheet_names()
    }

    /// The first rows of a sheet that have cells, and how many rows it says it has; none of what has no cells.
    ///
    /// # Errors
    /// [`FileError`] when they cannot be read.
    pub(super) fn head(&mut self, sheet: &str) -> Result<(Vec<Record>, u64), FileError> {
        let head = head(&mut self.xlsx, sheet)?;
        Ok(head.map_or_else(Default::default, |head| (head.rows.into_iter().map(|(_, row)| row).collect(), head.last)))
    }
}

/// Opens a workbook once its parts have been measured.
///
/// # Errors
/// [`FileError`] when it is none, or takes too much to open.
pub(super) fn open(source: Source<'_>) -> Result<Book<'_>, FileError> {
    let (mut input, size) = source.into_raw()?;
    workbook::check(input.as_mut(), size)?;
    input.rewind()?;
    let xlsx = sound(|| Xlsx::new(input).map_err(|error| broken(&error)))?;
    Ok(Book { xlsx, row: Rc::default() })
}

/// The rows of a sheet.
struct Rows<'a, 'b> {
    cells: XlsxCellReader<'a, Box<dyn Input + 'b>>,
    /// The first cell of the next row.
    ahead: Option<Cell<DataRef<'a>>>,
    width: usize,
    started: bool,
}

impl<'a, 'b> Rows<'a, 'b> {
    fn open(book: &'a mut Workbook<'b>, sheet: &str, width: usize) -> Result<Self, FileError> {
        let cells = sound(|| book.worksheet_cells_reader(sheet).map_err(|error| broken(&error)))?;
        Ok(Self { cells, ahead: None, width, started: false })
    }

    /// The number of the last row that the sheet says it has; at least 1.
    fn last(&self) -> u64 {
        u64::from(self.cells.dimensions().end.0).max(1)
    }

    /// Reads a row that has cells, and gives its number, counted from 0.
    fn next(&mut self, record: &mut Record) -> Result<Option<u32>, FileError> {
        record.clear();
        if !self.started {
            self.started = true;
            self.ahead = self.cell()?;
        }
        let Some(mut cell) = self.ahead.take() else { return Ok(None) };
        let row = cell.get_position().0;
        loop {
            self.push(record, &cell)?;
            match self.cell()? {
                None => break,
                Some(next) if next.get_position().0 == row => cell = next,
                Some(next) if next.get_position().0 > row => {
                    self.ahead = Some(next);
                    break;
                }
                Some(_) => return Err(unordered(row)),
            }
        }
        Ok(Some(row))
    }

    fn cell(&mut self) -> Result<Option<Cell<DataRef<'a>>>, FileError> {
        let cells = &mut self.cells;
        sound(|| cells.next_cell().map_err(|error| broken(&error)))
    }

    /// Pushes a cell behind as many empty ones as stand before it. What lies right of the header is
    /// no part of the table.
    fn push(&self, record: &mut Record, cell: &Cell<DataRef<'a>>) -> Result<(), FileError> {
        let (row, column) = cell.get_position();
        let column = column as usize;
        if column >= self.width {
            return Ok(());
        }
        if column < record.width() {
            return Err(unordered(row));
        }
        while record.width() < column {
            record.end_cell();
        }
        match cell.get_value() {
            DataRef::Empty => record.end_cell(),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => record.push(text),
            DataRef::SharedString(text) => record.push(text),
            DataRef::Int(number) => record.push(&number.to_string()),
            DataRef::Float(number) => record.push(&decimal(*number)),
            DataRef::Bool(flag) => record.push(if *flag { "true" } else { "false" }),
            DataRef::DateTime(time) => record.push(&moment(time)),
            DataRef::Error(error) => {
                record.mark_fault(column, &error.to_string(), "the cell holds an error of the spreadsheet");
                record.end_cell();
            }
        }
        Ok(())
    }
}

/// A number as the spreadsheet shows it: with at most 15 digits, which is all that can be typed into one, so that
/// 0.1 + 0.2 is 0.3. One that is whole keeps all of its digits and has no decimals; none has an exponent.
fn decimal(number: f64) -> String {
    let shown = if number.fract() == 0.0 { None } else { format!("{number:.14e}").parse::<f64>().ok() };
    shown.unwrap_or(number).to_string()
}

/// A date as YYYY-MM-DD, with its time if it has one; a duration as the number it is.
fn moment(time: &ExcelDateTime) -> String {
    if !time.is_datetime() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}

fn unordered(row: u32) -> FileError {
    FileError::Broken {
        format: "workbook",
        reason: format!("row {}: cells or rows are out of order", u64::from(row) + 1),
    }
}

fn broken(error: &XlsxError) -> FileError {
    FileError::Broken { format: "workbook", reason: error.to_string() }
}

/// Calls the parser, which panics over some broken workbooks; that must not end the service.
fn sound<T>(call: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        let reason = "its parts contradict one another".to_owned();
        Err(FileError::Broken { format: "workbook", reason })
    })
}
