//! Which columns a file must have, and what its user should know of those that it has or lacks.

use super::columns::{fields, suggests_last_day};
use super::error::FileError;
use super::plan::Plan;

impl Plan {
    /// Whether all of these fields have columns.
    ///
    /// # Errors
    /// [`FileError::MissingColumns`] names those that have none.
    pub(super) fn needs(&self, needed: &[usize]) -> Result<(), FileError> {
        let missing: Vec<_> = needed.iter().copied().filter(|&field| !self.has(field)).collect();
        if missing.is_empty() { Ok(()) } else { Err(self.missing(&missing)) }
    }

    /// Whether any of these fields has a column.
    ///
    /// # Errors
    /// [`FileError::MissingColumns`] names them all.
    pub(super) fn needs_one_of(&self, wanted: &[usize]) -> Result<(), FileError> {
        if wanted.iter().any(|&field| self.has(field)) {
            return Ok(());
        }
        let names: Vec<_> = wanted.iter().map(|&field| fields(self.kind())[field].name).collect();
        Err(FileError::MissingColumns {
            missing: names.join(" or "),
            first: names.first().copied().unwrap_or_default(),
            hint: "",
            columns: self.columns(),
        })
    }

    /// Notes which fields the file lacks that something new needs.
    pub(super) fn note_new(&self, things: &str, needed: &[usize], notes: &mut Vec<String>) {
        let missing: Vec<_> = needed.iter().filter(|&&field| !self.has(field)).map(|&field| self.name(field)).collect();
        if !missing.is_empty() {
            notes.push(format!("no column for {}: new {things} are refused", missing.join(", ")));
        }
    }

    /// Notes how the end of a period is read, where the column's name suggests otherwise.
    pub(super) fn note_end(&self, field: usize, notes: &mut Vec<String>) {
        let name = self.name(field);
        if self.has(field) && suggests_last_day(name) {
            notes.push(format!(
                "{name} is read as the first day that no longer counts; \
                 where it is the last day that does, add one day to it"
            ));
        }
    }

    /// The error that these fields have no column.
    pub(super) fn missing(&self, missing: &[usize]) -> FileError {
        let names = fields(self.kind());
        let name = |&field: &usize| names[field].name;
        let first = missing.first().map_or("", name);
        FileError::MissingColumns {
            missing: missing.iter().map(name).collect::<Vec<_>>().join(", "),
            first,
            hint: if first == "level" { ", or give --level" } else { "" },
            columns: self.columns(),
        }
    }
}
