//! The regions on one tile, as vector tile geometry: outer rings clockwise on the screen, holes the other
//! way, closed, cut to the tile and 64 units of buffer.

use super::clip::{Spot, clip, double_area, tidy};
use super::detail::{Bounds, DEEPEST, Detail, Grid};
use super::looks::{Look, Looks};
use super::outlines::Outlines;
use crate::base::location::Mercator;
use crate::base::tile::{Square, TileId};
use crate::engine::mvt::{Commands, EXTENT, EXTENT_BITS};

/// Units around the tile that are drawn too, so that outlines do not show at its edge.
const BUFFER: i64 = 64;

/// The furthest unit that is drawn, counted like [`Spot`].
const FAR: i64 = EXTENT as i64 + BUFFER;

/// The regions of one level on one tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionTile {
    /// Slot, and where its commands end; ascending.
    features: Vec<(u32, u32)>,
    /// The geometry commands of all features.
    commands: Vec<u32>,
}

impl RegionTile {
    /// A tile without regions.
    pub(super) const EMPTY: Self = Self { features: Vec::new(), commands: Vec::new() };

    /// How many regions are on the tile.
    pub const fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether no region is.
    pub const fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The regions on the tile by ascending slot, each with its polygon as the commands of the Mapbox
    /// Vector Tile specification 2.1, 4.3: at least one ring, no ring without area.
    pub fn features(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let starts = std::iter::once(0).chain(self.features.iter().map(|&(_, end)| end));
        starts.zip(&self.features).map(|(start, &(slot, end))| (slot, &self.commands[start as usize..end as usize]))
    }
}

/// The part of the map that a tile draws, in Mercator units: the buffer, and a unit for rounding, of the
/// tile and of the detail that it magnifies.
pub(super) fn reach(tile: TileId) -> Square {
    let square = tile.square();
    let side = u64::from(square.max.x - square.min.x) + 1;
    let units = (side * (BUFFER.unsigned_abs() + 1)) >> EXTENT_BITS;
    let margin = u32::try_from(units).unwrap_or(u32::MAX) + Grid::new(tile.z()).unit();
    let low = |at: u32| at.saturating_sub(margin);
    let high = |at: u32| at.saturating_add(margin);
    Square {
        min: Mercator { x: low(square.min.x), y: low(square.min.y) },
        max: Mercator { x: high(square.max.x), y: high(square.max.y) },
    }
}

/// Draws the regions of these slots; they ascend.
pub(super) fn draw(outlines: &Outlines, looks: &Looks, detail: &Detail, tile: TileId, slots: &[u32]) -> RegionTile {
    let mut pen = Pen::new(outlines, looks, detail, tile);
    let mut features = Vec::with_capacity(slots.len());
    for &slot in slots {
        if pen.region(slot as usize) {
            features.push((slot, u32::try_from(pen.commands.as_slice().len()).unwrap_or(u32::MAX)));
        }
    }
    RegionTile { features, commands: pen.commands.into_items() }
}

/// Writes geometry commands.
struct Pen<'a> {
    outlines: &'a Outlines,
    looks: &'a Looks,
    detail: &'a Detail,
    grid: Grid,
    /// The part of the map that is drawn.
    reach: Square,
    /// The tile's north-western corner, in its own units.
    origin: Spot,
    /// The detail's units are 2^`magnify` of the tile's.
    magnify: u8,
    ring: Vec<Spot>,
    spare: Vec<Spot>,
    commands: Commands,
}

impl<'a> Pen<'a> {
    fn new(outlines: &'a Outlines, looks: &'a Looks, detail: &'a Detail, tile: TileId) -> Self {
        Self {
            outlines,
            looks,
            detail,
            grid: Grid::new(tile.z()),
            reach: reach(tile),
            origin: [i64::from(tile.x()) << EXTENT_BITS, i64::from(tile.y()) << EXTENT_BITS],
            magnify: tile.z().saturating_sub(DEEPEST),
            ring: Vec::new(),
            spare: Vec::new(),
            commands: Commands::default(),
        }
    }

    /// Writes a region; false when none of it is on the tile.
    fn region(&mut self, slot: usize) -> bool {
        let start = self.commands.as_slice().len();
        self.commands.begin();
        for polygon in self.outlines.polygons_of(slot) {
            // Of a country's thousands of islands a tile sees a few.
            if !self.outlines.boxes[polygon].intersects(&self.reach) {
                continue;
            }
            match self.looks.looks[polygon] {
                Look::Gone => {}
                Look::Envelope => {
                    let bounds = self.grid.cover(self.outlines.boxes[polygon]);
                    let [[west, north], [east, south]] = self.corners(bounds);
                    self.ring.clear();
                    self.ring.extend([[west, north], [east, north], [east, south], [west, south]]);
                    self.write(true);
                }
                Look::Rings => {
                    let rings = self.outlines.rings_of(polygon);
                    self.gather(rings.start);
                    if self.write(true) {
                        for hole in (rings.start + 1..rings.end).filter(|&ring| self.looks.large(ring)) {
                            self.gather(hole);
                            self.write(false);
                        }
                    }
                }
            }
        }
        self.commands.as_slice().len() > start
    }

    /// Collects a ring's points. Arcs that lie altogether beyond one side of the tile give their ends
    /// only: what runs outside there does not change what is inside.
    fn gather(&mut self, ring: usize) {
        self.ring.clear();
        for &step in self.outlines.rings.row(ring) {
            let arc = self.detail.arcs.row(step.arc());
            let [low, high] = self.corners(self.detail.bounds[step.arc()]);
            let beyond = (0..2).any(|axis| high[axis] < -BUFFER || low[axis] > FAR);
            // The last point of an arc is the first one of the next.
            let points = if step.backward() { &arc[1..] } else { &arc[..arc.len() - 1] };
            let (origin, magnify) = (self.origin, self.magnify);
            let spot = |point: &[i32; 2]| {
                [(i64::from(point[0]) << magnify) - origin[0], (i64::from(point[1]) << magnify) - origin[1]]
            };
            match (step.backward(), beyond) {
                (false, false) => self.ring.extend(points.iter().map(spot)),
                (true, false) => self.ring.extend(points.iter().rev().map(spot)),
                (false, true) => self.ring.extend(points.first().map(spot)),
                (true, true) => self.ring.extend(points.last().map(spot)),
            }
        }
    }

    /// The north-western and the south-eastern corner of a box of the detail.
    fn corners(&self, bounds: Bounds) -> [Spot; 2] {
        let spot = |x: i32, y: i32| {
            [(i64::from(x) << self.magnify) - self.origin[0], (i64::from(y) << self.magnify) - self.origin[1]]
        };
        [spot(bounds[0], bounds[1]), spot(bounds[2], bounds[3])]
    }

    /// Cuts the collected ring to the tile and writes it; false when nothing is left of it.
    fn write(&mut self, outer: bool) -> bool {
        clip(&mut self.ring, &mut self.spare, -BUFFER, FAR);
        tidy(&mut self.ring);
        let area = double_area(&self.ring);
        if area == 0 {
            return false;
        }
        if (area > 0) != outer {
            self.ring.reverse();
        }
        self.commands.ring(&self.ring);
        true
    }
}
