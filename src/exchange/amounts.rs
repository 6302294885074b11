//! Cells → amounts, volumes, counts and rates, as people and programs write them: decimal text all the way, no
//! floats, and nothing is rounded.
//!
//! Taken are a decimal point or a decimal comma, and thousands in groups (`1,234,567.89`, `1.234,56`, `1 234.50`,
//! `1,234,567`). A lone comma before three digits may be either, so that `1,234` is refused, while `1234,567` and
//! `0,125` can only be decimals. A lone point is always the decimal point: that is how programs write.

use std::borrow::Cow;

use super::values::narrowed;
use crate::base::money::{Money, MoneyError, Rate, UnitPrice, Volume};

/// No number that is kept takes more bytes, its signs of grouping and currency included.
const MOST_BYTES: usize = 80;

/// How rates are written.
const RATE_FORMS: &str = "write 2.5% or 0.025";

/// An amount of money of at least nothing, with or without `¥` before or `元` after it.
///
/// # Errors
/// The reason, with what is allowed.
pub(super) fn amount(cell: &str) -> Result<Money, String> {
    let money: Money = plain(&bare(cell), None)?.parse().map_err(|error| reason(&error))?;
    if money < Money::ZERO { Err("must not be negative".to_owned()) } else { Ok(money) }
}

/// What one unit costs, as [`amount`].
///
/// # Errors
/// The reason, with what is allowed.
pub(super) fn price(cell: &str) -> Result<UnitPrice, String> {
    plain(&bare(cell), None)?.parse().map_err(|error| reason(&error))
}

/// A volume in litres or kilowatt-hours.
///
/// # Errors
/// The reason, with what is allowed.
pub(super) fn volume(cell: &str) -> Result<Volume, String> {
    plain(cell, None)?.parse().map_err(|error| reason(&error))
}

/// How many there were. What is counted has no decimals, so that here `1,234` can only be grouped; of `1,000`
/// nobody knows.
///
/// # Errors
/// The reason, with what is allowed.
pub(super) fn count(cell: &str) -> Result<u32, String> {
    let text = plain(cell, Some(Whole))?;
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = if whole == "-0" { "0" } else { whole };
    let number = whole.parse().ok().filter(|_| fraction.bytes().all(|digit| digit == b'0'));
    number.ok_or_else(|| format!("is not a whole number from 0 to {}", u32::MAX))
}

/// A share such as `2.5%` or `0.025`.
///
/// # Errors
/// The reason, with what is allowed; for `2.5` how it may have been meant.
pub(super) fn rate(cell: &str) -> Result<Rate, String> {
    let text = narrowed(cell);
    let percent = text.strip_suffix('%').map(str::trim_end);
    let number = plain(percent.unwrap_or(&text), None)?;
    let read = if percent.is_some() { format!("{number}%").parse::<Rate>() } else { number.parse() };
    read.map_err(|error| match error {
        MoneyError::OutOfRange { .. } => match format!("{number}%").parse::<Rate>() {
            Ok(meant) if percent.is_none() => {
                let share = meant.to_string();
                format!("is more than all of it; write {number}% or {}", share.trim_end_matches('0'))
            }
            _ => format!("lies outside 0% to 100%; {RATE_FORMS}"),
        },
        MoneyError::NotANumber(_) => format!("is not a rate; {RATE_FORMS}"),
        MoneyError::TooFine { .. } => "is finer than 0.0001%, and nothing is rounded".to_owned(),
    })
}

/// Whether a cell says a percentage.
pub(super) fn is_percentage(cell: &str) -> bool {
    cell.ends_with(['%', '％'])
}

/// That a number has no decimals.
#[derive(Clone, Copy)]
struct Whole;

/// The reason for which base's types refuse a text.
fn reason(error: &MoneyError) -> String {
    match error {
        MoneyError::NotANumber(_) => not_a_number(),
        MoneyError::TooFine { most, .. } => format!("has more than {most} decimals, and nothing is rounded"),
        MoneyError::OutOfRange { low, high, .. } => format!("lies outside {low} to {high}"),
    }
}

fn not_a_number() -> String {
    "is not a number; write digits with a decimal point, such as 1234.50".to_owned()
}

/// The cell without its sign of currency.
fn bare(cell: &str) -> Cow<'_, str> {
    if cell.is_ascii() || cell.len() > MOST_BYTES {
        return Cow::Borrowed(cell);
    }
    let text = narrowed(cell);
    let number = text.strip_suffix('元').unwrap_or(&text).trim_end();
    let yuan = ['¥', '￥'];
    match number.strip_prefix('-').and_then(|number| number.strip_prefix(yuan)) {
        Some(number) => Cow::Owned(format!("-{}", number.trim_start())),
        None => Cow::Owned(number.strip_prefix(yuan).unwrap_or(number).trim_start().to_owned()),
    }
}

/// The cell as a number with a decimal point and without grouping; what is none of ours is left to base's types.
fn plain(cell: &str, whole: Option<Whole>) -> Result<Cow<'_, str>, String> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    if cell.bytes().all(is_plain) && cell.bytes().filter(|&byte| byte == b'.').count() < 2 {
        return Ok(Cow::Borrowed(cell));
    }
    if cell.len() > MOST_BYTES {
        return Err(not_a_number());
    }
    let text = narrowed(cell);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (grouped, fraction) = split_decimals(digits, whole)?;
    let joined = join_groups(grouped).filter(|_| fraction.bytes().all(|byte| byte.is_ascii_digit()));
    let joined = joined.ok_or_else(not_a_number)?;
    let point = if fraction.is_empty() { "" } else { "." };
    Ok(Cow::Owned(format!("{sign}{joined}{point}{fraction}")))
}

/// The digits before and after the decimal sign.
fn split_decimals(digits: &str, whole: Option<Whole>) -> Result<(&str, &str), String> {
    let times = |sign: char| digits.matches(sign).count();
    let at_last = |sign: char| digits.rsplit_once(sign).unwrap_or((digits, ""));
    match (times('.'), times(',')) {
        (0, 0 | 2..) | (2.., 0) => Ok((digits, "")),
        (1, 0) => Ok(at_last('.')),
        (0, 1) => {
            let (before, after) = at_last(',');
            let groups = join_groups(digits).is_some() && !before.starts_with('0');
            match (groups, whole) {
                (true, Some(Whole)) if after != "000" => Ok((digits, "")),
                (true, _) => Err(format!("may be {before}{after} or {before}.{after}; write it without a comma")),
                (false, _) if after.is_empty() => Err(not_a_number()),
                (false, _) => Ok((before, after)),
            }
        }
        // Of both kinds the later one is the decimal sign, and comes once; the other groups.
        (1, _) if digits.rfind('.') > digits.rfind(',') => Ok(at_last('.')),
        (_, 1) if digits.rfind(',') > digits.rfind('.') => Ok(at_last(',')),
        _ => Err(not_a_number()),
    }
}

/// Whole digits without the comma, point or space that sets off every three of them from the right.
fn join_groups(text: &str) -> Option<Cow<'_, str>> {
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(sign) = text.chars().find(|c| matches!(c, ',' | '.' | ' ')) else {
        return (text.is_empty() || all_digits(text)).then_some(Cow::Borrowed(text));
    };
    let sound = text.split(sign).enumerate().all(|(place, group)| {
        let width = if place == 0 { 1..=3 } else { 3..=3 };
        width.contains(&group.len()) && all_digits(group)
    });
    sound.then(|| Cow::Owned(text.replace(sign, "")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (cell, minor) in [
            ("19.99", 1_999),
            ("0", 0),
            ("1234", 123_400),
            ("1234.50", 123_450),
            ("1234,5", 123_450),
            ("1,234,567.89", 123_456_789),
            ("1,234.5", 123_450),
            ("1.234,56", 123_456),
            ("1.234.567,8", 123_456_780),
            ("1 234.50", 123_450),
            ("12 345 678", 1_234_567_800),
            ("1 234,56", 123_456),
            ("1,234,567", 123_456_700),
            ("1.234.567", 123_456_700),
            ("1234,560", 123_456),
            ("0,120", 12),
            (",5", 50),
            ("+7", 700),
            ("１，２３４．５", 123_450),
            ("¥1,234.50", 123_450),
            ("￥ 12", 1_200),
            ("12.5元", 1_250),
            ("12.5 元", 1_250),
            ("19.9000", 1_990),
            ("-0", 0),
        ] {
            assert_eq!(amount(cell).map(Money::minor), Ok(minor), "{cell}");
        }
    }

    #[test]
    fn what_may_be_two_amounts_is_none() {
        let refused = |cell: &str| amount(cell).expect_err(cell);
        assert_eq!(refused("1,234"), "may be 1234 or 1.234; write it without a comma");
        assert_eq!(refused("123,000"), "may be 123000 or 123.000; write it without a comma");
        assert_eq!(refused("¥1,234"), "may be 1234 or 1.234; write it without a comma");
        assert_eq!(refused("1.234"), "has more than 2 decimals, and nothing is rounded");
        assert_eq!(refused("0.005"), "has more than 2 decimals, and nothing is rounded");
        assert_eq!(refused("-1"), "must not be negative");
        assert_eq!(refused("-¥1"), "must not be negative");
        assert_eq!(refused("10000000000000.01"), "lies outside -10000000000000.00 to 10000000000000.00");
        assert!(refused("99999999999999999999999999").starts_with("lies outside"));
    }

    #[test]
    fn what_is_no_number_says_so() {
        for cell in [
            "",
            "-",
            "abc",
            "1e3",
            "1,23,456",
            "12,34.5",
            "1,2345.5",
            "1.23.456",
            "1,234.5,6",
            "1 23",
            "1 234 5",
            "1,",
            "1,234,",
            ",",
            "1..2",
            "--1",
            "1-2",
            "¥",
            "元",
            "1.5 2",
            "1,234 567",
            "0x10",
            "NaN",
            "∞",
            "$5",
            "1'234",
        ] {
            let reason = amount(cell).expect_err(cell);
            assert_eq!(reason, "is not a number; write digits with a decimal point, such as 1234.50", "{cell}");
        }
        assert!(amount(&"9,".repeat(1_000_000)).is_err());
        assert!(amount(&"9".repeat(10_000_000)).is_err());
        assert!(amount(&"１".repeat(1_000_000)).is_err());
    }

    #[test]
    fn counts_have_no_decimals() {
        for (cell, number) in [("0", 0), ("120", 120), ("120.0", 120), ("1,234", 1_234), ("1 234", 1_234), ("１２", 12)]
        {
            assert_eq!(count(cell), Ok(number), "{cell}");
        }
        assert_eq!(count("1,000").expect_err("two readings"), "may be 1000 or 1.000; write it without a comma");
        for cell in ["1.5", "-1", "4294967296", "1,5", "99999999999999999999", "1.234"] {
            assert_eq!(count(cell).expect_err(cell), "is not a whole number from 0 to 4294967295", "{cell}");
        }
        assert!(count("many").is_err());
    }

    #[test]
    fn rates_are_shares() {
        for (cell, ppm) in
            [("2.5%", 25_000), ("0.025", 25_000), ("2,5 %", 25_000), ("２．５％", 25_000), ("0,025", 25_000), ("0", 0)]
        {
            assert_eq!(rate(cell).map(Rate::ppm), Ok(ppm), "{cell}");
        }
        for (cell, reason) in [
            ("2.5", "is more than all of it; write 2.5% or 0.025"),
            ("2,5", "is more than all of it; write 2.5% or 0.025"),
            ("250", "lies outside 0% to 100%; write 2.5% or 0.025"),
            ("101%", "lies outside 0% to 100%; write 2.5% or 0.025"),
            ("-1%", "lies outside 0% to 100%; write 2.5% or 0.025"),
            ("6‰", "is not a number; write digits with a decimal point, such as 1234.50"),
            ("%", "is not a rate; write 2.5% or 0.025"),
            ("0.0000001", "is finer than 0.0001%, and nothing is rounded"),
        ] {
            assert_eq!(rate(cell).expect_err(cell), reason, "{cell}");
        }
    }

    #[test]
    fn prices_and_volumes_are_finer() {
        assert_eq!(price("0.035元").map(UnitPrice::millionths), Ok(35_000));
        assert_eq!(volume("5,120.5").map(Volume::thousandths), Ok(5_120_500));
        assert_eq!(volume("1.234").map(Volume::thousandths), Ok(1_234), "a lone point is the decimal point");
        assert!(volume("1,234").is_err() && volume("¥5").is_err() && volume("-5").is_err());
    }

    proptest! {
        #[test]
        fn every_way_of_writing_reads_back(minor in 0..=Money::MOST) {
            let money = Money::from_minor(minor).expect("kept");
            let plain = money.to_string();
            let (whole, cents) = plain.split_once('.').expect("cents");
            let grouped = |sign: &str| {
                let digits = whole.as_bytes();
                let groups = digits.rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits"));
                groups.collect::<Vec<_>>().join(sign)
            };
            for cell in [
                plain.clone(),
                format!("{whole},{cents}"),
                format!("{}.{cents}", grouped(",")),
                format!("{},{cents}", grouped(".")),
                format!("{}.{cents}", grouped(" ")),
                format!("{},{cents}", grouped(" ")),
            ] {
                prop_assert_eq!(amount(&cell), Ok(money), "{}", cell);
            }
        }

        #[test]
        fn noise_never_panics(cell in "\\PC{0,20}|[-+0-9.,% ¥￥元０-９，]{0,30}") {
            let _ = (amount(&cell), price(&cell), volume(&cell), count(&cell), rate(&cell));
        }
    }
}
