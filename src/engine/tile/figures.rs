//! Figures: what the features of a station tile tell of sales, fees and contracts, where asked.

use super::{Plan, Selected, slots};
use crate::base::tile::TileId;
use crate::domain::cooperation::Stage;
use crate::domain::metric::Metric;
use crate::engine::books::BookSums;
use crate::engine::mvt::Layer;
use crate::engine::statistics::{Counts, RowKeys, Totals, Wanted};

/// The metrics that features tell besides their own properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The metrics, each once. `closed` is 0 everywhere, for closed stations are in no tile.
    pub metrics: Vec<Metric>,
    /// What they need of the books.
    pub wanted: Option<Wanted>,
}

/// The sums of the features of a tile, by their number.
pub(super) struct Figures<'a> {
    asked: &'a Asked,
    sums: Vec<BookSums>,
}

impl<'a> Figures<'a> {
    /// The sums of features: `feature_of` gives that of a block and slot, below `count`.
    pub(super) fn new(
        plan: &Plan<'_>,
        tile: TileId,
        asked: &'a Asked,
        count: usize,
        feature_of: impl Fn(usize, usize) -> u32,
    ) -> Self {
        let Some(wanted) = &asked.wanted else { return Self { asked, sums: Vec::new() } };
        let books = plan.snapshot.books();
        let square = tile.square();
        let mut selected = Selected::EMPTY;
        let mut rows = RowKeys::new(books, plan.at);
        for (index, block) in plan.snapshot.blocks_in(&square) {
            plan.select(block, Some(&square), &mut selected);
            for slot in slots(&selected.open, block.len()) {
                rows.meet(books, block.station(slot), feature_of(index, slot), selected.stages[slot]);
            }
        }
        Self { asked, sums: rows.sums(books, wanted, wanted.period, count) }
    }

    /// Tells a cluster's figures.
    pub(super) fn cluster(&self, layer: &mut Layer, feature: usize, counts: Counts) {
        let stages = Stage::ALL.map(Stage::as_str);
        self.tell(layer, feature, counts, |metric| !stages.contains(&metric.describe().id));
    }

    /// Tells a station's figures: those that say something of a single one.
    pub(super) fn station(&self, layer: &mut Layer, feature: usize, counts: Counts) {
        self.tell(layer, feature, counts, Metric::is_of_books);
    }

    fn tell(&self, layer: &mut Layer, feature: usize, counts: Counts, is_told: impl Fn(Metric) -> bool) {
        let totals = Totals { counts, books: self.sums.get(feature).copied().unwrap_or_default() };
        for &metric in self.asked.metrics.iter().filter(|&&metric| is_told(metric)) {
            totals.value(metric).tell(metric.describe().id, &mut layer.tags());
        }
    }
}
