//! The cursor of a list: opaque to clients, bound to its order.

use serde::{Deserialize, Serialize};

use crate::engine::list::{Cursor, SortKey, SortValue};
use crate::http::answer::hex;

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
    Metres(u64),
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

/// The order of that name, and whether it is turned round.
pub(super) fn order(text: &str) -> Option<(SortKey, bool)> {
    let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    ORDERS.into_iter().find(|&(known, _)| known == name).map(|(_, key)| (key, descending))
}

/// A cursor as text.
pub(in crate::http) fn write(cursor: &Cursor, sort: &str) -> String {
    let value = match &cursor.value {
        SortValue::Text(text) => Value::Text(text.clone()),
        SortValue::Number(number) => Value::Number(*number),
        SortValue::Metres(metres) => Value::Metres(metres.to_bits()),
        SortValue::Empty => Value::Empty,
    };
    let held = Held { sort: sort.to_owned(), value, code: cursor.code.clone() };
    hex(&serde_json::to_vec(&held).unwrap_or_default())
}

/// The cursor of a text that came from a list of the same order.
pub(in crate::http) fn read(text: &str, sort: &str) -> Option<Cursor> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    let held: Held = serde_json::from_slice(&bytes).ok().filter(|held: &Held| held.sort == sort)?;
    let value = match held.value {
        Value::Text(text) => SortValue::Text(text),
        Value::Number(number) => SortValue::Number(number),
        Value::Metres(bits) => SortValue::Metres(f64::from_bits(bits)),
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
            [SortValue::Text("中石化".into()), SortValue::Number(-5), SortValue::Metres(0.1 + 0.2), SortValue::Empty]
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
