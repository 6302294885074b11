//! Imports on the wire.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::exchange::{self, Language, reason_in};
use crate::http::problem::{Document, Problem};
use crate::live::import;

/// An import that was taken in.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ImportAccepted {
    /// Its id.
    pub(in crate::http) id: String,
    /// Where it stands.
    pub(in crate::http) status: ImportStatus,
}

/// The imports since the server started.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ImportPage {
    /// The imports, newest first.
    pub(in crate::http) items: Vec<ImportView>,
}

/// An import.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ImportView {
    /// Its id.
    pub(in crate::http) id: String,
    /// What it holds: the kind of its rows, or workbook.
    #[schema(example = "stations")]
    pub(in crate::http) kind: &'static str,
    /// The file's name.
    pub(in crate::http) name: String,
    /// Whether it only tells what would happen.
    pub(in crate::http) dry_run: bool,
    /// Where it stands.
    pub(in crate::http) status: ImportStatus,
    /// How far it has come.
    pub(in crate::http) progress: ImportProgress,
    /// What became of the rows; null while it runs, and when the file as a whole was refused.
    pub(in crate::http) report: Option<ImportReport>,
    /// What it changes of what was there, field by field; null while it runs, in lists, when the file as a whole was
    /// refused, and when it is so old that this is no longer kept.
    pub(in crate::http) changed: Option<ChangedThings>,
    /// Whether its file is kept still, so that rejected rows come as they were; null in lists.
    pub(in crate::http) file_kept: Option<bool>,
    /// Why nothing was written; null while it runs, and when it is done.
    #[schema(value_type = Option<Document>)]
    pub(in crate::http) problem: Option<Problem>,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::http) enum ImportStatus {
    /// The file is read.
    Reading,
    /// Rows are compared with what is there.
    Checking,
    /// The changes are written.
    Writing,
    /// It is over and was written, or was a dry run.
    Done,
    /// It is over and nothing was written.
    Refused,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(in crate::http) struct ImportProgress {
    /// Rows read so far.
    pub(in crate::http) rows: u64,
    /// Rows there are, where that is known.
    pub(in crate::http) total: Option<u64>,
    /// The share done, 0 to 1.
    pub(in crate::http) share: f64,
}

/// What became of the rows of an import.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct ImportReport {
    /// What the rows are.
    #[schema(example = "stations")]
    pub(in crate::http) kind: &'static str,
    /// Rows there were.
    #[schema(example = 23606)]
    pub(in crate::http) rows: u64,
    /// Rows that made something new.
    pub(in crate::http) new: u64,
    /// Rows that changed something.
    pub(in crate::http) changed: u64,
    /// Rows that changed nothing.
    pub(in crate::http) unchanged: u64,
    /// Rows that were refused.
    pub(in crate::http) rejected: u64,
    /// Rows that are not of this kind, by a value map.
    pub(in crate::http) dropped: u64,
    /// The revision that was written; null when nothing was.
    pub(in crate::http) revision: Option<u64>,
    /// Whether nothing was to be written.
    pub(in crate::http) dry_run: bool,
    /// Why rows were refused; the first of them when they are many, fewer of old imports.
    pub(in crate::http) errors: Vec<RowError>,
    /// How many more there are, or were, than `errors` shows.
    pub(in crate::http) errors_omitted: u64,
    /// How many of those are kept no more, and so are not in the file of rejected rows either.
    pub(in crate::http) errors_lost: u64,
    /// What the file makes one wonder, such as another coordinate system that fits better.
    pub(in crate::http) notes: Vec<String>,
    /// What each sheet of a workbook came to; empty of other files.
    pub(in crate::http) sheets: Vec<SheetReport>,
}

/// What an import changes of what was there.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ChangedThings {
    /// How many things; of a month of performance every day is one.
    #[schema(example = 41)]
    pub(in crate::http) things: usize,
    /// The first 200 of them.
    pub(in crate::http) items: Vec<ChangedThing>,
}

/// A thing that an import changes.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ChangedThing {
    /// What it is: `station`, `cooperation`, `region`, `contract`, `fee`, `performance`, `campaign`, `participation` or
    /// `note`.
    #[schema(example = "station")]
    pub(in crate::http) entity: &'static str,
    /// What it is known by: codes, numbers and days by the names of their fields.
    #[schema(example = json!({"station": "SH-001"}))]
    pub(in crate::http) key: BTreeMap<&'static str, String>,
    /// Its fields that change, named as in its history.
    pub(in crate::http) fields: Vec<ChangedField>,
}

/// A field that an import changes.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ChangedField {
    /// Its name.
    #[schema(example = "brand")]
    pub(in crate::http) field: String,
    /// What it was; null where it was empty.
    #[schema(example = "shell")]
    pub(in crate::http) before: Value,
    /// What it becomes; null where it becomes empty.
    #[schema(example = "sinopec")]
    pub(in crate::http) after: Value,
}

/// The rows that an import rejected.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct RowErrorPage {
    /// The import's id.
    pub(in crate::http) import: String,
    /// What is wrong, by line.
    pub(in crate::http) items: Vec<RowError>,
    /// How many more there are, or were: of very many the first are kept, and old imports give theirs up.
    pub(in crate::http) omitted: u64,
}

/// What a sheet of a workbook came to. Its errors name it before their column, as spreadsheets do: `合同!费率`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct SheetReport {
    /// The sheet.
    pub(in crate::http) name: String,
    /// What its rows are.
    pub(in crate::http) kind: &'static str,
    /// Rows there were.
    pub(in crate::http) rows: u64,
    /// Rows that made something new.
    pub(in crate::http) new: u64,
    /// Rows that changed something.
    pub(in crate::http) changed: u64,
    /// Rows that changed nothing.
    pub(in crate::http) unchanged: u64,
    /// Rows that were refused.
    pub(in crate::http) rejected: u64,
}

/// Why a row was refused.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct RowError {
    /// Its line, counted from 1.
    #[schema(example = 812)]
    pub(in crate::http) line: u64,
    /// The column concerned.
    pub(in crate::http) column: Option<String>,
    /// What the column held.
    pub(in crate::http) value: String,
    /// What is wrong with it.
    pub(in crate::http) reason: String,
}

/// What an import on the command line came to: the report that the API gives, and beside it, as there, why
/// nothing was written.
#[derive(Serialize)]
pub struct ImportOutcome {
    #[serde(flatten)]
    report: ImportReport,
    problem: Option<Problem>,
}

impl ImportOutcome {
    /// The outcome of that report; `refused` says why nothing was written, if so.
    #[must_use]
    pub fn new(report: &import::ImportReport, refused: Option<&str>) -> Self {
        Self { report: ImportReport::of(report, usize::MAX, None), problem: refused.map(refusal) }
    }
}

/// Why an import wrote nothing, as a problem.
pub(in crate::http) fn refusal(reason: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, reason)
}

impl ImportReport {
    /// The report with at most so many of its row errors, whose reasons are said in a language, or as they are.
    pub(in crate::http) fn of(report: &import::ImportReport, most_errors: usize, language: Option<Language>) -> Self {
        let omitted = report.errors.len().saturating_sub(most_errors) as u64;
        Self {
            kind: report.kind.as_str(),
            rows: report.rows,
            new: report.new,
            changed: report.changed,
            unchanged: report.unchanged,
            rejected: report.rejected,
            dropped: report.dropped,
            revision: report.revision.map(|revision| revision.0),
            dry_run: report.dry_run,
            errors: report.errors.iter().take(most_errors).map(|error| RowError::of(error, language)).collect(),
            errors_omitted: report.errors_omitted + omitted,
            errors_lost: report.errors_omitted,
            notes: report.notes.clone(),
            sheets: report.sheets.iter().map(SheetReport::from).collect(),
        }
    }
}

impl From<&import::SheetReport> for SheetReport {
    fn from(sheet: &import::SheetReport) -> Self {
        let import::SheetReport { name, kind, rows, new, changed, unchanged, rejected } = sheet;
        Self {
            name: name.clone(),
            kind: kind.as_str(),
            rows: *rows,
            new: *new,
            changed: *changed,
            unchanged: *unchanged,
            rejected: *rejected,
        }
    }
}

impl RowError {
    /// The error, whose reason is said in a language, or as it is.
    pub(in crate::http) fn of(error: &exchange::RowError, language: Option<Language>) -> Self {
        let reason = match language {
            Some(language) => reason_in(language, &error.reason).into_owned(),
            None => error.reason.clone(),
        };
        Self { line: error.line, column: error.column.clone(), value: error.value.clone(), reason }
    }
}
