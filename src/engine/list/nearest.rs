//! Where the answers of a list may be: the blocks in the boxes of a filter, nearest first around a place.

use super::Near;
use crate::base::location::{EARTH_RADIUS_M, LonLat};
use crate::base::tile::Square;
use crate::engine::block::Block;
use crate::engine::filter::Filter;
use crate::engine::question::Question;
use crate::engine::snapshot::Snapshot;

/// The blocks that may hold answers, with a lower bound of their distance; nearest first around a place.
pub(super) fn blocks<'s>(snapshot: &'s Snapshot, question: &Question, near: Option<Near>) -> Vec<(&'s Block, f64)> {
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
