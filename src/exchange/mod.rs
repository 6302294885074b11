//! Bytes ⇄ drafts, with an error for every row that is wrong.
//!
//! A file is opened (`opened`, `source`: format, gzip), read as a table of text cells by its format (`csv`, `xlsx`,
//! `geojson`), its header matched with the fields of its kind (`columns`, `plan`), and every row made
//! into a draft by its kind (`stations`, `contracts`, …, on `reading`) that is handed on at once. No row is held, and no
//! input, however hostile, makes more be held than the limits that stand as constants beside each
//! format; only the keys by which repeated rows are found grow with the file, up to `rows::MOST_ROWS`.
//!
//! The other way, [`export`] writes tables in the same formats, so that they can be read again.

pub mod admin;
mod amounts;
mod campaigns;
mod cells;
mod columns;
mod contracts;
mod cooperation;
mod crs;
mod csv;
mod duplicates;
mod encoding;
mod error;
pub mod export;
mod features;
mod fees;
mod fit;
mod geojson;
mod geometry;
mod guard;
mod inspect;
mod lines;
mod needs;
mod notes;
mod opened;
mod options;
mod performance;
mod plan;
mod reading;
mod reasons;
mod record;
mod regions;
mod rejected;
mod rows;
mod sheets;
mod source;
mod stations;
mod table;
mod template;
mod values;
mod words;
mod workbook;
mod xlsx;

#[cfg(test)]
mod tests;

use crate::base::location::Crs;
use crate::domain::campaign::{CampaignDraft, ParticipationDraft};
use crate::domain::contract::ContractDraft;
use crate::domain::cooperation::StageDraft;
use crate::domain::fee::FeeDraft;
use crate::domain::note::NoteDraft;
use crate::domain::performance::DayDraft;
use crate::domain::region::RegionDraft;
use crate::domain::station::StationDraft;

pub use crs::convert;
pub use error::{FileError, RowError};
pub use fit::{BetterFit, Fits, Sample, better_fit, fits};
pub use inspect::{Confidence, FieldInfo, Guess, GuessedBy, Inspected, Inspection, fields_of, guess_kind, inspect};
pub use opened::Opened;
pub use options::{Format, Kind, Mapping, OptionError, Options, ValueMap, parse_delimiter, parse_encoding};
pub use reasons::reason_in;
pub use rejected::{TakeRows, rejection_columns};
pub use rows::{Content, OnRow, Row, Summary};
pub use sheets::Sheet;
pub use template::{Language, template};

use duplicates::Duplicates;
use rows::{Make, Run};

/// Reads a file of stations; `progress` is told the share of it that has been read, 0 to 1, of a workbook that of the
/// sheet.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_stations(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, StationDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    let make = stations::Stations { crs: options.crs.unwrap_or(Crs::Wgs84), seen: Duplicates::default() };
    run(file, Kind::Stations, options, make, on_row, progress)
}

/// Reads a file of cooperation stages; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_cooperation(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, StageDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    let make = cooperation::Cooperation::default();
    run(file, Kind::Cooperation, options, make, on_row, progress)
}

/// Reads a file of regions: polygons from GeoJSON, groups of admin regions from tables; otherwise as
/// [`read_stations`]. Groups are handed on when the file is over, each under the line of its first row;
/// `is_admin` says whether there is an admin region of a code, and a row that names none is rejected.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_regions(
    file: &mut Opened<'_>,
    options: &Options,
    is_admin: &dyn Fn(&str) -> bool,
    on_row: OnRow<'_, RegionDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    let make = regions::Regions::new(options.level.clone(), is_admin);
    run(file, Kind::Regions, options, make, on_row, progress)
}

/// Reads a file of contracts; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_contracts(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, ContractDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    run(file, Kind::Contracts, options, contracts::Contracts::default(), on_row, progress)
}

/// Reads a file of terms of channel fees; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_fees(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, FeeDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    run(file, Kind::Fees, options, fees::Fees::default(), on_row, progress)
}

/// Reads a file of stations' days; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_performance(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, DayDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    run(file, Kind::Performance, options, performance::Performance::default(), on_row, progress)
}

/// Reads a file of campaigns; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_campaigns(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, CampaignDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    run(file, Kind::Campaigns, options, campaigns::Campaigns::default(), on_row, progress)
}

/// Reads a file of the stations that take part in campaigns; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_campaign_stations(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, ParticipationDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    run(file, Kind::CampaignStations, options, campaigns::Participations::default(), on_row, progress)
}

/// Reads a file of notes on stations; otherwise as [`read_stations`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read; rows that were handed on before are void.
pub fn read_notes(
    file: &mut Opened<'_>,
    options: &Options,
    on_row: OnRow<'_, NoteDraft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    run(file, Kind::Notes, options, notes::Notes::default(), on_row, progress)
}

fn run<M: Make>(
    file: &mut Opened<'_>,
    kind: Kind,
    options: &Options,
    make: M,
    on_row: OnRow<'_, M::Draft>,
    progress: &mut dyn FnMut(f64),
) -> Result<Summary, FileError> {
    let (gauge, format) = (file.gauge(), file.format());
    let summary = Summary { format: Some(format), ..Summary::default() };
    let mut run = Run { make, on_row, progress, gauge: &gauge, summary, overfull: false };
    file.read(kind, options, &mut run)?;
    run.finish()
}
