//! Fields of a body as values of the domain: what is wrong with one is said by its name.

use std::str::FromStr;

use serde_json::{Map, Value};

use super::problem::Problem;
use super::query::number;
use super::wire::Field;
use crate::base::date::Day;
use crate::base::money::MoneyError;
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

/// Takes the key out of a patch, which may repeat it and may not change it.
pub(super) fn same_key(map: &mut Map<String, Value>, name: &str, key: &str, changed: &str) -> Result<(), Problem> {
    match map.remove(name) {
        Some(given) if given != key => Err(Problem::field(name, given.to_string(), changed)),
        _ => Ok(()),
    }
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

/// An amount, a rate or a volume: a text, since a number of JSON may be any float.
pub(super) fn decimal<T: FromStr<Err = MoneyError>>(name: &str, field: Field) -> Result<Edit<T>, Problem> {
    const ALLOWED: &str = "a decimal text such as \"1234.50\"";
    match field {
        None => Ok(Edit::Keep),
        Some(Value::Null) => Ok(Edit::Clear),
        Some(value) => {
            let text = value.as_str().ok_or_else(|| wrong(name, Some(&value), ALLOWED))?;
            let amount = text
                .parse()
                .map_err(|error: MoneyError| wrong(name, Some(&value), ALLOWED).saying(format!("{name}: {error}")))?;
            Ok(Edit::Set(amount))
        }
    }
}

/// A whole number.
pub(super) fn whole(name: &str, field: Field) -> Result<Edit<u32>, Problem> {
    match field {
        None => Ok(Edit::Keep),
        Some(Value::Null) => Ok(Edit::Clear),
        Some(value) => match number(&value.to_string()) {
            Some(number) => Ok(Edit::Set(number)),
            None => Err(wrong(name, Some(&value), "a whole number from 0 to 4294967295")),
        },
    }
}

/// True or false; false where it is left out.
pub(super) fn switch(name: &str, field: Field) -> Result<bool, Problem> {
    let Some(value) = field else { return Ok(false) };
    value.as_bool().ok_or_else(|| wrong(name, Some(&value), "true or false"))
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
    use serde_json::json;

    use super::*;
    use crate::base::money::Money;

    #[test]
    fn amounts_are_texts() {
        assert_eq!(decimal::<Money>("gmv", Some(json!("1234.5"))), Ok(Edit::Set("1234.50".parse().expect("amount"))));
        for value in [json!(1234.5), json!(1), json!(""), json!("1.005"), json!("1e3"), json!({})] {
            let problem = decimal::<Money>("gmv", Some(value.clone())).expect_err("refused");
            let problem = serde_json::to_value(problem).expect("json");
            assert_eq!((&problem["parameter"], &problem["status"]), (&json!("gmv"), &json!(422)), "{value}");
        }
    }

    #[test]
    fn whole_numbers_have_no_sign_and_no_point() {
        assert_eq!(whole("orders", Some(json!(7))), Ok(Edit::Set(7)));
        for value in [json!(-1), json!(1.5), json!(1.0), json!("7"), json!(true), json!(4_294_967_296_u64)] {
            assert!(whole("orders", Some(value.clone())).is_err(), "{value}");
        }
    }

    #[test]
    fn what_is_needed_is_neither_left_out_nor_cleared() {
        assert!(needed("from", Edit::<Day>::Keep, DAY).is_err() && needed("from", Edit::<Day>::Clear, DAY).is_err());
        assert!(kept("from", Edit::<Day>::Clear, DAY).is_err());
        assert_eq!(kept("from", Edit::<Day>::Keep, DAY), Ok(None));
    }
}
