//! The books of 20,000 stations over 1,096 days (22 million station-days): loading, sums for any period, series, tiles
//! with money, and writes; and what they weigh. `STATIONS=2000 cargo bench --bench books` for a smaller one.

#[path = "network/accounts.rs"]
mod accounts;
#[expect(dead_code, reason = "other benches use more of it")]
mod network;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{ContractId, SetId, StationId};
use forecourt::base::money::Rate;
use forecourt::base::month::Month;
use forecourt::base::tile::TileId;
use forecourt::domain::fee::{Component, FeeOwner, FeeTerm, Tariff};
use forecourt::domain::metric::Metric;
use forecourt::engine::Question;
use forecourt::engine::books::{BookEdit, LedgerEdit};
use forecourt::engine::filter::Filter;
use forecourt::engine::list::{Paging, SortKey, figures, list};
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, Wanted, statistics};
use forecourt::engine::tile::{Asked, Clustering, stations};

use self::accounts::{FIRST, day, ledgers, loader, month, months};
use self::network::{FILTER, Random, build, china, resident, rows};

fn books(c: &mut Criterion) {
    let count = std::env::var("STATIONS").map_or(20_000, |text| text.parse().expect("STATIONS is a number"));
    let geography = china();
    let snapshot = build(&geography, &rows(&geography, count as usize));
    let mut random = Random(5);
    let months = months(&mut random, count);
    let station_days: usize = months.iter().map(|(_, month, _)| usize::from(month.days())).sum();
    let ledgers = ledgers(count);
    let before = resident();
    let start = Instant::now();
    let books = Arc::new(loader(&snapshot, &ledgers, &months).finish());
    println!(
        "books: {station_days} station-days loaded in {:?}; {} MiB, {:.1} bytes a day; resident +{} MiB",
        start.elapsed(),
        books.memory() >> 20,
        f64::from(u32::try_from(books.memory() >> 10).expect("GiB")) * 1024.0
            / f64::from(u32::try_from(station_days).expect("few")),
        (resident().saturating_sub(before)) >> 20,
    );
    let snapshot = snapshot.with_books(Arc::clone(&books));
    let mut group = c.benchmark_group("books");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));

    let metrics = [Metric::Gmv, Metric::ChannelFee, Metric::FeeRate, Metric::Orders];
    let (from, to) = (day(FIRST), day("2026-11-01"));
    let filters = [("all", "true"), ("filter", FILTER)];
    let question =
        |filter: &str, at: Day| Question { filter: Filter::parse(filter).expect("filter"), ..Question::on(at) };
    let by_province = |buckets, period| Breakdown {
        level: Some((SetId(1), 0)),
        buckets,
        wanted: Wanted::of(&metrics, period),
        ..Breakdown::default()
    };
    for (name, filter) in filters {
        for (bucket, what) in [(Bucket::Month, "36 months"), (Bucket::Week, "157 weeks"), (Bucket::Day, "1096 days")] {
            let buckets = Buckets::new(bucket, from, to).expect("buckets");
            let breakdown = by_province(Some(buckets), (from, to));
            let question = question(filter, to.plus(-1));
            group.bench_function(format!("series/province/{what}/{name}"), |b| {
                b.iter(|| black_box(statistics(&snapshot, &question, &breakdown)));
            });
        }
        for (what, period) in [
            ("a month", (day("2026-10-01"), day("2026-11-01"))),
            ("30 days over two", (day("2026-09-16"), day("2026-10-16"))),
            ("three years", (from, to)),
        ] {
            let (question, breakdown) = (question(filter, period.1.plus(-1)), by_province(None, period));
            group.bench_function(format!("sums/province/{what}/{name}"), |b| {
                b.iter(|| black_box(statistics(&snapshot, &question, &breakdown)));
            });
            let by_gmv = Paging {
                sort: SortKey::Metric(Metric::Gmv, period),
                descending: true,
                limit: 100,
                ..Paging::default()
            };
            group.bench_function(format!("list/100 by gmv/{what}/{name}"), |b| {
                b.iter(|| {
                    let page = list(&snapshot, &question, None, &by_gmv);
                    black_box(figures(&snapshot, question.at, &page.items, breakdown.wanted))
                });
            });
            let asked = Asked { metrics: metrics.to_vec(), wanted: Wanted::of(&metrics, period) };
            let tile = TileId::new(0, 0, 0).expect("tile");
            group.bench_function(format!("tile/z0/{what}/{name}"), |b| {
                b.iter(|| black_box(stations(&snapshot, &question, tile, Clustering::Auto, &asked)));
            });
        }
    }
    let corrected = month(&mut random, 31);
    group.bench_function("write/one day of one station", |b| {
        b.iter(|| {
            let edit = BookEdit::Month(StationId(7), Month::of(day("2026-10-01")), Some(&corrected));
            black_box(books.apply(None, std::iter::empty(), std::iter::once(edit), |_| unreachable!("a known station")))
        });
    });
    let term = FeeTerm {
        component: Component::Fixed,
        tariff: Tariff::PercentOfGmv(Rate::from_ppm(1_000).expect("kept")),
        payer: None,
        payee: None,
        period: Period::from_day(day("2025-01-01")),
    };
    let edit = LedgerEdit::Fee(FeeOwner::Contract(ContractId(3)), term.component, term.period.from(), Some(&term));
    group.bench_function("write/a term of a contract of ten stations", |b| {
        b.iter(|| {
            let ledgers = books.ledgers().edited([edit]).expect("ledgers");
            black_box(books.apply(Some(ledgers), std::iter::once(edit), std::iter::empty(), |_| unreachable!("known")))
        });
    });
    group.finish();
}

criterion_group!(benches, books);
criterion_main!(benches);
