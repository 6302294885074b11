//! Trees, levels, groups, and what a change rebuilds.

use std::sync::Arc;

use super::support::{day, id, members, of, place, region, set, square};
use crate::base::ids::{RegionId, SetId};
use crate::domain::region::{Extent, Region, SetKind};
use crate::engine::geography::{Geography, GeographyError, NO_SLOT};

/// Two provinces; the first with two cities, one of which has two districts; the second with a district
/// right below it.
fn small() -> Vec<Region> {
    vec![
        region(0, "district", "112", Some("110"), square(1.0, 0.0, 2.0, 1.0)),
        region(0, "district", "111", Some("110"), square(0.0, 0.0, 1.0, 1.0)),
        region(0, "district", "201", Some("200"), square(4.0, 0.0, 5.0, 1.0)),
        region(0, "city", "120", Some("100"), square(2.0, 0.0, 4.0, 1.0)),
        region(0, "city", "110", Some("100"), square(0.0, 0.0, 2.0, 1.0)),
        region(0, "province", "200", None, square(4.0, 0.0, 6.0, 1.0)),
        region(0, "province", "100", None, square(0.0, 0.0, 4.0, 1.0)),
    ]
}

#[test]
fn slots_are_in_preorder_by_code() {
    let geography = of(set(0, "admin", SetKind::Polygons), small());
    let admin = geography.set("admin").expect("set");
    let codes: Vec<&str> = admin.regions().iter().map(|region| region.code.as_str()).collect();
    assert_eq!(codes, ["100", "110", "111", "112", "120", "200", "201"]);
    assert_eq!(admin.roots().collect::<Vec<_>>(), [0, 5]);
    assert_eq!(admin.children(0).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(admin.children(3).count(), 0);
    assert_eq!(admin.ancestors(3).collect::<Vec<_>>(), [1, 0]);
    assert_eq!((admin.within(0), admin.within(1), admin.within(6)), (0..5, 1..4, 6..7));
    for slot in 0..7 {
        assert_eq!(admin.find(&admin.region(slot).code), Some(slot));
        assert_eq!(admin.slot(admin.region(slot).id), Some(slot));
    }
    assert_eq!((admin.find("999"), admin.slot(RegionId(1))), (None, None));
}

#[test]
fn levels_go_by_depth_and_roll_up() {
    let geography = of(set(0, "admin", SetKind::Polygons), small());
    let admin = geography.set("admin").expect("set");
    let levels: Vec<(&str, u32, &[u32])> =
        admin.levels().iter().map(|level| (level.name.as_str(), level.rank, &*level.regions)).collect();
    // Cities and districts both begin at depth 1, but only districts reach depth 2.
    assert_eq!(levels, [("province", 0, &[0, 5][..]), ("city", 1, &[1, 4]), ("district", 2, &[2, 3, 6])]);
    assert_eq!(admin.at_level(0), [0, 0, 0, 0, 0, 5, 5]);
    assert_eq!(admin.at_level(1), [NO_SLOT, 1, 1, 1, 4, NO_SLOT, NO_SLOT]);
    assert_eq!(admin.at_level(2), [NO_SLOT, NO_SLOT, 2, 3, NO_SLOT, NO_SLOT, 6]);
    assert_eq!(admin.at_level(3), [0_u32; 0]);
}

#[test]
fn levels_without_parents_stand_side_by_side() {
    let regions = vec![
        region(0, "zone", "z", None, square(0.0, 0.0, 1.0, 1.0)),
        region(0, "area", "a", None, square(0.0, 0.0, 9.0, 9.0)),
    ];
    let geography = of(set(0, "own", SetKind::Polygons), regions);
    let own = geography.set("own").expect("set");
    assert_eq!(own.levels().iter().map(|level| level.rank).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(own.locate(place(0.5, 0.5)).map(|slot| &*own.region(slot).code), Some("z"));
    assert_eq!(own.at_level(0), [0, NO_SLOT]);
}

#[test]
fn the_deepest_level_takes_a_point_then_the_smaller_area_then_the_lower_code() {
    let mut regions = small();
    regions.push(region(0, "district", "113", Some("110"), square(0.0, 0.0, 0.5, 0.5)));
    regions.push(region(0, "district", "119", Some("110"), square(0.0, 0.0, 0.5, 0.5)));
    let geography = of(set(0, "admin", SetKind::Polygons), regions);
    let admin = geography.set("admin").expect("set");
    let at = |lon, lat| admin.locate(place(lon, lat)).map(|slot| admin.region(slot).code.as_str());
    assert_eq!(at(0.2, 0.2), Some("113"));
    assert_eq!(at(0.7, 0.7), Some("111"));
    // On borders: of two districts, of two cities, of two provinces, of the world.
    assert_eq!(
        [at(1.0, 0.7), at(2.0, 0.5), at(4.0, 0.5), at(6.0, 1.0)],
        [Some("111"), Some("112"), Some("201"), Some("200")]
    );
    assert_eq!([at(6.000_000_1, 0.5), at(3.0, 1.000_000_1), at(-0.000_000_1, 0.5)], [None; 3]);
    // A point is rounded to 1e-7 degrees first.
    assert_eq!(at(6.000_000_04, 0.5), Some("200"));
}

#[test]
fn bad_trees_are_refused_by_code() {
    let polygons = || square(0.0, 0.0, 1.0, 1.0);
    let sets = || vec![set(0, "admin", SetKind::Polygons), set(1, "own", SetKind::Polygons)];
    let fails = |regions| Geography::build(sets(), regions).expect_err("refused").to_string();
    let unknown = region(0, "city", "2", Some("1"), polygons());
    assert!(fails(vec![unknown]).starts_with("region \"2\" of set \"admin\" lies below region"));
    let mut foreign = region(0, "city", "2", None, polygons());
    foreign.parent = Some(id(1, "1"));
    assert_eq!(
        fails(vec![foreign, region(1, "province", "1", None, polygons())]),
        "region \"2\" of set \"admin\" lies below \"1\", a region of set \"own\""
    );
    let circle = [("1", "2"), ("2", "3"), ("3", "2")];
    assert_eq!(
        fails(circle.map(|(code, above)| region(0, "city", code, Some(above), polygons())).to_vec()),
        "regions of set \"admin\" lie below themselves: 2 below 3 below 2"
    );
    let twice = vec![region(0, "city", "2", None, polygons()), region(0, "city", "2", None, polygons())];
    assert!(fails(twice).contains("share the id"));
    let mut same_code = vec![region(0, "city", "2", None, polygons()), region(0, "city", "2", None, polygons())];
    same_code[1].id = RegionId(7);
    assert_eq!(fails(same_code), "set \"admin\" has two regions of the code \"2\"");
    let lost = Region { set: SetId(9), ..region(0, "city", "2", None, polygons()) };
    assert_eq!(fails(vec![lost]), "region \"2\" belongs to set 9, which does not exist");
    let group = region(0, "city", "2", None, Extent::Members(Vec::new()));
    assert!(fails(vec![group]).contains("must be a polygon"));
    let twins = vec![set(0, "admin", SetKind::Polygons), set(1, "admin", SetKind::Groups)];
    assert_eq!(Geography::build(twins, Vec::new()).expect_err("refused"), GeographyError::SameSet("admin".into()));
}

#[test]
fn groups_take_admin_regions_by_date() {
    let sales = vec![
        region(1, "department", "north", None, members(&[("100", "2026-01-01", "")])),
        region(
            1,
            "team",
            "n1",
            Some("north"),
            members(&[("110", "2026-03-01", "2026-05-01"), ("404", "2026-01-01", "")]),
        ),
        region(
            1,
            "department",
            "south",
            None,
            members(&[("200", "2026-01-01", "2026-04-01"), ("112", "2026-04-01", "")]),
        ),
    ];
    let sets = vec![set(1, "sales", SetKind::Groups), set(0, "admin", SetKind::Polygons)];
    let geography = Geography::build(sets, small().into_iter().chain(sales).collect()).expect("geography");
    let (admin, sales) = (geography.set("admin").expect("set"), geography.set("sales").expect("set"));
    let on = |text| -> Vec<&str> {
        let slots = sales.groups_at(day(text), admin);
        slots.into_iter().map(|slot| if slot == NO_SLOT { "-" } else { &sales.region(slot).code }).collect()
    };
    // By slot: 100, 110, 111, 112, 120, 200, 201.
    assert_eq!(on("2025-12-31"), ["-"; 7]);
    assert_eq!(on("2026-02-28"), ["north", "north", "north", "north", "north", "south", "south"]);
    assert_eq!(on("2026-03-01"), ["north", "n1", "n1", "n1", "north", "south", "south"]);
    assert_eq!(on("2026-04-01"), ["north", "n1", "n1", "south", "north", "-", "-"]);
    assert_eq!(on("2026-05-01"), ["north", "north", "north", "south", "north", "-", "-"]);
    assert_eq!(sales.changes(), ["2026-01-01", "2026-03-01", "2026-04-01", "2026-05-01"].map(day));
    assert_eq!(sales.locate(place(0.5, 0.5)), None);
}

#[test]
fn a_change_rebuilds_what_it_touches() {
    let sets = vec![set(0, "admin", SetKind::Polygons), set(1, "own", SetKind::Polygons)];
    let own = region(1, "zone", "z", None, square(0.0, 0.0, 1.0, 1.0));
    let before = Geography::build(sets, small().into_iter().chain([own.clone()]).collect()).expect("geography");

    let renamed = Region { name: "new name".into(), ..own.clone() };
    let after = before.with_changes(Vec::new(), [(own.id, Some(renamed))]).expect("geography");
    assert!(Arc::ptr_eq(&before.sets()[0], &after.sets()[0]));
    assert_eq!(after.sets()[1].region(0).name, "new name");
    assert!(after.sets()[1].shares_land_with(&before.sets()[1]));

    let moved = Region { extent: square(2.0, 0.0, 3.0, 1.0), ..own.clone() };
    let after = before.with_changes(Vec::new(), [(own.id, Some(moved))]).expect("geography");
    assert_eq!(after.sets()[1].locate(place(0.5, 0.5)), None);
    assert_eq!(before.sets()[1].locate(place(0.5, 0.5)), Some(0));

    let after = before.with_changes(Vec::new(), [(own.id, None)]).expect("geography");
    assert!(after.sets()[1].is_empty());
    let orphaned = before.with_changes(Vec::new(), [(id(0, "110"), None)]).expect_err("districts lose their city");
    assert!(matches!(orphaned, GeographyError::UnknownParent { .. }), "{orphaned}");

    let more = before.with_changes(vec![set(2, "third", SetKind::Groups)], []).expect("geography");
    assert_eq!(more.sets().iter().map(|set| set.code()).collect::<Vec<_>>(), ["admin", "own", "third"]);
    assert!(Arc::ptr_eq(&before.sets()[1], &more.sets()[1]));
}
