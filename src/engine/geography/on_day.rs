//! What regions look like on a day: those of a polygon set always the same, groups as the admin regions
//! that they are made of then.

use std::sync::Arc;

use super::Geography;
use super::set::SetIndex;
use super::tile::RegionTile;
use crate::base::date::Day;
use crate::base::location::Mercator;
use crate::base::shape::{Shape, Vertex};
use crate::base::tile::TileId;
use crate::domain::region::{ADMIN, Extent, SetKind};

impl Geography {
    /// The regions of a level of one of these sets on a tile as they are on the day, cut to the tile and 64
    /// of its 4096 units around it; none for a level that there is not. Neighbours share their borders at
    /// every zoom, and no region is ever too small to be drawn. A group that holds nothing on the day is on
    /// no tile.
    pub fn tile(&self, set: &SetIndex, level: usize, day: Day, tile: TileId) -> RegionTile {
        match (set.kind(), self.set(ADMIN)) {
            (SetKind::Polygons, _) => set.tile(level, tile),
            (SetKind::Groups, Some(admin)) => set.drawing_on(day, level, admin).tile(admin.map(), 0, tile),
            (SetKind::Groups, None) => RegionTile::EMPTY,
        }
    }

    /// South-western and north-eastern corner of a region of one of these sets on the day; `None` for a
    /// group that holds nothing then.
    pub fn bounds(&self, set: &SetIndex, slot: u32, day: Day) -> Option<(Vertex, Vertex)> {
        match set.kind() {
            SetKind::Polygons => set.bounds(slot),
            SetKind::Groups => {
                let drawing = set.drawing_on(day, set.level_of(slot), self.set(ADMIN)?);
                let square = drawing.outlines.bounds(slot as usize)?;
                let (north_west, south_east) = (vertex(square.min), vertex(square.max));
                Some((
                    Vertex { lon: north_west.lon, lat: south_east.lat },
                    Vertex { lon: south_east.lon, lat: north_west.lat },
                ))
            }
        }
    }

    /// The polygons of a region of one of these sets on the day; `None` for a group that holds nothing
    /// then. Those of groups end at ±85.05° of latitude, where the map does.
    pub fn shape(&self, set: &SetIndex, slot: u32, day: Day) -> Option<Arc<Shape>> {
        if let Extent::Shape(shape) = &set.region(slot).extent {
            return Some(Arc::clone(shape));
        }
        let admin = self.set(ADMIN)?;
        let drawing = set.drawing_on(day, set.level_of(slot), admin);
        let (outlines, arcs) = (&drawing.outlines, &admin.map().borders().arcs);
        let ring = |ring: usize| {
            // The last point of an arc is the first one of the next.
            let points = outlines.rings.row(ring).iter().flat_map(|step| {
                let (arc, last) = (arcs.row(step.arc()), arcs.row(step.arc()).len() - 1);
                (0..last).map(move |at| if step.backward() { arc[last - at] } else { arc[at] })
            });
            points.map(vertex).collect()
        };
        let polygons = outlines.polygons_of(slot as usize);
        Shape::new(polygons.map(|polygon| outlines.rings_of(polygon).map(ring).collect()).collect()).ok().map(Arc::new)
    }
}

/// The vertex at a place: a Mercator unit is narrower than a vertex's, so it is the one that was put there.
fn vertex(place: Mercator) -> Vertex {
    place.lonlat().into()
}
