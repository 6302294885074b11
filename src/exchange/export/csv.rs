//! Delimited text.

use std::fmt::Write as _;
use std::io::Write;

use ::csv::{Terminator, WriterBuilder};

use super::ExportError;
use super::table::{Cell, Headers, Table, percent};
use crate::exchange::guard::mark;

/// By this Excel knows that the text is UTF-8 and not in the encoding of its country.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Who the lines are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Excel and people: a byte order mark, lines that end as in RFC 4180.
    People,
    /// Programs: neither, for which most of them are not prepared.
    Programs,
}

/// Writes rows as lines.
pub(super) struct Csv<W: Write> {
    out: ::csv::Writer<W>,
    /// The text of the cell at hand.
    text: String,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(table: &Table, headers: Headers, mut out: W, readers: Readers) -> Result<Self, ExportError> {
        let terminator = match readers {
            Readers::People => {
                out.write_all(BYTE_ORDER_MARK)?;
                Terminator::CRLF
            }
            Readers::Programs => Terminator::Any(b'\n'),
        };
        let out = WriterBuilder::new().terminator(terminator).from_writer(out);
        let mut csv = Self { out, text: String::new() };
        for column in &table.columns {
            csv.field(&mark(headers.of(column)))?;
        }
        csv.end()?;
        Ok(csv)
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for cell in cells {
            let mut text = std::mem::take(&mut self.text);
            text.clear();
            // Writing to a string does not fail.
            let _ = match cell {
                Cell::Empty => Ok(()),
                Cell::Text(words) => text.write_str(&mark(words)),
                Cell::Count(count) => write!(text, "{count}"),
                Cell::Decimal(decimal) => write!(text, "{decimal}"),
                Cell::Ratio(ppm) => write!(text, "{}%", percent(*ppm)),
                Cell::Date(day) => write!(text, "{day}"),
                Cell::Flag(flag) => write!(text, "{flag}"),
                // The shortest text that reads back as the same float.
                Cell::Float(number) => write!(text, "{number}"),
            };
            self.field(&text)?;
            self.text = text;
        }
        self.end()
    }

    pub(super) fn finish(self) -> Result<W, ExportError> {
        self.out.into_inner().map_err(|error| ExportError::Io(error.into_error()))
    }

    fn field(&mut self, text: &str) -> Result<(), ExportError> {
        self.out.write_field(text).map_err(failed)
    }

    fn end(&mut self) -> Result<(), ExportError> {
        self.out.write_record(None::<&[u8]>).map_err(failed)
    }
}

/// Cells are written one by one, so that nothing but the output can fail.
fn failed(error: ::csv::Error) -> ExportError {
    ExportError::Io(error.into())
}
