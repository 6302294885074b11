//! The engine at 1,000,000 stations with four stage events each, one core: build, tiles, statistics,
//! writes; and what the index weighs. `STATIONS=100000 cargo bench --bench engine` for a smaller one.

#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers of a made-up network")]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use forecourt::base::date::Day;
use forecourt::base::ids::{RegionId, Revision, SetId, StationId};
use forecourt::base::location::{LonLat, Mercator};
use forecourt::base::tile::TileId;
use forecourt::domain::cooperation::Stage;
use forecourt::domain::region::{Region, RegionSet, SetKind};
use forecourt::domain::station::{Energy, StationView};
use forecourt::engine::filter::Filter;
use forecourt::engine::geography::Geography;
use forecourt::engine::list::{Near, Paging, SortKey, list};
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, statistics};
use forecourt::engine::tile::{Clustering, stations};
use forecourt::engine::{Builder, Question, Snapshot};

/// A small seeded generator (splitmix64), so that every run measures the same network.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

struct Row {
    code: String,
    name: String,
    brand: String,
    operator: String,
    location: LonLat,
    energy: Energy,
    timeline: [(Day, Stage); 4],
    regions: Vec<(SetId, RegionId)>,
}

fn china() -> Geography {
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

/// Stations around the centres of China's districts, thinning outward, with four events each.
fn rows(geography: &Geography, count: usize) -> Vec<Row> {
    let admin = geography.set("admin").expect("admin");
    let centres: Vec<LonLat> = admin.regions().iter().filter_map(|region| region.center).collect();
    let mut random = Random(7);
    let first: Day = "2023-01-01".parse().expect("date");
    (0..count)
        .map(|n| {
            let centre = centres[random.below(centres.len() as u64) as usize];
            let far = random.unit().powi(2) * 0.8;
            let angle = random.unit() * std::f64::consts::TAU;
            let location =
                LonLat::new(centre.lon() + far * angle.cos(), centre.lat() + far * angle.sin() * 0.8).expect("place");
            let mut day = first.plus(random.below(300) as i32);
            let timeline = [Stage::Prospect, Stage::Signed, Stage::Online, Stage::Paused].map(|stage| {
                day = day.plus(1 + random.below(300) as i32);
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

fn view(id: usize, row: &Row) -> StationView<'_> {
    StationView {
        id: StationId(id as u32),
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

fn build(geography: &Geography, rows: &[Row]) -> Snapshot {
    let mut builder = Builder::new(geography.clone(), rows.len());
    for (id, row) in rows.iter().enumerate() {
        builder.push(&view(id, row));
    }
    builder.finish(Revision(1))
}

/// Resident memory of this process in bytes, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).map_or(0, |kib| kib * 1024)
}

fn engine(c: &mut Criterion) {
    let count = std::env::var("STATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let geography = china();
    let rows = rows(&geography, count);
    let before = resident();
    let snapshot = build(&geography, &rows);
    let memory = snapshot.memory();
    println!(
        "memory: {:.1} bytes a station, {:.1} bytes an event ({} stations, {} events); resident +{} MiB",
        memory.station_bytes as f64 / memory.stations as f64,
        memory.event_bytes as f64 / memory.events as f64,
        memory.stations,
        memory.events,
        (resident() - before) >> 20,
    );
    let mut group = c.benchmark_group("engine");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    group.bench_function("build", |b| b.iter(|| black_box(build(&geography, &rows))));

    let dates: [(&str, Day); 2] =
        [("today", "2026-11-23".parse().expect("date")), ("past", "2024-06-30".parse().expect("date"))];
    let filters = [("all", "true"), ("filter", "brand IN ('brand 1','brand 7') OR energy = 'ev' AND stage = 'online'")];
    let shanghai = Mercator::from(LonLat::new(121.47, 31.23).expect("place"));
    for zoom in [0, 4, 8, 10, 12] {
        let tile = TileId::containing(shanghai, zoom);
        for (date, at) in dates {
            for (name, filter) in filters {
                let question = Question { filter: Filter::parse(filter).expect("filter"), ..Question::on(at) };
                group.bench_function(format!("tile/z{zoom}/{date}/{name}"), |b| {
                    b.iter(|| black_box(stations(&snapshot, &question, tile, Clustering::Auto)));
                });
            }
        }
    }
    // An unclustered tile of about 3,800 features: the zoom at which one holds that many.
    let open = Question::on(dates[0].1);
    let features = |zoom| {
        let tile = TileId::containing(shanghai, zoom);
        stations(&snapshot, &open, tile, Clustering::Off).map_or(usize::MAX, |bytes| bytes.len() / 90)
    };
    let zoom = (4..16).min_by_key(|&zoom| features(zoom).abs_diff(3_800)).unwrap_or(8);
    let tile = TileId::containing(shanghai, zoom);
    group.bench_function(format!("tile/unclustered/z{zoom}/about {} features", features(zoom)), |b| {
        b.iter(|| black_box(stations(&snapshot, &open, tile, Clustering::Off)));
    });

    let by_city = Breakdown { level: Some((SetId(1), 1)), ..Breakdown::default() };
    for (name, filter) in filters {
        let question = Question { filter: Filter::parse(filter).expect("filter"), ..Question::on(dates[0].1) };
        group.bench_function(format!("statistics/city/{name}"), |b| {
            b.iter(|| black_box(statistics(&snapshot, &question, &by_city)));
        });
    }
    let months = Buckets::new(Bucket::Month, "2023-11-01".parse().expect("date"), "2026-11-01".parse().expect("date"));
    let by_month =
        Breakdown { level: Some((SetId(1), 0)), buckets: Some(months.expect("buckets")), ..Breakdown::default() };
    group.bench_function("statistics/province/36 months", |b| {
        b.iter(|| black_box(statistics(&snapshot, &open, &by_month)));
    });
    let near = Near { place: LonLat::new(121.47, 31.23).expect("place"), radius: None };
    let paging = Paging { sort: SortKey::Distance, limit: 100, ..Paging::default() };
    group.bench_function("list/100 nearest", |b| b.iter(|| black_box(list(&snapshot, &open, Some(near), &paging))));
    let paging = Paging { limit: 100, ..Paging::default() };
    group.bench_function("list/first 100 by code", |b| b.iter(|| black_box(list(&snapshot, &open, None, &paging))));

    let mut random = Random(11);
    group.bench_function("write/one station, in memory", |b| {
        b.iter_batched(
            || random.below(rows.len() as u64) as usize,
            |id| {
                let moved = Row {
                    name: "renamed".into(),
                    code: rows[id].code.clone(),
                    brand: rows[id].brand.clone(),
                    operator: rows[id].operator.clone(),
                    regions: rows[id].regions.clone(),
                    ..rows[id]
                };
                black_box(snapshot.apply(Revision(2), &[view(id, &moved)], &[]))
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
