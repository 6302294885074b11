//! Fields of a body as values of the domain: what is wrong with one is said by its name.

use serde_json::Value;

use super::problem::Problem;
use super::wire::Field;
use crate::base::date::Day;
use crate::domain::station::Edit;

/// What a day may be.
pub(super) const DAY: &str = "a civil date YYYY-MM-DD from 1900-01-01 to 2199-12-31, or null";

/// The problem of a field that holds what it must not; `None` where it is missing.
pub(super) fn wrong(name: &str, value: Option<&Value>, allowed: &str) -> Problem {
    let got = match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    Problem::field(name, got, format!("must be {allowed}"))
}

/// Any text.
pub(super) fn text(name: &str, field: Field) -> Result<Edit<String>, Problem> {
    match field {
        None => Ok(Edit::Keep),
        Some(Value::Null) => Ok(Edit::Clear),
        Some(Value::String(text)) => Ok(Edit::Set(text)),
        Some(other) => Err(wrong(name, Some(&other), "a text or null")),
    }
}

/// A text that `parse` knows.
pub(super) fn word<T>(
    name: &str,
    field: Field,
    parse: impl FnOnce(&str) -> Option<T>,
    allowed: &str,
) -> Result<Edit<T>, Problem> {
    match field {
        None => Ok(Edit::Keep),
        Some(Value::Null) => Ok(Edit::Clear),
        Some(value) => match value.as_str().and_then(parse) {
            Some(parsed) => Ok(Edit::Set(parsed)),
            None => Err(wrong(name, Some(&value), allowed)),
        },
    }
}

/// A day.
pub(super) fn day(name: &str, field: Field) -> Result<Edit<Day>, Problem> {
    word(name, field, |text| text.parse().ok(), DAY)
}

/// The value of a field that must be there.
pub(super) fn needed<T>(name: &str, edit: Edit<T>, allowed: &str) -> Result<T, Problem> {
    match edit {
        Edit::Set(value) => Ok(value),
        Edit::Keep | Edit::Clear => Err(wrong(name, None, &format!("{allowed}, which must be there"))),
    }
}

/// The value of a field that may be left out, and never be empty.
pub(super) fn kept<T>(name: &str, edit: Edit<T>, allowed: &str) -> Result<Option<T>, Problem> {
    match edit {
        Edit::Keep => Ok(None),
        Edit::Set(value) => Ok(Some(value)),
        Edit::Clear => Err(wrong(name, Some(&Value::Null), &format!("{allowed}, and cannot be cleared"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_neither_left_out_nor_cleared() {
        assert!(needed("from", Edit::<Day>::Keep, DAY).is_err() && needed("from", Edit::<Day>::Clear, DAY).is_err());
        assert!(kept("from", Edit::<Day>::Clear, DAY).is_err());
        assert_eq!(kept("from", Edit::<Day>::Keep, DAY), Ok(None));
    }
}
