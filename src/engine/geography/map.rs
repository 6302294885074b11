//! What tiles are drawn from: the shared borders of a set, made when the first tile is asked for, and
//! their simplified form per zoom, made when the first tile of that zoom is.

use std::sync::OnceLock;

use super::borders::Borders;
use super::detail::{DEEPEST, Detail};
use super::drawing::Drawing;
use super::tile::RegionTile;
use super::tree::Tree;
use crate::base::tile::TileId;

#[derive(Debug)]
pub(super) struct Map {
    borders: Borders,
    /// Zoom → what it sees.
    details: [OnceLock<Detail>; DEEPEST as usize + 1],
    /// The set's own regions.
    drawing: Drawing,
}

impl Map {
    pub(super) fn build(tree: &Tree) -> Self {
        let (borders, outlines) = Borders::build(tree);
        let drawing = Drawing::new(outlines, tree.levels.iter().map(|level| level.regions.iter().copied()));
        Self { borders, details: [const { OnceLock::new() }; DEEPEST as usize + 1], drawing }
    }

    /// The regions of a level on a tile; none for a level that there is not.
    pub(super) fn tile(&self, level: usize, tile: TileId) -> RegionTile {
        self.drawing.tile(self, level, tile)
    }

    /// The borders as a zoom sees them.
    pub(super) fn detail(&self, zoom: u8) -> &Detail {
        let zoom = zoom.min(DEEPEST);
        self.details[usize::from(zoom)].get_or_init(|| Detail::build(&self.borders, zoom))
    }

    pub(super) const fn borders(&self) -> &Borders {
        &self.borders
    }

    /// The set's own regions.
    pub(super) const fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// Bytes on the heap, the R-trees left out.
    pub(super) fn bytes(&self) -> usize {
        let details: usize = self.details.iter().filter_map(OnceLock::get).map(Detail::bytes).sum();
        self.borders.bytes() + details + self.drawing.bytes()
    }
}
