//! What a station sold in the windows of a comparison.

use super::windows::{Run, Windows};
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::domain::performance::DayFacts;
use crate::engine::books::Books;
use crate::engine::uplift::{Subject, Window};

/// What is summed: gmv, orders, volume, the platform's and the station's part of the discounts.
const SUMS: usize = 5;
pub(super) const GMV: usize = 0;
pub(super) const ORDERS: usize = 1;
pub(super) const VOLUME: usize = 2;
pub(super) const DISCOUNT_PLATFORM: usize = 3;
pub(super) const DISCOUNT_STATION: usize = 4;

/// Sums over some days, in minor units of money, orders and thousandths of a litre or kilowatt-hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) days: u32,
    pub(super) sums: [i64; SUMS],
}

impl Tally {
    fn add(&mut self, facts: &DayFacts, weight: u32) {
        for (sum, value) in self.sums.iter_mut().zip(values(facts)) {
            *sum = sum.saturating_add(value.saturating_mul(weight.into()));
        }
    }

    fn window(&self, of: usize) -> Window {
        Window { sum: self.sums[of], days: self.days }
    }
}

fn values(facts: &DayFacts) -> [i64; SUMS] {
    let DayFacts { orders, volume, gmv, discount_platform, discount_station } = *facts;
    [gmv.minor(), orders.into(), volume.thousandths(), discount_platform.minor(), discount_station.minor()]
}

/// A station's windows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) early: Tally,
    pub(super) late: Tally,
    pub(super) during: Tally,
    /// What is compared, by the weeks of `Windows::weeks`.
    pub(super) weeks: Vec<Window>,
}

impl Reading {
    /// Reads the days of `runs`; a day of the campaign weighs what `weight` says, any other one. `of` is what is
    /// compared.
    pub(super) fn new(
        books: &Books,
        station: StationId,
        runs: &[Run],
        windows: &Windows,
        of: usize,
        weight: impl Fn(u32) -> u32,
    ) -> Self {
        let weeks = &windows.weeks;
        let mut reading = Self { weeks: vec![Window::default(); weeks.len()], ..Self::default() };
        let week_of = |day: u32| weeks.partition_point(|&(_, end)| end <= day);
        let weight = |day: u32| if day < windows.during.0 { 1 } else { weight(day) };
        for &(from, to) in runs {
            for day in from..to {
                let tally = reading.tally(day, windows);
                tally.days = tally.days.saturating_add(weight(day));
                if let Some(week) = reading.weeks.get_mut(week_of(day)) {
                    week.days = week.days.saturating_add(weight(day));
                }
            }
            let Some((from, to)) = Day::from_number(from).zip(Day::from_number(to)) else { continue };
            for (day, facts) in books.days(station, from, to) {
                let (day, weight) = (day.number(), weight(day.number()));
                reading.tally(day, windows).add(&facts, weight);
                if let Some(week) = reading.weeks.get_mut(week_of(day)) {
                    week.sum = week.sum.saturating_add(values(&facts)[of].saturating_mul(weight.into()));
                }
            }
        }
        reading
    }

    fn tally(&mut self, day: u32, windows: &Windows) -> &mut Tally {
        if day >= windows.during.0 {
            &mut self.during
        } else if day >= windows.half {
            &mut self.late
        } else {
            &mut self.early
        }
    }

    /// The sum of one thing over the baseline, and its days.
    pub(super) fn baseline(&self, of: usize) -> Window {
        let (early, late) = (self.early.window(of), self.late.window(of));
        Window { sum: early.sum.saturating_add(late.sum), days: early.days + late.days }
    }

    /// As the estimator takes it.
    pub(super) fn subject(&self, stratum: u32, of: usize) -> Subject {
        Subject { stratum, early: self.early.window(of), late: self.late.window(of), during: self.during.window(of) }
    }

    /// The same, a week against the whole baseline.
    pub(super) fn of_week(&self, stratum: u32, week: usize, of: usize) -> Subject {
        let during = self.weeks.get(week).copied().unwrap_or_default();
        Subject { stratum, early: self.baseline(of), during, ..Subject::default() }
    }
}

/// The sum of one thing over runs of days, and how many days these are.
pub(super) fn window(books: &Books, station: StationId, runs: &[Run], of: usize) -> Window {
    let mut window = Window::default();
    for &(from, to) in runs {
        window.days += to - from;
        if let Some((from, to)) = Day::from_number(from).zip(Day::from_number(to)) {
            let sums = books.days(station, from, to).map(|(_, facts)| values(&facts)[of]);
            window.sum = sums.fold(window.sum, i64::saturating_add);
        }
    }
    window
}
