//! Stations as themselves: layer `stations`.

use super::figures::{Asked, Figures};
use super::{Plan, Selected, inside, slots};
use crate::base::tile::TileId;
use crate::domain::cooperation::Stage;
use crate::engine::block::Block;
use crate::engine::mvt::Layer;
use crate::engine::rows::energy_of;
use crate::engine::statistics::Counts;

/// The layer's properties and their numbers in it.
pub(super) struct Stations {
    layer: Layer,
    keys: [u32; 6],
    /// Value numbers of brands and operators by dictionary code, plus one; 0 for not used yet.
    brands: Vec<u32>,
    operators: Vec<u32>,
}

impl Stations {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let mut layer = Layer::new("stations");
        let keys = ["code", "name", "energy", "brand", "operator", "stage"].map(|name| layer.key(name));
        Self {
            layer,
            keys,
            brands: vec![0; plan.snapshot.brands().codes()],
            operators: vec![0; plan.snapshot.operators().codes()],
        }
    }

    /// Adds the station in a slot; `tell` adds figures, and is given what it counts as.
    pub(super) fn add(
        &mut self,
        plan: &Plan<'_>,
        tile: TileId,
        block: &Block,
        slot: usize,
        stage: u8,
        tell: impl FnOnce(&mut Layer, Counts),
    ) {
        let Self { layer, keys, brands, operators } = self;
        let [code, name, energy, brand, operator, stage_key] = *keys;
        let value = layer.fresh_text(block.code(slot));
        layer.tag(code, value);
        let value = layer.fresh_text(block.name(slot));
        layer.tag(name, value);
        if let Some(kind) = energy_of(block.energy[slot]) {
            let value = layer.text(kind.as_str());
            layer.tag(energy, value);
        }
        for (key, word, words, known) in [
            (brand, block.brand[slot], plan.snapshot.brands(), brands),
            (operator, block.operator[slot], plan.snapshot.operators(), operators),
        ] {
            if let Some(text) = words.word(word) {
                let known = &mut known[word as usize];
                if *known == 0 {
                    *known = layer.fresh_text(text) + 1;
                }
                layer.tag(key, *known - 1);
            }
        }
        if let Some(stage) = Stage::from_number(stage) {
            let value = layer.text(stage.as_str());
            layer.tag(stage_key, value);
        }
        let mut counts = Counts::default();
        counts.stages[usize::from(stage)] = 1;
        tell(layer, counts);
        let place = inside(tile, u64::from(block.x[slot]), u64::from(block.y[slot]));
        layer.point(u64::from(block.id[slot]), place);
    }

    pub(super) fn finish(self, tile: &mut Vec<u8>) {
        self.layer.finish(tile);
    }
}

/// The tile of every station in it, by ascending id.
///
/// # Errors
/// The number of stations when it is over `most`.
#[expect(clippy::cast_possible_truncation, reason = "slots are fewer than 256, stations fit 32 bits")]
pub(super) fn tile(plan: &Plan<'_>, tile: TileId, most: usize, asked: &Asked) -> Result<Vec<u8>, usize> {
    let square = tile.square();
    let mut selected = Selected::EMPTY;
    let mut found: Vec<(u32, u32, u8, u8)> = Vec::new();
    for (index, block) in plan.snapshot.blocks_in(&square) {
        plan.select(block, Some(&square), &mut selected);
        let block_number = u32::try_from(index).unwrap_or(u32::MAX);
        found.extend(
            slots(&selected.open, block.len())
                .map(|slot| (block.id[slot], block_number, slot as u8, selected.stages[slot])),
        );
    }
    if found.len() > most {
        return Err(found.len());
    }
    found.sort_unstable();
    let feature_of = |block: usize, slot: usize| {
        let id = plan.snapshot.blocks()[block].id[slot];
        found.binary_search_by_key(&id, |&(id, ..)| id).map_or(0, |feature| feature as u32)
    };
    let figures = Figures::new(plan, tile, asked, found.len(), feature_of);
    let mut layer = Stations::new(plan);
    for (feature, &(_, block, slot, stage)) in found.iter().enumerate() {
        let tell = |layer: &mut Layer, counts| figures.station(layer, feature, counts);
        layer.add(plan, tile, &plan.snapshot.blocks()[block as usize], usize::from(slot), stage, tell);
    }
    let mut bytes = Vec::new();
    layer.finish(&mut bytes);
    Ok(bytes)
}
