//! Buckets of time: days, ISO weeks, months, quarters and years.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::base::date::Day;

/// Most buckets of one question.
pub const MOST_BUCKETS: usize = 4_000;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// A day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// A calendar year.
    Year,
}

/// Why there are no buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BucketError {
    /// `to` is not after `from`.
    #[error("`to` ({to}) must be after `from` ({from})")]
    Empty {
        /// First day.
        from: Day,
        /// First day after.
        to: Day,
    },
    /// More than [`MOST_BUCKETS`].
    #[error("{first} to {last} has more than {MOST_BUCKETS} buckets")]
    TooMany {
        /// First day.
        first: Day,
        /// Last day.
        last: Day,
    },
}

/// The buckets that a period `[from, to)` touches, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buckets {
    bucket: Bucket,
    /// The first day of the first one that counts.
    first: Day,
    spans: Vec<(Day, Day)>,
}

impl Bucket {
    /// Every bucket, in the order of documentation.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The identifier used in parameters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The bucket of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bucket| bucket.as_str() == text)
    }

    /// The first day of the bucket that holds the day.
    #[must_use]
    pub fn start(self, day: Day) -> Day {
        let civil = day.date();
        let start = match self {
            Self::Day => civil,
            Self::Week => civil.saturating_sub(i64::from(civil.weekday().to_monday_zero_offset()).days()),
            Self::Month => civil.first_of_month(),
            Self::Quarter => date(civil.year(), (civil.month() - 1) / 3 * 3 + 1, 1),
            Self::Year => civil.first_of_year(),
        };
        Day::from_date(start).unwrap_or(Day::MIN)
    }

    /// The day moved by whole buckets, kept within the range.
    #[must_use]
    pub fn plus(self, day: Day, count: i64) -> Day {
        self.moved(day, count).unwrap_or(if count < 0 { Day::MIN } else { Day::MAX })
    }

    /// The day moved by whole buckets; `None` out of the range.
    fn moved(self, day: Day, count: i64) -> Option<Day> {
        let civil = day.date();
        let moved: Date = civil.saturating_add(match self {
            Self::Day => count.days(),
            Self::Week => count.weeks(),
            Self::Month => count.months(),
            Self::Quarter => (count * 3).months(),
            Self::Year => count.years(),
        });
        Day::from_date(moved).ok()
    }
}

impl Buckets {
    /// The buckets that `[from, to)` touches; see [`Buckets::through`].
    ///
    /// # Errors
    /// [`BucketError`] when the period is empty or has too many.
    pub fn new(bucket: Bucket, from: Day, to: Day) -> Result<Self, BucketError> {
        if to <= from {
            return Err(BucketError::Empty { from, to });
        }
        Self::through(bucket, from, to.plus(-1))
    }

    /// The buckets that the days from `first` to `last` touch, both included. Each is named by its first
    /// day on the calendar, and read on its last day, or on `last` where that comes first.
    ///
    /// # Errors
    /// [`BucketError`] when `last` comes before `first`, or there are too many.
    pub fn through(bucket: Bucket, first: Day, last: Day) -> Result<Self, BucketError> {
        if last < first {
            return Err(BucketError::Empty { from: first, to: last.end() });
        }
        let mut spans = Vec::new();
        let mut start = Some(bucket.start(first));
        while let Some(name) = start.filter(|&name| name <= last) {
            if spans.len() == MOST_BUCKETS {
                return Err(BucketError::TooMany { first, last });
            }
            start = bucket.moved(name, 1);
            // The last bucket of all is cut off where the calendar ends.
            spans.push((name, start.map_or(Day::MAX, |next| next.plus(-1)).min(last)));
        }
        Ok(Self { bucket, first, spans })
    }

    /// Some of the buckets.
    pub(super) fn part(&self, run: Range<usize>) -> Self {
        Self { bucket: self.bucket, first: self.first, spans: self.spans[run].to_vec() }
    }

    /// For each bucket the days that it holds, `[from, to)`: those of the calendar, as far as they were asked for.
    pub fn periods(&self) -> impl Iterator<Item = (Day, Day)> + '_ {
        self.spans.iter().map(|&(name, read)| (name.max(self.first), read.end()))
    }

    /// How long each is.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        self.bucket
    }

    /// For each bucket its name (its first day) and the day on which it is read.
    #[must_use]
    pub fn spans(&self) -> &[(Day, Day)] {
        &self.spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn spans(bucket: Bucket, from: &str, to: &str) -> Vec<(String, String)> {
        let buckets = Buckets::new(bucket, day(from), day(to)).expect("buckets");
        buckets.spans().iter().map(|(name, read)| (name.to_string(), read.to_string())).collect()
    }

    #[test]
    fn months_are_read_on_their_last_day() {
        let expected = [("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-09")];
        assert_eq!(
            spans(Bucket::Month, "2026-01-15", "2026-03-10"),
            expected.map(|(name, read)| (name.to_owned(), read.to_owned()))
        );
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(Bucket::Week.start(day("2026-11-22")).to_string(), "2026-11-16");
        assert_eq!(Bucket::Week.start(day("2026-11-23")).to_string(), "2026-11-23");
        assert_eq!(spans(Bucket::Week, "2025-12-31", "2026-01-06").len(), 2);
    }

    #[test]
    fn quarters_and_years() {
        assert_eq!(Bucket::Quarter.start(day("2026-06-30")).to_string(), "2026-04-01");
        assert_eq!(spans(Bucket::Quarter, "2026-01-01", "2027-01-01").len(), 4);
        assert_eq!(spans(Bucket::Year, "2199-06-01", "2199-12-31").len(), 1);
        assert_eq!(spans(Bucket::Day, "2199-12-30", "2199-12-31").len(), 1);
    }

    #[test]
    fn the_last_day_lies_in_the_last_bucket() {
        for bucket in Bucket::ALL {
            let buckets = Buckets::through(bucket, Day::MAX.plus(-400), Day::MAX).expect("buckets");
            assert_eq!(buckets.spans().last(), Some(&(bucket.start(Day::MAX), Day::MAX)), "{bucket:?}");
            let only = Buckets::through(bucket, Day::MAX, Day::MAX).expect("buckets");
            assert_eq!(only.spans(), [(bucket.start(Day::MAX), Day::MAX)], "{bucket:?}");
            let before = Buckets::new(bucket, Day::MAX.plus(-400), Day::MAX).expect("buckets");
            assert_eq!(before.spans().last().map(|span| span.1), Some(Day::MAX.plus(-1)), "{bucket:?}");
        }
        let backward = Buckets::through(Bucket::Day, day("2026-01-02"), day("2026-01-01"));
        assert_eq!(backward, Buckets::new(Bucket::Day, day("2026-01-02"), day("2026-01-02")));
    }

    #[test]
    fn absurd_periods_are_refused() {
        assert!(Buckets::new(Bucket::Day, day("1900-01-01"), day("2199-12-31")).is_err());
        assert!(Buckets::new(Bucket::Day, day("2026-01-01"), day("2026-01-01")).is_err());
    }
}
