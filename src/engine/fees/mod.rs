//! The channel fee taken apart: how the stations' own rates are spread, and what a change from one period to another is
//! made of. All of it in whole minor units and whole parts of rates, so that nothing depends on the order of sums.

mod change;
mod rates;
mod share;

pub use change::{Effects, FeeChange, FeeSide, Flow, Split, fee_change};
pub use rates::{Bin, FeeRates, Group, MOST_BINS, Outlier, Spread, fee_rates};

use super::books::{Books, NO_KEY, Sought};
use super::question::{Plan, Selected, slots};
use super::statistics::keys::Keys;
use crate::base::date::Day;
use crate::domain::fee::FeeSums;

/// By row of the books, the key of the open stations that a plan means; [`NO_KEY`] for all others.
fn places(plan: &Plan<'_>, keys: &mut Keys<'_>) -> Vec<u32> {
    let books = plan.snapshot.books();
    let mut places = vec![NO_KEY; books.rows()];
    let mut selected = Selected::EMPTY;
    for block in plan.snapshot.blocks() {
        plan.select(block, None, &mut selected);
        let of = keys.of(block, &selected);
        for slot in slots(&selected.open, block.len()) {
            if let Some(row) = books.row(block.station(slot)) {
                places[row] = of[slot];
            }
        }
    }
    places
}

/// Tells of each row that has a place what it sold and owed over a period, where that is anything.
fn each(books: &Books, places: &[u32], period: (Day, Day), mut told: impl FnMut(usize, FeeSums)) {
    let keys: Vec<u32> = (0..).zip(places).map(|(row, &place)| if place == NO_KEY { NO_KEY } else { row }).collect();
    let sought = Sought { period, keys: &keys, count: keys.len() };
    books.each(&[sought], |_, row, sums| told(row as usize, sums.fees));
}
