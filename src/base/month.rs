//! Calendar months.

use std::fmt;

use jiff::civil::Date;

use crate::base::date::{Day, Period};

/// A calendar month from January 1900 to December 2199, held as months since January 1900.
///
/// ```
/// use forecourt::base::month::Month;
/// let month = Month::of("2026-02-10".parse()?);
/// assert_eq!((month.to_string(), month.days()), ("2026-02".to_owned(), 28));
/// assert_eq!(month.first().to_string(), "2026-02-01");
/// # Ok::<(), forecourt::base::date::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u32);

impl Month {
    /// The latest month we keep, December 2199.
    pub const MAX: Self = Self(300 * 12 - 1);

    /// The month of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let date = day.date();
        let years = u32::from(date.year().unsigned_abs()) - 1900;
        Self(years * 12 + u32::from(date.month().unsigned_abs()) - 1)
    }

    /// The month `number` months after January 1900, if we keep it.
    #[must_use]
    pub const fn from_number(number: u32) -> Option<Self> {
        if number <= Self::MAX.0 { Some(Self(number)) } else { None }
    }

    /// Months since January 1900.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Day {
        Day::from_date(self.date()).unwrap_or(Day::MIN)
    }

    /// How many days it has, 28 to 31.
    #[must_use]
    pub fn days(self) -> u8 {
        self.date().days_in_month().unsigned_abs()
    }

    /// The date of its first day. The years and months of a month that we keep make a date.
    fn date(self) -> Date {
        let year = i16::try_from(1900 + self.0 / 12).unwrap_or(i16::MAX);
        let month = i8::try_from(self.0 % 12 + 1).unwrap_or(1);
        Date::new(year, month, 1).unwrap_or(Date::MAX)
    }

    /// The day of that number, from 1; `None` beyond the last.
    #[must_use]
    pub fn day(self, number: u8) -> Option<Day> {
        (1..=self.days()).contains(&number).then(|| self.first().plus(i32::from(number) - 1))
    }

    /// The month after it; `None` after [`Month::MAX`].
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        Self::from_number(self.0 + 1)
    }

    /// Its days as a period, without an end where the calendar ends.
    #[must_use]
    pub fn period(self) -> Period {
        let first = self.first();
        Period::new(first, self.next().map(Self::first)).unwrap_or(Period::from_day(first))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}", date.year(), date.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_lies_in_its_month() {
        for number in 0..=Day::MAX.number() {
            let day = Day::from_number(number).expect("kept");
            let month = Month::of(day);
            let of_month = u8::try_from(day.number() - month.first().number() + 1).expect("a day of a month");
            assert_eq!(month.day(of_month), Some(day));
            assert!(month.period().contains(day));
        }
        assert_eq!((Month::MAX.next(), Month::MAX.first().to_string()), (None, "2199-12-01".to_owned()));
        assert_eq!(Month::MAX.period().to(), None);
    }
}
