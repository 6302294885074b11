//! Percent-decoding of a query, as `application/x-www-form-urlencoded` has it.

use crate::http::problem::Problem;

/// A query's pairs in order.
pub(super) fn pairs(raw: &str) -> Result<Vec<(String, String)>, Problem> {
    raw.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let refused = |part: &str| {
                Problem::parameter(name, part, "percent-encoded UTF-8, each % followed by two hexadecimal digits")
            };
            Ok((decode(name).ok_or_else(|| refused(name))?, decode(value).ok_or_else(|| refused(value))?))
        })
        .collect()
}

/// The text, or `None` when an escape is broken or the bytes are not UTF-8.
fn decode(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => digit(rest.next()?)? << 4 | digit(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A text so encoded that it may stand in a path or a query.
pub(in crate::http) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text);
    out
}

/// Appends a text so encoded that it may stand in a path or a query.
pub(super) fn encode_into(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_round_trip() {
        for text in ["中石化,shell", "brand = 'a&b' AND 1=1", "100%+", "", "a b"] {
            let encoded = encode(text);
            assert_eq!(decode(&encoded).as_deref(), Some(text), "{encoded}");
        }
    }

    #[test]
    fn pairs_keep_their_order() {
        let expected = [("a", "1 2"), ("b", ""), ("a", "x=y")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(pairs("a=1+2&b&&a=x=y").expect("pairs"), expected);
    }

    #[test]
    fn broken_escapes_are_refused() {
        for raw in ["a=%", "a=%1", "a=%zz", "a=%ff", "%ff=1", "a=%c3%28"] {
            assert!(pairs(raw).is_err(), "{raw}");
        }
    }
}
