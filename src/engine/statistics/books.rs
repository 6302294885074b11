//! What of the books an answer wants, and its sums by the answer's keys.

use rustc_hash::FxHashMap;

use super::keys::Keys;
use super::{Breakdown, Buckets, Row, TooMany};
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::month::Month;
use crate::domain::cooperation::Stage;
use crate::domain::metric::Metric;
use crate::engine::books::{BookSums, Books, NO_KEY, Sought};
use crate::engine::question::{Plan, Question, Selected, slots};
use crate::engine::snapshot::Snapshot;

/// Days, the question's own included, in which an online station must have had orders to be active.
const ACTIVE_DAYS: i32 = 30;
/// Most cells of an answer with sums, which are larger than counts.
const MOST_SUMS: usize = 400_000;

/// What of the books an answer wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The period that is summed over, `[from, to)`.
    pub period: (Day, Day),
    /// Whether sales and fees are wanted.
    sums: bool,
    /// Whether stations with recent orders are.
    activation: bool,
    /// Whether contracts are.
    contracts: bool,
}

impl Wanted {
    /// What these metrics want; `None` when they are counts of stations alone.
    #[must_use]
    pub fn of(metrics: &[Metric], period: (Day, Day)) -> Option<Self> {
        let contracts = [Metric::ContractsActive, Metric::ContractsExpiring];
        let wanted = Self {
            period,
            sums: metrics.iter().any(|metric| metric.has_period()),
            activation: metrics.contains(&Metric::ActivationRate),
            contracts: metrics.iter().any(|metric| contracts.contains(metric)),
        };
        (wanted.sums || wanted.activation || wanted.contracts).then_some(wanted)
    }
}

/// The keys of rows of the books on a day: whose sums are whose.
pub(in crate::engine) struct RowKeys {
    at: Day,
    /// Of stations that are open.
    open: Vec<u32>,
    /// Of those of them that are online; empty where nobody asks for them.
    online: Vec<u32>,
}

impl RowKeys {
    /// No row has a key yet.
    pub(in crate::engine) fn new(books: &Books, at: Day, wanted: &Wanted) -> Self {
        let online = if wanted.activation { vec![NO_KEY; books.rows()] } else { Vec::new() };
        Self { at, open: vec![NO_KEY; books.rows()], online }
    }

    /// The open stations of a plan, each row's key the row itself; `met` is told each with its stage number.
    pub(in crate::engine) fn of_rows(plan: &Plan<'_>, wanted: &Wanted, mut met: impl FnMut(usize, u8)) -> Self {
        let books = plan.snapshot.books();
        let mut rows = Self::new(books, plan.at, wanted);
        let mut selected = Selected::EMPTY;
        for block in plan.snapshot.blocks() {
            plan.select(block, None, &mut selected);
            for slot in slots(&selected.open, block.len()) {
                if let Some(row) = books.row(block.station(slot)) {
                    let stage = selected.stages[slot];
                    rows.set(row, u32::try_from(row).unwrap_or(NO_KEY), stage);
                    met(row, stage);
                }
            }
        }
        rows
    }

    /// How many online stations of each key were active on the day; there are `count` keys.
    fn activated(&self, books: &Books, count: usize) -> Vec<u32> {
        books.sold(self.at.plus(1 - ACTIVE_DAYS), self.at.end(), &self.online, count)
    }

    /// Gives an open station at a stage a key.
    pub(in crate::engine) fn meet(&mut self, books: &Books, station: StationId, key: u32, stage: u8) {
        if let Some(row) = books.row(station) {
            self.set(row, key, stage);
        }
    }

    fn set(&mut self, row: usize, key: u32, stage: u8) {
        self.open[row] = key;
        if let Some(online) = self.online.get_mut(row).filter(|_| stage == Stage::Online.number()) {
            *online = key;
        }
    }

    /// What each of these stations sold and owed over the period of `wanted`, and holds on the day at the stage it is
    /// at; in their order.
    pub(in crate::engine) fn sums_of_each(
        books: &Books,
        at: Day,
        wanted: &Wanted,
        stations: impl ExactSizeIterator<Item = (StationId, Option<Stage>)>,
    ) -> Vec<BookSums> {
        let mut rows = Self::new(books, at, wanted);
        let count = stations.len();
        for (key, (station, stage)) in (0..).zip(stations) {
            rows.meet(books, station, key, stage.map_or(0, Stage::number));
        }
        rows.sums(books, wanted, wanted.period, count)
    }

    /// Tells of [each row](RowKeys::of_rows) what it sold and owed over the period of `wanted`, or else that it was
    /// active, or which contracts it has; nothing of rows that did not.
    pub(in crate::engine) fn each(&self, books: &Books, wanted: &Wanted, mut told: impl FnMut(usize, BookSums)) {
        let rows = self.open.len();
        if wanted.sums {
            let sought = Sought { period: wanted.period, keys: &self.open, count: rows };
            books.each(&[sought], |_, row, sums| told(row as usize, *sums));
        } else if wanted.activation {
            let sold = self.activated(books, rows);
            for (row, activated) in sold.into_iter().enumerate().filter(|&(_, activated)| activated > 0) {
                told(row, BookSums { activated, ..BookSums::default() });
            }
        } else {
            let counts = books.contracts_in_force(self.at, &self.open, rows);
            for (row, (contracts_active, contracts_expiring)) in counts.into_iter().enumerate() {
                if contracts_active > 0 {
                    told(row, BookSums { contracts_active, contracts_expiring, ..BookSums::default() });
                }
            }
        }
    }

    /// What the stations sold and owed over a period, and hold on the day, by key; there are `count` keys.
    pub(in crate::engine) fn sums(
        &self,
        books: &Books,
        wanted: &Wanted,
        period: (Day, Day),
        count: usize,
    ) -> Vec<BookSums> {
        sums_of(books, wanted, &[(self, period, count)]).pop().unwrap_or_default()
    }

    /// All rows whose key is picked under one key.
    fn only(&self, pick: impl Fn(usize) -> bool) -> Vec<u32> {
        self.open.iter().map(|&key| if key != NO_KEY && pick(key as usize) { 0 } else { NO_KEY }).collect()
    }
}

/// [`RowKeys::sums`] for several periods that follow one another.
fn sums_of(books: &Books, wanted: &Wanted, asked: &[(&RowKeys, (Day, Day), usize)]) -> Vec<Vec<BookSums>> {
    let mut sums: Vec<Vec<BookSums>> = if wanted.sums {
        let sought = asked.iter().map(|&(rows, period, count)| Sought { period, keys: &rows.open, count });
        books.sums(&sought.collect::<Vec<_>>())
    } else {
        asked.iter().map(|&(.., count)| vec![BookSums::default(); count]).collect()
    };
    for (sums, &(rows, _, count)) in sums.iter_mut().zip(asked) {
        if wanted.activation {
            let sold = rows.activated(books, count);
            sums.iter_mut().zip(sold).for_each(|(sums, sold)| sums.activated = sold);
        }
        if wanted.contracts {
            let counts = books.contracts_in_force(rows.at, &rows.open, count);
            for (sums, (active, expiring)) in sums.iter_mut().zip(counts) {
                (sums.contracts_active, sums.contracts_expiring) = (active, expiring);
            }
        }
    }
    sums
}

/// Sums by key, and of them together.
pub(super) struct Sums {
    pub(super) by_key: Vec<BookSums>,
    /// Of keys without a region.
    pub(super) unassigned: BookSums,
    pub(super) total: BookSums,
    /// Of stations that are meant and not open.
    pub(super) absent: BookSums,
}

/// What the stations of a plan sold and owed over a period, and hold on its date, by key.
pub(super) fn sums(plan: &Plan<'_>, keys: &mut Keys<'_>, wanted: &Wanted, (from, to): (Day, Day)) -> Sums {
    let books = plan.snapshot.books();
    let mut absent = vec![NO_KEY; books.rows()];
    let rows = row_keys(plan, keys, wanted, |row| absent[row] = 0);
    let by_key = rows.sums(books, wanted, (from, to), keys.len());
    let (mut unassigned, mut total) = (BookSums::default(), BookSums::default());
    for (key, sums) in by_key.iter().enumerate() {
        total.add(sums);
        if keys.region(key).is_none() {
            unassigned.add(sums);
        }
    }
    if wanted.contracts {
        // A contract may have stations in several rows, so neither is a sum of them.
        let all: (&mut BookSums, Vec<u32>) = (&mut total, rows.only(|_| true));
        let none = (&mut unassigned, rows.only(|key| keys.region(key).is_none()));
        for (sums, keys) in [all, none] {
            (sums.contracts_active, sums.contracts_expiring) = books.contracts_in_force(plan.at, &keys, 1)[0];
        }
    }
    let absent = Sought { period: (from, to), keys: &absent, count: 1 };
    let absent = if wanted.sums { books.sums(&[absent])[0][0] } else { BookSums::default() };
    Sums { by_key, unassigned, total, absent }
}

/// Adds to the rows of a series what their stations sold and owed in each bucket; rows stand by key, each with all
/// buckets.
///
/// # Errors
/// [`TooMany`] when there are too many rows for that.
pub(super) fn add_to_series(
    snapshot: &Snapshot,
    question: &Question,
    breakdown: &Breakdown,
    buckets: &Buckets,
    rows: &mut [Row],
) -> Result<(), TooMany> {
    let Some(wanted) = breakdown.wanted else { return Ok(()) };
    TooMany::check(rows.len(), MOST_SUMS)?;
    let width = buckets.spans().len();
    let places: FxHashMap<(Option<u32>, Vec<Option<String>>), usize> = rows
        .iter()
        .step_by(width)
        .zip((0..).step_by(width))
        .map(|(row, at)| ((row.region, row.group.clone()), at))
        .collect();
    let books = snapshot.books();
    let reads = buckets.spans().iter().map(|&(_, read)| read);
    let all: Vec<(usize, Day, (Day, Day))> =
        reads.zip(buckets.periods()).enumerate().map(|(bucket, (read, period))| (bucket, read, period)).collect();
    for together in all.chunk_by(|a, b| Month::of(a.2.0) == Month::of(b.2.0)) {
        let mut keyed: Vec<(Keys<'_>, RowKeys)> = Vec::with_capacity(together.len());
        for &(_, read, _) in together {
            let question = Question { at: read, ..question.clone() };
            let mut keys = Keys::new(snapshot, read, breakdown);
            let rows = row_keys(&Plan::new(snapshot, &question), &mut keys, &wanted, |_| {});
            keyed.push((keys, rows));
        }
        let asked: Vec<_> =
            keyed.iter().zip(together).map(|((keys, rows), &(.., period))| (rows, period, keys.len())).collect();
        for ((sums, (keys, _)), &(bucket, ..)) in sums_of(books, &wanted, &asked).into_iter().zip(&keyed).zip(together)
        {
            for (key, sums) in sums.into_iter().enumerate().filter(|(_, sums)| *sums != BookSums::default()) {
                // Whoever sold and is open counts as a station, and so has a row.
                if let Some(&at) = places.get(&(keys.region(key), keys.group(key))) {
                    rows[at + bucket].totals.books = sums;
                }
            }
        }
    }
    Ok(())
}

/// The keys of the open stations of a plan; `absent` is told the rows of those that are meant and not open.
fn row_keys(plan: &Plan<'_>, keys: &mut Keys<'_>, wanted: &Wanted, mut absent: impl FnMut(usize)) -> RowKeys {
    let books = plan.snapshot.books();
    let mut rows = RowKeys::new(books, plan.at, wanted);
    let mut selected = Selected::EMPTY;
    for block in plan.snapshot.blocks() {
        plan.select(block, None, &mut selected);
        let of = keys.of(block, &selected);
        for slot in slots(&selected.matching, block.len()) {
            let station = block.station(slot);
            if selected.open[slot] != 0 {
                rows.meet(books, station, of[slot], selected.stages[slot]);
            } else if let Some(row) = books.row(station) {
                absent(row);
            }
        }
    }
    rows
}
