//! Schedules: the fee terms of a station, day by day: its own and its contracts' made into one.

use crate::base::date::{Day, Period};
use crate::base::money::Money;
use crate::base::month::Month;
use crate::domain::fee::{Component, Tariff};
use crate::domain::performance::{DayFacts, VolumeUnit};

/// How many components there are.
const COMPONENTS: usize = Component::ALL.len();

/// What each component is counted by on a day.
pub(super) type Tariffs = [Option<Tariff>; COMPONENTS];

/// Amounts by component.
pub(super) type Fees = [Money; COMPONENTS];

/// Days on which the same tariffs are in force.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Span {
    /// The first of them; the next span's first day ends them.
    from: Day,
    tariffs: Tariffs,
}

/// The tariffs in force on every day. Many stations share one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Schedule {
    /// Ascending; before the first nothing is in force.
    spans: Vec<Span>,
}

impl Schedule {
    /// The schedule that gives on each day what `on` gives; between two of the `changes` that is always the same.
    pub(super) fn new(mut changes: Vec<Day>, on: impl Fn(Day) -> Tariffs) -> Self {
        changes.sort_unstable();
        changes.dedup();
        let mut spans: Vec<Span> = Vec::new();
        for from in changes {
            let tariffs = on(from);
            if spans.last().map_or([None; COMPONENTS], |last| last.tariffs) != tariffs {
                spans.push(Span { from, tariffs });
            }
        }
        Self { spans }
    }

    /// The spans that share a day with `[from, to)`, with these days.
    fn within(&self, from: Day, to: Day) -> impl Iterator<Item = (Period, &Tariffs)> {
        let first = self.spans.partition_point(|span| span.from <= from).saturating_sub(1);
        let ends = self.spans.iter().skip(first + 1).map(|span| span.from).chain([to]);
        let spans = self.spans.iter().skip(first).take_while(move |span| span.from < to);
        spans.zip(ends).filter_map(move |(span, end)| {
            let days = Period::new(span.from.max(from), Some(end.min(to))).ok()?;
            Some((days, &span.tariffs))
        })
    }

    /// What a period comes to whatever is sold.
    pub(super) fn standing(&self, from: Day, to: Day) -> Standing {
        let mut standing = Standing::default();
        for (days, tariffs) in self.within(from, to) {
            for (fee, tariff) in standing.fees.iter_mut().zip(tariffs) {
                standing.has_terms |= tariff.is_some();
                if let Some(Tariff::PerMonth(amount)) = *tariff {
                    *fee += spread(amount, days.from(), days.to().unwrap_or(to));
                }
            }
        }
        standing
    }

    /// Reads the tariffs of days that ascend.
    pub(super) fn reader(&self) -> Reader<'_> {
        Reader { rest: &self.spans, tariffs: &[None; COMPONENTS] }
    }
}

/// What a station owes over a period whatever it sells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// Amounts a month, spread over the days of the period.
    pub(super) fees: Fees,
    /// Whether any term is in force on any of the days.
    pub(super) has_terms: bool,
}

/// The share of an amount a month that falls on `[from, to)`: the sum of [`Tariff::of_day`] over its days, which of the
/// days up to d of a month of n days is d ÷ n of it, rounded down.
fn spread(amount: Money, from: Day, to: Day) -> Money {
    let mut sum = Money::ZERO;
    let mut next = Some(Month::of(from));
    while let Some(month) = next.filter(|month| month.first() < to) {
        let (first, days) = (month.first().number(), u32::from(month.days()));
        let up_to = |day: u32| {
            let days_before = i128::from(day.clamp(first, first + days) - first);
            (i128::from(amount.minor()) * days_before).div_euclid(i128::from(days))
        };
        sum += Money::sum_of(i64::try_from(up_to(to.number()) - up_to(from.number())).unwrap_or_default());
        next = month.next();
    }
    sum
}

/// Goes through a schedule along with days that ascend.
pub(super) struct Reader<'s> {
    rest: &'s [Span],
    tariffs: &'s Tariffs,
}

impl Reader<'_> {
    /// Adds what a day's sales come to; amounts a month are in [`Schedule::standing`].
    pub(super) fn add(&mut self, day: Day, facts: &DayFacts, unit: VolumeUnit, fees: &mut Fees) {
        while let Some((next, rest)) = self.rest.split_first().filter(|(next, _)| next.from <= day) {
            (self.tariffs, self.rest) = (&next.tariffs, rest);
        }
        for (fee, tariff) in fees.iter_mut().zip(self.tariffs) {
            match tariff {
                None | Some(Tariff::PerMonth(_)) => {}
                Some(tariff) => *fee += tariff.of_day(day, facts, unit),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_spread_is_the_sum_of_its_days(minor in 0..9_000_000_i64, from in 0..109_000_u32, days in 1..500_u32) {
            let amount = Money::from_minor(minor).expect("kept");
            let day = |number| Day::from_number(number).expect("kept");
            let of_day = |day| Tariff::PerMonth(amount).of_day(day, &DayFacts::default(), VolumeUnit::Litre);
            let plain: Money = (from..from + days).map(day).map(of_day).sum();
            prop_assert_eq!(spread(amount, day(from), day(from + days)), plain);
        }
    }
}
