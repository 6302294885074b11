//! Lists: the stations that a question means, in an order, a page at a time; nearest first around a place.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::block::{Block, set_slots};
use super::filter::Filter;
use super::question::{Plan, Question, Selected, slots};
use super::rows::energy_of;
use super::snapshot::Snapshot;
use crate::base::ids::StationId;
use crate::base::location::{EARTH_RADIUS_M, LonLat};
use crate::base::tile::Square;
use crate::domain::cooperation::Stage;

/// What a list is sorted by; stations that are equal in it stand by code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The user's own id.
    #[default]
    Code,
    /// Name.
    Name,
    /// Brand.
    Brand,
    /// Operator.
    Operator,
    /// Energy, in the order of documentation.
    Energy,
    /// Stage, in the order of the funnel.
    Stage,
    /// Opening day.
    OpenedOn,
    /// Closing day.
    ClosedOn,
    /// Distance from the place asked.
    Distance,
}

/// A value that a list is sorted by. Empty ones stand last either way.
#[derive(Clone, Debug, PartialEq)]
pub enum SortValue {
    /// A text.
    Text(String),
    /// A number: of a day, a stage, an energy.
    Number(i64),
    /// Metres.
    Metres(f64),
    /// Nothing.
    Empty,
}

/// Where a page ended: the last station's value and code.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// The value sorted by.
    pub value: SortValue,
    /// The code.
    pub code: String,
}

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

/// A candidate with what it is sorted by, borrowed from its block.
struct Candidate<'s> {
    value: Value<'s>,
    code: &'s str,
    descending: bool,
    item: Item,
}

#[derive(Clone, Copy, PartialEq)]
enum Value<'s> {
    Text(&'s str),
    Number(i64),
    Metres(f64),
    Empty,
}

impl Value<'_> {
    fn compare(self, other: Value<'_>, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Value::Empty, Value::Empty) => return Ordering::Equal,
            (Value::Empty, _) => return Ordering::Greater,
            (_, Value::Empty) => return Ordering::Less,
            (Value::Text(one), Value::Text(other)) => one.cmp(other),
            (Value::Number(one), Value::Number(other)) => one.cmp(&other),
            (Value::Metres(one), Value::Metres(other)) => one.total_cmp(&other),
            // One list has one kind of value.
            _ => Ordering::Equal,
        };
        if descending { order.reverse() } else { order }
    }

    fn owned(self) -> SortValue {
        match self {
            Value::Text(text) => SortValue::Text(text.to_owned()),
            Value::Number(number) => SortValue::Number(number),
            Value::Metres(metres) => SortValue::Metres(metres),
            Value::Empty => SortValue::Empty,
        }
    }
}

impl Cursor {
    fn value(&self) -> Value<'_> {
        match &self.value {
            SortValue::Text(text) => Value::Text(text),
            SortValue::Number(number) => Value::Number(*number),
            SortValue::Metres(metres) => Value::Metres(*metres),
            SortValue::Empty => Value::Empty,
        }
    }
}

impl Candidate<'_> {
    fn is_after(&self, cursor: &Cursor) -> bool {
        let order = self.value.compare(cursor.value(), self.descending);
        order.then_with(|| self.code.cmp(&cursor.code)) == Ordering::Greater
    }
}

impl PartialEq for Candidate<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate<'_> {}

impl PartialOrd for Candidate<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.compare(other.value, self.descending).then_with(|| self.code.cmp(other.code))
    }
}

/// A page of the open stations that a question means; `near` adds distances and, with a radius, holds the
/// list to them.
#[must_use]
pub fn list(snapshot: &Snapshot, question: &Question, near: Option<Near>, paging: &Paging) -> Page {
    let plan = Plan::new(snapshot, question);
    let mut selected = Selected::EMPTY;
    let mut matched = 0;
    // The worst of the best so far stands on top and gives way to a better one.
    let mut best: BinaryHeap<Candidate<'_>> = BinaryHeap::with_capacity(paging.limit + 1);
    let radius = near.and_then(|near| near.radius);
    let mut more = false;
    for (block, bound) in blocks(snapshot, question, near) {
        if radius.is_some_and(|radius| bound > radius) {
            break;
        }
        plan.select(block, None, &mut selected);
        // The counting goes on, but no station of this block can come before the page's last.
        let hopeless = paging.sort == SortKey::Distance
            && !paging.descending
            && best.len() == paging.limit
            && best.peek().is_some_and(|worst| matches!(worst.value, Value::Metres(metres) if metres < bound));
        if hopeless && radius.is_none() {
            let here = set_slots(&selected.open) as usize;
            matched += here;
            more |= here > 0;
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
                value: value(snapshot, block, slot, paging.sort, stage, distance),
                code: block.code(slot),
                descending: paging.descending,
                item: Item { id: block.station(slot), stage, distance },
            };
            if paging.after.as_ref().is_some_and(|cursor| !candidate.is_after(cursor)) {
                continue;
            }
            if best.len() < paging.limit {
                best.push(candidate);
            } else {
                more = true;
                if best.peek().is_some_and(|worst| candidate < *worst) {
                    best.pop();
                    best.push(candidate);
                }
            }
        }
    }
    let sorted = best.into_sorted_vec();
    let next =
        sorted.last().filter(|_| more).map(|last| Cursor { value: last.value.owned(), code: last.code.to_owned() });
    Page { matched, items: sorted.into_iter().map(|candidate| candidate.item).collect(), next }
}

/// The blocks that may hold answers, with a lower bound of their distance; nearest first around a place.
fn blocks<'s>(snapshot: &'s Snapshot, question: &Question, near: Option<Near>) -> Vec<(&'s Block, f64)> {
    let squares = bounds(&question.filter).filter(|squares| squares.len() <= MOST_BOXES);
    let squares = squares.unwrap_or_else(|| vec![Square::WORLD]);
    let mut found: Vec<(usize, &Block)> = squares.iter().flat_map(|square| snapshot.blocks_in(square)).collect();
    // A block that reaches into several boxes is read once.
    found.sort_unstable_by_key(|&(index, _)| index);
    found.dedup_by_key(|&mut (index, _)| index);
    let bound = |block: &Block| near.map_or(0.0, |near| least_distance_m(near.place, &block.bounds));
    let mut blocks: Vec<(&Block, f64)> = found.into_iter().map(|(_, block)| (block, bound(block))).collect();
    if near.is_some() {
        blocks.sort_by(|a, b| a.1.total_cmp(&b.1));
    }
    blocks
}

/// More boxes than this cost more to look up than they spare.
const MOST_BOXES: usize = 16;

/// Boxes that together hold every station for which the filter can be true, if it says so itself. A box that
/// crosses the antimeridian comes as two.
fn bounds(filter: &Filter) -> Option<Vec<Square>> {
    match filter {
        Filter::Within(area) => Some(vec![area.bounds()]),
        Filter::And(filters) => filters.iter().find_map(bounds),
        Filter::Or(filters) => filters.iter().map(bounds).collect::<Option<Vec<_>>>().map(|boxes| boxes.concat()),
        _ => None,
    }
}

fn value<'s>(
    snapshot: &'s Snapshot,
    block: &'s Block,
    slot: usize,
    sort: SortKey,
    stage: Option<Stage>,
    distance: Option<f64>,
) -> Value<'s> {
    let word = |word: Option<&'s str>| word.map_or(Value::Empty, Value::Text);
    let day = |day: i32, none: i32| if day == none { Value::Empty } else { Value::Number(i64::from(day)) };
    match sort {
        SortKey::Code => Value::Text(block.code(slot)),
        SortKey::Name => Value::Text(block.name(slot)),
        SortKey::Brand => word(snapshot.brands().word(block.brand[slot])),
        SortKey::Operator => word(snapshot.operators().word(block.operator[slot])),
        SortKey::Energy => energy_of(block.energy[slot]).map_or(Value::Empty, |energy| Value::Number(energy as i64)),
        SortKey::Stage => stage.map_or(Value::Empty, |stage| Value::Number(i64::from(stage.number()))),
        SortKey::OpenedOn => day(block.opened[slot], 0),
        SortKey::ClosedOn => day(block.closed[slot], super::block::NEVER),
        SortKey::Distance => distance.map_or(Value::Empty, Value::Metres),
    }
}

/// No place of the box is nearer than this, in metres.
///
/// North or south of the place the nearest latitude counts; beside it the nearest edge's meridian does,
/// on which the great circle from the place has its foot where tan φ = tan φ₀ ÷ cos Δλ.
fn least_distance_m(from: LonLat, square: &Square) -> f64 {
    // A unit of slack for the rounding of places to Mercator units.
    const SLACK_M: f64 = 0.05;
    let (nw, se) = (square.min.lonlat(), square.max.lonlat());
    let (low, high) = (se.lat(), nw.lat());
    if (nw.lon()..=se.lon()).contains(&from.lon()) {
        let gap = (low - from.lat()).max(from.lat() - high).max(0.0);
        return (gap.to_radians() * EARTH_RADIUS_M - SLACK_M).max(0.0);
    }
    let gap = |lon: f64| {
        let gap = (from.lon() - lon).abs();
        gap.min(360.0 - gap)
    };
    let lon = if gap(nw.lon()) <= gap(se.lon()) { nw.lon() } else { se.lon() };
    let delta = gap(lon).to_radians();
    let foot = from.lat().to_radians().tan().atan2(delta.cos()).to_degrees();
    let candidates = [low, high, foot.clamp(low, high)];
    let nearest = candidates
        .into_iter()
        .filter_map(|lat| LonLat::new(lon, lat).ok())
        .map(|place| from.distance_m(place))
        .fold(f64::INFINITY, f64::min);
    (nearest - SLACK_M).max(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::location::Mercator;
    use crate::engine::filter::Area;

    #[test]
    fn boxes_of_an_or_are_all_looked_into() {
        let within = |west, east| Filter::Within(Area::bbox([west, -10.0, east, 10.0]).expect("box"));
        let count = |filter: &Filter| bounds(filter).map(|boxes| boxes.len());
        let crossing = Filter::Or(vec![within(170.0, 180.0), within(-180.0, -170.0)]);
        assert_eq!(count(&crossing), Some(2));
        assert_eq!(count(&Filter::And(vec![Filter::ALL, crossing.clone()])), Some(2));
        // What is true anywhere is not held to the box beside it.
        assert_eq!(count(&Filter::Or(vec![within(170.0, 180.0), Filter::ALL])), None);
        assert_eq!(count(&Filter::Not(Box::new(crossing))), None);
    }

    /// The unit at a share of the way from one to another.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a u32 is one")]
    fn at(low: u32, high: u32, share: f64) -> u32 {
        low + (f64::from(high - low) * share) as u32
    }

    proptest! {
        #[test]
        fn no_place_of_a_box_is_nearer_than_its_bound(
            lon in -180.0..180.0_f64, lat in -84.0..84.0_f64,
            x in any::<u32>(), y in 40_000_000..4_250_000_000_u32, w in 0..400_000_000_u32, h in 0..400_000_000_u32,
            u in 0.0..=1.0_f64, v in 0.0..=1.0_f64,
        ) {
            let min = Mercator { x, y };
            let max = Mercator { x: x.saturating_add(w), y: y.saturating_add(h).min(4_254_000_000) };
            let square = Square { min, max };
            let place = Mercator { x: at(min.x, max.x, u), y: at(min.y, max.y, v) };
            let from = LonLat::new(lon, lat).expect("place");
            let bound = least_distance_m(from, &square);
            prop_assert!(bound <= from.distance_m(place.lonlat()) + 1e-6);
        }
    }
}
