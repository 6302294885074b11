//! The staging area: stations as flat, growing columns on their way into blocks.

use super::block::{Block, NEVER, pack};
use super::curve;
use super::dictionary::Dictionary;
use super::geography::Geography;
use crate::base::location::Mercator;
use crate::domain::station::{Energy, StationView};

/// A set's region slot for "in no region".
pub(super) const NOWHERE: u32 = u32::MAX;

/// Stations on their way into blocks; row i is entry i of every column.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) x: Vec<u32>,
    pub(super) y: Vec<u32>,
    pub(super) id: Vec<u32>,
    pub(super) brand: Vec<u32>,
    pub(super) operator: Vec<u32>,
    pub(super) energy: Vec<u8>,
    pub(super) opened: Vec<i32>,
    pub(super) closed: Vec<i32>,
    sets: usize,
    /// `sets` entries a row.
    regions: Vec<u32>,
    /// Where each row's events end in `events`.
    event_ends: Vec<usize>,
    events: Vec<i32>,
    /// Where each row's code and then its name end in `text`.
    text_ends: Vec<[usize; 2]>,
    text: String,
}

/// 0 for none, else 1 + position in `Energy::ALL`.
pub(super) fn energy_number(energy: Option<Energy>) -> u8 {
    energy.map_or(0, |energy| 1 + energy as u8)
}

/// The energy of a number made by [`energy_number`].
pub(super) fn energy_of(number: u8) -> Option<Energy> {
    Energy::ALL.get(usize::from(number).wrapping_sub(1)).copied()
}

impl Rows {
    /// No rows yet, with room for `capacity`; each will have a region of each of `sets` sets.
    pub(super) fn new(sets: usize, capacity: usize) -> Self {
        let mut rows = Self { sets, ..Self::default() };
        rows.x.reserve(capacity);
        rows.y.reserve(capacity);
        rows.id.reserve(capacity);
        rows.text_ends.reserve(capacity);
        rows.event_ends.reserve(capacity);
        rows
    }

    /// Adds a station as it comes from outside.
    #[expect(clippy::cast_possible_wrap, reason = "day numbers have 17 bits")]
    pub(super) fn push(
        &mut self,
        view: &StationView<'_>,
        brands: &mut Dictionary,
        operators: &mut Dictionary,
        geography: &Geography,
    ) {
        let place = Mercator::from(view.location);
        self.x.push(place.x);
        self.y.push(place.y);
        self.id.push(view.id.0);
        self.brand.push(brands.learn(view.brand));
        self.operator.push(operators.learn(view.operator));
        self.energy.push(energy_number(view.energy));
        self.opened.push(view.opened_on.map_or(0, |day| day.number() as i32));
        self.closed.push(view.closed_on.map_or(NEVER, |day| day.number() as i32));
        for set in geography.sets() {
            let region = view.regions.iter().find(|(id, _)| *id == set.id());
            self.regions.push(region.and_then(|&(_, region)| set.slot(region)).unwrap_or(NOWHERE));
        }
        self.events.extend(view.timeline.iter().map(|&(day, stage)| pack(day, stage.number())));
        self.finish(view.code, view.name);
    }

    /// Adds a station as a block holds it.
    pub(super) fn push_slot(&mut self, block: &Block, slot: usize) {
        self.x.push(block.x[slot]);
        self.y.push(block.y[slot]);
        self.id.push(block.id[slot]);
        self.brand.push(block.brand[slot]);
        self.operator.push(block.operator[slot]);
        self.energy.push(block.energy[slot]);
        self.opened.push(block.opened[slot]);
        self.closed.push(block.closed[slot]);
        self.regions.extend((0..self.sets).map(|set| block.regions(set)[slot]));
        self.events.extend(block.events(slot));
        self.finish(block.code(slot), block.name(slot));
    }

    fn finish(&mut self, code: &str, name: &str) {
        self.event_ends.push(self.events.len());
        self.text.push_str(code);
        let code_end = self.text.len();
        self.text.push_str(name);
        self.text_ends.push([code_end, self.text.len()]);
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.id.len()
    }

    /// How many sets each row has a region of.
    pub(super) fn sets(&self) -> usize {
        self.sets
    }

    /// The row's region slot in a set; [`NOWHERE`] for none.
    pub(super) fn region(&self, row: usize, set: usize) -> u32 {
        self.regions[row * self.sets + set]
    }

    /// The row's packed events.
    pub(super) fn events(&self, row: usize) -> &[i32] {
        let start = row.checked_sub(1).map_or(0, |before| self.event_ends[before]);
        &self.events[start..self.event_ends[row]]
    }

    /// The row's code.
    pub(super) fn code(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.text_ends[before][1]);
        &self.text[start..self.text_ends[row][0]]
    }

    /// The row's name.
    pub(super) fn name(&self, row: usize) -> &str {
        &self.text[self.text_ends[row][0]..self.text_ends[row][1]]
    }

    /// The row's place on the curve.
    pub(super) fn key(&self, row: usize) -> u32 {
        curve::key(Mercator { x: self.x[row], y: self.y[row] })
    }

    /// All rows by their place on the curve, as (key, row); rows at one place stand by id.
    #[expect(clippy::cast_possible_truncation, reason = "station ids are 32 bits, so rows are")]
    pub(super) fn along_the_curve(&self) -> Vec<(u32, u32)> {
        let mut order: Vec<(u32, u32, u32)> =
            (0..self.len()).map(|row| (self.key(row), self.id[row], row as u32)).collect();
        order.sort_unstable();
        order.into_iter().map(|(key, _, row)| (key, row)).collect()
    }
}
