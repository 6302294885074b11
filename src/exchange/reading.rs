//! A row on its way to a draft: its cells by field, each as what it has to be, and the errors of those that are not.

use super::error::RowError;
use super::plan::Plan;
use super::record::Record;
use super::rows::{Content, check_text};
use super::values;
use super::words::Word;
use crate::base::date::{Day, Period};
use crate::domain::station::{Edit, MAX_SHORT_TEXT, RuleError};

/// Said of a cell without which there is no draft.
pub(super) const EMPTY: &str = "must not be empty";

/// A row that is being read.
pub(super) struct Reading<'a> {
    pub(super) plan: &'a Plan,
    pub(super) record: &'a Record,
    pub(super) line: u64,
    /// What is wrong so far.
    pub(super) errors: Vec<RowError>,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(plan: &'a Plan, line: u64, record: &'a Record) -> Self {
        Self { plan, record, line, errors: Vec::new() }
    }

    /// Notes that a field holds something wrong.
    pub(super) fn wrong(&mut self, field: usize, value: &str, reason: impl Into<String>) {
        self.errors.push(self.plan.error(self.line, field, value, reason));
    }

    /// Notes a rule of the domain that the draft breaks.
    pub(super) fn breaks(&mut self, rule: &RuleError) {
        self.errors.push(match self.plan.field(rule.field) {
            Some(field) => self.plan.error(self.line, field, &rule.value, &rule.reason),
            None => {
                RowError { column: Some(rule.field.to_owned()), ..RowError::row(self.line, &rule.value, &rule.reason) }
            }
        });
    }

    /// A text that may be empty; `None` without a column.
    pub(super) fn text(&mut self, field: usize, most: usize) -> Option<String> {
        let text = self.plan.text(self.record, field)?;
        if let Err(reason) = check_text(&text, most) {
            self.wrong(field, &text, reason);
        }
        Some(text.into_owned())
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, field: usize) -> String {
        let text = self.text(field, MAX_SHORT_TEXT).unwrap_or_default();
        if text.is_empty() {
            self.wrong(field, "", EMPTY);
        }
        text
    }

    /// A text as an edit: an empty cell clears.
    pub(super) fn edit(&mut self, field: usize, most: usize) -> Edit<String> {
        match self.text(field, most) {
            None => Edit::Keep,
            Some(text) if text.is_empty() => Edit::Clear,
            Some(text) => Edit::Set(text),
        }
    }

    /// A text with its line breaks; `None` without a column.
    pub(super) fn lines(&mut self, field: usize, most: usize) -> Option<String> {
        let text = self.plan.lines(self.record, field)?;
        if let Err(reason) = check_text(&text, most) {
            self.wrong(field, &text, reason);
        }
        Some(text.into_owned())
    }

    /// Any value as an edit: an empty cell clears, and one that is wrong is noted.
    pub(super) fn value<T>(&mut self, field: usize, read: impl FnOnce(&str) -> Result<T, String>) -> Edit<T> {
        let Some(text) = self.plan.text(self.record, field) else { return Edit::Keep };
        if text.is_empty() {
            return Edit::Clear;
        }
        match read(&text) {
            Ok(value) => Edit::Set(value),
            Err(reason) => {
                self.wrong(field, &text, reason);
                Edit::Keep
            }
        }
    }

    /// Any value that may be left out.
    pub(super) fn given<T>(&mut self, field: usize, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        match self.value(field, read) {
            Edit::Set(value) => Some(value),
            Edit::Keep | Edit::Clear => None,
        }
    }

    /// Any value that must be there.
    pub(super) fn needed<T>(&mut self, field: usize, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let errors = self.errors.len();
        let value = self.given(field, read);
        if value.is_none() && self.errors.len() == errors {
            self.wrong(field, "", EMPTY);
        }
        value
    }

    /// A day as an edit.
    pub(super) fn day(&mut self, field: usize) -> Edit<Day> {
        self.value(field, values::day)
    }

    /// One of our words as an edit.
    pub(super) fn word<W: Word>(&mut self, field: usize) -> Edit<W> {
        self.value(field, W::read)
    }

    /// Notes where a period that is there as a whole ends before it begins.
    pub(super) fn period(&mut self, from: Option<Day>, to: &Edit<Day>, field: usize) {
        if let (Some(from), &Edit::Set(to)) = (from, to)
            && let Err(error) = Period::new(from, Some(to))
        {
            self.wrong(field, &to.to_string(), error.to_string());
        }
    }

    /// The row as rejected for what is wrong.
    pub(super) fn rejected<D>(self) -> Content<D> {
        Content::Rejected(self.errors)
    }
}
