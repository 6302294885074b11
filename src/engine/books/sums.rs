//! Sums: what stations sold and owed over a period, by any key.

use super::Books;
use super::chunk::{COLUMNS, Chunk, DISCOUNT_PLATFORM, DISCOUNT_STATION, FEES, GMV, Line, ORDERS, VOLUME, sum};
use super::rows::{ROWS, RowInfo};
use super::schedule::Standing;
use crate::base::date::{Day, Period};
use crate::base::ids::StationId;
use crate::base::money::Money;
use crate::base::month::Month;
use crate::domain::fee::FeeSums;
use crate::domain::performance::VolumeUnit;

/// The key of a row that is not meant.
pub(in crate::engine) const NO_KEY: u32 = u32::MAX;

/// What any set of stations sold and owed over a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BookSums {
    /// Orders.
    pub orders: u64,
    /// Litres sold by stations that count litres, in thousandths.
    pub litres: i64,
    /// Kilowatt-hours sold by stations that count these, in thousandths.
    pub kwh: i64,
    /// The platform's part of the discounts.
    pub discount_platform: Money,
    /// The station's part of the discounts.
    pub discount_station: Money,
    /// The platform's part of the discounts at stations that have both terms and sales.
    pub rated_discount_platform: Money,
    /// Gross merchandise value and fees.
    pub fees: FeeSums,
    /// Online stations that had orders in the 30 days up to the date.
    pub activated: u32,
    /// Contracts in force on the date, each once however many of its stations are meant.
    pub contracts_active: u32,
    /// Those of them that end within 90 days.
    pub contracts_expiring: u32,
}

impl BookSums {
    /// What one station came to.
    fn of_row(line: &Line, unit: VolumeUnit, standing: &Standing) -> Self {
        let money = |column: usize| Money::sum_of(line[column]);
        let fees = std::array::from_fn(|component| money(FEES + component) + standing.fees[component]);
        let fees = FeeSums::of_totals(money(GMV), fees, standing.has_terms);
        let discount_platform = money(DISCOUNT_PLATFORM);
        let (litres, kwh) = match unit {
            VolumeUnit::Litre => (line[VOLUME], 0),
            VolumeUnit::Kwh => (0, line[VOLUME]),
        };
        Self {
            orders: line[ORDERS].unsigned_abs(),
            litres,
            kwh,
            discount_platform,
            discount_station: money(DISCOUNT_STATION),
            rated_discount_platform: if fees.rated > 0 { discount_platform } else { Money::ZERO },
            fees,
            ..Self::default()
        }
    }

    /// Takes others in. Contracts do not add up, as one may have stations on both sides: they are left as they are.
    pub fn add(&mut self, other: &Self) {
        self.orders = self.orders.saturating_add(other.orders);
        self.litres = self.litres.saturating_add(other.litres);
        self.kwh = self.kwh.saturating_add(other.kwh);
        self.discount_platform += other.discount_platform;
        self.discount_station += other.discount_station;
        self.rated_discount_platform += other.rated_discount_platform;
        self.fees.add(&other.fees);
        self.activated += other.activated;
    }
}

/// A month, or a part of one.
#[derive(Clone, Copy)]
struct Stretch {
    month: Month,
    /// Days of the month, from 1, both included.
    first: u8,
    last: u8,
    is_whole: bool,
}

/// The months that `[from, to)` touches, each with its part of it.
fn stretches(from: Day, to: Day) -> impl Iterator<Item = Stretch> {
    let period = Period::new(from, Some(to)).ok();
    let months = std::iter::successors(period.map(|_| Month::of(from)), |month| month.next());
    months.take_while(move |month| month.first() < to).map(move |month| {
        let first = month.first();
        let day = |day: Day| u8::try_from(day.number() - first.number() + 1).unwrap_or(31);
        let (start, end) = (day(from.max(first)), day(to.plus(-1).min(first.plus(i32::from(month.days()) - 1))));
        Stretch { month, first: start, last: end, is_whole: start == 1 && end == month.days() }
    })
}

impl Books {
    /// What the rows came to over `[from, to)`, by key: `keys` has an entry a row, [`NO_KEY`] for rows that are not
    /// meant, others below `count`.
    pub(in crate::engine) fn sums(&self, from: Day, to: Day, keys: &[u32], count: usize) -> Vec<BookSums> {
        let mut sums = vec![BookSums::default(); count];
        let standings: Vec<Standing> =
            self.schedules.all().iter().map(|schedule| schedule.standing(from, to)).collect();
        let stretches: Vec<Stretch> = stretches(from, to).collect();
        let mut lines = vec![Line::default(); ROWS];
        for (page, (infos, keys)) in self.rows.pages().zip(keys.chunks(ROWS)).enumerate() {
            if keys.iter().all(|&key| key == NO_KEY) {
                continue;
            }
            lines.fill(Line::default());
            for stretch in &stretches {
                if let Some(chunk) = self.chunk(stretch.month, page) {
                    self.add(chunk, *stretch, infos, keys, &mut lines);
                }
            }
            for ((info, &key), line) in infos.iter().zip(keys).zip(&lines).filter(|((_, key), _)| **key != NO_KEY) {
                let standing = &standings[info.schedule as usize];
                if standing.has_terms || line.iter().any(|&value| value != 0) {
                    sums[key as usize].add(&BookSums::of_row(line, info.unit, standing));
                }
            }
        }
        sums
    }

    /// Adds a stretch of a month to the lines of the rows that are meant.
    fn add(&self, chunk: &Chunk, stretch: Stretch, infos: &[RowInfo], keys: &[u32], lines: &mut [Line]) {
        if stretch.is_whole {
            for column in 0..COLUMNS {
                for (line, value) in lines.iter_mut().zip(&chunk.sums()[column]) {
                    line[column] += value;
                }
            }
            return;
        }
        for (row, (info, _)) in infos.iter().zip(keys).enumerate().filter(|(_, (_, key))| **key != NO_KEY) {
            let days = chunk.days(row);
            if !days.is_empty() {
                let schedule = self.schedules.get(info.schedule);
                let (part, _) = sum(days, stretch.month, info, schedule, stretch.first, stretch.last);
                lines[row].iter_mut().zip(part).for_each(|(value, part)| *value += part);
            }
        }
    }

    /// Whether a station has any day of a month.
    pub(in crate::engine) fn has_month(&self, station: StationId, month: Month) -> bool {
        let row = self.rows.find(station);
        row.is_some_and(|row| self.chunk(month, row / ROWS).is_some_and(|chunk| chunk.there(row % ROWS) != 0))
    }

    /// The last day up to `at` that any station has.
    pub(in crate::engine) fn last_day(&self, at: Day) -> Option<Day> {
        self.months.range(..=Month::of(at)).rev().find_map(|(&month, pages)| {
            let there = pages.iter().flatten().flat_map(|chunk| (0..ROWS).map(|row| chunk.there(row)));
            let there = there.fold(0, |all, row| all | row);
            let days = month.first().number()..=at.number().min(month.first().number() + u32::from(month.days()) - 1);
            let last = days.rev().find(|day| there >> (day - month.first().number()) & 1 == 1);
            last.and_then(Day::from_number)
        })
    }

    /// What a station's sales of `[from, to)` owe: all components but amounts a month, which are due whatever is sold.
    pub(in crate::engine) fn fee_of_sales(&self, station: StationId, from: Day, to: Day) -> Money {
        let Some(row) = self.rows.find(station) else { return Money::ZERO };
        let info = self.rows.info(row);
        let schedule = self.schedules.get(info.schedule);
        let fees = stretches(from, to).filter_map(|stretch| {
            let days = self.chunk(stretch.month, row / ROWS)?.days(row % ROWS);
            let (line, _) = sum(days, stretch.month, info, schedule, stretch.first, stretch.last);
            Some(line[FEES..].iter().map(|&fee| Money::sum_of(fee)).sum())
        });
        fees.sum()
    }

    /// Counts by key the rows that had orders on a day of `[from, to)`.
    pub(in crate::engine) fn sold(&self, from: Day, to: Day, keys: &[u32], count: usize) -> Vec<u32> {
        let mut sold = vec![0; count];
        let stretches: Vec<Stretch> = stretches(from, to).collect();
        for (page, keys) in keys.chunks(ROWS).enumerate() {
            for (row, &key) in keys.iter().enumerate().filter(|(_, key)| **key != NO_KEY) {
                let has_sold = stretches.iter().any(|stretch| {
                    let asked = (u32::MAX >> (31 - (stretch.last - stretch.first))) << (stretch.first - 1);
                    self.chunk(stretch.month, page).is_some_and(|chunk| chunk.sold(row) & asked != 0)
                });
                sold[key as usize] += u32::from(has_sold);
            }
        }
        sold
    }

    /// Counts by key the contracts in force on a day, and those that end within 90 days: each once a key.
    pub(in crate::engine) fn contracts_in_force(&self, at: Day, keys: &[u32], count: usize) -> Vec<(u32, u32)> {
        let mut counts = vec![(0, 0); count];
        let mut seen: Vec<u32> = Vec::new();
        for (_, contract) in self.ledgers().contracts() {
            let state = contract.state(at);
            if !state.is_in_force() {
                continue;
            }
            seen.clear();
            seen.extend(contract.stations.iter().filter_map(|&station| self.rows.find(station)).map(|row| keys[row]));
            seen.sort_unstable();
            seen.dedup();
            for &key in seen.iter().filter(|&&key| key != NO_KEY) {
                let (active, expiring) = &mut counts[key as usize];
                *active += 1;
                *expiring += u32::from(state == crate::domain::contract::ContractState::Expiring);
            }
        }
        counts
    }
}
