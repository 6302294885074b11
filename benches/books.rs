//! The books of 20,000 stations over 1,096 days (22 million station-days): loading, sums for any period, series, tiles
//! with money, and writes; and what they weigh. `STATIONS=2000 cargo bench --bench books` for a smaller one.

#[expect(dead_code, reason = "other benches use more of it")]
mod network;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{ContractId, SetId, StationId};
use forecourt::base::money::{Money, Rate, Volume};
use forecourt::base::month::Month;
use forecourt::base::tile::TileId;
use forecourt::domain::contract::Contract;
use forecourt::domain::fee::{Component, FeeOwner, FeeTerm, Tariff};
use forecourt::domain::metric::Metric;
use forecourt::domain::performance::{DayFacts, MOST_DAYS, MonthFacts};
use forecourt::engine::books::{BookEdit, Books, LedgerEdit, Ledgers, Loader};
use forecourt::engine::filter::Filter;
use forecourt::engine::list::{Paging, SortKey, figures, list};
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, Wanted, statistics};
use forecourt::engine::tile::{Asked, Clustering, stations};
use forecourt::engine::{Question, Snapshot};

use self::network::{FILTER, Random, build, china, resident, rows};

const FIRST: &str = "2023-11-01";
const MONTHS: u32 = 36;
/// Stations that share a contract.
const SHARED: u32 = 10;

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn month(random: &mut Random, days: u8) -> MonthFacts {
    let mut facts = [None; MOST_DAYS];
    for day in &mut facts[..usize::from(days)] {
        let gmv = i64::from(500_000 + random.below(3_000_000));
        let money = |minor| Money::from_minor(minor).expect("kept");
        *day = Some(DayFacts {
            orders: 40 + random.below(200),
            volume: Volume::from_thousandths(gmv * 13).expect("kept"),
            gmv: money(gmv),
            discount_platform: money(gmv / 100),
            discount_station: money(gmv / 150),
        });
    }
    MonthFacts::new(&facts).expect("days")
}

/// A contract for every ten stations, with a commission that changes every year and a cost of payment.
fn ledgers(count: u32) -> Ledgers {
    let open = Period::from_day(day("2023-01-01"));
    let contracts: Vec<Contract> = (0..count.div_ceil(SHARED))
        .map(|number| Contract {
            number: format!("C-{number}"),
            counterparty: "某某石油".into(),
            stations: (number * SHARED..((number + 1) * SHARED).min(count)).map(StationId).collect::<BTreeSet<_>>(),
            signed_on: Some(open.from()),
            period: open,
            terminated_on: None,
            renews: None,
        })
        .collect();
    let term = |component, ppm: i32, from: &str, to: Option<&str>| {
        let period = Period::new(day(from), to.map(day)).expect("period");
        let tariff = Tariff::PercentOfGmv(Rate::from_ppm(ppm).expect("kept"));
        FeeTerm { component, tariff, payer: None, payee: None, period }
    };
    let terms: Vec<[FeeTerm; 4]> = (0..contracts.len())
        .map(|number| {
            let ppm = 15_000 + i32::try_from(number % 97).expect("small") * 100;
            [
                term(Component::Commission, ppm, "2023-01-01", Some("2024-06-15")),
                term(Component::Commission, ppm - 2_000, "2024-06-15", Some("2025-08-01")),
                term(Component::Commission, ppm - 4_000, "2025-08-01", None),
                term(Component::Payment, 6_000, "2023-01-01", None),
            ]
        })
        .collect();
    let id = |number: usize| ContractId(u32::try_from(number).expect("few"));
    let named = contracts.iter().enumerate().map(|(n, contract)| LedgerEdit::Contract(id(n), Some(contract)));
    let terms = terms.iter().enumerate().flat_map(|(n, terms)| {
        terms
            .iter()
            .map(move |term| LedgerEdit::Fee(FeeOwner::Contract(id(n)), term.component, term.period.from(), Some(term)))
    });
    Ledgers::default().edited(named.chain(terms)).expect("ledgers")
}

fn load(snapshot: &Snapshot, ledgers: &Ledgers, months: &[(StationId, Month, MonthFacts)]) -> Books {
    let unit = |station| snapshot.unit_of(station);
    let mut loader = Loader::new(ledgers.clone(), unit);
    for (station, month, facts) in months {
        loader.month(*station, *month, facts.bytes(), || unit(*station));
    }
    loader.finish()
}

fn books(c: &mut Criterion) {
    let count = std::env::var("STATIONS").map_or(20_000, |text| text.parse().expect("STATIONS is a number"));
    let geography = china();
    let snapshot = build(&geography, &rows(&geography, count as usize));
    let first = Month::of(day(FIRST));
    let all: Vec<Month> = std::iter::successors(Some(first), |month| month.next()).take(MONTHS as usize).collect();
    let mut random = Random(5);
    let months: Vec<(StationId, Month, MonthFacts)> = (0..count)
        .flat_map(|station| all.iter().map(move |&month| (StationId(station), month)))
        .map(|(station, of)| (station, of, month(&mut random, of.days())))
        .collect();
    let station_days: usize = months.iter().map(|(_, month, _)| usize::from(month.days())).sum();
    let ledgers = ledgers(count);
    let before = resident();
    let start = Instant::now();
    let books = Arc::new(load(&snapshot, &ledgers, &months));
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
            let by_gmv =
                Paging { sort: SortKey::Metric(Metric::Gmv, period), descending: true, limit: 100, after: None };
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
