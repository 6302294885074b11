//! Shared borders: what neighbours share at every zoom, and that regions never vanish.

use std::collections::BTreeSet;

use super::support::{Random, china, crooked_grid, of, place, region, set, shape};
use crate::base::shape::Ring;
use crate::domain::region::SetKind;
use crate::engine::geography::SetIndex;
use crate::engine::geography::detail::DEEPEST;
use crate::engine::geography::looks::Look;

/// Twice the signed area of a region at a zoom: outer rings positive, holes negative, whichever way the
/// file turns them. A ring's sense is that of the deepest zoom.
fn area(set: &SetIndex, slot: u32, zoom: u8) -> i64 {
    let map = set.map();
    let drawing = map.drawing();
    let (outlines, looks, fine) = (&drawing.outlines, drawing.looks(map, zoom), drawing.looks(map, DEEPEST));
    let mut sum = 0;
    for polygon in outlines.polygons_of(slot as usize) {
        for (number, ring) in outlines.rings_of(polygon).enumerate() {
            let outward = if number == 0 { 1 } else { -1 };
            sum += outward * fine.areas[ring].signum() * looks.areas[ring];
        }
    }
    sum
}

/// How often the regions of a level use each arc.
fn uses(set: &SetIndex, level: usize) -> Vec<u32> {
    let outlines = &set.map().drawing().outlines;
    let mut uses = vec![0; set.map().borders().arcs.len()];
    for &slot in &set.levels()[level].regions {
        for polygon in outlines.polygons_of(slot as usize) {
            for step in outlines.rings_of(polygon).flat_map(|ring| outlines.rings.row(ring)) {
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
    let outlines = &set.map().drawing().outlines;
    let mut outline = BTreeSet::new();
    for polygon in slots.iter().flat_map(|&slot| outlines.polygons_of(slot as usize)) {
        for step in outlines.rings_of(polygon).flat_map(|ring| outlines.rings.row(ring)) {
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
    let (map, drawing) = (set.map(), set.map().drawing());
    for zoom in 0..=DEEPEST {
        let looks = &drawing.looks(map, zoom).looks;
        let drawn = |slot: usize| looks[drawing.outlines.polygons_of(slot)].iter().any(|&look| look != Look::Gone);
        assert!((0..set.len()).all(drawn), "zoom {zoom}");
        let count = |look| looks.iter().filter(|&&other| other == look).count();
        let vertices = map.detail(zoom).arcs.items().len();
        println!(
            "zoom {zoom}: {vertices} vertices, {} polygons gone, {} as envelopes",
            count(Look::Gone),
            count(Look::Envelope)
        );
    }
}

#[test]
fn a_hole_and_the_island_in_it_are_one_arc() {
    let ring = |west: f64, south: f64, size: f64| -> Ring {
        let corners = [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size)];
        corners.map(|(x, y)| place(100.0 + west + x, 30.0 + south + y).into()).to_vec()
    };
    // The island is turned the other way, and begins at another corner.
    let mut island = ring(1.0, 1.0, 0.01);
    island.reverse();
    island.rotate_left(2);
    let around = vec![ring(0.0, 0.0, 3.0), ring(1.0, 1.0, 0.01)];
    let regions = vec![
        region(0, "zone", "around", None, shape(vec![around])),
        region(0, "zone", "beside", None, shape(vec![vec![ring(3.0, 0.0, 3.0)]])),
        region(0, "zone", "island", None, shape(vec![vec![island]])),
    ];
    let geography = of(set(0, "own", SetKind::Polygons), regions);
    let own = &*geography.sets()[0];
    let (borders, drawing) = (own.map().borders(), own.map().drawing());
    // Around two squares that touch there are three arcs; the fourth one is the island's.
    assert_eq!(borders.arcs.len(), 4);
    let mut used = uses(own, 0);
    used.sort_unstable();
    assert_eq!(used, [1, 1, 2, 2]);
    let rings = &drawing.outlines.rings;
    assert_eq!(rings.row(1)[0].arc(), rings.row(3)[0].arc());
    // A kilometre wide, the hole is less than a pixel at zoom 6; the island is a region and stays.
    let looks = |zoom| drawing.looks(own.map(), zoom);
    let seen = |zoom| (looks(zoom).large(1), looks(zoom).looks[2]);
    assert_eq!((seen(0), seen(6), seen(12)), ((false, Look::Envelope), (false, Look::Rings), (true, Look::Rings)));
}

#[test]
fn children_fill_their_parents_in_random_grids() {
    for seed in 0..20 {
        let regions = crooked_grid(&mut Random(seed), 6, 0.4);
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
