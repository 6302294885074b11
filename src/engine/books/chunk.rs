//! A chunk: one calendar month of up to 1,024 stations, as flat columns of sums and the days that they are sums of.

use super::rows::{ROWS, RowInfo};
use super::schedule::{Fees, Schedule};
use crate::base::money::Volume;
use crate::base::month::Month;
use crate::domain::performance::{DayFacts, days_of};

/// Columns of sums: orders, volume, gmv, the two discounts, and the fees by component without amounts a month.
pub(super) const COLUMNS: usize = 9;
pub(super) const ORDERS: usize = 0;
pub(super) const VOLUME: usize = 1;
pub(super) const GMV: usize = 2;
pub(super) const DISCOUNT_PLATFORM: usize = 3;
pub(super) const DISCOUNT_STATION: usize = 4;
pub(super) const FEES: usize = 5;

/// One station's sums by column.
pub(super) type Line = [i64; COLUMNS];

/// One month of the rows of a page.
#[derive(Debug)]
pub(super) struct Chunk {
    /// [`COLUMNS`] columns, each with one entry a row.
    sums: Box<[[i64; ROWS]]>,
    /// By row: a bit for each day of the month with orders, day 1 in the lowest.
    sold: Box<[u32; ROWS]>,
    /// Where each row's days end in `bytes`.
    ends: Box<[u32; ROWS]>,
    /// The days of every row, as [`days_of`] reads them.
    bytes: Box<[u8]>,
}

impl Chunk {
    /// The chunk after a change: `days` gives a row's bytes where they are others now, and `is_new` says whether a
    /// row's sums must be made anew. `None` when no row has a day.
    #[expect(clippy::cast_possible_truncation, reason = "a month of 1,024 stations is some 2 MB at the very most")]
    pub(super) fn next<'a>(
        before: Option<&'a Self>,
        month: Month,
        infos: &[RowInfo],
        schedules: &[std::sync::Arc<Schedule>],
        days: impl Fn(usize) -> Option<&'a [u8]>,
        is_new: impl Fn(usize) -> bool,
    ) -> Option<Self> {
        let (mut sums, mut sold, mut ends) = match before {
            Some(before) => (before.sums.clone(), before.sold.clone(), before.ends.clone()),
            None => (vec![[0; ROWS]; COLUMNS].into(), Box::new([0; ROWS]), Box::new([0; ROWS])),
        };
        let mut bytes = Vec::with_capacity(before.map_or(0, |before| before.bytes.len() + 512));
        for row in 0..ROWS {
            let replaced = days(row);
            let of_row = replaced.unwrap_or_else(|| before.map_or(&[], |before| before.days(row)));
            bytes.extend_from_slice(of_row);
            ends[row] = bytes.len() as u32;
            if replaced.is_some() || is_new(row) {
                let info = &infos[row];
                let mut line = [Line::default()];
                let schedule = &schedules[info.schedule as usize];
                sold[row] = add_days(of_row, month, info, schedule, &mut line, |_| Some(0));
                for (column, value) in sums.iter_mut().zip(line[0]) {
                    column[row] = value;
                }
            }
        }
        (!bytes.is_empty()).then(|| Self { sums, sold, ends, bytes: bytes.into() })
    }

    /// The row's days, as [`days_of`] reads them; empty without one.
    pub(super) fn days(&self, row: usize) -> &[u8] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.bytes[start..self.ends[row] as usize]
    }

    /// A bit for each day of the month that the row has, day 1 in the lowest.
    pub(super) fn there(&self, row: usize) -> u32 {
        self.days(row).first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The sums of the whole month: [`COLUMNS`] columns, each with one entry a row.
    pub(super) fn sums(&self) -> &[[i64; ROWS]] {
        &self.sums
    }

    /// A bit for each day of the month on which the row had orders, day 1 in the lowest.
    pub(super) fn sold(&self, row: usize) -> u32 {
        self.sold[row]
    }

    /// Bytes on the heap.
    pub(super) fn memory(&self) -> usize {
        size_of::<Self>() + ROWS * (COLUMNS * 8 + 8) + self.bytes.len()
    }
}

/// Adds a row's days of a month to lines, each to the one that `line_of` names by the day of the month, from 1; days of
/// `None` are passed over. Gives the days with orders among those that were added, day 1 in the lowest bit.
pub(super) fn add_days(
    bytes: &[u8],
    month: Month,
    info: &RowInfo,
    schedule: &Schedule,
    lines: &mut [Line],
    line_of: impl Fn(u8) -> Option<usize>,
) -> u32 {
    let start = month.first();
    let mut tariffs = schedule.reader();
    let mut sold = 0;
    for (day, facts) in days_of(bytes) {
        let Some(line) = line_of(day) else { continue };
        let line = &mut lines[line];
        let DayFacts { orders, volume, gmv, discount_platform, discount_station } = facts;
        line[ORDERS] += i64::from(orders);
        line[VOLUME] += Volume::thousandths(volume);
        for (column, amount) in
            [(GMV, gmv), (DISCOUNT_PLATFORM, discount_platform), (DISCOUNT_STATION, discount_station)]
        {
            line[column] += amount.minor();
        }
        let mut fees = Fees::default();
        tariffs.add(start.plus(i32::from(day) - 1), &facts, info.unit, &mut fees);
        for (column, fee) in line[FEES..].iter_mut().zip(fees) {
            *column += fee.minor();
        }
        sold |= u32::from(orders > 0) << (day - 1);
    }
    sold
}
