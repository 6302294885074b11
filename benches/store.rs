//! The store on a real disk: an import of stations with memberships and of events into an empty
//! database, loading it all, a commit of one change, verification. 100,000 stations with four stage
//! events each; `STATIONS=1000000 cargo bench --bench store` for more.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use forecourt::base::date::Day;
use forecourt::base::ids::{RegionId, Revision, SetId, StationId};
use forecourt::base::location::LonLat;
use forecourt::domain::change::{Author, Batch, Change, Diff};
use forecourt::domain::cooperation::{Stage, StageEvent};
use forecourt::domain::region::{Extent, Region, RegionSet, SetKind};
use forecourt::domain::station::{Edit, Energy, Position, StationDraft};
use forecourt::store::Store as _;
use forecourt::store::sqlite::Sqlite;
use tempfile::TempDir;

const REGIONS: u32 = 3_000;

fn batch(changes: Vec<Change>) -> Batch {
    Batch { author: Author { actor: "bench".into(), source: "bench".into() }, changes }
}

fn made<T>(after: T) -> Diff<T> {
    Diff { before: None, after: Some(after) }
}

fn regions() -> Batch {
    let set = Change::Set(RegionSet { id: SetId(1), code: "sales".into(), kind: SetKind::Groups });
    let region = |id: u32| Change::Region {
        id: RegionId(id),
        diff: Box::new(made(Region {
            id: RegionId(id),
            set: SetId(1),
            code: id.to_string(),
            name: format!("区 {id}"),
            level: "district".into(),
            parent: None,
            center: None,
            extent: Extent::Members(Vec::new()),
        })),
    };
    batch(std::iter::once(set).chain((0..REGIONS).map(region)).collect())
}

/// A station whose code says nothing of its place in the file, as codes do.
fn station(id: u32) -> Change {
    let place = LonLat::new(75.0 + f64::from(id * 7_919 % 60_000) / 1e3, 18.0 + f64::from(id % 30_000) / 1e3);
    let draft = StationDraft {
        code: format!("ST-{:08x}", id.wrapping_mul(2_654_435_761)),
        name: Some(format!("第 {id} 加油站")),
        energy: Edit::Set(Energy::Fuel),
        brand: Edit::Set(["sinopec", "petrochina", "shell", "cnooc"][id as usize % 4].into()),
        operator: Edit::Set(format!("公司 {}", id % 500)),
        position: Some(Position::wgs84(place.expect("place"))),
        address: Edit::Set(format!("解放路 {} 号", id % 1_000)),
        ..StationDraft::default()
    };
    Change::Station { id: StationId(id), diff: Box::new(made(draft.apply(None).expect("station"))) }
}

fn stations(count: u32) -> Batch {
    let region = |id| made(RegionId(id % REGIONS));
    let both = |id| [station(id), Change::Membership { station: StationId(id), set: SetId(1), diff: region(id) }];
    batch((1..=count).flat_map(both).collect())
}

fn event(id: u32, day: u32, stage: Stage) -> Change {
    let valid_from = Day::from_number(day).expect("day");
    let diff = made(StageEvent { valid_from, stage, note: None });
    Change::Stage { station: StationId(id), valid_from, diff }
}

fn events(count: u32) -> Batch {
    let of_station = |id| (0..4).map(move |at| event(id, 45_000 + at * 40 + id % 30, Stage::ALL[at as usize]));
    batch((1..=count).flat_map(of_station).collect())
}

/// A database in a folder of its own, with regions in it.
fn database() -> (TempDir, Sqlite) {
    let folder = tempfile::tempdir().expect("folder");
    let mut store = Sqlite::open(&folder.path().join("forecourt.db")).expect("database");
    store.commit(Revision::EMPTY, &regions()).expect("regions");
    (folder, store)
}

fn store(criterion: &mut Criterion) {
    let count = std::env::var("STATIONS").map_or(100_000, |count| count.parse().expect("a number"));
    let mut group = criterion.benchmark_group(format!("store/{count}"));
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    let (stations, events) = (stations(count), events(count));

    group.throughput(Throughput::Elements(count.into()));
    group.bench_function("import stations", |bencher| {
        bencher.iter_custom(|rounds| (0..rounds).map(|_| timed_commit(&mut database().1, 1, &stations)).sum());
    });
    let (_folder, mut store) = database();
    store.commit(Revision(1), &stations).expect("stations");
    let folder = tempfile::tempdir().expect("folder");
    store.backup(&folder.path().join("copy-0.db"), &mut |_| {}).expect("copy");
    group.throughput(Throughput::Elements(4 * u64::from(count)));
    group.bench_function("import events", |bencher| {
        bencher.iter_custom(|rounds| {
            let round = |_| {
                let copy = folder.path().join("copy.db");
                std::fs::copy(folder.path().join("copy-0.db"), &copy).expect("copy");
                timed_commit(&mut Sqlite::open(&copy).expect("copy"), 2, &events)
            };
            (0..rounds).map(round).sum()
        });
    });
    store.commit(Revision(2), &events).expect("events");

    group.throughput(Throughput::Elements(count.into()));
    group.bench_function("load", |bencher| {
        bencher.iter(|| {
            store.load(Revision(3), &mut |view| {
                black_box(view.timeline.len());
            })
        });
    });
    group.bench_function("verify", |bencher| bencher.iter(|| store.verify(&mut |_| {})));

    group.throughput(Throughput::Elements(1)).sample_size(100);
    let (mut head, mut done) = (Revision(3), 0);
    group.bench_function("commit one event", |bencher| {
        bencher.iter(|| {
            let one = batch(vec![event(1 + done % count, 50_000 + done / count, Stage::Online)]);
            head = store.commit(head, &one).expect("commit").revision;
            done += 1;
        });
    });
    group.finish();
}

fn timed_commit(store: &mut Sqlite, base: u64, batch: &Batch) -> Duration {
    let start = Instant::now();
    store.commit(Revision(base), batch).expect("commit");
    start.elapsed()
}

criterion_group!(benches, store);
criterion_main!(benches);
