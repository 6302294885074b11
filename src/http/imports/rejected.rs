//! The rejected rows of an import as a file: as they came, with why each was rejected, to be mended and imported again.

use std::borrow::Cow;
use std::io::Write;

use super::errors::FORMAT;
use crate::exchange::export::{Cell, Column, ColumnKind, ExportError, Headers, Table, Writer};
use crate::exchange::{Kind, Language, RowError, reason_in, rejection_columns};
use crate::http::exports::pipe;
use crate::http::problem::Problem;
use crate::http::sheet::Sheet;
use crate::live::import::{ImportState, Rejected, RejectedError};

/// What the file is called by who reads that language: as the one that was imported, and what it holds.
pub(super) fn title(state: &ImportState, sheet: &Sheet) -> Option<String> {
    let name = &state.request.name;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let what = if sheet.headers() == Headers::Zh { "拒绝的行" } else { "rejected" };
    (!stem.is_empty()).then(|| format!("{stem}-{what}.{}", sheet.format()))
}

/// Writes the rejected rows of an import.
pub(super) fn write(state: &ImportState, sheet: &Sheet, out: &mut (dyn Write + Send)) -> Result<u64, Problem> {
    let mut file = File { sheet, out: Some(out), writer: None, columns: 0, rows: 0 };
    let written = state.rejected(sheet.holds_sheets(), &mut |rejected| file.take(rejected));
    let written = written.and_then(|()| match file.writer {
        Some(writer) => writer.finish().map(drop).map_err(RejectedError::from),
        None => Ok(()),
    });
    written.map(|()| file.rows).map_err(|error| match error {
        RejectedError::Write(
            error @ (ExportError::TooManyRows | ExportError::TooManyColumns | ExportError::TooLong { .. }),
        ) => FORMAT.refuse(sheet.format()).saying(error.to_string()),
        RejectedError::Write(ExportError::Io(error)) if pipe::is_gone(&error) => pipe::left(),
        error => Problem::internal(&error),
    })
}

/// A file on its way.
struct File<'a> {
    sheet: &'a Sheet,
    /// Where it goes, until something is written.
    out: Option<&'a mut (dyn Write + Send)>,
    writer: Option<Writer<&'a mut (dyn Write + Send)>>,
    /// Columns for the cells that the rows came with.
    columns: usize,
    rows: u64,
}

impl File<'_> {
    fn take(&mut self, rejected: Rejected<'_>) -> Result<(), ExportError> {
        match rejected {
            Rejected::Table { kind, sheet, columns, beyond } => {
                self.columns = columns.len() + beyond;
                let columns = own(columns).chain(rejection_columns(beyond)).collect();
                self.begin(&table(kind, sheet, columns, self.sheet.headers()))
            }
            Rejected::Row { cells, errors } => {
                self.rows += 1;
                let own = cells.iter().map(|&cell| if cell.is_empty() { Cell::Empty } else { cell.into() });
                let mut row: Vec<Cell<'_>> = own.collect();
                row.resize(self.columns, Cell::Empty);
                row.extend(why(errors, self.sheet.headers()));
                self.writer.as_mut().map_or(Ok(()), |writer| writer.row(&row, None))
            }
        }
    }

    /// Begins the file, or the next sheet of it.
    fn begin(&mut self, table: &Table) -> Result<(), ExportError> {
        match (&mut self.writer, self.out.take()) {
            (Some(writer), _) => drop(writer.sheet(table, self.sheet.headers())?),
            (writer, Some(out)) => *writer = Some(self.sheet.begin(table, out)?),
            (None, None) => {}
        }
        Ok(())
    }
}

/// The columns that the rows came with. What was typed stays text, whatever it looks like.
fn own(columns: &[String]) -> impl Iterator<Item = Column> {
    columns.iter().map(|name| {
        let [field, zh, en] = [(); 3].map(|()| Cow::Owned(name.clone()));
        Column { field, zh, en, kind: ColumnKind::Code }
    })
}

/// The table of those columns.
fn table(kind: Option<Kind>, sheet: Option<&str>, columns: Vec<Column>, headers: Headers) -> Table {
    // By the name of its sheet a workbook tells what it holds, when it comes again.
    let kind = kind.map(|kind| if headers == Headers::Zh { kind.title() } else { kind.as_str() });
    let name = sheet.or(kind).unwrap_or("rejected").to_owned();
    Table { name: name.into(), columns }
}

/// The cells that say why a row was rejected. Where several of its cells are wrong, each reason names its column.
fn why(errors: &[RowError], headers: Headers) -> [Cell<'_>; 4] {
    let (language, [colon, semicolon]) = match headers {
        Headers::Fields => (None, [": ", "; "]),
        Headers::Zh => (Some(Language::Zh), ["：", "；"]),
        Headers::En => (Some(Language::En), [": ", "; "]),
    };
    let reason = |error: &RowError| {
        let said = language.map_or(Cow::Borrowed(error.reason.as_str()), |language| reason_in(language, &error.reason));
        match &error.column {
            Some(column) if errors.len() > 1 => format!("{column}{colon}{said}"),
            _ => said.into_owned(),
        }
    };
    let mut columns: Vec<&str> = Vec::new();
    for column in errors.iter().filter_map(|error| error.column.as_deref()) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let values: Vec<&str> = errors.iter().map(|error| error.value.as_str()).filter(|value| !value.is_empty()).collect();
    let reasons: Vec<String> = errors.iter().map(reason).collect();
    [
        errors.first().map_or(Cell::Empty, |error| Cell::Count(error.line)),
        columns.join(semicolon).into(),
        values.join(semicolon).into(),
        reasons.join(semicolon).into(),
    ]
}
