//! Comparisons as CSV and as workbooks: the same figures as in JSON, a row a campaign, and their weeks.

use axum::http::StatusCode;
use calamine::{Data, DataType as _};
use serde_json::Value;

use crate::comparisons::campaigns;
use crate::support::{Answer, Api, XLSX, problem, sheets};

const ONE: &str = "/api/v1/campaigns/C-1/comparison?at=2026-04-30&controls=true";
const BOTH: &str = "/api/v1/campaigns/comparison?codes=C-2,C-1&at=2026-04-30&controls=true";

/// Where the figure of each column of a campaign stands in JSON.
const FIGURES: [(&str, &str); 48] = [
    ("campaign", "/question/campaign"),
    ("name", "/name"),
    ("metric", "/question/metric"),
    ("unit", "/unit"),
    ("at", "/question/at"),
    ("revision", "/revision"),
    ("baseline_from", "/question/baseline_from"),
    ("baseline_to", "/question/baseline_to"),
    ("from", "/from"),
    ("to", "/to"),
    ("controls_filter", "/question/controls"),
    ("spillover_m", "/question/spillover_m"),
    ("seed", "/question/seed"),
    ("participants", "/treated/candidates"),
    ("participants_used", "/treated/used"),
    ("candidates", "/controls/candidates"),
    ("controls_used", "/controls/used"),
    ("treated_before", "/estimate/treated/before"),
    ("treated_during", "/estimate/treated/during"),
    ("controls_before", "/estimate/controls/before"),
    ("controls_during", "/estimate/controls/during"),
    ("naive", "/estimate/naive"),
    ("uplift", "/estimate/uplift/estimate"),
    ("uplift_low", "/estimate/uplift/low"),
    ("uplift_high", "/estimate/uplift/high"),
    ("additive", "/estimate/additive/estimate"),
    ("additive_low", "/estimate/additive/low"),
    ("additive_high", "/estimate/additive/high"),
    ("total", "/estimate/total/estimate"),
    ("total_low", "/estimate/total/low"),
    ("total_high", "/estimate/total/high"),
    ("station_days", "/estimate/station_days"),
    ("pre_trend", "/estimate/pre_trend/estimate"),
    ("pre_trend_low", "/estimate/pre_trend/low"),
    ("pre_trend_high", "/estimate/pre_trend/high"),
    ("discount_platform", "/cost/discount_platform"),
    ("discount_station", "/cost/discount_station"),
    ("additional_orders", "/cost/orders"),
    ("additional_litres", "/cost/litres"),
    ("additional_kwh", "/cost/kwh"),
    ("cost_per_order", "/cost/per_order"),
    ("cost_per_litre", "/cost/per_litre"),
    ("cost_per_kwh", "/cost/per_kwh"),
    ("additional_channel_fee", "/cost/channel_fee"),
    ("roi", "/cost/roi"),
    ("spent", "/cost/spent"),
    ("budget", "/cost/budget"),
    ("budget_use", "/cost/budget_use"),
];

/// The columns of a campaign that are texts made of lists.
const LISTS: [&str; 4] = ["participants_left_out", "candidates_left_out", "warnings", "reason"];

async fn file(api: &Api, path: &str, media: &str) -> Answer {
    let answer = api.get(path).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, media), "{path}: {}", answer.text());
    answer
}

/// The rows of CSV that holds no quotes and line feeds.
async fn csv(api: &Api, path: &str) -> Vec<Vec<String>> {
    let text = file(api, path, "text/csv; charset=utf-8").await.text();
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// Whether a text of a file says what JSON does: numbers are compared as such, and null is nothing.
fn is_same(text: &str, json: &Value) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    match json {
        Value::Null => text.is_empty(),
        Value::String(other) => text == other || number(text).is_some_and(|of| Some(of) == number(other)),
        other => number(text) == other.as_f64(),
    }
}

/// Checks the row of a campaign against its JSON, column by column.
fn check(titles: &[String], row: &[String], json: &Value) {
    assert_eq!((titles.len(), row.len()), (FIGURES.len() + LISTS.len(), FIGURES.len() + LISTS.len()));
    let of = |column: &str| &row[titles.iter().position(|title| title == column).expect(column)];
    for (column, pointer) in FIGURES {
        let expected = json.pointer(pointer).unwrap_or(&Value::Null);
        assert!(is_same(of(column), expected), "{column}: {} instead of {expected}", of(column));
    }
    for (column, pointer) in [("participants_left_out", "/treated"), ("candidates_left_out", "/controls")] {
        let counts = json.pointer(pointer).and_then(|group| group["left_out"].as_object()).expect("counts");
        let mut expected: Vec<String> = counts.iter().map(|(reason, count)| format!("{reason}:{count}")).collect();
        let mut found: Vec<String> = of(column).split_whitespace().map(str::to_owned).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{column}");
    }
    let warnings = json["warnings"].as_array().expect("warnings").iter().filter_map(|one| one["kind"].as_str());
    assert_eq!(*of("warnings"), warnings.collect::<Vec<_>>().join(" "));
    assert!(is_same(of("reason"), &json["reason"]));
}

#[tokio::test]
async fn csv_has_every_figure_of_json() {
    let api = Api::new();
    campaigns(&api);
    for metric in ["gmv", "orders", "volume"] {
        let path = format!("{ONE}&metric={metric}");
        let rows = csv(&api, &format!("{path}&format=csv")).await;
        assert_eq!(rows.len(), 2);
        check(&rows[0], &rows[1], &api.json(&path).await);
        let page = format!("{BOTH}&metric={metric}");
        let rows = csv(&api, &format!("{page}&format=csv")).await;
        let items = api.json(&page).await["items"].clone();
        assert_eq!(rows.len(), 3, "in the order asked");
        check(&rows[0], &rows[1], &items[0]);
        check(&rows[0], &rows[2], &items[1]);
    }
    // Nobody to compare with: an empty cell for every figure, and why.
    let alone = "/api/v1/campaigns/C-1/comparison?at=2026-04-30";
    let rows = csv(&api, &format!("{alone}&format=csv")).await;
    check(&rows[0], &rows[1], &api.json(alone).await);
}

#[tokio::test]
async fn csv_has_the_weeks_where_they_are_asked() {
    let api = Api::new();
    campaigns(&api);
    let rows = csv(&api, &format!("{ONE}&format=csv&table=weeks")).await;
    let weeks = api.json(ONE).await["weeks"].clone();
    let weeks = weeks.as_array().expect("weeks");
    assert_eq!(rows[0].join(","), "campaign,name,window,from,to,treated,controls,treated_index,controls_index");
    assert_eq!(rows.len(), weeks.len() + 1);
    for (row, week) in rows[1..].iter().zip(weeks) {
        let window = if week["from"].as_str() < Some("2026-03-02") { "baseline" } else { "campaign" };
        assert_eq!(row[..3], ["C-1", "三月直降", window]);
        for (text, figure) in
            row[3..].iter().zip(["from", "to", "treated", "controls", "treated_index", "controls_index"])
        {
            assert!(is_same(text, &week[figure]), "{figure}: {text} instead of {}", week[figure]);
        }
    }
    let both = csv(&api, &format!("{BOTH}&format=csv&table=weeks")).await;
    assert_eq!((both[1][0].as_str(), both.last().expect("weeks")), ("C-2", rows.last().expect("weeks")));
}

#[tokio::test]
async fn workbooks_have_campaigns_and_weeks() {
    let api = Api::new();
    campaigns(&api);
    let answer = file(&api, &format!("{ONE}&format=xlsx&headers=zh"), XLSX).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"comparison-2026-04-30.xlsx\"");
    let [rows, weeks] = sheets(&answer, ["comparison", "weeks"]);
    let of = |title: &str| &rows[1][rows[0].iter().position(|cell| cell == title).expect(title)];
    assert_eq!(
        (rows.len(), of("活动编码"), of("双重差分增幅")),
        (2, &"C-1".to_owned().into(), &Data::Float(0.181_818))
    );
    assert!(of("活动开始").is_datetime() && *of("提示") == Data::Empty && *of("总增量") == Data::Float(6_720.0));
    assert_eq!((weeks.len(), &weeks[0][2], &weeks[8][8]), (9, &"时段".to_owned().into(), &Data::Float(110.0)));
    let [rows, weeks] = sheets(&file(&api, &format!("{BOTH}&format=xlsx"), XLSX).await, ["comparison", "weeks"]);
    assert_eq!((&rows[1][0], &rows[2][0], rows.len()), (&"C-2".to_owned().into(), &"C-1".to_owned().into(), 3));
    assert_eq!(weeks.iter().filter(|week| week[0] == "C-1").count(), 8);
}

#[tokio::test]
async fn files_are_revalidated_and_wrong_wishes_named() {
    let api = Api::new();
    campaigns(&api);
    let path = format!("{ONE}&format=csv");
    let first = api.get(&path).await;
    let again = api.get_with(&path, &[("if-none-match", first.header("etag"))]).await;
    assert_eq!((first.header("cache-control"), again.status), ("no-cache", StatusCode::NOT_MODIFIED));
    let alone = "/api/v1/campaigns/comparison?codes=C-1&at=2026-04-30&controls=true";
    assert!(api.json(ONE).await["estimate"].is_object() && api.json(alone).await["items"].is_array());
    let people = file(&api, &format!("{path}&headers=en"), "text/csv; charset=utf-8").await;
    assert!(people.text().starts_with("\u{FEFF}Campaign,Name,Metric,"), "{}", people.text());
    for (wish, parameter) in [
        ("format=geojson", "format"),
        ("headers=zh", "headers"),
        ("format=json&headers=zh", "headers"),
        ("format=csv&headers=fr", "headers"),
        ("table=weeks", "table"),
        ("format=xlsx&table=weeks", "table"),
        ("format=csv&table=days", "table"),
    ] {
        for path in [ONE, BOTH] {
            let path = format!("{path}&{wish}");
            problem(&api.get(&path).await, 400, Some(parameter), &path);
        }
    }
}
