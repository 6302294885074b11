//! National statistics by city with a filter, in memory and on one core, beside DuckDB on the same table.

use std::path::Path;
use std::process::Command;

use forecourt::base::ids::SetId;
use forecourt::engine::Question;
use forecourt::engine::filter::Filter;
use forecourt::engine::statistics::{Breakdown, statistics};
use serde_json::Value;

use crate::files::csv;
use crate::measure::{Times, line, ms};
use crate::network::{FILTER, TODAY, build, china, count, rows};

/// Measures both, and that both count the same.
pub(crate) fn measure(folder: &Path) {
    let geography = china();
    let snapshot = build(&geography, &rows(&geography, count()));
    let level = geography.set("admin").and_then(|admin| admin.level("city"));
    let breakdown = Breakdown { level: level.map(|level| (SetId(1), level)), ..Breakdown::default() };
    let question =
        Question { filter: Filter::parse(FILTER).expect("filter"), ..Question::on(TODAY.parse().expect("date")) };
    let ask = || statistics(&snapshot, &question, &breakdown).expect("statistics");
    let (rows, total) = (ask().rows.len() as u64, ask().total.counts.stations());
    let ours = Times::of(50, ask);
    for (threads, form, bar) in
        [("1", "texts", "≤ 8 ms, ≥ 3 ×"), ("1", "enumerations", "≤ 8 ms, ≥ 3 ×"), ("2", "enumerations", "–")]
    {
        let output = Command::new(folder.join("venv/bin/python"))
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/by_city.py"))
            .args([csv(folder).as_os_str(), FILTER.as_ref(), threads.as_ref(), form.as_ref()])
            .output()
            .expect("python");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let theirs: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let (their_rows, their_total) = (theirs["rows"].as_u64(), theirs["total"].as_u64());
        assert_eq!((their_total, their_rows), (Some(total), Some(rows)), "stations and cities");
        let median = theirs["median_ms"].as_f64().expect("median");
        line(
            format!("national statistics by city with a filter; DuckDB, {form}, cores: {threads}"),
            ms(ours.median()),
            ms(median),
            Some(median / ours.median()),
            bar,
        );
    }
}
