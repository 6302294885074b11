//! Sums: what stations sold and owed over a period, by any key.

use rustc_hash::FxHashMap;

use super::Books;
use super::chunk::{COLUMNS, Chunk, DISCOUNT_PLATFORM, DISCOUNT_STATION, FEES, GMV, Line, ORDERS, VOLUME, add_days};
use super::rows::{ROWS, RowInfo};
use super::schedule::Standing;
use crate::base::date::Day;
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

/// The days of a month that belong to a period.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) month: Month,
    /// Number of the period.
    period: usize,
    /// Days of the month, from 1, both included.
    pub(super) first: u8,
    pub(super) last: u8,
}

impl Stretch {
    fn is_whole(&self) -> bool {
        self.first == 1 && self.last == self.month.days()
    }
}

/// The months that `[from, to)` touches, each with its part of it.
pub(super) fn stretches(period: usize, (from, to): (Day, Day)) -> impl Iterator<Item = Stretch> {
    let months = std::iter::successors((from < to).then(|| Month::of(from)), |month| month.next());
    months.take_while(move |month| month.first() < to).map(move |month| {
        let first = month.first();
        let day = |day: Day| u8::try_from(day.number() - first.number() + 1).unwrap_or(31);
        let last = to.plus(-1).min(first.plus(i32::from(month.days()) - 1));
        Stretch { month, period, first: day(from.max(first)), last: day(last) }
    })
}

/// What is summed over one period.
pub(in crate::engine) struct Sought<'k> {
    /// The period, `[from, to)`.
    pub(in crate::engine) period: (Day, Day),
    /// A key for each row: [`NO_KEY`] for rows that are not meant, others below `count`.
    pub(in crate::engine) keys: &'k [u32],
    /// How many keys there are.
    pub(in crate::engine) count: usize,
}

impl Books {
    /// What the rows came to over each period, by key. Periods follow one another and share no day; each day is read
    /// once for all of them.
    pub(in crate::engine) fn sums(&self, sought: &[Sought<'_>]) -> Vec<Vec<BookSums>> {
        let mut sums: Vec<Vec<BookSums>> =
            sought.iter().map(|sought| vec![BookSums::default(); sought.count]).collect();
        self.each(sought, |number, key, row| sums[number][key as usize].add(row));
        sums
    }

    /// Tells what each row came to that sold or owed anything: the number of the period, the row's key and its sums.
    /// Periods are as [`Books::sums`] takes them.
    pub(in crate::engine) fn each(&self, sought: &[Sought<'_>], mut told: impl FnMut(usize, u32, &BookSums)) {
        // By period and schedule, made when the first station with it is met: most schedules are of few stations.
        let mut standings: Vec<FxHashMap<u32, Standing>> = vec![FxHashMap::default(); sought.len()];
        let stretches: Vec<Stretch> =
            sought.iter().enumerate().flat_map(|(number, sought)| stretches(number, sought.period)).collect();
        let mut lines = vec![Line::default(); ROWS * sought.len()];
        for (page, infos) in self.rows.pages().enumerate() {
            let keys = |number: usize| &sought[number].keys[page * ROWS..page * ROWS + infos.len()];
            let is_meant = |row: usize| (0..sought.len()).any(|number| keys(number)[row] != NO_KEY);
            if !(0..infos.len()).any(is_meant) {
                continue;
            }
            lines.fill(Line::default());
            for of_month in stretches.chunk_by(|a, b| a.month == b.month) {
                if let Some(chunk) = self.chunk(of_month[0].month, page) {
                    self.add(chunk, of_month, infos, is_meant, &mut lines);
                }
            }
            for (number, sought) in sought.iter().enumerate() {
                let ((from, to), lines) = (sought.period, &lines[number * ROWS..]);
                for ((info, &key), line) in infos.iter().zip(keys(number)).zip(lines) {
                    if key == NO_KEY {
                        continue;
                    }
                    let make = || self.schedules.get(info.schedule).standing(from, to);
                    let standing = standings[number].entry(info.schedule).or_insert_with(make);
                    if standing.has_terms || line.iter().any(|&value| value != 0) {
                        told(number, key, &BookSums::of_row(line, info.unit, standing));
                    }
                }
            }
        }
    }

    /// What one station came to over `[from, to)`, whether it is open or not; nothing for a station that the books
    /// never heard of.
    #[must_use]
    pub fn sums_of(&self, station: StationId, from: Day, to: Day) -> BookSums {
        let Some(row) = self.rows.find(station) else { return BookSums::default() };
        let info = self.rows.info(row);
        let schedule = self.schedules.get(info.schedule);
        let (page, row) = (row / ROWS, row % ROWS);
        let mut lines = [Line::default()];
        for stretch in stretches(0, (from, to)) {
            let Some(chunk) = self.chunk(stretch.month, page) else { continue };
            if stretch.is_whole() {
                lines[0].iter_mut().zip(chunk.sums()).for_each(|(value, column)| *value += column[row]);
            } else {
                let line_of = |day: u8| (stretch.first..=stretch.last).contains(&day).then_some(0);
                add_days(chunk.days(row), stretch.month, info, schedule, &mut lines, line_of);
            }
        }
        BookSums::of_row(&lines[0], info.unit, &schedule.standing(from, to))
    }

    /// Adds the stretches of one month to the lines of their periods, [`ROWS`] lines each.
    fn add(
        &self,
        chunk: &Chunk,
        stretches: &[Stretch],
        infos: &[RowInfo],
        is_meant: impl Fn(usize) -> bool,
        lines: &mut [Line],
    ) {
        if let [whole] = stretches
            && whole.is_whole()
        {
            for column in 0..COLUMNS {
                for (line, value) in lines[whole.period * ROWS..].iter_mut().zip(&chunk.sums()[column]) {
                    line[column] = line[column].saturating_add(*value);
                }
            }
            return;
        }
        // By day of the month: where the lines of its period begin.
        let mut starts = [None; 32];
        for stretch in stretches {
            starts[usize::from(stretch.first)..=usize::from(stretch.last)].fill(Some(stretch.period * ROWS));
        }
        let month = stretches[0].month;
        for (row, info) in infos.iter().enumerate() {
            let days = chunk.days(row);
            if !days.is_empty() && is_meant(row) {
                let line_of = |day: u8| starts[usize::from(day)].map(|start| start + row);
                add_days(days, month, info, self.schedules.get(info.schedule), lines, line_of);
            }
        }
    }

    /// Counts by key the rows that had orders on a day of `[from, to)`.
    pub(in crate::engine) fn sold(&self, from: Day, to: Day, keys: &[u32], count: usize) -> Vec<u32> {
        let mut sold = vec![0; count];
        let stretches: Vec<Stretch> = stretches(0, (from, to)).collect();
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
