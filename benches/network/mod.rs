//! The network that every bench measures: 1,000,000 made-up stations around the centres of China's
//! districts, thinning outward, with four stage events each. Seeded, so every run and every peer has the same.

use std::collections::HashMap;

use forecourt::base::date::Day;
use forecourt::base::ids::{RegionId, Revision, SetId, StationId};
use forecourt::base::location::LonLat;
use forecourt::domain::cooperation::Stage;
use forecourt::domain::region::{Region, RegionSet, SetKind};
use forecourt::domain::station::{Energy, StationView};
use forecourt::engine::geography::Geography;
use forecourt::engine::{Builder, Snapshot};

/// The day that the benches call today.
pub(crate) const TODAY: &str = "2026-11-23";
/// The filter that the benches ask with.
pub(crate) const FILTER: &str = "brand IN ('brand 1','brand 7') OR energy = 'ev' AND stage = 'online'";

/// How many stations: `STATIONS` of the environment, 1,000,000 without.
pub(crate) fn count() -> usize {
    std::env::var("STATIONS").map_or(1_000_000, |text| text.parse().expect("STATIONS is a number"))
}

/// A small generator (splitmix64).
pub(crate) struct Random(pub(crate) u64);

#[expect(clippy::cast_precision_loss, reason = "53 bits")]
impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.next() % u64::from(bound)).unwrap_or_default()
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A station.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) brand: String,
    pub(crate) operator: String,
    pub(crate) location: LonLat,
    pub(crate) energy: Energy,
    pub(crate) timeline: [(Day, Stage); 4],
    pub(crate) regions: Vec<(SetId, RegionId)>,
}

/// The built-in boundaries.
pub(crate) fn china() -> Geography {
    let drafts = forecourt::exchange::admin::divisions().expect("built-in boundaries");
    let numbers: HashMap<String, u32> = drafts.iter().map(|draft| draft.code.clone()).zip(1..).collect();
    let id = |code: &str| RegionId(numbers[code]);
    let regions = drafts.into_iter().map(|draft| Region {
        id: id(&draft.code),
        set: SetId(1),
        parent: draft.parent.as_deref().map(id),
        code: draft.code,
        name: draft.name,
        level: draft.level,
        center: draft.center,
        extent: draft.extent,
    });
    let set = RegionSet { id: SetId(1), code: "admin".into(), kind: SetKind::Polygons };
    Geography::build(vec![set], regions.collect()).expect("geography")
}

/// So many stations.
pub(crate) fn rows(geography: &Geography, count: usize) -> Vec<Row> {
    let admin = geography.set("admin").expect("admin");
    let centres: Vec<LonLat> = admin.regions().iter().filter_map(|region| region.center).collect();
    let below = u32::try_from(centres.len()).expect("few");
    let mut random = Random(7);
    let first: Day = "2023-01-01".parse().expect("date");
    let days = |random: &mut Random| random.below(300).cast_signed();
    (0..count)
        .map(|n| {
            let centre = centres[random.below(below) as usize];
            let far = random.unit().powi(2) * 0.8;
            let angle = random.unit() * std::f64::consts::TAU;
            let location =
                LonLat::new(centre.lon() + far * angle.cos(), centre.lat() + far * angle.sin() * 0.8).expect("place");
            let mut day = first.plus(days(&mut random));
            let timeline = [Stage::Prospect, Stage::Signed, Stage::Online, Stage::Paused].map(|stage| {
                day = day.plus(1 + days(&mut random));
                (day, stage)
            });
            Row {
                code: format!("S{n:07}"),
                name: format!("中国某某加油站 {n}"),
                brand: format!("brand {}", random.below(60)),
                operator: format!("operator {}", random.below(4_000)),
                location,
                energy: Energy::ALL[random.below(5) as usize],
                timeline,
                regions: admin.locate(location).map(|slot| (SetId(1), admin.region(slot).id)).into_iter().collect(),
            }
        })
        .collect()
}

/// A station as the engine takes it.
pub(crate) fn view(id: usize, row: &Row) -> StationView<'_> {
    StationView {
        id: StationId(u32::try_from(id).expect("few")),
        code: &row.code,
        name: &row.name,
        energy: Some(row.energy),
        brand: Some(&row.brand),
        operator: Some(&row.operator),
        location: row.location,
        opened_on: None,
        closed_on: None,
        timeline: &row.timeline,
        regions: &row.regions,
    }
}

/// The engine's snapshot of stations.
pub(crate) fn build(geography: &Geography, rows: &[Row]) -> Snapshot {
    let mut builder = Builder::new(geography.clone(), rows.len());
    for (id, row) in rows.iter().enumerate() {
        builder.push(&view(id, row));
    }
    builder.finish(Revision(1))
}

/// Resident memory of this process in bytes, where the system tells.
pub(crate) fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).map_or(0, |kib| kib * 1024)
}
