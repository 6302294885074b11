//! Cells → values: text, numbers, days.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::base::date::Day;

/// Excel's serial of 1900-01-01 for days after its imaginary 29 February 1900.
const SERIAL_OF_EPOCH: u32 = 2;
/// Numbers from here on are taken for Excel's serials (18 May 1927); smaller ones for years or slips.
const FIRST_SERIAL: u32 = 10_000;

/// The cell without white space around it, every run of white space inside it one space.
///
/// White space is what Unicode calls so (tab, line break, no-break and ideographic space), and the
/// invisible U+200B, U+200C, U+200D, U+2060 and U+FEFF around and between the words.
pub(super) fn clean(cell: &str) -> Cow<'_, str> {
    let trimmed = cell.trim_matches(is_space);
    let mut after_space = false;
    let tidy = trimmed.chars().all(|c| {
        let fine = if c == ' ' { !after_space } else { !is_space(c) };
        after_space = c == ' ';
        fine
    });
    if tidy {
        return Cow::Borrowed(trimmed);
    }
    let mut text = String::with_capacity(trimmed.len());
    for word in trimmed.split(is_space).filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    Cow::Owned(text)
}

/// As [`clean`], but line by line: line breaks stay.
pub(super) fn clean_lines(cell: &str) -> Cow<'_, str> {
    if !cell.contains('\n') {
        return clean(cell);
    }
    let lines: Vec<_> = cell.lines().map(clean).collect();
    Cow::Owned(lines.join("\n").trim_matches('\n').to_owned())
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// The text in the form in which names and words are compared: full-width forms narrow, lower case,
/// without white space, `_`, `-` and `.`-less decoration such as a trailing `*` or a note in brackets.
pub(super) fn fold(text: &str) -> String {
    let narrow = text.chars().map(narrow).filter(|&c| !is_space(c) && !matches!(c, '_' | '-' | '*' | ':'));
    narrow.flat_map(char::to_lowercase).collect()
}

/// The ordinary form of a full-width character.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The text with full-width characters made ordinary.
pub(super) fn narrowed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(narrow).collect()) }
}

/// A finite decimal number with a point or a comma before its decimals; `None` for anything else.
pub(super) fn number(cell: &str) -> Option<f64> {
    let text = narrowed(cell.trim());
    let plain = |text: &str| {
        // `f64::from_str` also takes "inf" and "nan".
        let digits = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
        text.parse::<f64>().ok().filter(|number| digits && number.is_finite())
    };
    plain(&text).or_else(|| (!text.contains('.')).then(|| plain(&text.replacen(',', ".", 1)))?)
}

/// The day of a cell.
///
/// Taken are `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, each with or without a
/// time after it; Excel's serials from 10000 on; and day and month before the year where only one
/// order of them makes a date (`31/03/2026`, `03/31/2026`, `03/03/2026`).
///
/// # Errors
/// The reason, with what is allowed.
pub(super) fn day(cell: &str) -> Result<Day, String> {
    if let Ok(day) = cell.parse() {
        return Ok(day);
    }
    let text = narrowed(cell);
    let wrong = || "is not a date; write YYYY-MM-DD, such as 2026-06-30".to_owned();
    let (date, _) = split_time(&text);
    let numbers = parts(date).ok_or_else(wrong)?;
    match *numbers.as_slice() {
        [(4, year), (1..=2, month), (1..=2, day)] => civil(year, month, day).ok_or_else(wrong)?,
        [(1..=2, a), (1..=2, b), (4, year)] => match (civil(year, b, a), civil(year, a, b)) {
            (Some(one), Some(other)) if one != other => Err(format!(
                "may be {} or {}; write YYYY-MM-DD",
                one.map_or_else(|e| e, |d| d.to_string()),
                other.map_or_else(|e| e, |d| d.to_string())
            )),
            (Some(day), _) | (None, Some(day)) => day,
            (None, None) => Err(wrong()),
        },
        [(8, ymd)] => civil(ymd / 10_000, ymd / 100 % 100, ymd % 100).ok_or_else(wrong)?,
        [(5..=6, serial)] if serial >= FIRST_SERIAL => Day::from_number(serial - SERIAL_OF_EPOCH).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

/// A civil date, if there is one; then the day, if we keep it.
fn civil(year: u32, month: u32, day: u32) -> Option<Result<Day, String>> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Day::from_date(date).map_err(|error| error.to_string()))
}

/// Splits a time of day off: what follows a space or `T`, or the fraction of a serial.
fn split_time(text: &str) -> (&str, &str) {
    let time = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b":.Z+-".contains(&b));
    if let Some((date, rest)) = text.split_once([' ', 'T'])
        && time(rest)
    {
        return (date, rest);
    }
    match text.split_once('.') {
        Some((serial, rest)) if serial.len() == 5 && rest.bytes().all(|b| b.is_ascii_digit()) => (serial, rest),
        _ => (text, ""),
    }
}

/// One to three numbers between separators, each with its count of digits.
fn parts(text: &str) -> Option<Vec<(usize, u32)>> {
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    text.splitn(4, ['-', '/', '.', '年', '月'])
        .map(|part| {
            let part = part.trim();
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok().map(|number| (part.len(), number)))?
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_made_ordinary() {
        for (cell, cleaned) in [
            (" SS.189  S.N.C \t", "SS.189 S.N.C"),
            ("\u{FEFF}中石化\u{3000}一站\u{A0}", "中石化 一站"),
            ("a\tb", "a b"),
            ("a b", "a b"),
            ("\u{200B}", ""),
        ] {
            assert_eq!(clean(cell), cleaned);
        }
        assert_eq!(clean_lines(" a \r\n b\tc\n"), "a\nb c");
    }

    #[test]
    fn numbers_take_either_decimal_sign() {
        assert_eq!(number("37,333935"), Some(37.333_935));
        assert_eq!(number(" １２１．５ "), Some(121.5));
        assert_eq!(number("-1.5e1"), Some(-15.0));
        for bad in ["", "nan", "inf", "1e999", "1.234,5", "1,2,3", "0x10", "12 34", "infinity", "-", "N45"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_come_in_many_forms() {
        for text in [
            "2026-03-01",
            "2026/3/1",
            "2026.3.1",
            "2026年3月1日",
            "2026年03月01号",
            "20260301",
            "46082",
            "46082.5",
            "2026-03-01 08:30:00",
            "2026-03-01T00:00:00Z",
            "２０２６－３－１",
            "2026-3-1",
        ] {
            assert_eq!(day(text).map(|day| day.to_string()), Ok("2026-03-01".to_owned()), "{text}");
        }
        for (text, expected) in [("31/03/2026", "2026-03-31"), ("03/31/2026", "2026-03-31"), ("5.5.2026", "2026-05-05")]
        {
            assert_eq!(day(text).map(|day| day.to_string()), Ok(expected.to_owned()), "{text}");
        }
        let ambiguous = day("03/04/2026").expect_err("two readings");
        assert_eq!(ambiguous, "may be 2026-04-03 or 2026-03-04; write YYYY-MM-DD");
        for bad in ["", "2026", "2026-02-30", "2026-13-01", "30/30/2026", "3/4/26", "tomorrow", "1899-01-01", "999999"]
        {
            assert!(day(bad).is_err(), "{bad}");
        }
    }
}
