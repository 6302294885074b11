//! Statistics: values, breakdowns, formats, areas; and that they agree with lists and tiles.

use axum::http::{Method, StatusCode};
use calamine::{Data, DataType as _};
use serde_json::{Value, json};

use crate::support::{Api, codes};

const DAY: &str = "at=2026-04-15";

#[tokio::test]
async fn totals_rows_and_unassigned_add_up() {
    let api = Api::new();
    let metrics = "metrics=stations,closed,online,paused,coverage_rate";
    let answer = api.json(&format!("/api/v1/stats?level=province&{DAY}&{metrics}")).await;
    assert_eq!(
        (&answer["revision"], &answer["at"], &answer["set"]),
        (&json!(3), &json!("2026-04-15"), &json!("admin"))
    );
    let rows = answer["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 34, "every region of the level has its row");
    let shanghai = rows.iter().find(|row| row["region"] == "310000").expect("Shanghai");
    let expected = json!({"region": "310000", "name": "上海市", "bucket": null, "group": {}, "values":
        {"stations": 4, "closed": 1, "online": 3, "paused": 0, "coverage_rate": 0.75}});
    assert_eq!(*shanghai, expected);
    assert_eq!(
        answer["total"]["values"],
        json!({"stations": 7, "closed": 1, "online": 4, "paused": 0, "coverage_rate": 4.0 / 7.0})
    );
    assert_eq!(answer["unassigned"]["values"]["stations"], 1);
    let sum: u64 = rows.iter().filter_map(|row| row["values"]["stations"].as_u64()).sum();
    assert_eq!(sum + 1, 7);
    let empty = rows.iter().find(|row| row["region"] == "540000").expect("Tibet");
    assert_eq!(empty["values"]["coverage_rate"], Value::Null);
    let keys: Vec<&String> = shanghai["values"].as_object().expect("values").keys().collect();
    assert_eq!(keys, ["stations", "closed", "online", "paused", "coverage_rate"], "in the order asked");
}

#[tokio::test]
async fn without_a_level_there_is_only_a_total() {
    let api = Api::new();
    let answer = api.json(&format!("/api/v1/stats?{DAY}&within=310000")).await;
    assert_eq!((&answer["level"], &answer["rows"], &answer["unassigned"]), (&Value::Null, &json!([]), &Value::Null));
    assert_eq!(answer["total"]["values"], json!({"stations": 4, "online": 3, "coverage_rate": 0.75}));
    let later = api.json("/api/v1/stats?at=2026-05-15&within=310000").await;
    assert_eq!(later["total"]["values"]["online"], 2, "SH-1 is paused in May");
}

#[tokio::test]
async fn groups_and_buckets_make_rows() {
    let api = Api::new();
    let grouped = api.json(&format!("/api/v1/stats?{DAY}&group_by=energy,brand&metrics=stations")).await;
    let rows = grouped["rows"].as_array().expect("rows");
    let nio = rows.iter().find(|row| row["group"] == json!({"energy": "ev", "brand": "nio"})).expect("nio");
    assert_eq!((&nio["region"], &nio["values"]["stations"]), (&Value::Null, &json!(2)));
    assert!(rows.iter().any(|row| row["group"] == json!({"energy": null, "brand": null})));
    let months = "bucket=month&from=2026-02-01&to=2026-06-01&metrics=online&within=310115&at=2026-05-31";
    let series = api.json(&format!("/api/v1/stats?{months}")).await;
    let points: Vec<(&str, u64)> = series["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| Some((row["bucket"].as_str()?, row["values"]["online"].as_u64()?)))
        .collect();
    assert_eq!(points, [("2026-02-01", 1), ("2026-03-01", 1), ("2026-04-01", 2), ("2026-05-01", 1)]);
    assert_eq!(series["total"]["values"]["online"], 1);
    let usual = api.json("/api/v1/stats?bucket=quarter&at=2026-06-30").await;
    let first = usual["rows"][0]["bucket"].as_str();
    assert_eq!((usual["rows"].as_array().map(Vec::len), first), (Some(12), Some("2023-07-01")));
}

#[tokio::test]
async fn csv_is_safe_to_open() {
    let api = Api::new();
    let answer = api.get(&format!("/api/v1/stats?{DAY}&group_by=brand&format=csv")).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    let text = answer.text();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("region,name,bucket,brand,stations,online,coverage_rate"));
    assert!(text.contains(",,,'=eni,1,0,0\n"), "{text}");
    assert!(text.contains(",,,nio,2,2,1\n"), "{text}");
    let regions = api.get(&format!("/api/v1/stats?{DAY}&level=province&format=csv&metrics=stations")).await.text();
    assert!(regions.contains("310000,上海市,,4\n"), "{regions}");
    assert_eq!(regions.lines().count(), 35);
}

#[tokio::test]
async fn workbooks_are_typed() {
    let api = Api::new();
    let path = "/api/v1/stats?level=province&group_by=brand&bucket=month&from=2026-04-01&to=2026-05-01\
                &metrics=stations,coverage_rate,gmv,volume_litres&format=xlsx";
    let answer = api.get(path).await;
    assert_eq!(answer.header("content-type"), crate::support::XLSX);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"stats-2026-04-30.xlsx\"");
    let sheet = crate::support::sheet(&answer, "stats");
    let header = "region,name,bucket,brand,stations,coverage_rate,gmv,volume_litres";
    assert_eq!(sheet[0].iter().map(ToString::to_string).collect::<Vec<_>>().join(","), header);
    let row = sheet.iter().find(|row| row[0] == "310000" && row[3] == "sinopec").expect("a row");
    assert_eq!(row[2].get_datetime().map(|day| day.to_ymd_hms_milli()), Some((2026, 4, 1, 0, 0, 0, 0)));
    assert_eq!((&row[4], &row[5], &row[6]), (&Data::Float(1.0), &Data::Float(1.0), &Data::Float(0.0)));
    let formula = sheet.iter().find(|row| row[3] == "=eni");
    assert_eq!(formula, None, "Rome lies in no province");
    let chinese = api.get(&format!("/api/v1/stats?{DAY}&level=province&format=csv&headers=zh")).await.text();
    assert!(chinese.starts_with("\u{FEFF}区域编码,区域,时段,站点数,在线,覆盖率\r\n"), "{chinese}");
    let refused = api.get("/api/v1/stats?headers=zh").await;
    assert_eq!((refused.status, &refused.json()["parameter"]), (StatusCode::BAD_REQUEST, &json!("headers")));
}

#[tokio::test]
async fn geojson_draws_the_regions() {
    let api = Api::new();
    let answer = api.get(&format!("/api/v1/stats?{DAY}&level=province&format=geojson&metrics=online")).await;
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let collection = answer.json();
    let features = collection["features"].as_array().expect("features");
    assert_eq!(features.len(), 34);
    let shanghai = features.iter().find(|feature| feature["properties"]["code"] == "310000").expect("Shanghai");
    assert_eq!(shanghai["properties"]["online"], 3);
    assert_eq!(shanghai["geometry"]["type"], "MultiPolygon");
    let ring = shanghai["geometry"]["coordinates"][0][0].as_array().expect("ring");
    assert_eq!(ring.first(), ring.last());
}

#[tokio::test]
async fn an_area_is_posted() {
    let api = Api::new();
    let square = json!({"type": "Polygon", "coordinates": [[[121, 31], [122, 31], [122, 32], [121, 32], [121, 31]]]});
    let feature = json!({"type": "Feature", "properties": {}, "geometry": square});
    for (media, body) in [("application/geo+json", &feature), ("application/json; charset=utf-8", &square)] {
        let answer = api.put(Method::POST, &format!("/api/v1/stats?{DAY}&brand=sinopec,nio"), media, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert_eq!(answer.json()["total"]["values"]["stations"], 2);
    }
}

#[tokio::test]
async fn statistics_agree_with_lists() {
    let api = Api::new();
    for question in ["stage=online", "brand=nio", "within=110000", "energy=none", "filter=operator%20IS%20NULL"] {
        for day in ["2020-06-01", "2024-06-01", "2026-04-15", "2026-05-15"] {
            let stats = api.json(&format!("/api/v1/stats?at={day}&{question}")).await;
            let list = api.json(&format!("/api/v1/stations?at={day}&{question}")).await;
            assert_eq!(stats["total"]["values"]["stations"], list["matched"], "{question} {day}");
            assert_eq!(codes(&list).len() as u64, list["matched"].as_u64().expect("matched"));
        }
    }
}

#[tokio::test]
async fn what_was_known_stays_known() {
    let api = Api::new();
    let now = format!("{}", forecourt::base::date::Instant::now()).replace('+', "%2B");
    let body = json!({"valid_from": "2026-01-01", "stage": "terminated"});
    let answer = api.put(Method::POST, "/api/v1/stations/BJ-2/cooperation", "application/json", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let at = "/api/v1/stats?at=2026-02-01&within=110000&metrics=online";
    assert_eq!(api.json(at).await["total"]["values"]["online"], 0, "as it was");
    let known = api.json(&format!("{at}&known_at={now}")).await;
    assert_eq!((&known["total"]["values"]["online"], &known["revision"]), (&json!(1), &json!(3)), "as it was known");
    let station = api.json(&format!("/api/v1/stations/BJ-2?at=2026-02-01&known_at={now}")).await;
    assert_eq!((&station["stage"], &station["revision"]), (&json!("online"), &json!(3)));
    let timeline = api.json(&format!("/api/v1/stations/BJ-2/timeline?known_at={now}")).await;
    assert_eq!(timeline["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn the_last_day_of_all_can_be_asked() {
    let api = Api::new();
    let series = api.json("/api/v1/stats?at=2199-12-31&bucket=year&metrics=stations").await;
    let rows = series["rows"].as_array().expect("rows");
    assert_eq!(
        (rows.len(), &rows[11]["bucket"], &rows[11]["values"]["stations"]),
        (12, &json!("2199-01-01"), &json!(7))
    );
    let closed = api.json("/api/v1/stats?at=2199-12-31&closed_on=2199-12-31").await;
    assert_eq!(closed["total"]["values"]["stations"], 0);
    assert_eq!(api.get("/api/v1/stats?bucket=day&to=1900-01-01").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_network_without_stations_has_numbers_too() {
    let api = Api::empty();
    let months = "bucket=month&from=2026-01-01&to=2026-04-01&metrics=online,coverage_rate";
    for query in [months.to_owned(), format!("{months}&within=310000"), format!("{months}&level=province")] {
        let stats = api.json(&format!("/api/v1/stats?{query}")).await;
        assert_eq!(stats["total"]["values"], json!({"online": 0, "coverage_rate": null}), "{query}");
    }
    let provinces = api.json("/api/v1/stats?level=province&metrics=coverage_rate").await;
    assert!(provinces["rows"].as_array().is_some_and(|rows| rows.len() == 34), "{provinces}");
    for path in ["/tiles/stations/0/0/0", "/tiles/regions/0/0/0", "/api/v1/stations", "/api/v1/network"] {
        assert!(api.get(path).await.status.is_success(), "{path}");
    }
}

#[tokio::test]
async fn a_refusal_of_too_many_rows_names_what_makes_them_many() {
    let api = Api::new();
    for (path, parameter, got, fewer) in [
        ("stats?level=district&bucket=day&from=2015-01-02&to=2025-12-01", "bucket", "day", "a longer bucket (week, "),
        ("stats?level=district&bucket=day&from=2021-06-01&to=2026-06-01", "level", "district", "(province, city)"),
        (
            "cooperation/funnel?kind=flow&level=district&bucket=day&from=2015-01-02&to=2025-12-01",
            "bucket",
            "day",
            "week",
        ),
    ] {
        let answer = api.get(&format!("/api/v1/{path}")).await;
        crate::support::problem(&answer, 400, Some(parameter), path);
        let problem = answer.json();
        assert_eq!(problem["got"], got, "{path}");
        assert!(problem["allowed"].as_str().is_some_and(|allowed| allowed.contains(fewer)), "{path}: {problem}");
        assert!(!answer.text().contains("group_by"), "{path}: nobody asked for groups");
    }
}
