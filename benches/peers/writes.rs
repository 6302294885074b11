//! One-station writes over HTTP, durable, beside bare syncs of the same disk.

use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::Duration;

use forecourt::store::Store as _;
use forecourt::store::sqlite::Sqlite;

use crate::files::database;
use crate::measure::{Times, line, ms, timed};
use crate::network::{Random, count};
use crate::service::{Service, client, get};

const WRITES: usize = 3_000;
/// Between writes as people make them.
const PAUSE: Duration = Duration::from_millis(30);

/// A file of which pieces are written over and synced.
struct Probe {
    file: File,
    times: Times,
    bytes: usize,
}

impl Probe {
    fn new(path: &Path, bytes: usize) -> Self {
        let mut file = File::create(path).expect("probe");
        file.write_all(&vec![0; 4 << 20]).expect("probe");
        file.sync_all().expect("probe");
        Self { file, times: Times::default(), bytes }
    }

    fn sync(&mut self, at: u64) {
        let (taken, ()) = timed(|| {
            self.file.seek(SeekFrom::Start(at * self.bytes as u64 % (4 << 20))).expect("probe");
            self.file.write_all(&vec![1; self.bytes]).expect("probe");
            self.file.sync_data().expect("probe");
        });
        self.times.push(taken);
    }
}

/// Measures writes and syncs in turns, one client that sends the next write when the last is answered; then
/// with pauses, as people write.
pub(crate) fn measure(folder: &Path) {
    let copy = folder.join("writes.db");
    let remove = || {
        for name in ["writes.db", "writes.db-wal", "writes.db-shm", "probe-4", "probe-16"] {
            let _ = fs::remove_file(folder.join(name));
        }
    };
    remove();
    Sqlite::open(&database(folder)).and_then(|store| store.backup(&copy, &mut |_| {})).expect("copy");
    let probes = || [4, 16].map(|kib| Probe::new(&folder.join(format!("probe-{kib}")), kib << 10));
    let [mut small, mut large] = probes();
    let service = Service::forecourt(&copy);
    let client = client();
    let mut random = Random(13);
    let mut write = |n: usize| {
        let id = random.below(u32::try_from(count()).expect("few"));
        let url = format!("{}/api/v1/stations/S{id:07}", service.base);
        let body = format!(r#"{{"name":"改名 {n}"}}"#);
        let (taken, answer) = timed(|| {
            client.patch(&url).header("content-type", "application/merge-patch+json").send(&body).expect("write")
        });
        (taken, answer.headers()["x-revision"].to_str().expect("text").parse::<u64>().expect("number"))
    };
    let (mut steady, mut calm) = (Times::default(), Times::default());
    let mut newest = 0;
    for n in 0..WRITES {
        let (taken, revision) = write(n);
        newest = revision;
        steady.push(taken);
        if n % 5 == 0 {
            small.sync(n as u64);
            large.sync(n as u64);
        }
    }
    let beside = beside_of(&[small, large]);
    let [mut small, mut large] = probes();
    for n in 0..500 {
        std::thread::sleep(PAUSE);
        let (taken, revision) = write(n);
        newest = revision;
        calm.push(taken);
        if n % 5 == 0 {
            std::thread::sleep(PAUSE);
            small.sync(n as u64);
            std::thread::sleep(PAUSE);
            large.sync(n as u64);
        }
    }
    let beside_calm = beside_of(&[small, large]);
    let statistics = get(&client, &format!("{}/api/v1/stats", service.base));
    let seen: serde_json::Value = serde_json::from_slice(&statistics).expect("JSON");
    assert_eq!(seen["revision"].as_u64(), Some(newest), "what was written is seen");
    line(
        "one-station write over HTTP, one after another: p50, p99, worst; bare syncs of 4 and of 16 KiB",
        three(&steady),
        beside,
        None,
        "p99 ≤ 5 ms",
    );
    line("the same, 30 ms apart", three(&calm), beside_calm, None, "p99 ≤ 5 ms");
    drop(service);
    remove();
}

fn three(times: &Times) -> String {
    [50, 99, 100].map(|share| ms(times.percentile(share))).join(", ")
}

fn beside_of(probes: &[Probe; 2]) -> String {
    probes.each_ref().map(|probe| three(&probe.times)).join(" and ")
}
