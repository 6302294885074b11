//! The cursor of a list: opaque to clients, bound to its order.

use serde::{Deserialize, Serialize};

use crate::base::date::Day;
use crate::domain::metric::Metric;
use crate::engine::list::{Cursor, SortKey, SortValue};
use crate::http::paging::{seal, unseal};

/// What a cursor holds.
#[derive(Serialize, Deserialize)]
struct Held {
    /// The order of the list, as the parameter names it.
    sort: String,
    value: Value,
    code: String,
}

#[derive(Serialize, Deserialize)]
enum Value {
    Text(String),
    Number(i64),
    /// Bits of the number, so that it comes back to the last digit.
    Real(u64),
    Empty,
}

/// Orders by the names under which they are asked; a `-` before one turns it round.
const ORDERS: [(&str, SortKey); 9] = [
    ("code", SortKey::Code),
    ("name", SortKey::Name),
    ("brand", SortKey::Brand),
    ("operator", SortKey::Operator),
    ("energy", SortKey::Energy),
    ("stage", SortKey::Stage),
    ("opened_on", SortKey::OpenedOn),
    ("closed_on", SortKey::ClosedOn),
    ("distance", SortKey::Distance),
];

/// The order of that name, and whether it is turned round. A metric is summed over the period, where it has one.
pub(super) fn order(text: &str, period: (Day, Day)) -> Option<(SortKey, bool)> {
    let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    let known = ORDERS.into_iter().find(|&(known, _)| known == name).map(|(_, key)| key);
    let metric = || Metric::parse(name).map(|metric| SortKey::Metric(metric, period));
    Some((known.or_else(metric)?, descending))
}

/// A cursor as text.
pub(in crate::http) fn write(cursor: &Cursor, sort: &str) -> String {
    let value = match &cursor.value {
        SortValue::Text(text) => Value::Text(text.clone()),
        SortValue::Number(number) => Value::Number(*number),
        SortValue::Real(number) => Value::Real(number.to_bits()),
        SortValue::Empty => Value::Empty,
    };
    let held = Held { sort: sort.to_owned(), value, code: cursor.code.clone() };
    seal(&held)
}

/// The cursor of a text that came from a list of the same order.
pub(in crate::http) fn read(text: &str, sort: &str) -> Option<Cursor> {
    let held: Held = unseal(text).filter(|held: &Held| held.sort == sort)?;
    let value = match held.value {
        Value::Text(text) => SortValue::Text(text),
        Value::Number(number) => SortValue::Number(number),
        Value::Real(bits) => SortValue::Real(f64::from_bits(bits)),
        Value::Empty => SortValue::Empty,
    };
    Some(Cursor { value, code: held.code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_round_trip_and_keep_to_their_order() {
        for value in
            [SortValue::Text("中石化".into()), SortValue::Number(-5), SortValue::Real(0.1 + 0.2), SortValue::Empty]
        {
            let cursor = Cursor { value, code: "SH-1".into() };
            let text = write(&cursor, "-name");
            assert_eq!(read(&text, "-name"), Some(cursor));
            assert_eq!(read(&text, "name"), None);
        }
        for text in ["", "zz", "7b7d", "abc"] {
            assert_eq!(read(text, "code"), None, "{text}");
        }
    }
}
