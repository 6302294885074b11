//! The same question four ways: what the tiles of a zoom add up to, what statistics say, what their file holds and what the
//! stations of the list add up to agree to the cent, at 36 month-ends of a made-up network.

use std::collections::BTreeMap;

use forecourt::base::date::Day;
use forecourt::base::month::Month;
use forecourt::base::tile::TileId;
use forecourt::cli::demo::{Options, money, synthesize};
use forecourt::domain::performance::MonthFacts;
use forecourt::live::{DemoNetwork, Network};
use mvt_reader::Reader;
use mvt_reader::feature::Value;

use crate::support::Api;

const TODAY: &str = "2026-11-01";
const METRICS: [&str; 4] = ["gmv", "channel_fee", "discount_platform", "orders"];

/// Fills a network with the demo's stations and all that they sold.
fn fill(network: &Network, stations: u32) {
    let options = Options { stations, today: TODAY.parse().expect("date"), seed: 7 };
    let regions = forecourt::exchange::admin::divisions().expect("boundaries");
    let current = network.current();
    let admin = current.geography().set("admin").expect("admin");
    let made = synthesize(options, &regions, |place| Some(&*admin.region(admin.locate(place)?).code)).expect("made");
    let books = money::generate(&made, options);
    let demo = DemoNetwork {
        stations: made.stations.clone(),
        cooperation: made.cooperation.clone(),
        contracts: books.contracts.clone(),
        fees: books.fees.clone(),
        campaigns: books.campaigns.clone(),
        participations: books.participations.clone(),
    };
    let months = |place: usize, on_month: &mut dyn FnMut(Month, MonthFacts)| books.months(place, on_month);
    network.add_demo(demo, &months, &mut |_| {}).expect("written");
}

/// Hundredths of a number that was told in whole units.
#[expect(clippy::cast_possible_truncation, reason = "amounts of a small network")]
fn cents(number: f64) -> i64 {
    (number * 100.0).round() as i64
}

/// Hundredths of a decimal text or a number.
fn cents_of(text: &str) -> i64 {
    cents(text.parse().unwrap_or_else(|_| panic!("{text:?} is no number")))
}

/// Adds the metrics of a tile's features.
#[expect(clippy::cast_precision_loss, reason = "counts of a small network")]
fn add_tile(bytes: Vec<u8>, sums: &mut BTreeMap<&'static str, i64>) {
    let reader = Reader::new(bytes).expect("tile");
    for layer in 0..reader.get_layer_metadata().expect("layers").len() {
        for feature in reader.get_features(layer).expect("features") {
            let properties = feature.properties.unwrap_or_default();
            for metric in METRICS {
                *sums.entry(metric).or_default() += match properties.get(metric) {
                    Some(Value::Double(number)) => cents(*number),
                    Some(Value::UInt(number)) => cents(*number as f64),
                    other => panic!("{metric} is {other:?}"),
                };
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tiles_statistics_files_and_lists_agree_to_the_cent_at_36_month_ends() {
    let api = Api::empty();
    fill(&api.network, 150);
    let today: Day = TODAY.parse().expect("date");
    let mut month = Month::of(today);
    let mut sold = 0;
    for _ in 0..36 {
        month = Month::from_number(month.number() - 1).expect("kept");
        let (from, to) = (month.first(), month.next().expect("kept").first());
        let question = format!("at={}&from={from}&to={to}&metrics={}", to.plus(-1), METRICS.join(","));
        let stats = api.json(&format!("/api/v1/stats?{question}&level=province")).await;
        let told = |values: &serde_json::Value, metric: &str| match &values["values"][metric] {
            serde_json::Value::String(text) => cents_of(text),
            number => cents(number.as_f64().expect("a number")),
        };
        let total: BTreeMap<&str, i64> =
            METRICS.iter().map(|&metric| (metric, told(&stats["total"], metric))).collect();
        sold += u32::from(total["gmv"] > 0);

        let mut by_row: BTreeMap<&str, i64> = BTreeMap::new();
        for row in stats["rows"].as_array().expect("rows").iter().chain([&stats["unassigned"]]) {
            for metric in METRICS {
                *by_row.entry(metric).or_default() += told(row, metric);
            }
        }
        assert_eq!(by_row, total, "rows of {month}");

        let mut by_tile = BTreeMap::new();
        for (x, y) in (0..8).flat_map(|x| (0..8).map(move |y| (x, y))) {
            let tile = TileId::new(3, x, y).expect("tile");
            let answer = api.get(&format!("/tiles/stations/{}/{x}/{y}.mvt?{question}", tile.z())).await;
            if answer.status == 200 {
                add_tile(answer.body, &mut by_tile);
            }
        }
        assert_eq!(by_tile, total, "tiles of {month}");

        let file = api.get(&format!("/api/v1/stats?{question}&level=province&format=csv")).await.text();
        let mut lines = csv::Reader::from_reader(file.trim_start_matches('\u{FEFF}').as_bytes());
        let header = lines.headers().expect("header").clone();
        let mut by_line: BTreeMap<&str, i64> =
            METRICS.iter().map(|&metric| (metric, told(&stats["unassigned"], metric))).collect();
        for line in lines.records().map(|line| line.expect("line")) {
            for metric in METRICS {
                let column = header.iter().position(|name| name == metric).expect("column");
                *by_line.entry(metric).or_default() += cents_of(&line[column]);
            }
        }
        assert_eq!(by_line, total, "file of {month}");

        let list = api.json(&format!("/api/v1/stations?{question}&sort=-gmv&limit=1000")).await;
        let items = list["items"].as_array().expect("items");
        let mut by_station = BTreeMap::from(METRICS.map(|metric| (metric, 0)));
        for metric in METRICS {
            *by_station.entry(metric).or_default() += items.iter().map(|item| told(item, metric)).sum::<i64>();
        }
        assert_eq!(by_station, total, "list of {month}");
        assert!(items.is_sorted_by(|one, next| told(one, "gmv") >= told(next, "gmv")), "order of {month}");
        assert_eq!((list["from"].clone(), list["to"].clone()), (stats["from"].clone(), stats["to"].clone()));
    }
    // The first stations of so small a network come online some months after its beginning.
    assert!(sold >= 24, "{sold} months have sales");
}
