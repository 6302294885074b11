//! Time: civil days (valid time), half-open periods of them, and UTC instants (record time).

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Why a text is no date, period or instant of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not a civil date at all, or one that does not exist (30 February).
    #[error("{0:?} is not a date; write YYYY-MM-DD, such as 2026-06-30")]
    NotADate(String),
    /// A real date, but outside of what we keep.
    #[error("{0} lies outside 1900-01-01 to 2199-12-31")]
    OutOfRange(String),
    /// Not an instant in RFC 3339.
    #[error("{0:?} is not an instant; write RFC 3339, such as 2026-07-01T00:00:00Z")]
    NotAnInstant(String),
    /// A period that ends before it begins or at once.
    #[error("a period must end after it begins, but {from} to {to} does not")]
    EmptyPeriod {
        /// First day.
        from: Day,
        /// First day after the period.
        to: Day,
    },
}

/// A civil day in the network's zone, from 1900-01-01 to 2199-12-31, held as days since 1900-01-01.
///
/// ```
/// use forecourt::base::date::Day;
/// let day: Day = "2026-06-30".parse()?;
/// assert_eq!(day.to_string(), "2026-06-30");
/// assert!("2026-02-30".parse::<Day>().is_err());
/// # Ok::<(), forecourt::base::date::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

const EPOCH: Date = Date::constant(1900, 1, 1);

impl Day {
    /// The earliest day we keep, 1900-01-01.
    pub const MIN: Self = Self(0);
    /// The latest day we keep, 2199-12-31.
    pub const MAX: Self = Self(109_572);

    /// The day after [`Day::MAX`], 2200-01-01: half-open runs of days may end with it, and nothing else is of it.
    pub const END: Self = Self(Self::MAX.0 + 1);

    /// The day `number` days after 1900-01-01, if we keep it.
    #[must_use]
    pub const fn from_number(number: u32) -> Option<Self> {
        if number <= Self::MAX.0 { Some(Self(number)) } else { None }
    }

    /// Days since 1900-01-01; fits 17 bits.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The day of a civil date.
    ///
    /// # Errors
    /// [`DateError::OutOfRange`] outside 1900 to 2199.
    pub fn from_date(date: Date) -> Result<Self, DateError> {
        let days = date.since(EPOCH).map(|span| span.get_days());
        match days {
            Ok(days) if (0..=109_572).contains(&days) => Ok(Self(days.unsigned_abs())),
            _ => Err(DateError::OutOfRange(date.to_string())),
        }
    }

    /// The civil date of this day.
    #[must_use]
    pub fn date(self) -> Date {
        EPOCH.saturating_add(i64::from(self.0).days())
    }

    /// Today in the network's zone.
    #[must_use]
    pub fn today(zone: &TimeZone) -> Self {
        Self::from_date(zone.to_datetime(Timestamp::now()).date()).unwrap_or(Self::MAX)
    }

    /// This day moved by `days`, kept within the range.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add_signed(days).min(Self::MAX.0))
    }

    /// The end of a half-open run whose last day this is: the day after it, [`Day::END`] at the latest.
    #[must_use]
    pub const fn end(self) -> Self {
        if self.0 < Self::MAX.0 { Self(self.0 + 1) } else { Self::END }
    }

    /// The end of a half-open run of days: a date as any other, or [`Day::END`].
    ///
    /// # Errors
    /// [`DateError`] as for any day.
    pub fn parse_end(text: &str) -> Result<Self, DateError> {
        if text == Self::END.to_string() { Ok(Self::END) } else { text.parse() }
    }

    /// The day after this one; `None` after [`Day::MAX`], so that a half-open run of days that ends there
    /// has no end.
    #[must_use]
    pub const fn next_day(self) -> Option<Self> {
        Self::from_number(self.0 + 1)
    }
}

impl std::str::FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
        let date: Date = Some(text)
            .filter(|_| shaped)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| DateError::NotADate(shorten(text)))?;
        Self::from_date(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A half-open run of days `[from, to)`; open-ended when `to` is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Day,
    to: Option<Day>,
}

impl Period {
    /// The period `[from, to)`.
    ///
    /// # Errors
    /// [`DateError::EmptyPeriod`] when `to` is not after `from`.
    pub fn new(from: Day, to: Option<Day>) -> Result<Self, DateError> {
        match to {
            Some(to) if to <= from => Err(DateError::EmptyPeriod { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// Everything from a day on.
    #[must_use]
    pub const fn from_day(from: Day) -> Self {
        Self { from, to: None }
    }

    /// The days that both periods have; `None` without one.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let to = match (self.to, other.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Self::new(self.from.max(other.from), to).ok()
    }

    /// First day.
    #[must_use]
    pub const fn from(&self) -> Day {
        self.from
    }

    /// First day after the period; `None` while it runs on.
    #[must_use]
    pub const fn to(&self) -> Option<Day> {
        self.to
    }

    /// Whether the day lies in the period.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// Whether the two periods share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from < to) && other.to.is_none_or(|to| self.from < to)
    }
}

/// A UTC instant at microsecond precision: record time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

impl Instant {
    /// The present instant.
    #[must_use]
    pub fn now() -> Self {
        Self::from_micros(Timestamp::now().as_microsecond()).unwrap_or(Self(Timestamp::UNIX_EPOCH))
    }

    /// The instant `micros` microseconds after 1970-01-01T00:00:00Z, if representable.
    #[must_use]
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_microsecond(micros).ok().map(Self)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }
}

impl std::str::FromStr for Instant {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        text.parse().map(Self).map_err(|_| DateError::NotAnInstant(shorten(text)))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// At most the first 40 characters, so that hostile input never fills a log or an answer.
pub(super) fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_cover_1900_to_2199() {
        assert_eq!(Day::MIN.to_string(), "1900-01-01");
        assert_eq!(Day::MAX.to_string(), "2199-12-31");
        assert!("1899-12-31".parse::<Day>().is_err());
        assert!("2200-01-01".parse::<Day>().is_err());
        for text in ["2026-13-01", "2026-6-1", "", "20260630", "2026-06-30T00:00", "９９９９-01-01"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_round_trip_and_move() {
        for number in (0..=Day::MAX.number()).step_by(97) {
            let day = Day::from_number(number).expect("in range");
            assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        }
        let day: Day = "2024-02-28".parse().expect("date");
        assert_eq!(day.plus(2).to_string(), "2024-03-01");
        assert_eq!(Day::MIN.plus(-5), Day::MIN);
        assert_eq!((day.next_day(), Day::MAX.next_day()), (Some(day.plus(1)), None));
        assert_eq!((day.end(), Day::MAX.end(), Day::END.end()), (day.plus(1), Day::END, Day::END));
        assert_eq!((Day::END.to_string().as_str(), Day::END.plus(-1)), ("2200-01-01", Day::MAX));
        assert_eq!(Day::parse_end("2200-01-01"), Ok(Day::END));
        assert_eq!(Day::parse_end("2024-02-28"), Ok(day));
        assert!(Day::parse_end("2200-01-02").is_err());
    }

    #[test]
    fn periods_are_half_open() {
        let day = |text: &str| text.parse::<Day>().expect("date");
        let march = Period::new(day("2026-03-01"), Some(day("2026-04-01"))).expect("period");
        assert!(march.contains(day("2026-03-31")));
        assert!(!march.contains(day("2026-04-01")));
        assert!(Period::new(day("2026-03-01"), Some(day("2026-03-01"))).is_err());
        let later = Period::new(day("2026-04-01"), None).expect("period");
        assert!(!march.overlaps(&later));
        assert!(later.overlaps(&Period::new(day("2026-03-15"), None).expect("period")));
    }

    #[test]
    fn instants_need_an_offset() {
        assert!("2026-07-01T00:00:00Z".parse::<Instant>().is_ok());
        assert!("2026-07-01T00:00:00+08:00".parse::<Instant>().is_ok());
        assert!("2026-07-01".parse::<Instant>().is_err());
    }
}
