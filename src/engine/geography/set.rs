//! One region set as the engine uses it: its tree, and where its regions lie.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::directory::Directory;
use super::dissolved::Dissolved;
use super::drawing::Drawing;
use super::error::GeographyError;
use super::groups::Groups;
use super::map::Map;
use super::places::Places;
use super::tile::RegionTile;
use super::tree::{Level, NO_SLOT, Tree};
use crate::base::date::Day;
use crate::base::ids::{RegionId, SetId};
use crate::base::location::LonLat;
use crate::base::shape::{Shape, Vertex};
use crate::base::tile::TileId;
use crate::domain::region::{Extent, Region, RegionSet, SetKind};
use crate::engine::mvt::{Layer, Tags};

/// Where the regions of a set lie.
#[derive(Debug)]
struct Land {
    places: Places,
    /// Made when the first tile is asked for: imports never do.
    map: OnceLock<Arc<Map>>,
    /// For a set of groups: what its members look like together.
    dissolved: Dissolved,
}

/// A region set, immutable. Regions are named by **slot**: 0 to `len() - 1`, in preorder, so a region and
/// all below it are one range of slots. Slots hold for this value only: adding or removing a region
/// renumbers.
#[derive(Debug)]
pub struct SetIndex {
    set: RegionSet,
    tree: Tree,
    groups: Groups,
    /// Shared with the set's next version when no shape, level, parent or code changed.
    land: Arc<Land>,
}

impl SetIndex {
    /// Builds the set, taking over from `before` what does not change.
    pub(super) fn build(
        set: RegionSet,
        regions: Vec<Region>,
        before: Option<&Self>,
        directory: &Directory,
    ) -> Result<Self, GeographyError> {
        for region in &regions {
            check(&set, region)?;
        }
        let tree = Tree::build(&set, regions, directory)?;
        let land = match before.filter(|before| same_land(&before.tree, &tree)) {
            Some(before) => Arc::clone(&before.land),
            None => {
                Arc::new(Land { places: Places::build(&tree), map: OnceLock::new(), dissolved: Dissolved::default() })
            }
        };
        let groups = Groups::build(&tree);
        Ok(Self { set, tree, groups, land })
    }

    /// The set as the store knows it.
    pub(super) const fn record(&self) -> &RegionSet {
        &self.set
    }

    /// The set's code, such as `admin`.
    pub fn code(&self) -> &str {
        &self.set.code
    }

    /// The set's id.
    pub const fn id(&self) -> SetId {
        self.set.id
    }

    /// How its regions come by their stations.
    pub const fn kind(&self) -> SetKind {
        self.set.kind
    }

    /// How many regions there are.
    pub const fn len(&self) -> usize {
        self.tree.regions.len()
    }

    /// Whether there is no region.
    pub const fn is_empty(&self) -> bool {
        self.tree.regions.is_empty()
    }

    /// The levels from the top: by the depth of their highest region, then of their lowest, then by name.
    pub fn levels(&self) -> &[Level] {
        &self.tree.levels
    }

    /// The index of the level of that name.
    pub fn level(&self, name: &str) -> Option<usize> {
        self.tree.levels.iter().position(|level| level.name == name)
    }

    /// The index of a region's level.
    pub fn level_of(&self, slot: u32) -> usize {
        self.tree.level_of(slot)
    }

    /// The region at a slot.
    pub fn region(&self, slot: u32) -> &Region {
        &self.tree.regions[slot as usize]
    }

    /// All regions, by slot.
    pub fn regions(&self) -> &[Region] {
        &self.tree.regions
    }

    /// The slot of a region; `None` for a region of another set or none.
    pub fn slot(&self, id: RegionId) -> Option<u32> {
        self.tree.slot(id)
    }

    /// The slot of the region of that code.
    pub fn find(&self, code: &str) -> Option<u32> {
        self.tree.find(code)
    }

    /// The regions without a parent, by code.
    pub fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        self.tree.roots()
    }

    /// The regions right below one, by code.
    pub fn children(&self, slot: u32) -> impl Iterator<Item = u32> + '_ {
        self.tree.children(slot)
    }

    /// The region right above one.
    pub fn parent(&self, slot: u32) -> Option<u32> {
        self.tree.parent(slot)
    }

    /// The regions above one, the nearest first.
    pub fn ancestors(&self, slot: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.tree.parent(slot), |&slot| self.tree.parent(slot))
    }

    /// Slot → the nearest region of the level at or above it, [`NO_SLOT`](super::NO_SLOT) where there is
    /// none: one look-up rolls a station's region up. Empty for a level that there is not.
    pub fn at_level(&self, level: usize) -> &[u32] {
        self.tree.at_level(level)
    }

    /// The slots of a region and of all below it.
    pub fn within(&self, slot: u32) -> Range<u32> {
        self.tree.within(slot)
    }

    /// The region that a place belongs to, rounded to 1e-7 degrees: of those that hold it, borders
    /// included, the one of the level furthest down, then of the smallest area, then of the lowest code.
    /// `None` outside of all, and always for a set of groups.
    pub fn locate(&self, place: LonLat) -> Option<u32> {
        self.land.places.locate(Vertex::from(place))
    }

    /// For a set of groups: admin slot → slot of the group that it belongs to on the day, or
    /// [`NO_SLOT`](super::NO_SLOT). A group that names a region takes it from the groups that name one
    /// above it; among those that name the same one, the group furthest down takes it, then the lowest
    /// code.
    pub fn groups_at(&self, day: Day, admin: &Self) -> Vec<u32> {
        self.groups.at(day, &admin.tree)
    }

    /// For a set of groups: the days on which some membership begins or ends; ascending, each once.
    pub fn changes(&self) -> &[Day] {
        self.groups.changes()
    }

    /// For a set of groups: the groups of a level on a day, drawn over the map of `admin`.
    pub(super) fn drawing_on(&self, day: Day, level: usize, admin: &Self) -> Arc<Drawing> {
        let group_of = || {
            let up = self.at_level(level);
            let mut groups = self.groups_at(day, admin);
            for group in &mut groups {
                *group = up.get(*group as usize).copied().unwrap_or(NO_SLOT);
            }
            groups
        };
        let key = (self.groups.stretch(day), level);
        self.land.dissolved.drawing(key, admin.map(), &admin.tree, self.len(), group_of)
    }

    /// South-western and north-eastern corner of a region's polygons; `None` for a group, see
    /// [`Geography::bounds`](super::Geography::bounds).
    pub(super) fn bounds(&self, slot: u32) -> Option<(Vertex, Vertex)> {
        shape(self.region(slot)).map(Shape::bounds)
    }

    /// Whether both lie on the very same land.
    #[cfg(test)]
    pub(super) fn shares_land_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.land, &other.land)
    }

    /// [`Geography::tile`](super::Geography::tile) of a set of polygons; nothing for a set of groups.
    pub(super) fn tile(&self, level: usize, tile: TileId) -> RegionTile {
        self.map().tile(level, tile)
    }

    /// The tile as a Mapbox Vector Tile of one layer, `regions`: a feature per region with the region's id,
    /// and the properties `code`, `name`, `level`, `parent` (the code above; absent at the top) and what
    /// `properties` sets, each key once. No bytes at all when there is no region on the tile.
    pub fn encode(&self, tile: &RegionTile, properties: impl Fn(u32, &mut Tags<'_>)) -> Vec<u8> {
        let mut layer = Layer::new("regions");
        for (slot, commands) in tile.features() {
            let region = self.region(slot);
            layer.polygon(u64::from(region.id.0), commands, |tags| {
                tags.text("code", &region.code);
                tags.text("name", &region.name);
                tags.text("level", &region.level);
                if let Some(parent) = self.parent(slot) {
                    tags.text("parent", &self.region(parent).code);
                }
                properties(slot, tags);
            });
        }
        let mut bytes = Vec::new();
        layer.finish(&mut bytes);
        bytes
    }

    pub(super) fn map(&self) -> &Arc<Map> {
        self.land.map.get_or_init(|| Arc::new(Map::build(&self.tree)))
    }

    /// Bytes on the heap for point location, and for tiles as far as they were asked for; without the
    /// regions themselves.
    pub fn bytes(&self) -> (usize, usize) {
        let map = self.land.map.get().map_or(0, |map| map.bytes());
        (self.land.places.bytes(), map + self.land.dissolved.bytes())
    }
}

/// Whether the region fits its set, and its polygons the earth.
fn check(set: &RegionSet, region: &Region) -> Result<(), GeographyError> {
    let expected = match (set.kind, &region.extent) {
        (SetKind::Polygons, Extent::Shape(_)) | (SetKind::Groups, Extent::Members(_)) => None,
        (SetKind::Polygons, Extent::Members(_)) => Some("a polygon, as its set is one of polygons"),
        (SetKind::Groups, Extent::Shape(_)) => Some("a group of members, as its set is one of groups"),
    };
    if let Some(expected) = expected {
        return Err(GeographyError::WrongExtent { set: set.code.clone(), code: region.code.clone(), expected });
    }
    let on_earth =
        |vertex: Vertex| vertex.lon.unsigned_abs() <= 1_800_000_000 && vertex.lat.unsigned_abs() <= 900_000_000;
    match shape(region).map(Shape::bounds) {
        Some((low, high)) if !on_earth(low) || !on_earth(high) => {
            Err(GeographyError::OffEarth { set: set.code.clone(), code: region.code.clone() })
        }
        _ => Ok(()),
    }
}

/// A region's polygons; `None` for a group.
pub(super) fn shape(region: &Region) -> Option<&Shape> {
    match &region.extent {
        Extent::Shape(shape) => Some(shape),
        Extent::Members(_) => None,
    }
}

/// Whether both have the same regions in the same places: codes, shapes and parents by slot, and levels.
fn same_land(a: &Tree, b: &Tree) -> bool {
    a.levels == b.levels
        && a.regions.len() == b.regions.len()
        && (0..).take(a.regions.len()).all(|slot| a.parent(slot) == b.parent(slot))
        && a.regions.iter().zip(&b.regions).all(|(a, b)| a.code == b.code && a.extent == b.extent)
}
