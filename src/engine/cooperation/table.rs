//! Where a station counts: in its region's row and bucket, among those in no region, and in the total.

use super::Level;
use crate::base::date::Day;
use crate::engine::question::Question;
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::keys::Keys;
use crate::engine::statistics::{Breakdown, Buckets, TooMany, in_question};

/// Most cells of one answer. They are wider than those of statistics: a cohort's has 72 bytes.
const MOST_CELLS: usize = 1_000_000;

/// Figures by region and bucket.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<V> {
    /// By region in the set's order, then bucket. Without buckets every region of the level has its row; with them,
    /// every region that holds something in one of them.
    pub rows: Vec<TableRow<V>>,
    /// In no region of the level, in any bucket.
    pub unassigned: V,
    /// All of them, in any bucket; counted once, and no sum of the rows.
    pub total: V,
}

/// One row of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow<V> {
    /// Slot of the region in the set of the level.
    pub region: Option<u32>,
    /// First day of the bucket.
    pub bucket: Option<Day>,
    /// The figures.
    pub values: V,
}

impl<V> Table<V> {
    /// The same table of other values.
    pub fn map<W>(self, mut to: impl FnMut(V) -> W) -> Table<W> {
        let unassigned = to(self.unassigned);
        let total = to(self.total);
        let row = |row: TableRow<V>| TableRow { region: row.region, bucket: row.bucket, values: to(row.values) };
        Table { rows: self.rows.into_iter().map(row).collect(), unassigned, total }
    }
}

/// Numbers the cells of a table: those of the rows by key and bucket, then the stations in no region, then the total.
pub(super) struct Layout<'q> {
    snapshot: &'q Snapshot,
    question: &'q Question,
    breakdown: Breakdown,
    buckets: Option<&'q Buckets>,
    keys: Keys<'q>,
}

impl<'q> Layout<'q> {
    pub(super) fn new(
        snapshot: &'q Snapshot,
        question: &'q Question,
        level: Level,
        buckets: Option<&'q Buckets>,
    ) -> Result<Self, TooMany> {
        let layout = Self {
            snapshot,
            question,
            breakdown: by_level(level),
            buckets,
            keys: Keys::new(snapshot, question.at, &by_level(level)),
        };
        TooMany::check(layout.len(), MOST_CELLS)?;
        Ok(layout)
    }

    /// How many buckets there are; one of all time without any.
    fn width(&self) -> usize {
        self.buckets.map_or(1, |buckets| buckets.spans().len())
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len() * self.width() + 2
    }

    /// The cells in which something on a day of a station of that key counts.
    pub(super) fn cells(&self, key: u32, day: u32) -> impl Iterator<Item = usize> + Clone + use<> {
        let bucket = self.buckets.map_or(0, |buckets| buckets.spans().partition_point(|span| span.1.number() < day));
        let (row, last) = (key as usize * self.width() + bucket, self.len() - 1);
        let nowhere = self.breakdown.level.is_some() && key as usize == self.keys.len() - 1;
        [Some(row), nowhere.then_some(last - 1), Some(last)].into_iter().flatten()
    }

    /// The table of what every cell came to.
    pub(super) fn table<V: Default + PartialEq>(&self, mut cells: Vec<V>) -> Table<V> {
        let total = cells.pop().unwrap_or_default();
        let unassigned = cells.pop().unwrap_or_default();
        let mut rows = Vec::new();
        let mut cells = cells.into_iter();
        for key in 0..self.keys.len() {
            let of_key: Vec<V> = cells.by_ref().take(self.width()).collect();
            let region = self.keys.region(key);
            let shown = match (region, self.buckets) {
                (Some(region), None) => in_question(self.snapshot, self.question, &self.breakdown, region),
                (None, Some(_)) if self.breakdown.level.is_some() => false,
                (_, Some(_)) => of_key.iter().any(|values| *values != V::default()),
                (None, None) => false,
            };
            if shown {
                let names = self.buckets.map_or(&[][..], |buckets| buckets.spans());
                let mut names = names.iter().map(|&(name, _)| name);
                rows.extend(of_key.into_iter().map(|values| TableRow { region, bucket: names.next(), values }));
            }
        }
        Table { rows, unassigned, total }
    }
}

/// Rows by the regions of a level, and by nothing else.
pub(super) fn by_level(level: Level) -> Breakdown {
    Breakdown { level, ..Breakdown::default() }
}
