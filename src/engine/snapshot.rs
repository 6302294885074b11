//! A snapshot: the whole network at one revision, immutable. A write makes the next one, copying the
//! blocks it touches and sharing the rest.

use std::sync::Arc;

use rstar::{AABB, RTree, RTreeObject};
use rustc_hash::{FxHashMap, FxHashSet};

use super::block::{BLOCK, Block};
use super::books::Books;
use super::curve;
use super::dictionary::Dictionary;
use super::geography::Geography;
use super::rows::{Rows, energy_of};
use crate::base::date::Day;
use crate::base::ids::{Revision, StationId};
use crate::base::location::Mercator;
use crate::base::tile::Square;
use crate::domain::performance::VolumeUnit;
use crate::domain::station::StationView;

/// A block is filled this far when it is cut anew, so that a few arrivals do not split it.
const CUT: usize = 224;
/// Position of a station that is not there.
const GONE: u32 = u32::MAX;
/// Positions are kept in pages of this many ids, so that a write copies one page and not all.
const PAGE: usize = 4096;

/// A block's envelope in the R-tree.
#[derive(Clone, Debug, PartialEq)]
struct Envelope {
    block: u32,
    bounds: Square,
}

impl RTreeObject for Envelope {
    type Envelope = AABB<[i64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        aabb(&self.bounds)
    }
}

fn aabb(square: &Square) -> AABB<[i64; 2]> {
    let corner = |place: Mercator| [i64::from(place.x), i64::from(place.y)];
    AABB::from_corners(corner(square.min), corner(square.max))
}

/// Where a station stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) block: usize,
    pub(super) slot: usize,
}

/// The network at one revision.
#[derive(Clone, Debug)]
pub struct Snapshot {
    revision: Revision,
    blocks: Vec<Arc<Block>>,
    tree: Arc<RTree<Envelope>>,
    /// By ascending curve key: where each block's stretch of the curve begins, and the block.
    stretches: Arc<Vec<(u32, u32)>>,
    /// By station id: block × 256 + slot, or [`GONE`].
    positions: Vec<Arc<Vec<u32>>>,
    brands: Dictionary,
    operators: Dictionary,
    geography: Geography,
    books: Arc<Books>,
    /// Whether the books are those of the revision; otherwise nobody may ask for them.
    has_books: bool,
    stations: usize,
}

/// What a snapshot weighs, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Stations in it.
    pub stations: usize,
    /// Stage events in it.
    pub events: usize,
    /// Bytes of everything but timelines and regions' shapes.
    pub station_bytes: usize,
    /// Bytes of timelines.
    pub event_bytes: usize,
}

/// Collects stations for a new snapshot.
#[derive(Debug)]
pub struct Builder {
    rows: Rows,
    brands: Dictionary,
    operators: Dictionary,
    geography: Geography,
}

impl Builder {
    /// A builder for a network with these regions; `capacity` is a guess of the number of stations.
    #[must_use]
    pub fn new(geography: Geography, capacity: usize) -> Self {
        let rows = Rows::new(geography.sets().len(), capacity);
        Self { rows, brands: Dictionary::default(), operators: Dictionary::default(), geography }
    }

    /// Adds a station; each id once.
    pub fn push(&mut self, view: &StationView<'_>) {
        self.rows.push(view, &mut self.brands, &mut self.operators, &self.geography);
    }

    /// The snapshot of all stations added.
    #[must_use]
    pub fn finish(self, revision: Revision) -> Snapshot {
        Snapshot::of_rows(revision, &self.rows, self.brands, self.operators, self.geography)
    }
}

impl Snapshot {
    /// A network without stations.
    #[must_use]
    pub fn empty(revision: Revision, geography: Geography) -> Self {
        Builder::new(geography, 0).finish(revision)
    }

    #[expect(clippy::cast_possible_truncation, reason = "blocks are fewer than stations, whose ids are 32 bits")]
    fn of_rows(
        revision: Revision,
        rows: &Rows,
        brands: Dictionary,
        operators: Dictionary,
        geography: Geography,
    ) -> Self {
        let order = rows.along_the_curve();
        let picked: Vec<u32> = order.iter().map(|&(_, row)| row).collect();
        let blocks: Vec<Arc<Block>> = picked.chunks(BLOCK).map(|rows_of| Arc::new(Block::new(rows, rows_of))).collect();
        let stretches = order.chunks(BLOCK).enumerate().map(|(block, run)| (run[0].0, block as u32)).collect();
        let tree = RTree::bulk_load(
            blocks.iter().enumerate().map(|(i, block)| Envelope { block: i as u32, bounds: block.bounds }).collect(),
        );
        let mut snapshot = Self {
            revision,
            blocks,
            tree: Arc::new(tree),
            stretches: Arc::new(stretches),
            positions: Vec::new(),
            brands,
            operators,
            geography,
            books: Arc::default(),
            has_books: true,
            stations: rows.len(),
        };
        let mut positions = vec![GONE; rows.id.iter().max().map_or(0, |&id| id as usize + 1)];
        for (index, block) in snapshot.blocks.iter().enumerate() {
            for (slot, &id) in block.id.iter().enumerate() {
                positions[id as usize] = (index * BLOCK + slot) as u32;
            }
        }
        positions.resize(positions.len().next_multiple_of(PAGE), GONE);
        snapshot.positions = positions.chunks(PAGE).map(|page| Arc::new(page.to_vec())).collect();
        snapshot
    }

    /// The same stations with other books.
    #[must_use]
    pub fn with_books(self, books: Arc<Books>) -> Self {
        Self { books, has_books: true, ..self }
    }

    /// The same stations for questions that speak of nothing else: without books.
    #[must_use]
    pub fn without_books(self) -> Self {
        Self { books: Arc::default(), has_books: false, ..self }
    }

    /// The next snapshot, with the same books: `changed` stations as they are now (new ones too), `gone` ones left out.
    ///
    /// Few changes copy the blocks they touch; many rebuild everything, which costs less then.
    #[must_use]
    pub fn apply(&self, revision: Revision, changed: &[StationView<'_>], gone: &[StationId]) -> Self {
        let touched = changed.len() + gone.len();
        if touched > 64 && touched > self.stations / 16 {
            self.rebuild(revision, changed, gone)
        } else {
            self.patch(revision, changed, gone)
        }
    }

    fn rebuild(&self, revision: Revision, changed: &[StationView<'_>], gone: &[StationId]) -> Self {
        let (mut brands, mut operators) = (self.brands.clone(), self.operators.clone());
        let mut rows = Rows::new(self.geography.sets().len(), self.stations + changed.len());
        let replaced: FxHashSet<u32> = changed.iter().map(|view| view.id.0).chain(gone.iter().map(|id| id.0)).collect();
        for block in &self.blocks {
            for slot in (0..block.len()).filter(|&slot| !replaced.contains(&block.id[slot])) {
                rows.push_slot(block, slot);
            }
        }
        for view in changed {
            rows.push(view, &mut brands, &mut operators, &self.geography);
        }
        let next = Self::of_rows(revision, &rows, brands, operators, self.geography.clone());
        next.with_books(Arc::clone(&self.books))
    }

    fn patch(&self, revision: Revision, changed: &[StationView<'_>], gone: &[StationId]) -> Self {
        let mut next = Self { revision, ..self.clone() };
        // What each touched block loses (station ids) and gains (indices of `changed`).
        let mut losses: FxHashMap<usize, FxHashSet<u32>> = FxHashMap::default();
        let mut gains: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for id in gone.iter().copied().chain(changed.iter().map(|view| view.id)) {
            if let Some(position) = self.position(id) {
                losses.entry(position.block).or_default().insert(id.0);
            }
        }
        for (index, view) in changed.iter().enumerate() {
            gains.entry(self.block_for(Mercator::from(view.location))).or_default().push(index);
        }
        for &id in gone {
            next.place(id, GONE);
        }
        let mut touched: Vec<usize> = losses.keys().chain(gains.keys()).copied().collect();
        touched.sort_unstable();
        touched.dedup();
        for block in touched {
            let lost = losses.remove(&block).unwrap_or_default();
            let gained = gains.remove(&block).unwrap_or_default();
            let mut rows = Rows::new(self.geography.sets().len(), BLOCK + gained.len());
            if let Some(old) = self.blocks.get(block) {
                for slot in (0..old.len()).filter(|&slot| !lost.contains(&old.id[slot])) {
                    rows.push_slot(old, slot);
                }
            }
            for index in gained {
                rows.push(&changed[index], &mut next.brands, &mut next.operators, &self.geography);
            }
            next.replace(block, &rows);
        }
        next.stations = next.blocks.iter().map(|block| block.len()).sum();
        next
    }

    /// Puts these rows where block `block` stood, in as many blocks as they need.
    #[expect(clippy::cast_possible_truncation, reason = "blocks are fewer than stations, whose ids are 32 bits")]
    fn replace(&mut self, block: usize, rows: &Rows) {
        let order = rows.along_the_curve();
        let picked: Vec<u32> = order.iter().map(|&(_, row)| row).collect();
        let pieces: Vec<&[u32]> = if picked.len() <= BLOCK { vec![&picked[..]] } else { picked.chunks(CUT).collect() };
        let mut start = 0;
        for (piece, rows_of) in pieces.into_iter().enumerate() {
            let made = Block::new(rows, rows_of);
            let index = if piece == 0 && block < self.blocks.len() {
                self.exchange(block, made);
                block
            } else {
                let index = self.blocks.len();
                Arc::make_mut(&mut self.tree).insert(Envelope { block: index as u32, bounds: made.bounds });
                let stretches = Arc::make_mut(&mut self.stretches);
                let key = order.get(start).map_or(0, |&(key, _)| key);
                stretches.insert(stretches.partition_point(|&(at, _)| at <= key), (key, index as u32));
                self.blocks.push(Arc::new(made));
                index
            };
            start += rows_of.len();
            let made = Arc::clone(&self.blocks[index]);
            for slot in 0..made.len() {
                self.place(made.station(slot), (index * BLOCK + slot) as u32);
            }
        }
    }

    /// Swaps one block for another and keeps the tree in step.
    #[expect(clippy::cast_possible_truncation, reason = "blocks are fewer than stations, whose ids are 32 bits")]
    fn exchange(&mut self, index: usize, made: Block) {
        let old = &self.blocks[index];
        let (was, is) = (old.bounds, made.bounds);
        if was != is || (old.len() == 0) != (made.len() == 0) {
            let tree = Arc::make_mut(&mut self.tree);
            if old.len() > 0 {
                tree.remove(&Envelope { block: index as u32, bounds: was });
            }
            if made.len() > 0 {
                tree.insert(Envelope { block: index as u32, bounds: is });
            }
        }
        self.blocks[index] = Arc::new(made);
    }

    fn place(&mut self, id: StationId, position: u32) {
        let page = id.0 as usize / PAGE;
        while self.positions.len() <= page {
            self.positions.push(Arc::new(vec![GONE; PAGE]));
        }
        // Most stations of a block that is made anew stand where they stood: their pages, which are as many as
        // there are stations in it, stay shared.
        let at = id.0 as usize % PAGE;
        if self.positions[page][at] != position {
            Arc::make_mut(&mut self.positions[page])[at] = position;
        }
    }

    /// The block whose stretch of the curve holds the place; 0 when there is none yet.
    fn block_for(&self, place: Mercator) -> usize {
        let key = curve::key(place);
        let after = self.stretches.partition_point(|&(start, _)| start <= key);
        self.stretches.get(after.saturating_sub(1)).map_or(0, |&(_, block)| block as usize)
    }

    /// The revision this is.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// How many stations there are, open or closed.
    #[must_use]
    pub fn stations(&self) -> usize {
        self.stations
    }

    /// The region sets.
    #[must_use]
    pub fn geography(&self) -> &Geography {
        &self.geography
    }

    /// What stations sold and owe.
    #[must_use]
    pub fn books(&self) -> &Arc<Books> {
        debug_assert!(
            self.has_books,
            "the books are asked for, and were left out when revision {} was read",
            self.revision
        );
        &self.books
    }

    /// Whether it holds books; a past revision may have been read without them.
    #[must_use]
    pub fn has_books(&self) -> bool {
        self.has_books
    }

    /// The brands by code.
    #[must_use]
    pub fn brands(&self) -> &Dictionary {
        &self.brands
    }

    /// The operators by code.
    #[must_use]
    pub fn operators(&self) -> &Dictionary {
        &self.operators
    }

    /// Whether the snapshot holds the station.
    #[must_use]
    pub fn contains(&self, id: StationId) -> bool {
        self.position(id).is_some()
    }

    pub(super) fn position(&self, id: StationId) -> Option<Position> {
        let position = *self.positions.get(id.0 as usize / PAGE)?.get(id.0 as usize % PAGE)?;
        (position != GONE).then_some(Position { block: position as usize / BLOCK, slot: position as usize % BLOCK })
    }

    /// Where a station stands on the Mercator square.
    #[must_use]
    pub fn place_of(&self, id: StationId) -> Option<Mercator> {
        self.position(id).map(|position| self.blocks[position.block].place(position.slot))
    }

    /// The user's own id of a station.
    #[must_use]
    pub fn code_of(&self, id: StationId) -> Option<&str> {
        self.position(id).map(|position| self.blocks[position.block].code(position.slot))
    }

    /// What a station's volumes are counted in; litres for one that is not there.
    #[must_use]
    pub fn unit_of(&self, id: StationId) -> VolumeUnit {
        let energy = self.position(id).map(|position| self.blocks[position.block].energy[position.slot]);
        VolumeUnit::of(energy.and_then(energy_of))
    }

    pub(super) fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// The blocks that reach into the box.
    pub(super) fn blocks_in(&self, square: &Square) -> impl Iterator<Item = (usize, &Block)> {
        self.tree.locate_in_envelope_intersecting(aabb(square)).map(|envelope| {
            let index = envelope.block as usize;
            (index, self.blocks[index].as_ref())
        })
    }

    /// The smallest box that holds every station; `None` without one.
    #[must_use]
    pub fn bounds(&self) -> Option<Square> {
        self.blocks.iter().filter(|block| block.len() > 0).map(|block| block.bounds).reduce(|a, b| Square {
            min: Mercator { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
            max: Mercator { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
        })
    }

    /// Days of the earliest and the latest stage event; `None` without one.
    #[must_use]
    pub fn event_span(&self) -> Option<(Day, Day)> {
        let spans = self.blocks.iter().filter_map(|block| block.span());
        let (first, last) = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        Some((Day::from_number(first)?, Day::from_number(last)?))
    }

    /// What the index weighs, region shapes aside.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let event_bytes: usize = self.blocks.iter().map(|block| block.timeline_memory()).sum();
        let blocks: usize = self.blocks.iter().map(|block| block.memory() + 16 + 2 * 40).sum();
        Memory {
            stations: self.stations,
            events: self.blocks.iter().map(|block| block.event_count()).sum(),
            station_bytes: blocks - event_bytes
                + self.positions.len() * (PAGE * 4 + 40)
                + self.brands.memory()
                + self.operators.memory(),
            event_bytes,
        }
    }
}
