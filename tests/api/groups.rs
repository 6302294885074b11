//! Groups of admin regions: their tiles, numbers, bounds and polygons, before and after a district changes
//! hands.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use forecourt::domain::change::Author;
use forecourt::exchange::{Kind, Options};
use forecourt::live::import::{ImportRequest, OnError};
use geo::Area as _;
use mvt_reader::Reader;
use mvt_reader::feature::Value;
use serde_json::json;

use crate::support::Api;

/// Pudong leaves the east for the north in May 2026; nobody has Tibet any more.
const GROUPS: &str = "code,name,level,parent,admin,from,to
CHINA,China,country,,,,
EAST,East,department,CHINA,310000,2020-01-01,
EAST,East,department,CHINA,310115,2020-01-01,2026-05-01
NORTH,North,department,CHINA,110000,2020-01-01,
NORTH,North,department,CHINA,310115,2026-05-01,
WEST,West,department,CHINA,540000,2010-01-01,2011-01-01
";

const BEFORE: &str = "2026-04-30";
const AFTER: &str = "2026-05-01";

/// The network with these groups as set `sales`.
fn with_groups() -> Api {
    let api = Api::new();
    let file = api.folder.path().join("groups.csv");
    std::fs::write(&file, GROUPS).expect("file");
    let request = ImportRequest {
        author: Author { actor: "test".into(), source: "import groups.csv".into() },
        kind: Kind::Regions.into(),
        file,
        name: "groups.csv".into(),
        options: Options::default(),
        set: "sales".into(),
        dry_run: false,
        on_error: OnError::Reject,
    };
    api.network.run_import(&request, &mut |_, _| {}).expect("import");
    api
}

/// The groups on a tile by code: properties as text, and the area in square tile units.
async fn tile(api: &Api, path: &str) -> BTreeMap<String, (BTreeMap<String, String>, f64)> {
    let answer = api.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    let reader = Reader::new(answer.body).expect("tile");
    let features = reader.get_features(0).expect("features").into_iter().map(|feature| {
        assert!(feature.id.is_some());
        let area = feature.get_geometry().unsigned_area();
        let text = |value| match value {
            Value::String(text) => text,
            Value::UInt(count) => count.to_string(),
            Value::Double(share) => share.to_string(),
            other => format!("{other:?}"),
        };
        let properties: BTreeMap<String, String> =
            feature.properties.unwrap_or_default().into_iter().map(|(name, value)| (name, text(value))).collect();
        (properties["code"].clone(), (properties, f64::from(area)))
    });
    features.collect()
}

#[tokio::test]
async fn tiles_of_groups_hold_the_numbers_of_statistics() {
    let api = with_groups();
    for day in [BEFORE, AFTER] {
        for filter in ["", "&stage=online", "&energy=ev"] {
            let question = format!("set=sales&level=department&at={day}&metrics=stations,online,coverage_rate{filter}");
            let tile = tile(&api, &format!("/tiles/regions/4/13/6?{question}")).await;
            assert_eq!(tile.keys().collect::<Vec<_>>(), ["EAST", "NORTH"], "nobody sees a group without land");
            let answer = api.json(&format!("/api/v1/stats?{question}")).await;
            for row in answer["rows"].as_array().expect("rows") {
                let code = row["region"].as_str().expect("code");
                if code == "WEST" {
                    assert_eq!(row["values"]["stations"], 0);
                    continue;
                }
                let (properties, _) = &tile[code];
                for (name, value) in row["values"].as_object().expect("values") {
                    let wanted = (!value.is_null()).then(|| value.to_string());
                    let found = properties.get(name).map(|text| text.parse::<f64>().expect("number"));
                    assert_eq!(found, wanted.map(|text| text.parse().expect("number")), "{code} {name} {question}");
                }
                assert_eq!((properties["level"].as_str(), properties["parent"].as_str()), ("department", "CHINA"));
            }
        }
    }
    let empty = api.get(&format!("/tiles/regions/4/12/6?set=sales&level=department&at={BEFORE}")).await;
    assert_eq!(empty.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_district_changes_hands_on_the_map() {
    let api = with_groups();
    let drawn = async |day: &str, level: &str| {
        tile(&api, &format!("/tiles/regions/4/13/6?set=sales&level={level}&at={day}")).await
    };
    let (before, after) = (drawn(BEFORE, "department").await, drawn(AFTER, "department").await);
    let grown = after["NORTH"].1 - before["NORTH"].1;
    let shrunk = before["EAST"].1 - after["EAST"].1;
    assert!(grown > 0.0 && (grown - shrunk).abs() < 1e-6, "{grown} {shrunk}");
    // The level above is the same land on both days, and all of it.
    let (whole, same) = (drawn(BEFORE, "country").await, drawn(AFTER, "country").await);
    let sum: f64 = before.values().map(|(_, area)| area).sum();
    assert!((whole["CHINA"].1 - sum).abs() < 1e-6 && (same["CHINA"].1 - sum).abs() < 1e-6);
    assert!(!whole["CHINA"].0.contains_key("parent"));
    // Before there are any members there is nothing.
    let path = "/tiles/regions/0/0/0?set=sales&level=country&at=2000-01-01";
    assert_eq!(api.get(path).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn bounds_and_polygons_of_groups_follow_the_day() {
    let api = with_groups();
    let south = async |day: &str| {
        let north = api.json(&format!("/api/v1/regions/sales/NORTH?at={day}&geometry=true")).await;
        assert_eq!(north["geometry"]["type"], "MultiPolygon");
        north["bbox"][1].as_f64().expect("south")
    };
    let (before, after) = (south(BEFORE).await, south(AFTER).await);
    assert!((39.0..40.0).contains(&before) && (30.0..31.2).contains(&after), "{before} {after}");
    let west = api.json(&format!("/api/v1/regions/sales/WEST?at={BEFORE}&geometry=true")).await;
    assert_eq!((&west["bbox"], west.get("geometry")), (&json!(null), None));
    let list = api.json(&format!("/api/v1/regions/sales?level=department&at={AFTER}")).await;
    let north = list["items"].as_array().expect("items").iter().find(|item| item["code"] == "NORTH").expect("North");
    assert_eq!(north["bbox"][1].as_f64(), Some(after));

    // Days between two changes answer alike, the first and the last of them too.
    for (day, other, alike) in [
        ("2020-01-01", BEFORE, true),
        (AFTER, "2199-12-31", true),
        (BEFORE, AFTER, false),
        ("2009-12-31", "1900-01-01", true),
        ("2009-12-31", "2010-01-01", false),
    ] {
        let on = async |day: &str| api.json(&format!("/api/v1/regions/sales/CHINA?at={day}&geometry=true")).await;
        assert_eq!(on(day).await == on(other).await, alike, "{day} {other}");
    }

    let question = "set=sales&level=department";
    let tilejson = api.json(&format!("/tiles/regions?{question}&at={BEFORE}")).await;
    let bounds: Vec<f64> =
        tilejson["bounds"].as_array().expect("bounds").iter().filter_map(serde_json::Value::as_f64).collect();
    assert!((115.0..116.0).contains(&bounds[0]) && (40.5..41.5).contains(&bounds[3]), "{bounds:?}");
    let nothing = api.json(&format!("/tiles/regions?{question}&at=2000-01-01")).await;
    assert_eq!(nothing["bounds"][0], -180.0);

    let collection = api.json(&format!("/api/v1/stats?{question}&format=geojson&at={AFTER}")).await;
    for feature in collection["features"].as_array().expect("features") {
        let wanted = if feature["properties"]["code"] == "WEST" { json!(null) } else { json!("MultiPolygon") };
        assert_eq!(*feature["geometry"].get("type").unwrap_or(&json!(null)), wanted);
    }
    let style = api.json(&format!("/styles/regions.json?{question}&at={AFTER}")).await;
    assert_eq!(style["sources"]["regions"]["url"], format!("http://map.test/tiles/regions?{question}&at={AFTER}"));
    // A polygon set is the same on any day.
    let shanghai = async |day: &str| api.get(&format!("/api/v1/regions/admin/310000?at={day}")).await.body;
    assert_eq!(shanghai(BEFORE).await, shanghai("1999-01-01").await);
}

#[tokio::test]
async fn who_changes_hands_has_left_one_group_and_joined_the_other() {
    let api = with_groups();
    let changes = format!("/api/v1/cooperation/changes?set=sales&from={BEFORE}&to={AFTER}");
    let answer = api.json(&format!("{changes}&level=department")).await;
    let of = |code: &str, ids: &[&str]| -> Vec<i64> {
        let rows = answer["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["region"] == code).expect("a row");
        ids.iter().filter_map(|id| row["values"][id].as_i64()).collect()
    };
    let ids = ["online_before", "joined", "resumed", "paused", "left", "net", "online_after"];
    assert_eq!(of("EAST", &ids), [3, 0, 0, 1, 1, -2, 1], "SH-1 pauses on the day, SH-2 goes over");
    assert_eq!(of("NORTH", &ids), [1, 1, 0, 0, 0, 1, 2]);
    let total = &answer["total"]["values"];
    assert_eq!((&total["joined"], &total["left"], &total["net"]), (&json!(0), &json!(0), &json!(-1)));
    let list = api.json(&format!("{changes}&within=NORTH&list=joined")).await;
    let item = &list["list"]["items"][0];
    assert_eq!((&item["code"], &item["day"]), (&json!("SH-2"), &json!(null)));
    assert_eq!((&item["stage_before"], &item["stage_after"]), (&json!("online"), &json!("online")));
    assert_eq!(item["regions"]["sales"], "NORTH", "as on the later day");

    // An entry counts for whom the station belonged to on its day.
    let flow = "/api/v1/cooperation/funnel?kind=flow&set=sales&level=department&from=2026-04-01&to=2026-06-01";
    let flow = api.json(flow).await;
    let rows = flow["rows"].as_array().expect("rows");
    let value = |code: &str, id: &str| rows.iter().find(|row| row["region"] == code).map(|row| &row["values"][id]);
    assert_eq!(value("EAST", "entries_online"), Some(&json!(1)));
    assert_eq!((value("EAST", "entries_paused"), value("NORTH", "entries_paused")), (Some(&json!(0)), Some(&json!(1))));
}
