//! Clusters: layer `clusters`, with the lone stations of the grid in layer `stations`.

use super::cells::{CELLS, Cell, GRID_BITS, cell_of, cells};
use super::figures::{Asked, Figures};
use super::points::Stations;
use super::{CLUSTER_ZOOM, Plan, inside};
use crate::base::tile::{MAX_ZOOM, TileId};
use crate::domain::cooperation::Stage;
use crate::engine::block::BLOCK;
use crate::engine::mvt::Layer;
use crate::engine::statistics::Counts;

/// The tile of a plan, clustered by cell; cells stand row by row from the north-west.
pub(super) fn tile(plan: &Plan<'_>, tile: TileId, asked: &Asked) -> Vec<u8> {
    let figures =
        Figures::new(plan, tile, asked, CELLS, |block, slot| cell_of(tile, plan.snapshot.blocks()[block].place(slot)));
    let mut stations = Stations::new(plan);
    let mut layer = Layer::new("clusters");
    let count_key = layer.key("count");
    let no_stage = layer.key("no_stage");
    let stages = Stage::ALL.map(|stage| (stage, layer.key(stage.as_str())));
    let expansion = layer.key("expansion_zoom");
    for (number, cell) in cells(plan, tile) {
        let count = cell.count();
        if count == 1 {
            let (block, slot) = (cell.last as usize / BLOCK, cell.last as usize % BLOCK);
            let stage = (0..).zip(cell.stages).find(|&(_, count)| count > 0).map_or(0, |(stage, _)| stage);
            stations.add(plan, tile, &plan.snapshot.blocks()[block], slot, stage, |layer, counts| {
                figures.station(layer, number as usize, counts);
            });
            continue;
        }
        let properties = [(count_key, count), (no_stage, cell.stages[0])]
            .into_iter()
            .chain(stages.map(|(stage, key)| (key, cell.stages[usize::from(stage.number())])))
            .chain([(expansion, u32::from(expansion_zoom(&cell, tile.z())))]);
        for (key, value) in properties {
            let value = layer.uint(u64::from(value));
            layer.tag(key, value);
        }
        figures.cluster(&mut layer, number as usize, Counts { stages: cell.stages, closed: 0 });
        let mean = inside(tile, cell.x / u64::from(count), cell.y / u64::from(count));
        layer.point(cell_id(tile, number), mean);
    }
    let mut bytes = Vec::new();
    layer.finish(&mut bytes);
    stations.finish(&mut bytes);
    bytes
}

/// The zoom at which the cell's stations no longer share a cell: where the first bit in which two of them
/// differ becomes part of the cell's number, and at the latest where clustering ends.
fn expansion_zoom(cell: &Cell, zoom: u8) -> u8 {
    let shared = cell.spread.leading_zeros();
    let splits = u8::try_from((shared + 1).saturating_sub(GRID_BITS)).unwrap_or(MAX_ZOOM);
    let latest = if zoom < CLUSTER_ZOOM { CLUSTER_ZOOM } else { MAX_ZOOM };
    splits.clamp((zoom + 1).min(latest), latest)
}

/// A cell's stable id: its zoom, row and column on the global grid. From zoom 17 on the grid outgrows
/// the 20 bits each that are kept, which are still unique within any 65,536 × 65,536 tiles.
fn cell_id(tile: TileId, number: u32) -> u64 {
    const KEPT: u64 = (1 << 20) - 1;
    let side = 1 << GRID_BITS;
    let column = u64::from(tile.x()) * side + u64::from(number) % side;
    let row = u64::from(tile.y()) * side + u64::from(number) / side;
    u64::from(tile.z()) << 40 | (row & KEPT) << 20 | (column & KEPT)
}
