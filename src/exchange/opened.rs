//! A file that is open to be read; a workbook is opened once for all of its sheets.

use std::cell::Cell;
use std::io::{Read, Seek};
use std::rc::Rc;

use super::error::FileError;
use super::options::{Format, Kind, Options};
use super::sheets::{self, Sheet};
use super::source::Source;
use super::table::Table;
use super::xlsx::{self, Book};
use super::{csv, geojson};

/// A file that is open and whose format is known.
pub struct Opened<'i>(pub(super) Form<'i>);

/// How the file is read.
pub(super) enum Form<'i> {
    /// From its first byte to its last.
    Stream(Source<'i>),
    /// Sheet by sheet.
    Book(Box<Book<'i>>),
}

impl<'i> Opened<'i> {
    /// Opens a file. `name` is what its user calls it, and may be empty.
    ///
    /// # Errors
    /// [`FileError`] when it is empty, of a format that we do not read, or a workbook that takes too much to open.
    pub fn new(input: impl Read + Seek + 'i, name: &str) -> Result<Self, FileError> {
        let source = Source::new(Box::new(input), name)?;
        Ok(Self(match source.format {
            Format::Xlsx => Form::Book(Box::new(xlsx::open(source)?)),
            Format::Csv | Format::GeoJson => Form::Stream(source),
        }))
    }

    /// The sheets of a workbook in its order, each with its kind. More than one may be of a kind.
    ///
    /// # Errors
    /// [`FileError`] when the file is no workbook, or cannot be read.
    pub fn sheets(&mut self) -> Result<Vec<Sheet>, FileError> {
        match &mut self.0 {
            Form::Book(book) => sheets::of(book),
            Form::Stream(_) => {
                Err(FileError::Format("only a workbook has sheets; say what the rows of the file are".to_owned()))
            }
        }
    }

    /// Reads the file as a table of a kind, as often as it is called.
    pub(super) fn read(&mut self, kind: Kind, options: &Options, table: &mut dyn Table) -> Result<(), FileError> {
        match &mut self.0 {
            Form::Book(book) => xlsx::read(book, kind, options, table),
            Form::Stream(source) if source.format == Format::GeoJson => geojson::read(source, kind, options, table),
            Form::Stream(source) => csv::read(source, kind, options, table),
        }
    }

    pub(super) fn format(&self) -> Format {
        match &self.0 {
            Form::Stream(source) => source.format,
            Form::Book(_) => Format::Xlsx,
        }
    }

    /// A gauge of how much has been read, 0 to 1: of the file, or of the sheet of a workbook.
    pub(super) fn gauge(&self) -> impl Fn() -> f64 + use<> {
        let (read, size): (Rc<Cell<u64>>, u64) = match &self.0 {
            Form::Stream(source) => source.meter(),
            Form::Book(book) => book.meter(),
        };
        #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
        move || (read.get() as f64 / size.max(1) as f64).min(1.0)
    }
}
