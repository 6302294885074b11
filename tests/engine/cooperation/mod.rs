//! Movements and funnels of cooperation against the brute-force reading: what both share.

mod funnels;
mod movements;

use std::collections::BTreeMap;
use std::fmt::Debug;

use forecourt::base::date::Day;
use forecourt::base::ids::StationId;
use forecourt::base::location::LonLat;
use forecourt::domain::cooperation::Stage;
use forecourt::engine::Snapshot;
use forecourt::engine::cooperation::{Level, Table};
use forecourt::engine::statistics::{Bucket, Buckets};
use proptest::prelude::*;

use crate::model::{ADMIN, Case, SALES, Site, build, case, everything, region_codes, sites};

/// Whether something of a site counts in a cell: whose region is read on the first day, and which happens on the
/// second.
type Cell<'c> = &'c dyn Fn(&Site, Day, Day) -> bool;

fn codes(level: Level) -> Vec<&'static str> {
    match level {
        None => vec![],
        Some((ADMIN, 0)) => vec!["P1", "P2"],
        Some((ADMIN, _)) => vec!["P1A", "P1B", "P2A", "P2B"],
        Some(_) => vec!["EAST", "WEST"],
    }
}

fn code(site: &Site, level: Level, day: Day) -> Option<&'static str> {
    level.and_then(|(set, level)| region_codes(site, set, day).get(level).copied())
}

/// Compares a table with what `of` says of each of its cells.
fn compare<V: Default + PartialEq + Debug>(
    snapshot: &Snapshot,
    level: Level,
    bucket: Option<(Bucket, &Buckets)>,
    table: Table<V>,
    of: impl Fn(Cell<'_>) -> V,
) {
    assert_eq!(table.total, of(&|_, _, _| true));
    let nowhere = |site: &Site, on: Day, _: Day| level.is_some() && code(site, level, on).is_none();
    assert_eq!(table.unassigned, of(&nowhere));
    let regions: Vec<Option<&str>> =
        if level.is_some() { codes(level).into_iter().map(Some).collect() } else { vec![None] };
    let names = bucket.map_or(vec![None], |(_, buckets)| buckets.spans().iter().map(|span| Some(span.0)).collect());
    let mut wanted = BTreeMap::new();
    for region in regions.into_iter().filter(|_| level.is_some() || bucket.is_some()) {
        for &name in &names {
            let in_bucket = |day: Day| bucket.is_none_or(|(bucket, _)| Some(bucket.start(day)) == name);
            let values = of(&|site, on, day| (level.is_none() || code(site, level, on) == region) && in_bucket(day));
            wanted.insert((region.map(str::to_owned), name), values);
        }
    }
    let mut found = BTreeMap::new();
    for row in table.rows {
        let code = row.region.map(|slot| {
            let (id, _) = level.expect("level");
            let set = snapshot.geography().sets().iter().find(|set| set.id() == id).expect("set");
            set.region(slot).code.clone()
        });
        assert!(found.insert((code, row.bucket), row.values).is_none(), "a row twice");
    }
    wanted.retain(|_, values| *values != V::default());
    found.retain(|_, values| *values != V::default());
    assert_eq!(found, wanted);
}

fn levels() -> impl Strategy<Value = Level> {
    proptest::option::of(proptest::sample::select(vec![(ADMIN, 0), (ADMIN, 1), (SALES, 0)]))
}

/// Networks in which every other event puts a station online, so that many come and go.
fn lively(most: usize) -> impl Strategy<Value = Vec<Site>> {
    sites(most).prop_map(|mut sites| {
        for (even, site) in sites.iter_mut().enumerate() {
            for (_, stage) in site.timeline.iter_mut().skip(even % 2).step_by(2) {
                *stage = Stage::Online;
            }
        }
        sites
    })
}

/// Questions, half of them without a filter of their own.
fn cases() -> impl Strategy<Value = Case> {
    (case(), any::<bool>()).prop_map(|(mut case, broad)| {
        if broad {
            let all = everything(case.question.at);
            (case.question.filter, case.filter) = (all.question.filter, all.filter);
        }
        case
    })
}

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

/// A site without cooperation.
fn one() -> Site {
    Site {
        id: StationId(0),
        code: "S".into(),
        name: String::new(),
        energy: None,
        brand: None,
        operator: None,
        location: LonLat::new(110.5, 31.0).expect("place"),
        opened_on: None,
        closed_on: None,
        timeline: Vec::new(),
        regions: Vec::new(),
    }
}

/// DESIGN §4: intent 1 March, signed 20 March, online 1 April, paused 1 May.
fn fixture() -> Snapshot {
    let events = [
        ("2026-03-01", Stage::Prospect),
        ("2026-03-20", Stage::Signed),
        ("2026-04-01", Stage::Online),
        ("2026-05-01", Stage::Paused),
    ];
    build(1, &[Site { timeline: events.map(|(on, stage)| (day(on), stage)).into(), ..one() }])
}
