//! Shared borders: what neighbours share at every zoom, and that regions never vanish.

use std::collections::BTreeSet;

use super::support::{Random, china, of, region, set, shape};
use crate::base::shape::{Ring, Vertex};
use crate::domain::region::SetKind;
use crate::engine::geography::SetIndex;
use crate::engine::geography::detail::{DEEPEST, Look};

/// Twice the signed area of a region at a zoom: outer rings positive, holes negative, whichever way the
/// file turns them. A ring's sense is that of the deepest zoom.
fn area(set: &SetIndex, slot: u32, zoom: u8) -> i64 {
    let map = set.map();
    let (borders, detail, fine) = (map.borders(), map.detail(zoom), map.detail(DEEPEST));
    let mut sum = 0;
    for polygon in borders.polygons_of(slot as usize) {
        for (number, ring) in borders.rings_of(polygon).enumerate() {
            let outward = if number == 0 { 1 } else { -1 };
            sum += outward * fine.areas[ring].signum() * detail.areas[ring];
        }
    }
    sum
}

/// How often the regions of a level use each arc.
fn uses(set: &SetIndex, level: usize) -> Vec<u32> {
    let borders = set.map().borders();
    let mut uses = vec![0; borders.arcs.len()];
    for &slot in &set.levels()[level].regions {
        for polygon in borders.polygons_of(slot as usize) {
            for step in borders.rings_of(polygon).flat_map(|ring| borders.rings.row(ring)) {
                uses[step.arc()] += 1;
            }
        }
    }
    uses
}

#[test]
fn inner_arcs_of_china_are_used_twice_and_children_fill_their_parents_at_every_zoom() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    let set = &*geography.sets()[0];
    let borders = set.map().borders();
    println!("{} arcs, {} vertices", borders.arcs.len(), borders.arcs.items().len());
    // Edges used once and twice, as an independent count over the files gives them.
    let edges = [(35_630, 18_951), (35_633, 74_142), (35_650, 192_898)];
    for (level, wanted) in edges.into_iter().enumerate() {
        let uses = uses(set, level);
        let count =
            |times| (0..uses.len()).filter(|&arc| uses[arc] == times).map(|arc| borders.arcs.row(arc).len() - 1).sum();
        let counted: (usize, usize) = (count(1), count(2));
        assert_eq!(counted, wanted, "level {level}");
        assert!(uses.iter().all(|&uses| uses <= 2), "level {level}");
    }
    // Where parent and children have the same outline, areas add up to the last square unit, however
    // coarse the zoom. Of 230,000 edges the files draw 40 differently from level to level.
    let families = [(0, 1), (1, 2)].into_iter().flat_map(|(level, below)| {
        let children = move |parent| set.children(parent).filter(move |&child| set.level_of(child) == below);
        set.levels()[level].regions.iter().map(move |&parent| (parent, children(parent).collect::<Vec<u32>>()))
    });
    let (exact, apart): (Vec<_>, Vec<_>) =
        families.partition(|(parent, children)| outline(set, &[*parent]) == outline(set, children));
    println!("{} families have one outline, {} have not", exact.len(), apart.len());
    assert!(exact.len() > 390 && apart.len() < 20, "{apart:?}");
    for zoom in 0..=DEEPEST {
        let sum = |children: &[u32]| children.iter().map(|&child| area(set, child, zoom)).sum::<i64>();
        for (parent, children) in &exact {
            assert_eq!(sum(children), area(set, *parent, zoom), "zoom {zoom} {}", set.region(*parent).code);
        }
        for (parent, children) in &apart {
            let (sum, whole) = (sum(children), area(set, *parent, zoom));
            assert!((sum - whole).abs() <= whole / 300 + 1, "zoom {zoom} {}", set.region(*parent).code);
        }
    }
}

/// The arcs that an odd number of the regions use: those around all of them together.
fn outline(set: &SetIndex, slots: &[u32]) -> BTreeSet<usize> {
    let borders = set.map().borders();
    let mut outline = BTreeSet::new();
    for polygon in slots.iter().flat_map(|&slot| borders.polygons_of(slot as usize)) {
        for step in borders.rings_of(polygon).flat_map(|ring| borders.rings.row(ring)) {
            if !outline.remove(&step.arc()) {
                outline.insert(step.arc());
            }
        }
    }
    outline
}

#[test]
fn every_region_of_china_is_drawn_at_every_zoom() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    let set = &*geography.sets()[0];
    let borders = set.map().borders();
    for zoom in 0..=DEEPEST {
        let detail = set.map().detail(zoom);
        let drawn = |slot: usize| detail.looks[borders.polygons_of(slot)].iter().any(|&look| look != Look::Gone);
        assert!((0..set.len()).all(drawn), "zoom {zoom}");
        let count = |look| detail.looks.iter().filter(|&&other| other == look).count();
        let vertices = detail.arcs.items().len();
        println!(
            "zoom {zoom}: {vertices} vertices, {} polygons gone, {} as envelopes",
            count(Look::Gone),
            count(Look::Envelope)
        );
    }
}

#[test]
fn children_fill_their_parents_in_random_grids() {
    for seed in 0..20 {
        let mut random = Random(seed);
        // Cells of about 2 degrees with crooked borders, four to a block; blocks are their outlines.
        let (side, bends) = (6_i32, 12_i32);
        let mut jitter = |at: f64| at + random.between(-0.4, 0.4);
        let mut lines = rustc_hash::FxHashMap::default();
        for row in 0..=side {
            for column in 0..=side {
                for upright in [false, true] {
                    let point = |bend: i32| {
                        let along = f64::from(bend) * 2.0 / f64::from(bends);
                        let (x, y) = (f64::from(column) * 2.0, f64::from(row) * 2.0);
                        if upright { (x, y + along) } else { (x + along, y) }
                    };
                    let line = (0..bends).map(|bend| match bend {
                        0 => vertex(point(0)),
                        _ if upright => vertex((jitter(point(bend).0), point(bend).1)),
                        _ => vertex((point(bend).0, jitter(point(bend).1))),
                    });
                    lines.insert((column, row, upright), line.collect::<Vec<Vertex>>());
                }
            }
        }
        let end = |column: i32, row: i32| vertex((f64::from(column) * 2.0, f64::from(row) * 2.0));
        // A square of cells from a corner, walked round.
        let outline = |column: i32, row: i32, size: i32| -> Ring {
            let mut ring = Vec::new();
            (0..size).for_each(|at| ring.extend(&lines[&(column + at, row, false)]));
            (0..size).for_each(|at| ring.extend(&lines[&(column + size, row + at, true)]));
            for (at, upright) in (0..size).rev().map(|at| (at, false)).chain((0..size).rev().map(|at| (at, true))) {
                let (line, from) = if upright {
                    (&lines[&(column, row + at, true)], end(column, row + at + 1))
                } else {
                    (&lines[&(column + at, row + size, false)], end(column + at + 1, row + size))
                };
                ring.push(from);
                ring.extend(line[1..].iter().rev());
            }
            ring
        };
        let mut regions = Vec::new();
        for row in 0..side {
            for column in 0..side {
                let (parent, ring) = (format!("{}-{}", row / 2, column / 2), outline(column, row, 1));
                if row % 2 == 0 && column % 2 == 0 {
                    regions.push(region(0, "block", &parent, None, shape(vec![vec![outline(column, row, 2)]])));
                }
                regions.push(region(
                    0,
                    "cell",
                    &format!("cell {row}-{column}"),
                    Some(&parent),
                    shape(vec![vec![ring]]),
                ));
            }
        }
        let geography = of(set(0, "grid", SetKind::Polygons), regions);
        let grid = &*geography.sets()[0];
        assert!(uses(grid, 1).iter().all(|&uses| uses == 1 || uses == 2));
        for zoom in 0..=DEEPEST {
            for &block in &grid.levels()[0].regions {
                let sum: i64 = grid.children(block).map(|cell| area(grid, cell, zoom)).sum();
                assert_eq!(sum, area(grid, block, zoom), "seed {seed} zoom {zoom}");
            }
        }
    }
}

fn vertex((lon, lat): (f64, f64)) -> Vertex {
    super::support::place(lon + 100.0, lat + 30.0).into()
}
