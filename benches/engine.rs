//! The engine at 1,000,000 stations with four stage events each, one core: build, tiles, statistics,
//! writes; and what the index weighs. `STATIONS=100000 cargo bench --bench engine` for a smaller one.

#![expect(clippy::cast_precision_loss, reason = "small numbers of a made-up network")]

mod network;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use forecourt::base::date::Day;
use forecourt::base::ids::{Revision, SetId};
use forecourt::base::location::{LonLat, Mercator};
use forecourt::base::tile::TileId;
use forecourt::engine::Question;
use forecourt::engine::filter::{Filter, Search};
use forecourt::engine::list::{Near, Paging, SortKey, list};
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, statistics};
use forecourt::engine::tile::{Asked, Clustering, stations};

use self::network::{FILTER, Random, Row, TODAY, build, china, count, resident, rows, view};

fn engine(c: &mut Criterion) {
    let geography = china();
    let rows = rows(&geography, count());
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
        [("today", TODAY.parse().expect("date")), ("past", "2024-06-30".parse().expect("date"))];
    let filters = [("all", "true"), ("filter", FILTER)];
    let shanghai = Mercator::from(LonLat::new(121.47, 31.23).expect("place"));
    for zoom in [0, 4, 8, 10, 12] {
        let tile = TileId::containing(shanghai, zoom);
        for (date, at) in dates {
            for (name, filter) in filters {
                let question = Question { filter: Filter::parse(filter).expect("filter"), ..Question::on(at) };
                group.bench_function(format!("tile/z{zoom}/{date}/{name}"), |b| {
                    b.iter(|| black_box(stations(&snapshot, &question, tile, Clustering::Auto, &Asked::default())));
                });
            }
        }
    }
    // An unclustered tile of about 3,800 features: the zoom at which one holds that many.
    let open = Question::on(dates[0].1);
    let features = |zoom| {
        let tile = TileId::containing(shanghai, zoom);
        stations(&snapshot, &open, tile, Clustering::Off, &Asked::default())
            .map_or(usize::MAX, |bytes| bytes.len() / 90)
    };
    let zoom = (4..16).min_by_key(|&zoom| features(zoom).abs_diff(3_800)).unwrap_or(8);
    let tile = TileId::containing(shanghai, zoom);
    group.bench_function(format!("tile/unclustered/z{zoom}/about {} features", features(zoom)), |b| {
        b.iter(|| black_box(stations(&snapshot, &open, tile, Clustering::Off, &Asked::default())));
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
    for (name, sort) in [
        ("code", SortKey::Code),
        ("name", SortKey::Name),
        ("brand", SortKey::Brand),
        ("operator", SortKey::Operator),
        ("energy", SortKey::Energy),
        ("stage", SortKey::Stage),
        ("opening", SortKey::OpenedOn),
        ("closing", SortKey::ClosedOn),
    ] {
        let first = Paging { sort, limit: 100, ..Paging::default() };
        let turned = Paging { descending: true, ..first.clone() };
        // The page in the middle of the list.
        let half = Paging { limit: rows.len() / 2, ..first.clone() };
        let deep = Paging { after: list(&snapshot, &open, None, &half).next, ..first.clone() };
        let jump = Paging { skip: rows.len() / 2, ..first.clone() };
        for (which, paging) in [("first", first), ("last", turned), ("middle", deep), ("half-way", jump)] {
            group.bench_function(format!("list/{which} 100 by {name}"), |b| {
                b.iter(|| black_box(list(&snapshot, &open, None, &paging)));
            });
        }
    }
    for words in ["加油站 99", "s00 77", "nothing"] {
        let search = Filter::Search(Search::parse(words).expect("words"));
        let question = Question { filter: search, ..open.clone() };
        let paging = Paging { limit: 100, ..Paging::default() };
        group.bench_function(format!("list/first 100 of a search of {words}"), |b| {
            b.iter(|| black_box(list(&snapshot, &question, None, &paging)));
        });
    }

    let mut random = Random(11);
    group.bench_function("write/one station, in memory", |b| {
        b.iter_batched(
            || random.below(u32::try_from(rows.len()).expect("few")) as usize,
            |id| {
                let renamed = Row { name: "renamed".into(), ..rows[id].clone() };
                black_box(snapshot.apply(Revision(2), &[view(id, &renamed)], &[]))
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
