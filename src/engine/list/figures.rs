//! What single stations sold, owe and hold: the figures of a page, and the ones that a list is sorted by.

use super::Item;
use super::order::Value;
use crate::base::date::Day;
use crate::domain::cooperation::{STAGE_SLOTS, Stage};
use crate::domain::metric::Metric;
use crate::engine::books::BookSums;
use crate::engine::question::Plan;
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::{Counts, RowKeys, Totals, Wanted};

/// What each of these stations comes to by itself on a day, in their order: the same sums of which statistics are made,
/// so that those of all pages add up to the total of the question.
#[must_use]
pub fn figures(snapshot: &Snapshot, at: Day, items: &[Item], wanted: Option<Wanted>) -> Vec<Totals> {
    let of_books = wanted.map(|wanted| {
        let stations = items.iter().map(|item| (item.id, item.stage));
        RowKeys::sums_of_each(snapshot.books(), at, &wanted, stations)
    });
    let of_books = of_books.unwrap_or_else(|| vec![BookSums::default(); items.len()]);
    items.iter().zip(of_books).map(|(item, books)| Totals { counts: Counts::one(item.stage), books }).collect()
}

/// A metric of every station that a plan means and that is open.
pub(super) struct Figures {
    /// By row of the books.
    by_row: Vec<Value<'static>>,
    /// By stage number, of stations of which the books have nothing.
    of_nothing: [Value<'static>; STAGE_SLOTS],
}

impl Figures {
    pub(super) fn new(plan: &Plan<'_>, metric: Metric, period: (Day, Day)) -> Self {
        let of_nothing =
            (0..).map(|stage| Totals { counts: Counts::one(Stage::from_number(stage)), ..Totals::default() });
        let mut of_nothing = of_nothing.map(|totals| totals.value(metric).into());
        let of_nothing = std::array::from_fn(|_| of_nothing.next().unwrap_or(Value::Empty));
        let Some(wanted) = Wanted::of(&[metric], period) else { return Self { by_row: Vec::new(), of_nothing } };
        let books = plan.snapshot.books();
        let mut by_row = vec![Value::Empty; books.rows()];
        let keys = RowKeys::of_rows(plan, &wanted, |row, stage| by_row[row] = of_nothing[usize::from(stage)]);
        keys.each(books, &wanted, |row, books| {
            // Activity is told of online stations alone, and everything else is the same at any stage.
            let totals = Totals { counts: Counts::one(Some(Stage::Online)), books };
            by_row[row] = totals.value(metric).into();
        });
        Self { by_row, of_nothing }
    }

    /// The value of a station at a stage, by its row where the books have one for it.
    pub(super) fn value(&self, row: Option<usize>, stage: Option<Stage>) -> Value<'static> {
        let known = row.and_then(|row| self.by_row.get(row).copied());
        known.unwrap_or_else(|| self.of_nothing[usize::from(stage.map_or(0, Stage::number))])
    }
}
