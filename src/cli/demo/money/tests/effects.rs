//! What a comparison finds is what was built in, and what one without controls finds is not: in the demo that everybody
//! sees, all the way from the store to the wire, and in those of ten other seeds.
//!
//! `FORECOURT_FULL=1` makes the ten as large as the one; the gate makes them half as large.

use std::collections::BTreeMap;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt as _;

use super::super::super::synthetic::{DEFAULT_STATIONS, Options};
use super::super::super::{SEED, fill};
use super::super::effects;
use super::engine::{campaigns, snapshot};
use super::options;
use crate::domain::access::Scope;
use crate::engine::comparison::{Inquiry, Measure, compare};
use crate::exchange::admin::divisions;
use crate::live::{self, Network};
use crate::store::sqlite::Sqlite;

/// What was found of a campaign, beside what is true.
struct Found {
    truth: f64,
    estimate: f64,
    low: f64,
    high: f64,
    naive: f64,
}

impl Found {
    fn is_covered(&self) -> bool {
        self.low <= self.truth && self.truth <= self.high
    }

    /// Whether one would be wrong by more than five points without controls.
    fn is_missed(&self) -> bool {
        (self.naive - self.truth).abs() > 0.05
    }
}

/// How many of them are so.
fn count(found: &[Found], is_so: fn(&Found) -> bool) -> usize {
    found.iter().filter(|found| is_so(found)).count()
}

fn open(database: &Path) -> Network {
    let store = Sqlite::open(database).expect("store");
    Network::open(Box::new(store), &live::Options::default()).expect("network")
}

/// Asks over the wire.
async fn ask(router: &Router, path: &str) -> Value {
    let request = Request::builder().uri(path).header("host", "map.test").body(Body::empty()).expect("request");
    let answer = router.clone().oneshot(request).await.expect("infallible");
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    serde_json::from_slice(&to_bytes(answer.into_body(), usize::MAX).await.expect("body")).expect("JSON")
}

fn router(network: Network) -> Router {
    crate::http::router(network, crate::http::Options::default())
}

#[tokio::test]
async fn the_demo_s_effects_are_found_over_the_wire() {
    let folder = tempfile::tempdir().expect("folder");
    let database = folder.path().join("demo.db");
    let options = Options { seed: SEED, ..options(DEFAULT_STATIONS) };
    let network = open(&database);
    fill(&network, options, false).map_err(|failure| failure.to_string()).expect("filled");
    let path =
        |code: &str, metric: &str| format!("/api/v1/campaigns/{code}/comparison?metric={metric}&at={}", options.today);
    let before = router(network);
    let first = ask(&before, &path("DEMO-01", "gmv")).await;
    drop(before);
    let router = router(open(&database));
    assert_eq!(ask(&router, &path("DEMO-01", "gmv")).await, first, "the same as soon as it was written");
    for metric in ["gmv", "orders", "volume"] {
        let mut found = Vec::new();
        for (code, truth) in effects() {
            let answer = ask(&router, &path(code, metric)).await;
            let estimate = &answer["estimate"];
            let share = |value: &Value| value.as_f64().expect("a share");
            let uplift = &estimate["uplift"];
            let [estimate, low, high, naive] =
                [&uplift["estimate"], &uplift["low"], &uplift["high"], &estimate["naive"]].map(share);
            let used = ["treated", "controls"].map(|group| answer[group]["used"].as_u64().expect("a count"));
            println!(
                "{code} {metric}: truly {truth:+.2}, found {estimate:+.3} ({low:+.3} to {high:+.3}), naively \
                 {naive:+.3}, of {used:?} stations"
            );
            assert!(used.iter().all(|&used| used >= 35), "{code}: {used:?}");
            assert!((estimate - truth).abs() < 0.03, "{code}: {estimate} of {metric}, truly {truth}");
            found.push(Found { truth, estimate, low, high, naive });
        }
        let (covered, missed) = (count(&found, Found::is_covered), count(&found, Found::is_missed));
        assert!(covered >= 11, "intervals of {metric} cover the truth in {covered} of 12");
        assert!(missed >= 7, "the naive estimate of {metric} is right too often: it misses {missed} of 12");
    }
}

#[test]
fn the_effects_of_ten_seeds_are_found() {
    let stations = if std::env::var_os("FORECOURT_FULL").is_some() { DEFAULT_STATIONS } else { DEFAULT_STATIONS / 2 };
    let folder = tempfile::tempdir().expect("folder");
    let empty = open(&folder.path().join("regions.db")).current();
    let regions = divisions().expect("divisions");
    let (mut found, mut errors) = (Vec::new(), BTreeMap::<&str, f64>::new());
    for seed in 1..=10 {
        let options = Options { seed, ..options(stations) };
        let snapshot = snapshot(empty.geography(), &regions, options);
        for ((campaign, code), (_, truth)) in campaigns().zip(effects()) {
            let inquiry = Inquiry {
                campaign,
                measure: Measure::Gmv,
                at: options.today,
                baseline: None,
                controls: None,
                spillover_m: 3_000,
                seed: 1,
                scope: Scope::all(),
            };
            let compared = compare(&snapshot, &inquiry).expect("campaign");
            let uplift = compared.estimate.expect("estimate");
            let (estimate, low, high) = (uplift.uplift.estimate, uplift.uplift.low, uplift.uplift.high);
            *errors.entry(code).or_default() += (estimate - truth) / 10.0;
            found.push(Found { truth, estimate, low, high, naive: uplift.naive });
        }
    }
    let (covered, missed) = (count(&found, Found::is_covered), count(&found, Found::is_missed));
    let error = found.iter().map(|found| found.estimate - found.truth).sum::<f64>() / 120.0;
    println!(
        "{stations} stations, ten seeds: {covered} of {} covered, {missed} missed without controls, mean error \
         {error:+.4}; by campaign {errors:+.3?}",
        found.len()
    );
    // 95 % of 120, and two and a half deviations of such a count.
    assert!((108..=119).contains(&covered), "{covered} of 120");
    assert!(missed >= 84, "{missed} of 120");
    assert!(error.abs() < 0.004, "{error}");
    assert!(errors.values().all(|error| error.abs() < 0.025), "{errors:?}");
}
