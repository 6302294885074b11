//! Statistics as files: the one way in which rows of figures become CSV or a workbook.
//!
//! CSV whose columns are called by their ids is for programs, as it always was: no byte order mark, and lines that end in a
//! line feed. With titles in a language it is for people, and has both as Excel wants them. Shares are plain numbers in
//! either, and percentages in a workbook.

use std::io::Write;
use std::path::PathBuf;

use super::app::App;
use super::paging::{OFFSET, PAGING};
use super::problem::Problem;
use super::query::{Declared, Kind, Query, Takes};
use crate::base::money::Volume;
use crate::domain::metric::{Description, Unit};
use crate::engine::statistics::Number;
use crate::exchange::export::{Cell, Column, ColumnKind, ExportError, ExportFormat, Headers, Table, Writer};

/// What the columns of a file are called.
pub(super) const HEADERS: Declared = Declared {
    name: "headers",
    kind: Kind::Choice(&["fields", "zh", "en"]),
    allowed: "one of fields, zh, en, with format=csv or format=xlsx",
    about: "What the columns of a file are called: by their ids, in Chinese or in English; fields when left out.",
    example: "zh",
    required: false,
};

/// A table beside the one that is asked for.
pub(super) struct Other<'c> {
    /// The name of its sheet.
    pub(super) name: &'static str,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell<'c>>>,
}

/// How a table is written.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    format: ExportFormat,
    headers: Headers,
    /// Where the rows of a workbook wait.
    folder: PathBuf,
}

impl Sheet {
    /// The file that is asked for; `None` when the answer is no table. `format` declares how answers may be written.
    pub(super) fn read<T: Takes>(query: &Query<T>, format: &Declared, app: &App) -> Result<Option<Self>, Problem> {
        let asked = query.choice(format)?;
        let headers = query.choice(&HEADERS)?.and_then(Headers::parse);
        match (asked.and_then(ExportFormat::parse), headers) {
            (Some(format @ (ExportFormat::Csv | ExportFormat::Xlsx)), headers) => {
                let folder = app.options.upload_folder.clone();
                Ok(Some(Self { format, headers: headers.unwrap_or_default(), folder }))
            }
            (_, Some(headers)) => {
                let reason = format!("headers is given, but format={} has no columns", asked.unwrap_or("json"));
                Err(HEADERS.refuse(headers.as_str()).saying(reason))
            }
            (_, None) => Ok(None),
        }
    }

    /// Refuses a page of a list, as a file has all of them.
    pub(super) fn check_whole<T: Takes>(&self, query: &Query<T>) -> Result<(), Problem> {
        match PAGING.iter().chain([&OFFSET]).find_map(|part| Some((part, query.text(part)?))) {
            Some((part, text)) => {
                let reason =
                    format!("{} is given with format={}, which writes the whole list", part.name, self.format());
                Err(part.refuse(text).saying(reason))
            }
            None => Ok(()),
        }
    }

    /// Its content type.
    pub(super) const fn media(&self) -> &'static str {
        self.format.media_type()
    }

    /// How it is asked for.
    pub(super) const fn format(&self) -> &'static str {
        self.format.as_str()
    }

    /// The same for the same format and headers.
    pub(super) fn key(&self) -> String {
        format!("{}:{}", self.format.as_str(), self.headers.as_str())
    }

    /// Whether it may hold tables beside the first, each on a sheet of its own.
    pub(super) fn holds_sheets(&self) -> bool {
        self.format == ExportFormat::Xlsx
    }

    /// What its columns are called.
    pub(super) const fn headers(&self) -> Headers {
        self.headers
    }

    /// Begins a file with a table.
    pub(super) fn begin<W: Write + Send>(&self, table: &Table, out: W) -> Result<Writer<W>, ExportError> {
        match (self.format, self.headers) {
            (ExportFormat::Csv, Headers::Fields) => Writer::plain_csv(table, self.headers, out),
            _ => Writer::waiting_in(&self.folder, self.format, table, self.headers, out),
        }
    }

    /// Writes a table.
    pub(super) fn write<'c>(
        &self,
        name: &'static str,
        columns: Vec<Column>,
        rows: impl IntoIterator<Item = Vec<Cell<'c>>>,
    ) -> Result<Vec<u8>, Problem> {
        self.write_with(name, columns, rows, None)
    }

    /// Writes a table, and in a workbook another one on a sheet of its own.
    pub(super) fn write_with<'c>(
        &self,
        name: &'static str,
        columns: Vec<Column>,
        rows: impl IntoIterator<Item = Vec<Cell<'c>>>,
        other: Option<Other<'c>>,
    ) -> Result<Vec<u8>, Problem> {
        let table = Table { name: name.into(), columns };
        let write = || {
            let mut writer = self.begin(&table, Vec::new())?;
            for row in rows {
                writer.row(&row, None)?;
            }
            if let Some(Other { name, columns, rows }) = other
                && writer.sheet(&Table { name: name.into(), columns }, self.headers)?
            {
                for row in &rows {
                    writer.row(row, None)?;
                }
            }
            writer.finish()
        };
        write().map_err(|error: ExportError| Problem::internal(&error))
    }
}

/// The columns of the region that rows of figures are of.
pub(super) fn regions() -> Vec<Column> {
    vec![
        Column::new("region", "区域编码", "Region", ColumnKind::Code),
        Column::new("name", "区域", "Name", ColumnKind::Text),
    ]
}

/// The columns with which rows of figures begin: the region and the stretch of time that they are of.
pub(super) fn places() -> Vec<Column> {
    let mut columns = regions();
    columns.push(Column::new("bucket", "时段", "Period from", ColumnKind::Date));
    columns
}

/// The cell of a figure.
pub(super) fn cell<'c>(number: Number) -> Cell<'c> {
    match number {
        Number::Count(count) => Cell::Count(count),
        Number::Ratio(share) => share.map_or(Cell::Empty, Cell::Float),
        Number::Money(amount) => amount.into(),
        Number::Volume(thousandths) => Volume::sum_of(thousandths).into(),
    }
}

/// The column of a figure.
pub(super) const fn figure(described: &Description) -> Column {
    let kind = match described.unit {
        Unit::Count | Unit::Orders | Unit::Contracts => ColumnKind::Count,
        Unit::Ratio => ColumnKind::Ratio,
        Unit::Money => ColumnKind::Decimal { places: 2 },
        Unit::Litres | Unit::Kwh => ColumnKind::Decimal { places: 3 },
        Unit::Days => ColumnKind::Decimal { places: 1 },
    };
    Column::new(described.id, described.zh, described.en, kind)
}
