//! Tiles of groups: against the tiles of their members, on one date and another.

use std::sync::Arc;
use std::time::Instant;

use super::support::{Random, china, crooked_grid, day, members, of, place, region, set, shape, square};
use super::tiles::{check, double_area, drawn, floor, holding, rings};
use crate::base::date::Day;
use crate::base::location::Mercator;
use crate::base::shape::Vertex;
use crate::base::tile::TileId;
use crate::domain::region::{Extent, Region, SetKind};
use crate::engine::geography::areas::double_area as exact_area;
use crate::engine::geography::{Geography, NO_SLOT, RegionTile, SetIndex};

const ALWAYS: &str = "1900-01-01";

fn today() -> Day {
    day("2026-06-30")
}

/// A geography of `admin` and of groups of it, set 1.
fn with_groups(admin: Vec<Region>, groups: Vec<Region>) -> Geography {
    let sets = vec![set(0, "admin", SetKind::Polygons), set(1, "sales", SetKind::Groups)];
    Geography::build(sets, admin.into_iter().chain(groups).collect()).expect("geography")
}

/// `admin` and `sales` of a geography.
fn both(geography: &Geography) -> (&SetIndex, &SetIndex) {
    (geography.set("admin").expect("set"), geography.set("sales").expect("set"))
}

/// Admin slot → slot of the group at a level.
fn groups_at(geography: &Geography, level: usize, day: Day) -> Vec<u32> {
    let (admin, sales) = both(geography);
    let up = sales.at_level(level);
    sales.groups_at(day, admin).into_iter().map(|slot| up.get(slot as usize).copied().unwrap_or(NO_SLOT)).collect()
}

/// Twice the area of each region on a tile, by slot; holes count against their polygon. Every hole must
/// lie in the outer ring before it.
fn areas(set: &SetIndex, tile: &RegionTile, id: TileId) -> Vec<i64> {
    check(tile, id);
    let mut areas = vec![0; set.len()];
    for (slot, commands) in tile.features() {
        let mut outer = Vec::new();
        for ring in rings(commands) {
            let area = double_area(&ring);
            areas[slot as usize] += area;
            if area > 0 {
                outer = vec![drawn((slot, commands))];
                outer[0].1.retain(|(_, other)| *other == ring);
            } else {
                let inside =
                    |spot: &[i32; 2]| holding(&outer, spot.map(f64::from), 0.0).is_none_or(|found| found == [slot]);
                // Corners may lie on the outer ring, where either answer is right; most do not.
                let within = ring.iter().filter(|spot| inside(spot)).count();
                assert!(2 * within > ring.len(), "{id} {slot}: {ring:?} is no hole of {outer:?}");
            }
        }
    }
    areas
}

/// Groups of two levels with random members among these regions.
fn random_groups(admin: &[Region], random: &mut Random) -> Vec<Region> {
    let mut list: Vec<Vec<(&str, &str, &str)>> = vec![Vec::new(); 9];
    for region in admin {
        let chance = if region.level == "block" { 0.8 } else { 0.3 };
        if random.between(0.0, 1.0) < chance {
            let group = usize::try_from(random.next() % 9).expect("small");
            list[group].push((&region.code, ALWAYS, ""));
        }
    }
    let group = |(number, list): (usize, &Vec<_>)| match number {
        0..3 => region(1, "department", &format!("d{number}"), None, members(list)),
        _ => region(1, "team", &format!("t{number}"), Some(&format!("d{}", number % 3)), members(list)),
    };
    list.iter().enumerate().map(group).collect()
}

#[test]
fn a_group_is_drawn_as_its_members_together() {
    let mut points = 0;
    for seed in 0..30 {
        let mut random = Random(seed);
        let cells = crooked_grid(&mut random, 6, 0.15);
        let groups = random_groups(&cells, &mut random);
        let geography = with_groups(cells, groups);
        let (admin, sales) = both(&geography);
        for zoom in 1..=9 {
            for level in 0..2 {
                let group_of = groups_at(&geography, level, today());
                let at = place(random.between(100.0, 112.0), random.between(30.0, 42.0));
                let id = TileId::containing(at.into(), zoom);
                let members = admin.tile(1, id);
                let tile = geography.tile(sales, level, today(), id);
                let mut wanted = vec![0; sales.len()];
                let (mut outside, mut all) = (0, 0);
                for (cell, area) in areas(admin, &members, id).into_iter().enumerate() {
                    all += area;
                    match group_of[cell] {
                        NO_SLOT => outside += area,
                        group => wanted[group as usize] += area,
                    }
                }
                let found = areas(sales, &tile, id);
                assert_eq!(found, wanted, "seed {seed}, level {level}, {id}");
                assert_eq!(found.iter().sum::<i64>() + outside, all);

                let cells: Vec<_> = members.features().map(drawn).collect();
                let groups: Vec<_> = tile.features().map(drawn).collect();
                for _ in 0..20 {
                    let spot = [random.between(0.0, 4096.0), random.between(0.0, 4096.0)];
                    let Some(cell) = holding(&cells, spot, 0.5) else { continue };
                    let group = cell.first().map(|&cell| group_of[cell as usize]).filter(|&group| group != NO_SLOT);
                    let found = holding(&groups, spot, 0.0).expect("no border is near");
                    assert_eq!(found, Vec::from_iter(group), "seed {seed}, level {level}, {id}, {spot:?}");
                    points += usize::from(group.is_some());
                }
            }
        }
        // In full detail, to the last square unit.
        for level in 0..2 {
            let group_of = groups_at(&geography, level, today());
            let area = |shape: &crate::base::shape::Shape| shape.polygons().iter().map(|p| exact_area(p)).sum::<u128>();
            for &group in &sales.levels()[level].regions {
                let mine = admin.levels()[1].regions.iter().filter(|&&cell| group_of[cell as usize] == group);
                let wanted: u128 = mine.map(|&cell| area(&geography.shape(admin, cell, today()).expect("shape"))).sum();
                let found = geography.shape(sales, group, today());
                assert_eq!(found.as_deref().map_or(0, area), wanted, "seed {seed}");
                assert_eq!(geography.bounds(sales, group, today()), found.map(|shape| shape.bounds()));
            }
        }
    }
    println!("{points} points");
    assert!(points > 1_000);
}

/// A province of four cities in a square of 4 degrees and one beside it; the cities are `nw`, `ne`, `sw`, `se`.
fn quarters() -> Vec<Region> {
    let corners = [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0), (4.0, 2.0), (4.0, 4.0), (2.0, 4.0), (0.0, 4.0), (0.0, 2.0)];
    let ring: Vec<Vertex> = corners.map(|(x, y)| place(100.0 + x, 30.0 + y).into()).to_vec();
    let city = |code, west, south| {
        region(0, "city", code, Some("p"), square(100.0 + west, 30.0 + south, 102.0 + west, 32.0 + south))
    };
    vec![
        region(0, "province", "p", None, shape(vec![vec![ring]])),
        region(0, "province", "q", None, square(106.0, 30.0, 108.0, 34.0)),
        city("nw", 0.0, 2.0),
        city("ne", 2.0, 2.0),
        city("sw", 0.0, 0.0),
        city("se", 2.0, 0.0),
    ]
}

/// Code of each group on the tile of zoom 4 over the quarters, with its rings.
fn on(geography: &Geography, level: usize, day: Day) -> Vec<(&str, Vec<Vec<[i32; 2]>>)> {
    let (_, sales) = both(geography);
    let id = TileId::containing(place(103.0, 32.0).into(), 4);
    let tile = geography.tile(sales, level, day, id);
    areas(sales, &tile, id);
    tile.features().map(|(slot, commands)| (sales.region(slot).code.as_str(), rings(commands))).collect()
}

#[test]
fn a_city_changes_hands() {
    let groups = vec![
        region(1, "department", "east", None, members(&[("q", ALWAYS, ""), ("ne", "2026-04-01", "")])),
        region(1, "department", "empty", None, members(&[("404", ALWAYS, ""), ("p", ALWAYS, "2020-01-01")])),
        region(1, "department", "west", None, members(&[("p", "2025-01-01", "")])),
    ];
    let geography = with_groups(quarters(), groups);
    let (_, sales) = both(&geography);
    let shown = |text| -> Vec<(String, usize, usize)> {
        let groups = on(&geography, 0, day(text)).into_iter();
        groups.map(|(code, rings)| (code.to_owned(), rings.len(), rings.iter().map(Vec::len).sum())).collect()
    };
    let named = |list: &[(&str, usize, usize)]| -> Vec<(String, usize, usize)> {
        list.iter().map(|&(code, rings, corners)| (code.to_owned(), rings, corners)).collect()
    };
    // The province is a square; a point on its straight side stays where the ring begins.
    assert_eq!(shown("2024-12-31"), named(&[("east", 1, 4)]));
    assert_eq!(shown("2026-03-31"), named(&[("east", 1, 4), ("west", 1, 5)]));
    assert_eq!(shown("2026-04-01"), named(&[("east", 2, 8), ("west", 1, 6)]));
    // Where a city lies is told by its group's box.
    let slot = sales.find("east").expect("group");
    let west_of = |text| geography.bounds(sales, slot, day(text)).map(|(low, _)| low.degrees()[0]);
    assert_eq!((west_of("2026-03-31"), west_of("2026-04-01")), (Some(106.0), Some(102.0)));
    let empty = sales.find("empty").expect("group");
    assert_eq!(geography.bounds(sales, empty, today()), None);
    assert_eq!(geography.shape(sales, empty, today()), None);
    assert!(geography.tile(sales, 7, today(), TileId::new(0, 0, 0).expect("tile")).is_empty());
}

#[test]
fn pieces_that_touch_in_a_corner_are_rings_of_their_own() {
    let groups = vec![
        region(1, "department", "a", None, members(&[("nw", ALWAYS, ""), ("se", ALWAYS, "")])),
        region(1, "department", "b", None, members(&[("p", ALWAYS, "")])),
    ];
    let geography = with_groups(quarters(), groups);
    for (_, rings) in on(&geography, 0, today()) {
        assert_eq!(rings.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4]);
    }
}

#[test]
fn a_city_inside_its_province_is_a_hole() {
    let ring = |corners: &[(f64, f64)]| -> Vec<Vertex> {
        corners.iter().map(|&(x, y)| place(100.0 + x, 30.0 + y).into()).collect()
    };
    // The one city lies inside; the other one is a triangle that touches the province's border in a corner.
    let province = ring(&[(0.0, 0.0), (8.0, 0.0), (8.0, 4.0), (6.0, 4.0), (0.0, 4.0)]);
    let admin = vec![
        region(0, "province", "p", None, shape(vec![vec![province]])),
        region(0, "city", "in", Some("p"), square(101.0, 31.0, 102.0, 32.0)),
        region(0, "city", "at", Some("p"), shape(vec![vec![ring(&[(6.0, 4.0), (5.0, 2.0), (7.0, 2.0)])]])),
    ];
    let groups = vec![
        region(1, "department", "a", None, members(&[("p", ALWAYS, "")])),
        region(1, "department", "b", None, members(&[("in", ALWAYS, ""), ("at", ALWAYS, "")])),
    ];
    let geography = with_groups(admin, groups);
    let shown = on(&geography, 0, today());
    let turns: Vec<Vec<bool>> =
        shown.iter().map(|(_, rings)| rings.iter().map(|ring| double_area(ring) > 0).collect()).collect();
    assert_eq!(turns, [vec![true, false, false], vec![true, true]]);
    let (_, sales) = both(&geography);
    let shape = geography.shape(sales, sales.find("a").expect("group"), today()).expect("shape");
    assert_eq!(shape.polygons().iter().map(Vec::len).collect::<Vec<_>>(), [3]);
}

#[test]
fn dates_between_two_changes_share_a_drawing() {
    let groups = vec![
        region(1, "department", "a", None, members(&[("p", "2026-01-01", "2026-03-01")])),
        region(1, "department", "b", None, members(&[("q", "2026-01-01", "")])),
    ];
    let geography = with_groups(quarters(), groups.clone());
    let drawing = |geography: &Geography, text| {
        let (admin, sales) = both(geography);
        sales.drawing_on(day(text), 0, admin)
    };
    let january = drawing(&geography, "2026-01-01");
    assert!(Arc::ptr_eq(&january, &drawing(&geography, "2026-02-28")));
    assert!(!Arc::ptr_eq(&january, &drawing(&geography, "2026-03-01")));
    // A new name leaves it as it is, a new border does not.
    let renamed = Region { name: "new name".into(), ..groups[0].clone() };
    let after = geography.with_changes(Vec::new(), [(renamed.id, Some(renamed))]).expect("geography");
    assert!(Arc::ptr_eq(&january, &drawing(&after, "2026-02-28")));
    let moved = Region { extent: square(106.0, 30.0, 109.0, 34.0), ..quarters()[1].clone() };
    let after = geography.with_changes(Vec::new(), [(moved.id, Some(moved))]).expect("geography");
    let east_of = |geography: &Geography| {
        let (_, sales) = both(geography);
        geography.bounds(sales, 1, today()).map(|(_, high)| high.degrees()[0])
    };
    assert_eq!((east_of(&geography), east_of(&after), east_of(&geography)), (Some(108.0), Some(109.0), Some(108.0)));
    // Without an admin set there is nothing to draw.
    let alone = of(set(1, "sales", SetKind::Groups), groups);
    assert!(alone.tile(&alone.sets()[0], 0, today(), TileId::new(0, 0, 0).expect("tile")).is_empty());
    assert_eq!(alone.bounds(&alone.sets()[0], 0, today()), None);
}

#[test]
fn points_lie_in_their_group_on_chinese_tiles() {
    let Some((_, regions)) = china() else { return };
    let mut random = Random(11);
    let mut list: Vec<Vec<String>> = vec![Vec::new(); 7];
    for region in &regions {
        // Every province has its group; some cities and districts are taken out of it.
        let chance = match region.level.as_str() {
            "province" => 1.0,
            "city" => 0.1,
            _ => 0.05,
        };
        if random.between(0.0, 1.0) < chance {
            list[usize::try_from(random.next() % 7).expect("small")].push(region.code.clone());
        }
    }
    let group = |(number, list): (usize, &Vec<String>)| {
        let list: Vec<_> = list.iter().map(|code| (code.as_str(), ALWAYS, "")).collect();
        region(1, "area", &format!("a{number}"), None, members(&list))
    };
    let groups: Vec<Region> = list.iter().enumerate().map(group).collect();
    assert!(groups.iter().all(|group| matches!(&group.extent, Extent::Members(list) if !list.is_empty())));
    let geography = with_groups(regions, groups);
    let (admin, sales) = both(&geography);
    let group_of = groups_at(&geography, 0, today());
    admin.tile(0, TileId::new(0, 0, 0).expect("tile"));
    let started = Instant::now();
    let drawing = sales.drawing_on(today(), 0, admin);
    println!("dissolved in {:?}, {} rings", started.elapsed(), drawing.outlines.rings.len());

    let (mut same, mut other) = (0, 0);
    for zoom in 0..=14 {
        let (mut of_groups, mut of_provinces) = (0.0, 0.0);
        for _ in 0..6 {
            let middle = place(random.between(75.0, 130.0), random.between(18.0, 50.0));
            let id = TileId::containing(middle.into(), zoom);
            // The first tile of a zoom makes it ready.
            let _ = (admin.tile(0, id), geography.tile(sales, 0, today(), id));
            let started = Instant::now();
            let tile = geography.tile(sales, 0, today(), id);
            of_groups += started.elapsed().as_secs_f64();
            let started = Instant::now();
            let _ = admin.tile(0, id);
            of_provinces += started.elapsed().as_secs_f64();
            check(&tile, id);
            let drawn: Vec<_> = tile.features().map(drawn).collect();
            for _ in 0..30 {
                let (x, y) = (random.between(0.0, 4096.0), random.between(0.0, 4096.0));
                let Some(found) = holding(&drawn, [x, y], 12.0) else { continue };
                assert!(found.len() <= 1, "{id} {x} {y}: groups {found:?} overlap");
                let side = f64::from(id.square().max.x - id.square().min.x) + 1.0;
                let at = Mercator {
                    x: id.square().min.x + floor(x / 4096.0 * side),
                    y: id.square().min.y + floor(y / 4096.0 * side),
                };
                let slot = admin.locate(at.lonlat());
                let wanted = slot.map(|slot| group_of[slot as usize]).filter(|&group| group != NO_SLOT);
                if found.first().copied() == wanted { same += 1 } else { other += 1 }
            }
        }
        println!("zoom {zoom}: {:.1} µs, provinces {:.1} µs", of_groups / 6e-6, of_provinces / 6e-6);
    }
    println!("{same} points agree, {other} differ; {} KiB", sales.bytes().1 / 1024);
    // What may differ is the inside of islands that are too small to draw.
    assert!(same > 500 && other * 200 <= same, "{same} {other}");
}
