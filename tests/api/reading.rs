//! Reading: the network, regions, metrics, stations, the web application.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Api, codes};

#[tokio::test]
async fn the_network_introduces_itself() {
    let api = Api::new();
    let network = api.json("/api/v1/network").await;
    assert_eq!((&network["revision"], &network["stations"]), (&json!(3), &json!(8)));
    assert_eq!((&network["first_event"], &network["last_event"]), (&json!("2020-01-01"), &json!("2026-05-01")));
    assert_eq!((&network["zone"], &network["synthetic"]), (&json!("Asia/Shanghai"), &json!(false)));
    assert_eq!(network["today"], api.network.today().to_string());
    let extent: Vec<f64> = serde_json::from_value(network["extent"].clone()).expect("extent");
    assert!((extent[0] - 12.5).abs() < 1e-6 && (extent[3] - 41.9).abs() < 1e-6, "{extent:?}");
    assert_eq!(api.json("/healthz").await["status"], "up");
    assert_eq!(api.json("/readyz").await, json!({"status": "ready", "revision": 3}));
    let metrics = api.json("/api/v1/metrics").await;
    assert_eq!(metrics["items"].as_array().map(Vec::len), Some(28));
    assert_eq!(metrics["items"][8]["title"], json!({"zh": "覆盖率", "en": "Coverage"}));
    assert_eq!(api.json("/openapi.json").await["openapi"], "3.1.0");
}

#[tokio::test]
async fn regions_are_trees() {
    let api = Api::new();
    let sets = api.json("/api/v1/regions").await;
    assert_eq!(sets["sets"][0]["set"], "admin");
    assert_eq!(sets["sets"][0]["levels"][0], json!({"level": "province", "regions": 34}));
    let provinces = api.json("/api/v1/regions/admin?level=province").await;
    assert_eq!(provinces["items"].as_array().map(Vec::len), Some(34));
    let below = api.json("/api/v1/regions/admin?parent=310000-city&level=district").await;
    assert!(below["items"].as_array().is_some_and(|items| items.iter().any(|item| item["code"] == "310115")));
    let pudong = api.json("/api/v1/regions/admin/310115").await;
    assert_eq!((&pudong["name"], &pudong["level"]), (&json!("浦东新区"), &json!("district")));
    let above: Vec<&Value> = pudong["ancestors"].as_array().expect("ancestors").iter().map(|a| &a["code"]).collect();
    assert_eq!(above.first(), Some(&&json!("310000")));
    assert!(pudong.get("geometry").is_none());
    let drawn = api.json("/api/v1/regions/admin/310115?geometry=true").await;
    assert_eq!(drawn["geometry"]["type"], "MultiPolygon");
    for path in ["/api/v1/regions/nowhere", "/api/v1/regions/admin/999999"] {
        assert_eq!(api.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn lists_hold_what_the_question_means() {
    let api = Api::new();
    let day = "at=2026-04-15";
    for (question, expected) in [
        ("", "BJ-1 BJ-2 IT-1 SH-1 SH-2 SH-3 SH-5"),
        ("stage=online", "BJ-2 SH-1 SH-2 SH-3"),
        ("stage=none", "IT-1 SH-5"),
        ("stage=negotiating,none", "BJ-1 IT-1 SH-5"),
        ("brand=nio,shell", "BJ-2 SH-2 SH-3"),
        ("brand=", "SH-5"),
        ("brand=,nio", "BJ-2 SH-2 SH-5"),
        ("operator=east", "SH-1 SH-2"),
        ("energy=ev,none", "BJ-2 SH-2 SH-5"),
        ("code=SH-1,SH-4,XX", "SH-1"),
        ("name=Roma", "IT-1"),
        ("opened_on=2021-01-01", "SH-2"),
        ("opened_on=2021-01-01..2021-06-01", "SH-2"),
        ("opened_on=2021-01-01..", "BJ-2 SH-2 SH-3"),
        ("opened_on=", "IT-1 SH-5"),
        ("within=310000", "SH-1 SH-2 SH-3 SH-5"),
        ("within=310115&stage=online", "SH-1 SH-2"),
        ("filter=brand%20%3D%20%27nio%27%20AND%20stage%20%3D%20%27online%27", "BJ-2 SH-2"),
        ("bbox=121.5,31,122,32", "SH-1 SH-2 SH-5"),
        ("bbox=116,39,13,42", "BJ-1 BJ-2 IT-1"),
        ("near=121.52,31.23&radius=3000", "SH-1 SH-5"),
        ("sort=-code&limit=2", "SH-5 SH-3"),
        ("sort=-operator&limit=3", "BJ-1 BJ-2 SH-1"),
        ("q=sh-", "SH-1 SH-2 SH-3 SH-5"),
        ("q=%E7%AB%99%20Bj", "BJ-1 BJ-2"),
        ("q=ROMA&brand=%3Deni", "IT-1"),
        ("q=1%20%E5%8F%B7", ""),
        ("sort=stage&stage=online,negotiating", "BJ-1 BJ-2 SH-1 SH-2 SH-3"),
    ] {
        let page = api.json(&format!("/api/v1/stations?{day}&{question}")).await;
        assert_eq!(codes(&page).join(" "), expected, "{question}");
    }
    let before = api.json("/api/v1/stations?at=2023-12-31&within=310000").await;
    assert_eq!(codes(&before), ["SH-1", "SH-2", "SH-3", "SH-4", "SH-5"], "SH-4 closed in 2024");
}

#[tokio::test]
async fn a_box_ends_on_the_antimeridian_on_both_its_sides() {
    let api = Api::new();
    for (code, lon) in [("E", 180.0), ("W", -180.0), ("FIJI", 179.0), ("SAMOA", -172.0)] {
        let body = json!({"code": code, "coordinates": {"crs": "wgs84", "x": lon, "y": -5.0}});
        let created = api.put(Method::POST, "/api/v1/stations", "application/json", &body).await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.text());
    }
    for (bbox, expected) in [
        ("180,-10,-170,10", "E SAMOA W"),
        ("170,-10,-180,10", "E FIJI W"),
        ("170,-10,-170,10", "E FIJI SAMOA W"),
        ("179.5,-10,-179.5,10", "E W"),
    ] {
        let page = api.json(&format!("/api/v1/stations?bbox={bbox}")).await;
        assert_eq!(codes(&page).join(" "), expected, "{bbox}");
    }
}

#[tokio::test]
async fn pages_follow_each_other() {
    let api = Api::new();
    for question in ["limit=3", "limit=2&sort=-brand", "limit=1&near=116.4,39.9", "limit=3&sort=-opened_on"] {
        let whole = api.json(&format!("/api/v1/stations?{}", question.replacen(char::is_numeric, "1000", 1))).await;
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = api.json(&format!("/api/v1/stations?{question}{cursor}")).await;
            assert_eq!(page["matched"], 7);
            seen.extend(codes(&page));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, codes(&whole), "{question}");
        for offset in 0..9 {
            let page = api.json(&format!("/api/v1/stations?{question}&offset={offset}")).await;
            let here: Vec<_> = seen.iter().skip(offset).cloned().collect();
            let length = codes(&page).len();
            assert_eq!(codes(&page), here[..length], "{question} {offset}");
            assert_eq!((&page["matched"], page["next"].is_null()), (&json!(7), length == here.len()));
            // What a page at any place ends with is where a cursor goes on.
            if let Some(next) = page["next"].as_str() {
                let rest = api.json(&format!("/api/v1/stations?{question}&cursor={next}&offset=1")).await;
                assert_eq!(codes(&rest).first(), here.get(length + 1), "{question} {offset}");
            }
        }
    }
    let near = api.json("/api/v1/stations?near=116.4,39.9&limit=2").await;
    assert_eq!(codes(&near), ["BJ-1", "BJ-2"]);
    let metres = near["items"][0]["distance_m"].as_f64().expect("distance");
    assert!((metres - 4_810.0).abs() < 50.0, "{metres}");
}

#[tokio::test]
async fn a_station_has_a_card_a_timeline_and_a_history() {
    let api = Api::new();
    let station = api.json("/api/v1/stations/SH-1?at=2026-04-15").await;
    assert_eq!((&station["stage"], &station["regions"]), (&json!("online"), &json!({"admin": "310115"})));
    assert_eq!(station["coordinates"], json!({"crs": "wgs84", "x": 121.52, "y": 31.23}));
    let path = station["region_path"]["admin"].as_array().expect("path");
    assert_eq!((&path[0]["code"], &path[2]["name"]), (&json!("310000"), &json!("浦东新区")));
    assert_eq!(api.json("/api/v1/stations/SH-1?at=2026-02-28").await["stage"], Value::Null);
    let timeline = api.json("/api/v1/stations/SH-1/timeline").await;
    assert_eq!(timeline, api.json("/api/v1/stations/SH-1/cooperation").await);
    let expected =
        json!({"valid_from": "2026-04-01", "valid_to": "2026-05-01", "stage": "online", "note": "first light"});
    assert_eq!(timeline["items"][2], expected);
    assert_eq!(timeline["items"][3]["valid_to"], Value::Null);
    let history = api.json("/api/v1/stations/SH-1/history?limit=1000").await;
    let items = history["items"].as_array().expect("items");
    assert!(items.iter().all(|item| item["action"] == "created" && item["before"] == Value::Null));
    let entity = |name: &str| items.iter().filter(|item| item["entity"] == name).count();
    assert_eq!((entity("station"), entity("cooperation"), entity("membership")), (1, 4, 1));
    let membership = items.iter().find(|item| item["entity"] == "membership").expect("membership");
    assert_eq!(membership["after"]["region"], "310115");
    for path in ["", "/timeline", "/cooperation", "/history"] {
        let answer = api.get(&format!("/api/v1/stations/XX{path}")).await;
        assert_eq!((answer.status, answer.json()["got"].as_str()), (StatusCode::NOT_FOUND, Some("XX")), "{path}");
    }
}

#[tokio::test]
async fn everything_else_is_the_web_application() {
    let api = Api::new();
    for path in ["/", "/regions/310000", "/stations/A.17"] {
        let answer = api.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
    for path in ["/assets/nothing.js", "/favicon-that-is-not.ico", "/assets/../Cargo.toml", "/robots.txt"] {
        assert_eq!(api.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let world = api.get("/basemap/world.json").await;
    assert_eq!((world.status, &world.json()["type"]), (StatusCode::OK, &json!("FeatureCollection")));
    let packed = api.get_with("/basemap/world.json", &[("accept-encoding", "gzip")]).await;
    assert_eq!((packed.header("content-encoding"), &packed.body[..2]), ("gzip", &[0x1f, 0x8b][..]));
    let again = api.get_with("/basemap/world.json", &[("if-none-match", world.header("etag"))]).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(api.get("/basemap/moon.json").await.status, StatusCode::NOT_FOUND);
}
