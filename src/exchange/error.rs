//! What is wrong with a file as a whole, or with one row of it.

use std::io;

/// Most characters of a value that an error repeats.
const MOST_SHOWN: usize = 80;
/// Most columns that an error lists.
const MOST_LISTED: usize = 40;

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file could not be read.
    #[error("cannot read the file: {0}")]
    Io(#[source] io::Error),
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is of no format that we read, or of one that cannot hold this kind of rows.
    #[error("{0}")]
    Format(String),
    /// Its text is in no encoding that we can tell.
    #[error("{0}")]
    Encoding(String),
    /// It is too large, or made to become too large.
    #[error("{0}")]
    TooLarge(String),
    /// It is of a known format, but broken.
    #[error("the {format} is broken: {reason}")]
    Broken {
        /// The format, as people call it.
        format: &'static str,
        /// What is wrong, and where.
        reason: String,
    },
    /// No line of it looks like a header.
    #[error("no header found in the first {lines} lines; expected columns such as {expected}")]
    NoHeader {
        /// How many lines were looked at.
        lines: usize,
        /// The columns that a file of this kind has.
        expected: String,
    },
    /// Columns without which no row can be read.
    #[error(
        "no column for {missing}; the file has {columns}; say which column it is, such as --map 'your column={first}'{hint}"
    )]
    MissingColumns {
        /// The fields that have no column.
        missing: String,
        /// The first of them.
        first: &'static str,
        /// What else would help.
        hint: &'static str,
        /// The columns that the file has.
        columns: String,
    },
    /// A mapping names a column that the file has not.
    #[error("the file has no column {column:?} to map; it has {columns}")]
    UnknownColumn {
        /// The column that was named.
        column: String,
        /// The columns that the file has.
        columns: String,
    },
    /// A mapping names a field that this kind has not, or one field twice.
    #[error("cannot map to {field:?}: {reason}")]
    BadField {
        /// The field that was named.
        field: String,
        /// What is allowed.
        reason: String,
    },
    /// The workbook has no such sheet.
    #[error("the workbook has no sheet {sheet:?}; it has {sheets}")]
    UnknownSheet {
        /// The sheet that was asked for.
        sheet: String,
        /// The sheets that it has.
        sheets: String,
    },
}

/// Why a row cannot be taken: where, what it held, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Physical line of the file, counted from 1; the row number in a workbook; the feature's ordinal
    /// in GeoJSON.
    pub line: u64,
    /// The column as the file calls it; `None` when the row as a whole is wrong.
    pub column: Option<String>,
    /// What it held, cut to 80 characters.
    pub value: String,
    /// What is wrong, and what is allowed.
    pub reason: String,
}

impl RowError {
    /// The row as a whole is wrong.
    pub(super) fn row(line: u64, value: &str, reason: impl Into<String>) -> Self {
        Self { line, column: None, value: shorten(value), reason: reason.into() }
    }
}

/// At most the first 80 characters, so that hostile input never fills a report.
pub(super) fn shorten(text: &str) -> String {
    text.chars().take(MOST_SHOWN).collect()
}

/// Names as a list to read, cut to a bearable length.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut text = String::new();
    for name in names.by_ref().take(MOST_LISTED) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&shorten(name));
    }
    match names.count() {
        0 if text.is_empty() => "none".to_owned(),
        0 => text,
        more => format!("{text} and {more} more"),
    }
}
