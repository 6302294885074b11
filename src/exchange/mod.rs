//! Bytes ⇄ drafts, with an error for every row that is wrong.
//!
//! A file is opened ([`source`]: format, gzip), read as a table of text cells by its format ([`csv`]),
//! its header matched with the fields of its kind ([`columns`], [`plan`]), and every row made into a
//! draft ([`stations`], [`cooperation`]) that is handed on at once. No row is held, and no input, however
//! hostile, makes more than a few megabytes be held, but for the keys by which repeated rows are found.

pub mod admin;
mod cells;
mod columns;
mod cooperation;
mod crs;
mod csv;
mod duplicates;
mod encoding;
mod error;
mod lines;
mod options;
mod plan;
mod record;
mod rows;
mod source;
mod stations;
mod table;
mod values;

#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use crate::domain::cooperation::StageDraft;
use crate::domain::station::StationDraft;

pub use crs::convert;
pub use duplicates::{Duplicates, Seen};
pub use error::{FileError, RowError};
pub use options::{Format, Kind, Mapping, OptionError, Options, ValueMap, parse_delimiter, parse_encoding};
pub use rows::{Content, OnRow, Row, Summary};

use rows::{Make, Run};
use source::Source;

/// Reads a file of stations. `name` is what its user calls it, and may be empty; `progress` is told
/// the share of the file that has been read, 0 to 1.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_stations(
    mut input: impl Read + Seek,
    name: &str,
    options: &Options,
    on_row: OnRow<'_, StationDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    let make = stations::Stations { crs: rows::crs(options), seen: Duplicates::default() };
    run(Source::new(&mut input, name)?, Kind::Stations, options, make, on_row, progress)
}

/// Reads a file of cooperation stages; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_cooperation(
    mut input: impl Read + Seek,
    name: &str,
    options: &Options,
    on_row: OnRow<'_, StageDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    let make = cooperation::Cooperation { seen: Duplicates::default() };
    run(Source::new(&mut input, name)?, Kind::Cooperation, options, make, on_row, progress)
}

fn run<M: Make>(
    mut source: Source<'_>,
    kind: Kind,
    options: &Options,
    make: M,
    on_row: OnRow<'_, M::Draft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    let gauge = source.gauge();
    let summary = Summary { format: Some(source.format), ..Summary::default() };
    let mut run = Run { make, on_row, progress, gauge: &gauge, summary };
    match source.format {
        Format::Csv => csv::read(&mut source, kind, options, &mut run)?,
        Format::Xlsx | Format::GeoJson => {
            return Err(FileError::Format(format!("{} is not read yet", source.format.as_str())));
        }
    }
    (run.progress)(1.0);
    Ok(run.summary)
}

/// t
pub fn read_regions(
    _i: impl Read + Seek,
    _n: &str,
    _o: &Options,
    _r: OnRow<'_, crate::domain::region::RegionDraft>,
    _p: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    Err(FileError::Empty)
}
