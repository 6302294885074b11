//! The synthetic network is deterministic, keeps every rule, and looks like a network.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use super::history::HISTORY_DAYS;
use super::synthetic::{DEFAULT_STATIONS, Options, synthesize};
use crate::base::date::Day;
use crate::base::location::LonLat;
use crate::base::shape::{Ring, Vertex};
use crate::domain::cooperation::{Stage, StageDraft, stage_at};
use crate::domain::region::{Extent, RegionDraft};
use crate::domain::station::{Edit, Energy};
use crate::exchange::admin::divisions;

/// Which district holds a place, by trying those whose bounds do: slow, and plainly right.
pub(super) struct Districts<'a>(Vec<(Vertex, Vertex, &'a RegionDraft, Vec<&'a Ring>)>);

impl<'a> Districts<'a> {
    pub(super) fn new(regions: &'a [RegionDraft]) -> Self {
        let districts = regions.iter().filter(|region| region.level == "district");
        Self(
            districts
                .filter_map(|region| match &region.extent {
                    Extent::Shape(shape) => {
                        let (low, high) = shape.bounds();
                        Some((low, high, region, shape.polygons().iter().flatten().collect()))
                    }
                    Extent::Members(_) => None,
                })
                .collect(),
        )
    }

    pub(super) fn at(&self, place: LonLat) -> Option<&'a str> {
        let point = Vertex::from(place);
        let within = |low: i32, at: i32, high: i32| low <= at && at <= high;
        let near = self
            .0
            .iter()
            .filter(|(low, high, ..)| within(low.lon, point.lon, high.lon) && within(low.lat, point.lat, high.lat));
        near.filter(|(.., rings)| rings.iter().filter(|ring| odd(ring, point)).count() % 2 == 1)
            .map(|(_, _, region, _)| region.code.as_str())
            .next()
    }
}

/// Whether a ray eastward crosses the ring an odd number of times.
fn odd(ring: &Ring, point: Vertex) -> bool {
    let sides = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossed = sides.filter(|(a, b)| {
        let (low, high) = if a.lat < b.lat { (a, b) } else { (b, a) };
        (low.lat..high.lat).contains(&point.lat)
            && (i64::from(point.lon) - i64::from(low.lon)) * (i64::from(high.lat) - i64::from(low.lat))
                < (i64::from(high.lon) - i64::from(low.lon)) * (i64::from(point.lat) - i64::from(low.lat))
    });
    crossed.count() % 2 == 1
}

fn options(stations: u32) -> Options {
    Options { stations, today: "2026-11-23".parse().expect("date"), seed: 1 }
}

#[test]
fn equal_options_give_equal_networks_and_more_stations_change_none() {
    let regions = divisions().expect("divisions");
    let districts = Districts::new(&regions);
    let make = |options| synthesize(options, &regions, |place| districts.at(place)).expect("network");
    let small = make(options(300));
    assert_eq!(small, make(options(300)));
    let larger = make(options(400));
    assert_eq!(small.stations[..], larger.stations[..300]);
    assert_eq!(small.cooperation[..], larger.cooperation[..small.cooperation.len()]);
    assert_ne!(small, make(Options { seed: 2, ..options(300) }));
}

#[test]
fn every_rule_is_kept() {
    let regions = divisions().expect("divisions");
    let districts = Districts::new(&regions);
    let names: HashMap<&str, &str> = regions.iter().map(|region| (&*region.code, &*region.name)).collect();
    let Options { today, .. } = options(0);
    let made = synthesize(options(3_000), &regions, |place| districts.at(place)).expect("network");
    assert_eq!(made.stations.len(), 3_000);
    let mut lives = HashMap::new();
    for (number, draft) in (1..).zip(made.stations) {
        assert_eq!(draft.code, format!("DEMO-{number:06}"));
        let station = draft.apply(None).expect("a station that keeps the rules");
        let home = districts.at(station.position.location).expect("inside a district");
        assert!(station.address.expect("address").contains(names[home]), "{} is not in {home}", station.code);
        let opened = station.opened_on.expect("opening day");
        assert!(opened < today && station.closed_on.is_none_or(|closed| opened < closed && closed <= today));
        lives.insert(station.code, (opened, station.closed_on));
    }
    let mut last: Option<&StageDraft> = None;
    for event in &made.cooperation {
        let (opened, closed) = lives[&event.station];
        assert!(event.valid_from <= today && event.valid_from >= today.plus(-HISTORY_DAYS), "{event:?}");
        assert!(event.stage != Stage::Online || event.valid_from >= opened, "online before it opened: {event:?}");
        assert!(closed.is_none_or(|closed| event.valid_from <= closed), "after it closed: {event:?}");
        match last.filter(|last| last.station == event.station) {
            None => assert_eq!(event.stage, Stage::Prospect, "{event:?}"),
            Some(last) => {
                assert!(last.valid_from < event.valid_from && last.stage != event.stage, "{last:?} {event:?}");
            }
        }
        last = Some(event);
    }
}

#[test]
fn it_looks_like_a_network() {
    let regions = divisions().expect("divisions");
    let districts = Districts::new(&regions);
    let Options { today, .. } = options(0);
    let made = synthesize(options(6_000), &regions, |place| districts.at(place)).expect("network");

    let mut energies: BTreeMap<Energy, u32> = BTreeMap::new();
    let mut provinces: BTreeMap<&str, u32> = BTreeMap::new();
    let mut province_of = HashMap::new();
    for station in &made.stations {
        let Edit::Set(energy) = station.energy else { panic!("{} has no energy", station.code) };
        *energies.entry(energy).or_default() += 1;
        let place = station.position.expect("position").location;
        let province = districts.at(place).and_then(|code| code.get(..2)).expect("province");
        *provinces.entry(province).or_default() += 1;
        province_of.insert(&*station.code, province);
    }
    assert!((4_300..4_650).contains(&energies[&Energy::Fuel]), "{energies:?}");
    assert!((1_100..1_350).contains(&energies[&Energy::Ev]) && energies.len() == 5, "{energies:?}");
    assert!(provinces["44"] > 300 && provinces["44"] > 5 * provinces["54"] && provinces.len() >= 33, "{provinces:?}");

    let mut timelines: BTreeMap<&str, Vec<(Day, Stage)>> = BTreeMap::new();
    for event in &made.cooperation {
        timelines.entry(&event.station).or_default().push((event.valid_from, event.stage));
    }
    let at = |day: Day, province: Option<&str>| {
        let mut stages: BTreeMap<Stage, u32> = BTreeMap::new();
        for (station, timeline) in &timelines {
            if province.is_none_or(|province| province_of[station] == province)
                && let Some(stage) = stage_at(timeline, day)
            {
                *stages.entry(stage).or_default() += 1;
            }
        }
        stages
    };
    let now = at(today, None);
    assert!(timelines.len() < 5_000, "many were never contacted");
    assert!((900..2_700).contains(&now[&Stage::Online]) && now.len() == 6, "{now:?}");
    let online = |days_ago: i32| at(today.plus(-days_ago), None).get(&Stage::Online).copied().unwrap_or_default();
    assert!(online(1_000) < online(700) && online(700) < online(350) && online(350) < online(0));
    let early = at(today.plus(-900), Some("44"));
    assert!(early.contains_key(&Stage::Online) && at(today.plus(-900), Some("65")).is_empty(), "{early:?}");
    let resumed = timelines
        .values()
        .filter(|stages| stages.windows(2).any(|pair| pair[0].1 == Stage::Paused && pair[1].1 == Stage::Online));
    assert!(resumed.count() > 50, "some paused and came back");
}

#[test]
fn the_whole_network_is_made_quickly() {
    let regions = divisions().expect("divisions");
    let districts = Districts::new(&regions);
    let begun = Instant::now();
    let made = synthesize(options(DEFAULT_STATIONS), &regions, |place| districts.at(place)).expect("network");
    let took = begun.elapsed();
    println!("{} stations, {} events in {took:?}", made.stations.len(), made.cooperation.len());
    // The bar is 1 s in release; here the slow search for districts of a debug build comes on top.
    assert!(took.as_secs() < 30, "{took:?}");
}
