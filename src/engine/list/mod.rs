//! Lists: the stations that a question means, in an order, a page at a time; nearest first around a place.

mod figures;
mod nearest;
mod order;
mod window;

use self::figures::Figures;
pub use self::figures::figures;
use self::order::{Candidate, Order, Value};
pub use self::order::{Cursor, SortKey, SortValue};
use self::window::Window;
use super::block::set_slots;
use super::question::{Plan, Question, Selected, slots};
use super::snapshot::Snapshot;
use crate::base::ids::StationId;
use crate::base::location::LonLat;
use crate::domain::cooperation::Stage;

/// A place around which stations are asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The place.
    pub place: LonLat,
    /// No farther than this, in metres.
    pub radius: Option<f64>,
}

/// How a page of a list is asked.
#[derive(Clone, Debug, Default)]
pub struct Paging {
    /// What it is sorted by.
    pub sort: SortKey,
    /// From the largest down.
    pub descending: bool,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Stations left out before the page begins.
    pub skip: usize,
    /// Most stations of the page.
    pub limit: usize,
}

/// A station of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Which.
    pub id: StationId,
    /// Its stage on the date.
    pub stage: Option<Stage>,
    /// Metres from the place asked.
    pub distance: Option<f64>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// How many stations the question means, on all pages.
    pub matched: usize,
    /// This page's.
    pub items: Vec<Item>,
    /// Where it ended; `None` on the last page.
    pub next: Option<Cursor>,
}

/// A page of the open stations that a question means; `near` adds distances and, with a radius, holds the
/// list to them.
#[must_use]
pub fn list(snapshot: &Snapshot, question: &Question, near: Option<Near>, paging: &Paging) -> Page {
    let plan = Plan::new(snapshot, question);
    let mut selected = Selected::EMPTY;
    let mut matched = 0;
    // Past the end there is nothing to hold, only to count.
    let (skip, limit) = if paging.skip < snapshot.stations() { (paging.skip, paging.limit) } else { (0, 0) };
    let mut window = Window::new(skip, limit);
    let radius = near.and_then(|near| near.radius);
    let figures = match paging.sort {
        SortKey::Metric(metric, period) => Some(Figures::new(&plan, metric, period)),
        _ => None,
    };
    let order = Order { snapshot, sort: paging.sort, figures };
    for (block, bound) in nearest::blocks(snapshot, question, near) {
        if radius.is_some_and(|radius| bound > radius) {
            break;
        }
        plan.select(block, None, &mut selected);
        // The counting goes on, but no station of this block can come before the page's last.
        let hopeless = paging.sort == SortKey::Distance
            && !paging.descending
            && window.last().is_some_and(|last| matches!(last.value, Value::Real(metres) if metres < bound));
        if hopeless && radius.is_none() {
            let here = set_slots(&selected.open) as usize;
            matched += here;
            window.pass(here);
            continue;
        }
        for slot in slots(&selected.open, block.len()) {
            let distance = near.map(|near| near.place.distance_m(block.place(slot).lonlat()));
            if radius.zip(distance).is_some_and(|(radius, distance)| distance > radius) {
                continue;
            }
            matched += 1;
            let stage = Stage::from_number(selected.stages[slot]);
            let candidate = Candidate {
                value: order.value(block, slot, stage, distance),
                block,
                slot,
                descending: paging.descending,
                item: Item { id: block.station(slot), stage, distance },
            };
            if paging.after.as_ref().is_some_and(|cursor| !candidate.is_after(cursor)) {
                continue;
            }
            window.offer(candidate);
        }
    }
    let (sorted, more) = window.close();
    let next = sorted.last().filter(|_| more).map(Candidate::cursor);
    Page { matched, items: sorted.into_iter().map(|candidate| candidate.item).collect(), next }
}
