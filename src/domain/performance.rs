//! Performance: what a station sold, day by day.

use crate::base::date::Day;
use crate::base::money::{Money, Volume};
use crate::base::month::Month;
use crate::base::varint;
use crate::domain::station::{Energy, RuleError};

/// A station's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayFacts {
    /// Orders that came through the platform.
    pub orders: u32,
    /// What was sold, in the station's [`VolumeUnit`].
    pub volume: Volume,
    /// Gross merchandise value: what customers' orders came to before discounts.
    pub gmv: Money,
    /// The part of the discounts that the platform paid.
    pub discount_platform: Money,
    /// The part of the discounts that the station paid.
    pub discount_station: Money,
}

impl DayFacts {
    /// Whether the day keeps the rules.
    ///
    /// # Errors
    /// [`RuleError`] when an amount is negative, or the discounts are more than what was sold.
    pub fn check(&self) -> Result<(), RuleError> {
        let amounts = [
            ("gmv", self.gmv),
            ("discount_platform", self.discount_platform),
            ("discount_station", self.discount_station),
        ];
        for (field, amount) in amounts {
            if amount < Money::ZERO {
                return Err(RuleError::new(field, amount.to_string(), "must not be negative"));
            }
        }
        let discounts = self.discount_platform + self.discount_station;
        if discounts > self.gmv {
            let reason = format!("discounts of {discounts} are more than the gmv of {}", self.gmv);
            return Err(RuleError::new("gmv", self.gmv.to_string(), reason));
        }
        Ok(())
    }
}

/// Most days of a month.
pub const MOST_DAYS: usize = 31;

/// What a station sold in a calendar month; at least one of its days is there.
///
/// A month is what is kept as one thing: it is written, versioned and held in memory as some 13 bytes a day. The
/// bytes are a bit for each day that is there (day 1 in the lowest; 4 bytes, little-endian), then for each of these
/// days orders, volume, gmv and the two discounts, platform's first, as numbers in few bytes ([`varint`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthFacts(Box<[u8]>);

impl MonthFacts {
    /// The month of these days, the first at place 0; `None` when none is there.
    #[must_use]
    pub fn new(days: &[Option<DayFacts>; MOST_DAYS]) -> Option<Self> {
        let there = (0..).zip(days).filter(|(_, day)| day.is_some()).fold(0_u32, |mask, (bit, _)| mask | 1 << bit);
        if there == 0 {
            return None;
        }
        let mut bytes = Vec::from(there.to_le_bytes());
        for day in days.iter().flatten() {
            varint::put(&mut bytes, day.orders.into());
            for number in
                [day.volume.thousandths(), day.gmv.minor(), day.discount_platform.minor(), day.discount_station.minor()]
            {
                varint::put(&mut bytes, number.unsigned_abs());
            }
        }
        Some(Self(bytes.into()))
    }

    /// The month of bytes that [`MonthFacts::bytes`] gave; `None` for any others.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        last_day(bytes).map(|_| Self(bytes.into()))
    }

    /// The month as bytes; equal months have equal bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The days that are there, as the day of the month from 1, ascending.
    pub fn days(&self) -> impl Iterator<Item = (u8, DayFacts)> + '_ {
        days_of(&self.0)
    }

    /// The days that this month and another one both have and that are not the same, ascending: the day of the month,
    /// here and there.
    pub fn differing<'m>(&'m self, other: &Self) -> impl Iterator<Item = (u8, DayFacts, DayFacts)> + 'm {
        let others = other.unpack();
        self.days().filter_map(move |(day, here)| {
            let there = others[usize::from(day) - 1].filter(|there| *there != here)?;
            Some((day, here, there))
        })
    }

    /// The days by place, the first at 0.
    #[must_use]
    pub fn unpack(&self) -> [Option<DayFacts>; MOST_DAYS] {
        let mut days = [None; MOST_DAYS];
        for (day, facts) in self.days() {
            days[usize::from(day) - 1] = Some(facts);
        }
        days
    }
}

/// Whether bytes are those of a [`MonthFacts`] none of whose days lies beyond the month's end.
#[must_use]
pub fn is_of_month(bytes: &[u8], month: Month) -> bool {
    last_day(bytes).is_some_and(|last| last <= month.days())
}

/// The last day in the bytes of a [`MonthFacts`]; `None` for any others.
fn last_day(bytes: &[u8]) -> Option<u8> {
    let mut reader = Days::new(bytes)?;
    let mut last = None;
    while reader.there != 0 {
        let (day, facts) = reader.next()?;
        if facts.check().is_err() {
            return None;
        }
        last = Some(day);
    }
    last.filter(|_| reader.rest.is_empty())
}

/// The days in the bytes of a [`MonthFacts`], as the day of the month from 1, ascending.
pub fn days_of(bytes: &[u8]) -> impl Iterator<Item = (u8, DayFacts)> + '_ {
    Days::new(bytes).into_iter().flatten()
}

/// Reads days one after the other; ends early where the bytes are none of ours.
struct Days<'a> {
    /// Days still to come.
    there: u32,
    rest: &'a [u8],
}

impl<'a> Days<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let (there, rest) = bytes.split_first_chunk()?;
        let there = u32::from_le_bytes(*there);
        (there >> MOST_DAYS == 0).then_some(Self { there, rest })
    }
}

impl Iterator for Days<'_> {
    type Item = (u8, DayFacts);

    #[expect(clippy::cast_possible_truncation, reason = "a month has 31 days")]
    fn next(&mut self) -> Option<Self::Item> {
        if self.there == 0 {
            return None;
        }
        let day = self.there.trailing_zeros() as u8 + 1;
        let rest = &mut self.rest;
        let orders = u32::try_from(varint::take(rest)?).ok()?;
        let volume = Volume::from_thousandths(varint::take(rest)?.try_into().ok()?)?;
        let mut money = || Money::from_minor(varint::take(rest)?.try_into().ok()?);
        let (gmv, discount_platform, discount_station) = (money()?, money()?, money()?);
        self.there &= self.there - 1;
        Some((day, DayFacts { orders, volume, gmv, discount_platform, discount_station }))
    }
}

/// What a file or a form says of a station's day; a field left out stays as it was, 0 where there was nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDraft {
    /// The station's code.
    pub station: String,
    /// The day.
    pub day: Day,
    /// Orders.
    pub orders: Option<u32>,
    /// Volume in the station's unit.
    pub volume: Option<Volume>,
    /// Gross merchandise value.
    pub gmv: Option<Money>,
    /// The platform's part of the discounts.
    pub discount_platform: Option<Money>,
    /// The station's part of the discounts.
    pub discount_station: Option<Money>,
}

impl DayDraft {
    /// The day after the edit.
    ///
    /// # Errors
    /// [`RuleError`] when the day then breaks a rule.
    pub fn apply(&self, before: Option<&DayFacts>) -> Result<DayFacts, RuleError> {
        let before = before.copied().unwrap_or_default();
        let facts = DayFacts {
            orders: self.orders.unwrap_or(before.orders),
            volume: self.volume.unwrap_or(before.volume),
            gmv: self.gmv.unwrap_or(before.gmv),
            discount_platform: self.discount_platform.unwrap_or(before.discount_platform),
            discount_station: self.discount_station.unwrap_or(before.discount_station),
        };
        facts.check()?;
        Ok(facts)
    }
}

/// What a station's volume is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VolumeUnit {
    /// Litres, of everything that is not electric.
    Litre,
    /// Kilowatt-hours, of electric charging.
    Kwh,
}

impl VolumeUnit {
    /// The identifier used on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Litre => "litres",
            Self::Kwh => "kwh",
        }
    }

    /// The unit of a station that sells this. A `mixed` station counts litres.
    #[must_use]
    pub const fn of(energy: Option<Energy>) -> Self {
        match energy {
            Some(Energy::Ev) => Self::Kwh,
            _ => Self::Litre,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_day() -> impl Strategy<Value = Option<DayFacts>> {
        let facts = (any::<u32>(), 0..=Volume::MOST, 0..=Money::MOST, 0..1_000_000_i64).prop_map(
            |(orders, volume, gmv, part)| {
                let money = |minor| Money::from_minor(minor).expect("kept");
                let volume = Volume::from_thousandths(volume).expect("kept");
                let discount_platform = money(part.min(gmv));
                DayFacts { orders, volume, gmv: money(gmv), discount_platform, discount_station: money(0) }
            },
        );
        prop::option::of(facts)
    }

    proptest! {
        #[test]
        fn months_round_trip(days in prop::collection::vec(any_day(), MOST_DAYS)) {
            let days: [Option<DayFacts>; MOST_DAYS] = days.try_into().expect("31 days");
            let Some(month) = MonthFacts::new(&days) else {
                prop_assert!(days.iter().all(Option::is_none));
                return Ok(());
            };
            prop_assert_eq!(month.unpack(), days);
            prop_assert_eq!(MonthFacts::from_bytes(month.bytes()), Some(month.clone()));
            // Cut off, or run over: no month.
            prop_assert_eq!(MonthFacts::from_bytes(&month.bytes()[..month.bytes().len() - 1]), None);
            prop_assert_eq!(MonthFacts::from_bytes(&[month.bytes(), &[0]].concat()), None);
        }

        #[test]
        fn bytes_that_are_taken_are_those_that_would_be_given(bytes in prop::collection::vec(0..4_u8, 0..40)) {
            if let Some(month) = MonthFacts::from_bytes(&bytes) {
                prop_assert_eq!(MonthFacts::new(&month.unpack()), Some(month));
            }
        }
    }

    #[test]
    fn a_month_has_no_day_beyond_its_end() {
        let of_day = |day: usize| {
            let mut days = [None; MOST_DAYS];
            days[day - 1] = Some(DayFacts::default());
            MonthFacts::new(&days).expect("a day")
        };
        let february = Month::of("2026-02-01".parse().expect("date"));
        assert!(is_of_month(of_day(28).bytes(), february));
        assert!(!is_of_month(of_day(29).bytes(), february));
        assert!(!is_of_month(&of_day(28).bytes()[1..], february));
    }

    #[test]
    fn a_day_gives_away_no_more_than_it_sold() {
        let money = |text: &str| text.parse::<Money>().expect("amount");
        let day = DayFacts { gmv: money("100"), discount_platform: money("60"), ..DayFacts::default() };
        assert_eq!(day.check(), Ok(()));
        let field = |day: DayFacts| day.check().expect_err("refused").field;
        assert_eq!(field(DayFacts { discount_station: money("40.01"), ..day }), "gmv");
        assert_eq!(field(DayFacts { discount_station: money("-1"), ..day }), "discount_station");
    }
}
