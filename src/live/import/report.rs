//! What an import came to.

use std::sync::Arc;

use super::super::error::WriteError;
use super::{Examples, ImportKind, ImportRequest, OnError};
use crate::base::ids::Revision;
use crate::domain::station::RuleError;
use crate::exchange::{FileError, Kind, RowError, Summary};
use crate::live::desk::Outcome;

/// Errors that a report holds at most; the count goes on.
const MOST_ERRORS: usize = 100_000;

/// What an import came to. Every row is new, changed, unchanged, rejected or dropped.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// What it holds.
    pub kind: ImportKind,
    /// Rows below the header.
    pub rows: u64,
    /// Rows that made something new.
    pub new: u64,
    /// Rows that changed something.
    pub changed: u64,
    /// Rows that said what was known.
    pub unchanged: u64,
    /// Rows that are wrong.
    pub rejected: u64,
    /// Rows that are not of this kind, by a value map.
    pub dropped: u64,
    /// The revision that it made; `None` when it changed nothing, was refused, or was a dry run.
    pub revision: Option<Revision>,
    /// Whether it only told what would happen.
    pub dry_run: bool,
    /// What is wrong with the rejected rows.
    pub errors: Vec<RowError>,
    /// Errors that are not in `errors`: of very many only the first are, and old reports give theirs up.
    pub errors_omitted: u64,
    /// What is changed of what was there, by examples; `None` once an old report has given them up.
    pub examples: Option<Arc<Examples>>,
    /// What the user should know besides, in sentences.
    pub notes: Vec<String>,
    /// Of a workbook, what each sheet came to. Its errors are above, with the sheet before the column: `合同!费率`.
    pub sheets: Vec<SheetReport>,
}

/// What a sheet of a workbook came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetReport {
    /// The sheet's name.
    pub name: String,
    /// What its rows are.
    pub kind: Kind,
    /// Rows below the header.
    pub rows: u64,
    /// Rows that made something new.
    pub new: u64,
    /// Rows that changed something.
    pub changed: u64,
    /// Rows that said what was known.
    pub unchanged: u64,
    /// Rows that are wrong.
    pub rejected: u64,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file cannot be read as a whole.
    #[error(transparent)]
    File(#[from] FileError),
    /// Rows are wrong, and nothing else may be written then.
    #[error("{} of {} rows are wrong, so nothing was written; mend them or skip them", .0.rejected, .0.rows)]
    Rows(Box<ImportReport>),
    /// The service refused to write what was read.
    #[error("{0}")]
    Write(WriteError, Box<ImportReport>),
}

impl ImportReport {
    /// The report of an import that has not read a row.
    #[must_use]
    pub fn new(request: &ImportRequest) -> Self {
        Self {
            kind: request.kind,
            rows: 0,
            new: 0,
            changed: 0,
            unchanged: 0,
            rejected: 0,
            dropped: 0,
            revision: None,
            dry_run: request.dry_run,
            errors: Vec::new(),
            errors_omitted: 0,
            examples: Some(Arc::default()),
            notes: Vec::new(),
            sheets: Vec::new(),
        }
    }

    /// Takes in the report of a part; with the name of its sheet, where it is one.
    pub(super) fn take(&mut self, sheet: Option<&str>, kind: Kind, part: Self) {
        let Self { rows, new, changed, unchanged, rejected, dropped, .. } = part;
        self.rows += rows;
        self.new += new;
        self.changed += changed;
        self.unchanged += unchanged;
        self.rejected += rejected;
        self.dropped += dropped;
        self.errors_omitted += part.errors_omitted;
        let (mut errors, mut notes) = (part.errors, part.notes);
        if let Some(name) = sheet {
            for error in &mut errors {
                error.column = Some(format!("{name}!{}", error.column.as_deref().unwrap_or_default()));
            }
            notes = notes.into_iter().map(|note| format!("sheet {name:?}: {note}")).collect();
            self.sheets.push(SheetReport { name: name.to_owned(), kind, rows, new, changed, unchanged, rejected });
        }
        self.errors.extend(errors);
        self.keep_errors(MOST_ERRORS);
        self.notes.extend(notes);
    }

    /// Takes over how the file was read.
    pub(super) fn read(&mut self, summary: Summary) {
        self.rows = summary.rows;
        self.dropped = summary.dropped;
        self.unchanged += summary.repeated;
        self.notes.extend(summary.notes);
    }

    /// A row is wrong.
    pub(super) fn reject(&mut self, errors: Vec<RowError>) {
        self.rejected += 1;
        self.errors.extend(errors);
        self.keep_errors(MOST_ERRORS);
    }

    /// Gives up all errors but the first `most`; how many there were stays known.
    pub(super) fn keep_errors(&mut self, most: usize) {
        self.errors_omitted += self.errors.len().saturating_sub(most) as u64;
        self.errors.truncate(most);
    }

    /// A row breaks a rule of the domain.
    pub(super) fn reject_rule(&mut self, line: u64, error: RuleError) {
        let column = Some(error.field.to_owned());
        self.reject(vec![RowError { line, column, value: error.value, reason: error.reason }]);
    }

    /// A row's difference to what is known.
    pub(super) fn count<T: PartialEq>(&mut self, before: Option<&T>, after: &T) -> bool {
        match before {
            None => self.new += 1,
            Some(before) if before == after => self.unchanged += 1,
            Some(_) => self.changed += 1,
        }
        before != Some(after)
    }

    /// What a row came to on a desk.
    pub(super) fn outcome(&mut self, line: u64, outcome: Result<Outcome, RuleError>) {
        match outcome {
            Ok(Outcome::New) => self.new += 1,
            Ok(Outcome::Changed) => self.changed += 1,
            Ok(Outcome::Unchanged) => self.unchanged += 1,
            Err(rule) => self.reject_rule(line, rule),
        }
    }

    /// Whether the dry run of a file found that it would be refused.
    #[must_use]
    pub fn would_be_refused(&self, request: &ImportRequest) -> bool {
        request.dry_run && self.rejected > 0 && request.on_error == OnError::Reject
    }

    /// Whether what was found may be written.
    pub(super) fn may_write(&self, request: &ImportRequest) -> bool {
        !request.dry_run && (self.rejected == 0 || request.on_error == OnError::Skip)
    }

    /// Errors by line, as the user meets them in the file.
    pub(super) fn sort(&mut self) {
        self.errors.sort_by_key(|error| error.line);
    }
}
