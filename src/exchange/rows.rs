//! From a table's rows to the caller's: what a row comes to, and the sum of them.

use std::ops::ControlFlow;

use super::duplicates::Seen;
use super::error::{FileError, RowError};
use super::geometry::Geometry;
use super::options::Format;
use super::plan::Plan;
use super::record::Record;
use super::table::{Facts, Fed, Table};

/// How many rows pass between two reports of progress.
const PROGRESS_EVERY: u64 = 2_048;
/// Most rows of a file: their keys are held, at 40 bytes each.
const MOST_ROWS: u64 = 20_000_000;

/// A row of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<D> {
    /// Its line: see [`RowError::line`].
    pub line: u64,
    /// What it comes to.
    pub content: Content<D>,
}

/// What a row comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<D> {
    /// A draft that keeps every rule that needs no other row and no database.
    Draft(D),
    /// Word for word what an earlier row of the file said; it counts as unchanged.
    Repeated {
        /// The line of the earlier row.
        first: u64,
    },
    /// Not of this kind, by a value map with an empty right side.
    Dropped,
    /// Wrong, and why; never empty.
    Rejected(Vec<RowError>),
}

/// What a file as a whole came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// How it is written.
    pub format: Option<Format>,
    /// The encoding of a text, by its name in the Encoding Standard.
    pub encoding: Option<&'static str>,
    /// The delimiter of a CSV file.
    pub delimiter: Option<char>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The line of the header; 0 where there is none.
    pub header_line: u64,
    /// Columns that were read, each with the field it is.
    pub columns: Vec<(String, String)>,
    /// Columns that are no field and were not read.
    pub ignored: Vec<String>,
    /// Rows below the header, blank ones left out; of a table of regions, the regions and the wrong rows.
    pub rows: u64,
    /// Rows that were dropped as not of this kind.
    pub dropped: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Rows that repeat an earlier one.
    pub repeated: u64,
    /// Whether the caller broke the reading off.
    pub broken_off: bool,
    /// What the user should know besides, in sentences.
    pub notes: Vec<String>,
}

/// How rows of a kind are made.
pub(super) trait Make {
    /// What a row makes.
    type Draft;

    /// Whether the columns suffice; may note what follows from those that are not there.
    fn begin(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<(), FileError>;

    /// Makes a row; `None` when it is held until the file is over.
    fn make(
        &mut self,
        plan: &Plan,
        line: u64,
        record: &Record,
        geometry: Option<&Geometry>,
    ) -> Option<Content<Self::Draft>>;

    /// What was held until the file was over.
    fn finish(&mut self) -> Vec<(u64, Content<Self::Draft>)> {
        Vec::new()
    }
}

/// Whoever takes rows; `Break` ends the reading.
pub type OnRow<'a, D> = &'a mut dyn FnMut(Row<D>) -> ControlFlow<()>;

/// Makes rows, counts them and hands them on.
pub(super) struct Run<'a, M: Make> {
    pub(super) make: M,
    pub(super) on_row: OnRow<'a, M::Draft>,
    pub(super) progress: &'a mut dyn FnMut(f64),
    pub(super) gauge: &'a dyn Fn() -> f64,
    pub(super) summary: Summary,
    /// Whether the file has too many rows.
    pub(super) overfull: bool,
}

impl<M: Make> Run<'_, M> {
    /// Counts a row and hands it on.
    pub(super) fn hand(&mut self, line: u64, content: Content<M::Draft>) -> ControlFlow<()> {
        let summary = &mut self.summary;
        if summary.rows == MOST_ROWS {
            self.overfull = true;
            return ControlFlow::Break(());
        }
        summary.rows += 1;
        match &content {
            Content::Draft(_) => {}
            Content::Repeated { .. } => summary.repeated += 1,
            Content::Dropped => summary.dropped += 1,
            Content::Rejected(_) => summary.rejected += 1,
        }
        if summary.rows.is_multiple_of(PROGRESS_EVERY) {
            (self.progress)((self.gauge)());
        }
        let flow = (self.on_row)(Row { line, content });
        self.summary.broken_off = flow.is_break();
        flow
    }
}

impl<M: Make> Run<'_, M> {
    /// Hands on what was held, and sums up.
    pub(super) fn finish(mut self) -> Result<Summary, FileError> {
        if self.overfull {
            return Err(FileError::TooLarge(format!("the file has more than {MOST_ROWS} rows; split it")));
        }
        if !self.summary.broken_off {
            for (line, content) in self.make.finish() {
                if self.hand(line, content).is_break() {
                    break;
                }
            }
        }
        (self.progress)(1.0);
        Ok(self.summary)
    }
}

impl<M: Make> Table for Run<'_, M> {
    fn begin(&mut self, plan: &Plan, facts: Facts) -> Result<(), FileError> {
        let summary = &mut self.summary;
        summary.encoding = facts.encoding;
        summary.delimiter = facts.delimiter;
        summary.sheet = facts.sheet;
        summary.header_line = facts.header_line;
        summary.columns = plan.recognised();
        summary.ignored = plan.ignored();
        self.make.begin(plan, &mut summary.notes)
    }

    fn row(&mut self, plan: &Plan, row: Fed<'_>) -> ControlFlow<()> {
        let (line, record, geometry) = match row {
            Fed::Record(line, record, geometry) => (line, record, geometry),
            Fed::Bad(error, _) => return self.hand(error.line, Content::Rejected(vec![error])),
        };
        let content = match record.fault() {
            _ if plan.drops(record) => Some(Content::Dropped),
            Some((column, value, reason)) if plan.uses(*column) => {
                Some(Content::Rejected(vec![plan.column_error(line, *column, value, *reason)]))
            }
            _ => match plan.not_mended(line, record) {
                Some(error) => Some(Content::Rejected(vec![error])),
                None => self.make.make(plan, line, record, geometry),
            },
        };
        content.map_or(ControlFlow::Continue(()), |content| self.hand(line, content))
    }
}

/// What a draft comes to by what was seen of its key; `other` is the error where an earlier line said otherwise.
pub(super) fn settle<D>(seen: Seen, draft: D, other: impl FnOnce(u64) -> RowError) -> Content<D> {
    match seen {
        Seen::New => Content::Draft(draft),
        Seen::Same(first) => Content::Repeated { first },
        Seen::Other(first) => Content::Rejected(vec![other(first)]),
    }
}

/// Whether a text can be kept.
pub(super) fn check_text(text: &str, most: usize) -> Result<(), String> {
    if text.len() > most && text.chars().count() > most {
        return Err(format!("at most {most} characters are kept"));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err("must not hold control characters".to_owned());
    }
    Ok(())
}
