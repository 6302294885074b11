//! Building the index, and what it weighs, beside supercluster.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::files::csv;
use crate::measure::{Times, line, ms};
use crate::network::{build, china, count, resident, rows};

/// Measures both.
pub(crate) fn measure(folder: &Path) {
    let geography = china();
    let rows = rows(&geography, count());
    // The first one also tells what stays resident; the allocator keeps what the others leave behind.
    let before = resident();
    let snapshot = build(&geography, &rows);
    let grown = resident().saturating_sub(before) >> 20;
    let ours = Times::of(5, || build(&geography, &rows)).median();
    let memory = snapshot.memory();
    let weight = (memory.station_bytes + memory.event_bytes) >> 20;

    let output = Command::new("node")
        .args(["--expose-gc", "--max-old-space-size=16384"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/supercluster.mjs"))
        .arg(csv(folder))
        .env("NODE_PEERS", folder)
        .output()
        .expect("node");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = |name: &str| theirs[name].as_f64().expect("number");
    let built = number("build_ms");
    line("build of the index from rows in memory; supercluster", ms(ours), ms(built), Some(built / ours), "≤ 1.5 s");
    line(
        "memory of the index; supercluster's trees, and with the points that it keeps",
        format!("{weight} MiB, resident +{grown} MiB"),
        format!("{:.0} MiB, {:.0} MiB", number("index_mib"), number("index_mib") + number("points_mib")),
        None,
        "≤ 160 bytes a station and 12 an event",
    );
}
