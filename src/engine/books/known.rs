//! What is known of single stations: in which months, and what their sales owe.

use super::Books;
use super::chunk::{FEES, Line, add_days};
use super::rows::ROWS;
use super::sums::stretches;
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::money::Money;
use crate::base::month::Month;

impl Books {
    /// Whether a station has any day of a month.
    pub(in crate::engine) fn has_month(&self, station: StationId, month: Month) -> bool {
        let row = self.rows.find(station);
        row.is_some_and(|row| self.chunk(month, row / ROWS).is_some_and(|chunk| chunk.there(row % ROWS) != 0))
    }

    /// The months of which a station has a day, ascending.
    pub fn months_of(&self, station: StationId) -> impl Iterator<Item = Month> {
        self.months.keys().copied().filter(move |&month| self.has_month(station, month))
    }

    /// The last day up to `at` that any station has.
    pub(in crate::engine) fn last_day(&self, at: Day) -> Option<Day> {
        self.months.range(..=Month::of(at)).rev().find_map(|(&month, pages)| {
            let there = pages.iter().flatten().flat_map(|chunk| (0..ROWS).map(|row| chunk.there(row)));
            let there = there.fold(0, |all, row| all | row);
            let days = (1..=month.days()).rev().filter(|day| there >> (day - 1) & 1 == 1);
            days.filter_map(|day| month.day(day)).find(|&day| day <= at)
        })
    }

    /// What a station's sales of `[from, to)` owe: all components but amounts a month, which are due whatever is sold.
    pub(in crate::engine) fn fee_of_sales(&self, station: StationId, from: Day, to: Day) -> Money {
        let Some(row) = self.rows.find(station) else { return Money::ZERO };
        let info = self.rows.info(row);
        let schedule = self.schedules.get(info.schedule);
        let mut lines = [Line::default()];
        for stretch in stretches(0, (from, to)) {
            if let Some(chunk) = self.chunk(stretch.month, row / ROWS) {
                let line_of = |day: u8| (stretch.first..=stretch.last).contains(&day).then_some(0);
                add_days(chunk.days(row % ROWS), stretch.month, info, schedule, &mut lines, line_of);
            }
        }
        lines[0][FEES..].iter().map(|&fee| Money::sum_of(fee)).sum()
    }
}
