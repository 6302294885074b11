//! Campaigns compared in a network of 20,000 stations that all sell on 1,096 days: one campaign, twelve side by side,
//! and the same read plainly, day by day; and what a comparison weighs. `STATIONS=2000 cargo bench --bench comparisons`
//! for a smaller one.

#[path = "../network/accounts.rs"]
mod accounts;
#[path = "../network/mod.rs"]
#[expect(dead_code, reason = "other benches use more of it")]
mod network;
mod plain;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use forecourt::base::date::Period;
use forecourt::base::ids::{CampaignId, StationId};
use forecourt::domain::access::Scope;
use forecourt::domain::campaign::{Campaign, FundedBy, Mechanism};
use forecourt::domain::cooperation::Stage;
use forecourt::domain::station::Energy;
use forecourt::engine::comparison::{Comparison, Inquiry, Measure, compare};
use forecourt::engine::filter::Filter;
use forecourt::engine::geography::Geography;
use forecourt::engine::uplift::{Subject, Window, uplift};

use self::accounts::{day, ledgers, loader, months};
use self::network::{Random, Row, build, china, resident, rows};
use self::plain::Plain;

/// Brands of the network, few and large ones.
const BRANDS: usize = 8;
/// The first of those that charge cars.
const CHARGERS: usize = 6;
/// Days of a campaign.
const DAYS: i32 = 42;
/// Provinces whose stations take part, by their two digits; each campaign has five that follow one another.
const PROVINCES: [&str; 9] = ["51", "41", "13", "37", "43", "44", "53", "32", "42"];

/// A campaign, and who takes part in it.
pub(crate) struct Held {
    pub(crate) id: CampaignId,
    pub(crate) period: Period,
    pub(crate) stations: Vec<StationId>,
}

/// The two digits of the province in which a station lies; none abroad.
pub(crate) fn province<'g>(geography: &'g Geography, row: &Row) -> &'g str {
    let admin = geography.set("admin").expect("admin");
    admin.locate(row.location).and_then(|slot| admin.region(slot).code.get(..2)).unwrap_or_default()
}

/// Stations that are online from 2023 on, but for a few weeks.
fn stations(geography: &Geography, count: usize) -> Vec<Row> {
    let mut random = Random(11);
    let mut rows = rows(geography, count);
    for (n, row) in rows.iter_mut().enumerate() {
        let since = day("2023-01-01").plus(random.below(300).cast_signed());
        let pause = since.plus(1 + random.below(1_200).cast_signed());
        let back = pause.plus(7 + random.below(40).cast_signed());
        row.brand = format!("brand {}", n % BRANDS);
        row.energy = if n % BRANDS < CHARGERS { Energy::Fuel } else { Energy::Ev };
        row.timeline =
            [(since, Stage::Online), (pause, Stage::Paused), (back, Stage::Online), (back.plus(1), Stage::Online)];
    }
    rows
}

/// Twelve campaigns over two years, of two brands in five provinces each; four in ten of these stations take part.
fn campaigns(geography: &Geography, rows: &[Row]) -> Vec<Held> {
    let mut random = Random(13);
    let provinces: Vec<&str> = rows.iter().map(|row| province(geography, row)).collect();
    (0..12_usize)
        .map(|n| {
            let from = day("2024-10-07").plus(56 * i32::try_from(n).expect("few"));
            let here: Vec<&str> = (0..5).map(|at| PROVINCES[(n + at) % PROVINCES.len()]).collect();
            let is_meant = |place: usize| {
                here.contains(&provinces[place]) && [n % BRANDS, (n + 3) % BRANDS].contains(&(place % BRANDS))
            };
            let stations = (0..rows.len()).filter(|&place| is_meant(place) && random.below(10) < 4);
            Held {
                id: CampaignId(u32::try_from(n).expect("few") + 1),
                period: Period::new(from, Some(from.plus(DAYS))).expect("period"),
                stations: stations.map(|place| StationId(u32::try_from(place).expect("few"))).collect(),
            }
        })
        .collect()
}

/// The usual question about a campaign.
fn inquiry(campaign: CampaignId, controls: Option<&str>) -> Inquiry {
    Inquiry {
        campaign,
        measure: Measure::Gmv,
        at: day("2026-10-31"),
        baseline: None,
        controls: controls.map(|text| Filter::parse(text).expect("filter")),
        spillover_m: 3_000,
        seed: 1,
        scope: Scope::all(),
    }
}

/// Most memory that the work held beyond what was there before, in bytes, where the system tells. A thread of its own
/// takes none that others have given back.
fn peak<T: Send>(work: impl FnOnce() -> T + Send) -> (T, u64) {
    // What the peak is counted from.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = resident();
    let done = std::thread::scope(|scope| scope.spawn(work).join().expect("done"));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let highest = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).map_or(0, |kib| kib * 1024);
    (done, highest.saturating_sub(before))
}

/// So many stations of each group in so many strata.
fn subjects(random: &mut Random, count: u32, strata: u32) -> Vec<Subject> {
    let mut window = |days: u32| Window { sum: (0..days).map(|_| i64::from(random.below(3_000_000))).sum(), days };
    (0..count)
        .map(|place| Subject { stratum: place % strata, early: window(21), late: window(21), during: window(42) })
        .collect()
}

fn comparisons(c: &mut Criterion) {
    let count = std::env::var("STATIONS").map_or(20_000, |text| text.parse().expect("STATIONS is a number"));
    let geography = china();
    let rows = stations(&geography, count as usize);
    let held = campaigns(&geography, &rows);
    let snapshot = build(&geography, &rows);
    let months = months(&mut Random(5), count);
    let mut loader = loader(&snapshot, &ledgers(count), &months);
    for Held { id, period, stations } in &held {
        let campaign = Campaign {
            code: format!("C-{}", id.0),
            name: String::new(),
            mechanism: Mechanism::Coupon,
            funded_by: FundedBy::Shared,
            period: *period,
            budget: None,
        };
        loader.campaign(*id, &campaign);
        for &station in stations {
            loader.participation(*id, station, *period);
        }
    }
    let snapshot = snapshot.with_books(Arc::new(loader.finish()));
    let compare = |inquiry: &Inquiry| -> Comparison { compare(&snapshot, inquiry).expect("campaign") };
    let one = inquiry(CampaignId(1), None);
    let (found, held_at_most) = peak(|| compare(&one));
    let uplifted = found.estimate.as_ref().expect("estimate");
    println!(
        "one campaign: {} of {} participants, {} of {} controls, {:?}; {} KiB at the peak",
        found.treated.used,
        found.treated.candidates,
        found.controls.used,
        found.controls.candidates,
        uplifted.uplift,
        held_at_most >> 10
    );
    let plain = Plain::new(&geography, &rows, &months, &held);
    let plainly = plain.compare(0, one.at);
    assert_eq!((plainly.treated, plainly.controls), (found.treated.used, found.controls.used));
    assert!((plainly.estimate - uplifted.uplift.estimate).abs() < 1e-9, "{plainly:?}");
    let width = uplifted.uplift.high - uplifted.uplift.low;
    assert!((plainly.low - uplifted.uplift.low).abs() < width / 5.0, "{plainly:?}");

    let mut group = c.benchmark_group("comparisons");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    group.bench_function("one campaign", |b| b.iter(|| black_box(compare(&one))));
    for (what, filter) in [("two brands", "brand IN ('brand 0','brand 3')"), ("every station", "true")] {
        let asked = inquiry(CampaignId(1), Some(filter));
        let (found, held_at_most) = peak(|| compare(&asked));
        println!("controls from {what}: {}; {} KiB at the peak", found.controls.used, held_at_most >> 10);
        group.bench_function(format!("one campaign/controls from {what}"), |b| b.iter(|| black_box(compare(&asked))));
    }
    let all: Vec<Inquiry> = held.iter().map(|held| inquiry(held.id, None)).collect();
    group.bench_function("twelve campaigns", |b| b.iter(|| all.iter().map(compare).collect::<Vec<_>>()));
    let (treated, controls) = (found.treated.used, found.controls.used);
    let [treated, controls] = [treated, controls].map(|count| u32::try_from(count).expect("few"));
    let [treated, controls] = [treated, controls].map(|count| subjects(&mut Random(17), count, 40));
    group.bench_function("the bootstrap of one", |b| b.iter(|| black_box(uplift(&treated, &controls, 1))));
    group.bench_function("one campaign, plainly", |b| b.iter(|| black_box(plain.compare(0, one.at))));
    group.finish();
}

criterion_group!(benches, comparisons);
criterion_main!(benches);
