//! Region tiles: well-formed geometry, every region somewhere, and points where location puts them.

use super::support::{Random, china, italy, of, place};
use crate::base::location::Mercator;
use crate::base::tile::TileId;
use crate::engine::geography::{NO_SLOT, RegionTile, SetIndex};

/// The rings that geometry commands draw, without the repeated last point; an independent reading.
pub(super) fn rings(commands: &[u32]) -> Vec<Vec<[i32; 2]>> {
    let mut rings = Vec::new();
    let mut ring: Vec<[i32; 2]> = Vec::new();
    let mut at = [0, 0];
    let mut rest = commands.iter();
    while let Some(&command) = rest.next() {
        match command & 7 {
            7 => rings.push(std::mem::take(&mut ring)),
            1 | 2 => {
                for _ in 0..command >> 3 {
                    for axis in &mut at {
                        let step = rest.next().expect("a parameter");
                        *axis += (step >> 1).cast_signed() ^ -(step & 1).cast_signed();
                    }
                    ring.push(at);
                }
            }
            other => panic!("command {other}"),
        }
    }
    assert!(ring.is_empty(), "a ring is not closed");
    rings
}

pub(super) fn double_area(ring: &[[i32; 2]]) -> i64 {
    let wide = |p: [i32; 2]| p.map(i64::from);
    (0..ring.len())
        .map(|at| (wide(ring[at]), wide(ring[(at + 1) % ring.len()])))
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum()
}

pub(super) fn check(tile: &RegionTile, id: TileId) {
    let mut last = None;
    for (slot, commands) in tile.features() {
        assert!(last.is_none_or(|last| last < slot), "{id}: slots ascend");
        last = Some(slot);
        let rings = rings(commands);
        assert!(!rings.is_empty(), "{id} {slot}");
        assert!(double_area(&rings[0]) > 0, "{id} {slot}: the first ring is an outer one");
        for ring in rings {
            assert!(ring.len() >= 3 && double_area(&ring) != 0, "{id} {slot}: {ring:?}");
            assert!(ring.iter().flatten().all(|at| (-64..=4160).contains(at)), "{id} {slot}");
            assert!((0..ring.len()).all(|at| ring[at] != ring[(at + 1) % ring.len()]), "{id} {slot}");
        }
    }
}

/// A region as the tile draws it: its slot, and its rings, each with its western, northern, eastern and
/// southern limit.
pub(super) type Drawn = (u32, Vec<([i32; 4], Vec<[i32; 2]>)>);

pub(super) fn drawn((slot, commands): (u32, &[u32])) -> Drawn {
    let limit = |ring: &[[i32; 2]], axis: usize, pick: fn(i32, i32) -> i32| {
        ring.iter().map(|spot| spot[axis]).reduce(pick).expect("a ring")
    };
    let with_limits = |ring: Vec<[i32; 2]>| {
        let limits = [(0, i32::min as fn(i32, i32) -> i32), (1, i32::min), (0, i32::max), (1, i32::max)];
        (limits.map(|(axis, pick)| limit(&ring, axis, pick)), ring)
    };
    (slot, rings(commands).into_iter().map(with_limits).collect())
}

/// Regions whose polygon on the tile holds the point; `None` when a border is nearer than `margin` units.
pub(super) fn holding(regions: &[Drawn], [x, y]: [f64; 2], margin: f64) -> Option<Vec<u32>> {
    let point = [x, y];
    let mut holding = Vec::new();
    for (slot, rings) in regions {
        let mut inside = false;
        for (limits, ring) in rings {
            let [west, north, east, south] = limits.map(f64::from);
            if x < west - margin || x > east + margin || y < north - margin || y > south + margin {
                continue;
            }
            for (at, &a) in ring.iter().enumerate() {
                let (a, b) = (a.map(f64::from), ring[(at + 1) % ring.len()].map(f64::from));
                let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
                let along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy);
                let along = along.clamp(0.0, 1.0);
                let (ex, ey) = (a[0] + along * dx - point[0], a[1] + along * dy - point[1]);
                if ex * ex + ey * ey < margin * margin {
                    return None;
                }
                if (a[1] > point[1]) != (b[1] > point[1]) && point[0] < a[0] + dx * (point[1] - a[1]) / dy {
                    inside = !inside;
                }
            }
        }
        if inside {
            holding.push(*slot);
        }
    }
    Some(holding)
}

/// Draws random tiles of the level over the box and asks for random points of each.
fn compare_with_location(set: &SetIndex, level: usize, low: [f64; 2], high: [f64; 2]) {
    let mut random = Random(7);
    let roll_up = set.at_level(level);
    let (mut same, mut other) = (0, 0);
    for zoom in 0..=16 {
        for _ in 0..4 {
            let middle = place(random.between(low[0], high[0]), random.between(low[1], high[1]));
            let id = TileId::containing(middle.into(), zoom);
            let tile = set.tile(level, id);
            check(&tile, id);
            let drawn: Vec<_> = tile.features().map(drawn).collect();
            for _ in 0..20 {
                let (x, y) = (random.between(0.0, 4096.0), random.between(0.0, 4096.0));
                let Some(found) = holding(&drawn, [x, y], 12.0) else { continue };
                assert!(found.len() <= 1, "{id} {x} {y}: regions {found:?} overlap");
                let side = f64::from(id.square().max.x - id.square().min.x) + 1.0;
                let at = Mercator {
                    x: id.square().min.x + floor(x / 4096.0 * side),
                    y: id.square().min.y + floor(y / 4096.0 * side),
                };
                let wanted = set.locate(at.lonlat()).map(|slot| roll_up[slot as usize]).filter(|&slot| slot != NO_SLOT);
                if found.first().copied() == wanted { same += 1 } else { other += 1 }
            }
        }
    }
    println!("level {level}: {same} points agree, {other} differ");
    // What may differ is the inside of islands that are too small to draw.
    assert!(same > 500 && other * 200 <= same, "{same} {other}");
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the Mercator square")]
pub(super) fn floor(at: f64) -> u32 {
    at.floor() as u32
}

#[test]
fn points_lie_in_the_polygon_of_their_region_on_chinese_tiles() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    for level in 0..3 {
        compare_with_location(&geography.sets()[0], level, [75.0, 18.0], [130.0, 50.0]);
    }
}

#[test]
fn points_lie_in_the_polygon_of_their_region_on_italian_tiles() {
    let Some((it, regions)) = italy() else { return };
    compare_with_location(&of(it, regions).sets()[0], 0, [7.0, 37.0], [18.0, 46.5]);
}

#[test]
fn every_region_is_on_some_tile_of_every_zoom() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    let set = &*geography.sets()[0];
    for zoom in [0_u32, 3, 5, 7] {
        let mut seen = vec![false; set.len()];
        let north_west = TileId::containing(place(73.0, 54.0).into(), u8::try_from(zoom).expect("small"));
        let south_east = TileId::containing(place(136.0, 3.0).into(), u8::try_from(zoom).expect("small"));
        for x in north_west.x()..=south_east.x() {
            for y in north_west.y()..=south_east.y() {
                let id = TileId::new(zoom, x, y).expect("tile");
                for level in 0..3 {
                    let tile = set.tile(level, id);
                    check(&tile, id);
                    tile.features().for_each(|(slot, _)| seen[slot as usize] = true);
                }
            }
        }
        assert!(seen.iter().all(|&seen| seen), "zoom {zoom}");
    }
}

#[test]
fn deep_tiles_inside_a_region_are_whole() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    let set = &*geography.sets()[0];
    let lhasa = place(91.0, 30.2);
    for zoom in 12..=22 {
        let id = TileId::containing(lhasa.into(), zoom);
        let tile = set.tile(0, id);
        check(&tile, id);
        let (slot, commands) = tile.features().next().expect("a region");
        assert_eq!((tile.len(), set.region(slot).code.as_str()), (1, "540000"), "{id}");
        assert_eq!(rings(commands).iter().map(|ring| double_area(ring)).sum::<i64>(), 2 * 4224 * 4224, "{id}");
    }
}
