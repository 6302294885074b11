//! Money, rates and quantities as whole numbers of a small unit: decimal texts at the edges, no floats inside.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use super::date::shorten;

/// Why a text is no amount, rate or quantity of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a plain decimal number.
    #[error("{0:?} is not a number; write digits with a decimal point, such as 1234.50")]
    NotANumber(String),
    /// More decimals than are kept; nothing is rounded silently.
    #[error("{text:?} has more than {most} decimals")]
    TooFine {
        /// The text.
        text: String,
        /// Decimals that are kept.
        most: usize,
    },
    /// Beyond what is kept.
    #[error("{text:?} lies outside {low} to {high}")]
    OutOfRange {
        /// The text.
        text: String,
        /// The least that is kept.
        low: String,
        /// The most that is kept.
        high: String,
    },
}

/// An amount of money in minor units, hundredths of the major one (分 of a 元): at most ±10¹⁵ of them.
///
/// ```
/// use forecourt::base::money::Money;
/// let amount: Money = "1234.5".parse()?;
/// assert_eq!((amount.minor(), amount.to_string()), (123_450, "1234.50".to_owned()));
/// assert!("0.001".parse::<Money>().is_err());
/// # Ok::<(), forecourt::base::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// A share in parts per million, from 0 to 1: 2.5 % is 25,000.
///
/// ```
/// use forecourt::base::money::Rate;
/// assert_eq!("2.5%".parse::<Rate>()?, "0.025".parse::<Rate>()?);
/// assert_eq!("2.5%".parse::<Rate>()?.ppm(), 25_000);
/// assert!("2.5".parse::<Rate>().is_err(), "250 % is a slip of the pen");
/// # Ok::<(), forecourt::base::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i32);

/// What one unit (a litre, a kilowatt-hour, an order) costs, in millionths of the major unit of money: from 0 to
/// 1,000,000 of it.
///
/// ```
/// use forecourt::base::money::UnitPrice;
/// assert_eq!("0.035".parse::<UnitPrice>()?.millionths(), 35_000);
/// assert!("-1".parse::<UnitPrice>().is_err());
/// # Ok::<(), forecourt::base::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitPrice(i64);

/// A volume sold, in thousandths of a litre or a kilowatt-hour: from 0 to 10¹² of them.
///
/// ```
/// use forecourt::base::money::Volume;
/// assert_eq!("5120.5".parse::<Volume>()?.thousandths(), 5_120_500);
/// # Ok::<(), forecourt::base::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volume(i64);

/// Decimals of the major unit that an amount keeps.
const CENTS: usize = 2;
/// Decimals of a rate and of a unit price.
const MILLIONTHS: usize = 6;
/// Decimals of a volume.
const THOUSANDTHS: usize = 3;

/// One, in millionths.
const MILLION: i64 = 1_000_000;

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount that is kept, either way.
    pub const MOST: i64 = 1_000_000_000_000_000;

    /// The amount of so many minor units, if it is kept.
    #[must_use]
    pub const fn from_minor(minor: i64) -> Option<Self> {
        if minor >= -Self::MOST && minor <= Self::MOST { Some(Self(minor)) } else { None }
    }

    /// A sum of amounts in minor units, which may be more than any single amount that is kept.
    #[must_use]
    pub const fn sum_of(minor: i64) -> Self {
        Self(minor)
    }

    /// Minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The quotient of two amounts; `None` when the whole is not positive.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "amounts below 2^53 minor units are exact, and a quotient is rounded anyway"
    )]
    pub fn share_of(self, whole: Self) -> Option<f64> {
        (whole.0 > 0).then(|| self.0 as f64 / whole.0 as f64)
    }

    /// The part of the amount that a rate takes, rounded to the minor unit, halves away from zero.
    #[must_use]
    pub fn part(self, rate: Rate) -> Self {
        Self(rounded::<MILLION>(i128::from(self.0) * i128::from(rate.0)))
    }
}

impl Rate {
    /// All of it.
    pub const ONE: Self = Self(1_000_000);

    /// The rate of so many parts per million, if it is from 0 to 1.
    #[must_use]
    pub const fn from_ppm(ppm: i32) -> Option<Self> {
        if ppm >= 0 && ppm <= Self::ONE.0 { Some(Self(ppm)) } else { None }
    }

    /// Parts per million.
    #[must_use]
    pub const fn ppm(self) -> i32 {
        self.0
    }
}

impl UnitPrice {
    /// The largest price that is kept, in millionths.
    pub const MOST: i64 = 1_000_000_000_000;

    /// The price of so many millionths of the major unit, if it is kept.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Option<Self> {
        if millionths >= 0 && millionths <= Self::MOST { Some(Self(millionths)) } else { None }
    }

    /// Millionths of the major unit.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// What a volume costs, rounded to the minor unit, halves up.
    #[must_use]
    pub fn of_volume(self, volume: Volume) -> Money {
        // Millionths of the major unit times thousandths of a volume, over 10⁹, times 100 minor units.
        Money(rounded::<{ MILLION * 10 }>(i128::from(self.0) * i128::from(volume.0)))
    }

    /// What so many pieces cost, rounded to the minor unit, halves up.
    #[must_use]
    pub fn of_count(self, count: u32) -> Money {
        Money(rounded::<{ MILLION / 100 }>(i128::from(self.0) * i128::from(count)))
    }
}

impl Volume {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest volume that is kept, in thousandths.
    pub const MOST: i64 = 1_000_000_000_000;

    /// The volume of so many thousandths, if it is kept.
    #[must_use]
    pub const fn from_thousandths(thousandths: i64) -> Option<Self> {
        if thousandths >= 0 && thousandths <= Self::MOST { Some(Self(thousandths)) } else { None }
    }

    /// A sum of volumes in thousandths, which may be more than any single one that is kept.
    #[must_use]
    pub const fn sum_of(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Thousandths of a litre or a kilowatt-hour.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.0
    }
}

/// A quotient rounded to a whole number, halves away from zero. Amounts and prices are bounded, so that it fits.
fn rounded<const DENOMINATOR: i64>(numerator: i128) -> i64 {
    let half = if numerator < 0 { -DENOMINATOR / 2 } else { DENOMINATOR / 2 };
    let numerator = numerator + i128::from(half);
    // Whatever is really sold and charged fits 64 bits, in which dividing by a constant is a multiplication.
    if let Ok(small) = i64::try_from(numerator) {
        return small / DENOMINATOR;
    }
    let quotient = i64::try_from(numerator / i128::from(DENOMINATOR));
    quotient.unwrap_or(if numerator < 0 { i64::MIN } else { i64::MAX })
}

impl Add for Money {
    type Output = Self;

    /// Sums of a network's amounts stay far inside of the range; a sum that did not would stop at its end.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl std::str::FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let minor = decimal(text, CENTS)?;
        minor.and_then(Self::from_minor).ok_or_else(|| outside(text, -Self::MOST, Self::MOST, CENTS))
    }
}

impl std::str::FromStr for Rate {
    type Err = MoneyError;

    /// Reads a share (`0.025`) or a percentage (`2.5%`).
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let ppm = match text.strip_suffix(['%', '％']) {
            Some(percent) => decimal(percent.trim_end(), MILLIONTHS - 2)?,
            None => decimal(text, MILLIONTHS)?,
        };
        let ppm = ppm.and_then(|ppm| i32::try_from(ppm).ok()).and_then(Self::from_ppm);
        ppm.ok_or_else(|| outside(text, 0, Self::ONE.0.into(), MILLIONTHS))
    }
}

impl std::str::FromStr for UnitPrice {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let millionths = decimal(text, MILLIONTHS)?;
        millionths.and_then(Self::from_millionths).ok_or_else(|| outside(text, 0, Self::MOST, MILLIONTHS))
    }
}

impl std::str::FromStr for Volume {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let thousandths = decimal(text, THOUSANDTHS)?;
        thousandths.and_then(Self::from_thousandths).ok_or_else(|| outside(text, 0, Self::MOST, THOUSANDTHS))
    }
}

/// A decimal text as a whole number of 10⁻ᵈ; `None` when it does not fit. Zeros beyond the last decimal that is
/// kept say nothing and are let pass.
fn decimal(text: &str, decimals: usize) -> Result<Option<i64>, MoneyError> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !is_plain(whole) || !is_plain(fraction) {
        return Err(MoneyError::NotANumber(shorten(text)));
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals {
        return Err(MoneyError::TooFine { text: shorten(text), most: decimals });
    }
    let zeros = std::iter::repeat_n(b'0', decimals - fraction.len());
    let number = whole
        .bytes()
        .chain(fraction.bytes())
        .chain(zeros)
        .try_fold(0_i64, |number, digit| number.checked_mul(10)?.checked_add(i64::from(digit - b'0')));
    Ok(number.map(|number| if negative { -number } else { number }))
}

fn outside(text: &str, low: i64, high: i64, decimals: usize) -> MoneyError {
    let number = |number| Decimal { number, decimals }.to_string();
    MoneyError::OutOfRange { text: shorten(text), low: number(low), high: number(high) }
}

/// A whole number of 10⁻ᵈ; shown as a decimal text, every decimal written.
///
/// ```
/// use forecourt::base::money::Decimal;
/// assert_eq!(Decimal { number: -5, decimals: 2 }.to_string(), "-0.05");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// How many units of the last decimal.
    pub number: i64,
    /// How many decimals.
    pub decimals: usize,
}

impl Decimal {
    /// The same number without zeros beyond so many decimals.
    #[must_use]
    pub const fn trimmed(mut self, least: usize) -> Self {
        while self.decimals > least && self.number % 10 == 0 {
            self.number /= 10;
            self.decimals -= 1;
        }
        self
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, decimals } = *self;
        let digits = format!("{:0width$}", number.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let point = if decimals == 0 { "" } else { "." };
        write!(f, "{}{whole}{point}{fraction}", if number < 0 { "-" } else { "" })
    }
}

impl From<Money> for Decimal {
    fn from(amount: Money) -> Self {
        Self { number: amount.0, decimals: CENTS }
    }
}

impl From<UnitPrice> for Decimal {
    fn from(price: UnitPrice) -> Self {
        Self { number: price.0, decimals: MILLIONTHS }
    }
}

impl From<Volume> for Decimal {
    fn from(volume: Volume) -> Self {
        Self { number: volume.0, decimals: THOUSANDTHS }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::from(*self).fmt(f)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal { number: self.0.into(), decimals: MILLIONTHS }.fmt(f)
    }
}

impl fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::from(*self).fmt(f)
    }
}

impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::from(*self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Money {
        text.parse().expect("amount")
    }

    #[test]
    fn amounts_are_read_to_the_cent_and_never_rounded() {
        for (text, minor) in [("0", 0), ("12", 1200), ("12.3", 1230), ("-0.05", -5), ("+7.10", 710), (".5", 50)] {
            assert_eq!(text.parse::<Money>().map(Money::minor), Ok(minor), "{text}");
        }
        assert_eq!("1.2300".parse::<Money>().map(Money::minor), Ok(123), "zeros say nothing");
        for text in ["", "-", ".", "1,5", "1e3", "１", "0x1", "1.2.3", " 1", "NaN", "--1"] {
            assert!(matches!(text.parse::<Money>(), Err(MoneyError::NotANumber(_))), "{text:?}");
        }
        assert_eq!("0.005".parse::<Money>(), Err(MoneyError::TooFine { text: "0.005".into(), most: 2 }));
        let most = "10000000000000.00";
        assert_eq!(money(most).to_string(), most);
        for text in ["10000000000000.01", "-10000000000000.01", "99999999999999999999999999"] {
            let error = text.parse::<Money>().expect_err("too much").to_string();
            assert!(error.contains("-10000000000000.00 to 10000000000000.00"), "{error}");
        }
    }

    #[test]
    fn rates_are_shares_or_percentages() {
        for (text, ppm) in
            [("0", 0), ("2.5%", 25_000), ("2.5 %", 25_000), ("0.025", 25_000), ("100%", 1_000_000), ("1", 1_000_000)]
        {
            assert_eq!(text.parse::<Rate>().map(Rate::ppm), Ok(ppm), "{text}");
        }
        for text in ["-1%", "101%", "1.000001", "0.0000001", "2.00001%", "%", "a"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }

    #[test]
    fn decimals_lose_zeros_and_nothing_else() {
        let shown = |number, decimals, least| Decimal { number, decimals }.trimmed(least).to_string();
        assert_eq!((shown(35_000, 6, 2), shown(20_000, 4, 0)), ("0.035".to_owned(), "2".to_owned()));
        assert_eq!((shown(0, 6, 2), shown(-12_500, 4, 0)), ("0.00".to_owned(), "-1.25".to_owned()));
    }

    #[test]
    fn parts_and_prices_round_halves_away_from_zero() {
        let rate: Rate = "0.5".parse().expect("rate");
        assert_eq!((money("0.01").part(rate), money("-0.01").part(rate)), (money("0.01"), money("-0.01")));
        let price: UnitPrice = "0.035".parse().expect("price");
        assert_eq!(price.of_volume("1000.5".parse().expect("volume")), money("35.02"));
        assert_eq!(price.of_count(3), money("0.11"));
    }

    proptest! {
        #[test]
        fn texts_round_trip(minor in -Money::MOST..=Money::MOST, ppm in 0..=1_000_000_i32, volume in 0..=Volume::MOST) {
            let amount = Money::from_minor(minor).expect("kept");
            prop_assert_eq!(amount.to_string().parse(), Ok(amount));
            let rate = Rate::from_ppm(ppm).expect("kept");
            prop_assert_eq!(rate.to_string().parse(), Ok(rate));
            let volume = Volume::from_thousandths(volume).expect("kept");
            prop_assert_eq!(volume.to_string().parse(), Ok(volume));
        }

        #[test]
        fn a_part_is_within_half_a_cent(minor in -Money::MOST..=Money::MOST, ppm in 0..=1_000_000_i32) {
            let part = Money::from_minor(minor).expect("kept").part(Rate::from_ppm(ppm).expect("kept"));
            let exact = i128::from(minor) * i128::from(ppm);
            let million = i128::from(MILLION);
            prop_assert!((i128::from(part.minor()) * million - exact).abs() * 2 <= million);
        }

        #[test]
        fn noise_never_panics(text in "\\PC{0,20}|[-+0-9.%]{0,30}") {
            let _ = text.parse::<Money>();
            let _ = text.parse::<Rate>();
            let _ = text.parse::<UnitPrice>();
            let _ = text.parse::<Volume>();
        }
    }
}
